"""The checks as a person and a CI call them: exit codes, formats, and one line where they cannot run."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import frictionless
import pytest

from scripts.cli import main as command_line
from scripts.publish.build import build
from tests.conftest import ROOT
from tests.edits import describe, put
from validation.__main__ import main
from validation.beside import beside
from validation.checks.descriptor import describe as judged_by
from validation.model.files import LARGEST, Unreadable, read_inside
from validation.model.package import CannotRun
from validation.problem import Problem


def test_a_clean_package_exits_with_0(package, every_core, capsys):
    assert main(["--root", str(package)]) == 0
    assert capsys.readouterr().out == "clean: no problem found\n"


def test_problems_exit_with_1(package, capsys):
    put("casualty_claims", "C0005", value="72")(package)
    build(package)
    assert main(["--root", str(package), "--quick", "--format", "json"]) == 1
    (problem,) = json.loads(capsys.readouterr().out)
    assert list(problem) == ["file", "line", "row_id", "column", "value", "rule", "message", "fix"]
    assert [problem[k] for k in ("file", "line", "row_id", "column", "value")] == ["data/casualty_claims.csv", 6, "C0005", "value", "72"]
    assert main(["--root", str(package), "--quick", "--format", "github"]) == 1
    assert capsys.readouterr().out.startswith(
        "::error file=data/casualty_claims.csv,line=6,title=grounding.number::data/casualty_claims.csv:6: C0005"
    )


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--root", "nowhere"], "nowhere/datapackage.json: is not there; name the folder of the package with --root"),
        (["--texts", "nowhere"], "nowhere: is not a folder of texts"),
        (["--explain", "grounding.numbr"], "'grounding.numbr' is not a rule; similar: grounding.number, grounding.member, grounding.name"),
        (["--explain", "0"], "'0' is not a rule; RULES.md lists all"),
    ],
)
def test_what_cannot_run_exits_with_2_and_one_line(arguments, line, small, capsys, monkeypatch):
    monkeypatch.chdir(small)
    assert main(arguments) == 2
    assert capsys.readouterr() == ("", f"{line}\n" if "is not a rule" in line else f"validation cannot run: {line}\n")


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (ImportError("No module named 'polars'"), "No module named 'polars'; `nox -s check` installs what it needs"),
        (KeyError("no\nrow"), r"KeyError: 'no\nrow'"),
    ],
)
def test_an_error_of_the_check_itself_is_one_line(error, line, small, capsys, monkeypatch):
    def fall(*arguments, **options):
        raise error

    monkeypatch.setattr("validation.run.validate", fall)
    assert main(["--root", str(small)]) == 2
    assert capsys.readouterr() == ("", f"validation cannot run: {line}\n")


def test_a_process_that_is_ended_from_outside_is_an_error(monkeypatch):
    monkeypatch.setattr("validation.beside.cores", lambda: 2)
    with pytest.raises(RuntimeError, match="a process of the check was ended from outside"):
        beside(os._exit, 3)()


def test_the_checks_may_be_asked_again(small):
    """Polars is loaded by then, and would wait forever in a process that is forked."""
    judged = f"validation.validate({str(small)!r}, leave_out=('sense',), parallel=True)"
    done = subprocess.run(
        [sys.executable, "-c", f"import validation; print({judged} == {judged})"], cwd=ROOT, capture_output=True, timeout=120
    )
    assert done.stdout == b"True\n"


def test_a_descriptor_that_no_command_can_use_is_told_by_its_first_problem(package):
    for key in ("title", "name"):
        describe(key, "")(package)
    with pytest.raises(CannotRun, match=r"datapackage.json: name='' does not have the form .*\nand 1 more; `nox -s check` lists them"):
        judged_by(package)


def test_a_number_that_counts_something(capsys):
    with pytest.raises(SystemExit):
        command_line(["explore", "--port", "0"])
    assert capsys.readouterr().err == (
        "python -m scripts explore: argument --port: '0' is not a whole number from 1 to 999999999; --help shows its options\n"
    )


def test_a_finding_names_a_rule_of_the_book():
    with pytest.raises(ValueError, match="'grounding.numbr' is not in the rule book"):
        Problem(file="data/events.csv", rule="grounding.numbr", message="is wrong")


def test_a_file_without_end_is_not_read(tmp_path):
    (tmp_path / "large.csv").write_bytes(b"")
    os.truncate(tmp_path / "large.csv", LARGEST + 1)
    with pytest.raises(Unreadable, match="is larger than 256 MB"):
        read_inside(tmp_path, "large.csv")


def test_the_readme_shows_the_line_that_the_check_prints(package, capsys):
    put("casualty_claims", "C0005", value="72")(package)
    build(package)
    main(["--root", str(package), "--quick"])
    line = capsys.readouterr().out.splitlines()[0]
    assert line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines()


def test_frictionless_alone_finds_the_package_valid(dataset):
    assert frictionless.Package(str(dataset / "datapackage.json")).validate().valid


@pytest.mark.whole
def test_the_committed_package_is_clean(capsys):
    assert main(["--root", str(ROOT)]) == 0, capsys.readouterr().out

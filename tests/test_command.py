"""The checks as a person and a CI call them: exit codes, formats, and one line where they cannot run."""

from __future__ import annotations

import json

import frictionless
import pytest

from scripts.publish.build import build
from tests.conftest import ROOT
from tests.edits import put
from validation.__main__ import main


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


@pytest.mark.parametrize("arguments", [["--root", "nowhere"], ["--texts", "nowhere"]])
def test_what_cannot_run_exits_with_2_and_one_line(arguments, package, capsys, monkeypatch):
    monkeypatch.chdir(package)
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("validation cannot run: nowhere") and err.count("\n") == 1


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

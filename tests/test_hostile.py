"""Whatever a stranger puts into a package or types after a command: plain lines, no traceback, nothing changed."""

from __future__ import annotations

import io
import json
import re
import shlex
import shutil
import time
from collections.abc import Callable
from contextlib import chdir, redirect_stderr, redirect_stdout
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scripts.cli import COMMANDS, main
from tests.conftest import read_csv, write_csv
from tests.edits import state
from validation import validate
from validation.__main__ import main as check
from validation.model.package import CannotRun

OURS = re.compile(r"Traceback|KeyError|TypeError|ValueError|AttributeError|IndexError|NoneType|object has no attribute|<class ")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
LONGEST = 10  # seconds of a processor that an answer may take
VALUES = (
    st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.just([]) | st.just({}) | st.lists(st.text(max_size=3), max_size=2)
)
ODD = st.text(max_size=12) | st.sampled_from(
    ['"', "\n", "\x1b[31m", "=1+1", "../../x", "\u202e", "０", "nan", "1e999", "9" * 40, "-0", "\ufeff", "\x00"]
)


def keys(value: object, path: tuple = ()) -> list[tuple]:
    """The path of every key and place of a descriptor."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, part in inner for found in [(*path, key), *keys(part, (*path, key))]]


def of_cell(draw: Callable, root: Path) -> None:
    path = draw(st.sampled_from(sorted(root.glob("data/*.csv"))))
    lines = path.read_text(encoding="utf-8").split("\n")
    at = draw(st.integers(0, len(lines) - 1))
    cells = lines[at].split(",")
    cells[draw(st.integers(0, len(cells) - 1))] = draw(ODD)
    lines[at] = ",".join(cells)
    path.write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))


def of_bytes(draw: Callable, root: Path) -> None:
    path = draw(st.sampled_from([*sorted(root.glob("data/*.csv")), root / "datapackage.json", *sorted(root.glob("seeds/*"))]))
    data = path.read_bytes()
    start = draw(st.integers(0, len(data)))
    path.write_bytes(data[:start] + draw(st.binary(max_size=6)) + data[start + draw(st.integers(0, 40)) :])


def of_descriptor(draw: Callable, root: Path) -> None:
    path = root / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    *place, key = draw(st.sampled_from(keys(descriptor)))
    holder = descriptor
    for step in place:
        holder = holder[step]
    if draw(st.booleans()):
        del holder[key]
    else:
        holder[key] = draw(VALUES)
    path.write_text(json.dumps(descriptor), encoding="utf-8")


def of_files(draw: Callable, root: Path) -> None:
    path = draw(st.sampled_from([*sorted(root.glob("data/*.csv")), root / "datapackage.json", *sorted(root.glob("seeds/*"))]))
    kind = draw(st.sampled_from(["gone", "folder", "link", "loop", "beside"]))
    if kind == "beside":
        path.with_name(f"{path.name}~").write_bytes(b"\xff\xfe")
        return
    path.unlink()
    if kind == "folder":
        path.mkdir()
    elif kind != "gone":
        path.symlink_to(root.parent / "outside" if kind == "link" else path)


def is_sound(root: Path) -> bool:
    """Whether every file is still there and can be read and changed as text, the descriptor as JSON."""
    try:
        for path in (*root.glob("data/*.csv"), *root.glob("seeds/*")):
            path.read_text(encoding="utf-8")
        return bool(keys(json.loads((root / "datapackage.json").read_text(encoding="utf-8"))))
    except (OSError, ValueError):
        return False


def beside_a_secret(small: Path, factory: pytest.TempPathFactory) -> Path:
    """A copy of the package, and beside it a file that a link may point at and no line may show."""
    folder = factory.mktemp("hostile")
    (folder / "outside").write_text("secret words", encoding="utf-8")
    return Path(shutil.copytree(small, folder / "package", symlinks=True))


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_broken_package_is_judged_in_plain_lines_and_left_as_it_is(data, small, tmp_path_factory):
    root = beside_a_secret(small, tmp_path_factory)
    made: list[str] = []
    for _ in range(data.draw(st.integers(1, 2))):
        how = data.draw(st.sampled_from([of_cell, of_bytes, of_descriptor, of_files]))
        if made and how is not of_files and not is_sound(root):
            continue  # the first change left nothing that this one could read
        how(data.draw, root)
        made.append(how.__name__)
    assert made
    before, start = state(root), time.process_time()
    try:
        problems = validate(root, leave_out=("sense",))
        assert all(problem.file for problem in problems)
        said = [str(problem) for problem in problems]
    except CannotRun as error:
        said = [str(error)]
    assert time.process_time() - start < LONGEST
    assert state(root) == before
    for line in said:
        assert line.isprintable() and len(line) < 5000 and "secret words" not in line, line
        assert not OURS.search(line), line
    shutil.rmtree(root.parent)


# These do their whole work where nothing is asked of them; other tests run them.
LONG = ("benchmark", "build", "data_docs", "dist", "mutate", "release", "site")
WRONG = ["", "../../x", "\x1b[31m", "C9999999", "-", "--no-such-option", "x" * 5000, "\u202e"]


@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in ("explore", "notebook")])  # a server, and code that is run
def test_any_command_with_any_argument_ends_in_few_lines(command, package, capsys, monkeypatch, quick):
    monkeypatch.chdir(package)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    for arguments in ([wrong] for wrong in WRONG) if command in LONG else ([], *([wrong] for wrong in WRONG)):
        before = state(package / "data")
        try:
            code = main([command, *arguments])
        except SystemExit as end:
            code = end.code
        printed, said = capsys.readouterr()
        case = command, *(argument[:20] for argument in arguments), code
        assert code in (1, 2) or (code == 0 and (not arguments or (command, *arguments) == ("cite", ""))), case  # no id: the whole dataset
        assert not OURS.search(printed + said), said
        assert not CONTROL.search(printed + said) and len(said) < 8000, case
        assert code == 0 or state(package / "data") == before, case


# What is quick to run on a package that somebody else broke.
USUAL = ["agreement", "build", "cite C0005", "coverage", "explain C0005", "format", "propose S001", "retire C0005 --reason x",
         "settle C0005 contradicts C0003 --note x", "passage S001 'Several civilians were'",
         "figure S001 'hundreds of protesters gathered' --event E009"]  # fmt: skip


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_command_on_any_broken_package_writes_all_or_nothing(data, small, tmp_path_factory):
    root = beside_a_secret(small, tmp_path_factory)
    data.draw(st.sampled_from([of_cell, of_bytes, of_descriptor, of_files]))(data.draw, root)
    before, start = state(root), time.process_time()
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err), chdir(root):
        code = main(shlex.split(data.draw(st.sampled_from(USUAL))))
    said = out.getvalue() + err.getvalue()
    assert time.process_time() - start < LONGEST
    assert code == 0 or (code in (1, 2) and state(root) == before and err.getvalue().strip()), said
    assert not OURS.search(said) and not CONTROL.search(said) and "secret words" not in said, said
    shutil.rmtree(root.parent)


def test_claims_that_all_conflict_are_one_line_not_a_pair_for_each_two(package):
    rows = read_csv(package / "data/casualty_claims.csv")
    same = next(row for row in rows if row["claim_id"] == "C0005")
    more = [same | {"claim_id": f"C{n}", "value": str(n), "value_wording": str(n), "bound": "exact"} for n in range(1000, 3000)]
    write_csv(package / "data/casualty_claims.csv", rows + more, same)
    start = time.process_time()
    told = [problem for problem in validate(package, leave_out=("sense",)) if problem.rule == "relations.unsettled"]
    assert time.process_time() - start < LONGEST
    what = "killed people (unknown) in E001"
    assert [problem.message for problem in told] == [
        f"is one of 2,001 rows on {what}, with 1,999,000 conflicting pairs; so many are not compared one by one"
    ]


def test_a_descriptor_that_breaks_off_after_a_line_end_is_told_of(package):
    (package / "datapackage.json").write_text('{"name": "x",\n', encoding="utf-8")
    (problem,) = validate(package)
    assert (problem.file, problem.rule) == ("datapackage.json", "descriptor.json")


@pytest.mark.parametrize(
    ("module", "function", "name"), [("validation.rules", "rules", "rules.toml"), ("validation.model.contract", "_lines", "contract.txt")]
)
def test_a_file_of_the_checks_that_cannot_be_read_is_named(module, function, name, tmp_path, monkeypatch):
    (tmp_path / name).write_bytes(b"\xff[[")
    module = import_module(module)
    monkeypatch.setattr(module, "FILE", tmp_path / name)
    with pytest.raises(ValueError, match=f"validation/{name} cannot be read"):
        getattr(getattr(module, function), "__wrapped__", getattr(module, function))()


def test_a_command_that_is_stopped_says_so_in_one_line(package, monkeypatch, capsys):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("scripts.publish.build.run", stop)
    assert main(["build", "--root", str(package)]) == 2
    assert capsys.readouterr().err == "build was stopped; run it again to finish\n"
    monkeypatch.setattr("validation.run.validate", stop)
    assert check(["--root", str(package)]) == 2
    assert capsys.readouterr().err == "validation was stopped; there is no result\n"

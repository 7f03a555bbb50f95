"""`--changed` judges what changed since the last commit as the whole check does, says what it judged, and trusts nothing but git."""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path

import pytest

from scripts.prove.enlarge import enlarge
from tests.conftest import ROOT, read_csv, write_csv
from tests.edits import describe, drop, put, release, remove, write
from validation.__main__ import main
from validation.model import committed
from validation.model.descriptor import curated
from validation.model.package import read_descriptor, read_package
from validation.run import validate, validate_changed

CODE = "validation/code.py"
SOME = ("sense", "stale")  # what is not judged
ONE, OTHER = "C10000005", "C10010005"  # the same claim in two sources


@pytest.fixture(scope="module")
def two_sources(small, tmp_path_factory) -> Path:
    """The small package twice over, with a file of code, in a repository without a commit."""
    root = tmp_path_factory.mktemp("two") / "package"
    enlarge(small, root, 2 * sum(len(table.records) for table in read_package(small).tables.values()))
    write(CODE, b"")(root)
    return root


@pytest.fixture
def package(two_sources, tmp_path, monkeypatch) -> Path:
    """Two sources, committed."""
    root = Path(shutil.copytree(two_sources, tmp_path / "package"))
    monkeypatch.setattr(committed, "CODE", root / "validation")
    release("v1")(root)
    return root


def commit(root: Path) -> None:
    release("v2")(root)


def test_a_fault_in_a_changed_source_is_told_and_one_elsewhere_is_not(package):
    assert validate_changed(package)[0] == []
    put("casualty_claims", ONE, value="72")(package)
    alone = validate(package, leave_out=SOME)
    commit(package)
    put("casualty_claims", OTHER, value="72")(package)
    found, judged = validate_changed(package)
    assert [(p.row_id, p.column, p.rule) for p in alone] == [(ONE, "value", "grounding.number")]
    assert [(p.row_id, p.column, p.rule) for p in found] == [(OTHER, "value", "grounding.number")]
    assert {*alone, *found} == set(validate(package, leave_out=SOME))
    assert judged.startswith("1 of 2 sources changed since the last commit: judged were their words, the bytes of 1 changed table, and")
    assert "not judged were all other words and bytes, the sense.* rules and what is built" in judged


@pytest.mark.parametrize(
    "edit",
    [
        put("passages", "P10010001", source_id="S1000001"),
        put("sources", "S1001001", language="ru"),
        drop("sources", "S1001001"),
        put("figures", "F10010001", source_id="S1000001"),
        put("attributions", f"{OTHER} 1", wording="They said"),
        drop("attributions", f"{OTHER} 1"),
        drop("passages", "P10010001"),
        drop("uncoded", "P10010009"),
        write("seeds/000_5d66e677cd03ca33.txt", b"Other words."),
    ],
)
def test_what_changed_is_told_as_the_whole_check_tells_it(package, edit):
    edit(package)
    whole = validate(package, leave_out=SOME)
    assert whole and validate_changed(package)[0] == whole


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (put("actors", "c1001-rt", name="RT of Moscow"), "data/actors.csv, which all sources share, is not that of the last commit"),
        (describe("title", "Another title"), "datapackage.json is not that of the last commit"),
        (write("datapackage.json", b"{"), "datapackage.json cannot be used"),
        (write(CODE, b"# another"), "the code in validation/ is not that of the last commit"),
        (write("validation/more.py", b""), "the code in validation/ is not that of the last commit"),
        (remove("data/figures.csv"), "figures cannot be read"),
        (lambda root: shutil.rmtree(root / ".git"), "the package is in no git repository"),
        (lambda root: subprocess.run(["git", "update-ref", "-d", "HEAD"], cwd=root, check=True), "the repository has no commit"),
    ],
)
def test_where_all_sources_may_be_touched_everything_is_judged_and_said_to_be(package, edit, why):
    put("casualty_claims", ONE, value="72")(package)
    commit(package)
    edit(package)
    found, judged = validate_changed(package)
    assert found == validate(package, leave_out=("sense",)) and found
    assert judged == f"everything but the sense.* rules was judged, because {why}"


def test_code_that_is_not_in_the_commit_of_the_package_judges_everything(package, monkeypatch):
    monkeypatch.undo()
    assert validate_changed(package)[1].endswith("because the code of the checks is not in the commit of the package")


def test_a_descriptor_that_was_committed_broken_is_told_as_by_the_whole_check(package):
    describe("resources.figures.path", None)(package)
    commit(package)
    assert validate_changed(package)[0] == validate(package, leave_out=SOME) != []


def test_git_alone_is_trusted(package, monkeypatch):
    """Neither the index nor the variables of another repository hide a change."""
    put("casualty_claims", OTHER, value="72")(package)
    subprocess.run(["git", "update-index", "--assume-unchanged", "data/casualty_claims.csv"], cwd=package, check=True)
    monkeypatch.setenv("GIT_DIR", str(ROOT / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", "nowhere")
    assert [p.row_id for p in validate_changed(package)[0]] == [OTHER]


def test_the_last_line_says_what_was_judged(package, capsys):
    assert main(["--root", str(package), "--changed"]) == 0
    first, last = capsys.readouterr().out.splitlines()
    assert first == "clean: no problem found" and last.startswith("0 of 2 sources changed since the last commit: judged were")
    put("casualty_claims", OTHER, value="72")(package)
    assert main(["--root", str(package), "--changed", "--format", "json"]) == 1
    assert capsys.readouterr().err.startswith("1 of 2 sources changed since the last commit")
    assert main(["--root", str(package), "--changed", "--texts", str(package)]) == 2
    assert "--changed goes with neither --texts nor --spark" in capsys.readouterr().err


@pytest.mark.whole
@pytest.mark.parametrize("seed", range(6))
def test_a_cell_changed_at_random_is_told_as_the_whole_check_tells_it(tmp_path, monkeypatch, seed):
    dice, root = random.Random(seed), tmp_path / "package"
    shutil.copytree(ROOT, root, ignore=lambda folder, names: [n for n in names if n.startswith(".") or n in ("tests", "scripts", "dist")])
    monkeypatch.setattr(committed, "CODE", root / "validation")
    release("v1")(root)
    keys = {r["name"]: r["schema"]["primaryKey"] for r in curated(read_descriptor(root))}
    for table in dice.sample([name for name in committed.OF_SOURCES if name in keys], 3):
        rows = read_csv(root / f"data/{table}.csv")
        column = dice.choice([name for name in rows[0] if name not in keys[table]] or keys[table])
        dice.choice(rows)[column] = dice.choice(rows)[column]
        write_csv(root / f"data/{table}.csv", rows, rows[0])
    assert validate_changed(root)[0] == validate(root, leave_out=SOME)

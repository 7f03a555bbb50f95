"""Generated packages are as sound as the one they are copies of, and the benchmark says what it measured."""

from __future__ import annotations

import sys

import pytest

from scripts.prove.benchmark import CHANGED, CHECK, FORMATS, IMPORTS, QUICK, exponents, table, targets
from scripts.prove.enlarge import enlarge
from scripts.prove.growth import picture
from scripts.prove.measure import Command, Run, held, in_turn, measure, ratios
from tests import edits
from validation import run
from validation.checks.grounding.parts import judge_dealt
from validation.model.package import LONG, CannotRun, read_package
from validation.model.rows import Rows
from validation.run import validate

FAULTS = [*edits.FAULTS, "put names 'tass TASS' language=ru", "drop evidence 'C0008 P0050'", "drop passages P0006"]
OF_BYTES = ["replace data/inferences.csv 'RT relayed' 'RT  relayed'", "replace data/derived/cell_evidence.csv 'unmarked' 'marked'"]


def rows_of(root) -> dict[str, int]:
    return {name: len(table.records) for name, table in read_package(root).tables.items()}


@pytest.fixture(scope="module")
def large(small, tmp_path_factory):
    """The small package four times over."""
    root = tmp_path_factory.mktemp("large") / "package"
    wanted = 4 * sum(rows_of(small).values())
    assert enlarge(small, root, wanted) == sum(rows_of(root).values())
    return root


def test_every_table_grows_in_proportion_but_the_vocabularies(small, large):
    before, after = rows_of(small), rows_of(large)
    same = {"vocabularies", "row_counts", "agreement"}
    for name in before.keys() - same - {"inferences", "evidence", "passages", "names", "cell_evidence", "retired_ids"}:
        assert after[name] == 4 * before[name], name
    assert after["inferences"] % 4 == 0 and after["inferences"] > 4 * before["inferences"]  # words for an event are declared
    assert all(after[name] == before[name] for name in same - {"agreement"})


def test_a_generated_package_is_clean_and_that_with_a_fault_in_every_row_is_not(small, large, tmp_path):
    assert validate(large) == []
    enlarge(small, tmp_path / "faulty", 1000, faulty=True)
    faulty = [p for p in validate(tmp_path / "faulty", leave_out=("sense", "stale")) if p.rule == "hygiene.outer_space"]
    assert {p.file for p in faulty} >= {"data/statements.csv", "data/sources.csv", "data/derived/positions.csv"}


@pytest.mark.parametrize(
    ("faults", "families"), [(FAULTS, {"structure", "grounding", "coverage", "sense"}), (OF_BYTES, {"hygiene", "stale"}), ([], set())]
)
def test_a_package_whose_rows_are_not_kept_is_found_to_be_what_it_is(package, monkeypatch, faults, families):
    edits.make(faults, package)
    kept = [str(problem) for problem in validate(package)]
    assert {line.rpartition("[")[2].rstrip("]").partition(".")[0] for line in kept} >= families
    judged = []
    monkeypatch.setattr(run, "judge_dealt", lambda *given: judged.append(given) or judge_dealt(*given))
    monkeypatch.setattr(run, "ROWS", 50)
    monkeypatch.setattr("validation.model.package.LARGE", 0)
    assert [str(problem) for problem in validate(package)] == kept
    assert len(judged) > 3


@pytest.mark.parametrize(("limit", "at_once"), [(0, 1), (10**9, 2)])
def test_of_the_largest_packages_one_part_is_read_at_a_time(package, monkeypatch, limit, at_once):
    monkeypatch.setattr("validation.model.package.LARGE", 0)
    monkeypatch.setattr(run, "ONE_BY_ONE", limit)
    many = []
    monkeypatch.setattr(run, "in_turn", lambda function, given, processes: many.append(processes) or [function(*one) for one in given])
    run.judge_words(read_package(package, derived=False), processes=2)
    assert many == [at_once]


def test_only_rows_of_one_line_each_are_not_kept(package, monkeypatch):
    edits.make([r"""replace data/inferences.csv '.\n' '.\r\n'"""], package)
    monkeypatch.setattr("validation.model.package.LARGE", 0)
    read = read_package(package, derived=False)
    assert {name for name, table in read.tables.items() if isinstance(table.records, Rows)} == {*LONG} - {"inferences"}


def test_a_part_is_drawn_by_the_seed(small, tmp_path):
    for name, seed in (("a", 1), ("b", 1)):
        enlarge(small, tmp_path / name, 100, seed)
    files = [path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*.csv")]
    assert files and all((tmp_path / "a" / path).read_bytes() == (tmp_path / "b" / path).read_bytes() for path in files)
    with pytest.raises(CannotRun, match="is not an empty folder"):
        enlarge(small, tmp_path / "a", 100)


def test_a_command_is_measured_with_what_it_starts(tmp_path):
    hold = "import time; held = bytearray(60_000_000); time.sleep(0.5)"
    start = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {hold!r}])"
    command = Command([sys.executable, "-c", start], tmp_path)
    run = measure(command, held)
    assert run.wall > 0.5 and run.peak > 60 and 0 < run.cpu < 30
    told = []
    timed = in_turn({"hold": command}, 2, lambda: told.append(1))["hold"]
    assert len(timed) == 2 and len(told) == 3 and all(one.wall > 0.5 and one.peak > 60 for one in timed)
    with pytest.raises(RuntimeError, match="ended with 3: no"):
        measure(Command([sys.executable, "-c", "import sys; sys.stderr.write('no'); sys.exit(3)"], tmp_path))


def test_ratios_are_taken_round_by_round():
    runs = {"a": [Run(2, 2, 1), Run(8, 8, 1), Run(9, 9, 1)], "b": [Run(1, 1, 1), Run(2, 2, 1), Run(3, 3, 1)]}
    figure = ratios(runs, "a", "b", lambda run: run.cpu)
    assert figure == {"median": 3, "least": 2, "greatest": 4}


def figures(**cpu_seconds: float) -> list[dict]:
    one = {"median": 1.0, "least": 1.0, "greatest": 1.0}
    return [
        {
            "what": name.replace("_", " "),
            "seconds": s,
            "cpu_seconds": s,
            "peak_mb": 100 * s,
            "ratio": one | {"median": s},
            "cpu_ratio": one | {"median": s},
        }
        for name, s in cpu_seconds.items()
    ]


def test_targets_are_met_or_not_or_not_measured():
    real = {"rows": 90_000, "rounds": 3, "against": IMPORTS, "figures": figures(**{CHECK: 1.4, CHANGED: 0.8, QUICK: 1.9, FORMATS: 1.4})}
    sizes = [{"rows": n, "rounds": 1, "against": "x", "figures": figures(**{CHECK: s})} for n, s in ((1_000, 1.0), (100_000, 100.0))]
    power = exponents(sizes)
    assert power == {CHECK: pytest.approx(1.0)}
    said = targets(real, sizes, power)
    assert [target["met"] for target in said[:4]] == [False, True, False, True]
    assert {target["met"] for target in said[4:-1]} == {None} and said[-1]["met"] is True
    shown = table({"real": real, "generated": sizes, "exponents": power, "targets": said})
    assert "| real package: full check, times the bare imports, on the clock | 1.3 | 1.4 | **no** |" in shown


def test_the_picture_has_a_line_a_tool_and_says_each_point():
    drawn = picture({"ours": [(10_000, 1.0), (100_000, 9.5)], "theirs": [(10_000, 2.0), (100_000, 25.0)]})
    assert drawn.count("<polyline") == 2 and "ours: 100,000 rows, 9.5 seconds" in drawn

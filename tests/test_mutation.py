"""A seeded sample of the mutations: the full score is `nox -s mutate`."""

from __future__ import annotations

import json

from scripts.prove.mutate import GOAL, judge_all
from scripts.prove.mutations import STRUCTURAL, apply, mutations
from scripts.publish.build import build
from tests.conftest import write_csv
from validation.__main__ import main
from validation.model.package import read_package


def test_a_sample_is_reported_on_the_very_row_and_column(small):
    outcomes = judge_all(read_package(small), sample=60, seed=7)
    substantive = [o for o in outcomes if not o.mutation.prose]
    missed = [str(o.mutation) for o in substantive if o.caught != "cell"]
    assert len(missed) <= (1 - GOAL) * len(substantive), missed


def test_every_structural_mutation_of_a_sample_is_reported(small):
    package = read_package(small)
    structural = [m for m in mutations(package) if m.kind in STRUCTURAL][::12]
    assert len(structural) > 10
    from scripts.prove.mutate import _sense, _words, judge

    baseline = set(_words(package)) | set(_sense(package))
    assert [str(m) for m in structural if judge(package, m, baseline).caught != "cell"] == []


def test_what_the_score_counts_is_what_the_command_prints(package, capsys):
    """One mutation on disk, built and judged by the command itself."""
    before = read_package(package)
    mutation = next(m for m in mutations(before) if m.kind == "digits swapped")
    table = apply(before, mutation)[mutation.table]
    rows = [{c: row[c] for c in table.frame.columns if c != "_line"} for row in table.frame.to_dict("records")]
    write_csv(package / table.path, rows, rows[0])
    build(package)
    assert main(["--root", str(package), "--format", "json"]) == 1
    found = [(p["file"], p["line"], p["column"]) for p in json.loads(capsys.readouterr().out)]
    assert (table.path, mutation.row + 2, mutation.column) in found

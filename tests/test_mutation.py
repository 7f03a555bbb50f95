"""A seeded sample of mistakes: the full figures are those of `nox -s mutate`."""

from __future__ import annotations

import json
import random
from contextlib import suppress

import pytest

from scripts.prove import FIGURES
from scripts.prove.mistakes.draw import draw
from scripts.prove.mistakes.kinds import kinds
from scripts.prove.mistakes.world import Edit, Mutation, World, apply
from scripts.prove.mutate import Judge, figures, judge_all, report, table
from scripts.publish.build import build
from tests.conftest import ROOT, read_csv, write_csv
from validation.__main__ import main
from validation.model.package import CannotRun, read_package

CORE = "shipped core"


@pytest.fixture(scope="module")
def judge(small) -> Judge:
    return Judge(read_package(small))


def test_what_the_shipped_text_says_plainly_is_reported_on_the_very_cell(judge):
    outcomes = [judge.judge(m) for m in draw(judge.package, 84, seed=7) if m.scope == CORE]
    assert len(outcomes) >= 12
    assert [str(o.mutation) for o in outcomes if o.caught != "cell"] == []


def test_every_mutation_changes_the_package_and_only_the_rows_it_names(small):
    package = read_package(small)
    tables = World(package, random.Random(0)).tables
    for mutation in draw(package, 140, seed=3):
        changed = apply(tables, mutation)
        assert {name for name in tables if changed[name].records != tables[name].records} == {e.table for e in mutation.edits}, mutation


def test_each_kind_is_of_one_name():
    named = [kind for group in kinds().values() for kind, _, _ in group]
    assert len(named) == len(set(named))


def test_a_harmless_change_is_no_catch(judge):
    """A remark says nothing that is checked: nothing may be reported of it."""
    row = judge.package["statements"].records[0]
    edit = Edit("statements", row["_line"], {"note": "A remark."})
    outcome = judge.judge(Mutation(CORE, "a remark", "statements", row["_id"], "note", row["note"], "A remark.", (edit,)))
    assert (outcome.caught, outcome.rule) == ("", "")


def test_a_seed_gives_the_same_sample_twice(small):
    package = read_package(small)
    assert list(draw(package, 70, seed=5)) == list(draw(package, 70, seed=5)) != list(draw(package, 70, seed=6))


def test_the_figures_count_what_was_judged(judge, monkeypatch):
    monkeypatch.setattr("scripts.prove.mutate.Judge", lambda package: judge)
    outcomes = judge_all(judge.package, sample=4, seed=1)
    said = figures(outcomes, 1)
    assert sum(scope["judged"] for scope in said["scopes"]) == len(outcomes) == sum(kind["judged"] for kind in said["kinds"])
    assert f"{len(outcomes)} mutations, seed 1" in report(said)


def test_the_readme_shows_the_figures_that_were_written():
    said = json.loads((ROOT / FIGURES).read_text(encoding="utf-8"))
    assert table(said) in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["digits swapped", "number off by one"])
def test_what_the_score_counts_is_what_the_command_prints(kind, package, capsys):
    """One mutation on disk, built and judged by the command itself."""
    before = read_package(package)
    mutation = next(m for m in draw(before, 280) if m.kind == kind and m.scope == CORE)
    changed = apply(before.tables, mutation)[mutation.table]
    columns = [field["name"] for field in changed.fields]
    write_csv(package / changed.path, [{c: row[c] for c in columns} for row in changed.records], dict.fromkeys(columns))
    with suppress(CannotRun):  # the build refuses a cell that is not of its type; the check says which
        build(package)
    assert main(["--root", str(package), "--quick", "--format", "json"]) == 1
    found = [(p["file"], p["line"], p["column"]) for p in json.loads(capsys.readouterr().out)]
    assert (changed.path, mutation.edits[0].line, mutation.column) in found
    assert read_csv(package / changed.path)[mutation.edits[0].line - 2][mutation.column] == mutation.new

"""The package judged part by part is found to be what it is found to be as a whole, line for line."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from zlib import crc32

import pytest

from tests.conftest import ROOT
from validation.checks.grounding import coverage, shared
from validation.checks.grounding.parts import Judged, judge_part, together
from validation.model.items import CODED, ITEMS, SAID
from validation.model.package import Package
from validation.model.parts import Part, cut, deal, split
from validation.problem import arrange
from validation.run import judge_words, read

pytestmark = [pytest.mark.whole, pytest.mark.usefixtures("every_core")]
DAMAGED = (*CODED, "passages", "attributions", "inferences", "wordings")


@pytest.fixture(scope="module")
def package() -> Package:
    return read(ROOT)


@pytest.fixture(scope="module")
def damaged(package) -> Package:
    """The package with a fault in many cells: of each table, one in twenty rows has a cell of another row; rows of evidence are lost."""
    dice, tables = random.Random(14), dict(package.tables)
    for name in DAMAGED:
        table = package[name]
        rows, columns = [dict(row) for row in table.records], [f["name"] for f in table.fields if f["name"] not in table.key]
        for row in dice.sample(rows, len(rows) // 20 or 1):
            column = dice.choice(columns)
            row[column] = dice.choice(table.records)[column]
        tables[name] = table.holding(rows)
    evidence = package["evidence"]
    tables["evidence"] = evidence.holding(row for row in evidence.records if crc32(row["_id"].encode()) % 3)  # the same rows whatever comes
    coded = [source for source, _ in Counter(row["source_id"] for row in package["casualty_claims"].records).most_common(8)]
    wrong = {source: {"language": "zh"} for source in coded[1:4]} | {source: {"publisher_id": "rt"} for source in coded[4:7]}
    tables["sources"] = package["sources"].holding(row | wrong.get(row["_id"], {}) for row in package["sources"].records)
    return replace(package, tables=tables)


def lines(package: Package, judged: Judged) -> list[str]:
    return [str(problem) for problem in arrange([*judged.problems, *coverage.problems(judged.bare)])]


@pytest.fixture(scope="module")
def whole(damaged) -> Judged:
    return together(damaged, [judge_part(damaged, part) for part in split(damaged, 1)])


def test_the_damage_shows_in_every_way_that_crosses_sources(damaged, whole):
    rules = {problem.rule for problem in [*whole.problems, *coverage.problems(whole.bare)]}
    assert {"grounding.language", "grounding.publisher", "grounding.source", "grounding.phrase", "grounding.number", "coverage.date",
            "coverage.number"} <= rules  # fmt: skip
    assert len(lines(damaged, whole)) > 500


@pytest.mark.parametrize("count", [2, 7, 60])
def test_parts_find_what_the_whole_finds(damaged, whole, count):
    parts = split(damaged, count)
    assert len(parts) > 1
    judged = [judge_part(own, part) for own, part in zip(deal(damaged, parts), parts, strict=True)]
    assert count == 2 or any(each.taken for each in judged), "no item is read from words of a source of another part"
    found = together(damaged, judged)
    assert lines(damaged, found) == lines(damaged, whole)
    assert found.evidence == whole.evidence


def test_processes_find_what_one_finds(damaged, whole):
    found = judge_words(damaged, processes=2)
    assert lines(damaged, found) == lines(damaged, whole) and found.evidence == whole.evidence


def test_a_part_needs_no_more_than_what_is_cut_for_it(damaged):
    """Where a row more would change what is found, cutting has left it out."""
    part = split(damaged, 5)[2]
    assert judge_part(cut(damaged, part), part) == judge_part(damaged, part)


@pytest.mark.parametrize("count", [1, 3, 50])
def test_every_item_is_in_one_part(package, count):
    parts = split(package, count)
    assert len(parts) <= count
    for name in ITEMS:
        for row in package[name].records:
            assert sum(part.holds(row) for part in parts) == 1, row["_id"]
    assert sorted(source for part in parts for source in part.sources) == sorted(package["sources"].by_id)


def test_an_item_alone_is_read_as_it_is_read_among_all(damaged, whole):
    for name in SAID:
        item = damaged[name].records[-1]["_id"]
        alone = judge_part(damaged, Part(items=frozenset({item})))
        assert alone.evidence == [row for row in whole.evidence if row[0] == item]


def test_the_words_of_events_are_looked_up_once_where_none_is_proven(monkeypatch):
    package, looked = read(ROOT), []
    monkeypatch.setattr(shared, "_kept", lambda *given: looked.append(given) or {})
    assert len(shared.texts_of(package)) > 1 and len(looked) == 1

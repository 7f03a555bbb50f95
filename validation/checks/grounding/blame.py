"""One fault of a source is told once, on the source's own row, and not on every item that is coded from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from validation.model.items import item_ids
from validation.model.package import Package
from validation.problem import Problem

FEWEST = 3  # items; fewer may each be wrong themselves
SHARE = 0.6  # of the items of a source: as many as this do not fail of their own accord
NOT_READ = "is hardly the language of the words: {} items that are coded from it cannot be read in it"
NOT_LAST = "is not the outlet at the end of the chains: those of {} items end with another"
# What fails where the words are read in another language than they are in.
OF_LANGUAGE = frozenset(
    f"grounding.{kind}"
    for kind in ("cues", "quantity", "number", "bound", "date", "date_end", "said_on", "precision", "time", "prose", "inference",
                 "idle_passage")
)  # fmt: skip


def on_sources(package: Package, problems: list[Problem]) -> list[Problem]:
    """The problems, with those that one wrong language or publisher of a source causes replaced by one on the source."""
    passages, items = package["passages"].by_id, item_ids(package)
    sources: dict[str, set[str]] = defaultdict(set)
    coded: dict[str, set[str]] = defaultdict(set)
    for row in package["evidence"].records:
        if row["passage_id"] in passages and row["item_id"] in items:
            source_id = passages[row["passage_id"]]["source_id"]
            sources[row["item_id"]].add(source_id)
            coded[source_id].add(row["item_id"])

    def source_of(problem: Problem) -> str:
        found = sources.get(problem.row_id.partition(" ")[0], set())
        return next(iter(found)) if len(found) == 1 else ""

    for column, rule, is_symptom, message in (
        ("language", "grounding.language", lambda p: p.rule in OF_LANGUAGE, NOT_READ),
        ("publisher_id", "grounding.publisher", _of_publisher, NOT_LAST),
    ):
        failing: dict[str, set[str]] = defaultdict(set)
        for problem in filter(is_symptom, problems):
            failing[source_of(problem)].add(problem.row_id.partition(" ")[0])
        for source_id, failed in failing.items():
            row = package["sources"].by_id.get(source_id)
            if row and len(failed) >= max(FEWEST, SHARE * len(coded[source_id] if column == "language" else _said(coded[source_id]))):
                problems = [p for p in problems if not (is_symptom(p) and source_of(p) == source_id)]
                problems.append(_problem(package, row, column, rule, message.format(len(failed))))
    return problems


def blamed(problems: Iterable[Problem]) -> frozenset[str]:
    """The sources whose language is blamed: nothing more can be said of their words."""
    return frozenset(problem.row_id for problem in problems if problem.rule == "grounding.language")


def _of_publisher(problem: Problem) -> bool:
    return problem.rule == "grounding.name_in" and "is not the publisher of the source" in problem.message


def _said(items: set[str]) -> list[str]:
    """The claims, figures and statements among them, which have a chain."""
    return [item for item in items if item[:1] in "CFT"]


def _problem(package: Package, row: dict, column: str, rule: str, message: str) -> Problem:
    return Problem.of(package["sources"].path, row, column, rule, message)

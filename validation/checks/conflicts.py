"""Claims that do not meet: each such pair is related or explained."""

from collections import defaultdict
from collections.abc import Iterator

from validation.model.items import CLAIMS
from validation.model.package import Package
from validation.model.tables.conflicts import Conflict, conflicts, crowded
from validation.model.tables.intervals import counted, turned
from validation.problem import Problem

ALIKE = ("event_id", "harm", "measure", "population", "population_side")  # what claims have in common that may conflict
NAMED = 20  # claims that a line says a claim does not meet; the others are counted
Open = dict[str, dict[str, Conflict]]  # claim > each other one that it does not meet > the pair


def check(package: Package) -> list[Problem]:
    """A problem for each pair of claims in conflict that neither a relation nor an explanation covers, and for idle explanations."""
    if any(turned(row) for row in package["vocabularies"].records):
        return []  # the row of the vocabulary is at fault, not the dozens of claims that it would turn against one another
    pairs = conflicts(package)
    unsettled = list(_unsettled(pairs))
    problems = [_open(package, row, others) for row, others in unsettled]
    problems += [_crowded(package, *group) for group in crowded(package)]
    waiting = {other["_id"] for row, others in unsettled for other in (row, *(other for other, _ in others))}
    found = {(pair.first["_id"], pair.second["_id"]) for pair in pairs}
    for row in package["explanations"].records:
        if (row["first_id"], row["second_id"]) not in found:
            # The end that conflicts with none that waits for an explanation is the one at fault.
            column, other = ("first_id", "second_id") if row["second_id"] in waiting else ("second_id", "first_id")
            message = f"does not conflict with {row[other]}, or the two ids are not in order"
            at_fault = _declared_apart(package, row) or (package["explanations"].path, row, column)
            problems.append(Problem.of(*at_fault, "relations.idle", message))
    return problems


def _declared_apart(package: Package, explanation: dict) -> tuple[str, dict, str] | None:
    """The one cell by which two explained claims are of two things, where an inference declares it for one of them."""
    rows = [package[table].by_id.get(explanation[end]) for table in CLAIMS for end in ("first_id", "second_id")]
    rows = [row for row in rows if row]
    if len(rows) != 2 or rows[0].keys() != rows[1].keys():
        return None
    apart = [column for column in ALIKE if column in rows[0] and rows[0][column] != rows[1][column]]
    said = [row for row in rows if len(apart) == 1 and (row["_id"], apart[0]) in package.declared]
    return (_path(package, said[0]), said[0], apart[0]) if len(said) == 1 else None


def _unsettled(pairs: list[Conflict]) -> Iterator[tuple[dict, list[tuple[dict, str]]]]:
    """Each claim of an open pair once, with the others it does not meet and the two intervals; the claim in most pairs first."""
    groups: dict[tuple, Open] = defaultdict(lambda: defaultdict(dict))
    for pair in pairs:
        if not pair.settled_by:
            group = groups[pair.first["event_id"], counted(pair.first), pair.first["population"], pair.first["population_side"]]
            a, b = pair.ids
            group[a][b] = group[b][a] = pair
    for pending in groups.values():
        while pending:
            chosen = max(sorted(pending), key=lambda claim: len(pending[claim]))  # of two alone the first, as an explanation names it
            own = pending.pop(chosen)
            for other in own:
                del pending[other][chosen]
                if not pending[other]:
                    del pending[other]
            other, pair = next(iter(own.items()))
            yield pair.other(other), [_other(pair, chosen) for pair in own.values()]


def _other(pair: Conflict, chosen: str) -> tuple[dict, str]:
    intervals = [pair.first_interval, pair.second_interval]
    return pair.other(chosen), " and ".join(intervals if pair.first["_id"] == chosen else reversed(intervals))


def _open(package: Package, row: dict, others: list[tuple[dict, str]]) -> Problem:
    """One line for a claim. A claim that meets none of several others has most likely the wrong number itself."""
    told = ", ".join(f"{other['_id']} ({intervals})" for other, intervals in others[:NAMED])
    told += f" and {len(others) - NAMED} more" if len(others) > NAMED else ""
    message = f"has no number in common with {told} on the same event, harm, population and side"
    return Problem.of(_path(package, row), row, "value" if row["value"] else "value_wording", "relations.unsettled", message)


def _crowded(package: Package, row: dict, count: int, apart: int) -> Problem:
    what = f"{counted(row)} {row['population']} ({row['population_side']}) in {row['event_id']}"
    message = f"is one of {count:,} rows on {what}, with {apart:,} conflicting pairs; so many are not compared one by one"
    return Problem.of(_path(package, row), row, "event_id", "relations.unsettled", message)


def _path(package: Package, row: dict) -> str:
    return package["casualty_claims" if "harm" in row else "figures"].path

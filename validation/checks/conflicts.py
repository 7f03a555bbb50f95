"""Claims that do not meet: each such pair is related or explained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from validation.model.package import Package
from validation.model.tables.conflicts import Conflict, conflicts
from validation.model.tables.intervals import turned
from validation.problem import Problem


def check(package: Package) -> list[Problem]:
    """A problem for each pair of claims in conflict that neither a relation nor an explanation covers, and for idle explanations."""
    if any(turned(row) for row in package["vocabularies"].records):
        return []  # the row of the vocabulary is at fault, not the dozens of claims that it would turn against one another
    pairs = conflicts(package)
    problems = [_open(package, row, others) for row, others in _unsettled(pairs)]
    found = {(pair.first["_id"], pair.second["_id"]) for pair in pairs}
    for row in package["explanations"].records:
        if (row["first_id"], row["second_id"]) not in found:
            message = f"does not conflict with {row['first_id']}, or has the lower id of the two"
            problems.append(Problem.of(package["explanations"].path, row, "second_id", "relations.idle", message))
    return problems


def _unsettled(pairs: list[Conflict]) -> Iterator[tuple[dict, list[tuple[dict, str]]]]:
    """Each claim of an open pair once, with the others it does not meet and the two intervals; the claim in most pairs first."""
    pending = [pair for pair in pairs if not pair.settled_by]
    while pending:
        counts = Counter(row["_id"] for pair in pending for row in (pair.second, pair.first))
        chosen = max(counts, key=counts.get)
        own = [pair for pair in pending if chosen in (pair.first["_id"], pair.second["_id"])]
        row = next(end for pair in own for end in (pair.first, pair.second) if end["_id"] == chosen)
        yield row, [_other(pair, chosen) for pair in own]
        pending = [pair for pair in pending if pair not in own]


def _other(pair: Conflict, chosen: str) -> tuple[dict, str]:
    if pair.second["_id"] == chosen:
        return pair.first, f"{pair.second_interval} and {pair.first_interval}"
    return pair.second, f"{pair.first_interval} and {pair.second_interval}"


def _open(package: Package, row: dict, others: list[tuple[dict, str]]) -> Problem:
    """One line for a claim. A claim that meets none of several others has most likely the wrong number itself."""
    told = ", ".join(f"{other['_id']} ({intervals})" for other, intervals in others)
    message = f"does not meet {told} on the same event, harm and population"
    column = "value" if row["value"] else "value_wording"
    return Problem.of(package["casualty_claims" if "harm" in row else "figures"].path, row, column, "relations.unsettled", message)

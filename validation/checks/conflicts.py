"""Claims that do not meet: each such pair is related or explained."""

from __future__ import annotations

from validation.model.package import Package
from validation.model.tables.conflicts import conflicts
from validation.problem import Problem


def check(package: Package) -> list[Problem]:
    """A problem for each pair of claims in conflict that neither a relation nor an explanation covers, and for idle explanations."""
    pairs = conflicts(package)
    problems = [_open(package, pair) for pair in pairs if not pair.settled_by]
    found = {(pair.first["_id"], pair.second["_id"]) for pair in pairs}
    for row in package["explanations"].records:
        if (row["first_id"], row["second_id"]) not in found:
            message = "explains a conflict that is none; delete the row, or put the lower id first"
            problems.append(
                Problem(
                    file=package["explanations"].path,
                    line=row["_line"],
                    row_id=row["_id"],
                    column="second_id",
                    value=row["second_id"],
                    rule="relations.idle",
                    message=message,
                )
            )
    return problems


def _open(package: Package, pair) -> Problem:
    path = package["casualty_claims"].path if pair.second["_id"].startswith("C") else package["figures"].path
    message = (
        f"does not meet {pair.first['_id']}, on the same event, harm and population: {pair.first_interval} and {pair.second_interval}; "
        "add a relation (contradicts, revises, includes) or a row in data/explanations.csv"
    )
    return Problem(
        file=path,
        line=pair.second["_line"],
        row_id=pair.second["_id"],
        column="value_wording",
        value=pair.second["value_wording"],
        rule="relations.unsettled",
        message=message,
    )

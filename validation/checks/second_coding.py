"""Whether the files of a second coding can be read as the tables that they code again."""

from __future__ import annotations

from validation.model.package import Package
from validation.model.tables.agreement import FIRST, SECOND, coded_table
from validation.problem import Problem


def check(package: Package) -> list[Problem]:
    """A problem for each file of a second coding that does not have the columns of its table."""
    problems = []
    for resource in package.descriptor["resources"]:
        for folder in (SECOND, FIRST):
            path = f"{folder}/{resource['name']}.csv"
            if (package.root / path).is_file() and coded_table(package, folder, resource) is None:
                message = f"does not have columns of {resource['path']} in that order, so it cannot be read"
                problems.append(Problem(file=path, line=1, rule="agreement.columns", message=message))
    return problems

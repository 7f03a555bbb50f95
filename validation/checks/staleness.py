"""Whether every built file in the repository is what the curated tables give."""

from __future__ import annotations

from validation.model.outputs import contents
from validation.model.package import Package
from validation.problem import Problem


def check(package: Package, cells: list, unread: bool) -> list[Problem]:
    """A problem for each built file that is not what the curated tables give, naming the first line that differs.

    `unread` says that a source text has changed, which is said once, not again for each cell.
    """
    problems = []
    for path, text in contents(package, cells).items():
        if unread and path.endswith("cell_evidence.csv"):
            continue
        if not (package.root / path).is_file():
            problems.append(Problem(file=path, rule="stale", message="is not there"))
            continue
        found = (package.root / path).read_text(encoding="utf-8", errors="surrogateescape")
        if found != text:
            line = next((i for i, (a, b) in enumerate(zip(found.split("\n"), text.split("\n"), strict=False), 1) if a != b), 1)
            problems.append(Problem(file=path, line=line, rule="stale", message="is not what the curated tables give, from this line on"))
    return problems

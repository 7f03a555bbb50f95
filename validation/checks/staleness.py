"""Whether every built file in the repository is what the curated tables give."""

from __future__ import annotations

from validation.model.documents.descriptor import sources
from validation.model.files import Unreadable, read_inside
from validation.model.outputs import contents
from validation.model.package import DESCRIPTOR, Package
from validation.problem import Problem


def check(package: Package, evidence: list[list[str]], unread: bool) -> list[Problem]:
    """A problem for each built file that is not what the curated tables give, naming the first line that differs.

    `unread` says that a source text has changed, which is said once, not again for each cell.
    """
    problems = []
    for path, text in contents(package, evidence).items():
        if unread and path.endswith("cell_evidence.csv"):
            continue
        try:
            found = read_inside(package.root, path).decode("utf-8", errors="surrogateescape").replace("\r\n", "\n")
        except Unreadable as error:
            if error.kind == "missing":  # what is there and cannot be read is told by the check of the bytes
                problems.append(Problem(file=path, rule="stale", message=str(error)))
            continue
        if text is None:
            problems.append(Problem(file=path, rule="stale.marks", message="lacks the marks between which the table of the tables stands"))
        elif found != text:
            line = next((i for i, (a, b) in enumerate(zip(found.split("\n"), text.split("\n"), strict=False), 1) if a != b), 1)
            problems.append(Problem(file=path, line=line, rule="stale", message="is not what the curated tables give, from this line on"))
    if package.descriptor.get("sources") != sources(package):
        problems.append(Problem(file=DESCRIPTOR, rule="stale", message="does not list the sources of data/sources.csv"))
    return problems

"""Whether every built file in the repository is what the curated tables give."""

from collections.abc import Iterable
from pathlib import Path

from validation.model.documents.descriptor import sources
from validation.model.files import Unreadable, read_inside
from validation.model.outputs import contents, tables_of_words
from validation.model.package import DESCRIPTOR, Package
from validation.problem import Problem


def check(package: Package, evidence: Iterable[list[str]] | None = None) -> list[Problem]:
    """A problem for each built file that is not what the curated tables give, naming the first line that differs.

    With `evidence`, the rows of cell_evidence, which only grounding can tell, that table alone is looked at; without, all the others.
    """
    texts = contents(package) if evidence is None else tables_of_words(evidence).items()
    problems = [problem for path, text in texts if (problem := _check_file(package.root, path, text))]
    if evidence is None and package.descriptor.get("sources") != sources(package):
        problems.append(Problem(file=DESCRIPTOR, rule="stale", message="does not list the sources of data/sources.csv"))
    return problems


def _check_file(root: Path, path: str, text: str | None) -> Problem | None:
    try:
        found = read_inside(root, path).decode("utf-8", errors="surrogateescape").replace("\r\n", "\n")
    except Unreadable as error:  # what is there and cannot be read is told by the check of the bytes
        return Problem(file=path, rule="stale", message=str(error)) if error.kind == "missing" else None
    if text is None:
        return Problem(file=path, rule="stale.marks", message="lacks the two comments between which the build writes the list of tables")
    if found == text:
        return None
    line = next((i for i, (a, b) in enumerate(zip(found.split("\n"), text.split("\n"), strict=False), 1) if a != b), 1)
    return Problem(file=path, line=line, rule="stale", message="is not what the curated tables give, from this line on")

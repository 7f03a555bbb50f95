"""Everything committed that is built: path > text."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import chain

from validation.model.canonical import to_text
from validation.model.descriptor import DERIVED
from validation.model.documents import citation, codebook, readme, rules
from validation.model.files import Unreadable, read_inside
from validation.model.package import Package
from validation.model.tables import cell_evidence

# The modules of the derived tables; cell_evidence, which only grounding can tell, stands apart.
TABLES = ("intervals", "tolls", "timeline", "claims_wide", "statements_wide", "positions", "conflicts", "row_counts", "agreement")
DOCUMENTS = ("CODEBOOK.md", "CITATION.cff", "RULES.md", "README.md")


def contents(package: Package) -> Iterator[tuple[str, str | None]]:
    """Path and text of all that is built without the words: every derived table but cell_evidence, and every document."""
    yield from _tables(package)
    yield from documents(package).items()


def tables(package: Package, evidence: Iterable[list[str]]) -> dict[str, str]:
    """Path > text of every derived table. `evidence` holds the rows of cell_evidence, which only grounding can tell."""
    return dict(_tables(package)) | tables_of_words(evidence)


def tables_of_words(evidence: Iterable[list[str]]) -> dict[str, str]:
    """Path > text of cell_evidence."""
    return {f"{DERIVED}cell_evidence.csv": to_text(chain([cell_evidence.COLUMNS], evidence))}


def _tables(package: Package) -> Iterator[tuple[str, str]]:
    for name in TABLES:
        module = import_module(f"validation.model.tables.{name}")
        yield f"{DERIVED}{name}.csv", to_text(chain([module.COLUMNS], module.derive(package)))


def documents(package: Package) -> dict[str, str | None]:
    """Path > text of every generated document; None where there is none to write into."""
    made = codebook.codebook(package), citation.text(package.descriptor), rules.page(), _readme(package)
    return dict(zip(DOCUMENTS, made, strict=True))


def _readme(package: Package) -> str | None:
    try:
        return readme.fill(package, read_inside(package.root, "README.md").decode("utf-8", errors="replace"))
    except Unreadable:
        return None

"""Citations of the dataset, of one item and of the document it is read in, as CSL-JSON, BibTeX, RIS and APA.

All are written from CSL-JSON by the libraries of each form. There is no publisher and no address before somebody publishes.
"""

import json
import warnings
from pathlib import Path
from textwrap import shorten

from validation.model.descriptor import creators, is_person, released
from validation.model.in_words import in_words
from validation.model.items import SAID
from validation.model.package import CannotRun, Package

STYLE = Path(__file__).parent.parent / "styles/apa.csl"
SHORT = 160  # characters of a statement in a title
NOTES = {"dataset": "Data set", "entry": "Entry of a data set"}
MARK = "MARK"  # where the words of a row go


def render(package: Package) -> dict[str, bytes]:
    """The citation of the dataset, a file a form."""
    entries = [dataset(package.descriptor)]
    return {f"citations/{package.descriptor['name']}.{ending}": write(entries).encode() for ending, write in FORMS.items()}


def dataset(descriptor: dict) -> dict:
    """The dataset with its version, as CSL-JSON."""
    return {
        "id": descriptor["name"],
        "type": "dataset",
        "title": descriptor["title"],
        "author": [_author(person) for person in creators(descriptor)],
        "issued": _day(released(descriptor)),
        "version": descriptor["version"],
        **({"DOI": descriptor["id"]} if str(descriptor.get("id", "")).startswith("10.") else {}),
        **({"URL": descriptor["homepage"]} if descriptor.get("homepage") else {}),
    }


class Cited:
    """How to cite the dataset and each row of it: written by the libraries once, as a site has thousands of pages."""

    def __init__(self, descriptor: dict) -> None:
        self.title, marked = descriptor["title"], dataset(descriptor)
        self._apa, self._bibtex = apa([marked | {"title": MARK}]).strip(), bibtex([marked | {"note": MARK}]).strip()

    def apa(self, row: str = "") -> str:
        """In APA style; `row` names a row and what it says."""
        return self._apa.replace(MARK, f"{row} in {self.title}" if row else self.title)

    def bibtex(self, row: str = "") -> str:
        """For BibTeX, the row as a note."""
        return self._bibtex.replace(MARK, _latex(row) if row else NOTES["dataset"])


def item(package: Package, item_id: str) -> list[dict]:
    """The document that prints an item, then the item as an entry of the dataset. Raises CannotRun where there is no such item."""
    table = next((package[name] for name in SAID if item_id in package[name].by_id), None)
    if not table:
        files = "data/casualty_claims.csv, figures.csv and statements.csv"
        raise CannotRun(f"{item_id} is not a claim, a figure or a statement; the ids are in {files}")
    row = table.by_id[item_id]
    said = shorten(in_words(package, table.name, row), SHORT, placeholder=" …", break_on_hyphens=False)
    whole = dataset(package.descriptor)
    named = {"id": item_id, "type": "entry", "title": f"{item_id}: {said}", "container-title": whole["title"]}
    return [document(package, row["source_id"]), whole | named | {"genre": "Data set"}]


def document(package: Package, source_id: str) -> dict:
    """A source, by its outlet, day, headline and address."""
    row = package["sources"].by_id[source_id]
    outlet = package["actors"].by_id[row["publisher_id"]]["name"]
    known = {"issued": _day(row["published_on"])} if row["published_on"] else {}
    title = row["title"] or f"[{outlet}, without a headline]"
    named = {"id": source_id, "type": "webpage", "title": title, "author": [{"literal": outlet}]}
    return named | {"URL": row["url"], "language": row["language"], **known}


def csl(entries: list[dict]) -> str:
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"


def apa(entries: list[dict]) -> str:
    """A line an entry, in APA style, 7th edition."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tells of every property of CSL that it does not use
        shown = [{key: value for key, value in entry.items() if key != "language"} for entry in entries]
        made = CitationStylesBibliography(CitationStylesStyle(str(STYLE), validate=False), CiteProcJSON(shown), formatter.plain)
        for entry in entries:
            made.register(Citation([CitationItem(entry["id"])]))
        return "".join(f"{line}\n" for line in made.bibliography())


def bibtex(entries: list[dict]) -> str:
    from bibtexparser import Library, write_string
    from bibtexparser.model import Entry, Field

    blocks = []
    for entry in entries:
        words = {
            "author": " and ".join(_braced(_name(person)) for person in entry["author"]),
            "title": _braced(entry["title"]),
            "booktitle": _latex(entry.get("container-title", "")),
            "year": _year(entry),
            "version": entry.get("version", ""),
            "note": entry.get("note") or NOTES.get(entry["type"], ""),
            "doi": entry.get("DOI", ""),
            "url": entry.get("URL", ""),
        }
        blocks.append(Entry("misc", entry["id"], [Field(key, value) for key, value in words.items() if value]))
    return write_string(Library(blocks))


def ris(entries: list[dict]) -> str:
    import rispy

    kinds = {"dataset": "DATA", "entry": "DATA", "webpage": "ELEC"}
    rows = [
        {
            "type_of_reference": kinds[entry["type"]],
            "authors": [_name(person) for person in entry["author"]],
            "title": entry["title"],
            "secondary_title": entry.get("container-title"),
            "year": _year(entry) or None,
            "edition": entry.get("version"),
            "doi": entry.get("DOI"),
            "urls": [entry["URL"]] if "URL" in entry else None,
        }
        for entry in entries
    ]

    class Plain(rispy.RisWriter):
        """Without the numbers that the library puts before entries, which reference managers stumble over."""

        def set_header(self, count: int) -> str:
            return ""

    return rispy.dumps([{key: value for key, value in row.items() if value} for row in rows], implementation=Plain)


FORMS = {"csl.json": csl, "bib": bibtex, "ris": ris, "apa.txt": apa}


def _latex(text: str) -> str:
    """The text in LaTeX; letters that it has no commands for stay as they are."""
    from pylatexenc.latexencode import unicode_to_latex

    return unicode_to_latex(text, unknown_char_warning=False)


def _braced(text: str) -> str:
    """The text in LaTeX, whose capitals BibTeX leaves alone."""
    return "{" + _latex(text) + "}"


def _author(person: dict) -> dict:
    return {"family": person["familyName"], "given": person["givenName"]} if is_person(person) else {"literal": person["title"]}


def _name(person: dict) -> str:
    return person.get("literal") or f"{person['family']}, {person['given']}"


def _day(day: str) -> dict:
    return {"date-parts": [[int(part) for part in day.split("-")]]}


def _year(entry: dict) -> str:
    return str(entry["issued"]["date-parts"][0][0]) if "issued" in entry else ""

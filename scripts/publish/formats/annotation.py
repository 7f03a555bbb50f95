"""Our coding on the shipped texts, for the tools of annotators: W3C Web Annotation, and stand-off files that brat opens.

An offset is that of the very words in the text of the source, never searched again. Two counts of it are given where they may differ:
code points, as the tables and brat count, and UTF-16 code units, as browsers and INCEpTION do.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from scripts.publish.formats import to_json
from validation.model.descriptor import namespace
from validation.model.items import ITEMS
from validation.model.package import Package
from validation.model.texts import read_texts

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
LINE = re.compile("[^\n]+")
AROUND = 32  # characters before and after the words that tell one place from another


@dataclass(frozen=True)
class Mark:
    """A coded cell and where its words stand in the text of its source, in code points."""

    item: str
    column: str
    value: str
    source: str
    start: int
    end: int


def render(package: Package) -> dict[str, bytes]:
    """`annotations.jsonld`, and for each shipped text a folder of brat. Raises ValueError where words do not stand where a cell says."""
    texts = {source: text.text for source, text in read_texts(package).items() if text.text}
    marks = list(_marks(package, texts))
    home, codes = namespace(package.descriptor), _codes(package)
    by_source: dict[str, list[Mark]] = {source: [] for source in texts}
    for mark in marks:
        by_source[mark.source].append(mark)
    nodes = [_annotation(home, mark, texts[mark.source], codes, package["sources"].by_id[mark.source]) for mark in marks]
    lines = ",\n".join(map(to_json, nodes))
    context = json.dumps([CONTEXT, {"nk": f"{home}#"}])
    files = {"annotations.jsonld": f'{{"@context": {context},\n"@graph": [\n{lines}\n]}}\n'.encode()}
    for source, text in texts.items():
        files[f"brat/{source}.txt"] = text.encode()
        files[f"brat/{source}.ann"] = "".join(_standoff(by_source[source], text)).encode()
    return files | {"brat/annotation.conf": _configuration(marks).encode()}


def _units(text: str) -> int:
    """The length of a text in UTF-16 code units: a character beyond U+FFFF, such as an emoji, counts twice."""
    return len(text.encode("utf-16-le")) // 2


def _marks(package: Package, texts: dict[str, str]) -> Iterator[Mark]:
    """The cells of data/derived/cell_evidence.csv whose words are in a shipped text."""
    sources = {p["passage_id"]: p["source_id"] for p in package["passages"].records}
    for row in package["cell_evidence"].records:
        source = sources.get(row["passage_id"], "")
        if row["char_start"] and row["char_end"] and source in texts:
            mark = Mark(row["item_id"], row["column"], row["value"], source, int(row["char_start"]), int(row["char_end"]))
            if not 0 <= mark.start < mark.end <= len(texts[source]):
                raise ValueError(f"{row['_id']}: characters {mark.start}-{mark.end} are not in the text of {source}; run `nox -s build`")
            yield mark


def _codes(package: Package) -> dict[tuple[str, str], str]:
    """Item and column > vocabulary, of the cells that are coded; a cell of a chain is named as in cell_evidence.csv."""
    coded = {name: {f["name"]: f["vocabulary"] for f in package[name].fields if "vocabulary" in f} for name in ITEMS}
    return {
        (row["_id"], column): vocabulary for name in ITEMS for row in package[name].records for column, vocabulary in coded[name].items()
    }


def _annotation(home: str, mark: Mark, text: str, codes: dict[tuple[str, str], str], source: dict) -> dict:
    column = re.sub(r"\[(\d+)\]\.", r"-\1-", mark.column)
    bodies: list[dict] = [{"type": "TextualBody", "purpose": "tagging", "value": f"{mark.column} = {mark.value}", "format": "text/plain"}]
    if vocabulary := codes.get((mark.item, mark.column)):
        bodies.append({"type": "SpecificResource", "purpose": "classifying", "source": f"{home}#code-{vocabulary}-{mark.value}"})
    selectors = [
        {"type": "TextPositionSelector", "start": mark.start, "end": mark.end},
        {"type": "TextQuoteSelector", "exact": text[mark.start : mark.end], "prefix": text[max(0, mark.start - AROUND) : mark.start],
         "suffix": text[mark.end : mark.end + AROUND]},
    ]  # fmt: skip
    target = {"source": f"{home}{source['text_file']}", "selector": selectors, "nk:printedAt": source["url"],
              "nk:utf16Start": _units(text[: mark.start]), "nk:utf16End": _units(text[: mark.end])}  # fmt: skip
    return {"id": f"{home}#{mark.item}-cell-{column}", "type": "Annotation", "motivation": "describing", "body": bodies,
            "target": target, "nk:item": {"id": f"{home}#{mark.item}"}}  # fmt: skip


def _kind(column: str) -> str:
    """The type of a mark in brat: the column, of chains without the number of the step."""
    return re.sub(r"\[\d+\]\.", "_", column)


def _standoff(marks: list[Mark], text: str) -> Iterator[str]:
    """A text-bound annotation a mark, and a note with the item and the value; words that break a line are told in parts."""
    for number, mark in enumerate(marks, 1):
        parts = list(LINE.finditer(text, mark.start, mark.end))
        spans = ";".join(f"{part.start()} {part.end()}" for part in parts)
        yield f"T{number}\t{_kind(mark.column)} {spans}\t{' '.join(part[0] for part in parts)}\n"
        yield f"#{number}\tAnnotatorNotes T{number}\t{mark.item} {mark.column} = {mark.value}\n"


def _configuration(marks: list[Mark]) -> str:
    kinds = sorted({_kind(mark.column) for mark in marks})
    return "\n".join(["[entities]", *kinds, "[relations]", "[events]", "[attributes]", ""])

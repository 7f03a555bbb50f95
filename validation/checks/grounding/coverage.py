"""The other direction: every sentence, number, date and name of a shipped text is carried by some item, or is listed as carrying none."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from validation.checks.grounding.check import Grounding
from validation.checks.grounding.readings import GROUNDED
from validation.model.grounds import KINDS
from validation.model.lexicon import Lexicon, lexicon_of
from validation.model.package import Package
from validation.parsing.dates import read_dates, read_times
from validation.parsing.numbers import read_numbers
from validation.problem import Problem

# A sentence ends at its mark and any closing quotation mark, before white space and a capital, or at the end of a line.
SENTENCE = re.compile(r"\S.*?(?:[.!?…]+[”’\"»)]*(?=\s+[\"“«(]?\w)|$)", re.MULTILINE)

# What some cell must be read from; a sentence or a name need only lie in a passage of an item.
READ = ("number", "date", "time")
RULES = {
    "sentence": "coverage.sentence",
    "number": "coverage.number",
    "date": "coverage.date",
    "time": "coverage.time",
    "name": "coverage.name",
}


Spans = dict[str, list[tuple[int, int]]]  # source > stretches of its text


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text that something should carry: a sentence, a number, a date, a time or a name."""

    file: str
    line: int
    source_id: str
    kind: str
    start: int
    end: int
    words: str
    carried: bool


def stretches(package: Package, grounding: Grounding) -> Iterator[Stretch]:
    """Every sentence, number, date, time and known name of every shipped text, and whether an item or `uncoded` carries it."""
    lexicon = lexicon_of(package)
    all_carried, all_read = _carried(package, grounding), _read(package, grounding)
    written_on = {p.source_id: p.written_on for p in grounding.passages.values()}
    for source in package["sources"].records:
        text = grounding.texts.get(source["source_id"])
        if text is None or source["text_status"] != "shipped":
            continue
        carried, read = all_carried[text.source_id], all_read[text.source_id]
        language = package.languages[text.source_id]
        for kind, start, end in _wanted(text.text, language, written_on.get(text.source_id), lexicon):
            holders = read if kind in READ else carried
            touched = any(_holds(kind, span, (start, end)) for span in holders)
            line = text.text.count("\n", 0, start) + 1
            yield Stretch(text.file, line, text.source_id, kind, start, end, text.text[start:end], touched)


def is_read(stretch: Stretch, spans: Iterable[tuple[int, int]]) -> bool:
    """Whether a stretch that some cell must be read from is touched by one of these spans."""
    return stretch.kind in READ and any(_holds(stretch.kind, span, (stretch.start, stretch.end)) for span in spans)


def _holds(kind: str, span: tuple[int, int], stretch: tuple[int, int]) -> bool:
    """Whether a span holds a stretch: a name whole, anything else at least in part."""
    if kind == "name":
        return span[0] <= stretch[0] and stretch[1] <= span[1]
    return span[0] < stretch[1] and stretch[0] < span[1]


def _carried(package: Package, grounding: Grounding) -> Spans:
    """Source > its passages that an item holds, or that are listed as uncoded."""
    held = {row["passage_id"] for row in package["evidence"].records} | package["uncoded"].by_id.keys()
    return _by_source((p.source_id, p.start, p.end) for p in grounding.passages.values() if p.passage_id in held)


def _read(package: Package, grounding: Grounding) -> Spans:
    """Source > the words that some cell is read from as a number, a date or a time, and the passages listed as uncoded."""
    readings = [c.reading for c in grounding.cells if c.reading and c.reading.status == GROUNDED and KINDS[c.kind].takes]
    empty = [p for p in grounding.passages.values() if p.passage_id in package["uncoded"].by_id]
    return _by_source([*((grounding.passages[r.passage_id].source_id, r.start, r.end) for r in readings),
                       *((p.source_id, p.start, p.end) for p in empty)])  # fmt: skip


def _by_source(spans: Iterable[tuple[str, int, int]]) -> Spans:
    found = defaultdict(list)
    for source_id, start, end in spans:
        found[source_id].append((start, end))
    return found


def _wanted(text: str, language: str, written_on: date | None, lexicon: Lexicon) -> Iterator[tuple[str, int, int]]:
    yield from (("sentence", m.start(), m.end()) for m in SENTENCE.finditer(text))
    dates = read_dates(text, language, written_on)
    yield from (("date", d.start, d.end) for d in dates)
    yield from (("time", t.start, t.end) for t in read_times(text, language))
    for number in read_numbers(text, language):
        if not any(d.start <= number.start < d.end for d in dates):
            yield "number", number.start, number.end
    yield from (("name", m.start, m.end) for m in lexicon.names(text) if lexicon.entities(m))


def problems(stretches: Iterable[Stretch]) -> Iterator[Problem]:
    """A problem for each of these stretches, which nothing carries."""
    for stretch in stretches:
        lacks = "from which no cell is read" if stretch.kind in READ else "that supports no item"
        yield Problem(
            file=stretch.file,
            line=stretch.line,
            row_id=stretch.source_id,
            column=stretch.kind,
            value=" ".join(stretch.words.split()),
            rule=RULES[stretch.kind],
            message=f"is a {stretch.kind} (characters {stretch.start}-{stretch.end}) {lacks}",
        )

"""`python -m scripts propose S001 [--text FILE_OR_FOLDER]`: lists the sentences that hold a claim, figure or statement, as ready commands.

The most complete commands come first. A `?` stands for what the words do not give. Nothing is written: keep the lines in a file,
complete them, and let `take` write all of them together.
"""

import argparse
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from scripts.curate.coding import TABLES
from scripts.curate.draft import Draft
from scripts.curate.passage import find_source, name_source, read_text
from scripts.curate.reading import Wanted, read_chain, read_claim, read_statement
from scripts.curate.rows import open_package
from validation.checks.grounding.coverage import SENTENCE
from validation.model.in_words import in_words
from validation.model.items import CLAIMS
from validation.model.lexicon import Lexicon
from validation.model.package import CannotRun, Package
from validation.model.texts import Passage, Text, day_of, read_passages

COMMANDS = {table: name for name, table in TABLES.items()}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A command, what its item would say, how many cells the words give and how many they do not."""

    command: str
    says: str
    wording: str
    read: int
    missing: int


def propose(package: Package, source_id: str, given: Path | None = None) -> list[Proposal]:
    """The proposals of the source, best first; a number or an act that an item of the source is read from already is left out.

    Raises CannotRun where the text is not at hand.
    """
    source = find_source(package, source_id)
    text = read_text(package, source, given)
    lexicon, coded = Lexicon(package), _coded(package, text)
    found = []
    for sentence in SENTENCE.finditer(text.text):
        passage = Passage("P", source_id, text.file, sentence.start(), sentence.end(), sentence.group(),
                          package.languages[source_id], day_of(source["published_on"]))  # fmt: skip
        for table in COMMANDS:
            new = list(_of_sentence(package, lexicon, table, source, passage, coded))
            # People counted as harmed are not proposed again under another measure.
            coded += [("figures", each.wording, passage.start, passage.end) for each in new if table == "casualty_claims"]
            found += new
    return sorted(found, key=lambda each: (each.missing, -each.read))


def _coded(package: Package, text: Text) -> list[tuple[str, str, int, int]]:
    """Table, wording and place of what the source's items are read from."""
    passages = read_passages(package, {text.source_id: text})
    held = package["evidence"].values_by("item_id", "passage_id")
    return [
        (table, row.get("value_wording") or row["act_wording"], passages[held_id].start, passages[held_id].end)
        for table in COMMANDS
        for row in package[table].records
        if row["source_id"] == text.source_id
        for held_id in held[row["_id"]]
    ]


def _of_sentence(package, lexicon, table, source, passage, coded) -> Iterator[Proposal]:
    """The proposals of one table in one sentence: one a number, or one for the act of a named actor."""
    begin = partial(Draft, package, lexicon, table, source, [passage])
    numbers = [passage.text[q.start : q.end] for _, q in begin().quantities()] if table in CLAIMS else [""]
    for number in dict.fromkeys(numbers):
        draft = begin()
        wanted = Wanted(draft, may_ask=False)
        try:
            read_chain(draft, [])
            if table == "statements" and len(draft.chain) == 1:
                continue  # nobody who acts is named
            read_claim(draft, number, wanted) if table in CLAIMS else read_statement(draft, wanted)
        except CannotRun:
            continue
        wording = draft.row.get("value_wording") or draft.row["act_wording"]
        if any(t == table and w == wording and passage.start < end and start < passage.end for t, w, start, end in coded):
            continue
        words = " ".join(passage.text.split())
        command = ["nox", "-s", COMMANDS[table], "--", source["source_id"], words, *(["--number", number] if len(numbers) > 1 else [])]
        asked = "".join(f" --{option} ?" for option in wanted.missing)
        says = in_words(package, table, draft.row) + "".join(why for why, _ in wanted.missing.values())
        yield Proposal(shlex.join(command) + asked, says, wording, sum(map(bool, draft.row.values())), len(wanted.missing))


def register(parser: argparse.ArgumentParser) -> None:
    name_source(parser)


def run(options: argparse.Namespace) -> None:
    found = propose(open_package(options.root), options.source_id, options.text)
    text = f" --text {shlex.quote(str(options.text))}" if options.text else ""
    for each in found:
        print(f"# {each.says}\n{each.command}{text}")
    print(f"# {len(found)} proposed; each ? is for you to fill in; nox -s take -- FILE writes the lines of a file together")

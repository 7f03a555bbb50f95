"""`python -m scripts claim|figure|statement S001 "at least 27 people were killed" ...`: codes one item from its words.

A claim counts people harmed, a figure is any other number, a statement is what somebody said. The item is written with its chain,
passages, few words, names and inferences, all or nothing.
"""

import argparse
import re
import tempfile
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from operator import attrgetter
from pathlib import Path

from scripts.curate.draft import Draft
from scripts.curate.explain import page
from scripts.curate.keep import keep_words
from scripts.curate.passage import choose, find_source, keep_hash, kept_beside, name_source, source_text, with_passage
from scripts.curate.reading import Wanted, read_chain, read_claim, read_statement
from scripts.curate.rows import changed, fault, help_of, keep, near, open_package, read_given, with_row, with_rows
from scripts.curate.settle import open_partners
from validation.beside import beside
from validation.checks.grounding.parts import judge_part, together
from validation.checks.grounding.readings import Refusal
from validation.checks.grounding.spellings import Spelling, unlisted
from validation.model.grounds import ground_of
from validation.model.items import CLAIMS, read_items
from validation.model.lexicon import SHARED, Lexicon, as_read
from validation.model.package import CannotRun, Package
from validation.model.parts import Part
from validation.model.texts import Passage, day_of, read_passages, read_texts
from validation.parsing.cues import split_cues
from validation.problem import Problem
from validation.run import judge

TABLES = {"claim": "casualty_claims", "figure": "figures", "statement": "statements"}  # command > table
# Option > column: what the words may give and an option may say instead.
COUNTED = {
    "event": "event_id", "population": "population", "side": "population_side", "as-of": "as_of", "as-of-time": "as_of_time",
    "claimed-on": "claimed_on", "note": "note",
}  # fmt: skip
OPTIONS = {
    "casualty_claims": {"harm": "harm"} | COUNTED,
    "figures": {"measure": "measure"} | COUNTED,
    "statements": {
        "content": "content", "act": "act", "topic": "topic", "mode": "mode", "event": "about_event_id", "about": "about_actor_id",
        "to": "addressee_id", "stated-on": "stated_on", "note": "note",
    },
}  # fmt: skip
# A new item may contradict an old one or say it again: `settle` says how.
SETTLED_LATER = ("relations.unsettled", *(f"sense.{view}.{rule}" for view in ("claims", "statements") for rule in ("twin", "apart")))


def register(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command whose name ends that of the program."""
    table = TABLES[parser.prog.split()[-1]]
    parser.set_defaults(table=table)
    name_source(parser)
    parser.add_argument("words", metavar="WORDS", nargs="+", help="the words as printed, those of the item first; each becomes a passage")
    add = partial(parser.add_argument, action="append", default=[])  # what may be said several times
    add("--by", metavar="ACTOR[=WORDS]", help="who said it, then who passed it on, each with the words that name the actor")
    for option, column in OPTIONS[table].items():
        shown = "ACT[=WORDS]" if column == "act" else column.upper()
        parser.add_argument(f"--{option}", dest=column, metavar=shown, help=help_of(table, column))
    if table in CLAIMS:
        parser.add_argument("--number", metavar="WORDS", help="the number that is meant, as printed, if the words hold several")
    add("--actor", nargs="+", metavar=("ID", "MORE"),
        help="add an actor: its id, name, type and side, then COLUMN=VALUE for each other column")  # fmt: skip
    add("--name", nargs=2, metavar=("ID", "WORDS"), help="what the source calls an actor, place or event")
    add("--cue", nargs=2, metavar=("CODE", "WORDS"),
        help="further words for a code, for this source and all others; this changes data/vocabularies.csv")  # fmt: skip
    add("--why", nargs=2, metavar=("COLUMN", "REASON"), help="declare an unstated cell, with the reason")
    add("--other", nargs=2, metavar=("COLUMN", "READING"), help="the other reading of a declared cell")
    parser.add_argument("--dry-run", action="store_true", help="show what is read, and write nothing")


def run(options: argparse.Namespace) -> None:
    package = open_package(options.root)
    with texts_for(package, options) as texts:
        coded, item_id = code(replace(package, texts=texts), options)
        refuse(package, coded)
        print("\n".join(page(coded, item_id, ("", "words", "chain", "cells", "readings"))))
        keep(package, coded, options.dry_run, [] if options.dry_run else ["", *said_of(package, coded, item_id)])


@contextmanager
def texts_for(package: Package, options: argparse.Namespace) -> Iterator[Path | None]:
    """The folder in which the text of the source stands under its id, as every reader expects it; None where it is not at hand."""
    name, given = f"{options.source_id}.txt", options.text or kept_beside(package, options.source_id)
    if given is None or given.is_dir():
        yield given
    elif given.name == name:
        yield given.parent
    else:
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, name).write_text(read_given(given), encoding="utf-8", newline="")
            yield Path(folder)


def said_of(before: Package, after: Package, item_id: str) -> Iterator[str]:
    """What was written, and what the item wants next."""
    counts = [(name, len(after[name].records) - len(before[name].records)) for name in changed(before, after)]
    yield f"{item_id} written: " + ", ".join(f"{n} row{'s' if n > 1 else ''} in {after[name].path}" for name, n in counts if n)
    yield from open_ends(after, item_id)


def open_ends(package: Package, item_id: str) -> Iterator[str]:
    """A line on the claims that the item does not meet while nothing settles it."""
    if others := open_partners(package, item_id):
        yield f"next: it conflicts with {', '.join(others)}; say how it is related to them with nox -s settle -- {item_id}"


def code(package: Package, options: argparse.Namespace) -> tuple[Package, str]:
    """The package with the item in it, and its id. `package.texts` is the folder of the text, if it is at hand.

    Raises CannotRun, a line for each cell, where the words do not give it and no option does, or where the check would refuse it beside
    what else is coded from the source; what it does to other sources, `refuse` says.
    """
    source, table = find_source(package, options.source_id), options.table
    before, package = package, with_told(package, options)
    text = source_text(package, source, package.texts)
    package = keep_hash(package, source, text)
    passages = []
    for words in options.words:
        package, passage = _passage(package, source, text, words)
        passages.append(passage)
    draft = Draft(package, Lexicon(package), table, source, passages)
    wanted = Wanted(draft)
    draft.told |= {column: value for column in OPTIONS[table].values() if (value := getattr(options, column)) is not None}
    draft.row |= draft.told
    if "=" in draft.row.get("act", ""):  # a sentence may say what happened without a verb of speech
        draft.row["act"], draft.row["act_wording"] = draft.row["act"].split("=", 1)
    _refuse_faults(draft)
    read_chain(draft, options.by)
    if table in CLAIMS:
        read_claim(draft, options.number or "", wanted)
    else:
        read_statement(draft, wanted)
    wanted.refuse()
    package = with_rows(package, _rows(draft, options))
    if source["text_status"] != "shipped":
        package = keep_words(package, source, draft, draft.few_words())
    package = _with_spellings(package, draft)
    if not text:
        _refuse_unread(draft, options)
    part = Part(frozenset({source["source_id"]}))  # of which the check reads the words in a moment
    _refuse_words(before, package, lambda package: judge_part(package, part).problems, [draft.id])
    return package, draft.id


def with_told(package: Package, options: argparse.Namespace) -> Package:
    """The package with the actors, names and cues that the options give. Raises CannotRun where one of them cannot be added."""
    source = find_source(package, options.source_id)
    named = _with_names(package, source, options)
    return _with_cues(named, options.table, package.languages[source["source_id"]], options.cue)


def _with_names(package: Package, source: dict, options: argparse.Namespace) -> Package:
    """The package with the new actors, and the new spellings of actors, places and events."""
    spell = [*map(tuple, options.name)]
    lexicon = Lexicon(package)
    for actor, words in (by.split("=", 1) for by in options.by if "=" in by):
        if not any(actor in lexicon.entities(match) for match in lexicon.names(words)):  # else they hold his name already
            spell.append((actor, words))
    actors = []
    for told in options.actor:
        if len(told) < 4:
            raise CannotRun("--actor takes an id, a name, a type and a side, and then COLUMN=VALUE; nothing is written")
        row = dict(zip(("actor_id", "name", "actor_type", "side"), told, strict=False)) | dict(t.split("=", 1) for t in told[4:])
        actors.append(row)
        if row["actor_id"] not in dict(spell):
            spell.append((row["actor_id"], row["name"]))
    package = with_rows(package, {"actors": actors})
    known = {(r["entity_id"], r["name"]) for r in package["names"].records}
    named = {row["_id"] for row in package.rows("actors", "places", "events")}
    for entity, _ in spell:
        if entity not in named:
            alike = near(entity, package["actors"].by_id)
            raise CannotRun(f"{entity} is not an actor, a place or an event{alike}; add it with --actor; nothing is written")
    rows = [
        {"entity_id": entity, "name": words, "language": package.languages[source["source_id"]], "usage": source["publisher_id"],
         "form": "mention" if entity in package["events"].by_id else "name"}
        for entity, words in spell if (entity, words) not in known
    ]  # fmt: skip
    return with_rows(package, {"names": rows})


def _with_spellings(package: Package, draft: Draft) -> Package:
    """The package with a spelling, from the words that are kept, of each actor whom no page of the publisher has named before, and with
    those by which these words name whom or what the item is coded of."""
    publisher = draft.source["publisher_id"]
    known = {row["entity_id"] for row in package["names"].records if row["usage"] == publisher}
    coded = {step["actor_id"] for step in draft.chain} | {draft.row.get("addressee_id"), draft.row.get("about_actor_id")}
    words = [row["wording"] for row in (*draft.chain, *package["wordings"].records) if row["item_id"] == draft.id]
    words += [passage.text for passage in draft.passages if draft.source["text_status"] == "shipped"]
    met = {
        actor: Spelling(actor, match.phrase, draft.language, publisher)
        for text in words
        for match in draft.lexicon.names(text)
        for actor in draft.lexicon.entities(match, adjectives=True) & (coded - known - {publisher})
    }
    package = _listing(package, met.values())
    item = next(item for item in read_items(package, read_passages(package, read_texts(package))) if item.id == draft.id)
    return _listing(package, unlisted(package, item, Lexicon(package)))


def _listing(package: Package, spellings: Iterable[Spelling]) -> Package:
    """The package with these spellings, each in the form that it has elsewhere."""
    forms = {(row["entity_id"], as_read(row["name"])): row["form"] for row in package["names"].records}
    rows = [each._asdict() | {"form": forms[each.entity_id, as_read(each.name)]} for each in spellings]
    return with_rows(package, {"names": rows})


def _with_cues(package: Package, table: str, language: str, told: list[list[str]]) -> Package:
    """The package with new words for codes of the lists that the table's columns are read by."""
    lists = {f["vocabulary"] for f in package[table].fields if "vocabulary" in f}
    for code, words in told:
        row = next((r for r in package["vocabularies"].records if r["code"] == code and r["vocabulary"] in lists), None)
        if row is None:
            raise CannotRun(f"--cue {code}: is not a code of {', '.join(sorted(lists))}; nothing is written")
        known = dict(split_cues(row["cues"]))
        known[language] = tuple(dict.fromkeys((*known.get(language, ()), words)))  # another line of a file may have added it
        cues = "; ".join(f"{each}: {', '.join(listed)}" for each, listed in known.items())
        package = with_row(package, "vocabularies", row | {"cues": cues})
    return package


def _passage(package: Package, source: dict, text, words: str) -> tuple[Package, Passage]:
    """The package with the passage of these words, new or there already, and the passage with its words."""
    span = choose(words, text, None, "give more words, so that they stand in one place only") if text else (0, len(words))
    package, passage_id = with_passage(package, source, text, span, words)
    shown = text.text[slice(*span)] if text else words
    return package, Passage(passage_id, source["source_id"], text.file if text else "", *span, shown,
                            package.languages[source["source_id"]], day_of(source["published_on"]))  # fmt: skip


def _refuse_faults(draft: Draft) -> None:
    """Raises CannotRun where an option cannot stand in its column, or names what is not there."""
    targets = draft.package.targets(draft.table)
    for option, column in OPTIONS[draft.table].items():
        value = draft.row[column]
        why = fault(draft.package[draft.table].field(column), value) if value else ""
        if value and column in targets and value not in (named := draft.package[targets[column]]).by_id:
            why = f"is not in {named.path}{near(value, named.by_id)}"
        if why:
            raise CannotRun(f"--{option}={value!r} {why}; nothing is written")


def _rows(draft: Draft, options: argparse.Namespace) -> dict[str, list[dict[str, str]]]:
    """Every row of the item, with what is declared because the words do not give it."""
    new = {draft.table: [draft.row], "attributions": draft.chain}
    carried = [(draft.id, p.passage_id) for p in draft.passages]
    for told in options.actor:  # what a new actor belongs to is read where he is named
        if any(t.startswith(("member_of=", "office=")) for t in told[4:]):
            named = (p for p in draft.passages if any(told[0] in draft.lexicon.entities(match) for match in draft.lexicon.names(p.text)))
            carried += [(told[0], p.passage_id) for p in named]
    new["evidence"] = [{"item_id": i, "passage_id": p} for i, p in dict.fromkeys(carried)]
    new["inferences"] = _inferences(draft, options)
    return new


def _inferences(draft: Draft, options: argparse.Namespace) -> list[dict[str, str]]:
    other = {_cell(column): reading for column, reading in options.other}
    rows = []
    for column, reason in ((_cell(column), reason) for column, reason in options.why):
        step = re.fullmatch(r"attributions\[(\d+)\]\.(\w+)", column)
        value = next((s[step[2]] for s in draft.chain if s["step"] == step[1]), "") if step else draft.row.get(column, "")
        if not value:
            raise CannotRun(f"--why {column}: the cell is blank, or is not one of {draft.table}; nothing is written")
        # Of a page that is not shipped only the words that are kept give a cell to others; the check looks at these.
        may_be_read = not step and (draft.source["text_status"] == "shipped" or column in other)
        may_be_read = may_be_read and ground_of(draft.package[draft.table].field(column))
        kind = "ambiguous" if may_be_read and draft.reads(column, value) else "inferred"
        if kind == "ambiguous" and not other.get(column):
            asked = f"say with --other {column} which reading was not taken"
            raise CannotRun(f"--why {column}: the words give {value!r}, so {asked}; nothing is written")
        rows.append({"item_id": draft.id, "column": column, "value": value, "kind": kind, "reason": reason,
                     "other_reading": other.get(column, "")})  # fmt: skip
    return rows


def _cell(column: str) -> str:
    """A column as inferences name it; `step2` is the order of the second step."""
    step = re.fullmatch(r"step(\d+)", column)
    return f"attributions[{step[1]}].step" if step else column


def _refuse_unread(draft: Draft, options: argparse.Namespace) -> None:
    """Raises CannotRun, a line a cell, where the words as they were given do not read as the cells; the check cannot see them."""
    told = {_cell(column) for column, _ in options.why}
    fields = [f["name"] for f in draft.package[draft.table].fields if ground_of(f) and draft.row[f["name"]] and f["name"] not in told]
    found = [(c, reading) for c in fields if c != "source_id" and isinstance(reading := draft.read(c, draft.row[c]), Refusal)]
    if found:
        lines = [f"{draft.id}.{column}={draft.row[column]!r} {refusal.message}" for column, refusal in found]
        raise CannotRun("\n".join([*lines, "nothing is written; name it with --name, or say why with --why COLUMN REASON"]))


def refuse(before: Package, after: Package) -> None:
    """Raises CannotRun, a line a cell, where the check would refuse what was coded.

    The words of all sources are judged where what they share has changed, such as a name, otherwise those of the sources coded from.
    """
    new = {i: row for table in OPTIONS for i, row in after[table].by_id.items() if i not in before[table].by_id}
    part = Part(frozenset(row["source_id"] for row in new.values()))
    is_shared = not {*SHARED}.isdisjoint(changed(before, after))

    def words(package: Package) -> list[Problem]:
        return judge(package, ("structure", "sense")) if is_shared else together(package, [judge_part(package, part)]).problems

    sense = beside(_sense, after)  # Great Expectations takes longest to load
    _refuse_words(before, after, words, new)
    found = sense()
    _refuse_new(before, after, lambda package: found if package is after else _sense(package), new)


def _sense(package: Package) -> list[Problem]:
    from validation.checks.sense.check import check

    return check(package)


def _refuse_words(before: Package, after: Package, problems_of: Callable[[Package], list[Problem]], items: Container[str]) -> None:
    """The same for the words alone, with the texts at hand and without."""
    for package in (after, replace(after, texts=None)) if after.texts else (after,):
        _refuse_new(replace(before, texts=package.texts), package, problems_of, items)


def _refuse_new(before: Package, after: Package, problems_of: Callable[[Package], list[Problem]], items: Container[str]) -> None:
    """Raises CannotRun where the package after has problems that the one before has not, except what is settled later."""
    seen = attrgetter("file", "row_id", "column", "value", "rule")
    found = [p for p in problems_of(after) if p.family != "coverage" and p.rule not in SETTLED_LATER]
    known = {seen(p) for p in problems_of(before)} if found else set()
    if found := [p for p in found if seen(p) not in known]:
        own = any(p.row_id.split(" ")[0] in items for p in found)
        hint = "; name it with --name, or say why with --why COLUMN REASON" if own else ""
        raise CannotRun("\n".join([*map(str, found), f"nothing is written{hint}"]))

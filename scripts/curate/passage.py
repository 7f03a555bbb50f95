"""`python -m scripts passage S001 "at least 27" ... [--choose N]`: finds words in a source and writes their passages."""

import argparse
import hashlib
import re
from difflib import get_close_matches
from functools import partial
from pathlib import Path

from scripts.curate.rows import near, next_ids, open_package, refuse_inside, refusing, save, with_row, with_rows
from scripts.curate.terminal import ask, asks, light
from validation.model.files import read_file, read_inside
from validation.model.package import CannotRun, Package
from validation.model.texts import Text, digest, paragraph_of
from validation.parsing.words import find_phrases
from validation.problem import Problem

WORD = re.compile(r"\w(?:\S*\w)?")
LONGEST_WORDS = 2000  # characters that somebody may look for
AROUND = 60  # characters shown on either side of a candidate


def closest(words: str, text: str) -> tuple[int, int] | None:
    """The stretch of as many words, or one more or fewer, that looks most like them."""
    tokens = [m.span() for m in WORD.finditer(text)]
    size = len(words.split())
    spans: dict[str, tuple[int, int]] = {}
    for n in {max(size - 1, 1), size, size + 1}:
        for (start, _), (_, end) in zip(tokens, tokens[n - 1 :], strict=False):
            spans.setdefault(" ".join(text[start:end].casefold().split()), (start, end))
    found = get_close_matches(words.casefold(), spans, 1, 0.5)
    return spans[found[0]] if found else None


def find_source(package: Package, source_id: str) -> dict:
    """The row of the source. Raises CannotRun where there is none."""
    if source := package["sources"].by_id.get(source_id):
        return source
    known = near(source_id, package["sources"].by_id)
    raise CannotRun(f"data/sources.csv: has no source {source_id}{known}; add it with nox -s add_source")


def kept_beside(package: Package, source_id: str) -> Path | None:
    """The text of the source in the folder `texts` beside the repository, where CONTRIBUTING keeps them."""
    path = package.root.resolve().parent / "texts" / f"{source_id}.txt"
    return path if path.is_file() else None


def source_text(package: Package, source: dict, given: Path | None) -> Text | None:
    """The text of the source: the one that is shipped, or else the file given, the one named by the source in the folder given, or the
    one kept beside the repository; None where there is none of these.

    Raises CannotRun where it cannot be read, or is not the text the source was coded from.
    """
    if shown := source["text_file"]:
        read = partial(read_inside, package.root, shown)
    elif given := given or kept_beside(package, source["_id"]):
        path = given / f"{source['_id']}.txt" if given.is_dir() else given
        refuse_inside(package.root, path)
        shown, read = path.as_posix(), partial(read_file, path, follow=True)
    else:
        return None
    with refusing(f"{shown}: the text of {source['_id']}"):
        text = (data := read()).decode("utf-8")
    found = hashlib.sha256(data).hexdigest()
    if source["text_sha256"] and found != source["text_sha256"]:
        message = f"is not the SHA-256 of {shown}, which is {found}: the file is not the text that was coded, and nothing is written"
        raise CannotRun(str(Problem.of(package["sources"].path, source, "text_sha256", "curate.text", message)))
    return Text(source["_id"], shown, text)


def read_text(package: Package, source: dict, given: Path | None) -> Text:
    """The text of the source; see `source_text`. Raises CannotRun where there is none, too."""
    if text := source_text(package, source, given):
        return text
    message = "is not shipped, and nothing is written"
    raise CannotRun(str(Problem.of(package["sources"].path, source, "text_status", "curate.text", message)))


def choose(words: str, text: Text, number: int | None, advice: str = "say which with --choose N, or give more words") -> tuple[int, int]:
    """The one place of the words, or the one chosen. `advice` tells a person what to do where they stand in several.

    Raises CannotRun where they stand nowhere, and where they stand in several places and nobody says which.
    """
    if not words.split():
        raise CannotRun("no words were given; quote them as they stand in the source")
    if len(words) > LONGEST_WORDS:
        raise CannotRun(f"the words are {len(words):,} characters, and a passage has at most {LONGEST_WORDS:,}; nothing is written")
    spans = [(match.start, match.end) for match in find_phrases(words, text.text)]
    if not spans:
        raise CannotRun(_not_found(words, text))
    if number is None and len(spans) > 1:
        number = _choice(words, text, spans, advice)
    if number is not None and not 0 < number <= len(spans):
        places = "is 1 place" if len(spans) == 1 else f"are {len(spans)} places"
        raise CannotRun(f"--choose {number}: there {places} of {words!r} in {text.file}; nothing is written")
    return spans[(number or 1) - 1]


def _not_found(words: str, text: Text) -> str:
    line, there = 0, "nothing there is like them"
    if span := closest(words, text.text):
        line = text.text.count("\n", 0, span[0]) + 1
        there = f"the closest there are {' '.join(text.text[slice(*span)].split())!r} (characters {span[0]}-{span[1]})"
    message = f"does not have the words {words!r}; {there}, and nothing is written"
    return str(Problem(file=text.file, line=line, row_id=text.source_id, rule="curate.words", message=message))


def _choice(words: str, text: Text, spans: list[tuple[int, int]], advice: str) -> int:
    lines = (f"  {number}  {_surroundings(text.text, span)}" for number, span in enumerate(spans, 1))
    shown = "\n".join([f"{words!r} stands in {len(spans)} places of {text.file}:", *lines])
    if not asks():
        raise CannotRun(f"{shown}\n{advice}; nothing is written")
    numbers = [str(number) for number in range(1, len(spans) + 1)]
    return int(ask(f"{shown}\nWhich?", lambda answer: "" if answer in numbers else f"is none of 1 to {len(spans)}"))


def _surroundings(text: str, span: tuple[int, int]) -> str:
    start, end = max(span[0] - AROUND, 0), min(span[1] + AROUND, len(text))
    shown = light(text[start:end], [span], start)
    return f"characters {span[0]}-{span[1]}, paragraph {paragraph_of(text, span[0])}: {'…' * (start > 0)}{shown}{'…' * (end < len(text))}"


def with_passage(package: Package, source: dict, text: Text | None, span: tuple[int, int] | None, words: str) -> tuple[Package, str]:
    """The package with the passage at that place, or of the words alone where no text is at hand, and its id; it may be there already."""
    place = {}
    if text:
        words = text.text[slice(*span)]
        place = {"paragraph": str(paragraph_of(text.text, span[0])), "char_start": str(span[0]), "char_end": str(span[1])}
    for row in package["passages"].records:
        # A passage read where no whole text was at hand has its hash alone.
        alone = not row["char_start"] or not text
        same = row["sha256"] == digest(words) if alone else (row["char_start"], row["char_end"]) == (place["char_start"], place["char_end"])
        if row["source_id"] == source["_id"] and same:
            return package, row["_id"]
    row = {"passage_id": next(next_ids(package, "passages")), "source_id": source["_id"], **place,
           "quote": words if source["text_status"] == "shipped" else "", "sha256": digest(words)}  # fmt: skip
    return with_rows(package, {"passages": [row]}), row["passage_id"]


def keep_hash(package: Package, source: dict, text: Text | None) -> Package:
    """The package with the SHA-256 of the text in a source row that has none, as offsets mean nothing without it."""
    if text is None or source["text_sha256"]:
        return package
    return with_row(package, "sources", source | {"text_sha256": hashlib.sha256(text.text.encode()).hexdigest()})


def passage(package: Package, source_id: str, quotations: list[str], given: Path | None = None, number: int | None = None) -> list[str]:
    """Writes the passages that are not there yet, all or none; returns what was done, a line each.

    Raises CannotRun, with nothing written, where the source, the text or any of the words cannot be found.
    """
    source = find_source(package, source_id)
    text = read_text(package, source, given)
    done, ids, after = [], [], package
    for words in quotations:
        span = choose(words, text, number)
        known = after["passages"].by_id
        after, passage_id = with_passage(after, source, text, span, words)
        place = f"{source_id}, paragraph {paragraph_of(text.text, span[0])}, characters {span[0]}-{span[1]}"
        shown = " ".join(text.text[slice(*span)].split())
        done.append(f"{passage_id} {'was already there' if passage_id in known else 'written'}: {place}: {shown!r}")
        ids.append(passage_id)
    kept = keep_hash(after, source, text)
    if kept is not after:
        done.append(f"{source_id}.text_sha256 was blank and is now that of {text.file}; keep that file: the offsets count in it")
    save(package, kept)
    return [*done, f"next: the row ITEM,{ids[0]} in data/evidence.csv" + (", and so for the others" if len(ids) > 1 else "")]


def name_source(parser: argparse.ArgumentParser) -> None:
    """The arguments of a command that reads one source."""
    parser.add_argument("source_id", metavar="SOURCE", help="the id of the source, such as S001")
    parser.add_argument("--text", type=Path, metavar="FILE_OR_FOLDER",
                        help="the text of a source that is not shipped, or the folder that holds it as S002.txt")  # fmt: skip


def register(parser: argparse.ArgumentParser) -> None:
    name_source(parser)
    parser.add_argument("words", metavar="WORDS", nargs="+", help="the words as printed; any form of quotation mark, dash or space will do")
    parser.add_argument("--choose", type=int, metavar="N", help="the number of the place, if the words stand in several")


def run(options: argparse.Namespace) -> None:
    print("\n".join(passage(open_package(options.root), options.source_id, options.words, options.text, options.choose)))

"""`python -m scripts passage S001 "at least 27" ... [--choose N]`: finds words in a source and writes their passages."""

import argparse
import hashlib
import re
from difflib import get_close_matches
from pathlib import Path

from scripts.curate.rows import near, next_id, open_package, save, with_rows
from scripts.curate.terminal import ask, asks, light
from validation.model.files import Unreadable, read_file, read_inside
from validation.model.package import CannotRun, Package
from validation.model.texts import Text, digest, paragraph_of
from validation.parsing.words import stands_whole
from validation.problem import Problem

ALIKE = ('"“”„‟«»″', "'’‘‚‛ʼ`´′", "-‐‑‒–—―−")
LONGEST_WORDS = 2000  # characters that somebody may look for
AROUND = 60  # characters shown on either side of a candidate


def find_words(words: str, text: str) -> list[tuple[int, int]]:
    """Every place where the words stand as whole words, any quotation mark, dash or white space standing for any other."""
    pattern = r"\s+".join("".join(map(_letter, word)) for word in words.split())
    return [m.span() for m in re.finditer(pattern, text) if pattern and stands_whole(text, *m.span())]


def _letter(letter: str) -> str:
    alike = next((signs for signs in ALIKE if letter in signs), letter)
    return f"[{re.escape(alike)}]" if letter in alike and len(alike) > 1 else re.escape(letter)


def closest(words: str, text: str) -> tuple[int, int] | None:
    """The stretch of as many words, or one more or fewer, that looks most like them."""
    tokens = [m.span() for m in re.finditer(r"\w(?:\S*\w)?", text)]
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


def source_text(package: Package, source: dict, given: Path | None) -> Text | None:
    """The text of the source as `read_text` reads it, or None where it is not shipped and nobody names it."""
    return read_text(package, source, given) if given or source["text_file"] or kept_beside(package, source["_id"]) else None


def kept_beside(package: Package, source_id: str) -> Path | None:
    """The text of the source in the folder `texts` beside the repository, where CONTRIBUTING keeps them."""
    path = package.root.resolve().parent / "texts" / f"{source_id}.txt"
    return path if path.is_file() else None


def place_of(words: str, text: Text) -> tuple[int, int]:
    """The one place of the words in the text; see `choose`."""
    if not words.split():
        raise CannotRun("no words were given; quote them as they stand in the source")
    return choose(words, text, None, "give more words, so that they stand in one place only")


def read_text(package: Package, source: dict, given: Path | None) -> Text:
    """The text of the source: the one that is shipped, or else the file given, or the one named by the source in the folder given.

    Raises CannotRun where there is none, or it is not the text the source was coded from.
    """
    path, shown = _path_of(package, source, given)
    try:
        data = read_inside(package.root, source["text_file"]) if source["text_file"] else read_file(path, follow=True)
        text = data.decode("utf-8")
    except Unreadable as error:
        raise CannotRun(f"{shown}: the text of {source['_id']} {error}; nothing is written") from None
    except UnicodeDecodeError:
        raise CannotRun(f"{shown}: the text of {source['_id']} is not UTF-8; nothing is written") from None
    found = hashlib.sha256(data).hexdigest()
    if source["text_sha256"] and found != source["text_sha256"]:
        message = f"is not the SHA-256 of {shown}, which is {found}: the file is not the text that was coded, and nothing is written"
        raise CannotRun(str(_problem(package, source, "text_sha256", "curate.text", message)))
    return Text(source["_id"], shown, text)


def _path_of(package: Package, source: dict, given: Path | None) -> tuple[Path, str]:
    if source["text_file"]:
        return package.root / source["text_file"], source["text_file"]
    given = given or kept_beside(package, source["_id"])
    if given is None:
        message = "is not shipped, and nothing is written"
        raise CannotRun(str(_problem(package, source, "text_status", "curate.text", message)))
    path = given / f"{source['_id']}.txt" if given.is_dir() else given
    if path.resolve().is_relative_to(package.root.resolve()):
        raise CannotRun(f"{path}: lies in the repository, where no text of a cited page belongs; move it out; nothing is written")
    return path, path.as_posix()


def _problem(package: Package, source: dict, column: str, rule: str, message: str) -> Problem:
    return Problem.of(package["sources"].path, source, column, rule, message)


def choose(words: str, text: Text, number: int | None, advice: str = "say which with --choose N, or give more words") -> tuple[int, int]:
    """The one place of the words, or the one chosen. `advice` tells a person what to do where they stand in several.

    Raises CannotRun where they stand nowhere, and where they stand in several places and nobody says which.
    """
    if len(words) > LONGEST_WORDS:
        raise CannotRun(f"the words are {len(words):,} characters, and a passage has at most {LONGEST_WORDS:,}; nothing is written")
    spans = find_words(words, text.text)
    if not spans:
        raise CannotRun(_not_found(words, text))
    if number is None and len(spans) > 1:
        number = _choice(words, text, spans, advice)
    if number is not None and not 0 < number <= len(spans):
        places = "is 1 place" if len(spans) == 1 else f"are {len(spans)} places"
        raise CannotRun(f"--choose {number}: there {places} of {words!r} in {text.file}; nothing is written")
    return spans[(number or 1) - 1]


def _not_found(words: str, text: Text) -> str:
    span = closest(words, text.text)
    there = "nothing there is like them"
    if span:
        there = f"the closest there are {' '.join(text.text[slice(*span)].split())!r} (characters {span[0]}-{span[1]})"
    line = text.text.count("\n", 0, span[0]) + 1 if span else 0
    message = f"does not have the words {words!r}; {there}, and nothing is written"
    return str(Problem(file=text.file, line=line, row_id=text.source_id, rule="curate.words", message=message))


def _choice(words: str, text: Text, spans: list[tuple[int, int]], advice: str) -> int:
    lines = [_surroundings(text.text, span) for span in spans]
    question = f"{words!r} stands in {len(spans)} places of {text.file}:"
    numbers = [str(n) for n in range(1, len(spans) + 1)]
    shown = "\n".join([question, *(f"  {n}  {line}" for n, line in zip(numbers, lines, strict=True))])
    if not asks():
        raise CannotRun(f"{shown}\n{advice}; nothing is written")
    return int(ask(f"{shown}\nWhich?", lambda answer: "" if answer in numbers else f"is none of {numbers[0]} to {numbers[-1]}"))


def _surroundings(text: str, span: tuple[int, int]) -> str:
    start, end = max(span[0] - AROUND, 0), min(span[1] + AROUND, len(text))
    shown = light(text[start:end], [span], start)
    return f"characters {span[0]}-{span[1]}, paragraph {paragraph_of(text, span[0])}: {'…' * (start > 0)}{shown}{'…' * (end < len(text))}"


def passage_row(package: Package, source: dict, text: Text | None, span: tuple[int, int] | None, words: str) -> tuple[dict[str, str], bool]:
    """The row of the passage there, or of the words alone where no text is at hand, and whether it is new."""
    place, quote = dict.fromkeys(("paragraph", "char_start", "char_end"), ""), words
    if text and span:
        quote = text.text[slice(*span)]
        place = {"paragraph": str(paragraph_of(text.text, span[0])), "char_start": str(span[0]), "char_end": str(span[1])}
    for row in package["passages"].records:
        # A passage read where no whole text was at hand has its hash alone.
        alone = not row["char_start"] or not text
        same = row["sha256"] == digest(quote) if alone else (row["char_start"], row["char_end"]) == (place["char_start"], place["char_end"])
        if row["source_id"] == source["_id"] and same:
            return row, False
    row = {"passage_id": next_id(package, "passages"), "source_id": source["_id"], **place,
           "quote": quote if source["text_status"] == "shipped" else "", "sha256": digest(quote)}  # fmt: skip
    return row, True


def keep_hash(package: Package, source: dict, text: Text | None) -> Package:
    """The package with the SHA-256 of the text in a source row that has none, as offsets mean nothing without it."""
    if text is None or source["text_sha256"]:
        return package
    row = source | {"text_sha256": hashlib.sha256(text.text.encode()).hexdigest()}
    return with_rows(package, {"sources": [row]}, lambda table, old: table == "sources" and old["_id"] == source["_id"])


def passage(package: Package, source_id: str, quotations: list[str], given: Path | None = None, number: int | None = None) -> list[str]:
    """Writes the passages that are not there yet, all or none; returns what was done, a line each.

    Raises CannotRun, with nothing written, where the source, the text or any of the words cannot be found.
    """
    source = find_source(package, source_id)
    if not all(words.split() for words in quotations):
        raise CannotRun("no words were given; quote them as they stand in the source")
    text = read_text(package, source, given)
    done, ids, after = [], [], package
    for words in quotations:
        span = choose(words, text, number)
        row, new = passage_row(after, source, text, span, words)
        after = with_rows(after, {"passages": [row]}) if new else after
        place = f"{source_id}, paragraph {paragraph_of(text.text, span[0])}, characters {span[0]}-{span[1]}"
        shown = " ".join(text.text[slice(*span)].split())
        done.append(f"{row['passage_id']} {'written' if new else 'was already there'}: {place}: {shown!r}")
        ids.append(row["passage_id"])
    kept = keep_hash(after, source, text)
    if kept is not after:
        done.append(f"{source_id}.text_sha256 was blank and is now that of {text.file}; keep that file: the offsets count in it")
    save(package, kept)
    return [*done, f"next: the row ITEM,{ids[0]} in data/evidence.csv" + (", and so for the others" if len(ids) > 1 else "")]


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source_id", metavar="SOURCE", help="the id of the source, such as S001")
    parser.add_argument("words", metavar="WORDS", nargs="+", help="the words as printed; any form of quotation mark, dash or space will do")
    parser.add_argument("--text", type=Path, metavar="FILE_OR_FOLDER",
                        help="the text of a source that is not shipped, or the folder that holds it as S002.txt")  # fmt: skip
    parser.add_argument("--choose", type=int, metavar="N", help="the number of the place, if the words stand in several")


def run(options: argparse.Namespace) -> int | None:
    done = passage(open_package(options.root), options.source_id, options.words, options.text, options.choose)
    print("\n".join(done))
    return 0

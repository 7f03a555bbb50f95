"""`python -m scripts add_source URL [--title TITLE ...]`: writes the row of a new source.

On a terminal it asks for what no option gives.
"""

import argparse
import hashlib
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import partial
from operator import itemgetter
from pathlib import Path

from scripts.curate.rows import fault, help_of, near, next_ids, open_package, read_given, refuse_inside, save, with_rows
from scripts.curate.terminal import ask, asks
from validation.model.package import CannotRun, Package
from validation.model.pages import page_of
from validation.problem import Problem

# Option > column, in the order they are asked for. A title or a date may be blank, but only because somebody said so.
ASKED = {
    "title": "title", "publisher": "publisher_id", "published-on": "published_on", "published-on-basis": "published_on_basis",
    "language": "language", "extent-read": "extent_read", "rights": "rights", "read-on": "read_on",
}  # fmt: skip


def add_source(package: Package, url: str, given: dict[str, str | None], text: Path | None, other_page: bool, called: str) -> str:
    """Writes the row and returns its id. `given` is column > value, None for what was not told; `text` is the text that was read.

    `called` is the name of a publisher that is new, whose row and spelling are written too.

    Raises CannotRun, with nothing written, where the address is coded already or something is missing or wrong.
    """
    if not url.isascii() or fault(package["sources"].field("url"), url):
        raise CannotRun(f"{url!r} is not a web address; give it whole and percent-encoded, as https://example.org/page; nothing is written")
    _refuse_known(package, "url", f"is already the page of {url}", lambda row: page_of(row["url"]) == page_of(url))
    words = _read(package.root, text)
    if sha256 := words["text_sha256"]:
        why = "is the SHA-256 of this very text, under another address"
        _refuse_known(package, "text_sha256", why, lambda row: row["text_sha256"] == sha256)
    before, package = package, _with_publisher(package, given, called)
    for option, column in ASKED.items():
        if given[column] is not None and (why := _why_not(package, column, given[column])):
            raise CannotRun(f"add_source: --{option}={given[column]!r} {why}; nothing is written")
    missing = [option for option, column in ASKED.items() if given[column] is None]
    if missing and not asks():
        options = ", ".join(f"--{option}" for option in missing) + (" is" if len(missing) == 1 else " are")
        raise CannotRun(f"add_source: {options} missing; add the missing options, or run it on a terminal, which asks for them")
    told = {**given, **_ask(package, given, missing)}
    if told["title"] and not other_page:
        same = itemgetter("publisher_id", "published_on", "title")
        _refuse_known(package, "title", "is already this publisher's headline of that day", lambda row: same(row) == same(told))
    if why := _why_not_days(told):
        raise CannotRun(f"add_source: {why}; nothing is written")
    row = {"source_id": next(next_ids(package, "sources")), "url": url, **words, **told}
    save(before, with_rows(package, {"sources": [row]}))
    return row["source_id"]


def _with_publisher(package: Package, given: dict[str, str | None], called: str) -> Package:
    publisher = given["publisher_id"]
    if not called or not publisher or publisher in package["actors"].by_id:
        return package
    actor = {"actor_id": publisher, "name": called, "actor_type": "media_outlet", "side": "media"}
    name = {"entity_id": publisher, "name": called, "language": given["language"] or "en", "usage": publisher, "form": "name"}
    return with_rows(package, {"actors": [actor], "names": [name]})


def _refuse_known(package: Package, column: str, why: str, is_known: Callable[[dict], bool]) -> None:
    """Raises CannotRun where a source is this page already."""
    for row in filter(is_known, package["sources"].records):
        message = f"{why}, and nothing is written"
        raise CannotRun(str(Problem.of(package["sources"].path, row, column, f"curate.known_{column}", message)))


def _read(root: Path, text: Path | None) -> dict[str, str]:
    """The cells that the text gives; it is shipped where it lies in seeds/."""
    if text is None:
        return {"text_file": "", "text_sha256": "", "text_status": "cited"}
    sha256 = hashlib.sha256(read_given(text).encode()).hexdigest()
    if text.resolve().is_relative_to(root.resolve() / "seeds"):
        return {"text_file": text.resolve().relative_to(root.resolve()).as_posix(), "text_sha256": sha256, "text_status": "shipped"}
    refuse_inside(root, text)
    return {"text_file": "", "text_sha256": sha256, "text_status": "cited"}


def _why_not(package: Package, column: str, value: str) -> str:
    if column == "publisher_id" and value not in package["actors"].by_id:
        return f"is not an actor{near(value, package['actors'].by_id)}; name a new one with --publisher-name"
    return fault(package["sources"].field(column), value)


def _why_not_days(told: dict[str, str]) -> str:
    """Why the day of print cannot stand with its basis and the day of reading, or "" where it can."""
    day, basis = told["published_on"], told["published_on_basis"]
    if day and basis == "unknown":
        return f"--published-on={day!r} is given, though --published-on-basis is unknown"
    if not day and basis != "unknown":
        return f"--published-on is blank, though --published-on-basis={basis!r} says what it rests on"
    if day > told["read_on"]:
        return f"--published-on={day!r} is after --read-on={told['read_on']!r}"
    return ""


def _ask(package: Package, given: dict[str, str | None], missing: list[str]) -> dict[str, str]:
    told: dict[str, str] = {}
    rights = Counter(row["rights"] for row in package["sources"].records)
    for option in missing:
        column = ASKED[option]
        field = package["sources"].field(column)
        blank = "" if field["constraints"]["required"] else " (Enter leaves it blank.)"
        usual = {"read_on": date.today().isoformat(), "rights": max(rights, key=rights.get, default=""),
                 "published_on_basis": "" if {**given, **told}["published_on"] else "unknown"}  # fmt: skip
        choices = field["constraints"].get("enum", ())
        why_not = partial(_why_not, package, column)
        told[column] = ask(f"{column}: {field['description']}{blank}", why_not, usual.get(column, ""), choices)
    return told


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("url", metavar="URL", help="the address the document was read at")
    for option, column in ASKED.items():
        parser.add_argument(f"--{option}", dest=column, metavar=column.upper(), help=help_of("sources", column))
    parser.add_argument("--publisher-name", default="", help="the name of a media outlet that is new; its rows are written too")
    parser.add_argument("--note", default="", help="remarks, such as which text the document reprints")
    parser.add_argument("--text", type=Path, help="the file with the text that was read, kept outside the repository; its hash is written")
    parser.add_argument("--other-page", action="store_true", help="write it although another source has its publisher, day and headline")


def run(options: argparse.Namespace) -> None:
    given = {column: getattr(options, column) for column in ASKED.values()} | {"note": options.note}
    source_id = add_source(open_package(options.root), options.url, given, options.text, options.other_page, options.publisher_name)
    where = f" --text {options.text}" if options.text else ""
    print(f"{source_id} written to data/sources.csv; next: nox -s propose -- {source_id}{where}")

"""`python -m scripts take FILE`: runs the claim, figure, statement and settle commands of a file, one in each line, all or nothing."""

import argparse
import shlex
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from scripts.curate import coding, settle
from scripts.curate.coding import code, open_ends, refuse, texts_for, with_told
from scripts.curate.rows import keep, open_package, read_given
from validation.model.in_words import in_words
from validation.model.package import CannotRun, Package


def take(package: Package, lines: list[str]) -> tuple[Package, list[str]]:
    """The package with every line obeyed, and what each did.

    Raises CannotRun, naming the lines, where some cannot be. All lines are read, with the actors and names that a refused one adds, so
    that one run tells all.
    """
    done, refused = [], []
    for number, line in enumerate(lines, 1):
        options = None
        try:
            if options := _options(shlex.split(line, comments=True)):
                package, said = _obey(package, options)
                done.append(said)
        except (CannotRun, ValueError) as error:
            refused.append(f"line {number}: {error}")
            with suppress(CannotRun):
                package = with_told(package, options) if "table" in (options or ()) else package
    if refused:
        raise CannotRun("\n".join(refused))
    return package, done


def _options(words: list[str]) -> argparse.Namespace | None:
    """What a line says, by the command that it names; None where it says nothing."""
    words = [word for word in words[:4] if word not in ("nox", "-s", "--")] + words[4:]
    if not words:
        return None
    name, *arguments = words
    known = (*coding.TABLES, "settle")
    if name not in known:
        raise CannotRun(f"{name!r} is not one of {', '.join(known)}; nothing is written")
    if "?" in arguments:
        raise CannotRun(f"{arguments[arguments.index('?') - 1]} ? is still to be filled in; nothing is written")
    parser = _Parser(prog=name, add_help=False)
    (settle if name == "settle" else coding).register(parser)
    return parser.parse_args(arguments)


def _obey(package: Package, options: argparse.Namespace) -> tuple[Package, str]:
    if "table" not in options:
        return settle.settle(package, options.item_id, options.how, options.others, options.note)
    with texts_for(package, options) as texts:
        after, item_id = code(replace(package, texts=texts), options)
    said = in_words(after, options.table, after[options.table].by_id[item_id])
    return replace(after, texts=None), "\n".join([f"{item_id}  {said}", *open_ends(after, item_id)])


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:
        raise CannotRun(f"{message}; nothing is written")


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="commands as propose prints them, each ? filled in; # begins a remark")
    parser.add_argument("--dry-run", action="store_true", help="show what the lines would write, and write nothing")


def run(options: argparse.Namespace) -> None:
    before = open_package(options.root)
    after, done = take(before, read_given(options.file).splitlines())
    refuse(before, after)
    keep(before, after, options.dry_run, done if options.dry_run else [*done, f"{len(done)} lines written together"])

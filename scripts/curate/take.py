"""`python -m scripts take FILE`: runs the claim, figure, statement and settle commands of a file, one in each line, all or nothing."""

import argparse
import shlex
from dataclasses import replace
from pathlib import Path

from scripts.curate import coding, settle
from scripts.curate.coding import code, open_ends, refuse, texts_for
from scripts.curate.explain import in_words
from scripts.curate.rows import open_package, read_given, save
from validation.model.package import CannotRun, Package

KNOWN = (*coding.TABLES, "settle")


def take(package: Package, lines: list[str]) -> tuple[Package, list[str]]:
    """The package with every line obeyed, and what each did.

    Raises CannotRun, naming the lines, where some cannot be.
    """
    done, refused = [], []
    for number, line in enumerate(lines, 1):
        try:
            words = shlex.split(line, comments=True)
            if words:
                package, said = _obey(package, words)
                done.append(said)
        except (CannotRun, ValueError) as error:
            refused.append(f"line {number}: {error}")  # the others are read all the same, so that one run tells all
    if refused:
        raise CannotRun("\n".join(refused))
    return package, done


def _obey(package: Package, words: list[str]) -> tuple[Package, str]:
    words = [word for word in words[:4] if word not in ("nox", "-s", "--")] + words[4:]
    name, arguments = (words or [""])[0], words[1:]
    if name not in KNOWN:
        raise CannotRun(f"{name!r} is not one of {', '.join(KNOWN)}; nothing is written")
    if "?" in arguments:
        raise CannotRun(f"{arguments[arguments.index('?') - 1]} ? is still to be filled in; nothing is written")
    parser = _Parser(prog=name, add_help=False)
    (settle if name == "settle" else coding).register(parser)
    options = parser.parse_args(arguments)
    if name == "settle":
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


def run(options: argparse.Namespace) -> int | None:
    before = open_package(options.root)
    after, done = take(before, read_given(options.file).splitlines())
    refuse(before, after)
    save(before, after)
    print("\n".join([*done, f"{len(done)} lines written together"]))
    return 0

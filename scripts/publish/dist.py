"""`python -m scripts dist [--root DIR]`: every format and metadata file into `dist/`, from tables read once, all or nothing."""

import argparse
import gc
import json
import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from jinja2 import Environment

from scripts.files import fill, in_place_of
from scripts.publish.formats import FORMATS
from scripts.publish.formats.archive import checksums, documents
from scripts.publish.metadata import texts
from validation.beside import beside
from validation.checks.descriptor import describe
from validation.model.descriptor import counted, data_licence
from validation.model.documents.markdown import words
from validation.model.files import Unreadable, read_file
from validation.model.package import CannotRun, Package, read_package
from validation.run import preflight

DIST, SUMS = "dist", "SHA256SUMS"
Files = dict[str, bytes]
SLOW = ("xlsx",)  # takes longer than all others together: it is begun before the tables are judged, and needs no counts of rows and bytes


def build(root: Path, say: Callable[[str], None] = print, extra: Iterable[tuple[str, Callable[[Package], Files]]] = ()) -> Files:
    """Renders everything, then writes it in one step; returns path below `dist/` > bytes. `extra` names further renderers.

    Raises CannotRun, OSError or ValueError, with the old set in place.
    """
    with in_place_of(root / DIST) as new:
        tables = read_package(root, describe(root))
        beside_others = {name: beside(_renderer(name), tables) for name in FORMATS if name in SLOW}
        package, files = _sound(tables), Files()
        for name, render in (("metadata", _metadata), *((name, _renderer(name)) for name in FORMATS), *extra):
            made = beside_others[name]() if name in SLOW else render(package)
            say(f"{name:<13} {len(made):>3} file{'s' if len(made) != 1 else ' '} {_size(sum(map(len, made.values()))):>9}")
            files |= made
        files["README.md"] = _readme(package.descriptor)
        files[SUMS] = checksums(files)
        fill(new, root / DIST, files.items())
        _keep(root / DIST, new)
    return files


def read(root: Path) -> Package:
    """The package with every table read, and its descriptor with the rows, bytes and hash of each table.

    Raises CannotRun where the descriptor or a table is not sound.
    """
    return _sound(read_package(root, describe(root)))


def _sound(package: Package) -> Package:
    if problems := preflight(package.root, derived=True):
        raise CannotRun(f"{problems[0]}\nnothing is built; `nox -s check` lists what is wrong")
    return replace(package, descriptor=counted(package.root, package.descriptor))


def _renderer(name: str) -> Callable[[Package], Files]:
    return import_module(f"scripts.publish.formats.{name}").render


def _metadata(package: Package) -> Files:
    return {f"metadata/{path}": text.encode() for path, text in texts(package.descriptor, documents(package)).items()}


def _readme(descriptor: dict) -> bytes:
    page = Path(__file__).with_suffix(".md").read_text(encoding="utf-8")
    template = Environment(trim_blocks=True, keep_trailing_newline=True).from_string(page)
    licence = data_licence(descriptor)["name"].lower()
    return template.render(descriptor, heading=words(descriptor["title"]), licence=licence, quoted=_quoted).encode()


def _quoted(text: str) -> str:
    """The text in YAML, with nothing in it that Markdown reads as a tag or a link."""
    return json.dumps(text).replace("<", "\\u003c").replace("]", "\\u005d")


def _keep(old: Path, new: Path) -> None:
    """Links into the new folder what is in the old one and was not written by a build."""
    try:
        ours = {line.split("  ", 1)[1] for line in read_file(old / SUMS).decode().splitlines()} | {SUMS}
    except (Unreadable, UnicodeDecodeError, IndexError):
        ours = {SUMS}
    for path in sorted(old.rglob("*")):
        name = path.relative_to(old).as_posix()
        if path.is_file() and name not in ours and not (new / name).exists():
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(path, new / name)
            except OSError:
                shutil.copy2(path, new / name)


def _size(count: int) -> str:
    return f"{count / 1000:.1f} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"


def run(options: argparse.Namespace) -> None:
    gc.disable()  # one short run: collecting garbage would cost a tenth of it
    files = build(options.root, say=lambda line: print(line, flush=True))
    print(f"{len(files)} files in {options.root / DIST}, {_size(sum(map(len, files.values())))}")

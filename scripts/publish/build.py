"""`python -m scripts build [--root DIR]`: derived tables, generated documents, and the codes and sources in datapackage.json."""

import argparse
import gc
import json
import os
from pathlib import Path

from scripts import files
from validation.beside import cores
from validation.checks.descriptor import describe
from validation.model.documents.descriptor import complete, show_examples
from validation.model.outputs import documents, tables
from validation.model.package import DESCRIPTOR, CannotRun, Package, parse_table, read_package
from validation.run import judge_words, preflight

SHOWN = 20  # problems that stop a build, named


def build(root: Path) -> list[str]:
    """Writes what the curated tables give; returns the paths that changed.

    Raises CannotRun, with nothing written, where the descriptor or a curated table is not sound.
    """
    files.complete(root)
    descriptor = describe(root)
    package = read_package(root, descriptor)
    if {"vocabularies", "sources", "actors"} <= package.tables.keys():
        complete(package)
    if problems := preflight(root, descriptor):
        count = "the problem" if len(problems) == 1 else f"all {len(problems)} problems"
        raise CannotRun("\n".join([*map(str, problems[:SHOWN]), f"nothing is built; `nox -s check` lists {count}"]))
    texts: dict[str, str | None] = dict(tables(package, judge_words(package, cores()).evidence))
    show_examples(descriptor, _columns(package, texts))
    texts |= documents(package) | {DESCRIPTOR: json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"}
    return files.write_together(root, {path: text.encode() for path, text in texts.items() if text is not None})


def _columns(package: Package, texts: dict[str, str]) -> dict[str, dict[str, list[str]]]:
    """Table > column > cells, of the derived tables as they are about to be written."""
    found = {}
    for resource in package.descriptor["resources"]:
        text, names = texts.get(resource["path"]), [field["name"] for field in resource["schema"]["fields"]]
        table = parse_table(text.encode(), resource) if text else package[resource["name"]]
        found[resource["name"]] = dict(zip(names, table.columns(*names), strict=True))
    return found


def run(options: argparse.Namespace) -> None:
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # its threads wait for each other longer than they compute
    gc.disable()  # one short run: collecting garbage would cost a quarter of it
    changed = build(options.root)
    print("\n".join(f"built {path}" for path in changed) or "everything built is up to date")

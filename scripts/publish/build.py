"""`python -m scripts build [--root DIR]`: derived tables, generated documents, and the codes, sources and examples in datapackage.json."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from scripts.files import write_whole
from validation.checks.grounding.check import ground
from validation.model.descriptor import curated
from validation.model.documents.descriptor import complete, show_examples
from validation.model.outputs import documents, tables
from validation.model.package import DESCRIPTOR, CannotRun, Package, read_descriptor, read_package, read_rows


def build(root: Path) -> list[str]:
    """Writes what the curated tables give; returns the paths that changed.

    Raises CannotRun, with nothing written, where a curated table cannot be read.
    """
    descriptor = read_descriptor(root)
    package = read_package(root, descriptor)
    missing = [r["path"] for r in curated(descriptor) if r["name"] not in package.tables]
    if missing:
        raise CannotRun(f"{', '.join(missing)} cannot be read as described; run `nox -s check` for the reasons")
    complete(package)
    texts = tables(package, ground(package).cells)
    show_examples(descriptor, _columns(package, texts))
    texts |= documents(package) | {DESCRIPTOR: json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"}
    return [path for path, text in texts.items() if text and write_whole(root / path, text.encode())]


def _columns(package: Package, texts: dict[str, str]) -> dict[str, dict[str, list[str]]]:
    """Table > column > cells, of the derived tables as they are about to be written."""
    found = {}
    for resource in package.descriptor["resources"]:
        if text := texts.get(resource["path"]):
            header, *rows = read_rows(text.encode())
            found[resource["name"]] = dict(zip(header, map(list, zip(*rows, strict=True)), strict=False))
        else:
            found[resource["name"]] = package.frame(resource["name"]).to_dict("list")
    return found


def run(options: argparse.Namespace) -> int | None:
    changed = build(options.root)
    print("\n".join(f"built {path}" for path in changed) or "everything built is up to date")
    return 0

"""`python -m scripts build [--root DIR]`: derived tables, generated documents, and the counts and hashes in datapackage.json."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from scripts.files import write_whole
from validation.checks.grounding.check import ground
from validation.model.descriptor import curated
from validation.model.outputs import contents
from validation.model.package import DESCRIPTOR, CannotRun, Package, read_descriptor, read_package


def build(root: Path) -> list[str]:
    """Writes what the curated tables give; returns the paths that changed.

    Raises CannotRun, with nothing written, where a curated table cannot be read.
    """
    descriptor = read_descriptor(root)
    package = read_package(root, descriptor)
    missing = [r["path"] for r in curated(descriptor) if r["name"] not in package.tables]
    if missing:
        raise CannotRun(f"{', '.join(missing)} cannot be read as described; run `nox -s check` for the reasons")
    _write_codes(package)
    texts = contents(package, ground(package).cells)
    changed = [path for path, text in texts.items() if text and write_whole(root / path, text.encode())]
    text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    if write_whole(root / DESCRIPTOR, text.encode()):
        changed.append(DESCRIPTOR)
    return changed


def _write_codes(package: Package) -> None:
    """Gives each coded field the codes of its vocabulary."""
    for resource in package.descriptor["resources"]:
        for field in resource["schema"]["fields"]:
            if "vocabulary" in field:
                field["constraints"]["enum"] = list(package.codes.get(field["vocabulary"], {}))


def run(options: argparse.Namespace) -> int | None:
    changed = build(options.root)
    print("\n".join(f"built {path}" for path in changed) or "everything built is up to date")
    return 0

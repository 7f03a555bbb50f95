"""`python -m scripts.build [--root DIR]`: derived tables, generated documents, and the counts and hashes in datapackage.json."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path

from scripts.files import write_whole
from validation.derived.stale import expected
from validation.grounding.check import ground
from validation.package import DESCRIPTION, CannotRun, Package, read_description, read_package


def build(root: Path) -> list[str]:
    """Writes what the curated tables give; returns the paths that changed.

    Raises CannotRun, with nothing written, where a curated table cannot be read.
    """
    description = read_description(root)
    package = read_package(root, description)
    missing = [r["path"] for r in description["resources"] if r["name"] not in package.tables and not r["path"].startswith("data/derived/")]
    if missing:
        raise CannotRun(f"{', '.join(missing)} cannot be read as described; run `nox -s check` for the reasons")
    _write_codes(package)
    texts = expected(package, ground(package))
    changed = [path for path, text in texts.items() if text and write_whole(root / path, text.encode())]
    _count(root, description)
    text = json.dumps(description, ensure_ascii=False, indent=2) + "\n"
    if write_whole(root / DESCRIPTION, text.encode()):
        changed.append(DESCRIPTION)
    return changed


def _write_codes(package: Package) -> None:
    """Gives each coded field the codes of its vocabulary."""
    for resource in package.description["resources"]:
        for field in resource["schema"]["fields"]:
            if "vocabulary" in field:
                field["constraints"]["enum"] = list(package.codes.get(field["vocabulary"], {}))


def _count(root: Path, description: dict) -> None:
    """Gives each resource its rows, bytes and hash."""
    for resource in description["resources"]:
        data = (root / resource["path"]).read_bytes()
        resource["rows"] = data.count(b"\n") - 1
        resource["bytes"] = len(data)
        resource["hash"] = f"sha256:{hashlib.sha256(data).hexdigest()}"
        resource["schema"] = resource.pop("schema")  # the long part last


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.build", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path())
    options = parser.parse_args(arguments)
    try:
        changed = build(options.root)
    except (CannotRun, OSError) as error:
        print(f"build cannot run: {error}", file=sys.stderr)
        return 2
    except (ValueError, KeyError) as error:
        print(f"build cannot run: a cell is not what its column describes ({error}); `nox -s check` says which", file=sys.stderr)
        return 2
    print("\n".join(f"built {path}" for path in changed) or "everything built is up to date")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""What other catalogues read: each module has `record(description)`, all of it from `datapackage.json`, nothing typed twice."""

from __future__ import annotations

import json
from importlib import import_module

from validation.model.documents import citation

RECORDS = {
    ".zenodo.json": "zenodo",
    "croissant.json": "croissant",
    "csv-metadata.json": "csvw",
    "dataset.jsonld": "schemaorg",
    "datacite.json": "datacite",
    "ro-crate-metadata.json": "rocrate",
}


def texts(descriptor: dict) -> dict[str, str]:
    """Path below the package root > text of every metadata file, CITATION.cff included."""
    found = {"CITATION.cff": citation.text(descriptor)}
    for path, name in RECORDS.items():
        record = import_module(f"scripts.publish.metadata.{name}").record(descriptor)
        found[path] = json.dumps(record, ensure_ascii=False, indent=2) + "\n"
    return found


def digest(resource: dict) -> str:
    """The SHA-256 of a table's file, in hexadecimal."""
    return resource["hash"].removeprefix("sha256:")

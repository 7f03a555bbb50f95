"""What other catalogues read: each module has `record(description)`, all of it from `datapackage.json`, nothing typed twice."""

import json
from importlib import import_module

from validation.model.documents import citation

# File > the module that makes it.
RECORDS = {".zenodo.json": "zenodo", "croissant.json": "croissant", "csv-metadata.json": "csvw", "dataset.jsonld": "schemaorg",
           "datacite.json": "datacite"}  # fmt: skip


def texts(descriptor: dict, documents: dict[str, bytes]) -> dict[str, str]:
    """Path below the package root > text of every metadata file, CITATION.cff included. `documents` are the files beside the tables."""
    found = {"CITATION.cff": citation.text(descriptor)}
    for path, name in RECORDS.items():
        found[path] = _text(import_module(f"scripts.publish.metadata.{name}").record(descriptor))
    from scripts.publish.metadata import rocrate

    sizes = {path: len(data) for path, data in documents.items()} | {path: len(text.encode()) for path, text in found.items()}
    return found | {"ro-crate-metadata.json": _text(rocrate.record(descriptor, sizes))}  # which lists all the others


def _text(record: dict) -> str:
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def digest(resource: dict) -> str:
    """The SHA-256 of a table's file, in hexadecimal."""
    return resource["hash"].removeprefix("sha256:")

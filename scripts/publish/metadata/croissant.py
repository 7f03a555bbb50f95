"""Croissant 1.1: a file object and a record set a table, and how the data were made.

Written as plain dictionaries: the library of the standard takes longer to import than all the other records take to write, and spells one
of its own properties of responsible AI wrongly (rai:dataDataManipulationProtocol). It validates what is written here.
"""

import json
import tomllib
from importlib.resources import files

from scripts.publish.metadata import digest, schemaorg
from validation.model.dictionary import columns
from validation.model.documents.citation import sentence

VERSION = "http://mlcommons.org/croissant/1.1"
RESPONSIBLE = "http://mlcommons.org/croissant/RAI/1.0"
SHARED = ("description", "url", "version", "datePublished", "license", "creator", "keywords")  # with the record of schema.org
TYPES = {"integer": "sc:Integer", "number": "sc:Float", "boolean": "sc:Boolean", "date": "sc:Date"}


def record(descriptor: dict) -> dict:
    """The dataset, its files and their columns."""
    told = schemaorg.dataset(descriptor)
    named = {
        "@context": json.loads(_beside("croissant_context.json")),
        "@type": "sc:Dataset",
        "conformsTo": [VERSION, RESPONSIBLE],
        **{key: told[key] for key in SHARED if key in told},
        "name": descriptor["name"],
        "alternateName": descriptor["title"],
        "citeAs": sentence(descriptor),
    }
    # How the data were made and what they are not for.
    named |= {f"rai:{term}": said for term, said in tomllib.loads(_beside("responsible_ai.toml")).items()}
    return named | {
        "distribution": [_file(resource) for resource in descriptor["resources"]],
        "recordSet": [_table(resource) for resource in descriptor["resources"]],
    }


def _beside(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _file(resource: dict) -> dict:
    return {"@type": "cr:FileObject", "@id": resource["path"], "name": resource["path"], "description": resource["description"],
            "contentUrl": resource["path"], "encodingFormat": resource["mediatype"], "contentSize": f"{resource['bytes']} B",
            "sha256": digest(resource)}  # fmt: skip


def _table(resource: dict) -> dict:
    name, fields = resource["name"], []
    for column in columns(resource):
        # as prose, since the reference reader fails on a second record set whose columns are declared as references
        target = f" Points at {column.points_at}." if column.target else ""
        source = {"fileObject": {"@id": resource["path"]}, "extract": {"column": column.name}}
        entry = {"@type": "cr:Field", "@id": f"{name}/{column.name}", "name": column.name, "source": source}
        fields.append(entry | {"description": column.description + target, "dataType": TYPES.get(column.type, "sc:Text")})
    key = [{"@id": f"{name}/{column}"} for column in resource["schema"]["primaryKey"]]
    return {"@type": "cr:RecordSet", "@id": name, "name": name, "description": resource["description"], "key": key, "field": fields}

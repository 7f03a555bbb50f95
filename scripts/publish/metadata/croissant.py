"""Croissant 1.1: a file object and a record set a table, and how the data were made.

Written as plain dictionaries: the library of the standard takes longer to import than all the other records take to write, and spells one
of its own properties of responsible AI wrongly (rai:dataDataManipulationProtocol). It validates what is written here.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files

from scripts.publish.formats import targets
from scripts.publish.metadata import digest
from scripts.publish.metadata.schemaorg import agent
from validation.model.descriptor import creators, data_licence, released
from validation.model.documents.citation import sentence

VERSION = "http://mlcommons.org/croissant/1.1"
RESPONSIBLE = "http://mlcommons.org/croissant/RAI/1.0"
JSON, VOCABULARY = "@json", "@vocab"
CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": JSON},
    "dataType": {"@id": "cr:dataType", "@type": VOCABULARY},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": JSON},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
TYPES = {"integer": "sc:Integer", "number": "sc:Float", "boolean": "sc:Boolean", "date": "sc:Date"}


def record(descriptor: dict) -> dict:
    """The dataset, its files and their columns."""
    named = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": [VERSION, RESPONSIBLE],
        "name": descriptor["name"],
        "alternateName": descriptor["title"],
        "description": descriptor["description"],
        "version": descriptor["version"],
        "datePublished": released(descriptor),
        "license": data_licence(descriptor)["path"],
        "creator": [agent(person) for person in creators(descriptor)],
        "keywords": descriptor.get("keywords", []),
        "citeAs": sentence(descriptor),
    }
    named |= _made() | ({"url": descriptor["homepage"]} if descriptor.get("homepage") else {})
    keys = {r["name"]: r["schema"]["primaryKey"] for r in descriptor["resources"]}
    return named | {
        "distribution": [_file(resource) for resource in descriptor["resources"]],
        "recordSet": [_table(resource, keys) for resource in descriptor["resources"]],
    }


def _made() -> dict:
    """How the data were made and what they are not for."""
    text = files(__package__).joinpath("responsible_ai.toml").read_text(encoding="utf-8")
    return {f"rai:{term}": said for term, said in tomllib.loads(text).items()}


def _file(resource: dict) -> dict:
    return {"@type": "cr:FileObject", "@id": resource["path"], "name": resource["path"], "description": resource["description"],
            "contentUrl": resource["path"], "encodingFormat": resource["mediatype"], "contentSize": f"{resource['bytes']} B",
            "sha256": digest(resource)}  # fmt: skip


def _table(resource: dict, keys: dict[str, list[str]]) -> dict:
    name, points = resource["name"], targets(resource)
    fields = []
    for field in resource["schema"]["fields"]:
        # as prose, since the reference reader fails on a second record set whose columns are declared as references
        target = f" Points at {'.'.join(points[field['name']])}." if field["name"] in points else ""
        source = {"fileObject": {"@id": resource["path"]}, "extract": {"column": field["name"]}}
        entry = {"@type": "cr:Field", "@id": f"{name}/{field['name']}", "name": field["name"], "source": source}
        fields.append(entry | {"description": field["description"] + target, "dataType": TYPES.get(field["type"], "sc:Text")})
    key = [{"@id": f"{name}/{column}"} for column in keys[name]]
    return {"@type": "cr:RecordSet", "@id": name, "name": name, "description": resource["description"], "key": key, "field": fields}

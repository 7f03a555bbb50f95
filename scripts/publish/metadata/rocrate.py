"""RO-Crate 1.3: the package as a crate whose root is the folder of `datapackage.json`."""

from __future__ import annotations

from scripts.publish.metadata import digest
from validation.model.descriptor import creators, data_licence, is_person, released

PROFILE = "https://w3id.org/ro/crate/1.3"
DOCUMENTS = {
    "datapackage.json": ("Descriptor", "Every table and column with its type, keys and codes, as Data Package 2.0.", "application/json"),
    "CODEBOOK.md": ("Codebook", "What every column and every code means.", "text/markdown"),
    "CITATION.cff": ("Citation", "How to cite the dataset.", "application/yaml"),
}


def record(descriptor: dict) -> dict:
    """The crate: a flat graph of its descriptor, the root dataset, the files, who made it and the licence."""
    licence = data_licence(descriptor)
    people = {f"#creator-{number}": person for number, person in enumerate(creators(descriptor), 1)}
    files = [_table(resource) for resource in descriptor["resources"]]
    files += [
        {"@id": path, "@type": "File", "name": name, "description": text, "encodingFormat": kind}
        for path, (name, text, kind) in DOCUMENTS.items()
    ]
    crate = {"@id": "ro-crate-metadata.json", "@type": "CreativeWork", "about": {"@id": "./"}, "conformsTo": {"@id": PROFILE}}
    graph = [crate, _root(descriptor, licence, list(people), files), *files, *(_agent(key, person) for key, person in people.items())]
    graph.append({"@id": licence["path"], "@type": "CreativeWork", "name": licence["title"], "identifier": licence["name"],
                  "description": f"Covers {licence.get('scope', 'the data')}."})  # fmt: skip
    if place := descriptor.get("spatial", {}).get("description"):
        graph.append({"@id": "#place", "@type": "Place", "name": place})
    return {"@context": f"{PROFILE}/context", "@graph": graph}


def _root(descriptor: dict, licence: dict, people: list[str], files: list[dict]) -> dict:
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": descriptor["title"],
        "identifier": descriptor["name"],
        "description": descriptor["description"],
        "version": descriptor["version"],
        "datePublished": released(descriptor),
        "license": {"@id": licence["path"]},
        "author": _one([{"@id": person} for person in people]),
        "keywords": descriptor.get("keywords", []),
        "hasPart": [{"@id": f["@id"]} for f in files],
    }
    if period := descriptor.get("temporal"):
        root["temporalCoverage"] = f"{period['start']}/{period['end']}"
    if descriptor.get("spatial", {}).get("description"):
        root["spatialCoverage"] = {"@id": "#place"}
    return root


def _table(resource: dict) -> dict:
    return {
        "@id": resource["path"],
        "@type": "File",
        "name": resource["title"],
        "description": resource["description"],
        "encodingFormat": resource["mediatype"],
        "contentSize": str(resource["bytes"]),
        "sha256": digest(resource),
    }


def _agent(key: str, person: dict) -> dict:
    if is_person(person):
        return {
            "@id": key,
            "@type": "Person",
            "name": person["title"],
            "givenName": person["givenName"],
            "familyName": person["familyName"],
        }
    return {"@id": key, "@type": "Organization", "name": person["title"]}


def _one(values: list) -> object:
    """A single value stands alone, as the profile recommends."""
    return values[0] if len(values) == 1 else values

"""A schema.org Dataset, as search engines for datasets read it from a page."""

from scripts.publish.metadata import digest
from validation.model.descriptor import creators, data_licence, is_person, released


def record(descriptor: dict) -> dict:
    """The dataset as a document of its own."""
    return {"@context": "https://schema.org/", **dataset(descriptor)}


def dataset(descriptor: dict) -> dict:
    """The dataset as a node."""
    period, place = descriptor.get("temporal", {}), descriptor.get("spatial", {})
    node = {
        "@id": "#dataset",
        "@type": "Dataset",
        "name": descriptor["title"],
        "identifier": descriptor["name"],
        "description": descriptor["description"],
        "url": descriptor.get("homepage"),
        "version": descriptor["version"],
        "datePublished": released(descriptor),
        "license": data_licence(descriptor)["path"],
        "creator": [_agent(person) for person in creators(descriptor)],
        "keywords": descriptor.get("keywords", []),
        "isAccessibleForFree": True,
        "temporalCoverage": f"{period['start']}/{period['end']}" if period else None,
        "spatialCoverage": {"@type": "Place", "name": place["description"]} if place.get("description") else None,
        "isBasedOn": [source["path"] for source in descriptor.get("sources", []) if source.get("path")],
        "variableMeasured": sorted({field["name"] for resource in descriptor["resources"] for field in resource["schema"]["fields"]}),
        "distribution": [_file(resource) for resource in descriptor["resources"]],
    }
    return {key: value for key, value in node.items() if value not in (None, [])}


def _agent(person: dict) -> dict:
    if is_person(person):
        return {"@type": "Person", "name": person["title"], "givenName": person["givenName"], "familyName": person["familyName"]}
    return {"@type": "Organization", "name": person["title"]}


def _file(resource: dict) -> dict:
    return {"@type": "DataDownload", "name": resource["title"], "contentUrl": resource["path"], "encodingFormat": resource["mediatype"],
            "contentSize": f"{resource['bytes']} B", "sha256": digest(resource)}  # fmt: skip

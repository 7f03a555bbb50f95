"""`.zenodo.json`, which Zenodo reads in place of CITATION.cff."""

from html import escape

from scripts.publish.metadata import schemaorg
from validation.model.descriptor import creators, data_licence, inverted, released


def record(descriptor: dict) -> dict:
    """The fields of a deposit."""
    return {
        "upload_type": "dataset",
        "title": descriptor["title"],
        "version": descriptor["version"],
        "publication_date": released(descriptor),
        "description": f"<p>{escape(descriptor['description'])}</p>",
        "creators": [_creator(person) for person in creators(descriptor)],
        "access_right": "open",
        "license": data_licence(descriptor)["name"].lower(),
        "language": "eng",
        "keywords": descriptor.get("keywords", []),
        "notes": " ".join(f"{licence['name']} covers {licence['scope']}." for licence in descriptor["licenses"] if licence.get("scope")),
        "related_identifiers": [
            {"identifier": path, "relation": "isDerivedFrom", "scheme": "url"}
            for path in schemaorg.dataset(descriptor).get("isBasedOn", [])
        ],
    }


def _creator(person: dict) -> dict:
    return {"name": inverted(person), **({"affiliation": person["organization"]} if person.get("organization") else {})}

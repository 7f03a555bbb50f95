"""`.zenodo.json`, which Zenodo reads in place of CITATION.cff."""

from __future__ import annotations

from html import escape

from validation.derived.citation import creators, data_licence, is_person, released


def record(description: dict) -> dict:
    """The fields of a deposit."""
    return {
        "upload_type": "dataset",
        "title": description["title"],
        "version": description["version"],
        "publication_date": released(description),
        "description": f"<p>{escape(description['description'])}</p>",
        "creators": [_creator(person) for person in creators(description)],
        "access_right": "open",
        "license": data_licence(description)["name"].lower(),
        "language": "eng",
        "keywords": description.get("keywords", []),
        "notes": " ".join(f"{licence['name']} covers {licence['scope']}." for licence in description["licenses"] if licence.get("scope")),
        "related_identifiers": [
            {"identifier": source["path"], "relation": "isDerivedFrom", "scheme": "url"}
            for source in description.get("sources", [])
            if source.get("path")
        ],
    }


def _creator(person: dict) -> dict:
    name = f"{person['familyName']}, {person['givenName']}" if is_person(person) else person["title"]
    return {"name": name, **({"affiliation": person["organization"]} if person.get("organization") else {})}

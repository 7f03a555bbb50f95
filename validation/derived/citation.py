"""CITATION.cff from the description, and what every other metadata file says of authors, date and licence."""

from __future__ import annotations

import json

from validation.package import Package

MESSAGE = "Cite the outlet whose words you use, then this dataset with its version."


def citation(package: Package) -> str:
    """CITATION.cff, whole."""
    return text(package.description)


def text(description: dict) -> str:
    """CITATION.cff in Citation File Format 1.2.0; every scalar is written as JSON, which is YAML."""
    lines = [
        "cff-version: 1.2.0",
        "type: dataset",
        f"title: {_scalar(description['title'])}",
        f"abstract: {_scalar(description['description'])}",
        f"message: {_scalar(MESSAGE)}",
        "authors:",
    ]
    for creator in creators(description):
        first, *rest = _author(creator).items()
        lines.append(f"  - {first[0]}: {_scalar(first[1])}")
        lines += [f"    {key}: {_scalar(value)}" for key, value in rest]
    lines += [
        f"version: {_scalar(description['version'])}",
        f"date-released: {_scalar(released(description))}",
        f"license: {data_licence(description)['name']}",
    ]
    if home := description.get("homepage"):
        lines.append(f"url: {_scalar(home)}")
    lines += ["keywords:", *(f"  - {_scalar(word)}" for word in description.get("keywords", []))]
    return "\n".join(lines) + "\n"


def creators(description: dict) -> list[dict]:
    """The contributors with the role of creator, or all where none has it."""
    people = description["contributors"]
    return [person for person in people if "creator" in person.get("roles", [])] or people


def is_person(contributor: dict) -> bool:
    """Whether a contributor is named as a person, by given and family name; else it is a group or a body."""
    return bool(contributor.get("givenName") and contributor.get("familyName"))


def released(description: dict) -> str:
    """The day of this version, YYYY-MM-DD."""
    return description["created"][:10]


def data_licence(description: dict) -> dict:
    """The licence of the data: the one whose scope says so, or the first."""
    licences = description["licenses"]
    return next((licence for licence in licences if licence.get("scope", "").startswith("data")), licences[0])


def _author(creator: dict) -> dict:
    if is_person(creator):
        author = {"family-names": creator["familyName"], "given-names": creator["givenName"]}
        return author | ({"affiliation": creator["organization"]} if creator.get("organization") else {})
    return {"name": creator["title"]}


def _scalar(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)

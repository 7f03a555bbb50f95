"""CITATION.cff from the descriptor, and what every other metadata file says of authors, date and licence."""

import json

from validation.model.descriptor import creators, data_licence, is_person, released

MESSAGE = "Cite the outlet whose words you use, then this dataset with its version."


def sentence(descriptor: dict) -> str:
    """How to cite this version in one line, as the README and the catalogues say it."""
    names = "; ".join(person["title"] for person in creators(descriptor))
    return f"{names} ({released(descriptor)[:4]}). {descriptor['title']}. Version {descriptor['version']}."


def text(descriptor: dict) -> str:
    """CITATION.cff in Citation File Format 1.2.0; every scalar is written as JSON, which is YAML."""
    lines = [
        "cff-version: 1.2.0",
        "type: dataset",
        f"title: {_scalar(descriptor['title'])}",
        f"abstract: {_scalar(descriptor['description'])}",
        f"message: {_scalar(MESSAGE)}",
        "authors:",
    ]
    for creator in creators(descriptor):
        first, *rest = _author(creator).items()
        lines.append(f"  - {first[0]}: {_scalar(first[1])}")
        lines += [f"    {key}: {_scalar(value)}" for key, value in rest]
    lines += [
        f"version: {_scalar(descriptor['version'])}",
        f"date-released: {_scalar(released(descriptor))}",
        f"license: {data_licence(descriptor)['name']}",
    ]
    if home := descriptor.get("homepage"):
        lines.append(f"url: {_scalar(home)}")
    lines += ["keywords:", *(f"  - {_scalar(word)}" for word in descriptor.get("keywords", []))]
    return "\n".join(lines) + "\n"


def _author(creator: dict) -> dict:
    if is_person(creator):
        author = {"family-names": creator["familyName"], "given-names": creator["givenName"]}
        return author | ({"affiliation": creator["organization"]} if creator.get("organization") else {})
    return {"name": creator["title"]}


def _scalar(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)

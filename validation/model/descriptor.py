"""What the descriptor says of the package as a whole: which tables are curated, authors, date, licence."""

import hashlib
from pathlib import Path

DERIVED = "data/derived/"  # the folder of the tables that the build writes


def is_derived(path: str) -> bool:
    """Whether the table at this path is built from the others; every other table is curated."""
    return path.startswith(DERIVED)


def curated(descriptor: dict) -> list[dict]:
    """The resources of the curated tables."""
    return [resource for resource in descriptor["resources"] if not is_derived(resource["path"])]


def creators(descriptor: dict) -> list[dict]:
    """The contributors with the role of creator, or all where none has it."""
    people = descriptor["contributors"]
    return [person for person in people if "creator" in person.get("roles", [])] or people


def is_person(contributor: dict) -> bool:
    """Whether a contributor is named as a person, by given and family name; else it is a group or a body."""
    return bool(contributor.get("givenName") and contributor.get("familyName"))


def inverted(contributor: dict) -> str:
    """The name as lists are sorted by: the family name of a person first."""
    return f"{contributor['familyName']}, {contributor['givenName']}" if is_person(contributor) else contributor["title"]


def released(descriptor: dict) -> str:
    """The day of this version, YYYY-MM-DD."""
    return descriptor["created"][:10]


def data_licence(descriptor: dict) -> dict:
    """The licence of the data: the one whose scope says so, or the first."""
    licences = descriptor["licenses"]
    return next((licence for licence in licences if licence.get("scope", "").startswith("data")), licences[0])


def namespace(descriptor: dict) -> str:
    """The address below which every row has a name in linked data; until there is one, a placeholder. It stands in the descriptor alone."""
    return descriptor["namespace"]


def pattern(field: dict) -> str:
    """The regular expression that every value of a column matches whole, or "".

    That of a column that may be blank stands beside its constraints, not among them: `frictionless index` into SQLite looks for a pattern
    in a null and then leaves the whole table out, see regexp() in
    github.com/frictionlessdata/frictionless-py/blob/v5.21.0/frictionless/formats/sql/adapter.py.
    """
    return field.get("pattern") or field.get("constraints", {}).get("pattern", "")


def counted(root: Path, descriptor: dict) -> dict:
    """The descriptor as a release carries it: each resource with the rows, bytes and SHA-256 of its table below `root`."""
    resources = []
    for resource in descriptor["resources"]:
        data = (root / resource["path"]).read_bytes()
        counts = {"rows": data.count(b"\n") - 1, "bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
        resources.append({key: cell for key, cell in resource.items() if key != "schema"} | counts | {"schema": resource["schema"]})
    return descriptor | {"resources": resources}

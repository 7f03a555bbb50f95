"""What users and outside checks rely on in the descriptor, a line a table and a line a column, as validation/contract.txt has it.

People write the file; no command does. A check that is taken out of datapackage.json is seen by it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from validation.model.descriptor import pattern
from validation.model.grounds import ground_of

FILE = Path(__file__).parent.parent / "contract.txt"
FORMAT = ("format", "mediatype", "encoding")


@cache
def contract() -> dict[str, str]:
    """Table or table.column > what is promised of it."""
    lines = (line.partition("  ") for line in FILE.read_text(encoding="utf-8").splitlines())
    return {name: promised.strip() for name, _, promised in lines if name}


def promises(descriptor: dict) -> dict[str, str]:
    """Table or table.column > what the descriptor says of it, in the words of the contract."""
    found = {}
    for resource in descriptor["resources"]:
        empty = "may be empty" if resource.get("mayBeEmpty") else ""
        found[resource["name"]] = _join([resource["path"], *(str(resource.get(key, "")) for key in FORMAT), empty])
        for field in resource["schema"]["fields"]:
            found[f"{resource['name']}.{field['name']}"] = _join(_of_field(resource, field))
    return found


def _join(parts) -> str:
    return "  ".join(filter(None, parts))


def _of_field(resource: dict, field: dict) -> Iterator[str]:
    schema, constraints, ground = resource["schema"], field["constraints"], ground_of(field)
    yield field["type"]
    yield "key" if field["name"] in schema["primaryKey"] else ""
    yield "required" if constraints.get("required") else ""
    yield "unique" if constraints.get("unique") else ""
    yield f"vocabulary={field['vocabulary']}" if "vocabulary" in field else ""
    yield ":".join(filter(None, [ground.by, ground.column])) if ground else ""
    for key in schema.get("foreignKeys", []):
        if key["fields"] == [field["name"]]:
            yield f"> {key['reference']['resource'] or resource['name']}.{key['reference']['fields'][0]}"
    yield from (f"{name}={constraints[name]}" for name in ("minimum", "maximum") if name in constraints)
    yield f"pattern={form}" if (form := pattern(field)) else ""

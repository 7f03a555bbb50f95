"""What users and outside checks rely on: the columns of the design, how each cell is grounded, and what points at what.

A check that is switched off in datapackage.json fails here. Where the contract is meant to change, change tests/contract.txt by hand.
"""

from __future__ import annotations

from tests.conftest import ROOT
from validation.model.grounds import ground_of
from validation.model.package import read_descriptor


def contract() -> list[str]:
    """A line a column: table.column, then what it promises, such as `required`, `vocabulary=harm` and `cues:harm_wording`."""
    return [
        "  ".join(filter(None, [f"{resource['name']}.{field['name']}", *_promises(resource, field)]))
        for resource in read_descriptor(ROOT)["resources"]
        for field in resource["schema"]["fields"]
    ]


def _promises(resource: dict, field: dict):
    schema, ground = resource["schema"], ground_of(field)
    yield "key" if field["name"] in schema["primaryKey"] else ""
    yield "required" if field["constraints"]["required"] else ""
    yield f"vocabulary={field['vocabulary']}" if "vocabulary" in field else ""
    yield ":".join(filter(None, [ground.by, ground.column])) if ground else ""
    for key in schema.get("foreignKeys", []):
        if key["fields"] == [field["name"]]:
            yield f"> {key['reference']['resource'] or resource['name']}.{key['reference']['fields'][0]}"


def test_the_descriptor_keeps_the_contract():
    assert "\n".join(contract()) + "\n" == (ROOT / "tests/contract.txt").read_text(encoding="utf-8")

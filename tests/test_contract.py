"""What users and outside checks rely on: the columns of the design, how each cell is grounded, and what points at what.

A check that is switched off in datapackage.json fails here.
"""

from __future__ import annotations

import json

from tests.conftest import ROOT
from validation.model.package import read_descriptor

CONTRACT = ROOT / "tests/contract.json"


def contract() -> dict:
    """Table > its key, its columns with how they are grounded and whether they are required, and its foreign keys."""
    found = {}
    for resource in read_descriptor(ROOT)["resources"]:
        schema = resource["schema"]
        found[resource["name"]] = {
            "key": schema["primaryKey"],
            "columns": {
                f["name"]: [f["constraints"]["required"], f.get("vocabulary", ""), f.get("grounding", "")] for f in schema["fields"]
            },
            "points_at": sorted(
                f"{k['fields'][0]} > {k['reference']['resource']}.{k['reference']['fields'][0]}" for k in schema.get("foreignKeys", [])
            ),
        }
    return found


def test_the_description_keeps_the_contract(request):
    if request.config.getoption("--rewrite"):
        CONTRACT.write_text(json.dumps(contract(), indent=1) + "\n", encoding="utf-8")
    assert contract() == json.loads(CONTRACT.read_text(encoding="utf-8"))

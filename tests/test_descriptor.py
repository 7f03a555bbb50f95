"""The descriptor by the public schema that it names, and by the tools that read it."""

from __future__ import annotations

import json
import re
import sqlite3
from datetime import date

import frictionless
import jsonschema_rs
import pytest

from scripts.publish.build import build
from tests.conftest import ROOT
from validation.model.descriptor import counted, pattern
from validation.model.package import read_descriptor, read_package

DESCRIPTOR = read_descriptor(ROOT)
FIELDS = [(resource["name"], field) for resource in DESCRIPTOR["resources"] for field in resource["schema"]["fields"]]
SCHEMA = json.loads((ROOT / "tests/schemas/data-package-2-0.json").read_text(encoding="utf-8"))
READS = {"integer": int, "number": float, "date": date.fromisoformat}
NAMES = {"gw_code", "ucdp_actor_id", "geonames_id"}  # whole numbers that name something and count nothing


def faults(descriptor: dict) -> list[str]:
    return [f"{error.instance_path}: {error.message}" for error in jsonschema_rs.Draft7Validator(SCHEMA).iter_errors(descriptor)]


@pytest.mark.parametrize("descriptor", [DESCRIPTOR, counted(ROOT, DESCRIPTOR)], ids=["committed", "released"])
def test_the_public_schema(descriptor):
    assert DESCRIPTOR["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert faults(descriptor) == []


def test_the_public_schema_sees_a_fault():
    broken = json.loads(json.dumps(DESCRIPTOR))
    broken["resources"][0]["schema"]["fields"][0]["example"] = 27
    assert faults(broken)


def test_an_example_is_a_value_that_its_own_column_allows_and_holds(dataset):
    package = read_package(dataset)
    wrong = []
    for table, field in ((r["name"], field) for r in package.descriptor["resources"] for field in r["schema"]["fields"]):
        example, rules = field["example"], field["constraints"]
        READS.get(field["type"], str)(example)
        allowed = example in rules.get("enum", [example]) and re.fullmatch(pattern(field) or "(?s).*", example)
        cells = set(package.frame(table)[field["name"]]) - {""}
        if not allowed or (cells and example not in cells):
            wrong.append(f"{table}.{field['name']}: {example!r}")
    assert wrong == []


def test_whatever_counts_says_in_what():
    silent = [
        f"{table}.{f['name']}" for table, f in FIELDS if f["type"] in ("integer", "number") and f["name"] not in NAMES and "unit" not in f
    ]
    assert silent == []


def test_codes_have_labels_beside_them():
    for table, field in FIELDS:
        if "vocabulary" in field:
            assert [entry["value"] for entry in field["categories"]] == field["constraints"]["enum"], table
            assert all(entry["label"] for entry in field["categories"]), (table, field["name"])


def test_every_source_is_named(dataset):
    package = read_package(dataset)
    assert [source["path"] for source in package.descriptor["sources"]] == [row["url"] for row in package["sources"].records]
    assert all(len(source["title"]) > 3 for source in package.descriptor["sources"])


def test_the_committed_descriptor_is_what_the_build_writes(package):
    """Changed by hand, the built parts come back."""
    text = (package / "datapackage.json").read_text(encoding="utf-8")
    changed = json.loads(text)
    changed["sources"] = []
    changed["resources"][0]["schema"]["fields"][0]["example"] = "S999"
    (package / "datapackage.json").write_text(json.dumps(changed), encoding="utf-8")
    assert "datapackage.json" in build(package)
    assert (package / "datapackage.json").read_text(encoding="utf-8") == text


def test_frictionless_loads_every_table_into_sqlite(dataset, tmp_path):
    base = tmp_path / "index.sqlite"
    frictionless.Package(str(dataset / "datapackage.json")).publish(f"sqlite:///{base}")
    with sqlite3.connect(base) as connection:
        counts = {r["name"]: connection.execute(f'SELECT count(*) FROM "{r["name"]}"').fetchone()[0] for r in DESCRIPTOR["resources"]}
    assert counts == {name: len(table.frame) for name, table in read_package(dataset).tables.items()}

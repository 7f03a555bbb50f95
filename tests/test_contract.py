"""What users and outside checks rely on: the columns of the design, how each cell is grounded, and what points at what.

Where the contract is meant to change, change validation/contract.txt by hand; a rule of the checks names each line that differs.
"""

from __future__ import annotations

from scripts.curate.draft import OWNED
from scripts.publish.site.pages.positions import FACING
from scripts.publish.site.pictures.strips import HARMS, POPULATIONS
from tests.conftest import ROOT
from validation.checks.sense.actors import HOMES, SIDES
from validation.checks.sense.statements import ASKING
from validation.model.clusters import LINE
from validation.model.contract import FILE, codes, contract, of_code, promises
from validation.model.package import read_descriptor, read_package
from validation.model.tables.claims_wide import NOT_TOTALS
from validation.model.tables.conflicts import GROWS, SEVERAL_KINDS
from validation.model.tables.tolls import MIXED, WITHIN

# Lists > the codes of them that modules name.
NAMED = {
    "harm measure": (*GROWS, *SEVERAL_KINDS, *NOT_TOTALS, *HARMS),
    "population": (*WITHIN, *POPULATIONS),
    "event_type": (MIXED,),
    "relation": LINE,
    "side": (*SIDES.values(), *HOMES, *FACING),
    "actor_type": (*SIDES, *OWNED),
    "act": ASKING,
}


def test_the_descriptor_keeps_the_contract():
    assert promises(read_descriptor(ROOT)) == contract()


def test_the_vocabularies_keep_the_contract():
    assert {row["_id"]: of_code(row) for row in read_package(ROOT)["vocabularies"].records} == codes()


def test_the_contract_has_a_line_a_table_a_column_and_a_code_in_their_order():
    descriptor = read_descriptor(ROOT)
    asked = [name for r in descriptor["resources"] for name in (r["name"], *(f"{r['name']}.{f['name']}" for f in r["schema"]["fields"]))]
    asked += read_package(ROOT)["vocabularies"].by_id
    assert [line.split("  ")[0] for line in FILE.read_text(encoding="utf-8").splitlines()] == asked


def test_the_codes_that_modules_name_are_codes():
    lists = read_package(ROOT).codes
    unknown = {name: {*named}.difference(*(lists[each] for each in name.split())) for name, named in NAMED.items()}
    assert unknown == dict.fromkeys(NAMED, set())

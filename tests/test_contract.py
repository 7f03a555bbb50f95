"""What users and outside checks rely on: the columns of the design, how each cell is grounded, and what points at what.

Where the contract is meant to change, change validation/contract.txt by hand; a rule of the checks names each line that differs.
"""

from __future__ import annotations

from tests.conftest import ROOT
from validation.model.contract import FILE, codes, contract, of_code, promises
from validation.model.package import read_descriptor, read_package


def test_the_descriptor_keeps_the_contract():
    assert promises(read_descriptor(ROOT)) == contract()


def test_the_vocabularies_keep_the_contract():
    assert {row["_id"]: of_code(row) for row in read_package(ROOT)["vocabularies"].records} == codes()


def test_the_contract_has_a_line_a_table_a_column_and_a_code_in_their_order():
    descriptor = read_descriptor(ROOT)
    asked = [name for r in descriptor["resources"] for name in (r["name"], *(f"{r['name']}.{f['name']}" for f in r["schema"]["fields"]))]
    asked += read_package(ROOT)["vocabularies"].by_id
    assert [line.split("  ")[0] for line in FILE.read_text(encoding="utf-8").splitlines()] == asked

"""What users and outside checks rely on: the columns of the design, how each cell is grounded, and what points at what.

Where the contract is meant to change, change validation/contract.txt by hand; a rule of the checks names each line that differs.
"""

from __future__ import annotations

from tests.conftest import ROOT
from validation.model.contract import FILE, contract, promises
from validation.model.package import read_descriptor


def test_the_descriptor_keeps_the_contract():
    assert promises(read_descriptor(ROOT)) == contract()


def test_the_contract_has_a_line_a_table_and_a_column_in_their_order():
    descriptor = read_descriptor(ROOT)
    asked = [name for r in descriptor["resources"] for name in (r["name"], *(f"{r['name']}.{f['name']}" for f in r["schema"]["fields"]))]
    assert [line.split("  ")[0] for line in FILE.read_text(encoding="utf-8").splitlines()] == asked

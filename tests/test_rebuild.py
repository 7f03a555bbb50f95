"""What is built or formatted already stays as it is."""

from __future__ import annotations

import shutil

import pytest

from scripts.curate.format import format_tables
from scripts.publish.build import build
from tests.conftest import ROOT


def test_a_second_build_changes_nothing(package):
    assert build(package) == []


def test_formatting_is_idempotent(package):
    path = package / "data/names.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\r\n".join([header, *reversed(rows)]) + "\r\n", encoding="utf-8", newline="")
    assert format_tables(package) == ["data/names.csv"]
    assert format_tables(package) == []
    assert path.read_text(encoding="utf-8").splitlines() == [header, *rows]


@pytest.mark.whole
def test_the_committed_tables_are_in_canonical_form(tmp_path):
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copy(ROOT / "datapackage.json", tmp_path)
    assert format_tables(tmp_path) == []

"""Everything built is the same wherever, whenever and under whatever settings it is built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.curate.format import format_tables
from scripts.publish.build import build
from tests.conftest import ROOT


def built(root: Path, **settings: str) -> dict[str, bytes]:
    """The files of a package after a build in a process with these settings."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), **settings}
    subprocess.run([sys.executable, "-m", "scripts", "build", "--root", str(root)], cwd=root, env=env, check=True, capture_output=True)
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def test_two_rebuilds_are_identical_to_the_byte(small, tmp_path):
    one, two = tmp_path / "one", tmp_path / "a longer name" / "zwei"
    for root in (one, two):
        shutil.copytree(small, root)
        shutil.rmtree(root / "data/derived")
    first = built(one, PYTHONHASHSEED="1", TZ="Asia/Yerevan", LC_ALL="C.UTF-8", LANG="C.UTF-8")
    second = built(two, PYTHONHASHSEED="77", TZ="America/Los_Angeles", LC_ALL="C", LANG="tr_TR.UTF-8", PYTHONUTF8="0")
    differing = [path for path in first.keys() | second.keys() if first.get(path) != second.get(path)]
    assert differing == []


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

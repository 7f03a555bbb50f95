"""A small package to break: the shipped source as it was first coded, in tests/small/, so that new rows of data/ change no test."""

from __future__ import annotations

import csv
import json
import shutil
import socket
from pathlib import Path

import pytest

from scripts.publish.build import build
from validation.model.canonical import canonical
from validation.model.descriptor import curated
from validation.model.package import read_descriptor, read_rows

ROOT = Path(__file__).resolve().parent.parent
SMALL = ROOT / "tests/small"


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """Nothing that the tests run may open a connection."""

    def refuse(*arguments, **options):
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture(scope="session")
def small(tmp_path_factory) -> Path:
    """The small package, made once; tests that change something copy it."""
    root = tmp_path_factory.mktemp("small") / "package"
    make_small(root)
    return root


@pytest.fixture
def package(small, tmp_path) -> Path:
    """A copy of the small package to break."""
    return Path(shutil.copytree(small, tmp_path / "package"))


def make_small(root: Path) -> None:
    """Writes the small package, with the columns and vocabularies of the real one, and builds the rest."""
    descriptor = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
    root.mkdir(parents=True)
    (root / "datapackage.json").write_text(json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    shutil.copytree(ROOT / "seeds", root / "seeds")
    shutil.copy(ROOT / "README.md", root)
    for resource in curated(descriptor):
        kept = SMALL / Path(resource["path"]).name if resource["name"] != "vocabularies" else ROOT / resource["path"]
        columns = dict.fromkeys((f["name"] for f in resource["schema"]["fields"]), "")
        rows = [columns | row for row in read_csv(kept)] if kept.is_file() else []
        write_csv(root / resource["path"], rows, columns)
    build(root)


def read_csv(path: Path) -> list[dict]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file)) or [dict.fromkeys(read_rows(path.read_bytes())[0], "")]


def write_csv(path: Path, rows: list[dict], like: dict) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = canonical([list(like), *([row[c] for c in like] for row in rows)], _key(path.stem))
    path.write_text(text, encoding="utf-8", newline="")


def _key(table: str) -> list[str]:
    return next(r["schema"]["primaryKey"] for r in read_descriptor(ROOT)["resources"] if r["name"] == table)


def pytest_addoption(parser):
    parser.addoption(
        "--rewrite", action="store_true", help="write what the broken packages print into tests/broken/, to be read and committed"
    )

"""A small package to break: the rows of the shipped source and what they point at, with everything built."""

from __future__ import annotations

import csv
import json
import shutil
import socket
from pathlib import Path

import pytest

from scripts.publish.build import build
from validation.model.canonical import canonical
from validation.model.package import read_descriptor, read_rows

ROOT = Path(__file__).resolve().parent.parent
SOURCE = "S001"


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
    """Writes the rows that hang on the shipped source, and builds the rest."""
    tables = {r["name"]: read_csv(ROOT / r["path"]) for r in read_descriptor(ROOT)["resources"]}
    keep = _closure(tables)
    descriptor = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
    root.mkdir(parents=True)
    (root / "datapackage.json").write_text(json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    shutil.copytree(ROOT / "seeds", root / "seeds")
    shutil.copy(ROOT / "README.md", root)
    for name, rows in keep.items():
        write_csv(root / f"data/{name}.csv", rows, tables[name][0])
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


def _closure(tables: dict[str, list[dict]]) -> dict[str, list[dict]]:
    """The rows of the shipped source, and of everything they name."""
    keep: dict[str, list[dict]] = {"sources": [r for r in tables["sources"] if r["source_id"] == SOURCE]}
    keep["passages"] = [r for r in tables["passages"] if r["source_id"] == SOURCE]
    passages = {r["passage_id"] for r in keep["passages"]}
    keep["evidence"] = [r for r in tables["evidence"] if r["passage_id"] in passages]
    keep["uncoded"] = [r for r in tables["uncoded"] if r["passage_id"] in passages]
    items = {r["item_id"] for r in keep["evidence"]}
    for name in ("casualty_claims", "figures", "statements", "events", "event_actors"):
        keep[name] = [r for r in tables[name] if next(iter(r.values())) in items]
    for name in ("attributions", "inferences", "wordings"):
        keep[name] = [r for r in tables[name] if r["item_id"] in items]
    keep["relations"] = [r for r in tables["relations"] if {r["from_id"], r["to_id"]} <= items]
    named = {value for rows in keep.values() for row in rows for value in row.values()}
    actors = {r["actor_id"]: r for r in tables["actors"]}
    for _ in range(5):
        named |= {actors[a]["member_of"] for a in named & set(actors)}
    keep["places"] = [r for r in tables["places"] if r["place_id"] in named | {"armenia", "azerbaijan"}]
    known = named & set(actors)
    keep["actors"] = [r for r in tables["actors"] if r["actor_id"] in known]
    entities = known | {r["place_id"] for r in keep["places"]} | items
    outlets = {a for a in known if actors[a]["actor_type"] == "media_outlet"} - {keep["sources"][0]["publisher_id"]}
    keep["names"] = [r for r in tables["names"] if r["entity_id"] in entities and r["usage"] in known - outlets]
    keep["vocabularies"] = tables["vocabularies"]
    return keep | {"explanations": [], "corrections": [], "retired_ids": []}


def pytest_addoption(parser):
    parser.addoption(
        "--rewrite", action="store_true", help="write what the broken packages print into tests/broken/, to be read and committed"
    )

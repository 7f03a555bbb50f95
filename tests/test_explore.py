"""The database served: a page, a facet, a search and each ready question, requested as a browser would."""

from __future__ import annotations

import asyncio
from urllib.parse import urlencode

import pytest

from scripts.publish import explore
from scripts.publish.dist import read
from scripts.publish.formats import datasette, sqlite
from tests.conftest import ROOT
from validation.model.package import CannotRun, read_descriptor

NAME = read_descriptor(ROOT)["name"]


@pytest.fixture(scope="module")
def served(tmp_path_factory, small):
    root = tmp_path_factory.mktemp("served")
    (root / "dist").mkdir()
    (root / "datapackage.json").write_bytes((small / "datapackage.json").read_bytes())
    for path, data in (sqlite.render(read(small)) | datasette.render(read(small))).items():
        (root / "dist" / path).write_bytes(data)
    return explore.application(root)


def get(served, path: str, **arguments: str):
    answer = asyncio.run(served.client.get(f"/{path}?{urlencode(arguments)}"))
    assert answer.status_code == 200, answer.text
    return answer


def rows(served, path: str, **arguments: str) -> list[dict]:
    return get(served, f"{NAME}/{path}.json", _shape="objects", **arguments).json()["rows"]


def test_a_page_shows_what_a_column_means_and_whose_licence_holds(served):
    page = get(served, f"{NAME}/casualty_claims").text
    assert "CC-BY-4.0" in page and "Unit: persons." in page


def test_a_facet_counts_the_codes(served):
    facets = get(served, f"{NAME}/casualty_claims.json", _facet="harm").json()["facet_results"]
    found = facets.get("results", facets)["harm"]["results"]
    assert {entry["value"] for entry in found} >= {"killed"}
    assert sum(entry["count"] for entry in found) == len(rows(served, "casualty_claims", _size="max"))


def test_a_search_finds_words_whatever_their_accents(served):
    found = rows(served, "passages", _search="killed")
    assert found and all("killed" in row["quote"].lower() for row in found)
    assert rows(served, "search_everything", words="kílled") == rows(served, "search_everything", words="killed") != []


READY = {"dead_by_claimant": {"event_id": "E001"}, "who_denies_what": {}, "one_item": {"item_id": "C0005"}}


@pytest.mark.parametrize("name", READY)
def test_a_ready_question_is_answered(served, name):
    assert rows(served, name, **READY[name])


def test_one_item_comes_with_its_chain_and_passages(served):
    parts = {row["what"].split()[0].strip(",") for row in rows(served, "one_item", item_id="C0005")}
    assert {"said", "chain", "passage", "cell"} <= parts


def test_every_table_and_column_is_described(served):
    for table in rows(served, "dictionary", _size="max"):
        assert table["description"] and table["type"]
    page = get(served, f"{NAME}/tolls").text
    assert all(field["description"].split("`")[0] in page for field in fields("tolls"))


def fields(table: str) -> list[dict]:
    return next(r["schema"]["fields"] for r in read_descriptor(ROOT)["resources"] if r["name"] == table)


def test_nothing_built_is_said_in_a_line(tmp_path, small):
    (tmp_path / "datapackage.json").write_bytes((small / "datapackage.json").read_bytes())
    with pytest.raises(CannotRun, match="run `nox -s build`"):
        explore.application(tmp_path)

"""The quick start runs, and shows what it showed when it was committed."""

from __future__ import annotations

import json

import pytest

from scripts.publish.notebook import PATH, executed
from tests.conftest import ROOT

LARGEST = 120_000  # bytes of the notebook with its outputs


def shown(cells: list[dict]) -> list[str]:
    """The texts that the cells show, without pictures."""
    return [
        "".join(out["data"]["text/plain"]) for cell in cells for out in cell.get("outputs", []) if "image/png" not in out.get("data", {})
    ]


@pytest.fixture(scope="module")
def run():
    return executed(ROOT / PATH)


def test_every_cell_runs(run):
    code = [cell for cell in run.cells if cell.cell_type == "code"]
    assert all(out.output_type != "error" for cell in code for out in cell.outputs)
    assert len(shown(code)) >= 7
    assert sum("image/png" in out.get("data", {}) for cell in code for out in cell.outputs) == 1


@pytest.mark.slow  # what it shows changes with the data; `nox -s notebook` writes it anew before a release
def test_it_shows_what_was_committed(run):
    committed = json.loads((ROOT / PATH).read_text(encoding="utf-8"))["cells"]
    assert shown(run.cells) == shown(committed), "run `nox -s notebook`"


def test_the_committed_notebook_is_small_and_names_no_machine():
    text = (ROOT / PATH).read_text(encoding="utf-8")
    assert len(text) < LARGEST and "image/png" in text and "Traceback" not in text
    assert not [word for word in ("/home/", "/tmp/", "ipykernel_") if word in text]

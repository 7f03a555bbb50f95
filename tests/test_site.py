"""The site without a browser: its bytes, its links, its rows, what it does with hostile cells, and when it refuses to be built."""

import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from scripts.cli import main
from scripts.publish.build import build as derive
from scripts.publish.site import build as site
from scripts.publish.site.pages.home import main_event
from scripts.publish.site.pictures.poster import PATH, poster
from scripts.publish.site.pictures.strips import HARMS, panels
from scripts.publish.site.view import read_view
from tests.conftest import ROOT, read_csv, write_csv
from tests.edits import add
from tests.site.hostile import spoil

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "path", "circle", "rect"}


class Document(HTMLParser):
    """What a page holds: its links, its anchors, where it loads from, and whether its elements are closed in order."""

    def __init__(self, text: str):
        super().__init__(convert_charrefs=True)
        self.links, self.anchors, self.loaded, self.stack, self.faults, self.styled = [], set(), [], [], [], []
        self.feed(text)
        self.faults += [f"{tag} is not closed" for tag in self.stack]

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        if tag == "a" and "href" in named:
            self.links.append(named["href"])
        if named.get("id") in self.anchors:
            self.faults.append(f"the id {named['id']} stands twice")
        self.anchors |= {named["id"]} if "id" in named else set()
        self.loaded += [named[name] for name in ("src",) if name in named] + ([named["href"]] if tag == "link" else [])
        self.styled += [name for name in named if name == "style" or name.startswith("on")]
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.stack.pop()

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.stack or self.stack.pop() != tag:
            self.faults.append(f"{tag} closes what it did not open, line {self.getpos()[0]}")


@pytest.fixture(scope="module")
def files(dataset) -> dict[str, bytes]:
    """Every file of the site of the dataset."""
    return dict(site.files(read_view(dataset)))


@pytest.fixture(scope="module")
def documents(files) -> dict[str, Document]:
    return {path: Document(data.decode()) for path, data in files.items() if path.endswith(".html")}


def test_the_bytes_are_the_same_each_time(dataset, files):
    again = dict(site.files(read_view(dataset)))
    assert [path for path in files.keys() | again.keys() if files.get(path) != again.get(path)] == []


def test_each_page_is_well_formed_and_has_no_style_or_handler_of_its_own(documents):
    wrong = {path: page.faults + page.styled for path, page in documents.items() if page.faults or page.styled}
    assert wrong == {}


def test_each_internal_link_resolves(files, documents):
    broken = []
    for path, page in documents.items():
        for link in page.links:
            if re.match(r"https?://", link):
                continue
            address, _, anchor = link.partition("#")
            target = resolve(path, address.partition("?")[0])
            if target not in files or (anchor and target in documents and unquote(anchor) not in documents[target].anchors):
                broken.append((path, link))
    assert broken == []


def resolve(path: str, address: str) -> str:
    """The file that a relative address names on the page at `path`."""
    if not address:
        return path
    parts = path.split("/")[:-1]
    for part in address.split("/"):
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def test_nothing_is_loaded_from_another_host(files, documents):
    assert {path for page in documents.values() for path in page.loaded if re.match(r"[a-z]+:|//", path)} == set()
    assert not re.search(rb"url\(|@import|fetch\(|XMLHttp|import\(", files["assets/site.css"] + files["assets/site.js"])


@pytest.mark.whole
def test_the_picture_of_the_readme_is_that_of_the_data():
    assert (ROOT / PATH).read_bytes() == poster(read_view(ROOT)), f"{PATH} is not what the tables give; run `nox -s site`"


def test_home_is_small(files):
    assert len(files["index.html"]) <= 300_000


@pytest.mark.parametrize("name", ["claims", "statements"])
def test_the_table_the_file_and_the_pages_have_the_same_rows(dataset, files, name):
    page = files[f"{name}/index.html"].decode()
    shown = re.findall(r'<tr>\s*<td><a class="id" href="\.\./(\w+)/([A-Z]\d+)/index\.html">', page)
    data = json.loads(files[f"{name}/rows.js"].decode().removeprefix("var TABLE = ").removesuffix(";\n"))
    rows = read_csv(dataset / f"data/derived/{name}_wide.csv")
    assert [row_id for _, row_id in shown] == [row["item_id"] for row in rows]
    assert data["columns"] == list(rows[0]) and data["rows"] == [list(row.values()) for row in rows]
    assert all(f"{folder}/{row_id}/index.html" in files for folder, row_id in shown)
    assert files[f"data/derived/{name}_wide.csv"] == (dataset / f"data/derived/{name}_wide.csv").read_bytes()


def test_each_row_has_its_page(dataset, files):
    ids = {f"claims/{r['claim_id']}" for r in read_csv(dataset / "data/casualty_claims.csv")}
    ids |= {f"figures/{r['figure_id']}" for r in read_csv(dataset / "data/figures.csv")}
    ids |= {f"statements/{r['statement_id']}" for r in read_csv(dataset / "data/statements.csv")}
    ids |= {f"events/{r['event_id']}" for r in read_csv(dataset / "data/events.csv")}
    ids |= {f"sources/{r['source_id']}" for r in read_csv(dataset / "data/sources.csv")}
    ids |= {f"actors/{r['actor_id']}" for r in read_csv(dataset / "data/actors.csv")}
    assert {i for i in ids if f"{i}/index.html" not in files} == set()


def test_every_claim_of_the_operation_stands_in_the_picture(dataset, files):
    """Each interval is drawn once, or is named as one of several reports of the same."""
    view, home = read_view(dataset), files["index.html"].decode()
    event = main_event(view)
    drawn = panels(view, event)
    claims = [i for i, r in view.claims.items() if r["event_id"] == event and r["measure"] in HARMS and (r["low"] or r["high"])]
    assert sum(mark["reports"] for panel in drawn for mark in panel["marks"]) == len(claims) >= (50 if dataset == ROOT else 5)
    assert all(f'href="claims/{mark["item"]}/index.html"' in home for panel in drawn for mark in panel["marks"])


@pytest.fixture(scope="module")
def hostile(small, tmp_path_factory) -> dict[str, bytes]:
    """The site of a package whose cells attack its reader."""
    root = Path(shutil.copytree(small, tmp_path_factory.mktemp("hostile") / "package"))
    spoil(root)
    return dict(site.files(read_view(root)))


def test_hostile_cells_are_shown_and_do_nothing(hostile):
    pages = {path: data.decode() for path, data in hostile.items() if path.endswith(".html")}
    assert any("&lt;script&gt;alert(1)" in page for page in pages.values())
    for path, page in pages.items():
        assert "<script>alert" not in page and "<img" not in page, path
        assert not re.search(r"[\u202a-\u202e\u2066-\u2069]", page), path
        assert not re.search(r'(href|src)="\s*(javascript|data|vbscript|file):', page, re.IGNORECASE), path
        assert Document(page).faults == [], path
    assert any("⟨U+202E⟩live⟨U+202C⟩ 72" in page for page in pages.values())
    assert any("{{ 7 * 7 }}" in page for page in pages.values())


def test_an_address_that_is_not_web_is_shown_and_not_linked(hostile):
    page = hostile["sources/S001/index.html"].decode()
    assert "<code>javascript:alert(1)</code>" in page


@pytest.mark.parametrize("table", ["claims_wide", "cell_evidence", "positions"])
def test_a_missing_derived_table_stops_the_build_with_one_line(package, capsys, table):
    (package / "dist/site").mkdir(parents=True)
    (package / "dist/site/index.html").write_text("the old site")
    (package / f"data/derived/{table}.csv").unlink()
    assert main(["site", "--root", str(package)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and f"{table}.csv" in said and "nox -s build" in said
    assert (package / "dist/site/index.html").read_text() == "the old site"


def test_rows_that_were_not_built_stop_the_build(package, capsys):
    rows = read_csv(package / "data/casualty_claims.csv")
    write_csv(package / "data/casualty_claims.csv", rows[1:], rows[0])
    assert main(["site", "--root", str(package)]) == 2
    assert "run `nox -s build`" in capsys.readouterr().err


def test_a_retired_id_keeps_its_page(package):
    add("retired_ids", id="C0999", replaced_by="C0001", reason="Coded twice.", retired_on="2026-11-25")(package)
    derive(package)
    page = dict(site.files(read_view(package)))["claims/C0999/index.html"].decode()
    assert "Coded twice." in page and "../../claims/C0001/index.html" in page


def test_the_site_is_replaced_whole(package):
    (package / "dist/site/claims").mkdir(parents=True)
    (package / "dist/site/claims/old.html").write_text("old")
    assert main(["site", "--root", str(package)]) == 0
    assert not (package / "dist/site/claims/old.html").exists()
    assert [path.name for path in (package / "dist").iterdir()] == ["site"]


def test_words_of_a_cited_page_are_shown_with_their_cell(package):
    add("wordings", item_id="C0005", column="value", wording="at least 27 people were killed", passage_id="P0023")(package)
    view = read_view(package)
    row = view.package["cell_evidence"].by_id["C0005 value"]
    row |= {"status": "worded", "char_start": "", "char_end": ""}
    page = dict(site.files(view))["claims/C0005/index.html"].decode()
    assert "at least 27 people were killed</q>" in page

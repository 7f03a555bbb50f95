"""Every format is read back by what people use: each count, key, date and name as it went in, and a blank as a null."""

import csv
import json
import os
import re
import shutil
import sqlite3
import subprocess
from datetime import date
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
import yaml
from xlsxwriter.worksheet import Worksheet

from scripts.publish.formats import xlsx
from scripts.publish.formats.content import content_hash
from tests.conftest import ROOT
from validation.model.package import read_descriptor, read_package

RESOURCES = {resource["name"]: resource for resource in read_descriptor(ROOT)["resources"]}
NAME = read_descriptor(ROOT)["name"]
VOCABULARIES = {row["vocabulary"] for row in csv.DictReader((ROOT / "data/vocabularies.csv").open(encoding="utf-8"))}
NULLS = ("NA", "N/A", "n/a", "NULL", "null", "None", "nan", "NaN", "NaT", "<NA>")


def rows_of(root: Path, name: str) -> list[list[str]]:
    """The rows that went in, as text."""
    with (root / RESOURCES[name]["path"]).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def differences(root: Path, name: str, found: list) -> list[str]:
    """The cells of the rows that came back that are not those that went in."""
    fields, expected = RESOURCES[name]["schema"]["fields"], rows_of(root, name)
    if len(found) != len(expected):
        return [f"{name}: {len(expected)} rows went in, {len(found)} came back"]
    return [
        f"{name}.{field['name']}, row {number}: {text!r} came back as {cell!r}"
        for number, (row, back) in enumerate(zip(expected, found, strict=True), 2)
        for field, text, cell in zip(fields, row, back, strict=True)
        if not is_same(field["type"], text, cell)
    ]


def is_same(kind: str, text: str, cell: object) -> bool:
    if not text:
        return pd.isna(cell) if not isinstance(cell, str) else cell == ""
    if kind in ("integer", "number"):
        return not isinstance(cell, str) and float(cell) == float(text)
    if isinstance(cell, date):  # datetime and pandas.Timestamp are dates too
        return cell.isoformat()[:10] == text
    return cell == text


def test_nothing_reads_as_null_that_is_none(built):
    """No text that readers take for a null by themselves, so that a plain pandas.read_csv gives what went in."""
    taken = [f"{name}, {row[0]}: {cell!r}" for name in RESOURCES for row in rows_of(built, name) for cell in row if cell in NULLS]
    assert taken == []


@pytest.mark.parametrize("name", RESOURCES)
def test_csv_in_pandas(built, name):
    frame = pd.read_csv(built / RESOURCES[name]["path"], na_values=[""], keep_default_na=False)
    texts = {f["name"] for f in RESOURCES[name]["schema"]["fields"] if f["type"] not in ("integer", "number")}
    frame = frame.astype({column: object for column in frame.columns})
    for column in texts & set(frame.columns):  # codes that look like numbers
        frame[column] = [cell if pd.isna(cell) else str(cell) for cell in frame[column]]
    assert differences(built, name, frame.values.tolist()) == []


@pytest.mark.parametrize("name", RESOURCES)
def test_csv_in_duckdb(built, name):
    rows = duckdb.sql(f"SELECT * FROM read_csv('{built / RESOURCES[name]['path']}', header=true, all_varchar=true)").fetchall()
    assert [[cell or "" for cell in row] for row in rows] == rows_of(built, name)


@pytest.mark.parametrize("name", RESOURCES)
def test_parquet(built, name):
    path = built / f"dist/parquet/{name}.parquet"
    table = pq.read_table(path)
    assert differences(built, name, [list(row.values()) for row in table.to_pylist()]) == []
    assert differences(built, name, duckdb.sql(f"SELECT * FROM '{path}'").fetchall()) == []
    assert differences(built, name, pd.read_parquet(path).astype(object).values.tolist()) == []
    for field, column in zip(RESOURCES[name]["schema"]["fields"], table.schema, strict=True):
        assert column.metadata[b"description"].decode() == field["description"]
        assert str(column.type) == {"integer": "int64", "number": "double", "date": "date32[day]"}.get(field["type"], "string")


@pytest.fixture(scope="module")
def base(built):
    with sqlite3.connect(f"file:{built}/dist/{NAME}.sqlite?mode=ro", uri=True) as connection:
        yield connection


@pytest.mark.parametrize("name", RESOURCES)
def test_sqlite(built, base, name):
    assert differences(built, name, base.execute(f'SELECT * FROM "{name}" ORDER BY rowid').fetchall()) == []
    columns = {row[1]: row for row in base.execute(f'PRAGMA table_info("{name}")')}
    schema = RESOURCES[name]["schema"]
    assert [c for c in sorted(columns, key=lambda c: columns[c][5]) if columns[c][5]] == schema["primaryKey"]
    types = {f["name"]: {"integer": "INTEGER", "number": "REAL"}.get(f["type"], "TEXT") for f in schema["fields"]}
    assert {column: row[2] for column, row in columns.items()} == types
    keys = {(row[3], row[2], row[4]) for row in base.execute(f'PRAGMA foreign_key_list("{name}")')}
    assert keys == {
        (k["fields"][0], k["reference"]["resource"] or name, k["reference"]["fields"][0]) for k in schema.get("foreignKeys", [])
    }


def test_sqlite_is_sound_and_explains_itself(built, base):
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    described = {(name, f["name"]): f["description"] for name, r in RESOURCES.items() for f in r["schema"]["fields"]}
    assert {(t, c): d for t, c, d in base.execute("SELECT table_name, column_name, description FROM dictionary")} == described


def test_sqlite_views(built, base):
    def count(name):
        return base.execute(f"SELECT count(*) FROM {name}").fetchone()[0]

    wide = {row[0]: row for row in rows_of(built, "claims_wide")}
    header = [f["name"] for f in RESOURCES["claims_wide"]["schema"]["fields"]]
    assert count("view_claims") == len(wide)
    assert count("view_tolls") == count("tolls")
    assert count("view_conflicts") == count("conflicts")
    for item, claimant, low, high, chain in base.execute("SELECT item_id, claimant, low, high, chain FROM view_claims"):
        row = dict(zip(header, wide[item], strict=True))
        assert (claimant, _text(low), _text(high), chain) == (row["claimant"], row["low"], row["high"], row["chain"])


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)  # a nought is not a blank


@pytest.fixture(scope="module")
def book(built):
    return openpyxl.load_workbook(built / f"dist/{NAME}.xlsx")


def test_xlsx(built, book):
    assert book.sheetnames[:2] == [xlsx.START, "claims_wide"]
    assert set(book.sheetnames) == {xlsx.START, xlsx.CODEBOOK, *RESOURCES}
    assert book["codebook"].max_row == 1 + sum(len(r["schema"]["fields"]) for r in RESOURCES.values())
    for name in RESOURCES:
        header, *rows = book[name].iter_rows(values_only=True)
        fields = RESOURCES[name]["schema"]["fields"]
        assert list(header) == [xlsx.heading(field) for field in fields]
        assert all(field["unit"].replace("`", "") in head for field, head in zip(fields, header, strict=True) if "unit" in field)
        assert differences(built, name, [row for row in rows if any(row)]) == []
        assert book[name].freeze_panes == "B2"
    for sheet in book:  # no text was taken for a formula, and only addresses are links
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.data_type != "f"
            assert cell.hyperlink is None or sheet.title == xlsx.START or cell.value.startswith("http")


def test_xlsx_is_what_the_library_writes_without_our_short_cut(small, monkeypatch):
    package = read_package(small)
    ours = xlsx.render(package)
    monkeypatch.setattr(xlsx, "Sheet", Worksheet)
    assert xlsx.render(package) == ours


def test_xlsx_refuses_a_cell_that_would_be_cut(small):
    package = read_package(small)
    package["events"].records[0]["description"] = "a" * (xlsx.LONGEST + 1)
    with pytest.raises(ValueError, match="sheet events, row 2: a cell of 32768 characters"):
        xlsx.render(package)


def test_xlsx_starts_with_a_page_that_leads_to_every_sheet(book):
    sheet = book[xlsx.START]
    shown = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    assert read_descriptor(ROOT)["description"] in shown and "must not be added up" in shown and "Version" in shown
    links = {cell.value: cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert links == {name: f"'{name}'!A1" for name in book.sheetnames if name != xlsx.START}


def test_xlsx_prints_as_wide_as_a_page(book):
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == (None if sheet.title == xlsx.START else 0)  # one page, or as many as it takes
        assert sheet.title == xlsx.START or (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$A")
        widths = [span.width for span in sheet.column_dimensions.values() for _ in range(span.min, span.max + 1)]
        assert widths and max(widths) < 1 + xlsx.WIDEST / 7, sheet.title
        # A digit is 7 pixels: printed at half its size nobody reads it, and what can be read on one page is not spread over two.
        pages, size = sheet.page_setup.fitToWidth or 1, xlsx.PAPER[sheet.page_setup.paperSize] / (7 * sum(widths))
        assert pages * size > 0.5 and (pages == 1 or size < 0.6), sheet.title
        texts = [cell for row in sheet.iter_rows(min_row=2) for cell in row if isinstance(cell.value, str) and not cell.hyperlink]
        assert all(cell.alignment.wrap_text for cell in texts if len(cell.value) > 60), sheet.title


def test_xlsx_rows_are_as_high_as_their_wrapped_text(book):
    for title in (xlsx.START, "positions", "inferences"):
        sheet = book[title]
        spans = sheet.column_dimensions.values()  # neighbours of one width are one span
        widths = {number: span.width for span in spans for number in range(span.min, span.max + 1)}
        for row in sheet.iter_rows(min_row=2, max_row=200):
            # The width is in digits of 7 pixels, and few texts have letters that are narrower than two thirds of a digit.
            texts = [cell for cell in row if isinstance(cell.value, str) and not cell.hyperlink]
            lines = max((len(cell.value) / (1.5 * widths.get(cell.column, 9)) for cell in texts), default=0)
            assert lines <= 1 or sheet.row_dimensions[row[0].row].height >= 15 * min(int(lines), 20), (title, row[0].row)


@pytest.fixture(scope="module")
def sheets(built) -> dict[str, pd.DataFrame]:
    return pd.read_excel(built / f"dist/{NAME}.xlsx", sheet_name=None, keep_default_na=False, na_values=[""], dtype=object)


@pytest.mark.parametrize("name", RESOURCES)
def test_xlsx_in_pandas(built, sheets, name):
    assert differences(built, name, sheets[name].dropna(how="all").values.tolist()) == []


@pytest.mark.whole
def test_xlsx_in_libreoffice(built, tmp_path):
    if not (office := shutil.which("soffice") or shutil.which("libreoffice")):
        pytest.skip("LibreOffice is not installed (Debian: libreoffice-calc); the workbook was not opened with it")
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    command = [
        office,
        "--headless",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--convert-to",
        every_sheet,
        "--outdir",
        str(tmp_path),
    ]
    subprocess.run([*command, str(built / f"dist/{NAME}.xlsx")], check=True, capture_output=True, timeout=300)
    for name in RESOURCES:
        with (tmp_path / f"{NAME}-{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))[1:]
        assert differences(built, name, [_typed(RESOURCES[name], row) for row in rows]) == []


R = """
for (path in commandArgs(trailingOnly = TRUE)) {
  x <- read.csv(path, encoding = "UTF-8", na.strings = "", check.names = FALSE)
  cat(nrow(x), sapply(x, class), "\\n")
  x[] <- lapply(x, function(column) if (is.numeric(column)) format(column, digits = 15, trim = TRUE, drop0trailing = TRUE) else column)
  x[x == "NA" & is.na(read.csv(path, encoding = "UTF-8", na.strings = "", check.names = FALSE))] <- NA
  write.csv(x, paste0(basename(path), ".back"), row.names = FALSE, na = "", quote = TRUE, fileEncoding = "UTF-8")
}
"""


@pytest.mark.whole
def test_csv_in_r(built, tmp_path):
    if not (rscript := shutil.which("Rscript")):
        pytest.skip("R is not installed (Debian: r-base-core); the tables were not read with it")
    paths = [str(built / resource["path"]) for resource in RESOURCES.values()]
    environment = os.environ | {"LC_ALL": "C.UTF-8"}
    result = subprocess.run(
        [rscript, "--vanilla", "-e", R, *paths], cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8", check=True
    )
    for line, (name, resource) in zip(result.stdout.splitlines(), RESOURCES.items(), strict=True):
        count, *kinds = line.split()
        rows = rows_of(built, name)
        assert int(count) == len(rows)
        for position, (field, kind) in enumerate(zip(resource["schema"]["fields"], kinds, strict=True)):
            if any(row[position] for row in rows) and field["type"] in ("integer", "number"):
                assert kind in ("integer", "numeric"), (name, field["name"], kind)
        with (tmp_path / f"{Path(resource['path']).name}.back").open(encoding="utf-8", newline="") as file:
            back = list(csv.reader(file))[1:]
        assert differences(built, name, [_typed(resource, row) for row in back]) == []


def _typed(resource: dict, row: list[str]) -> list:
    kinds = [field["type"] for field in resource["schema"]["fields"]]
    return [float(cell) if cell and kind in ("integer", "number") else cell for kind, cell in zip(kinds, row, strict=True)]


def test_content_hashes(built, base):
    """The content of every format is that of the tables, by the published hash."""
    lines = (built / "dist/CONTENT_SHA256SUMS").read_text(encoding="utf-8").splitlines()
    published = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert set(published) == set(RESOURCES)
    book = openpyxl.load_workbook(built / f"dist/{NAME}.xlsx", read_only=True)
    for name, resource in RESOURCES.items():
        kinds = [field["type"] for field in resource["schema"]["fields"]]
        found = {
            "sqlite": base.execute(f'SELECT * FROM "{name}" ORDER BY rowid').fetchall(),
            "parquet": [row.values() for row in pq.read_table(built / f"dist/parquet/{name}.parquet").to_pylist()],
            "xlsx": [row for row in book[name].iter_rows(min_row=2, values_only=True) if any(row)],
        }
        for kind, rows in found.items():
            assert content_hash([[_plain(*pair) for pair in zip(kinds, row, strict=True)] for row in rows]) == published[name], (kind, name)


def _plain(kind: str, cell: object) -> object:
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    return float(cell) if kind == "number" and cell is not None else cell


def test_geojson(built):
    """Every event and every place is there; a point is that of the place, and what has none has a null geometry, not a guess."""
    package = read_package(built)
    for name, of_place in (("events", lambda row: row["place_id"]), ("places", lambda row: row["place_id"])):
        found = json.loads((built / f"dist/{name}.geojson").read_text(encoding="utf-8"))["features"]
        rows = package[name].by_id
        assert [feature["id"] for feature in found] == list(rows)
        for feature in found:
            row = rows[feature["id"]]
            place = package["places"].by_id.get(of_place(row), {})
            known = place.get("latitude") and place.get("longitude")
            point = {"type": "Point", "coordinates": [float(place["longitude"]), float(place["latitude"])]} if known else None
            assert feature["geometry"] == point
            assert not [key for key, cell in feature["properties"].items() if cell in ("", "nan")]
    events = {e["_id"]: e for e in package["events"].records}
    for feature in json.loads((built / "dist/events.geojson").read_text(encoding="utf-8"))["features"]:
        about, event = feature["properties"], events[feature["id"]]
        assert (about["title"], about["date_precision"]) == (event["title"], event["date_precision"])
        assert (about["date_start"] or "", about["assertion"]) == (event["date_start"], event["assertion"])


def test_the_folder_names_each_table_for_the_hub(built):
    head = yaml.safe_load((built / "dist/README.md").read_text(encoding="utf-8").split("---\n")[1])
    assert {entry["config_name"]: entry["data_files"] for entry in head["configs"]} == {
        name: f"parquet/{name}.parquet" for name in RESOURCES
    }
    assert [entry["config_name"] for entry in head["configs"] if entry.get("default")] == ["claims_wide"]
    assert all((built / "dist" / entry["data_files"]).is_file() for entry in head["configs"])
    assert (head["license"], head["pretty_name"]) == ("cc-by-4.0", read_descriptor(ROOT)["title"])


def test_codebook_page_stands_alone(built):
    page = (built / "dist/codebook.html").read_text(encoding="utf-8")
    assert not [word for word in ("src=", "<script", "<link", "@import", "url(") if word in page]
    ids, links = re.findall(r'id="([^"]+)"', page), re.findall(r'href="#([^"]+)"', page)
    assert len(ids) == len(set(ids)) and set(RESOURCES) <= set(ids) and set(links) <= set(ids)
    assert page.count("<table>") == len(RESOURCES) + len(VOCABULARIES) and "<th>" not in page

"""One workbook: a page about it, a codebook sheet and a sheet a table, with headers that stay in sight and text kept as text."""

from __future__ import annotations

import io
from datetime import date, datetime

import xlsxwriter

from scripts.publish.formats import value
from validation.model.package import Package, Table

WIDEST, LONGEST = 60, 32767
HEADINGS = ["table", "column", "type", "required", "meaning", "unit", "codes", "example"]


def render(package: Package) -> dict[str, bytes]:
    """One file. Raises ValueError where a cell is longer than a sheet can hold."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    descriptor = package.descriptor
    book.set_properties({"title": descriptor["title"], "created": datetime.fromisoformat(descriptor["created"]).replace(tzinfo=None)})
    head, day = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "yyyy-mm-dd"})
    about = [[key, str(descriptor[key])] for key in ("title", "description", "name", "version", "created")]
    about += [["license", f"{licence['name']}: {licence.get('scope', 'all')}"] for licence in descriptor["licenses"]]
    about += [["blank cells", "A blank cell is an unknown or missing value."]]
    _lay(book, "about", ["property", "value"], about, head)
    _lay(book, "codebook", HEADINGS, [_meaning(r["name"], f) for r in descriptor["resources"] for f in r["schema"]["fields"]], head)
    for resource in descriptor["resources"]:
        _sheet(book, package[resource["name"]], head, day)
    book.close()
    return {f"{descriptor['name']}.xlsx": out.getvalue()}


def _meaning(table: str, field: dict) -> list[str]:
    required = "yes" if field.get("constraints", {}).get("required") else "no"
    texts = [field["description"], field.get("unit", ""), field.get("vocabulary", ""), str(field.get("example", ""))]
    return [table, field["name"], field["type"], required, *texts]


def _lay(book: xlsxwriter.Workbook, name: str, header: list[str], rows: list[list[str]], head: object) -> None:
    """A sheet of text."""
    sheet = _headed(book, name, header, rows, head)
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row):
            _write_text(sheet, number, column, text)


def _sheet(book: xlsxwriter.Workbook, table: Table, head: object, day: object) -> None:
    """A sheet of one table. Numbers are numbers and days are days; all else is text, also where it looks like a formula or a number."""
    names = [field["name"] for field in table.fields]
    rows = table.frame[names].values.tolist()
    sheet = _headed(book, table.name, names, rows, head)
    for number, row in enumerate(rows, 1):
        for column, (field, text) in enumerate(zip(table.fields, row, strict=True)):
            if not text:
                continue
            if field["type"] in ("integer", "number"):
                sheet.write_number(number, column, value(field, text))
            elif field["type"] == "date" and text >= "1900-03-01":  # a sheet knows no earlier day, or a wrong one
                sheet.write_datetime(number, column, date.fromisoformat(text), day)
            else:
                _write_text(sheet, number, column, text)


def _headed(book: xlsxwriter.Workbook, name: str, header: list[str], rows: list[list[str]], head: object) -> xlsxwriter.worksheet.Worksheet:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(rows), len(header) - 1)
    for column, title in enumerate(header):
        sheet.write_string(0, column, title, head)
        sheet.set_column(column, column, min(WIDEST, 3 + max([len(title), *(len(row[column]) for row in rows)])))
    return sheet


def _write_text(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, text: str) -> None:
    if len(text) > LONGEST:
        raise ValueError(f"sheet {sheet.name}, row {row + 1}: a cell holds {len(text)} characters, and a spreadsheet at most {LONGEST}")
    if text:
        sheet.write_string(row, column, text)

"""One workbook to read and to print: a page to start from, the tables to read before those to join, a codebook; text stays text."""

from __future__ import annotations

import io
from datetime import date, datetime

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from scripts.publish.formats import dictionary, value
from validation.model.documents.citation import sentence
from validation.model.package import Package

START, CODEBOOK = "Start here", "codebook"
FIRST = ("claims_wide", "statements_wide", "positions", "tolls", "conflicts", "timeline")  # to be read; the others are to be joined
WIDEST, LONGEST, LONGEST_LINK = 230, 32767, 2079  # pixels of a column, characters of a cell and of a link
MANY, A3, A4 = 12, 8, 9  # more columns than this are printed on the larger paper
STYLE = "Table Style Light 1"
FIRST_DAY = "1900-03-01"  # a sheet knows no earlier day, or a wrong one
HOW = (
    "It adjudicates nothing: claims that do not agree stand side by side. Numbers nest and repeat, so they must not be added up; the "
    "column do_not_sum of claims_wide says why for each. A blank cell is an unknown or missing value."
)


def render(package: Package) -> dict[str, bytes]:
    """One file. Raises ValueError where a cell is longer than a sheet can hold."""
    descriptor, out = package.descriptor, io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    made = datetime.fromisoformat(descriptor["created"]).replace(tzinfo=None)
    author = "; ".join(person["title"] for person in descriptor["contributors"])
    book.set_properties({"title": descriptor["title"], "author": author, "comments": sentence(descriptor), "created": made})
    resources = {resource["name"]: resource for resource in descriptor["resources"]}
    order = [*(name for name in FIRST if name in resources), *(name for name in resources if name not in FIRST)]
    _start(book, descriptor, [(name, resources[name]["description"], len(package.frame(name))) for name in order])
    sheets = _Sheets(book)
    for name in order:
        fields = resources[name]["schema"]["fields"]
        sheets.add(name, fields, package.frame(name)[[field["name"] for field in fields]].values.tolist())
        if name == FIRST[-1]:
            sheets.add(CODEBOOK, [{"name": heading, "type": "string"} for heading in dictionary.HEADINGS], dictionary.columns(descriptor))
    book.close()
    return {f"{descriptor['name']}.xlsx": out.getvalue()}


def heading(field: dict) -> str:
    """The head of a column: its name, and the unit of a number."""
    return f"{field['name']} [{field['unit'].replace('`', '')}]" if "unit" in field else field["name"]


def _start(book: xlsxwriter.Workbook, descriptor: dict, tables: list[tuple[str, str, int]]) -> None:
    """What this is, how to cite it, and every sheet with a link to it."""
    sheet = book.add_worksheet(START)
    wrapped, bold = book.add_format({"text_wrap": True, "valign": "top"}), book.add_format({"bold": True})
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 90, wrapped)
    licences = "; ".join(f"{licence['title']} ({licence.get('scope', 'all')})" for licence in descriptor["licenses"])
    rows = [
        ("what it is", descriptor["description"]),
        ("how to read it", HOW),
        ("how to cite it", sentence(descriptor)),
        ("licence", licences),
    ]
    sheet.write_string(0, 0, descriptor["title"], book.add_format({"bold": True, "font_size": 14}))
    for number, (name, text) in enumerate(rows, 2):
        sheet.write_string(number, 0, name, bold)
        sheet.write_string(number, 1, text, wrapped)
    for column, head in enumerate(("sheet", "what it holds", "rows")):
        sheet.write_string(7, column, head, bold)
    for number, (name, text, count) in enumerate(
        [*tables, (CODEBOOK, "What every column means.", sum(1 for _ in dictionary.columns(descriptor)))], 8
    ):
        sheet.write_url(number, 0, f"internal:'{name}'!A1", string=name)
        sheet.write_string(number, 1, text, wrapped)
        sheet.write_number(number, 2, count)
    _to_print(sheet, A4)


class _Sheets:
    """The sheets of a workbook with their few cell formats. Numbers are numbers and days are days; all else is text, also where it looks
    like a formula or a number; only addresses are links.
    """

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        self.number = book.add_format({"valign": "top", "align": "right", "indent": 1})

    def add(self, name: str, fields: list[dict], rows: list[list[str]]) -> None:
        """A sheet of one table, as a table of the spreadsheet, so that it sorts and filters."""
        sheet = self.book.add_worksheet(name)
        heads = [heading(field) for field in fields]
        for number, row in enumerate(rows, 1):
            for column, (field, text) in enumerate(zip(fields, row, strict=True)):
                if text:
                    self._write(sheet, number, column, field, text)
        columns = [{"header": head, "header_format": self.head} for head in heads]
        sheet.add_table(0, 0, max(1, len(rows)), len(fields) - 1, {"name": f"table_{name}", "style": STYLE, "columns": columns})
        sheet.freeze_panes(1, 1)
        sheet.autofit(WIDEST)
        _to_print(sheet, A3 if len(fields) > MANY else A4)

    def _write(self, sheet: Worksheet, row: int, column: int, field: dict, text: str) -> None:
        if len(text) > LONGEST:
            raise ValueError(f"sheet {sheet.name}, row {row + 1}: a cell holds {len(text)} characters, and a spreadsheet at most {LONGEST}")
        if field["type"] in ("integer", "number"):
            sheet.write_number(row, column, value(field, text), self.number)
        elif field["type"] == "date" and text >= FIRST_DAY:
            sheet.write_datetime(row, column, date.fromisoformat(text), self.day)
        elif text.startswith(("https://", "http://")) and field["name"].endswith("url") and len(text) <= LONGEST_LINK:
            sheet.write_url(row, column, text, string=text)
        else:
            sheet.write_string(row, column, text, self.text)


def _to_print(sheet: Worksheet, paper: int) -> None:
    """Landscape, as wide as the page, the head on every page, name and page at the foot."""
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&A&Rpage &P of &N")
    if sheet.name != START:
        sheet.repeat_rows(0)

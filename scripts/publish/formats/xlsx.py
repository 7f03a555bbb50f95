"""One workbook to read and to print: a page to start from, the tables to read before those to join, a codebook; text stays text."""

import io
import math
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache
from statistics import fmean

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import cell_autofit_width
from xlsxwriter.worksheet import Worksheet

from scripts.publish.formats import CASTS, dictionary
from validation.model.documents.citation import sentence
from validation.model.package import Package

START, CODEBOOK = "Start here", "codebook"
FIRST = ("claims_wide", "statements_wide", "positions", "tolls", "conflicts", "timeline")  # to be read; the others are to be joined
# Pixels of a column: at most for its head, for short texts, for texts of several lines, and where a page has room.
HEAD, SHORT, LONG, WIDEST = 110, 230, 480, 900
LONGEST, LONGEST_LINK = 32767, 2079  # characters of a cell and of a link
CUT = -2  # what xlsxwriter returns where it cut a longer text
LINKS, LINK_LINES = ("https://", "http://"), 2  # a longer address is cut at the end of its lines
MANY, A3, A4 = 12, 8, 9  # more columns than this are printed on the larger paper
PAPER = {A3: 1510, A4: 1045}  # pixels between the margins of a landscape page
# Parts of the full size: columns are widened till the print is so small; if still smaller, a sheet is spread over two pages side by side.
WIDENED, SMALLEST = 0.7, 0.55
# Pixels of a line, the tallest row, the button of a filter, beside a text, a space, a usual character.
LINE, TALLEST, BUTTON, PADDING, SPACE, CHARACTER = 20, 540, 16, 7, 3, 7
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
    _start(book, descriptor, [(name, resources[name]["description"], len(package[name].records)) for name in order])
    sheets = _Sheets(book)
    for name in order:
        fields = resources[name]["schema"]["fields"]
        columns = package[name].columns(*(field["name"] for field in fields))
        sheets.add(name, fields, list(zip(*columns, strict=True)))
        if name == FIRST[-1]:
            sheets.add(CODEBOOK, [{"name": heading, "type": "string"} for heading in dictionary.HEADINGS], dictionary.rows(descriptor))
    book.close()
    return {f"{descriptor['name']}.xlsx": out.getvalue()}


def heading(field: dict) -> str:
    """The head of a column: its name, and the unit of a number."""
    return f"{field['name']} [{field['unit'].replace('`', '')}]" if "unit" in field else field["name"]


def _start(book: xlsxwriter.Workbook, descriptor: dict, tables: list[tuple[str, str, int]]) -> None:
    """What this is, how to cite it, and every sheet with a link to it."""
    sheet = book.add_worksheet(START)
    wrapped, bold = book.add_format({"text_wrap": True, "valign": "top"}), book.add_format({"bold": True, "valign": "top"})
    sheet.set_column_pixels(0, 0, 160)
    sheet.set_column_pixels(1, 1, 640, wrapped)
    licences = "; ".join(f"{licence['title']} ({licence.get('scope', 'all')})" for licence in descriptor["licenses"])
    rows = [("what it is", descriptor["description"]), ("how to read it", HOW), ("how to cite it", sentence(descriptor)),
            ("licence", licences)]  # fmt: skip
    sheet.write_string(0, 0, descriptor["title"], book.add_format({"bold": True, "font_size": 14}))
    for number, (name, text) in enumerate(rows, 2):
        sheet.write_string(number, 0, name, bold)
        sheet.write_string(number, 1, text, wrapped)
        _to_fit(sheet, number, [[text]], [640])
    for column, head in enumerate(("sheet", "what it holds", "rows")):
        sheet.write_string(7, column, head, bold)
    for number, (name, text, count) in enumerate([*tables, (CODEBOOK, "What every column means.", len(dictionary.rows(descriptor)))], 8):
        sheet.write_url(number, 0, f"internal:'{name}'!A1", book.add_format({"hyperlink": True, "valign": "top"}), string=name)
        sheet.write_string(number, 1, text, wrapped)
        sheet.write_number(number, 2, count, wrapped)
        _to_fit(sheet, number, [[text]], [640])
    _to_print(sheet, A4, 640)


class Sheet(Worksheet):
    """A sheet that writes a cell of text as the library does, but without looking for what is to be escaped in its place and its format."""

    def _xml_string_element(self, index: int, attributes: Iterable[tuple[str, object]] = ()) -> None:
        said = ""
        for name, attribute in attributes:
            said += f' {name}="{attribute}"'
        self.fh.write(f'<c{said} t="s"><v>{index}</v></c>')


class _Sheets:
    """The sheets of a workbook with their few cell formats. Numbers are numbers and days are days; all else is text, also where it looks
    like a formula or a number; only addresses are links.
    """

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E7E6E6"})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
        self.link = book.add_format({"hyperlink": True, "text_wrap": True, "valign": "top"})
        # LibreOffice does not wrap an address but cuts it at the end of its column, where the next one begins.
        self.beside = book.add_format({"text_wrap": True, "valign": "top", "align": "left", "indent": 1})
        self.number = book.add_format({"valign": "top", "align": "right", "indent": 1})

    def add(self, name: str, fields: list[dict], rows: Sequence[Sequence[str]]) -> None:
        """A sheet of one table, as a table of the spreadsheet, so that it sorts and filters."""
        sheet = self.book.add_worksheet(name, Sheet)
        heads, links = [heading(field) for field in fields], [i for i, field in enumerate(fields) if field["name"].endswith("url")]
        paper = A3 if len(fields) > MANY else A4
        texts = list(zip(heads, *rows, strict=True))
        widths = _widths(texts, int(PAPER[paper] / WIDENED))
        _to_fit(sheet, 0, texts, widths)
        formats = [self.beside if column - 1 in links else self.text for column in range(len(fields))]
        for number, row in enumerate(rows, 1):
            for column, text in enumerate(row):
                if text and self._write(sheet, number, column, text, fields[column], formats[column]) == CUT:
                    raise ValueError(f"sheet {name}, row {number + 1}: a cell of {len(text)} characters is longer than a sheet can hold")
        columns = [{"header": head, "header_format": self.head} for head in heads]
        sheet.add_table(0, 0, max(1, len(rows)), len(fields) - 1, {"name": f"table_{name}", "style": STYLE, "columns": columns})
        sheet.freeze_panes(1, 1)
        for column, width in enumerate(widths):
            sheet.set_column_pixels(column, column, width)
        _to_print(sheet, paper, sum(widths))

    def _write(self, sheet: Worksheet, row: int, column: int, text: str, field: dict, plain: Format) -> int:
        """Writes a cell; returns what the library does, CUT where it was too long."""
        if field["type"] in ("integer", "number"):
            return sheet.write_number(row, column, CASTS[field["type"]](text), self.number)
        if field["type"] == "date" and text >= FIRST_DAY:
            return sheet.write_datetime(row, column, date.fromisoformat(text), self.day)
        if field["name"].endswith("url") and text.startswith(LINKS) and len(text) <= LONGEST_LINK:
            return sheet.write_url(row, column, text, self.link, string=text)
        return sheet.write_string(row, column, text, plain)


def _widths(columns: list[tuple[str, ...]], page: int) -> list[int]:
    """Pixels of each column, whose first text is its head. One is as wide as its widest text, up to a limit from which on its texts are
    wrapped; what is left of the width of a page goes to those that are wrapped most.
    """
    wanted = [list(map(_wide, filter(None, texts[1:]))) or [0] for texts in columns]
    widths = [_width(texts[0], wide) for texts, wide in zip(columns, wanted, strict=True)]
    for column in sorted(range(len(columns)), key=lambda column: widths[column] - fmean(wanted[column])):
        widths[column] += max(0, min(page - sum(widths), min(max(wanted[column]), WIDEST) - widths[column]))
    return widths


def _width(head: str, wanted: list[int]) -> int:
    limit = max(LONG if fmean(wanted) > 2 * SHORT else SHORT, math.ceil(1.15 * min(max(wanted), LONGEST) * LINE / TALLEST))
    return max(min(HEAD, cell_autofit_width(head) + BUTTON), min(max(wanted), limit))


def _to_fit(sheet: Worksheet, first: int, columns: Iterable[Iterable[str]], widths: Iterable[int]) -> None:
    """The heights of rows with wrapped text, from the first row on, from the texts and the pixels of their columns: not every program
    works them out by itself.
    """
    tallest: dict[int, int] = {}
    for texts, width in zip(columns, widths, strict=True):
        for row, text in enumerate(texts, first):
            if CHARACTER * len(text) > width:  # any other need not be measured
                tallest[row] = max(_lines(text, width), tallest.get(row, 1))
    for row, lines in tallest.items():
        if lines > 1:
            sheet.set_row_pixels(row, min(lines * LINE, TALLEST))


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column: a word stands whole where the column is as wide as it."""
    lines, taken, room = 1, 0, width - PADDING
    for word in text.split():
        wide = _wide(word) - PADDING
        if taken and taken + wide > room:
            lines, taken = lines + 1, 0
        lines, taken = lines + (taken + wide - 1) // room, (taken + wide - 1) % room + 1 + SPACE
    return min(lines, LINK_LINES) if text.startswith(LINKS) else lines


@cache
def _wide(text: str) -> int:
    """The pixels of a cell with its padding; most cells of a table are like others."""
    return cell_autofit_width(text)


def _to_print(sheet: Worksheet, paper: int, width: int) -> None:
    """Landscape, as wide as the page (or the pages side by side), head and first column on every page, name and page at the foot."""
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.fit_to_pages(math.ceil(width * SMALLEST / PAPER[paper]), int(sheet.name == START))
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&A&Rpage &P of &N")
    if sheet.name != START:
        sheet.repeat_rows(0)
        sheet.repeat_columns(0)

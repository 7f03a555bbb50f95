"""The templates, with everything of the data escaped and no character that turns the direction of text."""

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scripts.publish.site.addresses import actor_page, is_web, page_of

HERE = Path(__file__).parent
# Controls, and the characters by which a cell could reorder the text around it: shown as their code points.
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def harmless(value: object) -> object:
    """A cell as it may be shown: characters that are not seen but change what is seen stand as ⟨U+202E⟩. Markup is left alone."""
    if type(value) is str and UNSEEN.search(value):
        return UNSEEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", value)
    return value


def environment() -> Environment:
    """The environment that every page is rendered in."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, finalize=harmless,
        trim_blocks=True, lstrip_blocks=True, auto_reload=False, keep_trailing_newline=True,
    )  # fmt: skip
    made.globals |= {"page_of": page_of, "actor_page": actor_page}
    made.tests["web"] = is_web
    made.filters["spaced"] = lambda code: code.replace("_", " ")
    made.filters["day"] = day
    made.filters["opened"] = lambda text: text[:1].upper() + text[1:]
    made.filters["n"] = lambda number: f"{number:,}"
    return made


def shortened(text: str, precision: str) -> str:
    """2023-05 for 2023-05-01 where only the month is known, 2023 where only the year is."""
    return text[: {"year": 4, "month": 7}.get(precision, 10)]


MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def day(text: str, year: bool = True) -> str:
    """19 Sep 2023 for 2023-09-19, Sep 2023 for 2023-09; any other text as it is."""
    found = re.fullmatch(r"(\d{4})-(\d\d)(?:-(\d\d))?", text, re.ASCII)
    if not found or not 1 <= int(found[2]) <= 12:
        return text
    of_month = f"{int(found[3])} " if found[3] else ""
    return f"{of_month}{MONTHS[int(found[2]) - 1]}{f' {found[1]}' if year else ''}"

"""The interval of whole numbers that each claim and figure admits, by the rules of the vocabularies."""

import math
from fractions import Fraction
from functools import cache

from validation.model.items import CLAIMS
from validation.model.package import Package
from validation.parsing.cues import split_cues

COLUMNS = ["item_id", "low", "high", "rule"]


def interval_of(row: dict, codes: dict, languages: dict[str, str]) -> tuple[int | None, int | None, str]:
    """Low end, high end (None where open) and the rule, of one row of casualty_claims or figures.

    The rule is that of its bound; for a vague quantity, that of the word of the quantifier list in its wording.
    """
    name, code, value = "bound", row["bound"], row["value"]
    if code == "vague":
        name, code, value = "quantifier", _quantifier(row, codes, languages), "0"
    rule = codes.get(name, {}).get(code)
    if rule is None or not value.lstrip("-").isdigit():
        return None, None, f"{name} {code}"
    if code == "range":
        return int(value), int(row["value_high"]) if row.get("value_high", "").isdigit() else None, "bound range"
    low, high = _end(rule, "low", int(value)), _end(rule, "high", int(value))
    return (None if low is None else math.ceil(low)), (None if high is None else math.floor(high)), f"{name} {code}"


def _end(rule: dict, end: str, value: int) -> Fraction | None:
    factor, offset = rule[f"{end}_factor"], rule[f"{end}_offset"]
    return _line(factor, offset or "0", value) if factor else None


@cache
def _line(factor: str, offset: str, value: int) -> Fraction:
    return Fraction(factor) * value + Fraction(offset)


def turned(code: dict) -> bool:
    """Whether the interval that a code gives has its ends turned round, or an end below zero, for a small number or a large one."""
    for value in (1, 1000):
        low, high = _end(code, "low", value), _end(code, "high", value)
        if (low is not None and low < 0) or (high is not None and high < (low or 0)):
            return True
    return False


def _quantifier(row: dict, codes: dict, languages: dict[str, str]) -> str:
    language, wording = languages.get(row["source_id"], "en"), row["value_wording"].casefold()
    found = [
        (len(cue), code)
        for code, entry in codes.get("quantifier", {}).items()
        for cue in split_cues(entry["cues"]).get(language, ())
        if cue.casefold() in wording
    ]
    return max(found)[1] if found else ""


def counted(row: dict) -> str:
    """What a row counts: the harm of a casualty claim, the measure of a figure."""
    return row["harm"] if "harm" in row else row["measure"]


def unit_of(package: Package, row: dict) -> str:
    """The unit of a row's number; people whom no measure of their own takes are still persons."""
    unit = package.codes.get("harm" if "harm" in row else "measure", {}).get(counted(row), {}).get("unit", "")
    return "person" if unit == "item" and row["population"] not in ("", "none") else unit


def claim_rows(package: Package) -> list[dict]:
    """Casualty claims and figures, in the order of their ids."""
    return sorted(package.rows(*CLAIMS), key=lambda row: row["_id"])


def derive(package: Package) -> list[list[str]]:
    """The rows of intervals.csv."""
    rows = []
    for row in claim_rows(package):
        low, high, rule = interval_of(row, package.codes, package.languages)
        rows.append([row["_id"], as_cell(low), as_cell(high), rule])
    return rows


def as_cell(end: int | None) -> str:
    """An end of an interval, blank where it is open."""
    return "" if end is None else str(end)


def as_text(low: int | None, high: int | None) -> str:
    """`[27, ]` for 27 and more."""
    return f"[{as_cell(low)}, {as_cell(high)}]"

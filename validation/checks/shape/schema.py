"""A table held against its Table Schema, compiled to Polars expressions: one pass counts what breaks each rule, a second names the rows.

Every column is read as text; a type is a regular expression first and a conversion second, and a pattern always means the whole cell.
Regular expressions are those of Rust: linear in time, without look-around and back-references.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import polars as pl

from validation.model.descriptor import pattern
from validation.problem import NAMED

LINE, AT, PLACED = "_line", "_at", "_placed"
LAST = "\U0010ffff"  # stands behind every key
# A type by the form of its cells, in ASCII digits; dates must also be days of the calendar.
FORMS = {
    "integer": r"0|-?[1-9][0-9]{0,17}",
    "number": r"-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,18})?",
    "date": r"[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}",
    "boolean": r"true|false",
}
NUMBERS = {"integer": pl.Int64, "number": pl.Float64}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of one column: its name, the column it is shown on, and an expression that is true where a cell breaks it."""

    name: str
    column: str
    broken: pl.Expr


@dataclass(frozen=True, slots=True)
class Finding:
    """A cell that breaks a rule, by line, key and value; `more` counts the cells of the rule that are not named (line 0)."""

    rule: str
    column: str
    line: int
    row_id: str
    value: str
    more: int = 0


def whole(pattern: str) -> str:
    """The pattern as one that must match the whole cell, with digits as ASCII."""
    return rf"\A(?:{pattern})\z".replace(r"\d", "[0-9]")


@cache
def compiles(pattern: str) -> bool:
    """Whether the engine takes the pattern."""
    try:
        pl.Series([""]).str.contains(whole(pattern))
    except pl.exceptions.ComputeError:
        return False
    return True


def fits(pattern: str, cell: str) -> bool:
    """Whether a whole cell matches the pattern, in linear time. Raises polars.exceptions.ComputeError where it is not a pattern."""
    return pl.Series([cell]).str.contains(whole(pattern)).item()


def cell_rules(field: dict) -> Iterator[Rule]:
    """The rules of one column that look at one cell at a time. A blank cell breaks nothing but `required`."""
    name, constraints, kind = field["name"], field.get("constraints", {}), field["type"]
    cell = pl.col(name)
    filled = cell != ""
    typed = pl.lit(True)
    if constraints.get("required"):
        yield Rule("structure.required", name, ~filled)
    if form := FORMS.get(kind):
        typed = cell.str.contains(whole(form))
        if kind == "date":
            typed &= cell.str.to_date("%Y-%m-%d", strict=False).is_not_null()
        yield Rule("structure.type", name, filled & ~typed)
    if "enum" in constraints:
        yield Rule("structure.code", name, filled & ~cell.is_in([str(code) for code in constraints["enum"]]))
    if form := pattern(field):
        yield Rule("structure.pattern", name, filled & ~cell.str.contains(whole(form)))
    if kind in NUMBERS and ("minimum" in constraints or "maximum" in constraints):
        number = cell.cast(NUMBERS[kind], strict=False)
        outside = number < constraints["minimum"] if "minimum" in constraints else pl.lit(False)
        if "maximum" in constraints:
            outside |= number > constraints["maximum"]
        yield Rule("structure.range", name, filled & typed & outside)


def check(schema: dict, table: pl.LazyFrame) -> list[Finding]:
    """What breaks the rules of single cells, of unique columns and of the primary key. `table` holds text columns and `_line`."""
    rules = [rule for field in schema["fields"] for rule in cell_rules(field)]
    key = schema.get("primaryKey", [])
    counts = table.select(rule.broken.sum().alias(str(i)) for i, rule in enumerate(rules)).collect().row(0)
    found = []
    for rule, count in zip(rules, counts, strict=True):
        if count:
            found += _named(rule.name, rule.column, table.filter(rule.broken), key, count)
    for field in schema["fields"]:
        if field.get("constraints", {}).get("unique"):
            found += _repeated("structure.unique", [field["name"]], table.filter(pl.col(field["name"]) != ""), key)
    return found + (_repeated("structure.primary_key", key, table, key) if key else [])


def _named(rule: str, column: str, broken: pl.LazyFrame, key: list[str], count: int) -> list[Finding]:
    """The first rows of those that break a rule, and how many there are beyond them."""
    row_id = pl.concat_str(key, separator=" ") if key else pl.lit("")
    rows = broken.select(LINE, row_id.alias("_id"), pl.col(column).alias("_value")).head(NAMED).collect().sort(LINE)
    found = [Finding(rule, column, *row) for row in rows.iter_rows()]
    return [*found, Finding(rule, column, 0, "", "", count - NAMED)] if count > NAMED else found


def _repeated(rule: str, columns: list[str], table: pl.LazyFrame, key: list[str]) -> list[Finding]:
    """The rows whose columns hold what an earlier row holds; of rows with one key, the one that does not stand in the order of the key."""
    after = pl.lit(False)  # the row before
    for cell in map(pl.col, reversed(columns)):
        after = (cell > cell.shift()) | ((cell == cell.shift()) & after)
    cells = pl.concat_str(columns, separator="\x1f")  # two rows that are alike have it alike
    for distinct in after.sum() + 1, cells.n_unique():  # most tables are in the order of their key
        if table.select(distinct == pl.len()).collect().item():
            return []
    # The column of the key at fault is the first that is alike in neither row beside it.
    apart = [pl.when((pl.col(c) != pl.col(c).shift()) & (pl.col(c) != pl.col(c).shift(-1))).then(pl.lit(c)) for c in columns]
    in_place = (cells >= cells.shift().fill_null("")) & (cells.shift(-1).fill_null(LAST) >= cells)
    marked = table.with_columns(in_place.alias(PLACED), pl.coalesce(*apart, pl.lit(columns[-1])).alias(AT))
    marked = marked.filter(pl.struct(columns).is_duplicated())
    one_is = pl.col(PLACED).any().over(columns) & ~pl.col(PLACED).all().over(columns) if columns == key else pl.lit(False)
    again = pl.when(one_is).then(~pl.col(PLACED)).otherwise(~pl.struct(columns).is_first_distinct())
    rows = marked.filter(again).select(LINE, AT, *{*columns, *key}).collect()
    found = [_named(rule, at, rows.lazy().filter(pl.col(AT) == at), key, int((rows[AT] == at).sum())) for at in columns]
    return [finding for of_column in found for finding in of_column]


def check_reference(reference: dict, table: pl.LazyFrame, target: pl.LazyFrame, key: list[str]) -> list[Finding]:
    """The rows whose foreign key is in no row of the target; a key that is blank throughout points nowhere and breaks nothing."""
    ours, theirs = reference["fields"], reference["reference"]["fields"]
    known = target.select(pl.col(b).alias(a) for a, b in zip(ours, theirs, strict=True))
    filled = table.filter(~pl.all_horizontal(pl.col(column) == "" for column in ours))
    rows = filled.select(LINE, *{*ours, *key}).join(known, on=ours, how="anti").collect()
    return _named("structure.foreign_key", ours[0], rows.lazy(), key, len(rows)) if len(rows) else []

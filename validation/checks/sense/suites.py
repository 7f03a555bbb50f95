"""The suites of suites.toml as expectations of Great Expectations."""

import re

import great_expectations.expectations as gxe
from great_expectations.expectations.row_conditions import Column, Condition

from validation.checks.sense import SUITES
from validation.rules import rules

# Word of the table > the expectation, the arguments that take its columns, and those that are always the same.
KINDS: dict[str, tuple[type[gxe.Expectation], tuple[str, ...], dict]] = {
    "null": (gxe.ExpectColumnValuesToBeNull, ("column",), {}),
    "not_null": (gxe.ExpectColumnValuesToNotBeNull, ("column",), {}),
    "in_set": (gxe.ExpectColumnValuesToBeInSet, ("column",), {}),
    "between": (gxe.ExpectColumnValuesToBeBetween, ("column",), {}),
    "equal": (gxe.ExpectColumnPairValuesToBeEqual, ("column_A", "column_B"), {"ignore_row_if": "both_values_are_missing"}),
    "not_after": (gxe.ExpectColumnPairValuesAToBeGreaterThanB, ("column_B", "column_A"),
                  {"or_equal": True, "ignore_row_if": "either_value_is_missing"}),
    "different": (gxe.ExpectSelectColumnValuesToBeUniqueWithinRecord, (), {"ignore_row_if": "any_value_is_missing"}),
    "unique_together": (gxe.ExpectCompoundColumnsToBeUnique, (), {}),
}  # fmt: skip
ARGUMENTS = {"values": "value_set", "low": "min_value", "high": "max_value"}


def suite_of(view: str) -> list[gxe.Expectation]:
    """The expectations of a view, each with the name of its rule and what a message says."""
    made = []
    for rule, told in SUITES[view].items():
        name = f"sense.{rule}" if "." in rule else f"sense.{view}.{rule}"
        made += [_expectation(name, **each) for each in (told if isinstance(told, list) else [told])]
    return made


def _expectation(rule: str, why: str, where: str = "", shown: str | None = None, only: bool = False, **told) -> gxe.Expectation:
    word = next(word for word in KINDS if word in told)
    kind, names, always = KINDS[word]
    columns = [told[word]] if isinstance(told[word], str) else told[word]
    arguments = dict(zip(names, columns, strict=True)) if names else {"column_list": columns}
    arguments |= always | {ARGUMENTS[name]: value for name, value in told.items() if name in ARGUMENTS}
    if where:
        arguments["row_condition"] = _condition(where)
    if shown is None:
        shown = columns[-1] if word == "different" else columns[0]
    column, *others = shown.split() or [""]
    made = kind(description=rules()[rule].says, meta={"rule": rule, "why": why, "column": column}, **arguments)
    made.meta["others"] = [*others, *sorted(reads(made))] if column and not only else []
    return made


def _condition(where: str) -> Condition:
    """A condition such as "office is given" or "bound is not vague"."""
    name, negative, code = re.fullmatch(r"(\w+) is (not )?(\w+)", where).groups()
    column = Column(name)
    if code == "given":
        return column.is_not_null()
    return column != code if negative else column == code


def reads(expectation: gxe.Expectation) -> set[str]:
    """The columns that an expectation looks at."""
    told = [getattr(expectation, name, None) for name in ("column", "column_A", "column_B")]
    where = expectation.row_condition
    return {*filter(None, told), *getattr(expectation, "column_list", ()), *([where.column.name] if where is not None else [])}

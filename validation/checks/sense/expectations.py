"""The expectations of the suites, under the names that Great Expectations gives them.

Each takes the name of its rule, what a message says of a cell that breaks it, and the columns it looks at. The message is shown on
the first of these columns, or on `shown` where that one stands in no table ("" where the message is about the row).
"""

from __future__ import annotations

import great_expectations.expectations as gxe
from great_expectations.expectations.row_conditions import Column as col  # noqa: N813  as Great Expectations' own documents write it
from great_expectations.expectations.row_conditions import Condition

from validation.rules import rules

__all__ = ["GIVEN", "between", "col", "different", "equal", "in_set", "not_after", "not_in_set", "not_match", "not_null", "null",
           "reads", "unique_together"]  # fmt: skip
Expectation = gxe.Expectation
GIVEN = "says that nothing is known, though the date is given"  # of a precision; where the date is at fault, its words say so


def reads(expectation: Expectation) -> set[str]:
    """The columns that an expectation looks at."""
    told = [getattr(expectation, name, None) for name in ("column", "column_A", "column_B")]
    return {*filter(None, told), *getattr(expectation, "column_list", ()), *_named(expectation.row_condition)}


def _named(where: Condition | None) -> set[str]:
    """The columns of a condition, or of the conditions that it is made of."""
    inner = getattr(where, "conditions", ())
    return set().union(*map(_named, inner)) if inner or where is None else {where.column.name}


def _expect(kind: type[Expectation], rule: str, why: str, shown: str, where: Condition | None, **arguments) -> Expectation:
    condition = {"row_condition": where} if where is not None else {}
    return kind(description=rules()[rule].says, meta={"rule": rule, "why": why, "column": shown}, **arguments, **condition)


def not_null(rule: str, why: str, column: str, where: Condition | None = None, shown: str | None = None) -> Expectation:
    return _expect(gxe.ExpectColumnValuesToNotBeNull, rule, why, column if shown is None else shown, where, column=column)


def null(rule: str, why: str, column: str, where: Condition | None = None, shown: str | None = None) -> Expectation:
    return _expect(gxe.ExpectColumnValuesToBeNull, rule, why, column if shown is None else shown, where, column=column)


def in_set(rule: str, why: str, column: str, values: list, where: Condition | None = None, shown: str | None = None) -> Expectation:
    kind = gxe.ExpectColumnValuesToBeInSet
    return _expect(kind, rule, why, column if shown is None else shown, where, column=column, value_set=values)


def not_in_set(rule: str, why: str, column: str, values: list, shown: str | None = None) -> Expectation:
    kind = gxe.ExpectColumnValuesToNotBeInSet
    return _expect(kind, rule, why, column if shown is None else shown, None, column=column, value_set=values)


def not_match(rule: str, why: str, column: str, patterns: list[str]) -> Expectation:
    return _expect(gxe.ExpectColumnValuesToNotMatchRegexList, rule, why, column, None, column=column, regex_list=patterns)


def between(rule: str, why: str, column: str, low: object = None, high: object = None, where: Condition | None = None,
            shown: str | None = None) -> Expectation:  # fmt: skip
    kind = gxe.ExpectColumnValuesToBeBetween
    return _expect(kind, rule, why, column if shown is None else shown, where, column=column, min_value=low, max_value=high)


def equal(rule: str, why: str, column: str, other: str, where: Condition | None = None, shown: str | None = None) -> Expectation:
    return _expect(gxe.ExpectColumnPairValuesToBeEqual, rule, why, column if shown is None else shown, where,
                   column_A=column, column_B=other, ignore_row_if="both_values_are_missing")  # fmt: skip


def not_after(rule: str, why: str, earlier: str, later: str, where: Condition | None = None, shown: str | None = None) -> Expectation:
    return _expect(gxe.ExpectColumnPairValuesAToBeGreaterThanB, rule, why, earlier if shown is None else shown, where,
                   column_A=later, column_B=earlier, or_equal=True, ignore_row_if="either_value_is_missing")  # fmt: skip


def different(rule: str, why: str, column: str, other: str, shown: str | None = None) -> Expectation:
    """Two columns of one row hold different values; the message is shown on the second, or on `shown`."""
    return _expect(gxe.ExpectSelectColumnValuesToBeUniqueWithinRecord, rule, why, other if shown is None else shown, None,
                   column_list=[column, other], ignore_row_if="any_value_is_missing")  # fmt: skip


def unique_together(rule: str, why: str, columns: list[str], shown: str) -> Expectation:
    return _expect(gxe.ExpectCompoundColumnsToBeUnique, rule, why, shown, None, column_list=columns)

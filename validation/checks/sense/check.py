"""Runs the suite of each view and turns what Great Expectations finds into problems."""

import gc
from collections.abc import Callable, Collection, Iterator
from importlib import import_module

import great_expectations as gx
import great_expectations.expectations as gxe
import pandas as pd
from great_expectations.data_context import AbstractDataContext
from great_expectations.data_context.types.base import ProgressBarsConfig
from great_expectations.datasource.fluent.interfaces import Batch

from validation.checks.sense import VIEWS
from validation.checks.sense.frames import AT
from validation.checks.sense.suites import reads, suite_of
from validation.model.package import DESCRIPTOR, Package
from validation.problem import Problem, few

PLACE = ["_file", "_line", "_id"]  # Great Expectations names each row it finds by these columns


Declared = set[tuple[str, str]]  # items and columns
Batches = Callable[[dict[str, pd.DataFrame]], Batch]  # {"dataframe": frame} > what Great Expectations judges


def in_memory(context: AbstractDataContext) -> Batches:
    """Batches that pandas judges."""
    asset = context.data_sources.add_pandas("views").add_dataframe_asset("view")  # one for all: each more is written to the project
    return asset.add_batch_definition_whole_dataframe("all").get_batch


def check(
    package: Package, leave_out: Collection[str] = (), batches: Callable[[AbstractDataContext], Batches] = in_memory
) -> list[Problem]:
    """Every finding of every suite, except of those left out, such as "sense.claims". `batches` says what judges them.

    A view that lacks a table says so and is left out; the others go on.
    """
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    batch = batches(context)
    problems: list[Problem] = []
    left_out, failed = [], set()
    if package.is_large:
        gc.freeze()
    for name in VIEWS:
        module = import_module(f"validation.checks.sense.{name}")
        if f"sense.{name}" in leave_out:
            continue
        if lacking := [table for table in module.NEEDS if table not in package.tables]:
            left_out.append(name)
            failed |= set(lacking)
            continue
        if package.is_large:
            gc.collect()  # the frames of the view before hang together in circles
        frame = module.frame(package)
        if len(frame):
            suite = gx.ExpectationSuite(name=name, expectations=suite_of(name))
            problems += _run(batch, suite, frame, package)
    if left_out:
        message = (
            f"describes tables that cannot be used ({', '.join(sorted(failed))}), so the sense of {', '.join(left_out)} was not judged"
        )
        problems.append(Problem(file=DESCRIPTOR, rule="skipped", message=message))
    return problems


def _run(batch: Batches, suite: gx.ExpectationSuite, frame: pd.DataFrame, package: Package) -> list[Problem]:
    """What one suite finds. Rows and their places are asked for only of the rules that are broken, as asking costs most of the time."""
    # Great Expectations hashes, copies and filters a frame for each rule: it gets no column that no rule reads, and no row twice.
    columns = sorted(set().union(*map(reads, suite.expectations)))
    alone = not any(isinstance(rule, gxe.ExpectCompoundColumnsToBeUnique) for rule in suite.expectations)
    cells = frame[columns].drop_duplicates() if alone else frame[columns]
    judged = batch({"dataframe": cells}).validate(suite, result_format="BOOLEAN_ONLY")
    if judged.success:
        return []
    broken = {outcome.expectation_config.meta["rule"] for outcome in judged.results if not outcome.success}
    inferences = package["inferences"].columns("item_id", "column") if "inferences" in package.tables else ([], [])
    declared = set(zip(*inferences, strict=True))
    suite = gx.ExpectationSuite("broken", [rule for rule in suite.expectations if rule.meta["rule"] in broken])
    asked = {"result_format": "COMPLETE", "unexpected_index_column_names": PLACE}
    placed = batch({"dataframe": frame[[*PLACE, *sorted({*columns} - {*PLACE})]]})
    problems: list[Problem] = []
    for outcome in placed.validate(suite, result_format=asked).results:
        if not outcome.success:
            problems += few(_problems(outcome.expectation_config.meta, outcome.result["unexpected_index_list"], frame, declared))
    return problems


def _problems(meta: dict, rows: list[dict], frame: pd.DataFrame, declared: Declared) -> Iterator[Problem]:
    """A problem for each row that Great Expectations names, on the column that the rule is shown on, or that the row says is at fault, or
    that is the only one of those the rule reads that no words carry."""
    shown = frame[AT] if meta["column"] == AT else [meta["column"]] * len(frame)
    places = zip(*(frame[key].tolist() for key in PLACE), strict=True)
    first = dict(zip(reversed([*places]), reversed([*enumerate(shown)]), strict=True))
    for row in rows:
        at, column = first[tuple(row[key] for key in PLACE)]
        unproven = [other for other in dict.fromkeys([column, *meta["others"]]) if (row["_id"], other) in declared]
        value, message = _as_text(frame[column].iat[at]) if column else "", meta["why"].format_map(frame.iloc[at])
        if len(unproven) == 1 and unproven != [column]:
            message = f"does not fit, as {column}={value!r} {message}"
            column, value = unproven[0], _as_text(frame[unproven[0]].iat[at])
        yield Problem(file=row["_file"], line=int(row["_line"]), row_id=row["_id"], column=column, value=value,
                      rule=meta["rule"], message=message)  # fmt: skip


def _as_text(value: object) -> str:
    """A cell of a frame as its table writes it."""
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if pd.isna(value):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)

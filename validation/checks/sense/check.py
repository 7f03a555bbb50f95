"""Runs the suites and turns what they find into Problems."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from validation.checks.sense import views
from validation.model.items import ITEMS, SAID
from validation.model.package import DESCRIPTOR, Package
from validation.problem import Problem

# The tables that each view and its rules look at.
NEEDS = {
    "claims": ("casualty_claims", "figures", "actors", "attributions", "sources", "evidence"),
    "statements": ("statements", "actors", "attributions", "sources", "evidence", "relations"),
    "events": ("events", "places", "evidence", "names"),
    "event_actors": ("event_actors", "evidence"),
    "actors": (*ITEMS, "sources", "names", "attributions", "evidence", "inferences"),
    "places": ("places", "events"),
    "names": ("names", "actors", "places", "events"),
    "passages": ("passages", "sources", "evidence", "uncoded"),
    "attributions": (*SAID, "attributions", "inferences"),
    "evidence": (*ITEMS, "evidence", "passages"),
    "inferences": (*ITEMS, "inferences", "attributions"),
    "relations": (*SAID, "relations", "sources", "actors", "vocabularies"),
    "explanations": (*SAID, "explanations"),
    "sources": ("sources",),
    "corrections": ("corrections",),
    "retired_ids": (*ITEMS, "retired_ids", "sources", "passages", "places"),
    "cues": ("vocabularies",),
}


def check(package: Package, leave_out: Collection[str] = ()) -> list[Problem]:
    """Every finding of every suite, except of those left out, such as "sense.claims".

    A suite that lacks a table says so and is left out; the others go on.
    """
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    from validation.checks.sense.suites import suites

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    # One asset for all views: Great Expectations writes its whole configuration anew at every one that is added.
    batches = context.data_sources.add_pandas("views").add_dataframe_asset("view").add_batch_definition_whole_dataframe("all")
    problems: list[Problem] = []
    left_out, failed = [], set()
    for name, rules in suites(package).items():
        if f"sense.{name}" in leave_out:
            continue
        if lacking := [table for table in NEEDS[name] if table not in package.tables]:
            left_out.append(name)
            failed |= set(lacking)
            continue
        frame = getattr(views, name)(package)
        frame["_row"] = range(len(frame))
        if len(frame):
            problems += _run(gx, batches, frame, rules, name)
    if left_out:
        message = (
            f"describes tables that cannot be used ({', '.join(sorted(failed))}), so the sense of {', '.join(left_out)} was not judged. "
            "Fix these tables first"
        )
        problems.append(Problem(file=DESCRIPTOR, rule="skipped", message=message))
    return problems


def _run(gx, batches, frame: pd.DataFrame, rules: list, name: str) -> list[Problem]:
    """What one suite finds in the rows it is about. Rows are asked for only where a rule failed, as asking costs most of the time."""
    looked_at = " ".join(str(rule.expectation.configuration.kwargs) for rule in rules)
    needed = frame[[c for c in frame.columns if c == "_row" or c in looked_at]].copy()  # each column costs time to hash and to query
    batch = batches.get_batch({"dataframe": needed})
    failed = [rule for rule, outcome in _outcomes(gx, batch, rules, "BOOLEAN_ONLY") if not outcome.success]
    rows = frame.set_index("_row").to_dict("index") if failed else {}
    problems: list[Problem] = []
    for rule, outcome in _outcomes(gx, batch, failed, "COMPLETE") if failed else []:
        if not outcome.result:  # a metric raised: the check did not run, which says nothing of the data
            message = f"could not run: {outcome.exception_info}"
            problems.append(Problem(file="validation/checks/sense/suites.py", rule=rule.name, message=message))
            continue
        problems += [_problem(rows[index["_row"]], rule, name) for index in outcome.result["unexpected_index_list"]]
    return problems


def _outcomes(gx, batch, rules: list, form: str) -> list[tuple]:
    """Each rule with what Great Expectations says of it."""
    for number, rule in enumerate(rules):
        rule.expectation.meta = {"number": number}
    suite = gx.ExpectationSuite(name="suite", expectations=[rule.expectation for rule in rules])
    asked = {"result_format": form} | ({"unexpected_index_column_names": ["_row"]} if form == "COMPLETE" else {})
    result = batch.validate(suite, result_format=asked)
    return [(rules[outcome.expectation_config.meta["number"]], outcome) for outcome in result.results]


def _problem(row: dict, rule, name: str) -> Problem:
    from validation.checks.sense.suites import SHOWN_ON

    column = SHOWN_ON.get(rule.column, rule.column)
    value = row.get(column) if column else ""
    if isinstance(value, pd.Timestamp):
        value = value.date()
    elif isinstance(value, float) and value.is_integer():
        value = int(value)
    return Problem(
        file=row["_file"],
        line=row["_line"],
        row_id=row["_id"],
        column=column,
        value="" if pd.isna(value) else str(value),
        rule=rule.name,
        message=rule.why,
    )

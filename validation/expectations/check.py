"""Runs the suites and turns what they find into Problems."""

from __future__ import annotations

import pandas as pd

from validation.expectations import views
from validation.package import Package
from validation.problem import Problem


def check(package: Package) -> list[Problem]:
    """Every finding of every suite. A suite whose tables could not be read says so and is left out."""
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    from validation.expectations.suites import suites

    missing = {r["name"] for r in package.description["resources"] if not r["path"].startswith("data/derived/")} - set(package.tables)
    if missing:
        return [_left_out("expectations", sorted(missing))]
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    asset = context.data_sources.add_pandas("views")
    problems: list[Problem] = []
    for name, rules in suites(package).items():
        frame = getattr(views, name)(package)
        frame["_row"] = range(len(frame))
        batches = {}
        for rule in rules:
            batches.setdefault(rule.where, []).append(rule)
        definition = asset.add_dataframe_asset(name).add_batch_definition_whole_dataframe("all")
        for where, group in batches.items():
            part = frame.query(where) if where and len(frame) else frame
            if len(part):
                problems += _run(gx, definition, part, group, name)
    return problems


def _left_out(stage: str, tables: list[str]) -> Problem:
    return Problem("datapackage.json", 0, "", "", "", f"skipped.{stage}", f"{stage} was left out: {', '.join(tables)} failed structure; mend that first")


def _run(gx, definition, frame: pd.DataFrame, rules: list, name: str) -> list[Problem]:
    """What one suite finds in the rows it is about."""
    for number, rule in enumerate(rules):
        rule.expectation.meta = {"number": number}
    suite = gx.ExpectationSuite(name=name, expectations=[rule.expectation for rule in rules])
    form = {"result_format": "COMPLETE", "unexpected_index_column_names": ["_row"]}
    result = definition.get_batch({"dataframe": frame}).validate(suite, result_format=form)
    rows = frame.set_index("_row").to_dict("index")
    problems: list[Problem] = []
    for outcome in result.results:
        rule = rules[outcome.expectation_config.meta["number"]]
        if outcome.success:
            continue
        if not outcome.result:  # a metric raised: the check did not run, which says nothing of the data
            message = f"could not run: {outcome.exception_info}"
            problems.append(Problem("validation/expectations/suites.py", 0, "", "", "", f"sense.{name}.{rule.name}", message))
            continue
        problems += [_problem(rows[index["_row"]], rule, name) for index in outcome.result["unexpected_index_list"]]
    return problems


def _problem(row: dict, rule, name: str) -> Problem:
    from validation.expectations.suites import SHOWN_ON

    column = SHOWN_ON.get(rule.column, rule.column)
    value = row.get(column) if column else ""
    if isinstance(value, pd.Timestamp):
        value = value.date()
    elif isinstance(value, float) and value.is_integer():
        value = int(value)
    why = rule.why if column else f"{row.get(rule.column)} {rule.why}" if rule.column == "rows" else rule.why
    return Problem(row["_file"], row["_line"], row["_id"], column, "" if pd.isna(value) else str(value), f"sense.{name}.{rule.name}", why)

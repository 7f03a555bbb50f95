"""`python -m scripts mutate [--sample N] [--seed N]`: changes cells one at a time and counts what the checks report on that row and column.

Derived tables, hashes and counts are taken as brought up to date, so that only meaning can catch a change.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from dataclasses import dataclass

from scripts.prove.mutations import STRUCTURAL, Mutation, apply, mutations
from validation.checks import bytes as hygiene
from validation.checks.conflicts import check as check_relations
from validation.checks.grounding.check import ground
from validation.checks.grounding.coverage import check as check_coverage
from validation.model.package import Package, read_package
from validation.problem import Problem

GOAL = 0.95
WHY = {
    "prose": "Free prose is checked for the names, numbers and days in it; what else it says, no machine reads.",
    "another id": "The other id is named in the passages too, and the words do not tell the two apart.",
    "another code": "The words of the passages are cues of both codes.",
    "rows swapped": "Both rows are carried by the words of both values.",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A mutation, and how near the report was: "cell", "row" (another column, or the item's other rows) or "" for a survivor."""

    mutation: Mutation
    caught: str
    rule: str


def judge(package: Package, mutation: Mutation, baseline: set[Problem]) -> Outcome:
    """Runs the stages from the cheapest on until one reports the mutated cell."""
    if faults := hygiene.faults(mutation.new):
        return Outcome(mutation, "cell", faults[0][0])
    mutated = apply(package, mutation)
    near = Outcome(mutation, "", "")
    for stage in (_words, _sense):
        for problem in stage(mutated):
            if problem in baseline:
                continue
            if _on_cell(problem, mutation, package):
                return Outcome(mutation, "cell", problem.rule)
            if _on_item(problem, mutation):
                near = Outcome(mutation, "row", problem.rule)
    return near


def _words(package: Package) -> list[Problem]:
    grounding = ground(package)
    return grounding.problems + check_coverage(package, grounding)


def _sense(package: Package) -> list[Problem]:
    from validation.checks.sense.check import check

    return check(package) + check_relations(package)


def _on_cell(problem: Problem, mutation: Mutation, package: Package) -> bool:
    if problem.file != package[mutation.table].path:
        return False
    if mutation.kind in STRUCTURAL and mutation.table == "attributions":
        return problem.row_id.split(" ")[0] == mutation.row_id.split(" ")[0]
    return problem.line == mutation.row + 2 and problem.column == mutation.column


def _on_item(problem: Problem, mutation: Mutation) -> bool:
    return mutation.row_id.split(" ")[0] in problem.row_id.split(" ")


def report(outcomes: list[Outcome]) -> str:
    """Score by table and column, by kind, the survivors with why, and the total against the goal."""
    substantive = [o for o in outcomes if not o.mutation.prose]
    lines = ["", "by table and column" + " " * 27 + "cell   row  none   score"]
    lines += _rows(outcomes, lambda o: f"{o.mutation.table}.{o.mutation.column}" + (" (prose)" if o.mutation.prose else ""))
    lines += ["", "by kind" + " " * 39 + "cell   row  none   score", *_rows(outcomes, lambda o: o.mutation.kind)]
    survivors = [o for o in outcomes if o.caught != "cell"]
    lines += ["", f"{len(survivors)} not reported on the very row and column:"]
    lines += [f"  {outcome.mutation}: {_why(outcome)}" for outcome in survivors]
    structural = [o for o in outcomes if o.mutation.kind in STRUCTURAL]
    for name, group in (("substantive columns", substantive), ("structural mutations", structural)):
        lines.append(f"{name}: {_share(group):.1%} of {len(group)} reported on the very row and column")
    prose = [o for o in outcomes if o.mutation.prose]
    return "\n".join([*lines, f"free prose, counted apart: {_share(prose):.1%} of {len(prose)}"])


def _why(outcome: Outcome) -> str:
    """Why a mutation was not reported on the very row and column."""
    if outcome.caught:
        return f"reported beside it by {outcome.rule}"
    return WHY.get("prose" if outcome.mutation.prose else outcome.mutation.kind, "not reported")


def _share(outcomes: list[Outcome]) -> float:
    return sum(o.caught == "cell" for o in outcomes) / len(outcomes) if outcomes else 1.0


def _rows(outcomes: list[Outcome], key) -> list[str]:
    counts = Counter((key(o), o.caught) for o in outcomes)
    names = list(dict.fromkeys(key(o) for o in outcomes))
    rows = []
    for name in names:
        share = _share([o for o in outcomes if key(o) == name])
        cells = "".join(f" {counts[name, caught]:>5}" for caught in ("cell", "row", ""))
        rows.append(f"  {name:<42}{cells}  {share:>6.1%}")
    return rows


def judge_all(package: Package, sample: int = 0, seed: int = 0, progress=None) -> list[Outcome]:
    """Judges every mutation, or a seeded sample of them. `progress` is told the number done and of how many."""
    chosen = list(mutations(package, seed))
    if sample and sample < len(chosen):
        chosen = random.Random(seed).sample(chosen, sample)
    baseline = set(_words(package)) | set(_sense(package))
    outcomes = []
    for number, mutation in enumerate(chosen, 1):
        outcomes.append(judge(package, mutation, baseline))
        if progress:
            progress(number, len(chosen))
    return outcomes


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--sample", type=int, default=0, help="how many mutations; all by default")
    parser.add_argument("--seed", type=int, default=0)


def run(options: argparse.Namespace) -> int | None:

    def progress(done: int, of: int) -> None:
        if done % 100 == 0 or done == of:
            print(f"{done} of {of} mutations judged", file=sys.stderr, flush=True)

    outcomes = judge_all(read_package(options.root), options.sample, options.seed, progress)
    print(report(outcomes))
    return 0 if _share([o for o in outcomes if not o.mutation.prose]) >= GOAL else 1

"""All stages in order over one package, each over the tables that the one before left sound."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from validation.checks import bytes as hygiene
from validation.checks import descriptor as described
from validation.checks import shape as structure
from validation.checks import staleness
from validation.checks.conflicts import check as check_relations
from validation.checks.grounding.check import NEEDED, ground
from validation.checks.grounding.coverage import check as check_coverage
from validation.model.descriptor import curated
from validation.model.items import ITEMS
from validation.model.package import DESCRIPTOR, Package, read_descriptor, read_package
from validation.model.tables import agreement
from validation.problem import Problem, arrange

RELATED = ("relations", "explanations", "corrections", "retired_ids")  # what the later stages need beside what grounding needs


def validate(root: Path, texts: Path | None = None) -> list[Problem]:
    """Every problem of the package below `root`, arranged. `texts` is a folder of texts that are not shipped.

    Raises CannotRun where there is no package at all.
    """
    try:
        descriptor = read_descriptor(root)
    except (ValueError, RecursionError) as error:
        return [_not_json(error)]
    if problems := described.check_shape(descriptor, (*NEEDED, *ITEMS, *RELATED)):
        return arrange(problems)
    problems = hygiene.check(root, descriptor)
    package = read_package(root, descriptor, texts)
    found, failed = structure.check(root, descriptor)
    problems += _sense_of(found, problems) + described.check(package)
    sound = replace(package, tables={n: t for n, t in package.tables.items() if n not in failed})
    return arrange(problems + _judge(sound))


def _sense_of(found: list[Problem], earlier: list[Problem]) -> list[Problem]:
    """Structure's findings without those that only repeat what hygiene has said of the same bytes."""
    broken = {p.file for p in earlier if p.rule in ("hygiene.encoding", "hygiene.csv", "hygiene.folder")}
    return [p for p in found if p.file not in broken]


def _judge(package: Package) -> list[Problem]:
    """Sense, words and staleness, over the tables that are sound."""
    from validation.checks.sense.check import check as check_expectations

    missing = sorted({r["name"] for r in curated(package.descriptor)} - package.tables.keys())
    problems = check_expectations(package)
    if lacking := [name for name in missing if name in NEEDED]:
        return [*problems, _left_out("grounding", lacking)]
    grounding = ground(package)
    problems += grounding.problems
    if missing:
        return [*problems, _left_out("coverage, conflicts and staleness", missing)]
    problems += check_coverage(package, grounding)
    # Texts that are not shipped are no part of what is built, so the built files are judged without them.
    shipped = ground(replace(package, texts=None)) if package.texts else grounding
    unread = any(p.rule == "grounding.source_text" for p in shipped.problems)
    return problems + check_relations(package) + agreement.unreadable(package) + staleness.check(package, shipped.cells, unread)


def _left_out(stage: str, tables: list[str]) -> Problem:
    return Problem(
        file=DESCRIPTOR, rule="skipped", message=f"{stage}: not judged, as {', '.join(tables)} failed structure; mend that first"
    )


def _not_json(error: ValueError | RecursionError) -> Problem:
    if isinstance(error, json.JSONDecodeError) and error.doc.strip():
        shown = error.doc.splitlines()[error.lineno - 1].strip()[:60]
        message = f"is not JSON: {error.msg} at column {error.colno}: {shown!r}"
        return Problem(file=DESCRIPTOR, line=error.lineno, rule="descriptor.json", message=message)
    why = "is empty" if isinstance(error, json.JSONDecodeError) else str(error)
    return Problem(file=DESCRIPTOR, rule="descriptor.json", message=why)

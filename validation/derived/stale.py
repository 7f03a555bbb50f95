"""What every built file in the repository must hold, and whether it does."""

from __future__ import annotations

from validation.canonical import to_text
from validation.derived import agreement, citation, codebook, conflicts, evidence, intervals, readme, timeline, tolls, wide
from validation.grounding.check import Grounding
from validation.package import Package
from validation.problem import Problem


def expected(package: Package, grounding: Grounding) -> dict[str, str]:
    """Path > text of every derived table and generated document."""
    tables = {
        "intervals": (intervals.COLUMNS, intervals.derive(package)),
        "tolls": (tolls.COLUMNS, tolls.derive(package)),
        "timeline": (timeline.COLUMNS, timeline.derive(package)),
        "claims_wide": (wide.COLUMNS, wide.derive(package)),
        "cell_evidence": (evidence.COLUMNS, evidence.derive(grounding)),
        "conflicts": (conflicts.COLUMNS, conflicts.derive(package)),
        "agreement": (agreement.COLUMNS, agreement.derive(package)),
    }
    files = {f"data/derived/{name}.csv": to_text([columns, *rows]) for name, (columns, rows) in tables.items()}
    files["CODEBOOK.md"] = codebook.codebook(package)
    files["CITATION.cff"] = citation.citation(package)
    path = package.root / "README.md"
    files["README.md"] = readme.fill(package, path.read_text(encoding="utf-8", errors="replace")) if path.is_file() else ""
    return files


def check(package: Package, grounding: Grounding) -> list[Problem]:
    """A problem for each built file that is not what the curated tables give, naming the first line that differs."""
    problems = []
    unread = any(p.rule == "grounding.source_text" for p in grounding.problems)
    for path, text in expected(package, grounding).items():
        if unread and path.endswith("cell_evidence.csv"):
            continue  # a changed source text is said once, not again for each cell
        if not (package.root / path).is_file():
            problems.append(
                Problem(path, 0, "", "", "", "stale", "is not there; run `nox -s build`, or put it back if the build does not write it")
            )
            continue
        found = (package.root / path).read_text(encoding="utf-8", errors="surrogateescape")
        if found != text:
            line = next((i for i, (a, b) in enumerate(zip(found.split("\n"), text.split("\n"), strict=False), 1) if a != b), 1)
            problems.append(
                Problem(path, line, "", "", "", "stale", "is not what the curated tables give from this line on; run `nox -s build`")
            )
    return problems

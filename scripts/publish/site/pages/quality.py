"""What the rows rest on, counted: grades by table, balance by side, language and country, agreement of coders, rules checked."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator

from scripts.files import read_own
from scripts.prove import FIGURES
from scripts.publish.site.pages import Page
from scripts.publish.site.view import View
from validation.model.items import ITEMS
from validation.model.package import CannotRun
from validation.rules import rules


def pages(view: View) -> Iterator[Page]:
    grades: dict[str, Counter] = defaultdict(Counter)
    columns: dict[str, Counter] = defaultdict(Counter)
    for row in view.package["cell_evidence"].records:
        grades[view.tables.get(row["item_id"], "")][row["status"]] += 1
        columns[row["column"] if "[" not in row["column"] else "chain"][row["status"]] += 1
    said = [*view.claims.values(), *view.statements.values()]
    balance = {
        "Numbers by side of the claimant": Counter(view.label("side", row["claimant_side"]) for row in view.claims.values()),
        "Statements by side of the speaker": Counter(view.label("side", row["speaker_side"]) for row in view.statements.values()),
        "Rows by language": Counter(row["language"] or "not known" for row in said),
        "Rows by country of the outlet": Counter(row["outlet_country"] or "not known" for row in said),
        "Sources by text": Counter(view.label("text_status", row["text_status"]) for row in view.sources.values()),
        "Pairs that do not agree, by what settles them": Counter((row["settled_by"] or "open").replace("_", " ")
                                                                 for row in view.package["conflicts"].records),
    }  # fmt: skip
    # What each grade means, the surest first.
    says = {grade: view.meaning("grounding", grade) for grade in ("grounded", "worded", "publisher", "unmarked", "declared")}
    says["not_here"] = "It rests on a page that is not shipped, and no recorded words show it."
    stages = Counter(name.partition(".")[0] for name in rules())
    yield Page("quality/index.html", "quality.html", "Data quality", {
        "grades": [(table, grades[table]) for table in ITEMS if grades[table]], "says": says,
        "total": sum(grades.values(), Counter()),
        "columns": sorted(columns.items(), key=lambda pair: -pair[1]["declared"]),
        "balance": {k: v.most_common() for k, v in balance.items()},
        "coverage": coverage(view), "agreement": view.package["agreement"].records, "stages": sorted(stages.items()), "rules": len(rules()),
        "score": score(view),
        "corrections": view.package["corrections"].records,
    })  # fmt: skip


def score(view: View) -> dict:
    """The figures of `nox -s mutate`, with the kinds that pass most first; empty where none were written."""
    if not (view.package.root / FIGURES).exists():
        return {}
    try:
        said = json.loads(read_own(view.package.root, FIGURES.as_posix()))
        return said | {"kinds": sorted((kind for kind in said["kinds"] if kind["passed"]), key=lambda kind: kind["caught"])}
    except (ValueError, TypeError, KeyError, RecursionError):
        raise CannotRun(f"{FIGURES}: is not what `nox -s mutate -- --write` writes; run it, or delete the file") from None


def coverage(view: View) -> list[tuple[str, int, int, int]]:
    """Of each shipped text: its letters and figures, how many stand in a passage with rows, and how many in one that carries none."""
    uncoded = set(view.package["uncoded"].by_id)
    found = []
    for source, text in sorted(view.texts.items()):
        marks = [0] * len(text.text)
        for passage in view.passages_of_source.get(source, ()):
            if passage["char_end"]:
                rank = 1 if passage["passage_id"] in uncoded else 2
                for at in range(int(passage["char_start"]), min(int(passage["char_end"]), len(marks))):
                    marks[at] = max(marks[at], rank)
        counts = Counter(rank for rank, letter in zip(marks, text.text, strict=True) if letter.isalnum())
        found.append((source, sum(counts.values()), counts[2], counts[1]))
    return found

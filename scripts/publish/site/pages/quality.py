"""What the rows rest on, counted: grades by table, balance by side, language and country, agreement of coders, rules checked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from scripts.publish.site.page import Page
from scripts.publish.site.view import GRADE_SAYS, View
from validation.model.items import ITEMS
from validation.rules import rules


def pages(view: View) -> Iterator[Page]:
    grades: dict[str, Counter] = defaultdict(Counter)
    columns: dict[str, Counter] = defaultdict(Counter)
    for row in view.package["cell_evidence"].records:
        grades[view.tables.get(row["item_id"], "")][row["status"]] += 1
        columns[row["column"] if "[" not in row["column"] else "chain"][row["status"]] += 1
    said = [*view.claims.values(), *view.statements.values()]
    balance = {
        "Numbers by side of the claimant": Counter(view.label("side", row["claimant_side"] or "unknown") for row in view.claims.values()),
        "Statements by side of the speaker": Counter(
            view.label("side", row["speaker_side"] or "unknown") for row in view.statements.values()
        ),
        "Rows by language": Counter(row["language"] or "not known" for row in said),
        "Rows by country of the outlet": Counter(row["outlet_country"] or "not known" for row in said),
        "Sources by text": Counter(view.label("text_status", row["text_status"]) for row in view.sources.values()),
        "Pairs that do not agree, by what settles them": Counter((row["settled_by"] or "open").replace("_", " ")
                                                                 for row in view.package["conflicts"].records),
    }  # fmt: skip
    stages = Counter(name.partition(".")[0] for name in rules())
    yield Page("quality/index.html", "quality.html", "Data quality", {
        "grades": [(table, grades[table]) for table in ITEMS if grades[table]], "says": GRADE_SAYS,
        "total": sum(grades.values(), Counter()),
        "columns": sorted(columns.items(), key=lambda pair: -pair[1]["declared"]),
        "balance": {k: v.most_common() for k, v in balance.items()},
        "agreement": view.package["agreement"].records, "stages": sorted(stages.items()), "rules": len(rules()),
        "counts": view.package["row_counts"].records, "corrections": view.package["corrections"].records,
    })  # fmt: skip

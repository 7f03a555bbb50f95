"""How each number travelled: the families of reports that repeat, match, revise or update one another."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.publish.site.page import Page
from scripts.publish.site.pictures.journeys import journey
from scripts.publish.site.view import View


def pages(view: View) -> Iterator[Page]:
    ordered = sorted(view.families.items(), key=lambda family: (-len(family[1]), family[0]))
    told = [{"lead": lead, "items": items, "first": _first(view, items),
             "wordings": sorted({view.claims[i]["value_wording"] for i in items}, key=str.casefold),
             "outlets": len({view.claims[i]["outlet"] for i in items})} for lead, items in ordered]  # fmt: skip
    yield Page("families/index.html", "families.html", "How a number travelled", {"families": told})
    for family in told:
        row = view.claims[family["first"]]
        what = f"{view.counted(family['first'])}, {view.label('population', row['population'])}"
        yield Page(f"families/{family['lead']}/index.html", "family.html", f"How a number travelled: “{row['value_wording']}”, {what}", {
            "family": family, "journey": journey(view, family["items"]), "what": what, "row": row,
            "relations": [r for i in family["items"] for r in view.relations[i] if r["from_id"] == i and r["to_id"] in family["items"]],
            "sides": sorted({view.claims[i]["claimant_side"] or "unknown" for i in family["items"]}),
        })  # fmt: skip


def _first(view: View, items: list[str]) -> str:
    """The report that speaks for the earliest moment."""
    return min(items, key=lambda i: (view.moment(i).date or "9999", view.moment(i).basis == "published_on", i))

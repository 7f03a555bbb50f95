"""How each number travelled: the families of reports that repeat, match, revise or update one another."""

from collections import defaultdict
from collections.abc import Iterator

from scripts.publish.site.pages import Page
from scripts.publish.site.pictures.journeys import journey
from scripts.publish.site.view import View
from validation.model.clusters import SAME, clusters


def pages(view: View) -> Iterator[Page]:
    ordered = sorted(view.families.items(), key=lambda family: (-len(family[1]), family[0]))
    told = [{"lead": lead, "items": items, "first": _first(view, items),
             "wordings": sorted({view.claims[i]["value_wording"] for i in items}, key=lambda words: (words.casefold(), words)),
             "outlets": len({view.claims[i]["outlet"] for i in items})} for lead, items in ordered]  # fmt: skip
    yield Page("families/index.html", "families.html", "How a number travelled", {"families": told})
    for family in told:
        row = view.claims[family["first"]]
        of_whom = "" if row["population"] == "none" else f", {view.label('population', row['population'])}"
        what = f"{view.counted(family['first'])}{of_whom}"
        yield Page(f"families/{family['lead']}/index.html", "family.html", f"How a number travelled: “{row['value_wording']}”, {what}", {
            "family": family, "what": what, "row": row, "numbers": numbers(view, family["items"]),
            "sides": sorted({view.claims[i]["claimant_side"] or "unknown" for i in family["items"]}),
        })  # fmt: skip


def numbers(view: View, items: list[str]) -> list[dict]:
    """The numbers of a family in order of time: those that repeat or match one another, their picture, and which others they replace."""
    lead = clusters((r for i in items for r in view.relations[i]), SAME)
    groups: dict[str, list[str]] = defaultdict(list)
    for item in items:
        groups[lead[item]].append(item)
    replaced = defaultdict(set)
    for relation in (r for i in items for r in view.relations[i] if r["from_id"] == i and r["relation"] in ("revises", "updates")):
        ends = [lead[relation[end]] for end in ("from_id", "to_id")]
        if ends[0] != ends[1] and ends[1] in groups:
            replaced[ends[0]].add((relation["relation"], ends[1]))
    firsts = {name: _first(view, group) for name, group in groups.items()}
    ordered = sorted(groups, key=lambda name: (view.moment(firsts[name]).date or "9999", firsts[name]))
    return [{"name": name, "row": view.claims[firsts[name]], "journey": journey(view, groups[name]),
             "replaces": [(how, view.claims[firsts[old]], old) for how, old in sorted(replaced[name])]} for name in ordered]  # fmt: skip


def _first(view: View, items: list[str]) -> str:
    """The report that speaks for the earliest moment."""
    return min(items, key=lambda i: (view.moment(i).date or "9999", view.moment(i).basis == "published_on", i))

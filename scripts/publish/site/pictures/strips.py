"""Claims as strips of intervals: one row a claim, in order of the time the number speaks for; a panel a harm, population and side.

A claim that is told again is one row with the number of reports: the same voice, bound and interval.
"""

from collections import defaultdict
from textwrap import shorten
from urllib.parse import urlencode

from scripts.publish.site.environment import day
from scripts.publish.site.pictures.scale import linear
from scripts.publish.site.view import View, rank
from validation.model.tables.tolls import WITHIN

HARMS = ("killed", "wounded", "missing")
POPULATIONS = ("people", *WITHIN)
CORE = ("value", "value_wording", "bound", "harm", "measure", "population")  # the cells that a mark shows
WIDTH, LEFT, RIGHT, TOP, ROW = 380, 10, 372, 20, 31  # units of the drawing
ARROW = 26  # how far the arrow of an open end reaches, whatever the number
LETTER = 6.4  # width of a letter of the wording, nearly
LINE = 60  # letters of the small line above a mark that fit into a panel in a wide typeface


def panels(view: View, event: str, harms: tuple[str, ...] = HARMS) -> list[dict]:
    """The panels of an event, by harm, whose people, and population; the order says nothing of weight."""
    groups: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for item, row in view.claims.items():
        if row["event_id"] == event and row["measure"] in harms and (row["low"] or row["high"]):
            groups[row["measure"], row["population_side"], row["population"]].append(item)

    def order(key: tuple[str, str, str]) -> tuple:
        harm, side, population = key
        return harms.index(harm), side == "unknown", side, rank(POPULATIONS, population), population

    return [_panel(view, event, key, groups[key]) for key in sorted(groups, key=order)]


def reported(view: View, items: list[str]) -> list[list[str]]:
    """The claims, the reports of one put together, the earliest first in each and among them."""
    groups: dict[tuple, list[str]] = defaultdict(list)
    for item in items:
        groups[view.claim_of(item)].append(item)
    sort = {item: _when(view, item) for item in items}
    return sorted((sorted(group, key=sort.__getitem__) for group in groups.values()), key=lambda group: sort[group[0]])


def _when(view: View, item: str) -> tuple:
    moment = view.moment(item)
    return (moment.date or "9999", moment.basis == "published_on", moment.time, item)


def _panel(view: View, event: str, key: tuple[str, str, str], items: list[str]) -> dict:
    """A small picture with a linear scale of its own; in `side_read` of its reports the side is a coder's reading."""
    harm, side, population = key
    groups = reported(view, items)
    top = max(int(end) for item in items for end in (view.claims[item]["low"], view.claims[item]["high"]) if end)
    place, ticks = linear(top, LEFT, RIGHT - ARROW)
    marks = [_mark(view, group, TOP + ROW * n, place) for n, group in enumerate(groups)]
    of_whom = "" if population == "none" else f", {view.label('population', population)}"
    title = view.label("harm" if harm in HARMS else "measure", harm).capitalize() + of_whom
    read = sum(view.grade(item, "population_side") == "declared" for item in items)
    query = urlencode({"event": event, "harm": harm, "population": population, "whose": side})
    return {
        "harm": harm, "population": population, "whose": side, "title": title, "marks": marks, "ticks": ticks,
        "steps": _steps(view, groups, marks), "height": TOP + ROW * len(marks) + 4, "query": query, "side_read": read,
        "reports": len(items),
    }  # fmt: skip


def _mark(view: View, group: list[str], y: int, place) -> dict:
    """A row of a panel. `low` and `high` are places on the scale, None where that end is open."""
    item, row = group[0], view.claims[group[0]]
    low, high = (place(int(row[end])) if row[end] else None for end in ("low", "high"))
    wording = row["value_wording"] if len(row["value_wording"]) < 34 else row["value_wording"][:32] + "…"
    wording += view.in_figures(item)
    declared = any(view.grade(item, column) == "declared" for column in CORE)
    moment = view.moment(item)
    when = f"{'by ' if moment.basis == 'published_on' else ''}{day(moment.date, moment.date[:4] != '2023')}" if moment.date else "no day"
    title = f"{view.sentence(item)}. Reported by {'; '.join(dict.fromkeys(view.outlet(i).get('name', '') for i in group))}."
    part = "part" in row["do_not_sum"].split()
    rest = f"{when} {f' {len(group)} reports' if len(group) > 1 else ''}{' a part' if part else ''}"
    who = shorten(row["claimant"], LINE - len(rest), placeholder="…", break_on_hyphens=False)  # whole in the title
    start = high if low is None else low
    text_x, anchor = _beside(start, low + ARROW if high is None else high, len(wording) * LETTER)
    return {
        "item": item, "y": y, "when": when, "who": who, "side": row["claimant_side"] or "unknown", "wording": wording,
        "language": view.language(item), "start": start, "low": low, "high": high, "vague": row["bound"] == "vague", "declared": declared,
        "part": part, "reports": len(group), "title": title, "text_x": round(text_x, 1), "anchor": anchor,
    }  # fmt: skip


def _beside(start: float, end: float, width: float) -> tuple[float, str]:
    """Where the wording stands and its anchor: after the mark where there is room, else before it, else above its middle."""
    if end + 9 + width <= WIDTH:
        return end + 9, "start"
    return (start - 9 if start - 9 - width >= 0 else WIDTH - 2), "end"


def _steps(view: View, groups: list[list[str]], marks: list[dict]) -> list[str]:
    """The step line of one voice: from each number to the next of it that revises or updates it, in the same panel."""
    row_of = {item: n for n, group in enumerate(groups) for item in group}
    earlier: dict[int, int] = {}
    for item, new in row_of.items():
        for relation in view.relations[item]:
            old = row_of.get(relation["to_id"], len(groups))
            same = relation["from_id"] == item and old < new and view.voice(item) == view.voice(relation["to_id"])
            if same and relation["relation"] in ("revises", "updates"):
                earlier[new] = max(old, earlier.get(new, 0))
    ends = [(marks[old], marks[new]) for new, old in sorted(earlier.items())]
    return [f"M{a['start']},{a['y'] + 22}V{b['y'] + 22}H{b['start']}" for a, b in ends]

"""Claims as strips of intervals: one row a claim, in order of the time the number speaks for; a panel a harm, population and side.

A claim that is told again is one row with the number of reports: the same voice, bound and interval.
"""

from collections import defaultdict
from dataclasses import dataclass
from textwrap import shorten
from urllib.parse import urlencode

from scripts.publish.site.environment import day
from scripts.publish.site.pictures.scale import linear
from scripts.publish.site.view import View
from validation.model.tables.tolls import WITHIN

HARMS = ("killed", "wounded", "missing")
POPULATIONS = ("people", *WITHIN)
CORE = ("value", "value_wording", "bound", "harm", "measure", "population")  # the cells that a mark shows
WIDTH, LEFT, RIGHT, TOP, ROW = 380, 10, 372, 20, 31  # units of the drawing
ARROW = 26  # how far the arrow of an open end reaches, whatever the number
LETTER = 6.4  # width of a letter of the wording, nearly
LINE = 60  # letters of the small line above a mark that fit into a panel in a wide typeface


@dataclass
class Mark:
    """A row of a panel. `low` and `high` are places on the scale, None where that end is open or the number has none."""

    item: str
    y: int
    when: str
    who: str
    side: str
    wording: str
    language: str
    low: float | None
    high: float | None
    vague: bool
    declared: bool
    part: bool
    reports: int
    title: str
    text_x: float = 0
    anchor: str = "start"

    @property
    def start(self) -> float:
        return self.low if self.low is not None else self.high if self.high is not None else LEFT

    @property
    def end(self) -> float:
        return self.high if self.high is not None else self.start


@dataclass
class Panel:
    """A small picture with a linear scale of its own."""

    harm: str
    population: str
    whose: str
    title: str
    marks: list[Mark]
    ticks: list[tuple[float, int]]
    steps: list[str]
    height: int
    query: str
    side_read: int  # how many of its reports have the side as a coder's reading
    reports: int


def panels(view: View, event: str, harms: tuple[str, ...] = HARMS) -> list[Panel]:
    """The panels of an event, by harm, whose people, and population; the order says nothing of weight."""
    groups: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for item, row in view.claims.items():
        if row["event_id"] == event and row["measure"] in harms and (row["low"] or row["high"]):
            groups[row["measure"], row["population_side"], row["population"]].append(item)
    return [_panel(view, event, key, groups[key]) for key in sorted(groups, key=lambda key: _order(key, harms))]


def _order(key: tuple[str, str, str], harms: tuple[str, ...]) -> tuple:
    harm, side, population = key
    return (harms.index(harm), side == "unknown", side, POPULATIONS.index(population) if population in POPULATIONS else 99, population)


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


def _panel(view: View, event: str, key: tuple[str, str, str], items: list[str]) -> Panel:
    harm, side, population = key
    groups = reported(view, items)
    top = max(int(end) for item in items for end in (view.claims[item]["low"], view.claims[item]["high"]) if end)
    place, ticks = linear(top, LEFT, RIGHT - ARROW)
    marks = [_mark(view, group, TOP + ROW * n, place) for n, group in enumerate(groups)]
    of_whom = "" if population == "none" else f", {view.label('population', population)}"
    title = view.label("harm" if harm in HARMS else "measure", harm).capitalize() + of_whom
    read = sum(view.grade(item, "population_side") == "declared" for item in items)
    query = urlencode({"event": event, "harm": harm, "population": population, "whose": side})
    return Panel(harm, population, side, title, marks, [(place(t), t) for t in ticks], _steps(view, groups, marks),
                 TOP + ROW * len(marks) + 4, query, read, len(items))  # fmt: skip


def _mark(view: View, group: list[str], y: int, place) -> Mark:
    item, row = group[0], view.claims[group[0]]
    ends = [place(int(row[end])) if row[end] else None for end in ("low", "high")]
    wording = row["value_wording"] if len(row["value_wording"]) < 34 else row["value_wording"][:32] + "…"
    wording += view.in_figures(item)
    declared = any(view.grade(item, column) == "declared" for column in CORE)
    moment = view.moment(item)
    when = f"{'by ' if moment.basis == 'published_on' else ''}{day(moment.date, moment.date[:4] != '2023')}" if moment.date else "no day"
    title = f"{view.sentence(item)}. Reported by {'; '.join(dict.fromkeys(view.outlet(i).get('name', '') for i in group))}."
    part = "part" in row["do_not_sum"].split()
    rest = f"{when} {f' {len(group)} reports' if len(group) > 1 else ''}{' a part' if part else ''}"
    who = shorten(row["claimant"], LINE - len(rest), placeholder="…", break_on_hyphens=False)  # whole in the title
    mark = Mark(item, y, when, who, row["claimant_side"] or "unknown", wording, view.language(item), ends[0], ends[1],
                row["bound"] == "vague", declared, part, len(group), title)  # fmt: skip
    return _with_text(mark)


def _with_text(mark: Mark) -> Mark:
    """Puts the wording after the mark where there is room, else before it, else above its middle."""
    width = len(mark.wording) * LETTER
    after = mark.end + (ARROW if mark.high is None else 0) + 9
    if after + width <= WIDTH:
        mark.text_x, mark.anchor = after, "start"
    elif mark.start - 9 - width >= 0:
        mark.text_x, mark.anchor = mark.start - 9, "end"
    else:
        mark.text_x, mark.anchor = WIDTH - 2, "end"
    mark.text_x = round(mark.text_x, 1)
    return mark


def _steps(view: View, groups: list[list[str]], marks: list[Mark]) -> list[str]:
    """The step line of one voice: from each number to the next of it that revises or updates it, in the same panel."""
    row_of = {item: n for n, group in enumerate(groups) for item in group}
    earlier: dict[int, int] = {}
    for item, new in row_of.items():
        for relation in view.relations[item]:
            old = row_of.get(relation["to_id"], len(groups))
            same = relation["from_id"] == item and old < new and view.voice(item) == view.voice(relation["to_id"])
            if same and relation["relation"] in ("revises", "updates"):
                earlier[new] = max(old, earlier.get(new, 0))
    return [f"M{marks[a].start},{marks[a].y + 22}V{marks[b].y + 22}H{marks[b].start}" for b, a in sorted(earlier.items())]

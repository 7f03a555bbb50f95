"""How a number travelled: its reports in order of time, from who said it, through who passed it on, to who printed it, on which day."""

from scripts.publish.site.environment import day
from scripts.publish.site.view import View
from validation.model.clusters import SAME

LEFT, RIGHT, TOP, ROW = 20, 700, 30, 40


def journey(view: View, items: list[str]) -> dict:
    """The picture of the reports of one number. Days stand at equal distance, as most reports lie within three and some lie weeks apart."""
    ordered = sorted(items, key=lambda i: _key(view, i))
    days = sorted({d for i in ordered for d in (_said(view, i), view.claims[i]["published_on"]) if d})
    span = (RIGHT - LEFT - 225) / max(len(days) - 1, 1)
    place = {d: round(LEFT + 190 + n * span, 1) for n, d in enumerate(days)}
    legs = [_leg(view, item, TOP + ROW * n, place) for n, item in enumerate(ordered)]
    shown = [(place[d], day(d, d[:4] != "2023")) for d in days]
    return {"legs": legs, "days": shown, "links": _links(view, legs), "height": TOP + ROW * len(legs) + 6}


def _key(view: View, item: str) -> tuple:
    return (_said(view, item) or view.claims[item]["published_on"] or "9999", view.claims[item]["published_on"] or "9999", item)


def _said(view: View, item: str) -> str:
    row = view.claims[item]
    return row["date"] if row["date_basis"] in ("claimed_on", "as_of") else ""


def _leg(view: View, item: str, y: int, place: dict[str, float]) -> dict:
    """A report with the places of its days on the scale: `said` (None where no day is known) and `printed`."""
    row = view.claims[item]
    how = "; ".join(f"{r['relation'].replace('_', ' ')} {r['to_id']}" for r in view.relations[item] if r["from_id"] == item)
    title, wording = f"{view.sentence(item)}; {row['chain']}; {how}", row["value_wording"] + view.in_figures(item)
    return {"item": item, "y": y, "said": place.get(_said(view, item)), "printed": place.get(row["published_on"]),
            "side": row["claimant_side"] or "unknown", "chain": row["chain"], "wording": wording, "language": row["language"],
            "how": how, "title": title}  # fmt: skip


def _links(view: View, legs: list[dict]) -> list[tuple[str, str]]:
    """A bow at the left edge from each report to the one it rests on, and the relation."""
    at = {leg["item"]: leg["y"] + 24 for leg in legs}
    bows = []
    for leg in legs:
        for row in view.relations[leg["item"]]:
            if row["from_id"] == leg["item"] and row["to_id"] in at and row["relation"] in SAME:
                a, b = at[row["to_id"]], at[leg["item"]]
                bend = round(16 - min(abs(b - a) / ROW, 8) * 1.8, 1)
                bows.append((row["relation"], f"M16,{a}C{bend - 6},{a} {bend - 6},{b} 16,{b}"))
    return bows

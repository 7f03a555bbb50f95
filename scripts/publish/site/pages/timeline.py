"""Everything that the words date, day by day."""

from collections.abc import Iterator
from itertools import groupby

from scripts.publish.site.environment import shortened
from scripts.publish.site.pages import Page
from scripts.publish.site.view import View


def pages(view: View) -> Iterator[Page]:
    rows = [row | {"kind": row["item_id"][0]} for row in view.package["timeline"].records]
    days = [(*key, list(group)) for key, group in groupby(sorted(rows, key=_key), key=_key)]
    sides = {row_id: row["claimant_side"] for row_id, row in view.claims.items()}
    sides |= {row_id: row["speaker_side"] for row_id, row in view.statements.items()}
    most = max((len(group) for _, _, group in days), default=1)
    yield Page("timeline/index.html", "timeline.html", "Timeline", {"days": days, "sides": sides, "most": most})


def _key(row: dict) -> tuple[str, str]:
    """The year, month or day, and what it is: a year is not its first day."""
    return shortened(row["date"], row["precision"]), row["precision"] if row["precision"] in ("year", "month") else "day"

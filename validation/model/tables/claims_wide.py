"""One table a statistician can open at once: each claim with names in place of ids, its interval, day, chain, and why not to add it up."""

from collections import defaultdict

from validation.model.clusters import SAME, clusters
from validation.model.moments import said
from validation.model.package import Package
from validation.model.tables.intervals import as_cell, claim_rows, counted, interval_of, unit_of
from validation.model.tables.tolls import MIXED, partial, superseded

COLUMNS = [
    "item_id", "source_id", "event_id", "event", "event_date", "place", "measure", "unit", "population", "population_side",
    "value_wording", "value", "value_high", "bound", "low", "high", "date", "date_basis", "as_of", "claimed_on",
    "claimant_id", "claimant", "claimant_body", "claimant_side", "chain", "outlet", "outlet_country", "language", "published_on", "url",
    "passages", "relations", "inferred", "do_not_sum",
]  # fmt: skip
NOT_TOTALS = {
    "displaced_projected": "projection",
    "bodies_identified": "property", "bodies_unidentified": "property", "bodies_delivered": "property", "bodies_found": "property",
    "children_share": "property", "share_percent": "property",
}  # fmt: skip


def derive(package: Package) -> list[list[str]]:
    """The rows of claims_wide.csv."""
    wide, reasons = Wide(package), _reasons(package)
    rows = []
    for row in claim_rows(package):
        event = wide.events.get(row["event_id"], {})
        low, high, _ = interval_of(row, package.codes, package.languages)
        cells = wide.cells(row) | wide.voice("claimant", row["claimant_id"]) | {
            "event": event.get("title", ""), "event_date": event.get("date_start", ""),
            "place": wide.places.get(event.get("place_id", ""), {}).get("name", ""),
            "measure": counted(row), "unit": unit_of(package, row), "low": as_cell(low), "high": as_cell(high),
            "do_not_sum": " ".join(reasons[row["_id"]]),
        }  # fmt: skip
        rows.append([cells[column] for column in COLUMNS])
    return rows


class Wide:
    """What the wide tables join to an item: its source, chain, passages, relations and declared columns."""

    def __init__(self, package: Package) -> None:
        self.package, self.name = package, package.name
        self.actors, self.events = package["actors"].by_id, package["events"].by_id
        self.places, self.sources = package["places"].by_id, package["sources"].by_id
        self.chains = package["attributions"].values_by("item_id", "actor_id")
        self.passages = package["evidence"].values_by("item_id", "passage_id")
        self.inferred = package["inferences"].values_by("item_id", "column")
        self.relations = package["relations"].by("from_id")

    def cells(self, row: dict) -> dict[str, str]:
        """Column > cell of whatever is told of every kind of item, and of the row itself."""
        item, moment, outlet = row["_id"], said(self.package, row), self.outlet(row["_id"])
        source = self.sources.get(row["source_id"], {})
        return row | {column: source.get(column, "") for column in ("language", "published_on", "url")} | {
            "item_id": item, "date": moment.date, "date_basis": moment.basis,
            "chain": " > ".join(map(self.name, self.chains[item])),
            "outlet": outlet.get("name", ""), "outlet_country": outlet.get("country", ""),
            "passages": " ".join(self.passages[item]), "inferred": " ".join(self.inferred[item]),
            "relations": "; ".join(f"{relation['relation']} {relation['to_id']}" for relation in self.relations[item]),
        }  # fmt: skip

    def voice(self, role: str, actor: str) -> dict[str, str]:
        """Column > cell of the claimant or speaker: the name, whom he speaks for, and where he stands."""
        body = self.name(self.package.voice(actor))
        return {role: self.name(actor), f"{role}_body": body, f"{role}_side": self.actors.get(actor, {}).get("side", "")}

    def outlet(self, item: str) -> dict:
        """The last actor of the chain."""
        return self.actors.get(self.chains[item][-1], {}) if self.chains[item] else {}


def _reasons(package: Package) -> dict[str, list[str]]:
    """Item > why it must not be added to others; an item without a reason may still be a rival count of what another counts."""
    reasons: dict[str, list[str]] = defaultdict(list)
    same = clusters(package["relations"].records, SAME)
    mixed = {e["_id"] for e in package["events"].records if e["event_type"] == MIXED}
    inner, old = partial(package), superseded(package)
    for row in claim_rows(package):
        found = (
            ("part", row["_id"] in inner), ("repeat", same[row["_id"]] != row["_id"]), ("superseded", row["_id"] in old),
            ("mixed_event", row["event_id"] in mixed), (NOT_TOTALS.get(counted(row), ""), counted(row) in NOT_TOTALS),
        )  # fmt: skip
        reasons[row["_id"]] = [reason for reason, holds in found if holds]
    return reasons

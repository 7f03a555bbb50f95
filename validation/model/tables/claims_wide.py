"""One table a statistician can open at once: each claim with names in place of ids, its interval, day, chain, and why not to add it up."""

from collections import defaultdict

from validation.model.clusters import SAME, clusters
from validation.model.moments import said
from validation.model.package import Package
from validation.model.tables.intervals import claim_rows, counted, interval_of, unit_of
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
        event, source, claimant = wide.events.get(row["event_id"], {}), wide.source(row), wide.actors.get(row["claimant_id"], {})
        outlet = wide.outlet(row["_id"])
        low, high, _ = interval_of(row, package.codes, package.languages)
        moment = said(package, row)
        rows.append([
            row["_id"], row["source_id"], row["event_id"], event.get("title", ""), event.get("date_start", ""),
            wide.places.get(event.get("place_id", ""), {}).get("name", ""), counted(row),
            unit_of(package, row), row["population"], row["population_side"],
            row["value_wording"], row["value"], row.get("value_high", ""), row["bound"],
            "" if low is None else str(low), "" if high is None else str(high), moment.date, moment.basis, row["as_of"], row["claimed_on"],
            row["claimant_id"], claimant.get("name", ""), wide.name(package.voice(row["claimant_id"])), claimant.get("side", ""),
            wide.chain(row["_id"]), outlet.get("name", ""), outlet.get("country", ""), source.get("language", ""),
            source.get("published_on", ""), source.get("url", ""), " ".join(wide.passages[row["_id"]]),
            "; ".join(wide.relations[row["_id"]]), " ".join(wide.inferred[row["_id"]]), " ".join(reasons[row["_id"]]),
        ])  # fmt: skip
    return rows


class Wide:
    """What the wide tables join to an item: its source, chain, passages, relations and declared columns."""

    def __init__(self, package: Package) -> None:
        self.name, self.actors, self.events = package.name, package["actors"].by_id, package["events"].by_id
        self.places, self.sources = package["places"].by_id, package["sources"].by_id
        self.chains = package["attributions"].values_by("item_id", "actor_id")
        self.passages = package["evidence"].values_by("item_id", "passage_id")
        self.inferred = package["inferences"].values_by("item_id", "column")
        self.relations: dict[str, list[str]] = defaultdict(list)
        for row in package["relations"].records:
            self.relations[row["from_id"]].append(f"{row['relation']} {row['to_id']}")

    def source(self, row: dict) -> dict:
        return self.sources.get(row["source_id"], {})

    def chain(self, item: str) -> str:
        return " > ".join(self.name(actor) for actor in self.chains[item])

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
            ("part", row["_id"] in inner), ("repeat", same.get(row["_id"], row["_id"]) != row["_id"]), ("superseded", row["_id"] in old),
            ("mixed_event", row["event_id"] in mixed), (NOT_TOTALS.get(counted(row), ""), counted(row) in NOT_TOTALS),
        )  # fmt: skip
        reasons[row["_id"]] = [reason for reason, holds in found if holds]
    return reasons

"""One table a statistician can open at once: each claim with names in place of ids, its interval, chain and passages."""

from __future__ import annotations

from collections import defaultdict

from validation.model.package import Package
from validation.model.tables.intervals import claim_rows, counted, interval_of

COLUMNS = [
    "item_id", "source_id", "event_id", "event", "event_date", "place", "measure", "population", "population_side",
    "value_wording", "value", "bound", "low", "high", "as_of", "claimed_on", "claimant_id", "claimant", "claimant_side",
    "chain", "outlet", "published_on", "url", "passages", "relations", "inferred",
]  # fmt: skip


def derive(package: Package) -> list[list[str]]:
    """The rows of claims_wide.csv."""
    chains, passages = _grouped(package, "attributions", "item_id", "actor_id"), _grouped(package, "evidence", "item_id", "passage_id")
    inferred = _grouped(package, "inferences", "item_id", "column")
    relations = defaultdict(list)
    for row in package["relations"].records:
        relations[row["from_id"]].append(f"{row['relation']} {row['to_id']}")
    actors, events = package["actors"].by_id, package["events"].by_id
    places, sources = package["places"].by_id, package["sources"].by_id
    rows = []
    for row in claim_rows(package):
        event, source, claimant = events.get(row["event_id"], {}), sources.get(row["source_id"], {}), actors.get(row["claimant_id"], {})
        low, high, _ = interval_of(row, package.codes, package.languages)
        names = [actors.get(actor, {}).get("name", "") for actor in chains[row["_id"]]]
        rows.append([
            row["_id"], row["source_id"], row["event_id"],
            event.get("title", ""), event.get("date_start", ""), places.get(event.get("place_id", ""), {}).get("name", ""),
            counted(row), row["population"], row["population_side"], row["value_wording"], row["value"], row["bound"],
            "" if low is None else str(low), "" if high is None else str(high), row["as_of"], row["claimed_on"],
            row["claimant_id"], claimant.get("name", ""), claimant.get("side", ""), " > ".join(names), names[-1] if names else "",
            source.get("published_on", ""), source.get("url", ""), " ".join(passages[row["_id"]]),
            "; ".join(relations[row["_id"]]), " ".join(inferred[row["_id"]]),
        ])  # fmt: skip
    return rows


def _grouped(package: Package, table: str, key: str, column: str) -> dict[str, list[str]]:
    groups = defaultdict(list)
    for row in package[table].records:
        groups[row[key]].append(row[column])
    return groups

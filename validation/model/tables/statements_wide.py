"""Every statement with names in place of ids, its day, chain, and what denies or answers it."""

from collections import defaultdict

from validation.model.moments import said
from validation.model.package import Package
from validation.model.tables.claims_wide import Wide

COLUMNS = [
    "item_id", "source_id", "topic", "speaker_id", "speaker", "speaker_body", "speaker_side", "act", "act_wording", "addressee",
    "about_event_id", "about_event", "about_actor", "content", "mode", "date", "date_basis", "chain", "outlet", "outlet_country",
    "language", "published_on", "url", "passages", "relations", "denied_by", "inferred",
]  # fmt: skip


def derive(package: Package) -> list[list[str]]:
    """The rows of statements_wide.csv."""
    wide, denied = Wide(package), _denied(package)
    rows = []
    for row in package["statements"].records:
        speaker, outlet = wide.actors.get(row["speaker_id"], {}), wide.outlet(row["_id"])
        source, moment = wide.source(row), said(package, row)
        rows.append([
            row["_id"], row["source_id"], row["topic"], row["speaker_id"], speaker.get("name", ""),
            wide.name(package.voice(row["speaker_id"])), speaker.get("side", ""), row["act"], row["act_wording"],
            wide.name(row["addressee_id"]),
            row["about_event_id"], wide.events.get(row["about_event_id"], {}).get("title", ""), wide.name(row["about_actor_id"]),
            row["content"], row["mode"], moment.date, moment.basis, wide.chain(row["_id"]),
            outlet.get("name", ""), outlet.get("country", ""),
            source.get("language", ""), source.get("published_on", ""), source.get("url", ""), " ".join(wide.passages[row["_id"]]),
            "; ".join(wide.relations[row["_id"]]), " ".join(denied[row["_id"]]), " ".join(wide.inferred[row["_id"]]),
        ])  # fmt: skip
    return rows


def _denied(package: Package) -> dict[str, list[str]]:
    """Statement > the ids of the statements that deny it."""
    found = defaultdict(list)
    for row in package["relations"].records:
        if row["relation"] == "denies":
            found[row["to_id"]].append(row["from_id"])
    return found

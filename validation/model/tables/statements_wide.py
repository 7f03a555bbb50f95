"""Every statement with names in place of ids, its day, chain, and what denies or answers it."""

from validation.model.package import Package
from validation.model.tables.claims_wide import Wide

COLUMNS = [
    "item_id", "source_id", "topic", "speaker_id", "speaker", "speaker_body", "speaker_side", "act", "act_wording", "addressee",
    "about_event_id", "about_event", "about_actor", "content", "mode", "date", "date_basis", "chain", "outlet", "outlet_country",
    "language", "published_on", "url", "passages", "relations", "denied_by", "inferred",
]  # fmt: skip


def derive(package: Package) -> list[list[str]]:
    """The rows of statements_wide.csv."""
    wide, relations = Wide(package), package["relations"].by("to_id")
    rows = []
    for row in package["statements"].records:
        cells = wide.cells(row) | wide.voice("speaker", row["speaker_id"]) | {
            "addressee": wide.name(row["addressee_id"]), "about_actor": wide.name(row["about_actor_id"]),
            "about_event": wide.events.get(row["about_event_id"], {}).get("title", ""),
            "denied_by": " ".join(relation["from_id"] for relation in relations[row["_id"]] if relation["relation"] == "denies"),
        }  # fmt: skip
        rows.append([cells[column] for column in COLUMNS])
    return rows

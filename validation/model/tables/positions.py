"""Who holds which position on each disputed topic, once with all its reports, and which position denies which."""

from collections import defaultdict

from validation.model.clusters import SAME, clusters
from validation.model.moments import said
from validation.model.package import Package
from validation.model.tables.claims_wide import Wide

COLUMNS = [
    "topic", "side", "date", "date_basis", "position_id", "speaker", "speaker_body", "act", "content", "mode", "outlets", "item_ids",
    "denies", "denied_by", "contradicts", "responds_to",
]  # fmt: skip


def derive(package: Package) -> list[list[str]]:
    """The rows of positions.csv; a position bears the lowest id of the statements that repeat one another."""
    wide, relations = Wide(package), package["relations"].records
    lead = clusters(relations, SAME)
    groups: dict[str, list[dict]] = defaultdict(list)
    for row in package["statements"].records:
        groups[lead.get(row["_id"], row["_id"])].append(row)
    opposed = _opposed(relations, lead)
    rows = []
    for position, reports in groups.items():
        first = min(reports, key=lambda row: (said(package, row).date or "9999", row["_id"]))
        moment, speaker = said(package, first), wide.actors.get(first["speaker_id"], {})
        rows.append([
            first["topic"], speaker.get("side", ""), moment.date, moment.basis, position, speaker.get("name", ""),
            wide.name(package.voice(first["speaker_id"])), first["act"], first["content"], first["mode"],
            "; ".join(sorted({wide.outlet(r["_id"]).get("name", "") for r in reports})), " ".join(sorted(r["_id"] for r in reports)),
            *(" ".join(sorted(opposed[kind, position])) for kind in ("denies", "denied_by", "contradicts", "responds_to")),
        ])  # fmt: skip
    return sorted(rows, key=lambda row: (row[0], row[1], row[2], row[4]))


def _opposed(relations: list[dict], lead: dict[str, str]) -> dict[tuple[str, str], set[str]]:
    """Kind and position > the positions on the other end; `contradicts` is read from both ends."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in relations:
        a, b = (lead.get(row[end], row[end]) for end in ("from_id", "to_id"))
        found[row["relation"], a].add(b)
        if row["relation"] == "denies":
            found["denied_by", b].add(a)
        if row["relation"] == "contradicts":
            found["contradicts", b].add(a)
    return found

"""Who holds which position on each disputed topic, once with all its reports, and which position denies which."""

from collections import defaultdict

from validation.model.clusters import SAME, Clusters, clusters
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
        groups[lead[row["_id"]]].append(row)
    opposed = _opposed(relations, lead)
    rows = []
    for position, reports in groups.items():
        first = min(reports, key=lambda row: (said(package, row).date or "9999", row["_id"]))
        cells = wide.cells(first) | wide.voice("speaker", first["speaker_id"]) | {
            "side": wide.actors.get(first["speaker_id"], {}).get("side", ""), "position_id": position,
            "outlets": "; ".join(sorted({wide.outlet(report["_id"]).get("name", "") for report in reports})),
            "item_ids": " ".join(sorted(report["_id"] for report in reports)),
        }  # fmt: skip
        cells |= {kind: " ".join(sorted(opposed[kind, position])) for kind in ("denies", "denied_by", "contradicts", "responds_to")}
        rows.append([cells[column] for column in COLUMNS])
    return sorted(rows, key=lambda row: (row[0], row[1], row[2], row[4]))


def _opposed(relations: list[dict], lead: Clusters) -> dict[tuple[str, str], set[str]]:
    """Kind and position > the positions on the other end; `contradicts` is read from both ends."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in relations:
        a, b = (lead[row[end]] for end in ("from_id", "to_id"))
        found[row["relation"], a].add(b)
        if row["relation"] == "denies":
            found["denied_by", b].add(a)
        if row["relation"] == "contradicts":
            found["contradicts", b].add(a)
    return found

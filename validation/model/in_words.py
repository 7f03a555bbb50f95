"""A row of the tables in a line of plain English, by the names of what it points at."""

from validation.model.package import Package
from validation.model.tables.intervals import counted

NAMED_BY = {"actors": "name", "places": "name", "events": "title", "sources": "title"}


def name(package: Package, table: str, row_id: str) -> str:
    """What a reader calls the row, or its id where it has no name."""
    return package[table].by_id.get(row_id, {}).get(NAMED_BY[table], "") or row_id


def in_words(package: Package, table: str, row: dict) -> str:
    """A row as one line."""
    if table == "statements":
        return f"{name(package, 'actors', row['speaker_id'])} ({row['act'].replace('_', ' ')}): {row['content']}"
    if table == "events":
        return row["title"]
    if table == "event_actors":
        return f"{name(package, 'actors', row['actor_id'])}, {row['role']} of {row['event_id']}, {name(package, 'events', row['event_id'])}"
    if table == "actors":
        office = f", {row['office']}" if row["office"] else ""
        return f"{row['name']}{office}"
    measure = counted(row).replace("_", " ")
    who = "" if row["population"] == "none" else f" {row['population']},"
    return f'{name(package, "actors", row["claimant_id"])}: "{row["value_wording"]}"{who} {measure}'

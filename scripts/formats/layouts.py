"""What the rows in other datasets' column shapes share: who took part, where, when, and which toll a named rule gives."""

from __future__ import annotations

from datetime import date

from scripts.formats import grouped
from validation.canonical import to_text
from validation.package import Package

Tolls = dict[tuple[str, str], dict]


def killed(package: Package, rule: str) -> dict[str, Tolls]:
    """Event > population and its side > its row of tolls.csv, for those said to be killed, by one rule."""
    rows = [row for row in package["tolls"].records if row["harm"] == "killed" and row["rule"] == rule]
    return {
        event: {(row["population"], row["population_side"]): row for row in tolls} for event, tolls in grouped(rows, "event_id").items()
    }


def total(tolls: Tolls) -> dict | None:
    """The toll that stands for the whole event: of people of no said side, else the only one.

    Populations overlap, so none are added up; and a toll that another population of the event exceeds is no whole.
    """
    whole = tolls.get(("people", "unknown")) or (next(iter(tolls.values())) if len(tolls) == 1 else None)
    if whole is None or any(int(toll["low"] or 0) > int(whole["low"] or 0) for toll in tolls.values()):
        return None
    return whole


def sides(package: Package, parts: list[dict]) -> tuple[list[dict], list[dict]]:
    """First and second side of an event, from its rows of event_actors: initiators and targets; where only parties are named, the first
    party and the others."""
    parties = actors_in(package, parts, "party")
    first = actors_in(package, parts, "initiator") or parties[:1]
    return first, actors_in(package, parts, "target") or [actor for actor in parties if actor not in first]


def actors_in(package: Package, parts: list[dict], *roles: str) -> list[dict]:
    """The actors that have one of these roles, in the order of the table."""
    return [package["actors"].by_id[part["actor_id"]] for part in parts if part["role"] in roles]


def inherited(package: Package, actor: dict, column: str) -> str:
    """A code of the actor, or of the first body above it that has one."""
    actors, seen = package["actors"].by_id, set()
    while actor and actor["actor_id"] not in seen:
        if actor[column]:
            return actor[column]
        seen.add(actor["actor_id"])
        actor = actors.get(actor["member_of"], {})
    return ""


def place_of(package: Package, event: dict) -> tuple[dict, dict]:
    """The place of an event and the country it lies in; empty where unknown."""
    places = package["places"].by_id
    place = country = places.get(event["place_id"], {})
    while country and country["place_type"] != "country":
        country = places.get(country["within"], {})
    return place, country


def days(event: dict) -> int | None:
    """How many days the event may have lasted, as dated; None where its end is open."""
    if event["date_precision"] in ("minute", "day") and not event["date_end"]:
        return 1
    if not event["date_end"]:
        return None
    return (date.fromisoformat(event["date_end"]) - date.fromisoformat(event["date_start"])).days + 1


def sources_of(package: Package, claim_ids: str) -> list[dict]:
    """The sources of these claims, each once."""
    claims, sources = package["casualty_claims"].by_id, package["sources"].by_id
    return [sources[key] for key in dict.fromkeys(claims[claim]["source_id"] for claim in claim_ids.split())]


def code_of(package: Package, event: dict, scheme: str) -> str:
    """What that scheme's rule would give the type of the event, by our vocabulary."""
    return package.codes["event_type"][event["event_type"]][scheme]


def joined(texts: list[str]) -> str:
    return "; ".join(text.replace(";", ",") for text in dict.fromkeys(texts) if text)


def as_csv(columns: list[str], rows: list[dict]) -> bytes:
    """Rows as CSV; a column that a row lacks is blank."""
    return to_text([columns, *([row.get(column, "") for column in columns] for row in rows)]).encode()


def listed(left_out: list[tuple[dict, str]]) -> str:
    """The events left out, a line each, for a README."""
    return "".join(f"- {event['event_id']} {event['title']}: {why}\n" for event, why in left_out) or "None.\n"

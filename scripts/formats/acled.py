"""Rows in the column shape of ACLED, by the rule `lowest`. None of them holds ACLED data."""

from __future__ import annotations

from datetime import datetime

from scripts.formats import grouped
from scripts.formats.layouts import as_csv, code_of, days, joined, killed, listed, place_of, sides, total
from validation.package import Package

RULE = "lowest"
HEADER = """
event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 actor2 assoc_actor_2
inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude longitude geo_precision source
source_scale notes fatalities tags timestamp
"""
COLUMNS = HEADER.split()
ADDED = ["rule", "population", "population_side", "claim_ids", "date_end"]
DISORDER = {
    "Battles": "Political violence", "Explosions/Remote violence": "Political violence", "Violence against civilians": "Political violence",
    "Protests": "Demonstrations", "Riots": "Demonstrations", "Strategic developments": "Strategic developments",
}  # fmt: skip
SPLIT = {"Excessive force against protesters", "Mob violence"}  # ACLED files these otherwise than the rest of their type
WHERE = {"settlement": "1", "district": "2", "region": "3", "country": "3"}

README = """# Rows in the column shape of ACLED

This file holds **no ACLED data** and was neither made nor checked by ACLED. It lays out events and claims of {name} {version} in the 31
columns of ACLED, so that code written for ACLED can read them, followed by {added}.

Rule: `{rule}`. {definition} Its claims are in `claim_ids`.

## How a row comes about

- An event has a row where our vocabulary gives its type an ACLED event type and its start is dated.
- `fatalities` is the smallest number killed that any claim gives. It is blank where no claim counts the killed, or where several
  populations are claimed and none of them is the whole: here blank is unknown, and never the 0 that ACLED would write.
- An event of several days is one row, with `event_date` its first day and `date_end` its last; ACLED has a row a day. Where only the
  month or the year is known, `event_date` is its first day and `time_precision` is 3. Events nest, so rows must not be added up.
- `event_id_cnty` is our event id. It is no ACLED id. `timestamp` is the date of this version, not of the last change of the row.
- `actor1` and `actor2` are the initiators and the targets, or the parties, under the names of this dataset. They are not in ACLED's
  spelling.
- `time_precision`: 1 day, 2 up to a week, 3 longer. `geo_precision`: 1 settlement, 2 district, 3 region or country. Both are our
  reading of ACLED's codes. `disorder_type` follows the event type, and is blank for the sub-events that ACLED files otherwise.

Always blank, as nothing in this dataset decides them: `assoc_actor_1`, `assoc_actor_2`, `inter1`, `inter2`, `interaction`,
`civilian_targeting`, `iso`, `region`, `admin1`, `admin2`, `admin3`, `source_scale`, `tags`.

## Events without a row

{left_out}"""


def render(package: Package) -> dict[str, bytes]:
    """A file and a README, below `acled/`."""
    tolls = killed(package, RULE)
    claims = grouped(package["casualty_claims"].records, "event_id")
    parts = grouped(package["event_actors"].records, "event_id")
    rows, left_out = [], []
    for event in package["events"].records:
        if not code_of(package, event, "acled"):
            left_out.append((event, f"the type {event['event_type']} has no ACLED event type"))
        elif not event["date_start"]:
            left_out.append((event, "its day is unknown"))
        else:
            rows.append(
                _row(package, event, total(tolls.get(event["event_id"], {})) or {}, claims[event["event_id"]], parts[event["event_id"]])
            )
    text = README.format(
        name=package.description["name"],
        version=package.description["version"],
        added=", ".join(f"`{column}`" for column in ADDED),
        rule=RULE,
        definition=package.codes["aggregation"][RULE]["definition"],
        left_out=listed(left_out),
    )
    return {"acled/README.md": text.encode(), f"acled/{RULE}.csv": as_csv(COLUMNS + ADDED, rows)}


def _row(package: Package, event: dict, toll: dict, claims: list[dict], parts: list[dict]) -> dict:
    first, second = sides(package, parts)
    place, country = place_of(package, event)
    kind, sub_kind = _split(code_of(package, event, "acled"))
    sources, actors = package["sources"].by_id, package["actors"].by_id
    length = days(event)
    return {
        "event_id_cnty": event["event_id"],
        "event_date": event["date_start"],
        "year": event["date_start"][:4],
        "time_precision": "3" if length is None or length > 7 else "1" if length == 1 else "2",
        "disorder_type": "" if sub_kind in SPLIT else DISORDER[kind],
        "event_type": kind,
        "sub_event_type": sub_kind,
        "actor1": joined([a["name"] for a in first]),
        "actor2": joined([a["name"] for a in second]),
        "country": country.get("name", ""),
        "location": place.get("name", ""),
        "latitude": place.get("latitude", ""),
        "longitude": place.get("longitude", ""),
        "geo_precision": WHERE.get(event["place_precision"], ""),
        "source": joined([actors[sources[c["source_id"]]["publisher_id"]]["name"] for c in claims]),
        "notes": _notes(event, claims, actors, sources),
        "fatalities": toll.get("low", ""),
        "timestamp": str(int(datetime.fromisoformat(package.description["created"]).timestamp())),
        "rule": RULE,
        "population": toll.get("population", ""),
        "population_side": toll.get("population_side", ""),
        "claim_ids": toll.get("claim_ids", ""),
        "date_end": event["date_end"],
    }


def _split(code: str) -> tuple[str, str]:
    """`Explosions/Remote violence/Grenade` as event type and sub-event type; an event type may hold a slash itself."""
    kind = next(kind for kind in DISORDER if code == kind or code.startswith(f"{kind}/"))
    return kind, code.removeprefix(kind).removeprefix("/")


def _notes(event: dict, claims: list[dict], actors: dict[str, dict], sources: dict[str, dict]) -> str:
    """A sentence for the event and one for each claim: who says what, printed where."""
    sentences = [f"{event['title']} ({event['assertion']})."]
    for claim in claims:
        said = f'{actors[claim["claimant_id"]]["name"]}: "{claim["value_wording"]}" {claim["population"]} {claim["harm"]}'
        sentences.append(f"{said}, in {actors[sources[claim['source_id']]['publisher_id']]['name']} [{claim['claim_id']}].")
    return " ".join(sentences)

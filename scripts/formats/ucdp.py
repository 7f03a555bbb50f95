"""Rows in the column shape of UCDP GED, a file a named rule. None of them holds UCDP data."""

from __future__ import annotations

from scripts.formats import grouped
from scripts.formats.layouts import (
    Tolls,
    actors_in,
    as_csv,
    code_of,
    days,
    inherited,
    joined,
    killed,
    listed,
    place_of,
    sides,
    sources_of,
    total,
)
from validation.package import Package

HEADER = """
id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id dyad_new_id dyad_name
side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources source_article source_office source_date
source_headline source_original where_prec where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid
country country_id region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low
gwnoa gwnob
"""
COLUMNS = HEADER.split()
ADDED = ["rule", "population", "population_side", "claim_ids", "event_title"]

VIOLENCE = {"state-based": "1", "non-state": "2", "one-sided": "3"}
WHERE = {"settlement": "1", "district": "3", "region": "5", "country": "6"}
DYAD = {"64", "338"}  # Government of Azerbaijan; Republic of Artsakh
OF_DYAD = {
    "conflict_new_id": "388", "conflict_name": "Azerbaijan: Artsakh (Nagorno-Karabakh)", "dyad_new_id": "833",
    "dyad_name": "Government of Azerbaijan - Republic of Artsakh", "country_id": "373", "region": "Europe", "gwnoa": "373",
}  # fmt: skip

README = """# Rows in the column shape of UCDP GED

These files hold **no UCDP data** and were neither made nor checked by UCDP. They are events and claims of {name} {version}, laid out in
the 49 columns of UCDP GED 23.1 so that code written for GED can read them, followed by {added}.

One file a rule; the rule is in the column `rule` and its claims in `claim_ids`:

{rules}

## How a row comes about

- An event has a row where our vocabulary gives its type a UCDP code, its start is dated, and the rule allows for a person killed.
- `low` and `high` are those of the rule, blank where open. `best` is filled only where the two are one number: this dataset adjudicates
  nothing. Under `lowest` all three are the smallest number that any claim gives, which is a floor and no estimate.
- The toll is that of `people` whose side the words do not say, else the only one there is (`population` and `population_side` say which);
  where another population of the event exceeds it, it is no whole and the event has no row.
  Populations overlap and are not added up, so the parts need not agree with the whole: `deaths_a` and `deaths_b` are the military dead of
  that side and `deaths_civilians` the civilians of no said side, each only where the rule gives one number.
- Events nest: a row may be part of another, so rows must not be added up. `relid` is our event id, and `events.csv` gives `part_of`.
- `id` is the number in our event id. It is no UCDP id.
- The UCDP ids and names of conflict 388, dyad 833, its country and its region stand only on rows whose actors carry the UCDP actor ids
  64 and 338 in `actors.csv`: {of_dyad} of {count} rows. Other ids of actors are theirs in `actors.csv` or of the body they belong to.
- `date_prec`: 1 one day, 2 up to six days, 3 a week, 4 up to a month, 5 longer. `where_prec`: 1 settlement, 3 district, 5 region, 6
  country. Both are our reading of UCDP's codes. Where only the month or the year is known, `date_start` is its first day.

Always blank, as nothing in this dataset decides them: `active_year`, `code_status`, `conflict_dset_id`, `dyad_dset_id`,
`side_a_dset_id`, `side_b_dset_id`, `adm_1`, `adm_2`, `priogrid_gid`, `event_clarity`, `deaths_unknown`.

## Events with a toll and no row

{left_out}"""


def render(package: Package) -> dict[str, bytes]:
    """A file a rule and a README, below `ucdp_ged/`."""
    files, count, of_dyad = {}, 0, 0
    left_out = []
    for rule in package.codes["aggregation"]:
        rows, omitted = _rows(package, rule)
        files[f"ucdp_ged/{rule}.csv"] = as_csv(COLUMNS + ADDED, rows)
        count, of_dyad = count + len(rows), of_dyad + sum("dyad_new_id" in row for row in rows)
        left_out += [(event, f"{why} (`{rule}.csv`)") for event, why in omitted]
    rules = "\n".join(f"- `{code}.csv`: {entry['definition']}" for code, entry in package.codes["aggregation"].items())
    text = README.format(
        name=package.description["name"],
        version=package.description["version"],
        added=", ".join(f"`{column}`" for column in ADDED),
        rules=rules,
        of_dyad=of_dyad,
        count=count,
        left_out=listed(sorted(left_out, key=lambda pair: pair[0]["event_id"])),
    )
    return {"ucdp_ged/README.md": text.encode(), **files}


def _rows(package: Package, rule: str) -> tuple[list[dict], list[tuple[dict, str]]]:
    """The rows by one rule, and the events with a toll that have none, each with the reason."""
    rows, left_out = [], []
    parts = grouped(package["event_actors"].records, "event_id")
    for event_id, tolls in killed(package, rule).items():
        event, toll = package["events"].by_id[event_id], total(tolls)
        if why := _reason(package, event, toll):
            left_out.append((event, why))
        else:
            rows.append(_row(package, event, toll, tolls, parts[event_id]))
    return rows, left_out


def _reason(package: Package, event: dict, toll: dict | None) -> str:
    if not code_of(package, event, "ucdp"):
        return f"the type {event['event_type']} has no UCDP code"
    if not event["date_start"]:
        return "its day is unknown"
    if toll is None:
        return "several populations are claimed and none of them is the whole"
    if not toll["low"] and not toll["high"]:
        return "no claim gives a number"
    return "the rule gives nought" if toll["high"] == "0" else ""


def _row(package: Package, event: dict, toll: dict, tolls: Tolls, parts: list[dict]) -> dict:
    first, second = sides(package, parts)
    row = {
        "id": str(int(event["event_id"][1:])),
        "relid": event["event_id"],
        "year": event["date_start"][:4],
        "type_of_violence": VIOLENCE.get(code_of(package, event, "ucdp"), ""),
        "date_start": event["date_start"],
        "date_end": event["date_end"] or (event["date_start"] if days(event) == 1 else ""),
        "date_prec": _date_precision(event),
        "low": toll["low"],
        "high": toll["high"],
        "best": toll["low"] if toll["low"] == toll["high"] else "",
        "deaths_civilians": _single(tolls.get(("civilians", "unknown"))),
        "rule": toll["rule"],
        "population": toll["population"],
        "population_side": toll["population_side"],
        "claim_ids": toll["claim_ids"],
        "event_title": event["title"],
    }
    for letter, actors in (("a", first), ("b", second)):
        row[f"side_{letter}"] = joined([actor["name"] for actor in actors])
        row[f"side_{letter}_new_id"] = inherited(package, actors[0], "ucdp_actor_id") if len(actors) == 1 else ""
        row[f"deaths_{letter}"] = _single(tolls.get(("military", actors[0]["side"]))) if len(actors) == 1 else ""
        row[f"gwno{letter}"] = inherited(package, actors[0], "gw_code") if len(actors) == 1 else ""
    everyone = actors_in(package, parts, "initiator", "target", "party")
    if {inherited(package, actor, "ucdp_actor_id") for actor in everyone} >= DYAD:
        row |= OF_DYAD
    return row | _where(package, event) | _sources(package, toll["claim_ids"])


def _single(toll: dict | None) -> str:
    return toll["low"] if toll and toll["low"] == toll["high"] else ""


def _date_precision(event: dict) -> str:
    length = days(event)
    if length is None:
        return {"month": "4", "year": "5"}.get(event["date_precision"], "")
    return next(code for most, code in ((1, "1"), (6, "2"), (7, "3"), (31, "4"), (length, "5")) if length <= most)


def _where(package: Package, event: dict) -> dict:
    place, country = place_of(package, event)
    point = {}
    if place.get("latitude") and place.get("longitude"):
        point = {
            "latitude": place["latitude"],
            "longitude": place["longitude"],
            "geom_wkt": f"POINT ({place['longitude']} {place['latitude']})",
        }
    name = place.get("name", "")
    return {
        "where_prec": WHERE.get(event["place_precision"], ""),
        "where_coordinates": name,
        "where_description": name,
        "country": country.get("name", ""),
        **point,
    }


def _sources(package: Package, claim_ids: str) -> dict:
    sources, actors = sources_of(package, claim_ids), package["actors"].by_id
    office = [actors[s["publisher_id"]]["name"] for s in sources]
    claimants = [actors[package["casualty_claims"].by_id[claim]["claimant_id"]]["name"] for claim in claim_ids.split()]
    return {
        "number_of_sources": str(len(sources)),
        "source_office": joined(office),
        "source_date": joined([s["published_on"] for s in sources]),
        "source_headline": joined([s["title"] for s in sources]),
        "source_original": joined(claimants),
        "source_article": ";".join(f'"{name},{s["published_on"]},{s["title"]}"' for name, s in zip(office, sources, strict=True)),
    }

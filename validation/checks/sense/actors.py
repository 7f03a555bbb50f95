"""Actors."""

from __future__ import annotations

import pandas as pd
from babel.core import get_global

from validation.checks.sense.expectations import Expectation, between, col, equal, in_set, not_in_set, not_null
from validation.checks.sense.frames import view
from validation.model.items import ITEMS
from validation.model.package import Package

NEEDS = (*ITEMS, "sources", "names", "attributions")
# The sides on which actors of a type stand, and the types that stand on a side; others may stand anywhere.
SIDES = {"media_outlet": ("media", "unknown"), "international_organisation": ("international",), "ngo": ("civil_society",)}
TYPES = {"media": ("media_outlet", "unnamed_source", "person"), "civil_society": ("ngo", "group", "person", "unnamed_source")}
HOMES = {"armenia": "ARM", "azerbaijan": "AZE", "russia": "RUS"}
COUNTRIES = {code for code in get_global("territory_aliases") if len(code) == 3 and code.isalpha()}  # alpha-3, by CLDR


def frame(package: Package) -> pd.DataFrame:
    """Actors, with how often they are used and whether they have a name."""
    frame = view(package, "actors")
    frame["used"] = frame["_id"].map(_uses(package)).fillna(0).astype(int)
    named = package.frame("names")["entity_id"].value_counts()
    frame["names"] = frame["_id"].map(named).fillna(0).astype(int)
    frame["fitting_side"] = frame["side"].where([_fits(row) for row in package["actors"].records])
    frame["fitting_country"] = frame["country"].where([_is_home(row) for row in package["actors"].records], "")
    bodies = frame.set_index("actor_id")
    for column in ("side", "country"):
        frame[f"{column}_of_body"] = frame["member_of"].map(bodies[column])
    says_why = frame["note"].str.contains("Side:", regex=False, na=False)  # where a person stands elsewhere than the body
    frame["side_of_body"] = frame["side_of_body"].mask(says_why)
    frame["known_country"] = frame["country"].where(frame["country"].isin(COUNTRIES))
    frame["outside"] = frame[["country", "gw_code", "ucdp_actor_id", "wikidata_id"]].bfill(axis=1).iloc[:, 0]
    return frame


def suite(package: Package) -> list[Expectation]:
    return [
        between("sense.actors.orphan", "is an actor that no row uses", "used", low=1, shown=""),
        between(
            "sense.actors.unnamed",
            "has no spelling in data/names.csv",
            "names",
            low=1,
            where=col("actor_type") != "unnamed_source",
            shown="",
        ),
        not_null("sense.actors.type_side", "is not a side on which such an actor stands", "fitting_side", shown="side"),
        not_in_set("sense.actors.home", "is not the country of the side", "fitting_country", [""], shown="country"),
        in_set(
            "sense.actors.holder",
            "is not the type of a person, though the actor holds an office",
            "actor_type",
            ["person"],
            where=col("office").is_not_null(),
        ),
        equal(
            "sense.actors.side",
            "is not the side of the body that the actor belongs to",
            "side",
            "side_of_body",
            where=col("side_of_body").is_not_null(),
        ),
        equal(
            "sense.actors.country",
            "is not the country of the body that the actor belongs to",
            "country",
            "country_of_body",
            where=col("country_of_body").is_not_null(),
        ),
        not_null(
            "sense.actors.no_country",
            "is not a code of a country in ISO 3166",
            "known_country",
            where=col("country").is_not_null(),
            shown="country",
        ),
        not_null("sense.actors.office", "is blank, though the actor holds an office", "member_of", where=col("office").is_not_null()),
        not_null("sense.actors.checked", "is blank, though the actor has an outside id", "note", where=col("outside").is_not_null()),
    ]


def _fits(actor: dict) -> bool:
    """Whether the side is one for the type; who belongs to a body may stand where it stands."""
    kind, side = actor["actor_type"], actor["side"]
    return kind in TYPES.get(side, (kind,)) and (side in SIDES.get(kind, (side,)) or bool(actor["member_of"]))


def _is_home(actor: dict) -> bool:
    """Whether the country is that of the side, and no country of a side is that of an actor who stands outside."""
    side, country = actor["side"], actor["country"]
    return not country or country == HOMES.get(side, country) and not (side == "international" and country in HOMES.values())


def _uses(package: Package) -> pd.Series:
    columns = [("sources", "publisher_id"), ("actors", "member_of"), ("names", "usage"), ("event_actors", "actor_id"),
               ("casualty_claims", "claimant_id"), ("figures", "claimant_id"), ("statements", "speaker_id"),
               ("statements", "addressee_id"), ("statements", "about_actor_id"), ("attributions", "actor_id")]  # fmt: skip
    return pd.concat([package.frame(table)[column] for table, column in columns]).value_counts()

"""Actors."""

import re
from collections import Counter, defaultdict
from functools import cache

import pandas as pd
from babel.core import Locale, get_global

from validation.checks.sense.frames import AT, called, view
from validation.model.items import ITEMS
from validation.model.package import Package
from validation.parsing.cues import Cues

NEEDS = (*ITEMS, "sources", "names", "attributions", "vocabularies")
# The side on which an actor of a type stands, where neither its note nor its body gives another.
SIDES = {"media_outlet": "media", "international_organisation": "international", "ngo": "civil_society",
         "de_facto_authority": "karabakh_armenian"}  # fmt: skip
HOMES = {"armenia": "ARM", "azerbaijan": "AZE", "russia": "RUS"}
NOTED_SIDE = re.compile(r"(?i:\bside): (\w+)")
NOTED_COUNTRY = re.compile(r"\bcountry: ([A-Z]{3})\b")
NOTED_ADDRESS = re.compile(r"\bcountry: the address of its pages \([^()]*\.(\w+)\)")
SEVERAL = 3  # names that show their type by no cue; fewer may be wrong themselves
ALIASES = {code: of for code, of in get_global("territory_aliases").items() if code.isalpha()}
COUNTRIES = {code for code in ALIASES if len(code) == 3}  # alpha-3, by CLDR


def frame(package: Package) -> pd.DataFrame:
    """Actors, with how often they are used and whether they have a name."""
    frame = view(package, "actors")
    frame["used"] = frame["_id"].map(_uses(package))
    frame["names"] = frame["_id"].map(Counter(package["names"].column("entity_id")))
    actors = package["actors"]
    cues = Cues({"actor_type": package.codes["actor_type"]})
    frame["side_by_rest"] = [_side(row, actors.by_id) for row in actors.records]
    frame["country_by_rest"] = [_country(row, actors.by_id) for row in actors.records]
    frame["country_given"] = frame["country"].fillna("")
    types = [_named_types(row, cues) for row in actors.records]
    uncued = uncued_types(package)
    frame["fitting_type"] = [kind if kind in of or kind in uncued else None for kind, of in zip(frame["actor_type"], types, strict=True)]
    frame["named_type"] = [" or ".join(sorted(of)) for of in types]
    frame["known_country"] = frame["country"].where(frame["country"].isin(COUNTRIES))
    is_own = frame["actor_type"].isin(["person", "media_outlet"])  # other names are put together in our own words
    is_called = called(package, "actors")
    frame["called"] = frame["name"].where(pd.Series(is_called, index=frame.index) | ~is_own)
    frame[AT] = [  # a name that shows another type was put together, so that its form says nothing of it
        "name" if fits or not cues.codes("actor_type", "en", row["name"]) - {row["actor_type"]} else "actor_type"
        for fits, row in zip(is_called, actors.records, strict=True)
    ]
    frame["outside"] = frame[["country", "gw_code", "ucdp_actor_id", "wikidata_id"]].bfill(axis=1).iloc[:, 0]
    return frame


def uncued_types(package: Package) -> dict[str, list[str]]:
    """Type > the actors whose names show it by no cue, where they are several: then the cues of the type are at fault."""
    cues = Cues({"actor_type": package.codes["actor_type"]})
    unfit: dict[str, list[str]] = defaultdict(list)
    for row in package["actors"].records:
        if row["actor_type"] not in {*_named_types(row, cues), *cues.unmarked["actor_type"]}:
            unfit[row["actor_type"]].append(row["_id"])
    return {kind: found for kind, found in unfit.items() if len(found) >= SEVERAL}


def _side(actor: dict, actors: dict[str, dict]) -> str:
    """The side that the rest of the row gives: its note, its body, its country where it is a state, its type; else unknown."""
    if noted := NOTED_SIDE.search(actor["note"]):
        return noted[1]
    if body := actors.get(actor["member_of"]):
        return body["side"]
    if actor["actor_type"] in ("state", "state_body"):
        return next((side for side, country in HOMES.items() if country == _country(actor, actors)), "international")
    return SIDES.get(actor["actor_type"], "unknown")


def _country(actor: dict, actors: dict[str, dict]) -> str | None:
    """The country that the rest of the row gives, "" for none; None where it names several."""
    if noted := NOTED_COUNTRY.search(actor["note"]):
        return noted[1]
    if actor["actor_type"] == "state":
        return _alpha_3(_territories().get(actor["name"], ""), actor["country"])
    if noted := NOTED_ADDRESS.search(actor["note"]):
        return _alpha_3(noted[1].upper(), actor["country"])
    if body := actors.get(actor["member_of"]):
        return body["country"]
    return HOMES.get(actor["side"], "")


@cache
def _territories() -> dict[str, str]:
    """English name > code of two letters, by CLDR."""
    return {name: code for code, name in reversed([*Locale("en").territories.items()])}


def _alpha_3(code: str, given: str) -> str:
    """A country of two letters, or of a top-level domain, in three letters: those given where the country has several codes."""
    code = ALIASES.get(code, [code])[0]
    found = sorted(long for long in COUNTRIES if ALIASES[long] == [code])
    return given if given in found else next(iter(found), "")


def _named_types(actor: dict, cues: Cues) -> set[str]:
    """The types that the name shows by a cue, and that of the row where the rest of it shows this; without cues those that have none."""
    kind, shown = actor["actor_type"], {*cues.codes("actor_type", "en", actor["name"])}
    if not shown:
        return {"state"} if actor["name"] in _territories() else {*cues.unmarked["actor_type"]} - {"state"}
    by_rest = kind == "person" and actor["office"] or kind == "media_outlet" and (actor["side"] == "media" or actor["member_of"])
    return shown | {kind} if by_rest else shown


def _uses(package: Package) -> Counter[str]:
    """How often each actor stands in a column that points at actors."""
    columns = [(table, column) for table in NEEDS for column, target in package.targets(table).items() if target == "actors"]
    return Counter(actor for table, column in columns for actor in package[table].column(column))

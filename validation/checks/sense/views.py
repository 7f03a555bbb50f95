"""Small frames the suites look at. Each row knows where it stands: `_file`, `_line`, `_id`; blank cells are null."""

from __future__ import annotations

import pandas as pd

from validation.model.items import CLAIMS, ITEMS, SAID
from validation.model.package import Package
from validation.model.tables.intervals import interval_of

DATES = ("published_on", "read_on", "date_start", "date_end", "as_of", "claimed_on", "stated_on", "corrected_on", "retired_on")


def view(package: Package, name: str) -> pd.DataFrame:
    """A table with its place columns, blank cells as null, dates as dates and whole numbers as numbers."""
    table = package[name]
    frame = table.frame.replace("", None)
    frame["_file"], frame["_id"] = table.path, [row["_id"] for row in table.records]
    for column in frame.columns.intersection(DATES):
        frame[column] = pd.to_datetime(frame[column], errors="coerce")
    for field in table.fields:
        if field["type"] in ("integer", "number"):
            frame[field["name"]] = pd.to_numeric(frame[field["name"]], errors="coerce")
    return frame


def items(package: Package) -> pd.DataFrame:
    """Every item that passages carry: file, line, id, table."""
    frames = [view(package, name)[["_file", "_line", "_id"]].assign(table=name) for name in ITEMS]
    return pd.concat(frames, ignore_index=True)


def _carried(package: Package, frame: pd.DataFrame) -> pd.Series:
    counts = package.frame("evidence")["item_id"].value_counts()
    return frame["_id"].map(counts).fillna(0).astype(int)


def _chained(package: Package, frame: pd.DataFrame) -> pd.DataFrame:
    """Adds the first and last actor of each item's chain, the publisher, and the publication date of its source."""
    chain = view(package, "attributions").sort_values("step")
    sources = view(package, "sources").set_index("source_id")
    frame["chain_first"] = frame["_id"].map(chain.groupby("item_id")["actor_id"].first())
    frame["chain_last"] = frame["_id"].map(chain.groupby("item_id")["actor_id"].last())
    frame["publisher"] = frame["source_id"].map(sources["publisher_id"])
    frame["published_on"] = pd.to_datetime(frame["source_id"].map(sources["published_on"]))
    frame["passages"] = _carried(package, frame)
    return frame


def claims(package: Package) -> pd.DataFrame:
    """Casualty claims and figures together, with the chain's ends and the kind of the claimant."""
    frame = pd.concat([view(package, "casualty_claims"), view(package, "figures")], ignore_index=True)
    frame["harmed"] = frame["population"].where(frame["harm"].notna())
    frame["claimant_type"] = frame["claimant_id"].map(package.frame("actors").set_index("actor_id")["actor_type"])
    return _chained(package, frame)


def statements(package: Package) -> pd.DataFrame:
    """Statements, with the chain's ends, the kind of the speaker, and what a denial denies."""
    frame = view(package, "statements")
    relations = package.frame("relations")
    denied = relations[relations["relation"] == "denies"].drop_duplicates("from_id").set_index("from_id")["to_id"]
    frame["denied"] = frame["_id"].map(denied).combine_first(frame["about_event_id"])
    frame["speaker_type"] = frame["speaker_id"].map(package.frame("actors").set_index("actor_id")["actor_type"])
    steps = frame["_id"].map(package.frame("attributions")["item_id"].value_counts())
    frame["alone"] = frame["act"].where((steps == 1) & (frame["speaker_type"] == "media_outlet"))
    return _chained(package, frame)


def events(package: Package) -> pd.DataFrame:
    """Events, with the precision their place has by its kind, and the kind of assertion their wording shows."""
    frame = view(package, "events")
    kinds = package.frame("places").set_index("place_id")["place_type"].replace("facility", "settlement")
    frame["precision_of_place"] = frame["place_id"].map(kinds).fillna("unknown")
    frame["passages"] = _carried(package, frame)
    frame["whole"] = [whole if not _in_circle(frame, own) else None for own, whole in zip(frame["_id"], frame["part_of"], strict=True)]
    frame["is_minute"] = frame["date_precision"].eq("minute").map({True: "minute", False: None})
    return frame


def _in_circle(frame: pd.DataFrame, start: str) -> bool:
    """Whether an event is, by however many steps, a part of itself."""
    wholes = dict(zip(frame["_id"], frame["part_of"], strict=True))
    at, seen = wholes.get(start), set()
    while isinstance(at, str) and at not in seen:
        if at == start:
            return True
        seen.add(at)
        at = wholes.get(at)
    return False


def event_actors(package: Package) -> pd.DataFrame:
    frame = view(package, "event_actors")
    frame["passages"] = _carried(package, frame)
    return frame


def actors(package: Package) -> pd.DataFrame:
    """Actors, with how often they are used, whether they have a name, and how many passages carry their office."""
    frame = view(package, "actors")
    frame["used"] = frame["_id"].map(_uses(package)).fillna(0).astype(int)
    named = package.frame("names")["entity_id"].value_counts()
    frame["names"] = frame["_id"].map(named).fillna(0).astype(int)
    frame["belongs"] = frame["office"].combine_first(frame["member_of"])
    frame["outside"] = frame[["country", "gw_code", "ucdp_actor_id", "wikidata_id"]].bfill(axis=1).iloc[:, 0]
    declared = package.frame("inferences")["item_id"]
    frame["passages"] = _carried(package, frame) + frame["_id"].isin(declared)
    return frame


def _uses(package: Package) -> pd.Series:
    columns = [("sources", "publisher_id"), ("actors", "member_of"), ("names", "usage"), ("event_actors", "actor_id"),
               ("casualty_claims", "claimant_id"), ("figures", "claimant_id"), ("statements", "speaker_id"),
               ("statements", "addressee_id"), ("statements", "about_actor_id"), ("attributions", "actor_id")]  # fmt: skip
    return pd.concat([package.frame(table)[column] for table, column in columns]).value_counts()


def places(package: Package) -> pd.DataFrame:
    frame = view(package, "places")
    used = pd.concat([package.frame("events")["place_id"], package.frame("places")["within"]]).value_counts()
    frame["used"] = frame["_id"].map(used).fillna(0).astype(int)
    frame["outside"] = frame["geonames_id"].combine_first(frame["latitude"])
    return frame


def passages(package: Package) -> pd.DataFrame:
    """Passages, with the status of their source's text and how many rows of evidence and of `uncoded` hold them."""
    frame = view(package, "passages")
    frame["text_status"] = frame["source_id"].map(package.frame("sources").set_index("source_id")["text_status"])
    held = package.frame("evidence")["passage_id"].value_counts()
    empty = package.frame("uncoded")["passage_id"].value_counts()
    frame["evidence"] = frame["_id"].map(held).fillna(0).astype(int)
    frame["uncoded"] = frame["_id"].map(empty).fillna(0).astype(int)
    frame["held"] = frame["evidence"].clip(upper=1) + frame["uncoded"]
    return frame


def attributions(package: Package) -> pd.DataFrame:
    """Steps of chains, with the step and the role each must have by its place."""
    frame = view(package, "attributions")
    chain = frame.groupby("item_id")["step"]
    rank, length = chain.rank(method="first").astype(int), chain.transform("size")
    frame["step_by_place"] = rank
    frame["role_by_place"] = "relay"
    frame.loc[rank == 1, "role_by_place"] = "origin"
    frame.loc[rank == length, "role_by_place"] = "outlet"
    declared = set(package.frame("inferences")["item_id"] + " " + package.frame("inferences")["column"])
    cell = frame["item_id"] + " attributions[" + frame["step"].astype(str) + "].actor_id"
    frame["wording_or_declared"] = frame["wording"].combine_first(cell.where(cell.isin(declared)))
    return frame


def evidence(package: Package) -> pd.DataFrame:
    """Evidence, with the source of the passage beside the source of the item, where the item has one."""
    frame = view(package, "evidence")
    owner = pd.concat([package.frame(t).set_index(package[t].key[0])["source_id"] for t in SAID])
    frame["passage_source"] = frame["passage_id"].map(package.frame("passages").set_index("passage_id")["source_id"])
    frame["item_source"] = frame["item_id"].map(owner)
    return frame


def relations(package: Package) -> pd.DataFrame:
    """Relations, with what the kinds of relation are about: actors, values, intervals and moments of both ends."""
    frame = view(package, "relations")
    for side in ("from", "to"):
        ends = frame[f"{side}_id"].map(lambda item: _end(package, item))
        for key in ("table", "actor", "value", "bound", "event", "act", "moment"):
            frame[f"{side}_{key}"] = ends.map(lambda end, key=key: end.get(key))
    frame["gap"] = [_gap(package, a, b) for a, b in zip(frame["from_id"], frame["to_id"], strict=True)]
    return frame


def _end(package: Package, item: str) -> dict:
    for table in SAID:
        if row := package[table].by_id.get(item):
            published = package["sources"].by_id.get(row["source_id"], {}).get("published_on") or None
            return {
                "table": table, "actor": package.voice(row.get("claimant_id") or row.get("speaker_id")), "event": row.get("event_id"),
                "value": row.get("value") or row.get("value_wording"), "bound": row.get("bound"), "act": row.get("act"),
                "moment": row.get("as_of") or row.get("claimed_on") or row.get("stated_on") or published,
            }  # fmt: skip
    return {}


def _gap(package: Package, first: str, second: str) -> int | None:
    """Whole numbers between two intervals: 0 where they meet, null where an end is a statement."""
    rows = [package[t].by_id.get(i) for i in (first, second) for t in CLAIMS if i in package[t].by_id]
    if len(rows) < 2:
        return None
    (low_a, high_a, _), (low_b, high_b, _) = (interval_of(row, package.codes, package.languages) for row in rows)
    return max(0, (low_b or 0) - high_a if high_a is not None else 0, (low_a or 0) - high_b if high_b is not None else 0)


def sources(package: Package) -> pd.DataFrame:
    return view(package, "sources")


def inferences(package: Package) -> pd.DataFrame:
    frame = view(package, "inferences")
    rows = items(package)
    known = {f"{i} {f['name']}" for i, t in zip(rows["_id"], rows["table"], strict=True) for f in package[t].fields}
    known |= {f"{r['item_id']} attributions[{r['step']}].{c}" for r in package["attributions"].records for c in ("actor_id", "step")}
    frame["cell"] = [key if (key := f"{i} {c}") in known else None for i, c in zip(frame["item_id"], frame["column"], strict=True)]
    return frame


def explanations(package: Package) -> pd.DataFrame:
    return view(package, "explanations")


def retired_ids(package: Package) -> pd.DataFrame:
    return view(package, "retired_ids")


def corrections(package: Package) -> pd.DataFrame:
    return view(package, "corrections")


def names(package: Package) -> pd.DataFrame:
    """Spellings, with the number of actors that one outlet or speaker uses each for."""
    frame = view(package, "names")
    actors = frame["entity_id"].isin(package["actors"].by_id)  # a capital may stand for its state, as a place and as an actor
    owners = frame[(frame["form"] == "name") & actors].groupby(["name", "language", "usage"])["entity_id"].transform("nunique")
    frame["owners"] = owners.reindex(frame.index).fillna(1).astype(int)
    return frame


def cues(package: Package) -> pd.DataFrame:
    """A row a cue: its list, language and words, and the line of its code."""
    from validation.parsing.cues import split_cues

    rows = [
        {"_file": package["vocabularies"].path, "_line": row["_line"], "_id": row["_id"], "list": row["vocabulary"],
         "language": language, "cue": cue.casefold(), "cues": row["cues"]}
        for row in package["vocabularies"].records for language, words in split_cues(row["cues"]).items() for cue in words
    ]  # fmt: skip
    return pd.DataFrame(rows)

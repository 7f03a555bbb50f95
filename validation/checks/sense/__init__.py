"""Rules about sense: a module a view, each with the tables it needs, its frame and its suite of Great Expectations."""

VIEWS = (
    "claims", "statements", "events", "event_actors", "actors", "places", "names", "passages", "attributions", "evidence", "inferences",
    "relations", "explanations", "sources", "corrections", "retired_ids", "cues", "vocabularies",
)  # fmt: skip

"""Statements."""

import re
from collections import Counter

import pandas as pd

from validation.checks.sense.alike import statements_apart
from validation.checks.sense.frames import AT, first_days, published, twins, unspelled, view
from validation.model.package import Package

# A word that makes a sentence negative, wherever it stands.
NEGATION = re.compile(r"(?i)\b(not|no|never|nobody|none|neither|nor|without|cannot|nothing|false|untrue|refused|unable)\b|n't\b")
# A negated verb of the main clause: one before any word that opens another clause.
OPENS = "because|that|which|who|whom|whose|if|when|where|unless|until|after|before|since|while|as|but|and|or|than|without"
VERBS = "did|does|do|is|are|was|were|has|have|had|will|would|can|could|may|might"
NEGATIVE = re.compile(
    rf"There (?:is|was|are|were|has been|will be) no\b|(?:No|Nobody|None|Nothing|Neither)\b"
    rf"|(?:(?!\b(?:{OPENS})\b)[^,;:])*?\b(?:{VERBS}) not\b"
)
# What is asked for is told as what must be, not as what may be or is.
WANTED = re.compile(r"(?i)\b(?:must|should|shall|let|(?:has|have|is|are) to|needs?|needed|required|demanded)\b")
ASKING = ("call_for", "demand")
NEEDS = ("statements", "actors", "attributions", "sources", "relations", "evidence", "names", "inferences")


def frame(package: Package) -> pd.DataFrame:
    """Statements, with the day of print, what a denial denies, and the act of an outlet that speaks for itself."""
    frame = view(package, "statements")
    relations = package.frame("relations")
    denied = relations[relations["relation"] == "denies"].drop_duplicates("from_id").set_index("from_id")["to_id"]
    frame["denied"] = frame["_id"].map(denied).combine_first(frame["about_event_id"])
    kinds = frame["speaker_id"].map(package.frame("actors").set_index("actor_id")["actor_type"])
    steps = frame["_id"].map(Counter(package["attributions"].column("item_id")))
    frame["first"] = first_days(frame, "stated_on", "date_precision")
    content = frame["content"].fillna("")
    frame["negation"] = [words if NEGATION.search(words) else None for words in content]
    # A mode that is declared has no words of its own.
    frame[AT] = ["mode" if (i, "mode") in package.declared else "content" for i in frame["_id"]]
    asking = frame["act"].isin(ASKING)
    frame["wanted"] = frame["_id"].where([not asks or bool(WANTED.search(words)) for asks, words in zip(asking, content, strict=True)])
    frame["plain"] = [None if NEGATIVE.match(words) else words for words in content]
    for column in ("addressee_id", "about_actor_id"):
        frame[f"unspelled_{column}"] = unspelled(package, frame, column)
    frame["twin"] = twins(package, frame, "speaker_id", "act_wording")
    frame["apart"] = frame["_id"].map(statements_apart(package))
    frame["alone"] = frame["act"].where((steps == 1) & (kinds == "media_outlet"))
    return published(package, frame)

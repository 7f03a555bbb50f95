"""What the words of a draft give: its chain, its number, act, event and days; what they do not give is asked for."""

from collections import Counter

from scripts.curate.draft import Draft
from scripts.curate.rows import fault, near
from scripts.curate.terminal import ask, asks
from validation.model.package import CannotRun
from validation.model.texts import Passage
from validation.parsing.quantities import Quantity


class Wanted:
    """What the words do not give: asked for on a terminal where somebody may be asked, else kept until all of it is known."""

    def __init__(self, draft: Draft, may_ask: bool = True) -> None:
        self.draft, self.may_ask = draft, may_ask
        self.missing: dict[str, tuple[str, str]] = {}  # option > what the words say instead, and what it means

    def __call__(self, option: str, column: str, why: str = "") -> str:
        field = self.draft.package[self.draft.table].field(column)
        if self.may_ask and asks():
            choices = field["constraints"].get("enum", ())
            return ask(f"{column}{why}: {field['description']}", lambda value: fault(field, value), choices=choices)
        self.missing[option] = (why, field["description"])
        return ""

    def refuse(self) -> None:
        """Raises CannotRun where anything is missing."""
        if self.missing:
            lines = (f"--{option}{why}: {meaning}" for option, (why, meaning) in self.missing.items())
            raise CannotRun("\n".join(["the words do not give these; add the options, nothing is written:", *lines]))


def _usual_events(draft: Draft) -> str:
    """The events that most rows of the same count are about, as a help to choose."""
    rows = [row["event_id"] for row in draft.package[draft.table].records if row[draft.counted] == draft.row[draft.counted]]
    titles = draft.package["events"].by_id
    return "; ".join(f"{event}, {titles[event]['title']}" for event, _ in Counter(rows).most_common(3) if event in titles)


def read_chain(draft: Draft, by: list[str]) -> None:
    """Reads who said it, who passed it on and who printed it. `by` names actors in that order, each with the words for him after a "="."""
    told = [each.partition("=")[::2] for each in by]
    publisher = draft.source["publisher_id"]
    for actor, _ in told:
        if actor not in draft.package["actors"].by_id:
            known = near(actor, draft.package["actors"].by_id)
            raise CannotRun(f"--by {actor}: is not an actor{known}; add it with --actor; nothing is written")
    steps = {actor: draft.named(actor) or words for actor, words in told if actor != publisher} if told else draft.speakers()
    people = [a for a in steps if draft.package["actors"].by_id[a]["actor_type"] != "media_outlet"]
    if not told and len(people) > 1:
        shown = "; ".join(f'{actor} ("{steps[actor]}")' for actor in people)
        raise CannotRun(f"the words name several who may have said it: {shown}; say who with --by, the origin first; nothing is written")
    for step, (actor, wording) in enumerate([*steps.items(), (publisher, "")], 1):
        role = "outlet" if step > len(steps) else "origin" if step == 1 else "relay"
        draft.chain.append({"item_id": draft.id, "step": str(step), "actor_id": actor, "role": role, "wording": wording,
                            "_id": f"{draft.id} {step}", "_line": 0})  # fmt: skip
    draft.row["speaker_id" if draft.table == "statements" else "claimant_id"] = draft.chain[0]["actor_id"]


def read_claim(draft: Draft, number: str, wanted: Wanted) -> None:
    """Reads the number (that which holds these words, where there are several), what it counts, its event and its days."""
    name, row = draft.counted, draft.row
    numbers = draft.quantities()
    if number:
        numbers = [(p, q) for p, q in numbers if number in p.text[q.start : q.end] or p.text[q.start : q.end] in number]
    fitting = []
    for passage, quantity in numbers:
        draft.take_quantity(passage, quantity)
        if found := next(draft.codes(name, (passage, quantity.core)), (row[name], "") if row[name] else None):
            fitting.append((passage, quantity, *found))
    if len(fitting) != 1:
        shown = ", ".join(f'"{p.text[q.start : q.end]}"' for p, q in numbers) or "none"
        how = f"hold several numbers ({shown}); say which with --number" if len(fitting) > 1 else (
            f"hold no number with a word for a {name} (numbers there: {shown}); give more words, or say it with --{name}")  # fmt: skip
        raise CannotRun(f"the words {how}; nothing is written")
    passage, quantity, row[name], row[f"{name}_wording"] = fitting[0]
    draft.take_quantity(passage, quantity)
    _read_population(draft, passage, quantity, wanted)
    row["population_side"] = row["population_side"] or draft.side()
    _read_event(draft, "event_id", wanted)
    _read_days(draft, "claimed_on", None)
    _read_days(draft, "as_of", "as_of_precision")
    if row["as_of"] and not row["as_of_time"]:
        row["as_of_time"] = next(iter(draft.hours()), "")
    if row["as_of_time"]:
        row["as_of_precision"] = "minute"


def _read_population(draft: Draft, passage: Passage, quantity: Quantity, wanted: Wanted) -> None:
    row = draft.row
    unit = draft.package.codes[draft.counted][row[draft.counted]].get("unit") or "person"
    if found := next(draft.codes("population", (passage, quantity.core)), None):
        row["population"], row["population_wording"] = found
    elif not row["population"] and unit != "person":
        row["population"] = "none"
    elif not row["population"]:
        row["population"] = wanted("population", "population")


def _read_event(draft: Draft, column: str, wanted: Wanted | None) -> None:
    if column in draft.told:
        return
    events = draft.events(column)
    if len(events) == 1:
        draft.row[column] = events[0]
    elif wanted:
        named = f"the words name {', '.join(events)}" if events else f"most often {_usual_events(draft)}"
        draft.row[column] = wanted("event", column, f" ({named})")


def _read_days(draft: Draft, column: str, precision: str | None) -> None:
    """The day that the words give; of an outlet's own words the day it printed them."""
    row = draft.row
    said, printed = column in ("claimed_on", "stated_on"), draft.source["published_on"]
    if column not in draft.told:
        if said and len(draft.chain) == 1:
            row[column] = printed
        elif found := [(day, exact) for day, exact in draft.days(column, precision or "") if not said or day <= (printed or day)]:
            day, exact = found[0]  # nobody said it after it was printed
            if exact == "day" or not said:
                row[column] = day if len(found) == 1 else ""
                if precision and row[column]:
                    row[precision] = exact
        if column == "as_of" and row[column] and row[column] == row["claimed_on"]:
            row[column] = row["as_of_precision"] = ""  # one expression is one day: that of saying
    if precision and not row[precision]:
        row[precision] = "day" if row[column] else "unknown"


def read_statement(draft: Draft, wanted: Wanted) -> None:
    """Reads the act, its mode, its event and its day; what was said and its topic are the curator's."""
    row = draft.row
    spoken = draft.place_of(draft.chain[0]["wording"])
    found = [(row["act"], row["act_wording"])] if row["act_wording"] else [*draft.codes("act", spoken)]
    if not found:
        of = f" of {row['act']}" if row["act"] else ""
        cues = draft.lexicon.cues.words("act", draft.language, row["act"]) if row["act"] else []
        known = f" (its cues: {', '.join(cues)})" if cues else ""
        how = f"give more words, add one with --cue, or say which words tell it with --act {row['act'] or 'state'}=WORDS"
        raise CannotRun(f"the words hold no word for an act{of}{known}; {how}; nothing is written")
    # The words for `describe` are those of a label, which may stand beside another act.
    row["act"], row["act_wording"] = min(found, key=lambda each: each[0] == "describe")
    marks = [*draft.codes("mode", draft.anchor())]
    if not row["mode"] and row["act"] == "deny":
        marks = [(c, words) for c, words in marks if c == "negated"]
    sure = row["mode"] or not marks or row["act"] == "deny"
    row["mode"] = row["mode"] or ((marks[0][0] if marks else "actual") if sure else "")
    row["mode"] = row["mode"] or wanted("mode", "mode", f" (the words hold {marks[0][1]!r}: {marks[0][0]})")
    row["mode_wording"] = next((words for c, words in marks if c == row["mode"]), "")
    _read_event(draft, "about_event_id", None)
    row["content"] = row["content"] or wanted("content", "content")
    row["topic"] = row["topic"] or wanted("topic", "topic")
    _read_days(draft, "stated_on", "date_precision")

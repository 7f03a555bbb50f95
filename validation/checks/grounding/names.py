"""Actors, places, events and the source, by what stands for them in the words."""

from validation.checks.grounding.readings import GROUNDED, PUBLISHER, UNSEEN, Reading, Refusal, Words, at, find_wording, missing, where
from validation.model.items import CLAIMS, Item
from validation.model.lexicon import Lexicon
from validation.parsing import voices
from validation.parsing.words import find_phrase


def read_name(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading | Refusal:
    """An actor or a place by one of its names."""
    named: list[str] = []
    for passage in item.at_hand:
        for match in lexicon.names(passage.text):
            entities = lexicon.entities(match)
            if value in entities:
                return at(passage, match.start, match.end)
            named += sorted(entities)
    others = f"; they name {', '.join(dict.fromkeys(named))}" if named else ""
    message = f"is not named in the item's passages by {', '.join(lexicon.spellings(value)) or 'any name'}{others}"
    return missing(item, message, other=_are_others(item, named, value, lexicon))


def _are_others(item: Item, named: list[str], value: str, lexicon: Lexicon) -> bool:
    """Whether the words name actors alone, and neither this one, nor a body that he belongs to, nor one of his."""
    actors = lexicon.package["actors"].by_id
    others = [actors[entity] for entity in named if {value, *named} <= actors.keys()]
    if not others or any(value == other["member_of"] or other["_id"] == actors[value]["member_of"] for other in others):
        return False
    own = (actors[value]["name"], *lexicon.spellings(value))
    return not any(find_phrase(name, passage.text) for name in own for passage in item.at_hand)


def read_part(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading | Refusal:
    """Who takes part: who is named nearest before the words of the part initiates, nearest after them or in them undergoes it."""
    wording, role = item.row["role_wording"], item.row["role"]
    words = find_wording(item, wording) if wording and role in ("initiator", "target") else Words()
    if isinstance(words, Refusal) or words.passage is None or words.passage.phrase:
        return read_name(item, field, value, lexicon)
    text, actors = words.passage.text, lexicon.package["actors"].by_id.keys()
    names = [(match, entities) for match in lexicon.names(text) if (entities := lexicon.entities(match) & actors)]
    before = [pair for pair in names if pair[0].end <= words.start]
    after = [pair for pair in names if pair[0].start >= words.start]
    for match, entities in before[-1:] if role == "initiator" else after[:1]:
        if value not in entities:
            return Refusal(f'is not what the source says: "{match.phrase}" stands nearest to "{wording}" ({where([words.passage])})')
        return at(words.passage, match.start, match.end)
    return read_name(item, field, value, lexicon)


def read_member(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading | Refusal:
    """The body an actor belongs to, by a name or an adjective, also inside the actor's own name."""
    for passage in item.at_hand:
        for spelling in lexicon.spellings(value):
            if match := find_phrase(spelling, passage.text):
                return at(passage, match.start, match.end)
    return missing(item, f"is not named in the item's passages by {', '.join(lexicon.spellings(value)) or 'any name'}")


def read_event(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading | Refusal:
    """An event by the words of its type or by a label; words that may stand for several events ground none."""
    several, meant = [], set()
    for passage in item.at_hand:
        for match, events in lexicon.events(passage.text):
            if events == {value}:
                return at(passage, match.start, match.end)
            several.append(f'"{match.phrase}" names {" and ".join(sorted(events))}')
            meant |= events
    message = f"is not what the item's passages name: {'; '.join(several) or 'they hold no words for an event'}"
    return missing(item, message, other=bool(meant) and value not in meant)


def read_origin(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading | Refusal:
    """Who said it: the first step of the chain, by the words of that step."""
    first = item.chain[0] if item.chain else {}
    if first.get("actor_id") != value:
        missing_or_other = first.get("actor_id", "missing")
        return Refusal(f"is not step 1 of the item's chain in data/attributions.csv, which is {missing_or_other}", against=True)
    read = read_step(item, first, value, lexicon)
    return Reading(UNSEEN) if isinstance(read, Refusal) else read  # the step's own cell says what is wrong


def read_step(item: Item, step: dict, value: str, lexicon: Lexicon) -> Reading | Refusal:
    """The actor of one step: named in its wording, or the publisher of the source."""
    if step is item.chain[-1]:
        if step["actor_id"] != item.publisher:
            return Refusal(f"ends the chain, but is not the publisher of the source, which is {item.publisher}", against=True)
        if not step["wording"]:
            return Reading(PUBLISHER)
    if not step["wording"]:
        return Refusal(f"is blank, though the actor of the step is {step['actor_id']}, who is not the publisher of the source", "wording")
    named: set[str] = set()
    for match in lexicon.names(step["wording"]):
        named |= lexicon.entities(match)
    if not named:
        return Refusal(f"names nobody, though the actor of the step is {step['actor_id']}", "wording")
    if step["actor_id"] not in named:
        return Refusal(f'is not what the source says: "{step["wording"]}" names {", ".join(sorted(named))}', against=True)
    words = find_wording(item, step["wording"])
    if isinstance(words, Refusal):
        return words
    return _not_said_by(item, step, words, lexicon) or words.reading()


def _not_said_by(item: Item, step: dict, words: Words, lexicon: Lexicon) -> Refusal | None:
    """Why the words name the actor and yet do not make him say it; None where nothing speaks against it."""
    text, language = (words.passage.text, words.passage.language) if words.passage else (step["wording"], item.language)
    span = (words.start, words.end) if words.passage else (0, len(text))
    touching = [match for match in lexicon.names(text) if match.start < span[1] and span[0] < match.end]
    own = [match for match in touching if step["actor_id"] in lexicon.entities(match)]
    place = where([words.passage]) if words.passage else f'"{step["wording"]}"'
    if touching and not own:
        return Refusal(f'is not what the source says: its name is a part of "{touching[0].phrase}" ({place})', against=True)
    if not own or step["step"] != "1":
        return None
    name = (own[0].start, own[0].end)
    if told := voices.told(text, name, language):
        return Refusal(f'is spoken to or about and does not say it: "{own[0].phrase}" stands beside "{told}" ({place})')
    if item.table in CLAIMS and (denial := voices.denies(text, name, language)):
        return Refusal(f'denies the number and does not give it: "{denial}" follows "{own[0].phrase}" ({place})')
    number = find_phrase(item.row["value_wording"], text) if item.table in CLAIMS and words.passage else None
    if number and not voices.says(text, name, (number.start, number.end), language):
        return Refusal(f'does not say it by the words: no word of saying belongs to "{own[0].phrase}" ({place})')
    return None


def read_source(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading | Refusal:
    """The source of an item: that of its passages. Where only some stand in another source, these are at fault and not the cell."""
    own = [p for p in item.passages if p.source_id == value]
    if not own:
        return Refusal(f"is not the source of the item's passages ({', '.join(f'{p.passage_id} in {p.source_id}' for p in item.passages)})")
    first = own[0]
    return Reading(GROUNDED, first.passage_id, first.start, first.end) if first.text else Reading(UNSEEN)


def read_words(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading | Refusal:
    """The cell is itself words of the source: nothing is said of them where no text is at hand."""
    words = find_wording(item, value)
    return words if isinstance(words, Refusal) else words.reading() if words.passage else Reading(UNSEEN)

"""Codes, read by their cues in the wording beside them."""

from validation.checks.grounding import together
from validation.checks.grounding.readings import UNMARKED, UNSEEN, Reading, Refusal, Words, at, find_wording, missing, where
from validation.model.grounds import ground_of
from validation.model.items import ANCHOR, Item
from validation.model.lexicon import Lexicon

FEW = 12  # cues named in one message


def read_code(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading | Refusal:
    """A code by its cues in the wording beside it; without a wording, the list's unmarked code by the absence of any cue."""
    column, name = ground_of(field).column, field["vocabulary"]
    wording = item.row[column]
    if not wording:
        return _read_unmarked(item, name, value, column, lexicon)
    words = find_wording(item, wording)
    if isinstance(words, Refusal):
        words = Words()  # reported on the wording itself
    language = words.passage.language if words.passage else item.language
    codes = lexicon.cues.codes(name, language, wording)
    if codes == {value}:
        return together.refuse(item, name, value, words, lexicon) or words.reading()
    known = lexicon.cues.words(name, language, value)
    more = f" and {len(known) - FEW} more" if len(known) > FEW else ""
    cues = f"cues of {value}: {', '.join(known[:FEW]) or 'none'}{more}"
    if not codes:
        return Refusal(f"holds no cue of the {name} list in {language!r}; {cues}", column)
    message = f'is not what the source says: "{wording}" reads as {" and ".join(sorted(codes))}; {cues}'
    return Refusal(message, against=value not in codes)


def _read_unmarked(item: Item, name: str, value: str, column: str, lexicon: Lexicon) -> Reading | Refusal:
    if value not in lexicon.cues.unmarked.get(name, ()):
        cues = [match for passage in item.at_hand for match in lexicon.cues.find(name, passage.language, passage.text)]
        if lost := next((m.phrase for m in cues if lexicon.cues.codes(name, item.language, m.phrase) == {value}), ""):
            return Refusal(f'is blank, though "{lost}" stands in the words of the item and reads as {value}', column)
        if value in lexicon.cues.codes(name, "en", item.row.get("content", "")):
            return Refusal(f"is blank, though the code is {value} and our own words read so", column)
        if not lexicon.cues.unmarked.get(name):
            return Refusal(f"is blank, though no code of the {name} list goes without words", column)
        return Refusal(f"has no words, because {column} is blank, and is not the default code of the list")
    if said := _marked_in_phrases(item, name, lexicon):
        return said
    anchor = item.row[ANCHOR[item.table]]
    words = find_wording(item, anchor) if anchor else Words(item.at_hand[0] if item.at_hand else None)
    if isinstance(words, Refusal):
        return Reading(UNSEEN)  # reported on the wording itself
    passage = words.passage
    if passage is None or passage.phrase:
        return Reading(UNSEEN)  # a word that marks another code may stand outside the few that are here
    if marks := lexicon.cues.find(name, passage.language, passage.text):
        codes = " and ".join(sorted(lexicon.cues.codes(name, passage.language, passage.text)))
        return Refusal(f'is not what the source says: "{marks[0].phrase}" stands beside it and reads as {codes} ({where([passage])})')
    return Reading(UNMARKED, passage.passage_id, passage.start, passage.end)


def _marked_in_phrases(item: Item, name: str, lexicon: Lexicon) -> Refusal | None:
    """What marks another code in the few words kept for what the speaker holds."""
    for phrase in item.phrases.get("content", ()) if name == "mode" and not item.all_at_hand else ():
        if codes := lexicon.cues.codes(name, phrase.language, phrase.text):
            return Refusal(f"is not what the source says: its words read as {' and '.join(sorted(codes))} ({where([phrase])})")
    return None


def read_side(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading | Refusal:
    """Whose people are counted, by the name or adjective of an actor of that side; unknown is the unmarked code."""
    if value == "unknown":
        kept = item.phrases.get("population_side", ())
        if kept:
            return Refusal(f"is unknown, though words are kept for it ({where(kept)})")
        beside = together.named_beside(item.seen_by("value"), lexicon)
        return Refusal(f'is unknown, though "{beside}" belongs to the number') if beside else Reading(UNMARKED)
    speaking = " ".join(step["wording"] for step in item.chain)  # who counts is not who is counted
    acting = other = ""
    named: set[str] = set()
    for passage in item.at_hand:
        for match in lexicon.names(passage.text):
            sides = {lexicon.side(e) for e in lexicon.entities(match, adjectives=True)}
            if match.phrase in speaking:
                continue
            if value not in sides:
                named |= sides - {"", "unknown"}
                continue
            if together.acts(item, passage, (match.start, match.end), lexicon):
                acting = match.phrase
                continue
            if word := together.elsewhere(item, passage, (match.start, match.end), lexicon):
                other = f'"{word}" stands between the number and "{match.phrase}"'
                continue
            if number := together.of_another(item, passage, (match.start, match.end), lexicon):
                other = f'"{match.phrase}" belongs to "{number}"'
                continue
            if not together.is_of(item, passage, (match.start, match.end), lexicon):
                other = f'"{match.phrase}" does not stand with those who are counted'
                continue
            return at(passage, match.start, match.end)
    if acting:
        return Refusal(f'is not what the source says: "{acting}" names those who act ({where(item.at_hand)})', against=True)
    if other:
        return Refusal(f"is not what the source says: {other} ({where(item.at_hand)})", against=True)
    return missing(item, f"is not what the source says: the passages name nobody on the side {value}", other=bool(named))

"""Numbers and their bounds, read where they stand."""

from validation.checks.grounding.readings import UNSEEN, Reading, Refusal, Words, find_wording, where
from validation.model.items import Item
from validation.model.lexicon import Lexicon
from validation.model.texts import Passage
from validation.parsing.quantities import Quantity, Unreadable, named, read_quantities, read_quantity
from validation.parsing.words import Match, find_phrases

# What a unit lets a number be beside a count.
KINDS = {"percent": ("count", "share"), "money": ("count", "money"), "person": ("count",)}


def kinds_of(item: Item, lexicon: Lexicon) -> tuple[str, ...]:
    """The kinds of quantity that may be coded in the row, by the unit of its harm or measure."""
    name = "harm" if "harm" in item.row else "measure"
    unit = lexicon.package.codes.get(name, {}).get(item.row[name], {}).get("unit", "person") or "person"
    return KINDS.get(unit, ("count", "unit", "thing"))


def find_quantity(item: Item, lexicon: Lexicon) -> tuple[Quantity, Words] | Refusal:
    """The quantity of the item's wording as it reads in its passage, and where the wording stands.

    Without a passage the wording is read alone. Of several places the first where the wording is a whole quantity is taken.
    """
    wording = item.row["value_wording"]
    read = []
    for passage in item.at_hand:
        for match in find_phrases(wording, passage.text):
            found = _read_at(item, passage, match, lexicon)
            if not isinstance(found, Refusal):
                return found, Words(passage, match.start, match.end)
            read.append(found)
    if read:
        return read[0]
    if item.all_at_hand and not any(passage.phrase for passage in item.at_hand):
        return Refusal(f"stands in no passage of the item ({where(item.at_hand)})")
    try:
        return read_quantity(wording, item.language, lexicon.cues, kinds_of(item, lexicon)), Words()
    except Unreadable as error:
        return Refusal(f'cannot be read: "{wording}" {error}', column="value_wording")


def _read_at(item: Item, passage: Passage, match: Match, lexicon: Lexicon) -> Quantity | Refusal:
    """The quantity that the wording is at this place, or what larger quantity it is a part of."""
    quantities = read_quantities(passage.text, passage.language, lexicon.cues, passage.written_on)
    touched = [q for q in quantities if q.start < match.end and match.start < q.end]
    allowed = (*kinds_of(item, lexicon), "article")
    counted = [q for q in touched if q.kind != "article"]
    if all(q.kind == "unit" and q.kind not in allowed for q in counted):
        counted = [q for q in touched if q.kind == "article"] or counted  # "a 56-year-old man" is one
    place = where([passage])
    if not counted:
        return _alone(item, passage, match, lexicon)
    if len(counted) > 1:
        told = ", ".join(f'"{passage.text[q.start : q.end]}"' for q in counted)
        return Refusal(f"holds {len(counted)} quantities, {told} ({place})")
    quantity = counted[0]
    whole = passage.text[quantity.start : quantity.end]
    if quantity.kind not in allowed:
        return Refusal(f'is not a count: "{whole}" is {named(quantity)} ({place})', against=True)
    same = quantity.bound == "vague" and lexicon.cues.codes("quantifier", passage.language, passage.text[match.start : match.end])
    whole_word = same == {quantity.quantifier}  # "milliers" of "Des milliers"
    lacking = [span for span in (quantity.core, *quantity.needs) if span[0] < match.start or match.end < span[1]]
    if lacking and not whole_word:
        return Refusal(f'is only a part of "{whole}", which reads as {named(quantity)} ({place})', against=True)
    beside = f"{passage.text[match.start : quantity.start]} {passage.text[quantity.end : match.end]}".strip()
    if beside and quantity.kind != "article":
        return Refusal(f'holds "{beside}" beside "{whole}" ({place})')
    if quantity.bound == "" or (quantity.bound == "vague" and not quantity.quantifier):
        return Refusal(f'cannot be read: "{whole}" is {named(quantity)} ({place})')
    return quantity


def _alone(item: Item, passage: Passage, match: Match, lexicon: Lexicon) -> Quantity | Refusal:
    """Where the passage gives no quantity: why, with what stands around the wording."""
    around = " ".join(passage.text[max(0, match.start - 20) : match.end + 20].split())
    try:
        quantity = read_quantity(passage.text[match.start : match.end], passage.language, lexicon.cues, kinds_of(item, lexicon))
    except Unreadable as error:
        return Refusal(f'cannot be read: "{item.row["value_wording"]}" {error} ({where([passage])})')
    if quantity.bound == "vague":
        return quantity
    return Refusal(f'is not read as a count where it stands: "{around}" ({where([passage])})', against=True)


def read_value(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading | Refusal:
    """The number in the wording; of a range the lower one, or the upper one where only that is coded."""
    found = _or_alone(item, lexicon)
    if isinstance(found, Refusal):
        return found
    quantity, words = found
    high = quantity.bound == "range" and item.row["bound"] == "up_to"
    return _agree(item, value, _text(quantity.high if high else quantity.value), quantity, words)


def read_high(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading | Refusal:
    """The upper number of a range; blank for anything else."""
    if not value and item.row["bound"] != "range":
        return Reading(UNSEEN)
    found = _or_alone(item, lexicon)
    if isinstance(found, Refusal):
        return found if value else Reading(UNSEEN)
    quantity, words = found
    return _agree(item, value, _text(quantity.high), quantity, words)


def read_bound(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading | Refusal:
    """The bound by the words beside the number. One end of a range may be coded alone, as at_least or up_to."""
    found = _or_alone(item, lexicon)
    if isinstance(found, Refusal):
        return Reading(UNSEEN)  # said of the value
    quantity, words = found
    ends = ("range", "at_least", "up_to") if quantity.bound == "range" else (quantity.bound,)
    if value in ends and (value == quantity.bound or not item.row["value_high"]):
        return words.reading()
    place = f" ({where([words.passage])})" if words.passage else ""
    message = f'is not what the source says: "{item.row["value_wording"]}" reads as {quantity.bound}{place}'
    return Refusal(message, against=quantity.bound != "exact")


def read_quantity_words(item: Item, field: dict, value: str, lexicon: Lexicon) -> Reading | Refusal:
    """The words of a quantity, which must be the whole of one where they stand. Without a passage the value says what is wrong."""
    found = find_quantity(item, lexicon)
    if isinstance(found, Refusal):
        return Reading(UNSEEN) if found.column else found
    _, words = found
    return words.reading() if words.passage else Reading(UNSEEN)


def _or_alone(item: Item, lexicon: Lexicon) -> tuple[Quantity, Words] | Refusal:
    """The quantity of the wording; read alone where the wording's own cell is at fault, so that one fault is one line."""
    found = find_quantity(item, lexicon)
    if not isinstance(found, Refusal) or found.column:
        return found
    row, words = item.row, find_wording(item, item.row["value_wording"])
    words = Words() if isinstance(words, Refusal) else words
    try:
        return read_quantity(row["value_wording"], item.language, lexicon.cues, (*KINDS["percent"], "money", "unit", "thing")), words
    except Unreadable:
        return Quantity(_number(row["value"]), row["bound"], high=_number(row["value_high"])), words


def _number(cell: str) -> int | None:
    return int(cell) if cell.isdigit() else None


def _agree(item: Item, value: str, read: str, quantity: Quantity, words: Words) -> Reading | Refusal:
    if value == read:
        return words.reading()
    place = f" ({where([words.passage])})" if words.passage else ""
    message = f'is not what the source says: "{item.row["value_wording"]}" reads as {named(quantity)}{place}'
    return Refusal(message, against=True)


def _text(number: int | None) -> str:
    return "" if number is None else str(number)

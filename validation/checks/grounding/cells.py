"""The reader of each kind of cell. The kind of a column stands in datapackage.json as its `grounding`.

Every reader takes the item as the column sees it, the field (of a step of a chain, its row), the value and the lexicon, and
gives a Reading where the words say the value, or a Refusal with what they say instead.
"""

from validation.checks.grounding import codes, dates, names, numbers, prose

READERS = {
    "bound": numbers.read_bound,
    "cues": codes.read_code,
    "date": dates.read_day,
    "date_end": dates.read_last_day,
    "event": names.read_event,
    "member": names.read_member,
    "name": names.read_name,
    "name_in": names.read_step,
    "number": numbers.read_value,
    "number_high": numbers.read_high,
    "origin": names.read_origin,
    "part": names.read_part,
    "precision": dates.read_precision,
    "prose": prose.read_prose,
    "quantity": numbers.read_quantity_words,
    "said_on": dates.read_day_said,
    "side": codes.read_side,
    "source": names.read_source,
    "time": dates.read_time,
    "words": names.read_words,
}

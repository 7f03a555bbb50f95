"""The kinds of mistakes by scope. Columns are written table.column, a table alone for a kind that is about rows."""

from collections.abc import Callable

from scripts.prove.mistakes.cells import (
    actor_of_the_source,
    another,
    another_actor,
    another_code,
    another_row,
    beside,
    blanked,
    cue_dropped,
    digit_changed,
    digits_swapped,
    first_word_dropped,
    letter_changed,
    look_alike,
    moscow_hour,
    negation_dropped,
    off_by_one,
    other_name,
    passage_of_the_source,
    shifted,
    swapped_harm,
    times_ten,
    wrong_relation,
)
from scripts.prove.mistakes.rows import (
    cleanly_deleted,
    declared,
    dropped,
    ends_swapped,
    harm_and_wording,
    invented,
    number_and_wording,
    relay_dropped,
    row_swapped,
    steps_swapped,
    voice_and_wording,
)
from scripts.prove.mistakes.world import Cell, Edit, World
from validation.model.items import SAID

NUMBERS = "casualty_claims.value figures.value casualty_claims.value_high figures.value_high"
VOICES = "casualty_claims.claimant_id figures.claimant_id statements.speaker_id"
SAID_DAYS = "casualty_claims.claimed_on figures.claimed_on statements.stated_on"
DAYS = f"{SAID_DAYS} casualty_claims.as_of figures.as_of"
HOURS = "casualty_claims.as_of_time figures.as_of_time events.time_local"
CODES = (
    "casualty_claims.harm figures.measure casualty_claims.population figures.population casualty_claims.bound figures.bound statements.act"
)
EVENTS = "casualty_claims.event_id figures.event_id"
QUANTITIES = "casualty_claims.value_wording figures.value_wording"
WORDINGS = f"{QUANTITIES} casualty_claims.harm_wording figures.measure_wording statements.act_wording"
ABOUT = "statements.addressee_id statements.about_actor_id"
CELLS: dict[str, dict[str, tuple[str, Callable[[World, Cell], str]]]] = {
    "core": {
        "number off by one": (NUMBERS, off_by_one),
        "number times ten": (NUMBERS, times_ten),
        "digits swapped": (NUMBERS, digits_swapped),
        "another code": (CODES, another_code),
        "another actor": (f"{VOICES} attributions.actor_id", another_actor),
        "another event": (EVENTS, another("events")),
        "a day off": (DAYS, shifted(-1, 1)),
        "a month off": (DAYS, shifted(-30, 31)),
        "a letter changed": (WORDINGS, letter_changed),
        "a digit changed": (WORDINGS, digit_changed),
        "a look-alike letter": (WORDINGS, look_alike),
        "another role": ("attributions.role", another_code),
    },
    "plausible": {
        "neighbouring number": (NUMBERS, beside("value", "value_high")),
        "other bound": ("casualty_claims.bound figures.bound", another_code),
        "swapped harm": ("casualty_claims.harm", swapped_harm),
        "wrong population": ("casualty_claims.population figures.population", another_code),
        "wrong side": ("casualty_claims.population_side figures.population_side", another_code),
        "other actor of the source": (f"{VOICES} attributions.actor_id {ABOUT}", actor_of_the_source),
        "other event of the source": (f"{EVENTS} statements.about_event_id", beside("event_id", "about_event_id")),
        "other day of the week": (DAYS, shifted(-3, -2, 2, 3)),
        "Moscow hour": (HOURS, moscow_hour),
        "wrong precision": ("casualty_claims.as_of_precision figures.as_of_precision statements.date_precision", another_code),
        "wrong act": ("statements.act", another_code),
        "wrong topic": ("statements.topic", another_code),
        "wrong mode": ("statements.mode", another_code),
        "negation dropped": ("statements.content", negation_dropped),
        "other name in the content": ("statements.content", other_name),
        "blanked": (f"{ABOUT} {SAID_DAYS} casualty_claims.as_of statements.about_event_id casualty_claims.value", blanked),
        "first word dropped": (QUANTITIES, first_word_dropped),
        "other word": ("wordings.wording attributions.wording", letter_changed),
        "passage of another item": ("evidence.passage_id", passage_of_the_source),
        "offset off by one": ("passages.char_start passages.char_end passages.paragraph", off_by_one),
        "another hash": ("passages.sha256", digit_changed),
        "another publisher": ("sources.publisher_id", another_row),
        "another language": ("sources.language", another_row),
        "another day of print": ("sources.published_on", shifted(-1, 1)),
        "inference of another value": ("inferences.value", letter_changed),
    },
    "shared": {
        "wrong type": ("actors.actor_type places.place_type events.event_type event_actors.role", another_code),
        "wrong side of an actor": ("actors.side", another_code),
        "another country": ("actors.country", another_row),
        "another body": ("actors.member_of", another_actor),
        "body blanked": ("actors.member_of actors.side actors.country", blanked),
        "a letter of a name": ("names.name actors.name places.name actors.office", letter_changed),
        "name of another": ("names.entity_id", another_row),
        "another usage": ("names.usage names.language", another_row),
        "another form": ("names.form", another_code),
        "another place": ("events.place_id places.within", another("places")),
        "coordinates": ("places.latitude places.longitude places.geonames_id", another_row),
        "another outside id": ("actors.wikidata_id actors.gw_code actors.ucdp_actor_id", another_row),
        "event a day off": ("events.date_start events.date_end", shifted(-1, 1)),
        "another part": ("events.part_of", another("events")),
        "wrong code of an event": ("events.date_precision events.assertion event_actors.assertion events.place_precision", another_code),
        "other name in a title": ("events.title events.description", other_name),
        "another actor of an event": ("event_actors.actor_id", another_actor),
        "cue left out": ("vocabularies.cues", cue_dropped),
        "cues of another code": ("vocabularies.cues", another_row),
        "another factor": ("vocabularies.low_factor vocabularies.high_factor vocabularies.unit", another_row),
        "wrong relation": ("relations.relation", wrong_relation),
        "related to another": ("relations.to_id relations.from_id explanations.second_id", another_row),
    },
    "second coding": {
        "second: another code": (CODES, another_code),
        "second: number": ("casualty_claims.value figures.value", off_by_one),
        "second: another actor": (VOICES, another_actor),
        "second: a day off": (SAID_DAYS, shifted(-1, 1)),
        "second: another step": ("attributions.actor_id", another_actor),
    },
}
ROWS: dict[str, dict[str, tuple[str, Callable[[World, Cell], list[Edit]]]]] = {
    "core": {
        "rows swapped": (f"{NUMBERS} {VOICES} casualty_claims.harm statements.act", row_swapped),
        "relay dropped": ("attributions", relay_dropped),
        "steps swapped": ("attributions", steps_swapped),
    },
    "plausible": {"inference dropped": ("inferences", dropped), "passage taken away": ("evidence", dropped)},
    "shared": {
        "relation dropped": ("relations", dropped),
        "ends swapped": ("relations", ends_swapped),
        "name dropped": ("names", dropped),
        "participation dropped": ("event_actors", dropped),
    },
    "adversarial": {
        "number and wording": ("casualty_claims.value figures.value", number_and_wording),
        "harm and wording": ("casualty_claims.harm", harm_and_wording),
        "voice and wording": (VOICES, voice_and_wording),
        "number declared": ("casualty_claims.value figures.value", declared(off_by_one)),
        "code declared": (CODES, declared(another_code)),
        "actor declared": (VOICES, declared(actor_of_the_source)),
        "day declared": (DAYS, declared(shifted(-1, 1))),
        "row deleted": (" ".join(SAID), cleanly_deleted),
        "row invented": (" ".join(SAID), invented),
    },
    "second coding": {"second: row dropped": ("casualty_claims statements attributions", dropped)},
}
SCOPES = ("shipped core", "shipped plausible", "cited core", "cited plausible", "shared", "adversarial", "second coding")

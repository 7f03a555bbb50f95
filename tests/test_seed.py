"""Facts of the first source that a reader can check with the article in hand."""

from __future__ import annotations

import hashlib

import pandas as pd
import pytest

from tests.conftest import ROOT

SEED = ROOT / "seeds/000_5d66e677cd03ca33.txt"


def table(name: str) -> pd.DataFrame:
    frame = pd.read_csv(ROOT / f"data/{name}.csv", dtype=str, keep_default_na=False)
    return frame[frame["source_id"] == "S001"] if "source_id" in frame else frame


def test_the_seed_is_as_received():
    assert hashlib.sha256(SEED.read_bytes()).hexdigest() == "7005eaa85edc467ab9f806038f31c96492a95771b7632dc9fef9d39af50fca4c"


@pytest.mark.parametrize(
    ("claimant", "harm", "population", "wording", "value", "bound"),
    [
        ("peoples-dispatch", "killed", "civilians", "Several", "", "vague"),
        ("peoples-dispatch", "wounded", "civilians", "dozens", "", "vague"),
        ("rt", "killed", "civilians", "At least seven", "7", "at_least"),
        ("rt", "wounded", "civilians", "35", "35", "exact"),
        ("armenian-sources", "killed", "people", "at least 27", "27", "at_least"),
        ("armenian-sources", "wounded", "people", "over 200", "200", "more_than"),
        ("peoples-dispatch", "wounded", "protesters", "at least 38", "38", "at_least"),
        ("peoples-dispatch", "killed", "people", "over 1,000", "1000", "more_than"),
    ],
)
def test_each_casualty_claim(claimant, harm, population, wording, value, bound):
    claims = table("casualty_claims")
    row = claims[(claims["value_wording"] == wording) & (claims["harm"] == harm)]
    assert row[["claimant_id", "population", "value", "bound"]].values.tolist() == [[claimant, population, value, bound]]


def test_there_are_eight_casualty_claims():
    assert len(table("casualty_claims")) == 8


def test_tass_quoting_the_press_service_is_two_relays():
    chains = table("attributions").sort_values("step").groupby("item_id")["actor_id"].agg(list)
    statement = table("statements").query("act == 'claim' and speaker_id == 'ilham-aliyev'")["statement_id"].iloc[0]
    assert chains[statement] == ["ilham-aliyev", "azerbaijani-presidential-press-service", "tass", "peoples-dispatch"]


def test_what_azerbaijan_alleges_armenia_denies():
    statements, relations = table("statements").set_index("statement_id"), table("relations")
    ends = relations["from_id"].isin(statements.index) & relations["to_id"].isin(statements.index)
    denials = relations[(relations["relation"] == "denies") & ends]
    pairs = {(statements.at[r.from_id, "speaker_id"], statements.at[r.to_id, "speaker_id"]) for r in denials.itertuples()}
    assert pairs == {("armenia", "azerbaijan"), ("ilham-aliyev", "armenia")}


def test_the_ceasefire_is_announced_on_wednesday_and_takes_effect_at_one():
    events = table("events").set_index("event_id")
    assert events.at["E002", "date_start"] == "2023-09-20"
    assert (events.at["E003", "time_local"], events.at["E003", "date_precision"]) == ("13:00", "minute")


def test_every_quote_is_the_text_at_its_offsets():
    text = SEED.read_text(encoding="utf-8")
    for row in table("passages").itertuples():
        assert text[int(row.char_start) : int(row.char_end)] == row.quote

"""The recipe of docs/joining.md, run as it stands on rows made up in the documented column layouts of UCDP GED and ACLED."""

from __future__ import annotations

import contextlib
import re

import pandas as pd
import pytest

from tests.conftest import ROOT

GED = """
    id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id
    dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources
    source_article source_office source_date source_headline source_original where_prec where_coordinates where_description
    adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity date_prec date_start
    date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob
""".split()  # noqa: SIM905
ACLED = """
    event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 actor2
    assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude longitude
    geo_precision source source_scale notes fatalities tags timestamp
""".split()  # noqa: SIM905


def write(path, columns: list[str], rows: list[dict]) -> None:
    pd.DataFrame([dict.fromkeys(columns, "") | row for row in rows], columns=columns).to_csv(path, index=False)


@pytest.fixture(scope="module")
def joined(tmp_path_factory):
    """What the recipe leaves behind."""
    folder = tmp_path_factory.mktemp("joining")
    (folder / "data").symlink_to(ROOT / "data")
    side = {"dyad_new_id": 833, "side_a_new_id": 64, "side_b_new_id": 338, "where_prec": 5, "date_prec": 1, "best": 9, "low": 9, "high": 9}
    write(folder / "ged.csv", GED, [
        {"id": 1, **side, "date_start": "2023-09-19 00:00:00.000", "date_end": "2023-09-19 00:00:00.000"},
        {"id": 2, **side, "date_start": "2022-01-01 00:00:00.000", "date_end": "2022-01-02 00:00:00.000"},
        {"id": 3, **side, "dyad_new_id": 1, "date_start": "2023-09-19 00:00:00.000", "date_end": "2023-09-19 00:00:00.000"},
    ])  # fmt: skip
    clash = {"event_type": "Battles", "sub_event_type": "Armed clash", "time_precision": 1, "fatalities": 9}
    write(folder / "acled.csv", ACLED, [
        {"event_id_cnty": "AAA1", **clash, "event_date": "2023-09-19", "location": "Nagorno-Karabakh"},
        {"event_id_cnty": "AAA2", **clash, "event_date": "2023-09-19", "location": "Elsewhere", "event_type": "Riots"},
        {"event_id_cnty": "AAA3", **clash, "event_date": "2021-09-19", "location": "Nagorno-Karabakh"},
    ])  # fmt: skip
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "docs/joining.md").read_text(encoding="utf-8"), re.DOTALL)
    space: dict = {}
    with contextlib.chdir(folder):
        exec(compile("\n".join(blocks), "docs/joining.md", "exec"), space)
    return space


def test_a_ged_row_meets_the_event_of_its_day_and_side(joined):
    pairs = joined["ged_pairs"]
    assert ("E001", 1) in set(zip(pairs["event_id"], pairs["id"], strict=True)) and set(pairs["id"]) == {1}
    assert set(pairs.loc[pairs["event_id"] == "E001", "by"]) == {"day and actor"}
    beside = joined["beside"].query("event_id == 'E001'")
    assert set(beside["item_id"]) == set(joined["claims"].query("event_id == 'E001' and measure == 'killed'")["item_id"])
    assert set(beside["best"]) == {9} and beside["chain"].notna().all()


def test_an_acled_row_meets_an_event_of_its_day_and_kind(joined):
    pairs = joined["acled_pairs"]
    assert set(pairs["event_id_cnty"]) == {"AAA1"} and "E001" in set(pairs["event_id"])
    assert set(pairs.loc[pairs["event_id"] == "E001", "same_place"]) == {True}

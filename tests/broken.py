"""The broken packages: what is broken in each, so that every rule is seen failing. What a person then reads stands in tests/broken/."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.conftest import read_csv, write_csv

Edit = Callable[[Path], None]


def put(table: str, key: str, /, **cells: str) -> Edit:
    """Changes cells of the row with that key."""

    def edit(root: Path) -> None:
        path = root / f"data/{table}.csv"
        rows = read_csv(path)
        width = len(key.split(" "))
        hits = [row for row in rows if " ".join(list(row.values())[:width]) == key]
        assert hits, f"{table} has no row {key}"
        hits[0].update(cells)
        write_csv(path, rows, rows[0])

    return edit


def drop(table: str, key: str) -> Edit:
    """Deletes the row with that key."""

    def edit(root: Path) -> None:
        path = root / f"data/{table}.csv"
        rows = read_csv(path)
        width = len(key.split(" "))
        kept = [row for row in rows if " ".join(list(row.values())[:width]) != key]
        assert len(kept) == len(rows) - 1, f"{table} has no row {key}"
        write_csv(path, kept, rows[0])

    return edit


def add(table: str, /, **cells: str) -> Edit:
    """Adds a row; columns that are not named are blank."""

    def edit(root: Path) -> None:
        path = root / f"data/{table}.csv"
        rows = read_csv(path)
        kept = [row for row in rows if any(row.values())]
        write_csv(path, [*kept, {**dict.fromkeys(rows[0], ""), **cells}], rows[0])

    return edit


def raw(path: str, old: bytes, new: bytes) -> Edit:
    """Replaces bytes of a file, once."""

    def edit(root: Path) -> None:
        data = (root / path).read_bytes()
        assert old in data, f"{path} does not hold {old!r}"
        (root / path).write_bytes(data.replace(old, new, 1))

    return edit


def write(path: str, data: bytes) -> Edit:
    return lambda root: (root / path).write_bytes(data)


def remove(path: str) -> Edit:
    return lambda root: (root / path).unlink()


def link(path: str) -> Edit:
    """Puts the file outside the package and a link in its place."""

    def edit(root: Path) -> None:
        outside = root.parent / "outside.csv"
        (root / path).rename(outside)
        (root / path).symlink_to(outside)

    return edit


def folder(path: str) -> Edit:
    def edit(root: Path) -> None:
        (root / path).unlink()
        (root / path).mkdir()

    return edit


def describe(change: Callable[[dict], object]) -> Edit:
    """Changes the parsed description."""

    def edit(root: Path) -> None:
        path = root / "datapackage.json"
        descriptor = json.loads(path.read_text(encoding="utf-8"))
        change(descriptor)
        path.write_text(json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")

    return edit


def resource(descriptor: dict, name: str) -> dict:
    return next(r for r in descriptor["resources"] if r["name"] == name)


def field(descriptor: dict, table: str, name: str) -> dict:
    return next(f for f in resource(descriptor, table)["schema"]["fields"] if f["name"] == name)


# name > (whether the build is run after the edits, so that only meaning can show them; the edits)
QUOTED = "quoted the Azerbaijani presidential press service as saying"
CITED = {"text_file": "seeds/README.md", "text_status": "cited", "extent_read": "whole", "read_on": "2023-09-19", "rights": "Unknown"}
BROKEN: dict[str, tuple[bool, list[Edit]]] = {
    "clean": (True, []),
    "bytes": (False, [
        raw("data/actors.csv", b"actor_id", b"\xef\xbb\xbfactor_id"),
        raw("data/places.csv", b"\n", b"\r\n"),
        raw("data/relations.csv", b"one announcement.", b"one announcement. "),
        raw("data/events.csv", b"Protest in Yerevan", b"=1+1"),
        raw("data/events.csv", b"Ceasefire takes effect", b'"Ceasefire\ntakes effect"'),
        raw("data/names.csv", b"Yerevan", "Yerev\u0430n".encode()),
        raw("data/names.csv", b"Aliyev,", "Ali\u200byev,".encode()),
        raw("data/names.csv", "António".encode(), "Anto\u0301nio".encode()),
        raw("data/figures.csv", b"Time from", "Time \xe9 from".encode("latin-1")),
        raw("data/uncoded.csv", b"Place tag", b'"Place" tag'),
        lambda root: (root / "data/sources.csv").write_bytes((root / "data/sources.csv").read_bytes().rstrip(b"\n")),
        write("data/extra.csv", b"a,b\n1,2\n"),
        raw("data/casualty_claims.csv", b",27,at_least", ",٢٧,at_least".encode()),
        link("data/retired_ids.csv"),
        folder("data/corrections.csv"),
        raw("data/evidence.csv", b"C0001,P0003", b'"C0001",P0003'),
    ]),
    "tables": (False, [
        remove("data/places.csv"),
        raw("data/relations.csv", b"from_id,", b""),
        raw("data/names.csv", b"form\n", b"form,more\n"),
        raw("data/uncoded.csv", b"passage_id,reason", b"reason,passage_id"),
        raw("data/evidence.csv", b"C0001,P0003", b"C0001,P0003,P0004"),
        raw("data/evidence.csv", b"C0002,", b"C0002\nC0002,"),
        write("data/inferences.csv", b"item_id,column,value,kind,reason,other_reading\n"),
        raw("data/casualty_claims.csv", b"at least 27,27", b"at least 27,many"),
    ]),
    "cells": (True, [
        put("casualty_claims", "C0005", harm="slain"),
        put("casualty_claims", "C0006", event_id="E999"),
        put("casualty_claims", "C0007", population=""),
        put("statements", "T0002", statement_id="T2"),
        put("figures", "F0002", figure_id="F0001"),
    ]),
    "stale": (False, [
        put("casualty_claims", "C0005", note="A remark."),
        raw("data/derived/tolls.csv", b"lowest", b"lowust"),
    ]),
    "description": (False, [
        describe(lambda d: field(d, "actors", "name").update(description="the name")),
        describe(lambda d: field(d, "actors", "office")["constraints"].pop("required")),
        describe(lambda d: field(d, "actors", "side")["constraints"]["enum"].remove("media")),
        describe(lambda d: resource(d, "evidence")["schema"]["foreignKeys"][0]["reference"].update(fields=["passage"])),
    ]),
    "description_unreadable": (False, [
        describe(lambda d: resource(d, "actors").update(path="../actors.csv")),
        describe(lambda d: resource(d, "names").pop("schema")),
        describe(lambda d: resource(d, "places").update(name="events")),
        describe(lambda d: resource(d, "evidence")["schema"].update(primaryKey="item_id")),
        describe(lambda d: resource(d, "relations")["schema"].update(foreignKeys=["from_id"])),
        describe(lambda d: d["resources"].append("more")),
    ]),
    "description_invalid": (False, [describe(lambda d: field(d, "actors", "name").update(type="txt"))]),
    "description_empty": (False, [write("datapackage.json", b"")]),
    "description_twice": (False, [raw("datapackage.json", b'"resources":', b'"resources": [], "resources":')]),
    "one_bad_cell": (False, [
        raw("data/casualty_claims.csv", b"at least 27,27", b"at least 27,many"),
        put("events", "E009", place_id="armenia"),
    ]),
    "description_no_json": (False, [raw("datapackage.json", b'"name":', b'"name"')]),
    "words": (True, [
        put("casualty_claims", "C0001", harm="wounded", population_side="russia"),
        put("casualty_claims", "C0003", value_wording="seven", bound="exact"),
        put("casualty_claims", "C0004", population="military"),
        put("casualty_claims", "C0005", value="72"),
        put("casualty_claims", "C0006", bound="at_least"),
        put("casualty_claims", "C0007", claimed_on="2023-09-21"),
        put("casualty_claims", "C0008", value_wording="over a lot"),
        put("events", "E001", date_start="2023-09-18"),
        put("events", "E002", date_precision="month"),
        put("events", "E003", time_local="14:00"),
        put("events", "E006", date_end="2021-12-31"),
        put("events", "E008", type_wording="declared sovereignty"),
        put("events", "E009", place_id="armenia", place_precision="country"),
        put("events", "E010", assertion_wording="attacked", assertion="alleged"),
        put("events", "E018", part_of="E002"),
        put("events", "E017", title="Months of fighting between Armenia and Russia"),
        put("events", "E016", title="Deployment of 3,000 Russian armed forces"),
        put("events", "E012", title="Election of 10 September"),
        put("event_actors", "N0001", actor_id="armenia"),
        put("actors", "ilham-aliyev", office="King"),
        put("actors", "antony-blinken", member_of="united-nations"),
        put("statements", "T0009", speaker_id="russia"),
        put("statements", "T0014", act_wording="repeated"),
        put("attributions", "C0005 1", wording="according to"),
        put("attributions", "T0006 1", actor_id="armenia"),
        put("attributions", "C0003 2", actor_id="tass"),
        put("inferences", "C0006 population", kind="ambiguous", other_reading="civilians"),
        put("event_actors", "N0009", actor_id="protesters-in-yerevan"),
        put("statements", "T0024", addressee_id=""),
        add("inferences", item_id="C0002", column="value", value="24", kind="inferred", reason="x"),
        put("inferences", "C0007 population", kind="inferred"),
        put("evidence", "N0016 P0046", passage_id="P0003"),
        drop("attributions", "T0019 3"),
        put("attributions", "T0019 4", step="3"),
        put("attributions", "T0020 2", actor_id="tass", wording="TASS quoted"),
        put("attributions", "T0020 3", actor_id="azerbaijani-presidential-press-service", wording=QUOTED),
    ]),
    "passages": (True, [
        put("passages", "P0003", char_start="93"),
        put("passages", "P0004", char_end="140"),
        put("passages", "P0005", quote="the latest bout of violence"),
        put("passages", "P0010", paragraph="9"),
        put("passages", "P0012", sha256="0" * 64),
        put("passages", "P0014", char_start="100", char_end="160"),
        put("passages", "P0015", char_start="590", quote="zerbaijan launched the military operation"),
        drop("evidence", "E003 P0013"),
        drop("evidence", "C0008 P0050"),
        drop("evidence", "E012 P0040"),
    ]),
    "sense_of_claims": (True, [
        put("casualty_claims", "C0001", value="3"),
        put("casualty_claims", "C0003", value=""),
        put("casualty_claims", "C0005", value="99000000"),
        put("casualty_claims", "C0004", claimed_on="2023-09-22", as_of="2023-09-23", as_of_precision="day"),
        put("casualty_claims", "C0006", as_of="2023-09-20"),
        put("casualty_claims", "C0007", as_of_precision="day"),
        put("figures", "F0002", claimant_id="rt"),
        put("attributions", "F0003 1", actor_id="rt"),
        put("actors", "armenian-sources", actor_type="place"),
        put("actors", "antonio-guterres", actor_type="place"),
        put("attributions", "T0028 2", actor_id="rt"),
        put("casualty_claims", "C0008", population="none", population_wording=""),
        put("statements", "T0027", act="deny"),
        drop("evidence", "F0005 P0042"),
        put("statements", "T0005", stated_on="2023-09-21"),
        put("statements", "T0006", stated_on="2023-09-19"),
        put("statements", "T0011", stated_on=""),
        put("statements", "T0009", about_event_id=""),
        drop("relations", "T0009 denies T0007"),
        put("statements", "T0016", mode="actual", mode_wording=""),
        put("statements", "T0023", addressee_id="maria-zakharova"),
        put("statements", "T0012", about_actor_id="armenians-of-nagorno-karabakh"),
        put("statements", "T0024", about_actor_id="the-parties"),
        drop("evidence", "T0028 P0051"),
        add("relations", from_id="T0999", relation="responds_to", to_id="T0001", note="x"),
        add("relations", from_id="T0002", relation="responds_to", to_id="T0999", note="x"),
        add("relations", from_id="T0003", relation="responds_to", to_id="T0003", note="x"),
        add("relations", from_id="C0001", relation="repeats", to_id="F0003", note="x"),
        add("relations", from_id="C0007", relation="repeats", to_id="C0003", note="x"),
        add("relations", from_id="C0004", relation="repeats", to_id="C0006", note="x"),
        add("relations", from_id="T0013", relation="repeats", to_id="T0014", note="x"),
        add("relations", from_id="C0005", relation="revises", to_id="C0003", note="x"),
        add("relations", from_id="T0011", relation="revises", to_id="T0005", note="x"),
        add("relations", from_id="C0005", relation="contradicts", to_id="C0003", note="x"),
        add("relations", from_id="T0008", relation="denies", to_id="T0014", note="x"),
        add("explanations", first_id="C0998", second_id="C0999", reason="x"),
    ]),
    "sense_of_the_rest": (True, [
        put("events", "E001", date_end="2023-09-18"),
        put("events", "E009", date_start="2023-09-19"),
        put("events", "E012", date_start=""),
        put("events", "E007", date_precision="interval"),
        put("events", "E003", time_local=""),
        put("events", "E011", time_local="10:00", part_of="E011"),
        put("events", "E010", place_precision="country", assertion_wording="attacked", title="Local anti-terrorism measures"),
        drop("evidence", "E016 P0047"),
        put("event_actors", "N0003", assertion_wording="agreement"),
        put("event_actors", "N0019", actor_id="armenia"),
        drop("evidence", "N0008 P0031"),
        add("actors", actor_id="nobody", name="Nobody", actor_type="person", side="unknown", office="King", gw_code="5"),
        put("places", "yerevan", longitude="", coordinate_precision="", note=""),
        add("places", place_id="nowhere", name="Nowhere", place_type="settlement"),
        add("names", entity_id="no-one", name="Nowhere", language="en", usage="rt", form="name"),
        add("names", entity_id="russia", name="Armenia", language="en", usage="peoples-dispatch", form="name"),
        put("passages", "P0003", char_start="200", char_end="100"),
        put("passages", "P0004", quote="", char_start="", char_end="", paragraph=""),
        add("uncoded", passage_id="P0013", reason="x"),
        drop("uncoded", "P0009"),
        put("attributions", "C0005 2", step="3"),
        put("attributions", "C0006 1", role="relay"),
        put("attributions", "C0003 1", actor_id="peoples-dispatch"),
        put("attributions", "T0006 1", wording=""),
        add("attributions", item_id="C0999", step="1", actor_id="rt", role="outlet"),
        add("evidence", item_id="C0999", passage_id="P0003"),
        put("casualty_claims", "C0008", source_id="S002"),
        add("sources", source_id="S002", title="T", publisher_id="rt", published_on="2023-09-20", published_on_basis="unknown",
            language="en", url="https://example.org/a", **CITED),
        add("sources", source_id="S003", title="T", publisher_id="rt", published_on_basis="printed", language="en",
            url="https://example.org/b", text_status="shipped", extent_read="whole", read_on="2023-09-21", rights="Unknown"),
        add("passages", passage_id="P0999", source_id="S002", quote="words", sha256="0" * 64),
        add("inferences", item_id="C0001", column="colour", value="x", kind="inferred", reason="x"),
        put("inferences", "C0003 claimant_id", other_reading=""),
        add("corrections", correction_id="K0001", corrected_on="2026-11-24", table="nothing", row_id="x", column="x", reason="x"),
        add("retired_ids", id="C0001", reason="x", retired_on="2026-11-24"),
        put("vocabularies", "harm missing", cues="en: missing, killed"),
        describe(lambda d: resource(d, "events").update(rows=3)),
    ]),
    "conflicts": (True, [
        put("casualty_claims", "C0005", value_wording="27", value="27", bound="exact"),
        put("casualty_claims", "C0006", harm="killed"),
        add("explanations", first_id="C0001", second_id="C0002", reason="x"),
    ]),
    "source_text": (True, [raw("seeds/000_5d66e677cd03ca33.txt", b"at least 27", b"at least 72")]),
}  # fmt: skip

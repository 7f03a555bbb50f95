"""The commands of the curator on a small package: the good path and every bad input with the exact line."""

from __future__ import annotations

import csv
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import krippendorff
import pytest
from hypothesis import given, settings
from hypothesis.strategies import integers, lists, tuples

from scripts.cli import main as command_line
from scripts.curate import add_source, agreement, changes, explain, passage, propose, retire, settle, take
from scripts.curate import format as format_
from scripts.curate import next as next_
from scripts.curate.changes import Change
from scripts.publish import build
from tests.conftest import ROOT
from tests.edits import release
from validation import __main__ as check
from validation.model.alpha import alpha
from validation.model.canonical import to_text
from validation.model.package import read_package, read_rows
from validation.model.tables.agreement import COLUMNS
from validation.model.texts import digest
from validation.problem import Problem
from validation.run import validate

URL = "https://peoplesdispatch.org/2023/09/20/ceasefire-announced-hours-after-azerbaijan-launches-military-operation-in-nagorno-karabakh/"
SEED = "seeds/000_5d66e677cd03ca33.txt"
PAGE = "192 Azerbaijani troops were killed; 511 were wounded\n\nHealth Ministry announced on Wednesday\n\nThe Washington Post reports\n"
TOLD = {"title": "A page", "publisher": "rt", "published-on": "2023-09-21", "published-on-basis": "printed", "language": "en",
        "extent-read": "whole", "rights": "Licence not verified", "read-on": "2026-11-24"}  # fmt: skip


def options(**other: str) -> list[str]:
    told = TOLD | {name.replace("_", "-"): value for name, value in other.items()}
    return [part for name, value in told.items() for part in (f"--{name}", value)]


@pytest.fixture
def sense():
    """Lets a command judge the sense of what it codes, which takes most of its time."""


@pytest.fixture
def run(package, monkeypatch, capsys, request):
    """Runs a command in the package; returns its exit code, what it printed and what it said on stderr."""
    monkeypatch.chdir(package)
    if "sense" not in request.fixturenames:
        monkeypatch.setattr("scripts.curate.coding._sense", lambda package: [])

    def command(module, *arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        name = module if isinstance(module, str) else module.__name__.rsplit(".")[-1]
        code = check.main(list(arguments)) if module is check else command_line([name, *arguments])
        return code, *capsys.readouterr()

    return command


@pytest.fixture
def refuses(run, package):
    """Runs a command that must say one line and write nothing; returns the line."""

    def command(module, *arguments: str) -> str:
        before = contents(package)
        code, printed, said = run(module, *arguments)
        assert (code, printed) == (2, "")
        assert contents(package) == before, "something was written"
        return said.removesuffix("\n")

    return command


@pytest.fixture
def at_terminal(monkeypatch):
    """Lets a test answer what the commands ask; returns what is still unanswered."""

    def answers(*lines: str) -> list[str]:
        left = list(lines)

        def answer() -> str:
            if not left:
                raise EOFError
            return left.pop(0)

        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr("builtins.input", answer)
        return left

    return answers


@pytest.fixture
def page(tmp_path) -> Path:
    """A text that is not shipped, in a folder outside the package, under the name of the source to come."""
    path = tmp_path / "texts" / "S002.txt"
    path.parent.mkdir()
    path.write_text(PAGE, encoding="utf-8")
    return path


def contents(root: Path) -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file() and ".git" not in path.parts}


def rows(root: Path, table: str) -> list[dict[str, str]]:
    with (root / f"data/{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8", newline="")


def lines(text: str, beginning: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip().startswith(beginning)]


# add_source


def test_a_source_gets_the_next_id(run, package):
    code, printed, _ = run(add_source, "https://example.org/page", *options(), "--note", "A reprint.")
    assert (code, printed) == (0, "S002 written to data/sources.csv; next: nox -s propose -- S002\n")
    assert rows(package, "sources")[-1] == {
        "source_id": "S002", "title": "A page", "publisher_id": "rt", "published_on": "2023-09-21", "published_on_basis": "printed",
        "language": "en", "url": "https://example.org/page", "text_file": "", "text_sha256": "", "text_status": "cited",
        "extent_read": "whole", "read_on": "2026-11-24", "archive_url": "", "archived_on": "", "rights": "Licence not verified",
        "note": "A reprint.",
    }  # fmt: skip


def test_a_retired_id_is_not_used_again(run, package):
    (package / "data/retired_ids.csv").write_text("id,replaced_by,reason,retired_on\nS002,,Not this page.,2026-11-24\n", encoding="utf-8")
    assert run(add_source, "https://example.org/page", *options())[1].startswith("S003 written")


@pytest.mark.parametrize(
    "address",
    [
        URL,
        URL.replace("https://", "http://"),
        URL.replace("https://", "https://www."),
        URL.removesuffix("/"),
        f"{URL}#more",
        f"{URL}?utm_source=x&utm_medium=y",
        URL.replace("peoplesdispatch.org", "PeoplesDispatch.org"),
        URL.replace("https://", "http://www.").removesuffix("/") + "?utm_campaign=z#top",
    ],
)
def test_a_page_is_coded_once(refuses, address):
    assert refuses(add_source, address, *options()) == (
        f"data/sources.csv:2: S001.url={URL!r} is already the page of {address}, and nothing is written. "
        "Code from the row that is already there. [curate.known_url]"
    )


def test_another_query_is_another_page(run):
    assert run(add_source, f"{URL}?page=2", *options())[0] == 0


def test_a_page_coded_under_another_address(refuses, run, page):
    assert refuses(add_source, "https://example.org/copy", *options(), "--text", SEED) == (
        "data/sources.csv:2: S001.text_sha256='7005eaa85edc467ab9f806038f31c96492a95771b7632dc9fef9d39af50fca4c' is the SHA-256 of this "
        "very text, under another address, and nothing is written. Code from the row that is already there. [curate.known_text_sha256]"
    )
    title = "Ceasefire announced hours after Azerbaijan launches military operation in Nagorno Karabakh"
    same = options(title=title, publisher="peoples-dispatch", published_on="2023-09-20")
    assert refuses(add_source, "https://example.org/copy", *same) == (
        f"data/sources.csv:2: S001.title={title!r} is already this publisher's headline of that day, and nothing is "
        "written. Code from the row that is already there, or add --other-page. [curate.known_title]"
    )
    assert run(add_source, "https://example.org/copy", *same, "--other-page")[0] == 0


def test_what_is_missing_is_named(refuses):
    assert refuses(add_source, "https://example.org/page", "--title", "A page", "--language", "en") == (
        "add_source: --publisher, --published-on, --published-on-basis, --extent-read, --rights, --read-on are missing; add the "
        "missing options, or run it on a terminal, which asks for them"
    )


@pytest.mark.parametrize(
    ("option", "value", "line"),
    [
        ("publisher", "peoples-dispach", "is not an actor; similar: peoples-dispatch; name a new one with --publisher-name"),
        ("published_on_basis", "print", "is not a code of the vocabulary 'published_on_basis': archive_stamp, inferred, printed, "
                                        "unknown, url"),
        ("published_on", "2023-09-31", "is not a day, such as 2023-09-20"),
        ("language", "English", "does not have the form [a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?, as 'en' has"),
        ("extent_read", "", "is blank, though the column must be filled"),
        ("title", "=A page", "begins with '=', which a spreadsheet runs as a formula"),
    ],
)  # fmt: skip
def test_an_option_that_cannot_stand(refuses, option, value, line):
    said = refuses(add_source, "https://example.org/page", *options(**{option: value}))
    assert said == f"add_source: --{option.replace('_', '-')}={value!r} {line}; nothing is written"


def test_an_address_that_is_none(refuses):
    assert refuses(add_source, "example.org/page", *options()) == (
        "'example.org/page' is not a web address; give it whole and percent-encoded, as https://example.org/page; nothing is written"
    )


def test_a_terminal_is_asked(run, package, at_terminal):
    left = at_terminal("", "nobody", "rt", "20 September", "2023-09-20", "3", "en", "2", "", "2026-11-24")
    code, _, said = run(add_source, "https://example.org/page")
    assert (code, left) == (0, [])
    assert "'nobody' is not an actor" in said
    assert "'20 September' is not a day" in said
    written = rows(package, "sources")[-1]
    assert [written[c] for c in ("title", "publisher_id", "published_on", "published_on_basis", "language", "extent_read", "read_on")] == [
        "", "rt", "2023-09-20", "printed", "en", "whole", "2026-11-24",
    ]  # fmt: skip
    assert written["rights"] == rows(package, "sources")[0]["rights"]


def test_a_terminal_that_gives_up(run, package, at_terminal):
    at_terminal("A page")
    before = contents(package)
    code, _, said = run(add_source, "https://example.org/page")
    assert code == 2
    assert said.endswith("no answer was given; nothing is written\n")
    assert contents(package) == before


# passage


def test_a_passage_of_a_shipped_text(run, package):
    known = rows(package, "passages")
    code, printed, _ = run(passage, "S001", "at least 27")
    new = next(row for row in rows(package, "passages") if row not in known)
    assert (code, printed.splitlines()) == (
        0,
        [
            f"{new['passage_id']} written: S001, paragraph 7, characters 930-941: 'at least 27'",
            f"next: the row ITEM,{new['passage_id']} in data/evidence.csv",
        ],
    )
    assert int(new["passage_id"][1:]) == max(int(row["passage_id"][1:]) for row in known) + 1
    assert new == {"passage_id": new["passage_id"], "source_id": "S001", "paragraph": "7", "char_start": "930", "char_end": "941",
                   "quote": "at least 27", "sha256": digest("at least 27")}  # fmt: skip


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Azerbaijan's military", "1245-1266"),
        ('"legitimate military targets."', "1850-1880"),
        ("local anti–terrorism   measures", "845-874"),
        ("  at\u00a0least\n27 ", "930-941"),
    ],
)
def test_marks_dashes_and_white_space_need_not_match(run, words, place):
    code, printed, _ = run(passage, "S001", words)
    assert (code, f"characters {place}:" in printed) == (0, True)


def test_a_passage_is_written_once(run, package):
    row = rows(package, "passages")[0]
    before = contents(package)
    assert run(passage, "S001", row["quote"], "--choose", "1")[1].startswith(f"{row['passage_id']} was already there: ")
    assert contents(package) == before


def test_several_candidates_are_shown(refuses, run, at_terminal):
    assert refuses(passage, "S001", "at least").splitlines() == [
        f"'at least' stands in 2 places of {SEED}:",
        "  1  characters 930-938, paragraph 7: …ures,” RT reported. However, according to Armenian sources, [at least] 27 people were "
        "killed and over 200 wounded. Armenia den…",
        "  2  characters 1504-1512, paragraph 10: …ignation. Security forces attacked the protesters, injuring [at least] 38. Azerbaijani "
        "President Ilham Aliyev had said in a tele…",
        "say which with --choose N, or give more words; nothing is written",
    ]
    assert refuses(passage, "S001", "at least", "--choose", "3") == (
        f"--choose 3: there are 2 places of 'at least' in {SEED}; nothing is written"
    )
    assert "characters 1504-1512:" in run(passage, "S001", "at least", "--choose", "2")[1]
    assert refuses("claim", "S001", "at least").endswith("\ngive more words, so that they stand in one place only; nothing is written")
    at_terminal("5", "1")
    assert "characters 930-938:" in run(passage, "S001", "at least")[1]


def test_words_that_stand_nowhere(refuses):
    assert refuses(passage, "S001", "at least 72 people") == (
        f"{SEED}:12: S001 does not have the words 'at least 72 people'; the closest there are 'at least 27 people' (characters 930-948), "
        "and nothing is written. Give the words as the text has them; the message shows the closest. [curate.words]"
    )
    assert refuses(passage, "S001", "zzz qqq xxx") == (
        f"{SEED}: S001 does not have the words 'zzz qqq xxx'; nothing there is like them, and nothing is written. "
        "Give the words as the text has them; the message shows the closest. [curate.words]"
    )


def test_words_inside_other_words_are_none(refuses):
    assert refuses(passage, "S001", "kill").startswith(f"{SEED}:3: S001 does not have the words 'kill'; the closest there are 'killed'")


def test_a_source_that_is_none(refuses):
    assert refuses(passage, "S01", "at least 27") == "data/sources.csv: has no source S01; similar: S001; add it with nox -s add_source"


def test_a_text_that_is_not_shipped(run, refuses, package, page):
    page = page.parent.rename(page.parent.parent / "pages") / page.name
    run(add_source, "https://example.org/page", *options(), "--text", str(page))
    sha256 = rows(package, "sources")[-1]["text_sha256"]
    assert refuses(passage, "S002", "511") == (
        "data/sources.csv:3: S002.text_status='cited' is not shipped, and nothing is written. "
        "Name the text of the source with --text; keep it outside the repository. [curate.text]"
    )
    code, printed, _ = run(passage, "S002", "511 were wounded", "--text", str(page))
    assert (code, printed.split(": ", 1)[1].splitlines()[0]) == (0, "S002, paragraph 1, characters 36-52: '511 were wounded'")
    new = rows(package, "passages")[-1]
    assert (new["source_id"], new["paragraph"], new["char_start"], new["char_end"], new["quote"]) == ("S002", "1", "36", "52", "")
    assert new["sha256"] == digest("511 were wounded")
    assert "was already there" in run(passage, "S002", "511 were wounded", "--text", str(page.parent))[1]
    page.write_text("Another page: 511 were wounded.\n", encoding="utf-8")
    assert re.fullmatch(
        rf"data/sources\.csv:3: S002\.text_sha256='{sha256}' is not the SHA-256 of \S+/S002\.txt, which is [0-9a-f]{{64}}: the file is not "
        r"the text that was coded, and nothing is written\. .* \[curate\.text\]",
        refuses(passage, "S002", "511 were wounded", "--text", str(page.parent)),
    )


def test_the_first_text_gives_the_hash(run, package, page):
    run(add_source, "https://example.org/page", *options())
    assert "S002.text_sha256 was blank and is now that of" in run(passage, "S002", "511 were wounded", "--text", str(page))[1]
    assert len(rows(package, "sources")[-1]["text_sha256"]) == 64


def test_a_passage_that_has_its_hash_alone_is_that_passage(run, package, page):
    run(add_source, "https://example.org/page", *options())
    with (package / "data/passages.csv").open("a", encoding="utf-8") as file:
        file.write(f"P9000,S002,,,,,{digest('511 were wounded')}\n")
    assert run(passage, "S002", "511 were wounded", "--text", str(page))[1].startswith("P9000 was already there: ")


def test_a_cited_text_stays_outside(run, refuses, package):
    run(add_source, "https://example.org/page", *options())
    (package / "S002.txt").write_text(PAGE, encoding="utf-8")
    said = refuses(passage, "S002", "511", "--text", "S002.txt")
    assert said == "S002.txt: lies in the repository, where no text of a cited page belongs; move it out; nothing is written"
    assert refuses(add_source, "https://example.org/other", *options(title="B"), "--text", "S002.txt") == said


# claim, figure, statement

WHY = "The sentence before counts the harm of the operation."
KILLED = "However, according to Armenian sources, at least 27 people were killed"
STORY = (
    "The Health Ministry announced on Wednesday that 192 Azerbaijani troops were killed and 511 were wounded in the military operation. "
    "The Washington Post reports it.\n\nRT said that the operation was over.\n"
)


@pytest.fixture
def story(run, page) -> Path:
    """A cited source with a story of its own, S002."""
    page.write_text(STORY, encoding="utf-8")
    run(add_source, "https://example.org/story", *options(published_on="2023-09-27", publisher="peoples-dispatch"), "--text", str(page))
    return page


def test_a_claim_from_its_words(run, package):
    before = contents(package)
    code, printed, _ = run("claim", "S001", KILLED, "--event", "E001", "--why", "event_id", WHY)
    assert code == 0
    assert lines(printed, "However, [according to Armenian sources], [at least 27] [people] were [killed]")
    row = rows(package, "casualty_claims")[-1]
    assert {c: v for c, v in row.items() if v} == {
        "claim_id": "C0009", "source_id": "S001", "event_id": "E001", "claimant_id": "armenian-sources", "harm": "killed",
        "harm_wording": "killed", "population": "people", "population_wording": "people", "population_side": "unknown",
        "value_wording": "at least 27", "value": "27", "bound": "at_least", "as_of_precision": "unknown",
    }  # fmt: skip
    assert [tuple(r.values()) for r in rows(package, "attributions") if r["item_id"] == "C0009"] == [
        ("C0009", "1", "armenian-sources", "origin", "according to Armenian sources"), ("C0009", "2", "peoples-dispatch", "outlet", ""),
    ]  # fmt: skip
    assert [r["reason"] for r in rows(package, "inferences") if r["item_id"] == "C0009"] == [WHY]
    assert not [r for r in rows(package, "wordings") if r["item_id"] == "C0009"], "the text is shipped"
    build.build(package)
    assert check.main(["--root", str(package)]) == 0
    changed = {path for path, data in contents(package).items() if before.get(path) != data and "derived" not in path}
    assert {Path(path).stem for path in changed} == {"casualty_claims", "attributions", "evidence", "inferences", "passages"}


def test_few_words_of_a_cited_source(run, package, story):
    code, printed, said = run(
        "claim", "S002", STORY.split(". ")[0], "--number", "192", "--name", "azerbaijani-ministry-of-health", "Health Ministry",
        "--actor", "azerbaijani-ministry-of-health", "Ministry of Health of Azerbaijan", "state_body", "azerbaijan",
        "country=AZE", "note=country: that of the side.",
    )  # fmt: skip
    assert code == 0, said
    row = rows(package, "casualty_claims")[-1]
    assert [row[c] for c in ("claimant_id", "population_side", "value", "claimed_on", "event_id")] == [
        "azerbaijani-ministry-of-health", "azerbaijan", "192", "2023-09-27", "E001",
    ]  # fmt: skip
    few = {r["column"]: r["wording"] for r in rows(package, "wordings")}
    assert few == {
        "event_id": "military operation", "population_side": "Azerbaijani", "claimed_on": "Wednesday",
        "value": "192 Azerbaijani troops were killed",
    }  # fmt: skip
    assert all(len(words.split()) <= 8 for words in few.values())
    build.build(package)
    assert check.main(["--root", str(package), "--quick"]) == 0
    assert check.main(["--root", str(package), "--quick", "--texts", str(story.parent)]) == 0


def test_what_the_words_do_not_give_is_named_once(refuses):
    said = refuses("statement", "S001", "Armenia denied the allegations of troop deployment in the region")
    assert [line.split(":")[0].split(" ")[0] for line in said.splitlines()] == ["the", "--content", "--topic"]
    assert "--event (most often E001, " in refuses("claim", "S001", KILLED)
    assert refuses("claim", "S001", "At least seven civilians were killed and 35 others injured") == (
        'the words hold several numbers ("At least seven", "35"); say which with --number; nothing is written'
    )


def test_what_the_check_would_refuse(sense, refuses):
    said = refuses("claim", "S001", KILLED, "--event", "E002", "--population", "military")
    assert said.splitlines()[-1] == "nothing is written; name it with --name, or say why with --why COLUMN REASON"
    assert [line.rsplit("[", 1)[1] for line in said.splitlines()[:-1]] == ["grounding.event]", "grounding.cues]"]
    denied = "Armenia denied the allegations of troop deployment in the region"
    said = refuses("statement", "S001", denied, "--content", "Its troops are there.", "--topic", "other")
    assert said.splitlines()[0].endswith("[sense.statements.negated]")


def test_a_dry_run_writes_nothing(run, package, story):
    said = "claim S002 '192 Azerbaijani troops were killed' 'military operation'"
    (story.parent / "lines").write_text(said, encoding="utf-8")
    run(take, str(story.parent / "lines"))
    before = contents(package)
    code, printed, why = run(take, str(story.parent / "lines"), "--dry-run")
    assert (code, printed.splitlines()[-1], contents(package) == before) == (0, "nothing is written, because of --dry-run", True), why
    code, printed, why = run(settle, "C0009", "matches", "C0005", "--note", "One number.", "--dry-run")
    assert (code, printed.splitlines()[-1], contents(package) == before) == (0, "nothing is written, because of --dry-run", True), why
    assert printed.splitlines()[0].startswith("C0009 matches C0005: 1 row")


def test_a_refused_line_hides_no_actor_from_the_next(run, package, story):
    actor = "--actor ministry-of-troops 'Azerbaijani troops' armed_force azerbaijan"
    good = "claim S002 '192 Azerbaijani troops were killed' 'military operation' --by ministry-of-troops"
    code, _, said = run_lines(run, story, [f"claim S002 'nobody wrote this' {actor}", good])
    assert (code, said.startswith("line 1:"), "is not an actor" in said) == (2, True, False), said


def test_the_body_of_one_state_is_not_that_of_another(run, package, page):
    new = "russian-foreign-ministry,Foreign Ministry,en,rt,name\n"
    edit(package, "data/names.csv", "russian-foreign-ministry,", f"{new}russian-foreign-ministry,")
    page.write_text("According to the Foreign Ministry of Armenia, 27 people were killed.\n", encoding="utf-8")
    run(add_source, "https://example.org/story", *options(publisher="peoples-dispatch"), "--text", str(page))
    code, printed, why = run(propose, "S002", "--text", str(page))
    assert (code, "Russia" in printed) == (0, False), why


def test_a_terminal_is_asked_for_the_rest(run, package, at_terminal):
    left = at_terminal("Armenia did not deploy troops.", "armenias_role")
    code, _, said = run("statement", "S001", "Armenia denied the allegations of troop deployment in the region")
    assert (code, left) == (0, []), said
    assert rows(package, "statements")[-1]["topic"] == "armenias_role"


def test_proposals_are_commands(run, package, story):
    before = contents(package)
    code, printed, _ = run(propose, "S002")
    assert code == 0
    assert contents(package) == before
    commands = [line for line in printed.splitlines() if line.startswith("nox")]
    sentence = STORY.split(". ")[0] + "."
    assert commands[0] == shlex.join(["nox", "-s", "claim", "--", "S002", sentence, "--number", "192"])
    assert any(line.endswith("--content ? --topic ?") and "RT said" in line for line in commands)
    assert "line 1: --content ? is still to be filled in" in run_lines(run, story, [c for c in commands if "?" in c][:1])[2]


def test_a_cell_can_be_told_to_be_blank(run, package, story):
    said = ["S002", "192 Azerbaijani troops were killed", "military operation"]
    assert run("claim", *said, "--dry-run")[0] == 0, "the words give the event"
    assert "event_id" in run("claim", *said, "--event", "")[2], "and a claim must have one"


def test_another_reading_is_asked_for_only_where_all_can_read_the_text(run, package, story):
    asked = "the words give 'E001', so say with --other event_id"
    why = ["--event", "E001", "--why", "event_id", WHY]
    assert asked not in run("claim", "S002", "192 Azerbaijani troops were killed", "military operation", *why)[2]
    assert asked in run("claim", "S001", KILLED, "Azerbaijan launches military operation", *why)[2]


def test_a_publisher_is_noted_to_use_a_known_spelling(run, package, page):
    """So far only the pages of another publisher have named Azerbaijan."""
    said = ["S002", "Azerbaijan denied that the operation was over", "--content", "The operation is not over.", "--topic", "other"]
    page.write_text("Azerbaijan denied that the operation was over.\n", encoding="utf-8")
    run(add_source, "https://example.org/story", *options(publisher="rt"), "--text", str(page))
    code, _, why = run("statement", *said, "--text", str(page))
    assert code == 0, why
    assert [r["name"] for r in rows(package, "names") if (r["entity_id"], r["usage"]) == ("azerbaijan", "rt")] == ["Azerbaijan"]


def test_words_that_hold_a_known_name_are_no_new_name(run, package, story):
    said = ["S002", "RT said that the operation was over", "--content", "The operation was over.", "--topic", "other"]
    before = rows(package, "names")
    code, _, why = run("statement", *said, "--by", "rt=RT said that")
    assert (code, rows(package, "names")) == (0, before), why


def run_lines(run, story: Path, lines: list[str]):
    (story.parent / "lines").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return run(take, str(story.parent / "lines"))


def test_lines_are_taken_all_or_none(run, package, story):
    good = "nox -s claim -- S002 '192 Azerbaijani troops were killed' 'military operation' # the dead"
    before = contents(package)
    code, _, said = run_lines(run, story, [good, "nox -s statement -- S002 'RT said that the operation was over' --topic other"])
    assert (code, contents(package) == before) == (2, True)
    assert said.startswith("line 2: the words do not give these")
    _, _, said = run_lines(run, story, ["claim S002 'nobody wrote this'", good, "figure S002 'nor this'"])
    assert [line[:7] for line in said.splitlines() if line.startswith("line ")] == ["line 1:", "line 3:"], "one run tells all that fail"
    assert contents(package) == before
    statement_line = "statement S002 'RT said that the operation was over' --topic other --content 'The operation was over.'"
    code, printed, said = run_lines(run, story, ["# a remark", good, "", statement_line])
    assert (code, said, printed.splitlines()[-1:]) == (0, "", ["2 lines written together"])
    assert (rows(package, "casualty_claims")[-1]["claim_id"], rows(package, "statements")[-1]["speaker_id"]) == ("C0009", "rt")
    assert [r["wording"] for r in rows(package, "wordings") if r["column"] == "content"] == ["that the operation was over"]


def test_two_lines_add_one_cue(run, package, story):
    line = "claim S002 '192 Azerbaijani troops were killed' 'military operation' --cue killed 'were killed'"
    code, _, said = run_lines(run, story, [line, line])
    killed = next(row for row in rows(package, "vocabularies") if (row["vocabulary"], row["code"]) == ("harm", "killed"))
    assert (code, said, killed["cues"].count("were killed")) == (0, "", 1)


def test_words_that_tell_without_a_verb_of_speech(run, package, story):
    said = [
        "S002",
        "192 Azerbaijani troops were killed",
        "511 were wounded",
        "--content",
        "192 troops were killed.",
        "--topic",
        "casualties",
    ]
    code, _, words = run("statement", *said)
    assert (code, words.strip().endswith("say which words tell it with --act state=WORDS; nothing is written")) == (2, True), words
    code, _, words = run("statement", *said, "--act", "state=were wounded", "--why", "act", "The outlet states it.")
    assert code == 0, words
    assert rows(package, "statements")[-1]["act_wording"] == "were wounded"
    assert [r["wording"] for r in rows(package, "wordings") if r["column"] == "content"] == ["192 Azerbaijani troops were killed"]


def test_what_the_words_give_is_declared_only_with_another_reading(refuses):
    assert refuses("claim", "S001", KILLED, "--event", "E001", "--why", "event_id", WHY, "--why", "value", "They may be fewer.") == (
        "--why value: the words give '27', so say with --other value which reading was not taken; nothing is written"
    )


def test_nobody_says_a_thing_after_it_was_printed(run, package, page):
    text = "The ministry of defence of Armenia announced that the body ceases to exist on 1 January 2024."
    page.write_text(text, encoding="utf-8")
    run(add_source, "https://example.org/story", *options(published_on="2023-09-27", publisher="peoples-dispatch"), "--text", str(page))
    said = ("S002", text, "--content", "The body will cease to exist.", "--topic", "other", "--by", "armenia")
    code, printed, words = run("statement", *said)
    assert code == 0, words
    row = rows(package, "statements")[-1]
    assert (row["stated_on"], row["date_precision"]) == ("", "unknown")


# settle


def test_one_answer_settles_all(run, package, story):
    for words in ("192 Azerbaijani troops were killed",):
        run("claim", "S002", words, "military operation")
    run("claim", "S002", "192 Azerbaijani troops were killed", "military operation")
    edit(package, "data/casualty_claims.csv", "C0010,S002,E001,peoples-dispatch,killed,killed,military,troops,azerbaijan,192,192,",
         "C0010,S002,E001,peoples-dispatch,killed,killed,military,troops,azerbaijan,192,180,")  # fmt: skip
    run("claim", "S002", "192 Azerbaijani troops were killed", "military operation")
    code, printed, _ = run(settle, "C0010", "different", "--note", "They count different days.")
    assert (code, printed) == (0, "C0010 different C0009, C0011: 2 rows; nothing is left open\n")
    assert [tuple(r.values())[:2] for r in rows(package, "explanations")] == [("C0009", "C0010"), ("C0010", "C0011")]


def test_a_row_that_settles_two_is_written_once(run, package, story):
    for _ in range(3):
        run("claim", "S002", "192 Azerbaijani troops were killed", "military operation")
    run(settle, "C0011", "matches", "C0009", "--note", "One number.")
    edit(package, "data/casualty_claims.csv", "C0010,S002,E001,peoples-dispatch,killed,killed,military,troops,azerbaijan,192,192,",
         "C0010,S002,E001,peoples-dispatch,killed,killed,military,troops,azerbaijan,192,180,")  # fmt: skip
    code, printed, _ = run(settle, "C0010", "contradicts", "--note", "Each says another number of the same dead.")
    assert (code, printed) == (0, "C0010 contradicts C0009: 1 row; nothing is left open\n")


def test_nothing_to_settle(refuses):
    assert refuses(settle, "C0005", "updates", "--note", "Later.") == (
        "C0005 conflicts with no claim, or each pair is settled; name the other item; nothing is written"
    )
    assert refuses(settle, "C0005", "mends", "--note", "Later.").startswith("'mends' is not one of ")


# retire


def test_an_item_is_retired_with_what_belongs_to_it(run, package):
    before = contents(package)
    run("claim", "S001", KILLED, "--event", "E001", "--why", "event_id", WHY)
    code, printed, _ = run(retire, "C0009", "--reason", "Coded twice.", "--instead", "C0005", "--on", "2026-11-30")
    assert (code, printed) == (
        0, "C0009 retired, with 1 row of data/passages.csv, 1 row of data/casualty_claims.csv, 2 rows of data/attributions.csv, "
        "1 row of data/evidence.csv, 1 row of data/inferences.csv\n",
    )  # fmt: skip
    assert [tuple(r.values()) for r in rows(package, "retired_ids")] == [
        ("C0009", "C0005", "Coded twice.", "2026-11-30"), ("P0052", "", "It carried C0009 alone.", "2026-11-30"),
    ]  # fmt: skip
    changed = {path for path, data in contents(package).items() if before.get(path) != data}
    assert {Path(path).stem for path in changed} == {"retired_ids"}


# Several files, all or none


MOMENTS = range(12)
KILLER = """
import os, sys
from scripts.cli import main
import scripts.curate.coding, validation.checks.shape.check
from validation.checks.descriptor import describe
scripts.curate.coding._sense = lambda package: []  # which writes nothing, and takes most of the time
describe(sys.argv[1].split(os.pathsep)[0])  # what every fork loads and makes is there before the first
def run(root, after):
    moves = 0
    def killing(call):
        def killed(*arguments, **options):
            nonlocal moves
            moves += 1
            if moves > after:
                os._exit(9)
            return call(*arguments, **options)
        return killed
    os.replace, os.fsync = killing(os.replace), killing(os.fsync)
    os._exit(main(["claim", *sys.argv[2:], "--root", root]))
for after, root in enumerate(sys.argv[1].split(os.pathsep)):
    if not (child := os.fork()):
        run(root, after)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)  # a fork inherits what is not yet written
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the moments are tried in forks of one process")
def test_a_command_killed_at_any_moment(small, tmp_path):
    """Killed at the n-th move or write of a file: all old before the journal stands, all new once the next command has run."""
    roots = [Path(shutil.copytree(small, tmp_path / str(after))) for after in MOMENTS]
    arguments = [os.pathsep.join(map(str, roots)), "S001", KILLED, "--event", "E001", "--why", "event_id", "Said before."]
    done = subprocess.run([sys.executable, "-c", KILLER, *arguments], env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True,
                          text=True, check=True)  # fmt: skip
    codes = [int(line) for line in done.stdout.splitlines() if line.isdigit()]
    old, ends = curated(small), []
    for root, code in zip(roots, codes, strict=True):
        journal = (root / ".unfinished.json").exists()
        assert journal or code == 0 or curated(root) == old, f"{root.name}: half is written"
        assert command_line(["format", "--root", str(root)]) == 0
        assert not (root / ".unfinished.json").exists()
        assert (curated(root) == old) == (not journal and code == 9), root.name
        ends.append(curated(root))
    new = [root for root, end in zip(roots, ends, strict=True) if end != old]
    assert 0 < len(new) < len(roots) and len({tuple(curated(root).items()) for root in new}) == 1
    assert rows(new[0], "casualty_claims")[-1]["claim_id"] == "C0009"
    build.build(new[0])
    assert check.main(["--root", str(new[0]), "--quick"]) == 0


def curated(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((root / "data").glob("*.csv"))}


def test_an_edit_since_a_kill_is_not_lost(package, refuses):
    new = package / "data/.claims.new"
    new.write_bytes(b"claim_id\n")
    (package / ".unfinished.json").write_text('{"data/casualty_claims.csv": {"was": "0", "new": "data/.claims.new"}}', encoding="utf-8")
    assert refuses(format_) == (
        "a write of data/casualty_claims.csv was cut short, and data/casualty_claims.csv was edited since; delete "
        ".unfinished.json to keep the edit, or undo the edit and run the command again"
    )


# next


def test_what_is_left_worst_first(run, package, quick):
    run(add_source, "https://example.org/page", *options())
    edit(package, "data/casualty_claims.csv", "at least 27,27,", "at least 27,72,")
    build.build(package)
    code, printed, _ = run(next_)
    assert code == 0
    assert [line for line in printed.splitlines() if not line.startswith("  ")][:2] == [
        "1 ungrounded: the words do not give what is coded",
        "1 uncovered: words that support no item, and sources with no item",
    ]
    assert lines(printed, "data/casualty_claims.csv:6: C0005.value='72' is not what the source says")[0].endswith(
        "> edit data/casualty_claims.csv line 6; nox -s explain -- C0005"
    )
    assert lines(printed, "data/sources.csv") == [
        "  data/sources.csv:3: S002 has no claim, figure or statement yet. "
        "Code the source; `nox -s propose` lists what it holds. [next.no_item]  > nox -s propose -- S002"
    ]
    assert "2 without an archived copy; open the address to ask for one, then fill archive_url and archived_on" in printed
    assert lines(printed, "S002") == ["  S002  https://web.archive.org/save/https://example.org/page"]


def test_one_number_in_two_sources_wants_a_relation(run, package):
    run(add_source, "https://example.org/page", *options())
    claims = (package / "data/casualty_claims.csv").read_text(encoding="utf-8")
    again = next(line for line in claims.splitlines() if line.startswith("C0005,")).replace("C0005,S001", "C0009,S002")
    (package / "data/casualty_claims.csv").write_text(f"{claims}{again}\n", encoding="utf-8")
    assert [str(problem) for problem in next_.open_ends(read_package(package)) if problem.rule == "next.unrelated"] == [
        "data/casualty_claims.csv:10: C0009.value_wording='at least 27' is the number of armenian-sources in C0005 too, "
        "and the two are not related. Add a row with `repeats` to data/relations.csv. [next.unrelated]"
    ]
    with (package / "data/relations.csv").open("a", encoding="utf-8") as file:
        file.write("C0009,repeats,C0005,One number.\n")
    assert not [p for p in next_.open_ends(read_package(package)) if p.rule == "next.unrelated"]


def test_a_problem_names_the_command_that_starts_to_fix_it():
    def problem(rule: str, message: str = "", row_id: str = "", value: str = "") -> Problem:
        return Problem(file="data/x.csv", line=3, row_id=row_id, value=value, rule=rule, message=message)

    assert next_.command_for(problem("hygiene.form")) == "nox -s format"
    assert next_.command_for(problem("stale")) == "nox -s build"
    assert next_.command_for(problem("coverage.sentence", "", "S001", "It's so.")) == "nox -s statement -- S001 'It'\"'\"'s so.'"
    assert next_.command_for(problem("grounding.name_in", "", "C0005 1")) == "edit data/x.csv line 3; nox -s explain -- C0005"
    assert next_.command_for(problem("relations.unsettled", "", "C0005")) == 'nox -s settle -- C0005 HOW --note "why"'
    assert next_.command_for(problem("coverage.number", "", "S001", "27")) == "nox -s figure -- S001 27"
    assert next_.command_for(problem("sense.names.entity", "", "x")) == "edit data/x.csv line 3"
    assert next_.command_for(problem("agreement.settled", "", "C0005")) == "edit data/x.csv line 3; nox -s explain -- C0005"
    assert next_.heading_of(problem("agreement.settled")) == next_.OTHER


# explain


def test_a_claim_explained(run):
    code, printed, _ = run(explain, "C0005")
    assert code == 0
    assert printed.splitlines()[:2] == [
        'C0005  Armenian sources: "at least 27" people, killed',
        f"  about E001, {event_title(printed)}, 2023-09-19",
    ]
    for line in (
        "However, [according to Armenian sources], [at least 27] [people] were [killed] and over 200 wounded.",
        "Armenian sources > Peoples Dispatch",
        '1  origin  Armenian sources: "according to Armenian sources"',
        "[27, ] by bound at_least: The number is the lower end; the upper end is open.",
        'event_id = E001 (inferred): "However" sets the sentence beside the one before, which counts the harm of the operation.',
        "P0023  S001, paragraph 7, characters 899-960: according to Armenian sources, at least 27 people were killed",
    ):
        assert lines(printed, line), line


def event_title(printed: str) -> str:
    return re.search(r"about E001, (.*), 2023-09-19", printed)[1]


def test_words_are_bold_on_a_terminal(run, monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert "\033[1mat least 27\033[0m" in run(explain, "C0005")[1]


def test_a_chain_and_relations_both_ways(run):
    printed = run(explain, "T0019")[1]
    assert lines(printed, "Ilham Aliyev > Presidential press service of Azerbaijan > TASS > Peoples Dispatch")
    assert lines(run(explain, "T0009")[1], "T0009 denies T0007: ")
    assert lines(run(explain, "T0007")[1], "T0009 denies T0007: ")


@pytest.mark.parametrize("item_id", ["F0004", "E005", "N0013", "ilham-aliyev", "tass"])
def test_every_kind_of_item_is_explained(run, item_id):
    code, printed, _ = run(explain, item_id)
    assert (code, printed.startswith(f"{item_id}  ")) == (0, True)


def test_an_item_that_is_none(refuses, package):
    said = refuses(explain, "C005")
    assert re.fullmatch(r"'C005' is not a claim, figure, statement, event, part in an event or actor; similar: C0005.*", said)
    (package / "data/retired_ids.csv").write_text(
        "id,replaced_by,reason,retired_on\nC0900,C0005,Coded twice.,2026-11-24\n", encoding="utf-8"
    )
    assert refuses(explain, "C0900") == "C0900 was retired on 2026-11-24: Coded twice.; C0005 replaces it"


def test_a_conflict_is_shown(run, package):
    edit(package, "data/casualty_claims.csv", "35,35,,exact", "35,35,,more_than")
    edit(package, "data/casualty_claims.csv", "C0002,S001,E001,peoples-dispatch,wounded,wounded,civilians,,unknown,dozens,,,vague",
         "C0002,S001,E001,peoples-dispatch,wounded,wounded,civilians,,unknown,dozens,12,,fewer_than")  # fmt: skip
    printed = run(explain, "C0004")[1]
    assert lines(printed, "C0002 [0, 11] and C0004 [36, ] conflict; OPEN: relate or explain them (C0002 is Peoples Dispatch: ")


# changes


@pytest.fixture
def released(package) -> Path:
    """The package in a git repository of its own, with one commit, tagged v0.1.0."""
    release("v0.1.0")(package)
    return package


def test_nothing_changed(run, released):
    assert run(changes, "v0.1.0") == (0, "no curated table has changed\n", "")


def test_cell_by_cell(run, released):
    edit(released, "data/casualty_claims.csv", "at least 27,27,", "at least 27,72,")
    edit(released, "data/evidence.csv", "C0005,P0023\n", "")
    (released / "data/retired_ids.csv").write_text("id,replaced_by,reason,retired_on\nC0900,,Coded twice.,2026-11-24\n", encoding="utf-8")
    assert changes.changes(released, "v0.1.0") == [
        Change("casualty_claims", "C0005", "value", "27", "72", "changed"),
        Change("evidence", "C0005 P0023", "", "", "", "removed"),
        Change("retired_ids", "C0900", "", "", "", "added"),
    ]
    code, printed, said = run(changes, "v0.1.0")
    assert (code, printed) == (
        1,
        "| table | row | column | before | now |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| casualty_claims | C0005 | value | 27 | 72 |\n"
        "| evidence | C0005 P0023 |  | 1 row removed |  |\n"
        "| retired_ids | C0900 |  |  | 1 row added |\n",
    )
    assert said == (
        "data/casualty_claims.csv:6: C0005.value='72' was '27' at the release and has no row in data/corrections.csv. "
        "Add the row that `nox -s changes -- RELEASE --corrections` prints. [changes.uncorrected]\n"
    )
    assert run(changes, "HEAD")[0] == 0, "only a release binds"


def test_a_correction_settles_it(run, released):
    edit(released, "data/casualty_claims.csv", "at least 27,27,", "at least 27,72,")
    printed = run(changes, "v0.1.0", "--corrections", "--on", "2026-11-30", "--reason", "Digits, swapped.")[1]
    assert printed == 'K0001,2026-11-30,casualty_claims,C0005,value,27,72,"Digits, swapped."\n'
    with (released / "data/corrections.csv").open("a", encoding="utf-8") as file:
        file.write(printed)
    assert changes.uncorrected(released, "v0.1.0") == []
    edit(released, "data/casualty_claims.csv", "at least 27,72,", "at least 27,71,")
    assert [p.value for p in changes.uncorrected(released, "v0.1.0")] == ["71"]


def test_an_id_does_not_vanish(released):
    edit(released, "data/event_actors.csv", next(line for line in read_lines(released, "event_actors") if line.startswith("N0001,")), "")
    assert [str(problem) for problem in changes.uncorrected(released, "v0.1.0")] == [
        "data/event_actors.csv: N0001 was released and is gone, but is not retired. "
        "Add the id to data/retired_ids.csv with the reason. [changes.unretired]"
    ]


def read_lines(root: Path, table: str) -> list[str]:
    return (root / f"data/{table}.csv").read_text(encoding="utf-8").splitlines(keepends=True)


def test_a_revision_that_is_none(refuses, released):
    assert refuses(changes, "v9.9.9") == "'v9.9.9' is not a tag or commit here; `git tag` lists the releases"


def test_a_package_outside_git(refuses, package, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(package.parent))
    assert refuses(changes, "v0.1.0") == "'v0.1.0' is not a tag or commit here; the package is in no git repository"


# agreement


def second_coding(root: Path, edits: dict[str, list[tuple[str, str]]], left_out: tuple[str, ...] = ()) -> None:
    """Writes the first coding again under ids of its own, changed and without some items."""
    for table in ("casualty_claims", "figures", "statements", "attributions"):
        header, *body = read_rows((root / f"data/{table}.csv").read_bytes())
        text = to_text([header, *(row for row in body if row[0] not in left_out)])
        for old, new in edits.get(table, []):
            assert old in text
            text = text.replace(old, new)
        path = root / f"data/second_coding/{table}.csv"
        path.parent.mkdir(exist_ok=True)
        path.write_text(re.sub(r"^([CFT])0", r"\g<1>9", text, flags=re.MULTILINE), encoding="utf-8")


def derived(root: Path) -> dict[tuple[str, str], list[str]]:
    header, *body = read_rows((root / "data/derived/agreement.csv").read_bytes())
    assert header == COLUMNS
    return {(row[0], row[1]): dict(zip(header, row, strict=True)) for row in body}


def test_two_codings_that_agree(run, package):
    second_coding(package, {})
    code, printed, _ = run(agreement)
    assert (code, printed.split()[: len(COLUMNS)]) == (0, COLUMNS)
    assert {row["agreement"] for row in derived(package).values()} == {"1.000"}
    for column in ("alpha", "alpha_low", "alpha_high"):
        assert {row[column] for row in derived(package).values()} == {"", "1.000"}
    assert {row["one_blank"] + row["both_differ"] for row in derived(package).values()} == {"", "00"}
    assert {row["renamed_units"] for row in derived(package).values()} == {""}


def test_two_codings_that_differ(run, package):
    second_coding(
        package,
        {"casualty_claims": [("at least 27,27,", "at least 27,72,"), ("people,people,unknown,at least", "civilians,,unknown,at least")]},
        ("C0008",),
    )
    run(agreement)
    found = derived(package)
    shares = {row["variable"]: (row["units"], row["agreement"]) for row in found.values() if row["table"] == "casualty_claims"}
    assert shares["first_found_by_second"] == ("8", "0.875")
    assert shares["second_found_by_first"] == ("7", "1.000")
    assert shares["found_f1"] == ("15", "0.933")
    assert shares["population"] == ("7", "0.857")
    population, value = found["casualty_claims", "population"], found["casualty_claims", "value"]
    assert (population["level"], population["one_blank"], population["both_differ"]) == ("nominal", "0", "1")
    assert value["level"] == "ratio" and float(value["alpha_low"]) < float(value["alpha"]) < 1 == float(value["alpha_high"])
    assert found["casualty_claims", "as_of"]["alpha"] == "", "nothing varies: undefined"
    assert found["statements", "found_f1"]["agreement"] == "1.000"


def test_the_first_coding_as_it_came_out(run, package):
    second_coding(package, {})
    first = package / "data/second_coding/first"
    first.mkdir()
    for table in ("casualty_claims", "figures", "statements", "attributions"):
        (first / f"{table}.csv").write_bytes((package / f"data/{table}.csv").read_bytes())
    edit(package, "data/second_coding/first/casualty_claims.csv", "at least 27,27,", "at least 27,72,")
    run(agreement)
    assert derived(package)["casualty_claims", "value"]["agreement"] != "1.000"


def test_cells_that_flip_where_the_codes_have_other_names(run, package):
    second_coding(package, {})
    shutil.copytree(package / "data/second_coding", package / "data/second_coding/renamed")
    edit(package, "data/second_coding/renamed/casualty_claims.csv", "people,people,unknown,at least", "civilians,,unknown,at least")
    run(agreement)
    found = derived(package)
    assert (found["casualty_claims", "population"]["renamed_units"], found["casualty_claims", "population"]["renamed_flipped"]) == (
        "8",
        "0.125",
    )
    assert found["casualty_claims", "harm"]["renamed_flipped"] == "0.000"
    assert found["casualty_claims", "population"]["agreement"] == "1.000", "the second coding is another one"


def test_alpha_by_hand():
    """Four units, one of them coded a by one coder and b by the other: 1 - (2/8) / (2*5*3 / (8*7)) = 8/15."""
    assert alpha([("a", "a"), ("a", "a"), ("b", "b"), ("a", "b")], "nominal")[0] == "0.533"
    assert alpha([("a", "a"), ("a", "a")], "nominal") == ("", "", "")
    assert alpha([], "ratio") == ("", "", "")
    assert alpha([("a", "b")], "nominal") == ("0.000", "0.000", "0.000")


@pytest.mark.parametrize("level", ["nominal", "ratio"])
@settings(max_examples=30)
@given(values=lists(tuples(integers(0, 6), integers(0, 6)), min_size=2, max_size=40))
def test_alpha_as_the_library_for_it(values, level):
    found, low, high = alpha([(str(a), str(b)) for a, b in values], level)
    if len({value for pair in values for value in pair}) > 1:
        data = [[pair[coder] for pair in values] for coder in (0, 1)]
        assert float(found) == pytest.approx(krippendorff.alpha(reliability_data=data, level_of_measurement=level), abs=6e-4)
        assert float(low) <= float(high) <= 1


def test_the_interval_of_alpha_narrows_with_more_items():
    few = [("a", "a"), ("b", "b"), ("a", "b"), ("b", "b"), ("a", "a")]
    (_, low, high), (_, lower, higher) = alpha(few, "nominal"), alpha(few * 40, "nominal")
    assert float(high) - float(low) > 3 * (float(higher) - float(lower)) > 0


def test_a_second_coding_that_cannot_be_read(refuses, package):
    assert refuses(agreement) == (
        "data/second_coding/: holds no items; put casualty_claims.csv, figures.csv, statements.csv and attributions.csv of the "
        "second coder there"
    )
    (package / "data/second_coding").mkdir()
    (package / "data/second_coding/figures.csv").write_text("value,figure_id\n", encoding="utf-8")
    assert refuses(agreement) == (
        "data/second_coding/figures.csv:1: does not have columns of data/figures.csv in that order, so it cannot be read. "
        "Put the table back, with the columns of the curated table in the same order. [agreement.columns]"
    )


# CONTRIBUTING.md

BLOCK = re.compile(r"^ *```(?P<kind>sh|text (?P<file>\S+))\n(?P<body>.*?)^ *```$|^## (?P<heading>[^\n]+)$", re.DOTALL | re.MULTILINE)
SESSIONS = {"propose": propose, "claim": "claim", "figure": "figure", "statement": "statement", "take": take, "settle": settle,
            "retire": retire, "add_source": add_source, "passage": passage, "next": next_, "explain": explain, "changes": changes,
            "check": check, "format": format_, "build": build}  # fmt: skip


def test_contributing(sense, run, package, page, quick):
    """Lines of sh blocks are run, those of text blocks go into their file; every one must end well."""
    page.write_text(f"{PAGE}\nOpposition media outlets in Azerbaijan\n\nput the death toll above 200\n", encoding="utf-8")
    ran = 0
    for block in BLOCK.finditer((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")):
        body = [line.strip() for line in (block["body"] or "").splitlines()]
        if block["heading"] == "Fix a value":
            release("v0.1.0")(package)
        elif block["file"]:
            (package / block["file"]).write_text("".join(f"{line}\n" for line in body), encoding="utf-8")
        elif block["kind"]:
            for line in body:
                obey(line, run, package)
                ran += 1
    assert ran > 10, "the page walks through the commands"
    assert validate(package) == [], "the rules of sense, which the commands above leave out, are met too"


def test_a_pull_request_asks_for_the_checklist_of_contributing():
    def checklist(path: str) -> list[str]:
        return [line for line in (ROOT / path).read_text(encoding="utf-8").splitlines() if line.startswith("- [ ]")]

    assert checklist("CONTRIBUTING.md") == checklist(".github/pull_request_template.md") != []


def obey(line: str, run, root: Path) -> None:
    words = shlex.split(line)
    if words[:2] == ["nox", "-s"]:
        words, _, (file,) = (words[:-2], ">>", words[-1:]) if words[-2:-1] == [">>"] else (words, "", ("",))
        code, printed, said = run(SESSIONS[words[2]], *(words[4:] if words[3:4] == ["--"] else []))
        assert code == 0, f"{line}\n{printed}{said}"
        if file:  # nox itself writes to stderr, so only what the session prints goes into the file
            with (root / file).open("a", encoding="utf-8") as table:
                table.write(printed)
        return
    # Anything else is a line of the shell; python is the one that runs the tests, and the modules are those of the repository.
    command = line.replace("python ", f"{shlex.quote(sys.executable)} ", 1)
    done = subprocess.run(command, shell=True, cwd=root, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True)
    assert done.returncode == 0, f"{line}\n{done.stderr}"

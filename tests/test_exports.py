"""The exports for annotators, for tests of disagreement and for reference managers, read back by the tools of each."""

from __future__ import annotations

import json
import re
import shutil

import bibtexparser
import pytest
import rispy

from scripts.cli import main
from scripts.publish.build import build
from scripts.publish.dist import read
from scripts.publish.formats import annotation, citations, dictionary, disagreements
from scripts.publish.formats.annotation import Mark
from tests.conftest import ROOT, WHOLE
from tests.edits import put
from validation.model.package import CannotRun
from validation.model.texts import read_texts

EMOJI = "Before 😀 the 👩‍🚀 text: at least 27\npeople 🕊 were killed."


@pytest.fixture(scope="module")
def package(small):
    return read(small)


@pytest.fixture(scope="module")
def whole(dataset):
    return read(dataset)


def utf16(text: str, start: int, end: int) -> str:
    """The text between two offsets in UTF-16 code units, as a browser cuts it."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def test_an_annotation_stands_on_its_very_words(package):
    texts = {f"{package.descriptor['namespace']}{row['text_file']}": read_texts(package)[row["source_id"]].text
             for row in package["sources"].records if row["text_file"]}  # fmt: skip
    found = json.loads(annotation.render(package)["annotations.jsonld"])["@graph"]
    located = [row for row in package["cell_evidence"].records if row["char_start"]]
    assert len(found) == len(located) and len({node["id"] for node in found}) == len(found)
    for node, row in zip(found, located, strict=True):
        target = node["target"]
        text, (place, quote) = texts[target["source"]], target["selector"]
        words = text[place["start"] : place["end"]]
        assert words == quote["exact"] == utf16(text, target["nk:utf16Start"], target["nk:utf16End"])
        assert text[: place["start"]].endswith(quote["prefix"]) and text[place["end"] :].startswith(quote["suffix"])
        assert node["body"][0]["value"] == f"{row['column']} = {row['value']}"


def test_both_counts_of_characters_hold_after_emoji():
    start, end = EMOJI.index("at least 27"), EMOJI.index(" 🕊")
    mark = Mark("C0001", "value_wording", "at least 27", "S001", start, end)
    node = annotation._annotation("https://example.org/", mark, EMOJI, {}, {"text_file": "t.txt", "url": "https://example.org/"})
    place, quote = node["target"]["selector"]
    assert (place["start"], place["end"]) == (start, end) and node["target"]["nk:utf16Start"] == start + 3
    assert quote["exact"] == EMOJI[start:end] == utf16(EMOJI, node["target"]["nk:utf16Start"], node["target"]["nk:utf16End"])
    line = next(annotation._standoff([mark], EMOJI))
    assert brat_words(line, EMOJI) == "at least 27 people"


def brat_words(line: str, text: str) -> str:
    """What brat shows of a line: the characters of its spans, which no line end may break, and which must be the words it repeats."""
    _, place, words = line.rstrip("\n").split("\t")
    spans = [tuple(map(int, span.split())) for span in place.split(" ", 1)[1].split(";")]
    parts = [text[start:end] for start, end in spans]
    assert not any("\n" in part for part in parts) and " ".join(parts) == words
    return words


def test_brat_opens_every_mark(package):
    files = annotation.render(package)
    text = files["brat/S001.txt"].decode()
    lines = files["brat/S001.ann"].decode().splitlines()
    kinds = files["brat/annotation.conf"].decode().split("[relations]")[0].split()[1:]
    marks = [line for line in lines if line.startswith("T")]
    assert len(marks) == len([row for row in package["cell_evidence"].records if row["char_start"]])
    for line in marks:
        assert brat_words(line, text) and line.split("\t")[1].split()[0] in kinds
    assert sum(line.startswith("#") for line in lines) == len(marks)


def test_words_that_are_not_there_are_refused(package):
    row = next(row for row in package["cell_evidence"].records if row["char_start"])
    kept, row["char_end"] = row["char_end"], "99999999"
    try:
        with pytest.raises(ValueError, match="are not in the text of S001"):
            annotation.render(package)
    finally:
        row["char_end"] = kept


@pytest.fixture(scope="module", params=["small", WHOLE])
def disagreeing(request, small, tmp_path_factory):
    """A package with sources that disagree: the small one has none, so that one is made."""
    if request.param == "whole":
        return read(ROOT)
    root = shutil.copytree(small, tmp_path_factory.mktemp("disagreeing") / "package")
    put("casualty_claims", "C0002", value="12", bound="fewer_than")(root)
    build(root)
    return read(root)


def test_every_pair_that_disagrees_is_in_its_question(disagreeing):
    lines = [json.loads(line) for line in disagreements.render(disagreeing)["disagreements.jsonl"].decode().splitlines()]
    pairs = {(pair["first_id"], pair["second_id"]) for line in lines for pair in line["pairs_apart"]}
    assert pairs == {(row["first_id"], row["second_id"]) for row in disagreeing["conflicts"].records} != set()
    for line in lines:
        claims = {claim["item_id"]: claim for claim in line["claims"]}
        assert {end for pair in line["pairs_apart"] for end in (pair["first_id"], pair["second_id"])} == set(claims)
        for item, claim in claims.items():
            row = disagreeing["claims_wide"].by_id[item]
            assert (claim["chain"], claim["value_wording"]) == (row["chain"], row["value_wording"])
            assert claim["low"] == (int(row["low"]) if row["low"] else None) and claim["high"] == (
                int(row["high"]) if row["high"] else None
            )


def test_the_dictionary_has_every_column(whole):
    lines = dictionary.render(whole)["dictionary.csv"].decode().splitlines()
    assert len(lines) == 1 + sum(len(resource["schema"]["fields"]) for resource in whole.descriptor["resources"])


@pytest.mark.parametrize("item", ["", "C0005", "T0001"])
def test_a_citation_is_read_by_reference_managers(whole, item):
    entries = citations.item(whole, item) if item else [citations.dataset(whole.descriptor)]
    titles = [entry["title"] for entry in entries]
    read_back = bibtexparser.parse_string(citations.bibtex(entries))
    assert not read_back.failed_blocks and [entry.key for entry in read_back.entries] == [entry["id"] for entry in entries]
    assert [row["title"] for row in rispy.loads(citations.ris(entries))] == titles
    lines = citations.apa(entries).splitlines()
    assert len(lines) == len(entries) and f"Version {whole.descriptor['version']}" in lines[-1]
    made = "".join(write(entries) for write in citations.FORMS.values())
    assert ":tba" not in made and "example.org" not in made and not re.search(r"doi", made, re.IGNORECASE)


def test_cite(small, capsys):
    assert main(["cite", "C0005", "--as", "apa", "--root", str(small)]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("Peoples Dispatch. (2023, September 20).") and 'C0005: Armenian sources: "at least 27" people, killed' in second
    assert main(["cite", "C9999", "--root", str(small)]) == 2
    assert "C9999 is not a claim" in capsys.readouterr().err


def test_no_such_item(whole):
    with pytest.raises(CannotRun):
        citations.item(whole, "X1")

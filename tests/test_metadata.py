"""The metadata files say one thing: version, date, title, licence, authors and hashes are those of datapackage.json."""

import csv
import hashlib
import json
import string
import zipfile
from datetime import datetime
from urllib.parse import quote

import pytest
import yaml
from csvw import TableGroup

from scripts.publish.dist import read
from scripts.publish.formats import archive
from scripts.publish.metadata import texts
from tests.conftest import ROOT
from validation.model.descriptor import counted
from validation.model.documents import citation
from validation.model.package import read_descriptor

DESCRIPTOR = counted(ROOT, read_descriptor(ROOT))  # as a release carries it


@pytest.fixture(scope="module")
def released(dataset) -> dict:
    """The descriptor as a release carries it."""
    return counted(dataset, read_descriptor(dataset))


@pytest.fixture(scope="module")
def found(released) -> dict:
    """Path > content of every metadata file."""
    made = texts(released, {})
    return {path: yaml.safe_load(text) if path.endswith(".cff") else json.loads(text) for path, text in made.items()}


@pytest.fixture(scope="module")
def unpacked(dataset, tmp_path_factory):
    """The archive, unpacked."""
    folder = tmp_path_factory.mktemp("unpacked")
    (name, data), *_ = archive.render(read(dataset)).items()
    (folder / name).write_bytes(data)
    with zipfile.ZipFile(folder / name) as file:
        file.extractall(folder / "package")
    return folder / "package"


def test_all_agree(found):
    crate = {node["@id"]: node for node in found["ro-crate-metadata.json"]["@graph"]}
    root, page, wide = crate["./"], found["dataset.jsonld"], found["csv-metadata.json"]
    cff, zenodo, datacite, croissant = (found[p] for p in ("CITATION.cff", ".zenodo.json", "datacite.json", "croissant.json"))
    licence = DESCRIPTOR["licenses"][0]
    authors = [person["title"] for person in DESCRIPTOR["contributors"] if "creator" in person["roles"]]
    versions = [
        cff["version"],
        zenodo["version"],
        datacite["version"],
        croissant["version"],
        root["version"],
        page["version"],
        wide["schema:version"],
    ]
    assert set(versions) == {DESCRIPTOR["version"]}
    published = [croissant["datePublished"], root["datePublished"], page["datePublished"], wide["dc:issued"]]
    dates = [cff["date-released"], zenodo["publication_date"], datacite["dates"][0]["date"], *published]
    assert {str(day) for day in dates} == {DESCRIPTOR["created"][:10]}
    titles = [
        cff["title"],
        zenodo["title"],
        datacite["titles"][0]["title"],
        croissant["alternateName"],
        root["name"],
        page["name"],
        wide["dc:title"],
    ]
    assert set(titles) == {DESCRIPTOR["title"]}
    rights = datacite["rightsList"][0]
    codes = [cff["license"], zenodo["license"], rights["rightsIdentifier"], crate[root["license"]["@id"]]["identifier"]]
    assert {code.lower() for code in codes} == {licence["name"].lower()}
    addresses = [rights["rightsUri"], croissant["license"], root["license"]["@id"], page["license"], wide["dc:license"]["@id"]]
    assert set(addresses) == {licence["path"]}
    crate_authors = root["author"] if isinstance(root["author"], list) else [root["author"]]
    makers = [
        cff["authors"],
        zenodo["creators"],
        datacite["creators"],
        croissant["creator"],
        page["creator"],
        [crate[a["@id"]] for a in crate_authors],
    ]
    named = [wide["dc:creator"], *([maker["name"] for maker in made] for made in makers)]
    assert named == [authors] * len(named)


def test_hashes_agree(dataset, released, found):
    truth = {r["path"]: hashlib.sha256((dataset / r["path"]).read_bytes()).hexdigest() for r in released["resources"]}
    described = {r["path"]: r["hash"].removeprefix("sha256:") for r in released["resources"]}
    crate = {n["@id"]: n["sha256"] for n in found["ro-crate-metadata.json"]["@graph"] if "sha256" in n}
    croissant = {n["contentUrl"]: n["sha256"] for n in found["croissant.json"]["distribution"]}
    page = {n["contentUrl"]: n["sha256"] for n in found["dataset.jsonld"]["distribution"]}
    wide = {n["url"]: n["schema:sha256"] for n in found["csv-metadata.json"]["tables"]}
    assert described == truth and crate == truth and croissant == truth and page == truth and wide == truth


def test_nobody_and_no_doi_is_invented(found):
    for path, content in found.items():
        assert "doi.org" not in json.dumps(content, default=str), path
    assert "doi" not in found["datacite.json"] and "doi" not in found[".zenodo.json"] and "doi" not in found["CITATION.cff"]
    assert found[".zenodo.json"]["upload_type"] == "dataset"


def test_a_person_is_named_as_a_person():
    person = {
        "title": "Ada Example",
        "givenName": "Ada",
        "familyName": "Example",
        "roles": ["creator"],
        "organization": "Example Institute",
    }
    made = texts(DESCRIPTOR | {"contributors": [person]}, {})
    assert yaml.safe_load(made["CITATION.cff"])["authors"] == [
        {"family-names": "Example", "given-names": "Ada", "affiliation": "Example Institute"}
    ]
    assert json.loads(made[".zenodo.json"])["creators"] == [{"name": "Example, Ada", "affiliation": "Example Institute"}]
    assert json.loads(made["datacite.json"])["creators"][0]["nameType"] == "Personal"


def test_citation_is_that_of_the_root(dataset):
    assert (dataset / "CITATION.cff").read_text(encoding="utf-8") == citation.text(read_descriptor(dataset))


def test_the_crate_lists_what_is_in_the_archive(unpacked):
    crate = {node["@id"]: node for node in json.loads((unpacked / "ro-crate-metadata.json").read_text(encoding="utf-8"))["@graph"]}
    files = {p.relative_to(unpacked).as_posix(): p.stat().st_size for p in unpacked.rglob("*") if p.is_file()}
    listed = {key: int(node["contentSize"]) for key, node in crate.items() if node["@type"] == "File"}
    assert listed == {path: size for path, size in files.items() if path not in ("ro-crate-metadata.json", "SHA256SUMS")}
    assert {"LICENSE", "README.md", "METHODOLOGY.md"} <= set(listed) and any(path.startswith("seeds/") for path in listed)
    assert crate[crate["./"]["mentions"]["@id"]]["@type"] == "CreateAction"


def test_croissant_tells_how_the_data_were_made(found):
    made = found["croissant.json"]
    assert made["conformsTo"][0] == "http://mlcommons.org/croissant/1.1"
    for term in ("dataCollection", "machineAnnotationTools", "dataBiases", "dataLimitations", "dataUseCases"):
        assert made[f"rai:{term}"], term


def test_a_publisher_is_not_a_placeholder(released, found):
    assert found["datacite.json"]["publisher"]["name"] == DESCRIPTOR["contributors"][0]["title"]
    assert ":tba" not in json.dumps(found, default=str)
    listed = [entry["relatedIdentifier"] for entry in found["datacite.json"]["relatedIdentifiers"]]
    assert listed == [source["path"] for source in released["sources"]] == found["dataset.jsonld"]["isBasedOn"]


def test_csvw_columns_mean_what_public_vocabularies_mean(found):
    columns = {(t["url"], c["name"]): c["propertyUrl"] for t in found["csv-metadata.json"]["tables"] for c in t["tableSchema"]["columns"]}
    assert columns["data/sources.csv", "title"] == "http://purl.org/dc/terms/title"
    assert all(address.startswith("http") for address in columns.values())


def test_csvw(unpacked):
    group = TableGroup.from_file(unpacked / "csv-metadata.json")
    assert [str(table.url) for table in group.tables] == [r["path"] for r in DESCRIPTOR["resources"]]
    assert group.check_referential_integrity(strict=True)
    for table in group.tables:
        with (unpacked / str(table.url)).open(encoding="utf-8", newline="") as file:
            expected = [{column: as_uri(column, cell) for column, cell in row.items()} for row in csv.DictReader(file)]
        rows = [{column: as_uri(column, as_text(cell)) for column, cell in row.items()} for row in table.iterdicts(strict=True)]
        assert rows == expected, table.url


def as_uri(column: str, cell: str) -> str:
    """An address with its letters beyond ASCII percent-encoded, as the reader of CSVW gives it back."""
    return quote(cell, safe=string.printable) if column.endswith("url") else cell


def as_text(cell: object) -> str:
    """A typed cell as the CSV has it."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return "" if cell is None else cell.unsplit() if hasattr(cell, "unsplit") else str(cell)


def test_archive_is_a_valid_package(unpacked):
    from frictionless import Package

    report = Package(str(unpacked / "datapackage.json")).validate()
    assert report.valid, report.to_summary()


def test_archive_checks_itself(dataset, unpacked):
    lines = (unpacked / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = {path: digest for digest, path in (line.split("  ", 1) for line in lines)}
    files = {p.relative_to(unpacked).as_posix(): p for p in unpacked.rglob("*") if p.is_file()}
    del files["SHA256SUMS"]
    assert {path: hashlib.sha256(file.read_bytes()).hexdigest() for path, file in files.items()} == listed
    assert {"datapackage.json", "CODEBOOK.md", "LICENSE", "CITATION.cff", "README.md"} <= set(files)
    coded_twice = {path.relative_to(dataset).as_posix() for path in (dataset / "data/second_coding").rglob("*") if path.is_file()}
    assert coded_twice <= set(files)  # the small package has none, the whole one has
    assert all(path.read_bytes() == (dataset / name).read_bytes() for name, path in files.items() if name.startswith(("data/", "seeds/")))

"""The graph says what the tables say: the same in every reader, with absolute addresses, and by the shapes that are shipped with it."""

from __future__ import annotations

import json
import shutil
import subprocess
from functools import cached_property

import pyld
import pyshacl
import pytest
import rdflib
from rdflib.namespace import PROV, RDF, SKOS

from scripts.publish.dist import read
from scripts.publish.formats import jsonld
from validation.model.descriptor import namespace
from validation.model.items import SAID
from validation.model.package import Package

SCHEMA, DCAT = rdflib.Namespace("https://schema.org/"), rdflib.Namespace("http://www.w3.org/ns/dcat#")
COUNT = "require('jsonld').toRDF(JSON.parse(require('fs').readFileSync(0)), {safe: true}).then(quads => console.log(quads.length))"


class Published:
    """A package with its graph."""

    def __init__(self, package: Package) -> None:
        self.package, self.files = package, jsonld.render(package)
        self.text = self.files["claims.jsonld"].decode()
        self.nk = rdflib.Namespace(namespace(package.descriptor) + "#")

    @cached_property
    def graph(self) -> rdflib.Graph:
        return rdflib.Graph().parse(data=self.text, format="json-ld")


@pytest.fixture(scope="module")
def published(small):
    return Published(read(small))


@pytest.fixture(scope="module")
def tables(dataset):
    return read(dataset)


@pytest.fixture(scope="module")
def everything(tables):
    """The nodes of the dataset, as JSON."""
    return json.loads(jsonld.render(tables)["claims.jsonld"])["@graph"]


def test_every_reader_finds_the_same_quads(published):
    expected = len(published.graph)
    assert len(pyld.jsonld.to_rdf(json.loads(published.text))["@default"]) == expected
    if shutil.which("node") and subprocess.run(["node", "-e", "require('jsonld')"], capture_output=True, check=False).returncode == 0:
        counted = subprocess.run(["node", "-e", COUNT], input=published.text, capture_output=True, text=True, check=True)
        assert int(counted.stdout) == expected


def test_every_address_is_absolute(published):
    named = {term for triple in published.graph for term in triple if isinstance(term, rdflib.URIRef)}
    assert not [term for term in named if not str(term).startswith(("https://", "http://"))]
    assert published.nk.C0005 in named


def test_the_shapes_are_met_and_see_a_fault(published):
    shapes = rdflib.Graph().parse(data=published.files["claims.shapes.ttl"].decode(), format="turtle")
    met, _, text = pyshacl.validate(published.graph, shacl_graph=shapes, inference="none")
    assert met, text
    broken = rdflib.Graph() + published.graph
    broken.remove((published.nk.C0005, SCHEMA.author, None))
    broken.remove((published.nk["C0005-1-attribution"], DCAT.hadRole, None))
    met, _, text = pyshacl.validate(broken, shacl_graph=shapes, inference="none")
    assert not met and text.count("Constraint Violation") == 2


def test_an_alleged_event_is_not_an_event(tables, everything):
    kinds = {node["@id"]: node["@type"] for node in everything}
    events = tables["events"].records
    assert {event["assertion"] for event in events} >= {"reported", "alleged"}
    for event in events:
        assert (kinds[f"#{event['_id']}"] == "Event") == (event["assertion"] == "reported")


def test_every_row_is_there_once(tables, everything):
    ids = [node["@id"] for node in everything]
    assert len(ids) == len(set(ids))
    claims = sorted(node["@id"] for node in everything if "Claim" in node["@type"])
    assert claims == sorted(f"#{row['_id']}" for name in SAID for row in tables[name].records)
    assert sum(node["@type"] == "nk:Inference" for node in everything) == len(tables["inferences"].records)
    assert sum(node["@type"] == "skos:Concept" for node in everything) == len(tables["vocabularies"].records)
    assert dangling(everything, set(ids)) == []


def dangling(value: object, known: set[str]) -> list[str]:
    """References to fragments that no node has; a node may stand in another."""
    if isinstance(value, dict):
        own = [value["@id"]] if set(value) == {"@id"} and value["@id"].startswith("#") and value["@id"] not in known else []
        return own + [found for part in value.values() for found in dangling(part, known)]
    return [found for part in value for found in dangling(part, known)] if isinstance(value, list) else []


def test_every_meaning_is_that_of_a_column(tables):
    beside = {"claims": ("casualty_claims", "figures"), "observation": ("casualty_claims", "figures"), "attribution": ("attributions",)}
    beside["value"] = beside["claims"]
    for section, meanings in jsonld.MEANINGS.items():
        if section == "relations":
            assert meanings.keys() < tables.codes["relation"].keys()
        elif section == "kinds":
            assert meanings.keys() == tables.codes["assertion"].keys()
        elif section != "context":
            known = {field["name"] for name in beside.get(section, (section,)) for field in tables[name].fields}
            assert meanings.keys() <= known, section


def test_the_chain(published):
    nk, graph = published.nk, published.graph
    for row in published.package["attributions"].records:
        step, number = nk[f"{row['item_id']}-{row['step']}"], int(row["step"])
        attribution = graph.value(step, PROV.qualifiedAttribution)
        assert graph.value(attribution, PROV.agent) == nk[f"actor-{row['actor_id']}"]
        assert graph.value(attribution, DCAT.hadRole) == nk[f"code-attribution_role-{row['role']}"]
        assert graph.value(step, PROV.wasDerivedFrom) == (nk[f"{row['item_id']}-{number - 1}"] if number > 1 else None)


def test_a_cell_names_a_code_or_a_row_as_the_descriptor_says(published):
    nk, graph = published.nk, published.graph
    for row in published.package["statements"].records:
        assert graph.value(nk[row["_id"]], SCHEMA.audience) == (nk[f"actor-{row['addressee_id']}"] if row["addressee_id"] else None)
        assert (nk[row["_id"]], SCHEMA.additionalType, nk[f"code-topic-{row['topic']}"]) in graph
    for row in published.package["figures"].records:
        assert graph.value(nk[f"{row['_id']}-observation"], SCHEMA.measuredProperty) == nk[f"code-measure-{row['measure']}"]
        low = published.package["intervals"].by_id[row["_id"]]["low"]
        assert graph.value(nk[f"{row['_id']}-value"], SCHEMA.minValue) == (rdflib.Literal(int(low)) if low else None)


def test_words_have_their_language_and_numbers_their_unit(published):
    nk, graph = published.nk, published.graph
    languages = {row["source_id"]: row["language"] for row in published.package["sources"].records}
    for row in published.package["passages"].records:
        assert graph.value(nk[row["_id"]], SCHEMA.text).language == languages[row["source_id"]]
    assert str(graph.value(nk["C0005-value"], SCHEMA.unitText)) == "person"
    assert graph.value(nk["code-harm-killed"], RDF.type) == SKOS.Concept

"""The dataset and every claim as linked data: schema.org for what is said, PROV-O for the chain it came through, SKOS for the codes.

Each row has a stable address below the namespace of the package: `#C0005` for a claim, `#C0005-2` for the second step of its chain,
`#actor-rt` for an actor. A claim is attributed to its claimant and derived from its last step, and each step from the one before. An event
that is alleged or disputed is not a schema:Event. A cell that is declared, not read from the words, has a node of its own, an nk:Inference.

What each column means there is in graph.toml. Written as plain dictionaries, in the order of the rows, and not by rdflib: docs/libraries.md
says what that would cost. The tests read it with rdflib and pyld, and hold it against the shapes that are shipped with it.
"""

import json
import tomllib
from collections.abc import Iterator
from importlib.resources import files

from scripts.publish.formats import to_json, value
from scripts.publish.metadata.schemaorg import dataset
from validation.model.descriptor import namespace
from validation.model.items import CLAIMS, SAID
from validation.model.package import Package
from validation.model.tables.intervals import unit_of

PREFIXES = {"actors": "actor-", "places": "place-"}  # of an address, before the key of the table; the other keys stand alone
MEANINGS = tomllib.loads(files(__package__).joinpath("graph.toml").read_text(encoding="utf-8"))


def render(package: Package) -> dict[str, bytes]:
    """Two files: the graph, and the SHACL shapes that it meets."""
    home, graph = namespace(package.descriptor), Graph(package)
    parts = (graph.columns, graph.codes, graph.documents, graph.entities, graph.claims, graph.inferences)
    nodes = [dataset(package.descriptor), *(node for part in parts for node in part())]
    lines = ",\n".join(map(to_json, nodes))
    shapes = files(__package__).joinpath("shapes.ttl").read_text(encoding="utf-8").replace("NAMESPACE", home)
    context = json.dumps({"@base": home, "nk": f"{home}#", **MEANINGS["context"]})
    return {"claims.jsonld": f'{{"@context": {context},\n"@graph": [\n{lines}\n]}}\n'.encode(), "claims.shapes.ttl": shapes.encode()}


def _in(language: str, text: str) -> dict:
    return {"@value": text, "@language": language}


class Graph:
    """The nodes of a package, table by table. A property with one value has no list."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.languages = {s["source_id"]: s["language"] for s in package["sources"].records}
        self.fields = {r["name"]: {f["name"]: f for f in r["schema"]["fields"]} for r in package.descriptor["resources"]}
        self.targets = {name: package.targets(name) for name in self.fields}

    def node(self, kinds: str, key: str, table: str, row: dict, meanings: str = "", **more: object) -> dict:
        """A node of these kinds with what a row says, by a section of graph.toml, and more; what is unknown is not in it."""
        node = {"@id": f"#{key}", "@type": kinds.split() if " " in kinds else kinds} | self._cells(table, row, meanings or table)
        return node | {name: cell for name, cell in more.items() if cell}

    def _cells(self, table: str, row: dict, meanings: str) -> dict:
        found: dict[str, list] = {}
        for column, names in MEANINGS[meanings].items():
            if row.get(column):
                names, at, language = names.partition("@")
                cell = self._cell(table, column, row[column])
                for name in names.split():
                    found.setdefault(name, []).append(_in(language or self.languages[row["source_id"]], cell) if at else cell)
        return {name: cells if len(cells) > 1 else cells[0] for name, cells in found.items()}

    def _cell(self, table: str, column: str, text: str) -> object:
        field = self.fields[table][column]
        if target := self.targets[table].get(column):
            return {"@id": f"#{PREFIXES.get(target, '')}{text}"}
        return {"@id": f"#code-{field['vocabulary']}-{text}"} if "vocabulary" in field else value(field, text)

    def columns(self) -> Iterator[dict]:
        """The columns that mean what a property of a public vocabulary means."""
        for table, fields in self.fields.items():
            for name, field in fields.items():
                if "skos:exactMatch" in field:
                    yield {"@id": f"#column-{table}-{name}", "@type": "rdf:Property", "rdfs:comment": _in("en", field["description"]),
                           "skos:exactMatch": {"@id": field["skos:exactMatch"]}}  # fmt: skip

    def codes(self) -> Iterator[dict]:
        """A concept scheme a vocabulary, a concept a code; the codes of other schemes are literals, as they have no addresses."""
        for name, entries in self.package.codes.items():
            yield {"@id": f"#codes-{name}", "@type": "skos:ConceptScheme", "skos:prefLabel": _in("en", name)}
            for code, row in entries.items():
                yield self.node("skos:Concept", f"code-{name}-{code}", "vocabularies", row, **{"skos:inScheme": {"@id": f"#codes-{name}"}})

    def documents(self) -> Iterator[dict]:
        """The sources, and the passages by their offsets in code points, their hash, and their words where the text is shipped."""
        for row in self.package["sources"].records:
            yield self.node("CreativeWork", row["_id"], "sources", row)
        for row in self.package["passages"].records:
            yield self.node("Quotation", row["_id"], "passages", row, identifier=f"sha256:{row['sha256']}")

    def entities(self) -> Iterator[dict]:
        """Actors, places, events with how they are asserted, and who is said to have which part in them."""
        names = self.package["names"].by("entity_id")
        for table in ("actors", "places"):
            for row in self.package[table].records:
                known = sorted({(n["name"], n["language"]) for n in names.get(row["_id"], []) if n["name"] != row["name"]})
                person = "Person" if row.get("actor_type") == "person" else "Organization"
                same = {"@id": f"http://www.wikidata.org/entity/{row['wikidata_id']}"} if row.get("wikidata_id") else None
                yield self.node("Place" if table == "places" else f"{person} prov:Agent", PREFIXES[table] + row["_id"], table, row,
                                alternateName=[_in(language, name) for name, language in known], sameAs=same)  # fmt: skip
        for row in self.package["events"].records:
            yield self.node(MEANINGS["kinds"][row["assertion"]], row["_id"], "events", row)
        for row in self.package["event_actors"].records:
            yield self.node("nk:Participation", row["_id"], "event_actors", row)

    def claims(self) -> Iterator[dict]:
        """Claims, figures and statements with their relations and numbers, each followed by the steps of its chain."""
        tables = ("attributions", "item_id"), ("evidence", "item_id"), ("relations", "from_id")
        chains, evidence, relations = (self.package[table].by(column) for table, column in tables)
        intervals = self.package["intervals"].by_id
        for item, table in sorted((i, name) for name in SAID for i in self.package[name].by_id):
            row = self.package[table].by_id[item]
            steps = sorted(chains[item], key=lambda step: int(step["step"]))
            more: dict[str, object] = {"isBasedOn": [{"@id": f"#{e['passage_id']}"} for e in evidence[item]]}
            for relation in relations[item]:
                name = MEANINGS["relations"].get(relation["relation"], f"nk:{relation['relation']}")
                more.setdefault(name, []).append({"@id": f"#{relation['to_id']}"})
            more["prov:wasDerivedFrom"] = {"@id": f"#{item}-{steps[-1]['step']}"} if steps else None
            more["mainEntity"] = {"@id": f"#{item}-observation"} if table in CLAIMS else None
            yield self.node("Claim prov:Entity", item, table, row, "claims" if table in CLAIMS else table, **more)
            yield from self._number(table, row, intervals.get(item, {})) if table in CLAIMS else ()
            yield from (self._step(item, step | {"source_id": row["source_id"]}) for step in steps)

    def _number(self, table: str, row: dict, interval: dict) -> Iterator[dict]:
        """The observation of a claim, and its value with both ends and its unit."""
        valued, ends = f"{row['_id']}-value", self._cells("intervals", interval, "intervals")
        yield self.node("Observation", f"{row['_id']}-observation", table, row, "observation", value={"@id": f"#{valued}"})
        yield self.node("QuantitativeValue", valued, table, row, "value", unitText=unit_of(self.package, row)) | ends

    def _step(self, item: str, step: dict) -> dict:
        number = int(step["step"])
        qualified = self.node("prov:Attribution", f"{item}-{number}-attribution", "attributions", step, "attribution")
        before = {"@id": f"#{item}-{number - 1}"} if number > 1 else None
        more = {"prov:qualifiedAttribution": qualified, "prov:wasDerivedFrom": before}
        return self.node("prov:Entity", f"{item}-{number}", "attributions", step, **more)

    def inferences(self) -> Iterator[dict]:
        """What is declared of an item and not read from the words, with the reason and the reading that was not taken."""
        people = self.package["actors"].by_id
        for row in self.package["inferences"].records:
            key = f"{row['item_id']}-declared-{row['column'].replace('[', '-').replace(']', '')}"
            item = {"@id": f"#{PREFIXES['actors'] if row['item_id'] in people else ''}{row['item_id']}"}
            yield self.node("nk:Inference", key, "inferences", row, **{"nk:item": item})

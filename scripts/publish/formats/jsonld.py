"""The dataset and every claim as linked data: schema.org for what is said, PROV-O for the chain it came through, SKOS for the codes.

Each row has a stable address below the namespace of the package: `#C0005` for a claim, `#C0005-2` for the second step of its chain,
`#actor-rt` for an actor. A claim is attributed to its claimant and derived from its last step, and each step from the one before. An event
that is alleged or disputed is not a schema:Event. A cell that is declared, not read from the words, has a node of its own, an nk:Inference.

Written as plain dictionaries: to serialise a filled graph of rdflib took four times as long as all of this, and gave a file twice as large.
The tests read it with rdflib and pyld, and hold it against the shapes that are shipped with it.
"""

from __future__ import annotations

import json
from importlib.resources import files

from scripts.publish.formats import filled, grouped, items
from scripts.publish.metadata.schemaorg import dataset
from validation.model.descriptor import namespace
from validation.model.items import CLAIMS
from validation.model.package import Package
from validation.model.tables.intervals import counted, unit_of

DATES = ("datePublished", "dateCreated", "startDate", "endDate", "observationDate")
CONTEXT = {
    "@vocab": "https://schema.org/", "prov": "http://www.w3.org/ns/prov#", "cito": "http://purl.org/spar/cito/",
    "xsd": "http://www.w3.org/2001/XMLSchema#", "skos": "http://www.w3.org/2004/02/skos/core#", "dcat": "http://www.w3.org/ns/dcat#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "oa": "http://www.w3.org/ns/oa#",
    **{name: {"@id": f"https://schema.org/{name}", "@type": "xsd:date"} for name in DATES},
}  # fmt: skip
RELATIONS = {
    "contradicts": "cito:disagreesWith",
    "denies": "cito:disputes",
    "includes": "hasPart",
    "matches": "cito:agreesWith",
    "repeats": "prov:alternateOf",
    "responds_to": "cito:repliesTo",
    "revises": "prov:wasRevisionOf",
    "updates": "nk:updates",
}
EVENTS = {"reported": "Event", "alleged": "nk:AllegedEvent", "disputed": "nk:DisputedEvent"}


def render(package: Package) -> dict[str, bytes]:
    """Two files: the graph, and the SHACL shapes that it meets."""
    home = namespace(package.descriptor)
    context = {"@base": home, "nk": f"{home}#", **CONTEXT}
    parts = (_dataset, _columns, _codes, _sources, _passages, _actors, _events, _parts, _claims, _inferences)
    lines = ",\n".join(json.dumps(filled(node), ensure_ascii=False) for part in parts for node in part(package))
    shapes = files(__package__).joinpath("shapes.ttl").read_text(encoding="utf-8").replace("NAMESPACE", home)
    graph = f'{{"@context": {json.dumps(context)},\n"@graph": [\n{lines}\n]}}\n'
    return {"claims.jsonld": graph.encode(), "claims.shapes.ttl": shapes.encode()}


def _ref(kind: str, key: str) -> dict | None:
    return {"@id": f"#{kind}{key}"} if key else None


def _code(vocabulary: str, code: str) -> dict | None:
    return _ref(f"code-{vocabulary}-", code)


def _in(language: str, text: str) -> dict | str:
    """Words with their language."""
    return {"@value": text, "@language": language} if text and language else text


def _dataset(package: Package) -> list[dict]:
    return [dataset(package.descriptor)]


def _columns(package: Package) -> list[dict]:
    """The columns that mean what a property of a public vocabulary means."""
    return [
        {
            "@id": f"#column-{r['name']}-{f['name']}",
            "@type": "rdf:Property",
            "rdfs:comment": _in("en", f["description"]),
            "skos:exactMatch": {"@id": f["skos:exactMatch"]},
        }
        for r in package.descriptor["resources"]
        for f in r["schema"]["fields"]
        if "skos:exactMatch" in f
    ]


def _codes(package: Package) -> list[dict]:
    """A concept scheme a vocabulary, a concept a code; the codes of other schemes are literals, as they have no addresses."""
    nodes = []
    for name, entries in package.codes.items():
        nodes.append({"@id": f"#codes-{name}", "@type": "skos:ConceptScheme", "skos:prefLabel": _in("en", name)})
        for code, row in entries.items():
            others = {f"nk:{scheme}": row[scheme] for scheme in ("plover", "acled", "ucdp")}
            nodes.append(
                {
                    "@id": f"#code-{name}-{code}",
                    "@type": "skos:Concept",
                    "skos:notation": code,
                    "skos:inScheme": _ref("codes-", name),
                    "skos:prefLabel": _in("en", row["label"]),
                    "skos:definition": _in("en", row["definition"]),
                    **others,
                }
            )
    return nodes


def _sources(package: Package) -> list[dict]:
    return [
        {
            "@id": f"#{s['source_id']}",
            "@type": "CreativeWork",
            "name": _in(s["language"], s["title"]),
            "url": s["url"],
            "inLanguage": s["language"],
            "datePublished": s["published_on"],
            "publisher": _ref("actor-", s["publisher_id"]),
        }
        for s in package["sources"].records
    ]


def _passages(package: Package) -> list[dict]:
    """A passage by its offsets in code points, its hash, and its words in their language where the text is shipped."""
    languages = {s["source_id"]: s["language"] for s in package["sources"].records}
    return [
        {
            "@id": f"#{p['passage_id']}",
            "@type": "Quotation",
            "text": _in(languages[p["source_id"]], p["quote"]),
            "isPartOf": _ref("", p["source_id"]),
            "identifier": f"sha256:{p['sha256']}",
            "oa:start": int(p["char_start"]) if p["char_start"] else None,
            "oa:end": int(p["char_end"]) if p["char_end"] else None,
        }
        for p in package["passages"].records
    ]


def _actors(package: Package) -> list[dict]:
    names = grouped(package["names"].records, "entity_id")
    return [
        {
            "@id": f"#actor-{a['actor_id']}",
            "@type": ["Person" if a["actor_type"] == "person" else "Organization", "prov:Agent"],
            "name": a["name"],
            "alternateName": _names(names[a["actor_id"]], a["name"]),
            "memberOf": _ref("actor-", a["member_of"]),
            "jobTitle": a["office"],
            "additionalType": [_code("actor_type", a["actor_type"]), _code("side", a["side"])],
            "sameAs": {"@id": f"http://www.wikidata.org/entity/{a['wikidata_id']}"} if a["wikidata_id"] else None,
        }
        for a in package["actors"].records
    ]


def _names(rows: list[dict], shown: str) -> list[dict | str]:
    """Each other name once, with its language."""
    return [_in(language, name) for name, language in sorted({(row["name"], row["language"]) for row in rows if row["name"] != shown})]


def _events(package: Package) -> list[dict]:
    """Events with how they are asserted, and the places they are at."""
    names = grouped(package["names"].records, "entity_id")
    places = [
        {
            "@id": f"#place-{p['place_id']}",
            "@type": "Place",
            "name": p["name"],
            "alternateName": _names(names.get(p["place_id"], []), p["name"]),
            "containedInPlace": _ref("place-", p["within"]),
            "latitude": float(p["latitude"]) if p["latitude"] else None,
            "longitude": float(p["longitude"]) if p["longitude"] else None,
        }
        for p in package["places"].records
    ]
    return places + [
        {
            "@id": f"#{e['event_id']}",
            "@type": EVENTS[e["assertion"]],
            "name": _in("en", e["title"]),
            "description": _in("en", e["description"]),
            "startDate": e["date_start"],
            "endDate": e["date_end"],
            "superEvent": _ref("", e["part_of"]),
            "location": _ref("place-", e["place_id"]),
            "nk:assertion": _code("assertion", e["assertion"]),
            "additionalType": _code("event_type", e["event_type"]),
        }
        for e in package["events"].records
    ]


def _parts(package: Package) -> list[dict]:
    """Who is said to have which part in an event."""
    return [
        {
            "@id": f"#{p['_id']}",
            "@type": "nk:Participation",
            "nk:event": _ref("", p["event_id"]),
            "nk:actor": _ref("actor-", p["actor_id"]),
            "nk:role": _code("event_role", p["role"]),
            "nk:assertion": _code("assertion", p["assertion"]),
        }
        for p in package["event_actors"].records
    ]


def _claims(package: Package) -> list[dict]:
    chains, evidence = grouped(package["attributions"].records, "item_id"), grouped(package["evidence"].records, "item_id")
    relations, intervals = grouped(package["relations"].records, "from_id"), package["intervals"].by_id
    languages = {s["source_id"]: s["language"] for s in package["sources"].records}
    coded = {name: {f["name"]: f["vocabulary"] for f in package[name].fields if "vocabulary" in f} for name in (*CLAIMS, "statements")}
    kinds = {row["_id"]: name for name in coded for row in package[name].records}
    nodes = []
    for row in items(package):
        item, language = row["_id"], languages[row["source_id"]]
        steps = [_step(item, step, language) for step in sorted(chains[item], key=lambda step: int(step["step"]))]
        claimant = _ref("actor-", row.get("claimant_id") or row.get("speaker_id"))
        codes = [_code(vocabulary, row[column]) for column, vocabulary in coded[kinds[item]].items() if row[column]]
        node = {
            "@id": f"#{item}",
            "@type": ["Claim", "prov:Entity"],
            "author": claimant,
            "additionalType": codes,
            "appearance": _ref("", row["source_id"]),
            "isBasedOn": [_ref("", e["passage_id"]) for e in evidence[item]],
            "prov:wasAttributedTo": claimant,
            "prov:wasDerivedFrom": steps and {"@id": steps[-1]["@id"]},
        }
        for relation in relations[item]:
            node.setdefault(RELATIONS.get(relation["relation"], "cito:citesAsRelated"), []).append(_ref("", relation["to_id"]))
        said = _statement(row) if "content" in row else _number(package, row, intervals.get(item, {}), language)
        nodes += [node | said[0], *said[1:], *steps]
    return nodes


def _statement(row: dict) -> list[dict]:
    about = [_ref("", row["about_event_id"]), _ref("actor-", row["about_actor_id"])]
    return [
        {
            "text": _in("en", row["content"]),
            "dateCreated": row["stated_on"],
            "about": [a for a in about if a],
            "audience": _ref("actor-", row["addressee_id"]),
        }
    ]


def _number(package: Package, row: dict, interval: dict, language: str) -> list[dict]:
    """What the claim has of a number, the observation, and its value with both ends and its unit."""
    kind, measure = "harm" if "harm" in row else "measure", counted(row)
    observed, valued = f"{row['_id']}-observation", f"{row['_id']}-value"
    ends = (("value", row["value"]), ("minValue", interval.get("low")), ("maxValue", interval.get("high")))
    amount = {
        "@id": f"#{valued}",
        "@type": "QuantitativeValue",
        "description": _in(language, row["value_wording"]),
        "unitText": unit_of(package, row),
    }
    amount |= {key: int(text) for key, text in ends if text}
    said = {
        "text": _in(language, row["value_wording"]),
        "dateCreated": row["claimed_on"],
        "about": _ref("", row["event_id"]),
        "mainEntity": _ref("", observed),
    }
    return [
        said,
        {
            "@id": f"#{observed}",
            "@type": "Observation",
            "observationAbout": _ref("", row["event_id"]),
            "measuredProperty": _code(kind, measure),
            "value": _ref("", valued),
            "observationDate": row["as_of"],
            "nk:population": _code("population", row["population"]),
            "nk:populationSide": _code("side", row["population_side"]),
        },
        amount,
    ]


def _step(item: str, step: dict, language: str) -> dict:
    number, actor = int(step["step"]), _ref("actor-", step["actor_id"])
    qualified = {
        "@id": f"#{item}-{number}-attribution",
        "@type": "prov:Attribution",
        "prov:agent": actor,
        "dcat:hadRole": _code("attribution_role", step["role"]),
    }
    return {
        "@id": f"#{item}-{number}",
        "@type": "prov:Entity",
        "text": _in(language, step["wording"]),
        "prov:wasAttributedTo": actor,
        "prov:qualifiedAttribution": qualified,
        "prov:wasDerivedFrom": {"@id": f"#{item}-{number - 1}"} if number > 1 else None,
    }


def _inferences(package: Package) -> list[dict]:
    """What is declared of an item and not read from the words, with the reason and the reading that was not taken."""
    people = package["actors"].by_id
    return [
        {
            "@id": f"#{r['item_id']}-declared-{r['column'].replace('[', '-').replace(']', '')}",
            "@type": "nk:Inference",
            "nk:item": _ref("actor-" if r["item_id"] in people else "", r["item_id"]),
            "nk:column": r["column"],
            "nk:value": r["value"],
            "nk:kind": r["kind"],
            "description": _in("en", r["reason"]),
            "nk:otherReading": _in("en", r["other_reading"]),
        }
        for r in package["inferences"].records
    ]

"""The dataset and every claim as linked data: schema.org for what is said, PROV-O for the chain it came through.

Each row has a stable fragment: `#C0005` for a claim, `#C0005-2` for the second step of its chain, `#actor-rt` for an actor.
A claim is attributed to its claimant and derived from its last step, and each step from the one before.
"""

from __future__ import annotations

import json

from scripts.publish.formats import filled, grouped, items
from scripts.publish.metadata.schemaorg import dataset
from validation.model.package import Package
from validation.model.tables.intervals import counted

CONTEXT = {
    "@vocab": "https://schema.org/", "prov": "http://www.w3.org/ns/prov#", "cito": "http://purl.org/spar/cito/", "xsd": "http://www.w3.org/2001/XMLSchema#",
    "datePublished": {"@id": "https://schema.org/datePublished", "@type": "xsd:date"},
    "dateCreated": {"@id": "https://schema.org/dateCreated", "@type": "xsd:date"},
}  # fmt: skip
RELATIONS = {
    "contradicts": "cito:disagreesWith",
    "denies": "cito:disputes",
    "includes": "hasPart",
    "matches": "cito:agreesWith",
    "repeats": "prov:alternateOf",
    "responds_to": "cito:repliesTo",
    "revises": "prov:wasRevisionOf",
}
TERMS = {
    "harm": "harm",
    "measure": "measure",
    "population": "population",
    "population_side": "side",
    "bound": "bound",
    "act": "act",
    "mode": "mode",
}


def render(package: Package) -> dict[str, bytes]:
    """One file: the dataset, its sources, passages, actors, events and codes, and each claim, figure and statement."""
    rows = items(package)
    about = dataset(package.descriptor)
    graph = [
        about,
        *_sources(package),
        *_passages(package),
        *_actors(package),
        *_events(package),
        *_codes(package, rows),
        *_claims(package, rows),
    ]
    lines = ",\n".join(json.dumps(filled(node), ensure_ascii=False) for node in graph)
    return {"claims.jsonld": f'{{"@context": {json.dumps(CONTEXT)},\n"@graph": [\n{lines}\n]}}\n'.encode()}


def _ref(kind: str, key: str) -> dict | None:
    return {"@id": f"#{kind}{key}"} if key else None


def _sources(package: Package) -> list[dict]:
    return [
        {"@id": f"#{s['source_id']}", "@type": "CreativeWork", "name": s["title"], "url": s["url"], "inLanguage": s["language"],
         "datePublished": s["published_on"], "publisher": _ref("actor-", s["publisher_id"])}
        for s in package["sources"].records
    ]  # fmt: skip


def _passages(package: Package) -> list[dict]:
    return [
        {
            "@id": f"#{p['passage_id']}",
            "@type": "Quotation",
            "text": p["quote"],
            "isPartOf": _ref("", p["source_id"]),
            "identifier": f"sha256:{p['sha256']}",
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
            "alternateName": sorted({n["name"] for n in names[a["actor_id"]]} - {a["name"]}),
            "memberOf": _ref("actor-", a["member_of"]),
            "jobTitle": a["office"],
            "sameAs": a["wikidata_id"] and f"http://www.wikidata.org/entity/{a['wikidata_id']}",
        }
        for a in package["actors"].records
    ]


def _events(package: Package) -> list[dict]:
    places = package["places"].by_id
    return [
        {"@id": f"#{e['event_id']}", "@type": "Event", "name": e["title"], "description": e["description"], "startDate": e["date_start"],
         "endDate": e["date_end"], "superEvent": _ref("", e["part_of"]),
         "location": e["place_id"] and {"@id": f"#place-{e['place_id']}", "@type": "Place", "name": places[e["place_id"]]["name"]}}
        for e in package["events"].records
    ]  # fmt: skip


def _codes(package: Package, rows: list[dict]) -> list[dict]:
    """A defined term for each code that a claim uses."""
    used = {(TERMS[column], row[column]) for row in rows for column in TERMS if row.get(column)}
    used |= {("attribution_role", step["role"]) for step in package["attributions"].records}
    entries = [(name, code, package.codes.get(name, {}).get(code, {})) for name, code in sorted(used)]
    return [
        {
            "@id": f"#code-{name}-{code}",
            "@type": "DefinedTerm",
            "termCode": code,
            "name": entry.get("label"),
            "description": entry.get("definition"),
            "inDefinedTermSet": name,
        }
        for name, code, entry in entries
    ]


def _claims(package: Package, rows: list[dict]) -> list[dict]:
    chains, evidence = grouped(package["attributions"].records, "item_id"), grouped(package["evidence"].records, "item_id")
    relations, intervals = grouped(package["relations"].records, "from_id"), package["intervals"].by_id
    nodes = []
    for row in rows:
        steps = [_step(row["_id"], step) for step in sorted(chains[row["_id"]], key=lambda step: int(step["step"]))]
        claimant = _ref("actor-", row.get("claimant_id") or row.get("speaker_id"))
        node = {
            "@id": f"#{row['_id']}", "@type": ["Claim", "prov:Entity"], **_said(row, intervals.get(row["_id"], {})), "author": claimant,
            "additionalType": [_ref(f"code-{name}-", row[column]) for column, name in TERMS.items() if row.get(column)],
            "appearance": _ref("", row["source_id"]), "isBasedOn": [_ref("", e["passage_id"]) for e in evidence[row["_id"]]],
            "prov:wasAttributedTo": claimant, "prov:wasDerivedFrom": steps and {"@id": steps[-1]["@id"]},
        }  # fmt: skip
        for relation in relations[row["_id"]]:
            node.setdefault(RELATIONS.get(relation["relation"], "cito:citesAsRelated"), []).append(_ref("", relation["to_id"]))
        nodes += [node, *steps]
    return nodes


def _said(row: dict, interval: dict) -> dict:
    """What was said: a number as an observation with its ends, or a proposition."""
    if "content" in row:
        about = [_ref("", row["about_event_id"]), _ref("actor-", row["about_actor_id"])]
        return {
            "text": row["content"],
            "dateCreated": row["stated_on"],
            "about": [a for a in about if a],
            "audience": _ref("actor-", row["addressee_id"]),
        }
    measure = counted(row)
    amount = {"@type": "QuantitativeValue", "description": row["value_wording"], "unitText": ", ".join(_counted(row))}
    amount |= {
        key: int(text)
        for key, text in (("value", row["value"]), ("minValue", interval.get("low")), ("maxValue", interval.get("high")))
        if text
    }
    observed = {"@type": "Observation", "observationAbout": _ref("", row["event_id"]), "measuredProperty": measure, "value": amount,
                "observationDate": row["as_of"]}  # fmt: skip
    text = f"{row['value_wording']} ({measure.replace('_', ' ')}, {', '.join(_counted(row))})"
    return {"text": text, "dateCreated": row["claimed_on"], "about": _ref("", row["event_id"]), "mainEntity": filled(observed)}


def _counted(row: dict) -> list[str]:
    """The population, with its side where the words give one."""
    return [row["population"]] if row["population_side"] == "unknown" else [row["population"], row["population_side"]]


def _step(item: str, step: dict) -> dict:
    number = int(step["step"])
    qualified = {
        "@type": "prov:Attribution",
        "prov:agent": _ref("actor-", step["actor_id"]),
        "prov:hadRole": _ref("code-attribution_role-", step["role"]),
    }
    return {
        "@id": f"#{item}-{number}",
        "@type": "prov:Entity",
        "text": step["wording"],
        "prov:wasAttributedTo": _ref("actor-", step["actor_id"]),
        "prov:qualifiedAttribution": qualified,
        "prov:wasDerivedFrom": {"@id": f"#{item}-{number - 1}"} if number > 1 else None,
    }

"""One SQLite file: the keys and types of the descriptor, a dictionary of every column, and views to start from."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from scripts.publish.formats import targets, value
from validation.model.package import Package, Table

TYPES = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}

DICTIONARY = """CREATE TABLE dictionary (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, position INTEGER NOT NULL, type TEXT NOT NULL, required INTEGER NOT NULL,
  description TEXT NOT NULL, unit TEXT, vocabulary TEXT, points_at TEXT, example TEXT, PRIMARY KEY (table_name, column_name))"""

ABOUT = "CREATE TABLE about (property TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL)"

VIEWS = {
    "view_claims": """
        WITH said AS (
          SELECT claim_id AS item_id, source_id, event_id, claimant_id, harm AS measure, population, population_side, value_wording,
            value, bound, as_of, claimed_on FROM casualty_claims
          UNION ALL
          SELECT figure_id, source_id, event_id, claimant_id, measure, population, population_side, value_wording,
            value, bound, as_of, claimed_on FROM figures)
        SELECT said.item_id, events.title AS event, said.measure, said.population, said.population_side, said.value_wording, said.value,
          said.bound, intervals.low, intervals.high, said.as_of, said.claimed_on, actors.name AS claimant,
          (SELECT group_concat(name, ' > ') FROM (SELECT relay.name FROM attributions JOIN actors AS relay USING (actor_id)
            WHERE attributions.item_id = said.item_id ORDER BY attributions.step)) AS chain,
          sources.published_on, sources.url, said.event_id, said.claimant_id, said.source_id
        FROM said JOIN sources USING (source_id) LEFT JOIN events USING (event_id) LEFT JOIN intervals USING (item_id)
          LEFT JOIN actors ON actors.actor_id = said.claimant_id
        ORDER BY said.item_id""",
    "view_tolls": """
        SELECT events.title AS event, events.date_start, tolls.harm, tolls.population, tolls.population_side, tolls.rule, tolls.low,
          tolls.high, tolls.independent, tolls.claim_ids, tolls.event_id
        FROM tolls JOIN events USING (event_id) ORDER BY tolls.event_id, tolls.harm, tolls.population,
          tolls.population_side, tolls.rule""",
    "view_conflicts": """
        SELECT events.title AS event, conflicts.measure, conflicts.population, conflicts.population_side, conflicts.kind,
          conflicts.settled_by, conflicts.first_id, a.claimant AS first_claimant, a.value_wording AS first_wording,
          conflicts.first_interval, conflicts.second_id, b.claimant AS second_claimant,
          b.value_wording AS second_wording, conflicts.second_interval
        FROM conflicts LEFT JOIN events USING (event_id)
          LEFT JOIN view_claims AS a ON a.item_id = conflicts.first_id LEFT JOIN view_claims AS b ON b.item_id = conflicts.second_id
        ORDER BY conflicts.first_id, conflicts.second_id""",
}


def render(package: Package) -> dict[str, bytes]:
    """One file. Raises ValueError where a foreign key does not hold."""
    base = sqlite3.connect(":memory:", isolation_level=None)
    base.execute("PRAGMA page_size = 4096")
    base.execute("BEGIN")
    for resource in package.descriptor["resources"]:
        _fill(base, resource, package[resource["name"]])
    _describe(base, package.descriptor)
    for name, query in VIEWS.items():
        base.execute(f"CREATE VIEW {name} AS {query}")
    base.execute("COMMIT")
    if broken := base.execute("PRAGMA foreign_key_check").fetchall():
        raise ValueError(f"{broken[0][0]}, row {broken[0][1]}: points at no row of {broken[0][2]}; run `nox -s check`")
    base.execute("VACUUM")
    return {f"{package.descriptor['name']}.sqlite": base.serialize()}


def _fill(base: sqlite3.Connection, resource: dict, table: Table) -> None:
    base.execute(f"CREATE TABLE {_quoted(resource['name'])} (\n  " + ",\n  ".join(_columns(resource)) + "\n)")
    for column in targets(resource):
        if column != resource["schema"]["primaryKey"][0]:
            base.execute(f"CREATE INDEX {_quoted(resource['name'] + '_by_' + column)} ON {_quoted(resource['name'])} ({_quoted(column)})")
    rows = [[value(field, record[field["name"]]) for field in table.fields] for record in table.records]
    base.executemany(f"INSERT INTO {_quoted(resource['name'])} VALUES ({', '.join('?' * len(table.fields))})", rows)


def _columns(resource: dict) -> Iterator[str]:
    schema = resource["schema"]
    for field in schema["fields"]:
        rules = field.get("constraints", {})
        required = " NOT NULL" if rules.get("required") or field["name"] in schema["primaryKey"] else ""
        yield f"{_quoted(field['name'])} {TYPES.get(field['type'], 'TEXT')}{required}{' UNIQUE' if rules.get('unique') else ''}"
    yield f"PRIMARY KEY ({', '.join(map(_quoted, schema['primaryKey']))})"
    for column, (table, target) in targets(resource).items():
        yield f"FOREIGN KEY ({_quoted(column)}) REFERENCES {_quoted(table)} ({_quoted(target)})"


def _describe(base: sqlite3.Connection, descriptor: dict) -> None:
    base.execute(DICTIONARY)
    base.execute(ABOUT)
    for resource in descriptor["resources"]:
        points = targets(resource)
        for position, field in enumerate(resource["schema"]["fields"], 1):
            rules, target = field.get("constraints", {}), points.get(field["name"])
            row = (resource["name"], field["name"], position, field["type"], int(rules.get("required", False)), field["description"],
                   field.get("unit"), field.get("vocabulary"), target and ".".join(target), _text(field.get("example")))  # fmt: skip
            base.execute("INSERT INTO dictionary VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    about = {key: descriptor[key] for key in ("name", "title", "description", "version", "created")}
    about["license"] = "; ".join(f"{licence['name']} ({licence.get('scope', 'all')})" for licence in descriptor["licenses"])
    about["contributors"] = "; ".join(person["title"] for person in descriptor["contributors"])
    base.executemany("INSERT INTO about VALUES (?, ?)", about.items())


def _text(example: object) -> str | None:
    return None if example is None else str(example)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'

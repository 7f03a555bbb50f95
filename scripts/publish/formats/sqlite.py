"""One SQLite file: the keys and types of the descriptor, full-text search, a dictionary of every column, and views to start from."""

import tomllib
from collections.abc import Iterable, Sequence
from graphlib import TopologicalSorter
from importlib.resources import files
from sqlite3 import Connection, connect

from scripts.publish.formats import dictionary, rows
from validation.model.dictionary import Column, columns, targets
from validation.model.package import Package, Table

TYPES = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
# What a reader searches for: the words of the sources and the sentences of the coders.
SEARCHED = ("title", "quote", "content", "description", "wording", "name", "definition", "cues")
FOLDED = "unicode61 remove_diacritics 2"  # "Agdam" finds "Ağdam"
VIEWS = tomllib.loads(files(__package__).joinpath("views.toml").read_text(encoding="utf-8"))
QUOTES = """(SELECT group_concat(quote, ' / ') FROM (SELECT quote FROM evidence JOIN passages USING (passage_id)
  WHERE evidence.item_id = {table}.item_id AND quote IS NOT NULL ORDER BY passage_id)) AS quotes"""


def render(package: Package) -> dict[str, bytes]:
    """One file. Raises ValueError where a foreign key does not hold."""
    base = connect(":memory:", isolation_level=None)
    base.execute("PRAGMA page_size = 4096")
    base.execute("BEGIN")
    resources = {resource["name"]: resource for resource in package.descriptor["resources"]}
    for name in TopologicalSorter({name: _needs(resource) for name, resource in resources.items()}).static_order():
        _fill(base, resources[name], package[name])
    _describe(base, package.descriptor)
    for name, query in VIEWS.items():
        base.execute(f"CREATE VIEW {_quoted(name)} AS {query.format(quotes=QUOTES.format(table=name.replace('view_', '') + '_wide'))}")
    base.execute("COMMIT")
    if broken := base.execute("PRAGMA foreign_key_check").fetchall():
        raise ValueError(f"{broken[0][0]}, row {broken[0][1]}: points at no row of {broken[0][2]}; run `nox -s check`")
    base.execute("VACUUM")
    return {f"{package.descriptor['name']}.sqlite": base.serialize()}


def searched(resource: dict) -> list[str]:
    """The columns of a table in the full-text index."""
    return [f["name"] for f in resource["schema"]["fields"] if f["name"] in SEARCHED or f["name"].endswith("_wording")]


def _needs(resource: dict) -> list[str]:
    """The tables that must be there before this one can point at them."""
    return sorted({table for table, _ in targets(resource).values()} - {resource["name"]})


def _fill(base: Connection, resource: dict, table: Table) -> None:
    name, key = resource["name"], resource["schema"]["primaryKey"]
    lines = [_line(column, key) for column in columns(resource)]
    _create(base, name, [*lines, f"PRIMARY KEY ({_quoted(*key)})"] if len(key) > 1 else lines, rows(table))
    for column in targets(resource):
        if column != key[0]:
            _index(base, name, column)
    for column in columns(resource):
        if column.field["constraints"].get("unique"):
            _index(base, name, column.name, "UNIQUE INDEX")
    if words := searched(resource):
        index, words = _quoted(f"{name}_fts"), _quoted(*words)
        base.execute(f"CREATE VIRTUAL TABLE {index} USING FTS5 (\n    {words},\n    tokenize='{FOLDED}',\n    content={_quoted(name)}\n)")
        base.execute(f"INSERT INTO {index} (rowid, {words}) SELECT rowid, {words} FROM {_quoted(name)}")


def _line(column: Column, key: list[str]) -> str:
    """What a statement that creates a table says of a column."""
    said = [_quoted(column.name), TYPES.get(column.type, "TEXT")]
    said += ["PRIMARY KEY"] * (key == [column.name]) + ["NOT NULL"] * column.required
    said += ["REFERENCES {}({})".format(*map(_quoted, column.target))] if column.target else []
    return " ".join(said)


def _describe(base: Connection, descriptor: dict) -> None:
    lines = [*(f"{_quoted(name)} TEXT" for name in dictionary.HEADINGS), f"PRIMARY KEY ({_quoted(*dictionary.HEADINGS[:2])})"]
    _create(base, "dictionary", lines, ([cell or None for cell in row] for row in dictionary.rows(descriptor)))
    about = {key: descriptor[key] for key in ("name", "title", "description", "version", "created")}
    about["license"] = "; ".join(f"{licence['name']} ({licence.get('scope', 'all')})" for licence in descriptor["licenses"])
    about["contributors"] = "; ".join(person["title"] for person in descriptor["contributors"])
    _create(base, "about", ['"property" TEXT PRIMARY KEY', '"value" TEXT NOT NULL'], about.items())


def _create(base: Connection, table: str, lines: list[str], rows: Iterable[Sequence]) -> None:
    base.execute(f"CREATE TABLE {_quoted(table)} (\n   " + ",\n   ".join(lines) + "\n)")
    cells = sum(not line.startswith("PRIMARY") for line in lines)
    base.executemany(f"INSERT INTO {_quoted(table)} VALUES ({', '.join('?' * cells)})", rows)


def _index(base: Connection, table: str, column: str, kind: str = "INDEX") -> None:
    base.execute(f"CREATE {kind} {_quoted(f'idx_{table}_{column}')}\n    ON {_quoted(table)} ({_quoted(column)})")


def _quoted(*names: str) -> str:
    return ", ".join(f'"{name}"' for name in names)

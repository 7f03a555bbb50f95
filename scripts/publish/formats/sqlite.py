"""One SQLite file: the keys and types of the descriptor, full-text search, a dictionary of every column, and views to start from."""

import tomllib
from graphlib import TopologicalSorter
from importlib.resources import files

from sqlite_utils import Database

from scripts.publish.formats import value
from scripts.publish.formats.dictionary import HEADINGS, rows
from validation.model.dictionary import columns, targets
from validation.model.package import Package, Table

TYPES = {"integer": int, "number": float, "boolean": int}
# What a reader searches for: the words of the sources and the sentences of the coders.
SEARCHED = ("title", "quote", "content", "description", "wording", "name", "definition", "cues")
FOLDED = "unicode61 remove_diacritics 2"  # "Agdam" finds "Ağdam"
VIEWS = tomllib.loads(files(__package__).joinpath("views.toml").read_text(encoding="utf-8"))
QUOTES = """(SELECT group_concat(quote, ' / ') FROM (SELECT quote FROM evidence JOIN passages USING (passage_id)
  WHERE evidence.item_id = {table}.item_id AND quote IS NOT NULL ORDER BY passage_id)) AS quotes"""


def render(package: Package) -> dict[str, bytes]:
    """One file. Raises ValueError where a foreign key does not hold."""
    base = Database(memory=True)
    base.execute("PRAGMA page_size = 4096")
    resources = {resource["name"]: resource for resource in package.descriptor["resources"]}
    with base.conn:
        for name in TopologicalSorter({name: _needs(resource) for name, resource in resources.items()}).static_order():
            _fill(base, resources[name], package[name])
        _describe(base, package.descriptor)
        for name, query in VIEWS.items():
            base.create_view(name, query.format(quotes=QUOTES.format(table=name.replace("view_", "") + "_wide")))
    if broken := base.execute("PRAGMA foreign_key_check").fetchall():
        raise ValueError(f"{broken[0][0]}, row {broken[0][1]}: points at no row of {broken[0][2]}; run `nox -s check`")
    base.vacuum()
    return {f"{package.descriptor['name']}.sqlite": base.conn.serialize()}


def searched(resource: dict) -> list[str]:
    """The columns of a table in the full-text index."""
    return [f["name"] for f in resource["schema"]["fields"] if f["name"] in SEARCHED or f["name"].endswith("_wording")]


def _needs(resource: dict) -> list[str]:
    """The tables that must be there before this one can point at them."""
    return sorted({table for table, _ in targets(resource).values()} - {resource["name"]})


def _fill(base: Database, resource: dict, table: Table) -> None:
    key, described = resource["schema"]["primaryKey"], columns(resource)
    made = base.table(resource["name"]).create(
        {column.name: TYPES.get(column.type, str) for column in described},
        pk=key[0] if len(key) == 1 else key,
        not_null=[column.name for column in described if column.required],
        foreign_keys=[(column, *target) for column, target in targets(resource).items()],
    )
    marks = ", ".join("?" * len(table.fields))
    rows = ([value(field, record[field["name"]]) for field in table.fields] for record in table.records)
    base.conn.executemany(f"INSERT INTO [{table.name}] VALUES ({marks})", rows)  # insert_all looks at each value again
    for name in targets(resource):
        if name != key[0]:
            made.create_index([name])
    for column in described:
        if column.field["constraints"].get("unique"):
            made.create_index([column.name], unique=True)
    if names := searched(resource):
        made.enable_fts(names, tokenize=FOLDED)


def _describe(base: Database, descriptor: dict) -> None:
    made = base.table("dictionary").create(dict.fromkeys(HEADINGS, str), pk=("table_name", "column_name"))
    made.insert_all({name: cell or None for name, cell in zip(HEADINGS, row, strict=True)} for row in rows(descriptor))
    about = {key: descriptor[key] for key in ("name", "title", "description", "version", "created")}
    about["license"] = "; ".join(f"{licence['name']} ({licence.get('scope', 'all')})" for licence in descriptor["licenses"])
    about["contributors"] = "; ".join(person["title"] for person in descriptor["contributors"])
    base.table("about").create({"property": str, "value": str}, pk="property", not_null=["value"])
    base.table("about").insert_all({"property": key, "value": text} for key, text in about.items())

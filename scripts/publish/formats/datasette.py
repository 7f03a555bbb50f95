"""What Datasette shows beside the SQLite file: descriptions, units, facets, and questions that are ready to ask."""

import json
import tomllib
from importlib.resources import files

from scripts.publish.formats.sqlite import searched
from validation.model.descriptor import data_licence
from validation.model.dictionary import columns
from validation.model.package import Package

FILE = "datasette.json"
FACETS = 5  # a page with more of them is not read
QUERIES = tomllib.loads(files(__package__).joinpath("queries.toml").read_text(encoding="utf-8"))


def render(package: Package) -> dict[str, bytes]:
    """One file, for `datasette NAME.sqlite --metadata datasette.json`."""
    descriptor, licence = package.descriptor, data_licence(package.descriptor)
    about = {
        "title": descriptor["title"],
        "description": descriptor["description"],
        "license": licence["name"],
        "license_url": licence["path"],
        "about": f"version {descriptor['version']}",
    }
    tables = {resource["name"]: _table(resource) for resource in descriptor["resources"]}
    queries = QUERIES | {"search_everything": QUERIES["search_everything"] | {"sql": _search(descriptor)}}
    base = {"description": "Numbers nest and repeat: claims must not be added up.", "tables": tables, "queries": queries}
    return {FILE: (json.dumps(about | {"databases": {descriptor["name"]: base}}, ensure_ascii=False, indent=1) + "\n").encode()}


def _table(resource: dict) -> dict:
    told = {c.name: f"{c.description} Unit: {c.unit}." if c.unit else c.description for c in columns(resource)}
    facets = [c.name for c in columns(resource) if c.vocabulary][:FACETS]
    return {"title": resource["title"], "description": resource["description"], "columns": told, "facets": facets}


def _search(descriptor: dict) -> str:
    """The query that searches every table in the columns that are indexed."""
    parts = [
        f"SELECT '{r['name']}' AS found_in, t.{r['schema']['primaryKey'][0]} AS id, snippet(\"{r['name']}_fts\", -1, '<<', '>>', '...', 24)"
        f" AS words FROM \"{r['name']}_fts\" AS f JOIN \"{r['name']}\" AS t ON t.rowid = f.rowid WHERE \"{r['name']}_fts\" MATCH :words"
        for r in descriptor["resources"] if searched(r)
    ]  # fmt: skip
    return "\nUNION ALL\n".join(parts)

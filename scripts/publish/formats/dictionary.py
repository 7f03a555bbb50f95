"""The data dictionary: a row a column of every table, as a CSV of its own and for the formats that hold it too."""

from __future__ import annotations

from scripts.publish.formats import targets
from validation.model.canonical import to_text
from validation.model.package import Package

HEADINGS = ("table_name", "column_name", "type", "required", "description", "unit", "vocabulary", "points_at", "example")


def columns(descriptor: dict) -> list[list[str]]:
    """The data dictionary: a row a column, in the order of the tables, under HEADINGS."""
    rows = []
    for resource in descriptor["resources"]:
        points = targets(resource)
        for field in resource["schema"]["fields"]:
            required = "yes" if field["constraints"].get("required") else "no"
            target = ".".join(points.get(field["name"], ()))
            said = [field["description"], field.get("unit", ""), field.get("vocabulary", ""), target, field.get("example", "")]
            rows.append([resource["name"], field["name"], field["type"], required, *said])
    return rows


def render(package: Package) -> dict[str, bytes]:
    """One file."""
    return {"dictionary.csv": to_text([list(HEADINGS), *columns(package.descriptor)]).encode()}

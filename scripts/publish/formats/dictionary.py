"""The data dictionary: a row a column of every table, as a CSV of its own and for the formats that hold it too."""

from validation.model.canonical import to_text
from validation.model.dictionary import columns
from validation.model.package import Package

HEADINGS = ("table_name", "column_name", "type", "required", "description", "unit", "vocabulary", "points_at", "example")


def rows(descriptor: dict) -> list[list[str]]:
    """A row a column, in the order of the tables, under HEADINGS."""
    return [
        [c.table, c.name, c.type, "yes" if c.required else "no", c.description, c.unit, c.vocabulary, c.points_at, c.example]
        for resource in descriptor["resources"]
        for c in columns(resource)
    ]


def render(package: Package) -> dict[str, bytes]:
    """One file."""
    return {"dictionary.csv": to_text([list(HEADINGS), *rows(package.descriptor)]).encode()}

"""The part of README.md that is generated: the table of the tables."""

from __future__ import annotations

from validation.model.package import Package

START, END = "<!-- tables: written by `nox -s build` -->", "<!-- end of tables -->"


def fill(package: Package, readme: str) -> str:
    """The README with the table of the tables between its marks; unchanged where it has no marks."""
    before, start, rest = readme.partition(START)
    _, end, after = rest.partition(END)
    if not start or not end:
        return readme
    return f"{before}{START}\n{table(package)}\n{END}{after}"


def table(package: Package) -> str:
    """A row a table: name and what it holds; the counts stand in data/derived/row_counts.csv."""
    lines = ["| table | what it holds |", "| --- | --- |"]
    lines += [f"| [{r['name']}]({r['path']}) | {r['description']} |" for r in package.descriptor["resources"]]
    return "\n".join(lines)

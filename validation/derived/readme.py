"""The part of README.md that is counted: the table of the tables."""

from __future__ import annotations

from validation.package import Package

START, END = "<!-- tables: written by `nox -s build` -->", "<!-- end of tables -->"


def fill(package: Package, readme: str) -> str:
    """The README with the table of the tables between its marks; unchanged where it has no marks."""
    before, start, rest = readme.partition(START)
    _, end, after = rest.partition(END)
    if not start or not end:
        return readme
    return f"{before}{START}\n{table(package)}\n{END}{after}"


def table(package: Package) -> str:
    """A row a table: name, rows, what it holds. Derived tables are counted when they are built and named without a count."""
    lines = ["| table | rows | what it holds |", "| --- | ---: | --- |"]
    for resource in package.description["resources"]:
        name, derived = resource["name"], resource["path"].startswith("data/derived/")
        rows = "derived" if derived else len(package.frame(name))
        lines.append(f"| [{name}]({resource['path']}) | {rows} | {resource['description']} |")
    return "\n".join(lines)

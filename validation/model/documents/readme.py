"""The parts of README.md that are generated: the table of the tables, and a diagram of them."""

from validation.model.descriptor import curated
from validation.model.documents.markdown import between, cell
from validation.model.items import SAID
from validation.model.package import Package
from validation.model.parts import OF_ITEMS

# What belongs to an item, by a column that may name any kind of item and is therefore no foreign key.
CARRIED = dict.fromkeys(OF_ITEMS, "item_id") | {"relations": "from_id"}


def fill(package: Package, readme: str) -> str | None:
    """The README with each generated part between its marks; None where the table of the tables has no marks."""
    for name, make in PARTS.items():
        start, end = f"<!-- {name}: written by `nox -s build` -->", f"<!-- end of {name} -->"
        readme = between(readme, start, end, make(package)) or readme
    return readme if "<!-- end of tables -->" in readme else None


def table(package: Package) -> str:
    """A row a table: name and what it holds; the counts stand in data/derived/row_counts.csv."""
    lines = ["| table | what it holds |", "| --- | --- |"]
    lines += [f"| [{r['name']}]({r['path']}) | {cell(r['description'])} |" for r in package.descriptor["resources"]]
    return "\n".join(lines)


def diagram(package: Package) -> str:
    """The curated tables and which column points at which, as a Mermaid diagram."""
    lines = ["```mermaid", "erDiagram"]
    for resource in curated(package.descriptor):
        for key in resource["schema"].get("foreignKeys", []):
            target = key["reference"]["resource"] or resource["name"]
            lines.append(f"  {target} ||--o{{ {resource['name']} : {key['fields'][0]}")
    for name in (name for name in SAID if name in package.tables):
        lines += [f"  {name} ||--o{{ {table} : {column}" for table, column in CARRIED.items()]
    return "\n".join([*lines, "```"])


PARTS = {"tables": table, "diagram": diagram}

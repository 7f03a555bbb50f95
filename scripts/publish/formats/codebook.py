"""The codebook as one HTML page that needs nothing from outside it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from scripts.publish.formats import targets
from validation.model.package import Package

STYLE = """body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}
table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{border:1px solid #bbb;padding:.3rem .5rem;text-align:left;vertical-align:top}
th{background:#eee}code{overflow-wrap:anywhere}.scroll{overflow-x:auto}"""


def render(package: Package) -> dict[str, bytes]:
    """One file."""
    descriptor = package.descriptor
    lines = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>Codebook: {escape(descriptor['title'])}</title>",
        f"<style>{STYLE}</style></head><body>",
        f"<h1>Codebook</h1><p>{escape(descriptor['title'])}, version {escape(descriptor['version'])}.</p>",
        "<h2>Tables</h2><ul>",
    ]
    lines += [f'<li><a href="#{r["name"]}">{r["name"]}</a>: {escape(r["description"])}</li>' for r in descriptor["resources"]]
    lines.append("</ul>")
    for resource in descriptor["resources"]:
        lines += _table(resource)
    lines.append("<h2>Codes</h2>")
    for name, entries in package.codes.items():
        rows = [[code, entry["label"], entry["definition"], entry["cues"], entry["rule"]] for code, entry in entries.items()]
        lines += [f'<h3 id="codes-{name}">{name}</h3>', *_grid(["code", "label", "definition", "cues", "rule"], rows)]
    return {"codebook.html": ("\n".join([*lines, "</body></html>"]) + "\n").encode()}


def _table(resource: dict) -> Iterator[str]:
    schema, points = resource["schema"], targets(resource)
    yield f'<h3 id="{resource["name"]}">{resource["name"]}</h3><p>{escape(resource["description"])}</p>'
    yield f"<p><code>{escape(resource['path'])}</code>, key: {', '.join(schema['primaryKey'])}, rows: {resource['rows']}.</p>"
    rows = []
    for field in schema["fields"]:
        target = ".".join(points.get(field["name"], ()))
        notes = [field["description"], f"Unit: {field['unit']}." if "unit" in field else "", f"Points at {target}." if target else "",
                 f"Codes: {field['vocabulary']}." if "vocabulary" in field else ""]  # fmt: skip
        required = "yes" if field.get("constraints", {}).get("required") else "no"
        rows.append([field["name"], field["type"], required, " ".join(filter(None, notes)), str(field.get("example", ""))])
    yield from _grid(["column", "type", "required", "meaning", "example"], rows)


def _grid(header: list[str], rows: list[list[str]]) -> Iterator[str]:
    yield '<div class="scroll"><table><thead><tr>' + "".join(f'<th scope="col">{cell}</th>' for cell in header) + "</tr></thead><tbody>"
    for row in rows:
        yield "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
    yield "</tbody></table></div>"

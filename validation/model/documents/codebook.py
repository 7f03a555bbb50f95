"""The codebook in Markdown, from the descriptor and the vocabularies."""

from __future__ import annotations

from collections.abc import Iterator

from validation.model.grounds import ground_of
from validation.model.package import Package


def codebook(package: Package) -> str:
    """CODEBOOK.md, whole."""
    descriptor = package.descriptor
    made = "Generated from `datapackage.json` and `data/vocabularies.csv` by `nox -s build`; edit those."
    lines = ["# Codebook", "", f"{descriptor['title']}, version {descriptor['version']}.", "", made, "", "## Tables", ""]
    lines += [f"- [{r['name']}](#{r['name']}): {r['description']}" for r in descriptor["resources"]]
    for resource in descriptor["resources"]:
        lines += _table(resource)
    lines += ["", "## Codes", ""]
    for name in package.codes:
        lines += _vocabulary(name, package.codes[name])
    return "\n".join(lines).rstrip() + "\n"


def _table(resource: dict) -> Iterator[str]:
    schema = resource["schema"]
    targets = {k["fields"][0]: k["reference"] for k in schema.get("foreignKeys", [])}
    yield from (
        "",
        f'<a id="{resource["name"]}"></a>',
        f"### {resource['name']}",
        "",
        resource["description"],
        "",
        f"`{resource['path']}`, key: {', '.join(schema['primaryKey'])}.",
        "",
    )
    yield "| column | type | required | meaning | example |"
    yield "| --- | --- | --- | --- | --- |"
    for field in schema["fields"]:
        notes = [field.get("description", "")]
        if unit := field.get("unit"):
            notes.append(f"Unit: {unit}.")
        if name := field.get("vocabulary"):
            notes.append(f"Codes: [{name}](#codes-{name}).")
        if field["name"] in targets:
            target = targets[field["name"]]
            notes.append(f"Points at `{target['resource'] or resource['name']}.{target['fields'][0]}`.")
        if ground := ground_of(field):
            notes.append(f"Grounded: {ground.kind.says}{f' `{ground.column}`' if ground.column else ''}.")
        required = "yes" if field.get("constraints", {}).get("required") else "no"
        example = _cell(str(field.get("example", "")))
        yield f"| {field['name']} | {field['type']} | {required} | {_cell(' '.join(notes))} | {example} |"


def _vocabulary(name: str, rows: dict[str, dict]) -> Iterator[str]:
    yield from (
        f'<a id="codes-{name}"></a>',
        f"### Codes: {name}",
        "",
        "| code | definition | cues | interval | PLOVER | ACLED | UCDP | rule |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    )
    for code, row in rows.items():
        interval = f"[{_end(row, 'low')}, {_end(row, 'high')}]" if row["low_factor"] or row["high_factor"] else ""
        cells = [code, row["definition"], row["cues"], interval, row["plover"], row["acled"], row["ucdp"], row["rule"]]
        yield "| " + " | ".join(map(_cell, cells)) + " |"
    yield ""


def _end(row: dict, end: str) -> str:
    factor, offset = row[f"{end}_factor"], row[f"{end}_offset"]
    if not factor:
        return ""
    terms = [] if factor == "0" else ["value" if factor == "1" else f"{factor} x value"]
    if offset not in ("", "0") or not terms:
        terms.append(offset or "0")
    return " + ".join(terms).replace("+ -", "- ")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")

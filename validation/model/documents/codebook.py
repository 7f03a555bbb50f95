"""The codebook in Markdown, from the descriptor and the vocabularies."""

from collections.abc import Iterator
from html import escape

from validation.model.dictionary import columns
from validation.model.documents.markdown import cell, words
from validation.model.package import Package


def codebook(package: Package) -> str:
    """CODEBOOK.md, whole."""
    descriptor = package.descriptor
    made = "Generated from `datapackage.json` and `data/vocabularies.csv` by `nox -s build`; edit those."
    lines = ["# Codebook", "", f"{words(descriptor['title'])}, version {descriptor['version']}.", "", made, "", "## Tables", ""]
    lines += [f"- [{r['name']}](#{r['name']}): {words(r['description'])}" for r in descriptor["resources"]]
    for resource in descriptor["resources"]:
        lines += _table(resource)
    lines += ["", "## Codes", ""]
    for name in package.codes:
        lines += _vocabulary(name, package.codes[name])
    return "\n".join(lines).rstrip() + "\n"


def _table(resource: dict) -> Iterator[str]:
    name, key = resource["name"], ", ".join(resource["schema"]["primaryKey"])
    yield f'\n<a id="{name}"></a>\n### {name}\n\n{words(resource["description"])}\n\n`{resource["path"]}`, key: {key}.\n'
    yield "| column | type | required | meaning | example |"
    yield "| --- | --- | --- | --- | --- |"
    for column in columns(resource):
        notes = [cell(column.description)]
        if column.unit:
            notes.append(f"Unit: {cell(column.unit)}.")
        if codes := column.vocabulary:
            notes.append(f"Codes: [{codes}](#codes-{codes}).")
        if column.target:
            notes.append(f"Points at `{column.points_at}`.")
        if ground := column.ground:
            notes.append(f"Grounded: {ground.says}{f' `{ground.column}`' if ground.column else ''}.")
        yield f"| {column.name} | {column.type} | {'yes' if column.required else 'no'} | {' '.join(notes)} | {cell(column.example)} |"


def _vocabulary(name: str, rows: dict[str, dict]) -> Iterator[str]:
    yield f'<a id="codes-{escape(name)}"></a>\n### Codes: {words(name)}\n'
    yield "| code | definition | cues | interval | PLOVER | ACLED | UCDP | rule |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for code, row in rows.items():
        interval = f"[{_end(row, 'low')}, {_end(row, 'high')}]" if row["low_factor"] or row["high_factor"] else ""
        cells = [code, row["definition"], row["cues"], interval, row["plover"], row["acled"], row["ucdp"], row["rule"]]
        yield "| " + " | ".join(map(cell, cells)) + " |"
    yield ""


def _end(row: dict, end: str) -> str:
    factor, offset = row[f"{end}_factor"], row[f"{end}_offset"]
    if not factor:
        return ""
    terms = [] if factor == "0" else ["value" if factor == "1" else f"{factor} x value"]
    if offset not in ("", "0") or not terms:
        terms.append(offset or "0")
    return " + ".join(terms).replace("+ -", "- ")

"""CSV on the Web: tables, types and keys for readers that start from the CSV files."""

import re

from scripts.publish.formats.jsonld import PREFIXES
from scripts.publish.metadata import digest
from validation.model.descriptor import creators, data_licence, is_derived, namespace, pattern, released
from validation.model.dictionary import Column, columns

TYPES = {"integer": "integer", "number": "decimal", "boolean": "boolean", "date": "date"}


def record(descriptor: dict) -> dict:
    """A group of the tables; addresses are relative to the folder of `datapackage.json`."""
    paths = {resource["name"]: resource["path"] for resource in descriptor["resources"]}
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": descriptor["title"],
        "dc:identifier": descriptor["name"],
        "dc:description": descriptor["description"],
        "dc:creator": [person["title"] for person in creators(descriptor)],
        "dc:issued": released(descriptor),
        "dc:license": {"@id": data_licence(descriptor)["path"]},
        "schema:version": descriptor["version"],
        "tables": [_table(resource, paths, namespace(descriptor)) for resource in descriptor["resources"]],
    }


def _table(resource: dict, paths: dict[str, str], home: str) -> dict:
    schema = resource["schema"]
    described = columns(resource)
    required = {column.name for column in described if column.required}
    keys = [
        {"columnReference": key["fields"],
         "reference": {"resource": paths[key["reference"]["resource"] or resource["name"]], "columnReference": key["reference"]["fields"]}}
        for key in schema.get("foreignKeys", []) if required.issuperset(key["fields"])  # strict readers refuse a blank in a foreign key
    ]  # fmt: skip
    table = {"columns": [_column(column, home) for column in described], "primaryKey": schema["primaryKey"]}
    if len(schema["primaryKey"]) == 1 and not is_derived(resource["path"]):  # the row has an address of its own, as in claims.jsonld
        table["aboutUrl"] = f"{home}#{PREFIXES.get(resource['name'], '')}{{{schema['primaryKey'][0]}}}"
    return {
        "url": resource["path"],
        "dc:title": resource["title"],
        "dc:description": resource["description"],
        "schema:sha256": digest(resource),
        "dialect": {"encoding": "utf-8", "header": True, "doubleQuote": True},
        "tableSchema": table | ({"foreignKeys": keys} if keys else {}),
    }


def _column(column: Column, home: str) -> dict:
    """A column, by the property of a public vocabulary that it means, or by an address of its own."""
    return {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.description,
        "propertyUrl": column.field.get("skos:exactMatch", f"{home}#column-{column.table}-{column.name}"),
        "datatype": _datatype(column.field),
        "null": "",
        "required": column.required,
    }


def _datatype(field: dict) -> dict | str:
    """The type with its limits; codes become a pattern, as CSVW has no lists."""
    rules = field["constraints"]
    base = "anyURI" if field.get("format") == "uri" else TYPES.get(field["type"], "string")
    form = pattern(field) or "|".join(re.escape(str(code)) for code in rules.get("enum", []))
    limits = {key: rules[key] for key in ("minimum", "maximum") if key in rules}
    if base == "string" and form:
        limits["format"] = form
    return {"base": base, **limits} if limits else base

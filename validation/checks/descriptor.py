"""What the descriptor must say of itself beyond the standard: safe paths, full sentences, codes that agree with the vocabularies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from validation.model.descriptor import pattern
from validation.model.documents.descriptor import categories
from validation.model.grounds import ground_of
from validation.model.package import DESCRIPTOR, Package, is_inside
from validation.problem import Problem


def check_shape(descriptor: dict, needed: tuple[str, ...]) -> list[Problem]:
    """Problems that keep the descriptor from being used at all: what is missing, of the wrong kind, or used twice."""
    problems, seen = [], set()
    for number, resource in enumerate(descriptor["resources"], 1):
        if not isinstance(resource, dict) or not isinstance(resource.get("name"), str):
            problems.append(_problem(f"resource {number}", "", "", "descriptor.resource", "is not an object with a name"))
            continue
        name = resource["name"]
        if name in seen:
            problems.append(_problem(name, "name", name, "descriptor.name", "is the name of two resources"))
        seen.add(name)
        problems += _check_resource(name, resource)
    for name in sorted(set(needed) - seen):
        problems.append(_problem("resources", "name", name, "descriptor.missing", "is not described, but the checks need it"))
    return problems


def _check_resource(name: str, resource: dict) -> Iterator[Problem]:
    path, schema = resource.get("path"), resource.get("schema")
    if not isinstance(path, str) or not is_inside(path):
        yield _problem(name, "path", str(path), "descriptor.path", "leaves the package")
    fields = schema.get("fields") if isinstance(schema, dict) else None
    if not isinstance(fields, list) or not all(_is_field(field) for field in fields):
        yield _problem(
            name,
            "schema",
            "",
            "descriptor.schema",
            "is not a schema with a list of fields, each with a name, a type, constraints and a known way of grounding if any",
        )
        return
    names = {field["name"] for field in fields}
    key = schema.get("primaryKey")
    if not isinstance(key, list) or not key or not set(map(str, key)) <= names:
        yield _problem(name, "primaryKey", str(key), "descriptor.primary_key", "is not a list of columns of the table")
    for reference in schema.get("foreignKeys", []):
        if not _is_foreign_key(reference, names):
            yield _problem(name, "foreignKeys", str(reference), "descriptor.foreign_keys", "is not an object with fields and a reference")


def _is_field(field: object) -> bool:
    if not isinstance(field, dict) or not isinstance(field.get("constraints"), dict):
        return False
    words = isinstance(field.get("name"), str) and isinstance(field.get("type"), str)
    return words and _is_grounded(field) and _compiles(pattern(field))


def _is_grounded(field: dict) -> bool:
    try:
        ground_of(field)
    except ValueError:
        return False
    return True


def _compiles(pattern: object) -> bool:
    try:
        re.compile(pattern)
    except (re.error, TypeError):
        return False
    return True


def _is_foreign_key(key: object, names: set[str]) -> bool:
    target = key.get("reference") if isinstance(key, dict) else None
    whole = isinstance(target, dict) and isinstance(target.get("resource"), str) and isinstance(target.get("fields"), list)
    return whole and isinstance(key.get("fields"), list) and set(map(str, key["fields"])) <= names


def check(package: Package) -> list[Problem]:
    """Problems of the fields: prose, explicit `required`, code lists, targets of foreign keys."""
    problems = []
    fields = {r["name"]: {f["name"] for f in r["schema"]["fields"]} for r in package.descriptor["resources"]}
    for resource in package.descriptor["resources"]:
        for field in resource["schema"]["fields"]:
            problems += _check_field(resource["name"], field, package)
        for key in resource["schema"].get("foreignKeys", []):
            target = key["reference"]["resource"] or resource["name"]
            missing = set(key["reference"]["fields"]) - fields.get(target, set())
            if missing:
                place = f"{resource['name']}.{key['fields'][0]}"
                problems.append(
                    _problem(
                        place,
                        "foreignKeys",
                        target,
                        "descriptor.foreign_key",
                        f"points at {target}.{sorted(missing)[0]}, which is not described",
                    )
                )
    return problems


def _check_field(table: str, field: dict, package: Package) -> Iterator[Problem]:
    place = f"{table}.{field['name']}"
    text = str(field.get("description", ""))
    if not (text[:1].isupper() or text[:1] == "`") or not text.endswith("."):
        yield _problem(place, "description", text, "descriptor.sentence", "is not a full sentence")
    if "required" not in field.get("constraints", {}):
        yield _problem(place, "required", "", "descriptor.required", "is missing")
    if "vocabulary" in field and "vocabularies" in package.tables:
        enum, labelled = field["constraints"].get("enum", []), categories(package, field["vocabulary"])
        codes = [entry["value"] for entry in labelled]
        if enum != codes or field.get("categories") != labelled:
            differ = sorted(set(enum) ^ set(codes)) or ["the order" if enum != codes else "the labels"]
            yield _problem(
                place,
                "enum",
                field["vocabulary"],
                "descriptor.enum",
                f"differs from data/vocabularies.csv in {', '.join(differ)}",
            )


def _problem(row_id: str, column: str, value: str, rule: str, message: str) -> Problem:
    return Problem(file=DESCRIPTOR, row_id=row_id, column=column, value=value, rule=rule, message=message)

"""What the description must say of itself beyond the standard: safe paths, full sentences, codes that agree with the vocabularies."""

from __future__ import annotations

from collections.abc import Iterator

from validation.package import DESCRIPTION, Package, is_inside
from validation.problem import Problem


def check_paths(description: dict) -> list[Problem]:
    """Problems that make a resource unreadable: a path out of the package, a missing schema, a name used twice."""
    problems, seen = [], set()
    for number, resource in enumerate(description["resources"], 1):
        if not isinstance(resource, dict):
            problems.append(_problem(f"resource {number}", "", "", "resource", "is not an object"))
            continue
        name, path = str(resource.get("name", f"resource {number}")), resource.get("path")
        if not isinstance(path, str) or not is_inside(path):
            problems.append(_problem(name, "path", str(path), "path", "leaves the package; paths are relative and below datapackage.json"))
        if not isinstance(resource.get("schema"), dict) or not isinstance(resource["schema"].get("fields"), list):
            problems.append(_problem(name, "schema", "", "schema", "has no schema with a list of fields"))
        if name in seen:
            problems.append(_problem(name, "name", name, "name", "is the name of two resources"))
        seen.add(name)
    return problems


def check(package: Package) -> list[Problem]:
    """Problems of the fields: prose, explicit `required`, code lists, targets of foreign keys."""
    problems = []
    fields = {r["name"]: {f["name"] for f in r["schema"]["fields"]} for r in package.description["resources"]}
    for resource in package.description["resources"]:
        for field in resource["schema"]["fields"]:
            problems += _check_field(resource["name"], field, package)
        for key in resource["schema"].get("foreignKeys", []):
            target = key["reference"]["resource"] or resource["name"]
            missing = set(key["reference"]["fields"]) - fields.get(target, set())
            if missing:
                place = f"{resource['name']}.{key['fields'][0]}"
                problems.append(
                    _problem(
                        place, "foreignKeys", target, "foreign_key", f"points at {target}.{sorted(missing)[0]}, which is not described"
                    )
                )
    return problems


def _check_field(table: str, field: dict, package: Package) -> Iterator[Problem]:
    place = f"{table}.{field['name']}"
    text = str(field.get("description", ""))
    if not (text[:1].isupper() or text[:1] == "`") or not text.endswith("."):
        yield _problem(place, "description", text, "sentence", "is not a full sentence")
    if "required" not in field.get("constraints", {}):
        yield _problem(place, "required", "", "required", "is not said; write true or false")
    if "vocabulary" in field and "vocabularies" in package.tables:
        enum = field["constraints"].get("enum", [])
        codes = list(package.codes.get(field["vocabulary"], {}))
        if enum != codes:
            differ = sorted(set(enum) ^ set(codes)) or ["the order"]
            yield _problem(
                place, "enum", field["vocabulary"], "enum", f"differs from data/vocabularies.csv in {', '.join(differ)}; run `nox -s build`"
            )


def _problem(row_id: str, column: str, value: str, rule: str, message: str) -> Problem:
    return Problem(DESCRIPTION, 0, row_id, column, value, f"description.{rule}", message)

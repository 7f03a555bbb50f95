"""What the descriptor must say of itself: the keys that are needed, safe paths, the promises of the contract, full sentences, codes."""

import json
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from jsonschema_rs import Draft202012Validator

from validation.model.contract import OF_CODE, codes, contract, of_code, promises
from validation.model.descriptor import pattern
from validation.model.documents.descriptor import categories
from validation.model.grounds import ground_of
from validation.model.items import ITEMS, NEEDED, RELATED
from validation.model.package import DESCRIPTOR, CannotRun, Package, read_descriptor
from validation.model.texts import day_of
from validation.problem import Problem, arrange

SCHEMA = Path(__file__).parent.parent / "datapackage.schema.json"
DEEPEST = 20  # objects and lists in one another
LONGEST = 5_000  # members of a list; only the sources of the package, which the build lists, may be more
RULES = {"path": "descriptor.path", "primaryKey": "descriptor.primary_key", "foreignKeys": "descriptor.foreign_keys",
         "fields": "descriptor.schema", "schema": "descriptor.schema"}  # fmt: skip
# What the schema calls a fault > what is said of the value.
SAID = {"required": "is missing", "minItems": "is empty", "minLength": "is empty", "maxLength": "is too long"}


def describe(root: Path | str) -> dict:
    """The descriptor below `root`, sound enough to be read, checked or built from.

    Raises CannotRun, with the first of its problems, where it is not.
    """
    descriptor, problems = look_at(Path(root))
    if problems:
        more = f"\nand {len(problems) - 1} more; `nox -s check` lists them" if len(problems) > 1 else ""
        raise CannotRun(f"{problems[0]}{more}")
    return descriptor


def look_at(root: Path) -> tuple[dict, list[Problem]]:
    """The descriptor below `root`, and what keeps it from being used at all. Raises CannotRun where there is none."""
    try:
        descriptor = read_descriptor(root)
    except ValueError as error:
        return {}, [_not_json(error)]
    return descriptor, list(_check_shape(json.dumps(descriptor)))


@lru_cache(maxsize=2)  # as a build asks several times
def _check_shape(text: str) -> tuple[Problem, ...]:
    """Problems that keep a descriptor from being used at all: what is missing, of the wrong kind, or used twice."""
    descriptor = json.loads(text)
    problems = [*_hostile(descriptor)] or [*_keys(descriptor)]
    resources = [r for r in descriptor["resources"] if isinstance(r, dict) and isinstance(r.get("name"), str)]
    for key, rule in (("name", "descriptor.name"), ("path", "descriptor.path")):
        seen: set[str] = set()
        for resource in (r for r in resources if isinstance(r.get(key), str) and (r[key] in seen or seen.add(r[key]))):
            problems.append(_problem(resource["name"], key, resource[key], rule, f"is the {key} of two resources"))
    for name in sorted({*NEEDED, *ITEMS, *RELATED} - {r["name"] for r in resources}):
        problems.append(_problem("resources", "name", name, "descriptor.missing", "is not described, but the checks need it"))
    if not problems:
        problems = [problem for resource in resources for problem in _check_resource(resource)]
    return tuple(arrange(problems))


def _hostile(value: object, place: tuple = ()) -> Iterator[Problem]:
    """What no part of the descriptor may be, wherever it stands: nested or long without end, or with a control character."""
    if len(place) > DEEPEST:
        yield _problem(".".join(place[:3]), "", "", "descriptor.key", "is nested too deep")
    elif isinstance(value, list) and len(value) > LONGEST and place != ("sources",):
        yield _problem(".".join(place[:-1]), place[-1], "", "descriptor.key", f"holds {len(value):,} members, more than {LONGEST:,}")
    elif isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _hostile(inner, (*place, str(key)))
    elif isinstance(value, str) and not value.isprintable() and place[-2:] != ("dialect", "lineTerminator"):
        yield _problem(".".join(place[:-1]), place[-1], value[:60], "descriptor.key", "holds a line break or a control character")


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(
        json.loads(SCHEMA.read_text(encoding="utf-8")), formats={"day": lambda text: day_of(text[:10]) is not None}, validate_formats=True
    )


def _keys(descriptor: dict) -> Iterator[Problem]:
    """Every key that is missing or of another kind than datapackage.schema.json gives it."""
    for error in _validator().iter_errors(descriptor):
        path, kind = list(error.instance_path), error.kind
        if kind.name == "required":
            yield _fault(descriptor, [*path, kind.property], "", SAID["required"])
            continue
        shown = error.instance if isinstance(error.instance, str) else json.dumps(error.instance, ensure_ascii=False)
        yield _fault(descriptor, path, shown[:60], SAID.get(kind.name, "") or _asked(error))


def _asked(error) -> str:
    kind = error.kind
    match kind.name:
        case "not" if kind.schema is True:
            return "must not be there: the checks open nothing that is not described here"
        case "not":
            return "is a name that a built file needs for itself"
        case "type":
            kinds = {"object": "an object", "array": "a list", "string": "text", "integer": "a whole number", "number": "a number"}
            return f"is not {' or '.join(kinds.get(asked, 'true or false') for asked in kind.types)}"
        case "const":
            return f"is not {json.dumps(kind.expected_value)}"
        case "enum":
            return f"is not one of {', '.join(kind.options)}"
        case "format":
            return "is not a day"
        case "pattern":
            return f"does not have the form {kind.pattern.strip('^$')}"
    return error.message


def _fault(descriptor: dict, path: list, shown: str, message: str) -> Problem:
    """The problem at a path into the descriptor, with members of lists named as people name them."""
    names, value = [], descriptor
    for step in path:
        value = value[step] if isinstance(value, dict) and step in value or isinstance(step, int) else None
        name = value.get("name") if isinstance(step, int) and isinstance(value, dict) else None
        names.append(name if isinstance(name, str) else str(step))
    if path[:1] == ["resources"] and len(path) <= 2 or path[2:] == ["name"]:
        rule = "descriptor.resource"
    else:
        own = path[2:] if path[:1] == ["resources"] else ()
        rule = next((rule for step, rule in RULES.items() if step in own), "descriptor.key")
    if names[0] == "resources" and len(names) > 2:
        names = [name for name in names[1:] if name not in ("schema", "fields") or name == names[-1]]
    return _problem(".".join(names[:-1]), names[-1], shown, rule, message)


def _check_resource(resource: dict) -> Iterator[Problem]:
    """What a schema cannot say: patterns that compile, readings that are known, keys made of columns of the table."""
    name, schema = resource["name"], resource["schema"]
    names = [field["name"] for field in schema["fields"]]
    for field in schema["fields"]:
        if names.count(field["name"]) > 1:
            yield _problem(name, "fields", field["name"], "descriptor.schema", "is the name of two columns")
        if why := _unusable(field):
            yield _problem(f"{name}.{field['name']}", *why)
    if not set(schema["primaryKey"]) <= set(names):
        key = ", ".join(schema["primaryKey"])
        yield _problem(name, "primaryKey", key, "descriptor.primary_key", "is not a list of columns of the table")
    for reference in schema.get("foreignKeys", []):
        if not set(reference["fields"]) <= set(names) or len(reference["fields"]) != len(reference["reference"]["fields"]):
            key = ", ".join(reference["fields"])
            yield _problem(name, "foreignKeys", key, "descriptor.foreign_keys", "is not a list of columns of the table, one for one")


def _unusable(field: dict) -> tuple[str, str, str, str] | None:
    """Key, value, rule and message of what keeps a field from being used."""
    try:
        ground_of(field)
    except ValueError:
        return "grounding", json.dumps(field["grounding"])[:60], "descriptor.schema", "is not a known way of grounding"
    try:
        re.compile(pattern(field))
    except (re.error, OverflowError, RecursionError):
        return "pattern", pattern(field), "descriptor.schema", "is not a regular expression"
    return None


def check(package: Package) -> list[Problem]:
    """Problems of the fields: the contract, prose, explicit `required`, code lists, targets of foreign keys."""
    problems = [*broken_promises(package.descriptor), *_changed_codes(package)]
    fields = {r["name"]: {f["name"] for f in r["schema"]["fields"]} for r in package.descriptor["resources"]}
    for resource in package.descriptor["resources"]:
        for field in resource["schema"]["fields"]:
            problems += _check_field(resource["name"], field, package)
        for key in resource["schema"].get("foreignKeys", []):
            target = key["reference"]["resource"] or resource["name"]
            missing = set(key["reference"]["fields"]) - fields.get(target, set())
            if missing:
                place = f"{resource['name']}.{key['fields'][0]}"
                message = f"points at {target}.{sorted(missing)[0]}, which is not described"
                problems.append(_problem(place, "foreignKeys", target, "descriptor.foreign_key", message))
    return problems


def broken_promises(descriptor: dict) -> Iterator[Problem]:
    """A problem for each table or column that is not as the contract has it."""
    promised, told = contract(), promises(descriptor)
    for name in promised.keys() | told.keys():
        if promised.get(name) == told.get(name):
            continue
        if name not in told:
            message = "is not described, though the contract has it"
        elif name not in promised:
            message = f"is not in the contract, where its line would be {name + '  ' + told[name]!r}"
        else:
            message = f"is described as {told[name]!r}, but the contract has {promised[name]!r}"
        yield _problem(name, "", "", "descriptor.contract", message)


def _changed_codes(package: Package) -> Iterator[Problem]:
    """A problem for each code that is not as the contract has it, on the cell that differs."""
    if (table := package.tables.get("vocabularies")) is None:
        return
    for row in table.records:
        line, told = codes().get(row["_id"]), of_code(row)
        if line is None:
            message = f"is not in the contract, where its line would be {row['_id'] + '  ' + told!r}"
            yield Problem.of(table.path, row, "code", "descriptor.code", message)
        elif line != told:
            had, has = (dict(part.partition("=")[::2] for part in text.split("  ")[1:]) for text in (line, told))
            columns = [c for c in (*OF_CODE, "means") if had.get(c) != has.get(c)] or ["label"]
            for column in columns:
                message = f"is not what the contract has for the code: {line!r}"
                yield Problem.of(table.path, row, "definition" if column == "means" else column, "descriptor.code", message)
    for name in codes().keys() - table.by_id.keys():
        message = "is a code of the contract and is missing"
        yield Problem(file=table.path, row_id=name, rule="descriptor.code", message=message)


def unusable(descriptor: dict) -> set[str]:
    """The tables of which a column, its type or its part in the key is not that of the contract: the later checks cannot rely on them."""

    def core(line: str | None) -> tuple[str, bool] | None:
        return None if line is None else (line.split("  ")[0], "  key" in line)

    promised, told = contract(), promises(descriptor)
    return {name.split(".")[0] for name in promised if "." in name and core(promised[name]) != core(told.get(name))}


def _check_field(table: str, field: dict, package: Package) -> Iterator[Problem]:
    place = f"{table}.{field['name']}"
    text = field["description"]
    if not (text[:1].isupper() or text[:1] == "`") or not text.endswith("."):
        yield _problem(place, "description", text, "descriptor.sentence", "is not a full sentence")
    if "required" not in field["constraints"]:
        yield _problem(place, "required", "", "descriptor.required", "is missing")
    if "vocabulary" in field and "vocabularies" in package.tables:
        enum, labelled = field["constraints"].get("enum", []), categories(package, field["vocabulary"])
        codes = [entry["value"] for entry in labelled]
        if enum != codes or field.get("categories") != labelled:
            differ = sorted(set(enum) ^ set(codes)) or ["the order" if enum != codes else "the labels"]
            message = f"differs from data/vocabularies.csv in {', '.join(differ)}"
            yield _problem(place, "enum", field["vocabulary"], "descriptor.enum", message)


def _problem(row_id: str, column: str, value: str, rule: str, message: str) -> Problem:
    return Problem(file=DESCRIPTOR, row_id=row_id, column=column, value=value, rule=rule, message=message)


def _not_json(error: ValueError) -> Problem:
    if isinstance(error, json.JSONDecodeError) and error.doc.strip():
        shown = [*error.doc.splitlines(), ""][error.lineno - 1].strip()[:60]  # a file that breaks off ends before its last line
        message = f"is not JSON: {error.msg} at column {error.colno}: {shown!r}"
        return Problem(file=DESCRIPTOR, line=error.lineno, rule="descriptor.json", message=message)
    why = "is empty" if isinstance(error, json.JSONDecodeError) else str(error)
    return Problem(file=DESCRIPTOR, rule="descriptor.json", message=why)

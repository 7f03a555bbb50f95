"""Tables, types, keys, foreign keys and codes, as datapackage.json gives them."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from validation.checks.shape import schema as engine
from validation.checks.shape.schema import LINE, Finding
from validation.lines import shortened
from validation.model.descriptor import is_derived, pattern
from validation.model.files import Unreadable, read_inside
from validation.model.package import DESCRIPTOR, NotCsv, Package, read_records
from validation.problem import Problem, few

# Rules after which the cells of a table that can be read mean nothing to the later checks.
UNREADABLE = {"structure.extra_cell", "structure.missing_cell", "structure.type", "structure.primary_key"}
TYPES = {"integer": "a whole number", "number": "a number", "date": "a date", "boolean": "true or false", "string": "text"}
SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}
FEW = 3  # rows that are named of those that name one that is gone
COUNTED = f"does not have the rows, bytes and hash that {DESCRIPTOR} records"


def check_files(root: Path, descriptor: dict, coded_twice: Iterable[dict] = ()) -> tuple[list[Problem], set[str]]:
    """Every structural problem of the files, and the names of the tables that the later checks must leave out.

    A table whose bytes cannot be read as UTF-8 or as CSV is left out without a word here: the check of the bytes says so.
    `coded_twice` describes the tables of second codings, under names that no table has.
    """
    descriptor = descriptor | {"resources": [*descriptor["resources"], *coded_twice]}
    read = {resource["name"]: _read(root, resource) for resource in descriptor["resources"]}
    tables = {name: table for name, (_, table) in read.items() if table is not None}
    return _judge(descriptor, tables, {name: found for name, (found, _) in read.items()})


def check_tables(package: Package) -> tuple[list[Problem], set[str]]:
    """The same of the tables as they stand in memory, changed or not; a table that could not be read is left out."""
    tables = {
        name: pl.LazyFrame({c: table.frame[c].tolist() for c in table.frame.columns}, schema=_texts(table.frame.columns))
        for name, table in package.tables.items()
    }
    return _judge(package.descriptor, tables, {})


def _texts(columns: Iterable[str]) -> dict[str, pl.DataType]:
    return {column: pl.Int64 if column == LINE else pl.String for column in columns}


def _judge(descriptor: dict, tables: dict[str, pl.LazyFrame], found: dict[str, list[Problem]]) -> tuple[list[Problem], set[str]]:
    """The problems of each table that was read, told of the derived ones only where no curated one has any."""
    if wrong := list(_check_schemas(descriptor)):
        return wrong, set()
    resources = {resource["name"]: resource for resource in descriptor["resources"]}
    sizes = {name: table.select(pl.len()).collect().item() for name, table in tables.items()}
    broken = {name for name in resources if name not in tables or any(p.rule in UNREADABLE for p in found.get(name, ()))}
    problems = {name: list(found.get(name, ())) for name in resources}
    for name in resources.keys() - broken:
        if sizes[name]:
            problems[name] += [_problem(resources[name], finding) for finding in engine.check(resources[name]["schema"], tables[name])]
        elif not resources[name].get("mayBeEmpty"):
            problems[name].append(Problem(file=resources[name]["path"], rule="structure.empty", message="has a header and no rows"))
    failed = broken | {name for name, ps in problems.items() if any(p.rule in UNREADABLE for p in ps)}
    usable = {name: tables[name] for name in resources.keys() - failed if sizes[name] or resources[name].get("mayBeEmpty")}
    for name in usable:
        problems[name] += _check_references(resources[name], usable)
    _blame_gone(resources, problems)
    curated = [problem for name in resources if not is_derived(resources[name]["path"]) for problem in problems[name]]
    # What is wrong in a derived table follows from a curated one that is wrong; it is told when none is.
    return list(few(curated or [problem for name in resources for problem in problems[name]])), failed


def _check_schemas(descriptor: dict) -> Iterator[Problem]:
    """Patterns that cannot be judged in linear time."""
    for resource in descriptor["resources"]:
        for field in resource["schema"]["fields"]:
            if not engine.compiles(form := pattern(field)):
                why = f"the pattern {form!r} of {resource['name']}.{field['name']} cannot be matched in linear time"
                yield Problem(file=DESCRIPTOR, rule="structure.descriptor", message=f"is not a valid Data Package: {why}")


def _check_references(resource: dict, usable: dict[str, pl.LazyFrame]) -> Iterator[Problem]:
    """Foreign keys into tables that can be used; one that points at nothing described is the descriptor's own problem."""
    for reference in resource["schema"].get("foreignKeys", []):
        target = usable.get(reference["reference"]["resource"] or resource["name"])
        if target is not None and set(reference["reference"]["fields"]) <= set(target.collect_schema()):
            key = resource["schema"].get("primaryKey", [])
            for finding in engine.check_reference(reference, usable[resource["name"]], target, key):
                yield _problem(resource, finding, reference["reference"])


def _blame_gone(resources: dict[str, dict], problems: dict[str, list[Problem]]) -> None:
    """Puts one problem on the table where a row is gone in the place of those on each of several rows that name it."""
    targets = {
        (resource["path"], key["fields"][0]): key["reference"]["resource"] or name
        for name, resource in resources.items()
        for key in resource["schema"].get("foreignKeys", [])
        if not is_derived(resource["path"])
    }
    named: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in (problem for name in resources for problem in problems[name]):
        if problem.rule == "structure.foreign_key" and (target := targets.get((problem.file, problem.column))):
            named[target, problem.value].append(problem)
    for (target, row_id), found in named.items():
        if len(found) > 1:
            gone = set(found)
            for name in resources:
                problems[name] = [problem for problem in problems[name] if problem not in gone]
            places = ", ".join(f"{problem.file}:{problem.line}" for problem in found[:FEW])
            more = f" and {len(found) - FEW} more rows" if len(found) > FEW else ""
            message = f"is not there, though {places}{more} name it"
            path = resources[target]["path"]
            problems[target].append(Problem(file=path, row_id=row_id, rule="structure.foreign_key", message=message))


def _read(root: Path, resource: dict) -> tuple[list[Problem], pl.LazyFrame | None]:
    """What keeps a file from being the table that is described, and the table where it can be read at all."""
    path, names = resource["path"], [field["name"] for field in resource["schema"]["fields"]]
    try:
        data = read_inside(root, path).removeprefix(b"\xef\xbb\xbf")
    except Unreadable as error:
        gone = _told(path, "structure.missing_table", f"is described in {DESCRIPTOR} and is not there")
        return [gone] if error.kind == "missing" else [], None
    found = [] if _is_as_released(resource, data) else [_told(path, "structure.count", COUNTED)]
    if not data or data.isspace():
        return [*found, Problem(file=path, rule="structure.no_header", message="has no header and no rows")], None
    if data.startswith(",".join(names).encode() + b"\n") and (table := _fast(data, names, _free(resource))) is not None:
        return found, table
    try:
        problems, table = _slow(resource, data, names)
    except (UnicodeDecodeError, NotCsv):
        return [], None
    return found + problems, table


def _is_as_released(resource: dict, data: bytes) -> bool:
    """Whether a table has the rows, bytes and hash that the descriptor of a release records; in the repository it records none."""
    if not resource.keys() & {"rows", "bytes", "hash"}:
        return True
    counts = {"rows": data.count(b"\n") - 1, "bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
    return all(resource[name] == count for name, count in counts.items() if name in resource)


def _told(path: str, rule: str, message: str, line: int = 0, row_id: str = "", column: str = "") -> Problem:
    return Problem(file=path, line=line, row_id=row_id, column=column, rule=rule, message=message)


def _free(resource: dict) -> list[str]:
    """The columns whose cells may hold a quotation mark."""
    texts = [f for f in resource["schema"]["fields"] if f["type"] == "string" and not pattern(f)]
    return [f["name"] for f in texts if "enum" not in f.get("constraints", {})]


def _fast(data: bytes, names: list[str], free: list[str]) -> pl.LazyFrame | None:
    """The table by Polars, or None where a row has too few or too many cells or a cell a line break: Polars keeps silent on these."""
    try:
        frame = pl.read_csv(data, infer_schema=False, empty_string_is_null=False, row_index_name=LINE, row_index_offset=2)
    except pl.exceptions.PolarsError:  # a row with too many cells is one
        return None
    lines = data.count(b"\n") if data.endswith(b"\n") else 0
    if frame.columns != [LINE, *names] or len(names) < 2 or lines != len(frame) + 1:
        return None
    # What is not in a cell parts cells and ends lines, or quotes: a row that is too short or blank has less of it.
    held, quotes = pl.sum_horizontal(pl.col(names).str.len_bytes().sum()), data.count(b'"')
    if quotes and free:
        held -= pl.sum_horizontal(pl.col(free).str.count_matches('"', literal=True).sum())
    if len(data) - len(",".join(names)) - 1 - quotes - frame.select(held).item() != len(frame) * len(names):
        return None
    return frame.with_columns(pl.col(LINE).cast(pl.Int64)).lazy()


def _slow(resource: dict, data: bytes, names: list[str]) -> tuple[list[Problem], pl.LazyFrame | None]:
    """The table row by row, with what is wrong in its header and in the length of its rows."""
    path, key = resource["path"], resource["schema"].get("primaryKey", [])
    (first, header), *records = read_records(data)
    if problems := list(_labels(path, first, header, names)):
        return problems, None
    rows = []
    for line, row in records:
        row_id = " ".join(row[names.index(column)] for column in key if names.index(column) < len(row))
        if len(row) == len(names):
            rows.append((line, *row))
        elif not any(row):
            problems.append(_told(path, "structure.blank_row", "has a blank line here", line))
        elif len(row) > len(names):
            problems.append(
                _told(path, "structure.extra_cell", f"has {len(row):,} cells, but the table has {len(names)} columns", line, row_id)
            )
        else:
            problems.append(_told(path, "structure.missing_cell", "is missing from the row", line, row_id, names[len(row)]))
    return problems, pl.LazyFrame(rows, schema=_texts([LINE, *names]), orient="row")


def _labels(path: str, line: int, header: list[str], names: list[str]) -> Iterator[Problem]:
    """What is wrong with a header, by name."""
    if header == names:
        return
    if len(header) == 1:
        for sign, noun in SEPARATORS.items():
            if header[0].split(sign) == names:
                yield _told(path, "structure.separator", f"separates its cells by {noun}, not by commas", line)
                return
    has, asked = set(header), set(names)
    missing = [("structure.missing_label", name, f"is missing, though {DESCRIPTOR} describes it") for name in names if name not in has]
    unknown = [name for name in header if name not in asked]
    more = f"and {len(unknown) - 1:,} more are" if len(unknown) > 1 else "is"
    extra = [("structure.extra_label", shortened(name, 60), f"{more} not described in {DESCRIPTOR}") for name in unknown[:1]]
    first = next((name for name, other in zip(header, names, strict=False) if name and name != other), "")
    order = [("structure.incorrect_label", first, f"and those after it are not the columns of {DESCRIPTOR} in order")]
    for rule, column, why in missing + extra or order:
        yield _told(path, rule, f"has a header in which column {column!r} {why}", line)


def _problem(resource: dict, finding: Finding, target: dict | None = None) -> Problem:
    if finding.more:
        return Problem(file=resource["path"], rule=finding.rule, message="", more=finding.more)
    value = finding.row_id if finding.rule == "structure.primary_key" else finding.value
    return Problem(file=resource["path"], line=finding.line, row_id=finding.row_id, column=finding.column, value=value,
                   rule=finding.rule, message=_say(resource, finding, target))  # fmt: skip


def _say(resource: dict, finding: Finding, target: dict | None) -> str:
    """Why, and what to do."""
    field = next(f for f in resource["schema"]["fields"] if f["name"] == finding.column)
    constraints = field.get("constraints", {})
    match finding.rule:
        case "structure.required":
            return "is blank, though the column must be filled"
        case "structure.type":
            return f"is not {TYPES[field['type']]}, such as {field.get('example')}"
        case "structure.code":
            return f"is not a code of the vocabulary {field.get('vocabulary', '')!r}, which has {', '.join(map(str, constraints['enum']))}"
        case "structure.pattern":
            return f"does not have the form {pattern(field)}, as {field.get('example')!r} has"
        case "structure.range":
            ends = [f"{word} {constraints[end]}" for end, word in (("minimum", "at least"), ("maximum", "at most")) if end in constraints]
            return f"must be {' and '.join(ends)}"
        case "structure.unique":
            return "is also in an earlier row, though the values of this column must be unique"
        case "structure.primary_key":
            return "is also the key of an earlier row"
    table = target["resource"] or resource["name"]
    return f"is not in {table}.{target['fields'][0]}"

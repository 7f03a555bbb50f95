"""`python -m scripts enlarge ROWS --to DIR`: a package of about that many rows: copies of this one with ids of their own, the same texts.

Every table except the vocabularies grows in proportion. Places, actors and events are copied too, so that no pair of claims spans two
copies. Words that named one event then name one in each copy, so each cell that depends on them is declared. For fewer rows than this
package has, the seed chooses some of its sources, with everything that they need. Second codings are left out.
The rows of a copy are text with a mark where its number goes, so the memory needed is that of one package, whatever the rows.
"""

import argparse
import csv
import io
import json
import random
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from validation.checks.grounding import spellings
from validation.checks.grounding.check import ground
from validation.lines import positive
from validation.model.canonical import sort_key, to_text
from validation.model.descriptor import released
from validation.model.documents.descriptor import show_examples, sources
from validation.model.grounds import KINDS
from validation.model.items import SAID
from validation.model.outputs import documents, tables
from validation.model.package import DESCRIPTOR, CannotRun, Package, Table
from validation.model.tables import cell_evidence
from validation.run import read

MARK = "\0"  # in the cells of a copy: where its number goes
FIRST = 1000  # the number of the first copy: up to 9,000 copies have ids of one length, in the order of their numbers
# Columns of ids beside those that end in _id or _ids, and those that end so and hold ids of other schemes.
IDS = {"id", "replaced_by", "member_of", "within", "part_of", "usage", "passages", "relations", "denies", "denied_by", "contradicts",
       "responds_to", "inherited_from"}  # fmt: skip
OUTSIDE = {"ucdp_actor_id", "wikidata_id", "geonames_id"}
# The columns that a derived table is sorted by, where these are not its key.
ORDER = {"timeline": ["date", "time", "item_id", "moment"], "positions": ["topic", "side", "date", "position_id"]}
# Tables that join others, by the columns whose ids must all be there.
BETWEEN = {"relations": ("from_id", "to_id"), "explanations": ("first_id", "second_id"), "corrections": ("row_id",),
           "retired_ids": ("replaced_by",), "names": ("entity_id", "usage"), "uncoded": ("passage_id",), "vocabularies": ()}  # fmt: skip
WORD = re.compile(r"[A-Za-z0-9-]+")
ITEM = re.compile(r"\b[CFT]\d+\b")
PROSE = {"reason", "note"}  # sentences that may name items
WHY = "The words stand for an event of each copy."


def enlarge(root: Path, to: Path, rows: int, seed: int = 0, faulty: bool = False) -> int:
    """Writes a package of about so many rows into the folder `to`, and returns how many rows its tables have.

    With `faulty` the last text of each row that is not an id ends with a blank, which no cell may. Raises CannotRun where the folder is
    not empty.
    """
    if to.exists() and any(to.iterdir()):
        raise CannotRun(f"{to}: is not an empty folder")
    package = read(root)
    size = sum(len(table.records) for table in package.tables.values())
    if rows < size:
        package = sample(package, rows / size, random.Random(seed))
    package, copies = _with_declared_events(package), max(1, round(rows / size))
    built = tables(replace(package, root=to), cell_evidence.derive(ground(package).cells))  # in `to` there is no second coding
    known = {row["_id"] for table in package.curated() for row in table.records if len(table.key) == 1}
    counts: dict[str, int] = {}
    columns: dict[str, dict[str, list[str]]] = {}
    for table in package.tables.values():
        header = [field["name"] for field in table.fields]
        records = csv.DictReader(io.StringIO(built[table.path])) if table.path in built else table.records
        cells = [_marked(row, header, known) for row in records]
        if {"name", "note"} <= set(header):  # an id with a mark no longer spells the name
            cells = [row | {"note": f'{row["note"]} Called "{row["name"]}".'.strip()} for row in cells]
        if table.name == "row_counts":
            cells = [{"table": name, "rows": str(counts[name])} for name in sorted(counts) if not package[name].derived]
        texts = [field["name"] for field in table.fields if field["type"] == "string" and not _is_id(field["name"])]
        if faulty and (last := next(reversed(texts), "")):
            cells = [row | {last: f"{row[last]} "} for row in cells]
        counts[table.name] = _write(to / table.path, header, _blocks(table, header, cells), copies)
        columns[table.name] = {name: [row[name].replace(MARK, str(FIRST)) for row in cells] for name in header}
    _write_documents(package, to, copies, columns)
    return sum(counts.values())


def sample(package: Package, share: float, chance: random.Random) -> Package:
    """The package with some of its sources, drawn by chance, all that is said there, and all that this needs."""
    drawn = {row["source_id"] for row in package["sources"].records if row["text_file"] or chance.random() < share}
    said = {row["_id"] for row in package.rows(*SAID) if row["source_id"] in drawn}
    wanted = said | drawn | {row["passage_id"] for row in package["uncoded"].records}
    before = 0
    while before < len(wanted):
        before = len(wanted)
        for table in package.curated():
            for row in table.records if table.name not in BETWEEN else ():
                own = row["item_id"] if "item_id" in row else row["_id"]
                if own in wanted or (table.name == "event_actors" and row["event_id"] in wanted):
                    wanted |= {own, *(row[column] for column in package.targets(table.name))}
    kept = {}
    for table in package.curated():
        ends = BETWEEN.get(table.name, ("item_id",) if "item_id" in table.key else table.key)
        kept[table.name] = [row for row in table.records if all(not row[c] or row[c] in wanted for c in ends)]
    return _holding(package, **kept)


def _with_declared_events(package: Package) -> Package:
    """The package with each cell declared that words for an event ground, without evidence and spellings that are good for nothing else."""
    cells = ground(package).cells
    read = {(c.item.id, c.reading.passage_id) for c in cells if c.reading and c.kind != "event" and KINDS[c.kind].evident}
    idle = {(c.item.id, passage.passage_id) for c in cells for passage in c.item.at_hand if passage.text} - read
    evidence = [row for row in package["evidence"].records if (row["item_id"], row["passage_id"]) not in idle]
    held = {row["passage_id"] for row in evidence} | {row["passage_id"] for row in package["uncoded"].records}
    passages = [row for row in package["passages"].records if row["passage_id"] in held]
    told = {"replaced_by": "", "reason": WHY, "retired_on": released(package.descriptor), "_line": 0}
    gone = [told | {"id": row["_id"]} for row in package["passages"].records if row["passage_id"] not in held]
    retired = sorted([*package["retired_ids"].records, *gone], key=lambda row: row["id"])
    package = _holding(package, evidence=evidence, passages=passages, retired_ids=retired)
    lost = {problem.row_id for problem in spellings.check(package)}
    last = max(row["read_on"] for row in package["sources"].records)  # sources are read in the order of their ids, in all copies
    alike = [row | {"read_on": last} for row in package["sources"].records]
    package = _holding(package, sources=alike, names=[row for row in package["names"].records if row["_id"] not in lost])
    read_in_words = (c for c in cells if c.kind == "event" and c.reading and c.reading.status != "declared")
    package = _declaring(package, [(c.item.id, c.name, c.value) for c in read_in_words])
    return _declaring(package, [(p.row_id, p.column, p.value) for p in ground(package).problems if p.rule == "grounding.prose"])


def _declaring(package: Package, cells: list[tuple[str, str, str]]) -> Package:
    """The package with an inference of each cell, in place of the one that it has."""
    same = {"kind": "inferred", "reason": WHY, "other_reading": "", "_line": 0}
    told = {f"{item} {column}": {"item_id": item, "column": column, "value": value} | same for item, column, value in cells}
    rows = (package["inferences"].by_id | told).values()
    return _holding(package, inferences=sorted(rows, key=lambda row: (row["item_id"], row["column"])))


def _holding(package: Package, **rows: list[dict]) -> Package:
    return replace(package, tables=package.tables | {name: package[name].holding(rows[name]) for name in rows})


def _marked(row: dict, header: list[str], known: set[str]) -> dict:
    """The row with a mark in each of its ids; a cell that holds the value of another column holds an id where that column does."""
    of = row.get("column", "").rpartition(".")[2]
    marked = {c: _mark(row[c], known) if _is_id(c) or (c.endswith("value") and _is_id(of)) else row[c] for c in header}
    marked |= {c: ITEM.sub(lambda item: _mark(item[0], known), row[c]) for c in PROSE & marked.keys()}
    return marked | ({"url": _address(row["url"])} if row.get("url") else {})


def _is_id(column: str) -> bool:
    return column in IDS or (column.endswith(("_id", "_ids")) and column not in OUTSIDE)


def _mark(cell: str, known: set[str]) -> str:
    """`C0005` as `C` mark `0005`, `rt` as `c` mark `-rt`, each of several; other words as they are."""
    return WORD.sub(lambda w: w[0] if w[0] not in known else f"{w[0][0]}{MARK}{w[0][1:]}" if w[0][0].isupper() else f"c{MARK}-{w[0]}", cell)


def _blocks(table: Table, header: list[str], rows: list[dict]) -> Iterator[str]:
    """The rows as text, in blocks that stand in the table once for each copy, all of a block before the next, so that it stays sorted.

    A block is what has the same cells before the first id of the sort order, and the same kind of id there.
    """
    order = ORDER.get(table.name, table.key)
    first = next((i for i, column in enumerate(order) if _is_id(column)), len(order))
    lines = [[row[column] for column in header] for row in rows]
    at = [header.index(column) for column in order]
    lines.sort(key=lambda line: (sort_key(line, at), line))
    for _, block in groupby(
        lines, key=lambda line: [line[i] if n < first else line[i].partition(MARK)[0] for n, i in enumerate(at[: first + 1])]
    ):
        yield to_text(block)


def _write(path: Path, header: list[str], blocks: Iterable[str], copies: int) -> int:
    """Writes a table and returns how many rows it has; a block without a mark stands in it once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(to_text([header]))
        for block in blocks:
            times = copies if MARK in block else 1
            file.writelines(block.replace(MARK, str(FIRST + number)) for number in range(times))
            count += block.count("\n") * times
    return count


def _write_documents(package: Package, to: Path, copies: int, columns: dict[str, dict[str, list[str]]]) -> None:
    """The descriptor with the sources of every copy, the documents, and the texts."""
    listed = sources(package)
    package.descriptor["sources"] = [
        entry | {"path": _address(entry["path"]).replace(MARK, str(FIRST + n))} for n in range(copies) for entry in listed
    ]
    show_examples(package.descriptor, columns)
    texts = documents(package) | {DESCRIPTOR: json.dumps(package.descriptor, ensure_ascii=False, indent=2) + "\n"}
    for path, text in texts.items():
        (to / path).write_text(text or "", encoding="utf-8", newline="")
    for path in {row["text_file"] for row in package["sources"].records} - {""}:
        (to / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(package.root / path, to / path)


def _address(url: str) -> str:
    """The address of a copy of a page, on a site of its own: its publisher is a copy too."""
    return url.replace("://", f"://c{MARK}.", 1)


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rows", type=positive, help="about how many rows all tables have together")
    parser.add_argument("--to", type=Path, required=True, help="a new or empty folder")
    parser.add_argument("--seed", type=int, default=0, help="which sources are taken below the size of this package (default: 0)")


def run(options: argparse.Namespace) -> None:
    print(f"{enlarge(options.root, options.to, options.rows, options.seed):,} rows in {options.to}")

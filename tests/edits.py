"""Edits that break a package, as functions and as the lines of tests/broken/. Each asserts that it changes something.

put TABLE KEY column=value ...    changes cells of the row with that key
add TABLE column=value ...        adds a row; columns that are not named are blank
drop TABLE KEY                    deletes the row with that key
repeat TABLE KEY N column=value ...    adds N rows like that one, with ids counted on from 1000 and the cells changed
replace PATH OLD NEW              replaces bytes of a file, once, written as in Python: \\n, \\u200b, \\xe9 (one byte)
write PATH BYTES                  writes a file
remove PATH                       takes the file away
folder PATH, link PATH, fifo PATH    puts a folder, a link out of the package, or a pipe that nobody writes to in its place
long TABLE WORD N                 lengthens a word of a table to N letters
code_twice                        puts a second coding beside the tables: each as it is, for both coders, but for one topic
describe PATH JSON                sets a value of datapackage.json; in the path, members of a list are named or counted
undescribe PATH                   takes a value away
fill PATH N                       makes a value of datapackage.json a list of N words
reverse PATH, cut PATH            turns the rows of a table round, takes the last line end away
release TAG                       commits the package and tags it
"""

from __future__ import annotations

import hashlib
import json
import os
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.conftest import read_csv, write_csv
from validation.model.canonical import to_text
from validation.model.package import DESCRIPTOR, read_rows
from validation.model.pins import pins
from validation.model.tables.agreement import TOPIC_COLUMNS

Edit = Callable[[Path], None]
# One of each of several families, for what must find them all.
FAULTS = [
    "put casualty_claims C0001 as_of_precision=day bound=exact",
    "put casualty_claims C0005 value=28 claimed_on=2023-12-01",
    "put sources S001 published_on=2023-09-21",
    "put statements T0001 act=demand speaker_id=armenia",
    "put statements T0003 topic=shout",
    "drop attributions 'C0004 1'",
    "put relations 'T0017 denies T0014' relation=repeats",
]


def put(table: str, key: str, /, **cells: str) -> Edit:
    """Changes cells of the row with that key."""

    def edit(root: Path) -> None:
        rows = read_csv(root / f"data/{table}.csv")
        row = _find(rows, key)
        assert cells.keys() <= row.keys() and row != row | cells, f"{table} {key} has these cells already"
        row.update(cells)
        write_csv(root / f"data/{table}.csv", rows, rows[0])

    return edit


def drop(table: str, key: str) -> Edit:
    """Deletes the row with that key."""

    def edit(root: Path) -> None:
        rows = read_csv(root / f"data/{table}.csv")
        gone = _find(rows, key)
        write_csv(root / f"data/{table}.csv", [row for row in rows if row is not gone], rows[0])

    return edit


def repeat(table: str, key: str, times: str, /, **cells: str) -> Edit:
    """Adds so many rows like the one with that key, with ids counted on from 1000 and the cells changed."""

    def edit(root: Path) -> None:
        rows = read_csv(root / f"data/{table}.csv")
        like, first = _find(rows, key) | cells, next(iter(rows[0]))
        more = [like | {first: f"{key[0]}{1000 + number}"} for number in range(int(times))]
        write_csv(root / f"data/{table}.csv", rows + more, rows[0])

    return edit


def _find(rows: list[dict], key: str) -> dict:
    found = [row for row in rows if " ".join(list(row.values())[: key.count(" ") + 1]) == key]
    assert found, f"no row has the key {key}"
    return found[0]


def add(table: str, /, **cells: str) -> Edit:
    """Adds a row; columns that are not named are blank."""

    def edit(root: Path) -> None:
        rows = read_csv(root / f"data/{table}.csv")
        assert cells.keys() <= rows[0].keys(), f"{table} lacks a column"
        kept = [row for row in rows if any(row.values())]
        write_csv(root / f"data/{table}.csv", [*kept, {**dict.fromkeys(rows[0], ""), **cells}], rows[0])

    return edit


def replace(path: str, old: bytes, new: bytes) -> Edit:
    """Replaces bytes of a file, once."""

    def edit(root: Path) -> None:
        data = (root / path).read_bytes()
        assert old in data, f"{path} does not hold {old!r}"
        (root / path).write_bytes(data.replace(old, new, 1))

    return edit


def write(path: str, data: bytes) -> Edit:
    def edit(root: Path) -> None:
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_bytes(data)

    return edit


def remove(path: str) -> Edit:
    return lambda root: (root / path).unlink()


def link(path: str) -> Edit:
    """Puts the file outside the package and a link in its place."""

    def edit(root: Path) -> None:
        (root / path).rename(root.parent / "outside.csv")
        (root / path).symlink_to(root.parent / "outside.csv")

    return edit


def folder(path: str) -> Edit:
    def edit(root: Path) -> None:
        (root / path).unlink()
        (root / path).mkdir()

    return edit


def fifo(path: str) -> Edit:
    def edit(root: Path) -> None:
        (root / path).unlink(missing_ok=True)
        os.mkfifo(root / path)

    return edit


def long(path: str, word: str, length: str) -> Edit:
    return replace(path, word.encode(), word.encode() * (int(length) // len(word)))


def code_twice() -> Edit:
    """Puts a second coding beside the tables: each table as it is, for both coders, but for one topic on which they differ."""

    def edit(root: Path) -> None:
        sums, pinned = [], []
        files = {f"{folder}{name}.csv": (root / f"data/{name}.csv").read_bytes()
                 for name in ("attributions", "casualty_claims", "figures", "statements") for folder in ("", "first/")}  # fmt: skip
        header, *rows = read_rows(files["statements.csv"])
        topics = [[row[0], (topic := row[header.index("topic")]), "talks" if row[0] == "T0005" else topic, ""] for row in rows]
        files["topics.csv"] = to_text([TOPIC_COLUMNS, *topics]).encode()
        (root / "data/second_coding/first").mkdir(parents=True)
        for path, data in files.items():
            (root / "data/second_coding" / path).write_bytes(data)
            sums.append(f"{hashlib.sha256(data).hexdigest()}  {path}\n")
            pinned += [f"{digest}  {key}\n" for key, digest in pins(path, data).items()]
        (root / "data/second_coding/SHA256SUMS").write_text("".join(sorted(sums)))
        (root / "data/second_coding/PINS").write_text("".join(pinned))

    return edit


def describe(path: str, value: object) -> Edit:
    """Sets a value of the descriptor, or takes it away where the value is None."""

    def edit(root: Path) -> None:
        descriptor = json.loads((root / DESCRIPTOR).read_text(encoding="utf-8"))
        *way, last = path.split(".")
        holder = descriptor
        for part in way:
            holder = holder[_member(holder, part)]
        if value is None:
            del holder[_member(holder, last)]
        elif isinstance(holder, list) and last == "-":
            holder.append(value)
        else:
            holder[_member(holder, last)] = value
        (root / DESCRIPTOR).write_text(json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")

    return edit


def _member(holder: dict | list, part: str) -> str | int:
    if isinstance(holder, dict):
        return part
    return int(part) if part.isdigit() else next(i for i, entry in enumerate(holder) if entry == part or entry["name"] == part)


def read_edit(line: str) -> Edit:
    """The edit that a line of tests/broken/ names."""
    verb, *words = shlex.split(line)
    if verb in ("put", "add", "drop", "repeat"):
        table, *rest = words
        key = " ".join(word for word in rest if "=" not in word)
        if verb == "repeat":
            key, _, times = key.rpartition(" ")
            return repeat(table, key, times, **dict(word.split("=", 1) for word in rest if "=" in word))
        cells = dict(word.split("=", 1) for word in rest if "=" in word)
        return {"put": put, "add": add, "drop": drop}[verb](table, *([key] if verb != "add" else []), **cells)
    if verb in ("replace", "write"):
        path, *parts = words
        return {"replace": replace, "write": write}[verb](path, *map(_bytes, parts))
    if verb == "describe":
        return describe(words[0], json.loads(words[1]))
    if verb == "undescribe":
        return describe(words[0], None)
    if verb == "fill":
        return describe(words[0], ["word"] * int(words[1]))
    edits = {"remove": remove, "folder": folder, "link": link, "fifo": fifo, "long": long, "reverse": reverse, "cut": cut,
             "release": release, "code_twice": code_twice}  # fmt: skip
    return edits[verb](*words)


def _bytes(written: str) -> bytes:
    """The bytes of a string written as in Python, where \\xe9 is one byte."""
    text = written.encode("ascii", "backslashreplace").decode("unicode_escape")
    return b"".join(c.encode("latin-1") if "\x80" <= c <= "\xff" and f"\\x{ord(c):02x}" in written else c.encode() for c in text)


def reverse(path: str) -> Edit:
    def edit(root: Path) -> None:
        header, *rows = (root / path).read_text(encoding="utf-8").splitlines()
        (root / path).write_text("\n".join([header, *reversed(rows)]) + "\n", encoding="utf-8", newline="")

    return edit


def cut(path: str) -> Edit:
    return lambda root: (root / path).write_bytes((root / path).read_bytes().rstrip(b"\n")) and None


def release(tag: str) -> Edit:
    """Commits the package and tags it."""
    name = ("-c", "user.name=A Curator", "-c", "user.email=curator@example.org", "-c", "commit.gpgsign=false")

    def edit(root: Path) -> None:
        for command in (["init", "-q"], ["add", "-A"], [*name, "commit", "-qm", "A release"], ["tag", tag]):
            subprocess.run(["git", *command], cwd=root, check=True, capture_output=True)

    return edit


def make(edits: list[str], root: Path) -> dict[str, object]:
    """Makes the edits, each of which must change the package; returns the state they leave."""
    before = state(root)
    for line in edits:
        read_edit(line)(root)
        after = state(root)
        assert after != before, f"{line!r} changes nothing"
        before = after
    return before


def state(root: Path) -> dict[str, object]:
    """Every path below the root: where it leads if it is a link, else its bytes, False if it has none."""
    paths = (os.path.join(folder, name) for folder, folders, files in os.walk(root) for name in (*folders, *files))
    return {path: os.readlink(path) if os.path.islink(path) else os.path.isfile(path) and Path(path).read_bytes() for path in paths}

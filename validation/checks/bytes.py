"""The bytes of the tables: encoding, line ends, cells a spreadsheet would run, invisible and look-alike characters, order."""

from __future__ import annotations

import csv
import io
import os
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from validation.model.canonical import in_order
from validation.model.descriptor import is_derived
from validation.model.files import Unreadable, read_inside
from validation.model.journal import JOURNAL, read_journal
from validation.model.outputs import DOCUMENTS
from validation.model.package import DESCRIPTOR, NotCsv, Package, read_records
from validation.model.tables.agreement import FOLDERS, SECOND, TOPICS
from validation.problem import NAMED, Problem, few

if TYPE_CHECKING:
    import polars as pl

ODD = ("CHEROKEE", "COPTIC", "LISU", "DESERET", "OSAGE")  # no source is in them, and their letters look like Latin ones
SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN", "ARABIC", "HEBREW", *ODD)
LOOK_ALIKES = set("АаВЕеЗІіЈјКМНОоРрСсТУуХхѕһԁԛԝ")  # Cyrillic letters that look Latin, alone or as a whole word
LOOK_ALIKES |= set("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧνορօՕսհո")  # Greek and Armenian ones
BLANKS = set("\u034f\u115f\u1160\u2800\u3164\ufffc\ufffd\uffa0")  # seen as nothing or as a blank, or put for what could not be read
COPIED = {"quote", "wording", "value_wording"}  # columns that copy words with their spaces
LONGEST = 32767  # characters that a cell of a spreadsheet can hold
LONGEST_WORDS = 500  # characters of a wording or a name, which are read letter by letter
HIDDEN = ("Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp")
JOINED = ("ARABIC", "DEVANAGARI", "BENGALI")  # scripts that need joiners
WORD = re.compile(r"[^\W\d_]+")
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
BEYOND_LATIN = re.compile("[^\x00-\u024f\u1e00-\u1eff\u2000-\u2bff]")  # of a script other than Latin, among letters
PLAIN = r"(?:[!-*,./0-<>?A-~](?: ?[!-~])*)?"  # what most cells are: seen in full, no formula, one space at a time
APART = re.compile(r"; |[\"“”„«»]")  # what parts the cues of one language from those of another, and quoted words from the others
# Numerals, small, raised, lowered, boxed and flag letters, the long s, and strokes through letters.
SIGNS = re.compile(
    "[\u017f\u0262\u026a\u0274\u0280\u028f\u0299\u029c\u029f\u0332-\u0338\u1d00-\u1d6a\u2090-\u209c\u2160-\u2188\u249c-\u24b5\U0001f150-\U0001f1ff]"
)
KINDS = {"link": "hygiene.link", "folder": "hygiene.folder", "file": "hygiene.file"}
UNREADABLE = {*KINDS.values(), "hygiene.encoding", "hygiene.csv"}
UNBUILDABLE = UNREADABLE | {"hygiene.bom", "hygiene.long_cell", "hygiene.control"}  # what a built file could not hold
KNOWN = {"data/README.md", f"{SECOND}/SHA256SUMS", f"{SECOND}/PINS", f"{SECOND}/actors.csv", TOPICS}  # beside the tables


def check(root: Path, descriptor: dict, only: Container[str] | None = None) -> list[Problem]:
    """Problems in the bytes of every described table and of second codings, or of these files `only`, and what else lies in `data/`."""
    problems: list[Problem] = []
    declared = _declared(root)
    described = {r["path"]: r["schema"]["primaryKey"] for r in descriptor["resources"]}
    tables = described | {f"{folder}/{r['name']}.csv": None for r in descriptor["resources"] for folder in FOLDERS}
    for path in (path for path in (*tables, *DOCUMENTS) if only is None or path in only):
        try:
            data = read_inside(root, path)
            problems += check_file(path, data, tables[path], declared) if path in tables else []
        except Unreadable as error:
            if error.kind != "missing":
                problems.append(Problem(file=path, rule=KINDS[error.kind], message=str(error)))
    try:
        if moves := read_journal(root):
            message = f"names {', '.join(moves)}, which a command was writing when it was cut short"
            problems.append(Problem(file=JOURNAL, rule="hygiene.unfinished", message=message))
    except Unreadable as error:
        problems.append(Problem(file=JOURNAL, rule=KINDS[error.kind], message=str(error)))
    for path in _strangers(root, tables.keys() | KNOWN | {JOURNAL}):
        problems.append(Problem(file=path, rule="hygiene.undescribed", message=f"is not described in {DESCRIPTOR}"))
    return problems


def _strangers(root: Path, known: set[str]) -> Iterator[str]:
    """What lies in `data/` beside the known files, hidden files of editors and of the system too."""
    for folder, folders, files in os.walk(root / "data"):
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in sorted([*files, *links]):
            path = (Path(folder) / name).relative_to(root).as_posix()
            if path not in known and not any(there.startswith(f"{path}/") for there in known):  # each file in a linked folder is told
                yield path


def check_file(path: str, data: bytes, key: list[str] | None, declared: frozenset[str] = frozenset()) -> list[Problem]:
    """Problems in the bytes of one file. Its cells and order are judged only when it can be read as CSV; order not where `key` is None.

    `declared` are the words that may mix scripts in a wording.
    """
    problems, in_any_order = list(_check_bytes(path, data)), key is None or is_derived(path)
    frame = None if problems else _read_at_a_glance(data)
    if frame is not None:
        problems = list(few(_check_cells(path, frame, range(1, len(frame) + 1), declared)))
        if problems or in_any_order or _is_in_order(frame, key):
            return problems
    try:
        records = read_records(data.removeprefix(b"\xef\xbb\xbf"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        bad = f"holds a byte that is not UTF-8, {data[error.start]:#04x}"
        return [*problems, Problem(file=path, line=line, rule="hygiene.encoding", message=bad)]
    except NotCsv as error:
        return [*problems, Problem(file=path, line=error.line, rule="hygiene.csv", message=str(error))]
    lines, rows = zip(*records, strict=True) if records else ((), ())
    if frame is None:
        problems += few(_check_cells(path, _framed(rows), lines, declared))
    if not problems and len(set(map(len, rows))) == 1 and not in_any_order:
        problems += _check_form(path, data.decode("utf-8"), rows, key)
    return problems


def _check_bytes(path: str, data: bytes) -> Iterator[Problem]:
    if data.startswith(b"\xef\xbb\xbf"):
        yield Problem(file=path, line=1, rule="hygiene.bom", message="starts with a byte order mark")
    if b"\r" in data:
        line = data.count(b"\n", 0, data.index(b"\r")) + 1
        yield Problem(file=path, line=line, rule="hygiene.line_end", message="has a carriage return")
    if data and not data.endswith(b"\n"):
        yield Problem(file=path, line=data.count(b"\n") + 1, rule="hygiene.line_end", message="has no line end on its last line")
    if (at := data.find(b"\n<<<<<<< ")) >= 0:
        line = data.count(b"\n", 0, at) + 2
        yield Problem(file=path, line=line, rule="hygiene.merge", message="holds a conflict that git left when two branches were merged")


def _declared(root: Path) -> frozenset[str]:
    """The words that mix scripts in the cues of the vocabularies."""
    try:
        records = read_records(read_inside(root, "data/vocabularies.csv"))
    except (Unreadable, UnicodeDecodeError, NotCsv):
        return frozenset()
    cells = (cell for _, row in records for cell in row if any(rule == "hygiene.mixed_script" for rule, _ in faults(cell)))
    return frozenset(word for cell in cells for word in WORD.findall(cell) if len(_scripts(word)) > 1)


def _read_at_a_glance(data: bytes) -> pl.DataFrame | None:
    """The records as Polars reads them, header first, where their text is that of their cells, each on one line.

    Where it is not, or Polars sees it in another way, the table is read row by row.
    """
    import polars as pl  # slow to load, and most commands look at no bytes

    written = io.BytesIO()
    try:
        frame = pl.read_csv(data, has_header=False, infer_schema=False)
    except pl.exceptions.PolarsError:
        return None
    frame.write_csv(written, include_header=False)
    longest = frame.select(pl.max_horizontal(pl.all().str.len_bytes().max().fill_null(0))).item()
    return frame if written.getbuffer() == data and data.count(b"\n") == len(frame) and longest <= csv.field_size_limit() else None


def _framed(rows: Sequence[list[str]]) -> pl.DataFrame:
    """The records in the same form, as far as the header reaches."""
    import polars as pl

    columns = [*zip_longest(*rows, fillvalue="")][: len(rows[0]) if rows else 0]
    return pl.DataFrame([pl.Series(str(at), cells, pl.String) for at, cells in enumerate(columns)])


def _check_cells(path: str, frame: pl.DataFrame, lines: Sequence[int], declared: frozenset[str]) -> list[Problem]:
    """What is wrong with the cells of a table, those of its header too, looked at column by column; `lines` says where each row begins.

    The first faults of each rule are placed, and the others counted.
    """
    import polars as pl

    is_odd = ~pl.all().str.contains(rf"\A{PLAIN}\z") | (pl.all().str.len_bytes() > LONGEST_WORDS)
    odd = frame.select(pl.all().filter(is_odd).unique().implode()) if len(frame) else frame
    header, problems = frame.row(0) if len(frame) else (), []
    places: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    counts: Counter[str] = Counter()
    for at, name in enumerate(header):
        for rule, told in _by_rule(name or "", odd[0, at], declared):
            rows = frame[:, at].is_in([*told]).arg_true()
            counts[rule] += len(rows)
            places[rule] += [(row, at, told[frame[row, at]]) for row in rows.head(NAMED)]
    for rule, found in places.items():
        for row, at, message in sorted(found)[:NAMED]:
            problems.append(
                Problem(file=path, line=lines[row], row_id=frame[row, 0] or "", column=header[at] or "", value=frame[row, at], rule=rule,
                        message=message)
            )  # fmt: skip
        if counts[rule] > NAMED:
            problems.append(Problem(file=path, rule=rule, message="", more=counts[rule] - NAMED))
    return problems


def _by_rule(column: str, cells: Iterable[str], declared: frozenset[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Rule, and cell > message, of the faults of these cells; a rule that a cell breaks twice comes twice."""
    found: dict[tuple[str, int], dict[str, str]] = defaultdict(dict)
    for cell in cells:
        seen: Counter[str] = Counter()
        for rule, message in _told(column, cell, declared):
            found[rule, seen[rule]][cell] = message
            seen[rule] += 1
    return ((rule, told) for (rule, _), told in found.items())


def _is_in_order(frame: pl.DataFrame, key: list[str]) -> bool:
    """Whether the rows are in the order of the key, as canonical.sort_key has it, and no two have the same."""
    import polars as pl

    after, columns = pl.lit(False), dict(zip(frame.row(0), frame.columns, strict=True))
    if not columns.keys() >= set(key):
        return False
    for name in reversed(key):
        cell = pl.col(columns[name]).fill_null("")
        number = cell.str.contains(r"\A[0-9]+\z")
        for part in (
            pl.when(~number).then(cell).otherwise(pl.lit("")),
            pl.when(number).then(cell).otherwise(pl.lit("0")).cast(pl.Int64, strict=False),
            ~number,
        ):
            after = (part > part.shift()) | ((part == part.shift()) & after)
    return frame[1:].select(after.sum() >= pl.len() - 1).item()


def _told(column: str, cell: str, declared: frozenset[str]) -> list[tuple[str, str]]:
    """The faults of a cell. A word may mix scripts in the cues of a vocabulary, and in a wording where a cue declares it."""
    is_declared = column == "cues" or column.endswith("wording") and not declared.isdisjoint(WORD.findall(cell))
    return [(rule, message) for rule, message in faults(cell, column) if rule != "hygiene.mixed_script" or not is_declared]


def overlong(package: Package) -> set[str]:
    """The tables with words so long that reading them could take forever."""
    wordy = [(table, field["name"]) for table in package.tables.values() for field in table.fields if _is_wordy(field["name"])]
    return {table.name for table, column in wordy if any(len(cell) > LONGEST_WORDS for cell in table.column(column))}


def _is_wordy(column: str) -> bool:
    return column == "name" or column.endswith("wording")


def faults(cell: str, column: str = "") -> list[tuple[str, str]]:
    """Rule and message of every fault of the characters of one cell. Words that are copied, as of no column, keep spaces and digits."""
    copied = {"hygiene.spaces", "hygiene.digits"} if not column or column in COPIED else ()
    found = [(rule, message) for rule, message in _faults(cell) if rule not in copied]
    if LONGEST_WORDS < len(cell) <= LONGEST and _is_wordy(column):
        found.append(("hygiene.long_cell", f"holds {len(cell):,} characters, more than the {LONGEST_WORDS} of a wording or a name"))
    return found


@cache
def _faults(cell: str) -> tuple[tuple[str, str], ...]:
    if len(cell) <= LONGEST and re.fullmatch(PLAIN, cell):
        return ()
    found = []
    if cell != cell.strip():
        found.append(("hygiene.outer_space", "begins or ends with white space"))
    plain = unicodedata.normalize("NFKC", cell[:1])
    if plain and plain in "=@+-" and not re.fullmatch(r"[+-]\d[\d.:]*", cell):
        found.append(("hygiene.formula", f"begins with {cell[0]!r}, which a spreadsheet runs as a formula"))
    if len(cell) > LONGEST:
        found.append(
            ("hygiene.long_cell", f"holds {len(cell):,} characters, more than the {LONGEST:,} that a cell of a spreadsheet can hold")
        )
    if cell.isdecimal() and not cell.isascii():
        found.append(("hygiene.digits", "is not written in the digits 0 to 9"))
    if "  " in cell.strip():
        found.append(("hygiene.spaces", "holds two spaces in a row"))
    if cell.isascii():
        if CONTROL.search(cell):
            found.append(("hygiene.control", "holds a line break or a control character"))
        return tuple(found)
    if not unicodedata.is_normalized("NFC", cell):
        found.append(("hygiene.nfc", "is not in Unicode normal form C"))
    found += _odd_character(cell)
    for part in APART.split(cell):
        if odd := _mixed(part):
            found.append(("hygiene.mixed_script", odd))
            break
    return tuple(found)


def _odd_character(cell: str) -> Iterator[tuple[str, str]]:
    """The first character of the cell that is not what it seems."""
    for match in BEYOND_ASCII.finditer(cell):
        if (found := _seeming(match[0])) and not _joins(cell, match.start()):
            yield found
            return


@cache
def _seeming(c: str) -> tuple[str, str] | None:
    """Rule and message of a character that is not what it seems."""
    category, form = unicodedata.category(c), unicodedata.decomposition(c).split(" ")[0]
    if c in BLANKS or "\ufe00" <= c <= "\ufe0f" or "\U000e0100" <= c <= "\U000e01ef" or category == "Zs":
        rule = "hygiene.spaces" if category == "Zs" else "hygiene.control"
        return rule, f"holds U+{ord(c):04X}, which looks like a space or like nothing"
    if category in HIDDEN:
        return "hygiene.control", f"holds the invisible character U+{ord(c):04X}"
    if form in ("<font>", "<wide>", "<narrow>", "<circle>", "<square>"):
        return "hygiene.mixed_script", f"has {c!r}, which looks like {unicodedata.normalize('NFKC', c)!r} and is not"
    if SIGNS.match(c):
        return "hygiene.mixed_script", f"has {c!r} (U+{ord(c):04X}), a sign where the letter of a word should be"
    return None


def _joins(cell: str, at: int) -> bool:
    """Whether a joiner stands between two letters of a script that is written with joiners, as in Persian."""
    if cell[at] not in "\u200c\u200d":
        return False
    around = (cell[at - 1 : at], cell[at + 1 : at + 2])
    letters = [c and unicodedata.name(c, "").startswith(JOINED) for c in around]
    return letters[1] and (letters[0] or around[0].isdecimal())  # also behind a number


def _mixed(text: str) -> str:
    """What is odd in the scripts of a text, "" where nothing is."""
    if not BEYOND_LATIN.search(text):
        return ""
    words = WORD.findall(text)
    latin = sum(_scripts(word) == {"Latin"} for word in words)
    for word in words:
        if odd := next((script for script in _scripts(word) if script.upper() in ODD), ""):
            return f"has the {odd} word {word!r}, whose letters look like others"
        if len(scripts := _scripts(word)) > 1:
            return f"mixes {' and '.join(sorted(scripts))} letters in the word {word!r}"
        if set(word) <= LOOK_ALIKES and latin > 2 * (len(words) - latin):
            noun = "letter" if len(word) == 1 else "word"
            return f"has the {next(iter(scripts))} {noun} {word!r} among Latin words"
    return ""


@cache
def _scripts(word: str) -> frozenset[str]:
    names = (unicodedata.name(c, "").split(" ")[0] for c in word)
    return frozenset(name.title() for name in names if name in SCRIPTS)


def _check_form(path: str, text: str, rows: list[list[str]], key: list[str]) -> Iterator[Problem]:
    expected = in_order(rows, key)  # the cells are in their one form: no problem was found in them
    if text == expected:
        return
    ours, theirs = text.split("\n"), expected.split("\n")
    line = next(i for i, (a, b) in enumerate(zip(ours, theirs, strict=False), 1) if a != b)
    row_id = rows[line - 1][0] if line <= len(rows) else ""
    why = "rows are sorted by key" if sorted(ours) == sorted(theirs) else "cells are quoted only where CSV needs it"
    yield Problem(file=path, line=line, row_id=row_id, rule="hygiene.form", message=f"is not in canonical form here: {why}")

"""How far two coders agree who coded the same sources without seeing each other's rows.

Items that both found, Krippendorff's alpha with its interval, how they differ, and how many cells flip where the codes have other names.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping

from validation.model.files import Unreadable, read_inside
from validation.model.package import NotCsv, Package, Table, read_rows, read_table

COLUMNS = ["table", "variable", "level", "units", "alpha", "alpha_low", "alpha_high", "agreement", "one_blank", "both_differ"]
COLUMNS += ["renamed_units", "renamed_flipped"]
SECOND = "data/second_coding"
# The first coding as it was before differences were settled; where it is not kept apart, the tables as they are stand for it.
FIRST = "data/second_coding/first"
# Sources coded once more with other names for the codes, in another order, to see which cells depend on a name.
RENAMED = "data/second_coding/renamed"
# The topic of each statement as its coder read it and another who saw our paraphrase alone, with what that one might have taken.
TOPICS = "data/second_coding/topics.csv"
TOPIC_COLUMNS = ["statement_id", "first", "second", "second_other"]
MOST = 500  # items of one source and table that are paired
FOLDERS = (SECOND, FIRST, RENAMED)

_NUMBER = ("event_id", "claimant_id", "population", "value", "bound", "as_of", "as_of_precision", "claimed_on", "chain")
VARIABLES = {
    "casualty_claims": ("harm", *_NUMBER),
    "figures": ("measure", *_NUMBER),
    "statements": ("speaker_id", "act", "addressee_id", "about_event_id", "about_actor_id", "mode", "stated_on", "date_precision", "chain"),
}
TABLES = (*VARIABLES, "attributions")
WORD = re.compile(r"\w{2,}")

Row = dict[str, str]
Coding = dict[str, list[Row]]


def coded_tables(package: Package, folder: str) -> dict[str, Table]:
    """The tables of the coding in a folder that can be read, by the names of those that they code again.

    Columns that were added to the curated table after the coding may be missing from them.
    """
    tables = {}
    for resource in (resource for resource in package.descriptor["resources"] if resource["name"] in TABLES):
        path = f"{folder}/{resource['name']}.csv"
        try:
            header = set(read_rows(read_inside(package.root, path).partition(b"\n")[0])[0])
        except (Unreadable, UnicodeDecodeError, NotCsv, IndexError):
            continue
        fields = [field for field in resource["schema"]["fields"] if field["name"] in header]
        if table := read_table(package.root, resource | {"path": path, "schema": resource["schema"] | {"fields": fields}}):
            tables[resource["name"]] = table
    return tables


def read_topics(package: Package) -> list[Row]:
    """The statements whose topic was coded twice, by the columns of TOPIC_COLUMNS; none where there is no such table."""
    try:
        header, *rows = read_rows(read_inside(package.root, TOPICS))
    except (Unreadable, UnicodeDecodeError, NotCsv, ValueError):
        return []
    whole = header == TOPIC_COLUMNS and all(len(row) == len(header) for row in rows)
    return [dict(zip(header, row, strict=True)) for row in rows] if whole else []


def _coding(tables: Mapping[str, Table]) -> Coding:
    """The items of these tables, each with its `chain` as one value."""
    rows, chains = {name: tables[name].records if name in tables else [] for name in TABLES}, defaultdict(list)
    for step in sorted(rows["attributions"], key=lambda row: (row["item_id"], row["step"].zfill(3))):
        chains[step["item_id"]].append(step["actor_id"])
    return {name: [{**row, "chain": " > ".join(chains[row["_id"]])} for row in rows[name]] for name in VARIABLES}


def codings(package: Package) -> tuple[Coding, Coding]:
    """The first and the second coding of the sources that were coded twice."""
    second = _coding(coded_tables(package, SECOND))
    first = _coding(coded_tables(package, FIRST) or package.tables)
    twice = {row["source_id"] for rows in second.values() for row in rows}
    return {name: [row for row in rows if row["source_id"] in twice] for name, rows in first.items()}, second


def pair(first: list[Row], second: list[Row], likeness: Callable[[Row, Row], float]) -> list[tuple[Row, Row]]:
    """Items of one source that are the same item, the most alike first; `likeness` is 0 where two cannot be.

    Sources of which a coding has more than MOST items are left out, and the checks say so.
    """
    many = {source for rows in (first, second) for source, count in Counter(row["source_id"] for row in rows).items() if count > MOST}
    by_source = defaultdict(list)
    for row in second:
        if row["source_id"] not in many:
            by_source[row["source_id"]].append(row)
    scored = [(likeness(a, b), a, b) for a in first for b in by_source[a["source_id"]]]
    scored = sorted((s for s in scored if s[0] > 0), key=lambda s: (-s[0], s[1]["_id"], s[2]["_id"]))
    taken: set[str] = set()
    pairs = []
    for _, a, b in scored:
        if a["_id"] not in taken and b["_id"] not in taken:
            taken |= {a["_id"], b["_id"]}
            pairs.append((a, b))
    return sorted(pairs, key=lambda p: p[0]["_id"])


def _words(row: Row, *columns: str) -> set[str]:
    return set(WORD.findall(" ".join(row[column] for column in columns).casefold()))


def _overlap(a: set[str], b: set[str]) -> float:
    """Words in common, as a share of both (Dice)."""
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def number_likeness(a: Row, b: Row) -> float:
    """Two numbers are one item only where the value or its wording is the same; event, count, population and words tell which."""
    ours, theirs = set(a["value_wording"].casefold().split()), set(b["value_wording"].casefold().split())
    if not (a["value"] and a["value"] == b["value"]) and not (ours and theirs and (ours <= theirs or theirs <= ours)):
        return 0.0
    counted = "harm" if "harm" in a else "measure"
    same = sum(a[column] == b[column] for column in ("value", "event_id", counted, "population", "claimant_id"))
    columns = ("value_wording", f"{counted}_wording", "population_wording")
    return 1 + same + _overlap(_words(a, *columns), _words(b, *columns))


def statement_likeness(a: Row, b: Row) -> float:
    """Two statements are one item where the speaker or the words of the act are the same and the content shares words."""
    content = _overlap(_words(a, "content"), _words(b, "content"))
    act = _overlap(_words(a, "act_wording"), _words(b, "act_wording"))
    speaker = a["speaker_id"] == b["speaker_id"]
    about = sum(a[column] == b[column] != "" for column in ("about_event_id", "about_actor_id"))
    if not (speaker or act) or content + 0.1 * about < 0.25:
        return 0.0
    return 2 * speaker + (a["act"] == b["act"]) + about + act + 3 * content


LIKENESS = {"casualty_claims": number_likeness, "figures": number_likeness, "statements": statement_likeness}


def derive(package: Package) -> list[list[str]]:
    """The rows of agreement.csv; none where nothing was coded twice."""
    first, second = codings(package)
    renamed = _coding(coded_tables(package, RENAMED))
    rows: list[list[str]] = []
    for table, variables in VARIABLES.items():
        if not first[table] and not second[table]:
            continue
        pairs = pair(first[table], second[table], LIKENESS[table])
        rows += _found(table, len(first[table]), len(second[table]), len(pairs))
        flips = pair(first[table], renamed[table], LIKENESS[table])
        rows += [[table, column, _level(column), *_agreed(pairs, column), *_flipped(flips, column)] for column in variables]
    if topics := [({"topic": row["first"]}, {"topic": row["second"]}) for row in read_topics(package)]:
        rows.append(["statements", "topic", "nominal", *_agreed(topics, "topic"), "", ""])
    return rows


def _level(variable: str) -> str:
    return "ratio" if variable == "value" else "nominal"


def _values(pairs: list[tuple[Row, Row]], column: str) -> list[tuple[str, str]]:
    values = [(a[column], b[column]) for a, b in pairs]
    return [(a, b) for a, b in values if a.isdecimal() and b.isdecimal()] if _level(column) == "ratio" else values


def _agreed(pairs: list[tuple[Row, Row]], column: str) -> list[str]:
    from validation.model.alpha import alpha  # NumPy is slow to load, and most of what reads this module computes nothing

    values = _values(pairs, column)
    apart = [(a, b) for a, b in values if a != b]
    blank = sum(not a or not b for a, b in apart)
    share = _share(len(values) - len(apart), len(values))
    return [str(len(values)), *alpha(values, _level(column)), share, str(blank), str(len(apart) - blank)]


def _flipped(pairs: list[tuple[Row, Row]], column: str) -> list[str]:
    values = _values(pairs, column)
    return [str(len(values)), _share(sum(a != b for a, b in values), len(values))] if values else ["", ""]


def _found(table: str, first: int, second: int, both: int) -> list[list[str]]:
    """Items that both coders found, as shares of each coder's and of all (F1)."""
    shares = {"first_found_by_second": (both, first), "second_found_by_first": (both, second), "found_f1": (2 * both, first + second)}
    blank = [""] * 4
    return [[table, name, "share", str(whole), *blank[:3], _share(part, whole), *blank] for name, (part, whole) in shares.items()]


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else ""

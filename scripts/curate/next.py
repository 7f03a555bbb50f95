"""`python -m scripts next [--texts DIR] [--all]`: lists what is left to do, worst first, each with the command that fixes it."""

import argparse
import re
import shlex
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from scripts.curate.rows import open_package
from validation.lines import printable, shortened
from validation.model.clusters import SAME, clusters
from validation.model.items import SAID
from validation.model.package import Package
from validation.model.tables.intervals import claim_rows, counted
from validation.problem import Problem, arrange
from validation.run import validate

OUT_OF_DATE, OTHER = "out of date", "of another kind"
# Heading > beginnings of the names of its rules, worst first; the longest that fits takes the problem.
GROUPS = {
    "broken: fix these first": ("grounding.source_text", "structure.", "hygiene.", "descriptor.", "skipped."),
    "ungrounded: the words do not give what is coded": ("grounding.",),
    "unrelated or unexplained: claims that conflict, and one claim printed twice": ("relations.", "next.unrelated"),
    "uncovered: words that support no item, and sources with no item": ("coverage.", "next.no_item"),
    "without sense": ("sense.",),
    "to be looked at again: does the page name who gave the number?": ("next.one_step",),
    OUT_OF_DATE: ("stale",),
}
# A rule, or how the names of some begin > the command that fixes it.
COMMANDS = {
    "stale": "nox -s build",
    "relations.unsettled": 'nox -s settle -- {id} HOW --note "why"',
    "next.unrelated": 'nox -s settle -- {id} repeats {other} --note "why"',
    "next.no_item": "nox -s propose -- {id}",
    "coverage.sentence": "nox -s statement -- {id} {words}",
    "coverage.number": "nox -s figure -- {id} {words}",
    "coverage.": "nox -s passage -- {id} {words}",
    "sense.passages.orphan": "edit data/evidence.csv",
}
SHOWN = 20
LONGEST = 1000  # characters of a line
ARCHIVE = "https://web.archive.org/save/"  # the address of a page behind it, opened by a person, asks for a copy


def open_ends(package: Package) -> list[Problem]:
    """What no check calls wrong and a curator still wants to see."""
    return arrange([*_no_item(package), *_unrelated(package), *_one_step(package)])


def _no_item(package: Package) -> Iterator[Problem]:
    coded = {row["source_id"] for row in package.rows(*SAID)}
    table = package["sources"]
    for row in table.records:
        if row["_id"] not in coded:
            yield Problem.of(table.path, row, "", "next.no_item", "has no claim, figure or statement yet")


def _unrelated(package: Package) -> Iterator[Problem]:
    """One claimant's number for one event in several sources, with no relation that keeps it from being counted twice."""
    lead = clusters(package["relations"].records, SAME)
    groups = defaultdict(list)
    for row in claim_rows(package):
        same = ("event_id", "claimant_id", "population", "value", "bound", "as_of")
        groups[counted(row), *(row[c] for c in same)].append(row)
    for rows in groups.values():
        for row in rows[1:]:
            others = [r["_id"] for r in rows if r["source_id"] != row["source_id"] and r["_id"] < row["_id"]]
            if others and lead.get(row["_id"]) not in {lead[i] for i in others}:
                table = package["casualty_claims" if "harm" in row else "figures"]
                message = f"is the number of {row['claimant_id']} in {', '.join(others)} too, and the two are not related"
                yield Problem.of(table.path, row, "value_wording", "next.unrelated", message)


def _one_step(package: Package) -> Iterator[Problem]:
    steps = package["attributions"].by("item_id")
    table = package["casualty_claims"]
    for row in table.records:
        if len(steps[row["_id"]]) == 1 and f"{row['_id']} claimant_id" not in package["inferences"].by_id:
            yield Problem.of(table.path, row, "claimant_id", "next.one_step", "is the outlet, the only step of the chain")


def heading_of(problem: Problem) -> str:
    """The group that a problem belongs to."""
    fitting = [(len(start), heading) for heading, rules in GROUPS.items() for start in rules if problem.rule.startswith(start)]
    return max(fitting, default=(0, OTHER))[1]


def command_for(problem: Problem) -> str:
    """The command that fixes it, or the line to edit; the words of an item are shown by the command behind the semicolon."""
    row_id = printable(shortened(problem.row_id.split(" ")[0]))
    if command := next((command for rule, command in COMMANDS.items() if problem.rule.startswith(rule)), ""):
        other = re.search(r"[CF][0-9]+|$", problem.message)[0]
        return command.format(id=row_id, words=shlex.quote(printable(problem.value)), other=other)
    if named := re.search(r"`(nox [^`]+)`", problem.fix):
        return named[1]
    edit = f"edit {problem.file}" + (f" line {problem.line}" if problem.line else "")
    if re.fullmatch(r"[CFTEN]\d{3,}", row_id) and not problem.rule.startswith(("structure.", "hygiene.")):
        return f"{edit}; nox -s explain -- {row_id}"
    return edit


def unarchived(package: Package) -> list[str]:
    """A line for each source that nobody has seen an archived copy of: its id and the address at which an archive is asked for one."""
    rows = [row for row in package["sources"].records if not row["archive_url"]]
    return [printable(shortened(f"{row['source_id']}  {ARCHIVE}{row['url']}", LONGEST)) for row in rows]


def report(problems: list[Problem], shown: int | None) -> Iterator[str]:
    """The lines of the report: each group with its count, then a line a problem."""
    groups = defaultdict(list)
    for problem in problems:
        groups[heading_of(problem)].append(problem)
    # One build updates all that is out of date in a file.
    groups[OUT_OF_DATE] = list({problem.file: problem for problem in reversed(groups[OUT_OF_DATE])}.values())[::-1]
    for heading in (*GROUPS, OTHER):
        if not (group := groups[heading]):
            continue
        yield f"{len(group)} {heading}"
        yield from _listed([f"{problem}  > {command_for(problem)}" for problem in group], shown)
    count = sum(map(len, groups.values()))
    yield f"{count} to do" if count else "nothing is left to do"


def _listed(lines: list[str], shown: int | None) -> Iterator[str]:
    """The first of the lines, and how many more there are; all of them where `shown` is None."""
    yield from (f"  {line}" for line in lines[:shown])
    if left := len(lines) - len(lines[:shown]):
        yield f"  and {left} more; --all lists them"


def not_at_hand(package: Package) -> int:
    """How many cells are read from a few words alone, as the text they stand in is not shipped; as the last build left it."""
    table = package.tables.get("cell_evidence")
    return sum(row["status"] == "worded" for row in table.records) if table else 0


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--texts", type=Path, help="a folder of texts that are not shipped, named by source id: S002.txt")
    parser.add_argument("--all", action="store_true", help=f"list all of them, not only the first {SHOWN} of each kind")


def run(options: argparse.Namespace) -> None:
    shown = None if options.all else SHOWN
    problems = validate(options.root, options.texts)
    package = open_package(options.root, options.texts)
    print("\n".join(report(problems + open_ends(package), shown)))
    if lines := unarchived(package):
        print(f"{len(lines)} without an archived copy; open the address to ask for one, then fill archive_url and archived_on")
        print("\n".join(_listed(lines, shown)))
    if not options.texts and (cells := not_at_hand(package)):
        print(f"{cells} cells are read from a few words alone; check the whole texts with nox -s check -- --texts DIR")

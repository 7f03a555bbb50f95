"""`python -m scripts mutate [--sample N] [--seed N] [--write]`: makes one mistake at a time and counts those that the checks report.

The derived tables count as up to date, so that only the meaning of a cell can reveal a mistake. A mistake is caught if there is any
finding that the package did not have before, and on the right cell if the finding names the file, row and column that were changed.
"""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from scripts.files import write_together
from scripts.prove import FIGURES
from scripts.prove.mistakes.draw import draw
from scripts.prove.mistakes.kinds import SCOPES
from scripts.prove.mistakes.world import Mutation, apply, second_coding
from validation.checks import bytes as hygiene
from validation.checks import descriptor as described
from validation.checks import second_coding as second
from validation.checks.conflicts import check as check_relations
from validation.checks.grounding import coverage
from validation.checks.grounding.parts import judge_part, together
from validation.checks.sense import VIEWS
from validation.checks.sense.check import check as check_sense
from validation.checks.shape import check as shape
from validation.lines import positive
from validation.model.canonical import to_text
from validation.model.documents.markdown import between
from validation.model.items import ITEMS, SAID
from validation.model.package import Package, read_package
from validation.model.parts import OF_ITEMS, Part
from validation.model.tables.agreement import SECOND
from validation.problem import Problem

START, END = "<!-- score: written by `nox -s mutate -- --write` -->", "<!-- end of score -->"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A mutation and the rule that reported it: "cell" where it did so on the right cell, "other" elsewhere, "" for none."""

    mutation: Mutation
    caught: str
    rule: str


class Judge:
    """A package known to the checks, of which one mistake after another is judged; what they report already does not count."""

    def __init__(self, package: Package):
        self.package = package
        self.tables = package.tables | second_coding(package)
        self.known = {*described.check(package), *check_sense(package), *check_relations(package), *shape.check_tables(package)[0]}
        self.words_known: dict[frozenset[str], set[Problem]] = {}
        self.source_of = {row["_id"]: row["source_id"] for row in package.rows(*SAID)}

    def judge(self, mutation: Mutation) -> Outcome:
        """Runs the checks from the cheapest on until one reports the changed cell."""
        caught = Outcome(mutation, "", "")
        for problem in self._findings(mutation):
            if self._is_right(problem, mutation):
                return Outcome(mutation, "cell", problem.rule)
            caught = Outcome(mutation, "other", problem.rule)
        return caught

    def _findings(self, mutation: Mutation) -> Iterator[Problem]:
        """What the checks report of the mistake and did not report before; only what it can touch is judged again."""
        tables = apply(self.tables, mutation)
        touched = {edit.table for edit in mutation.edits}
        yield from _bytes(self.tables, mutation)
        if mutation.table.startswith("second_coding/"):
            yield from _second(self.package, tables)
            return
        package = replace(self.package, tables={name: table for name, table in tables.items() if name in self.package.tables})
        found, unsound = shape.check_tables(_around(package, touched))
        yield from self._new(found)
        yield from self._new(described.check(package) if "vocabularies" in touched else [])
        if unsound & touched:
            return
        yield from self._words(package, mutation)
        yield from self._new(check_relations(package))
        for view in VIEWS:
            if touched & set(import_module(f"validation.checks.sense.{view}").NEEDS):
                yield from self._new(check_sense(package, [f"sense.{other}" for other in VIEWS if other != view]))

    def _new(self, problems: list[Problem]) -> Iterator[Problem]:
        return (problem for problem in problems if problem not in self.known)

    def _words(self, package: Package, mutation: Mutation) -> Iterator[Problem]:
        """What words say of the sources that the mistake touches: of all where it touches what sources share."""
        sources = self._sources(mutation)
        if sources not in self.words_known:
            self.words_known[sources] = set(_read(self.package, sources))
        yield from (problem for problem in _read(package, sources) if problem not in self.words_known[sources])

    def _sources(self, mutation: Mutation) -> frozenset[str]:
        found = set()
        for edit in mutation.edits:
            row = next((r for r in self.tables[edit.table].records if r["_line"] == edit.line), edit.cells)
            own = self._sources_of(edit.table, row | (edit.cells or {})) | self._sources_of(edit.table, row)
            if not own and edit.table not in ("relations", "explanations"):
                return frozenset(self.package["sources"].by_id)
            found |= own
        return frozenset(found)

    def _sources_of(self, table: str, row: dict) -> set[str]:
        """The sources that a row is about; none where it is about all."""
        if table == "names":
            return {r["source_id"] for r in self.package["sources"].records if r["publisher_id"] == row["usage"]}
        if table == "actors":
            steps = {s["item_id"] for s in self.package["attributions"].records if s["actor_id"] == row["actor_id"]}
            named = {r["_id"] for r in self.package.rows(*SAID) if row["actor_id"] in r.values()}
            return {self.source_of[i] for i in steps | named if i in self.source_of}
        return {self.source_of.get(row["item_id"], "") if table in OF_ITEMS else row.get("source_id", "")} - {""}

    def _is_right(self, problem: Problem, mutation: Mutation) -> bool:
        """Whether a finding is on a cell that was changed, on a row that was added, or names a row that is gone or its item."""
        for edit in mutation.edits:
            if problem.file == self.tables[edit.table].path and problem.line and edit.cells is not None:
                is_new = not edit.line and problem.row_id.split(" ")[0] == next(iter(edit.cells.values()))
                if is_new or problem.line == edit.line and problem.column in edit.cells:
                    return True
        gone = any(edit.cells is None for edit in mutation.edits)
        return gone and mutation.row_id.split(" ")[0] in problem.row_id.split(" ")


def _bytes(tables: dict, mutation: Mutation) -> Iterator[Problem]:
    for edit in mutation.edits:
        for column, value in (edit.cells or {}).items() if edit.line else ():
            for rule, message in hygiene.faults(value)[:1]:
                yield Problem(file=tables[edit.table].path, line=edit.line, column=column, value=value, rule=rule, message=message)


def _second(package: Package, tables: dict) -> list[Problem]:
    """What is said of a second coding so changed: its check reads files."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        if (package.root / SECOND).is_dir():
            shutil.copytree(package.root / SECOND, root / SECOND)
        for table in tables.values():
            if table.name.startswith("second_coding/"):
                columns = [field["name"] for field in table.fields]
                text = to_text([columns, *([row[c] for c in columns] for row in table.records)])
                (root / table.path).write_text(text, encoding="utf-8", newline="")
        return second.check(replace(package, root=root))


def _around(package: Package, touched: set[str]) -> Package:
    """The touched tables with those that they point at and that point at them."""
    near = set(touched)
    for resource in package.descriptor["resources"]:
        targets = set(package.targets(resource["name"]).values())
        near |= targets if resource["name"] in touched else {resource["name"]} if targets & touched else set()
    return replace(package, tables={t.name: t for t in package.curated() if t.name in near})


def _read(package: Package, sources: frozenset[str]) -> list[Problem]:
    """What grounding and coverage find in the items of some sources, and of the events and actors that all share."""
    shared = frozenset(i for name in set(ITEMS) - set(SAID) for i in package[name].by_id)
    words = together(package, [judge_part(package, Part(sources, shared))])
    return words.problems + list(coverage.problems(words.bare))


def judge_all(package: Package, sample: int, seed: int) -> list[Outcome]:
    """Judges a seeded sample of mutations, or as many of it as there is time for until Ctrl-C; says on stderr how many are done."""
    judge, outcomes = Judge(package), []
    with suppress(KeyboardInterrupt):
        for mutation in draw(package, sample, seed):
            outcomes.append(judge.judge(mutation))
            if len(outcomes) % 25 == 0:
                print(f"{len(outcomes)} mutations judged", file=sys.stderr, flush=True)
    return outcomes


def figures(outcomes: list[Outcome], seed: int) -> dict:
    """What is published: rates by scope against the goals, by kind, and an example of what passes of each kind."""
    scopes = [_rate([o for o in outcomes if o.mutation.scope == scope], scope=scope, goal=goal) for scope, goal in SCOPES.items()]
    kinds = []
    for scope, kind in dict.fromkeys((o.mutation.scope, o.mutation.kind) for o in outcomes):
        group = [o for o in outcomes if (o.mutation.scope, o.mutation.kind) == (scope, kind)]
        kinds.append(_rate(group, scope=scope, kind=kind, passed=next((str(o.mutation) for o in group if not o.caught), "")))
    return {"command": f"nox -s mutate -- --sample {len(outcomes)} --seed {seed} --write", "sample": len(outcomes), "seed": seed,
            "scopes": scopes, "kinds": kinds}  # fmt: skip


def _rate(outcomes: list[Outcome], **named) -> dict:
    """How many were judged, and the shares of them that were caught, and caught on the right cell."""
    shares = {"caught": sum(bool(o.caught) for o in outcomes), "right_cell": sum(o.caught == "cell" for o in outcomes)}
    return named | {"judged": len(outcomes)} | {name: round(n / len(outcomes), 3) if outcomes else None for name, n in shares.items()}


def table(said: dict) -> str:
    """The rates by scope as the README shows them."""
    lines = ["| one mistake in | judged | reported | on the right cell |", "| --- | ---: | ---: | ---: |"]
    rates = [rate for rate in said["scopes"] if rate["judged"]]
    return "\n".join([*lines, *(f"| {r['scope']} | {r['judged']} | {r['caught']:.0%} | {r['right_cell']:.0%} |" for r in rates)])


def write(root: Path, said: dict) -> None:
    """Writes the figures for the site, and their table between its marks in README.md."""
    text = json.dumps(said, ensure_ascii=False, indent=2) + "\n"
    readme = (root / "README.md").read_text(encoding="utf-8")
    readme = between(readme, START, END, table(said)) or readme
    write_together(root, {FIGURES.as_posix(): text.encode(), "README.md": readme.encode()})


def report(said: dict) -> str:
    """The figures as a table, a line a scope and a line a kind, the kinds that pass most first."""
    lines = [f"{said['sample']} mutations, seed {said['seed']}", "", f"{'scope':<40}judged  caught  right cell   goal"]
    lines += [f"{_row(rate, rate['scope'])}{rate['goal']:>7.0%}" for rate in said["scopes"] if rate["judged"]]
    lines += ["", f"{'kind':<40}judged  caught  right cell"]
    for scope in dict.fromkeys(rate["scope"] for rate in said["kinds"]):
        lines.append(f"{scope}:")
        for rate in sorted((r for r in said["kinds"] if r["scope"] == scope), key=lambda r: (r["caught"], r["right_cell"])):
            lines.append(_row(rate, f"  {rate['kind']}") + (f"   passes: {rate['passed']}" if rate["passed"] else ""))
    return "\n".join(lines)


def _row(rate: dict, name: str) -> str:
    return f"{name:<40}{rate['judged']:>6}{rate['caught']:>8.1%}{rate['right_cell']:>12.1%}"


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--sample", type=positive, default=300, help="how many mutations, spread over the scopes (default: 300)")
    parser.add_argument("--seed", type=int, default=0, help="the seed of the sample (default: 0)")
    parser.add_argument("--write", action="store_true", help=f"write the figures to {FIGURES} and README.md")


def run(options: argparse.Namespace) -> None:
    said = figures(judge_all(read_package(options.root), options.sample, options.seed), options.seed)
    print(report(said))
    if options.write:
        write(options.root, said)

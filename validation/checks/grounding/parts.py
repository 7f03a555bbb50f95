"""What the words of one part of a package come to, as plain data, and how the parts come together."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from heapq import merge
from operator import itemgetter

from validation.checks.grounding import blame, coverage, lost, moved, shared, spellings, titles
from validation.checks.grounding.check import Grounding, ground
from validation.checks.grounding.coverage import Spans, Stretch
from validation.checks.grounding.readings import GROUNDED
from validation.checks.grounding.spellings import Shown
from validation.model.grounds import KINDS
from validation.model.package import Package
from validation.model.parts import Part
from validation.model.rows import Written
from validation.model.tables import cell_evidence
from validation.problem import Problem


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found in a part, or in parts together.

    `evidence` holds the rows of cell_evidence; `bare` the stretches of shipped texts that no item of the part carries; `taken` the
    words that a number, a date or a time is read from in sources of other parts; `shown` the spellings and cues that its words hold.
    """

    problems: list[Problem]
    evidence: Iterable[list[str]]
    bare: list[Stretch]
    taken: Spans
    shown: Shown


def judge_part(package: Package, part: Part) -> Judged:
    """Judges the words of one part. `package` may be whole, or cut to the part, wherever it is judged: the result is the same."""
    found = ground(package, part)
    bare = [s for s in coverage.stretches(found.package, found) if s.source_id in part.sources and not s.carried]
    return Judged(found.problems, cell_evidence.derive(found.cells), bare, _taken(found, part), spellings.shown(found.package))


def judge_dealt(package: Package, part: Part) -> Judged:
    """Judges a part that was dealt out of a large package, in little memory before and after."""
    judged = judge_part(package.held(), part)
    return replace(judged, evidence=Written(judged.evidence))


def _taken(found: Grounding, part: Part) -> Spans:
    spans = defaultdict(list)
    for cell in found.cells:
        if cell.reading and cell.reading.status == GROUNDED and KINDS[cell.kind].takes:
            source = found.passages[cell.reading.passage_id].source_id
            if source not in part.sources:
                spans[source].append((cell.reading.start, cell.reading.end))
    return dict(spans)


def together(package: Package, parts: Iterable[Judged], near: Collection[str] | None = None) -> Judged:
    """The parts as one, whatever the parts were: what crosses sources is judged here, as far as `near`, some sources, can change it."""
    parts = list(parts)
    taken = defaultdict(list)
    for part in parts:
        for source, spans in part.taken.items():
            taken[source] += spans
    problems = moved.on_inferences(package, blame.on_passages(package, [problem for part in parts for problem in part.problems]))
    problems = blame.on_sources(package, blame.on_contents(package, problems))
    wrong = {p.row_id for p in problems if p.rule in ("grounding.language", "grounding.publisher")}
    problems = blame.on_owners(package, blame.on_origins(package, problems))
    problems += [*shared.check(package), *titles.check(package)]
    is_shown = near is None and spellings.is_all_shown(package, [part.shown for part in parts])
    misspelled = [] if is_shown else spellings.check(package, wrong, near)
    problems = lost.once(package, problems, misspelled, wrong)
    misspelled += lost.nameless(package, problems, misspelled)
    problems = blame.on_vocabularies(package, blame.on_spellings(package, problems, misspelled))
    problems = blame.on_wordings(package, blame.on_cues(problems))
    unread = blame.blamed(problems)
    bare = [s for part in parts for s in part.bare if s.source_id not in unread and not coverage.is_read(s, taken[s.source_id])]
    evidence = merge(*(part.evidence for part in parts), key=itemgetter(0, 1))
    evidence = Written(evidence) if package.is_large else [*evidence]
    return Judged(problems, evidence, bare, {}, Shown())

"""The public interface: read a package, judge it, or both. Every check in order, each over the tables that the ones before left sound."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection
from dataclasses import replace
from functools import partial
from multiprocessing import Pipe
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from validation.beside import at_once, beside, cores, in_turn
from validation.checks import bytes as hygiene
from validation.checks import descriptor as described
from validation.checks import second_coding, staleness
from validation.checks.conflicts import check as check_relations
from validation.checks.grounding import coverage
from validation.checks.grounding.parts import Judged, judge_dealt, judge_part, together
from validation.model.committed import Everything, changes
from validation.model.descriptor import curated
from validation.model.items import NEEDED
from validation.model.lexicon import lexicon_of
from validation.model.package import DESCRIPTOR, Package, curated_bytes, is_large, read_descriptor, read_package
from validation.model.parts import Part, deal, split
from validation.problem import Problem, arrange, few

if TYPE_CHECKING:
    from validation.spark import Spark

Result = TypeVar("Result")
OfFiles = list[Callable[[], list[Problem]]]  # what gives the problems of files, or raises what a check of them fell over
Structure = tuple[list[Problem], set[str]]  # what was found, and the tables that the later checks must leave out
Fallen = tuple[str, Exception]  # a stage, and what it fell over
ROWS = 120_000  # of a part of a large package
WORDY = 20_000_000  # bytes of the curated tables; above that the words take longer than the suites and the bytes
ONE_BY_ONE = 300_000_000  # bytes of the curated tables; above that two parts at once would hold more than 4 GB
WORDS, BUILT, BYTES = "the words were", "built files were", "the bytes were"
ALL_JUDGED = "everything but the sense.* rules was judged, because {}"
SOME_JUDGED = (
    "{} of {:,} sources changed since the last commit: judged were their words, the bytes of {} changed table{}, and types, keys and "
    "conflicts of all curated tables; not judged were all other words and bytes, the sense.* rules and what is built. "
    "Without --changed all is judged"
)


class Only(NamedTuple):
    """What alone is judged: the words of a part, and the bytes of the files at these paths, which are those that changed."""

    part: Part
    paths: frozenset[str]

    @property
    def near(self) -> frozenset[str] | None:
        """The sources whose words may have unsettled a spelling; None for all, as whoever prints or writes them may have changed."""
        return None if "data/sources.csv" in self.paths else self.part.sources


def read(root: Path | str, texts: Path | str | None = None) -> Package:
    """The package below `root`, with every table that can be read. `texts` is a folder of texts that are not shipped.

    Raises CannotRun where there is no package, or its descriptor cannot be used.
    """
    return read_package(Path(root), described.describe(root), Path(texts) if texts else None)


def preflight(root: Path | str, descriptor: dict | None = None, derived: bool = False) -> list[Problem]:
    """What keeps the package below `root` from being built: problems of the descriptor, and of the bytes, types and keys of its tables.

    `descriptor` stands in for that of the file, with the codes that a build would write into it. `derived` says that the derived
    tables are there to be read, too.
    """
    root = Path(root)
    written, problems = described.look_at(root)
    if problems:
        return problems
    descriptor = descriptor or written
    judged = descriptor if derived else descriptor | {"resources": curated(descriptor)}
    paths = {resource["path"] for resource in judged["resources"]}
    problems = [p for p in hygiene.check(root, judged) if p.rule in hygiene.UNBUILDABLE and p.file in paths]
    found, _ = _structure().check_files(root, judged)
    return arrange([*described.broken_promises(written), *problems, *_without_echoes(found, problems)])


def judge(package: Package, leave_out: Collection[str] = ()) -> list[Problem]:
    """Every problem of the tables of a package as they stand in memory, arranged; a table may have been changed after it was read.

    The bytes of the files and the built files are not looked at; `validate` does that. `leave_out` names families of rules that are
    not judged: "structure" (frictionless), "sense" (Great Expectations), one view of it such as "sense.claims", or "stale".
    """
    found, failed = ([], set()) if "structure" in leave_out else _structure().check_tables(package)
    failed |= described.unusable(package.descriptor) | hygiene.overlong(package)
    fallen: list[Fallen] = []
    sound = _sound(package, failed)
    judged, _ = _judge(package, sound, _stand(fallen, WORDS, _start_words, sound), fallen)
    judged += found
    judged += _stand(fallen, "the sense was", _check_sense, sound, leave_out) or []
    return arrange(_one_voice(judged) + _said_of(fallen, judged))


def validate(
    root: Path | str, texts: Path | str | None = None, leave_out: Collection[str] = (), parallel: bool = False, engine: Spark | None = None
) -> list[Problem]:
    """Every problem of the package below `root`, arranged: the bytes, the tables, the words, and whether what is built is up to date.
    Of one rule in one file the first hundred are named, and the others counted.

    `texts` and `leave_out` are those of `read` and `judge`; `parallel` runs Great Expectations and the reading of words beside the other
    checks. An `engine` judges the parts and the suites elsewhere than in this process, with the same findings. Raises CannotRun where
    there is no package at all.
    """
    root = Path(root)
    read_curated = partial(read_package, root, texts=Path(texts) if texts else None, derived=False)
    told, tell = Pipe(duplex=False)
    large = is_large(root)
    apart = parallel and not engine and "sense" not in leave_out and cores() > 1 and not large
    processes = cores() - apart if parallel else 1
    files = 1 + (curated_bytes(root) > WORDY) if processes == 1 and _forks() else 0
    # Great Expectations takes longest to load, so that begins first, in a process that then reads the tables for itself.
    sense = beside(_check_apart, lambda: read_curated(read_descriptor(root)), told.recv, leave_out, files) if apart else None
    descriptor, problems = described.look_at(root)
    if problems:
        tell.send(([], set()))
        return problems
    structure = _start_structure(root, descriptor, leave_out, 2 if large else processes)
    if large:  # one after the other, before the tables take the memory of this process
        structure = at_once(structure)
        if not engine and "sense" not in leave_out:
            sense = at_once(beside(_check_apart, partial(read_curated, descriptor), structure, leave_out))
    package = read_curated(descriptor)
    found, failed = _failing(package, structure)
    tell.send(([], failed))
    sense = sense or (lambda: (_check_sense(_sound(package, failed), leave_out, engine), []))
    return _validate(package, found, failed, leave_out, processes, engine, sense)


def validate_changed(root: Path | str, parallel: bool = False) -> tuple[list[Problem], str]:
    """The problems of what changed below `root` since the last commit, arranged, and a sentence on what was judged and what was not.

    Whatever changed, types, keys and conflicts of all curated tables are judged. Where no part can be judged alone, all is that a check
    without Great Expectations judges. Raises CannotRun where there is no package at all.
    """
    root, processes = Path(root), cores() if parallel else 1
    descriptor, problems = described.look_at(root)
    try:
        if problems:
            raise Everything(f"{DESCRIPTOR} cannot be used")
        since = changes(root, descriptor)
        structure = _start_structure(root, descriptor | {"resources": curated(descriptor)}, (), processes)
        package = read_package(root, descriptor, derived=False)
        part = since.part(package)
    except Everything as why:
        return validate(root, leave_out=("sense",), parallel=parallel), ALL_JUDGED.format(why)
    found, failed = _failing(package, structure)
    problems = _validate(package, found, failed, ("sense", "stale"), processes, only=Only(part, since.paths))
    sources, tables = package["sources"].by_id, len(since.paths)
    return problems, SOME_JUDGED.format(len(sources.keys() & part.sources), len(sources), tables, "s" if tables != 1 else "")


def _validate(
    package: Package,
    found: list[Problem],
    failed: set[str],
    leave_out: Collection[str],
    processes: int,
    engine: Spark | None = None,
    sense: Callable[[], tuple[list[Problem], OfFiles]] | None = None,
    only: Only | None = None,
) -> list[Problem]:
    """The problems `found` in structure with all others, or with those of a part and of the bytes of some files `only`.

    `sense` gives what the suites find, and what was found of the bytes and the built files if that was looked at beside them.
    """
    fallen: list[Fallen] = []
    sound = _sound(package, failed)
    words = _stand(fallen, WORDS, _start_words, sound, processes, engine, only)
    whole = not _unread(sound)
    of_files = _of_files(sound, leave_out, only)
    if processes > 1 and not package.is_large:  # while others read the words
        of_files = [at_once(look) for look in of_files]
    judged, words = _judge(package, sound, words, fallen)
    others = _stand(fallen, "second codings were", second_coding.check, package, whole) or []
    of_sense, apart = (_stand(fallen, "the sense was", sense) if sense else None) or ([], [])
    of_files = zip((BYTES, BUILT), [*apart, *of_files[len(apart) :]], strict=True)
    problems, built = (_stand(fallen, stage, look) or [] for stage, look in of_files)
    if words and "stale" not in leave_out and whole:
        others += built
        others += _stand(fallen, BUILT, _check_evidence, package, words, processes) or []
    found = _one_voice(problems + judged + _without_echoes(found, problems + others) + of_sense) + others
    return arrange(few(arrange(found + _said_of(fallen, found))))


def _of_files(sound: Package, leave_out: Collection[str], only: Only | None = None) -> OfFiles:
    """What finds the problems of the bytes, and those of the files that are built without the words."""
    is_built = not _unread(sound) and "stale" not in leave_out
    of_bytes = partial(_sparing(sound, hygiene.check), sound.root, sound.descriptor, only and only.paths)
    return [of_bytes, partial(_sparing(sound, staleness.check), sound) if is_built else list]


def _sparing(package: Package, function: Callable[..., Result]) -> Callable[..., Result]:
    """The function, which for a large package runs in a process of its own, that ends with all the memory that it took."""
    return (lambda *arguments: beside(function, *arguments)()) if package.is_large and _forks() else function


def _forks() -> bool:
    """Whether what needs Polars may run in a forked process: where it is loaded, its threads do not come along, and it waits forever."""
    return "polars" not in sys.modules


def _check_apart(
    read_curated: Callable[[], Package], structure: Callable[[], Structure], leave_out: Collection[str], files: int = 0
) -> tuple[list[Problem], OfFiles]:
    """What the suites find, in a process that loads Great Expectations before it reads the tables; then so many checks of files."""
    from validation.checks.sense.check import check

    package = read_curated()
    sound = _sound(package, _failing(package, structure)[1])
    return check(sound, leave_out), [at_once(look) for look in _of_files(sound, leave_out)[:files]]


def _start_structure(root: Path, descriptor: dict, leave_out: Collection[str], processes: int) -> Callable[[], Structure]:
    """Starts to judge types, keys and codes, while the tables are read."""
    if "structure" in leave_out:
        return lambda: ([], set())
    coded_twice = second_coding.resources(Package(root, descriptor))
    return (beside if processes > 1 and _forks() else partial)(lambda: _structure().check_files(root, descriptor, coded_twice))


def _failing(package: Package, structure: Callable[[], Structure]) -> Structure:
    """What structure found, and the tables that the later checks must leave out."""
    found, failed = structure()
    return found, failed | described.unusable(package.descriptor) | hygiene.overlong(package)


def _structure() -> ModuleType:
    from validation.checks.shape import check  # Polars takes a while to load, and what runs beside does without

    return check


def _stand(fallen: list[Fallen], stage: str, function: Callable[..., Result], *arguments: object) -> Result | None:
    """What a stage gives, or None where it falls over something that is wrong in the package; the others go on."""
    try:
        return function(*arguments)
    except Exception as error:
        fallen.append((stage, error))
        return None


def _said_of(fallen: list[Fallen], problems: list[Problem]) -> list[Problem]:
    """A line for each stage that fell. Raises what it fell over where no problem explains that: then the check is at fault."""
    if fallen and all(problem.rule == "skipped" for problem in problems):
        raise fallen[0][1]
    message = "describes rows that cannot be judged as they are, so {} not judged"
    return [Problem(file=DESCRIPTOR, rule="skipped", message=message.format(stage)) for stage, _ in fallen]


def _without_echoes(found: list[Problem], others: list[Problem]) -> list[Problem]:
    """Structure's findings without those that repeat what is said of the same bytes, or of a cell of a second coding that was changed."""
    broken = {p.file for p in others if p.rule in hygiene.UNREADABLE}
    changed = {p.cell for p in others if p.rule == "agreement.bytes"}
    return [p for p in found if p.file not in broken and p.cell not in changed]


def _unread(sound: Package) -> list[str]:
    """The curated tables that could not be read or are not sound."""
    return sorted({resource["name"] for resource in curated(sound.descriptor)} - sound.tables.keys())


def _sound(package: Package, failed: set[str]) -> Package:
    return replace(package, tables={name: table for name, table in package.tables.items() if name not in failed})


def _judge(
    package: Package, sound: Package, words: Callable[[], Judged] | None, fallen: list[Fallen]
) -> tuple[list[Problem], Judged | None]:
    """The problems of the descriptor, and of the words over what did not fail in structure; and the words."""
    problems = list(_stand(fallen, "columns were", described.check, package) or [])
    unread = _unread(sound)
    if lacking := [name for name in unread if name in NEEDED]:
        return [*problems, _left_out(WORDS, lacking)], None
    judged = _stand(fallen, WORDS, words) if words else None
    if judged is None:
        return problems, None
    problems += judged.problems
    if unread:
        problems.append(_left_out("coverage, conflicts and built files were", unread))
    else:
        problems += coverage.problems(judged.bare)
        problems += _stand(fallen, "conflicts were", check_relations, sound) or []
    return problems, judged


def _start_words(sound: Package, processes: int = 1, engine: Spark | None = None, only: Only | None = None) -> Callable[[], Judged] | None:
    """Starts to judge the words, and returns what waits for the result; None where a table that they need failed."""
    if set(NEEDED) & set(_unread(sound)):
        return None
    return partial(engine.judge_words, sound) if engine else start_words(sound, processes, only)


def start_words(package: Package, processes: int = 1, only: Only | None = None) -> Callable[[], Judged]:
    """Starts to judge the words of the package, or of a part, in so many processes, and returns what waits for it."""
    if package.is_large:
        return partial(_judge_in_turn, package, processes, only)
    parts = split(package, processes, only and only.part)
    start = beside if processes > 1 else partial
    waiting = [start(judge_part, package, part) for part in parts]
    return lambda: together(package, [wait() for wait in waiting], only and only.near)


def _judge_in_turn(package: Package, processes: int, only: Only | None) -> Judged:
    """What the words of a large package come to, judged by parts that need little memory, each with its rows alone."""
    parts = split(package, max(processes, sum(len(table.records) for table in package.curated()) // ROWS), only and only.part)
    lexicon_of(package).ready()
    many = 1 if curated_bytes(package.root) > ONE_BY_ONE else processes
    judged = in_turn(judge_dealt, zip(deal(package, parts), parts, strict=True), many)
    return together(package, judged, only and only.near)


def judge_words(package: Package, processes: int = 1) -> Judged:
    """What the words of the package come to."""
    return start_words(package, processes)()


def _check_sense(sound: Package, leave_out: Collection[str], engine: Spark | None = None) -> list[Problem]:
    """What the suites find in a package of sound tables."""
    if "sense" in leave_out:
        return []
    if engine:
        return engine.check_sense(sound, leave_out)
    from validation.checks.sense.check import check  # slow to import

    return check(sound, leave_out)


def _one_voice(problems: list[Problem]) -> list[Problem]:
    """Of several families that report one cell, the first: a mistake is told once."""
    families = ("hygiene", "structure", "grounding", "sense", "relations")
    first: dict[tuple, str] = {}
    for problem in sorted((p for p in problems if p.family in families), key=lambda p: families.index(p.family)):
        first.setdefault(problem.cell, problem.family)
    return [p for p in problems if not p.column or p.family == first.get(p.cell, p.family)]


def _check_evidence(package: Package, words: Judged, processes: int) -> list[Problem]:
    # Texts that are not shipped are not a part of what is built, so what is built of the words is judged without them.
    shipped = judge_words(replace(package, texts=None), processes) if package.texts else words
    unread = any(p.rule == "grounding.source_text" for p in shipped.problems)  # which is said once, and not again for each cell
    return [] if unread else _sparing(package, staleness.check)(package, shipped.evidence)


def _left_out(stage: str, tables: list[str]) -> Problem:
    message = f"describes tables that cannot be used ({', '.join(tables)}), so {stage} not judged"
    return Problem(file=DESCRIPTOR, rule="skipped", message=message)

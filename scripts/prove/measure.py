"""A command timed as a whole process: wall and CPU seconds, and the most memory that it and its children held together."""

import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import psutil

PAUSE = 0.05  # seconds between two looks at the memory


@dataclass(frozen=True, slots=True)
class Command:
    """Words of a command, and the folder that it is run in."""

    words: Sequence[str]
    folder: Path


@dataclass(frozen=True, slots=True)
class Run:
    """One run: seconds on the clock, seconds of all processors, and megabytes at the peak (shared pages counted once)."""

    wall: float
    cpu: float
    peak: float


def measure(command: Command, look: Callable[[psutil.Process], int] | None = None) -> Run:
    """Runs a command, and looks at what it holds every few hundredths of a second if asked, which slows it down.

    What it prints is thrown away, and its exit code is not looked at: 1 may mean that it found faults. Raises RuntimeError where the
    command cannot do its work at all: exit code 2 or more, or a signal.
    """
    before, start, peak = _children(), time.perf_counter(), 0
    with subprocess.Popen(command.words, cwd=command.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        tree = psutil.Process(process.pid)
        while look and process.poll() is None:
            peak = max(peak, look(tree))
            time.sleep(PAUSE)
        said = process.stderr.read()
        process.wait()
        wall = time.perf_counter() - start
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(command.words)[:200]} ended with {process.returncode}: {said.strip()[-300:]}")
    return Run(wall, _children() - before, peak / 1e6)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def held(tree: psutil.Process) -> int:
    """Bytes that a process and those below it hold; 0 where it has just ended."""
    held, processes = 0, [tree]
    with suppress(psutil.Error):
        processes += tree.children(recursive=True)
    for process in processes:
        with suppress(psutil.Error):
            memory = process.memory_full_info()
            held += getattr(memory, "pss", memory.rss)
    return held


def in_turn(commands: Mapping[str, Command], rounds: int, told: Callable[[], None]) -> dict[str, list[Run]]:
    """The runs of several commands, all of them once a round, every second round backwards. `told` is called after each run.

    A round before them, which is not timed, looks at the memory: that costs a process as large as a check much of its time.
    """
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    peaks = {}
    for name, command in commands.items():
        peaks[name] = measure(command, held).peak
        told()
    for number in range(rounds):
        for name in list(commands) if number % 2 == 0 else reversed(list(commands)):
            runs[name].append(replace(measure(commands[name]), peak=peaks[name]))
            told()
    return runs


def ratios(runs: dict[str, list[Run]], name: str, to: str, of: Callable[[Run], float]) -> dict[str, float]:
    """How many times the second a first command takes: the median of the rounds, the least and the greatest."""
    rounds = [of(a) / of(b) for a, b in zip(runs[name], runs[to], strict=True)]
    return {"median": statistics.median(rounds), "least": min(rounds), "greatest": max(rounds)}

"""`python -m scripts benchmark [ROWS ...] [--rounds N] [--keep]`: what the checks and the build cost, compared with other tools.

Every figure is a ratio of two commands of one run, each a whole process, run in turn: the median of the rounds, the least and the
greatest. The real package is compared with the bare import of the libraries that the checks use; generated packages of about ROWS rows
(see `enlarge`) are compared with `frictionless validate`, `csvwvalidate` and `pandas.read_csv` of the same files.
"""

import argparse
import json
import math
import os
import platform
import shutil
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from statistics import linear_regression, median

from jinja2 import Template
from tqdm import tqdm

from scripts.files import write_together
from scripts.prove.enlarge import enlarge
from scripts.prove.growth import picture
from scripts.prove.measure import Command, Run, in_turn, ratios
from scripts.publish.metadata import csvw
from validation.lines import positive
from validation.model.descriptor import counted
from validation.model.documents.markdown import between
from validation.model.git import git
from validation.model.package import read_descriptor

SIZES = [10_000, 100_000]  # minutes; a million rows are a quarter of an hour, ten millions some hours
MOST = 3_000_000  # rows times rounds: a larger package is timed in fewer rounds
MOST_CSVW = 300_000  # rows: csvwvalidate takes more than half a millisecond a row
HERE = Path(__file__).parent.parent.parent
DIST, KEPT, PICTURE, PAGE = "dist/benchmark.json", "docs/benchmark.json", "docs/growth.svg", "docs/scale.md"
START, END = "<!-- figures: written by `nox -s benchmark -- --keep` -->", "<!-- end of figures -->"
PYTHON, BIN = sys.executable, Path(sys.executable).parent
CHECK, QUICK, CHANGED, IMPORTS = "full check", "quick check", "check of a changed row", "bare imports"
STRUCTURE, FORMATS, FAULTY = "structure alone", "build of all formats", "full check, a fault in every row"
PEER, CSVW, READ = "frictionless validate", "csvwvalidate", "pandas.read_csv"
SHAPE = """
import sys
from pathlib import Path
from validation.checks.shape.check import check_files
from validation.checks.descriptor import describe
root = Path(sys.argv[1])
check_files(root, describe(root))
"""
PANDAS = """
import json, sys
import pandas
for resource in json.load(open("datapackage.json"))["resources"]:
    pandas.read_csv(resource["path"])
"""


def of_the_checks(root: Path) -> dict[str, Command]:
    return {CHECK: Command([PYTHON, "-m", "validation", "--root", str(root)], HERE),
            QUICK: Command([PYTHON, "-m", "validation", "--quick", "--root", str(root)], HERE),
            STRUCTURE: Command([PYTHON, "-c", SHAPE, str(root)], HERE)}  # fmt: skip


def time_real(root: Path, rounds: int) -> dict:
    """The real package, or a copy of it where a command builds or where a row changed: each command against the bare imports."""
    with tempfile.TemporaryDirectory() as folder:
        apart = shutil.ignore_patterns(".*", "dist", "__pycache__")  # byte code that was committed would count as code that changes
        copy, changed = (Path(shutil.copytree(root, Path(folder) / name, ignore=apart)) for name in ("package", "changed"))
        _commit_and_change(changed)
        bare = [PYTHON, "-c", "import great_expectations.expectations, jsonschema_rs, pandas, polars"]
        formats, site = ([PYTHON, "-m", "scripts", name, "--root", str(copy)] for name in ("dist", "site"))
        commands = {IMPORTS: Command(bare, HERE), **of_the_checks(copy),
                    CHANGED: Command([PYTHON, "-m", "validation", "--changed"], changed),  # by the code that its commit has
                    FORMATS: Command(formats, HERE), "site": Command(site, HERE)}  # fmt: skip
        rows = sum(resource["rows"] for resource in counted(root, read_descriptor(root))["resources"])
        return {"rows": rows, **_timed(commands, rounds, IMPORTS, "the real package")}


def _commit_and_change(root: Path) -> None:
    """Makes the package a repository in which one row is not that of the last commit."""
    name = ("-c", "user.name=benchmark", "-c", "user.email=benchmark@example.org", "-c", "commit.gpgsign=false")
    for words in (["init"], ["add", "-A"], [*name, "commit", "-m", "The package"]):
        git(root, *words)
    table = root / "data/casualty_claims.csv"
    table.write_bytes(table.read_bytes().removesuffix(b"\n") + b" Seen again.\n")


def time_generated(root: Path, rows: int, rounds: int) -> dict:
    """A generated package of about so many rows: each command against `frictionless validate`, and a fault in every row against none."""
    rounds = max(1, min(rounds, MOST // rows))
    with tempfile.TemporaryDirectory() as folder:
        clean, faulty = Path(folder) / "clean", Path(folder) / "faulty"
        written = enlarge(root, clean, rows)
        enlarge(root, faulty, rows, faulty=True)
        (clean / "csv-metadata.json").write_text(json.dumps(csvw.record(counted(clean, read_descriptor(clean)))), encoding="utf-8")
        commands = {**of_the_checks(clean), PEER: Command([str(BIN / "frictionless"), "validate", "datapackage.json"], clean)}
        if written <= MOST_CSVW:
            commands[CSVW] = Command([str(BIN / "csvwvalidate"), "csv-metadata.json"], clean)
        commands |= {READ: Command([PYTHON, "-c", PANDAS], clean), FAULTY: of_the_checks(faulty)[CHECK]}
        return {"rows": written, **_timed(commands, rounds, PEER, f"{written:,} rows")}


def _timed(commands: dict[str, Command], rounds: int, against: str, what: str) -> dict:
    """The figures of commands that are run in turn, each against one of them."""
    with tqdm(total=len(commands) * (rounds + 1), desc=what, unit="run", disable=None) as bar:
        runs = in_turn(commands, rounds, bar.update)
    return {"rounds": rounds, "against": against, "figures": [_figure(runs, name, against) for name in commands]}


def _figure(runs: dict[str, list[Run]], name: str, to: str) -> dict:
    """A command: seconds, peak of memory in MB, and its ratio to another, on the clock and in seconds of all processors."""
    own = runs[name]
    return {
        "what": name,
        "seconds": median(r.wall for r in own),
        "cpu_seconds": median(r.cpu for r in own),
        "peak_mb": max(r.peak for r in own),
        "ratio": ratios(runs, name, to, lambda r: r.wall),
        "cpu_ratio": ratios(runs, name, to, lambda r: r.cpu),
    }


def exponents(sizes: list[dict]) -> dict[str, float]:
    """Tool > the power of the rows that its processor time grows with, over the three largest packages that it was timed on."""
    points = defaultdict(list)
    for size in sizes:
        for figure in size["figures"]:
            points[figure["what"]].append((math.log(size["rows"]), math.log(figure["cpu_seconds"])))
    return {name: linear_regression(*zip(*found[-3:], strict=True)).slope for name, found in points.items() if len(found) > 1}


def targets(real: dict, sizes: list[dict], power: dict[str, float]) -> list[dict]:
    """What was aimed at, the most that may be, what was measured (None where no package of that size was), and whether it is met."""
    at = {figure["what"]: figure for figure in real["figures"]}
    found = [("real package: full check, times the bare imports, on the clock", 1.3, at[CHECK]["ratio"]["median"]),
             ("real package: check of a changed row, seconds", 1.0, at[CHANGED]["seconds"]),
             ("real package: quick check, seconds", 1.0, at[QUICK]["seconds"]),
             ("real package: build of all formats, times the full check", 1.0, _over(at, FORMATS, CHECK))]  # fmt: skip
    for rows, megabytes in ((1_000_000, 2000), (10_000_000, 4000)):
        near = next((size for size in sizes if 0.9 < size["rows"] / rows < 1.1), None)
        at = {figure["what"]: figure for figure in near["figures"]} if near else {}
        if rows == 1_000_000:
            found += [(f"{rows:,} rows: structure, times `{PEER}`", 0.05, _over(at, STRUCTURE, PEER)),
                      (f"{rows:,} rows: structure, times `{READ}`", 1.0, _over(at, STRUCTURE, READ)),
                      (f"{rows:,} rows: full check, times `{PEER}`", 0.5, _over(at, CHECK, PEER)),
                      (f"{rows:,} rows: a fault in every row, times none", 1.2, _over(at, FAULTY, CHECK))]  # fmt: skip
        found.append((f"{rows:,} rows: full check, megabytes", megabytes, at[CHECK]["peak_mb"] if at else None))
    found.append(("full check: power of the rows that it grows with", 1.05, power.get(CHECK)))
    return [
        {"target": words, "at_most": most, "measured": value, "met": None if value is None else value <= most}
        for words, most, value in found
    ]


def _over(at: dict[str, dict], what: str, of: str) -> float | None:
    return at[what]["cpu_seconds"] / at[of]["cpu_seconds"] if at else None


def table(said: dict) -> str:
    """The figures as Markdown."""
    template = Template(Path(__file__).with_suffix(".md").read_text(encoding="utf-8"), trim_blocks=True, lstrip_blocks=True)
    return template.render(said).rstrip()


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rows", type=positive, nargs="*", default=SIZES, help="sizes of the generated packages (default: 10000 100000)")
    parser.add_argument(
        "--rounds", type=positive, default=3, help="how often each command is run; large packages in fewer rounds (default: 3)"
    )
    parser.add_argument("--keep", action="store_true", help=f"write the figures to {KEPT}, {PICTURE} and {PAGE} too")


def run(options: argparse.Namespace) -> None:
    real = time_real(options.root.absolute(), options.rounds)
    sizes = [time_generated(options.root.absolute(), rows, options.rounds) for rows in sorted(options.rows)]
    power = exponents(sizes)
    said = {"command": f"nox -s benchmark -- {' '.join(map(str, sorted(options.rows)))} --rounds {options.rounds}",
            "machine": {"system": platform.system(), "processor": platform.machine(), "processors": os.cpu_count()},
            "real": real, "generated": sizes, "exponents": power, "targets": targets(real, sizes, power)}  # fmt: skip
    print(table(said))
    text = json.dumps(said, ensure_ascii=False, indent=2) + "\n"
    write_together(options.root, {DIST: text.encode()})
    if options.keep:
        keep(options.root, said, text)


def keep(root: Path, said: dict, text: str) -> None:
    """Writes the figures beside the documents, their picture, and their table between its marks."""
    lines = {name: [(size["rows"], f["seconds"]) for size in said["generated"] for f in size["figures"] if f["what"] == name]
             for name in (PEER, CSVW, CHECK, QUICK, STRUCTURE, READ)}  # fmt: skip
    page = (root / PAGE).read_text(encoding="utf-8")
    page = between(page, START, END, table(said)) or page
    write_together(root, {KEPT: text.encode(), PICTURE: picture(lines).encode(), PAGE: page.encode()})

"""A small package to break: the shipped source as it was first coded, in tests/small/, so that new rows of data/ change no test."""

from __future__ import annotations

import csv
import gc
import json
import os
import re
import shutil
import socket
import sys
from collections.abc import Callable
from functools import cache, partial, partialmethod
from pathlib import Path
from types import SimpleNamespace

import polars as pl
import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from scripts.files import alone
from scripts.publish import dist
from scripts.publish.build import build
from scripts.publish.formats import archive
from validation.checks import bytes as hygiene
from validation.checks.shape import check as shape
from validation.checks.shape import schema
from validation.model.canonical import canonical
from validation.model.descriptor import curated
from validation.model.package import read_descriptor, read_rows
from validation.run import validate

ROOT = Path(__file__).resolve().parent.parent
SMALL = ROOT / "tests/small"
DOCUMENTS = ("README.md", "METHODOLOGY.md", "CHANGELOG.md", "LICENSE")
settings.register_profile("same each time", deadline=None, derandomize=True, database=None)  # no test fails by chance or on a slow day
settings.load_profile("same each time")
WHOLE = pytest.param("whole", marks=pytest.mark.whole)


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """Nothing that the tests run may open a connection."""

    def refuse(*arguments, **options):
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture(autouse=True)
def usual_process():
    """What others change for the whole process is as usual: the longest cell that Python reads, and how often garbage is collected, here
    seldom, as it takes a fifth of the time."""
    csv.field_size_limit(131_072)
    gc.enable()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(autouse=True)
def one_core(request, monkeypatch):
    """The checks run in the process of the test, where what is slow to import is imported once; a test with `every_core` forks."""
    if "every_core" not in request.fixturenames:
        monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {0}, raising=False)


@pytest.fixture(autouse=True)
def met_once(monkeypatch):
    """Great Expectations, which takes most of the time, is not asked again whether the same columns meet what they have met before;
    nor does it write projects in memory as YAML, hash a frame to note what it was, or read an expectation anew for each of its metrics."""
    if "validation.checks.sense.check" in sys.modules:
        from great_expectations.data_context.data_context_variables import EphemeralDataContextVariables
        from great_expectations.datasource.fluent.interfaces import Batch
        from great_expectations.expectations.expectation import Expectation

        monkeypatch.setattr(Batch, "validate", partialmethod(ask_once, Batch.validate))
        monkeypatch.setattr(EphemeralDataContextVariables, "save", lambda self: None)
        monkeypatch.setattr("great_expectations.execution_engine.pandas_execution_engine.hash_pandas_dataframe", lambda frame: "")
        monkeypatch.setattr(Expectation, "configuration", property(partial(configured_once, Expectation.configuration.fget)))


MET: set[tuple[str, str, str]] = set()  # expectations that were met, each with the cells of every column that it names
CONFIGURED: dict[int, tuple] = {}  # expectations of the suite that is judged, each with its configuration


def configured_once(configuration, expectation):
    found = CONFIGURED.get(id(expectation)) or CONFIGURED.setdefault(id(expectation), (expectation, configuration(expectation)))
    return found[1]


def ask_once(batch, validate, suite, result_format):
    """What a suite comes to, where what it shows of each row is not asked for."""
    CONFIGURED.clear()
    if result_format != "BOOLEAN_ONLY":
        return validate(batch, suite, result_format=result_format)
    frame = batch.data.dataframe
    cells = {column: repr(frame[column].tolist()) for column in frame}
    keys = {}
    for expectation in suite.expectations:
        text = expectation.json(exclude={"meta", "description"})
        keys[text, expectation.meta["rule"], str([cells.get(name) for name in re.findall(r'"(\w+)"', text)])] = expectation
    suite.expectations = [expectation for key, expectation in keys.items() if key not in MET]
    if not suite.expectations:
        return SimpleNamespace(success=True, results=[])
    outcome = validate(batch, suite, result_format=result_format)
    broken = {result.expectation_config.meta["rule"] for result in outcome.results if not result.success}
    MET.update(key for key, expectation in keys.items() if expectation.meta["rule"] not in broken)
    return outcome


@pytest.fixture(autouse=True)
def read_once(monkeypatch):
    """The bytes of a file are judged once, however many packages hold the file, and so are its types, keys and references."""
    monkeypatch.setattr(hygiene, "check_file", lambda path, data, key, *more: [*check_file(path, data, key and tuple(key), *more)])
    for module, name in ((shape, "_fast"), (schema, "check"), (schema, "check_reference")):
        monkeypatch.setattr(module, name, partial(once, getattr(module, name)))


check_file = cache(hygiene.check_file)
KNOWN: dict[tuple, tuple] = {}  # function and what it was given > the same, kept so that no other has its id, and what it gave


def once(function: Callable, *given: object) -> object:
    """What a function gives for the same arguments: tables that are one object, all others written alike."""
    key = function.__name__, *(id(part) if isinstance(part, pl.LazyFrame) else repr(part) for part in given)
    if key not in KNOWN:
        KNOWN[key] = given, function(*given)
    return KNOWN[key][1]


@pytest.fixture
def every_core():
    """Lets the checks of a test run on every core, as they do for a person."""


@pytest.fixture
def quick(monkeypatch):
    """Leaves the rules of sense out of what a command judges, where the test says nothing of them: they take most of the time."""

    def quickly(root, texts=None, leave_out=(), *more, **options):
        return validate(root, texts, ("sense", *leave_out), *more, **options)

    for module in ("validation.run", "scripts.curate.next"):
        monkeypatch.setattr(f"{module}.validate", quickly)


def shared(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that the first worker to need it makes, and the others wait for."""
    home = factory.getbasetemp()
    home = (home.parent if "PYTEST_XDIST_WORKER" in os.environ else home) / name
    home.mkdir(exist_ok=True)
    with alone(home, wait=True):
        if not (home / "package").exists():
            make(home / "new")
            (home / "new").rename(home / "package")
    return home / "package"


@pytest.fixture(scope="session")
def small(tmp_path_factory) -> Path:
    """The small package, made once; tests that change something copy it."""
    return shared(tmp_path_factory, "small", make_small)


@pytest.fixture(scope="session", params=["small", WHOLE])
def dataset(request, small) -> Path:
    """The small package; and the real one too in `nox -s whole`."""
    return ROOT if request.param == "whole" else small


@pytest.fixture(scope="session")
def built(dataset, tmp_path_factory) -> Path:
    """A copy of the dataset with its `dist/`, the archive of a release included."""

    def make(root: Path) -> None:
        for name in ("data", "seeds"):
            shutil.copytree(dataset / name, root / name)
        for path in (*dataset.glob("*.md"), *(dataset / name for name in ("CITATION.cff", "LICENSE", "datapackage.json"))):
            shutil.copy(path, root)
        dist.build(root, say=lambda line: None, extra=[("archive", archive.render)])

    return shared(tmp_path_factory, f"built-{'whole' if dataset == ROOT else 'small'}", make)


@pytest.fixture
def package(small, tmp_path) -> Path:
    """A copy of the small package to break."""
    return Path(shutil.copytree(small, tmp_path / "package", copy_function=shutil.copyfile))


def make_small(root: Path) -> None:
    """Writes the small package, with the columns and vocabularies of the real one, and builds the rest."""
    descriptor = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
    root.mkdir(parents=True)
    (root / "datapackage.json").write_text(json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    shutil.copytree(ROOT / "seeds", root / "seeds")
    for name in DOCUMENTS:
        shutil.copy(ROOT / name, root)
    for resource in curated(descriptor):
        kept = SMALL / Path(resource["path"]).name if resource["name"] != "vocabularies" else ROOT / resource["path"]
        columns = dict.fromkeys((f["name"] for f in resource["schema"]["fields"]), "")
        rows = [columns | row for row in read_csv(kept)] if kept.is_file() else []
        write_csv(root / resource["path"], rows, columns)
    build(root)


def read_csv(path: Path) -> list[dict]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file)) or [dict.fromkeys(read_rows(path.read_bytes())[0], "")]


def write_csv(path: Path, rows: list[dict], like: dict) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = canonical([list(like), *([row[c] for c in like] for row in rows)], _key(path.stem))
    path.write_text(text, encoding="utf-8", newline="")


@cache
def _key(table: str) -> list[str]:
    return next(r["schema"]["primaryKey"] for r in read_descriptor(ROOT)["resources"] if r["name"] == table)


# Modules of which one worker runs all tests, and so makes their fixtures once. By name, as pytest 9.2 hides the marks of xdist from it.
TOGETHER = {f"tests/test_{name}.py" for name in ("cases", "explore", "exports", "formats", "joining", "linked_data", "metadata", "mutation",
                                                 "parts", "quickstart", "site")}  # fmt: skip
# What takes longest begins first, so that no worker is left with it at the end.
LONGEST = ("test_two_builds_are_the_same_to_the_byte", "test_the_project_runs_without_our_code", "test_a_command_killed_at_any_moment",
           "test_contributing", "test_any_broken_package_is_judged_in_plain_lines_and_left_as_it_is")  # fmt: skip


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: LONGEST.index(item.name) if item.name in LONGEST else len(LONGEST))


class Scheduling(LoadScopeScheduling):
    """Deals out the tests one by one, but those of some modules together, the largest first."""

    def _split_scope(self, nodeid: str) -> str:
        module = nodeid.partition("::")[0]
        return module if module in TOGETHER else nodeid


def pytest_xdist_make_scheduler(config, log):
    return Scheduling(config, log)


def pytest_addoption(parser):
    parser.addoption(
        "--rewrite", action="store_true", help="write what the broken packages print into tests/broken/, to be read and committed"
    )

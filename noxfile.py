"""The sessions of the project; `nox -l` lists them, `nox` alone runs the main job: check, then build."""

from __future__ import annotations

import shutil

import nox

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_venv = "yes"
nox.options.error_on_external_run = True
nox.options.error_on_missing_interpreters = True
nox.options.stop_on_first_error = True
nox.options.sessions = ["check", "build"]

# One environment for every session: nothing depends on the machine's clock, place, language or hash seed.
ENV = {
    "PYTHONHASHSEED": "0",
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    "GX_ANALYTICS_ENABLED": "False",
    "PYTHONDONTWRITEBYTECODE": None,  # byte code is worth five seconds at every start
}
METADATA = ("metadata-citation", "metadata-croissant", "metadata-csvw", "metadata-datacite", "metadata-rocrate")
GROUPS = ("nox", "check", "build", "tests", "lint", *METADATA)

LAID_OUT = ".nox/package"  # the package as its archive holds it, for the validators of the metadata
# Validation does not look at the files; this reads every row and compares every hash.
READ_CROISSANT = """
import mlcroissant
dataset = mlcroissant.Dataset("croissant.json")
for table in dataset.metadata.record_sets:
    print(table.id, len(list(dataset.records(table.id))))
"""
VALIDATORS = {
    "citation": ["check-jsonschema", "--builtin-schema", "vendor.citation-file-format", "CITATION.cff"],
    "datacite": [
        "python",
        "-c",
        "import json; from datacite import schema45; schema45.validator.validate(json.load(open('datacite.json')))",
    ],
    "csvw": ["csvwvalidate", "-v", "csv-metadata.json"],
    "croissant": ["mlcroissant", "validate", "--jsonld", "croissant.json"],
    "rocrate": ["rocrate-validator", "--no-interactive", "validate", "-p", "ro-crate-1.3", "--offline", "--cache-path", "../crate", "."],
}


def install(session: nox.Session, group: str) -> None:
    """Installs a locked group; every file is checked against its hash."""
    session.env.update(ENV)
    session.install("--require-hashes", "-r", f"requirements/{group}.txt")


def run_script(session: nox.Session, name: str, group: str = "check") -> None:
    """Runs one of scripts/ in a locked group, with the arguments after `--`."""
    install(session, group)
    session.run("python", "-m", f"scripts.{name}", *session.posargs)


@nox.session
def check(session: nox.Session) -> None:
    """Judge the package: bytes, structure, sense, words, staleness (-- --format json, --texts DIR)."""
    install(session, "check")
    session.run("python", "-m", "validation", *session.posargs)


@nox.session
def build(session: nox.Session) -> None:
    """Rebuild everything: derived tables, documents, counts and hashes, and every format in dist/."""
    install(session, "build")
    session.run("python", "-m", "scripts.publish.build", *session.posargs)
    session.run("python", "-m", "scripts.publish.dist", *session.posargs)


@nox.session(default=False)
def tests(session: nox.Session) -> None:
    """Run the tests (-- -k NAME for some)."""
    install(session, "tests")
    session.run("pytest", *session.posargs)


@nox.session(default=False, name="format")
def format_(session: nox.Session) -> None:
    """Bring every table of data/ into its one byte form."""
    run_script(session, "format")


@nox.session(default=False)
def lint(session: nox.Session) -> None:
    """Read the code for mistakes and style."""
    install(session, "lint")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session(default=False)
def coverage(session: nox.Session) -> None:
    """Show what of each shipped text is carried by an item, and mark the words that are not."""
    run_script(session, "coverage")


@nox.session(default=False)
def mutate(session: nox.Session) -> None:
    """Change cells one at a time to plausible wrong values and count what the checks report (-- --sample 300)."""
    run_script(session, "mutate")


@nox.session(default=False)
def add_source(session: nox.Session) -> None:
    """Write the row of a new source (-- URL; asks for the rest)."""
    run_script(session, "add_source")


@nox.session(default=False)
def passage(session: nox.Session) -> None:
    """Find words in a source and write the passage (-- S001 "at least 27", --text FILE_OR_FOLDER, --choose N)."""
    run_script(session, "passage")


@nox.session(default=False, name="next")
def next_(session: nox.Session) -> None:
    """List what is left to do, worst first, each with the command that mends it (-- --texts DIR, --all)."""
    run_script(session, "next")


@nox.session(default=False)
def explain(session: nox.Session) -> None:
    """Show one item with all that hangs on it (-- C0005, --texts DIR)."""
    run_script(session, "explain")


@nox.session(default=False)
def changes(session: nox.Session) -> None:
    """Show cell by cell what changed since a tag or commit (-- v0.1.0, --corrections)."""
    run_script(session, "changes")


@nox.session(default=False)
def agreement(session: nox.Session) -> None:
    """Compute how far the two codings agree, into data/derived/agreement.csv."""
    run_script(session, "agreement")


@nox.session(default=False)
@nox.parametrize("tool", ["package", *VALIDATORS])
def metadata(session: nox.Session, tool: str) -> None:
    """Check every metadata file with its public validator, each in its own environment, without a network."""
    if tool == "package":
        install(session, "build")
        shutil.rmtree(LAID_OUT, ignore_errors=True)
        session.run("python", "-m", "scripts.publish.metadata", "--to", LAID_OUT)
        session.run("frictionless", "validate", f"{LAID_OUT}/datapackage.json")
        return
    install(session, f"metadata-{tool}")
    if tool == "rocrate":
        session.run("python", "-m", "scripts.publish.crate_cache", ".nox/crate")
    with session.chdir(LAID_OUT):
        session.run(*VALIDATORS[tool])
        if tool == "croissant":  # validate does not look at the files; this reads every row and compares every hash
            session.run("python", "-c", READ_CROISSANT)


@nox.session(default=False)
def release(session: nox.Session) -> None:
    """Write the archive of this version, its checksums and what changed, if the tree is fit to be released."""
    run_script(session, "release", "build")


@nox.session(default=False)
def recover(session: nox.Session) -> None:
    """Kill fifty builds at random moments; the old set or the new one must stand each time."""
    install(session, "tests")
    session.run("pytest", "-m", "slow", *session.posargs)


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """Time grounding: cells a second over many copies of the shipped sources (-- --copies 200)."""
    run_script(session, "bench")


@nox.session(default=False)
def lock(session: nox.Session) -> None:
    """Pin every dependency group with hashes (-- --upgrade for newer releases)."""
    session.env.update(ENV)
    session.install("uv>=0.13")
    for group in GROUPS:
        session.run(
            "uv", "pip", "compile", "--group", f"pyproject.toml:{group}", "--universal", "--python-version", "3.11", "--generate-hashes",
            "--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command", "nox -s lock", "--quiet",
            "-o", f"requirements/{group}.txt", *session.posargs,
        )  # fmt: skip

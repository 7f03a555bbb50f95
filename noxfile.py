"""The sessions of the project; `nox -l` lists them, `nox` alone checks everything and rebuilds it."""

import hashlib
import os
import shutil
import sys
import tomllib
from pathlib import Path

import nox

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "none"
nox.options.stop_on_first_error = True
nox.options.sessions = ["check", "build"]

# One environment for every session: nothing depends on the machine's clock, place, language or hash seed.
ENV = {
    "PYTHONHASHSEED": "0",
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    "GX_ANALYTICS_ENABLED": "False",
    "UV_SYSTEM_CERTS": "1",  # trust what the machine trusts, as pip does
    "PYTHONDONTWRITEBYTECODE": None,  # byte code is worth five seconds at every start
}
QUIET = () if sys.stderr.isatty() else ("--quiet",)  # a bar for a person, no list of packages for a log
TOOLS = "tools"  # the group of packages that users, curators and tests share: one environment, made by the first command
VALIDATORS = {
    "citation": [["check-jsonschema", "--builtin-schema", "vendor.citation-file-format", "CITATION.cff"]],
    "datacite": [
        ["python", "-c", "import json; from datacite import schema45; schema45.validator.validate(json.load(open('datacite.json')))"]
    ],
    "csvw": [["csvwvalidate", "-v", "csv-metadata.json"]],
    # `validate` does not look at the files; the second command reads every row and compares every hash.
    "croissant": [
        ["mlcroissant", "validate", "--jsonld", "croissant.json"],
        ["python", "-c", "import mlcroissant as m; d = m.Dataset('croissant.json'); "
                         "[print(t.id, len(list(d.records(t.id)))) for t in d.metadata.record_sets]"],
    ],
    "rocrate": [["rocrate-validator", "--no-interactive", "validate", "-p", "ro-crate-1.3", "--offline", "--cache-path", "../crate", "."]],
}  # fmt: skip
GROUPS = ("nox", TOOLS, "site-tests", "spark", "lint", *(f"metadata-{tool}" for tool in VALIDATORS))
LAID_OUT = Path(".nox/package").absolute()  # the package as its archive holds it, for the validators of the metadata


def environment(session: nox.Session, group: str = TOOLS) -> Path:
    """The folder of commands of a locked environment, made anew where the lock has changed; every file is checked against its hash."""
    session.env.update(ENV)
    lock, home = Path(f"requirements/{group}.txt"), Path(f".nox/{group}").absolute()
    stamp = hashlib.sha256(lock.read_bytes()).hexdigest() + sys.version
    commands = home / ("Scripts" if os.name == "nt" else "bin")
    if not (home / "lock").is_file() or (home / "lock").read_text(encoding="utf-8") != stamp:
        session.log(f"installing the locked packages of {lock} into .nox/{home.name}: once, for about a minute")
        shutil.rmtree(home, ignore_errors=True)
        session.run_install(sys.executable, "-m", "uv", "venv", "--quiet", "--python", sys.executable, str(home), external=True)
        locked = (*QUIET, "--require-hashes", "-r", str(lock))
        try:
            session.run_install(sys.executable, "-m", "uv", "pip", "install", "--python", str(commands / "python"), "--compile-bytecode",
                                *locked, external=True)  # fmt: skip
        except nox.command.CommandFailed:
            session.log("uv does not reach the packages here; pip, which may be set up for this machine, installs them")
            session.run_install(sys.executable, "-m", "pip", "--python", str(commands / "python"), "install", *locked, external=True)
        (home / "lock").write_text(stamp, encoding="utf-8")
    session.env["PATH"] = f"{commands}{os.pathsep}{os.environ['PATH']}"
    return commands


def run(session: nox.Session, *command: str, group: str = TOOLS) -> None:
    """Runs a command of an environment."""
    session.run(str(environment(session, group) / command[0]), *command[1:], external=True)


def add(tag: str, name: str, says: str, *command: str, group: str = TOOLS) -> None:
    """Adds a session that runs one command of Python, with the arguments after `--`."""

    def one(session: nox.Session) -> None:
        run(session, "python", "-m", *command, *session.posargs, group=group)

    one.__doc__ = says
    nox.session(one, name=name, tags=[tag])


def add_scripts(tag: str) -> None:
    """Adds a session of each command of `python -m scripts` in this group of its menu."""
    menu = tomllib.loads(Path("scripts/commands.toml").read_text(encoding="utf-8"))
    for name, (_, says) in menu[tag].items():
        add(tag, name, says, "scripts", name)


# To use the package

add("use", "check", "Check the package and write nothing (-- --changed for a save hook, --quick, --texts DIR, --format json).",
    "validation")  # fmt: skip


@nox.session(tags=["use"])
def build(session: nox.Session) -> None:
    """Rebuild the derived tables, the documents, every format in dist/ and the site."""
    for name in ("build", "dist", "site"):
        run(session, "python", "-m", "scripts", name, *session.posargs)


add("use", "tests", "Run the tests (-- -k NAME for some).", "pytest")
add_scripts("use")
add_scripts("curate")

# To maintain it


@nox.session(tags=["maintain"])
def lint(session: nox.Session) -> None:
    """Read the code for mistakes and style."""
    run(session, "ruff", "check", ".", group="lint")
    run(session, "ruff", "format", "--check", ".", group="lint")


add("maintain", "whole", "Read the whole dataset back from every format, the archive, the graph and the site (-- -k NAME for some).",
    "pytest", "-m", "whole")  # fmt: skip


@nox.session(tags=["maintain"])
def spark(session: nox.Session) -> None:
    """Check a package on Apache Spark and compare the findings with those of this machine (-- --root DIR --spark MASTER); needs Java."""
    if not session.posargs:
        run(session, "python", "-m", "pytest", "-n0", "-rs", "tests/test_spark.py", group="spark")
    run(session, "python", "-m", "validation", *(session.posargs or ("--spark", "local[2]")), group="spark")


add("maintain", "site_tests", "Test the site in Debian's chromium: addresses, downloads, policy, accessibility (-- -k NAME for some).",
    "pytest", "-m", "site", "tests/site", group="site-tests")  # fmt: skip


@nox.session(tags=["maintain"])
def metadata(session: nox.Session) -> None:
    """Check every metadata file with its public validator, without a network."""
    shutil.rmtree(LAID_OUT, ignore_errors=True)
    run(session, "python", "-m", "scripts", "lay_out", "--to", str(LAID_OUT))
    run(session, "frictionless", "validate", str(LAID_OUT / "datapackage.json"))
    for tool, commands in VALIDATORS.items():
        if tool == "rocrate":
            run(session, "python", "-m", "scripts.publish.crate_cache", ".nox/crate", group="metadata-rocrate")
        environment(session, f"metadata-{tool}")
        for command in commands:
            with session.chdir(LAID_OUT):
                session.run(*command, external=True)


add("maintain", "recover", "Kill fifty builds at random moments; each time the old set or the new one must be complete.",
    "pytest", "-m", "slow")  # fmt: skip
add_scripts("maintain")


@nox.session(tags=["maintain"])
def lock(session: nox.Session) -> None:
    """Pin every dependency group with hashes (-- --upgrade for newer releases)."""
    session.env.update(ENV)
    for group in GROUPS:
        session.run(
            sys.executable, "-m", "uv", "pip", "compile", "--group", f"pyproject.toml:{group}", "--universal", "--python-version", "3.11",
            "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command", "nox -s lock", "--quiet",
            "-o", f"requirements/{group}.txt", *session.posargs, external=True,
        )  # fmt: skip

"""`python -m scripts release [--root DIR]`: the archive of a version, its checksums and what changed, if it is ready for a release."""

import argparse
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import astuple, fields
from functools import partial
from pathlib import Path
from subprocess import CalledProcessError

from scripts.publish import dist
from scripts.publish.formats import archive
from validation.checks.descriptor import describe
from validation.model.canonical import to_text
from validation.model.git import git
from validation.model.package import CannotRun, Package

SHOWN = 5
NEXT = Path(__file__).with_suffix(".md")  # what a person does next


def reasons_against(root: Path, descriptor: dict) -> list[str]:
    """Why this tree must not be released, a line each; empty where it may."""
    found = []
    if dirty := _git(root, "status", "--porcelain", "--untracked-files=all", "--", ".").splitlines():
        found += [f"the tree is not clean, commit or remove: {line.strip()}" for line in dirty[:SHOWN]]
    found += [f"{name}: is missing" for name in ("CHANGELOG.md", *archive.NEEDED) if not (root / name).is_file()]
    found += _unlogged(root / "CHANGELOG.md", descriptor["version"])
    version = f"v{descriptor['version']}"
    if version in _git(root, "tag", "--list").split() and _git(root, "rev-list", "-n1", version) != _git(root, "rev-parse", "HEAD"):
        found.append(f"{version} is tagged on another commit; a released version is never changed, raise the version in datapackage.json")
    return found + _problems(root, descriptor)


def _unlogged(changelog: Path, version: str) -> list[str]:
    heading = rf"(?m)^##\s+\[?v?{re.escape(version)}(?![\w.])"
    if changelog.is_file() and not re.search(heading, changelog.read_bytes().decode(errors="replace")):
        return [f"CHANGELOG.md: has no heading for {version}; say what changed and whether users must act"]
    return []


def _problems(root: Path, descriptor: dict) -> list[str]:
    """What the checks find, and each change since the last release that no correction tells of."""
    from validation.run import validate

    found = validate(root)
    if not found and (tag := last_tag(root, descriptor)):
        from scripts.curate.changes import uncorrected

        found = uncorrected(root, tag)
    more = [f"and {len(found) - SHOWN} more; run `nox -s check`"] if len(found) > SHOWN else []
    return [*map(str, found[:SHOWN]), *more]


def last_tag(root: Path, descriptor: dict) -> str:
    """The nearest release tag before this version, or nothing."""
    own = f"v{descriptor['version']}"
    with suppress(CannotRun):
        return _git(root, "describe", "--tags", "--abbrev=0", "--match", "v[0-9]*", "--exclude", own).strip()
    return ""


def changes_since(tag: str, package: Package) -> dict[str, bytes]:
    """Every cell and row that differs from the last release, as a file."""
    from scripts.curate.changes import Change, changes

    rows = [astuple(change) for change in changes(package.root, tag)]
    return {f"changes-since-{tag}.csv": to_text([[field.name for field in fields(Change)], *rows]).encode()}


def release(root: Path, say: Callable[[str], None] = print) -> list[str]:
    """Writes the release into `dist/`; returns the reasons against it, with nothing written, if there are any."""
    descriptor = describe(root)
    if reasons := reasons_against(root, descriptor):
        return reasons
    extra = [("archive", archive.render)]
    if tag := last_tag(root, descriptor):
        extra.append(("changes", partial(changes_since, tag)))
    files = dist.build(root, say, extra)
    name = f"{descriptor['name']}-{descriptor['version']}.zip"
    line = next(line for line in files[dist.SUMS].decode().splitlines() if line.endswith(f"  {name}"))
    say(f"\n{line}\n\n{NEXT.read_text(encoding='utf-8').format(**descriptor)}".rstrip())
    return []


def _git(root: Path, *arguments: str) -> str:
    try:
        return git(root, *arguments).decode("utf-8", errors="replace")
    except (CalledProcessError, OSError) as error:
        why = (getattr(error, "stderr", b"").decode("utf-8", errors="replace") or str(error)).strip().splitlines()[0]
        raise CannotRun(f"a release is made from a git repository: {why}") from None


def run(options: argparse.Namespace) -> int:
    reasons = release(options.root, say=lambda line: print(line, flush=True))
    if reasons:
        print("not released:\n" + "\n".join(f"- {reason}" for reason in reasons), file=sys.stderr)
    return 1 if reasons else 0

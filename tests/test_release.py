"""What is built is the same to the byte wherever it is built, whole or not at all, and released only when fit."""

import csv
import errno
import hashlib
import io
import json
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from scripts import files
from scripts.cli import main as command_line
from scripts.publish import dist
from scripts.publish.build import build as rebuild
from scripts.publish.formats import archive
from tests.conftest import ROOT
from tests.edits import put
from validation.model.package import read_descriptor

EVERYTHING = """
import sys
from pathlib import Path
from scripts.publish import build, dist
from scripts.publish.formats import archive
build.build(Path(sys.argv[1]))
dist.build(Path(sys.argv[1]), extra=[("archive", archive.render)])
"""
SOON = """
import sys
from scripts import cli
from scripts.publish import dist
dist.FORMATS = ("dictionary", "geojson")
sys.exit(cli.main())
"""
ABROAD = {"PYTHONHASHSEED": "271828", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "tr_TR.UTF-8", "PYTHONUTF8": "0"}


def run(*arguments, **options) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False, **options)


def contents(folder: Path) -> dict[str, str]:
    """Path > hash of everything in a folder."""
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.rglob("*")) if p.is_file()}


def first_difference(one: Path, other: Path) -> str:
    """The first file that differs, and in a ZIP its first differing member; empty where none does."""
    left, right = contents(one), contents(other)
    name = next((name for name in sorted({*left, *right}) if left.get(name) != right.get(name)), "")
    if name not in left or name not in right or not name.endswith((".zip", ".xlsx")):
        return name
    with zipfile.ZipFile(one / name) as a, zipfile.ZipFile(other / name) as b:
        for member in sorted({*a.namelist(), *b.namelist()}):
            if member not in a.namelist() or member not in b.namelist() or a.read(member) != b.read(member):
                return f"{name}: {member}"
            if a.getinfo(member).date_time != b.getinfo(member).date_time:
                return f"{name}: {member} (its date)"
    return f"{name}: order or attributes of its members"


def test_two_builds_are_the_same_to_the_byte(built, tmp_path):
    """One made by the tests, the other from nothing at a later time, in another folder and another country."""
    again = tmp_path / "another folder é"
    shutil.copytree(built, again, ignore=lambda folder, names: {"dist"} if Path(folder) == built else set())
    shutil.rmtree(again / "data/derived")
    time.sleep(max(0, (built / "dist").stat().st_mtime + 2 - time.time()))  # the step of the clock in a ZIP
    result = run("-c", EVERYTHING, str(again), env=os.environ | ABROAD)
    assert result.returncode == 0, result.stderr
    assert first_difference(built, again) == ""


def test_the_difference_is_named(package, tmp_path):
    for name, text in (("a", "1"), ("b", "2")):
        (tmp_path / name).mkdir()
        with zipfile.ZipFile(tmp_path / name / "x.zip", "w") as file:
            file.writestr(zipfile.ZipInfo("same"), "")
            file.writestr(zipfile.ZipInfo("other"), text)
    assert first_difference(tmp_path / "a", tmp_path / "b") == "x.zip: other"


def test_archive_is_the_same_on_every_system(package):
    (data,) = archive.render(dist.read(package)).values()
    entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    assert [e.filename for e in entries] == sorted(e.filename for e in entries)
    assert {(e.create_system, e.compress_type, e.date_time) for e in entries} == {(3, zipfile.ZIP_STORED, (1980, 1, 1, 0, 0, 0))}


def test_progress_and_sums(package, capsys):
    assert command_line(["dist", "--root", str(package)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[:-1]] == ["metadata", *dist.FORMATS]
    found = contents(package / "dist")
    sums = dict(reversed(line.split("  ", 1)) for line in (package / "dist/SHA256SUMS").read_text(encoding="utf-8").splitlines())
    assert found == sums | {"SHA256SUMS": found["SHA256SUMS"]}


@pytest.fixture
def few(monkeypatch):
    """Two formats that are soon made, where the test says nothing of what they hold."""
    monkeypatch.setattr(dist, "FORMATS", ("dictionary", "geojson"))


@pytest.mark.usefixtures("few")
def test_what_others_put_into_dist_stays(package):
    (package / "dist/site").mkdir(parents=True)
    (package / "dist/site/index.html").write_text("theirs", encoding="utf-8")
    dist.build(package, say=lambda line: None)
    (package / "dist/events.geojson").write_text("ours, edited", encoding="utf-8")
    dist.build(package, say=lambda line: None)
    assert (package / "dist/site/index.html").read_text(encoding="utf-8") == "theirs"
    assert (package / "dist/events.geojson").read_text(encoding="utf-8") != "ours, edited"


def test_stale_tables_are_not_published(package, capsys):
    with (package / "data/derived/tolls.csv").open("a", encoding="utf-8") as file:
        file.write("E001,killed,people,lowest,1,1,C0001,1\n")
    assert command_line(["dist", "--root", str(package)]) == 2
    assert "data/derived/tolls.csv" in capsys.readouterr().err
    assert not (package / "dist").exists()


@pytest.mark.parametrize("where", ["write", "keep", "swap"])
def test_a_failure_leaves_the_old_set(few, package, monkeypatch, capsys, where):
    dist.build(package, say=lambda line: None)
    before = contents(package / "dist")

    def fail(*arguments):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(*{"write": (Path, "write_bytes"), "keep": (dist, "_keep"), "swap": (files, "_swap")}[where], fail)
    assert command_line(["dist", "--root", str(package)]) == 2
    error = capsys.readouterr().err
    assert "No space left on device" in error and error.count("\n") == 1
    assert contents(package / "dist") == before
    assert not list(package.glob(".dist*"))


@pytest.mark.skipif(sys.platform == "win32", reason="limits on files are a matter of Unix")
def test_full_disk_is_one_line(few, package):
    import resource

    dist.build(package, say=lambda line: None)
    before = contents(package / "dist")
    result = run("-c", SOON, "dist", "--root", str(package), preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, 5_000)))
    assert (result.returncode, result.stderr.count("\n")) == (2, 1), result.stderr
    assert contents(package / "dist") == before and not list(package.glob(".dist*"))


def test_read_only_folder_is_one_line(package):
    """On a mount of its own, as permissions do not bind the superuser."""
    own = ["unshare", "--map-root-user", "--mount", "sh", "-c"]
    mount = f"mount --bind '{package}' '{package}' && mount -o remount,ro,bind '{package}'"
    if not shutil.which("unshare") or subprocess.run([*own, mount], capture_output=True, check=False).returncode:
        pytest.skip("no mount can be made here; a read-only folder was not tried")
    build = f"{mount} && exec '{sys.executable}' -c \"$0\" dist --root '{package}'"
    result = subprocess.run([*own, build, SOON], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr.count("\n")) == (2, 1) and "Read-only" in result.stderr


def test_two_builds_at_once(package, capsys):
    with files.alone(package):
        assert command_line(["dist", "--root", str(package)]) == 2
    assert "another command" in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_a_process_that_outlives_a_build_keeps_no_lock(package):
    begun, end = multiprocessing.Event(), multiprocessing.Event()
    with files.alone(package):
        process = multiprocessing.get_context("fork").Process(target=lambda: (begun.set(), end.wait(60)), daemon=True)
        process.start()
        assert begun.wait(60)
    with files.alone(package):
        end.set()
    process.join()


@pytest.mark.slow
def test_killed_at_any_moment(package):
    """Fifty builds killed at random moments: what stands in dist/ is the old set or the new one, and the next build works."""
    path = package / "datapackage.json"
    sets, versions = [], ("0.1.0", "0.1.1")
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    begin = time.monotonic()
    for version in versions:
        path.write_text(json.dumps(descriptor | {"version": version}), encoding="utf-8")
        assert run("-m", "scripts", "dist", "--root", str(package)).returncode == 0
        sets.append(contents(package / "dist"))
    longest = (time.monotonic() - begin) / 2
    chance, seen = random.Random(19), []
    number = -1
    # Fifty kills, and more until one has hit a build while it wrote: a fast disk makes that moment short.
    while (number := number + 1) < 50 or (not any(seen) and number < 400):
        path.write_text(json.dumps(descriptor | {"version": versions[number % 2]}), encoding="utf-8")
        process = subprocess.Popen(
            [sys.executable, "-m", "scripts", "dist", "--root", str(package)],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        # the later half of a build renders and writes
        time.sleep(longest * (chance.uniform(0.5, 1.1) if number % 2 else chance.random()))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert contents(package / "dist") in sets, f"after kill {number}"
        seen.append(len(list(package.glob(".dist*"))))
    assert run("-m", "scripts", "dist", "--root", str(package)).returncode == 0
    assert contents(package / "dist") == sets[(number - 1) % 2]
    assert not list(package.glob(".dist*")), "leftovers of killed builds"
    assert any(seen), "no kill hit a build while it wrote; the test says nothing"


# Releases.


@pytest.fixture(scope="module")
def committed(small, tmp_path_factory) -> Path:
    """The small package as a clean git repository."""
    root = Path(shutil.copytree(small, tmp_path_factory.mktemp("committed") / "package"))
    (root / ".gitignore").write_text("dist/\n.dist*\n", encoding="utf-8")
    (root / "CHANGELOG.md").write_text(f"# Changelog\n\n## {read_descriptor(root)['version']}\n\nFirst.\n", encoding="utf-8")
    git(root, "init", "--quiet")
    commit(root)
    return root


@pytest.fixture
def repository(committed, tmp_path) -> Path:
    """A copy of it to change."""
    return Path(shutil.copytree(committed, tmp_path / "package"))


def git(root: Path, *arguments: str) -> str:
    identity = {
        "GIT_AUTHOR_NAME": "Test",
        "GIT_AUTHOR_EMAIL": "test@example.org",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    identity |= {key.replace("AUTHOR", "COMMITTER"): text for key, text in identity.items() if "AUTHOR" in key}
    return subprocess.run(
        ["git", "-C", str(root), *arguments], env=os.environ | identity, check=True, capture_output=True, text=True
    ).stdout


def commit(root: Path) -> None:
    rebuild(root)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "A state")


def bump(root: Path, version: str) -> None:
    path = root / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8")) | {"version": version}
    path.write_text(json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    with (root / "CHANGELOG.md").open("a", encoding="utf-8") as file:
        file.write(f"\n## {version}\n\nMore.\n")


def test_release(few, repository, request, capsys):
    assert command_line(["release", "--root", str(repository)]) == 0, capsys.readouterr().err
    out = capsys.readouterr().out
    assert "DOI" in out and "git tag" in out
    (archive,) = (repository / "dist").glob("*.zip")
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    assert f"{digest}  {archive.name}" in (repository / "dist/SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert git(repository, "status", "--porcelain") == ""
    again = contents(repository / "dist")
    request.getfixturevalue("quick")
    assert command_line(["release", "--root", str(repository)]) == 0
    assert contents(repository / "dist") == again


@pytest.mark.usefixtures("quick")
def test_release_refuses_a_dirty_tree(repository, capsys):
    (repository / "stray.txt").write_text("", encoding="utf-8")
    assert command_line(["release", "--root", str(repository)]) == 1
    assert "stray.txt" in capsys.readouterr().err
    assert not (repository / "dist").exists()


@pytest.mark.usefixtures("quick")
def test_release_refuses_an_untold_version(repository, capsys):
    (repository / "CHANGELOG.md").write_text("# Changelog\n\n## 10.1.0\n", encoding="utf-8")
    commit(repository)
    assert command_line(["release", "--root", str(repository)]) == 1
    assert "CHANGELOG.md" in capsys.readouterr().err


@pytest.mark.usefixtures("quick")
def test_release_refuses_a_failed_check(repository, capsys):
    put("casualty_claims", "C0005", value="72")(repository)
    commit(repository)
    assert command_line(["release", "--root", str(repository)]) == 1
    assert "C0005" in capsys.readouterr().err
    assert not (repository / "dist").exists()


@pytest.mark.usefixtures("quick", "few")
def test_release_tells_changes_and_wants_corrections(repository, capsys):
    git(repository, "tag", "v0.1.0")
    put("events", "E001", title="Azerbaijani operation in Nagorno-Karabakh in September")(repository)
    put("actors", "rt", note="An outlet.")(repository)
    bump(repository, "0.2.0")
    commit(repository)
    code = command_line(["release", "--root", str(repository)])
    error = capsys.readouterr().err
    assert code == 1 and "uncorrected" in error and "rt" in error
    header = next(csv.reader((repository / "data/corrections.csv").open(encoding="utf-8")))
    title = "Azerbaijani operation in Nagorno-Karabakh"
    told = [
        ["K0001", "2026-11-24", "actors", "rt", "note", "", "An outlet.", "Test."],
        ["K0002", "2026-11-24", "events", "E001", "title", title, f"{title} in September", "Test."],
    ]
    with (repository / "data/corrections.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *told])
    commit(repository)
    assert command_line(["release", "--root", str(repository)]) == 0, capsys.readouterr().err
    with (repository / "dist/changes-since-v0.1.0.csv").open(encoding="utf-8", newline="") as file:
        found = {(r["table"], r["row_id"], r["column"]): r["new_value"] for r in csv.DictReader(file)}
    assert found["actors", "rt", "note"] == "An outlet."


@pytest.mark.usefixtures("quick")
def test_a_released_version_is_never_changed(repository, capsys):
    git(repository, "tag", f"v{read_descriptor(repository)['version']}")
    (repository / "README.md").write_text("# Changed\n", encoding="utf-8")
    commit(repository)
    assert command_line(["release", "--root", str(repository)]) == 1
    assert "another commit" in capsys.readouterr().err


def test_release_without_git(package, capsys):
    assert command_line(["release", "--root", str(package)]) == 2
    assert capsys.readouterr().err.count("\n") == 1

"""Writing files whole: a reader finds the old bytes or the new ones, never half of them; of several files, all or none."""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from validation.model.files import Unreadable, read_inside
from validation.model.journal import JOURNAL, read_journal
from validation.model.package import CannotRun

NEW = ".new"  # ends the name of a hidden file whose bytes wait to be moved into place
HELD: set[int] = set()  # locks of this process
if hasattr(os, "register_at_fork"):  # a process beside this one may outlive it, and must not keep its locks
    os.register_at_fork(after_in_child=lambda: [os.close(HELD.pop()) for _ in tuple(HELD)])


def read_own(root: Path, path: str) -> bytes:
    """The bytes of a file of the package. Raises CannotRun, with its path, where there is none or a link, a pipe or a folder instead."""
    try:
        return read_inside(root, path)
    except Unreadable as error:
        raise CannotRun(f"{path}: {error}") from None


def write_together(root: Path, files: Mapping[str, bytes]) -> list[str]:
    """Writes several files below `root`, all or none; returns the paths whose bytes changed.

    The new bytes are written beside the files, then a journal names them, then each moves into place. A write cut short before the
    journal stands has changed nothing; one cut short after it is completed by `complete`. Raises, with nothing changed, OSError with the
    name of the file where the folder is read-only or the disk is full, CannotRun where a link, a pipe or a folder stands in its place.
    """
    with alone(root):
        was = {path: _hash(root, path) for path in files}
        changed = {path: data for path, data in files.items() if was[path] != hashlib.sha256(data).hexdigest()}
        moves: dict[str, dict[str, str]] = {}
        if os.path.lexists(root / JOURNAL):
            raise CannotRun(f"{JOURNAL}: another command was cut short; run this one again, which completes that one first")
        for folder in {root, root / "data", *((root / path).parent for path in files)}:
            for leftover in folder.glob(f".*.????????{NEW}"):  # of a write cut short before its journal stood
                leftover.unlink()
        try:
            for path, data in changed.items():
                moves[path] = {"was": was[path], "new": _write_beside(root / path, data).relative_to(root).as_posix()}
            if moves:
                os.replace(_write_beside(root / JOURNAL, json.dumps(moves, indent=2).encode()), root / JOURNAL)
        except BaseException:
            if not (root / JOURNAL).exists():
                for move in moves.values():
                    (root / move["new"]).unlink(missing_ok=True)
            raise
        _move(root, moves)
    return list(changed)


def complete(root: Path) -> list[str]:
    """Completes a write that was cut short: moves into place what its journal names. Returns the paths, none where nothing was left.

    Raises CannotRun, with nothing moved, where a file was changed by somebody else since, or where no command wrote the journal.
    """
    if not os.path.lexists(root / JOURNAL):
        return []
    with alone(root):
        try:
            moves = read_journal(root)
        except Unreadable as error:
            raise CannotRun(f"{JOURNAL}: {error}; delete it") from None
        left = {path: move for path, move in moves.items() if (root / move["new"]).is_file()}
        if edited := [path for path, move in left.items() if _hash(root, path) != move["was"]]:
            why = f"a write of {', '.join(moves)} was cut short, and {', '.join(edited)} was edited since"
            raise CannotRun(f"{why}; delete {JOURNAL} to keep the edit, or undo the edit and run the command again")
        _move(root, left)
    return list(moves)


def _move(root: Path, moves: Mapping[str, dict[str, str]]) -> None:
    for path, move in moves.items():
        os.replace(root / move["new"], root / path)
    (root / JOURNAL).unlink(missing_ok=True)


@contextmanager
def alone(root: Path, wait: bool = False) -> Iterator[None]:
    """Holds a lock on the folder, which the system lets go with the process. Without locks two commands may disturb each other.

    Raises CannotRun where another command holds it and it is not to `wait`.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(root, os.O_RDONLY)
    HELD.add(handle)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield
    except BlockingIOError:
        raise CannotRun("another command is writing in this folder; wait until it has ended") from None
    finally:
        HELD.discard(handle)
        os.close(handle)


@contextmanager
def in_place_of(folder: Path) -> Iterator[Path]:
    """An empty folder to fill, which takes the place of the old one when the block ends; where it fails or is killed, the old one stands.

    Raises CannotRun where another command does the same, or the folder is a link.
    """
    refuse_link(folder)
    folder.parent.mkdir(exist_ok=True)
    with alone(folder.parent):
        aside = folder.with_name(f".{folder.name}.old")
        _clear(folder, aside)
        new = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.new."))
        try:
            new.chmod(0o755)
            yield new
            _swap(new, folder, aside)
        finally:
            shutil.rmtree(new, ignore_errors=True)
            with suppress(OSError):  # it is empty only where nothing was there before and nothing was made
                folder.parent.rmdir()


def fill(new: Path, folder: Path, files: Iterable[tuple[str, bytes]]) -> tuple[int, int]:
    """Writes files, each a path and its bytes, into the folder that will take the place of `folder`; returns how many and how many bytes.

    Raises OSError with the name that the file is to have.
    """
    count, size = 0, 0
    for path, data in files:
        with named(folder / path):
            (new / path).parent.mkdir(parents=True, exist_ok=True)
            (new / path).write_bytes(data)
        count, size = count + 1, size + len(data)
    return count, size


def refuse_link(folder: Path) -> None:
    """Raises CannotRun where a folder that is written to is a link, so that nothing is written outside the package."""
    if folder.is_symlink():
        raise CannotRun(f"{folder.name}/ is a link; put a folder in its place; nothing is written")


def _swap(new: Path, old: Path, aside: Path) -> None:
    """Puts the new folder in the place of the old one; where a command is killed between the two renames, the next one puts it right."""
    if old.exists():
        old.rename(aside)
    new.rename(old)
    shutil.rmtree(aside, ignore_errors=True)


def _clear(folder: Path, aside: Path) -> None:
    """Clears what a killed command left: folders that it was filling, and an old one that it had moved aside."""
    if aside.is_dir() and not folder.exists():
        aside.rename(folder)
    for leftover in (aside, *folder.parent.glob(f".{folder.name}.new.*")):
        shutil.rmtree(leftover, ignore_errors=True)


def _hash(root: Path, path: str) -> str:
    """The SHA-256 of the file at a path below the root, "" where there is none. Raises CannotRun where it is not a file of the package."""
    try:
        return hashlib.sha256(read_inside(root, path)).hexdigest()
    except Unreadable as error:
        if error.kind == "missing":
            return ""
        raise CannotRun(f"{path}: {error}; nothing is written") from None


@contextmanager
def named(path: Path) -> Iterator[None]:
    """Gives an error of the system the name of the file: a full disk says what is wrong, and not where."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None


def _write_beside(path: Path, data: bytes) -> Path:
    """A new file with the bytes in the same folder, on the disk before this returns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with named(path):
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=NEW)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(name, 0o644)
        except BaseException:
            os.unlink(name)
            raise
    return path.with_name(os.path.basename(name))

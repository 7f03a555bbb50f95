"""Writing files whole: a reader finds the old bytes or the new ones, never half of them; of several files, all or none."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from validation.model.files import Unreadable, read_file
from validation.model.package import JOURNAL, CannotRun


def write_whole(path: Path, data: bytes) -> bool:
    """Writes beside the file and moves into place. Returns whether the bytes changed.

    Raises OSError with the name of the file, and nothing of the old one lost, where the folder is read-only or the disk is full;
    CannotRun where a link, a pipe or a folder stands in its place.
    """
    try:
        if read_file(path) == data:
            return False
    except Unreadable as error:
        if error.kind != "missing":
            raise CannotRun(f"{path}: {error}; nothing is written there") from None
    name = _write_beside(path, data)
    try:
        os.replace(name, path)
    except BaseException:
        name.unlink(missing_ok=True)
        raise
    return True


def write_together(root: Path, files: Mapping[str, bytes]) -> list[str]:
    """Writes several files below `root`, all or none; returns the paths whose bytes changed.

    The new bytes are written beside the files, then a journal names them, then each moves into place. A write cut short before the
    journal stands has changed nothing; one cut short after it is completed by `complete`. Raises OSError with nothing changed.
    """
    changed = {path: data for path, data in files.items() if _hash(root / path) != hashlib.sha256(data).hexdigest()}
    moves: dict[str, dict[str, str]] = {}
    try:
        for path, data in changed.items():
            moves[path] = {"was": _hash(root / path), "new": _write_beside(root / path, data).relative_to(root).as_posix()}
        write_whole(root / JOURNAL, json.dumps(moves, indent=2).encode())
    except BaseException:
        if not (root / JOURNAL).exists():
            for move in moves.values():
                (root / move["new"]).unlink(missing_ok=True)
        raise
    complete(root)
    return list(changed)


def complete(root: Path) -> list[str]:
    """Completes a write that was cut short: moves into place what its journal names. Returns the paths, none where nothing was left.

    Raises CannotRun, with nothing moved, where a file was changed by somebody else since.
    """
    journal = root / JOURNAL
    if not journal.is_file():
        return []
    moves = json.loads(journal.read_text(encoding="utf-8"))
    left = {path: move for path, move in moves.items() if (root / move["new"]).is_file()}
    if edited := [path for path, move in left.items() if _hash(root / path) != move["was"]]:
        why = f"a write of {', '.join(moves)} was cut short, and {', '.join(edited)} was edited since"
        raise CannotRun(f"{why}; delete {JOURNAL} to keep the edit, or undo the edit and run the command again")
    for path, move in left.items():
        os.replace(root / move["new"], root / path)
    journal.unlink()
    return list(moves)


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _write_beside(path: Path, data: bytes) -> Path:
    """A new file with the bytes in the same folder, on the disk before this returns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".new")
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
    except OSError as error:  # a full disk says what is wrong, and not where
        Path(name).unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(path)) from None
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return path.parent / Path(name).name

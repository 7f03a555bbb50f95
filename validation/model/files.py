"""The files of the package: regular files below its folder. A link, a folder, a pipe or a device is refused before a byte of it is read."""

import os
import stat
from pathlib import Path, PurePosixPath

LARGEST = 256_000_000  # bytes


class Unreadable(Exception):
    """A file cannot be read. `kind` is missing, link, folder or file; the text says why, without the name of the file."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


def is_inside(path: str) -> bool:
    """Whether a path of the descriptor stays below the package root."""
    pure = PurePosixPath(path)
    return bool(path) and path.isprintable() and not pure.is_absolute() and ".." not in pure.parts and not set("\\:") & set(path)


def read_inside(root: Path, path: str) -> bytes:
    """The bytes of the file at a path below the root, with no link on the way.

    Raises Unreadable.
    """
    if not is_inside(path):
        raise Unreadable("link", "leaves the package")
    folder = root
    for part in PurePosixPath(path).parts[:-1]:
        folder /= part
        try:
            if folder.is_symlink():
                raise Unreadable("link", "lies in a folder that is a link")
        except OSError as error:
            raise Unreadable("file", f"cannot be read: {error.strerror}") from None
    return read_file(root / path)


def read_file(path: Path, follow: bool = False) -> bytes:
    """The bytes of a regular file. `follow` lets it be a link, as a file that a person names on the command line may be.

    Raises Unreadable.
    """
    try:
        if not follow and path.is_symlink():
            raise Unreadable("link", "is a link")
        with open(path, "rb", opener=_open) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise Unreadable("file", "is a pipe or a device, not a file")
            if status.st_size > LARGEST:
                raise Unreadable("file", f"is larger than {LARGEST // 1_000_000} MB")
            return file.read()
    except FileNotFoundError:
        raise Unreadable("missing", "is not there") from None
    except IsADirectoryError:
        raise Unreadable("folder", "is a folder where a file should be") from None
    except (OSError, ValueError) as error:
        raise Unreadable("file", f"cannot be read: {getattr(error, 'strerror', None) or error}") from None


def _open(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))  # a pipe that nobody writes to would keep an ordinary open waiting

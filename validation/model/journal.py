"""The journal that stands in the root while a command writes several files: it names where the new bytes of each wait."""

import json
from pathlib import Path, PurePosixPath

from validation.model.files import Unreadable, is_inside, read_inside

JOURNAL = ".unfinished.json"


def read_journal(root: Path) -> dict[str, dict[str, str]]:
    """Path > `was`, the SHA-256 of the file ("" where there was none), and `new`, the hidden file beside it; empty where no journal stands.

    Raises Unreadable where it is not one that a command wrote: a stranger's journal must not move files about.
    """
    try:
        moves = json.loads(read_inside(root, JOURNAL))
    except Unreadable as error:
        if error.kind == "missing":
            return {}
        raise
    except (ValueError, RecursionError):
        raise Unreadable("file", "is not JSON") from None
    if not isinstance(moves, dict) or not all(_is_move(path, move) for path, move in moves.items()):
        raise Unreadable("file", "names moves that no command makes")
    return moves


def _is_move(path: str, move: object) -> bool:
    """Whether the new bytes wait in a hidden file of the same folder of the package."""
    if not is_inside(path) or not isinstance(move, dict) or not all(isinstance(move.get(key), str) for key in ("was", "new")):
        return False
    old, new = PurePosixPath(path), PurePosixPath(move["new"])
    return is_inside(move["new"]) and old.parent == new.parent and new.name.startswith(".") and new.suffix == ".new"

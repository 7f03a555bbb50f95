"""The one place where git is called."""

import os
import subprocess
from pathlib import Path


def git(root: Path, *arguments: str) -> bytes:
    """What git says in plain English of the repository that the folder lies in and of no other, fetching nothing.

    No program that the repository names is run. Raises OSError where there is no git, and CalledProcessError where it refuses.
    """
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}  # a hook of git is told of its own folders
    own |= {"GIT_NO_REPLACE_OBJECTS": "1", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    command = ["git", "-c", "core.fsmonitor=false", "-C", str(root), *arguments]
    return subprocess.run(command, stdin=subprocess.DEVNULL, check=True, capture_output=True, env=own).stdout

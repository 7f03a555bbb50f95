"""Reads the package and judges it; writes nothing.

    package = validation.read("folder of datapackage.json")
    problems = validation.judge(package)     # of the tables in memory, also where they were changed
    problems = validation.validate("folder")  # the same of the files, with their bytes and with what is built

Each problem has file, line, row_id, column, value, rule, `sentence` (what is wrong) and `fix` (what to do); `str(problem)` is the line
that the command prints.
"""

from validation.model.package import CannotRun, Package
from validation.problem import Problem

__all__ = ["CannotRun", "Package", "Problem", "judge", "read", "validate"]


def __getattr__(name: str):
    """The three functions, imported when they are asked for, so that a command that only reads does not wait for the checks."""
    if name in ("judge", "read", "validate"):
        from validation import run

        return getattr(run, name)
    raise AttributeError(name)

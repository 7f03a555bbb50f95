"""`python -m scripts notebook`: runs docs/quickstart.ipynb and keeps what it shows."""

import argparse
from pathlib import Path

from scripts.files import write_together
from validation.model.package import CannotRun

PATH = "docs/quickstart.ipynb"
OURS = Path(__file__).resolve().parents[2]


def executed(path: Path):
    """The notebook of a file, run from its folder, with the outputs of this run. Raises CellExecutionError where a cell fails."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    folder = {"metadata": {"path": str(path.parent)}}
    NotebookClient(notebook, kernel_name="python3", timeout=120, record_timing=False, resources=folder).execute()
    notebook.metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return notebook


def run(options: argparse.Namespace) -> None:
    if options.root.resolve() != OURS:
        raise CannotRun(f"{options.root}: is not this repository, and no notebook but its own is run")
    import nbformat

    path = options.root / PATH
    changed = write_together(options.root, {PATH: (nbformat.writes(executed(path)).rstrip() + "\n").encode()})
    print(f"{'wrote' if changed else 'up to date:'} {path}")

"""`python -m scripts explore [--port N]`: serves the SQLite file of dist/ in a browser, with search, filters and prepared questions."""

import argparse
from pathlib import Path

from scripts.publish.dist import DIST
from scripts.publish.formats.datasette import FILE
from validation.lines import positive
from validation.model.package import CannotRun, read_descriptor

PORT = 8001
SETTINGS = {"sql_time_limit_ms": 5000, "facet_time_limit_ms": 2000, "default_facet_size": 12}


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=positive, default=PORT, help=f"the port to listen on, on this machine only (default: {PORT})")


def application(root: Path):
    """The Datasette of the built file, which it opens without writing. Raises CannotRun where nothing is built."""
    import json

    from datasette.app import Datasette

    base, about = root / DIST / f"{read_descriptor(root)['name']}.sqlite", root / DIST / FILE
    if missing := [path for path in (base, about) if not path.is_file()]:
        raise CannotRun(f"{missing[0]} is not there; run `nox -s build`")
    return Datasette(immutables=[str(base)], metadata=json.loads(about.read_text(encoding="utf-8")), settings=SETTINGS)


def run(options: argparse.Namespace) -> None:
    import uvicorn

    served = application(options.root)
    if options.port > 65535:
        raise CannotRun(f"{options.port} is not a port; the last one is 65535")
    print(f"open http://127.0.0.1:{options.port}/ (end it with Ctrl-C)", flush=True)
    uvicorn.run(served.app(), host="127.0.0.1", port=options.port, log_level="warning")

"""`python -m scripts site [--root DIR]`: the pages of `dist/site/`, all or nothing, the same to the byte each time."""

import argparse
import gc
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from time import perf_counter

from scripts.files import fill, in_place_of, refuse_link, write_together
from scripts.publish.dist import DIST
from scripts.publish.site.environment import HERE, environment
from scripts.publish.site.pages import Page
from scripts.publish.site.pictures.poster import PATH, poster
from scripts.publish.site.view import View, read_view
from validation.model.descriptor import data_licence
from validation.model.documents.citation import MESSAGE

SITE, ASSETS = "dist/site", ("site.css", "site.js", "icon.svg")
KINDS = ("home", "tables", "items", "events", "sources", "actors", "families", "positions", "conflicts", "timeline", "documents",
         "quality", "search")  # fmt: skip


def files(view: View) -> Iterator[tuple[str, bytes]]:
    """Path below the site and bytes of every file of it."""
    made = environment()
    made.globals |= {
        "view": view, "descriptor": view.descriptor, "licence": data_licence(view.descriptor), "cite_message": MESSAGE,
    }  # fmt: skip
    for kind in KINDS:
        module = import_module(f"scripts.publish.site.pages.{kind}")
        for page in module.pages(view):
            if isinstance(page, Page):
                up = "../" * page.path.count("/")
                text = made.get_template(page.template).render(up=up, path=page.path, title=page.title, **page.values)
                yield page.path, text.encode()
            else:
                yield page
    for name in ASSETS:
        yield f"assets/{name}", (HERE / "assets" / name).read_bytes()


def build(root: Path) -> tuple[int, int]:
    """Builds the site of the package below `root`, and the picture of its README; returns the number of files of the site and their bytes.

    Raises CannotRun, with the old site in place, where a table is missing.
    """
    refuse_link(root / DIST)
    view = read_view(root)
    with in_place_of(root / SITE) as new:
        written = fill(new, root / SITE, files(view))
        if (root / PATH).parent.is_dir():  # the picture is written once every page stands, and before they take their place
            write_together(root, {PATH: poster(view)})
    return written


def run(options: argparse.Namespace) -> None:
    gc.disable()  # one short run
    start = perf_counter()
    count, size = build(options.root)
    print(f"{count:,} files in {options.root / SITE}, {size / 1e6:.1f} MB, in {perf_counter() - start:.1f} s; open {SITE}/index.html")

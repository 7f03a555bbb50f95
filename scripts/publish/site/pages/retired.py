"""The page that a withdrawn id keeps."""

from collections.abc import Iterator

from scripts.publish.site.addresses import page_of
from scripts.publish.site.page import Page
from scripts.publish.site.view import View


def pages(view: View) -> Iterator[Page]:
    for row in view.retired:
        yield Page(page_of(row["id"]), "retired.html", f"{row['id']} was withdrawn", {"row": row})

"""The codebook as one HTML page that needs nothing from outside it: CODEBOOK.md, rendered."""

from html import escape
from importlib.resources import files

from markdown_it import MarkdownIt

from validation.model.documents.codebook import codebook
from validation.model.package import Package


def render(package: Package) -> dict[str, bytes]:
    """One file."""
    body = MarkdownIt("commonmark").enable("table").render(codebook(package)).replace("<th>", '<th scope="col">')
    page = files(__package__).joinpath("codebook.html").read_text(encoding="utf-8")
    return {"codebook.html": page.replace("{title}", escape(package.descriptor["title"])).replace("{body}", body).encode()}

"""The codebook, the methodology, and the page by which a mistake is reported."""

import re
from collections.abc import Iterator
from itertools import count

from markdown_it import MarkdownIt
from markupsafe import Markup

from scripts.files import read_own
from scripts.publish.site.pages import Page
from scripts.publish.site.view import View
from validation.model.dictionary import columns


def pages(view: View) -> Iterator[Page]:
    tables = [(r, len(view.package[r["name"]].records), columns(r)) for r in view.descriptor["resources"]]
    yield Page("codebook/index.html", "codebook.html", "Codebook", {"tables": tables, "codes": view.codes})
    text = read_own(view.package.root, "METHODOLOGY.md").decode(errors="replace")
    yield Page("methodology/index.html", "methodology.html", "Methodology", {"text": prose(text)})
    yield Page("report/index.html", "report.html", "Report a mistake", {"home": view.descriptor.get("homepage", "")})


def prose(text: str) -> Markup:
    """A document in Markdown as HTML: no markup of its own passes, and a link to a file of the repository stays as its words."""
    made = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    made = re.sub(r'<a href="CODEBOOK\.md(?:#[^"]*)?">', '<a href="../codebook/index.html">', made)
    made = re.sub(r'<a href="(?!\.\./codebook|https?://)[^"]*">(.*?)</a>', r"<em>\1</em>", made)
    number = count(1)
    made = re.sub("<table>", lambda _: f'<div class="scroll" role="region" aria-label="Table {next(number)}" tabindex="0"><table>', made)
    made = re.sub('(?<=<t[hd]) style="text-align:right"', ' class="number"', made)  # no page has a style of its own
    return Markup(re.sub("<th(?=[ >])", '<th scope="col"', made.replace("</table>", "</table></div>")))

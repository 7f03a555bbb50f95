"""Text of the package in Markdown: words that stay words, whatever they hold."""

import re

CODE = re.compile(r"(`[^`<>]*`)")  # a stretch of code keeps its signs
LINK = re.compile(r"\](?=\s*[\(\[:])")


def words(text: str) -> str:
    """The text on one line, with nothing in it that opens a tag, a link or a heading."""
    line = " ".join(text.split())
    parts = CODE.split(line)
    parts[::2] = [LINK.sub("&#93;", part.replace("<", "&lt;").replace(">", "&gt;")) for part in parts[::2]]
    return re.sub(r"^(#|[-+*=~](?=[\s\-=~]))", r"\\\1", "".join(parts))


def between(text: str, start: str, end: str, new: str) -> str | None:
    """The text with new lines between two comments, None where it lacks them."""
    before, opened, rest = text.partition(start)
    _, closed, after = rest.partition(end)
    return f"{before}{start}\n{new}\n{end}{after}" if opened and closed else None


def cell(text: str) -> str:
    """The same in a cell of a table."""
    return words(text).replace("|", "\\|")

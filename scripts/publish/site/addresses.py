"""The permanent address of each row that has a page: `claims/C0005/`."""

import re
from functools import cache

FOLDERS = {"C": "claims", "F": "figures", "T": "statements", "E": "events", "S": "sources"}
CODED = re.compile(r"([CFTES])\d{3,}", re.ASCII)
WEB = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)


@cache
def page_of(row_id: str) -> str:
    """The file of a row's page, below the root of the site; "" where rows of its kind have no page or the id is not an id.

    The file is linked, not its folder, as a folder that is read without a server has no index.
    """
    code = CODED.fullmatch(row_id)
    return f"{FOLDERS[code[1]]}/{row_id}/index.html" if code else ""


@cache
def actor_page(actor_id: str) -> str:
    """The file of an actor's page."""
    return f"actors/{actor_id}/index.html" if SLUG.fullmatch(actor_id) else ""


def is_web(address: str) -> bool:
    """Whether an address of the data may be linked: http or https, without white space, controls or quotes."""
    return bool(WEB.fullmatch(address)) and address.isprintable()

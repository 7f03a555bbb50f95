"""Addresses of pages: what makes two of them that of one page, and the day that one names."""

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from validation.model.texts import day_of as date_of

TRACKING = ("utm_", "fbclid", "gclid", "yclid")
IDLE = ("amp", "outputType", "print", "share")  # what a query says of how the page is shown
# What stands before the address of a page where an archive, a cache or a search engine keeps a copy of it.
COPY = re.compile(
    r"https?://(?:web\.archive\.org/web/[\d*]+[a-z_]*/|archive\.\w+/(?:(?:o/)?\w+/)?(?=https?:)|"
    r"webcache\.googleusercontent\.com/search\?q=cache:(?:\w+:(?=https?:))?|www\.google\.[a-z.]+/amp/(?:s/)?|"
    r"[\w-]+\.cdn\.ampproject\.org/\w/(?:s/)?)(?:https?:/+)?"
)
MOBILE = re.compile(r"^(?:(?:www|m|mobile|amp|touch)\.)+(?=[^.]+\.)")
AMP = re.compile(r"^/amp(?=/)|/amp(?=/?$)|\.amp(?=$|\.html?$)")
SLASHED = re.compile(r"(?<!\d)(20\d\d)[/.-](0?[1-9]|1[0-2])[/.-](0?[1-9]|[12]\d|3[01])(?!\d)")
TURNED = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])(20\d\d)(?!\d)")
TOGETHER = re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")


def page_of(url: str) -> tuple[str, str, str]:
    """What makes an address that of a page: host, path and query.

    Without archive, scheme, www., the marks of mobile and AMP pages, index.html, last slash, fragment and tracking.
    """
    try:
        parts = urlsplit(COPY.sub("https://", url.strip(), count=1))
    except ValueError:  # brackets in the host that hold no address; the pattern of the column refuses it
        return url, "", ""
    host = MOBILE.sub("", parts.netloc.rpartition("@")[2].lower().partition(":")[0].rstrip("."))
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not pair[0].startswith(TRACKING) and pair[0] not in IDLE]
    path = re.sub(r"/(?:index|default)\.(?:html?|php)$|/+(?=/)", "", AMP.sub("", unquote(parts.path)))
    return host, path.rstrip("/"), urlencode(sorted(query))


def day_of(url: str) -> str:
    """The day that an address names as year, month and day, as YYYY-MM-DD, or "" where it names none or several."""
    days = {f"{m[1]}-{int(m[2]):02}-{int(m[3]):02}" for form in (SLASHED, TOGETHER) for m in form.finditer(url)}
    days |= {f"{m[3]}-{m[2]}-{m[1]}" for m in TURNED.finditer(url)}
    day = days.pop() if len(days) == 1 else ""
    return day if date_of(day) else ""

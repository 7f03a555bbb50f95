"""Addresses of pages: what makes two of them that of one page, and the day that one names."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import parse_qsl, urlencode, urlsplit

TRACKING = ("utm_", "fbclid", "gclid", "yclid")
ARCHIVED = re.compile(r"https?://(?:web\.archive\.org/web/\d+[a-z_]*|archive\.(?:ph|today|is|org)/(?:o/\w+|\d+))/(?=https?:/)")
MOBILE = re.compile(r"^(?:(?:www|m|mobile|amp|touch)\.)+(?=[^.]+\.)")
SLASHED = re.compile(r"(?<!\d)(20\d\d)[/.-](0?[1-9]|1[0-2])[/.-](0?[1-9]|[12]\d|3[01])(?!\d)")
TOGETHER = re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")


def page_of(url: str) -> tuple[str, str, str]:
    """What makes an address that of a page: host, path and query.

    Without archive, scheme, www., the marks of mobile and AMP pages, last slash, fragment and tracking.
    """
    parts = urlsplit(ARCHIVED.sub("", url.strip()))
    host = MOBILE.sub("", (parts.netloc.rpartition("@")[2]).lower().partition(":")[0])
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not pair[0].startswith(TRACKING) and pair[0] != "amp"]
    path = re.sub(r"^/amp(?=/)|/amp(?=/?$)|\.amp(?=$|\.html?$)", "", parts.path)
    return host, path.rstrip("/"), urlencode(sorted(query))


def day_of(url: str) -> str:
    """The day that an address names as year, month and day, as YYYY-MM-DD, or "" where it names none or several."""
    days = {f"{m[1]}-{int(m[2]):02}-{int(m[3]):02}" for form in (SLASHED, TOGETHER) for m in form.finditer(url)}
    day = days.pop() if len(days) == 1 else ""
    try:
        return date.fromisoformat(day).isoformat() if day else ""
    except ValueError:
        return ""

"""A module a kind of page, each with `pages(view)`: pages, or pairs of a path and its bytes."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its file below the site, its template, its title, and what the template reads."""

    path: str
    template: str
    title: str
    values: dict = field(default_factory=dict)

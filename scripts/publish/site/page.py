"""What a page module hands to the build."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its file below the site, its template, its title, and what the template reads."""

    path: str
    template: str
    title: str
    values: dict = field(default_factory=dict)

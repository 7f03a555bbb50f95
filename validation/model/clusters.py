"""Items that relations connect: the reports of one number, and the parts of a whole."""

from collections import defaultdict
from collections.abc import Iterable

SAME = {"repeats", "matches"}  # relations between reports of one count
LINE = SAME | {"revises", "updates"}  # relations by which a number travels
STEPS = 20  # a part of a part of a part: no whole is counted deeper


class Clusters(dict[str, str]):
    """Item > the lowest id of its cluster; that of an item that nothing ties to another is its own. `in` tells the two apart."""

    def __missing__(self, item: str) -> str:
        return item


def clusters(relations: Iterable[dict], kinds: set[str]) -> Clusters:
    """The items that relations of these kinds tie to one another, however many steps away."""
    lead: dict[str, str] = {}

    def find(item: str) -> str:
        while lead.setdefault(item, item) != item:
            item = lead[item]
        return item

    for row in relations:
        if row["relation"] in kinds:
            a, b = sorted((find(row["from_id"]), find(row["to_id"])))
            lead[b] = a
    return Clusters({item: find(item) for item in lead})


def parts(relations: Iterable[dict], same: Clusters) -> dict[str, set[str]]:
    """Whole > everything it includes, at most STEPS away; ids are those of the clusters `same`."""
    below: dict[str, set[str]] = defaultdict(set)
    for row in relations:
        if row["relation"] == "includes":
            below[same[row["from_id"]]].add(same[row["to_id"]])
    found: dict[str, set[str]] = {}
    for whole in list(below):
        found[whole], edge = set(below[whole]), below[whole]
        for _ in range(STEPS):
            edge = {part for above in edge for part in below.get(above, ())} - found[whole]
            found[whole] |= edge
    return found

"""Items that relations connect: the reports of one number, and the parts of a whole."""

from collections import defaultdict
from collections.abc import Iterable

SAME = {"repeats", "matches"}  # relations between reports of one count
LINE = SAME | {"revises", "updates"}  # relations by which a number travels
STEPS = 20  # a part of a part of a part: no whole is counted deeper


def clusters(relations: Iterable[dict], kinds: set[str]) -> dict[str, str]:
    """Item > the lowest id of all the items that relations of these kinds tie it to, however many steps away."""
    lead: dict[str, str] = {}

    def find(item: str) -> str:
        while lead.setdefault(item, item) != item:
            item = lead[item]
        return item

    for row in relations:
        if row["relation"] in kinds:
            a, b = sorted((find(row["from_id"]), find(row["to_id"])))
            lead[b] = a
    return {item: find(item) for item in lead}


def parts(relations: Iterable[dict], same: dict[str, str]) -> dict[str, set[str]]:
    """Whole > everything it includes, at most STEPS away; `same` names the cluster of an item, and ids are those of clusters."""
    below: dict[str, set[str]] = defaultdict(set)
    for row in relations:
        if row["relation"] == "includes":
            below[same.get(row["from_id"], row["from_id"])].add(same.get(row["to_id"], row["to_id"]))
    found: dict[str, set[str]] = {}
    for whole in list(below):
        found[whole], edge = set(below[whole]), below[whole]
        for _ in range(STEPS):
            edge = {part for above in edge for part in below.get(above, ())} - found[whole]
            found[whole] |= edge
    return found

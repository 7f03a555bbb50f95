"""`python -m scripts settle F0067 HOW [OTHER ...] --note "..."`: says how a claim is related to those that it conflicts with.

HOW is a relation that leads from the claim to the others (revises, updates, repeats, matches, includes, contradicts), or `different`:
the two count different things or refer to different moments, which the note explains. Without OTHER the answer is for every claim that
conflicts with the first one and is not settled yet. As few rows as possible are written: where one settles several pairs, only this one.
"""

import argparse

from scripts.curate.rows import keep, open_package, refuse_unsaid, with_rows
from validation.model.package import CannotRun, Package
from validation.model.tables.conflicts import conflicts

DIFFERENT = "different"


def settle(package: Package, item_id: str, how: str, others: list[str], note: str) -> tuple[Package, str]:
    """The package with the rows, and what was written in one line.

    Raises CannotRun where an id is not there, where nothing is open, or where the rows would settle nothing that is.
    """
    refuse_unsaid(package, item_id, *others)
    if item_id in others:
        raise CannotRun(f"{item_id} is the item itself; name another one; nothing is written")
    if not note:
        raise CannotRun("--note is missing: say why it is so, in one sentence; nothing is written")
    if how != DIFFERENT and how not in package.codes["relation"]:
        raise CannotRun(f"{how!r} is not one of {', '.join(package.codes['relation'])}, {DIFFERENT}; nothing is written")
    candidates = others or open_partners(package, item_id)
    if not candidates:
        raise CannotRun(f"{item_id} conflicts with no claim, or each pair is settled; name the other item; nothing is written")
    written = []
    while candidates:
        tried = {other: _with(package, item_id, how, other, note) for other in candidates}
        best = min(tried, key=lambda other: (len(open_partners(tried[other], item_id)), other))
        package = tried[best]
        written.append(best)
        left = open_partners(package, item_id)
        # Named items are all written; of those found, what one row has settled for another needs none.
        candidates = [c for c in candidates if c != best and (c in others or c in left)]
    told = f"{item_id} {how} {', '.join(written)}: {len(written)} row{'s' if len(written) > 1 else ''}"
    return package, told + (f"; still open: {', '.join(left)}" if left else "; nothing is left open")


def open_partners(package: Package, item_id: str) -> list[str]:
    """The claims that conflict with the item, where nothing settles the pair."""
    return [pair.other(item_id)["_id"] for pair in conflicts(package) if not pair.settled_by and item_id in pair.ids]


def _with(package: Package, item_id: str, how: str, other: str, note: str) -> Package:
    if how == DIFFERENT:
        first, second = sorted((item_id, other))
        return with_rows(package, {"explanations": [{"first_id": first, "second_id": second, "reason": note}]})
    return with_rows(package, {"relations": [{"from_id": item_id, "relation": how, "to_id": other, "note": note}]})


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("item_id", metavar="ITEM", help="the id of the claim, figure or statement, such as F0067")
    parser.add_argument(
        "how", metavar="HOW", help="revises, updates, repeats, matches, includes, contradicts, denies, responds_to, or different"
    )
    parser.add_argument("others", metavar="OTHER", nargs="*", help="the other items (default: all that the item conflicts with)")
    parser.add_argument("--note", default="", help="why the answer is right, in one sentence")
    parser.add_argument("--dry-run", action="store_true", help="show what would be settled, and write nothing")


def run(options: argparse.Namespace) -> None:
    before = open_package(options.root)
    after, said = settle(before, options.item_id, options.how, options.others, options.note)
    keep(before, after, options.dry_run, [said])

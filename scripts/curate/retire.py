"""`python -m scripts retire C0010 --reason "..."`: removes an item with everything that belongs to it, and keeps its id in retired_ids.

With it go its chain, evidence, inferences, wordings, relations and explanations, and the passages that support nothing else.
"""

import argparse
from datetime import date

from scripts.curate.rows import changed, is_day, open_package, refuse_unsaid, save, with_rows
from validation.model.items import SAID
from validation.model.package import CannotRun, Package
from validation.model.parts import OF_ITEMS

# Table > the columns whose id makes the row one that belongs to the item.
BELONGS = dict.fromkeys(OF_ITEMS, ("item_id",)) | {"relations": ("from_id", "to_id"), "explanations": ("first_id", "second_id")}


def retire(package: Package, item_id: str, reason: str, day: str, instead: str = "") -> Package:
    """The package without the item. `instead` is the id that stands in its place.

    Raises CannotRun where there is no such claim, figure or statement.
    """
    refuse_unsaid(package, *filter(None, (item_id, instead)))
    if instead == item_id:
        raise CannotRun(f"--instead {instead} is the item itself; nothing is written")
    if not is_day(day):
        raise CannotRun(f"--on {day!r} is not a day, such as 2023-09-20; nothing is written")
    held = {row["passage_id"] for row in package["evidence"].records if row["item_id"] == item_id}
    shared = {row["passage_id"] for row in package["evidence"].records if row["item_id"] != item_id} | package["uncoded"].by_id.keys()
    idle = held - shared

    def gone(name: str, row: dict) -> bool:
        if name in BELONGS:
            return any(row[column] == item_id for column in BELONGS[name])
        return row["_id"] == item_id if name in SAID else name == "passages" and row["_id"] in idle

    rows = [{"id": item_id, "replaced_by": instead, "reason": reason, "retired_on": day}]
    rows += [{"id": passage, "reason": f"It carried {item_id} alone.", "retired_on": day} for passage in sorted(idle)]
    return with_rows(package, {"retired_ids": rows}, gone)


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("item_id", metavar="ITEM", help="the id of the claim, figure or statement, such as C0010")
    parser.add_argument("--reason", required=True, help="why it is withdrawn, in one sentence")
    parser.add_argument("--instead", default="", metavar="ITEM", help="the item that replaces it")
    parser.add_argument("--on", default=date.today().isoformat(), metavar="DAY", help="the day on which it is withdrawn (default: today)")


def run(options: argparse.Namespace) -> None:
    before = open_package(options.root)
    after = retire(before, options.item_id, options.reason, options.on, options.instead)
    save(before, after)
    counts = [(after[name].path, len(before[name].records) - len(after[name].records)) for name in changed(before, after)]
    print(f"{options.item_id} retired, with " + ", ".join(f"{n} row{'s' if n > 1 else ''} of {path}" for path, n in counts if n > 0))

"""The few words that are kept of a page that is not shipped, as passages of the item that is coded from it."""

from scripts.curate.draft import Draft
from scripts.curate.passage import with_passage
from scripts.curate.rows import with_rows
from validation.model.package import Package
from validation.parsing.words import find_phrase

LONGER = "Longer words around those that are kept; only their hash is."


def keep_words(package: Package, source: dict, draft: Draft, few: list[dict[str, str]]) -> Package:
    """The package with every kept word of the item in a passage that is these words, and with the longer passages listed as uncoded.

    `few` are its rows for data/wordings.csv; they get the passages that are their words.
    """
    words = [row["wording"] for row in few]
    others = [step["wording"] for step in draft.chain] + [value for column, value in draft.row.items() if column.endswith("_wording")]
    for each in sorted(filter(None, others), key=len, reverse=True):
        if not any(find_phrase(each, longer) for longer in words):
            words.append(each)
    held: dict[str, str] = {}
    for each in dict.fromkeys(words):
        package, held[each] = with_passage(package, source, None, None, each)
    carried = {p.passage_id for p in draft.passages}
    listed = package["uncoded"].by_id.keys() | held.values()
    return with_rows(
        package,
        {
            "wordings": [row | {"passage_id": held[row["wording"]]} for row in few],
            "evidence": [{"item_id": draft.id, "passage_id": p} for p in dict.fromkeys(held.values()) if p not in carried],
            "uncoded": [{"passage_id": p, "reason": LONGER} for p in sorted(carried - listed)],
        },
    )

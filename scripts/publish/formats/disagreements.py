"""Questions on which sources disagree, one in each line: all claims on one event, measure and population, each with its chain.

They serve to test how people and models handle disagreement; nothing here says which claim is right.
"""

from scripts.publish.formats import filled, to_json
from validation.model.clusters import SAME, clusters
from validation.model.package import Package

QUESTION = ("event_id", "measure", "population", "population_side")
SHOWN = ("value_wording", "bound", "claimant", "claimant_side", "date", "date_basis", "chain", "outlet", "language", "published_on", "url")


def render(package: Package) -> dict[str, bytes]:
    """One file, `disagreements.jsonl`."""
    wide, quotes = package["claims_wide"].by_id, _quotes(package)
    asked: dict[tuple, list[dict]] = {}
    for row in package["conflicts"].records:
        asked.setdefault(tuple(row[column] for column in QUESTION), []).append(row)
    same = clusters(package["relations"].records, SAME)
    lines = []
    for question, pairs in asked.items():
        ids = sorted({row[end] for row in pairs for end in ("first_id", "second_id")})
        claims = [_claim(wide[item], quotes.get(item, []), same[item]) for item in ids]
        apart = [filled({key: row[key] for key in ("first_id", "second_id", "kind", "settled_by", "reason")}) for row in pairs]
        node = dict(zip(QUESTION, question, strict=True)) | {"event": wide[ids[0]]["event"], "unit": wide[ids[0]]["unit"]}
        lines.append(filled(node | {"claims": claims, "pairs_apart": apart}))
    return {"disagreements.jsonl": "".join(to_json(line) + "\n" for line in lines).encode()}


def _claim(row: dict, quotes: list[str], cluster: str) -> dict:
    """A claim with both ends of its interval, null where it is open, and the claim that stands for all that repeat one another."""
    ends = {end: int(row[end]) if row[end] else None for end in ("low", "high")}
    return {"item_id": row["item_id"]} | filled({name: row[name] for name in SHOWN} | {"quotes": quotes}) | ends | {"same_as": cluster}


def _quotes(package: Package) -> dict[str, list[str]]:
    """Item > the words of its passages, where the text is shipped."""
    passages = package["passages"].by_id
    carried = package["evidence"].by("item_id")
    return {item: [words for row in rows if (words := passages[row["passage_id"]]["quote"])] for item, rows in carried.items()}

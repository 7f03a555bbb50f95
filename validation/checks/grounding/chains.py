"""What the words of the passages say of the chain as a whole: nobody who relays is left out, and the order is the one told."""

from collections.abc import Iterator
from itertools import combinations

from validation.checks.grounding.readings import Refusal, find_wording
from validation.model.items import Item
from validation.model.lexicon import Lexicon
from validation.problem import Problem


def check(item: Item, lexicon: Lexicon, declared: dict, path: str) -> Iterator[Problem]:
    """Problems of the chain of one claim, figure or statement."""
    if not item.chain:
        return
    spans = list(_spans(item))
    yield from _left_out(item, lexicon, spans)
    yield from _order(spans, declared, path)


def _spans(item: Item) -> Iterator[tuple[dict, str, int, int]]:
    """Step, passage id and offsets in the source's text of every wording of the chain that can be found."""
    for step in item.chain:
        if step["wording"]:
            words = find_wording(item, step["wording"])
            if not isinstance(words, Refusal) and words.passage:
                yield step, words.passage.source_id, words.passage.start + words.start, words.passage.start + words.end


def _left_out(item: Item, lexicon: Lexicon, spans: list) -> Iterator[Problem]:
    """Words of relaying that no step takes up, and outlets that are named and stand in no step."""
    actors = lexicon.package["actors"].by_id
    steps = {step["actor_id"] for step in item.chain}
    own = _own_span(item)
    for passage in item.at_hand:
        for cue in lexicon.cues.find("attribution_role", passage.language, passage.text):
            start, end = passage.start + cue.start, passage.start + cue.end
            if any(a <= start and end <= b for _, _, a, b in [*spans, *own]):
                continue
            if cut := next((step for step, _, a, b in spans if a < end and start < b), None):
                message = f'breaks off in "{cue.phrase}", which stands in {passage.passage_id}'
                yield Problem.of("data/attributions.csv", cut, "wording", "grounding.chain", message)
            else:
                yield _problem(
                    item,
                    f'belongs to a chain that leaves out a relay: "{cue.phrase}" stands in {passage.passage_id} and belongs to no step',
                )
        for match in lexicon.names(passage.text):
            named = lexicon.entities(match)
            for entity in sorted(named) if steps.isdisjoint(named) else ():
                if actors.get(entity, {}).get("actor_type") == "media_outlet" and entity not in item.row.values():
                    words = f'"{match.phrase}" stands in {passage.passage_id}, but {entity} is in no step'
                    yield _problem(item, f"belongs to a chain that leaves out an outlet: {words}")


def _own_span(item: Item) -> list[tuple[None, str, int, int]]:
    """The words of the act itself, which may also be words of relaying."""
    if wording := item.row.get("act_wording"):
        words = find_wording(item, wording)
        if not isinstance(words, Refusal) and words.passage:
            return [(None, words.passage.source_id, words.passage.start + words.start, words.passage.start + words.end)]
    return []


def _problem(item: Item, message: str) -> Problem:
    last = item.chain[-1]
    return Problem.of("data/attributions.csv", last, "step", "grounding.chain", message)


def _order(spans: list, declared: dict, path: str) -> Iterator[Problem]:
    """Of two relays told in one breath ("A quoted B as saying"), the one named first passed it on last."""
    relays = [span for span in spans if span[0]["role"] == "relay"]
    for (inner, _, a, b), (outer, _, c, d) in combinations(relays, 2):
        readable = a < d and c < b
        if readable and c > a:
            order = f'"{inner["wording"]}" begins before "{outer["wording"]}"'
            message = f"stands before step {outer['step']} in the chain, though {order}; whoever is named first passed it on last"
            yield Problem.of(path, inner, "step", "grounding.chain_order", message)
        elif not readable and (inner["item_id"], f"attributions[{outer['step']}].step") not in declared:
            cell = f"attributions[{outer['step']}].step"
            message = f"follows step {inner['step']}, in an order that the words do not show, and {cell} is not declared"
            yield Problem.of(path, outer, "step", "grounding.chain_order", message)

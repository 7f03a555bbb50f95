"""The list of actors, and the page of each: names, bodies, and everything it said, was asked or relayed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from scripts.publish.site.addresses import actor_page
from scripts.publish.site.page import Page
from scripts.publish.site.view import View


def pages(view: View) -> Iterator[Page]:
    claims, statements, relayed, printed, members, names = (defaultdict(list) for _ in range(6))
    for item, row in view.claims.items():
        claims[row["claimant_id"]].append(item)
    for item, row in view.statements.items():
        statements[row["speaker_id"]].append(item)
    for item, chain in view.chains.items():
        for step in chain:
            if step["role"] == "relay":
                relayed[step["actor_id"]].append(item)
    for source, row in view.sources.items():
        printed[row["publisher_id"]].append(source)
    for actor, row in view.actors.items():
        members[row["member_of"]].append(actor)
    for row in view.package["names"].records:
        names[row["entity_id"]].append(row)
    ordered = sorted(view.actors.values(), key=lambda row: (row["side"], row["name"].casefold()))
    yield Page("actors/index.html", "actors.html", "Actors", {
        "actors": ordered, "claims": claims, "statements": statements, "relayed": relayed, "printed": printed,
    })  # fmt: skip
    for actor, row in view.actors.items():
        if path := actor_page(actor):
            yield Page(path, "actor.html", row["name"] or actor, {
                "actor": actor, "row": row, "claims": claims[actor], "statements": statements[actor], "relayed": relayed[actor],
                "printed": printed[actor], "members": members[actor], "names": names[actor],
            })  # fmt: skip

"""The list of actors, and the page of each: names, bodies, and everything it said, was asked or relayed."""

from collections import defaultdict
from collections.abc import Iterator

from scripts.publish.site.addresses import actor_page
from scripts.publish.site.pages import Page
from scripts.publish.site.view import View


def pages(view: View) -> Iterator[Page]:
    claims, statements = view.package["claims_wide"].values_by("claimant_id"), view.package["statements_wide"].values_by("speaker_id")
    printed, members = view.package["sources"].values_by("publisher_id"), view.package["actors"].values_by("member_of")
    names, relayed = view.package["names"].by("entity_id"), defaultdict(list)
    for item, chain in view.chains.items():
        for step in chain:
            if step["role"] == "relay":
                relayed[step["actor_id"]].append(item)
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

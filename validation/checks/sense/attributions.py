"""Steps of chains."""

import pandas as pd

from validation.checks.sense.frames import known, unspelled, view
from validation.model.items import SAID
from validation.model.package import Package

NEEDS = (*SAID, "attributions", "sources", "names", "inferences", "actors")


def frame(package: Package) -> pd.DataFrame:
    """Steps of chains, with the items that are there, and the step and the role each must have by its place."""
    frame = view(package, "attributions")
    frame["item"] = known(package, frame["item_id"], *SAID)
    chain = frame.groupby("item_id")["step"]
    rank, length = chain.rank(method="first").astype(int), chain.transform("size")
    frame["step_by_place"] = rank
    frame["role_by_place"] = "relay"
    frame.loc[rank == 1, "role_by_place"] = "origin"
    frame.loc[rank == length, "role_by_place"] = "outlet"
    outlets = frame["actor_id"].map(package.frame("actors").set_index("actor_id")["actor_type"]) == "media_outlet"
    passed_on = set(frame["item_id"][(frame["role_by_place"] == "relay") & ~outlets])  # by somebody who is no outlet
    frame["turned"] = frame["actor_id"].where((rank == 1) & outlets & frame["item_id"].isin(passed_on))
    frame["unspelled"] = unspelled(package, frame, "actor_id", "attributions[" + frame["step"].astype(int).astype(str) + "].actor_id")
    return frame

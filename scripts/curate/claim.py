"""`python -m scripts claim S001 "at least 27 people were killed" ...`: codes a count of people harmed, from its words."""

from __future__ import annotations

import argparse

from scripts.curate import coding

TABLE = "casualty_claims"


def register(parser: argparse.ArgumentParser) -> None:
    coding.register(parser, TABLE)


def run(options: argparse.Namespace) -> int | None:
    return coding.run(options, TABLE)

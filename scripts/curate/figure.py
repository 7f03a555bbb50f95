"""`python -m scripts figure S001 "100,417 refugees have entered Armenia" [...]`: codes any other number, from its words."""

from __future__ import annotations

import argparse

from scripts.curate import coding

TABLE = "figures"


def register(parser: argparse.ArgumentParser) -> None:
    coding.register(parser, TABLE)


def run(options: argparse.Namespace) -> int | None:
    return coding.run(options, TABLE)

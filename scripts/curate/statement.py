"""`python -m scripts statement S001 "Armenia denied" "having troops in the region" [...]`: codes what somebody said, from its words."""

from __future__ import annotations

import argparse

from scripts.curate import coding

TABLE = "statements"


def register(parser: argparse.ArgumentParser) -> None:
    coding.register(parser, TABLE)


def run(options: argparse.Namespace) -> int | None:
    return coding.run(options, TABLE)

"""Proof of the checks themselves: mutations of the tables, large packages, and the benchmark."""

from pathlib import Path

FIGURES = Path("docs/mutation_score.json")  # what `nox -s mutate -- --write` found

"""Rules about sense: a module a view, each with the tables it needs and its frame, and the suites of Great Expectations in suites.toml."""

import tomllib
from pathlib import Path

SUITES: dict[str, dict] = tomllib.loads(Path(__file__).with_name("suites.toml").read_text(encoding="utf-8"))
VIEWS = tuple(SUITES)

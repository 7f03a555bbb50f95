"""The populated places and the states of the region in GeoNames, and what lies elsewhere: what an id and coordinates are held against."""

import csv
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent.parent / "gazetteer.csv"


@cache
def gazetteer() -> dict[str, dict[str, str]]:
    """GeoNames id > name, latitude, longitude and the two letters of the country."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["geonames_id"]: row for row in csv.DictReader(file)}

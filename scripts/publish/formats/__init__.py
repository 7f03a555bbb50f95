"""What the package becomes: each module has `render(package)`, path below `dist/` > bytes, and touches no file itself."""

from validation.model.items import SAID
from validation.model.package import Package

FORMATS = (
    "sqlite", "datasette", "parquet", "xlsx", "geojson", "jsonld", "annotation", "disagreements", "dictionary", "citations", "codebook",
    "content",
)  # fmt: skip
CASTS = {"integer": int, "number": float, "boolean": lambda text: text == "true"}


def value(field: dict, text: str) -> str | int | float | bool | None:
    """A cell as its type says; a blank is None, and dates stay ISO text."""
    return CASTS.get(field["type"], str)(text) if text else None


def filled(record: dict) -> dict:
    """The record without what is unknown in it: None, empty text, empty lists."""
    return {key: cell for key, cell in record.items() if cell not in (None, "", [], {})}


def items(package: Package) -> list[dict]:
    """Casualty claims, figures and statements, in the order of their ids."""
    return sorted((r for name in SAID for r in package[name].records), key=lambda r: r["_id"])

"""What the package becomes: each module has `render(package)`, path below `dist/` > bytes, and touches no file itself."""

import json
from collections.abc import Callable, Iterator, Mapping

from validation.model.package import Table

# In the order in which they are told of: the workbook last, as it is ready last.
FORMATS = (
    "sqlite", "datasette", "parquet", "geojson", "jsonld", "annotation", "disagreements", "dictionary", "citations", "codebook",
    "content", "xlsx",
)  # fmt: skip
CASTS = {"integer": int, "number": float, "boolean": lambda text: text == "true"}
to_json = json.JSONEncoder(ensure_ascii=False).encode  # made once, as there are many lines


def value(field: dict, text: str) -> str | int | float | bool | None:
    """A cell as its type says; a blank is None, and dates stay ISO text."""
    return CASTS.get(field["type"], str)(text) if text else None


def cells(table: Table, field: dict, casts: Mapping[str, Callable[[str], object]] = CASTS) -> list:
    """A column of a table, each cell as its type says, the others text."""
    (texts,) = table.columns(field["name"])
    cast = casts.get(field["type"])
    return [cast(text) if text else None for text in texts] if cast else [text or None for text in texts]


def rows(table: Table) -> Iterator[tuple]:
    """The rows of a table, each cell as its type says."""
    return zip(*(cells(table, field) for field in table.fields), strict=True)


def filled(record: dict) -> dict:
    """The record without what is unknown in it: None, empty text, empty lists."""
    return {key: cell for key, cell in record.items() if cell not in (None, "", [], {})}

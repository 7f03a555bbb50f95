"""A Parquet file a table: fixed schema, the description of each column as its metadata."""

from datetime import date

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from scripts.publish.formats import CASTS, cells, filled
from validation.model.dictionary import Column, columns
from validation.model.package import Package, Table

TYPES = {"integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(), "date": pa.date32()}
CELLS = CASTS | {"date": date.fromisoformat}


def render(package: Package) -> dict[str, bytes]:
    """One file a table, below `parquet/`."""
    return {f"parquet/{r['name']}.parquet": _file(package.descriptor, r, package[r["name"]]) for r in package.descriptor["resources"]}


def _file(descriptor: dict, resource: dict, table: Table) -> bytes:
    about = {"name": descriptor["name"], "version": descriptor["version"], "title": resource["title"],
             "description": resource["description"], "license": descriptor["licenses"][0]["name"], "source": resource["hash"]}  # fmt: skip
    schema = pa.schema([_column(column) for column in columns(resource)], metadata=about)
    arrays = [pl.Series(cells(table, field, CELLS)).to_arrow().cast(TYPES.get(field["type"], pa.string())) for field in table.fields]
    out = pa.BufferOutputStream()
    pq.write_table(pa.table(arrays, schema=schema), out, compression="zstd", row_group_size=65536, version="2.6", data_page_version="1.0")
    return out.getvalue().to_pybytes()


def _column(column: Column) -> pa.Field:
    about = {"description": column.description, "unit": column.unit, "vocabulary": column.vocabulary, "example": column.example}
    return pa.field(column.name, TYPES.get(column.type, pa.string()), nullable=not column.required, metadata=filled(about))

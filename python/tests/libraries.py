"""One table in every library, and its rows whichever library it comes back from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds

if TYPE_CHECKING:
    from collections.abc import Callable

TURN: dict[str, Callable[[pa.Table], Any]] = {
    "pyarrow": lambda table: table,
    "pandas": pa.Table.to_pandas,
    "polars": pl.DataFrame,
    "lazy": lambda table: pl.DataFrame(table).lazy(),
    "duckdb": duckdb.from_arrow,
    # In more than one piece.
    "reader": lambda table: table.to_reader(max_chunksize=table.num_rows // 3 + 1),
    "dataset": ds.dataset,
}


def rows(table: Any) -> list[dict[str, Any]]:
    """The rows of a table of any library."""
    if isinstance(table, pl.LazyFrame):
        table = table.collect()
    if isinstance(table, duckdb.DuckDBPyRelation):
        table = table.to_arrow_table()
    if isinstance(table, pa.RecordBatchReader):
        table = table.read_all()
    # pandas has a number that is none in place of null.
    return [
        {name: None if value != value else value for name, value in row.items()} for row in pa.table(table).to_pylist()
    ]

"""How the tables of each library are taken apart and put together again; none of them is needed by the others.

Every function takes a table and a function from column names to a plan, and returns a table of the same library, or
nothing if the library's object is no table that it knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from govseg._govseg import open_stream

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from govseg._govseg import TablePlan, TiersPlan

    Planner = Callable[[list[str]], TablePlan | TiersPlan]
    Needed = Callable[[list[str]], list[int]]
    # An Arrow stream of a table's columns, and what makes a table of the same library of another stream.
    Taken = tuple[Any, Callable[[Any], Any]]


def _places(needed: list[int], columns: int) -> list[int]:
    """The columns to export: those that are read, or any one, so that the rows can be counted."""
    return needed or list(range(min(1, columns)))


def _library(table: Any) -> str:
    """The library that an object is of; DuckDB's objects are of `_duckdb`."""
    return type(table).__module__.partition(".")[0].lstrip("_")


def taken(table: Any, needed: Needed) -> Taken | None:
    """Take those columns out of a table, and say how tables of its library are made; nothing if it is no table."""
    take = {"pandas": _take_pandas, "polars": _take_polars, "pyarrow": _take_pyarrow, "duckdb": _take_duckdb}.get(
        _library(table)
    )
    found = take(table, needed) if take else None
    return found or _take_any(table)


def _take_pandas(table: Any, needed: Needed) -> Taken | None:
    import pandas as pd

    if not isinstance(table, pd.DataFrame):
        return None
    import pyarrow as pa

    read = table.iloc[:, _places(needed([str(label) for label in table.columns]), table.shape[1])]
    return read, lambda stream: pa.RecordBatchReader.from_stream(stream).read_all().to_pandas()


def _take_polars(table: Any, needed: Needed) -> Taken | None:
    import polars as pl

    if not isinstance(table, (pl.DataFrame, pl.LazyFrame)):
        return None
    names = table.collect_schema().names()
    read = table.select([names[place] for place in _places(needed(names), len(names))])
    if isinstance(read, pl.LazyFrame):
        return read.collect(), lambda stream: pl.DataFrame(stream).lazy()
    return read, pl.DataFrame


def _take_pyarrow(table: Any, needed: Needed) -> Taken | None:
    import pyarrow as pa

    if isinstance(table, (pa.Table, pa.RecordBatch)):
        read = table.select(_places(needed(table.schema.names), table.num_columns))
        if isinstance(table, pa.Table):
            return read, lambda stream: pa.RecordBatchReader.from_stream(stream).read_all()
        return read, lambda stream: pa.RecordBatchReader.from_stream(stream).read_next_batch()
    if not isinstance(table, pa.RecordBatchReader):
        import pyarrow.dataset as ds

        if isinstance(table, ds.Dataset):
            names = table.schema.names
            table = table.scanner(columns=[names[place] for place in _places(needed(names), len(names))])
        if not isinstance(table, ds.Scanner):
            return None
        table = table.to_reader()
    return table, pa.RecordBatchReader.from_stream


def _take_duckdb(table: Any, needed: Needed) -> Taken | None:
    import duckdb

    if not isinstance(table, duckdb.DuckDBPyRelation):
        return None
    found = _take_pyarrow(table.to_arrow_table(), needed)
    assert found is not None
    read, back = found
    return read, lambda stream: duckdb.from_arrow(back(stream))


def _take_any(table: Any) -> Taken | None:
    if not hasattr(table, "__arrow_c_stream__") and not hasattr(table, "__arrow_c_array__"):
        return None
    return table, getattr(type(table), "from_arrow", None) or (lambda stream: stream)


def added_to(table: Any, planner: Planner) -> Any:
    """Append what a plan adds to a table of any library; nothing if it is no table."""
    own = {"pandas": of_pandas, "polars": of_polars, "pyarrow": of_pyarrow, "duckdb": of_duckdb}.get(_library(table))
    found = own(table, planner) if own else None
    return of_any(table, planner) if found is None else found


def of_pandas(table: Any, planner: Planner) -> pd.DataFrame | None:
    """Keep the index, and columns of any type that are not read."""
    import pandas as pd

    if not isinstance(table, pd.DataFrame):
        return None
    import pyarrow as pa

    plan = planner([str(label) for label in table.columns])
    read = table.iloc[:, _places(plan.needed, table.shape[1])]
    added = pa.RecordBatchReader.from_stream(plan.added(read)).read_all()
    if plan.numbered:
        table = table.iloc[added.column(added.num_columns - 1).to_numpy()]
    lists = {field.type: pd.ArrowDtype(field.type) for field in added.schema if pa.types.is_list(field.type)}
    frame = added.select(plan.names).to_pandas(types_mapper=lists.get)
    result: pd.DataFrame = table.copy(deep=False)
    for name in plan.names:
        result[name] = frame[name].array
    return result


def of_polars(table: Any, planner: Planner) -> pl.DataFrame | pl.LazyFrame | None:
    """Take a lazy frame as a map over its frame."""
    import polars as pl

    def eager(frame: pl.DataFrame) -> pl.DataFrame:
        plan = planner(frame.columns)
        read = frame.select([frame.columns[place] for place in _places(plan.needed, frame.width)])
        added = pl.DataFrame(plan.added(read))
        if plan.numbered:
            frame = frame[added.to_series(added.width - 1)]
        return frame.with_columns(added.select(plan.names))

    if isinstance(table, pl.LazyFrame):
        schema = eager(pl.DataFrame(schema=table.collect_schema())).schema
        return table.map_batches(eager, schema=schema)
    return eager(table) if isinstance(table, pl.DataFrame) else None


def of_pyarrow(table: Any, planner: Planner) -> pa.Table | pa.RecordBatch | pa.RecordBatchReader | None:
    """Read tables at once, and what is a stream as one."""
    import pyarrow as pa

    if isinstance(table, pa.RecordBatch):
        whole = of_pyarrow(pa.Table.from_batches([table]), planner)
        assert isinstance(whole, pa.Table)
        return pa.RecordBatch.from_arrays([column.combine_chunks() for column in whole.columns], schema=whole.schema)
    if isinstance(table, pa.Table):
        plan = planner(table.column_names)
        added = pa.table(plan.added(table.select(_places(plan.needed, table.num_columns))))
        if plan.numbered:
            table = table.take(added.column(added.num_columns - 1))
        for name in plan.names:
            table = table.append_column(added.schema.field(name), added.column(name))
        return table
    if not isinstance(table, pa.RecordBatchReader):
        import pyarrow.dataset as ds

        if isinstance(table, ds.Dataset):
            table = table.scanner()
        if not isinstance(table, ds.Scanner):
            return None
        table = table.to_reader()
    return pa.RecordBatchReader.from_stream(planner(table.schema.names).stream(table))


def of_duckdb(table: Any, planner: Planner) -> Any:
    """Run the relation once, so that its rows keep one order, and give back a relation over the result."""
    import duckdb

    if not isinstance(table, duckdb.DuckDBPyRelation):
        return None
    return duckdb.from_arrow(of_pyarrow(table.to_arrow_table(), planner))


def of_any(table: Any, planner: Planner) -> Any:
    """Take any Arrow stream."""
    if not hasattr(table, "__arrow_c_stream__") and not hasattr(table, "__arrow_c_array__"):
        return None
    source, names = open_stream(table)
    stream = planner(names).stream(source)
    back = getattr(type(table), "from_arrow", None)
    return back(stream) if back else stream

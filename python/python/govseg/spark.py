"""``govseg.spark.classify``: the same on a Spark cluster, through Arrow batches.

The executors need this package and pyarrow; policies and recipes are sent to them.
"""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from govseg._errors import GovsegError
from govseg._table import planner

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from os import PathLike

    import pyarrow as pa
    from pyspark.sql import DataFrame

    from govseg._govseg import Policy, Recipe, TablePlan


def classify(
    df: DataFrame,
    *,
    recipe: str | PathLike[str] | Recipe | None = None,
    policy: str | PathLike[str] | Policy | None = None,
    columns: Iterable[str] | None = None,
    each: str | None = None,
    prefix: str = "",
) -> DataFrame:
    """Decide every row of a Spark data frame, as `govseg.classify` does.

    Parameters
    ----------
    df : pyspark.sql.DataFrame
        The table. It is worked on where it is, when an action asks for it.
    recipe, policy, columns, each, prefix
        As for `govseg.classify`. Files are read on the driver.

    Returns
    -------
    pyspark.sql.DataFrame
        The table with the columns appended: texts, and for ``possible`` and ``also`` arrays of texts.

    Raises
    ------
    GovsegError
        If a name, policy or recipe is wrong. A row that cannot be read ends the action that asks for it, with a message
        that names its column, and its row within its partition.
    """
    from pyspark.sql.types import ArrayType, StringType, StructField, StructType

    plan = planner(recipe=recipe, policy=policy, columns=columns, each=each, prefix=prefix, threads=1)
    settled = plan(df.columns)
    added = [
        StructField(name, ArrayType(StringType()) if several else StringType())
        for name, several in zip(settled.names, settled.lists, strict=True)
    ]
    return df.mapInArrow(partial(_run, plan), StructType([*df.schema.fields, *added]))


def _run(plan: Callable[[list[str]], TablePlan], batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Classify a partition; this runs on the executors."""
    import pyarrow as pa
    from pyspark import TaskContext

    first = next(batches, None)
    if first is None:
        return
    source = pa.RecordBatchReader.from_batches(first.schema, chain([first], batches))
    stream = pa.RecordBatchReader.from_stream(plan(first.schema.names).stream(source))
    try:
        for batch in stream:
            yield _without_dictionaries(batch)
    except pa.ArrowInvalid as error:
        context = TaskContext.get()
        partition = context.partitionId() if context else 0
        # What Arrow adds before the message says nothing to a reader.
        message = str(error).removeprefix("External error: ").removeprefix("the table: ")
        raise GovsegError(f"partition {partition}, {message}", kind="unreadable_row") from None


def _without_dictionaries(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Spark knows texts only."""
    import pyarrow as pa

    columns = [
        column.dictionary_decode() if pa.types.is_dictionary(column.type) else column for column in batch.columns
    ]
    return pa.RecordBatch.from_arrays(columns, names=batch.schema.names)

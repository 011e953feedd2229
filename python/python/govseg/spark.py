"""``govseg.spark.classify`` and ``govseg.spark.measure``: the same on a Spark cluster, through Arrow batches.

The executors need this package and pyarrow; policies and recipes are sent to them.
"""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from govseg._errors import GovsegError
from govseg._table import planner

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from os import PathLike

    import pyarrow as pa
    from pyspark.sql import DataFrame

    from govseg._govseg import MeasurePlan, Policy, Recipe, TablePlan, TextModel
    from govseg._measure import SetAside


def classify(
    df: DataFrame,
    *,
    recipe: str | PathLike[str] | Recipe | None = None,
    policy: str | PathLike[str] | Policy | None = None,
    columns: Iterable[str] | None = None,
    each: str | None = None,
    prefix: str = "",
    text: str | None = None,
    threshold: float = 0.8,
    costs: Mapping[str, Any] | None = None,
    model: str | PathLike[str] | TextModel | None = None,
) -> DataFrame:
    """Decide every row of a Spark data frame, as `govseg.classify` does.

    Parameters
    ----------
    df : pyspark.sql.DataFrame
        The table. It is worked on where it is, when an action asks for it.
    recipe, policy, columns, each, prefix, text, threshold, costs, model
        As for `govseg.classify`. Files are read on the driver.

    Returns
    -------
    pyspark.sql.DataFrame
        The table with the columns appended: texts, for ``possible`` and ``also`` arrays of texts, for ``probability``
        numbers.

    Raises
    ------
    GovsegError
        If a name, policy or recipe is wrong. A row that cannot be read ends the action that asks for it, with a message
        that names its column, and its row within its partition.
    """
    from pyspark.sql.types import ArrayType, DoubleType, StringType, StructField, StructType

    plan = planner(
        recipe=recipe,
        policy=policy,
        columns=columns,
        each=each,
        prefix=prefix,
        threads=1,
        text=text,
        threshold=threshold,
        costs=costs,
        model=model,
    )
    settled = plan(df.columns)
    added = [
        StructField(name, ArrayType(StringType()) if several else DoubleType() if number else StringType())
        for name, several, number in zip(settled.names, settled.lists, settled.numbers, strict=True)
    ]
    return df.mapInArrow(partial(_run, plan), StructType([*df.schema.fields, *added]))


def measure(
    df: DataFrame,
    *,
    by: str | Iterable[str] = (),
    measures: str | Iterable[str] | None = None,
    recipe: str | PathLike[str] | None = None,
    policy: str | PathLike[str] | Policy | None = None,
    reference: str | None = None,
    rejects: list[SetAside] | None = None,
    **choices: Any,
) -> DataFrame:
    """Measure contacts from a log that is a Spark data frame, as `govseg.measure` does.

    Every partition is measured where it is, now. What is kept of its rows is little, and is merged on the driver; the
    results are those of one machine to the last digit, however the rows are divided. Where contacts have ids, rows are
    first brought together by them, so that a contact that is there twice is seen; which of the two is used, Spark does
    not say.

    Parameters
    ----------
    df : pyspark.sql.DataFrame
        The log.
    by, measures, recipe, policy, reference, rejects, **choices
        As for `govseg.measure`. Rows are counted within their partition.

    Returns
    -------
    pyspark.sql.DataFrame
        The results, a row each.

    Raises
    ------
    GovsegError
        As for `govseg.measure`, and if the recipe joins rows, which may be in several partitions.
    """
    from govseg._measure import accept
    from govseg._measure import planner as measures_planner

    make = measures_planner(
        by=by,
        measures=measures,
        recipe=recipe,
        policy=policy,
        reference=reference,
        threads=1,
        **{name: list(value) if name in ("closed", "percentiles") else value for name, value in choices.items()},
    )
    plan = make()
    if plan.joins:
        raise GovsegError("the recipe joins rows, which a partition may not have together", kind="bad_choice")
    read = df.select(*(f"`{df.columns[place]}`" for place in plan.needed(df.columns) or range(1)))
    contacts = plan.contact_columns(read.columns)
    if contacts:
        read = read.repartition(*contacts)
    parts = read.mapInArrow(partial(_part, make), "part binary").collect()
    measured = plan.merged([bytes(row["part"]) for row in parts])
    accept(measured, rejects)
    import pyarrow as pa

    return df.sparkSession.createDataFrame(pa.RecordBatchReader.from_stream(measured.results()).read_all())


def _part(make: Callable[[], MeasurePlan], batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Measure a partition; this runs on the executors."""
    import pyarrow as pa

    first = next(batches, None)
    if first is None:
        return
    source = pa.RecordBatchReader.from_batches(first.schema, chain([first], batches))
    yield pa.record_batch({"part": pa.array([make().part(source)], pa.binary())})


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

"""``measure``: measures of contacts from a log of any library that speaks Arrow."""

from __future__ import annotations

from functools import partial
from os import fspath
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar

from govseg import _frames
from govseg._errors import GovsegError
from govseg._govseg import MeasurePlan, Policy, log_recipe_text
from govseg._table import not_a_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from os import PathLike

    from govseg._govseg import Measured

# Streams and datasets come back as streams; of all else the type is kept.
T = TypeVar("T")


class SetAside(TypedDict):
    """A row that was set aside, and why."""

    row: int
    column: str | None
    kind: str
    reason: str


def measure(
    log: T,
    *,
    by: str | Iterable[str] = (),
    measures: str | Iterable[str] | None = None,
    recipe: str | PathLike[str] | None = None,
    policy: str | PathLike[str] | Policy | None = None,
    reference: str | None = None,
    rejects: list[SetAside] | None = None,
    timezone: str | None = None,
    closed: Iterable[str] = (),
    as_of: str | None = None,
    within: int = 60,
    window: int = 7,
    level: float = 0.95,
    percentiles: Iterable[float] = (50, 90),
    least: int = 10,
    k: int = 11,
) -> T:
    """Measure contacts from a log: rates, waits, scores and costs, each with its interval and how many it rests on.

    Columns named as the schema of logs names them (``channel``, ``opened_at``, ``wait``, ``answered``, ``satisfaction``
    …) are read as they are; of other logs a recipe says what their columns mean. An empty cell is unknown, which is not
    0. The numbers are those of ``govseg measure``, to the last digit.

    Parameters
    ----------
    log : pandas.DataFrame, polars.DataFrame or LazyFrame, pyarrow.Table, RecordBatch, RecordBatchReader, Dataset or \
Scanner, duckdb relation, or any object with ``__arrow_c_stream__``
        The log: a row is one contact, or stands for many. Only the columns that are read are exported from a frame; a
        stream is worked on while it is read.
    by : str or iterable of str
        What results are told apart by: ``segment``, ``channel``, ``customer``, ``organization``, ``service``,
        ``wording``, ``period``, ``day``, ``week``, ``month``, ``quarter``, ``fiscal_year``. Totals come with them.
    measures : str or iterable of str, optional
        These measures only, by their ids; without it all that the log gives.
    recipe : str or os.PathLike, optional
        What the log's own columns mean: the id of a built-in recipe for logs, or a file.
    policy : str, os.PathLike or Policy, optional
        The policy that decides segments, where the log has none and results are told apart by them.
    reference : str, optional
        Says how far groups are from this one, too: ``channel=phone``.
    rejects : list, optional
        Rows that cannot be used are set aside, and why is appended here, a dict each with ``row``, ``column``, ``kind``
        and ``reason``. Without it the first of them is an error.
    timezone : str, optional
        Of times without an offset, and of days; the recipe's, or UTC, if it is left out.
    closed : iterable of str
        Days besides federal holidays that are no business days: ``2026-12-24``.
    as_of : str, optional
        The moment at which what is open or overdue is counted.
    within, window : int
        Within how many seconds a contact is answered in time, and within how many days no further contact on a matter
        may follow.
    level : float
        The level of intervals.
    percentiles : iterable of float
        Those of waits and of times to a decision, between 0 and 100.
    least, k : int
        Nothing is said of fewer than ``least``; no cell below ``k`` is shown, nor what would give it away.

    Returns
    -------
    same type as log
        A row for each result: the parts of its group, ``measure``, ``variant``, ``unit``, ``value``, the interval from
        ``low`` to ``high`` at ``level`` with its ``method``, ``n``, how many rows are ``missing`` a value, and in
        ``absent`` why there is no number.

    Raises
    ------
    GovsegError
        If a row cannot be used and ``rejects`` was not given, with its number in ``row``, counted from one, and its
        ``column``; if a name, policy, recipe or choice is wrong; if the log has nothing that is measured.

    Examples
    --------
    >>> import pandas as pd
    >>> import govseg
    >>> log = pd.DataFrame({"channel": ["phone", "email"] * 30, "csat": [5, 4, 2, 5, 4, 1] * 10})
    >>> shown = govseg.measure(log, by="channel", measures="csat_top2")
    >>> shown[["channel", "n", "value", "low", "high"]].round(1)
      channel   n  value   low  high
    0   email  30   66.7  48.8  80.8
    1   phone  30   66.7  48.8  80.8
    2   (all)  60   66.7  54.1  77.3

    >>> log.loc[3, "csat"] = 6
    >>> govseg.measure(log)
    Traceback (most recent call last):
    govseg.GovsegError: row 4, column `csat`: `6` is not an answer from 1 to 5
    >>> rejects = []
    >>> _ = govseg.measure(log, rejects=rejects)
    >>> [(reject["row"], reject["kind"]) for reject in rejects]
    [(4, 'out_of_range')]
    """
    plan = planner(
        by=by,
        measures=measures,
        recipe=recipe,
        policy=policy,
        reference=reference,
        timezone=timezone,
        closed=list(closed),
        as_of=as_of,
        within=within,
        window=window,
        level=level,
        percentiles=list(percentiles),
        least=least,
        k=k,
    )()
    taken = _frames.taken(log, plan.needed)
    if taken is None:
        raise not_a_table(log)
    source, back = taken
    measured = plan.measure(source)
    accept(measured, rejects)
    result: T = back(measured.results())
    return result


def planner(
    *,
    by: str | Iterable[str],
    measures: str | Iterable[str] | None,
    recipe: str | PathLike[str] | None,
    policy: str | PathLike[str] | Policy | None,
    reference: str | None,
    threads: int = 0,
    **choices: Any,
) -> Callable[[], MeasurePlan]:
    """Read what is named, and return what makes the plan, which can be pickled."""
    name = None if recipe is None else fspath(recipe)
    return partial(
        MeasurePlan,
        policy if isinstance(policy, Policy) else Policy.default() if policy is None else Policy.load(policy),
        None if name is None else (name, log_recipe_text(name)),
        _names(by),
        None if measures is None else _names(measures),
        reference,
        threads,
        **choices,
    )


def _names(given: str | Iterable[str]) -> list[str]:
    """Take one name, several separated by commas, or a list of them."""
    return [name.strip() for name in given.split(",")] if isinstance(given, str) else [str(name) for name in given]


def accept(measured: Measured, rejects: list[SetAside] | None) -> None:
    """Append the rows that were set aside, or raise the first of them."""
    if rejects is not None:
        rejects.extend(measured.set_aside())
    elif (error := measured.first_error()) is not None:
        assert isinstance(error, GovsegError)
        raise error

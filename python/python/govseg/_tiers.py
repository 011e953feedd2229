"""``assign_tiers``: how each account will be treated, for a table of any library that speaks Arrow."""

from __future__ import annotations

import warnings
from functools import partial
from os import fspath
from typing import TYPE_CHECKING, Literal, TypeVar

from govseg import _frames
from govseg._errors import GovsegWarning
from govseg._govseg import TiersPlan, program_text
from govseg._table import not_a_table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from os import PathLike

# Streams and datasets come back as streams; of all else the type is kept.
T = TypeVar("T")


def assign_tiers(
    accounts: T,
    program: str | PathLike[str],
    *,
    on: str | None = None,
    view: Literal["internal", "customer"] = "internal",
    prefix: str = "",
) -> T:
    """Assign each account its tier, alone and with all that it belongs to, and say why.

    Nothing is guessed: an empty cell is unknown, and a tier is earned when it is certain. All numbers and words are
    those of ``govseg tiers assign``.

    Parameters
    ----------
    accounts : pandas.DataFrame, polars.DataFrame or LazyFrame, pyarrow.Table, RecordBatch, RecordBatchReader, Dataset \
or Scanner, duckdb relation, or any object with ``__arrow_c_stream__``
        A row for each account, with the columns that the programme names. Accounts may stand in any order.
    program : str or os.PathLike
        The id of a built-in programme (``airline``, ``shared-services``), or a file.
    on : str, optional
        The day (``2026-11-22``) on which tiers that were held before are looked at; without it none of them counts.
    view : {"internal", "customer"}
        ``customer`` says nothing that rests on criteria that are not published.
    prefix : str, optional
        Stands before the name of every added column.

    Returns
    -------
    same type as accounts
        The table with the columns appended: ``tier`` and its ``standing``; the tier ``earned``, ``alone`` and
        ``together``; ``at`` which account of the tree it is met, ``because`` of what, and what is ``missing`` to the
        next one; ``grants``; the treatments ``before``, ``during`` and ``after`` the service; the roles whose time they
        take (``coverage``); the tier still ``open``; ``until`` when it holds; and, where chances are given, the tier
        that is expected to cost least (``least_cost``).

    Raises
    ------
    GovsegError
        If the programme is wrong, with everything in ``problems``, or there is none of that name; or if cells cannot be
        read, or accounts belong together in a way that cannot be.

    Warns
    -----
    GovsegWarning
        If a column that the programme reads is not there, or an amount seems to be counted twice.

    Examples
    --------
    >>> import pandas as pd
    >>> import govseg
    >>> accounts = pd.DataFrame(
    ...     {
    ...         "account": ["CBP", "EZ1", "EZ3"],
    ...         "parent": [None, "CBP", "CBP"],
    ...         "revenue": [None, "620000", "540000"],
    ...         "employees": ["90", "3100", "2700"],
    ...         "mission": "other",
    ...     }
    ... )
    >>> assigned = govseg.assign_tiers(accounts, "shared-services")
    >>> assigned[["account", "alone", "together", "tier"]]
      account   alone together tier
    0     CBP     NaN      key  key
    1     EZ1  growth      key  key
    2     EZ3  growth      key  key
    >>> assigned["because"][1]
    'revenue of CBP and all below it is 1,160,000 (at least 1,000,000)'
    """
    plan = partial(TiersPlan, program=named(program), on=on, customer=view == "customer", prefix=prefix)
    plans: list[TiersPlan] = []

    def planner(names: list[str]) -> TiersPlan:
        plans.append(plan(names))
        return plans[-1]

    result: T | None = _frames.added_to(accounts, planner)
    if result is None:
        raise not_a_table(accounts)
    warn([warning for plan in plans for warning in plan.warnings])
    return result


def named(program: str | PathLike[str]) -> tuple[str, str]:
    """Return a programme's name and text."""
    name = fspath(program)
    return name, program_text(name)


def warn(told: Iterable[str], depth: int = 3) -> None:
    """Warn of all that is to be looked at, each once; so deep is who is warned."""
    for warning in dict.fromkeys(told):
        warnings.warn(warning, GovsegWarning, stacklevel=depth)

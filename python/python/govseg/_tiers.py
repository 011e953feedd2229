"""``assign_tiers``: how each account will be treated, for a table of any library that speaks Arrow."""

from __future__ import annotations

from functools import partial
from os import fspath
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from govseg import _frames
from govseg._govseg import TiersPlan, program_text
from govseg._table import not_a_table

if TYPE_CHECKING:
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
        take (``coverage``); the tier still ``open``; and ``until`` when it holds.

    Raises
    ------
    GovsegError
        If the programme is wrong, with everything in ``problems``; or if cells cannot be read, or accounts belong
        together in a way that cannot be.

    Examples
    --------
    >>> import pandas as pd
    >>> import govseg
    >>> accounts = pd.DataFrame(
    ...     {
    ...         "account": ["CBP", "EZ1", "EZ3"],
    ...         "parent": [None, "CBP", "CBP"],
    ...         "revenue": [None, "620000", "540000"],
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
    name = fspath(program)
    text = program_text(name)
    text = Path(name).read_text(encoding="utf-8") if text is None else text
    planner = partial(TiersPlan, program=(name, text), on=on, customer=view == "customer", prefix=prefix)
    result: T | None = _frames.added_to(accounts, planner)
    if result is None:
        raise not_a_table(accounts)
    return result

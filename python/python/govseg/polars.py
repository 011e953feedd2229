"""``govseg.polars``: what `govseg.classify` says, as an expression of polars.

It stands wherever an expression may: in ``with_columns``, ``filter`` and ``group_by``, lazily and in streams.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from govseg._table import chosen, classify

if TYPE_CHECKING:
    from os import PathLike

    from govseg._govseg import Policy, Recipe


def expression(
    *columns: str | pl.Expr,
    answer: str = "segment",
    recipe: str | PathLike[str] | Recipe | None = None,
    policy: str | PathLike[str] | Policy | None = None,
) -> pl.Expr:
    """Return an expression that decides every row from some of its columns.

    Parameters
    ----------
    *columns : str or polars.Expr
        The columns that are read: named like facts, or like what the recipe reads.
    answer : str, default "segment"
        The column of `govseg.classify` that the expression gives, under its name.
    recipe, policy
        As for `govseg.classify`. Files are read now.

    Returns
    -------
    polars.Expr

    Raises
    ------
    GovsegError
        If a name, policy or recipe is wrong. A row that cannot be read ends the query.

    Examples
    --------
    >>> import polars as pl
    >>> import govseg.polars
    >>> contacts = pl.DataFrame({"capacity": ["official", "private"], "duty": ["none", "audit"]})
    >>> contacts.filter(govseg.polars.expression("capacity", "duty") == "dutiful").rows()
    [('private', 'audit')]
    """
    decides, reads = chosen(policy, recipe)

    def answers(rows: pl.Series) -> pl.Series:
        return classify(rows.struct.unnest(), columns=[answer], policy=decides, recipe=reads)[answer]

    # The kind of an answer does not depend on what is read.
    kind = classify(pl.DataFrame(schema={"capacity": pl.String}), columns=[answer], policy=decides)[answer].dtype
    return pl.struct(*columns).map_batches(answers, return_dtype=kind, is_elementwise=True).alias(answer)

"""``govseg.duckdb``: what `govseg.classify` says, as a function of SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
from duckdb import DuckDBPyConnection, list_type
from duckdb.func import SPECIAL, PythonUDFType
from duckdb.sqltypes import VARCHAR

from govseg._table import chosen, classify

if TYPE_CHECKING:
    from collections.abc import Iterable
    from os import PathLike

    from govseg._govseg import Policy, Recipe


def register(
    connection: DuckDBPyConnection,
    name: str = "govseg_segment",
    *,
    columns: Iterable[str] | None = None,
    answer: str = "segment",
    recipe: str | PathLike[str] | Recipe | None = None,
    policy: str | PathLike[str] | Policy | None = None,
) -> None:
    """Make a function of SQL that decides every row from its arguments.

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        Where the function is known from then on.
    name : str, default "govseg_segment"
        What it is called.
    columns : iterable of str, optional
        What its arguments are, in order, as texts, lists of texts or booleans: facts, or columns that the recipe reads.
        Without it all facts of the policy, or all columns of the recipe.
    answer : str, default "segment"
        The column of `govseg.classify` that it gives: a text, and for ``possible`` and ``also`` a list of texts.
    recipe, policy
        As for `govseg.classify`. Files are read now.

    Raises
    ------
    GovsegError
        If a name, policy or recipe is wrong. A row that cannot be read ends the query.

    Examples
    --------
    >>> import duckdb
    >>> import govseg.duckdb
    >>> connection = duckdb.connect()
    >>> govseg.duckdb.register(connection, columns=["capacity", "duty"])
    >>> connection.sql("select govseg_segment('private', 'audit'), govseg_segment(null, 'none')").fetchall()
    [('dutiful', None)]
    """
    decides, reads = chosen(policy, recipe)
    names = list(columns) if columns is not None else list(reads.column_names if reads else decides.fact_values)

    def answers(*arguments: Any) -> Any:
        said = classify(
            pa.table(dict(zip(names, arguments, strict=True))), columns=[answer], policy=decides, recipe=reads
        )
        column = said.column(answer)
        return column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column

    # What is wrong with the names is said now, and not when the function is first used.
    several = pa.types.is_list(answers(*[pa.array([], pa.string())] * len(names)).type)
    kind = list_type(VARCHAR) if several else VARCHAR
    # Without a list of parameters any number of them is taken, of any type.
    connection.create_function(name, answers, None, kind, type=PythonUDFType.ARROW, null_handling=SPECIAL)

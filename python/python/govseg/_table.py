"""``classify``: a whole table of any library that speaks Arrow."""

from __future__ import annotations

import json
import warnings
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from govseg import _frames
from govseg._errors import GovsegError, GovsegWarning
from govseg._govseg import Policy, Recipe, TablePlan, TextModel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from os import PathLike

# Streams and datasets come back as streams; of all else the type is kept.
T = TypeVar("T")


def classify(
    table: T,
    *,
    recipe: str | PathLike[str] | Recipe | None = None,
    text: str | None = None,
    policy: str | PathLike[str] | Policy | None = None,
    columns: Iterable[str] | None = None,
    each: str | None = None,
    prefix: str = "",
    threshold: float = 0.8,
    costs: Mapping[str, Any] | None = None,
    model: str | PathLike[str] | TextModel | None = None,
) -> T:
    """Decide every row of a table.

    Without a recipe, columns named like facts are read: a cell holds a value, several separated by ``|`` or as a list,
    or nothing. Nothing is guessed: a missing cell is unknown. All other columns pass through.

    Parameters
    ----------
    table : pandas.DataFrame, polars.DataFrame or LazyFrame, pyarrow.Table, RecordBatch, RecordBatchReader, Dataset or \
Scanner, duckdb relation, or any object with ``__arrow_c_stream__``
        The table. Only the columns that are read are exported from a frame; a stream is worked on while it is read, in
        constant memory.
    recipe : str, os.PathLike or Recipe, optional
        What the table's own columns and codes say: the id of a built-in recipe, a file, or a recipe.
    text : str, optional
        The column with descriptions. ``suggested_segment`` and ``probability`` are then added for every row that has
        one. Text never decides: an open row's status becomes ``suggested``, and nothing else of it changes.
    policy : str, os.PathLike or Policy, optional
        The policy that decides: an id, a file, or a policy. Without it the default one.
    columns : iterable of str, optional
        The columns to add, of ``segment``, ``status``, ``likely``, ``possible``, ``also``, ``rule``, ``sub_segment``,
        ``ask`` and ``because``; all of them if it is left out. Fewer are faster. With ``text`` also
        ``suggested_segment`` and ``probability``: both, behind the others, if neither is named.
    each : str, optional
        A fact: a row is taken once for each value that the fact has in it. The value stands in the added column
        ``each``; a row in which the fact is unknown stays one row.
    prefix : str, optional
        Stands before the name of every added column.
    threshold : float, optional
        From which probability on an open row's status becomes ``suggested``; 0 is always, in any language.
    costs : mapping, optional
        What mistakes cost, to decide it instead: ``{"asking": 0.2, "treated_as": {"beneficial": {"dutiful": 5}}}``.
        Then the suggested segment is the one that is expected to cost least.
    model : str, os.PathLike or TextModel, optional
        What reads the descriptions: a model, or its file; without it the one that comes with the package.

    Returns
    -------
    same type as table
        The table with the columns appended, its index and order kept. Words are dictionary-encoded (categorical),
        ``possible`` and ``also`` are lists, ``probability`` is a number. A reader, dataset or scanner of pyarrow gives
        a ``RecordBatchReader``, and an object of an unknown library gives one with ``__arrow_c_stream__``, unless its
        class has ``from_arrow``.

    Raises
    ------
    GovsegError
        If a row cannot be read, with its number in ``row``, counted from one, and its ``column``; if a name, policy or
        recipe is wrong; if a column of the table is named like an added one.

    Warns
    -----
    GovsegWarning
        If a column looks as if it was meant for a fact and is not read.

    Examples
    --------
    >>> import pandas as pd
    >>> import govseg
    >>> contacts = pd.DataFrame({
    ...     "name": ["Town grant", "Tax audit", "Question"],
    ...     "capacity": ["official", "private", None],
    ...     "duty": ["none", "audit", None],
    ... })
    >>> govseg.classify(contacts, columns=["segment", "ask"])[["name", "segment", "ask"]]
             name            segment       ask
    0  Town grant  intergovernmental       NaN
    1   Tax audit            dutiful       NaN
    2    Question                NaN  capacity
    """
    plan = planner(
        recipe=recipe,
        policy=policy,
        columns=columns,
        each=each,
        prefix=prefix,
        text=text,
        threshold=threshold,
        costs=costs,
        model=model,
    )

    told: list[str] = []

    def noted(names: list[str]) -> TablePlan:
        settled = plan(names)
        told.extend(settled.warnings)
        return settled

    result: Any = _frames.added_to(table, noted)
    if result is None:
        raise not_a_table(table, "; lists of dicts go to `decide_many`")
    for warning in told:
        warnings.warn(warning, GovsegWarning, stacklevel=2)
    classified: T = result
    return classified


def not_a_table(table: object, mend: str = "") -> GovsegError:
    """Return the error for what is no table."""
    return GovsegError(
        f"a `{type(table).__name__}` is no table that can be read: it needs the Arrow PyCapsule interface, as "
        f"frames of pandas, polars, pyarrow and DuckDB have it{mend}",
        kind="not_a_table",
    )


def planner(
    *,
    recipe: str | PathLike[str] | Recipe | None,
    policy: str | PathLike[str] | Policy | None,
    columns: Iterable[str] | None,
    each: str | None,
    prefix: str,
    threads: int = 0,
    text: str | None = None,
    threshold: float = 0.8,
    costs: Mapping[str, Any] | None = None,
    model: str | PathLike[str] | TextModel | None = None,
) -> Callable[[list[str]], TablePlan]:
    """Read what is named, and return the function from a table's columns to its plan, which can be pickled."""
    decides, reads = chosen(policy, recipe)
    return partial(
        TablePlan,
        policy=decides,
        recipe=reads,
        columns=[columns] if isinstance(columns, str) else None if columns is None else [str(name) for name in columns],
        each=each,
        prefix=prefix,
        threads=threads,
        text=text,
        model=None if text is None else text_model(model),
        threshold=float(threshold),
        costs=None if costs is None else json.dumps(costs),
    )


def chosen(
    policy: str | PathLike[str] | Policy | None, recipe: str | PathLike[str] | Recipe | None
) -> tuple[Policy, Recipe | None]:
    """Read what is named by an id or a file."""
    decides = policy if isinstance(policy, Policy) else Policy.default() if policy is None else Policy.load(policy)
    reads = recipe if recipe is None or isinstance(recipe, Recipe) else Recipe.load(recipe, policy=decides)
    return decides, reads


def text_model(model: str | PathLike[str] | TextModel | None) -> TextModel:
    """Read what is named by a file."""
    return model if isinstance(model, TextModel) else TextModel.shipped() if model is None else TextModel.load(model)

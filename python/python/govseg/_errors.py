"""The exception and the warning of the package."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypedDict

    class Problem(TypedDict):
        """One thing that is wrong with a policy or recipe, and where; no place where it concerns the whole."""

        kind: str
        file: str | None
        line: int | None
        column: int | None
        message: str


class GovsegError(ValueError):
    """Something given is wrong: the message says where, what, and how to mend it.

    Attributes
    ----------
    kind : str
        A stable word for the kind of error, the same in every language that govseg speaks.
    fact, value : str or None
        The fact concerned, and the value that was refused.
    row : int or None
        The row of the table or list, counted from one.
    column : str or None
        The column of the table.
    suggestion : str or None
        The nearest word that would have been right.
    problems : list of dict
        All that is wrong with a policy, each with ``kind``, ``file``, ``line``, ``column`` and ``message``.

    Examples
    --------
    >>> import govseg
    >>> try:
    ...     govseg.decide(customer="militry")
    ... except govseg.GovsegError as error:
    ...     print(error)
    ...     print(error.kind, error.fact, error.suggestion)
    `militry` is not a customer type; did you mean `military`?
    unknown_value customer military
    """

    def __init__(
        self,
        message: str,
        *,
        kind: str = "bad_input",
        fact: str | None = None,
        value: str | None = None,
        row: int | None = None,
        column: str | None = None,
        suggestion: str | None = None,
        problems: Sequence[Problem] = (),
    ) -> None:
        super().__init__(message)
        self.kind = kind
        self.fact = fact
        self.value = value
        self.row = row
        self.column = column
        self.suggestion = suggestion
        self.problems: list[Problem] = list(problems)


class GovsegWarning(UserWarning):
    """Something is probably not as it was meant, for example a column named nearly like a fact."""


for _class in (GovsegError, GovsegWarning):
    _class.__module__ = "govseg"

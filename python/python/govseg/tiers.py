"""What else there is to ask of tiers of accounts, besides `govseg.assign_tiers`.

Is a programme sound, why is an account where it is, who moves under another programme, what would another threshold
change, who looks after whom, and how do tiers fall across groups: each function answers what the command of its name
does (``govseg tiers check`` and so on), with the same numbers. Programmes are named by the id of a built-in one
(``airline``, ``shared-services``) or by a file; accounts are tables of any library that speaks Arrow. Amounts are
exact, and therefore text.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal, TypedDict

from govseg import _frames
from govseg._govseg import TierAccounts, program_report
from govseg._table import not_a_table
from govseg._tiers import assign_tiers as assign
from govseg._tiers import named, warn

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal
    from os import PathLike

    from govseg._errors import Problem

    Program = str | PathLike[str]

__all__ = ["Flow", "Move", "Moves", "Report", "Step", "WhatIf", "assign", "check", "coverage", "diff", "explain"]
__all__ += ["fairness", "what_if"]


class Report(TypedDict, total=False):
    """What was found in a programme; of one that is not sound only ``problems``."""

    sound: bool
    id: str
    version: str
    tiers: list[str]
    problems: list[Problem]
    warnings: list[Problem]


Move = TypedDict("Move", {"account": str, "from": str | None, "to": str | None, "cost": str})
Flow = TypedDict("Flow", {"from": str | None, "to": str | None, "accounts": int, "cost": str})


class Moves(TypedDict):
    """What another programme changes."""

    accounts: int
    moved: int
    treated_otherwise: int
    cost: str
    flows: list[Flow]
    moves: list[Move]


class Step(TypedDict):
    """What one threshold changes."""

    threshold: str
    reached: int
    up: int
    down: int
    cost: str
    avoided: float | None
    net: float | None


class WhatIf(TypedDict):
    """What other thresholds of a tier change."""

    tier: str
    measure: str
    now: str
    steps: list[Step]
    best: str | None
    meet: list[list[str]]
    with_chances: int


def check(program: Program) -> Report:
    """Say all that is wrong with a programme, and what may not be meant so.

    Parameters
    ----------
    program : str or os.PathLike
        The id of a built-in programme, or a file.

    Returns
    -------
    dict
        ``sound``; ``problems`` and ``warnings``, each with ``kind``, ``file``, ``line``, ``column`` and ``message``;
        and of a sound programme its ``id``, ``version`` and ``tiers``, the lowest first.

    Raises
    ------
    GovsegError
        If there is no programme of that name, or the file cannot be read.

    Examples
    --------
    >>> import govseg.tiers
    >>> report = govseg.tiers.check("shared-services")
    >>> report["sound"], report["tiers"], report["warnings"]
    (True, ['standard', 'growth', 'key', 'strategic'], [])
    """
    found: Report = json.loads(program_report(*named(program)))
    return found


def explain(
    accounts: Any,
    program: Program,
    account: str,
    *,
    on: str | None = None,
    view: Literal["internal", "customer"] = "internal",
) -> dict[str, Any]:
    r"""Say all of one account: its tier and treatments, each with its ground, and why, as data and in words.

    Parameters
    ----------
    accounts, program, on, view
        As for `govseg.assign_tiers`.
    account : str
        The account's id.

    Returns
    -------
    dict
        What `govseg.assign_tiers` adds, with its parts told apart, and the ``explanation``.

    Raises
    ------
    GovsegError
        As for `govseg.assign_tiers`, and if there is no such account, with the nearest.

    Examples
    --------
    >>> import govseg.tiers, pyarrow as pa
    >>> accounts = pa.table({"account": ["EZ1"], "revenue": ["620000"], "employees": ["90"], "mission": ["other"]})
    >>> ez1 = govseg.tiers.explain(accounts, "shared-services", "EZ1", view="customer")
    >>> ez1["tier"], [given["id"] for given in ez1["treatments"]["during"]]
    ('growth', ['desk'])
    >>> print(*ez1["explanation"].split(". "), sep=".\n")
    EZ1 is Growth: revenue is 620,000 (at least 250,000).
    For Key account it lacks 380,000 more revenue (at least 1,000,000).
    """
    found: dict[str, Any] = json.loads(_read(accounts, on, program)[0].explain(str(account), view == "customer"))
    return found


def diff(accounts: Any, before: Program, after: Program, *, on: str | None = None) -> Moves:
    """Tell which accounts another programme would move, and what their treatments would cost.

    Parameters
    ----------
    accounts : table
        As for `govseg.assign_tiers`; both programmes read it.
    before, after : str or os.PathLike
        The programme that there is, and the other one: an id, or a file.
    on : str, optional
        As for `govseg.assign_tiers`.

    Returns
    -------
    dict
        How many ``accounts`` there are, how many ``moved``, how many stay in their tier and are ``treated_otherwise``,
        how much more all treatments ``cost``; the ``flows`` from tier to tier, and the ``moves`` of accounts. A tier is
        ``None`` where there is none.

    Raises
    ------
    GovsegError
        As for `govseg.assign_tiers`.

    Examples
    --------
    >>> import govseg.tiers, pyarrow as pa
    >>> accounts = pa.table({"account": ["EZ1"], "revenue": ["620000"], "employees": ["90"], "mission": ["other"]})
    >>> govseg.tiers.diff(accounts, "shared-services", "shared-services")["moved"]
    0
    """
    one, other = _read(accounts, on, before, after)
    found: Moves = json.loads(one.moves(other))
    return found


def what_if(
    accounts: Any,
    program: Program,
    *,
    tier: str,
    measure: str,
    thresholds: Iterable[int | str | Decimal] = (),
    on: str | None = None,
) -> WhatIf:
    """Try other thresholds of a tier: who moves, what it costs, and what is no longer lost.

    What is no longer lost is known of accounts whose chances of belonging to each tier are given (columns ``p_TIER``).

    Parameters
    ----------
    accounts, program, on
        As for `govseg.assign_tiers`.
    tier, measure : str
        The tier whose threshold is moved, and the measure that it asks for.
    thresholds : iterable of int, str or Decimal
        Those to try; without, some of the amounts that the accounts have.

    Returns
    -------
    dict
        For each of the ``steps``: how many accounts ``reached`` the tier or a higher one, how many move ``up`` and
        ``down``, how much more treatments ``cost``, how much loss is ``avoided``, and the ``net``. The ``best`` of the
        thresholds, and between which of them the two ``meet``. `govseg.plot.what_if_curve` draws it.

    Raises
    ------
    GovsegError
        As for `govseg.assign_tiers`, and if the tier has no such threshold.

    Examples
    --------
    >>> import govseg.tiers, pyarrow as pa
    >>> accounts = pa.table({"account": ["EZ1"], "revenue": ["620000"], "employees": ["90"], "mission": ["other"]})
    >>> found = govseg.tiers.what_if(accounts, "shared-services", tier="key", measure="revenue", thresholds=[600_000])
    >>> [(step["threshold"], step["up"], step["cost"]) for step in found["steps"]]
    [('600000', 1, '18600'), ('1000000', 0, '0')]
    """
    tried = [str(threshold) for threshold in thresholds]
    found: WhatIf = json.loads(_read(accounts, on, program)[0].what_if(tier, measure, tried))
    return found


def coverage(
    accounts: Any, program: Program, managers: Any, *, always_together: bool = False, on: str | None = None
) -> dict[str, Any]:
    """Find who looks after which accounts, families together, and say what does not fit.

    Parameters
    ----------
    accounts, program, on
        As for `govseg.assign_tiers`.
    managers : table
        Who there is, of any library: the columns ``manager`` and ``role``, and if wanted ``place``, ``accounts`` and
        ``hours``. An empty cell is no limit, and an empty place is everywhere.
    always_together : bool
        Never divide accounts that belong together among several managers.

    Returns
    -------
    dict
        ``managers``, each with ``accounts``, ``hours`` and ``load``; ``roles``, each with what is ``covered``, what is
        ``uncovered`` and what is so at least, whoever does what (``uncovered_at_least``); ``misfits``, each with
        ``why``; families that are ``divided``.

    Raises
    ------
    GovsegError
        As for `govseg.assign_tiers`, and if something is wrong with the managers, with ``row`` and ``column``.

    Examples
    --------
    >>> import govseg.tiers, pyarrow as pa
    >>> accounts = pa.table({"account": ["EZ1"], "revenue": ["620000"], "employees": ["90"], "mission": ["other"]})
    >>> managers = pa.table({"manager": ["Desk"], "role": ["service-desk"], "hours": [400]})
    >>> covered = govseg.tiers.coverage(accounts, "shared-services", managers)
    >>> [(one["manager"], one["accounts"]) for one in covered["managers"]]
    [('Desk', ['EZ1'])]
    """
    taken = _frames.taken(managers, lambda names: list(range(len(names))))
    if taken is None:
        raise not_a_table(managers)
    found: dict[str, Any] = json.loads(_read(accounts, on, program)[0].coverage(taken[0], always_together))
    return found


def fairness(
    accounts: Any, program: Program, *, by: str, k: int = 11, level: float = 0.95, on: str | None = None
) -> dict[str, Any]:
    """Report how tiers fall across the groups of a column.

    A gap is no verdict: needs may differ, and intervals know of chance only.

    Parameters
    ----------
    accounts, program, on
        As for `govseg.assign_tiers`.
    by : str
        One of the programme's columns, or ``segment`` or ``customer``.
    k : int
        No cell below so many is shown, nor what would give it away.
    level : float
        The level of intervals.

    Returns
    -------
    dict
        The ``groups``, each with its ``tiers``: how many ``accounts``, which ``share`` of the group that is, which
        share ``reached`` the tier or a higher one, and the ``gap`` to those that the group is held ``against``.

    Raises
    ------
    GovsegError
        As for `govseg.assign_tiers`, and if the programme has no such column.

    Examples
    --------
    >>> import govseg.tiers, pyarrow as pa
    >>> accounts = pa.table({
    ...     "account": [str(number) for number in range(80)],
    ...     "revenue": ["100000", "300000"] * 20 + ["300000"] * 40,
    ...     "employees": ["90"] * 80,
    ...     "mission": ["other"] * 80,
    ...     "region": ["east"] * 40 + ["west"] * 40,
    ... })
    >>> report = govseg.tiers.fairness(accounts, "shared-services", by="region")
    >>> growth = report["groups"][0]["tiers"][1]
    >>> growth["tier"], growth["accounts"], growth["gap"]["value"]
    ('growth', 20, -0.5)
    """
    found: dict[str, Any] = json.loads(_read(accounts, on, program)[0].fairness(by, k, level))
    return found


def _read(accounts: Any, on: str | None, *programs: Program) -> list[TierAccounts]:
    """Read the accounts of programmes, which can be done once only of a stream, and warn of what is to be looked at."""
    texts = [named(program) for program in programs]
    header: list[str] | None = None

    def needed(names: list[str]) -> list[int]:
        nonlocal header
        header = names
        return TierAccounts.needed(texts, names)

    taken = _frames.taken(accounts, needed)
    if taken is None:
        raise not_a_table(accounts)
    read = TierAccounts.read(texts, taken[0], header, on)
    warn((warning for one in read for warning in one.warnings), depth=4)
    return read

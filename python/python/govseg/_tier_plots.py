"""Pictures of tiers: how many accounts are in each, who moves between two programmes, and what a threshold changes."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.ticker import StrMethodFormatter

from govseg._drawing import bands, canvas, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from matplotlib.figure import Figure

NO_TIER = "no tier"


def tier_pyramid(table: Any, *, tiers: Sequence[str], tier: str = "tier", amount: str | None = None) -> Figure:
    """Draw how many accounts are in each tier, the highest on top.

    Parameters
    ----------
    table : pandas.DataFrame, polars.DataFrame, pyarrow.Table or duckdb relation
        Accounts with their tiers.
    tiers : sequence of str
        The tiers, the lowest first.
    tier : str
        The column that holds the tier; accounts without one are drawn at the foot.
    amount : str, optional
        A column of numbers: beside each tier stands its share of them.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> import govseg.plot, pyarrow as pa
    >>> table = pa.table({"tier": ["base", "base", "key", None]})
    >>> figure = govseg.plot.tier_pyramid(table, tiers=["base", "key"])
    >>> [text.get_text() for text in figure.axes[0].texts]
    ['1 account (25 %)', '2 accounts (50 %)', '1 account (25 %)']
    """
    counts, amounts = Counter[str](), defaultdict[str, float](float)
    for name, *values in rows_of(table, tier, *([] if amount is None else [amount])):
        counts[name or NO_TIER] += 1
        amounts[name or NO_TIER] += sum(float(value) for value in values if value is not None)
    ranked = _ranked(tiers, counts)
    figure, axes = canvas(height=1.2 + 0.5 * len(ranked))
    style = _styles(tiers)
    all_of, sum_of = max(counts.total(), 1), sum(amounts.values())
    for place, name in enumerate(ranked):
        axes.barh(name, counts[name], left=-counts[name] / 2, **style(name))
        text = f"{counts[name]:,} account{'' if counts[name] == 1 else 's'} ({_percent(counts[name], all_of)})"
        if sum_of:
            text += f", {_percent(amounts[name], sum_of)} of {amount}"
        axes.annotate(text, (counts[name] / 2, place), (6, 0), textcoords="offset points", va="center")
    widest = max(counts.values(), default=1)
    axes.set_xlim(-0.55 * widest, 1.5 * widest)
    axes.spines[["bottom", "left"]].set_visible(False)
    axes.tick_params(left=False, bottom=False, labelbottom=False)
    axes.set_title(f"{counts.total():,} accounts by tier", loc="left")
    return figure


def tier_flow(before: Any, after: Any, *, tiers: Sequence[str], account: str = "account", tier: str = "tier") -> Figure:
    """Draw which accounts move from which tier to which between two programmes, as bands as wide as they are many.

    Parameters
    ----------
    before, after : pandas.DataFrame, polars.DataFrame, pyarrow.Table or duckdb relation
        The same accounts with their tiers by one programme and by another.
    tiers : sequence of str
        The tiers of both, the lowest first.
    account, tier : str
        The columns that hold the account's id and its tier.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ValueError
        If an account stands in one of the two tables only.

    Examples
    --------
    >>> import govseg.plot, pyarrow as pa
    >>> before = pa.table({"account": ["a", "b", "c"], "tier": ["base", "base", "key"]})
    >>> after = pa.table({"account": ["c", "b", "a"], "tier": ["key", "key", "base"]})
    >>> figure = govseg.plot.tier_flow(before, after, tiers=["base", "key"])
    >>> figure.axes[0].get_title(loc="left")
    'Of 3 accounts, 1 moves'
    """
    sides = [{key: of or NO_TIER for key, of in rows_of(table, account, tier)} for table in (before, after)]
    if alone := sides[0].keys() ^ sides[1].keys():
        message = f"`{min(alone, key=str)}` stands in one of the two tables only; give the same accounts twice"
        raise ValueError(message)
    flows = Counter((of, sides[1][key]) for key, of in sides[0].items())
    moved = sum(count for (one, other), count in flows.items() if one != other)
    ranked = _ranked(tiers, {name for flow in flows for name in flow})
    figure, axes = canvas(height=5.0)
    bands(
        axes,
        [(one, other, count) for (one, other), count in flows.items()],
        order=ranked[::-1],
        style=_styles(tiers),
        label=str,
    )
    axes.set_title(f"Of {flows.total():,} accounts, {moved:,} move{'s' if moved == 1 else ''}", loc="left", pad=26)
    return figure


def what_if_curve(what_if: Mapping[str, Any]) -> Figure:
    """Draw what each threshold of a tier would cost, and which loss it would avoid.

    Parameters
    ----------
    what_if : mapping
        What ``govseg tiers what-if`` says as JSON: ``tier``, ``measure``, ``now``, and ``steps`` with ``threshold``,
        ``cost`` and ``avoided``.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> import govseg.plot
    >>> low = {"threshold": "100", "cost": "90", "avoided": 60.0}
    >>> high = {"threshold": "200", "cost": "20", "avoided": 50.0}
    >>> what_if = {"tier": "key", "measure": "revenue", "now": "200", "steps": [low, high]}
    >>> figure = govseg.plot.what_if_curve(what_if)
    >>> [line.get_label() for line in figure.axes[0].lines[:2]]
    ['more cost of treatment', 'loss avoided']
    """
    steps = what_if["steps"]
    thresholds = [float(step["threshold"]) for step in steps]
    figure, axes = canvas(height=4.0)
    costs = [float(step["cost"]) for step in steps]
    axes.plot(thresholds, costs, label="more cost of treatment", color="#D55E00", marker="o")
    avoided = [step["avoided"] for step in steps]
    if None not in avoided:
        axes.plot(thresholds, avoided, label="loss avoided", color="#0072B2", marker="s", linestyle="--")
    axes.axvline(float(what_if["now"]), label="threshold now", color="#595959", linestyle=":")
    if (best := what_if.get("best")) is not None:
        axes.axvline(float(best), label="most gained", color="#009E73", linestyle="-.")
    axes.axhline(0, color="#BFBFBF", linewidth=0.8)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    axes.set_xlabel(f"threshold of {what_if['measure']}")
    axes.set_title(f"What another threshold of {what_if['tier']} would change", loc="left")
    axes.legend(loc="upper left", bbox_to_anchor=(1.01, 1), frameon=False)
    return figure


def _percent(part: float, whole: float) -> str:
    return f"{100 * part / whole:.0f} %"


def _ranked(tiers: Sequence[str], there: Any) -> list[str]:
    """Those that occur, from the foot to the top; what is no tier of the list first."""
    others = sorted(set(there) - {*tiers, NO_TIER})
    return [name for name in [NO_TIER, *others, *tiers] if name in there]


def _styles(tiers: Sequence[str]) -> Callable[[str], dict[str, Any]]:
    """Darker colours for higher tiers; the colours of `cividis` are told apart by eyes of every kind."""
    colours = mpl.colormaps["cividis_r"]
    place = {name: (number + 1) / max(len(tiers), 1) for number, name in enumerate(tiers)}
    return lambda name: {
        "color": colours(place.get(name, 0.0)) if name in place else "#D9D9D9",
        "edgecolor": "white",
        "linewidth": 0.6,
    }

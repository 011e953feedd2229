"""Pictures of what was measured: over time, by segment and channel, and how far groups are apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from govseg._drawing import COLOURS, canvas
from govseg._errors import GovsegError
from govseg._knowledge import catalog
from govseg._words import Segment

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Values whose interval leaves out what they are held against have a colour and a mark of their own.
PLAIN, MARKED = "#0072B2", "#D55E00"


# What stands in the place of a part in a total, and the columns of results behind the parts.
ALL = "(all)"
COLUMNS = ("measure", "variant", "unit", "value", "low", "high", "level", "method", "n", "missing", "absent")


def control_chart(measured: Any, measure: str, *, period: str = "month", variant: str | None = None) -> Figure:
    """Draw a measure over time, each value with its interval, against what all periods come to.

    A value whose interval leaves out the line of the whole is marked: it differs by more than chance has it at that
    level, if each is looked at alone.

    Parameters
    ----------
    measured : pandas.DataFrame, polars.DataFrame, pyarrow.Table or duckdb relation
        What `govseg.measure` gave, told apart by one period only.
    measure : str
        The id of the measure.
    period : str
        What the results were told apart by: ``day``, ``week``, ``month``, ``quarter``, ``fiscal_year`` or ``period``.
    variant : str, optional
        Which variant, where there are several: ``median``. Without it the first.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> import govseg.plot, pyarrow as pa
    >>> log = pa.table({"opened_at": ["2026-01-05", "2026-02-05"] * 20, "csat": [5, 4, 1, 5] * 10})
    >>> figure = govseg.plot.control_chart(govseg.measure(log, by="month"), "csat_mean")
    >>> [label.get_text() for label in figure.axes[0].get_xticklabels()]
    ['2026-01', '2026-02']
    """
    shown = _results(measured, measure, variant, period)
    whole = next((row for row in shown if row[period] == ALL), None)
    parts = [row for row in shown if row[period] != ALL]
    figure, axes = canvas(height=3.6, width=3.0 + 0.42 * len(parts))
    known = [(x, row) for x, row in enumerate(parts) if row["value"] is not None]
    if whole is not None and whole["value"] is not None:
        axes.axhline(whole["value"], color="#595959", linewidth=1, linestyle="--", label="all")
    axes.plot([x for x, _ in known], [row["value"] for _, row in known], color=PLAIN, linewidth=1)
    for x, row in known:
        low, high = _interval(row)
        beyond = whole is not None and whole["value"] is not None and not low <= whole["value"] <= high
        colour = MARKED if beyond else PLAIN
        axes.vlines(x, low, high, color=colour, linewidth=2, alpha=0.55)
        axes.plot(x, row["value"], marker="D" if beyond else "o", color=colour, markersize=6)
    _absent(axes, [(x, row) for x, row in enumerate(parts) if row["value"] is None], along="x")
    axes.set_xlim(-0.6, max(len(parts) - 0.4, 0.6))
    axes.set_xticks(range(len(parts)), [row[period] for row in parts], rotation=35, ha="right")
    axes.set_ylabel(_unit(shown))
    axes.set_title(_name(measure, shown) + " over time", loc="left")
    if whole is not None and known:
        axes.legend(loc="upper left", bbox_to_anchor=(1.01, 1), frameon=False)
    return figure


def measure_by_channel(
    measured: Any, measure: str, *, segment: str = "segment", channel: str = "channel", variant: str | None = None
) -> Figure:
    """Draw a measure for each segment by channel, with its intervals.

    Parameters
    ----------
    measured : pandas.DataFrame, polars.DataFrame, pyarrow.Table or duckdb relation
        What `govseg.measure` gave, told apart by segment and channel.
    measure : str
        The id of the measure.
    segment, channel : str
        The columns of the parts.
    variant : str, optional
        Which variant, where there are several. Without it the first.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> import govseg.plot, pyarrow as pa
    >>> log = pa.table({"segment": ["dutiful"] * 40, "channel": ["phone", "email"] * 20, "csat": [5, 4, 1, 5] * 10})
    >>> figure = govseg.plot.measure_by_channel(govseg.measure(log, by=["segment", "channel"]), "csat_mean")
    >>> [label.get_text() for label in figure.axes[0].get_yticklabels()]
    ['email', 'phone', 'all']
    """
    shown = [row for row in _results(measured, measure, variant, segment, channel) if row[segment] != ALL]
    order = {name: place for place, name in enumerate([*Segment])}
    shown.sort(key=lambda row: (order.get(row[segment], len(order)), row[channel] == ALL, row[channel]))

    figure, axes = canvas(height=1.5 + 0.3 * len(shown))
    for y, row in enumerate(shown):
        if row["value"] is not None:
            colour = COLOURS.get(row[segment], "#000000")
            axes.hlines(y, *_interval(row), color=colour, linewidth=3, alpha=0.6)
            axes.plot(
                row["value"], y, marker="s" if row[channel] == ALL else "o", color=colour, markeredgecolor="#333333"
            )
    _absent(axes, [(y, row) for y, row in enumerate(shown) if row["value"] is None], along="y")
    axes.set_yticks(range(len(shown)), ["all" if row[channel] == ALL else row[channel] for row in shown])
    for name in dict.fromkeys(row[segment] for row in shown):
        places = [y for y, row in enumerate(shown) if row[segment] == name]
        axes.annotate(
            _label(name), (1.02, sum(places) / len(places)), xycoords=("axes fraction", "data"), va="center", fontsize=9
        )
        axes.axhline(places[-1] + 0.5, color="#D9D9D9", linewidth=0.8)
    axes.set_ylim(len(shown) - 0.5, -0.5)
    axes.set_xlabel(_unit(shown))
    axes.set_title(_name(measure, shown), loc="left")
    return figure


def gaps(measured: Any, *, measure: str | None = None, most: int = 20) -> Figure:
    """Draw how far groups are from the one that they are held against, with intervals.

    Parameters
    ----------
    measured : pandas.DataFrame, polars.DataFrame, pyarrow.Table or duckdb relation
        What `govseg.measure` gave with a ``reference``.
    measure : str, optional
        The id of the measure whose gaps are drawn. Without it the first that has any.
    most : int
        How many groups are drawn, the widest gaps first.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> import govseg.plot, pyarrow as pa
    >>> log = pa.table({"channel": ["phone", "email"] * 30, "csat": [5, 4, 1, 5] * 15})
    >>> measured = govseg.measure(log, by="channel", reference="channel=phone")
    >>> figure = govseg.plot.gaps(measured, measure="csat_mean")
    >>> figure.axes[0].get_title(loc="left")
    'csat_mean less that of phone'
    """
    rows = [row for row in _table(measured) if row["measure"] == "equity_gap" and row["value"] is not None]
    wanted = next((row["variant"] for row in rows if measure is None or row["variant"].startswith(f"{measure} ")), None)
    rows = sorted((row for row in rows if row["variant"] == wanted), key=lambda row: -abs(row["value"]))[:most]
    parts = [name for name in (rows[0] if rows else {}) if name not in COLUMNS]
    figure, axes = canvas(height=1.5 + 0.34 * len(rows))
    axes.axvline(0, color="#595959", linewidth=1)
    for y, row in enumerate(rows):
        low, high = _interval(row)
        colour = MARKED if low > 0 or high < 0 else PLAIN
        axes.hlines(y, low, high, color=colour, linewidth=3, alpha=0.6)
        axes.plot(row["value"], y, marker="D" if low > 0 or high < 0 else "o", color=colour)
    axes.set_yticks(range(len(rows)), [", ".join(str(row[name]) for name in parts) for row in rows])
    axes.set_ylim(max(len(rows), 1) - 0.5, -0.5)
    axes.set_xlabel("percentage points" if rows and rows[0]["unit"] == "percent" else _unit(rows))
    axes.set_title(wanted or "no gaps", loc="left")
    return figure


def _table(measured: Any) -> list[dict[str, Any]]:
    """The results, row by row."""
    table = pa.table(measured.to_arrow_table() if hasattr(measured, "to_arrow_table") else measured)
    # pandas has a number that is none in place of null.
    return [{name: None if value != value else value for name, value in row.items()} for row in table.to_pylist()]


def _results(measured: Any, measure: str, variant: str | None, *parts: str) -> list[dict[str, Any]]:
    """The results of one measure in one variant."""
    rows = _table(measured)
    missing = [name for name in parts if rows and name not in rows[0]]
    if missing:
        raise GovsegError(f"the results are not told apart by `{missing[0]}`; measure with by={list(parts)}")
    rows = [row for row in rows if row["measure"] == measure]
    if not rows:
        raise GovsegError(f"there are no results of `{measure}`")
    chosen = variant if variant is not None else rows[0]["variant"]
    return [row for row in rows if row["variant"] == chosen]


def _interval(row: dict[str, Any]) -> tuple[float, float]:
    """The interval, or the value alone where there is none."""
    return (row["value"] if row["low"] is None else row["low"], row["value"] if row["high"] is None else row["high"])


def _absent(axes: Axes, rows: list[tuple[int, dict[str, Any]]], *, along: str) -> None:
    """Say where nothing is said, and why in a word."""
    for place, row in rows:
        why = (
            "suppressed" if row["absent"] == "suppressed" else "too few" if "too few" in row["absent"] else "no number"
        )
        at = (place, 0.02) if along == "x" else (0.01, place)
        across = ("data", "axes fraction") if along == "x" else ("axes fraction", "data")
        turn = 90 if along == "x" else 0
        axes.annotate(
            why,
            at,
            xycoords=across,
            rotation=turn,
            ha="center" if along == "x" else "left",
            va="bottom" if along == "x" else "center",
            fontsize=8,
            color="#595959",
        )


def _unit(rows: list[dict[str, Any]]) -> str:
    units = {"percent": "percent", "ratio": "share", "currency": "cost", "count": "how many"}
    return units.get(rows[0]["unit"], rows[0]["unit"]) if rows else ""


def _name(measure: str, rows: list[dict[str, Any]]) -> str:
    """The measure as the catalogue calls it, with its variant."""
    names: dict[str, str] = {known["id"]: known["name"]["en"] for known in catalog()["measurement"]["measures"]}
    variant = rows[0]["variant"]
    return names.get(measure, measure) + (f", {variant}" if variant else "")


def _label(segment: str) -> str:
    labels: dict[str, str] = {known["id"]: known["label"]["en"] for known in catalog()["segments"]}
    return labels.get(segment, segment)

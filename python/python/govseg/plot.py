"""Pictures of a classified table, of measures or of a policy's changes, as figures of matplotlib.

Matplotlib draws without a network and without scripts, in a notebook, a report or a batch job alike. The colours are
told apart by eyes of every kind (Okabe and Ito's palette), and nothing is said by colour alone.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Any

from govseg._drawing import CLASH, COLOURS, HATCHES, OPEN, bands, canvas, counted, rows_of
from govseg._knowledge import catalog
from govseg._measure_plots import control_chart, gaps, measure_by_channel
from govseg._tier_plots import tier_flow, tier_pyramid, what_if_curve
from govseg._words import Segment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from govseg._analysis import Diff

__all__ = [
    "control_chart",
    "gaps",
    "measure_by_channel",
    "open_decisions",
    "policy_diff",
    "segments_by_channel",
    "segments_by_organization",
    "tier_flow",
    "tier_pyramid",
    "what_if_curve",
]


def segments_by_organization(
    table: Any, *, organization: str, segment: str = "segment", status: str = "status", most: int = 20
) -> Figure:
    """Draw how many rows of each organization are of which segment.

    Parameters
    ----------
    table : pandas.DataFrame, polars.DataFrame, pyarrow.Table or duckdb relation
        A classified table.
    organization : str
        The column that names the organization.
    segment, status : str
        The columns that `classify` added.
    most : int
        How many organizations are drawn, those with the most rows first; the others are one bar.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> import govseg.plot, pyarrow as pa
    >>> table = govseg.classify(pa.table({"office": ["Tax", "Parks"], "capacity": ["official", None]}))
    >>> figure = govseg.plot.segments_by_organization(table, organization="office")
    >>> figure.axes[0].get_title(loc="left")
    'Segments by organization'
    """
    rows = rows_of(table, organization, segment, status)
    counts: dict[str, Counter[str]] = {}
    for name, of, is_status in rows:
        counts.setdefault("(no name)" if name is None else str(name), Counter())[_outcome(of, is_status)] += 1
    ranked = sorted(counts, key=lambda name: (-counts[name].total(), name))
    if len(ranked) > most:
        rest = sum((counts[name] for name in ranked[most:]), Counter())
        label = f"{len(ranked) - most} others"
        ranked, counts[label] = [*ranked[:most], label], rest
    figure, axes = canvas(height=1.4 + 0.32 * len(ranked))
    left = [0] * len(ranked)
    for outcome in _present(chain.from_iterable(counts[name] for name in ranked)):
        widths = [counts[name][outcome] for name in ranked]
        axes.barh(ranked, widths, left=left, label=_label(outcome), **_style(outcome))
        left = [before + width for before, width in zip(left, widths, strict=True)]
    axes.invert_yaxis()
    counted(axes, "rows")
    axes.set_title("Segments by organization", loc="left")
    axes.margins(y=0.02)
    _legend(axes)
    return figure


def segments_by_channel(
    table: Any, *, channel: str = "channel", segment: str = "segment", status: str = "status"
) -> Figure:
    """Draw how many rows of each segment use which channel, as a heat map with its numbers.

    Parameters
    ----------
    table : pandas.DataFrame, polars.DataFrame, pyarrow.Table or duckdb relation
        A classified table.
    channel : str
        The column of channels: a text, several separated by ``|``, or a list. A row counts for each.
    segment, status : str
        The columns that `classify` added.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> import govseg.plot, pyarrow as pa
    >>> table = govseg.classify(pa.table({"channel": ["phone|email", None], "capacity": ["official", None]}))
    >>> [label.get_text() for label in govseg.plot.segments_by_channel(table).axes[0].get_xticklabels()]
    ['email', 'phone', 'unknown']
    """
    counts: Counter[tuple[str, str]] = Counter()
    for given, of, is_status in rows_of(table, channel, segment, status):
        used = given.split("|") if isinstance(given, str) else given or ["unknown"]
        counts.update((_outcome(of, is_status), name.strip()) for name in used)
    outcomes = _present(outcome for outcome, _ in counts)
    channels = sorted({name for _, name in counts}, key=lambda name: (name == "unknown", name))
    figure, axes = canvas(height=1.6 + 0.42 * len(outcomes), width=2.4 + 0.62 * len(channels))
    values = [[counts[outcome, name] for name in channels] for outcome in outcomes]
    top = max(chain.from_iterable(values), default=1)
    image = axes.imshow(values or [[0]], cmap="cividis", aspect="auto", vmin=0)
    for y, row in enumerate(values):
        for x, value in enumerate(row):
            axes.text(
                x,
                y,
                f"{value:,}",
                ha="center",
                va="center",
                color="black" if value > 0.5 * top else "white",
                fontsize=8,
            )
    axes.set_xticks(range(len(channels)), channels, rotation=35, ha="right")
    axes.set_yticks(range(len(outcomes)), [_label(outcome) for outcome in outcomes])
    axes.set_title("Segments by channel", loc="left")
    axes.spines[:].set_visible(False)
    figure.colorbar(image, ax=axes, label="rows")
    return figure


def open_decisions(table: Any, *, ask: str = "ask") -> Figure:
    """Draw how many rows are open for want of which fact.

    Parameters
    ----------
    table : pandas.DataFrame, polars.DataFrame, pyarrow.Table or duckdb relation
        A classified table.
    ask : str
        The column that `classify` added.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> import govseg.plot, pyarrow as pa
    >>> figure = govseg.plot.open_decisions(govseg.classify(pa.table({"duty": ["audit", None, None]})))
    >>> [label.get_text() for label in figure.axes[0].get_yticklabels()]
    ['capacity']
    """
    counts = Counter(fact for (fact,) in rows_of(table, ask) if fact is not None)
    ranked = counts.most_common()
    figure, axes = canvas(height=1.3 + 0.32 * len(ranked))
    bars = axes.barh([fact for fact, _ in ranked], [rows for _, rows in ranked], color=COLOURS["intergovernmental"])
    axes.bar_label(bars, labels=[f"{rows:,}" for _, rows in ranked], padding=3)
    axes.invert_yaxis()
    axes.margins(x=0.12)
    counted(axes, "open rows")
    axes.set_title("What to ask next", loc="left")
    return figure


def policy_diff(diff: Diff) -> Figure:
    """Draw which contacts change from which segment to which, as bands as wide as they are many.

    Parameters
    ----------
    diff : Diff
        What `Policy.diff` found.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> import json, govseg.plot
    >>> default = govseg.Policy.default()
    >>> without_prices = {**default.to_dict(), "id": "agency"}
    >>> without_prices["rule"] = [rule for rule in without_prices["rule"] if rule["id"] != "commercial.price"]
    >>> figure = govseg.plot.policy_diff(default.diff(govseg.Policy.from_json(json.dumps(without_prices))))
    >>> figure.axes[0].get_title(loc="left")
    'Of 12,096 kinds of contact, 54 change'
    """
    figure, axes = canvas(height=5.0)
    flows = [(group.before, group.after, group.assignments) for group in diff.groups]
    bands(axes, flows, order=list(COLOURS), style=_style, label=_label)
    axes.set_title(f"Of {diff.assignments:,} kinds of contact, {diff.changed:,} change", loc="left", pad=26)
    return figure


def _style(outcome: str) -> dict[str, Any]:
    return {"color": COLOURS[outcome], "hatch": HATCHES.get(outcome), "edgecolor": "white", "linewidth": 0.6}


def _legend(axes: Axes) -> None:
    if axes.containers:
        axes.legend(loc="upper left", bbox_to_anchor=(1.01, 1), frameon=False)


def _label(outcome: str) -> str:
    labels: dict[str, str] = {segment["id"]: segment["label"]["en"] for segment in catalog()["segments"]}
    return labels.get(outcome, outcome)


def _outcome(segment: str | None, status: str | None) -> str:
    """The segment, or why there is none."""
    if segment is not None:
        return segment
    return CLASH if status == CLASH else OPEN


def _present(outcomes: Iterable[str]) -> list[str]:
    """Those that occur, in the order in which they always stand."""
    there = set(outcomes)
    return [outcome for outcome in [*Segment, OPEN, CLASH] if outcome in there]

"""What pictures have in common: a figure, its axes, bands from one side to the other, and the rows of a table."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import matplotlib.pyplot as plt
import pyarrow as pa
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.ticker import MaxNLocator, StrMethodFormatter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# The segments, and what is none.
OPEN, CLASH = "open", "contradiction"

COLOURS = {
    "informational": "#56B4E9",
    "beneficial": "#009E73",
    "dutiful": "#D55E00",
    "commercial": "#CC79A7",
    "intergovernmental": "#0072B2",
    "other": "#F0E442",
    OPEN: "#D9D9D9",
    CLASH: "#000000",
}
HATCHES = {OPEN: "///", "other": "...", "commercial": "\\\\\\"}


def canvas(*, height: float, width: float = 8.0) -> tuple[Figure, Axes]:
    """A figure of a size that can be read."""
    size = (max(width, 5.0), min(max(height, 2.4), 14.0))
    figure, axes = plt.subplots(figsize=size, layout="constrained", dpi=110)
    # Whoever gets the figure shows it; left open, notebooks would show it a second time, and it would never be freed.
    plt.close(figure)
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def counted(axes: Axes, unit: str) -> None:
    """Whole numbers below, with what they count."""
    axes.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10], integer=True))
    axes.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    axes.set_xlabel(unit)


def bands(
    axes: Axes,
    flows: Sequence[tuple[str, str, int]],
    *,
    order: Sequence[str],
    style: Callable[[str], dict[str, Any]],
    label: Callable[[str], str],
) -> None:
    """Draw from what to what how many go, as bands as wide as they are many; both sides in the given order."""
    sides = [Counter[str](), Counter[str]()]
    for before, after, count in flows:
        sides[0][before] += count
        sides[1][after] += count
    gap = 0.08 * max(sides[0].total(), 1)  # room for the label of a band that is thin
    starts: list[dict[str, float]] = []
    for x, side in enumerate(sides):
        at, start = 0.0, {}
        for name in (name for name in order if side[name]):
            start[name] = at
            axes.bar(x, side[name], width=0.04, bottom=at, **style(name))
            axes.annotate(
                f"{label(name)}  {side[name]:,}",
                (x, at + side[name] / 2),
                (-12 if x == 0 else 12, 0),
                textcoords="offset points",
                ha="right" if x == 0 else "left",
                va="center",
            )
            at += side[name] + gap
        starts.append(start)
    place = {name: number for number, name in enumerate(order)}
    for before, after, h in sorted(flows, key=lambda flow: (place[flow[0]], place[flow[1]])):
        y0, y1 = starts[0][before], starts[1][after]
        starts[0][before] += h
        starts[1][after] += h
        points = [
            (0.02, y0),
            (0.5, y0),
            (0.5, y1),
            (0.98, y1),
            (0.98, y1 + h),
            (0.5, y1 + h),
            (0.5, y0 + h),
            (0.02, y0 + h),
        ]
        codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3]
        colour = style(after)["color"]
        axes.add_patch(PathPatch(Path(points, codes), facecolor=colour, alpha=0.45, edgecolor="none"))
    for x, when in enumerate(("before", "after")):
        axes.annotate(when, (x, 0), (0, 8), textcoords="offset points", ha="center", color="#595959")
    axes.set_xlim(-0.55, 1.55)
    axes.invert_yaxis()
    axes.set_axis_off()


def rows_of(table: Any, *names: str) -> Iterable[tuple[Any, ...]]:
    """The rows of some columns."""
    if hasattr(table, "column_names"):
        table = table.select(list(names))
    elif hasattr(table, "select"):
        table = table.select(*names)
    else:
        table = table[list(names)]
    arrow = pa.table(table)
    return zip(*(arrow.column(name).to_pylist() for name in names), strict=True)

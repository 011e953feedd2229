"""The pictures: what they show, and that it can be read."""

from __future__ import annotations

import io
import itertools
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

import govseg
import govseg.plot
from govseg import Policy

ROWS = pa.table(
    {
        "office": ["Tax"] * 4 + ["Parks"] * 2 + [None],
        "channel": ["phone|email", "phone", None, "email", "computer", "in_person", "phone"],
        "capacity": ["official", "private", "private", None, "official", None, "official"],
        "duty": [None, "audit", "audit", None, None, None, "none"],
        "customer": ["military", "citizen", "citizen", None, "citizen", None, None],
    }
)


@pytest.fixture(scope="module", params=["pyarrow", "pandas", "polars", "duckdb"])
def table(request: pytest.FixtureRequest) -> Any:
    classified = govseg.classify(ROWS)
    turn = {"pyarrow": lambda t: t, "pandas": pa.Table.to_pandas, "polars": pl.DataFrame, "duckdb": duckdb.from_arrow}
    return turn[request.param](classified)


def legible(figure: Figure) -> None:
    """Every text lies within the figure, and none over another of its axis."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    renderer = canvas.get_renderer()
    whole = figure.bbox
    for axes in figure.axes:
        shown = [
            [
                tick.label1
                for tick in axis.get_major_ticks()
                if low <= tick.get_loc() <= high and axes.axison and tick.label1.get_visible()
            ]
            for axis in (axes.xaxis, axes.yaxis)
            for low, high in [sorted(axis.get_view_interval())]
        ]
        texts = [text for text in [*shown[0], *shown[1], *axes.texts, axes.title] if text.get_text()]
        for text in texts:
            box = text.get_window_extent(renderer)
            assert box.x0 >= -1, text
            assert box.y0 >= -1, text
            assert box.x1 <= whole.x1 + 1, text
            assert box.y1 <= whole.y1 + 1, text
        apart = [text for text in [*shown[1], *axes.texts, axes._left_title] if text.get_text()]  # type: ignore[attr-defined]
        for text, other in itertools.combinations(apart, 2):
            assert not text.get_window_extent(renderer).overlaps(other.get_window_extent(renderer)), (text, other)
        assert axes.get_title(loc="left") or axes.get_ylabel() or axes.get_xlabel()
    picture = io.BytesIO()
    figure.savefig(picture, format="png")
    assert picture.tell() > 5000


def widths(figure: Figure) -> dict[str, list[float]]:
    """The bars by their label in the legend."""
    return {
        str(bars.get_label()): [bar.get_width() for bar in bars]  # type: ignore[attr-defined]
        for bars in figure.axes[0].containers
    }


def test_segments_by_organization(table: Any) -> None:
    figure = govseg.plot.segments_by_organization(table, organization="office")
    legible(figure)
    assert [label.get_text() for label in figure.axes[0].get_yticklabels()] == ["Tax", "Parks", "(no name)"]
    assert widths(figure) == {
        "dutiful": [2, 0, 0],
        "intergovernmental": [1, 0, 1],
        "open": [1, 1, 0],
        "contradiction": [0, 1, 0],
    }
    few = govseg.plot.segments_by_organization(table, organization="office", most=1)
    assert [label.get_text() for label in few.axes[0].get_yticklabels()] == ["Tax", "2 others"]


def test_segments_by_channel(table: Any) -> None:
    figure = govseg.plot.segments_by_channel(table)
    legible(figure)
    axes = figure.axes[0]
    channels = [label.get_text() for label in axes.get_xticklabels()]
    assert channels == ["computer", "email", "in_person", "phone", "unknown"]
    numbers = axes.images[0].get_array()
    assert numbers is not None
    assert numbers.sum() == 8
    assert numbers.tolist()[0] == [0, 0, 0, 1, 1]  # dutiful


def test_open_decisions(table: Any) -> None:
    figure = govseg.plot.open_decisions(table)
    legible(figure)
    assert [label.get_text() for label in figure.axes[0].get_yticklabels()] == ["capacity"]


def test_the_flow_of_a_policy_change() -> None:
    agency = Policy.from_toml(
        'id = "a"\nversion = "1"\nextends = "gsa-2008"\ndrop = ["commercial.price", "dutiful.imposed"]'
    )
    diff = Policy.default().diff(agency)
    figure = govseg.plot.policy_diff(diff)
    legible(figure)
    assert len(figure.axes[0].patches) == len(diff.groups) + len({g.before for g in diff.groups}) + len(
        {g.after for g in diff.groups}
    )
    legible(govseg.plot.policy_diff(agency.diff(agency)))


def measured(**choices: Any) -> Any:
    """Results of a log with some months, segments and channels, with few rows in one of them."""
    rows = 240
    log = pa.table(
        {
            "opened_at": [f"2026-{1 + row % 6:02}-05" for row in range(rows)],
            "segment": [["dutiful", "informational", "beneficial"][row % 3] for row in range(rows)],
            "channel": ["email" if row % 4 == 0 else "in_person" if row % 50 == 1 else "phone" for row in range(rows)],
            "csat": [5 if row % 6 == 5 else 1 + (row * 7) % 5 for row in range(rows)],
        }
    )
    return govseg.measure(log, **choices)


def test_a_measure_over_time() -> None:
    figure = govseg.plot.control_chart(measured(by="month"), "csat_mean")
    legible(figure)
    axes = figure.axes[0]
    assert [label.get_text() for label in axes.get_xticklabels()] == [f"2026-{month:02}" for month in range(1, 7)]
    marks = [line.get_marker() for line in axes.lines if line.get_marker() not in ("None", None)]
    assert marks == ["o"] * 5 + ["D"], "the last month is beyond what chance has"
    with pytest.raises(govseg.GovsegError, match="no results of `asa`"):
        govseg.plot.control_chart(measured(by="month"), "asa")
    with pytest.raises(govseg.GovsegError, match="not told apart by `week`"):
        govseg.plot.control_chart(measured(by="month"), "csat_mean", period="week")


def test_a_measure_by_segment_and_channel() -> None:
    said = measured(by="segment,channel")
    figure = govseg.plot.measure_by_channel(said, "csat_top2")
    legible(figure)
    labels = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert labels == ["email", "in_person", "phone", "all"] * 3
    words = {text.get_text() for text in figure.axes[0].texts}
    assert words >= {"suppressed"} or words >= {"too few"}


def test_gaps() -> None:
    said = measured(by="segment,channel", reference="channel=phone", k=1, least=1)
    figure = govseg.plot.gaps(said, measure="csat_mean")
    legible(figure)
    assert len(figure.axes[0].get_yticklabels()) == 6
    assert figure.axes[0].get_title(loc="left") == "csat_mean less that of phone"
    none = govseg.plot.gaps(measured(by="channel"))
    assert none.axes[0].get_title(loc="left") == "no gaps"


def test_nothing_to_draw() -> None:
    empty = govseg.classify(ROWS.slice(0, 0))
    for figure in (
        govseg.plot.segments_by_organization(empty, organization="office"),
        govseg.plot.segments_by_channel(empty),
        govseg.plot.open_decisions(empty),
    ):
        assert isinstance(figure, Figure)
        FigureCanvasAgg(figure).draw()


def test_pandas_is_not_changed() -> None:
    frame = govseg.classify(ROWS.to_pandas())
    before = frame.copy()
    govseg.plot.segments_by_organization(frame, organization="office")
    pd.testing.assert_frame_equal(frame, before)


TIERS = ["base", "growth", "key"]
ACCOUNTS = pa.table(
    {
        "account": [f"account {number}" for number in range(100)],
        "tier": ["base"] * 70 + ["growth"] * 20 + ["key"] * 8 + [None] * 2,
        "revenue": [1.0] * 70 + [4.0] * 20 + [20.0] * 8 + [None] * 2,
    }
)


def test_tier_pyramid() -> None:
    figure = govseg.plot.tier_pyramid(ACCOUNTS, tiers=TIERS, amount="revenue")
    legible(figure)
    axes = figure.axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["no tier", *TIERS]
    assert [bars[0].get_width() for bars in axes.containers] == [2, 70, 20, 8]  # type: ignore[attr-defined,index]
    assert axes.texts[3].get_text() == "8 accounts (8 %), 52 % of revenue"


def test_tier_flow() -> None:
    tiers = ACCOUNTS["tier"].to_pylist()
    moved = ACCOUNTS.set_column(1, "tier", pa.array([*["growth"] * 5, *tiers[5:90], *["growth"] * 3, *tiers[93:]]))
    figure = govseg.plot.tier_flow(ACCOUNTS, moved.take(list(range(99, -1, -1))), tiers=TIERS)
    legible(figure)
    axes = figure.axes[0]
    assert axes.get_title(loc="left") == "Of 100 accounts, 8 move"
    labels = [text.get_text() for text in axes.texts]
    assert labels == [
        *["key  8", "growth  20", "base  70", "no tier  2"],
        *["key  5", "growth  28", "base  65", "no tier  2"],
        *["before", "after"],
    ]
    with pytest.raises(ValueError, match="`account 0` stands in one"):
        govseg.plot.tier_flow(ACCOUNTS, moved.slice(1), tiers=TIERS)


def test_what_if_curve() -> None:
    steps = [{"threshold": str(at), "cost": str(1000 - at), "avoided": 900.0 - at / 2} for at in range(100, 1000, 100)]
    what_if = {"tier": "key", "measure": "revenue", "now": "500", "best": "800", "steps": steps}
    figure = govseg.plot.what_if_curve(what_if)
    legible(figure)
    assert len(figure.axes[0].lines) == 5
    without = [{**step, "avoided": None} for step in steps]
    figure = govseg.plot.what_if_curve({**what_if, "best": None, "steps": without})
    labels = [line.get_label() for line in figure.axes[0].lines]
    assert "loss avoided" not in labels
    assert "most gained" not in labels

"""Measures from a log: the same numbers whatever the library, and every row used or set aside."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.csv as pc
import pytest
from conftest import ROOT
from libraries import TURN, rows

import govseg
from govseg import GovsegError, SetAside
from govseg._measure import planner

CALLS = ROOT / "crates" / "govseg-measure" / "tests" / "data" / "calls.csv"


def calls() -> pa.Table:
    """The made-up morning of a call centre, as texts."""
    names = CALLS.read_text().split("\n", 1)[0].split(",")
    options = pc.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=True)
    return pc.read_csv(CALLS, convert_options=options)


@pytest.mark.parametrize("library", TURN)
def test_the_same_numbers_in_every_library(library: str) -> None:
    rejects: list[SetAside] = []
    log = TURN[library](calls())
    result = govseg.measure(log, by="channel", reference="channel=phone", rejects=rejects)
    if library == "dataset":
        assert isinstance(result, pa.RecordBatchReader)
    else:
        assert type(result) is type(log)
    said = rows(result)
    right = rows(govseg.measure(calls(), by="channel", reference="channel=phone", rejects=[]))
    assert said == right
    assert [row["channel"] for row in said if row["measure"] == "asa"] == ["live_chat", "phone", "(all)"]
    assert sorted({row["kind"] for row in rejects}) == ["duplicate", "out_of_range", "unreadable"]
    assert len(rejects) == 4


def test_typed_columns_are_the_same_as_texts() -> None:
    table = pa.table(
        {"channel": ["phone", "email", None] * 20, "wait": [10, 70, 35] * 20, "answered": [True, True, False] * 20}
    )
    texts = table.cast(pa.schema([(name, pa.string()) for name in table.column_names]))
    typed = table.set_column(0, "channel", table.column("channel").dictionary_encode())
    assert rows(govseg.measure(typed, by="channel")) == rows(govseg.measure(texts, by="channel"))


def test_a_row_that_cannot_be_used_is_an_error_or_is_set_aside() -> None:
    log = pd.DataFrame({"channel": ["phone"] * 30, "wait": [10.0] * 29 + [-4.0]})
    with pytest.raises(GovsegError, match="row 30, column `wait`: `-4` is below 0") as caught:
        govseg.measure(log)
    assert (caught.value.row, caught.value.column, caught.value.kind) == (30, "wait", "out_of_range")
    rejects: list[SetAside] = []
    result = govseg.measure(log, measures="percentile_wait", rejects=rejects)
    assert rejects == [{"row": 30, "column": "wait", "kind": "out_of_range", "reason": "`-4` is below 0"}]
    assert result["n"].tolist() == [29, 29]


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ({"by": "chanel"}, "did you mean `channel`"),
        ({"measures": ["asaa"]}, "did you mean `asa`"),
        ({"recipe": "queue-logs"}, "did you mean `queue-log`"),
        ({"level": 95}, "from 0.5 up to 1"),
        ({"percentiles": [0]}, "between 0 and 100"),
        ({"timezone": "Mars"}, "not a time zone"),
        ({"reference": "channel=phone"}, "not told apart"),
        ({"as_of": "soon"}, "not a time"),
    ],
)
def test_what_is_wrong_is_said(choices: dict[str, Any], said: str) -> None:
    with pytest.raises(GovsegError, match=said):
        govseg.measure(pd.DataFrame({"wait": [1]}), **choices)


def test_what_is_no_log() -> None:
    with pytest.raises(GovsegError, match="Arrow PyCapsule"):
        govseg.measure([{"wait": 1}])
    with pytest.raises(GovsegError, match="no column that a measure is made from"):
        govseg.measure(pd.DataFrame({"colour": ["red"]}))


def test_the_policy_decides_segments_that_are_not_given() -> None:
    log = pl.DataFrame({"capacity": ["official", "private"] * 20, "duty": [None, "audit"] * 20, "csat": [4, 2] * 20})
    said = govseg.measure(log, by="segment", measures="csat_mean")
    assert said.select("segment", "value").rows() == [("dutiful", 2.0), ("intergovernmental", 4.0), ("(all)", 3.0)]


def test_a_recipe_with_one_number_a_row() -> None:
    log = pd.read_csv(CALLS.parent / "uk_transactional_services_metrics_slice.csv", dtype=str)
    said = govseg.measure(log, by="service", measures="digital_takeup", recipe="uk-transactions", least=1, k=1)
    assert set(said["unit"]) == {"percent"}
    assert said["value"].dropna().between(0, 100).all()
    assert said["value"].notna().sum() > 5


def test_parts_are_sent_and_merged() -> None:
    make = pickle.loads(
        pickle.dumps(planner(by="channel", measures=None, recipe=None, policy=None, reference=None, k=1))
    )
    plan, table = make(), calls().drop_columns(["contact_id"])
    whole = pa.RecordBatchReader.from_stream(plan.measure(table).results()).read_all()
    parts = [plan.part(table.slice(0, 90)), plan.part(table.slice(90))]
    merged = plan.merged(parts[::-1])
    assert pa.RecordBatchReader.from_stream(merged.results()).read_all().equals(whole)
    assert merged.rows == plan.measure(table).rows
    assert json.dumps(merged.set_aside()[0])


def test_nothing_is_changed() -> None:
    log = calls().to_pandas()
    before = log.copy()
    govseg.measure(log, rejects=[])
    pd.testing.assert_frame_equal(log, before)

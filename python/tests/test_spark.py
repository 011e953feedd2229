"""The same on a real Spark session."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from conftest import ROOT

import govseg
import govseg.spark
from govseg import GovsegError, Policy, Recipe

pytestmark = pytest.mark.skipif(
    shutil.which("java") is None, reason="Spark needs Java 17 (on Debian, as root: apt install openjdk-17-jre-headless)"
)

ROWS = 2_000_000


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2]").appName("govseg").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.execution.arrow.pyspark.enabled", "true").getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


def contacts(spark: Any, rows: int) -> Any:
    """Contacts of every kind, some with gaps, made on the executors."""
    policy = Policy.default()
    frame = spark.range(rows, numPartitions=4)
    from pyspark.sql import functions as f

    for place, fact in enumerate(("customer", "capacity", "obligation", "content", "benefit", "charge", "duty")):
        values = [*policy.fact_values[fact], None]
        row = f.pmod(f.hash("id", f.lit(place)), f.lit(len(values)))
        frame = frame.withColumn(fact, f.element_at(f.array(*map(f.lit, values)), row + 1))
    return frame


def test_two_million_rows_as_on_one_machine(spark: Any) -> None:
    table = contacts(spark, ROWS)
    columns = ["segment", "status", "possible"]
    result = govseg.spark.classify(table, columns=columns)
    assert result.columns == [*table.columns, *columns]
    there = result.toArrow()
    assert there.column("id").sort().equals(pa.chunked_array([pa.array(range(ROWS), pa.int64())]))
    here = govseg.classify(there.select(table.columns), columns=columns)
    for name in columns:
        assert here.column(name).cast(there.column(name).type).equals(there.column(name)), name
    assert len(there.column("status").unique()) == 3


def test_a_bad_value_on_an_executor_is_told_to_the_driver(spark: Any) -> None:
    frame = spark.createDataFrame(pd.DataFrame({"capacity": ["private"] * 99 + ["privat"]})).repartition(1)
    with pytest.raises(
        Exception, match=r"GovsegError: partition 0, row \d+, column `capacity`.*did you mean `private`"
    ):
        govseg.spark.classify(frame, columns=["segment"]).collect()
    with pytest.raises(GovsegError, match="did you mean `customer`"):
        govseg.spark.classify(frame, each="custmer")


def test_policies_and_recipes_are_sent_to_the_executors(spark: Any) -> None:
    policy = Policy.load(ROOT / "tests" / "cases" / "policies" / "example-agency.toml")
    recipe = Recipe.from_toml(
        'id = "permits"\n[constant]\nprogram = "permits"\n[[column]]\nname = "step"\nfact = "duty"', policy=policy
    )
    frame = spark.createDataFrame([("filing",), ("audit",), (None,)], "step string")
    said = govseg.spark.classify(frame, policy=policy, recipe=recipe, columns=["rule"], prefix="x_").collect()
    right = [policy.decide(program="permits", duty=duty).rule for duty in ("filing", "audit", None)]
    assert [row["x_rule"] for row in said] == right


def test_rows_are_taken_several_times_and_empty_partitions_pass(spark: Any) -> None:
    frame = spark.createDataFrame([("citizen|military", 1)], "customer string, id int").repartition(3)
    said = govseg.spark.classify(frame, each="customer", columns=["status"]).collect()
    assert [(row["id"], row["each"]) for row in said] == [(1, "citizen"), (1, "military")]

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


def log(spark: Any, rows: int) -> Any:
    """A log of contacts, made on the executors."""
    from pyspark.sql import functions as f

    def pick(place: int, *values: Any) -> Any:
        return f.element_at(f.array(*map(f.lit, values)), f.pmod(f.hash("id", f.lit(place)), f.lit(len(values))) + 1)

    frame = spark.range(rows, numPartitions=5)
    frame = frame.withColumn("segment", pick(1, "dutiful", "informational", None))
    frame = frame.withColumn("channel", pick(2, "phone", "email", "in_person"))
    frame = frame.withColumn("answered", pick(3, True, True, False)).withColumn("csat", pick(4, 1, 4, 5, None))
    frame = frame.withColumn("opened_at", f.timestamp_seconds(f.lit(1_790_000_000) + f.col("id") * 60))
    frame = frame.withColumn("wait", f.pmod(f.hash("id"), f.lit(300)) / 4)
    return frame.withColumn("issue_id", f.concat(f.lit("issue "), f.pmod(f.col("id") * 7, f.lit(1000)).cast("string")))


def results(table: Any) -> list[dict[str, Any]]:
    return pa.table(table).to_pylist()


def test_measures_of_partitions_are_those_of_one_machine(spark: Any) -> None:
    frame = log(spark, 20_000)
    choices: dict[str, Any] = {"by": ["segment", "channel"], "reference": "channel=phone", "window": 1}
    there = govseg.spark.measure(frame, **choices)
    here = govseg.measure(frame.toArrow(), **choices)
    assert results(there.toArrow()) == results(here)
    assert {row["measure"] for row in there.collect()} >= {"asa", "fcr", "percentile_wait", "csat_top2", "equity_gap"}


def test_contacts_that_are_there_twice_are_seen_in_any_partition(spark: Any) -> None:
    frame = spark.createDataFrame(
        [(f"c{row % 90}", "phone", 5) for row in range(100)], "contact_id string, channel string, csat int"
    )
    rejects: list[govseg.SetAside] = []
    said = govseg.spark.measure(frame.repartition(4), measures="csat_mean", rejects=rejects).collect()
    assert [row["n"] for row in said] == [90]
    assert [reject["kind"] for reject in rejects] == ["duplicate"] * 10
    with pytest.raises(GovsegError, match="was read before"):
        govseg.spark.measure(frame)


def test_a_recipe_that_joins_rows_is_refused(spark: Any) -> None:
    with pytest.raises(GovsegError, match="joins rows"):
        govseg.spark.measure(spark.range(3), recipe="uk-transactions")


def test_descriptions_suggest_the_same_as_on_one_machine(spark: Any) -> None:
    texts = ["Grants to states for highways", "Apply for a passport to travel abroad", None]
    table = pa.table({"customer": [None, "citizen", "citizen"], "words": texts})
    frame = spark.createDataFrame(table)
    result = govseg.spark.classify(frame, text="words", threshold=0.6, columns=["status", "probability"])
    assert [field.dataType.simpleString() for field in result.schema][-2:] == ["string", "double"]
    here = govseg.classify(table, text="words", threshold=0.6, columns=["status", "probability"])
    there = {row["words"]: (row["status"], row["probability"]) for row in result.collect()}
    rows = zip(texts, here["status"].to_pylist(), here["probability"].to_pylist(), strict=True)
    assert there == {text: (status, probability) for text, status, probability in rows}

"""In the queries of polars and DuckDB."""

from __future__ import annotations

import duckdb
import polars as pl
import pyarrow as pa
import pytest
from conftest import ROOT

import govseg
import govseg.duckdb
import govseg.polars
from govseg import GovsegError, Policy

FACTS = ["customer", "capacity", "obligation", "duty"]
ROWS = pa.table(
    {
        "id": range(6),
        "customer": ["citizen", "military", None, "business|citizen", "citizen", None],
        "capacity": ["private", "official", None, None, "official", "private"],
        "obligation": ["mandatory", None, "voluntary", "mandatory", None, None],
        "duty": ["none", None, None, "audit", "none", "penalty"],
    }
)
AGENCY = ROOT / "tests" / "cases" / "policies" / "example-agency.toml"


@pytest.mark.parametrize("answer", ["segment", "status", "possible", "ask", "because"])
def test_an_expression_and_a_function_say_what_classify_says(answer: str) -> None:
    right = govseg.classify(ROWS, columns=[answer]).column(answer).to_pylist()
    frame = pl.DataFrame(ROWS)
    expression = govseg.polars.expression(*FACTS, answer=answer)
    assert frame.select(expression)[answer].to_list() == right
    lazy = frame.lazy().select("id", expression)
    assert lazy.collect_schema() == lazy.collect().schema
    assert lazy.collect(engine="streaming").sort("id")[answer].to_list() == right

    connection = duckdb.connect()
    connection.register("contacts", ROWS)
    govseg.duckdb.register(connection, "said", columns=FACTS, answer=answer)
    found = connection.sql(f"select said({', '.join(FACTS)}) from contacts order by id").fetchall()
    assert [value for (value,) in found] == right


def test_policies_and_recipes_of_ones_own() -> None:
    policy = Policy.load(AGENCY)
    right = str(policy.decide(program="permits", duty="filing").segment)
    frame = pl.DataFrame({"program": ["permits"], "duty": ["filing"]})
    said = frame.select(govseg.polars.expression(pl.col("program"), pl.col("duty").str.to_lowercase(), policy=AGENCY))
    assert said["segment"].to_list() == [right]
    connection = duckdb.connect()
    govseg.duckdb.register(connection, policy=policy)
    arguments = ", ".join({"program": "'permits'", "duty": "'filing'"}.get(fact, "null") for fact in policy.fact_values)
    assert connection.sql(f"select govseg_segment({arguments})").fetchall() == [(right,)]
    govseg.duckdb.register(connection, "kinds", recipe="gc-service-inventory-2023", answer="possible")


def test_what_is_wrong_is_said() -> None:
    with pytest.raises(GovsegError, match=r"did you mean `segment`"):
        govseg.polars.expression("duty", answer="segmnt")
    with pytest.raises(GovsegError, match=r"did you mean `segment`"):
        govseg.duckdb.register(duckdb.connect(), answer="segmnt")
    frame = pl.DataFrame({"duty": ["audit", "adit"]})
    with pytest.raises(Exception, match=r"row 2, column `duty`.*did you mean `audit`"):
        frame.select(govseg.polars.expression("duty"))
    connection = duckdb.connect()
    govseg.duckdb.register(connection, columns=["duty"])
    with pytest.raises(Exception, match=r"column `duty`.*did you mean `audit`"):
        connection.sql("select govseg_segment('adit')").fetchall()

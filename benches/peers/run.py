"""Polars and DuckDB with the rules of a policy, on one thread: checked, timed, and told as JSON, a line for each.

Usage: run.py FOLDER, which holds `policy.json`, a resolved policy, and `contacts.csv`: the facts, and the `segment` that
each row must get.
"""

import json
import os
import sys
import time
from pathlib import Path

os.environ["POLARS_MAX_THREADS"] = "1"

import duckdb
import polars as pl

SEGMENTS = ["informational", "beneficial", "dutiful", "commercial", "intergovernmental", "other"]
RUNS = 11


def fastest(run):
    """The fewest seconds that a run takes."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def tell(name, rows, run, wrong):
    """Prints what a row takes, or that the answers are wrong."""
    mistakes = wrong()
    if mistakes:
        print(json.dumps({"name": name, "wrong": f"{mistakes} answers differ"}))
    else:
        print(json.dumps({"name": name, "seconds": fastest(run) / rows}))


def in_polars(rules):
    """The rules as `when` and `then`, the first that holds."""
    segments = pl.Enum(SEGMENTS)
    answer = pl
    for rule in rules:
        holds = pl.lit(True)
        if "when" in rule:
            tables = []
            for table in rule["when"]:
                conditions = []
                for fact, values in table.items():
                    conditions.append(pl.any_horizontal(pl.col(fact) == value for value in values))
                tables.append(pl.all_horizontal(conditions))
            holds = pl.any_horizontal(tables)
        answer = answer.when(holds).then(pl.lit(rule["segment"], dtype=segments))
    return answer.otherwise(pl.lit("other", dtype=segments)).alias("answer")


def in_sql(rules):
    """The rules as CASE, the first that holds."""
    cases = []
    for rule in rules:
        tables = []
        for table in rule.get("when", []):
            conditions = []
            for fact, values in table.items():
                listed = ", ".join(f"'{value}'" for value in values)
                conditions.append(f"{fact} IN ({listed})")
            tables.append("(" + " AND ".join(conditions) + ")")
        cases.append(f"WHEN {' OR '.join(tables) or 'true'} THEN '{rule['segment']}'")
    return "CASE " + " ".join(cases) + " ELSE 'other' END"


def polars(name, table, answer):
    tell(
        name,
        table.height,
        lambda: table.select(answer),
        lambda: table.select((answer.cast(pl.String) != pl.col("segment")).sum()).item(),
    )


def main(folder):
    rules = json.loads((folder / "policy.json").read_text())["rule"]
    contacts = folder / "contacts.csv"
    strings = pl.read_csv(contacts, infer_schema=False)
    facts = [column for column in strings.columns if column != "segment"]
    values = {fact: strings[fact].unique().sort().to_list() for fact in facts}
    enums = strings.with_columns(pl.col(fact).cast(pl.Enum(values[fact])) for fact in facts)
    answer = in_polars(rules)
    polars("polars when/then, Enum columns", enums, answer)
    polars("polars when/then, String columns", strings, answer)

    case = in_sql(rules)
    base = duckdb.connect()
    base.execute("SET threads TO 1")
    base.execute("CREATE TABLE strings AS SELECT * FROM read_csv(?, all_varchar = true)", [str(contacts)])
    for fact in facts:
        listed = ", ".join(f"'{value}'" for value in values[fact])
        base.execute(f"CREATE TYPE {fact}_value AS ENUM ({listed})")
    columns = ", ".join(f"{fact}::{fact}_value AS {fact}" for fact in facts)
    base.execute(f"CREATE TABLE enums AS SELECT {columns}, segment FROM strings")
    for table, kind in [("enums", "ENUM"), ("strings", "VARCHAR")]:
        tell(
            f"DuckDB CASE, {kind} columns",
            strings.height,
            lambda: base.execute(f"CREATE OR REPLACE TEMP TABLE answers AS SELECT {case} AS answer FROM {table}"),
            lambda: base.execute(f"SELECT count(*) FROM {table} WHERE ({case}) <> segment").fetchone()[0],
        )


main(Path(sys.argv[1]))

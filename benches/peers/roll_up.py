"""Sums of accounts with all below them by DuckDB's recursive SQL: written, timed, and told as JSON, a line for each.

Usage: roll_up.py ACCOUNTS SUMS, where ACCOUNTS is a CSV file of `id,parent,amount`, and SUMS is written as `id,sum`.
"""

import json
import sys
import time

import duckdb

ROLL_UP = """
    WITH RECURSIVE up AS (
        SELECT id AS account, amount FROM accounts
        UNION ALL
        SELECT accounts.parent, up.amount
        FROM up JOIN accounts ON accounts.id = up.account
        WHERE accounts.parent IS NOT NULL
    )
    SELECT account AS id, sum(amount) AS sum FROM up GROUP BY account
"""
RUNS = 5


def main(accounts, sums):
    base = duckdb.connect()
    columns = "{id: 'VARCHAR', parent: 'VARCHAR', amount: 'DECIMAL(18, 6)'}"
    base.execute(f"CREATE TABLE accounts AS SELECT * FROM read_csv(?, columns = {columns})", [accounts])
    base.execute(f"COPY ({ROLL_UP}) TO '{sums}' (HEADER)")
    threads = base.execute("SELECT current_setting('threads')").fetchone()[0]
    for number in sorted({1, threads}):
        base.execute(f"SET threads TO {number}")
        times = []
        for _ in range(RUNS):
            start = time.perf_counter()
            base.execute(f"CREATE OR REPLACE TEMP TABLE rolled AS {ROLL_UP}")
            times.append(time.perf_counter() - start)
        print(json.dumps({"threads": number, "seconds": min(times)}))


main(*sys.argv[1:])

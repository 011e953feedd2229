"""What accounts have together, held against DuckDB's recursive SQL on random forests."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
import pytest
from libraries import rows

import govseg

if TYPE_CHECKING:
    from pathlib import Path

# Of each account, itself and all above it; of each of these, what it and all below it have; and the most of those.
TOGETHER = """
    WITH RECURSIVE up AS (
        SELECT id AS account, id AS above FROM accounts
        UNION ALL
        SELECT up.account, accounts.parent FROM up JOIN accounts ON accounts.id = up.above WHERE parent IS NOT NULL
    ),
    sums AS (SELECT above, sum(amount) AS whole FROM up JOIN accounts ON accounts.id = up.account GROUP BY above)
    SELECT account, max(whole) AS together FROM up JOIN sums USING (above) GROUP BY account
"""
TIERS = 90


def forest(seed: int, most: int) -> pa.Table:
    """Trees of any shape, from chains to stars; some accounts owe more than they have. Rows stand in any order."""
    number = random.Random(seed)
    reach = number.randint(1, most)
    accounts = []
    for place in range(number.randint(1, most)):
        alone = place == 0 or number.random() < 0.1
        parent = None if alone else f"A{number.randint(max(0, place - reach), place - 1)}"
        amount = Decimal(number.randint(-(10**6), 10**7)).scaleb(-2)
        accounts.append({"id": f"A{place}", "parent": parent, "amount": amount})
    number.shuffle(accounts)
    schema = pa.schema([("id", pa.string()), ("parent", pa.string()), ("amount", pa.decimal128(18, 2))])
    return pa.Table.from_pylist(accounts, schema=schema)


def program(thresholds: list[Decimal]) -> str:
    """A programme with a tier from each of these amounts on."""
    tiers = "".join(
        f'[[tier]]\nid = "t{place}"\nwhen = {{ amount = {{ at_least = "{threshold}" }} }}\n'
        for place, threshold in enumerate(thresholds)
    )
    return (
        'id = "sums"\nversion = "1"\nsegments = ["commercial"]\n[accounts]\nid = "id"\n'
        f'[[measure]]\nid = "amount"\nkind = "revenue"\n{tiers}'
    )


@pytest.mark.parametrize(("seed", "most"), [(seed, most) for most in (3, 12, 60) for seed in range(8)] + [(0, 2_000)])
def test_the_most_that_an_account_belongs_to_is_that_of_recursive_sql(seed: int, most: int, tmp_path: Path) -> None:
    accounts = forest(seed, most)
    together = dict(duckdb.connect().register("accounts", accounts).execute(TOGETHER).fetchall())
    # Each threshold is just what some account reaches: a cent less, and it would fall below.
    found = sorted(set(together.values()))
    thresholds = found[:: len(found) // TIERS + 1]
    path = tmp_path / "sums.toml"
    path.write_text(program(thresholds))
    assigned = rows(govseg.assign_tiers(accounts, path))
    assert len(assigned) == accounts.num_rows
    for row in assigned:
        reached = sum(threshold <= together[row["id"]] for threshold in thresholds)
        assert row["together"] == (f"t{reached - 1}" if reached else None), row

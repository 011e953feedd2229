"""Tiers of accounts: the shared cases, the same in every library."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from conftest import ROOT
from libraries import TURN, rows

import govseg
from govseg import GovsegError

CASES = sorted((ROOT / "tests" / "cases" / "tiers").glob("*.json"))
BUREAU = pa.table(
    {
        "account": ["EZ1", "EZ3", "CBP"],
        "parent": ["CBP", "CBP", None],
        "revenue": ["620000", "540000", None],
        "note": [1, 2, 3],
    }
)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_shared_cases(path: Any, tmp_path: Any) -> None:
    case = json.loads(path.read_text())
    program = case["program"]
    if "\n" in program:
        program = tmp_path / "case.toml"
        program.write_text(case["program"])
    names = list(dict.fromkeys(name for row in case["accounts"] for name in row))
    accounts = pa.table({name: pa.array([row.get(name) for row in case["accounts"]], pa.string()) for name in names})
    found = rows(govseg.assign_tiers(accounts, program, on=case["on"]))
    assert len(found) == len(case["expected"]) > 0
    for row, expected in zip(found, case["expected"], strict=True):
        # What the accounts' ids are called, the programme says.
        assert expected.pop("account") in row.values()
        assert {name: row[name] for name in expected} == expected


@pytest.mark.parametrize("library", TURN)
def test_every_library_gets_its_own_table(library: str) -> None:
    given = TURN[library](BUREAU)
    assigned = govseg.assign_tiers(given, "shared-services", prefix="t_")
    if library not in ("reader", "dataset"):
        assert type(assigned) is type(given)
    found = rows(assigned)
    assert [row["account"] for row in found] == ["EZ1", "EZ3", "CBP"]
    assert [row["note"] for row in found] == [1, 2, 3]
    assert [row["t_alone"] for row in found] == ["growth", "growth", None]
    assert [row["t_tier"] for row in found] == ["key"] * 3
    assert list(found[0]["t_during"]) == ["own-manager"]


def test_customers_are_not_told_what_is_internal() -> None:
    table = pa.table({"traveller": ["Ada"], "points": ["10"], "invited": ["yes"]})
    inside, outside = (rows(govseg.assign_tiers(table, "airline", view=view))[0] for view in ("internal", "customer"))
    assert inside["tier"] == outside["tier"] == "concierge-key"
    assert "invited" in inside["because"]
    assert "invited" not in json.dumps(outside)[json.dumps(outside).index('"tier"') :]


def test_what_is_wrong_has_its_place(tmp_path: Any) -> None:
    with pytest.raises(GovsegError) as error:
        govseg.assign_tiers(pd.DataFrame({"account": ["A", "B"], "revenue": ["1", "much"]}), "shared-services")
    assert (error.value.kind, error.value.row, error.value.column) == ("accounts", 2, "revenue")
    with pytest.raises(GovsegError, match="`EZ1`"):
        govseg.assign_tiers(pa.table({"account": ["EZ1", "EZ1"], "revenue": ["1", "2"]}), "shared-services")
    program = tmp_path / "wrong.toml"
    program.write_text('id = "x"\nversion = "1"\ndefalt = "a"\n')
    with pytest.raises(GovsegError) as wrong:
        govseg.assign_tiers(BUREAU, program)
    assert wrong.value.kind == "program"
    assert any(problem["line"] == 3 for problem in wrong.value.problems)
    with pytest.raises(GovsegError, match="prefix"):
        govseg.assign_tiers(BUREAU.append_column("tier", pa.array(["a"] * 3)), "shared-services")
    with pytest.raises(GovsegError, match="2026-13-01"):
        govseg.assign_tiers(BUREAU, "shared-services", on="2026-13-01")
    with pytest.raises(GovsegError, match="PyCapsule"):
        govseg.assign_tiers([{"account": "A"}], "shared-services")

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
import govseg.tiers
from govseg import GovsegError, GovsegWarning

CASES = sorted((ROOT / "tests" / "cases" / "tiers").glob("*.json"))
BUREAU = pa.table(
    {
        "account": ["EZ1", "EZ3", "CBP"],
        "parent": ["CBP", "CBP", None],
        "revenue": ["620000", "540000", None],
        "note": [1, 2, 3],
    }
)
PROGRAMS = ROOT / "crates" / "govseg-tiers" / "programs"
ACCOUNTS = pd.read_csv(PROGRAMS / "shared-services.csv", dtype=str)
MANAGERS = pd.read_csv(PROGRAMS / "shared-services-managers.csv")
ABSENT = pytest.mark.filterwarnings("ignore:no column:govseg.GovsegWarning")


@ABSENT
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


@ABSENT
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


@ABSENT
def test_customers_are_not_told_what_is_internal() -> None:
    table = pa.table({"traveller": ["Ada"], "points": ["10"], "invited": ["yes"]})
    inside, outside = (rows(govseg.assign_tiers(table, "airline", view=view))[0] for view in ("internal", "customer"))
    assert inside["tier"] == outside["tier"] == "concierge-key"
    assert "invited" in inside["because"]
    assert "invited" not in json.dumps(outside)[json.dumps(outside).index('"tier"') :]


@ABSENT
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
    with pytest.raises(GovsegError, match="did you mean `airline`") as unknown:
        govseg.assign_tiers(BUREAU, "airlin")
    assert unknown.value.kind == "program"
    with pytest.raises(GovsegError, match="cannot read") as absent:
        govseg.assign_tiers(BUREAU, tmp_path / "nowhere.toml")
    assert absent.value.kind == "cannot_read"
    with pytest.raises(GovsegError, match="did you mean `EZ1`"):
        govseg.tiers.explain(BUREAU, "shared-services", "EZ11")
    with pytest.raises(GovsegError, match="did you mean `key`"):
        govseg.tiers.what_if(BUREAU, "shared-services", tier="kye", measure="revenue")
    with pytest.raises(GovsegError, match=r"12\.5\.1"):
        govseg.tiers.what_if(BUREAU, "shared-services", tier="key", measure="revenue", thresholds=["12.5.1"])
    with pytest.raises(GovsegError, match="did you mean `region`"):
        govseg.tiers.fairness(ACCOUNTS, "shared-services", by="regoin")
    with pytest.raises(GovsegError, match="level"):
        govseg.tiers.fairness(ACCOUNTS, "shared-services", by="region", level=95)
    with pytest.raises(GovsegError) as staff:
        govseg.tiers.coverage(ACCOUNTS, "shared-services", MANAGERS.assign(role="manger"))
    assert (staff.value.kind, staff.value.row, staff.value.column) == ("managers", 1, "role")


def test_what_is_to_be_looked_at_is_told() -> None:
    table = pa.table({"account": ["A", "B", "C"], "parent": [None, "A", "A"], "revenue": ["3", "1", "2"]})
    with pytest.warns(GovsegWarning) as told:
        govseg.assign_tiers(table.append_column("employes", pa.array(["1"] * 3)), "shared-services")
    texts = sorted(str(one.message) for one in told)
    assert [one.filename for one in told] == [__file__] * 3
    assert "did you mean `employes`?" in texts[1]
    assert "no column `mission`" in texts[2]
    assert "counts twice" in texts[0]
    with pytest.warns(GovsegWarning) as told:
        govseg.tiers.diff(table, "shared-services", "shared-services")
    assert {one.filename for one in told} == {__file__}


def test_a_programme_is_checked(tmp_path: Any) -> None:
    for name in ("airline", "shared-services"):
        report = govseg.tiers.check(name)
        assert (report["sound"], report["id"], report["warnings"]) == (True, name, [])
    path = tmp_path / "wrong.json"
    path.write_text('{"id": "a", "version": "1",\n "tier": [{"id": "high", "gives": ["lounge"]}]}')
    report = govseg.tiers.check(path)
    assert report["sound"] is False
    assert [(problem["line"], problem["kind"]) for problem in report["problems"]] == [(2, "unknown_id")]


@pytest.mark.parametrize("library", TURN)
def test_what_else_there_is_to_ask(library: str, tmp_path: Any) -> None:
    def accounts() -> Any:
        return TURN[library](pa.Table.from_pandas(ACCOUNTS))

    path = tmp_path / "next.toml"
    now = (PROGRAMS / "shared-services.toml").read_text()
    path.write_text(now.replace("at_least = 1_000_000", "at_least = 800_000"))
    moves = govseg.tiers.diff(accounts(), "shared-services", path)
    assert [move["account"] for move in moves["moves"]] == ["RAIL", "RAIL-N"]
    assert (moves["flows"][0]["from"], moves["flows"][0]["to"], moves["cost"]) == ("growth", "key", "37200")
    found = govseg.tiers.what_if(
        accounts(), "shared-services", tier="key", measure="revenue", thresholds=[800_000, "1400000"]
    )
    assert [(step["threshold"], step["cost"]) for step in found["steps"]] == [
        ("800000", "37200"),
        ("1000000", "0"),
        ("1400000", "-55800"),
    ]
    assert found["best"] == "1400000"
    covered = govseg.tiers.coverage(accounts(), "shared-services", TURN[library](pa.Table.from_pandas(MANAGERS)))
    assert {"CBP", "EZ1", "EZ3"} <= set(covered["managers"][0]["accounts"])
    assert covered["misfits"] == []
    report = govseg.tiers.fairness(accounts(), "shared-services", by="region", k=1)
    assert [group["group"] for group in report["groups"]] == ["east", "central", "west", "(all)"]
    assert govseg.tiers.fairness(accounts(), "shared-services", by="region")["hidden"] > 0
    storms = govseg.tiers.explain(accounts(), "shared-services", "STORMS", view="customer")
    assert (storms["tier"], storms["because"]) == ("strategic", {"published": False})
    assert "2,500,000" not in json.dumps(storms)


def test_columns_that_are_not_read_may_hold_anything() -> None:
    frame = ACCOUNTS.assign(thing=[{"a": 1}, [2], object()] * 4)
    assert list(govseg.assign_tiers(frame, "shared-services")["tier"])[:3] == ["key"] * 3


def test_an_index_is_no_column() -> None:
    # As many columns are exported as the frame has: those that are read, and the index in place of the others.
    frame = ACCOUNTS.drop(columns=["currency"])
    turned = frame.iloc[::-1]
    expected = list(govseg.assign_tiers(frame, "shared-services")["tier"])[::-1]
    assert list(govseg.assign_tiers(turned, "shared-services")["tier"]) == expected
    moves = govseg.tiers.diff(turned, "shared-services", "shared-services")
    assert (moves["accounts"], moves["moved"]) == (len(frame), 0)
    some = MANAGERS[MANAGERS["role"] == "service-desk"]
    covered = govseg.tiers.coverage(turned, "shared-services", some)
    assert [one["manager"] for one in covered["managers"]] == list(some["manager"])
    assert all(misfit["role"] == "account-manager" for misfit in covered["misfits"])

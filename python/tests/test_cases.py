"""The case files that every face of govseg runs, byte for byte."""

from __future__ import annotations

import json
import shutil
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

from govseg import GovsegError, Interview, Policy

CASES = ROOT / "tests" / "cases"


def cases(folder: str) -> list[Any]:
    """Every case of every file in a folder, with the policy that the file names."""
    found = []
    for path in sorted((CASES / folder).glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        for case in document["cases"]:
            policy = case.get("policy", document.get("policy"))
            found.append(pytest.param(policy, case, id=f"{path.stem}: {case.get('label', policy)}"))
    assert found, f"no case in {folder}"
    return found


def load(policy: str | None) -> Policy:
    return Policy.default() if policy is None else Policy.load(CASES / policy)


@pytest.mark.parametrize(("policy", "case"), cases("decisions"))
def test_decision(policy: str | None, case: dict[str, Any]) -> None:
    decision = load(policy).decide(case["facts"])
    assert decision.to_json() == case["decision"]
    assert decision.likely == case["likely"]
    assert decision.to_dict() == json.loads(case["decision"])
    for key, value in decision.to_dict().items():
        if key != "policy":
            attribute = getattr(decision, key)
            assert (list(attribute) if isinstance(attribute, tuple) else attribute) == value


@pytest.mark.parametrize(("policy", "case"), cases("fact_errors"))
def test_facts_that_are_none(policy: str | None, case: dict[str, Any]) -> None:
    with pytest.raises(GovsegError) as caught:
        load(policy).facts_from_json(case["facts_json"])
    for key, value in case["error"].items():
        assert getattr(caught.value, key) == value


@pytest.mark.parametrize(("policy", "case"), cases("fact_errors"))
def test_the_same_given_as_a_dict(policy: str | None, case: dict[str, Any]) -> None:
    """All but what Python says otherwise: a fact given twice, text that is no JSON, and ``None``, which is no facts."""
    if case["error"]["kind"] in ("duplicate_fact", "json_syntax") or case["facts_json"] == "null":
        return
    with pytest.raises(GovsegError) as caught:
        load(policy).decide(json.loads(case["facts_json"]))
    for key, value in case["error"].items():
        assert getattr(caught.value, key) == value


@pytest.mark.parametrize(("policy", "case"), cases("interviews"))
def test_interview(policy: str | None, case: dict[str, Any]) -> None:
    interview = Interview(case["facts"], policy=load(policy))
    for step in case["steps"]:
        assert interview.fact == step["ask"]
        assert interview.expected == Fraction(*map(int, step["expected"]))
        assert set(interview.choices) <= set(interview.policy.fact_values[step["ask"]])
        interview.answer(step["answer"])
    assert interview.fact is None
    assert interview.decision.to_json() == case["decision"]


def written(case: dict[str, Any], folder: Path) -> Path:
    """The case's text as a file among the policies that it may extend."""
    shutil.copytree(CASES / "policies", folder / "policies")
    path = folder / "policies" / f"case.{case['format']}"
    path.write_bytes(case["text"].encode())
    return path


@pytest.mark.parametrize(("_policy", "case"), cases("policy_errors"))
def test_policy_with_mistakes(_policy: None, case: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(GovsegError) as caught:
        Policy.load(written(case, tmp_path))
    problems = caught.value.problems
    assert [problem["kind"] for problem in problems] == [error["kind"] for error in case["errors"]]
    for problem, error in zip(problems, case["errors"], strict=True):
        if error["line"] is not None:
            assert (problem["line"], problem["column"]) == (error["line"], error["column"])


@pytest.mark.parametrize(("_policy", "case"), cases("valid_policies"))
def test_policy_in_which_nothing_is_wrong(_policy: None, case: dict[str, Any], tmp_path: Path) -> None:
    policy = Policy.load(written(case, tmp_path))
    assert (policy.digest, policy.to_json()) == (case["digest"], case["resolved"])


@pytest.mark.parametrize(("policy", "case"), cases("resolved"))
def test_resolved_policy(policy: str | None, case: dict[str, Any]) -> None:
    loaded = load(policy)
    assert (loaded.digest, loaded.to_json()) == (case["digest"], case["resolved"])
    assert Policy.from_json(loaded.to_json()) == loaded

"""The case files that every face of govseg runs, byte for byte."""

from __future__ import annotations

import csv
import io
import json
import shutil
from fractions import Fraction
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from conftest import ROOT

import govseg
from govseg import GovsegError, Interview, Policy, _govseg

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


@pytest.mark.parametrize(("policy", "case"), cases("fitting"))
def test_measures_that_fit(policy: str | None, case: dict[str, Any]) -> None:
    known = load(policy)
    segments = case.get("segments") or list(known.decide(case["facts"]).possible)
    assert _govseg.measures_json(known.facts(**case["facts"]), known, segments, case["most"]) == case["fitting"]


@pytest.mark.parametrize(("policy", "case"), cases("logs"))
def test_what_comes_of_logs(policy: str | None, case: dict[str, Any]) -> None:
    assert policy is None
    head, *rows = csv.reader(io.StringIO(case["log"]))
    log = pa.table({name: [row[place] or None for row in rows] for place, name in enumerate(head)})
    choices = {"k": 1, "least": 1, **case.get("choices", {})}
    rejects: list[govseg.SetAside] = []
    by = case.get("by", ())
    told = govseg.measure(log, by=by, measures=case["measure"], rejects=rejects, **choices).to_pylist()
    (found, *_) = [said for said in told if not by or [said[by]] == case["group"]]
    assert found["value"] == (None if case["value"] is None else pytest.approx(case["value"], rel=1e-9))
    for key in {"n", "missing", "variant", "absent"} & set(case):
        assert found[key] == case[key]
    assert [[reject["row"], reject["kind"]] for reject in rejects] == case.get("set_aside", [])


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


@pytest.mark.parametrize(("policy", "case"), cases("suggestions"))
def test_suggestion(policy: str | None, case: dict[str, Any]) -> None:
    suggestion = govseg.suggest(case["text"], case["facts"], policy=load(policy))
    assert suggestion.json == case["suggestion"]
    said = json.loads(case["suggestion"])
    assert (suggestion.segment, suggestion.probability) == (said["suggested_segment"], said["probability"])
    assert dict(suggestion.distribution) == said["distribution"]
    assert (suggestion.facts, suggestion.silence) == (said["facts"], said["silence"])

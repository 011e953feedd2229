"""One contact: what can be given, and what comes back."""

from __future__ import annotations

import contextlib
import copy
import enum
import gc
import inspect
import pickle
import resource
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import govseg
from govseg import Capacity, CustomerType, Decision, Facts, GovsegError, Interview, Policy, Segment, _words


def test_every_way_to_say_the_same() -> None:
    facts: dict[str, str | list[str]] = {"customer": ["citizen", "business"], "determination": "yes"}
    said = [
        Facts(customer=["citizen", "business"], determination="yes"),
        Facts(facts),
        Facts(Facts(facts)),
        Facts(customer=("business", "citizen"), determination=True),
        Facts(customer={"citizen", "business"}, determination="yes", duty=None),
        Facts(customer=[CustomerType.CITIZEN, CustomerType.BUSINESS], determination=govseg.Determination.YES),
        Facts(customer=iter(["business", "citizen"]), determination=[True]),
        Facts({"customer": frozenset(["citizen", "business"])}, determination="yes"),
        Facts.from_json('{"customer": ["citizen", "business"], "determination": true}'),
    ]
    assert len(set(said)) == 1
    assert {govseg.decide(one) for one in said} == {govseg.decide(facts)}


def test_a_dict_of_another_class_and_a_mapping_are_read() -> None:
    from collections import OrderedDict
    from types import MappingProxyType

    for given in (OrderedDict(capacity="official"), MappingProxyType({"capacity": "official"})):
        assert govseg.decide(given).segment is Segment.INTERGOVERNMENTAL


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ({"customer": 3}, "wrong_type"),
        ({"customer": True}, "wrong_type"),
        ({"customer": {"citizen": 1}}, "wrong_type"),
        ({"customer": [["citizen"]]}, "wrong_type"),
        ({"customer": []}, "empty_value"),
        ({"customer": [None]}, "empty_value"),
        ({"customer": ""}, "empty_value"),
        ({"customer": "militry"}, "unknown_value"),
        ({"custmer": "military"}, "unknown_fact"),
        ({3: "military"}, "wrong_type"),
        (["customer"], "wrong_type"),
        ("customer", "wrong_type"),
    ],
)
def test_what_cannot_be_read_is_refused(given: Any, kind: str) -> None:
    for read in (govseg.decide, Facts, Policy.default().decide, Interview):
        with pytest.raises(GovsegError) as caught:
            read(given)
        assert caught.value.kind == kind


def test_a_fact_given_twice_is_refused() -> None:
    with pytest.raises(GovsegError, match="given twice") as caught:
        govseg.decide({"duty": "none"}, duty="filing")
    assert (caught.value.kind, caught.value.fact) == ("duplicate_fact", "duty")


def test_one_of_many_is_refused_with_its_number() -> None:
    with pytest.raises(GovsegError, match="row 3: `x` is not a value of `duty`") as caught:
        govseg.decide_many([{}, {"duty": "none"}, {"duty": "x"}])
    assert (caught.value.row, caught.value.fact, caught.value.value) == (3, "duty", "x")


def test_an_error_of_an_iterable_is_its_own() -> None:
    def contacts() -> Iterator[dict[str, str]]:
        yield {}
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        govseg.decide_many(contacts())


def test_a_decision_is_frozen_hashable_and_picklable() -> None:
    agency = Policy.from_toml(
        'id = "a"\nversion = "1"\nextends = "gsa-2008"\n[[fact]]\nid = "desk"\nvalues = ["x", "y"]'
    )
    clash = Facts(customer="citizen") & Facts(customer="military")
    for decision in (govseg.decide(duty="audit"), agency.decide(duty="audit", desk="x"), govseg.decide(clash)):
        again = pickle.loads(pickle.dumps(decision))
        assert again == decision
        assert hash(again) == hash(decision)
        assert again.to_json() == decision.to_json()
        assert again.facts == decision.facts
        assert copy.deepcopy(decision) == decision
        with pytest.raises(AttributeError):
            setattr(decision, "segment", Segment.OTHER)  # noqa: B010 - a type checker would not allow it
    assert pickle.loads(pickle.dumps(Policy.default())) is Policy.default()
    assert govseg.decide(duty="audit") != agency.decide(duty="audit")
    assert govseg.decide(duty="audit") != "dutiful"


def test_facts_go_from_one_policy_to_another_by_name() -> None:
    one, other = (
        Policy.from_toml(f'id = "{id}"\nversion = "1"\nextends = "gsa-2008"\n[[fact]]\nid = "desk"\nvalues = {values}')
        for id, values in (("a", '["x", "y"]'), ("b", '["w", "y", "x"]'))
    )
    facts = one.facts(desk="x", duty="filing")
    assert other.decide(facts).facts == other.facts(desk="x", duty="filing")
    assert (facts & other.facts(desk=["x", "y"])).to_dict() == {"duty": "filing", "desk": "x"}
    assert (Facts(charge="fee") & facts).to_dict() == {"charge": "fee", "duty": "filing", "desk": "x"}
    with pytest.raises(GovsegError, match="`desk` is not a fact"):
        govseg.decide(facts)
    assert facts != Facts(duty="filing")


def test_the_enums_are_strings_and_all_of_them_are_exported() -> None:
    made = {name for name, thing in vars(_words).items() if inspect.isclass(thing) and issubclass(thing, enum.Enum)}
    assert made - {"Enum", "_Word"} == {
        name
        for name in govseg.__all__
        if inspect.isclass(getattr(govseg, name)) and issubclass(getattr(govseg, name), enum.Enum)
    }
    assert [*Segment][2] == "dutiful"
    assert f"{Segment.DUTIFUL:>9}" == "  dutiful"
    assert str(Capacity.OFFICIAL) == "official"
    assert {"dutiful": 1}[Segment.DUTIFUL] == 1
    assert Segment("exceptional") is Segment.OTHER
    assert pickle.loads(pickle.dumps(Segment.OTHER)) is Segment.OTHER
    with pytest.raises(ValueError, match="dutifull"):
        Segment("dutifull")


def test_an_error_can_be_pickled() -> None:
    with pytest.raises(GovsegError) as caught:
        Policy.from_toml('id = "a"')
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), vars(again)) == (str(caught.value), vars(caught.value))
    assert isinstance(again, ValueError)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(GovsegError, match="did you mean `gsa-2008`"):
        Policy.load("gsa-2009")
    (tmp_path / "latin.toml").write_bytes(b"id = '\xe9'")
    with pytest.raises(GovsegError, match="not UTF-8"):
        Policy.load(tmp_path / "latin.toml")


def test_an_interview_can_go_back_and_change() -> None:
    interview = Interview()
    first = interview.fact
    assert first is not None
    interview.answer(interview.choices[0])
    interview.not_sure()
    assert list(interview.answers.values())[1] is None
    interview.back()
    interview.back()
    assert (interview.fact, interview.answers) == (first, {})
    interview.back()
    assert interview.fact == first
    interview.answer("private")
    interview.answer(["none", "reporting"])
    assert interview.answers["duty"] == ["none", "reporting"]
    assert interview.change("capacity", None) == []
    assert interview.answers["capacity"] is None
    with pytest.raises(GovsegError):
        interview.change("charge", "fee")
    before = interview.answers
    with pytest.raises(GovsegError):
        interview.answer("nonsense")
    assert interview.answers == before


def test_the_card_shows_what_matters_and_escapes_the_rest() -> None:
    card = govseg.decide(customer="citizen", capacity="private", duty="audit")._repr_html_()
    for part in ("Dutiful", "dutiful.imposed", "must make or endure", "Intergovernmental", "gsa-2008, version 1"):
        assert part.lower() in card.lower(), part
    assert "<script" not in card
    hostile = Policy.from_toml(
        'id = "a"\nversion = "<b>1</b>"\n[[rule]]\nid = "dutiful.all"\nsegment = "dutiful"\ncites = "<i>"'
    )
    card = hostile.decide()._repr_html_()
    assert "<b>1</b>" not in card
    assert "&lt;i&gt;" in card
    clash = govseg.decide(Facts(duty="none") & Facts(duty="audit"))._repr_html_()
    assert "contradiction" in clash
    assert "no value left" in clash


def test_threads_get_the_same_answers() -> None:
    contacts = [{"duty": duty, "charge": charge} for duty in govseg.Duty for charge in govseg.Charge] * 50
    expected = [decision.to_json() for decision in govseg.decide_many(contacts)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda facts: govseg.decide(facts).to_json(), contacts)) == expected


def test_memory_stays_flat() -> None:
    def run() -> None:
        for _ in range(1000):
            decision: Decision = govseg.decide(customer=["citizen", "business"], duty="audit")
            assert decision.to_dict()
            assert decision.what_if()
            assert decision.facts
            assert repr(decision)
            with contextlib.suppress(GovsegError):
                govseg.decide(customer="militry")
        gc.collect()

    run()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(5):
        run()
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 4096, f"{grown} KiB more after 5,000 calls"

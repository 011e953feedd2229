"""Which measures fit a contact: what the core says, in Python's own things."""

from __future__ import annotations

import json
from typing import Any

import pytest

import govseg
from govseg import GovsegError, Policy, Segment, _govseg

POLICY = """
id = "visas"
version = "1"
extends = "gsa-2008"

[[measured_as]]
when = { benefit = "diplomatic" }
segment = "commercial"
measures = ["on_time_delivery", "visa_index"]
by = "Consular Affairs"
why = "applicants pay and expect a date"
on = 2026-11-01
"""


def test_a_segment_and_a_decision_of_it_have_the_same_measures() -> None:
    decision = govseg.decide(capacity="private", duty="audit", channel="website")
    assert decision.segment is Segment.DUTIFUL
    by_decision = govseg.measures_for(decision, most=None)
    narrowed = [fit.id for fit in by_decision]
    by_segment = [fit.id for fit in govseg.measures_for("dutiful", "website", most=None)]
    assert set(narrowed) < set(by_segment), "the facts take measures away"
    assert by_decision.segments == by_decision.measured == (Segment.DUTIFUL,)
    assert all(fit.status["segments"] for fit in by_decision)


def test_channel_and_customer_narrow() -> None:
    by_mail = [fit.id for fit in govseg.measures_for(Segment.INFORMATIONAL, channel=["postal_mail"], most=None)]
    assert "letter_within_15d" in by_mail
    assert "asa" not in by_mail
    partner = [fit.id for fit in govseg.measures_for("intergovernmental", customer="business", most=None)]
    assert "partner_satisfaction" not in partner


def test_an_agency_s_choice() -> None:
    policy = Policy.from_toml(POLICY)
    decision = policy.decide(
        benefit="diplomatic", capacity="private", obligation="voluntary", charge="fee", duty="none"
    )
    fitting = govseg.measures_for(decision)
    assert (fitting.segments, fitting.measured) == ((Segment.BENEFICIAL,), (Segment.COMMERCIAL,))
    assert fitting.choice is not None
    assert (fitting.choice.by, fitting.choice.on) == ("Consular Affairs", "2026-11-01")
    assert (fitting[0].id, fitting[0].role, fitting.own) == ("on_time_delivery", "chosen", ("visa_index",))
    unsure = govseg.measures_for(policy.decide(duty="audit", capacity="private"))
    assert (unsure.choice, len(unsure.perhaps)) == (None, 1)


def test_it_is_what_the_core_says() -> None:
    facts = govseg.Facts(channel="phone")
    said = json.loads(_govseg.measures_json(facts, Policy.default(), ["informational"], 3))
    fitting = govseg.measures_for("informational", "phone", most=3)
    assert [fit.data for fit in fitting] == said["measures"]
    assert len(fitting) == len(fitting[:9]) == 3


@pytest.mark.parametrize(
    ("what", "channel", "said"),
    [("comercial", None, "did you mean `commercial`"), ("commercial", "fone", "did you mean `phone`")],
)
def test_what_is_wrong_is_said(what: str, channel: str | None, said: str) -> None:
    with pytest.raises(GovsegError, match=said):
        govseg.measures_for(what, channel)


def test_labels_cost_what_they_are_expected_to() -> None:
    likely = {"informational": 0.8, Segment.BENEFICIAL: 0.2}
    dear = {"treated_as": {"informational": {"beneficial": 10}}}
    said = govseg.label_costs(["informational", Segment.BENEFICIAL], [likely, likely], dear)
    assert (said.today, said.best, said.labels) == (pytest.approx(1.4), pytest.approx(0.8), (Segment.BENEFICIAL,) * 2)


@pytest.mark.parametrize(
    ("labels", "probabilities", "costs", "words"),
    [
        ([], [], {}, "there are no contacts"),
        (["other"], [], {}, "1 labels, and probabilities of 0 contacts"),
        (["othr"], [{"other": 1}], {}, "did you mean `other`"),
        (["other"], [{"dutifull": 1}], {}, "did you mean `dutiful`"),
        (["other"], [{"other": 0.5}], {}, "add up to 1"),
        (["other"], [{"other": 1}], {"treated_as": {"other": {"dutiful": -1}}}, "a cost is a number from 0 on"),
    ],
)
def test_costs_that_are_none(labels: Any, probabilities: Any, costs: Any, words: str) -> None:
    with pytest.raises(GovsegError, match=words):
        govseg.label_costs(labels, probabilities, costs)

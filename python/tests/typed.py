"""What users write, for the type checkers: it must be understood without a complaint, and to the letter.

No test runs this; mypy and pyright read it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, assert_type

import pandas as pd
import polars as pl

import govseg
import govseg.polars
from govseg import (
    Capacity,
    Choice,
    Code,
    Crosswalk,
    Decision,
    Facts,
    Fit,
    Fitting,
    Interview,
    Policy,
    Segment,
    SetAside,
)

decision = govseg.decide(
    customer=["citizen", govseg.CustomerType.BUSINESS], capacity=Capacity.PRIVATE, determination=True
)
assert_type(decision, Decision)
assert_type(decision.segment, Segment | None)
assert_type(decision.status, Literal["decided", "open", "contradiction"])
assert_type(decision.possible, tuple[Segment, ...])
assert_type(decision.because, dict[str, str | list[str]])
assert_type(govseg.decide_many([{"duty": "audit"}, Facts(duty="none"), {}]), list[Decision])
assert_type(Facts(duty="none") & Facts(charge="fee") | Facts(), Facts)
assert_type(dict(Facts(duty="none")), dict[str, str | list[str]])

policy = Policy.load("gsa-2008")
assert_type(policy.check().by_segment, dict[Segment, int])
assert_type([group.share for group in policy.diff(Policy.default()).groups], list[float])

interview = Interview(policy=policy)
assert_type(interview.expected, Fraction | None)
if interview.fact is not None:
    interview.answer(interview.choices[0])

assert_type(govseg.crosswalk(), list[Crosswalk])
assert_type(govseg.crosswalk("gc-service-type-2024"), Crosswalk)
assert_type(govseg.crosswalk("gc-service-type-2024", "GNC"), Code)

fitting = govseg.measures_for([Segment.DUTIFUL, "beneficial"], channel="website")
assert_type(fitting, Fitting)
assert_type(fitting[0], Fit)
assert_type(fitting.choice, Choice | None)

rejects: list[SetAside] = []
measured = govseg.measure(pd.DataFrame({"wait": [1]}), by="channel", rejects=rejects)
assert_type(measured, pd.DataFrame)

frame = pd.DataFrame({"capacity": ["official"]})
assert_type(govseg.classify(frame, columns=["segment"]), pd.DataFrame)
assert_type(govseg.polars.expression("capacity", pl.col("duty")), pl.Expr)
assert_type(Segment.DUTIFUL.upper(), str)

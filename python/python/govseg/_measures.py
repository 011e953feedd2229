"""Which measures fit a contact."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, overload

from govseg import _govseg
from govseg._govseg import Decision, Facts, Policy
from govseg._words import Segment


@dataclass(frozen=True)
class Choice:
    """A choice of an agency: how some contacts are measured, which never changes their segment.

    Attributes
    ----------
    segment : Segment or None
        The segment whose methods are used.
    measures : tuple of str
        The measures that are used before all others.
    by, why, on : str or None
        Who chose, why, and when.
    """

    segment: Segment | None
    measures: tuple[str, ...]
    by: str | None
    why: str | None
    on: str | None


@dataclass(frozen=True)
class Fit:
    """A measure that fits.

    Attributes
    ----------
    id : str
        The measure.
    role : str
        ``chosen``, ``lead``, ``primary`` or ``secondary``.
    segments : tuple of Segment
        The possible segments that it fits.
    conditions : tuple of str
        The facts that are not known well enough to be sure.
    inputs : tuple of str
        The data that it takes.
    status : dict
        How far its ``definition``, its ``formula`` and the choice of ``segments`` can be relied on.
    data : dict
        All that is said of it, as ``govseg measures --json`` prints it: name, definition, formula, unit, direction,
        source, why and so on; texts are there in every language.
    """

    id: str
    role: str
    segments: tuple[Segment, ...]
    conditions: tuple[str, ...]
    inputs: tuple[str, ...]
    status: dict[str, str]
    data: dict[str, Any] = field(repr=False)


@dataclass(frozen=True)
class Fitting(Sequence[Fit]):
    """How a contact is to be measured: the measures that fit it, the best first.

    Attributes
    ----------
    segments : tuple of Segment
        The segments still possible.
    measured : tuple of Segment
        The segments whose methods are used: the same, unless the agency's policy chose another one.
    choice : Choice or None
        What the agency chose, if it did.
    perhaps : tuple of Choice
        Choices of which too little is known to tell whether they hold; the default stands.
    own : tuple of str
        Measures that the choice names and the catalogue does not know.
    methods, surveys : tuple of str
        How one finds out, and the surveys among it, the first one first.
    """

    segments: tuple[Segment, ...]
    measured: tuple[Segment, ...]
    choice: Choice | None
    perhaps: tuple[Choice, ...]
    own: tuple[str, ...]
    methods: tuple[str, ...]
    surveys: tuple[str, ...]
    fits: tuple[Fit, ...] = field(repr=False)

    @overload
    def __getitem__(self, index: int) -> Fit: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Fit, ...]: ...
    def __getitem__(self, index: int | slice) -> Fit | tuple[Fit, ...]:
        return self.fits[index]

    def __iter__(self) -> Iterator[Fit]:
        return iter(self.fits)

    def __len__(self) -> int:
        return len(self.fits)


def measures_for(
    what: Decision | Facts | Segment | str | Iterable[Segment | str],
    channel: str | Iterable[str] | None = None,
    customer: str | Iterable[str] | None = None,
    *,
    policy: Policy | None = None,
    most: int | None = 8,
) -> Fitting:
    """Tell which measures fit a contact, the best first.

    No source gives measures to the six segments by name: what stands first is a default, and every claim carries its
    status. Where the policy says how contacts are measured (``measured_as``), the list follows it.

    Parameters
    ----------
    what : Decision, Facts, Segment, str or iterable of segments
        A contact, or the segments that are possible.
    channel, customer : str or iterable of str, optional
        The channels that were used, and who the customer may be.
    policy : Policy, optional
        The agency's policy; without it that of the decision, or else the default one.
    most : int or None
        How many measures; ``None`` for all.

    Returns
    -------
    Fitting

    Raises
    ------
    GovsegError
        If there is no such segment, channel or customer.

    Examples
    --------
    >>> import govseg
    >>> fitting = govseg.measures_for("informational", channel="phone")
    >>> fitting[0].id, fitting[0].role, fitting[0].status["segments"]
    ('answer_accuracy', 'lead', 'by-instance')
    >>> decision = govseg.decide(capacity="private", duty="audit")
    >>> [fit.id for fit in govseg.measures_for(decision, "website", most=2)]
    ['filing_error_rate', 'procedural_fairness']
    """
    narrower = {"channel": channel, "customer": customer}
    given: dict[str, Any] = {fact: values for fact, values in narrower.items() if values is not None}
    segments: list[str] | None = None
    if isinstance(what, Decision):
        policy = policy or what.policy
        known = what.facts
    elif isinstance(what, Facts):
        known = what
    else:
        known = Facts()
        segments = [what] if isinstance(what, str) else list(what)
    policy = policy or Policy.default()
    facts = policy.facts(known, **given)
    return _read(json.loads(_govseg.measures_json(facts, policy, segments, most)))


def _read(given: dict[str, Any]) -> Fitting:
    choice = given["choice"]
    return Fitting(
        segments=_segments(given["segments"]),
        measured=_segments(given["measured"]),
        choice=None if choice is None else _choice(choice),
        perhaps=tuple(map(_choice, given["perhaps"])),
        own=tuple(given["own"]),
        methods=tuple(method["id"] for method in given["methods"]),
        surveys=tuple(survey["id"] for survey in given["surveys"]),
        fits=tuple(map(_fit, given["measures"])),
    )


def _segments(names: list[str]) -> tuple[Segment, ...]:
    return tuple(map(Segment, names))


def _choice(given: dict[str, Any]) -> Choice:
    segment = given["segment"]
    return Choice(
        segment=None if segment is None else Segment(segment),
        measures=tuple(given["measures"]),
        by=given["by"],
        why=given["why"],
        on=given["on"],
    )


def _fit(given: dict[str, Any]) -> Fit:
    return Fit(
        id=given["id"],
        role=given["role"],
        segments=_segments(given["segments"]),
        conditions=tuple(given["conditions"]),
        inputs=tuple(given["inputs"]),
        status=given["status"],
        data=given,
    )

"""``label_costs``: what wrong labels are expected to cost."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from govseg import _govseg
from govseg._errors import GovsegError
from govseg._words import Segment

if TYPE_CHECKING:
    from collections.abc import Iterable


class LabelCosts(NamedTuple):
    """What labels cost, for each contact on average, and the ones that are expected to cost least."""

    today: float
    """With the labels as they are."""
    best: float
    """With those that cost least."""
    labels: tuple[Segment, ...]
    """These, contact by contact."""


def label_costs(
    labels: Iterable[str], probabilities: Iterable[Mapping[str, float]], costs: Mapping[str, Any]
) -> LabelCosts:
    """What today's labels are expected to cost, and which segments would cost least.

    To treat a duty like mere information can cost much more than the reverse. The segment that is expected to cost
    least is therefore not always the likeliest (C. Elkan, "The Foundations of Cost-Sensitive Learning", 2001).

    Parameters
    ----------
    labels : iterable of str
        The segment that each contact is treated as today.
    probabilities : iterable of mapping
        How likely each segment is, for each contact: numbers that add up to 1; a segment that is not named has 0. For
        example ``distribution`` of `suggest`.
    costs : mapping
        ``treated_as``: by the segment that a contact is treated as, what that costs where it is of another one. What is
        not said costs 1, and to be right nothing. What ``asking`` costs is 0.2 unless it is said; it does not count
        here.

    Returns
    -------
    LabelCosts
        The mean costs ``today`` and at ``best``, and the ``labels`` that are expected to cost least; of several that
        cost the same the first by the order of segments.

    Raises
    ------
    GovsegError
        If there are no contacts, or not as many labels as probabilities; if a segment is unknown, a cost below 0, or
        the probabilities of a contact do not add up to 1.

    Examples
    --------
    >>> import govseg
    >>> likely = {"informational": 0.8, "beneficial": 0.2}
    >>> dear = {"treated_as": {"informational": {"beneficial": 10}}}
    >>> said = govseg.label_costs(["informational"], [likely], dear)
    >>> said.today, said.best, [str(label) for label in said.labels]
    (2.0, 0.8, ['beneficial'])
    """
    known, rows = list(labels), [dict(said) for said in probabilities]
    if len(known) != len(rows):
        message = f"{len(known)} labels, and probabilities of {len(rows)} contacts: each contact needs both"
        raise GovsegError(message, kind="costs")
    today, best, least = _govseg.label_costs(known, rows, json.dumps(costs))
    return LabelCosts(today, best, tuple(Segment(label) for label in least))

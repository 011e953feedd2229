"""What is proved of a policy, and what differs between two: the core's findings with Python's numbers."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from govseg._words import Segment

if TYPE_CHECKING:
    from typing import Literal

    Severity = Literal["error", "warning", "note"]
    Conditions = dict[str, list[str]]


@dataclass(frozen=True)
class Finding:
    """Something that was found in a policy.

    Attributes
    ----------
    code : str
        What kind of finding, for example ``rules_overlap``.
    severity : str
        ``error``, ``warning`` or ``note``.
    ids : tuple of str
        The rules, sub-segments, facts or values concerned; of overlapping rules the winner first.
    message : str
        In words.
    assignments : int or None
        How many assignments of the facts are concerned.
    areas : tuple of dict
        The contacts concerned, in few conditions: by fact, the values.
    complete : bool
        Whether the areas are all of them.
    place : dict or None
        ``file``, ``line`` and ``column`` where it stands.
    """

    code: str
    severity: Severity
    ids: tuple[str, ...]
    message: str
    assignments: int | None
    areas: tuple[Conditions, ...]
    complete: bool
    place: dict[str, Any] | None


@dataclass(frozen=True)
class Check:
    """What was proved of a policy, over the whole space of contacts.

    Attributes
    ----------
    assignments : int
        How many assignments of the facts its rules tell apart. Each gets exactly one segment.
    by_segment : dict of Segment to int
        How many of them get which.
    findings : tuple of Finding
        What was found, the graver first.
    """

    assignments: int
    by_segment: dict[Segment, int]
    findings: tuple[Finding, ...]

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that are graver than a note."""
        return tuple(finding for finding in self.findings if finding.severity != "note")

    def to_dict(self) -> dict[str, Any]:
        """Return the same as plain dicts and lists."""
        return asdict(self)

    def __str__(self) -> str:
        lines = [f"{self.assignments:,} kinds of contact, each with one segment"]
        lines += [f"  {segment:<18}{count:>12,}" for segment, count in self.by_segment.items()]
        lines += [f"{finding.severity}: {finding.message}" for finding in self.warnings]
        return "\n".join(lines)


@dataclass(frozen=True)
class Group:
    """The contacts that go from one segment to another.

    Attributes
    ----------
    before, after : str
        The segments; ``contradiction`` where the contact cannot be under that policy.
    assignments : int
        How many assignments of the facts.
    share : float
        Their share of all, by the first policy's weights: 1 is all.
    areas : tuple of dict
        Which, in few conditions: by fact, the values.
    complete : bool
        Whether the areas are all of them.
    example : dict
        One such contact.
    """

    before: str
    after: str
    assignments: int
    share: float
    areas: tuple[Conditions, ...]
    complete: bool
    example: dict[str, str]


@dataclass(frozen=True)
class Diff:
    """Exactly which contacts two policies put into different segments. It is true if there are any.

    Attributes
    ----------
    assignments, changed : int
        How many assignments of the facts the two tell apart, and how many of them change.
    groups : tuple of Group
        The changes, by what they change from and to.
    """

    assignments: int
    changed: int
    groups: tuple[Group, ...]

    def __bool__(self) -> bool:
        return bool(self.groups)

    def to_dict(self) -> dict[str, Any]:
        """Return the same as plain dicts and lists."""
        return asdict(self)

    def __str__(self) -> str:
        lines = [f"{self.changed:,} of {self.assignments:,} kinds of contact change"]
        lines += [
            f"  {group.before} -> {group.after}: {group.assignments:,} ({group.share:.1%} by weight)"
            for group in self.groups
        ]
        return "\n".join(lines)


def _number(digits: str | None) -> int | None:
    return None if digits is None else int(digits)


def read_check(given: dict[str, Any]) -> Check:
    """Read the core's JSON form, in which numbers of any length are digits."""
    findings = (
        {
            **finding,
            "ids": tuple(finding["ids"]),
            "areas": tuple(finding["areas"]),
            "assignments": _number(finding["assignments"]),
        }
        for finding in given["findings"]
    )
    counts = given["by_segment"]
    return Check(
        assignments=int(given["assignments"]),
        by_segment={segment: int(counts[segment]) for segment in Segment},
        findings=tuple(Finding(**finding) for finding in findings),
    )


def read_diff(given: dict[str, Any]) -> Diff:
    """Read the core's JSON form."""
    groups = (
        Group(
            before=group["from"],
            after=group["to"],
            assignments=int(group["assignments"]),
            share=float(group["share"]),
            areas=tuple(group["areas"]),
            complete=group["complete"],
            example=group["example"],
        )
        for group in given["groups"]
    )
    return Diff(assignments=int(given["assignments"]), changed=int(given["changed"]), groups=tuple(groups))

"""The catalogue and the crosswalks."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, overload

from govseg import _govseg
from govseg._govseg import Facts


def catalog() -> dict[str, Any]:
    """Return the whole taxonomy as data.

    Returns
    -------
    dict
        ``segments``, ``facts``, ``rules``, ``sub_segments``, ``sources``, ``citations``, ``languages``, ``policies``,
        ``crosswalks`` and ``measurement``, the same as ``govseg catalog --json`` prints. It is a new one each time,
        yours to change.

    Examples
    --------
    >>> import govseg
    >>> [segment["id"] for segment in govseg.catalog()["segments"]]
    ['informational', 'beneficial', 'dutiful', 'commercial', 'intergovernmental', 'other']
    """
    whole: dict[str, Any] = json.loads(_govseg.catalog_json())
    return whole


@dataclass(frozen=True)
class Code:
    """One code of another scheme, and what it says about a contact.

    Attributes
    ----------
    code, label : str
        The code, and the scheme's own words for it.
    facts : Facts
        What it says; nothing, where the scheme says nothing about the facts.
    standing : str
        How well that is founded: ``quoted``, ``second-hand``, ``inferred`` or ``ours``.
    note : str or None
        Why it says that, or why not more.
    """

    code: str
    label: str
    facts: Facts
    standing: str
    note: str | None


@dataclass(frozen=True)
class Crosswalk(Mapping[str, Code]):
    """Another official scheme: a mapping from its codes to what they say about a contact.

    Attributes
    ----------
    id, title, source : str
        The id by which recipes name it, the scheme's name, and where its codes were read.
    note : str or None
        What to know before relying on it.
    """

    id: str
    title: str
    source: str
    note: str | None
    codes: tuple[Code, ...] = field(repr=False)

    def __getitem__(self, code: str) -> Code:
        for entry in self.codes:
            if entry.code == code:
                return entry
        raise KeyError(code)

    def __iter__(self) -> Iterator[str]:
        return (entry.code for entry in self.codes)

    def __len__(self) -> int:
        return len(self.codes)


@overload
def crosswalk(scheme: None = None, code: None = None) -> list[Crosswalk]: ...
@overload
def crosswalk(scheme: str, code: None = None) -> Crosswalk: ...
@overload
def crosswalk(scheme: str, code: str) -> Code: ...
def crosswalk(scheme: str | None = None, code: str | None = None) -> list[Crosswalk] | Crosswalk | Code:
    """Tell what another official scheme's codes say about a contact.

    Parameters
    ----------
    scheme : str, optional
        The id of a crosswalk; without it, all of them.
    code : str, optional
        One code of the scheme.

    Returns
    -------
    list of Crosswalk, Crosswalk or Code
        All crosswalks, one, or one code of it.

    Raises
    ------
    GovsegError
        If there is no such scheme or code, with the nearest one.

    Examples
    --------
    >>> import govseg
    >>> govseg.crosswalk("gc-service-type-2024", "GNC").facts["benefit"]
    'financial'
    >>> govseg.decide(govseg.crosswalk("gc-service-type-2024", "GNC").facts, capacity="official").segment
    <Segment.INTERGOVERNMENTAL: 'intergovernmental'>
    """
    if scheme is None:
        return [_read(id) for id in _govseg.crosswalk_ids()]
    if code is None:
        return _read(scheme)
    _govseg.check_code(scheme, code)
    return _read(scheme)[code]


def _read(scheme: str) -> Crosswalk:
    given = _govseg.crosswalk(scheme)
    codes = tuple(Code(**code) for code in given.pop("codes"))
    return Crosswalk(codes=codes, **given)

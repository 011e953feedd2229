"""Evidence from words: what a description suggests, and models of an agency's own rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import Any

from govseg import _govseg
from govseg._govseg import Facts, Policy, TextModel
from govseg._table import chosen, text_model
from govseg._words import Segment


@dataclass(frozen=True)
class Word:
    """A word that carried a suggestion.

    Attributes
    ----------
    word : str
        As it is written.
    weight : float
        What it adds to the score; less than nothing speaks against the segment.
    """

    word: str
    weight: float


@dataclass(frozen=True)
class Near:
    """A labelled service that lies near.

    Attributes
    ----------
    name, organization : str
        Whose it is.
    segment : Segment
        What a reader found it to be.
    likeness : float
        How near: 1 is the same direction.
    """

    name: str
    organization: str
    segment: Segment
    likeness: float


@dataclass(frozen=True)
class Suggestion:
    """What a text suggests of a contact. It never decides.

    Attributes
    ----------
    segment : Segment or None
        The most probable one among those possible.
    probability : float or None
        How probable it is.
    distribution : dict
        Each possible segment with its probability.
    possible : tuple of Segment
        The segments that the given facts leave possible.
    facts : dict
        The facts that the text narrows, each with the values left, as `decide` takes them.
    dropped : tuple of str
        The facts of which the text says what clashes with the given ones.
    words : tuple of Word
        The words that carried it, the weightiest first; with ``base`` all of them sum to ``score``.
    score, base : float or None
        What the segment scores, and what it scores without any word.
    nearest : tuple of Near
        The labelled services that lie nearest.
    silence : str or None
        Why nothing is suggested: ``no_text``, ``clash`` of the given facts, or ``language``.
    model : str
        What the model was made of.
    json : str
        All of it as RFC 8785 JSON, byte for byte the same in every face of govseg.
    """

    segment: Segment | None
    probability: float | None
    distribution: dict[Segment, float]
    possible: tuple[Segment, ...] = field(repr=False)
    facts: dict[str, str | list[str]]
    dropped: tuple[str, ...] = field(repr=False)
    words: tuple[Word, ...] = field(repr=False)
    score: float | None = field(repr=False)
    base: float | None = field(repr=False)
    nearest: tuple[Near, ...] = field(repr=False)
    silence: str | None
    model: str = field(repr=False)
    json: str = field(repr=False)


def suggest(
    text: str,
    facts: Facts | Mapping[str, Any] | None = None,
    *,
    policy: str | PathLike[str] | Policy | None = None,
    model: str | PathLike[str] | TextModel | None = None,
    coverage: float = 0.9,
) -> Suggestion:
    """Tell what the words of a description suggest, and which of them carried it.

    Parameters
    ----------
    text : str
        The description of a service or of a contact, in English.
    facts : Facts or mapping, optional
        What is known besides. It restricts what is suggested; what the text says against it is dropped and named.
    policy : str, os.PathLike or Policy, optional
        The policy that decides: an id, a file, or a policy. Without it the default one.
    model : str, os.PathLike or TextModel, optional
        What reads the text: a model, or its file; without it the one that comes with the package.
    coverage : float, optional
        How often the set of each fact shall hold the truth.

    Returns
    -------
    Suggestion

    Raises
    ------
    GovsegError
        If a fact or value is unknown, or ``coverage`` is not from 0 to 1.

    Examples
    --------
    >>> import govseg
    >>> suggestion = govseg.suggest("Apply for a passport to travel abroad")
    >>> suggestion.segment, round(sum(suggestion.distribution.values()), 2)
    (<Segment.BENEFICIAL: 'beneficial'>, 1.0)
    >>> govseg.suggest("Apply for a passport", {"capacity": "official"}).segment
    <Segment.INTERGOVERNMENTAL: 'intergovernmental'>
    >>> govseg.suggest("Demande de permis de pêche dans les eaux du parc").silence
    'language'
    """
    decides, _ = chosen(policy, None)
    written = _govseg.suggest_json(text, decides.facts(facts or {}), decides, text_model(model), coverage)
    return _read(json.loads(written), written)


def _read(given: dict[str, Any], written: str) -> Suggestion:
    segment = given["suggested_segment"]
    return Suggestion(
        segment=None if segment is None else Segment(segment),
        probability=given["probability"],
        # JSON sorts by name; here they stand in their order.
        distribution={one: given["distribution"][one] for one in Segment if one in given["distribution"]},
        possible=tuple(map(Segment, given["possible"])),
        facts=given["facts"],
        dropped=tuple(given["dropped"]),
        words=tuple(Word(**word) for word in given["words"]),
        score=given["score"],
        base=given["base"],
        nearest=tuple(Near(**{**near, "segment": Segment(near["segment"])}) for near in given["nearest"]),
        silence=given["silence"],
        model=given["model"],
        json=written,
    )


@dataclass(frozen=True)
class Score:
    """How good models of labelled rows are: rates from 0 to 1, over rows of organizations they have not seen.

    Attributes
    ----------
    accuracy : float
        How often the segment was right.
    macro_f1 : float
        The mean over segments of the harmonic mean of precision and recall.
    label_or_rival : float
        How often it was right or a rival.
    surer_half : float
        How often it was right in the half of the rows where it was surest.
    calibration_error : float
        How far the probabilities are from how often they were right.
    """

    accuracy: float
    macro_f1: float
    label_or_rival: float
    surer_half: float
    calibration_error: float


@dataclass(frozen=True)
class TextEvaluation:
    """How good models of labelled rows are on organizations that they have not seen.

    Attributes
    ----------
    mean : Score
        Of all repeats.
    repeats : tuple of Score
        Of each.
    majority : Score
        Of always telling the most frequent segment.
    segments : dict
        By segment ``rows``, ``precision``, ``recall`` and ``f1``.
    sources : dict
        By source ``rows``, ``accuracy`` and ``coverage``.
    facts : dict
        By fact ``rows``, ``coverage``, and how many ``values`` its sets have of how many (``of``).
    coverage : float
        How often the sets of all facts held the truth; 0.9 was asked for.
    """

    mean: Score
    repeats: tuple[Score, ...] = field(repr=False)
    majority: Score
    segments: dict[str, dict[str, float]] = field(repr=False)
    sources: dict[str, dict[str, float]] = field(repr=False)
    facts: dict[str, dict[str, float]] = field(repr=False)
    coverage: float


Labels = str | PathLike[str] | Iterable[Mapping[str, Any]]


def train_texts(labels: Labels, *, seed: int = 1) -> TextModel:
    """Make a model of an agency's own labelled rows.

    Parameters
    ----------
    labels : str, os.PathLike or iterable of mappings
        A file of JSON Lines, or the rows: ``segment``, ``name`` or ``description``, and where they are known
        ``organization``, ``source``, ``also`` (rivals), ``confidence`` and ``facts``.
    seed : int, optional
        Divides the rows by which it is calibrated. The same rows and seed give the same bytes.

    Returns
    -------
    TextModel

    Raises
    ------
    GovsegError
        If a row is none, with its line, or if they are too few or all alike.
    """
    return _govseg.train_texts(_lines(labels), seed)


def evaluate_texts(labels: Labels, *, repeats: int = 5, seed: int = 1, typos: float = 0.0) -> TextEvaluation:
    """Measure how good models of labelled rows are on organizations that they have not seen.

    Parameters
    ----------
    labels : str, os.PathLike or iterable of mappings
        As for `train_texts`.
    repeats : int, optional
        How often, each time with other splits.
    seed : int, optional
        Divides the rows.
    typos : float, optional
        Puts a typing error into that share of the held-out words.

    Returns
    -------
    TextEvaluation

    Raises
    ------
    GovsegError
        As by `train_texts`.
    """
    given = json.loads(_govseg.evaluate_texts_json(_lines(labels), repeats, seed, typos))
    return TextEvaluation(
        mean=Score(**given["mean"]),
        repeats=tuple(Score(**repeat) for repeat in given["repeats"]),
        majority=Score(**given["majority"]),
        segments=given["segments"],
        sources=given["sources"],
        facts=given["facts"],
        coverage=given["coverage"],
    )


def _lines(labels: Labels) -> str:
    if isinstance(labels, str | PathLike):
        return Path(labels).read_text(encoding="utf-8")
    return "\n".join(json.dumps(dict(row)) for row in labels)

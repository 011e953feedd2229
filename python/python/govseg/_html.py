"""A decision as a card for notebooks: the segment, why, what would change it, and the sources."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from govseg._knowledge import catalog

if TYPE_CHECKING:
    from govseg._govseg import Decision

# Dark enough to be read in white letters, and apart for colour-blind eyes; the name stands beside the colour anyway.
COLOURS = {
    "informational": "#1b6ca8",
    "beneficial": "#1a7341",
    "dutiful": "#9c3d00",
    "commercial": "#6a3d9a",
    "intergovernmental": "#4d4d4d",
    "other": "#7a6300",
}


def _labels(entries: list[dict[str, Any]]) -> dict[str, str]:
    return {entry["id"]: entry["label"]["en"] for entry in entries}


def _said(facts: dict[str, str | list[str]], known: dict[str, Any]) -> str:
    """``customer: a citizen; charge: a fee or a price``, in the catalogue's words where it has them."""
    said = []
    for fact, given in facts.items():
        entry = known.get(fact)
        labels = _labels(entry["values"]) if entry else {}
        values = [given] if isinstance(given, str) else given
        words = " or ".join(labels.get(value, value) for value in values) or "no value left"
        said.append(f"<b>{escape(entry['label']['en'] if entry else fact)}</b>: {escape(words)}")
    return "; ".join(said)


def card(decision: Decision) -> str:
    """Return the card as HTML without scripts or outside references."""
    whole = catalog()
    segments, known = _labels(whole["segments"]), {fact["id"]: fact for fact in whole["facts"]}
    citations = {citation["id"]: citation for citation in whole["citations"]}
    rows: list[tuple[str, str]] = []

    if decision.segment is not None:
        badge, colour = segments[decision.segment], COLOURS[decision.segment]
    elif decision.possible:
        badge, colour = "open: " + ", ".join(segments[segment] for segment in decision.possible), "#555555"
    else:
        badge, colour = "contradiction", "#a4123f"

    rows.append(("Why", _said(decision.because, known) or "whatever the facts are"))
    if decision.rule is not None:
        rows.append(("Rule", f"<code>{escape(decision.rule)}</code>"))
    if decision.sub_segment is not None:
        rows.append(("Sub-segment", f"<code>{escape(decision.sub_segment)}</code>"))
    if decision.also:
        rows.append(("Also", escape(", ".join(segments[segment] for segment in decision.also))))
    if decision.ask is not None:
        entry = known.get(decision.ask)
        rows.append(("Ask next", escape(entry["question"]["en"] if entry else decision.ask)))
    changes = [
        f"<li>{escape(segments[change['segment']])}"
        f"{'' if change['decided'] else ' becomes possible'} if {_said(change['replace'], known)}</li>"
        for change in decision.what_if()
    ]
    if changes:
        rows.append(("What if", f"<ul style='margin:0;padding-left:1.2em'>{''.join(changes)}</ul>"))
    sources = [
        f"<li><code>{escape(cite)}</code>"
        + (f" {escape(citations[cite]['passage'])}" if cite in citations else "")
        + "</li>"
        for cite in decision.cites
    ]
    if sources:
        rows.append(("Sources", f"<ul style='margin:0;padding-left:1.2em'>{''.join(sources)}</ul>"))
    policy = decision.policy
    rows.append(("Policy", f"{escape(policy.id)}, version {escape(policy.version)}"))

    heading = "text-align:left;vertical-align:top;padding:2px 12px 2px 0;font-weight:normal;opacity:.7"
    body = "".join(
        f"<tr><th scope='row' style='{heading}'>{name}</th><td style='text-align:left;padding:2px 0'>{cell}</td></tr>"
        for name, cell in rows
    )
    return (
        "<div style='max-width:46em;border:1px solid #8888;border-radius:6px;padding:10px 14px'>"
        f"<div style='display:inline-block;background:{colour};color:#fff;border-radius:4px;padding:2px 10px;"
        f"font-weight:600;margin-bottom:6px'>{escape(badge)}</div>"
        f"<table style='border:0;border-collapse:collapse'>{body}</table></div>"
    )

"""Whatever rows and however Arrow holds them: the same answers as one contact at a time."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import govseg
from govseg import Policy, classify

VALUES = Policy.default().fact_values
# Of one fact in one row: nothing, a value, or several.
CELLS = {
    fact: st.none() | st.sampled_from(values) | st.lists(st.sampled_from(values), min_size=1, unique=True)
    for fact, values in VALUES.items()
}


def text(cells: list[Any]) -> list[str | None]:
    return ["|".join(cell) if isinstance(cell, list) else cell for cell in cells]


def lists(cells: list[Any]) -> list[list[str] | None]:
    return [[cell] if isinstance(cell, str) else cell for cell in cells]


def booleans(cells: list[Any]) -> pa.Array | None:
    """Yes and no as bits, where the column holds nothing else."""
    words: dict[Any, bool | None] = {"yes": True, "no": False, None: None}
    flat = [tuple(cell) if isinstance(cell, list) else cell for cell in cells]
    return pa.array([words[cell] for cell in flat], pa.bool_()) if set(flat) <= set(words) else None


ENCODINGS = {
    "string": lambda cells: pa.array(text(cells), pa.string()),
    "large string": lambda cells: pa.array(text(cells), pa.large_string()),
    "string view": lambda cells: pa.array(text(cells), pa.string_view()),
    "binary": lambda cells: pa.array([None if cell is None else cell.encode() for cell in text(cells)], pa.binary()),
    "dictionary": lambda cells: pa.array(text(cells), pa.string()).dictionary_encode(),
    "small dictionary": lambda cells: (
        pa.array(text(cells)).dictionary_encode().cast(pa.dictionary(pa.uint8(), pa.string()))
    ),
    "dictionary of views": lambda cells: pa.DictionaryArray.from_arrays(
        pa.array([None if cell is None else place for place, cell in enumerate(cells)], pa.int32()),
        pa.array([cell or "" for cell in text(cells)], pa.string_view()),
    ),
    "list": lambda cells: pa.array(lists(cells), pa.list_(pa.string())),
    "large list": lambda cells: pa.array(lists(cells), pa.large_list(pa.string())),
    "list view": lambda cells: pa.array(lists(cells), pa.list_view(pa.string())),
    "list of dictionary": lambda cells: pa.array(lists(cells), pa.list_(pa.dictionary(pa.int8(), pa.string()))),
    "runs": lambda cells: pa.RunEndEncodedArray.from_arrays(
        pa.array(range(1, len(cells) + 1), pa.int32()), pa.array(text(cells), pa.string())
    ),
    "booleans": booleans,
    "nothing": lambda cells: None if any(cell is not None for cell in cells) else pa.nulls(len(cells)),
}


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[dict[str, Any]], pa.Table]:
    """Rows, and the same rows as a table of some encodings, cut into some chunks."""
    count = draw(st.integers(1, 12))
    facts = draw(st.lists(st.sampled_from(list(VALUES)), min_size=1, unique=True))
    columns = {fact: draw(st.lists(CELLS[fact], min_size=count, max_size=count)) for fact in facts}
    arrays = {}
    for fact, cells in columns.items():
        made = ENCODINGS[draw(st.sampled_from(list(ENCODINGS)))](cells)
        arrays[fact] = ENCODINGS["string"](cells) if made is None else made
    table = pa.table(arrays)
    cut = draw(st.integers(0, count))
    if draw(st.booleans()) and cut < count:
        table = pa.concat_tables([table.slice(0, cut), table.slice(cut)])
    rows = [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]
    return rows, table


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables())
def test_the_same_answers_as_one_contact_at_a_time(drawn: tuple[list[dict[str, Any]], pa.Table]) -> None:
    rows, table = drawn
    result = classify(table).to_pylist()
    for row, said in zip(rows, result, strict=True):
        decision = govseg.decide(row)
        right = decision.to_dict()
        assert json.loads(said["because"]) == right["because"]
        assert said["likely"] == decision.likely
        for name in ("segment", "status", "possible", "also", "rule", "sub_segment", "ask"):
            assert said[name] == right[name], name

"""Evidence from words: suggestions, tables with a column of text, models of an agency's own rows."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import ROOT

import govseg
from govseg import GovsegError, Segment, TextModel

LABELS = ROOT / "crates" / "govseg-text" / "data" / "labels.jsonl"
PASSPORT = "Passport services. Citizens apply for a passport to travel abroad."
GRANT = "Grants to states and tribal governments for highway planning and construction."


def contacts() -> dict[str, list[Any]]:
    return {
        "customer": ["citizen", None, "government_agency", "citizen", None],
        "capacity": [None, None, "private", None, None],
        "words": [GRANT, PASSPORT, PASSPORT, None, "Demande de permis de pêche dans les eaux du parc"],
    }


def test_words_carry_it_and_sum_to_the_score() -> None:
    suggestion = govseg.suggest(PASSPORT)
    assert suggestion.segment is Segment.BENEFICIAL
    assert "passport" in {word.word.lower() for word in suggestion.words}
    assert suggestion.score is not None
    assert suggestion.base is not None
    # Fewer than twelve words: all of them are told.
    assert suggestion.base + sum(word.weight for word in suggestion.words) == pytest.approx(suggestion.score, abs=2e-3)
    assert len(suggestion.nearest) == 3
    assert govseg.decide(suggestion.facts).possible, "facts can be given as they are"


def test_more_coverage_leaves_more_values() -> None:
    def left(coverage: float) -> int:
        facts = govseg.suggest(PASSPORT, coverage=coverage).facts
        everything = govseg.Policy.default().fact_values
        return sum(
            len(everything[fact]) if given is None else 1 if isinstance(given, str) else len(given)
            for fact, given in ((fact, facts.get(fact)) for fact in everything)
        )

    assert left(0.5) < left(0.9) <= left(0.99)
    with pytest.raises(GovsegError, match="from 0 to 1"):
        govseg.suggest(PASSPORT, coverage=90)


@pytest.mark.parametrize("library", [pa.table, pd.DataFrame, pl.DataFrame])
def test_a_table_gets_suggestions_and_no_decisions(library: Any) -> None:
    table = library(contacts())
    result = pa.table(govseg.classify(table, text="words", threshold=0.3)).to_pylist()
    bare = pa.table(govseg.classify(table)).to_pylist()
    for row, before in zip(result, bare, strict=True):
        assert row["segment"] == before["segment"], "text never decides"
        assert {row["status"], before["status"]} in ({before["status"]}, {"suggested", "open"})
    assert [row["status"] for row in result] == ["suggested", "suggested", "contradiction", "open", "open"]
    assert result[0]["suggested_segment"] != "intergovernmental", "a citizen's contact is none between governments"
    assert result[3]["suggested_segment"] is None
    assert result[3]["probability"] is None
    assert result[4]["suggested_segment"] is None, "another language"
    for row, text in ((result[0], GRANT), (result[1], PASSPORT)):
        known = {"customer": row["customer"]} if row["customer"] else {}
        suggestion = govseg.suggest(text, known)
        assert (row["suggested_segment"], row["probability"]) == (suggestion.segment, suggestion.probability)


def test_columns_thresholds_and_costs() -> None:
    table = pa.table(contacts())
    chosen = govseg.classify(table, text="words", columns=["status", "probability"])
    assert chosen.column_names[-2:] == ["status", "probability"]
    assert pa.types.is_float64(chosen.schema.field("probability").type)
    both = govseg.classify(table, text="words", columns=["segment"])
    assert both.column_names[-3:] == ["segment", "suggested_segment", "probability"]
    always = govseg.classify(table, text="words", threshold=0)
    assert always["suggested_segment"].to_pylist()[4] is not None, "0 never abstains"
    never = govseg.classify(table, text="words", threshold=1)
    assert "suggested" not in never["status"].to_pylist()
    dear = {"asking": 0, "treated_as": {}}
    assert "suggested" not in govseg.classify(table, text="words", costs=dear)["status"].to_pylist()
    cheap = {"asking": 1, "treated_as": {segment: {"dutiful": 1e9} for segment in Segment if segment != "dutiful"}}
    result = govseg.classify(table, text="words", costs=cheap)
    assert result["suggested_segment"].to_pylist()[1] == "dutiful", "any mistake about duties costs more"
    with pytest.raises(GovsegError, match="did you mean `dutiful`"):
        govseg.classify(table, text="words", costs={"treated_as": {"dutifull": {}}})
    with pytest.raises(GovsegError, match="from 0 to 1"):
        govseg.classify(table, text="words", threshold=2)
    with pytest.raises(GovsegError, match="did you mean `words`"):
        govseg.classify(table, text="word")
    with pytest.raises(GovsegError, match="made of texts"):
        govseg.classify(table, columns=["probability"])


def test_rows_taken_several_times_and_large_streams() -> None:
    rows = 70_000
    batch = pa.record_batch(
        {"customer": ["citizen|business"] * rows, "words": pa.array([GRANT] * rows).dictionary_encode()}
    )
    reader = pa.RecordBatchReader.from_batches(batch.schema, [batch, batch])
    result = govseg.classify(reader, text="words", each="customer", columns=["status"]).read_all()
    assert result.num_rows == 4 * rows
    assert len(result["probability"].unique()) <= 2


def test_models_of_one_s_own_rows(tmp_path: Path) -> None:
    lines = LABELS.read_text(encoding="utf-8").splitlines()[::6]
    (tmp_path / "labels.jsonl").write_text("\n".join(lines), encoding="utf-8")
    model = govseg.train_texts(tmp_path / "labels.jsonl", seed=3)
    assert model.to_bytes() == govseg.train_texts([json.loads(line) for line in lines], seed=3).to_bytes()
    assert pickle.loads(pickle.dumps(model)).to_bytes() == model.to_bytes()
    assert repr(model).startswith(f"<TextModel of {len(lines)} rows")
    assert govseg.suggest(PASSPORT, model=model).model == model.version
    assert govseg.classify(pa.table(contacts()), text="words", model=model)["probability"].to_pylist()[1] > 0
    measured = govseg.evaluate_texts(tmp_path / "labels.jsonl", repeats=1)
    assert measured.mean.accuracy >= measured.majority.accuracy - 0.05
    assert set(measured.segments) == set(Segment)
    assert sum(source["rows"] for source in measured.sources.values()) == len(lines)
    with pytest.raises(GovsegError, match="line 1: `dutifull` is not a segment"):
        govseg.train_texts([{"name": "Tax", "segment": "dutifull"}])
    with pytest.raises(GovsegError, match="too few"):
        govseg.evaluate_texts([{"name": "Tax", "segment": "dutiful"}])
    (tmp_path / "own.model").write_bytes(model.to_bytes())
    for given in (tmp_path / "own.model", str(tmp_path / "own.model"), TextModel.load(tmp_path / "own.model")):
        assert govseg.suggest(PASSPORT, model=given).model == model.version
    assert govseg.evaluate_texts(tmp_path / "labels.jsonl", repeats=1, typos=0.5) != measured
    with pytest.raises(GovsegError, match=r"labels\.jsonl: this is no model"):
        govseg.classify(pa.table(contacts()), text="words", model=tmp_path / "labels.jsonl")
    with pytest.raises(GovsegError, match=r"no\.model: No such file"):
        govseg.suggest(PASSPORT, model=tmp_path / "no.model")
    with pytest.raises(GovsegError, match="no model"):
        TextModel.from_bytes(b"PK")
    with pytest.raises(GovsegError, match="damaged"):
        TextModel.from_bytes(model.to_bytes()[:-1])

"""Tables of every library: the right answers, in the table that came, in the order in which it came."""

from __future__ import annotations

import gzip
import io
import json
import pickle
import threading
from collections.abc import Iterator
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.csv
import pyarrow.dataset as ds
import pytest
from conftest import ROOT

import govseg
from govseg import GovsegError, GovsegWarning, Policy, Recipe, classify

GOLDEN = ROOT / "tests" / "golden" / "gsa-2008.csv.gz"
FACTS = ["customer", "capacity", "obligation", "content", "determination", "benefit", "charge", "duty"]


@pytest.fixture(scope="module")
def golden() -> pa.Table:
    """Every full assignment of the facts that the default policy looks at, with its segment and rule."""
    with gzip.open(GOLDEN) as file:
        table = pa.csv.read_csv(
            io.BytesIO(file.read()),
            convert_options=pa.csv.ConvertOptions(
                column_types={name: pa.string() for name in [*FACTS, "segment", "rule"]}, strings_can_be_null=True
            ),
        )
    assert table.num_rows == 18_816
    return table.rename_columns([*FACTS, "right_segment", "right_rule"])


def encoded(table: pa.Table, kind: pa.DataType) -> pa.Table:
    return table.set_column(0, "customer", table.column("customer").cast(kind)).cast(
        pa.schema([pa.field(name, kind if name in FACTS else pa.string()) for name in table.column_names])
    )


def frames(table: pa.Table) -> Iterator[tuple[str, Any]]:
    """The same table in every library and encoding."""
    yield "pyarrow string", table
    yield "pyarrow large string", encoded(table, pa.large_string())
    yield "pyarrow string view", encoded(table, pa.string_view())
    yield "pyarrow dictionary", encoded(table, pa.dictionary(pa.int8(), pa.string()))
    yield "pyarrow in small chunks", pa.Table.from_batches(table.to_batches(max_chunksize=1000))
    yield "pyarrow batch", table.combine_chunks().to_batches()[0]
    yield "pandas str", table.to_pandas()
    yield "pandas object", table.to_pandas().astype(object)
    yield "pandas category", table.to_pandas().astype(dict.fromkeys(FACTS, "category"))
    yield "pandas arrow", table.to_pandas(types_mapper=pd.ArrowDtype)
    frame = pl.DataFrame(table)
    yield "polars string", frame
    yield "polars categorical", frame.with_columns(pl.col(FACTS).cast(pl.Categorical))
    enums = {name: pl.Enum(Policy.default().fact_values[name]) for name in FACTS}
    yield "polars enum", frame.cast(enums)
    yield "polars lazy", frame.lazy()
    yield "duckdb", duckdb.from_arrow(table)
    yield "pyarrow reader", table.to_reader(max_chunksize=5000)
    yield "pyarrow dataset", ds.dataset(table)
    yield "pyarrow scanner", ds.dataset(table).scanner()


def as_arrow(table: Any) -> pa.Table:
    if isinstance(table, pl.LazyFrame):
        table = table.collect()
    if isinstance(table, pd.DataFrame):
        return pa.Table.from_pandas(table)
    if isinstance(table, duckdb.DuckDBPyRelation):
        return table.to_arrow_table()
    return pa.table(table)


def test_the_golden_table_in_every_library(golden: pa.Table) -> None:
    right = [None if word == "contradiction" else word for word in golden.column("right_segment").to_pylist()]
    seen = set()
    for name, table in frames(golden):
        result = classify(table, columns=["segment", "status", "rule"])
        back = pa.RecordBatchReader if name in ("pyarrow reader", "pyarrow dataset", "pyarrow scanner") else type(table)
        assert isinstance(result, back), name
        arrow = as_arrow(result)
        assert arrow.column_names[-3:] == ["segment", "status", "rule"], name
        assert arrow.column("segment").to_pylist() == right, name
        assert arrow.column("rule").to_pylist() == golden.column("right_rule").to_pylist(), name
        clashes = ["contradiction" if word is None else "decided" for word in right]
        assert arrow.column("status").to_pylist() == clashes, name
        assert arrow.column("customer").to_pylist() == golden.column("customer").to_pylist(), name
        seen.add(name)
    assert len(seen) == 18


CONTACTS = [
    {"customer": "citizen", "capacity": "private", "duty": "audit", "determination": None},
    {"customer": "business|citizen", "capacity": None, "duty": None, "determination": True},
    {"customer": None, "capacity": "official", "duty": None, "determination": False},
]


def expected() -> list[dict[str, Any]]:
    """The rows of the table as the scalar path decides them."""
    rows = []
    for contact in CONTACTS:
        customer = contact["customer"].split("|") if isinstance(contact["customer"], str) else None
        decision = govseg.decide(contact | {"customer": customer})
        rows.append(decision.to_dict() | {"likely": decision.likely})
    return rows


def test_all_columns_say_what_a_decision_says() -> None:
    result = classify(pa.Table.from_pylist(CONTACTS))
    names = ["segment", "status", "likely", "possible", "also", "rule", "sub_segment", "ask", "because"]
    assert result.column_names == [*CONTACTS[0], *names]
    for row, right in zip(result.to_pylist(), expected(), strict=True):
        assert json.loads(row.pop("because")) == right.pop("because")
        assert {name: row[name] for name in names[:-1]} == {name: right[name] for name in names[:-1]}
    for name in ("segment", "status", "rule", "because"):
        assert pa.types.is_dictionary(result.schema.field(name).type)
    assert pa.types.is_list(result.schema.field("possible").type)


def test_pandas_keeps_index_order_attributes_and_columns_of_any_type() -> None:
    index = pd.MultiIndex.from_tuples([("b", 2), ("a", 1), ("a", 1)], names=["x", "y"])
    frame = pd.DataFrame(CONTACTS, index=index)
    frame["thing"] = [object(), {1, 2}, len]
    frame[7] = 7
    frame.attrs["source"] = "here"
    before = frame.copy()
    result = classify(frame, columns=["segment", "possible"])
    assert result.index.equals(index)
    assert list(result.columns) == [*frame.columns, "segment", "possible"]
    assert result.attrs == {"source": "here"}
    assert result["segment"].dtype == "category"
    assert list(result["segment"].cat.categories) == list(govseg.Segment)
    assert result["segment"].tolist()[::2] == ["dutiful", "intergovernmental"]
    assert list(result["possible"].iloc[0]) == ["dutiful"]
    assert result["thing"].iloc[2] is len
    pd.testing.assert_frame_equal(frame, before)


def test_the_booleans_of_pandas_in_all_their_kinds() -> None:
    """Nullable, objects, and numbers with gaps: a gap is unknown, not no."""
    facts = {
        "capacity": ["private"] * 3,
        "obligation": ["voluntary"] * 3,
        "content": ["service"] * 3,
        "duty": ["none"] * 3,
    }
    facts |= {"charge": ["price"] * 3, "benefit": ["none"] * 3}
    right = [
        govseg.decide({name: values[0] for name, values in facts.items()}, determination=value).segment
        for value in (True, False, None)
    ]
    assert len(set(right)) == 3
    for values in (
        pd.array([True, False, None], dtype="boolean"),
        pd.Series([True, False, None], dtype=object),
        pd.Series([1.0, 0.0, float("nan")]),
        pd.array([True, False, None], dtype=pd.ArrowDtype(pa.bool_())),
        ["yes", "no", None],
    ):
        segments = classify(pd.DataFrame(facts | {"determination": values}), columns=["segment"])["segment"]
        assert [None if pd.isna(word) else word for word in segments] == right


def test_each_takes_rows_several_times() -> None:
    rows = [{"id": 1, "customer": "citizen|military"}, {"id": 2, "customer": None}, {"id": 3, "customer": "business"}]
    table = pa.Table.from_pylist(rows)
    for source in (table, table.to_pandas(), pl.DataFrame(table), duckdb.from_arrow(table), table.to_reader()):
        result = as_arrow(classify(source, columns=["status"], each="customer"))
        assert result.select(["id", "each"]).to_pylist() == [
            {"id": 1, "each": "citizen"},
            {"id": 1, "each": "military"},
            {"id": 2, "each": None},
            {"id": 3, "each": "business"},
        ]
    frame = classify(table.to_pandas().set_index("id"), columns=["status"], each="customer")
    assert list(frame.index) == [1, 1, 2, 3]


def test_a_bad_cell_is_refused_with_row_and_column() -> None:
    rows = [{"capacity": "private"}] * 150_000
    rows[140_001] = {"capacity": "privat"}
    table = pa.Table.from_pylist(rows)
    for source in (table, table.to_pandas(), pl.DataFrame(table)):
        with pytest.raises(GovsegError, match=r"row 140002, column `capacity`.*did you mean `private`") as caught:
            classify(source)
        error = caught.value
        assert (error.kind, error.row, error.column) == ("unknown_value", 140_002, "capacity")
        assert (error.fact, error.value, error.suggestion) == ("capacity", "privat", "private")
    with pytest.raises(GovsegError, match="row 1, column `duty`: a number") as caught:
        classify(pa.table({"duty": [1]}))
    assert (caught.value.kind, caught.value.fact) == ("unreadable_row", None)
    with pytest.raises(pa.ArrowInvalid, match="row 140002, column `capacity`"):
        classify(table.to_reader()).read_all()


def test_names_are_checked() -> None:
    table = pa.table({"capacity": ["official"], "segment": ["mine"]})
    with pytest.raises(GovsegError, match='prefix="govseg_"') as caught:
        classify(table)
    assert (caught.value.kind, caught.value.column) == ("name_taken", "segment")
    assert classify(table, prefix="govseg_", columns=["segment"]).column_names == [
        *table.column_names,
        "govseg_segment",
    ]
    with pytest.raises(GovsegError, match="did you mean `status`"):
        classify(table, columns=["statsu"])
    with pytest.raises(GovsegError, match="named twice"):
        classify(table, columns=["status", "status"])
    with pytest.raises(GovsegError, match="did you mean `customer`"):
        classify(table, each="custmer", columns=["status"])
    with pytest.raises(GovsegError, match="both named `capacity`"):
        classify(pa.table([pa.array(["official"]), pa.array(["private"])], names=["capacity", "capacity"]))
    with pytest.raises(GovsegError, match="decide_many"):
        classify([{"capacity": "official"}])
    with pytest.raises(GovsegError, match="no column `description` to read as text") as absent:
        classify(table, text="description", columns=["status"])
    assert absent.value.kind == "unknown_column"


def test_a_column_that_looks_meant_is_warned_about() -> None:
    with pytest.warns(GovsegWarning, match="`custmer`") as caught:
        result = classify(pl.DataFrame({"custmer": ["citizen"], "capacity": ["official"]}), columns=["segment"])
    assert caught[0].filename == __file__
    assert result["segment"].to_list() == ["intergovernmental"]
    with pytest.warns(GovsegWarning, match="no column says anything"):
        assert classify(pd.DataFrame({"name": ["x", "y"]}), columns=["status"])["status"].tolist() == ["open", "open"]


def test_a_policy_and_a_recipe_of_ones_own() -> None:
    policy = Policy.load(ROOT / "tests" / "cases" / "policies" / "example-agency.toml")
    recipe = Recipe.from_toml(
        'id = "permits"\n[constant]\nprogram = "permits"\n'
        '[[column]]\nname = "step"\nfact = "duty"\nvalues = { Application = "filing", Inspection = "audit" }',
        policy=policy,
    )
    table = pa.table({"step": ["Application", "Inspection", None]})
    for sent in (recipe, pickle.loads(pickle.dumps(recipe))):
        result = classify(table, recipe=sent, policy=policy, columns=["segment", "rule"])
        facts = [{"program": "permits", "duty": duty} for duty in ("filing", "audit", None)]
        decisions = [policy.decide(one) for one in facts]
        assert result.column("segment").to_pylist() == [decision.segment for decision in decisions]
        assert result.column("rule").to_pylist() == [decision.rule for decision in decisions]
    with pytest.raises(GovsegError, match="`program`") as caught:
        classify(table, recipe=recipe)
    assert caught.value.problems[0]["line"] == 3


def test_a_built_in_recipe_on_real_data() -> None:
    path = ROOT / "tests" / "data" / "gc_service_inventory_2023_24_slice.csv"
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    result = classify(frame, recipe="gc-service-inventory-2023")
    assert result["status"].value_counts().to_dict() == {"open": 126, "decided": 20, "contradiction": 0}
    assert result["segment"].value_counts().loc[lambda count: count > 0].to_dict() == {
        "intergovernmental": 11,
        "beneficial": 9,
    }
    assert classify(frame, recipe="gc-service-inventory-2023", columns=["ask"])["ask"].value_counts()["duty"] >= 62


def test_a_stream_is_worked_on_while_it_is_read() -> None:
    read = 0
    schema = pa.schema([("n", pa.int64()), ("duty", pa.string())])

    def batches() -> Iterator[pa.RecordBatch]:
        nonlocal read
        for start in range(0, 2_000_000, 10_000):
            read += 1
            rows = {"n": pa.array(range(start, start + 10_000)), "duty": pa.array(["audit"] * 10_000)}
            yield pa.RecordBatch.from_pydict(rows, schema=schema)

    stream = classify(pa.RecordBatchReader.from_batches(schema, batches()), columns=["status"])
    first = stream.read_next_batch()
    assert first.column_names == ["n", "duty", "status"]
    assert read < 50, "the whole stream was read for its first batch"
    before = pa.total_allocated_bytes()
    numbers = first.column("n").to_pylist()
    for batch in stream:
        numbers += batch.column("n").to_pylist()
    assert numbers == list(range(2_000_000))
    assert pa.total_allocated_bytes() <= before + (1 << 24)


class Foreign:
    """A table of a library that nobody knows."""

    def __init__(self, table: pa.Table) -> None:
        self.table = table

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.table.__arrow_c_stream__(requested_schema)


class ForeignWithAWay(Foreign):
    @classmethod
    def from_arrow(cls, stream: Any) -> ForeignWithAWay:
        return cls(pa.table(stream))


def test_any_object_with_the_interface() -> None:
    table = pa.Table.from_pylist(CONTACTS)
    right = classify(table)
    assert pa.table(classify(Foreign(table))).equals(right)
    back = classify(ForeignWithAWay(table))
    assert isinstance(back, ForeignWithAWay)
    assert back.table.equals(right)
    used: Any = classify(Foreign(table))
    pa.table(used)
    with pytest.raises(OSError, match=r"closed|consumed"):
        pa.table(used)


def test_empty_tables() -> None:
    empty = pa.Table.from_pylist(CONTACTS).slice(0, 0)
    for source in (empty, empty.to_pandas(), pl.DataFrame(empty), duckdb.from_arrow(empty), empty.to_reader()):
        result = as_arrow(classify(source))
        assert result.num_rows == 0
        assert result.column_names[-1] == "because"


def test_lazy_frames_are_not_run_before_they_are_collected() -> None:
    ran = []

    def seen(frame: pl.DataFrame) -> pl.DataFrame:
        ran.append(frame.height)
        return frame

    lazy = classify(pl.DataFrame(pa.Table.from_pylist(CONTACTS)).lazy().map_batches(seen), columns=["segment"])
    assert not ran
    assert lazy.collect_schema()["segment"] == pl.Categorical
    assert lazy.filter(pl.col("segment") == "dutiful").collect().height == 1
    assert ran == [3]


def test_many_threads_at_once(golden: pa.Table) -> None:
    right = classify(golden, columns=["segment"])
    results: list[pa.Table] = []
    threads = [threading.Thread(target=lambda: results.append(classify(golden, columns=["segment"]))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(result.equals(right) for result in results)
    assert len(results) == 8


def test_memory_stays_flat_over_many_calls(golden: pa.Table) -> None:
    import resource

    some = golden.slice(0, 500)

    def run(times: int) -> None:
        for _ in range(times):
            classify(some, columns=["segment", "because"])

    run(200)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    run(1000)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 16_384, f"{grown} KiB more after 1,000 calls"

"""Times beside what else could be done, each in nanoseconds a row, all in one run.

Machines differ and are noisy: only the ratios mean something, and nothing here is a test. Before anything is timed,
all that is compared must give the same answers. The others' rules know full contacts only, so the rows have all eight
facts; what becomes of gaps is shown at the end.

    python benches/bench.py [ROWS]
"""

from __future__ import annotations

import csv
import gzip
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import datalogic_py
import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import zen

import govseg
from govseg import Policy, Segment

ROOT = Path(__file__).parents[2]
FACTS = ["customer", "capacity", "obligation", "content", "determination", "benefit", "charge", "duty"]
VALUES = {fact: Policy.default().fact_values[fact] for fact in FACTS}
IMPOSED = ["audit", "investigation", "prohibition", "penalty"]

Answers = list[str]


def rows(count: int) -> dict[str, np.ndarray[Any, Any]]:
    """Lawful contacts, drawn evenly from the golden table, as codes."""
    with gzip.open(ROOT / "tests" / "golden" / "gsa-2008.csv.gz", "rt") as file:
        golden = [row for row in csv.DictReader(file) if row["segment"] != "contradiction"]
    drawn = np.random.default_rng(1).integers(0, len(golden), count)
    codes = {fact: np.array([VALUES[fact].index(row[fact]) for row in golden], np.int8) for fact in FACTS}
    return {fact: column[drawn] for fact, column in codes.items()}


def best(run: Callable[[], Any], times: int) -> float:
    """The seconds of the fastest of several runs."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return min(taken)


# The rules of the default policy for full contacts, once for each of the others.


def by_numpy(codes: dict[str, Any]) -> Any:
    """numpy.select over ready codes."""

    def has(fact: str, *values: str) -> Any:
        column = codes[fact]
        found = column == VALUES[fact].index(values[0])
        for value in values[1:]:
            found |= column == VALUES[fact].index(value)
        return found

    return np.select(
        [
            has("capacity", "official"),
            has("obligation", "mandatory") | has("charge", "levy") | has("duty", *IMPOSED),
            ~has("benefit", "none")
            | has("obligation", "required_for_benefit")
            | (has("determination", "yes") & has("content", "service")),
            has("charge", "price"),
            has("content", "information_only"),
        ],
        [4, 2, 1, 3, 0],
        5,
    )


def by_polars() -> pl.Expr:
    """The expression that polars has for it."""
    column = pl.col
    return (
        pl.when(column("capacity") == "official")
        .then(pl.lit("intergovernmental"))
        .when((column("obligation") == "mandatory") | (column("charge") == "levy") | column("duty").is_in(IMPOSED))
        .then(pl.lit("dutiful"))
        .when(
            (column("benefit") != "none")
            | (column("obligation") == "required_for_benefit")
            | ((column("determination") == "yes") & (column("content") == "service"))
        )
        .then(pl.lit("beneficial"))
        .when(column("charge") == "price")
        .then(pl.lit("commercial"))
        .when(column("content") == "information_only")
        .then(pl.lit("informational"))
        .otherwise(pl.lit("other"))
        .cast(pl.Enum(Segment))
        .alias("segment")
    )


SQL = """
    case
        when capacity = 'official' then 'intergovernmental'
        when obligation = 'mandatory' or charge = 'levy'
            or duty in ('audit', 'investigation', 'prohibition', 'penalty') then 'dutiful'
        when benefit <> 'none' or obligation = 'required_for_benefit'
            or (determination = 'yes' and content = 'service') then 'beneficial'
        when charge = 'price' then 'commercial'
        when content = 'information_only' then 'informational'
        else 'other'
    end
"""


def by_pandas(frame: pd.DataFrame) -> Any:
    """numpy.select over columns of texts."""
    return np.select(
        [
            frame["capacity"] == "official",
            (frame["obligation"] == "mandatory") | (frame["charge"] == "levy") | frame["duty"].isin(IMPOSED),
            (frame["benefit"] != "none")
            | (frame["obligation"] == "required_for_benefit")
            | ((frame["determination"] == "yes") & (frame["content"] == "service")),
            frame["charge"] == "price",
            frame["content"] == "information_only",
        ],
        ["intergovernmental", "dutiful", "beneficial", "commercial", "informational"],
        "other",
    )


def by_python(row: Any) -> str:
    """A plain function of one row."""
    if row["capacity"] == "official":
        return "intergovernmental"
    if row["obligation"] == "mandatory" or row["charge"] == "levy" or row["duty"] in IMPOSED:
        return "dutiful"
    if (
        row["benefit"] != "none"
        or row["obligation"] == "required_for_benefit"
        or (row["determination"] == "yes" and row["content"] == "service")
    ):
        return "beneficial"
    if row["charge"] == "price":
        return "commercial"
    return "informational" if row["content"] == "information_only" else "other"


def json_logic() -> dict[str, Any]:
    """The rules as JSONLogic."""

    def equal(fact: str, value: str) -> dict[str, Any]:
        return {"==": [{"var": fact}, value]}

    return {
        "if": [
            equal("capacity", "official"),
            "intergovernmental",
            {"or": [equal("obligation", "mandatory"), equal("charge", "levy"), {"in": [{"var": "duty"}, IMPOSED]}]},
            "dutiful",
            {
                "or": [
                    {"!=": [{"var": "benefit"}, "none"]},
                    equal("obligation", "required_for_benefit"),
                    {"and": [equal("determination", "yes"), equal("content", "service")]},
                ]
            },
            "beneficial",
            equal("charge", "price"),
            "commercial",
            equal("content", "information_only"),
            "informational",
            "other",
        ]
    }


def decision_table() -> dict[str, Any]:
    """The rules as a decision table of zen: the first line that fits."""
    lines: list[tuple[dict[str, str], str]] = [
        ({"capacity": '"official"'}, "intergovernmental"),
        ({"obligation": '"mandatory"'}, "dutiful"),
        ({"charge": '"levy"'}, "dutiful"),
        ({"duty": ", ".join(f'"{word}"' for word in IMPOSED)}, "dutiful"),
        ({"benefit": '"financial", "administrative", "diplomatic"'}, "beneficial"),
        ({"obligation": '"required_for_benefit"'}, "beneficial"),
        ({"determination": '"yes"', "content": '"service"'}, "beneficial"),
        ({"charge": '"price"'}, "commercial"),
        ({"content": '"information_only"'}, "informational"),
        ({}, "other"),
    ]
    content = {
        "hitPolicy": "first",
        "inputs": [{"id": fact, "name": fact, "field": fact} for fact in FACTS],
        "outputs": [{"id": "segment", "name": "segment", "field": "segment"}],
        "rules": [
            {"_id": str(place), **{fact: conditions.get(fact, "") for fact in FACTS}, "segment": f'"{segment}"'}
            for place, (conditions, segment) in enumerate(lines)
        ],
    }
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode", "position": {"x": 0, "y": 0}},
        {"id": "table", "name": "table", "type": "decisionTableNode", "content": content, "position": {"x": 0, "y": 0}},
        {"id": "out", "name": "out", "type": "outputNode", "position": {"x": 0, "y": 0}},
    ]
    edges = [
        {"id": "1", "sourceId": "in", "targetId": "table", "type": "edge"},
        {"id": "2", "sourceId": "table", "targetId": "out", "type": "edge"},
    ]
    return {"nodes": nodes, "edges": edges}


class Table:
    """Collects times, and checks that all answer alike."""

    def __init__(self, right: Answers) -> None:
        self.right = right
        self.times: dict[str, float] = {}

    def add(self, name: str, run: Callable[[], Any], answers: Callable[[Any], Answers], count: int, times: int) -> None:
        """Check and time something that decides the first rows."""
        given = [str(answer) for answer in answers(run())]
        assert given == self.right[:count], f"{name} answers otherwise"
        self.times[name] = best(run, times) / count * 1e9

    def print(self, title: str, base: str, names: list[str]) -> None:
        """Print some of the times, with their ratio to one of them."""
        print(f"\n{title:<44}{'ns a row':>12}   x {base}")
        for name in names:
            print(f"{name:<44}{self.times[name]:>12,.1f}{self.times[name] / self.times[base]:>10.2f}")


def tables(table: Table, codes: dict[str, Any]) -> None:
    """Whole tables: one column of segments."""
    count = len(codes["duty"])
    texts = {fact: pa.array(list(VALUES[fact])).take(pa.array(column)) for fact, column in codes.items()}
    dictionaries = {
        fact: pa.DictionaryArray.from_arrays(pa.array(column), pa.array(list(VALUES[fact])))
        for fact, column in codes.items()
    }
    arrow, encoded = pa.table(texts), pa.table(dictionaries)
    strings = pl.DataFrame(arrow)
    enums = strings.cast({fact: pl.Enum(VALUES[fact]) for fact in FACTS})  # type: ignore[arg-type]
    frame, categories = arrow.to_pandas(), encoded.to_pandas()
    connection = duckdb.connect()
    connection.register("strings", arrow)
    connection.execute("create table contacts as select * from strings")

    def classify(source: Any) -> Callable[[], Any]:
        return lambda: govseg.classify(source, columns=["segment"])

    expression = by_polars()
    segments = list(Segment)
    add, times = table.add, 9
    add(
        "numpy.select, ready codes",
        lambda: by_numpy(codes),
        lambda out: [segments[place] for place in out],
        count,
        times,
    )
    for kind, polars in (("Enum", enums), ("String", strings)):
        for name, run in (
            (f"polars when/then, {kind}", lambda polars=polars: polars.with_columns(expression)),
            (f"govseg, polars {kind}", classify(polars)),
        ):
            add(name, run, lambda out: out["segment"].to_list(), count, times)
    for name, run in (("govseg, pyarrow dictionary", classify(encoded)), ("govseg, pyarrow string", classify(arrow))):
        add(name, run, lambda out: out.column("segment").to_pylist(), count, times)
    sql = f"select *, {SQL} as segment from contacts"
    add("duckdb case", lambda: connection.sql(sql).to_arrow_table(), lambda out: out["segment"].to_pylist(), count, 5)
    add("pandas str, numpy.select", lambda: by_pandas(frame), list, count, 3)
    for name, pandas in (("govseg, pandas str", frame), ("govseg, pandas category", categories)):
        add(name, classify(pandas), lambda out: out["segment"].tolist(), count, 5)
    few = frame.head(20_000)
    add("pandas apply", lambda: few.apply(by_python, axis=1), lambda out: out.tolist(), len(few), 1)
    table.print("polars Enum", "polars when/then, Enum", ["polars when/then, Enum", "govseg, polars Enum"])
    table.print("polars String", "polars when/then, String", ["polars when/then, String", "govseg, polars String"])
    whole = [name for name in table.times if not name.startswith("one")]
    table.print("all, one column of segments", "numpy.select, ready codes", whole)


def contacts(table: Table, codes: dict[str, Any]) -> None:
    """One contact after the other, as dicts."""
    count = 20_000
    given = [{fact: VALUES[fact][codes[fact][row]] for fact in FACTS} for row in range(min(count, len(codes["duty"])))]
    decide = govseg.decide
    table.add(
        "govseg.decide(**facts).segment", lambda: [decide(**facts).segment for facts in given], list, len(given), 5
    )
    table.add(
        "govseg.decide_many, list of dicts",
        lambda: govseg.decide_many(given),
        lambda out: [str(decision.segment) for decision in out],
        len(given),
        5,
    )
    table.add("a plain Python function", lambda: [by_python(facts) for facts in given], list, len(given), 5)
    rule = datalogic_py.Engine().compile(json_logic())
    table.add("datalogic-py", lambda: [rule.evaluate(facts) for facts in given], list, len(given), 3)
    decision = zen.ZenEngine().create_decision(json.dumps(decision_table()))
    few = given[:500]
    table.add(
        "zen-engine",
        lambda: [decision.evaluate(facts) for facts in few],
        lambda out: [answer["result"]["segment"] for answer in out],
        len(few),
        3,
    )
    names = ["govseg.decide(**facts).segment", "govseg.decide_many, list of dicts", "a plain Python function"]
    table.print("one contact", "a plain Python function", [*names, "datalogic-py", "zen-engine"])


def trap() -> None:
    """What the obvious code makes of pandas' nullable booleans."""
    codes = rows(200_000)
    frame = pd.DataFrame({fact: np.array(VALUES[fact], object)[column] for fact, column in codes.items()})
    gaps = np.random.default_rng(2).random((2, len(frame))) < 0.1
    for gap, (name, fact, value) in zip(
        gaps, [("official", "capacity", "official"), ("assessed", "determination", "yes")], strict=True
    ):
        frame[name] = pd.array(np.where(gap, None, frame.pop(fact) == value), dtype="boolean")

    segment = pd.Series("other", index=frame.index)
    segment[frame["content"] == "information_only"] = "informational"
    segment[frame["charge"] == "price"] = "commercial"
    segment[frame["assessed"] & (frame["content"] == "service")] = "beneficial"
    segment[(frame["benefit"] != "none") | (frame["obligation"] == "required_for_benefit")] = "beneficial"
    imposed = (frame["obligation"] == "mandatory") | (frame["charge"] == "levy") | frame["duty"].isin(IMPOSED)
    segment[imposed] = "dutiful"
    segment[frame["official"]] = "intergovernmental"

    recipe = govseg.Recipe.from_toml(RECIPE)
    exact = govseg.classify(frame, recipe=recipe, columns=["segment", "status"])
    # A row is wrong where one segment is given though another is possible as well, or where it is another one.
    wrong = (exact["status"] == "open") | (exact["segment"].astype(object) != segment)
    assert not wrong[~gaps.any(axis=0)].any(), "full contacts differ"
    print(
        f"\nThe trap: where a tenth of each of two nullable booleans is missing, the obvious pandas code is wrong on "
        f"{wrong.sum():,} of {len(frame):,} rows ({wrong.mean():.1%}), without a word; classify leaves open what is."
    )


RECIPE = """
id = "booleans"
[[column]]
name = "official"
fact = "capacity"
values = { true = "official", false = "private" }
[[column]]
name = "assessed"
fact = "determination"
""" + "".join(
    f'[[column]]\nname = "{fact}"\nfact = "{fact}"\n' for fact in FACTS if fact not in ("capacity", "determination")
)


def imports() -> None:
    """How much longer Python takes to start with the package."""

    def start(code: str) -> float:
        # Without the site module, which loads what happens to be installed.
        run = [sys.executable, "-S", "-c", f"import sys; sys.path[:] = {sys.path!r}; {code}"]
        return best(lambda: subprocess.run(run, check=True), 15) * 1e3

    bare = start("pass")
    for name in ("import govseg", "import govseg; govseg.decide(duty='audit')", "import govseg; govseg.Segment"):
        print(f"{name:<44}{start(name) - bare:>12.1f} ms above bare Python ({bare:.0f} ms)")


def main() -> None:
    """Print everything."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    print(
        f"{count:,} rows of eight facts; govseg {govseg.__version__}, polars {pl.__version__}, pandas {pd.__version__}"
    )
    codes = rows(count)
    segments = list(Segment)
    table = Table([str(segments[place]) for place in by_numpy(codes)])
    tables(table, codes)
    contacts(table, codes)
    trap()
    print()
    imports()
    native = Path(govseg.__file__).parent
    size = sum(path.stat().st_size for path in native.glob("_govseg*"))
    print(f"{'the native module':<44}{size / 1e6:>12.1f} MB unpacked")


if __name__ == "__main__":
    main()

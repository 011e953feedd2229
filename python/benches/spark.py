"""What a row costs on Spark, beside a map that gives every batch back as it is, on one core and on two.

    python benches/spark.py [ROWS]

Machines differ and are noisy: only the ratios mean something, and nothing here is a test. It needs Java 17.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import govseg.spark
from govseg import Policy

TIMES = 5


def same(batches: Iterator[Any]) -> Iterator[Any]:
    """The identity."""
    yield from batches


def measure(rows: int, cores: int) -> None:
    """Print the times of a session with so many cores; a process has one session."""
    from pyspark.sql import SparkSession
    from pyspark.sql import functions as f

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master(f"local[{cores}]").config("spark.ui.enabled", "false")
    session = builder.config("spark.ui.showConsoleProgress", "false").config("spark.log.level", "OFF").getOrCreate()
    frame = session.range(rows, numPartitions=4)
    for place, (fact, values) in enumerate(Policy.default().fact_values.items()):
        row = f.pmod(f.hash("id", f.lit(place)), f.lit(len(values)))
        frame = frame.withColumn(fact, f.element_at(f.array(*map(f.lit, values)), row + 1))
    frame = frame.drop("id").cache()
    frame.count()

    def best(table: Any) -> float:
        taken = []
        for _ in range(TIMES):
            start = time.perf_counter()
            table.write.format("noop").mode("overwrite").save()
            taken.append(time.perf_counter() - start)
        return min(taken) / rows * 1e9

    identity = best(frame.mapInArrow(same, frame.schema))
    classified = best(govseg.spark.classify(frame, columns=["segment"]))
    print(f"{cores:>5}{identity:>16,.0f}{classified:>16,.0f}{classified / identity:>12.2f}", flush=True)
    session.stop()


def main() -> None:
    """Print the table, or with a number of cores one line of it."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000_000
    if len(sys.argv) > 2:
        measure(rows, int(sys.argv[2]))
        return
    print(f"\n{rows:,} rows on Spark, nanoseconds a row")
    print(f"{'cores':>5}{'identity':>16}{'classify':>16}{'ratio':>12}", flush=True)
    for cores in (1, 2):
        subprocess.run([sys.executable, __file__, str(rows), str(cores)], check=True)


if __name__ == "__main__":
    main()

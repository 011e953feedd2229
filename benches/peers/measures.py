"""The sums behind eight measures, and behind their intervals, by polars' own group-by: timed, and told as JSON.

Usage: measures.py FILE, an Arrow file with a log.
"""

import json
import sys
import time

import polars as pl

RUNS = 7


def mean(name, value):
    """What a mean and its interval need."""
    return [value.count().alias(f"{name}_n"), value.sum().alias(f"{name}_sum"), (value * value).sum().alias(f"{name}_squares")]


def share(name, holds):
    """What a share and its interval need; null does not count."""
    return [holds.count().alias(f"{name}_n"), holds.sum().alias(f"{name}_sum")]


def main():
    log = pl.read_ipc(sys.argv[1]).rechunk()
    wait, csat, cost = pl.col("wait").cast(pl.Int64), pl.col("csat").cast(pl.Int64), pl.col("cost")
    answered = pl.col("answered")
    # Who was not answered was not answered in time; of whom it is not known how long they waited, it is not known.
    in_time = pl.when(answered).then(wait <= 60).otherwise(False)
    handled = pl.when(answered).then(pl.col("talk").cast(pl.Int64) + pl.col("hold") + pl.col("after"))
    sums = [
        *mean("asa", pl.when(answered).then(wait)),
        *share("service_level_answered", in_time),
        *share("abandonment_rate", pl.col("abandoned")),
        *mean("aht", handled),
        *share("transfer_rate", pl.col("transferred")),
        *share("csat_top2", csat >= 4),
        *mean("csat_mean", csat),
        *mean("cost_per_contact", cost),
    ]
    query = log.lazy().group_by("segment", "channel").agg(sums)
    found = query.collect()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        query.collect()
        times.append(time.perf_counter() - start)
    groups = {}
    shares = ("service_level_answered", "abandonment_rate", "transfer_rate", "csat_top2")
    for row in found.iter_rows(named=True):
        names = [name.removesuffix("_n") for name in row if name.endswith("_n")]
        values = {name: row[f"{name}_sum"] / row[f"{name}_n"] * (100 if name in shares else 1) for name in names}
        groups[f"{row['segment']}|{row['channel']}"] = values
    print(json.dumps({"seconds": min(times), "groups": groups}))


main()

"""Numbers to hold the crate against, worked out by SciPy, statsmodels and pandas on random data.

Writes data/reference.json. `cargo xtask measure-reference` runs it in an environment of its own.
"""

import json
import pathlib

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

LEVEL = 0.95
random = np.random.default_rng(2008)


def quantiles():
    """Of the normal distribution and of Student's t."""
    levels = [0.5, 0.8, 0.9, 0.95, 0.99, 0.999]
    freedoms = [1, 2, 3.7, 9, 29, 120, 10_000]
    return {
        "z": [[level, stats.norm.ppf((1 + level) / 2)] for level in levels],
        "t": [[level, df, stats.t.ppf((1 + level) / 2, df)] for level in levels for df in freedoms],
    }


def wilson():
    cases = [(0, 1), (1, 1), (0, 30), (30, 30), (7, 12), (31_283, 31_689), (3, 1_000_000)]
    cases += [(int(random.integers(0, n + 1)), n) for n in random.integers(1, 5_000, 20).tolist()]
    return [[hits, n, *proportion_confint(hits, n, 1 - LEVEL, "wilson")] for hits, n in cases]


def newcombe():
    out = []
    for n, m in random.integers(5, 400, (20, 2)).tolist():
        a, b = int(random.integers(0, n + 1)), int(random.integers(0, m + 1))
        out.append([a, n, b, m, *confint_proportions_2indep(a, n, b, m, method="newcomb", compare="diff", alpha=1 - LEVEL)])
    return out


def means():
    out = []
    for n, m in random.integers(3, 300, (12, 2)).tolist():
        one, other = (random.normal(50, 20, size).round(3) for size in (n, m))
        a, b = DescrStatsW(one), DescrStatsW(other)
        compared = CompareMeans(a, b)
        out.append(
            {
                "one": one.tolist(),
                "other": other.tolist(),
                "mean": a.mean,
                "variance": one.var(ddof=1),
                "t": list(a.tconfint_mean(1 - LEVEL)),
                "welch": list(compared.tconfint_diff(1 - LEVEL, usevar="unequal")),
            }
        )
    return out


def percentiles():
    out = []
    for n in [1, 2, 7, 20, 101, 1_000]:
        values = random.exponential(100, n).round(3)
        shares = [0.1, 0.25, 0.5, 0.9, 0.99]
        said = np.quantile(values, shares, method="inverted_cdf").tolist()
        ranks = []
        for p in shares:
            # The widest tails of at most half of what is left over on either side.
            low = int(stats.binom.ppf((1 - LEVEL) / 2, n, p))
            high = int(stats.binom.ppf((1 + LEVEL) / 2, n, p)) + 1
            ranks.append([low, high] if low >= 1 and high <= n else None)
        out.append({"values": values.tolist(), "shares": shares, "said": said, "ranks": ranks})
    return out


def weighted():
    """A weighted mean with its linearised standard error, and Kish's effective size."""
    out = []
    for n in [2, 10, 250]:
        values, weights = random.integers(1, 6, n), random.uniform(0.1, 9, n).round(6)
        mean = np.average(values, weights=weights)
        error = np.sqrt(((weights * (values - mean)) ** 2).sum() / weights.sum() ** 2 * n / (n - 1))
        half = stats.t.ppf((1 + LEVEL) / 2, n - 1) * error
        out.append(
            {
                "values": values.tolist(),
                "weights": weights.tolist(),
                "mean": mean,
                "interval": [mean - half, mean + half],
                "effective": weights.sum() ** 2 / (weights**2).sum(),
            }
        )
    return out


def log():
    """A log of calls as CSV, and its measures by channel as pandas has them."""
    n = 600
    frame = pd.DataFrame(
        {
            "channel": random.choice(["phone", "live_chat", "chatbot"], n),
            "queued": 1,
            "answered": (random.random(n) < 0.85).astype(int),
            "wait": random.exponential(70, n).round(2),
            "talk": random.normal(240, 60, n).clip(1).round(2),
            "transferred": (random.random(n) < 0.1).astype(int),
            "cost": random.uniform(1, 9, n).round(2),
            "csat": random.integers(1, 6, n),
            "recommend": random.integers(0, 11, n),
        }
    )
    frame["abandoned"] = 1 - frame["answered"]
    frame["handled"] = frame["answered"]
    frame["transferred"] *= frame["answered"]
    said = {}
    for channel, of in frame.groupby("channel"):
        answered = of[of["answered"] == 1]
        said[channel] = {
            "asa": answered["wait"].mean(),
            "service_level_answered": 100 * ((of["answered"] == 1) & (of["wait"] <= 60)).mean(),
            "service_level_removed": 100 * (of["wait"] <= 60).mean(),
            "abandonment_rate": 100 * of["abandoned"].mean(),
            "transfer_rate": 100 * of["transferred"].sum() / of["handled"].sum(),
            "aht": answered["talk"].mean(),
            "cost_per_contact": of["cost"].sum() / of["handled"].sum(),
            "csat_top2": 100 * (of["csat"] >= 4).mean(),
            "csat_mean": of["csat"].mean(),
            "nps": 100 * ((of["recommend"] >= 9).mean() - (of["recommend"] <= 6).mean()),
            "percentile_wait": float(np.quantile(of["wait"], 0.5, method="inverted_cdf")),
        }
    return {"csv": frame.to_csv(index=False), "said": said}


def holidays():
    """The federal holidays as pandas has them, which knows the same rules by other code."""
    from pandas.tseries.holiday import USFederalHolidayCalendar

    days = USFederalHolidayCalendar().holidays("2011-01-01", "2035-12-31")
    return [str(day.date()) for day in days]


parts = [quantiles, wilson, newcombe, means, percentiles, weighted, log, holidays]
numbers = {part.__name__: part() for part in parts}
path = pathlib.Path(__file__).parent.parent / "data" / "reference.json"
path.write_text(json.dumps(numbers, indent=None, separators=(",", ":"), default=float) + "\n")
print(f"{path}: {path.stat().st_size:,} bytes")

#!/usr/bin/env python3
"""Writes statistics.json beside it: intervals and tests by SciPy. Needs scipy."""
import json, pathlib
import scipy
from scipy import stats

wilson = []
for k, n in [(0, 10), (10, 10), (1, 3), (339, 400), (184, 400), (9723, 10000), (0, 1)]:
    low, high = stats.binomtest(k, n).proportion_ci(method="wilson")
    wilson.append({"successes": k, "count": n, "lower": float(low), "upper": float(high)})

welch = []
for a, b in [
    ([95.9, 96.1, 95.7], [96.6, 96.4, 96.9]),
    ([97.6, 97.5, 97.7], [97.6, 97.4, 97.9]),
    ([0.1, 0.2, 0.30000000000000004, 0.4], [0.15, 0.9]),
    ([1e-9, 2e-9, 3e-9], [5.0, 6.0, 8.0, 7.5]),
    (list(range(40)), [x * 1.3 + 2 for x in range(25)]),
]:
    welch.append({"first": a, "second": b, "p": float(stats.ttest_ind(a, b, equal_var=False).pvalue)})

fisher = []
for a, n, b, m in [(3, 4, 1, 4), (339, 400, 184, 400), (9723, 10000, 9691, 10000), (0, 5, 5, 5), (7, 10, 7, 10), (200, 2000, 260, 2000)]:
    fisher.append({"first": [a, n], "second": [b, m], "p": float(stats.fisher_exact([[a, n - a], [b, m - b]]).pvalue)})

beta = [{"x": x, "a": a, "b": b, "value": float(scipy.special.betainc(a, b, x))} for x, a, b in [(0.3, 2, 0.5), (0.9, 2, 0.5), (0.01, 50, 0.5), (0.999, 0.7, 0.5)]]

path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps({"scipy": scipy.__version__, "wilson": wilson, "welch": welch, "fisher": fisher, "beta": beta}, indent=1) + "\n")

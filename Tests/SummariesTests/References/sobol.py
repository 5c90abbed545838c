#!/usr/bin/env python3
"""Writes sobol.json beside this file: reference values of Sobol indices.

SALib draws the points and estimates the indices (first order: Saltelli 2010, total: Jansen 1999) of
the Ishigami function, of Sobol's g-function and of the cost of a plain scenario, whose formula is
written here anew; for the first two the exact values are beside them. A small sample of the Ishigami
function is kept whole, with the estimates of Azzini, Mara & Rosati (2021) by NumPy.

Run it with SALib 1.6, SciPy 1.17 and NumPy 2.4:

    python3 Tests/SummariesTests/References/sobol.py
"""

import json
import pathlib

import numpy as np
from SALib.analyze import sobol as analyze
from SALib.sample import sobol as sample
from scipy import stats

BASE = 2 ** 15
SMALL = 64
Z95 = stats.norm.ppf(0.975)

# --- functions of points in the unit cube ------------------------------------------------------


def ishigami(u, a=7.0, b=0.1):
    x = np.pi * (2 * u - 1)
    return np.sin(x[:, 0]) + a * np.sin(x[:, 1]) ** 2 + b * x[:, 2] ** 4 * np.sin(x[:, 0])


def ishigami_exact(a=7.0, b=0.1):
    """Ishigami & Homma (1990); Saltelli et al., "Global Sensitivity Analysis" (2008), eq. 4.34."""
    first = [0.5 * (1 + b * np.pi ** 4 / 5) ** 2, a ** 2 / 8, 0.0]
    both = b ** 2 * np.pi ** 8 * (1 / 18 - 1 / 50)
    variance = sum(first) + both
    total = [first[0] + both, first[1], both]
    return np.array(first) / variance, np.array(total) / variance


G = np.array([0.0, 1.0, 4.5, 9.0])


def g_function(u):
    return np.prod((np.abs(4 * u - 2) + G) / (1 + G), axis=1)


def g_exact():
    """Saltelli & Sobol' (1995): V_i = 1 / (3 (1 + a_i)^2)."""
    parts = 1 / (3 * (1 + G) ** 2)
    whole = np.prod(1 + parts) - 1
    return parts / whole, parts * np.prod(1 + parts) / (1 + parts) / whole


def log_normal(u, p5, p95):
    sigma = np.log(p95 / p5) / 2 / stats.norm.ppf(0.95)
    return np.exp((np.log(p5) + np.log(p95)) / 2 + sigma * stats.norm.ppf(u))


def cost(u):
    """52 weeks of users x sessions x one request at $5 and $20 a million tokens, $1,000 a month."""
    users = log_normal(u[:, 0], 500, 2000)
    sessions = stats.uniform(1, 3).ppf(u[:, 1])
    system = log_normal(u[:, 2], 900, 3200)
    output = stats.triang(c=0.25, loc=100, scale=800).ppf(u[:, 3])
    return 52 * users * sessions * (system * 5 + output * 20) / 1e6 + 12 * 1000


COST_NAMES = ["segments.all.users", "segments.all.sessionsPerUserPerWeek",
              "workflows.chat.calls.answer.prompt.system", "assumptions.answerLength"]

# --- SALib -------------------------------------------------------------------------------------


def problem(count):
    return {"num_vars": count, "names": [f"x{i}" for i in range(count)], "bounds": [[0, 1]] * count}


def reference(name, function, count, exact=None, names=None):
    space = problem(count)
    points = np.clip(sample.sample(space, BASE, calc_second_order=False, seed=1), 1e-12, 1 - 1e-12)
    values = function(points)
    found = analyze.analyze(space, values, calc_second_order=False, seed=1)
    row = {
        "name": name, "factors": names or space["names"],
        "first": found["S1"].tolist(), "firstError": (found["S1_conf"] / Z95).tolist(),
        "total": found["ST"].tolist(), "totalError": (found["ST_conf"] / Z95).tolist(),
        "mean": float(values[::count + 2].mean()),
    }
    if exact:
        row["exactFirst"], row["exactTotal"] = (e.tolist() for e in exact)
    return row


def small_sample():
    space = problem(3)
    values = ishigami(sample.sample(space, SMALL, calc_second_order=True, seed=2))
    a, b, ab, ba = analyze.separate_output_values(values, 3, SMALL, True)
    whole = [np.sum((a - b) ** 2 + (ba[:, i] - ab[:, i]) ** 2) for i in range(3)]
    return {
        "a": a.tolist(), "b": b.tolist(), "ab": ab.T.tolist(), "ba": ba.T.tolist(),
        "first": [2 * np.sum((ba[:, i] - b) * (a - ab[:, i])) / whole[i] for i in range(3)],
        "total": [np.sum((b - ba[:, i]) ** 2 + (a - ab[:, i]) ** 2) / whole[i] for i in range(3)],
    }


def main():
    document = {
        "generator": "Tests/SummariesTests/References/sobol.py", "basePoints": BASE,
        "functions": [
            reference("ishigami", ishigami, 3, ishigami_exact()),
            reference("g", g_function, 4, g_exact()),
            reference("cost", cost, 4, names=COST_NAMES),
        ],
        "sample": small_sample(),
    }
    path = pathlib.Path(__file__).with_name("sobol.json")
    path.write_text(json.dumps(document, indent=1) + "\n")


if __name__ == "__main__":
    main()

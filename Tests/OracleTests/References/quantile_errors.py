"""Prints how reported errors of quantiles relate to true ones, for the scenarios of calibration.py.

A second implementation of the errors that `SortedSample+Quantile.swift` documents, on points made by
SciPy; the table of Engine.md is from here. Each row has the probability, the root mean square of the
reported errors over that of the true ones, and the share of 95 % intervals that hold the truth: with
the randomisations' own quantiles, and with their shares of trials below the pooled quantile.

Run: python3 quantile_errors.py [seeds, 200]   (NumPy 2.4, SciPy 1.17; one minute)
"""

import sys

import numpy as np
from calibration import growth_scenario, tiered_scenario
from scipy.special import ndtri
from scipy.stats import qmc

RANDOMISATIONS = 16
T15 = 2.1314495455597742
PROBABILITIES = (0.05, 0.5, 0.95, 0.99)


def quantile(values, p):
    return np.quantile(values, p, method="median_unbiased")


def normals(dimensions, count, seed):
    sobol = qmc.Sobol(dimensions, rng=np.random.default_rng(seed))
    return ndtri(np.clip(sobol.random(count), 2.0**-50, 1 - 2.0**-50))


def turn(evaluate, dimensions, turned):
    """The Householder reflection of the first axis to the slopes of log cost."""
    z = np.random.default_rng(1).normal(size=(8192, dimensions))
    design = np.column_stack([np.ones(len(z)), z[:, :turned]])
    slopes = np.linalg.lstsq(design, np.log(evaluate(z)), rcond=None)[0][1:]
    v = -slopes / np.linalg.norm(slopes)
    v[0] += 1
    return np.eye(turned) - 2 * np.outer(v, v) / (v @ v)


def own_error(parts, p):
    return np.std([quantile(part, p) for part in parts], ddof=1) / np.sqrt(RANDOMISATIONS)


def share_error(parts, p):
    pooled = np.concatenate(parts)
    q = quantile(pooled, p)
    shares = [(part <= q).mean() for part in parts]
    error = np.std(shares, ddof=1) / np.sqrt(RANDOMISATIONS)
    if error == 0:
        return own_error(parts, p)
    low, high = max(p - 2 * error, 1 / len(pooled)), min(p + 2 * error, 1 - 1 / len(pooled))
    return error * (quantile(pooled, high) - quantile(pooled, low)) / (high - low)


def study(name, evaluate, dimensions, seeds):
    big = [evaluate(normals(dimensions, 2**18, [77, part])) for part in range(4)]
    truth = {p: np.quantile(np.concatenate(big), p) for p in PROBABILITIES}
    # The last coordinate is request noise, which is not part of the points.
    inputs = dimensions - 1
    reflection = turn(evaluate, dimensions, inputs)
    for points in ("turned", "sobol", "independent"):
        for count in (32, 64, 256):
            found = {p: [] for p in PROBABILITIES}
            for seed in range(seeds):
                parts = []
                for part in range(RANDOMISATIONS):
                    z = normals(inputs, count, [seed, part])
                    if points == "turned":
                        z = z @ reflection
                    elif points == "independent":
                        z = np.random.default_rng([3, seed, part]).normal(size=z.shape)
                    noise = np.random.default_rng([9, seed, part]).normal(size=(count, 1))
                    parts.append(evaluate(np.hstack([z, noise])))
                for p in PROBABILITIES:
                    deviation = quantile(np.concatenate(parts), p) - truth[p]
                    found[p].append((deviation, own_error(parts, p), share_error(parts, p)))
            for p, rows in found.items():
                deviations, *reported = np.array(rows).T
                for errors in reported:
                    ratio = np.sqrt((errors**2).mean() / (deviations**2).mean())
                    held = (np.abs(deviations) <= T15 * errors).mean()
                    p = f"{p} {ratio:.2f} {held:.2f}"
                print(name, points, count, p, flush=True)


if __name__ == "__main__":
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    study("growth", growth_scenario, 18, seeds)
    study("tiered", tiered_scenario, 24, seeds)

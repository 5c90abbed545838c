"""Writes calibration.json: reference quantiles of `cost.total` for two small scenarios.

The scenarios (growth.json and tiered.json beside this file) are written out here a second time,
as formulas: nothing is read from them and nothing is shared with the engine. Each is evaluated at
32 x 2^17 = 2^22 scrambled Sobol points over every unknown input, every week's demand and the noise
of the requests. That noise is normal with the exact compound-Poisson variance; both scenarios have
thousands of sessions a week, so that its skewness (below 0.005) does not matter.

Run: python3 calibration.py > calibration.json   (NumPy 2.4, SciPy 1.17; one minute)
"""

import json

import numpy as np
from scipy.special import ndtri
from scipy.stats import qmc

Z95 = ndtri(0.95)
RANDOMISATIONS, LOG2_POINTS = 32, 17
PROBABILITIES = (0.05, 0.5, 0.95)


def lognormal(z, p5, p95):
    sigma = np.log(p95 / p5) / (2 * Z95)
    return np.sqrt(p5 * p95) * np.exp(sigma * z)


def above_one(z, p5, p95):
    return 1 + lognormal(z, p5 - 1, p95 - 1)


def share(z, p5, p95):
    """Logit-normal."""
    low, high = (np.log(p / (1 - p)) for p in (p5, p95))
    return 1 / (1 + np.exp(-((low + high) / 2 + (high - low) / (2 * Z95) * z)))


def demand(z, sigma, rho):
    """Mean-one multipliers of a stationary AR(1), one column a week."""
    x = np.empty_like(z)
    x[:, 0] = sigma * z[:, 0]
    for week in range(1, z.shape[1]):
        x[:, week] = rho * x[:, week - 1] + sigma * np.sqrt(1 - rho**2) * z[:, week]
    return np.exp(x - sigma**2 / 2)


def retry_moments(f, attempts, billed):
    """Mean and second moment of the billed weight of a request that is tried `attempts` times.

    n failures and then a success: weight 1 + billed * n, probability (1 - f) f^n;
    no success: weight billed * attempts, probability f^attempts.
    """
    first = second = 0
    for n in range(attempts):
        weight = 1 + billed * n
        first = first + (1 - f) * f**n * weight
        second = second + (1 - f) * f**n * weight**2
    weight = billed * attempts
    return first + f**attempts * weight, second + f**attempts * weight**2


def geometric_power_moments(mean):
    """E[T], E[T^2], E[T^3], E[T^4] of a geometric law on {1, 2, ...}, by factorial moments."""
    q, p = 1 - 1 / mean, 1 / mean
    f1, f2, f3, f4 = (c * q**k / p ** (k + 1) for k, c in enumerate((1, 2, 6, 24)))
    return f1, f2 + f1, f3 + 3 * f2 + f1, f4 + 6 * f3 + 7 * f2 + f1


def conversation(base, growth, turns, retry):
    """Mean and second moment of sum_t R_t (base + growth (t - 1)) over a geometric number of turns.

    The sum of the costs is a T + b T^2 with b = growth / 2 and a = base - b; the sum of their
    squares is T (base - growth)^2 + 2 (base - growth) growth T (T + 1) / 2
    + growth^2 T (T + 1) (2 T + 1) / 6.
    """
    t1, t2, t3, t4 = geometric_power_moments(turns)
    weight, weight2 = retry
    b = growth / 2
    a = base - b
    mean = a * t1 + b * t2
    square = a**2 * t2 + 2 * a * b * t3 + b**2 * t4
    first = base - growth
    squares = (
        first**2 * t1 + first * growth * (t2 + t1) + growth**2 * (2 * t3 + 3 * t2 + t1) / 6
    )
    return weight * mean, (weight2 - weight**2) * squares + weight**2 * square


def growth_scenario(z):
    """Log-normal users, frequency and turns; full memory; retries; AR(1) demand; 13 weeks."""
    users = lognormal(z[:, 0], 6000, 16000)
    frequency = lognormal(z[:, 1], 0.6, 1.8)
    turns = above_one(z[:, 2], 2.0, 4.5)
    failure = share(z[:, 3], 0.01, 0.08)
    multipliers = demand(z[:, 4:17], 0.15, 0.6)
    base = (1400 * 3 + 50 * 3 + 425 * 15) / 1e6
    growth = (50 + 425) * 3 / 1e6
    mean, square = conversation(base, growth, turns, retry_moments(failure, 3, 0.4))
    sessions = users * frequency * multipliers.sum(axis=1)
    return sessions * mean + np.sqrt(sessions * square) * z[:, 17]


def tiered_scenario(z):
    """Logistic adoption with churn, two tiers, harness and fixed cost; AR(1) demand; 17 weeks."""
    weeks = np.arange(17) + 0.5
    users = 30000
    ceiling = share(z[:, 0], 0.2, 0.45)[:, None]
    half = lognormal(z[:, 1], 4, 12)[:, None]
    frequency = lognormal(z[:, 2], 0.7, 1.6)
    small = share(z[:, 3], 0.4, 0.65)
    output = lognormal(z[:, 4], 250, 600)
    monthly = lognormal(z[:, 5], 800, 2000)
    multipliers = demand(z[:, 6:23], 0.25, 0.4)

    adopted = ceiling / (1 + np.exp(-np.log(0.95 / 0.05) / half * (weeks - half)))
    kept = (1 - 0.03) ** (3 / 13)
    active = adopted.copy()
    for week in range(1, len(weeks)):
        gained = np.maximum(adopted[:, week] - adopted[:, week - 1], 0)
        active[:, week] = active[:, week - 1] * kept + gained
    sessions = users * frequency * (active * multipliers).sum(axis=1)

    # Two turns without memory, one attempt each; a turn costs the same within a session.
    turns = 2
    per_turn = [
        (2200 * 0.25 + output * 2) / 1e6,
        (2200 * 3 + output * 15) / 1e6,
    ]
    harness = 0.002
    costs = [turns * cost + harness for cost in per_turn]
    mean = small * costs[0] + (1 - small) * costs[1]
    square = small * costs[0] ** 2 + (1 - small) * costs[1] ** 2
    fixed = monthly * 3 / 13 * len(weeks)
    return sessions * mean + np.sqrt(sessions * square) * z[:, 23] + fixed


def reference(name, dimensions, evaluate):
    samples, means, replicates = [], [], []
    for randomisation in range(RANDOMISATIONS):
        sobol = qmc.Sobol(dimensions, rng=np.random.default_rng([7, randomisation]))
        u = np.clip(sobol.random_base2(LOG2_POINTS), 2.0**-33, 1 - 2.0**-33)
        z = ndtri(u)
        noise_free = z.copy()
        noise_free[:, -1] = 0
        cost = evaluate(z)
        samples.append(cost)
        means.append(evaluate(noise_free).mean())
        replicates.append(np.quantile(cost, PROBABILITIES))
    pooled = np.concatenate(samples)
    quantiles = np.quantile(pooled, PROBABILITIES)
    errors = np.std(replicates, axis=0, ddof=1) / np.sqrt(RANDOMISATIONS)
    return {
        "scenario": name,
        "evaluations": len(pooled),
        "mean": {
            "value": float(np.mean(means)),
            "error": float(np.std(means, ddof=1) / np.sqrt(RANDOMISATIONS)),
        },
        "quantiles": [
            {"p": p, "value": float(value), "error": float(error)}
            for p, value, error in zip(PROBABILITIES, quantiles, errors)
        ],
    }


if __name__ == "__main__":
    table = [
        reference("growth", 18, growth_scenario),
        reference("tiered", 24, tiered_scenario),
    ]
    print(json.dumps(table, indent=2))

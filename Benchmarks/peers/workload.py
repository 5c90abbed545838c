"""The reference workload of Benchmarks/README.md, for the peers: its numbers and its outer draws.

Every peer maps the same kind of draws (the parameters of a trial, and its weekly demand) to the
total cost of each trial. What a peer does with them is its own.
"""

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import erfcinv

WEEKS = 26
USERS = np.array([2000.0, 3000.0, 1500.0])
WEEKS_TO_HALF = np.array([4.0, 8.0, 12.0])
CEILING, LAUNCH_SHARE = 0.5, 0.05
NOISE, AUTOCORRELATION = 0.12, 0.6
MAX_TURNS = 20
PREFIX, RETRIEVED = 2000.0, 800.0
USER_SIGMA, OUTPUT_SIGMA = 0.9, 0.7
TTL, SECONDS_PER_WEEK = 300.0, 604_800.0
GAP_MEDIAN, GAP_P95 = 35.0, 600.0
MAX_ATTEMPTS, BILLED_FRACTION = 3, 0.4
# Dollars per token: input, cache read, cache write, output.
PRICES = np.array([[1.0, 0.1, 1.25, 5.0], [4.0, 0.4, 5.0, 24.0]]) * 1e-6

P95 = -math.sqrt(2) * erfcinv(2 * 0.95)

NAMES = ("rate", "turns", "user", "output", "failure", "share")
RANKS = {
    ("rate", "turns"): 0.3,
    ("user", "output"): 0.4,
    ("turns", "output"): -0.2,
    ("rate", "share"): 0.2,
    ("failure", "rate"): 0.25,
}


def _normal_cdf(z):
    return 0.5 * math.erfc(-z / math.sqrt(2))


def _gaps():
    """P(a gap is within the ttl), and E[min(gap, ttl)], of the log-normal gaps."""
    sigma = math.log(GAP_P95 / GAP_MEDIAN) / P95
    z = math.log(TTL / GAP_MEDIAN) / sigma
    within = _normal_cdf(z)
    mean = GAP_MEDIAN * math.exp(sigma**2 / 2) * _normal_cdf(z - sigma) + TTL * (1 - within)
    return within, mean


OWN_HIT, COVERED_GAP = _gaps()


def _adopters():
    """Adopters of each segment in each week, `[segment, week]`."""
    steepness = math.log((1 - LAUNCH_SHARE) / LAUNCH_SHARE) / WEEKS_TO_HALF
    middle = np.arange(WEEKS) + 0.5
    exponent = steepness[:, None] * (middle[None, :] - WEEKS_TO_HALF[:, None])
    return USERS[:, None] * CEILING / (1 + np.exp(-exponent))


ADOPTERS = _adopters()


def _factor():
    matrix = np.eye(len(NAMES))
    for (a, b), rank in RANKS.items():
        i, j = NAMES.index(a), NAMES.index(b)
        matrix[i, j] = matrix[j, i] = 2 * math.sin(math.pi * rank / 6)
    return np.linalg.cholesky(matrix)


FACTOR = _factor()


def _positive(p5, p95):
    """Middle and scale of the log-normal with these percentiles."""
    low, high = math.log(p5), math.log(p95)
    return (low + high) / 2, (high - low) / (2 * P95)


def _logit(p5, p95):
    low, high = math.log(p5 / (1 - p5)), math.log(p95 / (1 - p95))
    return (low + high) / 2, (high - low) / (2 * P95)


RATE = _positive(0.5, 1.6)
TURNS_BEYOND_ONE = _positive(2 - 1, 4.5 - 1)
USER = _positive(60, 240)
OUTPUT = _positive(150, 350)
FAILURE = _logit(0.01, 0.08)
SHARE = _logit(0.45, 0.75)


@dataclass
class Outer:
    """The draws of a number of trials; arrays by trial, `demand` by trial and week."""

    rate: np.ndarray
    turns: np.ndarray
    user: np.ndarray
    output: np.ndarray
    failure: np.ndarray
    share: np.ndarray
    demand: np.ndarray
    # By segment and week, the same in all trials.
    adopters: np.ndarray

    def __len__(self):
        return len(self.rate)

    def part(self, rows):
        return Outer(
            *(getattr(self, name)[rows] for name in (*NAMES, "demand")), adopters=self.adopters)

    def sessions(self):
        """Expected sessions, `[trial, segment, week]`."""
        return self.rate[:, None, None] * self.demand[:, None, :] * self.adopters

    def mean_turns(self):
        """E[T] of the geometric law censored at MAX_TURNS."""
        return self.turns * (1 - (1 - 1 / self.turns) ** MAX_TURNS)

    def hits(self):
        """P(the shared prefix is cached), `[tier, trial, week]`."""
        arrivals = self.rate[:, None] * self.demand * self.adopters.sum(0) / SECONDS_PER_WEEK
        coverage = TTL + (self.mean_turns() - 1) * COVERED_GAP
        covered = arrivals * coverage[:, None]
        return np.stack(
            [
                -np.expm1(-covered * self.share[:, None]),
                -np.expm1(-covered * (1 - self.share)[:, None]),
            ]
        )


def draw(trials, rng):
    """Plain Monte Carlo on the parameters and the weekly demand."""
    z = rng.standard_normal((trials, len(NAMES))) @ FACTOR.T
    positive = lambda column, law: np.exp(law[0] + law[1] * z[:, column])
    logit = lambda column, law: 1 / (1 + np.exp(-(law[0] + law[1] * z[:, column])))
    x = rng.standard_normal((trials, WEEKS))
    step = math.sqrt(1 - AUTOCORRELATION**2)
    for week in range(1, WEEKS):
        x[:, week] = AUTOCORRELATION * x[:, week - 1] + step * x[:, week]
    return Outer(
        rate=positive(0, RATE),
        turns=1 + positive(1, TURNS_BEYOND_ONE),
        user=positive(2, USER),
        output=positive(3, OUTPUT),
        failure=logit(4, FAILURE),
        share=logit(5, SHARE),
        demand=np.exp(NOISE * x - NOISE**2 / 2),
        adopters=ADOPTERS,
    )


def low_volume(trials):
    """The variant of known inputs and 20 sessions a segment-week, the same in every trial."""
    known = lambda value: np.full(trials, float(value))
    return Outer(
        rate=known(1), turns=known(3), user=known(120), output=known(230), failure=known(0.03),
        share=known(0.6), demand=np.ones((trials, WEEKS)),
        adopters=np.full((len(USERS), WEEKS), 20.0))


def generator(seed):
    return np.random.Generator(np.random.SFC64(seed))



"""How many evaluations and how much time the P95 of the total takes, by method, errors measured."""

import math
import sys

import numpy as np
from scipy.special import ndtri
from scipy.stats import qmc

from measuring import ROOT, Peer, digits, estimate, median, table, verdict

sys.path.insert(0, str(ROOT / "Benchmarks" / "peers"))
import numpy_moments
import workload

SCENARIO = "Benchmarks/reference-workload.json"
# Methods of `cogcast estimate --method`.
PLAIN = "monte-carlo"
METHODS = [PLAIN, "latin-hypercube", "sobol"]
SIZES = {PLAIN: [512, 1024, 4096], "latin-hypercube": [512, 1024, 4096], "sobol": [64, 1024, 4096]}
SEEDS = 32
PEER_TRIALS = 96
# In standard errors, as in the section of the reference workload.
AGREEMENT = 6.0
REFERENCE_POINTS, REFERENCE_SETS = 1 << 16, 128


def reference():
    """The P95 of the total and its error, by NumPy's moments on scrambled Sobol points."""
    dimensions = len(workload.NAMES) + workload.WEEKS
    quantiles = []
    for number in range(REFERENCE_SETS):
        points = qmc.Sobol(dimensions, seed=number).random(REFERENCE_POINTS)
        rng = workload.generator([number, 4])
        totals = []
        for start in range(0, REFERENCE_POINTS, 4096):
            part = Points(points[start : start + 4096])
            outer = workload.draw(len(part.values), part)
            totals.append(numpy_moments.costs(outer, rng)[0])
        quantiles.append(np.quantile(np.concatenate(totals), 0.95))
    return float(np.mean(quantiles)), float(np.std(quantiles, ddof=1) / math.sqrt(REFERENCE_SETS))


def evaluations(method, size):
    """cogcast integrates Sobol points along lines of eight nodes: through one trial of eight, and through four at
    least in each of its sixteen randomisations."""
    return size + (8 * 16 * max(size // 128, 4) if method == "sobol" else 0)


class Points:
    """Gives the columns of a point set out as the normals that `workload.draw` asks for."""

    def __init__(self, points):
        self.values = ndtri(np.clip(points, 1e-12, 1 - 1e-12))
        self.used = 0

    def standard_normal(self, shape):
        columns = self.values[:, self.used : self.used + shape[1]]
        self.used += shape[1]
        return columns.copy()


def root_mean_square(values):
    return math.sqrt(sum(value**2 for value in values) / len(values))


def law(sizes, errors, method):
    """a and b of error = a size^-b by least squares on logarithms; b is 1/2 for independent points."""
    if method == PLAIN:
        return math.exp(np.mean(np.log(errors) + 0.5 * np.log(sizes))), 0.5
    slope, level = np.polyfit(np.log(sizes), np.log(errors), 1)
    return math.exp(level), -slope


def needed(fit, error):
    return (fit[0] / error) ** (1 / fit[1])


def section():
    truth, error = reference()
    errors, seconds, fits, distances = {}, {}, {}, {}
    for method in METHODS:
        for size in SIZES[method]:
            runs = [estimate(SCENARIO, size, 1, seed, method) for seed in range(1, SEEDS + 1)]
            found = np.array([_p95(done) for done in runs])
            errors[method, size] = root_mean_square(found / truth - 1)
            seconds[method, size] = median([done.cpu for done in runs])
        # Of the last, largest size.
        distances[method] = (found.mean() - truth) / math.hypot(
            found.std(ddof=1) / math.sqrt(SEEDS), error)
        fits[method] = law(
            [evaluations(method, size) for size in SIZES[method]],
            [errors[method, size] for size in SIZES[method]], method)
    plain, peer_seconds = _peer(truth)
    rows = [
        [
            method, f"{size:,}", f"{evaluations(method, size):,}",
            f"{100 * errors[method, size]:.3g} %", digits(seconds[method, size])]
        for method in METHODS for size in SIZES[method]
    ]
    rows += [["NumPy, plain Monte Carlo", f"{size:,}", f"{size:,}", f"{100 * value:.3g} %", ""]
             for size, value in plain.items()]
    base = law(list(plain), list(plain.values()), PLAIN)
    goals = []
    slow = needed(base, 0.01) * peer_seconds
    for method in METHODS:
        first, last = SIZES[method][0], SIZES[method][-1]
        fewest = evaluations(method, first)
        each = (seconds[method, last] - seconds[method, first]) / (evaluations(method, last) - fewest)
        one, tenth = needed(fits[method], 0.01), needed(fits[method], 0.001)
        if method == "sobol":
            one = max(one, fewest)
        time = max(seconds[method, first] - fewest * each, 0.0) + one * each
        fewer = needed(base, 0.001) / tenth
        goals.append([
            method, f"{one:,.0f}", digits(time), digits(slow / time),
            verdict(slow / time >= 4000, "≥ 4,000"), f"{tenth:,.0f}", digits(fewer),
            verdict(fewer >= 300, "≥ 300") if method != PLAIN else "–"])
    worst = max(map(abs, distances.values()))
    if worst > AGREEMENT:
        raise RuntimeError(f"the P95 is {worst:.1f} standard errors from the reference")
    return "\n\n".join([
        "## The P95 of the total",
        f"Root mean square error over {SEEDS} seeds against {truth:,.2f} ± {error:.2f} USD, which "
        f"NumPy's moments give on {REFERENCE_SETS} × {REFERENCE_POINTS:,} scrambled Sobol points; not "
        f"the error that the report claims. An error of {SEEDS} seeds is itself known to "
        f"{100 / math.sqrt(2 * SEEDS):.0f} %. "
        "Processor seconds of the whole process on one thread. At the largest size the mean of the seeds "
        "is from the reference, in standard errors: "
        + ", ".join(f"{method} {distance:+.1f}" for method, distance in distances.items()) + ".",
        table(["method", "trials", "evaluations", "error", "seconds"], rows).strip(),
        "To 1 % and to 0.1 %, by the power law through these points, its exponent 1/2 for plain Monte "
        "Carlo and fitted for the others ("
        + ", ".join(f"{fits[method][1]:.2f} for {method}" for method in METHODS[1:])
        + "); what lies beyond the sizes above is an extrapolation, and Sobol points are not fewer than above. "
        f"Request by request NumPy takes {digits(1000 * peer_seconds)} ms a trial, and to 1 % "
        f"{needed(base, 0.01):,.0f} trials ({digits(slow)} s); plain Monte Carlo takes "
        f"{needed(base, 0.001):,.0f} evaluations to 0.1 %.",
        table(
            ["method", "evaluations to 1 %", "seconds", "NumPy requests over it", "goal",
             "evaluations to 0.1 %", "fewer than plain", "goal"], goals).strip(),
    ])


def _p95(done):
    quantiles = done.json()["metrics"]["cost.total"]["quantiles"]
    return next(q["value"] for q in quantiles if q["p"] == 0.95)


def _peer(truth):
    """Errors of plain Monte Carlo by trials, and seconds of a request-level trial of NumPy."""
    totals = numpy_moments.run(1 << 19, 7)[0]
    found = {}
    for size in (1024, 4096, 16_384):
        parts = totals.reshape(-1, size)
        found[size] = root_mean_square(np.quantile(parts, 0.95, axis=1) / truth - 1)
    peer = Peer("numpy_requests")
    peer(16, 1)
    times = [peer(PEER_TRIALS, seed)["cpu"] / PEER_TRIALS for seed in range(1, 6)]
    peer.close()
    return found, median(times)

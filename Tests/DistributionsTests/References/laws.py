#!/usr/bin/env python3
"""Writes laws.json beside this file: reference values of every law.

SciPy gives the laws that it has; mpmath at 50 digits gives PERT, the metalog, the logit-normal,
mixtures, truncation, censoring and every law that is given by percentiles. Run it with SciPy 1.17 and mpmath 1.3:

    python3 Tests/DistributionsTests/References/laws.py
"""

import json
import pathlib

import scipy.stats as st
from mpmath import (
    betainc, erf, erfinv, exp, findroot, gamma, gammainc, inf, log, lu_solve, matrix, mp, mpf, pi, quad, sqrt,
)

mp.dps = 50
PROBABILITIES = [0.001, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 0.999]


def row(law, source, mean, variance, cdf, quantile, probabilities=PROBABILITIES):
    """One law: its quantiles, and its distribution function beside them."""
    quantiles = [[p, float(quantile(p))] for p in probabilities]
    points = sorted({float(f"{x:.6g}") for _, x in quantiles})
    return {
        "law": law, "source": source, "mean": float(mean), "variance": float(variance),
        "cdf": [[x, float(cdf(x))] for x in points], "quantiles": quantiles,
    }


# --- SciPy -------------------------------------------------------------------------------------


def scipy_row(law, frozen):
    return row(law, "scipy", frozen.mean(), frozen.var(), frozen.cdf, frozen.ppf)


def scipy_rows():
    def lognormal(median, sigma):
        return st.lognorm(s=float(sigma), scale=float(median))

    rows = [
        ({"normal": {"mean": 3, "sd": 2}}, st.norm(3, 2)),
        ({"normal": {"mean": -1e6, "sd": 1}}, st.norm(-1e6, 1)),
        ({"uniform": {"min": -2, "max": 5}}, st.uniform(-2, 7)),
        ({"triangular": {"min": 1, "mode": 2, "max": 7}}, st.triang(c=1 / 6, loc=1, scale=6)),
        ({"triangular": {"min": 1, "mode": 1, "max": 7}}, st.triang(c=0, loc=1, scale=6)),
        ({"triangular": {"min": -3, "mode": 7, "max": 7}}, st.triang(c=1, loc=-3, scale=10)),
        ({"exponential": {"mean": 40}}, st.expon(scale=40)),
        ({"pareto": {"scale": 2, "shape": 2.5}}, st.pareto(2.5, scale=2)),
        ({"pareto": {"scale": 2, "shape": 7}}, st.pareto(7, scale=2)),
        ({"bernoulli": {"p": 0.3}}, st.bernoulli(0.3)),
    ]
    for median, sigma in [(45, 0.1), (45, 1), (0.01, 2)]:
        rows.append(({"lognormal": {"p50": median, "sigma": sigma}}, lognormal(median, sigma)))
    for mean, cv in [(900, 0.7), (3, 0.05)]:
        sigma = sqrt(log(1 + mpf(cv) ** 2))
        rows.append(({"lognormal": {"mean": mean, "cv": cv}},
                     lognormal(mean * exp(-sigma ** 2 / 2), sigma)))
    rows.append(({"lognormal": {"mean": 20, "sigma": 1.5}},
                 lognormal(20 * exp(-mpf(1.5) ** 2 / 2), 1.5)))
    rows.append(({"lognormal": {"p50": 20, "cv": 3}}, lognormal(20, sqrt(log(mpf(10))))))
    for alpha, beta in [(0.4, 0.7), (1, 1), (2, 5), (30, 4), (900, 2100)]:
        rows.append(({"beta": {"alpha": alpha, "beta": beta}}, st.beta(alpha, beta)))
    rows.append(({"beta": {"mean": 0.25, "concentration": 16}}, st.beta(4, 12)))
    for shape, scale in [(0.2, 3), (1, 1), (7.5, 20), (400, 0.5), (250000, 1)]:
        rows.append(({"gamma": {"shape": shape, "scale": scale}}, st.gamma(shape, scale=scale)))
    rows.append(({"gamma": {"mean": 10, "cv": 0.5}}, st.gamma(4, scale=2.5)))
    for shape, scale in [(0.6, 5), (1, 2), (3, 12)]:
        rows.append(
            ({"weibull": {"shape": shape, "scale": scale}}, st.weibull_min(shape, scale=scale)))
    for mean in [0.05, 3.2, 25, 1234.5, 1e6]:
        rows.append(({"poisson": {"mean": mean}}, st.poisson(mean)))
    for n, p in [(1, 0.5), (12, 0.3), (5000, 0.97), (100000, 0.01)]:
        rows.append(({"binomial": {"n": n, "p": p}}, st.binom(n, p)))
    for mean, k in [(4, 0.5), (4, 30), (700, 2.5)]:
        rows.append(({"negativeBinomial": {"mean": mean, "dispersion": k}},
                     st.nbinom(k, k / (k + mean))))
    for mean in [0.2, 2.5, 400]:
        rows.append(({"geometric": {"mean": mean}}, st.geom(1 / (1 + mean), loc=-1)))
    for mean in [1.25, 3.5]:
        rows.append(({"geometricFrom1": {"mean": mean}}, st.geom(1 / mean)))
    values, weights = [1, 2, 5, 20], [0.5, 0.25, 0.125, 0.125]
    rows.append(({"discrete": {"values": values, "weights": weights}},
                 st.rv_discrete(values=(values, weights))))
    return [scipy_row(law, frozen) for law, frozen in rows]


# --- mpmath ------------------------------------------------------------------------------------


class Continuous:
    """A continuous law by density and distribution function; moments by quadrature."""

    def __init__(self, density, cdf, cuts):
        self.density, self.cdf, self.cuts = density, cdf, [mpf(x) for x in cuts]

    def inner(self, power, low, high):
        """E[power(X); low < X <= high]."""
        cuts = [low] + [x for x in self.cuts if low < x < high] + [high]
        return quad(lambda x: power(x) * self.density(x), cuts)

    def ends(self):
        return self.cuts[0], self.cuts[-1]


def normal(mean, sd):
    mean, sd = mpf(mean), mpf(sd)
    cuts = [mean + sd * k for k in (-inf, -12, -6, -3, 0, 3, 6, 12, inf)]
    return Continuous(
        lambda x: exp(-((x - mean) / sd) ** 2 / 2) / (sd * sqrt(2 * pi)),
        lambda x: (1 + erf((x - mean) / (sd * sqrt(2)))) / 2, cuts)


def lognormal(median, sigma):
    base = normal(log(mpf(median)), sigma)
    cuts = [0] + [exp(x) for x in base.cuts[1:-1]] + [inf]
    return Continuous(
        lambda x: base.density(log(x)) / x if x > 0 else mpf(0),
        lambda x: base.cdf(log(x)) if x > 0 else mpf(0), cuts)


def logitnormal(location, scale):
    base = normal(location, scale)
    cuts = [0] + [1 / (1 + exp(-x)) for x in base.cuts[1:-1]] + [1]
    return Continuous(
        lambda x: base.density(log(x / (1 - x))) / (x * (1 - x)) if 0 < x < 1 else mpf(0),
        lambda x: base.cdf(log(x / (1 - x))) if x > 0 else mpf(0), cuts)


def gamma_law(shape, scale):
    shape, scale = mpf(shape), mpf(scale)
    mean, sd = shape * scale, sqrt(shape) * scale
    cuts = [0] + [mean + sd * k for k in (-6, -3, 0, 3, 6, 12, 40) if mean + sd * k > 0] + [inf]
    return Continuous(
        lambda x: x ** (shape - 1) * exp(-x / scale) / (gamma(shape) * scale ** shape),
        lambda x: gammainc(shape, 0, x / scale, regularized=True) if x > 0 else mpf(0), cuts)


def beta_law(alpha, beta, low=0, high=1):
    alpha, beta, low, high = mpf(alpha), mpf(beta), mpf(low), mpf(high)
    width = high - low
    norm = gamma(alpha + beta) / (gamma(alpha) * gamma(beta)) / width

    def density(x):
        u = (x - low) / width
        return norm * u ** (alpha - 1) * (1 - u) ** (beta - 1)

    def cdf(x):
        return betainc(alpha, beta, 0, min(max((mpf(x) - low) / width, 0), 1), regularized=True)

    return Continuous(density, cdf, [low + width * mpf(k) / 8 for k in range(9)])


def pareto(scale, shape, upper):
    scale, shape, upper = mpf(scale), mpf(shape), mpf(upper)
    share = 1 - (scale / upper) ** shape
    cuts = [scale * (upper / scale) ** (mpf(k) / 8) for k in range(9)]
    return Continuous(
        lambda x: shape / share * (scale / x) ** shape / x,
        lambda x: min(max((1 - (scale / x) ** shape) / share, 0), 1), cuts)


def pert(low, mode, high, weight=4):
    width = mpf(high) - low
    return beta_law(1 + weight * (mpf(mode) - low) / width, 1 + weight * (high - mpf(mode)) / width,
                    low, high)


def moments(law):
    low, high = law.ends()
    mean = law.inner(lambda x: x, low, high)
    return mean, law.inner(lambda x: (x - mean) ** 2, low, high)


def solve(cdf, p, low, high):
    """The root of cdf - p between two bounds, by bisection and then the secant method."""
    low, high = mpf(low), mpf(high)
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if cdf(middle) < p else (low, middle)
    return findroot(lambda x: cdf(x) - mpf(p), (low, high), solver="anderson", tol=mpf(10) ** -60,
                    verify=False)


def continuous_row(law, reference, low, high):
    mean, variance = moments(reference)
    return row(law, "mpmath", mean, variance, lambda x: reference.cdf(mpf(x)),
               lambda p: solve(reference.cdf, p, low, high))


def truncated(base, low, high):
    low, high = mpf(low), mpf(high)
    below, share = base.cdf(low), base.cdf(high) - base.cdf(low)
    cuts = [low] + [x for x in base.cuts if low < x < high] + [high]
    return Continuous(lambda x: base.density(x) / share,
                      lambda x: min(max((base.cdf(x) - below) / share, 0), 1), cuts)


def censored_row(law, base, low, high):
    """Clamped to low...high: probability of its own at both bounds."""
    low, high = mpf(low), mpf(high)
    below, above = base.cdf(low), 1 - base.cdf(high)
    mean = low * below + high * above + base.inner(lambda x: x, low, high)
    variance = ((low - mean) ** 2 * below + (high - mean) ** 2 * above
                + base.inner(lambda x: (x - mean) ** 2, low, high))

    def cdf(x):
        return mpf(0) if x < low else mpf(1) if x >= high else base.cdf(mpf(x))

    def quantile(p):
        return low if p <= below else high if p >= 1 - above else solve(base.cdf, p, low, high)

    return row(law, "mpmath", mean, variance, cdf, quantile)


def mixture(parts):
    total = sum(mpf(w) for w, _ in parts)
    cuts = sorted({x for _, law in parts for x in law.cuts})

    def inside(law, x):
        return law.ends()[0] < x <= law.ends()[1]

    return Continuous(
        lambda x: sum(w / total * law.density(x) for w, law in parts if inside(law, x)),
        lambda x: sum(w / total * (law.cdf(x) if x > law.ends()[0] else 0) for w, law in parts),
        cuts)


class Metalog:
    """Keelin (2016), eq. 6, through all points; t is the log-odds."""

    def __init__(self, points, low=None, high=None):
        self.low, self.high = (None if b is None else mpf(b) for b in (low, high))
        size = len(points)
        basis = matrix([[self.term(k, mpf(p)) for k in range(size)] for p, _ in points])
        self.coefficients = lu_solve(basis, matrix([self.unbounded(mpf(x)) for _, x in points]))

    @staticmethod
    def term(k, y):
        t, v = log(y / (1 - y)), y - mpf(1) / 2
        if k < 4:
            return [mpf(1), t, v * t, v][k]
        return v ** (k // 2) if k % 2 == 0 else v ** (k // 2) * t

    def unbounded(self, x):
        if self.low is None:
            return x if self.high is None else -log(self.high - x)
        return log(x - self.low) if self.high is None else log((x - self.low) / (self.high - x))

    def bounded(self, z):
        if self.low is None:
            return z if self.high is None else self.high - exp(-z)
        if self.high is None:
            return self.low + exp(z)
        return self.low + (self.high - self.low) / (1 + exp(-z))

    def quantile(self, y):
        y = mpf(y)
        return self.bounded(sum(self.coefficients[k] * self.term(k, y)
                                for k in range(len(self.coefficients))))

    def at_log_odds(self, t):
        # The complement keeps its digits far out, where y rounds to 1.
        far = 1 / (1 + exp(abs(t)))
        v = (1 if t > 0 else -1) * (mpf(1) / 2 - far)
        terms = [mpf(1), t, v * t, v]
        terms += [v ** (k // 2) * (1 if k % 2 == 0 else t) for k in range(4, 20)]
        return self.bounded(sum(c * terms[k] for k, c in enumerate(self.coefficients)))

    def moments(self):
        cuts = [s * t for s in (1,) for t in (-2000, -500, -120, -40, -12, -4, 0, 4, 12, 40, 120, 500, 2000)]

        def expectation(power):
            return quad(lambda t: power(self.at_log_odds(t)) / ((1 + exp(-t)) * (1 + exp(t))), cuts)

        mean = expectation(lambda x: x)
        return mean, expectation(lambda x: (x - mean) ** 2)

    def cdf(self, x):
        t = solve(lambda t: self.at_log_odds(t), mpf(x), -100, 100)
        return 1 / (1 + exp(-t))


def metalog_row(points, low=None, high=None):
    reference = Metalog(points, low, high)
    law = {"metalog": {"points": points}}
    if low is not None:
        law["metalog"]["min"] = low
    if high is not None:
        law["metalog"]["max"] = high
    mean, variance = reference.moments()
    return row(law, "mpmath", mean, variance, reference.cdf, reference.quantile)


def empirical_row(quantiles):
    """Straight lines between equally spaced quantiles: all in rational arithmetic."""
    q = [mpf(x) for x in quantiles]
    size = len(q) - 1
    mean = sum((a + b) / 2 for a, b in zip(q, q[1:])) / size
    square = sum((a * a + a * b + b * b) / 3 for a, b in zip(q, q[1:])) / size

    def quantile(p):
        position = mpf(p) * size
        index = int(position)
        return q[index] + (q[index + 1] - q[index]) * (position - index)

    def cdf(x):
        x = mpf(x)
        if x < q[0]:
            return mpf(0)
        if x >= q[-1]:
            return mpf(1)
        index = max(k for k in range(size + 1) if q[k] <= x)
        return (index + (x - q[index]) / (q[index + 1] - q[index])) / size

    return row({"empirical": {"quantiles": quantiles}}, "mpmath", mean, square - mean ** 2, cdf,
               quantile)


def discrete_row(law, mass, low, high, source_cdf=None):
    """A law on whole numbers by its masses, within low...high."""
    masses = {k: mass(k) for k in range(low, high + 1)}
    total = sum(masses.values())
    mean = sum(k * m for k, m in masses.items()) / total
    variance = sum((k - mean) ** 2 * m for k, m in masses.items()) / total

    def cdf(x):
        return sum(m for k, m in masses.items() if k <= x) / total

    def quantile(p):
        return next(k for k in range(low, high + 1) if cdf(k) >= p)

    return row(law, "mpmath", mean, variance, cdf, quantile)


def poisson_mass(mean):
    return lambda k: exp(-mpf(mean)) * mpf(mean) ** k / gamma(k + 1)


# --- Laws by percentiles -----------------------------------------------------------------------


def normal_score(p):
    return sqrt(2) * erfinv(2 * mpf(p) - 1)


def normal_through(points, transform=lambda x: x):
    """Mean and standard deviation of the normal law through two transformed quantiles."""
    (p0, x0), (p1, x1) = points
    z0, z1 = normal_score(p0), normal_score(p1)
    v0, v1 = transform(mpf(x0)), transform(mpf(x1))
    sd = (v1 - v0) / (z1 - z0)
    return v0 - sd * z0, sd


def shifted(base, shift):
    return Continuous(lambda x: base.density(x - shift), lambda x: base.cdf(x - shift),
                      [x + shift for x in base.cuts])


def weibull_through(points):
    """ln(-ln(1 - p)) is linear in ln x."""
    (p0, x0), (p1, x1) = points
    y0, y1 = log(-log(1 - mpf(p0))), log(-log(1 - mpf(p1)))
    shape = (y1 - y0) / (log(mpf(x1)) - log(mpf(x0)))
    return shape, mpf(x0) * exp(-y0 / shape)


def weibull_law(shape, scale):
    cuts = [0] + [scale * mpf(k) / 4 for k in range(1, 17)] + [inf]
    return Continuous(
        lambda x: shape / scale * (x / scale) ** (shape - 1) * exp(-(x / scale) ** shape),
        lambda x: 1 - exp(-(x / scale) ** shape) if x > 0 else mpf(0), cuts)


def beta_through(mean, p, x):
    """The largest concentration whose law has the quantile."""
    mean, p, x = mpf(mean), mpf(p), mpf(x)

    def excess(c):
        return betainc(mean * c, (1 - mean) * c, 0, x, regularized=True) - p

    # SciPy rules out a root beyond, where mpmath's series no longer converge.
    high = low = mpf(300)
    beyond = [st.beta.cdf(float(x), float(mean * c), float((1 - mean) * c)) - float(p)
              for c in (300 * 1.1 ** k for k in range(150))]
    assert all((e < 0) == (beyond[0] < 0) for e in beyond)
    while (excess(low) < 0) == (excess(high) < 0):
        high, low = low, low / mpf(1.2)
    concentration = findroot(excess, (low, high), solver="anderson", tol=mpf(10) ** -45)
    return beta_law(mean * concentration, (1 - mean) * concentration)


def percentiles(points):
    return {f"p{round(100 * p)}": x for p, x in points}


def domain_row(domain, points, bounds=None):
    """The law behind bare percentiles of an input, cut to its own bounds."""
    domains = {
        "positive": (lambda: lognormal_of(*normal_through(points, log)), 0, 1e9),
        "unit": (lambda: logitnormal(*normal_through(points, lambda x: log(x / (1 - x)))), 0, 1),
        "atLeastOne": (
            lambda: shifted(lognormal_of(*normal_through(points, lambda x: log(x - 1))), 1), 1, 1e9),
        "signed": (lambda: normal(*normal_through(points)), -1e9, 1e9),
    }
    make, low, high = domains[domain]
    base = make()
    notation = {"domain": domain, "points": points}
    if bounds is None:
        return continuous_row({"percentiles": notation}, base, low, high)
    notation.update(min=bounds[0], max=bounds[1])
    return continuous_row(
        {"percentiles": notation}, truncated(base, *bounds), bounds[0], bounds[1])


def lognormal_of(log_mean, log_sd):
    return lognormal(exp(log_mean), log_sd)


def percentile_rows():
    for points in [[(0.05, 2), (0.9, 3)], [(0.5, 45), (0.95, 320)]]:
        yield continuous_row({"lognormal": percentiles(points)},
                             lognormal_of(*normal_through(points, log)), 1e-9, 1e9)
    points = [(0.05, -2), (0.95, 9)]
    yield continuous_row({"normal": percentiles(points)}, normal(*normal_through(points)), -99, 99)
    points = [(0.1, 4), (0.9, 6)]
    yield continuous_row({"weibull": percentiles(points)}, weibull_law(*weibull_through(points)),
                         0, 99)
    for mean, p, x in [(0.3, 0.95, 0.5), (0.1, 0.9, 0.2), (0.6, 0.25, 0.5)]:
        yield continuous_row({"beta": {"mean": mean, **percentiles([(p, x)])}},
                             beta_through(mean, p, x), 0, 1)
    yield domain_row("positive", [(0.05, 0.4), (0.95, 2)])
    yield domain_row("positive", [(0.05, 900), (0.95, 3200)], (500, 5000))
    yield domain_row("unit", [(0.05, 0.2), (0.95, 0.45)])
    yield domain_row("unit", [(0.05, 0.45), (0.95, 0.65)], (0.3, 0.7))
    yield domain_row("atLeastOne", [(0.05, 2), (0.95, 4.5)])
    yield domain_row("atLeastOne", [(0.1, 1.2), (0.5, 1.6)], (1.1, 10))
    yield domain_row("signed", [(0.05, -0.05), (0.95, 0.01)])
    yield domain_row("signed", [(0.25, -3), (0.75, 8)], (-10, 20))


def mpmath_rows():
    yield continuous_row({"pert": {"min": 1, "mode": 2, "max": 7}}, pert(1, 2, 7), 1, 7)
    yield continuous_row({"pert": {"min": 0, "mode": 9, "max": 10, "lambda": 12}},
                         pert(0, 9, 10, 12), 0, 10)
    yield continuous_row({"pert": {"min": -5, "mode": -5, "max": 1}}, pert(-5, -5, 1), -5, 1)
    for location, scale in [(-1, 0.5), (0.5, 3), (-4, 1)]:
        yield continuous_row({"logitnormal": {"location": location, "scale": scale}},
                             logitnormal(location, scale), 0, 1)
    yield continuous_row({"shiftedLognormal": {"shift": 1, "p50": 1.5, "sigma": 0.8}},
                         shifted(lognormal(1.5, 0.8), 1), 1, 99)
    for shape, upper in [(0.8, 100), (1, 1000), (2, 50), (3.5, 400)]:
        yield continuous_row({"pareto": {"scale": 2, "shape": shape, "max": upper}},
                             pareto(2, shape, upper), 2, upper)

    yield metalog_row([[0.05, -1], [0.5, 1.2], [0.95, 3]])
    yield metalog_row([[0.1, 2], [0.25, 3], [0.5, 5], [0.75, 8], [0.9, 12]])
    yield metalog_row([[0.05, 10], [0.5, 30], [0.95, 100]], low=0)
    yield metalog_row([[0.05, 2], [0.5, 2.9], [0.9, 4], [0.95, 4.6]], low=1)
    yield metalog_row([[0.05, 0.2], [0.5, 0.3], [0.95, 0.45]], low=0, high=1)
    yield metalog_row([[0.1, 1], [0.5, 30], [0.9, 5000]], low=0, high=100000)
    yield metalog_row([[0.05, -40], [0.5, -20], [0.95, -9]], high=0)

    yield continuous_row(
        {"mixture": [{"weight": 1, "law": {"normal": {"mean": 0, "sd": 1}}},
                     {"weight": 3, "law": {"gamma": {"shape": 3, "scale": 4}}}]},
        mixture([(1, normal(0, 1)), (3, gamma_law(3, 4))]), -12, 200)
    yield continuous_row(
        {"mixture": [{"weight": 0.7, "law": {"lognormal": {"p50": 40, "sigma": 0.6}}},
                     {"weight": 0.2, "law": {"lognormal": {"p50": 900, "sigma": 0.4}}},
                     {"weight": 0.1, "law": {"pert": {"min": 50, "mode": 60, "max": 80}}}]},
        mixture([(mpf(0.7), lognormal(40, 0.6)), (mpf(0.2), lognormal(900, 0.4)),
                 (mpf(0.1), pert(50, 60, 80))]), 1e-6, 1e6)

    def four_or_poisson(k):
        return (mpf(1) / 3 if k == 4 else 0) + poisson_mass(3)(k) * 2 / 3

    yield discrete_row(
        {"mixture": [{"weight": 1, "law": {"discrete": {"values": [4]}}},
                     {"weight": 2, "law": {"poisson": {"mean": 3}}}]}, four_or_poisson, 0, 90)

    for low, high in [(40, 352), (100, 1000), (1e-3, 30)]:
        yield continuous_row(
            {"truncated": {"law": {"lognormal": {"p50": 120, "sigma": 0.6}}, "min": low, "max": high}},
            truncated(lognormal(120, 0.6), low, high), low, high)
    yield continuous_row(
        {"truncated": {"law": {"normal": {"mean": 0, "sd": 1}}, "min": 2, "max": 4}},
        truncated(normal(0, 1), 2, 4), 2, 4)
    yield continuous_row(
        {"truncated": {"law": {"normal": {"mean": 1000, "sd": 1}}, "min": 999, "max": 1003}},
        truncated(normal(1000, 1), 999, 1003), 999, 1003)
    yield continuous_row(
        {"truncated": {"law": {"gamma": {"shape": 2, "scale": 5}}, "min": 4, "max": 9}},
        truncated(gamma_law(2, 5), 4, 9), 4, 9)
    yield continuous_row(
        {"truncated": {"law": {"beta": {"alpha": 2, "beta": 5}}, "min": 0.25, "max": 0.9}},
        truncated(beta_law(2, 5), 0.25, 0.9), 0.25, 0.9)
    yield continuous_row(
        {"truncated": {"law": {"logitnormal": {"location": -1, "scale": 0.5}}, "min": 0.1, "max": 0.4}},
        truncated(logitnormal(-1, 0.5), 0.1, 0.4), 0.1, 0.4)
    yield discrete_row(
        {"truncated": {"law": {"poisson": {"mean": 3}}, "min": 1, "max": 6}}, poisson_mass(3), 1, 6)

    yield censored_row({"censored": {"law": {"lognormal": {"p50": 120, "sigma": 0.6}}, "min": 60,
                                     "max": 352}}, lognormal(120, 0.6), 60, 352)
    yield censored_row({"censored": {"law": {"normal": {"mean": 5, "sd": 4}}, "min": 0, "max": 9}},
                       normal(5, 4), 0, 9)
    yield censored_row({"censored": {"law": {"gamma": {"shape": 2, "scale": 5}}, "min": 1,
                                     "max": 30}}, gamma_law(2, 5), 1, 30)

    def capped(k):
        mass = poisson_mass(3)
        if k == 1:
            return mass(0) + mass(1)
        return mass(k) if k < 6 else 1 - sum(mass(j) for j in range(6))

    yield discrete_row({"censored": {"law": {"poisson": {"mean": 3}}, "min": 1, "max": 6}}, capped,
                       1, 6)
    yield empirical_row([1, 2, 4, 8, 9, 11, 20])
    yield empirical_row([0, 3.5, 3.75, 10, 400])


if __name__ == "__main__":
    rows = scipy_rows() + list(mpmath_rows()) + list(percentile_rows())
    path = pathlib.Path(__file__).with_name("laws.json")
    path.write_text("[\n" + ",\n".join(json.dumps(r) for r in rows) + "\n]\n")
    print(f"{len(rows)} laws in {path.name}")

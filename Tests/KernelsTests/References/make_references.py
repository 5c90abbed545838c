"""Writes the reference tables of the kernel tests, into this folder.

sobol.json is made by SciPy 1.17.1, normal.json, poisson.json and gamma.json by mpmath 1.3.0 with 60
digits.

    python3 Tests/KernelsTests/References/make_references.py
"""

import json
import os
import random

import mpmath
import numpy as np
from scipy.stats import qmc

FOLDER = os.path.dirname(os.path.abspath(__file__))
DIMENSIONS = 1111
POINTS = 8192


def write(name, value):
    with open(os.path.join(FOLDER, name), "w") as file:
        json.dump(value, file, separators=(",", ":"))
        file.write("\n")


def sobol():
    """FNV-1a digests of the first points of each dimension, and some single points of all."""
    engine = qmc.Sobol(DIMENSIONS, scramble=False, bits=32)
    points = (engine.random(POINTS) * 2.0**32).astype(np.uint64)
    digests = np.full(DIMENSIONS, 0xCBF29CE484222325, dtype=np.uint64)
    for point in points:
        digests = (digests ^ point) * np.uint64(0x100000001B3)
    far = {}
    for index in (5, 2**20 + 3, 2**31 + 12345, 2**32 - 1):
        point = np.zeros(DIMENSIONS, dtype=np.uint64)
        gray = index ^ (index >> 1)
        for bit in range(32):
            if gray >> bit & 1:
                point ^= engine._sv[:, bit].astype(np.uint64)
        if index < POINTS:
            assert (point == points[index]).all()
        far[index] = point.tolist()
    write(
        "sobol.json",
        {
            "pointsInDigest": POINTS,
            "digests": [str(digest) for digest in digests],
            "points": [{"index": k, "coordinates": v} for k, v in far.items()],
        },
    )


def normal():
    mpmath.mp.dps = 60

    def cdf(x):
        return mpmath.erfc(-mpmath.mpf(x) / mpmath.sqrt(2)) / 2

    def quantile(p):
        """Newton on log cdf from the tail's first term; the upper half by symmetry."""
        if p > 0.5:
            return -quantile(1 - mpmath.mpf(p))
        p = mpmath.mpf(p)
        x = -mpmath.sqrt(-2 * mpmath.log(p)) if p < 0.1 else mpmath.mpf(0)
        for _ in range(60):
            step = mpmath.log(cdf(x) / p) * cdf(x) / mpmath.npdf(x)
            x -= step
            if abs(step) < mpmath.mpf(10) ** -50 * (1 + abs(x)):
                return x
        raise ArithmeticError(p)

    draw = random.Random(1)
    xs = [-38.0, -37.5, -5.656854249492381, -5.65, -1e-300, 0.0, 0.67448975, 0.67448976, 8.2, 40.0]
    xs += [draw.uniform(-9, 9) for _ in range(400)] + [draw.uniform(-37.5, -5) for _ in range(200)]
    ps = [5e-324, 1e-300, 2.0**-53, 0.075, 0.0750000001, 0.5, 0.925, 0.9250001, 1 - 2.0**-53]
    ps += [draw.random() for _ in range(400)] + [10 ** draw.uniform(-300, 0) for _ in range(200)]
    ps += [1 - 2 ** draw.uniform(-53, -1) for _ in range(100)]
    write(
        "normal.json",
        {
            "cdf": [{"at": x, "value": float(cdf(x))} for x in xs],
            "quantile": [
                {"at": p, "value": float(quantile(p)) if p != 0.5 else 0.0} for p in ps
            ],
            "log": [
                {"at": x, "value": float(mpmath.log(x))}
                for x in [5e-324, 1e-310, 0.5, 0.999, 1.0, 1.001, 1.7e308]
                + [10 ** draw.uniform(-300, 300) for _ in range(200)]
                + [draw.uniform(0.5, 2) for _ in range(200)]
            ],
            "exp": [
                {"at": x, "value": float(mpmath.exp(x))}
                for x in [-745.0, -709.0, -1e-20, 0.0, 0.3465, 1.0, 709.78]
                + [draw.uniform(-700, 700) for _ in range(300)]
            ],
        },
    )


def poisson():
    """Probabilities of counts up to 30 standard deviations from the mean."""
    mpmath.mp.dps = 60
    draw = random.Random(2)
    rows = []
    for _ in range(600):
        mean = 10 ** draw.uniform(1, 15)
        count = max(0, round(mean + draw.uniform(-30, 30) * mean**0.5))
        rows.append((count, mean))
    rows += [(count, mean) for count in range(0, 40) for mean in (10.0, 12.5)]
    write(
        "poisson.json",
        [
            {
                "count": count,
                "mean": mean,
                "mass": float(mpmath.exp(
                    count * mpmath.log(mean) - mpmath.mpf(mean) - mpmath.loggamma(count + 1))),
            }
            for count, mean in rows
        ],
    )


def gamma():
    """Incomplete gamma functions up to 12 standard deviations from the mean, and beside the edges of
    the uniform expansion."""
    mpmath.mp.dps = 60
    rows = []
    for a in [0.05, 0.5, 1.0, 3.0, 9.9, 10.0, 12.5, 19.9, 20.0, 35.0, 60.0, 200.0, 700.0, 1e4, 1e6]:
        xs = [a + z * a**0.5 for z in (-8, -4, -2, -1, -0.3, 0, 0.3, 1, 2, 4, 8, 12)]
        for x in xs + [a * 0.601, a * 1.399, a * 1.401]:
            if x <= 0:
                continue
            upper = mpmath.gammainc(a, x, mpmath.inf, regularized=True)
            if min(upper, 1 - upper) < mpmath.mpf(10) ** -40:
                continue
            power = mpmath.exp(
                a * mpmath.log(x) - mpmath.mpf(x) - mpmath.loggamma(mpmath.mpf(a) + 1))
            rows.append(
                {"a": a, "x": x, "lower": float(1 - upper), "upper": float(upper),
                 "power": float(power)})
    write("gamma.json", rows)


sobol()
normal()
poisson()
gamma()

"""Random numbers in Numba, as an expert writes them: passes over columns that LLVM turns into vectors.

The wheels of llvmlite have no vector library for logarithms and sines, so those are polynomials here
(fdlibm's and Cephes'), with fast-math: contraction and reassociation are allowed.
"""

import math

import numpy as np
from numba import njit

U64 = np.uint64
STEP = U64(0x9E3779B97F4A7C15)


@njit(fastmath=True, error_model="numpy", boundscheck=False)
def uniform(counter, out):
    """SplitMix64 as a counter-based generator: 53 bits, nothing carried from number to number."""
    for i in range(out.size):
        x = counter + U64(i) * STEP
        x = (x ^ (x >> U64(30))) * U64(0xBF58476D1CE4E5B9)
        x = (x ^ (x >> U64(27))) * U64(0x94D049BB133111EB)
        x ^= x >> U64(31)
        out[i] = (np.float64(np.int64(x >> U64(12))) + 0.5) * 2.0**-52
    return counter + U64(out.size) * STEP


@njit(fastmath=True, error_model="numpy", boundscheck=False)
def philox(counter, out):
    """The generator of cogcast, Philox 4x32-10: the fairest peer of its bits."""
    low = U64(0xFFFFFFFF)
    for i in range(out.size // 2):
        c = counter + U64(i)
        w0, w1, w2, w3 = c & low, c >> U64(32), U64(7), U64(9)
        k0, k1 = U64(1), U64(2)
        for _ in range(10):
            p0, p1 = w0 * U64(0xD2511F53), w2 * U64(0xCD9E8D57)
            w0, w1, w2, w3 = (p1 >> U64(32)) ^ w1 ^ k0, p1 & low, (p0 >> U64(32)) ^ w3 ^ k1, p0 & low
            k0 = (k0 + U64(0x9E3779B9)) & low
            k1 = (k1 + U64(0xBB67AE85)) & low
        a, b = w1 << U64(32) | w0, w3 << U64(32) | w2
        out[2 * i] = (np.float64(np.int64(a >> U64(12))) + 0.5) * 2.0**-52
        out[2 * i + 1] = (np.float64(np.int64(b >> U64(12))) + 0.5) * 2.0**-52
    return counter + U64(out.size // 2)


@njit(fastmath=True, error_model="numpy", boundscheck=False)
def log(values, out, scratch):
    """Logarithms of positive normal numbers; `values` and `out` may be one."""
    bits, mantissas = values.view(np.uint64), scratch.view(np.uint64)
    for i in range(values.size):
        b = bits[i] + U64(0x3FF0000000000000 - 0x3FE6A09E00000000)
        mantissas[i] = (b & U64(0xFFFFFFFFFFFFF)) + U64(0x3FE6A09E00000000)
        out[i] = np.float64(np.int64(b >> U64(52)) - 0x3FF)
    for i in range(values.size):
        f = scratch[i] - 1.0
        s = f / (2.0 + f)
        z = s * s
        w = z * z
        r = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373)) + z * (
            0.6666666666666735 + w * (
                0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)))
        half = 0.5 * f * f
        out[i] = s * (half + r) - half + f + out[i] * 0.6931471805599453


@njit(fastmath=True, error_model="numpy", boundscheck=False)
def exp(values, out, scratch):
    """Exponentials where the result is a normal number."""
    powers = scratch.view(np.uint64)
    for i in range(values.size):
        k = math.floor(values[i] * 1.4426950408889634 + 0.5)
        r = (values[i] - k * 0.6931471803691238) - k * 1.9082149292705877e-10
        powers[i] = U64(np.int64(k) + 1023) << U64(52)
        out[i] = 1 + r * (1 + r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * (
            1 / 720 + r * (1 / 5040 + r * (1 / 40320 + r * (1 / 362880 + r * (
                1 / 3628800 + r * (1 / 39916800 + r / 479001600)))))))))))
    for i in range(values.size):
        out[i] *= scratch[i]


@njit(fastmath=True, error_model="numpy", boundscheck=False)
def normal(counter, out, u, scratch):
    """Box-Muller, a half of the column at a time."""
    n = out.size // 2
    counter = uniform(counter, u)
    log(u[:n], scratch[:n], scratch[n:])
    for i in range(n):
        radius = math.sqrt(-2.0 * scratch[i])
        x = 4.0 * u[n + i]
        q = math.floor(x + 0.5)
        r = (x - q) * (math.pi / 2)
        z = r * r
        sine = r + r * z * (-0.16666666666666632 + z * (0.008333333333322118 + z * (
            -0.0001984126982985795 + z * (2.7557313621385722e-06 + z * (
                -2.50507477628578e-08 + z * 1.5896230157654656e-10)))))
        cosine = 1.0 - 0.5 * z + z * z * (0.0416666666666666 + z * (-0.0013888888888887305 + z * (
            2.480158728885171e-05 + z * (-2.7557314179293387e-07 + z * (
                2.0875700843253796e-09 - z * 1.1358536521387682e-11)))))
        odd = q == 1.0 or q == 3.0
        a = cosine if odd else sine
        b = sine if odd else cosine
        out[i] = radius * (-a if q >= 2.0 and q < 4.0 else a)
        out[n + i] = radius * (-b if q == 1.0 or q == 2.0 else b)
    return counter


@njit(fastmath=True, error_model="numpy", boundscheck=False)
def lognormal(counter, out, u, scratch):
    counter = normal(counter, out, u, scratch)
    exp(out, out, scratch)
    return counter


@njit(fastmath=True, error_model="numpy", boundscheck=False)
def exponential(counter, out, scratch):
    counter = uniform(counter, out)
    log(out, out, scratch)
    for i in range(out.size):
        out[i] = -out[i]
    return counter


@njit(fastmath=True, error_model="numpy", boundscheck=False)
def gamma(counter, shape, out, z, u, v, scratch):
    """Marsaglia & Tsang over columns of normal and uniform numbers."""
    d = shape - 1.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * d)
    done = 0
    while done < out.size:
        counter = normal(counter, z, v, scratch)
        counter = uniform(counter, u)
        for i in range(z.size):
            if done == out.size:
                break
            t = 1.0 + c * z[i]
            if t <= 0.0:
                continue
            t = t * t * t
            s = z[i] * z[i]
            if u[i] < 1.0 - 0.0331 * s * s or math.log(u[i]) < 0.5 * s + d * (1.0 - t + math.log(t)):
                out[done] = d * t
                done += 1
    return counter


@njit(fastmath=True, error_model="numpy", boundscheck=False)
def poisson_by_table(counter, cumulative, guide, out, u):
    """Inversion by an indexed search: `guide[j]` is the count that j / guide.size reaches."""
    counter = uniform(counter, u)
    for i in range(out.size):
        k = guide[int(u[i] * guide.size)]
        while u[i] > cumulative[k]:
            k += 1
        out[i] = k
    return counter


def poisson_table(mean):
    """The distribution function up to where it is 1, and the guide of the search."""
    top = int(mean + 12 * math.sqrt(mean) + 30)
    masses = [math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(top)]
    cumulative = np.minimum(np.cumsum(masses), 1.0)
    cumulative[-1] = 1.0
    size = 1 << max(8, (4 * top).bit_length())
    guide = np.searchsorted(cumulative, np.arange(size) / size).astype(np.int64)
    return cumulative, guide

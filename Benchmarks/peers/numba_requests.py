"""Request-level Monte Carlo in Numba: every session, turn and retry is drawn.

A trial is one stream of turns, cut into sessions by a coin a turn. The random columns of a tile of the
stream are made by passes that LLVM turns into vector code (a counter-based generator, and polynomials
for logarithm, sine and exponential, good to about 1e-11); one scalar pass without unpredictable
branches then walks the tile. Trials are shared among threads.
"""

import numba
import numpy as np
from numba import njit, prange

from workload import (
    BILLED_FRACTION, MAX_ATTEMPTS, MAX_TURNS, OUTPUT_SIGMA, OWN_HIT, PREFIX, PRICES, RETRIEVED,
    USER_SIGMA, WEEKS, draw, generator,
)

# Turns of a tile: its columns stay in the first-level cache.
TILE = 512
STEP = np.uint64(0x9E3779B97F4A7C15)
MIX_A, MIX_B = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
U11, U27, U30, U31, U32 = (np.uint64(n) for n in (11, 27, 30, 31, 32))
LOW = np.uint64(0xFFFFFFFF)
LN2 = float(np.log(2))


@njit(inline="always")
def mixed(x):
    """SplitMix64 (Steele, Lea & Flood 2014)."""
    x = (x ^ (x >> U30)) * MIX_A
    x = (x ^ (x >> U27)) * MIX_B
    return x ^ (x >> U31)


@njit(fastmath=True, boundscheck=False)
def lengths(key, start, user_median, output_median, user, output, reals, signed):
    """Fills `user` and `output` with log-normal lengths by Box and Muller; the rest is scratch.

    `signed` is the bits of `reals`.
    """
    count = len(user)
    for i in range(count):
        x = mixed(key + np.uint64(start + 2 * i) * STEP)
        user[i] = (np.float64(x >> U11) + 1.0) * 2.0**-53
        y = mixed(key + np.uint64(start + 2 * i + 1) * STEP)
        output[i] = np.float64(np.int64(y >> U11)) * 2.0**-53 - 0.5
    for i in range(count):
        reals[i] = user[i]
    # u = m 2^e, with m in [1, 2)
    for i in range(count):
        x = signed[i]
        user[i] = np.float64((x >> 52) - 1023)
        signed[i] = (x & 0xFFFFFFFFFFFFF) | (1023 << 52)
    for i in range(count):
        m = reals[i]
        high = m > 1.4142135623730951
        m = 0.5 * m if high else m
        e = user[i] + (1.0 if high else 0.0)
        f = (m - 1) / (m + 1)
        s = f * f
        p = 1 / 15.0
        p = p * s + 1 / 13.0
        p = p * s + 1 / 11.0
        p = p * s + 1 / 9.0
        p = p * s + 1 / 7.0
        p = p * s + 1 / 5.0
        p = p * s + 1 / 3.0
        p = p * s + 1.0
        radius = np.sqrt(-2 * (e * LN2 + 2 * f * p))
        a = np.pi * output[i]
        s = a * a
        sine = -1 / 1307674368000.0
        sine = sine * s + 1 / 6227020800.0
        sine = sine * s - 1 / 39916800.0
        sine = sine * s + 1 / 362880.0
        sine = sine * s - 1 / 5040.0
        sine = sine * s + 1 / 120.0
        sine = sine * s - 1 / 6.0
        sine = (sine * s + 1) * a
        cosine = 1 / 20922789888000.0
        cosine = cosine * s - 1 / 87178291200.0
        cosine = cosine * s + 1 / 479001600.0
        cosine = cosine * s - 1 / 3628800.0
        cosine = cosine * s + 1 / 40320.0
        cosine = cosine * s - 1 / 720.0
        cosine = cosine * s + 1 / 24.0
        cosine = cosine * s - 0.5
        cosine = cosine * s + 1
        user[i] = radius * (2 * sine * cosine)
        output[i] = radius * (cosine * cosine - sine * sine)
    exponentials(user, np.log(user_median), USER_SIGMA, reals, signed)
    exponentials(output, np.log(output_median), OUTPUT_SIGMA, reals, signed)


@njit(fastmath=True, boundscheck=False)
def exponentials(z, location, scale, reals, signed):
    for i in range(len(z)):
        x = (location + scale * z[i]) * (1 / LN2)
        k = np.floor(x + 0.5)
        r = (x - k) * LN2
        p = 1 / 3628800.0
        p = p * r + 1 / 362880.0
        p = p * r + 1 / 40320.0
        p = p * r + 1 / 5040.0
        p = p * r + 1 / 720.0
        p = p * r + 1 / 120.0
        p = p * r + 1 / 24.0
        p = p * r + 1 / 6.0
        p = p * r + 0.5
        p = p * r + 1
        z[i] = p * r + 1
        signed[i] = (np.int64(k) + 1023) << 52
    for i in range(len(z)):
        z[i] *= reals[i]


@njit(fastmath=True, boundscheck=False)
def chances(key, start, cache, end):
    for i in range(len(cache)):
        x = mixed(key + np.uint64(start + i) * STEP)
        cache[i] = np.float64(np.int64(x >> U32)) * 2.0**-32
        end[i] = np.float64(np.int64(x & LOW)) * 2.0**-32


@njit(inline="always")
def uniform(key, counter):
    return (np.float64(mixed(key + np.uint64(counter) * STEP) >> U11) + 0.5) * 2.0**-53


@njit(fastmath=True, boundscheck=False)
def play(counts, hits, seed, mean_turns, user_median, output_median, failure, prices, sums):
    """Adds the cost of each cell, of `counts` sessions and shared-prefix probability `hits`."""
    lengths_key = mixed(np.uint64(seed))
    chance_key = mixed(lengths_key + STEP)
    failure_key = mixed(chance_key + STEP)
    user, output, cache, end, reals = (
        np.empty(TILE), np.empty(TILE), np.empty(TILE), np.empty(TILE), np.empty(TILE))
    signed = reals.view(np.int64)
    stops = 1 / mean_turns
    skip = 1 / np.log1p(-failure)
    failures = 0
    until_failure = np.int64(np.log(uniform(failure_key, failures)) * skip)
    fixed, of_history, of_added = np.empty(3), np.empty(3), np.empty(3)
    place = TILE
    start = 0
    for cell in range(len(counts)):
        left = counts[cell]
        if left == 0:
            continue
        plain, read, write, out = prices[cell % 2]
        shared = OWN_HIT + (1 - OWN_HIT) * hits[cell]
        fixed[0], of_history[0], of_added[0] = read * PREFIX, read, write - read
        fixed[1], of_history[1], of_added[1] = read * PREFIX, write, 0.0
        fixed[2], of_history[2], of_added[2] = write * PREFIX, write, 0.0
        fixed += plain * RETRIEVED
        total = history = added = 0.0
        turn = 0
        while left > 0:
            if place == TILE:
                lengths(
                    lengths_key, 2 * start, user_median, output_median, user, output, reals,
                    signed)
                chances(chance_key, start, cache, end)
                start += TILE
                place = 0
            chance = cache[place]
            chance = OWN_HIT + (1 - OWN_HIT) * chance if turn == 0 else chance
            state = np.int64(chance >= OWN_HIT) + np.int64(chance >= shared)
            cost = (
                fixed[state] + of_history[state] * history + of_added[state] * added
                + plain * user[place] + out * output[place])
            if until_failure == 0:
                billed = 0.0
                failed = 1
                while True:
                    billed += BILLED_FRACTION
                    if failed == MAX_ATTEMPTS:
                        break
                    failures += 1
                    if uniform(failure_key, failures) >= failure:
                        billed += 1
                        break
                    failed += 1
                cost *= billed
                failures += 1
                until_failure = np.int64(np.log(uniform(failure_key, failures)) * skip) + 1
            until_failure -= 1
            total += cost
            ends = (end[place] < stops) | (turn == MAX_TURNS - 1)
            added = 0.0 if ends else user[place] + output[place]
            history = 0.0 if ends else history + added
            turn = 0 if ends else turn + 1
            left -= np.int64(ends)
            place += 1
        sums[cell] += total


@njit(parallel=True)
def play_all(counts, hits, seeds, turns, user, output, failure, prices, sums):
    for trial in prange(len(counts)):
        play(
            counts[trial], hits[trial], seeds[trial], turns[trial], user[trial], output[trial],
            failure[trial], prices, sums[trial])


def costs(outer, seed, threads=1, block=64):
    """Total of each trial, and the mean of each segment-week."""
    numba.set_num_threads(threads)
    rng = generator([seed, 2])
    totals, weeks = [], 0.0
    for start in range(0, len(outer), block):
        part = outer.part(slice(start, start + block))
        counts = rng.poisson(part.sessions().reshape(len(part), -1))
        small = rng.binomial(counts, part.share[:, None])
        counts = np.stack([small, counts - small], 2).reshape(len(part), -1)
        hits = part.hits().transpose(1, 2, 0).reshape(len(part), -1)
        hits = np.tile(hits, (1, counts.shape[1] // hits.shape[1]))
        sums = np.zeros(counts.shape)
        seeds = rng.integers(0, 2**63, len(part), dtype=np.uint64)
        play_all(
            counts, hits, seeds, part.turns, part.user, part.output, part.failure, PRICES, sums)
        cells = (sums[:, 0::2] + sums[:, 1::2]).reshape(len(part), -1, WEEKS)
        totals.append(cells.sum((1, 2)))
        weeks = weeks + cells.sum(0)
    return np.concatenate(totals), weeks / len(outer)


def run(trials, seed, threads=1):
    return costs(draw(trials, generator(seed)), seed, threads)

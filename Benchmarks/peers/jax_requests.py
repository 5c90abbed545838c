"""Request-level Monte Carlo in JAX on the processor: every session, turn and retry is drawn.

The sessions of a trial stand in the order of their number of turns, so that those that still last are
the first ones: turn t is one compiled step over a prefix. Lengths of prefixes are rounded up to a few
sizes, because each is compiled once. The numbers of sessions by cell and turns come from NumPy.
"""

import math
import os
import sys

import numpy as np

# Before jax is imported: the threads of its compiled code are fixed by then.
if os.environ.get("PEER_THREADS") == "1":
    os.environ["XLA_FLAGS"] = (
        "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1")

import jax
import jax.numpy as jnp
from functools import partial

from workload import (
    BILLED_FRACTION, MAX_ATTEMPTS, MAX_TURNS, OUTPUT_SIGMA, OWN_HIT, PREFIX, PRICES, RETRIEVED,
    USER_SIGMA, WEEKS, draw, generator,
)

jax.config.update("jax_enable_x64", True)
# Philox by XLA itself; the default, Threefry, takes several times as long on a processor.
jax.config.update("jax_default_prng_impl", "unsafe_rbg")
# Compiled steps are kept beside the environment; compilation is in no time that is reported.
jax.config.update("jax_compilation_cache_dir", os.path.join(sys.prefix, "jax-cache"))
jax.config.update("jax_persistent_cache_min_compile_time_secs", 0)

LEAST = 1024
# Taylor's polynomials in the square, up to π/2.
SINE = np.array([(-1) ** n / math.factorial(2 * n + 1) for n in range(8)])[::-1]
COSINE = np.array([(-1) ** n / math.factorial(2 * n) for n in range(9)])[::-1]


def _size(count):
    """`count` rounded up to a step of √2, a multiple of 64."""
    size = LEAST
    while size < count:
        size = -(-int(size * 2**0.5) // 64) * 64
    return size


@partial(jax.jit, static_argnames=("size", "first"), donate_argnums=1)
def _turn(key, total, history, added, hits, large, count, parameters, size, first):
    user_median, output_median, failure = parameters
    history, added, hits = history[:size], added[:size], hits[:size]
    large = large[:size]
    key, own_key = jax.random.split(key)
    both, uniforms, bits = jax.random.bits(own_key, (3, size), dtype=jnp.uint64)
    # Box and Muller, sine and cosine by polynomials good to 1e-11: XLA's own are not vector code here.
    radius = jnp.sqrt(-2 * jnp.log(((both >> 11).astype(jnp.float64) + 1) * 2.0**-53))
    half = np.pi * ((uniforms >> 11).astype(jnp.float64) * 2.0**-53 - 0.5)
    square = half * half
    sine = half * jnp.polyval(SINE, square, unroll=16)
    cosine = jnp.polyval(COSINE, square, unroll=16)
    user = jnp.exp(jnp.log(user_median) + USER_SIGMA * radius * 2 * sine * cosine)
    output = jnp.exp(
        jnp.log(output_median) + OUTPUT_SIGMA * radius * (cosine * cosine - sine * sine))
    chance = (bits >> 32).astype(jnp.float64) * 2.0**-32
    attempt = (bits & 0xFFFFFFFF).astype(jnp.float64) * 2.0**-32
    if first:
        chance = OWN_HIT + (1 - OWN_HIT) * chance
    own = chance < OWN_HIT
    miss = chance >= OWN_HIT + (1 - OWN_HIT) * hits
    plain, read, write, out = (
        jnp.where(large, PRICES[1, meter], PRICES[0, meter]) for meter in range(4))
    prompt = PREFIX + history
    found = jnp.where(own, prompt - added, jnp.where(miss, 0.0, PREFIX))
    cost = plain * (RETRIEVED + user) + out * output + read * found + write * (prompt - found)
    failed = sum((attempt < failure**n).astype(jnp.float64) for n in range(1, MAX_ATTEMPTS + 1))
    cost *= BILLED_FRACTION * failed + (failed < MAX_ATTEMPTS)
    lasts = jnp.arange(size) < count
    total = total.at[:size].add(jnp.where(lasts, cost, 0.0))
    added = user + output
    return key, total, history + added, added


def _trial(trial, rng, key, copies):
    """Session costs on their way, and the cell of each session."""
    counts = rng.poisson(np.tile(trial.sessions()[0], (copies, 1)).ravel())
    small = rng.binomial(counts, trial.share[0])
    counts = np.stack([small, counts - small], 1).ravel()
    stop = 1 / trial.turns[0]
    law = stop * (1 - stop) ** np.arange(MAX_TURNS)
    law[-1] = (1 - stop) ** (MAX_TURNS - 1)
    ended = rng.multinomial(counts, law / law.sum())[:, ::-1].T  # by turns, the most first
    lasting = np.cumsum(ended.sum(1))[::-1]  # sessions of at least so many turns
    cells = np.repeat(np.tile(np.arange(len(counts)), MAX_TURNS), ended.ravel())
    hits = np.tile(trial.hits()[:, 0, :].T.ravel(), len(counts) // (2 * WEEKS))
    size = _size(len(cells))
    padded = np.zeros(size, np.int64)
    padded[: len(cells)] = cells
    hits, large = hits[padded], padded % 2 == 1
    parameters = np.array([trial.user[0], trial.output[0], trial.failure[0]])
    total, history, added = jnp.zeros(size), jnp.zeros(size), jnp.zeros(size)
    for turn, count in enumerate(lasting):
        if count == 0:
            break
        key, total, history, added = _turn(
            key, total, history, added, hits, large, count, parameters, _size(count), turn == 0)
    return total, cells, len(counts)


def costs(outer, seed, copies=1):
    """Total of each trial, and the mean of each segment-week; `copies` of each trial in one."""
    rng = generator([seed, 3])
    keys = jax.random.split(jax.random.key(seed), len(outer))
    parts, pending = [], None

    def finish(pending):
        total, cells, number = pending
        sums = np.bincount(cells, np.asarray(total)[: len(cells)], number)
        return (sums[0::2] + sums[1::2]).reshape(copies, -1, WEEKS)

    # The host prepares a trial while the one before is computed.
    for row in range(len(outer)):
        started = _trial(outer.part(slice(row, row + 1)), rng, keys[row], copies)
        if pending is not None:
            parts.append(finish(pending))
        pending = started
    parts = np.concatenate([*parts, finish(pending)])
    return parts.sum((1, 2)), parts.mean(0)


def run(trials, seed, threads=None):
    """Threads are those of the process: PEER_THREADS=1, and a mask of processors."""
    return costs(draw(trials, generator(seed)), seed)

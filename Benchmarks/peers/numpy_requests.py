"""Request-level Monte Carlo in NumPy: every session, turn and retry is drawn.

All turns of a block of sessions are one flat array, so that no session is carried through turns that it
does not have; a history is a running sum less its value at the session's start. Failed requests are
found by geometric skips, because few fail. Blocks are the sessions of a trial, cut so that the columns
stay in the second-level cache.
"""

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from workload import (
    BILLED_FRACTION, MAX_ATTEMPTS, MAX_TURNS, OUTPUT_SIGMA, OWN_HIT, PREFIX, PRICES, RETRIEVED,
    USER_SIGMA, WEEKS, draw, generator,
)

# Sessions of a block.
BLOCK = 2048


def _failures(count, failure, rng):
    """Places of the requests whose first attempt fails, each with its further failed attempts."""
    if count == 0:
        return np.empty(0, np.int64), np.empty(0)
    guess = int(count * failure + 6 * np.sqrt(count * failure) + 8)
    places = np.cumsum(rng.geometric(failure, guess)) - 1
    while places[-1] < count:
        places = np.concatenate([places, places[-1] + np.cumsum(rng.geometric(failure, guess))])
    places = places[: np.searchsorted(places, count)]
    failed = np.minimum(rng.geometric(1 - failure, len(places)), MAX_ATTEMPTS)
    return places, BILLED_FRACTION * failed + (failed < MAX_ATTEMPTS)


def _cells(sessions, share, rng):
    """Sessions of each (segment, week, tier), flat; tier the fastest."""
    counts = rng.poisson(sessions.ravel())
    small = rng.binomial(counts, share)
    return np.stack([small, counts - small], 1).ravel()


def _block(counts, hit, trial, dtype, rng):
    """Cost of each cell, of `counts` sessions that find the shared prefix cached with `hit`."""
    number = int(counts.sum())
    if number == 0:
        return np.zeros(len(counts))
    # Geometric by inversion from exponentials, cheaper than the generator's own.
    turns = rng.standard_exponential(number, dtype)
    turns *= dtype(-1 / np.log1p(-1 / trial.turns))
    turns = np.minimum(turns.astype(np.int32), MAX_TURNS - 1)
    turns += 1
    ends = np.cumsum(turns)
    starts = ends - turns
    total = int(ends[-1])

    user = rng.standard_normal(total, dtype)
    user *= dtype(USER_SIGMA)
    user += dtype(np.log(trial.user))
    np.exp(user, out=user)
    output = rng.standard_normal(total, dtype)
    output *= dtype(OUTPUT_SIGMA)
    output += dtype(np.log(trial.output))
    np.exp(output, out=output)

    added = user + output
    before = np.empty(total, dtype)  # x, what the turn before added; 0 at the first
    before[1:] = added[:-1]
    before[starts] = 0
    running = np.cumsum(before)
    # Up to a session's start nothing of it has run.
    running -= np.repeat(running[starts], turns)
    history = running

    # Turns of each cell.
    until = np.concatenate([[0], ends])
    last = np.cumsum(counts)
    lasting = until[last] - until[last - counts]
    hits = np.repeat(hit.astype(dtype), lasting)
    chance = rng.random(total, dtype)
    # Of the first turns none finds the session's own prefix.
    chance[starts] *= 1 - dtype(OWN_HIT)
    chance[starts] += dtype(OWN_HIT)
    own = chance < dtype(OWN_HIT)
    hits *= 1 - dtype(OWN_HIT)
    hits += dtype(OWN_HIT)
    miss = chance >= hits
    # Tokens read and written: all of the prefix and the history is one or the other.
    prompt = history + dtype(PREFIX)
    read = prompt - before
    read *= own
    np.add(read, dtype(PREFIX), out=read, where=~(own | miss))
    prices = PRICES.astype(dtype)
    weight = np.ones(total, dtype)
    places, billed = _failures(total, trial.failure, rng)
    weight[places] = billed.astype(dtype)
    user += dtype(RETRIEVED)
    # By tier, the fastest of the cells: prices of a turn.
    cells = len(lasting)
    tier = np.arange(cells) % 2
    column = lambda meter: np.repeat(prices[tier, meter], lasting)
    cost = column(0)
    cost *= user
    output *= column(3)
    cost += output
    rate = column(2)
    prompt -= read
    prompt *= rate
    cost += prompt
    read *= column(1)
    cost += read
    cost *= weight
    sums = np.zeros(cells)
    filled = lasting > 0
    bounds = np.cumsum(lasting) - lasting
    sums[filled] = np.add.reduceat(cost, bounds[filled], dtype=np.float64)
    return sums


def trial_costs(trial, dtype, rng, copies=1):
    """Cost of each segment-week `[copy, segment, week]` of copies of one trial."""
    counts = _cells(np.tile(trial.sessions()[0], (copies, 1)), trial.share[0], rng)
    hits = np.tile(trial.hits()[:, 0, :].T.ravel(), len(counts) // (2 * WEEKS))
    one = trial.part(0)
    # Blocks of whole segment-weeks.
    done = np.cumsum(counts)[1::2]
    cuts = 2 * np.unique(np.searchsorted(done, np.arange(BLOCK, done[-1], BLOCK)))
    cuts = [0, *cuts[cuts > 0], len(counts)]
    sums = np.concatenate(
        [_block(counts[a:b], hits[a:b], one, dtype, rng) for a, b in zip(cuts, cuts[1:])]
    )
    return (sums[0::2] + sums[1::2]).reshape(copies, -1, WEEKS)


def costs(outer, seed, dtype=np.float64, threads=1, copies=1):
    """Total of each trial, and the mean of each segment-week; `copies` of each trial in one."""
    def one(row):
        return trial_costs(
            outer.part(slice(row, row + 1)), dtype, generator([seed, 1, row]), copies)

    rows = range(len(outer))
    if threads == 1:
        parts = np.concatenate([one(row) for row in rows])
    else:
        with ThreadPoolExecutor(threads) as pool:
            parts = np.concatenate(list(pool.map(one, rows)))
    return parts.sum((1, 2)), parts.mean(0)


def run(trials, seed, threads=1, dtype=np.float64):
    return costs(draw(trials, generator(seed)), seed, dtype, threads)

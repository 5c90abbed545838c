"""NumPy's own moments program: the mean and the second moment of a session in closed form.

The mean cost of a session is linear, and its second moment quadratic, in the probability h that the
shared prefix is cached: both are found at three values of h for each trial and tier, and the parabola
is evaluated at the h of each week. The moments come from the cost to go of a session, a polynomial in
its history, backwards from the last possible turn. Each segment-week then is one matched gamma.
"""

import numpy as np

from workload import (
    BILLED_FRACTION, MAX_ATTEMPTS, MAX_TURNS, OUTPUT_SIGMA, OWN_HIT, PREFIX, PRICES, RETRIEVED,
    USER_SIGMA, draw, generator,
)

# Trials of a block: its columns stay in the second-level cache.
BLOCK = 512
NODES = np.array([0.0, 0.5, 1.0])


def _billed(failure):
    """E[R] and E[R²] of the billed copies R of a request."""
    mean = second = 0.0
    for failures in range(MAX_ATTEMPTS + 1):
        ended = failures == MAX_ATTEMPTS
        chance = failure**failures * (1.0 if ended else 1 - failure)
        copies = BILLED_FRACTION * failures + (not ended)
        mean, second = mean + chance * copies, second + chance * copies**2
    return mean, second


def session_moments(outer):
    """E[C] and E[C²] of a session at each of NODES: `[node, tier, trial]`."""
    user, output = (
        median * np.exp(sigma**2 / 2)
        for median, sigma in ((outer.user, USER_SIGMA), (outer.output, OUTPUT_SIGMA))
    )
    user_variance = user**2 * np.expm1(USER_SIGMA**2)
    output_variance = output**2 * np.expm1(OUTPUT_SIGMA**2)
    y = user + output
    y2 = y**2 + user_variance + output_variance
    billed, billed2 = _billed(outer.failure)
    shape = (len(NODES), len(PRICES), len(outer))
    price = PRICES[None, :, None, :]
    plain, read, write, out = (price[..., i] for i in range(4))
    h = NODES[:, None, None]
    # The new part of a turn: a = plain (RETRIEVED + u) + out o, with E[a], E[a²], E[a y], E[a y²].
    a = plain * (RETRIEVED + user) + out * output
    a_variance = plain**2 * user_variance + out**2 * output_variance
    ay = a * y + plain * user_variance + out * output_variance
    # The cached part of a turn is k + m H + n x in each state, H the history, x what the last turn
    # added to it.
    own = OWN_HIT
    states = (
        (own, read * PREFIX, read, write - read),
        ((1 - own) * h, read * PREFIX, write, 0.0),
        ((1 - own) * (1 - h), write * PREFIX, write, 0.0),
    )
    # First and second moments of (k + a, m, n) over the states.
    k = sum(w * s for w, s, _, _ in states) + a
    m = sum(w * s for w, _, s, _ in states)
    n = sum(w * s for w, _, _, s in states)
    kk = sum(w * (s + a) ** 2 for w, s, _, _ in states) + a_variance
    km = sum(w * (s + a) * t for w, s, t, _ in states)
    kn = sum(w * (s + a) * t for w, s, _, t in states)
    mm = sum(w * s * s for w, _, s, _ in states)
    mn = sum(w * s * t for w, _, s, t in states)
    nn = sum(w * s * s for w, _, _, s in states)
    ky = k * y + (ay - a * y)
    goes_on = 1 - 1 / outer.turns
    # Cost to go: v0 + vh H + vx x, and its second moment s0 + sh H + sx x + shh H² + shx H x + sxx x².
    v0 = vh = vx = s0 = sh = sx = shh = shx = sxx = 0.0
    for turn in range(MAX_TURNS, 1, -1):
        q = goes_on if turn < MAX_TURNS else 0.0
        w = vh + vx  # of y in the cost to go after this turn
        z = shh + shx + sxx
        s0, sh, sx, shh, shx, sxx = (
            billed2 * kk + q * (2 * billed * (k * v0 + ky * w) + s0 + (sh + sx) * y + z * y2),
            2 * billed2 * km
            + q * (2 * billed * (m * (v0 + w * y) + k * vh) + sh + (2 * shh + shx) * y),
            2 * billed2 * kn + q * 2 * billed * n * (v0 + w * y),
            billed2 * mm + q * (2 * billed * m * vh + shh),
            2 * billed2 * mn + q * 2 * billed * n * vh,
            billed2 * nn,
        )
        v0, vh, vx = (
            billed * k + q * (v0 + w * y),
            billed * m + q * vh,
            billed * n,
        )
    # The first turn: shared with h, else a miss; no history.
    first = h * read * PREFIX + (1 - h) * write * PREFIX + a
    first2 = h * (read * PREFIX + a) ** 2 + (1 - h) * (write * PREFIX + a) ** 2 + a_variance
    first_y = first * y + (ay - a * y)
    w = vh + vx
    mean = billed * first + goes_on * (v0 + w * y)
    second = billed2 * first2 + goes_on * (
        2 * billed * (first * v0 + first_y * w)
        + s0 + (sh + sx) * y + (shh + shx + sxx) * y2
    )
    return np.broadcast_to(mean, shape), np.broadcast_to(second, shape)


def _parabola(nodes, h):
    """The parabola through the values at NODES, `[tier, trial]`, at h `[tier, trial, week]`."""
    low, middle, high = nodes
    bend = 2 * (low - 2 * middle + high)
    slope = high - low - bend
    return low[..., None] + h * (slope[..., None] + h * bend[..., None])


def weekly_moments(outer):
    """Expected sessions `[trial, segment, week]`, and a session's E[C] and E[C²] `[trial, week]`."""
    mean, second = session_moments(outer)
    h = outer.hits()
    shares = np.stack([outer.share, 1 - outer.share])[..., None]
    return (
        outer.sessions(),
        (shares * _parabola(mean, h)).sum(0),
        (shares * _parabola(second, h)).sum(0),
    )


def expected(outer):
    """E[total | parameters, demand] of each trial."""
    sessions, mean, _ = weekly_moments(outer)
    return (sessions * mean[:, None, :]).sum((1, 2))


def costs(outer, rng):
    """Total of each trial, and the sum over trials of each segment-week `[segment, week]`."""
    sessions, mean, second = weekly_moments(outer)
    shape = sessions * (mean**2 / second)[:, None, :]
    weeks = rng.standard_gamma(shape) * (second / mean)[:, None, :]
    return weeks.sum((1, 2)), weeks.sum(0)


def _block(task):
    seed, trials = task
    rng = generator(seed)
    return costs(draw(trials, rng), rng)


def run(trials, seed, threads=1):
    """Totals of the trials; two threads share the blocks, NumPy lets go of the interpreter's lock."""
    from concurrent.futures import ThreadPoolExecutor

    sizes = [min(BLOCK, trials - start) for start in range(0, trials, BLOCK)]
    tasks = [([seed, block], size) for block, size in enumerate(sizes)]
    if threads == 1:
        parts = list(map(_block, tasks))
    else:
        with ThreadPoolExecutor(threads) as pool:
            parts = list(pool.map(_block, tasks))
    weeks = sum(part[1] for part in parts) / trials
    return np.concatenate([part[0] for part in parts]), weeks

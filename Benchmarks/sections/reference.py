"""The reference workload: time of cogcast and of its peers, and whether they say the same."""

import math

import numpy as np

from measuring import Peer, cogcast, digits, estimate, load, median, table, verdict

SCENARIO = "Benchmarks/reference-workload.json"
LOW = "Benchmarks/low-volume.json"
TRIALS = 10_000
ROUNDS = 3
# Request-level peers take time in proportion to their trials: a round is a sample of these.
SAMPLE = 160
LOW_SAMPLE = 1_600
# Of cogcast; its start is under a hundredth of the time that these take.
LOW_OURS = 2_048
# Of NumPy's moments, for the answers.
MANY = 1 << 18
# In standard errors, each of which is itself found from 16 or more groups. At Student's t(15) an
# honest pair is this far apart less than once in 40,000 comparisons; there are about 20.
AGREEMENT = 6.0

NUMPY, NUMPY32 = "NumPy requests", "NumPy requests, float32"
NUMBA, JAX, MOMENTS = "Numba requests", "JAX requests", "NumPy moments"
PEERS = {
    NUMPY: ("numpy_requests",),
    NUMPY32: ("numpy_requests", "--dtype", "float32"),
    NUMBA: ("numba_requests",),
    JAX: ("jax_requests",),
}
OURS = "cogcast"


class Disagreement(Exception):
    """Two sides differ beyond their errors; `report` has the tables."""


def section():
    notes = []
    reference = _times(SCENARIO, low=False)
    low = _times(LOW, low=True)
    text = [
        "## The reference workload",
        f"Seconds for {TRIALS:,} trials: median of {ROUNDS} rounds, in each of which every side runs "
        f"once. One thread: processor time, which holds on a busy machine. Two threads: by the clock. "
        f"Request-level peers run {SAMPLE} trials a round (NumPy's moments and cogcast all of them), "
        f"scaled up. cogcast is the whole process; imports and compilation of the peers are left out. "
        f"Load at the time: {load():.1f}.",
        "### By moments, and request by request",
        _table(reference),
        _goals(reference, low),
        "### Session by session on both sides",
        f"The low-volume variant: known inputs and 20 sessions a segment-week, which cogcast also "
        f"simulates one by one (its report says so: {_path(LOW)}). {LOW_SAMPLE:,} trials a round of "
        f"each peer and {LOW_OURS:,} of cogcast, scaled up; sessions of a trial: 1,560.",
        _table(low),
        "### The answers",
        "`difference` is in standard errors of the two sides together. A request-level peer is held "
        "against NumPy's conditional mean of the same trial, the mean over trials of total / mean: the "
        "parameters cancel, and 0.1 % would show. cogcast and NumPy's moments are held against each "
        "other by quantile.",
    ]
    answers, worst = _answers(reference, low)
    text.append(answers)
    report = "\n\n".join(part.strip() for part in text)
    if worst > AGREEMENT:
        error = Disagreement(f"answers differ by {worst:.1f} standard errors")
        error.report = report
        raise error
    return report


def _path(scenario):
    text = estimate(scenario, 512, form="text").output.decode()
    lines = text[text.index("How this was computed"):].splitlines()
    at = next(i for i, line in enumerate(lines) if "strategy" in line)
    return " ".join(line.strip() for line in lines[at : at + 2])


def _times(scenario, low):
    """Seconds by side and threads, and what the sides answered."""
    sample = LOW_SAMPLE if low else SAMPLE
    flags = ["--low-volume"] if low else []
    names = [name for name in PEERS if not (low and name == NUMPY32)]
    workers = {
        (name, threads): Peer(*PEERS[name], "--threads", threads, *flags)
        for name in names for threads in (1, 2)
    }
    if not low:
        for threads in (1, 2):
            workers[MOMENTS, threads] = Peer("numpy_moments", "--threads", threads)
    # Compiles; the sample and the seeds of the rounds, so that JAX meets every size of them.
    for (name, _), worker in workers.items():
        for seed in range(1, ROUNDS + 1 if name == JAX else 2):
            worker(sample, seed)
    seconds = {key: [] for key in [*workers, (OURS, 1), (OURS, 2)]}
    answers = {key: [] for key in workers}
    for seed in range(1, ROUNDS + 1):
        for (name, threads), worker in workers.items():
            trials = TRIALS if name == MOMENTS else sample
            answer = worker(trials, seed)
            taken = answer["cpu"] if threads == 1 else answer["wall"]
            seconds[name, threads].append(taken * TRIALS / trials)
            answers[name, threads].append(np.array(answer.get("ratios", answer.get("totals"))))
        for threads in (1, 2):
            trials = LOW_OURS if low else TRIALS
            done = estimate(scenario, trials, threads, seed)
            taken = done.cpu if threads == 1 else done.wall
            seconds[OURS, threads].append(taken * TRIALS / trials)
    for worker in workers.values():
        worker.close()
    return {
        "seconds": {key: median(values) for key, values in seconds.items()},
        "answers": {key: np.concatenate(values) for key, values in answers.items()},
    }


def _table(times):
    seconds = times["seconds"]
    names = [OURS, *[name for name in (*PEERS, MOMENTS) if (name, 1) in seconds]]
    return table(
        ["", "1 thread, s", "over cogcast", "2 threads, s", "over cogcast"],
        [
            [name, *(
                cell for threads in (1, 2) for cell in (
                    digits(seconds[name, threads]),
                    digits(seconds[name, threads] / seconds[OURS, threads])))]
            for name in names
        ],
    )


def _goals(reference, low):
    def ratio(times, name):
        return times["seconds"][name, 1] / times["seconds"][OURS, 1]

    rows = [
        ("request level over NumPy, session by session", ratio(low, NUMPY), 9),
        ("request level over Numba, session by session", ratio(low, NUMBA), 5.5),
        ("moments over NumPy request by request", ratio(reference, NUMPY), 1000),
        ("moments over NumPy's own moments", ratio(reference, MOMENTS), 5),
    ]
    starts = [cogcast("--version") for _ in range(11)]
    reads = [cogcast("validate", SCENARIO) for _ in range(11)]
    return (
        table(
            ["goal, one thread", "measured", "goal"],
            [[what, digits(value), verdict(value >= goal, f"≥ {goal:,}")]
             for what, value, goal in rows])
        + f"\nOf a process of cogcast {1000 * median([s.cpu for s in starts]):.0f} ms are its start and "
        f"{1000 * median([r.cpu - s.cpu for r, s in zip(reads, starts)]):.0f} ms more the reading of "
        f"this scenario (processor time). README.md says what limits each ratio."
    )


def _answers(reference, low):
    rows, worst = [], 0.0

    def row(what, peer, value, error, against, other, decimals):
        nonlocal worst
        distance = (value - against) / math.hypot(error, other)
        worst = max(worst, abs(distance))
        show = lambda v, e: f"{v:,.{decimals}f} ± {e:.{decimals}f}"
        rows.append([what, peer, show(value, error), show(against, other), f"{distance:+.1f}"])

    for name in PEERS:
        ratios = reference["answers"][name, 1]
        row("total / conditional mean", name, ratios.mean(),
            ratios.std(ddof=1) / math.sqrt(len(ratios)), 1.0, 0.0, 5)
    ours = _of(estimate(SCENARIO, 8_192, 2, seed=99).json())
    peer = Peer("numpy_moments")
    theirs = _summary(np.array(peer(MANY, 99)["totals"]))
    peer.close()
    for key, (value, error) in ours.items():
        row(f"{key}, USD", f"{OURS}, {MOMENTS}", value, error, *theirs[key], 2)
    ours = _of(estimate(LOW, 4_096, 2, seed=99).json())
    for name in (NUMPY, NUMBA, JAX):
        theirs = _summary(low["answers"][name, 1])
        for key, (value, error) in ours.items():
            row(f"low volume: {key}, USD", f"{OURS}, {name}", value, error, *theirs[key], 3)
    return table(["answer", "sides", "first", "second", "difference"], rows, left=2), worst


def _of(report):
    total = report["metrics"]["cost.total"]
    found = {"mean": (total["mean"]["value"], total["mean"]["error"])}
    for quantile in total["quantiles"]:
        if quantile["p"] in (0.05, 0.5, 0.95):
            found[f"P{round(100 * quantile['p'])}"] = (quantile["value"], quantile["error"])
    return found


def _summary(totals, groups=16):
    """Mean, P5, P50 and P95 of a sample, with errors from groups."""
    parts = totals[: len(totals) // groups * groups].reshape(groups, -1)
    spread = lambda values: float(np.std(values, ddof=1) / math.sqrt(groups))
    found = {"mean": (float(totals.mean()), spread(parts.mean(1)))}
    for p in (0.05, 0.5, 0.95):
        found[f"P{round(100 * p)}"] = (
            float(np.quantile(totals, p)), spread(np.quantile(parts, p, axis=1)))
    return found

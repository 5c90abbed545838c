"""Cold start to report of every scenario of scenarios/, memory, and two threads against one."""

from measuring import ROOT, cogcast, digits, estimate, load, median, memory, table, verdict

TRIALS = 4096
RUNS = 3
START_RUNS = 21
# Of what takes longer than this, one run is enough.
LONG = 5.0
CHEAP = "scenarios/guide-headline.json"
# Processor seconds of the longest run: 10,000,000 trials.
LONGEST = 3600.0


def section():
    rows = []
    for file in sorted((ROOT / "scenarios").glob("*.json")):
        if file.name.endswith(".schema.json"):
            continue
        rows.append(_row(file))
    starts = [cogcast("--version") for _ in range(START_RUNS)]
    start = 1000 * median([run.cpu for run in starts])
    clock = 1000 * median([run.wall for run in starts])
    met = sum(1 for row in rows if "**" not in row[-1])
    return "\n\n".join([
        "## Scenarios, cold start to report",
        f"{TRIALS:,} trials, the whole process, median of {RUNS} runs (one where a run takes more than "
        f"{LONG:.0f} s). Goals: 0.15 s where the report says that moments are tabulated or fitted, 0.3 s "
        f"where they are computed for every trial; held against the processor time of one thread, which a busy "
        f"machine does not lengthen as it does the clock. {met} of {len(rows)} "
        f"meet it. Load at the time: {load():.1f}.",
        table(
            ["scenario", "moments", "1 thread, s", "processor s", "2 threads, s", "processor s",
             "2 threads are faster", "goal"], rows, left=2).strip(),
        f"Process start (`cogcast --version`): {start:.1f} ms of processor time, {clock:.1f} ms by the "
        f"clock, median of {START_RUNS}; "
        + verdict(start < 20, "< 20 ms") + ".",
        "### Memory",
        f"Largest resident size of `{CHEAP}`, two threads.",
        _memory().strip(),
    ])


def _path(report):
    """What the report says of each workflow's moments."""
    text = report.output.decode()
    text = " ".join(text[text.index("How this was computed"):].split())
    if "for every trial" in text:
        return "per trial"
    if "smooth functions" in text:
        return "fitted"
    return "tabulated" if "tabulated" in text else "closed form"


def _row(file):
    runs = {1: [], 2: []}
    for number in range(RUNS):
        for threads in (1, 2):
            runs[threads].append(estimate(file, TRIALS, threads, form="text"))
        if runs[1][0].wall > LONG:
            break
    path = _path(runs[1][0])
    wall = {threads: median([run.wall for run in done]) for threads, done in runs.items()}
    cpu = {threads: median([run.cpu for run in done]) for threads, done in runs.items()}
    goal = 0.3 if path == "per trial" else 0.15
    return [
        file.stem, path, digits(wall[1]), digits(cpu[1]), digits(wall[2]), digits(cpu[2]),
        digits(wall[1] / wall[2], 2), verdict(cpu[1] <= goal, f"≤ {goal} s")]


def _memory():
    rows = []
    cpu, last = 0.0, 1
    for count in (4096, 100_000, 1_000_000, 10_000_000):
        if cpu * count / last > LONGEST:
            rows.append([f"{count:,}", "", "not run: over an hour of processor time", ""])
            continue
        (wall, cpu, megabytes), last = memory(CHEAP, count, 2), count
        goal = verdict(megabytes <= 150, "≤ 150 MB") if count == 10_000_000 else "–"
        rows.append([f"{count:,}", digits(wall), f"{megabytes:,.0f} MB", goal])
    return table(["trials", "s", "memory", "goal"], rows)

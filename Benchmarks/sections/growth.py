"""How time grows with trials, weeks, segments and strategies; draws Benchmarks/growth.svg."""

import json
import math
import tempfile
from pathlib import Path

import numpy as np

from measuring import ROOT, cogcast, digits, estimate, median, table, verdict

BASE = ROOT / "scenarios" / "support-assistant.json"
RUNS = 3
TRIALS = 1024
LONGEST = 30.0


def section():
    with tempfile.TemporaryDirectory() as folder:
        curves = {
            "trials": _trials(),
            "weeks": _curve(Path(folder), [13, 26, 52, 104, 208], _with_weeks),
            "segments": _curve(Path(folder), [1, 2, 4, 8, 16], _with_segments),
            "strategies": _strategies(Path(folder)),
        }
    (ROOT / "Benchmarks" / "growth.svg").write_text(drawing(curves))
    rows = []
    for name, points in curves.items():
        exponent, fixed = fit(points)
        rows.append([
            name, f"{points[0][0]:,} to {points[-1][0]:,}",
            f"{digits(points[0][1])} to {digits(points[-1][1])}", digits(exponent, 2),
            digits(fixed, 2)])
    strategies = dict(curves["strategies"])
    added = (strategies[4] - strategies[2]) / 2
    share = added / (strategies[2] - added)
    return "\n\n".join([
        "## Growth",
        f"Processor seconds of `scenarios/{BASE.name}` on one thread, median of {RUNS} runs, {TRIALS:,} "
        "trials except where they vary. The exponent is that of the upper half of the curve; `at the "
        "start` is that of its first step.",
        table(["what grows", "from, to", "seconds", "exponent", "at the start"], rows).strip(),
        "![growth](growth.svg)",
        f"A second strategy of the same tiers adds {100 * share:.0f} % of the time of the first "
        "(`cogcast compare`, which takes two or more: half of what four take longer than two, over what is "
        f"left of the two); {verdict(share < 0.15, '< 15 %')}.",
    ])


def fit(points):
    """Exponent over the last half of the points, and over the first two."""
    logs = np.log(np.array(points))
    tail = logs[len(logs) // 2 :] if len(logs) > 3 else logs
    slope = lambda part: float(np.polyfit(part[:, 0], part[:, 1], 1)[0])
    return slope(tail), slope(logs[:2])


def _seconds(run):
    first = run()
    if first.cpu > LONGEST / RUNS:
        return first.cpu
    return median([first.cpu, *(run().cpu for _ in range(RUNS - 1))])


def _trials():
    points = []
    for trials in (1024, 4096, 16_384, 65_536, 262_144, 1_048_576):
        if points and points[-1][1] * 4 > LONGEST:
            break
        points.append((trials, _seconds(lambda: estimate(BASE, trials))))
    return points


def _curve(folder, sizes, change):
    points = []
    for size in sizes:
        scenario = json.loads(BASE.read_text())
        change(scenario, size)
        file = folder / "scenario.json"
        file.write_text(json.dumps(scenario))
        points.append((size, _seconds(lambda: estimate(file, TRIALS))))
    return points


def _with_weeks(scenario, weeks):
    scenario["horizon"]["weeks"] = weeks


def _with_segments(scenario, count):
    segment = scenario["segments"].pop("all")
    for number in range(count):
        scenario["segments"][f"part{number}"] = segment | {"users": segment["users"] // count}


def _strategies(folder):
    points = []
    for count in (2, 4, 8):
        scenario = json.loads(BASE.read_text())
        tiered = scenario["routing"]["strategies"]["tiered"]
        scenario["routing"]["strategies"] = {
            "tiered": tiered,
            **{f"other{number}": _other(tiered, number) for number in range(1, count)}}
        file = folder / "scenario.json"
        file.write_text(json.dumps(scenario))
        points.append((count, _seconds(lambda: cogcast(
            "compare", file, "--trials", TRIALS, "--threads", 1, "--format", "json"))))
    return points


def _other(tiered, number):
    """The same models with another known share."""
    other = json.loads(json.dumps(tiered))
    other["tiers"][0]["share"] = 0.3 + 0.05 * number
    return other


COLOURS = {"trials": "#1b6ca8", "weeks": "#c2571a", "segments": "#2e7d32", "strategies": "#7b3fa0"}


def drawing(curves, width=640, height=400):
    """Time over that of the first point, against size over the first; both axes logarithmic."""
    relative = {
        name: [(size / points[0][0], time / points[0][1]) for size, time in points]
        for name, points in curves.items()}
    most = max(x for points in relative.values() for x, _ in points)
    highest = max(2.0, max(y for points in relative.values() for _, y in points))
    left, right, top, bottom = 60, 110, 20, 50
    x_of = lambda x: left + (width - left - right) * math.log(x) / math.log(most)
    y_of = lambda y: height - bottom - (height - top - bottom) * math.log(max(y, 1)) / math.log(
        max(highest, most))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        'font-family="sans-serif" font-size="12">',
        f'<rect width="{width}" height="{height}" fill="white"/>',
        f'<line x1="{left}" y1="{y_of(1)}" x2="{x_of(most)}" y2="{y_of(1)}" stroke="black"/>',
        f'<line x1="{left}" y1="{y_of(1)}" x2="{left}" y2="{top}" stroke="black"/>',
        f'<line x1="{left}" y1="{y_of(1)}" x2="{x_of(most):.1f}" y2="{y_of(most):.1f}" '
        'stroke="#999" stroke-dasharray="4 4"/>',
        f'<text x="{x_of(most**0.62) - 8:.1f}" y="{y_of(most**0.62):.1f}" text-anchor="end" '
        'fill="#777">in proportion</text>',
        f'<text x="{(left + x_of(most)) / 2:.1f}" y="{height - 12}" text-anchor="middle">'
        "size, over the smallest</text>",
        f'<text x="16" y="{height / 2}" text-anchor="middle" '
        f'transform="rotate(-90 16 {height / 2})">processor time, over that of the smallest</text>',
    ]
    for power in range(int(math.log10(most)) + 1):
        value = 10**power
        parts.append(
            f'<text x="{x_of(value):.1f}" y="{y_of(1) + 16}" text-anchor="middle">{value:,}</text>')
        parts.append(
            f'<text x="{left - 6}" y="{y_of(value) + 4:.1f}" text-anchor="end">{value:,}</text>')
    for name, points in relative.items():
        path = " ".join(f"{x_of(x):.1f},{y_of(y):.1f}" for x, y in points)
        colour = COLOURS[name]
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for x, y in points:
            parts.append(f'<circle cx="{x_of(x):.1f}" cy="{y_of(y):.1f}" r="3" fill="{colour}"/>')
        x, y = points[-1]
        parts.append(
            f'<text x="{x_of(x) + 6:.1f}" y="{y_of(y) + 4:.1f}" fill="{colour}">{name}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"

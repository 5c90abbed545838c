"""What the sections share: runs of the executable, peers, tables."""

import json
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COGCAST = ROOT / ".build" / "release" / "cogcast"


@dataclass
class Run:
    """A finished process: seconds by the clock and of processor time."""

    wall: float
    cpu: float
    output: bytes

    def json(self):
        return json.loads(self.output)


def run(arguments, output=subprocess.PIPE):
    start = time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in arguments], cwd=ROOT, stdout=output, stderr=subprocess.PIPE)
    text = process.stdout.read() if process.stdout else b""
    complaint = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if process.returncode != 0:
        raise RuntimeError(
            f"{' '.join(map(str, arguments))} exited {process.returncode}: "
            + complaint.decode(errors="replace"))
    return Run(wall, usage.ru_utime + usage.ru_stime, text)


def cogcast(*arguments):
    if not COGCAST.exists():
        raise RuntimeError(f"{COGCAST} is missing; run `swift build -c release --product cogcast`")
    return run([COGCAST, *arguments])


def estimate(scenario, trials, threads=1, seed=1, method=None, form="json"):
    chosen = ["--method", method] if method else []
    return cogcast(
        "estimate", scenario, "--trials", trials, "--threads", threads, "--seed", seed,
        "--format", form, *chosen)


# Linux counts into the largest memory of a process what its parent had when it began, so a small one starts it.
LAUNCHER = """
import resource, subprocess, sys, time
start = time.perf_counter()
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
wall = time.perf_counter() - start
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
"""


def memory(scenario, trials, threads):
    """Seconds by the clock and of processor time of an estimate, and its largest resident size in MB."""
    done = subprocess.run(
        [sys.executable, "-I", "-c", LAUNCHER, COGCAST, "estimate", scenario, "--trials", str(trials),
         "--threads", str(threads), "--seed", "1", "--format", "json"],
        cwd=ROOT, capture_output=True, text=True, check=True)
    return tuple(map(float, done.stdout.split()))


class Peer:
    """A process that serves one peer of Benchmarks/peers."""

    def __init__(self, name, *options):
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", ROOT / "Benchmarks" / "peers" / "worker.py", name,
             *map(str, options)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __call__(self, trials, seed):
        self.process.stdin.write(json.dumps({"trials": trials, "seed": seed}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"the peer {self.process.args} ended")
        return json.loads(line)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def table(header, rows, left=1):
    """A Markdown table; the first `left` columns are text."""
    lines = [header, ["---"] * left + ["---:"] * (len(header) - left), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines) + "\n"


def digits(value, count=3):
    """A number to a few significant digits, without an exponent."""
    if value == 0:
        return "0"
    text = f"{float(f'{value:.{count}g}'):,.10f}".rstrip("0").rstrip(".")
    return text


def verdict(reached, goal):
    return f"{goal}: {'met' if reached else '**not met**'}"


median = statistics.median


def load():
    return os.getloadavg()[0]

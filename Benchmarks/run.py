#!/usr/bin/env python3
"""Runs the sections of the benchmark and writes Benchmarks/results.md.

A section is a module of Benchmarks/sections with a function `section() -> str` that returns a Markdown
section, its heading first. It is listed in SECTIONS below. Names on the command line run those alone,
and write nothing.
"""

import importlib
import os
import platform
import subprocess
import sys
import time
import traceback
from datetime import datetime, timezone
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SECTIONS = ["swift", "reference", "accuracy", "scenarios", "growth"]
BUSY = 0.5


def first_line(*command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
        return (done.stdout or done.stderr).strip().splitlines()[0]
    except (OSError, IndexError):
        return "not found"


def processor():
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def versions():
    from importlib.metadata import version

    names = [line.split("==")[0] for line in (HERE / "requirements.txt").read_text().split()]
    return ", ".join(f"{name} {version(name)}" for name in names)


def machine(before, after):
    features = Path("/proc/cpuinfo").read_text()
    widest = next((f for f in ("avx512f", "avx2") if f in features), "no AVX2")
    busy = max(before, after) > BUSY
    return "\n".join(
        [
            f"Measured on {datetime.now(timezone.utc):%Y-%m-%d}, in one session.\n",
            f"- processor: {processor()} ({widest}), {os.cpu_count()} cores; {platform.system()} "
            f"{platform.release()}",
            f"- {first_line('swift', '--version')}",
            f"- cogcast {first_line(ROOT / '.build/release/cogcast', '--version')}, commit "
            f"{first_line('git', 'rev-parse', '--short', 'HEAD')}",
            f"- Python {platform.python_version()}: {versions()}",
            f"- load average of a minute: {before:.2f} before, {after:.2f} after"
            + (
                ". **The machine was busy with other work**: read ratios, which are of runs that "
                "alternate, and not seconds."
                if busy
                else ""
            ),
        ]
    )


def main():
    sys.path.insert(0, str(HERE / "sections"))
    chosen = sys.argv[1:] or SECTIONS
    before = os.getloadavg()[0]
    texts, failed = [], []
    for name in chosen:
        start = time.perf_counter()
        try:
            text = importlib.import_module(name).section().strip()
        except Exception as error:
            traceback.print_exc()
            failed.append(name)
            text = getattr(error, "report", f"## {name}") + f"\n\n**This section failed:** {error}"
        print(text + "\n", flush=True)
        print(f"{name}: {time.perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
        texts.append(text)
    if not sys.argv[1:]:
        head = "# Results\n\n`make bench` writes this file; README.md says what is measured.\n\n"
        body = "\n\n".join([head + machine(before, os.getloadavg()[0]), *texts])
        (HERE / "results.md").write_text(body + "\n")
    if failed:
        print("failed: " + ", ".join(failed), file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

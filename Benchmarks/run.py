#!/usr/bin/env python3
"""Runs the sections of the benchmark and writes Benchmarks/results.md.

A section is a module of Benchmarks/sections with a function `section() -> str` that returns a Markdown
section, its heading first. It is listed in SECTIONS below. Names on the command line measure those
sections anew and leave the others of results.md as they are; each says when it was measured.
"""

import importlib
import os
import platform
import re
import subprocess
import sys
import time
import traceback
from datetime import datetime, timezone
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SECTIONS = ["swift", "kernels", "reference", "accuracy", "scenarios", "growth"]
BUSY = 0.5


def first_line(*command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
        return (done.stdout or done.stderr).strip().splitlines()[0]
    except (OSError, IndexError):
        return "not found"


def machine():
    """Of a section: those of one file need not come from one machine."""
    text = Path("/proc/cpuinfo").read_text()
    named = re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
    name = named[1] if named else platform.processor() or platform.machine()
    widest = next((f for f in ("avx512f", "avx2") if f in text), "no AVX2")
    return f"{name} ({widest}), {os.cpu_count()} cores, {platform.system()} {platform.release()}"


def versions():
    from importlib.metadata import version

    names = [line.split("==")[0] for line in (HERE / "requirements.txt").read_text().split()]
    return ", ".join(f"{name} {version(name)}" for name in names)


def tools():
    return "\n".join(
        [
            f"- {first_line('swift', '--version')}",
            f"- cogcast {first_line(ROOT / '.build/release/cogcast', '--version')}",
            f"- Python {platform.python_version()}: {versions()}",
        ]
    )


def measured(name):
    """The Markdown of a section with a line about its session, and whether it failed."""
    before, start = os.getloadavg()[0], time.perf_counter()
    failed = False
    try:
        text = importlib.import_module(name).section().strip()
    except Exception as error:
        traceback.print_exc()
        failed = True
        text = getattr(error, "report", f"## {name}") + f"\n\n**This section failed:** {error}"
    after = os.getloadavg()[0]
    busy = (
        " **The machine was busy with other work: read the ratios and not the seconds.**"
        if before > BUSY
        else ""
    )
    note = (
        f"*{datetime.now(timezone.utc):%Y-%m-%d %H:%M} UTC, commit "
        f"{first_line('git', 'rev-parse', '--short', 'HEAD')}, {machine()}, "
        f"{time.perf_counter() - start:.0f} s; load average {before:.1f} before and {after:.1f} "
        f"after.*{busy}"
    )
    heading, _, rest = text.partition("\n")
    return f"{heading}\n\n{note}\n{rest}", failed


MARK = "<!-- section {} -->"


def written():
    """The sections of results.md, by name."""
    file = HERE / "results.md"
    text = file.read_text() if file.exists() else ""
    parts = re.split(r"<!-- section (\w+) -->\n", text)
    return dict(zip(parts[1::2], (part.strip() for part in parts[2::2])))


def main():
    sys.path.insert(0, str(HERE / "sections"))
    chosen = sys.argv[1:] or SECTIONS
    unknown = [name for name in chosen if name not in SECTIONS]
    if unknown:
        print(f"no section {', '.join(unknown)}; there are {', '.join(SECTIONS)}", file=sys.stderr)
        return 64
    if len(chosen) > 1:
        # Each in a process of its own: kernels stays on one processor, and tells libraries to.
        codes = [subprocess.run([sys.executable, __file__, name]).returncode for name in chosen]
        return 1 if any(codes) else 0
    (name,) = chosen
    text, failed = measured(name)
    print(text + "\n", flush=True)
    texts = written() | {name: text}
    head = "# Results\n\n`make bench` writes this file; README.md says what is measured.\n"
    body = [MARK.format(name) + "\n" + texts[name] for name in SECTIONS if name in texts]
    (HERE / "results.md").write_text("\n\n".join([head + "\n" + tools(), *body]) + "\n")
    if failed:
        print(f"failed: {name}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

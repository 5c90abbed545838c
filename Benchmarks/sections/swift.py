"""The Swift benchmark: kernels, whole estimates and usage logs against peers in the same process."""

from measuring import ROOT, run


def section():
    done = run([ROOT / ".build" / "release" / "CogcastBenchmarks"])
    return (
        "## Kernels, estimates and usage logs from Swift\n\n```\n"
        + done.output.decode().rstrip() + "\n```"
    )

"""Serves one peer: a line with trials and a seed in, a line with times and answers out.

    worker.py PEER [--threads N] [--dtype float32] [--low-volume]

A worker lives through a whole section, so that imports and compilation are in no time.
"""

import argparse
import json
import os
import sys
import time

import numpy as np


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("peer")
    arguments.add_argument("--threads", type=int, default=1)
    arguments.add_argument("--dtype", default="float64")
    arguments.add_argument("--low-volume", action="store_true")
    chosen = arguments.parse_args()
    os.environ["PEER_THREADS"] = str(chosen.threads)
    if chosen.peer.startswith("jax") and chosen.threads == 1:
        os.sched_setaffinity(0, [sorted(os.sched_getaffinity(0))[0]])

    import workload
    import numpy_moments

    peer = __import__(chosen.peer)
    options = {}
    if chosen.peer.startswith(("numpy", "numba")):
        options["threads"] = chosen.threads
    if chosen.dtype != "float64":
        options["dtype"] = np.dtype(chosen.dtype).type
    copies = 16 if chosen.low_volume and not chosen.peer.startswith("numba") else 1
    if copies > 1:
        options["copies"] = copies

    def play(trials, seed):
        if chosen.peer == "numpy_moments":
            return peer.run(trials, seed, **options)
        if chosen.low_volume:
            outer = workload.low_volume(trials // copies)
        else:
            outer = workload.draw(trials, workload.generator(seed))
        return peer.costs(outer, seed, **options)

    for line in sys.stdin:
        request = json.loads(line)
        wall, cpu = time.perf_counter(), time.process_time()
        totals, _ = play(request["trials"], request["seed"])
        answer = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
        if not chosen.low_volume and chosen.peer != "numpy_moments":
            outer = workload.draw(request["trials"], workload.generator(request["seed"]))
            answer["ratios"] = (totals / numpy_moments.expected(outer)).tolist()
        else:
            answer["totals"] = totals.tolist()
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()

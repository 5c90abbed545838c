"""Random numbers and exponentials by the column: cogcast's block kernels and their peers, in turn.

    cd Benchmarks; python -c "from sections import kernels; print(kernels.section())"

Needs `swift build -c release --product CogcastBenchmarks`. A peer that is not installed is a row that
says so. Every side runs on one thread of one processor; the clock is processor time.
"""

import ctypes
import glob
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
BINARY = HERE.parents[1] / ".build" / "release" / "CogcastBenchmarks"
ROUNDS = 15
BURST = 4e6  # nanoseconds of one measurement
SIZES = (2_048, 16_384, 131_072)
OURS = "cogcast"

# Law, what is drawn, NumPy's least ratio, MKL's.
LAWS = [
    ("uniform", "uniform", 5.0, 1.0),
    ("normal", "normal", 5.0, 1 / 1.5),
    ("lognormal", "log-normal (0, 1)", 5.0, 1.0),
    ("exponential", "exponential", 5.0, None),
    ("gamma:1.7", "gamma, shape 1.7", 4.0, 1.0),
    ("gamma:10", "gamma, shape 10", 4.0, 1.0),
    ("poisson:3", "Poisson, mean 3", 6.0, 1.0),
    ("poisson:12.5", "Poisson, mean 12.5", 6.0, 1.0),
    ("poisson:100", "Poisson, mean 100", 6.0, 1.0),
    ("poisson:10000", "Poisson, mean 10,000", 6.0, 1.0),
    ("exp", "exp of a column", 5.0, None),
]


class Unavailable(Exception):
    pass


# --- cogcast ---------------------------------------------------------------------------------------


class Service:
    """The Swift side: a process that runs a named kernel on request."""

    def __init__(self):
        if not BINARY.exists():
            raise Unavailable(f"{BINARY} is missing: swift build -c release --product CogcastBenchmarks")
        self.process = subprocess.Popen(
            [BINARY, "kernels"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def time(self, kernel, values, repetitions, instructions):
        self.process.stdin.write(f"{kernel} {values} {repetitions} {instructions}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        if not answer or answer == "unavailable":
            raise Unavailable(f"{kernel} on {instructions}")
        return float(answer)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Ours:
    """Columns of 2,048 values, as the engine has them."""

    def __init__(self, service, kernel, instructions="widest"):
        self.service, self.kernel, self.instructions = service, kernel, instructions
        self.size = 2_048
        took = self.time(10)
        self.repetitions = max(1, int(BURST / took / self.size))

    def time(self, repetitions=None):
        return self.service.time(
            self.kernel, self.size, repetitions or self.repetitions, self.instructions)


# --- peers -----------------------------------------------------------------------------------------


class Peer:
    """A function of a size that gives a call; the best size is found first."""

    def __init__(self, make, sizes=SIZES):
        best = None
        for size in sizes:
            call = make(size)
            call()
            call()
            took = min(self._measure(call, size, 1) for _ in range(3))
            repetitions = max(1, int(BURST / took / size))
            took = min(self._measure(call, size, repetitions) for _ in range(3))
            if best is None or took < best[0]:
                best = (took, size, repetitions, call)
        _, self.size, self.repetitions, self.call = best

    @staticmethod
    def _measure(call, size, repetitions):
        start = time.process_time_ns()
        for _ in range(repetitions):
            call()
        return max(1, time.process_time_ns() - start) / repetitions / size

    def time(self):
        return self._measure(self.call, self.size, self.repetitions)


def numpy_peers(law, parameter):
    import numpy as np

    generator = np.random.Generator(np.random.SFC64(1))

    def out(draw, **options):
        def make(size):
            column = np.empty(size, options.get("dtype", np.float64))
            return lambda: draw(out=column, **options)
        return make

    def exponentiated(size):
        column = np.empty(size)
        return lambda: np.exp(generator.standard_normal(out=column), out=column)

    def exp(size):
        values, column = generator.standard_normal(size), np.empty(size)
        return lambda: np.exp(values, out=column)

    name = "NumPy"
    half = {"dtype": np.float32}
    return {
        "uniform": {name: out(generator.random), name + ", float32": out(generator.random, **half)},
        "normal": {
            name: out(generator.standard_normal),
            name + ", float32": out(generator.standard_normal, **half)},
        "lognormal": {
            name: lambda size: lambda: generator.lognormal(0, 1, size),
            name + ", exp of normal": exponentiated},
        "exponential": {name: out(generator.standard_exponential)},
        "gamma": {
            name: lambda size: (
                lambda column: lambda: generator.standard_gamma(parameter, out=column))(
                    np.empty(size))},
        "poisson": {name: lambda size: lambda: generator.poisson(parameter, size)},
        "exp": {name: exp},
    }[law]


def scipy_peers(law, parameter):
    if law != "normal":
        return {}
    import numpy as np
    from scipy.special import ndtri

    generator = np.random.Generator(np.random.SFC64(1))

    def make(size):
        column = np.empty(size)
        return lambda: ndtri(generator.random(out=column), out=column)

    return {"SciPy, ndtri of NumPy's uniform": make}


def numba_peers(law, parameter):
    import numpy as np
    sys.path.insert(0, str(HERE))
    import numba_kernels as kernels
    from numba import njit

    generator = np.random.Generator(np.random.SFC64(1))

    def stateful(draw, columns):
        def make(size):
            arrays = [np.empty(size) for _ in range(columns)]
            counter = [np.uint64(1)]

            def call():
                counter[0] = np.uint64(draw(counter[0], *arrays))
            return call
        return make

    def looped(method):
        @njit
        def fill(generator, out):
            for i in range(out.size):
                out[i] = method(generator)

        def make(size):
            out = np.empty(size)
            return lambda: fill(generator, out)
        return make

    def exp(size):
        values, out, scratch = generator.standard_normal(size), np.empty(size), np.empty(size)
        return lambda: kernels.exp(values, out, scratch)

    def poisson(size):
        cumulative, guide = kernels.poisson_table(parameter)
        out, u, counter = np.empty(size, np.int64), np.empty(size), [np.uint64(1)]

        def call():
            counter[0] = np.uint64(
                kernels.poisson_by_table(counter[0], cumulative, guide, out, u))
        return call

    own, same = "Numba, SplitMix64", "Numba, Philox"
    of_numpy = "Numba, NumPy's generator"
    return {
        "uniform": {own: stateful(kernels.uniform, 1), same: stateful(kernels.philox, 1)},
        "normal": {
            own: stateful(kernels.normal, 3),
            of_numpy: looped(njit(lambda g: g.standard_normal()))},
        "lognormal": {own: stateful(kernels.lognormal, 3)},
        "exponential": {
            own: stateful(kernels.exponential, 2),
            of_numpy: looped(njit(lambda g: g.standard_exponential()))},
        "gamma": {
            own: stateful(
                lambda counter, out, *rest: kernels.gamma(counter, parameter, out, *rest), 5),
            of_numpy: looped(njit(lambda g: g.standard_gamma(parameter)))},
        "poisson": {own + ", a table made before": poisson,
                    of_numpy: looped(njit(lambda g: g.poisson(parameter)))},
        "exp": {"Numba": exp},
    }[law]


def jax_peers(law, parameter):
    os.environ.setdefault(
        "XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1")
    os.environ.setdefault("JAX_PLATFORMS", "cpu")
    import jax
    import jax.numpy as jnp
    jax.config.update("jax_enable_x64", True)

    def keyed(draw, kind):
        def make(size):
            @jax.jit
            def step(key):
                key, use = jax.random.split(key)
                return key, draw(use, size)

            key = [jax.random.key(1, impl=kind)]

            def call():
                key[0], values = step(key[0])
                values.block_until_ready()
            return call
        return make

    def exp(size):
        values = jax.random.normal(jax.random.key(1), (size,), jnp.float64)
        function = jax.jit(jnp.exp)
        return lambda: function(values).block_until_ready()

    draws = {
        "uniform": lambda key, n: jax.random.uniform(key, (n,), jnp.float64),
        "normal": lambda key, n: jax.random.normal(key, (n,), jnp.float64),
        "lognormal": lambda key, n: jnp.exp(jax.random.normal(key, (n,), jnp.float64)),
        "exponential": lambda key, n: jax.random.exponential(key, (n,), jnp.float64),
        "gamma": lambda key, n: jax.random.gamma(key, parameter, (n,), jnp.float64),
        "poisson": lambda key, n: jax.random.poisson(key, parameter, (n,)),
    }
    if law == "exp":
        return {"JAX": exp}
    # Its Poisson law knows the first generator alone.
    kinds = {"threefry2x32": "threefry", "unsafe_rbg": "rbg"}
    if law == "poisson":
        del kinds["unsafe_rbg"]
    return {f"JAX, {name}": keyed(draws[law], kind) for kind, name in kinds.items()}


GENERATORS = {"SFMT19937": 13 << 20, "MCG59": 4 << 20, "MT19937": 8 << 20, "Philox": 16 << 20}
_mkl = []


def mkl_library():
    if not _mkl:
        found = glob.glob(os.path.join(sys.prefix, "lib", "libmkl_rt.so*"))
        if not found:
            raise Unavailable("MKL is not installed (pip install mkl)")
        os.environ["MKL_THREADING_LAYER"] = "SEQUENTIAL"
        try:
            _mkl.append(ctypes.CDLL(found[0]))
        except OSError as error:
            raise Unavailable(f"MKL does not load: {error}") from error
    return _mkl[0]


def mkl_peers(law, parameter):
    import numpy as np

    library = mkl_library()
    number, pointer, integer = ctypes.c_double, ctypes.c_void_p, ctypes.c_int
    calls = {
        "uniform": [("", "vdRngUniform", 0, (0, 1))],
        "normal": [
            (" ICDF", "vdRngGaussian", 2, (0, 1)), (" Box-Muller", "vdRngGaussian", 0, (0, 1)),
            (" Box-Muller in pairs", "vdRngGaussian", 1, (0, 1))],
        "lognormal": [
            (" ICDF", "vdRngLognormal", 1, (0, 1, 0, 1)),
            (" Box-Muller in pairs", "vdRngLognormal", 0, (0, 1, 0, 1))],
        "exponential": [("", "vdRngExponential", 0, (0, 1))],
        "gamma": [("", "vdRngGamma", 0, (parameter, 0, 1))],
        "poisson": [(" PTPE", "viRngPoisson", 0, (parameter,))],
    }

    def drawing(function, method, parameters, generator):
        def make(size):
            stream = pointer()
            if library.vslNewStream(ctypes.byref(stream), generator, integer(1)) != 0:
                raise Unavailable("vslNewStream failed")
            out = np.empty(size, np.int32 if law == "poisson" else np.float64)
            draw = getattr(library, function)
            arguments = (method, stream, integer(size), pointer(out.ctypes.data)) + tuple(
                number(parameter) for parameter in parameters)

            def call(out=out):
                if draw(*arguments) != 0:
                    raise Unavailable(function)
            return call
        return make

    def exp(size):
        values, out = np.random.default_rng(1).standard_normal(size), np.empty(size)
        arguments = (integer(size), pointer(values.ctypes.data), pointer(out.ctypes.data))
        return lambda keep=(values, out): library.vdExp(*arguments)

    if law == "exp":
        return {"MKL vdExp": exp}
    return {
        f"MKL {generator}{suffix}": drawing(function, method, parameters, code)
        for generator, code in GENERATORS.items()
        for suffix, function, method, parameters in calls[law]
        # The best and the same generator are enough for laws that cost more than their bits.
        if law == "uniform" or generator in ("SFMT19937", "MCG59", "Philox")
    }


FAMILIES = [
    ("NumPy", numpy_peers), ("SciPy", scipy_peers), ("Numba", numba_peers), ("JAX", jax_peers),
    ("MKL", mkl_peers),
]


# --- the section -----------------------------------------------------------------------------------


def measure(service, kernel):
    """Medians of nanoseconds a value by side, sizes by side, and what is missing."""
    law, _, text = kernel.partition(":")
    parameter = float(text) if text else None
    sides, missing = {OURS: Ours(service, kernel)}, []
    for instructions in ("avx2", "baseline"):
        try:
            sides[f"{OURS}, {instructions}"] = Ours(service, kernel, instructions)
        except Unavailable as error:
            missing.append(str(error))
    for family, peers in FAMILIES:
        try:
            for name, make in peers(law, parameter).items():
                sides[name] = Peer(make)
        except (ImportError, Unavailable) as error:
            missing.append(f"{family}: {error}")
    times = {name: [] for name in sides}
    for _ in range(ROUNDS):
        for name, side in sides.items():
            times[name].append(side.time())
    return (
        {name: statistics.median(values) for name, values in times.items()},
        {name: side.size for name, side in sides.items()}, missing)


def best(medians, family):
    names = [name for name in medians if name.startswith(family) and "float32" not in name]
    return min(names, key=medians.get, default=None)


def section():
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    service = Service()
    summary, details, missing, unmet = [], [], [], []
    for kernel, title, least, least_mkl in LAWS:
        medians, sizes, absent = measure(service, kernel)
        missing += [text for text in absent if text not in missing]
        ours = medians[OURS]
        cells = [title, f"{ours:.2f}"]
        for family, _ in FAMILIES:
            name = best(medians, family)
            cells.append(f"{medians[name] / ours:.1f}" if name else "–")
        summary.append(cells)
        unmet += _unmet(title, medians, ours, least, least_mkl)
        details += [
            [title, name, f"{value:.2f}", f"{value / ours:.2f}", f"{sizes[name]:,}"]
            for name, value in sorted(medians.items(), key=lambda item: item[1])]
    points = _points(service)
    service.close()
    lines = [
        "## Random numbers by the column", "",
        f"Processor time, one thread; medians of {ROUNDS} rounds, in each of which every side runs "
        f"for {BURST / 1e6:.0f} ms in turn. cogcast fills columns of 2,048 values of 64 bits; each peer "
        f"has the best of {', '.join(f'{size:,}' for size in SIZES)}. A ratio is the time of the "
        "family's best double-precision peer over cogcast's: above 1, cogcast is faster. Only ratios "
        "of one run count.", "",
        *table(["law", "cogcast, ns a value"] + [family for family, _ in FAMILIES], summary), "",
        *(["Targets that this run did not meet:", ""] + [f"- {text}" for text in unmet] if unmet
          else ["Every target was met in this run."]), "",
        points, "",
        *([f"Not measured: {'; '.join(missing)}.", ""] if missing else []),
        NOTES, "",
        "### Every side", "",
        *table(["law", "side", "ns a value", "time over cogcast's", "values a call"], details),
    ]
    return "\n".join(lines) + "\n"


NOTES = """\
- cogcast draws Philox 4x32-10 with 52 bits a number, and its bytes are the same with AVX-512, AVX2
  and the baseline; so nothing uses fused multiply-add, which the peers may. A uniform number
  takes 4.7 vector instructions with AVX-512 (449 for 96 numbers in the compiled loop), 3.6 of them
  Philox's rounds, and they issue at about 15 a nanosecond. SplitMix64, a hash of a counter, needs far
  fewer; MKL's MCG59 is a linear congruential generator, and its SFMT19937, MT19937 and Philox give 32
  bits to a double.
- A normal number is the inverse of one uniform number (Wichura's AS 241, within 8 ULPs), as the engine
  needs it for quasi-random points: two polynomials of degree 7 and a division, and for 15 % of the
  numbers a logarithm, a square root and two more divisions. Box-Muller by polynomials with fast-math
  makes two numbers for one logarithm.
- NumPy's `exp` is itself AVX-512 code with fused multiply-add. Five times its speed would be half a
  cycle a value, in which not even the polynomial fits. cogcast's divides once, within 1 ULP.
- An exponential number is the logarithm of a uniform one; NumPy's is a ziggurat, mostly a table look-up.
- Numba's Poisson counts are looked up in a table of the distribution function, made before the clock
  starts. cogcast's are found by search below a mean of 10, with the table made in every call, and by
  transformed rejection above, so that a column is what single draws with changing means would give.
- NumPy has no call that is faster for log-normal numbers than `exp` of its normal ones, which the
  table counts as its best.
- The wheels of llvmlite have no vector mathematics; Numba's logarithms, sines and exponentials are
  polynomials in `numba_kernels.py`."""


def _unmet(title, medians, ours, least, least_mkl):
    found = []
    for family, target in (("NumPy", least), ("Numba", 1.0), ("JAX", 1.0), ("MKL", least_mkl)):
        name = best(medians, family)
        if name and target and medians[name] / ours < target:
            found.append(
                f"{title}: {medians[name] / ours:.2f} times the speed of {name}; the target is "
                f"{target:.2g}")
    return found


def _points(service):
    """Scrambled Sobol points beside the stream that draws one number at a time."""
    sides = {name: Ours(service, name) for name in ("sobol", "uniform", "single-uniform")}
    times = {name: [] for name in sides}
    for _ in range(ROUNDS):
        for name, side in sides.items():
            times[name].append(side.time())
    sobol, column, single = (statistics.median(times[name]) for name in sides)
    return (
        f"A coordinate of a scrambled Sobol point takes {sobol:.2f} ns: {single / sobol:.1f} times the "
        f"speed of a Philox stream drawn one number at a time ({single:.2f} ns), and "
        f"{column / sobol:.2f} of a stream drawn by the column ({column:.2f} ns).")


def table(head, rows):
    return (
        ["| " + " | ".join(head) + " |", "|---" * len(head) + "|"]
        + ["| " + " | ".join(row) + " |" for row in rows])

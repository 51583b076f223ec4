"""Sets training and predictions beside numba, scikit-learn and JAX, on one core, in one table of ratios.

What Python needs is installed into target/peers. Percept is measured in release and as a kernel
compiles it. Each round runs all of them one after the other and takes of each workload the fastest
run, since what disturbs only adds; a ratio is from one round. The table has the median of the rounds,
and the least and the greatest in brackets. Standard library only, but for `measure`, which runs in
target/peers.

  peers.py [--rounds N]
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "target" / "peers"
PYTHON = FOLDER / "bin" / "python"
PACKAGES = ["numpy", "scikit-learn", "numba", "jax"]
ROUNDS = 7
INPUTS, EPOCHS, FEW = 20, 10, 5_000
LAYER_SAMPLES, LAYER_EPOCHS = 10_000, 20
KERNELS = {"OPT_LEVEL": "2", "DEBUG_ASSERTIONS": "true", "OVERFLOW_CHECKS": "true", "LTO": "off", "CODEGEN_UNITS": "16"}
# Workloads of benches/train_time.rs, and the peer of each.
WORKLOADS = {
    "w1": "numba", "w1-small": "numba", "w2-2-20-1": "JAX", "w2-10-64-64-1": "JAX",
    "predict-2-20-1": "JAX", "predict-10-64-64-1": "JAX", "surface": None, "replay-60": None, "points": None,
}
ALONGSIDE = {"w1": "scikit-learn, without an error curve", "w1-small": "scikit-learn, without an error curve"}


def compare(rounds):
    prepare()
    programs = {"release": built({}), "kernel": built(KERNELS)}
    subprocess.run([programs["release"], "write", FOLDER], check=True)
    pin()
    told = []
    for number in range(rounds):
        print(f"round {number + 1} of {rounds}", file=sys.stderr, flush=True)
        times = {name: table([program, *WORKLOADS]) for name, program in programs.items()}
        command = [PYTHON, __file__, "measure"]
        times["peers"] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
        told.append(times)
    show(told)


def prepare():
    if not PYTHON.exists():
        venv.create(FOLDER, with_pip=True)
    subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)


def built(profile):
    """The benchmark's program."""
    environment = os.environ | {f"CARGO_PROFILE_BENCH_{key}": value for key, value in profile.items()}
    command = ["cargo", "bench", "--locked", "--quiet", "--no-run", "--bench", "train_time", "--message-format=json"]
    ran = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    told = [json.loads(line) for line in ran.stdout.splitlines()]
    return next(line["executable"] for line in told if line.get("target", {}).get("name") == "train_time")


def pin():
    """All that is measured shares one core, one thread each."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    os.environ["OMP_NUM_THREADS"] = "1"


def table(command):
    ran = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    rows = [line.strip("|").split("|") for line in ran.stdout.splitlines()[2:]]
    return {name.strip(): [float(value), unit.strip()] for name, value, unit in rows}


def show(told):
    print("| workload | percept, release | as in a kernel | peer | release ÷ peer | kernel ÷ peer |")
    print("|---|--:|--:|---|--:|--:|")
    for name, peer in WORKLOADS.items():
        unit = told[0]["kernel"][name][1]
        row = [f"{name}, {unit}", *(spread([times[kind][name][0] for times in told]) for kind in ("release", "kernel"))]
        print(f"| {' | '.join(row + against(told, name, name, peer))} |")
        if name in ALONGSIDE:
            print(f"| | | | {' | '.join(against(told, name, name + ' other', ALONGSIDE[name]))} |")


def against(told, name, key, peer):
    if not peer:
        return ["", "", ""]
    theirs = [times["peers"][key] for times in told]
    ratios = [[times[kind][name][0] / their for times, their in zip(told, theirs)] for kind in ("release", "kernel")]
    return [f"{peer}: {spread(theirs)}", *map(spread, ratios)]


def spread(values):
    return f"{statistics.median(values):.2f} ({min(values):.2f} to {max(values):.2f})"


def measure():
    """In target/peers: the fastest of several runs of each, in the units of percept's table."""
    times = {}
    delta(times)
    layers(times)
    print(json.dumps(times))


def fastest(run, parts):
    run()
    best, began, runs = float("inf"), time.perf_counter(), 0
    while runs < 5 or time.perf_counter() - began < 0.5:
        start = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - start)
        runs += 1
    return best * parts


def delta(times):
    import numba
    import numpy as np
    from sklearn.linear_model import Perceptron

    @numba.njit
    def learn(x, y, epochs, rate):
        n, d = x.shape
        w = np.zeros(d)
        b = 0.0
        errors = np.zeros(epochs)
        for epoch in range(epochs):
            for i in range(n):
                s = 0.0
                for j in range(d):
                    s += w[j] * x[i, j]
                e = y[i] - (1.0 if s + b > 0 else 0.0)
                errors[epoch] += 0.5 * e * e
            for i in range(n):
                s = 0.0
                for j in range(d):
                    s += w[j] * x[i, j]
                e = y[i] - (1.0 if s + b > 0 else 0.0)
                if e != 0.0:
                    for j in range(d):
                        w[j] += rate * e * x[i, j]
                    b += rate * e
        return errors, w, b

    inputs, targets = np.fromfile(FOLDER / "x").reshape(-1, INPUTS), np.fromfile(FOLDER / "y")
    for name, n in (("w1", len(inputs)), ("w1-small", FEW)):
        x, y = inputs[:n].copy(), targets[:n].copy()
        parts = 1e9 / (EPOCHS * n * INPUTS)
        times[name] = fastest(lambda: learn(x, y, EPOCHS, 0.01), parts)
        other = Perceptron(max_iter=EPOCHS, tol=None, shuffle=False, eta0=0.01)
        times[name + " other"] = fastest(lambda: other.fit(x, y), parts)


def layers(times):
    import jax
    import jax.numpy as jnp
    import numpy as np

    jax.config.update("jax_enable_x64", True)
    rng = np.random.default_rng(2)

    def outputs(net, x):
        for w, b in net:
            x = jnp.tanh(x @ w + b)
        return x

    def loss(net, x, t):
        return 0.5 * jnp.sum((outputs(net, x) - t) ** 2)

    @jax.jit
    def step(net, x, t):
        value, slopes = jax.value_and_grad(loss)(net, x, t)
        return value, jax.tree_util.tree_map(lambda p, g: p - 1e-6 * g, net, slopes)

    predict = jax.jit(outputs)
    for sizes in ([2, 20, 1], [10, 64, 64, 1]):
        label = "-".join(map(str, sizes))
        x = rng.uniform(-1, 1, (LAYER_SAMPLES, sizes[0]))
        t = jnp.asarray(np.tanh(x.sum(1, keepdims=True)))
        x = jnp.asarray(x)
        net = [
            (jnp.asarray(rng.standard_normal((a, b)) / np.sqrt(a)), jnp.zeros(b)) for a, b in zip(sizes, sizes[1:])
        ]

        def descend(net=net, x=x, t=t):
            for _ in range(LAYER_EPOCHS):
                _, net = step(net, x, t)
            jax.block_until_ready(net)

        times[f"w2-{label}"] = fastest(descend, 1e3 / LAYER_EPOCHS)
        times[f"predict-{label}"] = fastest(lambda: predict(net, x).block_until_ready(), 1e3)


if __name__ == "__main__":
    if sys.argv[1:] == ["measure"]:
        measure()
    else:
        parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
        parser.add_argument("--rounds", type=int, default=ROUNDS)
        compare(parser.parse_args().rounds)

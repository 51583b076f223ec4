"""A Parquet file larger than the memory allowed: does training end, in how much memory, how fast?

    larger_than_memory.py [--gibibytes 4] [--limit-gibibytes 1] [--repeats 3]

Writes the file, then reads it and trains on it by turns, each in a control group of its own whose
memory (page cache included) is limited. Needs the right to make control groups, as root has.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

from common import ROOT, Problem, main, say  # noqa: E402

FEATURES = "polars-streaming,polars-parquet"
# The profile that the kernel gives to dependencies.
KERNELS_OPTIMISATION = {"CARGO_PROFILE_BENCH_OPT_LEVEL": "2"}
LEGACY, UNIFIED = Path("/sys/fs/cgroup/memory"), Path("/sys/fs/cgroup")


def command():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--gibibytes", type=int, default=4, help="size of the file")
    arguments.add_argument("--limit-gibibytes", type=float, default=1, help="memory allowed")
    arguments.add_argument("--repeats", type=int, default=3)
    options = arguments.parse_args()
    program = build()
    with tempfile.TemporaryDirectory(dir=ROOT / "target") as folder:
        path = Path(folder, "noise.parquet")
        subprocess.run([program, "write", path, str(options.gibibytes)], check=True)
        size = path.stat().st_size
        say(f"{size / 2**30:.2f} GiB, memory limited to {options.limit_gibibytes} GiB")
        told = defaultdict(list)
        for _ in range(options.repeats):
            for mode in ("pass", "read", "train"):
                measure(program, mode, path, options.limit_gibibytes, told)
    table(told, size)


def build():
    environment = {**os.environ, **KERNELS_OPTIMISATION}
    command = ["cargo", "bench", "--locked", "--no-run", "--bench", "larger_than_memory", "--features", FEATURES]
    said = subprocess.run(command, cwd=ROOT, env=environment, check=True, stderr=subprocess.PIPE, text=True).stderr
    return ROOT / said.rpartition("(")[2].strip().rstrip(")")


def measure(program, mode, path, limit, told):
    with group(limit) as (join, peak):
        run = subprocess.run([program, mode, path], preexec_fn=join, stdout=subprocess.PIPE, text=True)
        if run.returncode != 0:
            raise Problem(f"`{mode}` ended with {run.returncode} (-9: out of memory)")
        told[f"{mode} peak"].append(peak())
    for line in run.stdout.splitlines():
        what, _, value = line.rpartition(" ")
        if what in ("handed over", "read", "survey", "epoch"):
            told[what].append(float(value))
        else:
            told[line] = []
    say(f"  {mode}: {', '.join(run.stdout.splitlines())}; peak {told[f'{mode} peak'][-1] / 2**20:.0f} MiB")


@contextmanager
def group(limit):
    """A control group with a limit; how to join it, and how much of it was used at most."""
    legacy = (LEGACY / "memory.limit_in_bytes").exists()
    folder = (LEGACY if legacy else UNIFIED) / f"percept_{os.getpid()}"
    try:
        folder.mkdir()
    except OSError as problem:
        raise Problem(f"no control group can be made: {problem}") from problem
    try:
        ceiling = "memory.limit_in_bytes" if legacy else "memory.max"
        (folder / ceiling).write_text(str(int(limit * 2**30)))
        used = folder / ("memory.max_usage_in_bytes" if legacy else "memory.peak")
        yield lambda: (folder / "cgroup.procs").write_text(str(os.getpid())), lambda: int(used.read_text())
    finally:
        folder.rmdir()


def table(told, size):
    rows = {
        "batches handed over, no value looked at": "handed over",
        "every value read once": "read",
        "first look at all rows": "survey",
        "an epoch": "epoch",
    }
    reading = statistics.median(told["read"])
    say("\n| what | seconds | GB/s | against reading |\n|---|--:|--:|--:|")
    for what, told_as in rows.items():
        seconds = statistics.median(told[told_as])
        say(f"| {what} | {seconds:.2f} | {size / seconds / 1e9:.2f} | {seconds / reading:.2f} |")
    for mode in ("read", "train"):
        say(f"\nPeak memory of `{mode}`, page cache included: {max(told[f'{mode} peak']) / 2**20:.0f} MiB")


if __name__ == "__main__":
    main(command)

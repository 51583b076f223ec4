"""Counts the instructions of the hot paths with valgrind and compares them with benches/instructions.csv.

Counts depend on no clock and no neighbour, so that a loop which is no longer vectorised, or data
copied once more, shows wherever this runs. Valgrind knows no AVX-512: what is counted is what
processors without it run. Other compilers and C libraries count a little otherwise, hence the margin.

  instructions.py            compare
  instructions.py --write    measure anew, after a change that is meant
"""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from common import ROOT, main, say

COMMITTED = ROOT / "benches" / "instructions.csv"
# How far a count may be from the committed one: which functions are part of a loop changes with the code around it.
MARGIN = 0.20
NAMES = [
    "w1-small", "w1-signs", "w1-outputs-3", "w1-sigmoid", "w1-linear-3", "w2-2-20-1", "w2-10-64-64-1",
    "predict-10-64-64-1", "surface", "points",
]


def check():
    reason = missing()
    if reason:
        say(f"NOT RUN: no instructions were counted, for {reason}.")
        return 0
    counts = dict(zip(NAMES, counted(built())))
    if "--write" in sys.argv[1:]:
        return write(counts)
    with COMMITTED.open(newline="") as file:
        committed = {row["workload"]: int(row["instructions"]) for row in csv.DictReader(file)}
    wrong = []
    for name, count in counts.items():
        before = committed.get(name)
        change = f"{count / before - 1:+.1%}" if before else "not committed"
        say(f"{name:20} {count:>14,}  {change}")
        if not before or abs(count / before - 1) > MARGIN:
            wrong.append(name)
    if not wrong:
        say(f"All within {MARGIN:.0%} of what is committed, on processors without AVX-512.")
        return 0
    return (
        f"further than {MARGIN:.0%} from benches/instructions.csv: {', '.join(wrong)}. Find out why; where it "
        "is meant: `python3 tools/instructions.py --write`"
    )


def missing():
    """What keeps this machine from counting; None where nothing does."""
    if not shutil.which("valgrind"):
        return "valgrind is not installed"
    try:
        flags = Path("/proc/cpuinfo").read_text()
    except OSError:
        return "this is not Linux"
    return None if re.search(r"\bavx2\b", flags) else "the committed numbers are those of a processor with AVX2"


def built():
    """The benchmark, compiled as a kernel compiles."""
    profile = {
        "OPT_LEVEL": "2", "DEBUG_ASSERTIONS": "true", "OVERFLOW_CHECKS": "true", "LTO": "off", "CODEGEN_UNITS": "16",
    }
    environment = os.environ | {f"CARGO_PROFILE_BENCH_{key}": value for key, value in profile.items()}
    command = ["cargo", "bench", "--locked", "--quiet", "--no-run", "--bench", "train_time", "--message-format=json"]
    ran = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    told = [json.loads(line) for line in ran.stdout.splitlines()]
    return next(line["executable"] for line in told if line.get("target", {}).get("name") == "train_time")


def counted(program):
    for name in NAMES:
        command = [
            "valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", "--collect-atstart=no",
            "--toggle-collect=train_time::counted*", program, "once", name,
        ]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stderr
        yield int(re.search(r"Collected : (\d+)", told).group(1))


def write(counts):
    with COMMITTED.open("w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["workload", "instructions"])
        table.writerows(counts.items())
    return 0


if __name__ == "__main__":
    main(check)

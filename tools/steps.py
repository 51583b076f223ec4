"""Runs make targets one after the other and ends with a summary of their times.

Every step runs, also after one that failed: one run shows all that is wrong.
"""

import os
import subprocess
import sys
import time

from common import duration, main, say


def run_steps():
    targets = sys.argv[1:]
    results = [(target, *run_step(target, f"{number}/{len(targets)}")) for number, target in enumerate(targets, 1)]
    say("\n== Summary")
    for target, passed, seconds in results:
        say(f"{'ok    ' if passed else 'FAILED'} {duration(seconds):>10}  {target}")
    say(f"{'total':6} {duration(sum(seconds for _, _, seconds in results)):>10}")
    return 0 if all(passed for _, passed, _ in results) else 1


def run_step(target, position):
    say(f"\n== {position} {target}")
    start = time.monotonic()
    make = os.environ.get("MAKE", "make")
    passed = subprocess.run([make, "--no-print-directory", target]).returncode == 0
    seconds = time.monotonic() - start
    say(f"== {target}: {'ok' if passed else 'FAILED'}, {duration(seconds)}")
    return passed, seconds


if __name__ == "__main__":
    main(run_steps)

"""Runs make targets one after the other and ends with a summary of their times.

Every step runs, also after one that failed: one run shows all that is wrong. Lanes joined by `+` run
side by side, and what they say is shown as each target ends; in a lane, targets joined by `:` run one
after the other.
"""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from common import duration, main, say


def run_steps():
    steps = [argument.split("+") for argument in sys.argv[1:]]
    start = time.monotonic()
    results = []
    for number, targets in enumerate(steps, 1):
        say(f"\n== {number}/{len(steps)} {' and, side by side, '.join(targets)}")
        if len(targets) > 1:
            say("What they say follows as each of them ends.")
        results += run_together(targets) if len(targets) > 1 else run_lane(targets[0])
    say("\n== Summary")
    for target, passed, seconds in results:
        say(f"{'ok    ' if passed else 'FAILED'} {duration(seconds):>10}  {target}")
    total = time.monotonic() - start
    # the steps that prepare run alone
    setting_up = sum(seconds for target, _, seconds in results if target.endswith("setup"))
    say(f"{'total':6} {duration(total):>10}, {duration(total - setting_up)} without what is set up once")
    return 0 if all(passed for _, passed, _ in results) else 1


def run_together(lanes):
    with ThreadPoolExecutor(len(lanes)) as pool:
        return [result for results in pool.map(lambda lane: run_lane(lane, shown_at_its_end=True), lanes) for result in results]


def run_lane(lane, shown_at_its_end=False):
    return [run_step(target, shown_at_its_end) for target in lane.split(":")]


def run_step(target, shown_at_its_end=False):
    start = time.monotonic()
    command = [os.environ.get("MAKE", "make"), "--no-print-directory", target]
    if shown_at_its_end:
        ran = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        say(f"\n== what {target} says\n{ran.stdout.rstrip()}")
    else:
        ran = subprocess.run(command)
    seconds = time.monotonic() - start
    passed = ran.returncode == 0
    say(f"== {target}: {'ok' if passed else 'FAILED'}, {duration(seconds)}")
    return target, passed, seconds


if __name__ == "__main__":
    main(run_steps)

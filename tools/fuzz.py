"""Fuzzes what reads bytes: files, tables, texts, names. Needs Rust and a C++ compiler, on Linux.

    fuzz.py                 ten seconds of each target, as a part of `make test`
    fuzz.py --minutes 20    so much processor time of each; the counts are added to docs/held.md

New inputs are kept in target/fuzz/corpus; an input that fails is left in target/fuzz/found.
The targets are those of `cargo fuzz`, which runs them too; this script needs no nightly Rust.
"""

import argparse
import os
import platform
import re
import resource
import shutil
import subprocess

from common import ROOT, Problem, main, say, step

FUZZ = ROOT / "fuzz"
BUILT = ROOT / "target" / "fuzz"
FOUND = BUILT / "found"
# Where a target's first inputs are, if not in fuzz/corpus.
CORPUS = {"load": sorted((ROOT / "tests" / "fixtures").glob("version_*"))}
COUNTS = ROOT / "docs" / "held.md"
SECONDS_IN_TESTS = 10
SECONDS_A_ROUND = 60
# An input that takes longer than this is a finding, on a busy machine too.
SECONDS_AN_INPUT = 120
MOST_MEGABYTES = 2048
LONGEST_INPUT = 8192
# What `cargo fuzz` gives the compiler, without a sanitizer: all of it is stable.
INSTRUMENTED = [
    "--cfg fuzzing",
    "-Cpasses=sancov-module",
    *(
        f"-Cllvm-args=-{option}"
        for option in [
            "sanitizer-coverage-level=4",
            "sanitizer-coverage-inline-8bit-counters",
            "sanitizer-coverage-pc-table",
            "sanitizer-coverage-trace-compares",
            "simplifycfg-branch-fold-threshold=0",
        ]
    ),
    "-Ccodegen-units=1",
]
EXECUTED = re.compile(r"stat::number_of_executed_units: (\d+)")
ROW = re.compile(r"^\| `(\w+)` \| ([\d,]+) \| ([\d.,]+) \|$", re.MULTILINE)


def fuzz():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--minutes", type=float, help="processor minutes of each target; the counts are kept")
    arguments.add_argument("targets", nargs="*", help="default: all")
    given = arguments.parse_args()
    missing = what_is_missing()
    if missing:
        if given.minutes:
            raise Problem(f"fuzzing needs {missing}")
        say(f"NOT RUN: fuzzing needs {missing}")
        return 0
    targets = given.targets or sorted(path.stem for path in (FUZZ / "fuzz_targets").glob("*.rs"))
    triple = build()
    FOUND.mkdir(parents=True, exist_ok=True)
    failed = []
    for target in targets:
        executed, seconds, passed = run_target(target, BUILT / triple / "release" / target, given.minutes)
        say(f"{target}: {executed:,} inputs in {seconds / 60:.1f} processor minutes{'' if passed else ', FAILED'}")
        if given.minutes:
            add_to_counts(target, executed, seconds / 60)
        failed += [] if passed else [target]
    if failed:
        raise Problem(f"an input fails in {', '.join(failed)}: see {FOUND.relative_to(ROOT)} and the lines above")
    return 0


def what_is_missing():
    if platform.system() != "Linux":
        return "Linux"
    if not any(map(shutil.which, ["c++", "g++", "clang++"])):
        return "a C++ compiler (`c++`), for libFuzzer"
    return None


def build():
    """Builds all targets, and gives the name of the machine that they are for."""
    told = subprocess.run(["rustc", "-vV"], capture_output=True, text=True, check=True).stdout
    triple = re.search(r"^host: (\S+)$", told, re.MULTILINE).group(1)
    flags = {"RUSTFLAGS": " ".join(INSTRUMENTED), "CARGO_TARGET_DIR": str(BUILT)}
    command = ["cargo", "build", "--locked", "--quiet", "--release", "--target", triple]
    with step("building the fuzz targets"):
        subprocess.run(command, cwd=FUZZ, env={**os.environ, **flags}, check=True)
    return triple


def run_target(target, program, minutes):
    """Inputs tried, processor seconds taken, and whether all of them passed."""
    kept = BUILT / "corpus" / target
    kept.mkdir(parents=True, exist_ok=True)
    executed, seconds = 0, 0.0
    while True:
        before = processor_seconds()
        more, passed = run_round(target, program, kept, SECONDS_A_ROUND if minutes else SECONDS_IN_TESTS)
        executed += more
        seconds += processor_seconds() - before
        if not passed or not minutes or seconds >= 60 * minutes:
            return executed, seconds, passed


def run_round(target, program, kept, seconds):
    command = [
        program,
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST_INPUT}",
        f"-timeout={SECONDS_AN_INPUT}",
        f"-rss_limit_mb={MOST_MEGABYTES}",
        "-print_final_stats=1",
        f"-artifact_prefix={FOUND}/{target}-",
        kept,
        *CORPUS.get(target, [FUZZ / "corpus" / target]),
    ]
    ran = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    counted = EXECUTED.search(ran.stdout)
    if ran.returncode != 0 or not counted:
        say(ran.stdout[-4000:])
        return int(counted.group(1)) if counted else 0, False
    return int(counted.group(1)), True


def processor_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def add_to_counts(target, executed, minutes):
    text = COUNTS.read_text()
    rows = {name: (int(count.replace(",", "")), float(time)) for name, count, time in ROW.findall(text)}
    if target not in rows:
        raise Problem(f"{COUNTS.relative_to(ROOT)} has no row for `{target}`")
    count, time = rows[target]
    row = f"| `{target}` | {count + executed:,} | {time + minutes:.1f} |"
    COUNTS.write_text(re.sub(rf"^\| `{target}` \| .*$", row, text, flags=re.MULTILINE))


if __name__ == "__main__":
    main(fuzz)

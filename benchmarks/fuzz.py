"""Thousands of changed files: every change under many seeds, and several changes at once.

``python benchmarks/fuzz.py [rounds] [first seed]`` prints each complaint with what repeats it, and how many
of how many changes were read wrong in silence. The changes and the judge are those of
tests/ingest/test_fuzz.py, which takes a few seeds only.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from importlib import import_module
from pathlib import Path

#: The files of the fuzzer import each other as a package.
sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))


def main(rounds: int, first: int) -> int:
    runs = import_module("ingest.fuzz_runs")
    single = [m for group in (runs.FORMS, runs.FILES, runs.DOUBTFUL, runs.DAMAGE) for m in group]
    wrong: Counter[str] = Counter()
    started, done = time.monotonic(), 0
    for seed in range(first, first + rounds):
        for mutation in single:
            done += 1
            tell(mutation.name, seed, runs.run_one(mutation, seed=seed), wrong)
        for place in range(len(single)):
            done += 1
            number = seed * len(single) + place
            tell("campuran", number, runs.run_several(number), wrong)
    seconds = time.monotonic() - started
    print(f"{done} changes in {seconds:.0f} s: {wrong.total()} read wrong in silence")
    for name, count in wrong.most_common():
        print(f"  {count:5}  {name}")
    return min(wrong.total(), 1)


def tell(name: str, seed: int, complaints: list[str], wrong: Counter[str]) -> None:
    """Print what a change led to, and count it."""
    if complaints:
        wrong[name] += 1
        print(f"{name}, seed {seed}: {complaints[0]}", flush=True)


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    sys.exit(main(*(numbers + [5, 100][len(numbers) :])))

"""What a second worker brings: N equal regencies with one worker and with two, in one run, by turns.

    python benchmarks/batch.py [--size 1500] [--regencies 4] [--rounds 1]

Efficiency is the time with one worker over twice the time with two: 1 would be perfect. Every run
is the whole command ``pug-analysis batch`` over fresh copies of one regency, from starting the
cluster to the list at the end; the copies are made before the clock starts.

A rented machine does not always give both of its cores. So between the runs a plain loop of Python
is timed alone and twice at once: what it reaches is what the machine allows just then, and no batch
can be expected to do better. Of several rounds the fastest of each kind counts: all that disturbs
a run makes it longer.
"""

from __future__ import annotations

import argparse
import pickle
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import psutil
from ratios import Ratio, print_ratios
from run import memory_megabytes

from pug_analysis.batch.work import Order, Outcome
from pug_analysis.simulate import simulate, write_raw

YEAR = 2025
TARGET = 0.85
PARTS = ("data/raw", "data/processed", "reports", ".pug")
#: About four seconds of one core, without libraries, files or much memory.
LOOP = "d = {}\nfor i in range(15_000_000):\n    d[i % 5000] = i * i % 7"


@dataclass(frozen=True)
class Run:
    """One batch: wall time, memory of the largest worker with all that it started, and the machine.

    ``machine`` is the efficiency of two plain loops just before.
    """

    workers: int
    seconds: float
    worker_megabytes: float
    machine: float


def make_regency(folder: Path, size: int) -> Path:
    """Write the raw files of one year, which every copy shares."""
    regency = simulate(size=size, years=(YEAR,), seed=YEAR, truth=("gap",))
    write_raw(regency, folder / "data" / "raw", dirt=0.01)
    return folder


def run_batch(source: Path, *, count: int, workers: int, root: Path) -> tuple[Run, Path]:
    """Report ``count`` copies of a regency; a batch that fails ends the benchmark."""
    spaces = [root / f"kab-{number:03d}" for number in range(count)]
    for space in spaces:
        shutil.copytree(source, space)
    command = [sys.executable, "-m", "pug_analysis", "batch", *map(str, spaces)]
    command += ["--year", str(YEAR), "--edition", "internal", "--workers", str(workers)]
    machine = time_loops(1) / time_loops(2)
    peak = [0.0]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    watcher = threading.Thread(target=watch_workers, args=(process.pid, peak))
    watcher.start()
    said, _ = process.communicate()
    seconds = time.perf_counter() - start
    watcher.join()
    if process.returncode:
        sys.exit(said)
    return Run(workers, seconds, peak[0], machine), spaces[0]


def time_loops(count: int) -> float:
    """Return the seconds until so many equal loops, begun together, have all ended."""
    start = time.perf_counter()
    loops = [subprocess.Popen([sys.executable, "-c", LOOP]) for _ in range(count)]
    for loop in loops:
        loop.wait()
    return time.perf_counter() - start


def watch_workers(pid: int, peak: list[float]) -> None:
    """Keep the largest worker: its process and all below it, shared pages counted once."""
    while psutil.pid_exists(pid):
        try:
            workers = [p for p in psutil.Process(pid).children() if p.children()]
            for worker in workers:
                family = [worker, *worker.children(recursive=True)]
                peak[0] = max(peak[0], sum(memory_megabytes(one) for one in family))
        except psutil.Error:
            pass  # one of them has ended in between
        time.sleep(5)  # reading it costs time itself


def measure(*, size: int = 1500, regencies: int = 4, rounds: int = 1) -> list[Ratio]:
    """Measure one worker beside two by turns and return the comparison for the common table."""
    return [describe(size, regencies, measure_runs(size, regencies, rounds)[0])]


def measure_runs(size: int, regencies: int, rounds: int) -> tuple[list[Run], dict[str, float]]:
    """Return all runs, and the megabytes of one finished workspace by part."""
    runs, parts = [], {}
    with tempfile.TemporaryDirectory() as name:
        source = make_regency(Path(name) / "asal", size)
        for turn in range(rounds):
            for workers in (1, 2) if turn % 2 == 0 else (2, 1):
                root = Path(name) / "jalan"
                run, space = run_batch(source, count=regencies, workers=workers, root=root)
                runs.append(run)
                parts = {part: folder_megabytes(space / part) for part in PARTS}
                shutil.rmtree(root)
    return runs, parts


def folder_megabytes(folder: Path) -> float:
    """Return the size of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def describe(size: int, regencies: int, runs: list[Run]) -> Ratio:
    """Return the efficiency of two workers, from the fastest run of each kind."""
    one, two = (min(run.seconds for run in runs if run.workers == workers) for workers in (1, 2))
    efficiency = one / (2 * two)
    machine = min(run.machine for run in runs), max(run.machine for run in runs)
    return Ratio(
        what=f"{regencies} regencies of {size} people, 2 workers beside 1",
        ours=two,
        plain=one,
        unit="s",
        value=efficiency,
        target=f">= {TARGET}",
        holds=efficiency >= TARGET,
        note="ratio is the efficiency: time with 1 / (2 x time with 2); two plain loops beside one "
        f"reached {machine[0]:.2f} to {machine[1]:.2f} meanwhile",
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=1500)
    parser.add_argument("--regencies", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=1)
    asked = parser.parse_args()
    runs, parts = measure_runs(asked.size, asked.regencies, asked.rounds)
    print(
        "| workers | seconds | seconds x workers / regency | MB of one worker | two plain loops |"
    )
    print("| ---: | ---: | ---: | ---: | ---: |")
    for run in runs:
        each = run.seconds * run.workers / asked.regencies
        print(
            f"| {run.workers} | {run.seconds:.1f} | {each:.1f} | {run.worker_megabytes:.0f} "
            f"| {run.machine:.2f} |"
        )
    print("\n| one workspace afterwards | MB |\n| --- | ---: |")
    for part, size in parts.items():
        print(f"| {part} | {size:.2f} |")
    order = Order("kab-000", "/data/pug/kab-000", YEAR)
    print(f"| order and result, over the network | {wire_megabytes(order):.4f} |\n")
    print_ratios([describe(asked.size, asked.regencies, runs)])


def wire_megabytes(order: Order) -> float:
    """Return what travels for one workspace, without what Dask itself says."""
    return sum(len(pickle.dumps(one)) for one in (order, Outcome("selesai", "", 1.0))) / 1e6


if __name__ == "__main__":
    main()

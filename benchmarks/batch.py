"""What a second worker brings: N equal regencies with one worker and with two, in one run, by turns.

    python benchmarks/batch.py [--size 1500] [--regencies 4] [--rounds 1]

Efficiency is the time with one worker over twice the time with two: 1 would be perfect. Every run
is the whole command ``pug-analysis batch`` over fresh copies of one regency, from starting the
cluster to the list at the end; the copies are made before the clock starts.

What the machine itself allows is measured beside it: the same report by ``pug-analysis report``, one
alone and two at once, without Dask. Cores that share caches, memory or a host slow each other, and
no batch can be expected to do better than two programs that know nothing of each other. Of several
rounds the fastest run of each kind counts: all that disturbs a run makes it longer.
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

from pug_analysis.batch.work import Outcome, WorkOrder
from pug_analysis.simulate import simulate, write_raw

YEAR = 2025
TARGET = 0.85
PARTS = ("data/raw", "data/processed", "reports", ".pug")


@dataclass(frozen=True)
class Run:
    """Wall time of reporting ``regencies``, so many ``at_once``.

    ``way`` is "batch", or "apart" for programs without Dask; ``megabytes`` is the largest worker
    with all that it started.
    """

    way: str
    at_once: int
    regencies: int
    seconds: float
    megabytes: float = 0.0


def make_regency(folder: Path, size: int) -> Path:
    """Write the raw files of one year, which every copy shares."""
    regency = simulate(size=size, years=(YEAR,), seed=YEAR, truth=("gap",))
    write_raw(regency, folder / "data" / "raw", dirt=0.01)
    return folder


def copy_regency(source: Path, *, count: int, root: Path) -> list[Path]:
    """Copy a workspace so many times, before any clock starts."""
    return [shutil.copytree(source, root / f"kab-{number:03d}") for number in range(count)]


def run_batch(source: Path, *, count: int, workers: int, root: Path) -> tuple[Run, Path]:
    """Report ``count`` copies of a regency; a batch that fails ends the benchmark."""
    spaces = copy_regency(source, count=count, root=root)
    command = [sys.executable, "-m", "pug_analysis", "batch", *map(str, spaces)]
    command += ["--year", str(YEAR), "--edition", "internal", "--workers", str(workers)]
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
    return Run("batch", workers, count, seconds, peak[0]), spaces[0]


def run_reports(source: Path, *, count: int, root: Path) -> Run:
    """Report ``count`` copies of a regency at once, each by a program of its own, without Dask."""
    spaces = copy_regency(source, count=count, root=root)
    command = [sys.executable, "-m", "pug_analysis", "report", str(YEAR), "--edition", "internal"]
    start = time.perf_counter()
    reports = [
        subprocess.Popen(
            [*command, "--jobs", "1", "--workspace", str(space)], stdout=subprocess.DEVNULL
        )
        for space in spaces
    ]
    codes = [report.wait() for report in reports]  # all of them, also when the first fails
    if any(codes):
        sys.exit("a report failed")
    return Run("apart", count, count, time.perf_counter() - start)


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
            for at_once in (1, 2) if turn % 2 == 0 else (2, 1):
                root = Path(name) / "jalan"
                runs.append(run_reports(source, count=at_once, root=root))
                shutil.rmtree(root)
                run, space = run_batch(source, count=regencies, workers=at_once, root=root)
                runs.append(run)
                parts = {part: folder_megabytes(space / part) for part in PARTS}
                shutil.rmtree(root)
    return runs, parts


def folder_megabytes(folder: Path) -> float:
    """Return the size of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def describe(size: int, regencies: int, runs: list[Run]) -> Ratio:
    """Return the efficiency of two workers, from the fastest run of each kind."""
    one, two = (fastest(runs, "batch", at_once) for at_once in (1, 2))
    efficiency = one / (2 * two)
    apart = fastest(runs, "apart", 1) / fastest(runs, "apart", 2)
    return Ratio(
        what=f"{regencies} regencies of {size} people, 2 workers beside 1",
        ours=two,
        plain=one,
        unit="s",
        value=efficiency,
        target=f">= {TARGET}",
        holds=efficiency >= TARGET,
        note="ratio is the efficiency: time with 1 / (2 x time with 2); two reports at once without "
        f"Dask beside one alone: {apart:.2f}",
    )


def fastest(runs: list[Run], way: str, at_once: int) -> float:
    """Return the seconds of the fastest run of a kind."""
    return min(run.seconds for run in runs if (run.way, run.at_once) == (way, at_once))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=1500)
    parser.add_argument("--regencies", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=1)
    asked = parser.parse_args()
    runs, parts = measure_runs(asked.size, asked.regencies, asked.rounds)
    print("| way | at once | regencies | seconds | core seconds a regency | MB of one worker |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for run in runs:
        each = run.seconds * run.at_once / run.regencies
        memory = f"{run.megabytes:.0f}" if run.way == "batch" else ""
        print(
            f"| {run.way} | {run.at_once} | {run.regencies} | {run.seconds:.1f} | {each:.1f} "
            f"| {memory} |"
        )
    print("\n| one workspace afterwards | MB |\n| --- | ---: |")
    for part, size in parts.items():
        print(f"| {part} | {size:.2f} |")
    order = WorkOrder("kab-000", "/data/pug/kab-000", YEAR)
    print(f"| order and result, over the network | {wire_megabytes(order):.4f} |\n")
    print_ratios([describe(asked.size, asked.regencies, runs)])


def wire_megabytes(order: WorkOrder) -> float:
    """Return what travels for one workspace, without what Dask itself says."""
    return sum(len(pickle.dumps(one)) for one in (order, Outcome("selesai", "", 1.0))) / 1e6


if __name__ == "__main__":
    main()

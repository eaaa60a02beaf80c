"""Measure speed and memory as ratios, in one run: ``make bench``.

Writes a simulated regency into a temporary folder, builds its newest year, and runs the same
notebooks twice: one after the other through the ``papermill`` and ``jupyter nbconvert`` commands,
and through ``run_report``, from a cold start to the published folder. Prints a Markdown table, and
one of survival figures at the scale of a nation (``survival_scale``).
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import psutil
import survival_scale

YEAR = 2025
TARGET_RATIO = 0.30
BIN = Path(sys.executable).parent
ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Measure:
    """Wall time in seconds and the largest proportional memory of all processes in MB."""

    seconds: float
    megabytes: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--size", type=int, default=6500, help="people in the simulated regency")
    parser.add_argument(
        "--workspace", type=Path, help="use a built workspace instead of simulating"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pug-bench-") as folder:
        workspace = Path(folder) / "kerja"
        print(f"Notebook stage, {os.cpu_count()} cores, Python {sys.version.split()[0]}\n")
        built = {}
        if options.workspace:
            processed = Path("data", "processed", str(YEAR))
            shutil.copytree(options.workspace / processed, workspace / processed)
        else:
            built = build(workspace, size=options.size)
        notebooks = copy_notebooks(workspace / "notebooks")
        plain = measure(plain_commands(notebooks, workspace, Path(folder) / "biasa"))
        ours = measure([report_command(workspace)])
    print_table(plain, ours, count=len(notebooks), built=built)
    print()
    survival_scale.run()


def build(workspace: Path, *, size: int) -> dict[str, Measure]:
    """Simulate and build one year; both are measured for the record."""
    workspace.mkdir()
    command = [str(BIN / "pug-analysis")]
    raw = workspace / "data" / "raw"
    return {
        "simulate": measure(
            [[*command, "sample", "--years", str(YEAR), "--size", str(size), "--out", str(raw)]]
        ),
        "build": measure([[*command, "build", str(YEAR), "--workspace", str(workspace)]]),
    }


def copy_notebooks(folder: Path) -> list[Path]:
    """Copy the project's notebooks into the workspace."""
    folder.mkdir(parents=True)
    sources = sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))
    return [Path(shutil.copy(source, folder)) for source in sources]


def plain_commands(notebooks: list[Path], workspace: Path, out: Path) -> list[list[str]]:
    """The usual way: two commands per notebook."""
    out.mkdir()
    commands = []
    for notebook in notebooks:
        executed = str(out / notebook.name)
        parameters = ["-p", "year", str(YEAR), "-p", "workspace", str(workspace)]
        parameters += ["-p", "edition", "internal"]
        commands += [
            [str(BIN / "papermill"), "--no-progress-bar", str(notebook), executed, *parameters],
            [str(BIN / "jupyter"), "nbconvert", "--to", "html", "--no-input", executed],
        ]
    return commands


def report_command(workspace: Path) -> list[str]:
    """Our way, in a process of its own."""
    source = (
        "import sys; from pathlib import Path; from pug_analysis.config import read_config; "
        "from pug_analysis.report import run_report; from pug_analysis.terms.kalender import Periode; "
        "workspace = Path(sys.argv[1]); "
        f"run_report(workspace, Periode({YEAR}), edition='internal', config=read_config(workspace))"
    )
    return [sys.executable, "-c", source, str(workspace)]


def measure(commands: list[list[str]]) -> Measure:
    """Run commands one after the other; a failing one ends the benchmark."""
    peak = [0.0]
    stop = threading.Event()
    watcher = threading.Thread(target=watch_memory, args=(peak, stop))
    watcher.start()
    start = time.perf_counter()
    try:
        for command in commands:
            done = subprocess.run(
                command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False
            )
            if done.returncode:
                sys.exit(f"{' '.join(command)}\n{done.stderr}")
        seconds = time.perf_counter() - start
    finally:
        stop.set()
        watcher.join()
    return Measure(seconds, peak[0])


def watch_memory(peak: list[float], stop: threading.Event) -> None:
    """Keep the largest sum over all children, shared pages counted once where possible."""
    me = psutil.Process()
    while not stop.wait(0.25):
        total = 0.0
        for child in me.children(recursive=True):
            try:
                info = child.memory_full_info()
                total += getattr(info, "pss", info.uss)
            except psutil.Error:
                continue
        peak[0] = max(peak[0], total / 1e6)


def print_table(plain: Measure, ours: Measure, *, count: int, built: dict[str, Measure]) -> None:
    """Print the result as Markdown."""
    print("| step | seconds | ratio | target | peak MB |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for name, one in built.items():
        print(f"| {name} | {one.seconds:.1f} | | | {one.megabytes:.0f} |")
    print(
        f"| {count} notebooks, papermill + nbconvert commands | {plain.seconds:.1f} | 1 | "
        f"| {plain.megabytes:.0f} |"
    )
    ratio = ours.seconds / plain.seconds
    print(
        f"| {count} notebooks, run_report to the published folder | {ours.seconds:.1f} | {ratio:.2f} "
        f"| <= {TARGET_RATIO:.2f} | {ours.megabytes:.0f} |"
    )


if __name__ == "__main__":
    main()

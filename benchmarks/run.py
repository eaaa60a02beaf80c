"""The notebooks of a year in the usual way and in ours, and a second run of which nothing changed.

Writes a simulated regency into a temporary folder, builds its years, and runs the same notebooks
twice: one after the other through the ``papermill`` and ``jupyter nbconvert`` commands, and through
``run_report``, from a cold start to the published folder. ``make bench`` prints this with all others.
"""

from __future__ import annotations

import argparse
import json
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

from pug_analysis.release.terbitan import write_released

YEAR = 2025
#: The notebook that is made from what the others released.
SUMMARY = "00_ringkasan"
TARGET_RATIO = 0.20
#: Seconds in which a run of which nothing changed should say so.
TARGET_UNCHANGED = 1.0
#: The register that is changed: documents on appointments.
REGISTER = "sk_pug.xlsx"
BIN = Path(sys.executable).parent
ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Measure:
    """Wall time in seconds and the largest proportional memory of all processes in MB."""

    seconds: float
    megabytes: float


@dataclass(frozen=True)
class Stage:
    """The notebooks of a year, run in the usual way and in ours, in one run of the benchmark."""

    notebooks: int
    plain: Measure
    ours: Measure
    built: dict[str, Measure]

    @property
    def ratio(self) -> float:
        """Our seconds to those of the usual way."""
        return self.ours.seconds / self.plain.seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--size", type=int, default=6500, help="people in the simulated regency")
    parser.add_argument(
        "--workspace", type=Path, help="use a built workspace instead of simulating"
    )
    options = parser.parse_args()
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}\n")
    print_stage(measure_notebooks(size=options.size, workspace=options.workspace))


@dataclass(frozen=True)
class Reruns:
    """Both editions of a report: made from nothing, with nothing changed, and with one register changed."""

    first: Measure
    unchanged: Measure
    register: Measure


def measure_reruns(*, size: int = 6500) -> Reruns:
    """Measure the command ``report`` three times in a simulated workspace of three years.

    The first run builds the years. Before the third one the register of documents gets the rows of
    another simulated office.
    """
    with tempfile.TemporaryDirectory(prefix="pug-bench-") as folder:
        place, other = Path(folder) / "kerja", Path(folder) / "lain"
        for workspace, seed, people in ((place, "2025", size), (other, "7", 300)):
            raw = workspace / "data" / "raw"
            years = f"{YEAR - 2}-{YEAR}" if workspace == place else str(YEAR)
            measure([[
                str(BIN / "pug-analysis"), "sample", "--years", years, "--size", str(people),
                "--seed", seed, "--out", str(raw),
            ]])  # fmt: skip
        command = [str(BIN / "pug-analysis"), "report", str(YEAR), "--workspace", str(place)]
        first, unchanged = measure([command]), measure([command])
        register = Path("data", "raw", str(YEAR), REGISTER)
        shutil.copyfile(other / register, place / register)
        return Reruns(first, unchanged, measure([command]))


def measure_notebooks(*, size: int = 6500, workspace: Path | None = None) -> Stage:
    """Measure one edition of all notebooks over three years of data, built before.

    Parameters
    ----------
    size : people in the simulated regency
    workspace : with raw and processed data, to be copied; by default one is simulated and built
    """
    with tempfile.TemporaryDirectory(prefix="pug-bench-") as folder:
        place, built = Path(folder) / "kerja", {}
        if workspace is None:
            built = build(place, size=size)
        else:
            shutil.copytree(workspace / "data", place / "data")
            for private in ("kunci", "sidik"):
                source, target = workspace / ".pug" / private, place / ".pug" / private
                target.parent.mkdir(exist_ok=True)
                (shutil.copytree if source.is_dir() else shutil.copy)(source, target)
        notebooks = copy_notebooks(place / "notebooks")
        # Ours first: whatever that leaves in the cache of the system serves the plain way.
        ours = measure([report_command(place)])
        released = release_tables(place, Path(folder) / "rilis")
        plain = measure(plain_commands(notebooks, place, Path(folder) / "biasa", released=released))
    return Stage(len(notebooks), plain, ours, built)


def build(workspace: Path, *, size: int) -> dict[str, Measure]:
    """Simulate and build three years; both are measured for the record."""
    workspace.mkdir()
    command = [str(BIN / "pug-analysis")]
    raw = workspace / "data" / "raw"
    years = [str(year) for year in range(YEAR - 2, YEAR + 1)]
    simulated = [
        *command,
        "sample",
        "--years",
        f"{years[0]}-{YEAR}",
        "--size",
        str(size),
        "--out",
        str(raw),
    ]
    return {
        "simulate": measure([simulated]),
        "build": measure([[*command, "build", year, "--workspace", str(workspace)] for year in years]),
    }  # fmt: skip


def copy_notebooks(folder: Path) -> list[Path]:
    """Copy the project's notebooks into the workspace."""
    folder.mkdir(parents=True)
    sources = sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))
    return [Path(shutil.copy(source, folder)) for source in sources]


def release_tables(workspace: Path, folder: Path) -> Path:
    """Put what our run released where the plain way finds it: the summary is made from it alone."""
    folder.mkdir()
    kept = sorted((workspace / ".pug" / "simpanan" / f"{YEAR}-internal").glob("*.json"))
    results = {path.stem: json.loads(path.read_text("utf-8"))["hasil"] for path in kept}
    cards = [
        {"halaman": name, **{key: card[key] for key in ("label", "value", "note")}}
        for name, result in results.items()
        for card in result["kartu"]
    ]
    write_released(folder, [table for one in results.values() for table in one["tabel"]], cards)
    return folder


def plain_commands(
    notebooks: list[Path], workspace: Path, out: Path, *, released: Path
) -> list[list[str]]:
    """The usual way: two commands per notebook."""
    out.mkdir()
    commands = []
    for notebook in notebooks:
        executed = str(out / notebook.name)
        parameters = ["-p", "year", str(YEAR), "-p", "workspace", str(workspace)]
        parameters += ["-p", "edition", "internal"]
        if notebook.stem == SUMMARY:
            parameters += ["-p", "tabel", str(released)]
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


def watch_memory(peak: list[float], stop: threading.Event, *, own: bool = False) -> None:
    """Keep the largest sum over all children, and this process if ``own``; shared pages count once."""
    me = psutil.Process()
    while not stop.wait(0.25):
        total = 0.0
        for one in [*([me] if own else []), *me.children(recursive=True)]:
            try:
                total += memory_megabytes(one)
            except psutil.Error:
                continue
        peak[0] = max(peak[0], total)


def memory_megabytes(process: psutil.Process) -> float:
    """Return the proportional share of memory, or what is its own where the system has no such."""
    info = process.memory_full_info()
    return getattr(info, "pss", info.uss) / 1e6


def print_stage(stage: Stage) -> None:
    """Print the result as Markdown."""
    print("| step | seconds | ratio | target | peak MB |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for name, one in stage.built.items():
        print(f"| {name} | {one.seconds:.1f} | | | {one.megabytes:.0f} |")
    plain, ours = stage.plain, stage.ours
    print(
        f"| {stage.notebooks} notebooks, papermill + nbconvert commands | {plain.seconds:.1f} | 1 | "
        f"| {plain.megabytes:.0f} |"
    )
    print(
        f"| {stage.notebooks} notebooks, run_report to the published folder | {ours.seconds:.1f} "
        f"| {stage.ratio:.2f} | <= {TARGET_RATIO:.2f} | {ours.megabytes:.0f} |"
    )


if __name__ == "__main__":
    main()

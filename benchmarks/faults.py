"""Every point of a run, one after the other: killed there, or the disk full from there on.

``python benchmarks/faults.py [points]`` prints one line per point and stops at the first that breaks
a promise. The checks are those of tests/report/test_faults.py, which takes a few points only.
"""

from __future__ import annotations

import importlib.util
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace

TESTS = Path(__file__).parents[1] / "tests" / "report"


def load(name: str):
    spec = importlib.util.spec_from_file_location(name, TESTS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def spread(total: int, points: int) -> list[int]:
    """Numbers of operations from the first to the last, evenly."""
    return sorted({1 + round(i * (total - 1) / max(1, points - 1)) for i in range(points)})


def main(points: int) -> None:
    faults, toys = load("test_faults"), load("conftest")
    with tempfile.TemporaryDirectory() as folder:
        office = faults.Office(Path(folder) / "kantor", SimpleNamespace(**vars(toys)))
        assert office.report()[0] == 0
        kills = faults.count_operations(office, Path(folder), "bunuh")
        for number in spread(kills, points):
            stands = faults.check_kill(office, number)
            faults.check_next_run(office)
            print(
                f"killed at {number} of {kills}: the report of {stands!r} stands, the next run is whole"
            )
        writes = faults.count_operations(office, Path(folder), "penuh")
        for number in spread(writes, points):
            stands = faults.check_full(office, number)
            print(f"disk full from {number} of {writes}: the report of {stands!r} stands, whole")
            faults.check_next_run(office)
        for limit in (1, 100, 1_000, 9_000, 20_000):
            stands = faults.check_full(office, limit, fault="besar")
            print(f"no file beyond {limit} bytes: the report of {stands!r} stands, whole")
            faults.check_next_run(office)
        for source, told in (
            ("raise MemoryError", "MemoryError"),
            ("import sys; sys.exit(3)", "SystemExit"),
            ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "kernel mati dua kali"),
        ):
            faults.check_cell(office, source, told)
            print(f"{source}: told, the last report is untouched")
        faults.check_next_run(office)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)

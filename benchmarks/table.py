"""Every comparison of speed in one table: ``make bench``.

Each line is measured in this run, ours and the plain way in turn. ``--full`` takes the sizes of a nation
for reading and for the analysis tables: that needs an hour or two and 40 GB of disk.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator

import nation
import reading
import run
import survival_scale
from ratios import Ratio, print_ratios

import batch

#: People in the folders that are read: the two larger ones are built in pieces.
READ, READ_NATION = (15_000, 30_000, 60_000, 120_000), (700_000, 1_400_000, 2_800_000, 5_600_000)
BASE, BASE_NATION = 15_000, 56_000
#: People in the folder of workbooks, at either size.
WORKBOOKS = 100_000
COUNTED, COUNTED_NATION = 130_000, 5_600_000
#: Reading and finishing a nation, and counting it, should stay below.
READ_MB, COUNT_MB = 4_000, 8_000
#: From the smallest to the largest folder a million rows should not take much longer.
GROWTH = 1.25


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--size", type=int, default=6500, help="people in the simulated regency")
    parser.add_argument("--full", action="store_true", help="the sizes of a nation")
    parser.add_argument("--only", action="append", choices=sorted(PARTS), help="some of them")
    options = parser.parse_args()
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}\n")
    rows = []
    for name in options.only or PARTS:
        print(f"{name} ...", file=sys.stderr, flush=True)
        rows.extend(PARTS[name](options))
    print_ratios(rows)


def _report(options: argparse.Namespace) -> Iterator[Ratio]:
    stage = run.measure_notebooks(size=options.size)
    yield Ratio(
        f"{stage.notebooks} notebooks of {options.size:,} people beside papermill + nbconvert",
        stage.ours.seconds, stage.plain.seconds, "s",
        target=f"<= {run.TARGET_RATIO}", holds=stage.ratio <= run.TARGET_RATIO,
        note=f"peak {stage.ours.megabytes:.0f} MB, plain {stage.plain.megabytes:.0f} MB",
    )  # fmt: skip


def _reruns(options: argparse.Namespace) -> Iterator[Ratio]:
    found = run.measure_reruns(size=options.size)
    first = found.first.seconds
    yield Ratio(
        "both editions again, nothing changed, beside the first run", found.unchanged.seconds, first,
        "s", target=f"< {run.TARGET_UNCHANGED:g} s",
        holds=found.unchanged.seconds < run.TARGET_UNCHANGED, note="the first run builds three years",
    )  # fmt: skip
    yield Ratio(
        "both editions again, one register changed, beside the first run",
        found.register.seconds, first, "s",
    )  # fmt: skip


def _reading(options: argparse.Namespace) -> Iterator[Ratio]:
    sizes, base = (READ_NATION, BASE_NATION) if options.full else (READ, BASE)
    folders = list(reading.measure_reading(sizes, base=base, xlsx=WORKBOOKS))
    for one in folders:
        yield Ratio(
            f"build of {one.people:,} people, {one.rows:,} rows of {one.label}, beside plain pandas",
            one.rows / one.ours.seconds, one.rows / one.plain.seconds, "rows/s",
            target=f"< {READ_MB} MB", holds=one.ours.megabytes < READ_MB,
            note=f"peak {one.ours.megabytes:,.0f} MB, pandas {one.plain.megabytes:,.0f} MB; "
            "pandas reads, build also checks, mends and writes",
        )  # fmt: skip
    small, large = (folders[place].pace for place in (0, len(sizes) - 1))
    yield Ratio(
        f"seconds per million rows, {sizes[-1]:,} people beside {sizes[0]:,}", large, small, "s",
        target=f"<= {GROWTH}", holds=large <= GROWTH * small, note="linear growth is 1",
    )  # fmt: skip


def _nation(options: argparse.Namespace) -> Iterator[Ratio]:
    yield survival_scale.measure_ratio()
    yield from nation.measure(people=COUNTED_NATION if options.full else COUNTED)


def _batch(_options: argparse.Namespace) -> Iterator[Ratio]:
    yield from batch.measure()


PARTS: dict[str, Callable[[argparse.Namespace], Iterator[Ratio]]] = {
    "report": _report, "reruns": _reruns, "reading": _reading, "nation": _nation, "batch": _batch,
}  # fmt: skip

if __name__ == "__main__":
    main()

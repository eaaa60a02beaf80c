"""Analysis tables of a nation on one machine, piece by piece, against lifelines and statsmodels.

People come in pieces (copies of simulated, built regencies under other ids). Two processes count the
additive tables of each piece (snapshot, cohort, spells, risk tables, training); the sums give profile,
pyramid, cohort and training. Beside it the same numbers from the raw rows, where lifelines and
statsmodels can give them at all: neither has a stratified log-rank test with delayed entry, and
lifelines' Aalen-Johansen moves tied times by chance.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pandas as pd
from ratios import Ratio
from run import watch_memory

PEOPLE, PIECE, YEAR, SIZE = 5_600_000, 130_000, 2025, 6500
TARGET_SECONDS, TARGET_MB = 600, 8000
#: Tables without people, of which one copy is enough.
_ONCE = ("neraca", "temuan")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--people", type=int, default=PEOPLE, help="active people of the nation")
    parser.add_argument("--piece", type=int, default=PIECE, help="active people of a piece")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--workspace", type=Path, help="a built workspace instead of simulating")
    parser.add_argument("--no-raw", action="store_true", help="leave out the raw rows")
    options = parser.parse_args()
    found = measure_nation(
        people=options.people, piece=options.piece, workers=options.workers,
        workspace=options.workspace, raw=not options.no_raw,
    )  # fmt: skip
    print_steps(found)
    if found.raw:
        print_raw(found.raw)


@dataclass(frozen=True)
class Nation:
    """Seconds by step, the largest memory in MB, and the same numbers from raw rows beside ours.

    ``raw`` holds what it was, its seconds, and the largest difference from ours.
    """

    people: int
    pieces: int
    steps: dict[str, float]
    megabytes: float
    raw: list[tuple[str, float, float]]


def measure(*, people: int) -> Iterator[Ratio]:
    """Count so many people in pieces, for the table of all comparisons."""
    found = measure_nation(people=people)
    seconds, limit = found.steps["all"], TARGET_SECONDS * found.people / PEOPLE
    yield Ratio(
        f"analysis tables of {found.people:,} people in {found.pieces} pieces", seconds, None, "s",
        target=f"< {TARGET_MB} MB, <= {limit:.0f} s",
        holds=found.megabytes < TARGET_MB and seconds <= limit,
        note=f"peak {found.megabytes:,.0f} MB",
    )  # fmt: skip
    for name, spent, worst in found.raw:
        yield Ratio(
            f"from the raw rows: {name}", spent, None, "s", target="<= 1e-12",
            holds=worst <= 1e-12, note=f"differs from ours by {worst:.0e} at most",
        )  # fmt: skip


def measure_nation(
    *, people: int = PEOPLE, piece: int = PIECE, workers: int = 2, workspace: Path | None = None,
    raw: bool = True,
) -> Nation:  # fmt: skip
    """Count a nation in pieces, and compute what can be computed from its raw rows.

    Parameters
    ----------
    people, piece : active people of the nation and of one piece
    workers : processes
    workspace : a built workspace instead of a simulated one
    raw : whether the raw rows are taken too
    """
    with tempfile.TemporaryDirectory(prefix="pug-nation-") as name:
        base = workspace or build(Path(name) / "daerah")
        size = len(open_base(base).snapshot)
        copies, per_piece = max(1, round(people / size)), max(1, round(piece / size))
        sizes = [min(per_piece, copies - first) for first in range(0, copies, per_piece)]
        peak, stop = [0.0], threading.Event()
        watcher = threading.Thread(target=watch_memory, args=(peak, stop), kwargs={"own": True})
        watcher.start()
        try:
            steps, found = count_nation(base, sizes, Path(name), workers=workers)
        finally:
            stop.set()
            watcher.join()
        compared = compare_raw(base, copies, found) if raw else []
    return Nation(copies * size, len(sizes), steps, peak[0], compared)


def build(folder: Path) -> Path:
    """Simulate and build one regency, in processes of their own."""
    command = [sys.executable, "-m", "pug_analysis"]
    for step in (
        ["sample", "--years", str(YEAR), "--size", str(SIZE), "--out", str(folder / "data/raw")],
        ["build", str(YEAR), "--workspace", str(folder)],
    ):
        done = subprocess.run([*command, *step], capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(done.stderr)
    return folder


def open_base(base: Path):
    import pug_analysis as pug

    return pug.load(YEAR, workspace=base)


def open_piece(base: Path, copies: int):
    """Return so many copies of the regency's people, under other ids."""
    from pug_analysis.careers.snapshot import build_snapshot

    data = open_base(base)
    tables = {
        name: table if name in _ONCE else copy_people(table, copies)
        for name, table in data.tables.items()
    }
    snapshot = build_snapshot(tables["pegawai"], config=data.config)
    return replace(data, tables=MappingProxyType(tables), snapshot=snapshot)


def copy_people(table: pd.DataFrame, copies: int) -> pd.DataFrame:
    if "pegawai_id" not in table or copies == 1:
        return table
    ids = [
        table["pegawai_id"].where(table["pegawai_id"].eq(""), f"{k}-" + table["pegawai_id"])
        for k in range(copies)
    ]
    return pd.concat([table] * copies, ignore_index=True).assign(
        pegawai_id=pd.concat(ids, ignore_index=True)
    )


def count_piece(task: tuple[Path, int, int, int, Path]) -> dict[str, float]:
    """Open and count one piece, and write its tables; seconds of both."""
    from pug_analysis.pooled.export import export_period, write_export

    base, number, copies, start, out = task
    clock = [time.perf_counter()]
    data = open_piece(base, copies)
    clock.append(time.perf_counter())
    tables = export_period(data, tier="tepat", code=str(number), register_start=start)
    write_export(tables, out / str(number), gate=lambda _: None)
    clock.append(time.perf_counter())
    return {"open": clock[1] - clock[0], "count": clock[2] - clock[1]}


def count_nation(base: Path, sizes: list[int], out: Path, *, workers: int):
    """Return seconds by step, and the estimates."""
    from pug_analysis.careers import cohort_of, load
    from pug_analysis.pooled.folder import read_export, write_tables
    from pug_analysis.pooled.merge import add_up

    start = cohort_of(open_base(base)).register_start
    clock = [time.perf_counter()]
    tasks = [(base, number, copies, start, out) for number, copies in enumerate(sizes)]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as crew:
        spent = pd.DataFrame(list(crew.map(count_piece, tasks)))
    clock.append(time.perf_counter())
    folders = [out / str(number) / "ekspor" / str(YEAR) for number in range(len(sizes))]
    added = add_up([read_export(folder) for folder in folders])
    write_tables(added, out / "negara/data/processed" / str(YEAR), gate=lambda _: None, merged=True)
    clock.append(time.perf_counter())
    found = estimate(load(YEAR, workspace=out / "negara"))
    clock.append(time.perf_counter())
    parts = dict(zip(("pieces", "merge", "estimates"), np.diff(clock), strict=True))
    parts["all"] = clock[-1] - clock[0]
    parts["pieces: opening, per process"] = spent["open"].sum() / workers
    parts["pieces: counting, per process"] = spent["count"].sum() / workers
    return parts, found


def estimate(data) -> dict[str, pd.DataFrame]:
    """Profile, pyramid, cohort and training of the sums, as the pages ask for them."""
    from pug_analysis.analyses import (
        cohort,
        comparisons,
        hazards,
        incidence,
        profile,
        pyramid,
        ranks,
    )
    from pug_analysis.careers import cohort_of
    from pug_analysis.stats import kaplan_meier, rate_ratio

    people, groups = cohort_of(data), groups_of()
    levels = pyramid.ladder(data.snapshot)
    found = {
        "profile": profile.profile_table(data.snapshot),
        "ladder": levels,
        "drops": pyramid.drops(levels),
        "index": pyramid.glass_ceiling_index(data.snapshot, levels),
    }
    question = cohort.open_question(data, people, target="Pengawas", groups=groups)
    options = {"until": data.until, "groups": groups, "time": 120, "margin": 0.05}
    found |= {
        "km": kaplan_meier(question.by_sex),
        "incidence": incidence.yearly_incidence(question),
        "tests": incidence.compare_tests(question, tau=180),
        "standard": comparisons.standardised_difference(question, time=120),
        "hazards": hazards.fit_hazards(question).table,
        "targets": comparisons.compare_targets(people, data.tables, **options),
        "treatments": comparisons.compare_treatments(people, data.tables, **options),
        "ranks": ranks.rank_speed(
            people, data.tables["golongan"], data.tables["cltn"], until=data.until
        ),
    }
    trained = data.pooled.counts["pelatihan_akses"].rename(
        columns={"kejadian": "n_event", "orang_bulan": "person_time"}
    )
    before = trained.loc[(trained["jalur"] == "sebelum") & (trained["jenjang"] == "PKP")]
    found["training"] = rate_ratio(before, group="jenis_kelamin", strata=("periode", "angkatan"))
    return found


def groups_of():
    from pug_analysis.analyses.cohort import choose

    return choose(pendidikan="D3, S1/D4, S2 ke atas", keluarga="Teknis")


def compare_raw(base: Path, copies: int, found: dict[str, pd.DataFrame]) -> list[tuple]:
    """Compute the numbers from raw rows; name, their seconds, ours from the sums, difference."""
    from lifelines import KaplanMeierFitter
    from statsmodels.stats.contingency_tables import Table2x2
    from statsmodels.stats.proportion import proportion_confint

    from pug_analysis.analyses.cohort import open_question
    from pug_analysis.careers import cohort_of

    data = open_base(base)
    people = cohort_of(data)
    one = open_question(data, people, target="Pengawas", groups=groups_of()).spells.table
    columns = one[["jenis_kelamin", "entry", "exit", "cause"]]
    spells = pd.concat([columns] * copies, ignore_index=True)
    staff = pd.concat(
        [data.snapshot[["jenis_kelamin", "jenjang", "jalur_struktural"]]] * copies,
        ignore_index=True,
    )
    rows = []
    begin = time.perf_counter()
    worst = 0.0
    for sex, part in spells.groupby("jenis_kelamin"):
        ours = found["km"].loc[found["km"]["jenis_kelamin"] == sex]
        fitted = KaplanMeierFitter().fit(part["exit"], part["cause"] != "", entry=part["entry"])
        theirs = fitted.survival_function_at_times(ours["time"]).to_numpy()
        worst = max(worst, abs(ours["estimate"].to_numpy() - theirs).max())
    rows.append(
        (
            f"Kaplan-Meier by sex, {len(spells):,} spells (lifelines)",
            time.perf_counter() - begin,
            worst,
        )
    )
    begin = time.perf_counter()
    track = staff.loc[staff["jalur_struktural"]]
    counts = pd.crosstab(track["jenjang"], track["jenis_kelamin"])
    levels = found["ladder"].query("lingkup == 'Jalur struktural'").set_index("jenjang")
    worst = 0.0
    for level in ("Pengawas", "Administrator"):
        total = counts.loc[level].sum()
        low, _ = proportion_confint(counts.loc[level, "P"], total, method="wilson")
        exact, _ = proportion_confint(counts.loc[level, "P"], total, method="beta")
        ours = low if total >= 100 else exact
        worst = max(worst, abs(levels.loc[level, "conf_low"] - ours))
    rows.append(
        (
            f"Shares of levels, {len(staff):,} people (statsmodels)",
            time.perf_counter() - begin,
            worst,
        )
    )
    begin = time.perf_counter()
    promoted = spells["cause"].eq("promosi")
    table = Table2x2(pd.crosstab(spells["jenis_kelamin"], promoted).to_numpy())
    crude = found["targets"].iloc[0]
    # spells, as a person on leave has several of them
    events = {sex: crude[f"kejadian_{word}"] for sex, word in (("L", "pria"), ("P", "wanita"))}
    others = spells["jenis_kelamin"].value_counts() - pd.Series(events)
    odds = (others["L"] / events["L"]) / (others["P"] / events["P"])
    gap = abs(table.oddsratio / odds - 1)
    rows.append(
        (
            f"2 x 2 table of promotions, {len(spells):,} spells (statsmodels)",
            time.perf_counter() - begin,
            gap,
        )
    )
    return rows


def print_steps(found: Nation) -> None:
    print(f"Analysis tables of {found.people:,} people in {found.pieces} pieces\n")
    print("| step | seconds | per million people | target for 5.6 million |")
    print("| --- | ---: | ---: | ---: |")
    for name, seconds in found.steps.items():
        target = f"<= {TARGET_SECONDS}" if name == "all" else ""
        print(f"| {name} | {seconds:.1f} | {seconds / found.people * 1e6:.1f} | {target} |")
    print(f"| peak memory, MB | {found.megabytes:.0f} | | < {TARGET_MB} |\n")


def print_raw(rows: list[tuple]) -> None:
    print("| from the raw rows | seconds | largest difference |")
    print("| --- | ---: | ---: |")
    for name, seconds, worst in rows:
        print(f"| {name} | {seconds:.2f} | {worst:.1e} |")


if __name__ == "__main__":
    main()

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
from collections.abc import Iterator, Sequence
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
    parser.add_argument("--workspace", type=Path, help="a built nation instead of copies")
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
    workspace : a built one, whose people are counted instead, ``people`` and ``piece`` unheeded
    raw : whether the raw rows are taken too
    """
    from pug_analysis import load_pieces

    with tempfile.TemporaryDirectory(prefix="pug-nation-") as name:
        nation = (
            load_pieces(YEAR, workspace=workspace)
            if workspace
            else copy_regency(build(Path(name) / "daerah"), people, piece)
        )
        peak, stop = [0.0], threading.Event()
        watcher = threading.Thread(target=watch_memory, args=(peak, stop), kwargs={"own": True})
        watcher.start()
        try:
            steps, found = count_nation(nation, Path(name), workers=workers)
        finally:
            stop.set()
            watcher.join()
        compared = compare_raw(nation, found, workers=workers) if raw else []
    return Nation(int(found["people"]), len(nation), steps, peak[0], compared)


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


@dataclass(frozen=True)
class Copies(Sequence):
    """Pieces of a nation of equal regencies: so many copies of its people each, under other ids."""

    base: Path
    sizes: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.sizes)

    def __getitem__(self, place: int):
        import pug_analysis as pug
        from pug_analysis.careers.snapshot import build_snapshot

        data, copies = pug.load(YEAR, workspace=self.base), self.sizes[place]
        tables = {
            name: table if name in _ONCE else copy_people(table, copies)
            for name, table in data.tables.items()
        }
        snapshot = build_snapshot(tables["pegawai"], config=data.config)
        return replace(data, tables=MappingProxyType(tables), people=snapshot)


def copy_regency(base: Path, people: int, piece: int) -> Copies:
    import pug_analysis as pug

    size = len(pug.load(YEAR, workspace=base).snapshot)
    copies, per_piece = max(1, round(people / size)), max(1, round(piece / size))
    sizes = (min(per_piece, copies - first) for first in range(0, copies, per_piece))
    return Copies(base, tuple(sizes))


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


def count_piece(task: tuple[Sequence, int, int, Path]) -> dict[str, float]:
    """Open and count one piece, and write its tables; people, and seconds of both."""
    from pug_analysis.pooled.export import export_period, write_export

    nation, number, start, out = task
    clock = [time.perf_counter()]
    data = nation[number]
    clock.append(time.perf_counter())
    tables = export_period(data, tier="tepat", code=str(number), register_start=start)
    write_export(tables, out / str(number), gate=lambda _: None)
    clock.append(time.perf_counter())
    opened, counted = np.diff(clock)
    return {"people": len(data.snapshot), "open": opened, "count": counted}


def start_of_register(nation: Sequence) -> int:
    """Leaving is recorded from the first month of the whole register, not of a piece's."""
    from pug_analysis.careers.cohort import find_register_start

    left = pd.concat([piece["pemberhentian"] for piece in tables_of(nation)], ignore_index=True)
    return find_register_start(left)


def tables_of(nation: Sequence) -> Sequence:
    """The tables of each piece, read when they are asked for; of copies, those of one of them."""
    return [nation[0].tables] if isinstance(nation, Copies) else nation.parts


def count_nation(nation: Sequence, out: Path, *, workers: int):
    """Return seconds by step, and the estimates."""
    from pug_analysis import load
    from pug_analysis.pooled.folder import write_tables
    from pug_analysis.pooled.merge import add_up
    from pug_analysis.pooled.receive import read_export

    clock = [time.perf_counter()]
    start = start_of_register(nation)
    tasks = [(nation, number, start, out) for number in range(len(nation))]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as crew:
        spent = pd.DataFrame(list(crew.map(count_piece, tasks)))
    clock.append(time.perf_counter())
    folders = [out / str(number) / "ekspor" / str(YEAR) for number in range(len(nation))]
    added = add_up([read_export(folder) for folder in folders])
    write_tables(added, out / "negara/data/processed" / str(YEAR), gate=lambda _: None, merged=True)
    clock.append(time.perf_counter())
    found = estimate(load(YEAR, workspace=out / "negara")) | {"people": spent["people"].sum()}
    clock.append(time.perf_counter())
    parts = dict(zip(("pieces", "merge", "estimates"), np.diff(clock), strict=True))
    parts["all"] = clock[-1] - clock[0]
    parts["pieces: opening, per process"] = spent["open"].sum() / workers
    parts["pieces: counting, per process"] = spent["count"].sum() / workers
    return parts, found


def estimate(data) -> dict[str, pd.DataFrame]:
    """Profile, pyramid, cohort and training of the sums, as the pages ask for them."""
    from pug_analysis.analyses import cohort, hazards, incidence
    from pug_analysis.careers import cohort_of
    from pug_analysis.pages.kohort import banding, pangkat
    from pug_analysis.pages.piramida import jenjang
    from pug_analysis.pages.profil import profil
    from pug_analysis.stats import kaplan_meier, rate_ratio

    people, groups = cohort_of(data), groups_of()
    levels = jenjang.ladder(data.snapshot)
    found = {
        "profile": profil.profile_table(data.snapshot),
        "ladder": levels,
        "drops": jenjang.drops(levels),
        "index": jenjang.glass_ceiling_index(data.snapshot, levels),
    }
    question = cohort.open_question(data, people, target="Pengawas", groups=groups)
    options = {"until": data.until, "groups": groups, "time": 120, "margin": 0.05}
    found |= {
        "km": kaplan_meier(question.by_sex),
        "incidence": incidence.yearly_incidence(question),
        "tests": incidence.compare_tests(question, tau=180),
        "standard": banding.standardised_difference(question, time=120),
        "hazards": hazards.fit_hazards(question).table,
        "targets": banding.compare_targets(people, data.tables, **options),
        "treatments": banding.compare_treatments(people, data.tables, **options),
        "ranks": pangkat.rank_speed(
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


def raw_rows(task: tuple[Sequence, int, int]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Spells and people of one piece, with what the raw comparisons need of them."""
    from pug_analysis.analyses.cohort import open_question
    from pug_analysis.careers import cohort_of

    nation, number, start = task
    data = nation[number]
    people = cohort_of(data, register_start=start)
    one = open_question(data, people, target="Pengawas", groups=groups_of()).spells.table
    columns = {"jenis_kelamin": "category", "entry": "int32", "exit": "int32", "cause": "category"}
    staff = data.snapshot[["jenis_kelamin", "jenjang", "jalur_struktural"]]
    return one[list(columns)].astype(columns), staff.astype(
        {"jenis_kelamin": "category", "jenjang": "category"}
    )


def compare_raw(nation: Sequence, found: dict[str, pd.DataFrame], *, workers: int) -> list[tuple]:
    """Compute the numbers from raw rows; name, their seconds, ours from the sums, difference."""
    from lifelines import KaplanMeierFitter
    from statsmodels.stats.contingency_tables import Table2x2
    from statsmodels.stats.proportion import proportion_confint

    start = start_of_register(nation)
    tasks = [(nation, number, start) for number in range(len(nation))]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as crew:
        parts = list(crew.map(raw_rows, tasks))
    spells, staff = (
        pd.concat([part[place] for part in parts], ignore_index=True).astype(
            dict.fromkeys(("jenis_kelamin", ("cause", "jenjang")[place]), str)
        )
        for place in (0, 1)
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

"""Survival figures of five million spells: our risk table against lifelines on the raw rows.

Two sexes, four strata, whole months, delayed entry in three of ten. Both give Kaplan-Meier by sex
and stratum and by sex, the log-rank test stratified by stratum, and the restricted mean by sex; the
numbers are compared before the times are. lifelines has no stratified log-rank test with delayed
entry: its numbers come from its own event tables with the usual formula. Each side runs in a process
of its own on the same file, reading not counted; peak memory is that of the whole process.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from lifelines import KaplanMeierFitter
from lifelines.utils import restricted_mean_survival_time
from ratios import Ratio

from pug_analysis.stats import kaplan_meier, logrank, risk_table, rmst

SPELLS, TAU, TARGET_RATIO, TARGET_MB = 5_000_000, 240, 0.1, 2000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--spells", type=int, default=SPELLS)
    parser.add_argument(
        "--repeat", type=int, default=3, help="runs of each side; the median counts"
    )
    parser.add_argument("--side", choices=["ours", "lifelines"], help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.side:
        run_side(options.side, options.folder, repeat=options.repeat)
    else:
        run(spells=options.spells, repeat=options.repeat)


def run(*, spells: int = SPELLS, repeat: int = 3) -> None:
    """Measure both sides, compare their numbers, print the table."""
    found, agreement = measure_sides(spells=spells, repeat=repeat)
    print_table(found, agreement, spells=spells)


def measure_ratio(*, spells: int = SPELLS, repeat: int = 3) -> Ratio:
    """Measure both sides for the table of all comparisons."""
    found, agreement = measure_sides(spells=spells, repeat=repeat)
    ours, theirs = (found[side]["seconds"]["all"] for side in ("ours", "lifelines"))
    return Ratio(
        f"survival figures of {spells:,} spells beside lifelines", ours, theirs, "s",
        target=f"<= {TARGET_RATIO}", holds=ours <= TARGET_RATIO * theirs,
        note=f"numbers agree within {agreement:.0e}; peak {found['ours']['mb']:.0f} MB",
    )  # fmt: skip


def measure_sides(*, spells: int, repeat: int) -> tuple[dict[str, dict], float]:
    """Return seconds and megabytes by side, and how far their numbers are apart."""
    with tempfile.TemporaryDirectory(prefix="pug-scale-") as name:
        folder = Path(name)
        draw_spells(spells).to_pickle(folder / "spells.pkl")
        found = {side: measure(side, folder, repeat=repeat) for side in ("ours", "lifelines")}
        return found, compare(folder)


def draw_spells(n: int) -> pd.DataFrame:
    """Return spells of a nation: women slower, strata of different speed, leaving as censoring."""
    rng = np.random.default_rng(2025)
    woman, stratum = rng.random(n) < 0.55, rng.integers(0, 4, n)
    pace = np.array([110.0, 150.0, 190.0, 240.0])[stratum] * np.where(woman, 1.15, 1.0)
    event = 1 + (pace * rng.weibull(1.6, n)).astype("int64")
    entry = np.where(rng.random(n) < 0.3, rng.integers(0, 120, n), 0)
    censored = entry + 1 + rng.integers(0, 300, n)
    # Who had the event before coming under observation is in no file: those enter at 0.
    entry = np.where(event <= entry, 0, entry)
    promoted = event <= censored
    return pd.DataFrame(
        {
            "sex": pd.Categorical.from_codes(woman.astype("int8"), ["L", "P"]),
            "stratum": pd.Categorical.from_codes(stratum.astype("int8"), list("abcd")),
            "entry": entry,
            "exit": np.minimum(event, censored),
            "cause": pd.Categorical.from_codes(promoted.astype("int8") - 1, ["promosi"]),
        }
    )


def measure(side: str, folder: Path, *, repeat: int) -> dict:
    """Run one side in its own process and return its times and peak memory."""
    command = [sys.executable, __file__, "--side", side, "--folder", str(folder)]
    command += ["--repeat", str(repeat)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout)


def run_side(side: str, folder: Path, *, repeat: int) -> None:
    """Time one side, keep its numbers, print seconds and megabytes as JSON."""
    spells = pd.read_pickle(folder / "spells.pkl")
    before = peak_mb()
    runs = []
    for _ in range(repeat):
        steps, numbers = (ours if side == "ours" else lifelines_way)(spells)
        runs.append(steps | {"all": sum(steps.values())})
    numbers.to_pickle(folder / f"{side}.pkl")
    middle = sorted(runs, key=lambda run: run["all"])[len(runs) // 2]
    print(json.dumps({"seconds": middle, "mb": peak_mb(), "mb_before": before}))


def peak_mb() -> float:
    """Peak memory of this process."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


def ours(spells: pd.DataFrame) -> tuple[dict[str, float], pd.Series]:
    """Return seconds per step and all numbers by name."""
    clock = [time.perf_counter()]
    table = risk_table(spells, by="sex", strata="stratum")
    clock.append(time.perf_counter())
    by_sex = table.pool("stratum")
    curve = kaplan_meier(by_sex)
    curves = kaplan_meier(replace(table, by=("sex", "stratum"), strata=()))
    test = logrank(table, group="sex")
    mean = rmst(by_sex, tau=TAU, group="sex").table
    clock.append(time.perf_counter())
    found = pd.concat(
        [
            pd.Series(curve["estimate"].to_numpy(), km_names(curve["sex"], curve["time"])),
            pd.Series(
                curves["estimate"].to_numpy(),
                km_names(curves["sex"].astype(str) + curves["stratum"].astype(str), curves["time"]),
            ),
            pd.Series(mean["estimate"].to_numpy(), "rmst " + mean["sex"].astype(str)),
            pd.Series({"logrank": test.statistic}),
        ]
    )
    return {"risk table": clock[1] - clock[0], "figures": clock[2] - clock[1]}, found


def km_names(group: pd.Series, time: pd.Series) -> pd.Index:
    """Names of the numbers of curves."""
    return pd.Index("km " + group.astype(str) + " " + time.astype(str))


def lifelines_way(spells: pd.DataFrame) -> tuple[dict[str, float], pd.Series]:
    """Return seconds per step and all numbers by name."""

    def fit(rows: pd.DataFrame) -> KaplanMeierFitter:
        # whole months: entry at e means at risk from e + 1 on, as here
        return KaplanMeierFitter().fit(rows["exit"], rows["cause"].notna(), entry=rows["entry"])

    clock = [time.perf_counter()]
    fits = {sex: fit(rows) for sex, rows in spells.groupby("sex", observed=True)}
    both = spells.groupby(["sex", "stratum"], observed=True)
    fits |= {"".join(name): fit(rows) for name, rows in both}
    clock.append(time.perf_counter())
    difference = variance = 0.0
    for stratum in "abcd":
        d, v = stratum_score(*(fits[sex + stratum].event_table for sex in "LP"))
        difference, variance = difference + d, variance + v
    means = {f"rmst {s}": restricted_mean_survival_time(fits[s], t=TAU) for s in "LP"}
    clock.append(time.perf_counter())
    found = {"logrank": difference**2 / variance} | means
    for name, one in fits.items():
        curve = one.survival_function_["KM_estimate"]
        exits = one.event_table["removed"] > 0
        found |= {f"km {name} {int(t)}": s for t, s in curve[exits].items()}
    return {"fits": clock[1] - clock[0], "test, means": clock[2] - clock[1]}, pd.Series(found)


def stratum_score(men: pd.DataFrame, women: pd.DataFrame) -> tuple[float, float]:
    """Observed minus expected events of the first group and its hypergeometric variance."""
    times = men.index.union(women.index)
    d = np.column_stack([e["observed"].reindex(times, fill_value=0) for e in (men, women)])
    n = np.column_stack([at_risk(e, times) for e in (men, women)])
    total, events = n.sum(axis=1), d.sum(axis=1)
    some = (events > 0) & (total > 1)
    n, total, events = n[some], total[some], events[some]
    expected = events * n[:, 0] / total
    spread = expected * (1 - n[:, 0] / total) * (total - events) / (total - 1)
    return float((d[some, 0] - expected).sum()), float(spread.sum())


def at_risk(events: pd.DataFrame, times: pd.Index) -> np.ndarray:
    """People at risk just before each month, from entrances and removals."""
    net = (events["entrance"] - events["removed"]).reindex(times, fill_value=0)
    return (net.cumsum() - net).to_numpy()


def compare(folder: Path) -> float:
    """Return the largest difference of the numbers; the log-rank test relative to itself.

    Raises
    ------
    SystemExit
        if the two sides do not name the same numbers, or differ by more than 1e-9.
    """
    a, b = (pd.read_pickle(folder / f"{side}.pkl") for side in ("ours", "lifelines"))
    if set(a.index) != set(b.index):
        sys.exit(f"different numbers: {sorted(set(a.index) ^ set(b.index))[:5]}")
    gap = (a - b.reindex(a.index)).abs() / b.reindex(a.index).abs().clip(lower=1)
    if gap.max() > 1e-9:
        sys.exit(f"numbers differ by {gap.max():.2e} at {gap.idxmax()}")
    return float(gap.max())


def print_table(found: dict[str, dict], agreement: float, *, spells: int) -> None:
    """Print the result as Markdown."""
    base = found["lifelines"]["seconds"]["all"]
    print(f"Survival figures of {spells:,} spells, numbers agree within {agreement:.0e}\n")
    print("| way | seconds | ratio | target | peak MB (before) |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for side, one in found.items():
        parts = ", ".join(f"{k} {v:.2f}" for k, v in one["seconds"].items() if k != "all")
        target = f"<= {TARGET_RATIO}, < {TARGET_MB} MB" if side == "ours" else ""
        seconds = one["seconds"]["all"]
        print(
            f"| {side} ({parts}) | {seconds:.2f} | {seconds / base:.3f} | {target} "
            f"| {one['mb']:.0f} ({one['mb_before']:.0f}) |"
        )


if __name__ == "__main__":
    main()

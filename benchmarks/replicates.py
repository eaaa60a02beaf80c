"""Prove the cohort survival chain by simulation: many regencies with a planted truth.

Each replicate simulates a regency, takes it through cohort, spells, risk tables, tests and
milestones as a report does, and compares with the exact planted truth (the limit of an
Aalen-Johansen estimate, ``pooled`` of ``simulate.planted_truth``). Two wrong ways run beside it.
Prints Markdown tables, and puts them into ``docs/simulasi.md`` with ``--doc``.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
import pandas as pd
from regency_tables import processed_tables

from pug_analysis.analyses.cohort import ask
from pug_analysis.careers.cohort import Cohort, build_cohort
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.spells import PROMOSI, build_spells, select
from pug_analysis.careers.targets import conversion, first_structural
from pug_analysis.config import Config
from pug_analysis.ingest.tables.pegawai import is_active
from pug_analysis.simulate import Regency, planted_truth, simulate
from pug_analysis.stats import logrank, milestones

YEAR, TARGET, TIMES, CONF_LEVEL = 2025, "Pengawas", (60, 120, 180), 0.95
UNTIL = YEAR * 12 + 11
#: The structural track as a register shows it.
GROUPS = {"keluarga": ("Teknis",), "pendidikan": ("S2 ke atas", "S1/D4", "D3")}
CHAIN = "chain"
#: Name, options of ``build_spells``.
WAYS = (
    (CHAIN, {}),
    ("wrong: no delayed entry", {"delayed_entry": False}),
    ("wrong: leaving censored, 1 - KM", {"leaving": "censor"}),
)
DIFFERENCE, ALL_THREE = "P - L", "P - L, all three"
START, END = "<!-- numbers: written by benchmarks/replicates.py -->", "<!-- end of numbers -->"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--replicates", type=int, default=200)
    parser.add_argument("--size", type=int, default=6500, help="active people of a regency")
    parser.add_argument(
        "--scenarios", nargs="+", default=["null", "gap", "late-gap", "gap+training"]
    )
    parser.add_argument("--rows", type=Path, help="keep the single results (csv); goes on there")
    parser.add_argument("--doc", type=Path, help="page that gets the tables")
    options = parser.parse_args()
    start = time.perf_counter()
    done = read_rows(options.rows) if options.rows and options.rows.exists() else None
    parts = [] if done is None else [done]
    for scenario in options.scenarios:
        if done is not None and scenario in done["scenario"].unique():
            continue
        parts.append(run_scenario(scenario, replicates=options.replicates, size=options.size))
        if options.rows:
            pd.concat(parts).to_csv(options.rows, index=False)
    minutes = (time.perf_counter() - start) / 60
    text = "\n\n".join(
        describe(rows) for _, rows in pd.concat(parts).groupby("scenario", sort=False)
    )
    print(text, f"\n\n{minutes:.1f} minutes")
    if options.doc:
        page = options.doc.read_text(encoding="utf-8")
        head, tail = page.split(START)[0], page.split(END)[1]
        options.doc.write_text(f"{head}{START}\n\n{text}\n\n{END}{tail}", encoding="utf-8")


def read_rows(path: Path) -> pd.DataFrame:
    """Read kept results; "null" is the name of a scenario there."""
    return pd.read_csv(path, keep_default_na=False, na_values=[""])


def run_scenario(scenario: str, *, replicates: int, size: int) -> pd.DataFrame:
    """Return one row per replicate, way, group and month: estimate, limits and the truth."""
    names = tuple(scenario.split("+"))
    truth = planted(names)
    parts = []
    for seed in range(1, replicates + 1):
        regency = simulate(size=size, years=(YEAR,), seed=seed, truth=names)
        parts.append(replicate(regency).assign(seed=seed))
    rows = pd.concat(parts, ignore_index=True)
    return rows.merge(truth, on=["group", "time"], how="left").assign(scenario=scenario)


def planted(scenarios: tuple[str, ...]) -> pd.DataFrame:
    """Return ``group, time, truth``: by sex, and women minus men."""
    rows = planted_truth(years=(YEAR,), truth=scenarios).incidence
    rows = rows[(rows["window"] == 0) & (rows["target"] == TARGET)]
    wide = rows.pivot_table(index="months", columns="sex", values="pooled")
    wide[DIFFERENCE] = wide["P"] - wide["L"]
    return wide.rename_axis("time").reset_index().melt("time", var_name="group", value_name="truth")


def replicate(regency: Regency) -> pd.DataFrame:
    """Return the estimates of one regency by each way: ``way, group, time, estimate, ...``."""
    tables = processed_tables(regency)
    cohort = build_cohort(tables, active=is_active(tables["pegawai"], config=Config()))
    return pd.concat(
        [estimates(cohort, tables, **options).assign(way=way) for way, options in WAYS],
        ignore_index=True,
    )


def estimates(cohort: Cohort, tables: dict[str, pd.DataFrame], **options: object) -> pd.DataFrame:
    """Return ``group, time, estimate, conf_low, conf_high, p_value`` of one way.

    With leaving as censoring there is one cause alone, and the estimate is 1 - Kaplan-Meier.
    """
    spells = build_spells(
        cohort,
        target=first_structural(tables["jabatan"], level=TARGET),
        until=UNTIL,
        converted=conversion(tables["jabatan"]),
        cltn=tables["cltn"],
        **options,
    )
    question = ask(TARGET, select(spells, groups=GROUPS))
    found = milestones(
        question.by_sex, times=TIMES, group=SEX, cause=PROMOSI, limits="square-and-add"
    )
    shares = found.table.rename(columns={SEX: "group"})
    difference = found.difference.assign(group=DIFFERENCE)
    all_three = found.difference.assign(
        group=ALL_THREE,
        conf_low=found.difference["simultaneous_low"],
        conf_high=found.difference["simultaneous_high"],
    )
    columns = ["group", "time", "estimate", "std_error", "conf_low", "conf_high"]
    rows = pd.concat([part[columns] for part in (shares, difference, all_three)])
    return rows.assign(p_value=logrank(question.stratified, group=SEX, cause=PROMOSI).p_value)


def describe(rows: pd.DataFrame) -> str:
    """Return the Markdown tables of one scenario."""
    count = rows["seed"].nunique()
    lines = [f"### {rows['scenario'].iloc[0]} ({count} regencies)", ""]
    lines += [
        "| way | significant at 5 % | all three differences covered |",
        "| --- | ---: | ---: |",
    ]
    for way, part in rows.groupby("way", sort=False):
        p_value = part.groupby("seed")["p_value"].first()
        lines.append(f"| {way} | {share(p_value < 0.05)} | {share(covered_together(part))} |")
    lines += [
        "",
        "| way | group | month | truth | bias (pp) | RMSE (pp) | mean std. error / sd | covered "
        "| without interval |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    # At 60 months hardly anything has happened: that row is for the chain alone.
    shown = (rows["way"] == CHAIN) | (rows["time"] > TIMES[0])
    single = rows[shown & (rows["group"] != ALL_THREE)]
    for (way, group, month), part in single.groupby(["way", "group", "time"], sort=False):
        lines.append(f"| {way} | {group} | {month} | {numbers(part)} |")
    return "\n".join(lines)


def numbers(part: pd.DataFrame) -> str:
    """Bias, RMSE, ratio of standard errors and coverage of one estimate over the replicates."""
    error = 100 * (part["estimate"] - part["truth"])
    n, spread = len(error), error.std()
    rmse = np.sqrt((error**2).mean())
    rmse_error = (error**2).std() / np.sqrt(n) / (2 * rmse)
    ratio = 100 * part["std_error"].mean() / spread
    cells = (
        f"{100 * part['truth'].iloc[0]:.2f} %",
        f"{error.mean():+.2f} ± {spread / np.sqrt(n):.2f}",
        f"{rmse:.2f} ± {rmse_error:.2f}",
        f"{ratio:.2f} ± {ratio / np.sqrt(2 * n):.2f}",
        share(part["conf_low"].le(part["truth"]) & part["conf_high"].ge(part["truth"])),
        f"{100 * part['conf_low'].isna().mean():.1f} %",
    )
    return " | ".join(cells)


def covered_together(part: pd.DataFrame) -> pd.Series:
    """Whether the simultaneous intervals hold all three true differences, by replicate."""
    truth = part.loc[part["group"] == DIFFERENCE].set_index(["seed", "time"])["truth"]
    band = part.loc[part["group"] == ALL_THREE].set_index(["seed", "time"])
    inside = band["conf_low"].le(truth) & band["conf_high"].ge(truth)
    return inside.groupby("seed").all()


def share(hits: pd.Series) -> str:
    """Percent with its Monte-Carlo standard error."""
    p = hits.mean()
    return f"{100 * p:.1f} ± {100 * np.sqrt(p * (1 - p) / len(hits)):.1f} %"


if __name__ == "__main__":
    main()

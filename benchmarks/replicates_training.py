"""Prove the training models by simulation: many regencies in which training does nothing, or helps.

Each replicate simulates a regency and compares promotion after and without a training in the ways of
``pages.pelatihan.asosiasi``, the naive ones included. In scenario ``null`` the true hazard ratio is 1, in
``training`` it is 1.5. Prints Markdown tables, and puts them into ``docs/simulasi.md`` with ``--doc``.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
import pandas as pd
from regency_tables import processed_tables
from replicates import GROUPS, UNTIL, YEAR, read_rows, share

from pug_analysis.careers.cohort import build_cohort
from pug_analysis.careers.events import structural_trainings
from pug_analysis.config import Config
from pug_analysis.ingest.tables.pegawai import is_active
from pug_analysis.pages.pelatihan.asosiasi import PAIRS, associate, pair_question
from pug_analysis.simulate import Regency, simulate
from pug_analysis.simulate.people.hazards import TRAINING_FACTOR

TRUTH = {"null": 1.0, "training": TRAINING_FACTOR}
#: PKP before the first post, where few are trained, and in it, where most are.
CHOSEN = PAIRS[:2]
LANDMARKS = (24,)
START = "<!-- training: written by benchmarks/replicates_training.py -->"
END = "<!-- end of training -->"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--replicates", type=int, default=200)
    parser.add_argument("--size", type=int, default=6500, help="active people of a regency")
    parser.add_argument("--scenarios", nargs="+", default=list(TRUTH))
    parser.add_argument("--rows", type=Path, help="keep the single results (csv); goes on there")
    parser.add_argument("--doc", type=Path, help="page that gets the tables")
    options = parser.parse_args()
    start = time.perf_counter()
    parts = [read_rows(options.rows)] if options.rows and options.rows.exists() else []
    done = set(parts[0]["scenario"]) if parts else set()
    for scenario in options.scenarios:
        if scenario in done:
            continue
        rows = [
            replicate(simulate(size=options.size, years=(YEAR,), seed=seed, truth=(scenario,)))
            for seed in range(1, options.replicates + 1)
        ]
        parts.append(
            pd.concat(rows, keys=range(1, len(rows) + 1), names=["seed"]).reset_index("seed")
        )
        parts[-1]["scenario"] = scenario
        if options.rows:
            pd.concat(parts).to_csv(options.rows, index=False)
    text = "\n\n".join(
        describe(rows) for _, rows in pd.concat(parts).groupby(["scenario", "pair"], sort=False)
    )
    print(text, f"\n\n{(time.perf_counter() - start) / 60:.1f} minutes")
    if options.doc:
        page = options.doc.read_text(encoding="utf-8")
        head, tail = page.split(START)[0], page.split(END)[1]
        options.doc.write_text(f"{head}{START}\n\n{text}\n\n{END}{tail}", encoding="utf-8")


def replicate(regency: Regency) -> pd.DataFrame:
    """Return the hazard ratios of one regency: ``pair`` and the columns of ``Association.table``."""
    tables = processed_tables(regency)
    cohort = build_cohort(tables, active=is_active(tables["pegawai"], config=Config()))
    trainings = structural_trainings(tables["diklat"], tables["kursus"])
    found = []
    for pair in CHOSEN:
        question = pair_question(
            cohort, tables["jabatan"], tables["cltn"], pair=pair, until=UNTIL, groups=GROUPS
        )
        result = associate(question, trainings, pair=pair, landmarks=LANDMARKS)
        found.append(result.table.assign(pair=f"{pair.training} -> {pair.target}"))
    return pd.concat(found, ignore_index=True)


def describe(rows: pd.DataFrame) -> str:
    """Return the Markdown table of one scenario and pair."""
    scenario, pair = rows[["scenario", "pair"]].iloc[0]
    truth, count = TRUTH[scenario], rows["seed"].nunique()
    lines = [
        f"### {pair}, {scenario}: true hazard ratio {truth} ({count} regencies)",
        "",
        "| way | group | promotions of trained | median of ratios | bias (log) | RMSE (log) "
        "| mean std. error / sd | covers the truth | without ratio |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for (way, group), part in rows.groupby(["cara", "kelompok"], sort=False):
        lines.append(f"| {way} | {group} | {numbers(part, truth)} |")
    return "\n".join(lines)


def numbers(part: pd.DataFrame, truth: float) -> str:
    """Ratio, bias, RMSE, ratio of standard errors, coverage over the replicates that have a ratio."""
    given = part.dropna(subset="hazard_ratio")
    log = np.log(given[["hazard_ratio", "conf_low", "conf_high"]])
    error = log["hazard_ratio"] - np.log(truth)
    std_error = (log["conf_high"] - log["conf_low"]) / (2 * 1.959964)
    cells = (
        f"{part['promosi_dilatih'].mean():.0f}",
        f"{given['hazard_ratio'].median():.2f}",
        f"{error.mean():+.3f} ± {error.std() / np.sqrt(len(error)):.3f}",
        f"{np.sqrt((error**2).mean()):.3f}",
        f"{std_error.mean() / error.std():.2f}",
        share(given["conf_low"].le(truth) & given["conf_high"].ge(truth)),
        f"{100 * part['hazard_ratio'].isna().mean():.1f} %",
    )
    return " | ".join(cells)


if __name__ == "__main__":
    main()

"""The false alarms of the verdicts that compare careers, without files: many more regencies an hour.

The same functions as the pages' cells call, on processed tables of simulated regencies
(``regency_tables``). Which words a page prints of them is counted by ``false_alarms.py``.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import pandas as pd
from false_alarms import rate
from regency_tables import processed_tables
from replicates import UNTIL, YEAR

from pug_analysis.analyses import cohort, hazards, incidence
from pug_analysis.analyses.contrast import verdict
from pug_analysis.careers.cohort import build_cohort
from pug_analysis.careers.events import structural_trainings
from pug_analysis.careers.snapshot import is_active
from pug_analysis.config import Config
from pug_analysis.pages.kohort import banding, program
from pug_analysis.pages.pelatihan import akses, asosiasi, laju
from pug_analysis.simulate import simulate
from pug_analysis.stats import holm

#: As the notebooks' parameters are set.
GROUPS = cohort.choose(pendidikan="D3, S1/D4, S2 ke atas", keluarga="Teknis")
TIME, MARGIN, RATIO = 120, 0.05, 1.25
MILESTONES, SINCE_ELIGIBLE = (60, 120, 180), (12, 36, 60)
ALPHA = 0.05
#: A programme in the middle of the observed years, as in ``false_alarms.SETTINGS``.
PROGRAMME = 2021 * 12
START = "<!-- alarms of careers: written by benchmarks/false_alarms_fast.py -->"
END = "<!-- end of alarms of careers -->"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--replicates", type=int, default=200)
    parser.add_argument("--size", type=int, default=6500, help="active people of a regency")
    parser.add_argument("--truth", default="null", help="scenario: others show what is found")
    parser.add_argument("--rows", type=Path, help="keep the single results (csv); goes on there")
    parser.add_argument("--doc", type=Path, help="page that gets the table")
    options = parser.parse_args()
    begun = time.perf_counter()
    parts = [pd.read_csv(options.rows)] if options.rows and options.rows.exists() else []
    known = set(parts[0]["seed"]) if parts else set()
    for seed in range(1, options.replicates + 1):
        if seed in known:
            continue
        parts.append(judge(seed, size=options.size, truth=options.truth))
        if options.rows:
            pd.concat(parts).to_csv(options.rows, index=False)
        minutes = (time.perf_counter() - begun) / 60
        print(f"\r{seed} of {options.replicates} regencies, {minutes:.1f} minutes", end="")
    text = describe(pd.concat(parts, ignore_index=True), size=options.size)
    print(f"\n\n{text}")
    if options.doc:
        page = options.doc.read_text(encoding="utf-8")
        head, tail = page.split(START)[0], page.split(END)[1]
        options.doc.write_text(f"{head}{START}\n\n{text}\n\n{END}{tail}", encoding="utf-8")


def judge(seed: int, *, size: int, truth: str) -> pd.DataFrame:
    """Return ``verdict, kind, alarm`` (missing where nothing is said) of one regency."""
    tables = processed_tables(
        simulate(size=size, years=(YEAR,), seed=seed, truth=tuple(truth.split("+")))
    )
    people = build_cohort(tables, active=is_active(tables["pegawai"], config=Config()))
    data = SimpleNamespace(tables=tables, until=UNTIL)
    trainings = structural_trainings(tables["diklat"], tables["kursus"])
    rows = [
        *_career(people, data), *_access(people, data, trainings), *_pairs(people, data, trainings),
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["verdict", "kind", "alarm"]).assign(seed=seed)


def _career(people, data) -> list[tuple]:
    question = cohort.open_question(data, people, target="Pengawas", groups=GROUPS)
    _, difference = incidence.milestone_table(question, times=[TIME])
    main_one = verdict(question, difference, time=TIME, margin=MARGIN)
    options = {"until": UNTIL, "groups": GROUPS, "time": TIME, "margin": MARGIN}
    targets = banding.compare_targets(people, data.tables, **options)
    treated = banding.compare_treatments(people, data.tables, **options)
    return [
        ("main question (cohort page, summary)", "single", _gap(main_one.verdict)),
        ("Tabel 3.7, some line", "some line", _some(targets["putusan"])),
        *(
            (f"Tabel 3.7, {row['sasaran']}", "single", _gap(row["putusan"]))
            for _, row in targets.iterrows()
        ),
        ("Tabel 3.8, some line", "some line", _some(treated["putusan"])),
        *_beside(question),
    ]


def _beside(question) -> list[tuple]:
    """What stands beside the verdict on the cohort page."""
    _, difference = incidence.milestone_table(question, times=MILESTONES)
    tests = incidence.compare_tests(question, tau=180).set_index("ukuran")["p_value"]
    over_time = hazards.check_over_time(question)
    programme = program.before_and_after(question, month=PROGRAMME).change
    return [
        ("Tabel 3.4, some simultaneous interval", "some line", _apart(difference)),
        ("Tabel 3.5, stratified log-rank", "single", _significant(tests[["logrank_stratified"]])),
        ("Tabel 3.5, months (restricted mean)", "single", _significant(tests[["rmst"]])),
        ("Tabel 3.6, ratio changes with time", "single",
         None if over_time is None else over_time.p_value < ALPHA),
        ("Tabel 3.13, ratio changes with a programme", "single", _significant(programme["p_value"])),
    ]  # fmt: skip


def _access(people, data, trainings) -> list[tuple]:
    asked = {"before": {"route": "sebelum"}, "inside": {"route": "sesudah"},
             "start": {"route": "sebelum", "since": "jenjang"}}  # fmt: skip
    opened = {
        name: akses.open_access(data, people, trainings, groups=GROUPS, **one)
        for name, one in asked.items()
    }
    found = [laju.access_ratios(one, margin=RATIO) for one in opened.values()]
    before, inside, _ = laju.judge_ratios(*found)
    judged = pd.concat([t.loc[t["ukuran"] == "disesuaikan"] for t in (before, inside)])
    first = judged.iloc[len(akses.LEVELS)]
    routes = opened["before"], opened["inside"]
    tests = pd.concat([laju.access_tests(one)["p_value"] for one in routes])
    _, difference = akses.milestone_shares(*akses.pick(*routes, level="PKP"), times=SINCE_ELIGIBLE)
    return [
        ("access before the post (training page, summary)", "single", _gap(first["putusan"])),
        ("Tabel 4.4, some line", "some line", _some(judged["putusan"])),
        ("Tabel 4.5, some level (Holm)", "some line", _significant(holm(tests))),
        ("Tabel 4.8, some simultaneous interval", "some line", _apart(difference)),
    ]


def _pairs(people, data, trainings) -> list[tuple]:
    """Promotion after training; Cox's model and landmarks, beside it on the page, state nothing."""
    with patch.object(asosiasi, "cox_ratio", lambda *_, **__: asosiasi.FEW):
        found = asosiasi.associate_pairs(data, people, trainings, groups=GROUPS, landmarks=())
    rows = asosiasi.headline_rows(found)
    return [
        ("training then post, some pair (Holm)", "some line", _significant(rows["p_holm"])),
        ("training then post, sexes differ (Holm)", "some line", _significant(rows["p_interaksi"])),
    ]


def _significant(p_values) -> bool | None:
    """Whether some p-value is under 0.05; None where there is none."""
    known = pd.Series(p_values, dtype=float).dropna()
    return bool((known < ALPHA).any()) if len(known) else None


def _apart(difference: pd.DataFrame) -> bool | None:
    """Whether some interval of a difference leaves out 0."""
    known = difference.dropna(subset=["conf_low", "conf_high"])
    return bool(((known["conf_low"] > 0) | (known["conf_high"] < 0)).any()) if len(known) else None


def _gap(said: str) -> bool | None:
    return None if said == "too_few" else said == "gap"


def _some(said: pd.Series) -> bool | None:
    judged = said.loc[said != "too_few"]
    return bool(judged.eq("gap").any()) if len(judged) else None


def describe(rows: pd.DataFrame, *, size: int) -> str:
    """Return the Markdown table."""
    lines = [
        f"{rows['seed'].nunique()} regencies of {size:,} active people.",
        "",
        "| verdict | kind | said in | false alarms |",
        "| --- | --- | ---: | ---: |",
    ]
    for (name, kind), part in rows.groupby(["verdict", "kind"], sort=False):
        said = part["alarm"].dropna().astype(float)
        lines.append(f"| {name} | {kind} | {len(said)} | {rate(said)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()

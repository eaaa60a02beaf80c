"""Alumni promoted by 6, 12 and 24 months: from counts done by hand, and against plain loops."""

from __future__ import annotations

import sys
from dataclasses import replace
from importlib import import_module
from math import comb
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pandas as pd
import pytest

from pug_analysis.careers.alumni import TINGKAT_JABATAN, Alumni, read_histories
from pug_analysis.careers.cohort import build_cohort
from pug_analysis.careers.load import Data
from pug_analysis.careers.spells import PROMOSI, Spells
from pug_analysis.config import Config
from pug_analysis.errors import UsageError
from pug_analysis.ingest.tables.pegawai import is_active
from pug_analysis.pages.alumni.alumni import (
    AskedOfAlumni,
    compare_with_untrained,
    flow_table,
    follow_alumni,
    judge_target,
    late_entries,
    reaching_administrator,
    read_question,
    risk_counts,
    share_promoted,
)
from pug_analysis.simulate import simulate
from pug_analysis.terms.diklat import DIKLAT_TANGGA

BENCHMARKS = Path(__file__).parents[3] / "benchmarks"
UNTIL = 2025 * 12 + 11


def alumni_of(*rows: tuple, entry: int = 0) -> dict[str, Alumni]:
    """Rows of (sex, number of people, exit month, cause)."""
    people = [
        {
            "pegawai_id": f"{sex}{month}{cause}{i}",
            "jenis_kelamin": sex,
            "entry": entry,
            "exit": month,
            "cause": cause,
        }
        for sex, n, month, cause in rows
        for i in range(n)
    ]
    flow = pd.DataFrame({"langkah": ["Dianalisis"], "orang": [len(people)]})
    return {"PKP": Alumni("PKP", Spells(pd.DataFrame(people), flow))}


def women(table: pd.DataFrame, time: int = 12) -> pd.Series:
    return table.loc[(table["jenis_kelamin"] == "P") & (table["time"] == time)].iloc[0]


MEN = ("L", 20, 60, "")


# --- by hand
def test_shares_are_plain_counts_where_all_are_followed():
    # of 40 women 8 are promoted in month 4 and 4 in month 12, one retires in month 5
    alumni = alumni_of(
        ("P", 8, 4, PROMOSI), ("P", 4, 12, PROMOSI), ("P", 1, 5, "pensiun"), ("P", 27, 60, ""), MEN
    )
    found = share_promoted(alumni, times=[6, 12, 24]).set_index(["jenis_kelamin", "time"]).loc["P"]
    assert found["estimate"].tolist() == pytest.approx([0.2, 0.3, 0.3])
    assert found["n_event"].tolist() == [8, 12, 12]
    assert found["n_risk"].tolist() == [31, 31, 27]
    assert found["n"].tolist() == [40, 40, 40]
    assert found["diikuti"].tolist() == [40, 40, 40]


def test_short_follow_up_is_no_failure():
    # 20 are followed for two years, 5 of them promoted in month 3; 20 others only for 2 months: 5/20, not 5/40
    alumni = alumni_of(("P", 5, 3, PROMOSI), ("P", 15, 24, ""), ("P", 20, 2, ""), MEN)
    found = women(share_promoted(alumni, times=[12]))
    assert found["estimate"] == pytest.approx(0.25)
    assert found["diikuti"] == 20


def test_what_nobody_is_followed_for_is_not_known():
    found = share_promoted(alumni_of(("P", 10, 3, PROMOSI), ("P", 20, 10, ""), MEN), times=[6, 12])
    assert women(found, 6)["estimate"] == pytest.approx(1 / 3)
    assert np.isnan(women(found, 12)["estimate"])


def test_exact_limits_where_nothing_or_everything_happened():
    none = women(share_promoted(alumni_of(("P", 36, 30, ""), MEN), times=[12]))
    assert none[["estimate", "conf_low"]].tolist() == [0, 0]
    assert none["conf_high"] == pytest.approx(1 - 0.025 ** (1 / 36))
    every = women(share_promoted(alumni_of(("P", 36, 3, PROMOSI), MEN), times=[12]))
    assert every[["estimate", "conf_high"]].tolist() == [1, 1]
    assert every["conf_low"] == pytest.approx(0.025 ** (1 / 36))


def test_exact_limits_with_a_handful_of_promotions():
    # Clopper and Pearson of 1 of 16: 0.0016 and 0.3023; log-log limits end at 0.247, below the target
    found = share_promoted(alumni_of(("P", 1, 3, PROMOSI), ("P", 15, 60, ""), MEN), times=[12])
    row = women(found)
    assert row[["conf_low", "conf_high"]].tolist() == pytest.approx(
        [0.0015811, 0.3023211], abs=1e-6
    )
    assert judge_target(found, band=(0.25, 0.30)).loc[row.name] == "belum dapat dipastikan"


def test_below_the_target_is_said_of_a_true_share_at_its_end_in_2_5_percent_at_most():
    # n people all followed a year, true share 0.25: the chance of all counts that are told "di bawah"
    for n in (12, 16, 24, 40, 80):
        told = 0.0
        for k in range(n // 4):
            rows = [("P", k, 3, PROMOSI)] if k else []
            found = share_promoted(alumni_of(*rows, ("P", n - k, 60, ""), MEN), times=[12])
            if judge_target(found, band=(0.25, 0.30)).loc[women(found).name] == "di bawah":
                told += comb(n, k) * 0.25**k * 0.75 ** (n - k)
        assert told <= 0.025


@pytest.mark.parametrize("rows", [[("P", 9, 60, "")], [("P", 9, 60, ""), ("P", 30, 8, "")], []])
def test_fewer_than_ten_people_are_not_told(rows):
    assert np.isnan(women(share_promoted(alumni_of(*rows, MEN), times=[12]))["estimate"])


def test_a_start_with_few_at_risk_is_not_told():
    early = alumni_of(("P", 4, 60, ""), MEN)["PKP"].spells.table
    late = alumni_of(("P", 50, 60, ""), entry=6)["PKP"].spells.table.assign(
        pegawai_id=lambda t: "x" + t["pegawai_id"]
    )
    one = {"PKP": Alumni("PKP", Spells(pd.concat([early, late]), pd.DataFrame()))}
    assert np.isnan(women(share_promoted(one, times=[12]))["estimate"])
    assert late_entries(one) == 50


# --- beside the target
def share(estimate: float, low: float, high: float, events: int = 20) -> pd.DataFrame:
    return pd.DataFrame(
        [{"estimate": estimate, "conf_low": low, "conf_high": high, "n_event": events}]
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (share(0.10, 0.05, 0.24), "di bawah"),
        (share(0.10, 0.05, 0.25), "belum dapat dipastikan"),
        (share(0.27, 0.25, 0.30), "di dalam"),
        (share(0.27, 0.20, 0.35), "belum dapat dipastikan"),
        (share(0.40, 0.31, 0.50), "di atas"),
        (share(0.40, 0.30, 0.50), "belum dapat dipastikan"),
        (share(0.02, 0.00, 0.08, events=2), "di bawah"),
        (share(0.20, 0.05, 0.40, events=4), "belum dapat dipastikan"),
        (share(0.70, 0.45, 0.90, events=4), "di atas"),
        (share(np.nan, np.nan, np.nan), "terlalu sedikit"),
    ],
)
def test_the_interval_decides(row, said):
    assert judge_target(row, band=(0.25, 0.30)).tolist() == [said]


def test_parameters_are_read():
    assert read_question("PKA", "6, 12, 24", 12, 0.25, 0.3) == AskedOfAlumni(
        "PKA", (6, 12, 24), 12, (0.25, 0.3)
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [({0: "PKN I"}, "jenjang harus salah satu dari PKP, PKA, PKN II"), ({1: "12, 6"}, "tonggak harus bulan"),
     ({2: 18}, "tonggak_utama harus salah satu"), ({3: 0.4}, "sasaran_rendah dan sasaran_tinggi"),
     ({4: 1.0}, "sasaran_rendah dan sasaran_tinggi")],
)  # fmt: skip
def test_wrong_parameters_are_refused(change, said):
    given = {0: "PKP", 1: "6, 12, 24", 2: 12, 3: 0.25, 4: 0.30} | change
    with pytest.raises(UsageError, match=said):
        read_question(*given.values())


# --- a simulated regency, counted again in loops
@pytest.fixture(scope="module")
def regency():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCHMARKS))
        tables = import_module("regency_tables").processed_tables(
            simulate(size=2500, years=(2025,), seed=8)
        )
    sys.modules.pop("regency_tables", None)
    data = Data(2025, "internal", Config(), MappingProxyType(tables), pd.DataFrame())
    return data, build_cohort(tables, active=is_active(tables["pegawai"], config=Config()))


def follow(data: Data, cohort) -> dict[str, Alumni]:
    return follow_alumni(cohort, read_histories(data.tables), until=data.until, horizon=24)


def month(day: pd.Timestamp) -> int:
    return day.year * 12 + day.month - 1


def lives(data: Data, cohort, jenjang: str, target: str | None) -> list[dict]:
    """Each alumnus: months in which he is at risk after the training, and how it ends. In loops."""
    known = read_histories(data.tables)[jenjang]
    leaves = {}
    for row in data.tables["cltn"].itertuples():
        last = 10**6 if pd.isna(row.tanggal_akhir) else month(row.tanggal_akhir)
        leaves.setdefault(row.pegawai_id, []).append(
            (month(row.tanggal_awal) + (row.tanggal_awal.day > 1), last)
        )
    turned = {}
    posts = data.tables["jabatan"]
    for row in posts.loc[posts["penyetaraan"] & (posts["penugasan"] == "definitif")].itertuples():
        turned.setdefault(row.pegawai_id, []).append(month(row.tmt_jabatan))
    found = []
    for who in cohort.people.itertuples():
        if who.pegawai_id not in known.trained.index:
            continue
        end = int(known.trained[who.pegawai_id])
        reached = [known.reached[level].get(who.pegawai_id, pd.NA) for level in TINGKAT_JABATAN[1:]]
        held = sum(not pd.isna(at) and at <= end for at in reached)
        wanted = held if target is None else TINGKAT_JABATAN.index(target) - 1
        if wanted >= 3 or held > wanted or known.first_post[who.pegawai_id] > end:
            continue
        ends = [(UNTIL, 3, "")]
        if not pd.isna(reached[wanted]):
            ends.append((int(reached[wanted]), 0, PROMOSI))
        since = int(reached[held - 1]) if held else 0
        lost = [m for m in turned.get(who.pegawai_id, []) if m >= since]
        ends += [(m, 1, "penyetaraan") for m in lost]
        if not pd.isna(who.keluar):
            ends.append((int(who.keluar), 2, who.sebab))
        last, _, cause = min(ends)
        months = [m for m in range(max(end, int(who.diamati)) + 1, last + 1)
                  if not any(a <= m <= b for a, b in leaves.get(who.pegawai_id, []))]  # fmt: skip
        if cause not in ("", PROMOSI) and last not in months and last > end:
            months.append(last)  # who leaves during a leave has left
        found.append({"sex": who.jenis_kelamin, "held": held, "cause": cause,
                      "end": last - end, "months": {m - end for m in months}})  # fmt: skip
    return found


def aalen_johansen(people: list[dict], time: int) -> tuple[int, int, float]:
    free, reached, events = 1.0, 0.0, 0
    for t in range(1, time + 1):
        at_risk = [p for p in people if t in p["months"]]
        promoted = sum(p["end"] == t and p["cause"] == PROMOSI for p in at_risk)
        gone = sum(p["end"] == t and p["cause"] != "" for p in at_risk)
        if at_risk:
            reached += free * promoted / len(at_risk)
            free *= 1 - gone / len(at_risk)
        events += promoted
    return len(at_risk), events, reached


@pytest.mark.slow
def test_shares_agree_with_loops_over_people(regency):
    data, cohort = regency
    found = share_promoted(follow(data, cohort), times=[6, 12, 24])
    assert found["jenjang"].unique().tolist() == list(DIKLAT_TANGGA)
    for (jenjang, sex), rows in found.groupby(["jenjang", "jenis_kelamin"]):
        people = [p for p in lives(data, cohort, jenjang, None) if p["sex"] == sex]
        for row in rows.itertuples():
            n_risk, events, reached = aalen_johansen(people, row.time)
            assert (row.n_risk, row.n_event) == (n_risk, events)
            if not np.isnan(row.estimate):
                assert row.estimate == pytest.approx(reached, abs=1e-12)
    assert found["estimate"].notna().sum() >= 12


@pytest.mark.slow
def test_reaching_administrator_agrees_with_loops_over_people(regency):
    data, cohort = regency
    found = reaching_administrator(
        cohort, read_histories(data.tables), until=data.until, times=[60, 120]
    )
    everybody = lives(data, cohort, "PKP", "Administrator")
    for (group, sex), rows in found.groupby(["kelompok", "jenis_kelamin"]):
        people = [p for p in everybody if p["sex"] == sex and (group[0] == "S" or p["held"] == 1)]
        for row in rows.itertuples():
            assert (row.n_risk, row.n_event) == aalen_johansen(people, row.time)[:2]
            assert row.estimate == pytest.approx(aalen_johansen(people, row.time)[2], abs=1e-12)


@pytest.mark.slow
def test_flow_adds_up_and_risk_counts_give_the_events(regency):
    data, cohort = regency
    alumni = follow(data, cohort)
    flow = flow_table(alumni).set_index(["jenjang", "langkah"])["orang"]
    for name, one in alumni.items():
        steps = flow[name]
        assert steps.iloc[0] == steps.iloc[1:].sum()
        assert steps.iloc[-1] == one.spells.table["pegawai_id"].nunique()
    counts = risk_counts(alumni)
    counts = counts.loc[(counts["cause"] == PROMOSI) & (counts["time"] <= 12)]
    shares = share_promoted(alumni, times=[12])
    assert counts["n_event"].sum() == shares["n_event"].sum()


@pytest.mark.slow
def test_people_without_the_training_change_no_share(regency):
    data, cohort = regency
    alumni = follow(data, cohort)
    trained = read_histories(data.tables)["PKP"].trained.index
    fewer = replace(
        cohort,
        people=cohort.people.loc[cohort.people["pegawai_id"].isin(trained)].reset_index(drop=True),
    )
    only = follow(data, fewer)["PKP"]
    pd.testing.assert_frame_equal(only.spells.table, alumni["PKP"].spells.table)


@pytest.mark.slow
def test_every_jenjang_is_compared(regency):
    data, cohort = regency
    known = read_histories(data.tables)
    found = compare_with_untrained(
        cohort, known, follow(data, cohort), until=data.until, times=[6, 12]
    )
    assert found.groupby("jenjang", sort=False).size().to_dict() == {
        "PKP": 4,
        "PKA": 4,
        "PKN II": 4,
    }


def test_without_a_leavers_list_nothing_is_told(regency):
    data, cohort = regency
    survivors = replace(cohort, register_start=None)
    alumni = follow(data, survivors)
    assert share_promoted(alumni, times=[12]).empty
    assert flow_table(alumni).empty
    assert risk_counts(alumni).empty
    known, observed = read_histories(data.tables), {"until": data.until}
    assert compare_with_untrained(survivors, known, alumni, times=[12], **observed).empty
    assert reaching_administrator(survivors, known, times=[60], **observed).empty
    assert judge_target(share_promoted(alumni, times=[12]), band=(0.25, 0.3)).empty

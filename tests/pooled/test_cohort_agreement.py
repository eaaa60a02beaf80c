"""Tables of an exact cohort are made of the same spells."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.pooled.cohort_agreement import check_cohort, check_flow, check_risk
from pug_analysis.pooled.reading import FlawError

# two enter in month 0; one is promoted in month 6, the other is still there in month 9
ROWS = [("L", 0, "", 2, 0, 0), ("L", 6, "promosi", 0, 0, 1), ("L", 9, "", 0, 1, 0)]
COLUMNS = ["jenis_kelamin", "time", "cause", "n_enter", "n_censor", "n_event"]


def check_rows(*rows):
    check_risk("kohort_risiko", pd.DataFrame(rows, columns=COLUMNS), ["jenis_kelamin"])


# --- by hand
def test_whoever_enters_leaves():
    check_rows(*ROWS)
    check_rows(*ROWS, *(("P", *row[1:]) for row in ROWS))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (ROWS[:2], "tidak sama banyak"),
        ([*ROWS, ("P", 3, "", 0, 1, 0)], "daripada yang berisiko"),
        (
            [("L", 6, "", 2, 0, 0), *ROWS[1:]],
            "daripada yang berisiko",
        ),  # nobody is at risk in month 6
        ([ROWS[0], ("L", 6, "", 0, 0, 1), ROWS[2]], "kejadian tanpa sebab"),
        ([ROWS[0], ("L", 6, "promosi", 0, 1, 0), ROWS[2]], "kejadian tanpa sebab"),
        ([*ROWS, ("L", 9, "promosi", 0, 0, 0)], "kejadian tanpa sebab"),
        ([*ROWS, ("L", 3, "", 0, 0, 0)], "semua bilangannya 0"),
    ],
)
def test_other_counts_are_refused(rows, said):
    with pytest.raises(FlawError, match=said):
        check_rows(*rows)


FLOW = [
    ("", "Semua orang dalam daftar pegawai dan daftar berhenti", 5),
    ("", "Tanpa riwayat jabatan", 1), ("", "Dianalisis", 4),
    ("a", "Kohort", 4), ("a", "Dianalisis", 4),
]  # fmt: skip


def flow(*rows):
    return check_flow(pd.DataFrame(rows, columns=["pertanyaan", "langkah", "orang"]), ["", "a"])


def test_a_flow_is_what_is_left_step_by_step():
    assert flow(*FLOW) == {"": 4, "a": 4}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (FLOW[:3], "pertanyaan kurang"),
        ([FLOW[3], *FLOW[:3], FLOW[4]], "pertanyaan kurang"),
        ([*FLOW[:2], FLOW[3], FLOW[4], FLOW[2]], "pertanyaan kurang"),
        ([*FLOW[:2], *FLOW[3:]], "langkah kurang"),
        ([FLOW[1], FLOW[0], *FLOW[2:]], "langkah kurang"),
        ([FLOW[0], FLOW[2], *FLOW[3:]], "bukan jumlah"),
    ],
)
def test_other_steps_are_refused(rows, said):
    with pytest.raises(FlawError, match=said):
        flow(*rows)


# --- agreement
@pytest.fixture
def check(export):
    def call(**changed):
        told = {
            "counts": export.counts, "cohort": export.cohort, "numbers": export.numbers,
            "risk": export.risk.increments, "periods": export.periods.increments,
            "steps": export.steps.increments,
        } | changed  # fmt: skip
        check_cohort(told.pop("counts"), told.pop("cohort"), told.pop("numbers"), **told)

    return call


def test_an_honest_cohort_agrees(check):
    check()


def later(rows: pd.DataFrame, month: int) -> pd.DataFrame:
    """Let the last one of all leave a month later or earlier; all sums stay as they are."""
    moved = rows.copy()
    place = moved.index[moved["n_censor"] > 0][-1]
    moved.loc[place, "time"] += month
    return moved


def test_a_month_at_risk_more_or_less_is_noticed(check, export):
    with pytest.raises(FlawError, match=r"kohort_risiko\.csv"):
        check(risk=later(export.risk.increments, 1))
    with pytest.raises(FlawError, match=r"kohort_risiko\.csv"):
        check(periods=later(export.periods.increments, 1))


def test_a_training_more_is_noticed(check, export):
    access = export.counts["pelatihan_akses"]
    for column in ("kejadian", "orang_bulan"):
        with pytest.raises(FlawError, match="kohort_risiko") as refused:
            check(counts=export.counts | {"pelatihan_akses": access.assign(**{column: access[column] + 1})})  # fmt: skip
        assert refused.value.file == "pelatihan_akses.csv"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda t: t.assign(mencapai=t["orang"] + 1), "lebih banyak yang mencapai"),
        (lambda t: t.assign(orang=t["orang"] + 1), "lebih banyak daripada menurut"),
        (lambda t: t.assign(mencapai=t["orang"]), "lebih banyak daripada menurut"),
        (lambda t: t.loc[t["bulan"] != 24], "setiap 12 bulan"),
        (lambda t: t.loc[t["bulan"] <= 12], "kurang menurut"),
        (lambda t: t.iloc[:0], "kurang menurut"),
    ],
)
def test_other_milestones_are_noticed(check, export, change, said):
    table = change(export.cohort["kohort_tercapai"])
    with pytest.raises(FlawError, match=said):
        check(cohort=export.cohort | {"kohort_tercapai": table})


def test_more_than_the_cohort_is_noticed(check, export):
    with pytest.raises(FlawError, match="jabatan_pertama_terlambat"):
        check(numbers=export.numbers | {"jabatan_pertama_terlambat": 10**6})
    kept = export.counts["tersisih"]
    with pytest.raises(FlawError, match=r"tersisih\.csv"):
        check(counts=export.counts | {"tersisih": kept.assign(dipakai=10**6)})


def test_trainings_moved_between_groups_of_education_are_noticed(check, export):
    rows = export.counts["pelatihan_akses"]
    assert {"angkatan", "pendidikan", "keluarga"} <= set(rows)
    place = rows.index[rows["kejadian"] > 0][0]
    other = "D3" if rows.loc[place, "pendidikan"] != "D3" else "S1/D4"
    moved = rows.copy()
    moved.loc[place, "pendidikan"] = other
    with pytest.raises(FlawError, match="pelatihan_akses"):
        check(counts={**export.counts, "pelatihan_akses": moved})


def test_steps_of_nobody_do_not_agree_with_those_of_some(check, export):
    steps = export.steps.increments
    nobody = steps.iloc[:0]
    with pytest.raises(FlawError, match="kohort_risiko") as refused:
        check(steps=nobody)
    assert refused.value.file == "kohort_langkah.csv"

"""Who takes part in training: against the target, beside those who could attend, by kind and unit."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.analyses.access import Access
from pug_analysis.analyses.cohort import ask
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.eligible import DIKLAT, TRAINING_CAUSES, Eligible
from pug_analysis.careers.people import sex_of
from pug_analysis.careers.spells import Spells
from pug_analysis.ingest.tables.schema import TABLES
from pug_analysis.pages.pelatihan.peserta import (
    ALL_KINDS,
    ALL_LEVELS,
    ALL_YEARS,
    UNKNOWN_KIND,
    attendance,
    participation_by_kind,
    participation_by_unit,
    participation_by_year,
    share_among_eligible,
    share_among_participants,
)


def finished(rows: list[tuple]) -> tuple[pd.DataFrame, pd.Series]:
    """Rows of (sex, number of people, level, month such as 2024-05 or None)."""
    people = [
        {"pegawai_id": f"{sex}{level}{when}{i}", "jenjang": level, SEX: sex,
         "selesai": None if when is None else int(when[:4]) * 12 + int(when[5:]) - 1}
        for sex, n, level, when in rows
        for i in range(n)
    ]  # fmt: skip
    frame = pd.DataFrame(people)
    frame["selesai"] = pd.array(
        frame["selesai"].astype(object).where(frame["selesai"].notna(), None), dtype="Int64"
    )
    return frame[["pegawai_id", "jenjang", "selesai"]], frame.set_index("pegawai_id")[SEX]


def shares(rows: list[tuple], *, years=(2024, 2025), **options) -> pd.DataFrame:
    trainings, sex = finished(rows)
    table = share_among_participants(trainings, sex, years=years, target=0.3, **options)
    return table.set_index(["jenjang", "tahun"])


def table(name: str, *rows: dict) -> pd.DataFrame:
    schema = TABLES[name]
    frame = pd.DataFrame(list(rows), columns=[c.name for c in schema.columns])
    for column in schema.columns:
        if column.kind == "date":
            frame[column.name] = pd.to_datetime(frame[column.name])
        elif column.kind == "text":
            frame[column.name] = frame[column.name].astype("string").fillna("")
    return frame.astype(schema.dtypes)


# --- against the target, by hand
def test_share_of_women_by_level_and_year():
    found = shares(
        [("L", 15, "PKP", "2024-05"), ("P", 5, "PKP", "2024-12"), ("P", 4, "PKA", "2025-01")]
    )
    assert found.loc[("PKP", 2024), ["pria", "wanita", "total", "share_wanita"]].tolist() == [
        15,
        5,
        20,
        0.25,
    ]
    assert found.loc[("PKP", 2025), "total"] == 0
    assert found.loc[(ALL_LEVELS, ALL_YEARS), ["pria", "wanita"]].tolist() == [15, 9]
    assert len(found) == 4 * 3


@pytest.mark.parametrize(
    ("men", "women", "verdict"),
    [(20, 80, "reached"), (90, 10, "missed"), (70, 30, "inconclusive"), (0, 9, "too_few"), (10, 0, "inconclusive"),
     (20, 0, "missed")],
)  # fmt: skip
def test_verdict_follows_from_the_interval(men, women, verdict):
    rows = [("L", men, "PKP", "2024-01"), ("P", women, "PKP", "2024-01")]
    found = shares([row for row in rows if row[1]]).loc[("PKP", 2024)]
    assert found["putusan"] == verdict
    assert pd.isna(found["share_wanita"]) == (men + women < 10)


def test_undated_foreign_and_unknown_people_count_in_no_year():
    trainings, sex = finished(
        [("L", 10, "PKP", "2024-01"), ("P", 3, "PKP", None), ("P", 2, "PKN I", "2024-01")]
    )
    stranger = pd.DataFrame(
        {"pegawai_id": ["x"], "jenjang": ["PKP"], "selesai": pd.array([2024 * 12], "Int64")}
    )
    both = pd.concat([trainings, stranger, trainings.head(1)], ignore_index=True)
    found = share_among_participants(both, sex, years=[2024], target=0.3).set_index(
        ["jenjang", "tahun"]
    )
    assert found.loc[(ALL_LEVELS, ALL_YEARS), "total"] == 10


def test_those_who_stayed_alone_are_not_judged():
    rows = [("L", 100, "PKP", "2024-01"), ("P", 10, "PKP", "2024-01"), ("P", 4, "PKA", "2024-01")]
    all_known, stayed = shares(rows), shares(rows, leavers_known=False)
    assert all_known.loc[("PKP", 2024), "putusan"] == "missed"
    assert stayed.loc[("PKP", 2024), "putusan"] == "no_leavers"
    assert stayed.loc[("PKA", 2024), "putusan"] == "too_few"
    pd.testing.assert_frame_equal(all_known.drop(columns="putusan"), stayed.drop(columns="putusan"))


def test_intervals_by_size_and_level():
    small, large = (
        [("L", 30, "PKP", "2024-01"), ("P", 30, "PKP", "2024-01")],
        [("P", 120, "PKP", "2024-01")],
    )
    assert shares(small).loc[("PKP", 2024), "method"] == "Clopper-Pearson"
    assert shares(large).loc[("PKP", 2024), "method"] == "Wilson"
    narrow = shares(small, conf_level=0.8).loc[("PKP", 2024), "conf_low"]
    assert narrow > shares(small).loc[("PKP", 2024), "conf_low"]


def test_exchanging_the_sexes_mirrors_the_share():
    rows = [("L", 15, "PKP", "2024-05"), ("P", 5, "PKP", "2024-12")]
    one = shares(rows).loc[("PKP", 2024)]
    other = shares([({"L": "P", "P": "L"}[s], *rest) for s, *rest in rows]).loc[("PKP", 2024)]
    assert one["share_wanita"] == pytest.approx(1 - other["share_wanita"])
    assert one["conf_low"] == pytest.approx(1 - other["conf_high"])


# --- beside those who could attend
def test_people_at_risk_in_some_month_of_a_year():
    # 12 men at risk in 2024 only (origin December 2023, 12 months), 8 women from 2024 on
    rows = [
        {"pegawai_id": f"L{i}", SEX: "L", "asal": 2023 * 12 + 11, "entry": 0, "exit": 12}
        for i in range(12)
    ]
    rows += [
        {"pegawai_id": f"P{i}", SEX: "P", "asal": 2023 * 12 + 11, "entry": 0, "exit": 24}
        for i in range(8)
    ]
    groups = {"angkatan": "2005-2009", "pendidikan": "S1/D4", "keluarga": "Teknis", "cause": ""}
    spells = Spells(pd.DataFrame(rows).assign(**groups), pd.DataFrame())
    eligible = Eligible("PKP", "sebelum", "syarat", spells, pd.Series({"L": 0, "P": 0}))
    access = {"PKP": Access(eligible, ask("PKP", spells, event=DIKLAT, causes=TRAINING_CAUSES))}
    found = share_among_eligible(access, access, years=[2023, 2024, 2025]).set_index("tahun")
    assert found[["calon_pria", "calon_wanita"]].loc[[2023, 2024, 2025]].to_numpy().tolist() == [
        [0, 0], [12, 8], [0, 8],
    ]  # fmt: skip
    assert found.loc[2024, "share_calon"] == found.loc[2024, "share_pejabat"] == 0.4
    assert pd.isna(found.loc[2025, "share_calon"])  # 8 people
    assert found.loc[ALL_YEARS, "calon_pria"] == 12


# --- every kind of training
@pytest.fixture
def attended(tiny):
    men = tiny.loc[tiny[SEX] == "L", "pegawai_id"].tolist()
    women = tiny.loc[tiny[SEX] == "P", "pegawai_id"].tolist()
    diklat = table(
        "diklat",
        {"pegawai_id": men[0], "tanggal_selesai": "2025-06-20", "jam": 900},
        {"pegawai_id": women[0], "tahun": 2025},
        {"pegawai_id": women[1], "jam": 900},
    )
    kursus = table(
        "kursus",
        {
            "pegawai_id": men[0],
            "jenis_diklat": "1",
            "tahun": 2025,
            "jam": 900,
        },  # the same once more
        {"pegawai_id": women[0], "jenis_diklat": "7", "tanggal_mulai": "2025-02-01", "jam": 6},
        {"pegawai_id": women[0], "jenis_diklat": "7", "tanggal_selesai": "2025-03-01", "jam": 4},
        {"pegawai_id": women[2], "jenis_diklat": "", "tanggal_selesai": "2024-03-01", "jam": 8},
        {"pegawai_id": "gone", "jenis_diklat": "7", "tanggal_selesai": "2025-03-01", "jam": 8},
    )
    return attendance(diklat, kursus)


def test_year_and_kind_of_each_training(attended):
    assert len(attended) == 7  # the repeated structural training is one
    assert attended["tahun"].isna().sum() == 1
    assert set(attended["jenis"]) == {"Diklat Struktural", "Sosialisasi", UNKNOWN_KIND}


def test_two_levels_in_one_year_are_two_and_a_repeated_record_is_one():
    when = {"pegawai_id": "a", "tanggal_selesai": "2025-06-20", "jam": 900}
    diklat = table(
        "diklat",
        {**when, "latihan_struktural": "2"},
        {**when, "latihan_struktural": "2", "tanggal_selesai": "2025-07-20"},
        {**when, "latihan_struktural": "3"},
    )
    kursus = table(
        "kursus",
        {**when, "jenis_diklat": "1", "nama_kursus": "PKA"},  # in the other table already
        {**when, "jenis_diklat": "1", "nama_kursus": "PKP", "pegawai_id": "b"},
        {**when, "jenis_diklat": "1", "nama_kursus": "PKP", "pegawai_id": "b"},
        {**when, "jenis_diklat": "1", "nama_kursus": "PKA", "pegawai_id": "b"},
    )
    found = attendance(diklat, kursus).groupby("pegawai_id")["jam"].sum()
    assert found.to_dict() == {"a": 1800, "b": 1800}


def test_people_and_hours_by_kind(attended, tiny):
    found = participation_by_kind(attended, tiny, year=2025).set_index("jenis")
    assert found.loc[
        "Diklat Struktural", ["pria", "wanita", "jam_pria", "jam_wanita"]
    ].tolist() == [1, 1, 900, 0]
    assert found.loc["Sosialisasi", ["pria", "wanita", "jam_wanita"]].tolist() == [0, 1, 10]
    assert found.loc[ALL_KINDS, ["pria", "wanita", "total"]].tolist() == [1, 1, 2]
    assert pd.isna(found.loc[ALL_KINDS, "bagian_pria"])  # 8 men are active, and 12 women
    assert found.loc[ALL_KINDS, "bagian_wanita"] == pytest.approx(1 / 12)
    assert pd.isna(found.loc[ALL_KINDS, "share_wanita"])  # two people
    assert found.loc[UNKNOWN_KIND, "total"] == 0


def test_people_and_hours_by_year(attended, tiny):
    sex = tiny.set_index("pegawai_id")[SEX]
    found = participation_by_year(attended, sex, years=[2023, 2024, 2025]).set_index("tahun")
    assert found["total"].tolist() == [0, 1, 2]
    assert found["jam_wanita"].tolist() == [0, 8, 10]


def test_units_are_in_order_and_small_ones_give_no_share(attended, tiny):
    found = participation_by_unit(attended, tiny, year=2025).set_index("perangkat_daerah")
    assert found.index.tolist() == ["Dinas A", "Dinas B", "Tidak diketahui", "Semua"]
    assert found.loc["Semua", ["pria_aktif", "wanita_aktif", "pria", "wanita"]].tolist() == [
        8,
        12,
        1,
        1,
    ]
    assert found[["pria_aktif", "wanita_aktif"]].iloc[:-1].sum().tolist() == [8, 12]
    assert pd.isna(found.loc["Semua", "bagian_pria"])  # 8 men
    assert found.loc["Semua", "bagian_wanita"] == pytest.approx(1 / 12)
    assert found["selisih"].isna().all()


def test_difference_between_the_sexes_where_there_are_enough(tiny):
    people = pd.DataFrame(
        {
            "pegawai_id": [f"{i}" for i in range(40)],
            SEX: ["L"] * 20 + ["P"] * 20,
            "perangkat_daerah": "Dinas A",
        }
    )
    trained = [f"{i}" for i in (*range(10), *range(20, 25))]
    rows = pd.DataFrame(
        {
            "pegawai_id": trained,
            "jenis": "Seminar",
            "tahun": pd.array([2025] * 15, "Int64"),
            "jam": 1,
        }
    )
    row = participation_by_unit(rows, people, year=2025).iloc[0]
    assert row["selisih"] == pytest.approx(5 / 20 - 10 / 20)
    assert row["conf_low"] < row["selisih"] < row["conf_high"]
    wider = participation_by_unit(rows, people, year=2025, conf_level=0.99).iloc[0]
    assert wider["conf_low"] < row["conf_low"]


def test_nothing_at_all_gives_zero_rows(tiny):
    empty = attendance(table("diklat"), table("kursus"))
    assert participation_by_kind(empty, tiny, year=2025)["total"].sum() == 0
    assert participation_by_year(empty, tiny.set_index("pegawai_id")[SEX], years=[2025])[
        "total"
    ].tolist() == [0]
    assert participation_by_unit(empty, tiny, year=2025)["wanita"].sum() == 0
    none = pd.DataFrame({"pegawai_id": [], "jenjang": [], "selesai": pd.array([], "Int64")})
    found = share_among_participants(none, pd.Series(dtype=object), years=[2025], target=0.3)
    assert found["putusan"].eq("too_few").all()


def test_sex_of_staff_and_leavers(tiny_pegawai):
    gone = table(
        "pemberhentian",
        {"pegawai_id": "gone", SEX: "P"},
        {"pegawai_id": tiny_pegawai["pegawai_id"][0], SEX: "P"},
    )
    sex = sex_of({"pegawai": tiny_pegawai, "pemberhentian": gone})
    assert sex["gone"] == "P"
    assert sex[tiny_pegawai["pegawai_id"][0]] == "L"  # the staff list comes first
    assert len(sex) == len(tiny_pegawai) + 1

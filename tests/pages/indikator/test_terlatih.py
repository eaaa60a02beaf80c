"""Who is trained in gender mainstreaming, counted by pencil on the tiny regency of conftest."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pug_analysis.ingest.tables.schema import TABLES
from pug_analysis.instrumen import read_form
from pug_analysis.instrumen.form import Sasaran
from pug_analysis.pages.indikator import terlatih as training

FORM = read_form(2025)
BOTH = ("pelatihan_pug", "kursus")


def person(place: int) -> str:
    return f"{place:020x}"


def courses(*rows: tuple) -> pd.DataFrame:
    """Courses of (person, name, end, year)."""
    schema = TABLES["kursus"]
    frame = pd.DataFrame(rows, columns=["pegawai_id", "nama_kursus", "tanggal_selesai", "tahun"])
    frame = frame.reindex(columns=[c.name for c in schema.columns])
    frame["tanggal_selesai"] = pd.to_datetime(frame["tanggal_selesai"])
    return frame.astype(schema.dtypes)


def find(data, *, cutoff=date(2025, 12, 31), sources=BOTH, **tables):
    return training.find_trained({**data.tables, **tables}, cutoff=cutoff, sources=sources)


# --- by hand
def test_a_training_counts_from_its_last_day_on(ape_data):
    # 8 ends on the cut-off, 12 a day later.
    found = set(find(ape_data)["pegawai_id"])
    assert found == {person(place) for place in (5, 8, 13, 20, 10)}
    assert person(8) not in set(find(ape_data, cutoff=date(2025, 12, 30))["pegawai_id"])


def test_the_first_year_of_each_level_is_kept(ape_data):
    own = find(ape_data).query("pegawai_id == @person(5)").set_index("tingkat")["tahun"]
    assert own.to_dict() == {"L1": 2024, "L2": 2025}


def test_courses_of_the_personnel_records_count_by_their_words(ape_data):
    kursus = courses(
        (person(3), "Bimtek PPRG", "2025-12-15", 2025),
        (person(4), "Bimtek PPRG", None, 2025),
        (person(6), "Bimtek PPRG", None, None),
        (person(7), "Bimtek Kearsipan", "2024-01-01", 2024),
    )
    found = find(ape_data, kursus=kursus).query("sumber == 'kursus'")
    assert found[["pegawai_id", "tingkat", "tahun"]].to_numpy().tolist() == [
        [person(3), "L2", 2025],
        [person(4), "L2", 2025],
    ]
    # In June nobody knows whether the course of the year was already over.
    early = find(ape_data, kursus=kursus, cutoff=date(2025, 6, 30))
    assert early.query("sumber == 'kursus'").empty
    tables = {**ape_data.tables, "kursus": kursus}
    assert training.count_undated(tables, sources=BOTH) == 1
    assert training.count_undated(tables, sources=("pelatihan_pug",)) == 0


def test_who_has_a_quarantined_course_only_is_counted_as_unknown(ape_data):
    columns = ["pegawai_id", "sumber", "kode", "nama_diklat"]
    lost = [
        (person(6), "kursus", "3", "Bimtek PPRG"), (person(6), "kursus", "3", "Sosialisasi PUG"),
        (person(7), "kursus", "3", "Bimtek Kearsipan"), (person(9), "diklat", "2", "PUG"),
        (person(3), "kursus", "3", "Bimtek PPRG"),  # has another, used
        (person(5), "kursus", "3", "Bimtek PPRG"),  # is in the register
    ]  # fmt: skip
    tables = {
        **ape_data.tables,
        "kursus": courses((person(3), "Bimtek PPRG", "2025-12-15", 2025)),
        "diklat_karantina": pd.DataFrame(lost, columns=columns),
    }
    assert training.count_quarantined(tables, sources=BOTH) == 1
    assert training.count_quarantined(tables, sources=("pelatihan_pug",)) == 0


def test_only_the_sources_of_the_form_count(ape_data):
    kursus = courses((person(3), "Bimtek PPRG", "2025-01-15", 2025))
    only = find(ape_data, kursus=kursus, sources=("kursus",))
    assert only["pegawai_id"].tolist() == [person(3)]
    assert set(find(ape_data, kursus=kursus, sources=())["pegawai_id"]) == set()


def test_by_function(ape_data):
    table = training.count_trained_by_function(
        ape_data.snapshot, find(ape_data), form=FORM
    ).set_index("fungsi")
    # Trained and in service: 5 and 8 (men), 10 and 13 (women); 20 has left.
    assert table.loc["Perencana", ["total", "total_aktif"]].tolist() == [1, 2]
    assert table.loc["Pelaksana teknis", ["pria", "wanita", "total_aktif"]].tolist() == [1, 2, 16]
    assert table.loc["– di antaranya keuangan", ["total", "total_aktif"]].tolist() == [1, 1]
    assert table.loc["Evaluator", "total_aktif"] == 0
    assert np.isnan(table.loc["Evaluator", "share"])
    assert table.loc[training.TANPA_JABATAN, "total_aktif"] == 1
    assert table.loc[training.JUMLAH, ["pria", "wanita", "total"]].tolist() == [2, 2, 4]
    assert table.loc[training.JUMLAH, "share"] == pytest.approx(4 / 20)


def test_the_lines_of_functions_add_up(ape_data):
    table = training.count_trained_by_function(ape_data.snapshot, find(ape_data), form=FORM)
    numbers = table.drop(columns=["fungsi", "share"])
    part = ~table["fungsi"].str.startswith("–") & (table["fungsi"] != training.JUMLAH)
    assert numbers[part].sum().tolist() == numbers.iloc[-1].tolist()


def test_by_perangkat_daerah(ape_data):
    table = training.count_trained_by_pd(ape_data.snapshot, find(ape_data))
    assert table["perangkat_daerah"].tolist() == ["Dinas A", "Dinas B", "Tidak diketahui"]
    assert table[["pria", "wanita", "total_aktif"]].to_numpy().tolist() == [
        [2, 0, 9],
        [0, 2, 10],
        [0, 0, 1],
    ]


def test_the_account_holds_everybody_trained(ape_data):
    found = find(ape_data)
    table = training.account_trained(
        ape_data.tables, ape_data.snapshot, found, sources=BOTH
    ).set_index("kelompok")["orang"]
    assert table.to_dict() == {
        training.SUMBER_REGISTER: 4,
        training.HANYA_SIMPEG: 0,
        training.TIDAK_BERTUGAS: 1,
        training.TANPA_TANGGAL: 0,
        training.DIKARANTINA: 0,
    }


def test_the_roadmap_year_by_year(ape_data):
    table = (
        training.cover_roadmap(ape_data.snapshot, find(ape_data), form=FORM, cutoff=ape_data.cutoff)
        .set_index(["tingkat", "sasaran", "tahun"])
        .sort_index()
    )
    everybody = table.loc[("L1", "Seluruh ASN")]
    # Level 1: 5 in 2024, 8 in 2025. 10 has Level 2 of 2023 and is no planner.
    assert everybody["total"].tolist()[:2] == [1, 2]
    assert everybody["total_aktif"].tolist()[:2] == [20, 20]
    assert everybody.loc[2026].isna().all()
    planners = table.loc[("L2", "Perencana dan keuangan")]
    assert planners["total"].tolist()[:2] == [0, 1]
    assert planners["total_aktif"].tolist()[:2] == [3, 3]


def test_new_recruits_are_those_of_the_year(ape_data):
    snapshot = ape_data.snapshot.assign(
        tmt_cpns=ape_data.snapshot["tmt_cpns"].mask(
            ape_data.snapshot["pegawai_id"].isin([person(8), person(9)]), pd.Timestamp("2024-03-01")
        )
    )
    table = training.cover_roadmap(snapshot, find(ape_data), form=FORM, cutoff=ape_data.cutoff)
    own = table.query("sasaran == 'ASN yang diangkat dalam tahun itu'").set_index("tahun")
    # 8 finished Level 1 on the last day of 2025: counted by the day of the report.
    assert own.loc[2024, ["total", "total_aktif"]].tolist() == [1, 2]
    assert own.loc[2025, "total_aktif"] == 0


def test_target_offices_are_found_by_their_words(ape_data):
    target = Sasaran(tingkat="L3", nama="Inti", perangkat_daerah=("dinas b",))
    chosen = ape_data.snapshot.loc[training.is_target(ape_data.snapshot, target)]
    assert set(chosen["perangkat_daerah"]) == {"Dinas B"}


def test_coverage_by_office_leaves_out_offices_without_targets(ape_data):
    table = training.cover_by_pd(ape_data.snapshot, find(ape_data), form=FORM)
    planners = table.query("tingkat == 'L2'")
    assert planners[["perangkat_daerah", "total", "total_aktif"]].to_numpy().tolist() == [
        ["Dinas A", 1, 3]
    ]


# --- second implementation and properties
@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 19), st.sampled_from(["L1", "L2"])), max_size=15))
def test_every_partition_adds_to_the_same_people(rows):
    n = 20
    snapshot = pd.DataFrame(
        {
            "pegawai_id": [person(i) for i in range(n)],
            "jenis_kelamin": ["L", "P"] * (n // 2),
            "perangkat_daerah": ["A", "B", ""] * 6 + ["A", "B"],
            "fungsi_jabatan": ["perencana", "pelaksana teknis", "keuangan", ""] * 5,
            "tmt_cpns": pd.Timestamp("2010-01-01"),
        }
    )
    trained = pd.DataFrame(
        [(person(i), level, 2025, "pelatihan_pug") for i, level in rows],
        columns=["pegawai_id", "tingkat", "tahun", "sumber"],
    )
    expected = {i for i, _ in rows}
    women = {i for i in expected if i % 2}
    functions = training.count_trained_by_function(snapshot, trained, form=FORM)
    offices = training.count_trained_by_pd(snapshot, trained)
    assert functions.iloc[-1]["wanita"] == offices["wanita"].sum() == len(women)
    assert functions.iloc[-1]["total"] == offices["total"].sum() == len(expected)
    shuffled = training.count_trained_by_pd(
        snapshot.sample(frac=1, random_state=1), trained.sample(frac=1, random_state=2)
    )
    pd.testing.assert_frame_equal(offices, shuffled)

"""The log of activities of conftest, counted by pencil."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from pug_analysis.instrumen import read_form
from pug_analysis.pages.indikator import kegiatan


@pytest.fixture
def log(register_tables):
    return register_tables["kegiatan_pug"]


# --- by hand
def test_activities_of_the_year_by_kind(log):
    table = kegiatan.count_activities(log, cutoff=date(2025, 12, 31)).set_index("jenis")
    numbers = ["kegiatan", "setahun_lalu", "pria", "wanita", "jam", "tanpa_peserta", "berbukti"]
    assert table.loc["Sosialisasi", numbers].tolist() == [1, 1, 10, 30, 3, 0, 1]
    assert table.loc["Latsar CPNS", numbers].tolist() == [2, 0, 12, 18, 8, 1, 2]
    assert table.loc["Rapat Pokja PUG", "berbukti"] == 0
    assert table.loc["Rekomendasi APIP", "kegiatan"] == 0
    assert table.loc["Sosialisasi", "share_wanita"] == pytest.approx(0.75)


def test_half_a_year_is_compared_with_half_a_year(log):
    table = kegiatan.count_activities(log, cutoff=date(2025, 6, 30)).set_index("jenis")
    # The socialisation of August 2024 is after the same day of the year before.
    assert table.loc["Sosialisasi", ["kegiatan", "setahun_lalu"]].tolist() == [1, 0]


def test_the_matrix_of_latsar(log):
    table = kegiatan.match_latsar(log, form=read_form(2025), cutoff=date(2025, 12, 31))
    found = table.loc[table["kegiatan"] > 0].set_index("mata_pelatihan")
    assert found["total"].to_dict() == {"Harmonis": 30, "Smart ASN": 0}
    assert len(table) == 7


def test_a_subject_of_another_agenda_is_on_no_line(log):
    moved = log.assign(agenda_latsar=log["agenda_latsar"].where(log["agenda_latsar"] != 2, 1))
    table = kegiatan.match_latsar(moved, form=read_form(2025), cutoff=date(2025, 12, 31))
    assert table.set_index("mata_pelatihan").loc["Harmonis", "kegiatan"] == 0


def test_a_subject_with_other_words_is_named_and_what_names_none_is_counted(log):
    latsar = log.loc[log["jenis"] == kegiatan.LATSAR_CPNS].iloc[[0] * 4]
    latsar = latsar.assign(
        mata_pelatihan=[
            "Manajemen ASN: sistem merit", "HARMONIS dan  kolaboratif", "Keharmonisan", "Kesetaraan",
        ],
        agenda_latsar=pd.array([3, 2, 2, 2], dtype="Int64"),
    )  # fmt: skip
    day = {"form": read_form(2025), "cutoff": date(2025, 12, 31)}
    table = kegiatan.match_latsar(latsar, **day).set_index("mata_pelatihan")
    assert table.loc[table["kegiatan"] > 0, "kegiatan"].to_dict() == {
        "Harmonis": 1,
        "Kolaboratif": 1,
        "Manajemen ASN": 1,
    }
    assert kegiatan.count_unmatched(latsar, **day) == 2


def test_an_empty_log_gives_zeros(log):
    table = kegiatan.count_activities(log.iloc[:0], cutoff=date(2025, 12, 31))
    assert table["kegiatan"].eq(0).all()
    assert table["share_wanita"].isna().all()
    matrix = kegiatan.match_latsar(log.iloc[:0], form=read_form(2025), cutoff=date(2025, 12, 31))
    assert matrix["kegiatan"].eq(0).all()


def test_activities_of_a_year_are_those_up_to_its_day_in_order():
    days = ["2025-06-30", "2024-12-31", "2025-01-01", "2025-07-01", "2025-01-01"]
    log = pd.DataFrame(
        {
            "tanggal": pd.to_datetime(days),
            "jenis": ["b", "a", "b", "a", "a"],
            "nama_kegiatan": list("vwxyz"),
        }
    )
    half = kegiatan.select_activities(log, cutoff=date(2025, 6, 30))
    assert half["nama_kegiatan"].tolist() == ["z", "x", "v"]
    assert half.index.tolist() == [0, 1, 2]
    whole = kegiatan.select_activities(log, cutoff=date(2025, 12, 31))
    assert whole["nama_kegiatan"].tolist() == ["z", "x", "v", "y"]

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.simulate.files.histories import HISTORY_HEADERS, history
from pug_analysis.simulate.people.state import state
from pug_analysis.terms.kalender import Periode

DATES = {
    "golongan": "tmtGolongan", "jabatan": "tmtJabatan", "diklat": "tanggalSelesai",
    "kursus": "tanggalSelesaiKursus", "pendidikan": "tglLulus",
    "pemberhentian": "tmtPemberhentian", "cltn": "tanggalAwal", "pindah": "tmtPindah",
}  # fmt: skip


@pytest.mark.parametrize("name", HISTORY_HEADERS)
@pytest.mark.parametrize("year", [2023, 2025])
def test_text_unique_ids_and_nothing_after_the_snapshot(regency, name, year):
    frame = history(regency, name, periode=Periode(year))
    assert tuple(frame.columns) == HISTORY_HEADERS[name]
    assert frame.map(lambda v: isinstance(v, str)).all().all()
    assert frame["id"].is_unique
    dates = pd.to_datetime(frame[DATES[name]], format="%d-%m-%Y")
    assert dates.max() <= pd.Timestamp(year, 12, 31)


@pytest.mark.parametrize("name", HISTORY_HEADERS)
@pytest.mark.parametrize("year", [2023, 2024, 2025])
def test_every_owner_is_in_the_export_or_has_left(regency, name, year):
    known = set(state(regency, Periode(year))["nip"].astype(str))
    known |= set(history(regency, "pemberhentian", periode=Periode(year))["nipBaru"])
    assert set(history(regency, name, periode=Periode(year))["nipBaru"]) <= known


def test_a_later_year_only_adds_rows(regency):
    for name in HISTORY_HEADERS:
        before, after = (history(regency, name, periode=Periode(y)) for y in (2023, 2025))
        kept = after[after["id"].isin(before["id"])].reset_index(drop=True)
        pd.testing.assert_frame_equal(before, kept)


def test_kind_of_post_is_now_a_code_now_a_word(regency):
    kinds = set(history(regency, "jabatan", periode=Periode(2025))["jenisJabatan"])
    assert {"1", "2", "4", "Jabatan Struktural", "Jabatan Fungsional", "Jabatan Pelaksana"} == kinds


def test_conversion_and_acting_can_be_read(large):
    frame = history(large, "jabatan", periode=Periode(2025))
    converted = frame["jenisMutasiId"] == "Penyetaraan Jabatan"
    assert frame.loc[converted, "namaJabatan"].str.contains("Penyetaraan").all()
    assert converted.any()
    acting = frame["namaJabatan"].str.startswith(("Plt. ", "Plh. "))
    assert acting.any()


def test_an_unknown_history_is_refused(regency):
    with pytest.raises(ValueError, match="name must be one of"):
        history(regency, "gaji", periode=Periode(2025))

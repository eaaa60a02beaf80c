"""The office's registers up to a day: nothing of later days, and a plan that is written in its first year."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.simulate.files.registers import draw_registers
from pug_analysis.simulate.files.registers_frames import HEADERS, register_frames
from pug_analysis.simulate.files.registers_text import PLAN, SATYALANCANA
from pug_analysis.terms.kalender import Periode


@pytest.fixture(scope="module")
def frames(regency):
    drawn = draw_registers(regency)
    periods = (Periode(2023), Periode(2024), Periode(2025, 1), Periode(2025))
    return {one: register_frames(regency, drawn, periode=one) for one in periods}


def days(frame: pd.DataFrame, column: str) -> pd.Series:
    return pd.to_datetime(frame[column], format="%d-%m-%Y")


def test_every_cell_is_text_under_the_headers_of_the_template(frames):
    for name, frame in frames[Periode(2025)].items():
        assert tuple(frame.columns) == HEADERS[name]
        assert frame.map(lambda cell: isinstance(cell, str)).all(axis=None)


def test_nothing_happened_after_the_last_day(frames):
    half, whole = frames[Periode(2025, 1)], frames[Periode(2025)]
    for name, column in (
        ("kegiatan_pug", "TANGGAL"),
        ("pelatihan_pug", "TANGGAL SELESAI"),
        ("sk_pug", "TANGGAL"),
    ):
        assert days(half[name], column).max() <= pd.Timestamp("2025-06-30")
        known = days(whole[name], column)
        assert known.max() > pd.Timestamp("2025-06-30")
        assert len(half[name]) == (known <= pd.Timestamp("2025-06-30")).sum()


def test_a_course_ends_as_many_days_after_its_beginning_as_it_has(frames):
    rows = frames[Periode(2025)]["pelatihan_pug"]
    tof = rows.loc[rows["NAMA PELATIHAN"] == "ToF Fasilitator PUG"]
    assert len(tof)
    assert set(days(tof, "TANGGAL SELESAI") - days(tof, "TANGGAL MULAI")) == {pd.Timedelta(days=4)}
    assert set(tof["JAM"]) == {"40"}


def test_the_plan_is_there_from_its_first_year_with_what_was_reached_in_whole_years(frames):
    """Of three years around 2025, the last of the sample."""
    assert "rencana_aksi" not in frames[Periode(2023)]
    first, half, whole = (
        frames[p]["rencana_aksi"] for p in (Periode(2024), Periode(2025, 1), Periode(2025))
    )
    assert sorted(set(whole["TAHUN"])) == ["2024", "2025", "2026"]
    assert set(whole["TAHUN DASAR"]) == {"2023"}
    assert len(whole) == 3 * len(PLAN)

    def reached(frame):
        rows = frame.loc[frame["INDIKATOR"] == "Jumlah kantor dengan ruang laktasi"]
        return rows["REALISASI"].tolist(), rows["TARGET"].tolist()

    targets = ["10", "16", "24"]
    assert reached(first) == (["9", "", ""], targets)
    assert reached(half) == (["9", "", ""], targets)
    assert reached(whole) == (["9", "17", ""], targets)


def test_awards_are_named_by_their_years(frames):
    rows = frames[Periode(2025)]["penghargaan"]
    known = {(str(n // 10), name) for n, name in SATYALANCANA.items()}
    assert set(zip(rows["hargaId"], rows["hargaNama"], strict=True)) <= known
    assert (rows["skDate"].str[-4:] == rows["tahun"]).all()

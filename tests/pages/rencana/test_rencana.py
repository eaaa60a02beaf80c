"""Lights of the action plan, by hand at each border, and by another program."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pug_analysis.pages.rencana import rencana as plan

_KINDS = {
    "nomor": "string", "program": "string", "kegiatan": "string", "indikator": "string",
    "satuan": "string", "kode_indikator": "string", "arah": "string", "data_dasar": "Float64",
    "tahun_dasar": "Int64", "tahun": "Int64", "target": "Float64", "realisasi": "Float64",
    "anggaran": "Int64", "unit_pelaksana": "string", "berkas_bukti": "string",
}  # fmt: skip


def lines(*rows: dict) -> pd.DataFrame:
    base = dict.fromkeys(("program", "kegiatan", "satuan", "kode_indikator"), "") | {
        "nomor": "1", "indikator": "x", "arah": "naik", "tahun": 2025, "target": 30.0,
    }  # fmt: skip
    frame = pd.DataFrame([base | row for row in rows]).reindex(columns=list(_KINDS))
    return frame.astype(_KINDS)


def computed(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["tahun", "kode", "nilai"])


def track(*rows: dict, values: pd.DataFrame | None = None, year: int = 2025, tolerance=0.1):
    found = computed() if values is None else values
    return plan.track_plan(lines(*rows), found, year=year, tolerance=tolerance)


# --- by hand
@pytest.mark.parametrize(
    ("row", "light"),
    [
        ({"realisasi": 30.0}, plan.TERCAPAI),
        ({"realisasi": 31.0}, plan.TERCAPAI),
        ({"realisasi": 29.9}, plan.MENDEKATI),
        ({"realisasi": 27.0}, plan.MENDEKATI),
        ({"realisasi": 26.9}, plan.BELUM_TERCAPAI),
        ({"realisasi": 26.9, "arah": "turun"}, plan.TERCAPAI),
        ({"realisasi": 33.0, "arah": "turun"}, plan.MENDEKATI),
        ({"realisasi": 33.1, "arah": "turun"}, plan.BELUM_TERCAPAI),
        ({}, plan.TANPA_DATA),
        ({"realisasi": 30.0, "target": None}, plan.TANPA_DATA),
        ({"realisasi": 0.0, "target": 0.0, "arah": "turun"}, plan.TERCAPAI),
        ({"realisasi": 0.1, "target": 0.0, "arah": "turun"}, plan.BELUM_TERCAPAI),
        ({"realisasi": 50.0, "tahun": 2026}, plan.BELUM_WAKTUNYA),
    ],
)
def test_lights(row, light):
    assert track(row)["tanda"].item() == light


def test_a_computed_value_comes_before_what_was_recorded():
    row = {"kode_indikator": "I.2.1", "satuan": "persen", "realisasi": 40.0}
    found = track(row, values=computed((2025, "I.2.1", 20.0))).iloc[0]
    assert found[["aktual", "sumber", "berbeda", "tanda"]].tolist() == [
        20.0, plan.DIHITUNG, True, plan.BELUM_TERCAPAI,
    ]  # fmt: skip


def test_values_that_look_the_same_do_not_differ():
    row = {"kode_indikator": "I.2.1", "satuan": "%", "realisasi": 33.3}
    assert not track(row, values=computed((2025, "I.2.1", 100 / 3)))["berbeda"].item()


def test_a_missing_computed_value_leaves_the_recorded_one():
    row = {"kode_indikator": "I.2.1", "satuan": "persen", "realisasi": 40.0}
    found = track(row, values=computed((2025, "I.2.1", pd.NA))).iloc[0]
    assert found[["aktual", "sumber", "berbeda"]].tolist() == [40.0, plan.DICATAT, False]
    # Of another year there is none either.
    assert track(row, values=computed((2024, "I.2.1", 10.0)))["sumber"].item() == plan.DICATAT


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"kode_indikator": "I.2.4", "satuan": "persen"}, "satuan laporan: orang"),
        ({"kode_indikator": "I.9.9", "satuan": "persen"}, "kode tidak dikenal"),
        ({"kode_indikator": "I.2.4", "satuan": "Orang"}, ""),
        ({"kode_indikator": "I.2.4", "satuan": ""}, ""),
        ({"kode_indikator": ""}, ""),
    ],
)
def test_a_code_is_used_only_in_its_own_unit(row, why):
    found = track(row | {"realisasi": 1.0}, values=computed((2025, "I.2.4", 9.0))).iloc[0]
    assert found["alasan"] == why
    assert (found["sumber"] == plan.DIHITUNG) == (why == "" and row["kode_indikator"] != "")


def test_a_number_that_readers_may_not_see_is_not_used():
    row = {"kode_indikator": "L3", "satuan": "persen", "realisasi": 40.0}
    found = plan.track_plan(
        lines(row), computed((2025, "L3", 20.0)), year=2025, tolerance=0.1, withheld=("L3",)
    ).iloc[0]
    assert found[["aktual", "sumber", "alasan"]].tolist() == [40.0, plan.DICATAT, plan.TERLINDUNG]
    assert pd.isna(found["terhitung"])


def test_lines_of_years_keep_their_order():
    table = track({"tahun": 2026}, {"tahun": 2024}, {"tahun": 2025})
    assert table["tahun"].tolist() == [2024, 2025, 2026]


def test_lights_are_counted_for_the_year_of_the_report():
    table = track({"realisasi": 30.0}, {"nomor": "2"}, {"nomor": "3", "tahun": 2024})
    counts = plan.count_lights(table, year=2025).set_index("tanda")["indikator"]
    assert counts.to_dict() == {
        plan.TERCAPAI: 1, plan.MENDEKATI: 0, plan.BELUM_TERCAPAI: 0, plan.TANPA_DATA: 1,
    }  # fmt: skip


def test_an_empty_plan_stays_empty():
    assert track().empty


# --- second implementation
@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 100), st.integers(0, 100), st.sampled_from(["naik", "turun"]),
    st.sampled_from([0.0, 0.1, 0.25]),
)  # fmt: skip
def test_lights_by_words(target, actual, arah, tolerance):
    better = actual >= target if arah == "naik" else actual <= target
    close = math.isclose(abs(actual - target), tolerance * target) or (
        abs(actual - target) < tolerance * target
    )
    expected = plan.TERCAPAI if better else plan.MENDEKATI if close else plan.BELUM_TERCAPAI
    row = {"target": float(target), "realisasi": float(actual), "arah": arah}
    assert track(row, tolerance=tolerance)["tanda"].item() == expected


# --- refusals
@pytest.mark.parametrize("tolerance", [-0.1, 1.0])
def test_a_tolerance_is_a_share(tolerance):
    with pytest.raises(ValueError, match="tolerance must be from 0 to below 1"):
        track({}, tolerance=tolerance)

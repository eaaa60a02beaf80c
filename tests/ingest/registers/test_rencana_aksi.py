"""The own rules of the action plan."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.ingest.registers.rencana_aksi import (
    REGISTER,
    check_plan,
    parse_kode,
    read_plan,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [("i.2.10 - ii", "I.2.10-II"), ("I.2.4", "I.2.4"), ("", ""), ("Z.1", "Z.1")],
)
def test_codes_in_any_case_and_spacing(text, found):
    assert parse_kode(text) == (found, "KODE-INDIKATOR-TAK-DIKENAL" if text == "Z.1" else "")


@pytest.mark.parametrize(("value", "told"), [(0.3, True), (0, False), (1, False), (30, False)])
def test_percentages_kept_as_fractions_are_noted(value, told):
    frame = pd.DataFrame({
        "kode_indikator": pd.array([""], "string"), "satuan": pd.array(["Persen"], "string"),
        "data_dasar": pd.array([pd.NA], "Float64"), "target": pd.array([value], "Float64"),
        "realisasi": pd.array([pd.NA], "Float64"),
    })  # fmt: skip
    found = pd.concat(read_plan(frame))
    assert (
        list(zip(found["field"], found["kode"], strict=True))
        == [("target", "PERSEN-PECAHAN")] * told
    )


def test_two_targets_of_one_indicator_and_year_put_both_aside():
    frame = pd.DataFrame({
        "nomor": ["1", "1", "1", "2"], "tahun": [2025, 2025, 2026, 2025],
        "indikator": pd.array(["ASN terlatih", "asn TERLATIH", "ASN terlatih", "ASN terlatih"], "string"),
    })  # fmt: skip
    (twice,) = check_plan(frame)
    assert twice["alamat"].tolist() == [0, 1]


def test_the_plan_looks_ahead_and_what_hands_type_is_free_text():
    assert REGISTER.happened == ""
    assert [c.name for c in REGISTER.columns if c.masked] == [
        "nomor", "program", "kegiatan", "indikator", "satuan", "kode_indikator", "unit_pelaksana",
        "berkas_bukti",
    ]  # fmt: skip

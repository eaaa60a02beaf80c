"""Words of gender mainstreaming, as the instrument and the roadmap have them."""

from __future__ import annotations

from pug_analysis.terms import pug


def test_who_is_named_by_an_appointment_is_of_a_kind_of_document():
    assert set(pug.JENIS_SK_ORANG) < set(pug.JENIS_SK)
    assert set(pug.TINGKAT) == {"L1", "L2", "L3", "khusus"}


def test_indicators_have_a_unit_that_reports_know():
    assert {unit for _, unit in pug.KODE_INDIKATOR.values()} == {"persen", "orang", "kegiatan"}
    assert {"I.2.1", "I.2.2", "I.2.4", "I.2.7", "I.2.10", "I.2.11", "II.f"} <= set(
        pug.KODE_INDIKATOR
    )

"""What the register of trainings says of itself."""

from __future__ import annotations

from pug_analysis.ingest.registers.pelatihan_pug import REGISTER


def test_a_training_counts_by_its_last_day_also_before_the_appointment():
    assert REGISTER.happened == "tanggal_selesai"
    assert REGISTER.before_service
    assert REGISTER.interval == ("tanggal_mulai", "tanggal_selesai")


def test_who_was_trained_must_be_told():
    assert [c.name for c in REGISTER.columns if c.required] == ["nip", "tingkat", "tanggal_selesai"]


def test_what_hands_type_is_free_text():
    assert [c.name for c in REGISTER.columns if c.masked] == [
        "nama_pelatihan", "penyelenggara", "berkas_bukti",
    ]  # fmt: skip

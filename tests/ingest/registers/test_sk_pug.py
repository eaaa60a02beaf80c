"""The own rules of the register of decrees."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.ingest.registers.sk_pug import REGISTER, check_documents


@pytest.mark.parametrize(
    ("start", "day", "end", "told"),
    [
        ("2025-03-01", "2025-01-01", "2025-03-01", False),  # valid for one day
        ("2025-03-01", "2025-01-01", "2025-02-28", True),
        (None, "2025-03-01", "2025-02-28", True),  # valid from the day of the document
        (None, "2025-03-01", None, False),
    ],
)
def test_validity_does_not_end_before_it_begins(start, day, end, told):
    row = {"berlaku_mulai": start, "tanggal": day, "berlaku_sampai": end}
    frame = pd.DataFrame({k: pd.to_datetime([v]) for k, v in row.items()}, index=[7])
    ended, _ = check_documents(frame.assign(nip="1", jenis="SK Gender Champion"))
    assert ended["alamat"].tolist() == [7] * told


def test_only_appointments_need_a_person():
    frame = pd.DataFrame(
        {
            "jenis": ["SK Focal Point", "SK Pokja PUG", "RAD PUG", "SK Focal Point"],
            "nip": ["", "", "", "1"],
        }
    ).assign(berlaku_mulai=pd.NaT, tanggal=pd.NaT, berlaku_sampai=pd.NaT)
    _, nobody = check_documents(frame)
    assert nobody["alamat"].tolist() == [0]
    assert nobody["kode"].tolist() == ["PENUNJUKAN-TANPA-NIP"]


def test_what_hands_type_is_free_text():
    assert [c.name for c in REGISTER.columns if c.masked] == [
        "nomor", "penandatangan", "peran", "perangkat_daerah", "penerbit", "berkas_bukti",
    ]  # fmt: skip

"""The own rule of the register of activities."""

from __future__ import annotations

import pandas as pd

from pug_analysis.ingest.registers.kegiatan_pug import REGISTER, read_agenda


def test_the_agenda_of_latsar_becomes_a_number_and_is_missed():
    frame = pd.DataFrame(
        {"jenis": ["Latsar CPNS", "Latsar CPNS", "Sosialisasi"], "agenda_latsar": ["2", "", ""]},
        dtype="string",
    )
    (silent,) = read_agenda(frame)
    assert frame["agenda_latsar"].tolist() == [2, pd.NA, pd.NA]
    assert frame["agenda_latsar"].dtype == "Int64"
    assert silent["alamat"].tolist() == [1]


def test_what_hands_type_is_free_text():
    assert [c.name for c in REGISTER.columns if c.masked] == [
        "nama_kegiatan", "perangkat_daerah", "mata_pelatihan", "berkas_bukti",
    ]  # fmt: skip

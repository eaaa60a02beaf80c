"""Reading all files: one verdict per file, one record per sheet."""

from __future__ import annotations

from pug_analysis.config import Config
from pug_analysis.ingest.files.raw_folder import list_files
from pug_analysis.ingest.reading.period import read_all


def test_refused_files_leave_nothing_else(office):
    office.csv("a.csv", office.people())
    office.put("b.csv", b"")
    office.csv("c.csv", office.people(20, TMT_JABATAN=["06/15/2015", "15/06/2015"]))
    reading = read_all(list_files(office.raw), config=Config(), year=2025)
    assert [(n.berkas, n.kode) for n in reading.file_notes if n.kode != "KOLOM-TAMBAHAN"] == [
        ("b.csv", "BERKAS-KOSONG"), ("c.csv", "TGL-URUTAN"),
    ]  # fmt: skip
    assert [n.rincian for n in reading.file_notes][-1] == "kolom TMT JABATAN"
    assert [s.berkas for s in reading.sheets] == ["a.csv"]
    assert [o.berkas for o in reading.origins] == ["a.csv"]
    assert len(reading.frames["pegawai"]) == 20


def test_empty_list_of_leave_is_no_failure(office):
    office.csv("a.csv", office.people())
    office.csv("c.csv", [["nipBaru", "tanggalAwal", "tanggalAkhir"]])
    assert office.codes() == {"LEMBAR-TANPA-BARIS"}

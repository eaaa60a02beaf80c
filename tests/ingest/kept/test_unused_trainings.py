"""Quarantined trainings: what is kept of them, and of whose."""

from __future__ import annotations

import pytest

from pug_analysis.config import Config
from pug_analysis.ingest import build_periode, load_processed
from pug_analysis.ingest.pieces import Pieces
from pug_analysis.ingest.tables.schema import UNUSED
from pug_analysis.terms.kalender import Periode

YEAR = Periode(2025)
DIKLAT = ["id", "idPns", "nipBaru", "latihanStrukturalId", "latihanStrukturalNama", "tanggal", "tahun",
          "tanggalSelesai"]  # fmt: skip
KURSUS = ["id", "idPns", "nipBaru", "jenisDiklatId", "namaKursus", "tanggalKursus", "tahunKursus",
          "tanggalSelesaiKursus"]  # fmt: skip


def rows(office, head: list[str], *found: tuple) -> list[list]:
    """Rows of (person or NIP, code, name, last day)."""
    return [head, *(
        [str(k), "x", office.nip(who) if isinstance(who, int) else who, code, name, "", "", end]
        for k, (who, code, name, end) in enumerate(found)
    )]  # fmt: skip


@pytest.fixture
def courses(office):
    office.csv("a.csv", office.people())
    stranger = "197001011995031001"
    office.csv(
        "diklat.csv",
        rows(
            office, DIKLAT,
            (0, "2", "PKP", "20-05-2015"),  # used
            (1, "2", "PKP", "31-02-2015"), (1, "2", "PKP", "31-02-2015"),  # no such day, twice
            (2, "3", "PKA", "20-05-1999"),  # before the appointment in 2003
            (3, "4", "PKN II", "20-05-2034"),  # a mistyped year
            (5, "2", "PKP", "20-05-2026"),  # after the day of the report: not yet
            (stranger, "2", "PKP", "31-02-2015"),  # nobody's
        ),
    )  # fmt: skip
    office.csv(
        "kursus.csv",
        rows(
            office,
            KURSUS,
            (6, "3", "Diklat PIM III", "31-02-2015"),
            (7, "3", "Excel", "01-02-2015"),
        ),
    )
    return office


def kept(office) -> list[list[str]]:
    tables = load_processed(office.root, YEAR)
    order = tables["pegawai"].set_index("pegawai_id")
    found = tables[UNUSED]
    assert found["pegawai_id"].isin(order.index).all()
    return sorted(found.drop(columns="pegawai_id").to_numpy().tolist())


EXPECTED = [
    ["diklat", "2", "PKP"], ["diklat", "3", "PKA"], ["diklat", "4", "PKN II"],
    ["kursus", "3", "Diklat PIM III"],
]  # fmt: skip


def test_a_quarantined_training_is_kept_as_one_that_may_have_been(courses):
    built = courses.build()
    assert kept(courses) == EXPECTED
    assert built.tables["diklat"]["nama_diklat"].tolist() == ["PKP"]
    # the account knows these rows as quarantined, and as nothing else
    account = built.neraca.set_index("berkas")
    counts = ["baris_masuk", "dipakai", "karantina", "gabung", "bukan_data"]
    assert account.loc["diklat.csv", counts].tolist() == [8, 1, 5, 0, 2]
    assert account.loc["kursus.csv", counts].tolist() == [3, 1, 1, 0, 1]


def test_the_same_in_pieces(courses):
    tiny = Pieces(limit=0, rows=5, bucket=500, processes=1)
    build_periode(courses.root, YEAR, config=Config(), pieces=tiny)
    assert kept(courses) == EXPECTED


def test_a_row_with_shifted_fields_may_have_been_any_training(office):
    office.csv("a.csv", office.people())
    table = rows(office, DIKLAT, *((i, "2", "PKP", "20-05-2015") for i in range(3)))
    table[2] = [*table[2][:4], "PKP", "satu koma", *table[2][5:]]
    office.csv("diklat.csv", table)
    built = office.build()
    assert set(built.temuan.loc[built.temuan["tindakan"] == "karantina", "kode"]) == {
        "CSV-JUMLAH-KOLOM"
    }
    assert kept(office) == [["diklat", "", ""]]


def test_without_trainings_there_is_an_empty_table(office):
    office.csv("a.csv", office.people())
    office.build()
    assert kept(office) == []

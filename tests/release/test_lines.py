"""Lines that pages share say the limits that hold, and where the numbers come from."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from pug_analysis.config import Config
from pug_analysis.release.lines import shared_notes, sumber, tanpa_kursus

OWN = SimpleNamespace(cutoff=dt.date(2025, 12, 31), pooled=None, config=Config(), edition="pokja")


def test_notes_of_protected_tables_say_the_limits():
    """8 people at least, steps of 5, curves that rise by 6: the rule of small counts, by hand."""
    notes = shared_notes()
    assert notes["catatan_bulat"] == (
        "Bagian, rasio, selisih, dan selang di sini dihitung dari jumlah orang yang sudah dibulatkan ke "
        "kelipatan 5, sehingga dapat sedikit berbeda dari edisi internal; yang setara dengan kurang dari 8 "
        "orang tidak tampil."
    )
    assert notes["catatan_kurva"].startswith(
        "Bagian ditampilkan sejak 8 orang mencapainya, naik hanya bila bertambah paling sedikit 6 orang. Bagian, "
    )
    assert (
        "paling sedikit 20 orang dari setiap jenis kelamin masih berisiko" in notes["catatan_awal"]
    )


@pytest.mark.parametrize(
    ("agencies", "words"),
    [(0, "diolah DP3AP2KB"), (34, "gabungan 34 daerah tanpa data orang.")],
)
def test_the_source(agencies, words):
    pooled = SimpleNamespace(agencies=[{}] * agencies) if agencies else None
    said = sumber(SimpleNamespace(**vars(OWN) | {"pooled": pooled}))
    assert said.startswith("Sumber: SIASN/SIMPEG keadaan 31 Desember 2025, ")
    own = words.replace("DP3AP2KB", Config().instansi.singkatan)
    assert own in said


@pytest.mark.parametrize(("rows", "warned"), [(0, True), (1, False)])
def test_a_zero_is_no_zero_without_courses(rows, warned):
    data = SimpleNamespace(tables={"kursus": range(rows)})
    said = tanpa_kursus(data)
    assert bool(said) is warned
    assert all(line.startswith("PERHATIAN: riwayat kursus belum ada") for line in said)

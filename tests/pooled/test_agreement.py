"""Tables of active people agree: changes that keep every sum of their own table are seen in another."""

from __future__ import annotations

import pytest

from pug_analysis.pooled.agreement import check_people, line
from pug_analysis.pooled.reading import FlawError


@pytest.fixture
def check(export):
    def call(name: str = "", numbers: dict | None = None, **columns):
        counts = dict(export.counts)
        if name:
            counts[name] = counts[name].assign(**columns)
        check_people(counts, export.numbers | (numbers or {}), people=export.about["orang"])

    return call


def swapped(table, rows, by: int = 1):
    """Move people between two lines; the sums of the table stay as they are."""
    moved = table[["wanita", "total"]].copy()
    moved.iloc[rows[0]] += by
    moved.iloc[rows[1]] -= by
    return moved.to_dict("series")


# --- by hand
def test_lines_are_added_by_sex(export):
    profil = export.counts["profil"]
    status = line(profil, "PNS", "PPPK", "PPPK Paruh Waktu")
    assert status.tolist() == line(profil, "").tolist()
    assert status.sum() == export.about["orang"]


# --- refusals
def test_an_honest_export_agrees(check):
    check()


@pytest.mark.parametrize(
    ("name", "lines", "said"),
    [
        ("profil", (1, 2), "golongan.csv tidak cocok: PNS dan profil.csv"),
        ("profil", (4, 5), "jenjang.csv tidak cocok"),
        ("profil", (6, 7), "dasar.csv tidak cocok: Pelaksana dan profil.csv"),
        ("golongan", (6, 8), "golongan.csv tidak cocok: golongan II"),
        ("jenjang", (0, 1), "dasar.csv tidak cocok|jenjang.csv tidak cocok"),
        ("dasar", (0, 1), "dasar.csv tidak cocok: Pelaksana dan profil.csv"),
    ],
)
def test_people_moved_between_lines_are_noticed(check, export, name, lines, said):
    with pytest.raises(FlawError) as refused:
        check(name, **swapped(export.counts[name], lines))
    told = f"{refused.value.file} {refused.value.what}"
    assert any(told.startswith(one) for one in said.split("|")), told


@pytest.mark.parametrize(
    ("name", "column", "said"),
    [
        ("usia", "wanita", "pria dan wanita tidak berjumlah total"),
        ("syarat", "pria_semua", "tidak cocok dengan jenjang.csv"),
        ("neraca", "gabung", "jumlah nasibnya"),
        ("pelatihan_jenis", "pria_aktif", "tidak cocok dengan profil.csv"),
    ],
)
def test_one_more_is_noticed(check, export, name, column, said):
    with pytest.raises(FlawError, match=said):
        check(name, **{column: export.counts[name][column] + 1})


def test_more_than_all_is_noticed(check, export):
    syarat = export.counts["syarat"]
    with pytest.raises(FlawError, match="lebih banyak pria yang memenuhi"):
        check("syarat", pria=syarat["pria_semua"] + 1)
    with pytest.raises(FlawError, match="syarat formal"):
        check("syarat", wanita=0 * syarat["wanita"] + (syarat.index % 5 == 2))
    with pytest.raises(FlawError, match=r"tersisih|neraca"):
        check("tersisih", dipakai=10**6)
    with pytest.raises(FlawError, match="karantina"):
        check("tersisih", karantina=10**6)
    with pytest.raises(FlawError, match="orang_aktif bukan"):
        check(numbers={"orang_aktif": 1})
    with pytest.raises(FlawError, match="berkas tidak cocok"):
        check(numbers={"berkas": 0})
    for name in ("cpns", "eselon_v", "penyetaraan"):
        with pytest.raises(FlawError, match=f"{name} lebih banyak"):
            check(numbers={name: 10**6})

"""Tabel 4.1 and the tables beside it."""

from __future__ import annotations

import pytest

from pug_analysis.careers.snapshot import build_snapshot
from pug_analysis.pages.profil.profil import (
    age_pyramid,
    check_blocks,
    count_ages,
    count_golongan,
    count_jf,
    count_profile,
    golongan_table,
    jf_levels,
    ministry_layout,
    profile_by_pd,
    profile_table,
)

# The 20 active people of conftest.TINY, counted with a pencil: (pria, wanita).
BY_HAND = {
    ("Total ASN", ""): (8, 12),
    ("Status Kepegawaian", "PNS"): (7, 9),
    ("Status Kepegawaian", "PPPK"): (1, 2),
    ("Status Kepegawaian", "PPPK Paruh Waktu"): (0, 1),
    ("Jenjang Jabatan Struktural", "JPT Pratama (Eselon II)"): (1, 1),
    ("Jenjang Jabatan Struktural", "Administrator (Eselon III)"): (2, 1),
    ("Jenjang Jabatan Struktural", "Pengawas (Eselon IV)"): (1, 2),
    ("Jenis Jabatan", "Pelaksana"): (2, 3),
    ("Jenis Jabatan", "Jabatan Fungsional (Total)"): (2, 4),
    ("Jenis Jabatan", "– JF Guru"): (0, 3),
    ("Jenis Jabatan", "– JF Kesehatan"): (1, 1),
    ("Jenis Jabatan", "– JF Teknis Lainnya"): (1, 0),
    ("Jenis Jabatan", "– JF tidak diketahui"): (0, 0),
    ("Jenis Jabatan", "Lainnya/tidak diketahui"): (0, 1),
    ("Pangkat / Golongan Ruang", "Golongan IV"): (2, 2),
    ("Pangkat / Golongan Ruang", "Golongan III"): (3, 7),
    ("Pangkat / Golongan Ruang", "Golongan II"): (1, 0),
    ("Pangkat / Golongan Ruang", "Golongan I"): (1, 0),
    ("Pangkat / Golongan Ruang", "PPPK (golongan I-XVII)"): (1, 3),
    ("Pangkat / Golongan Ruang", "Tidak diketahui"): (0, 0),
    ("Tingkat Pendidikan", "S3/S2"): (1, 1),
    ("Tingkat Pendidikan", "S1/D4"): (4, 7),
    ("Tingkat Pendidikan", "D3/D2/D1"): (1, 2),
    ("Tingkat Pendidikan", "SLTA ke bawah"): (2, 1),
    ("Tingkat Pendidikan", "Tidak diketahui"): (0, 1),
    ("Kelompok Usia", "> 50 tahun"): (2, 1),
    ("Kelompok Usia", "41 - 50 tahun"): (3, 2),
    ("Kelompok Usia", "31 - 40 tahun"): (2, 5),
    ("Kelompok Usia", "≤ 30 tahun"): (1, 4),
    ("Masa Kerja", "> 15 tahun"): (5, 2),
    ("Masa Kerja", "6 - 15 tahun"): (2, 5),
    ("Masa Kerja", "0 - 5 tahun"): (1, 5),
}


# --- by hand
def test_every_line_in_printed_order(tiny):
    table = profile_table(tiny)
    found = {(r.kategori, r.sub_kategori): (r.pria, r.wanita) for r in table.itertuples()}
    assert found == BY_HAND
    assert list(found) == list(BY_HAND)


def test_columns_are_those_that_the_roadmap_prints(tiny):
    assert list(profile_table(tiny)) == [
        "kategori", "sub_kategori", "pria", "wanita", "total", "share_wanita",
    ]  # fmt: skip


def test_share_of_a_line_and_of_a_line_of_nobody(tiny):
    table = profile_table(tiny).set_index(["kategori", "sub_kategori"])["share_wanita"]
    assert table["Total ASN", ""] == 0.6
    assert table.isna().sum() == 2


def test_blocks_add_up_to_everybody(tiny):
    checks = check_blocks(profile_table(tiny))
    assert checks["selisih"].eq(0).all()
    assert checks["total"].tolist() == [20, 20, 20, 20, 20, 20, 6]


def test_reconciliation_sees_a_lost_person(tiny):
    table = profile_table(tiny)
    table.loc[table["sub_kategori"] == "Golongan II", ["pria", "total"]] -= 1
    checks = check_blocks(table).set_index("blok")["selisih"]
    assert checks["Pangkat / Golongan Ruang"] == -1
    assert checks.drop("Pangkat / Golongan Ruang").eq(0).all()


def test_ministry_layout_says_the_same(tiny):
    table = ministry_layout(profile_table(tiny))
    first = table.iloc[0]
    assert (first["l"], first["p"], first["l_p"]) == (8, 12, 20)
    assert first["perbedaan"] == pytest.approx(-0.2)
    known = table.dropna()
    assert (known["share_l"] + known["share_p"]).to_numpy() == pytest.approx(1)


def test_unknown_pd_comes_last(tiny):
    table = profile_by_pd(tiny)
    assert table["perangkat_daerah"].tolist() == ["Dinas A", "Dinas B", "Tidak diketahui"]
    assert table["total"].tolist() == [9, 10, 1]


def test_golongan_keeps_both_ladders_apart(tiny):
    table = golongan_table(tiny).set_index(["kelompok", "golongan"])["total"]
    assert table["PNS", "III/a"] == 3
    assert table["PPPK", "IX"] == 1
    assert len(table) == 36
    assert table.sum() == 20


def test_ages_in_five_year_groups(tiny):
    table = age_pyramid(tiny).set_index("kelompok_usia")
    assert table.index[0] == "20-24"
    assert table.loc["30-34", ["pria", "wanita"]].tolist() == [1, 3]
    assert table["total"].sum() == 20


def test_jf_levels(tiny):
    table = jf_levels(tiny).set_index("jenjang_jf")["total"]
    assert table["Ahli Pertama"] == 2
    assert table.sum() == 6


# --- properties
def test_order_of_people_does_not_matter(tiny, rng):
    shuffled = tiny.iloc[rng.permutation(len(tiny))]
    assert profile_table(shuffled).equals(profile_table(tiny))


def test_twice_everybody_keeps_the_shares(tiny):
    import pandas as pd

    twice = profile_table(pd.concat([tiny, tiny], ignore_index=True))
    once = profile_table(tiny)
    assert (twice["total"] == 2 * once["total"]).all()
    assert twice["share_wanita"].equals(once["share_wanita"])


def test_nobody_gives_zero_rows_not_missing_ones(tiny):
    table = profile_table(tiny.head(0))
    assert len(table) == len(BY_HAND)
    assert table["total"].eq(0).all()


def test_a_functional_post_without_a_title_has_its_own_line(tiny_pegawai, config):
    unnamed = tiny_pegawai.assign(kelompok_jf=tiny_pegawai["kelompok_jf"].replace("Teknis", ""))
    table = profile_table(build_snapshot(unnamed, config=config)).set_index("sub_kategori")["pria"]
    assert table["– JF tidak diketahui"] == 1
    assert table["Jabatan Fungsional (Total)"] == 2


# --- refusals
def test_a_person_in_no_line_is_refused(config, people):
    lost = people("L PNS 01 III/a fungsional - Olahraga - 40 30 5 Dinas_A")
    with pytest.raises(ValueError, match="Olahraga"):
        profile_table(build_snapshot(lost, config=config))


# --- what adds up over agencies
def test_lines_of_the_profile_are_counted_without_their_shares(tiny):
    counts = count_profile(tiny)
    assert list(counts.columns) == ["kategori", "sub_kategori", "pria", "wanita", "total"]
    found = counts.set_index(["kategori", "sub_kategori"])[["pria", "wanita"]]
    assert {key: tuple(found.loc[key]) for key in BY_HAND} == BY_HAND


def people_of(tiny, **columns):
    return tiny.iloc[:5].assign(jenis_kelamin=["L", "P", "P", "L", "P"], **columns)


def test_ages_fall_into_groups_of_five_years(tiny):
    counts = count_ages(people_of(tiny, usia_tahun=[19, 20, 24, 25, 60])).set_index("kelompok_usia")
    known = counts.loc[counts["total"] > 0, ["pria", "wanita", "total"]]
    assert known.to_numpy().tolist() == [[1, 0, 1], [0, 2, 2], [1, 0, 1], [0, 1, 1]]
    assert known.index.tolist() == ["< 20", "20-24", "25-29", "60+"]
    assert counts.index.tolist()[-2:] == ["55-59", "60+"]


def test_golongan_of_pns_and_pppk_are_two_ladders(tiny):
    people = people_of(
        tiny, status_asn=["PNS", "CPNS", "PPPK", "PPPK", "PNS"], golongan=["III/a", "III/a", "IX", "III/a", "IX"]
    )  # fmt: skip
    counts = count_golongan(people).set_index(["kelompok", "golongan"])
    assert counts.loc[("PNS", "III/a"), ["pria", "wanita", "total"]].tolist() == [1, 1, 2]
    assert counts.loc[("PPPK", "IX"), ["pria", "wanita", "total"]].tolist() == [0, 1, 1]
    # a golongan of the other ladder is not known
    unknown = counts.loc[counts["total"] > 0].index.difference([("PNS", "III/a"), ("PPPK", "IX")])
    assert counts.loc[unknown, "total"].tolist() == [1, 1]
    assert counts["total"].sum() == 5


def test_functional_posts_are_counted_by_their_level(tiny):
    people = people_of(
        tiny, jenjang=["JF", "JF", "JF", "Pelaksana", "JF"],
        jenjang_jf=["Ahli Muda", "Ahli Muda", "Mahir", "Ahli Muda", "Jenjang lain"],
    )  # fmt: skip
    counts = count_jf(people).set_index("jenjang_jf")
    assert counts.loc["Ahli Muda", ["pria", "wanita", "total"]].tolist() == [1, 1, 2]
    assert counts.loc["Mahir", ["pria", "wanita", "total"]].tolist() == [0, 1, 1]
    assert counts.iloc[-1][["pria", "wanita", "total"]].tolist() == [0, 1, 1]
    assert counts["total"].sum() == 4

"""What the profile page says: each sex its own number, people rather than percentages among few posts."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

from pug_analysis.config import Profil
from pug_analysis.ingest.values.jabatan import read_kelompok_jf
from pug_analysis.pages.kualitas import kualitas_show
from pug_analysis.pages.profil import pd_show, profil, profil_show
from pug_analysis.release import provenance
from pug_analysis.release.display import Released


def words(part):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part.html)).strip()


@pytest.fixture
def lines(tiny):
    return profil.profile_table(tiny)


# --- by hand: 8 men and 12 women; conftest.TINY
def test_the_opening_gives_each_sex_its_own_number(lines, tiny_data):
    head, opening = profil_show.kalimat_ringkas(lines, tiny_data).parts
    assert head.payload["note"] == "60,0% wanita, 31 Desember 2025"
    assert head.payload["label"] == "ASN aktif"
    assert words(opening).startswith(
        f"Pada 31 Desember 2025, {tiny_data.config.instansi.kabupaten} memiliki 20 ASN aktif: 8 pria dan 12 wanita. "
        "Proporsi wanita 60,0 persen. Menurut status kepegawaian, wanita adalah 56,3 persen dari 16 PNS, "
        "66,7 persen dari 3 PPPK, dan 100,0 persen dari 1 PPPK Paruh Waktu."
    )


def test_sentences_use_the_words_of_the_workspace(lines, tiny_data):
    words_used = Profil(label_pria="Laki-laki", label_wanita="Perempuan")
    data = replace(tiny_data, config=tiny_data.config.model_copy(update={"profil": words_used}))
    assert "8 laki-laki dan 12 perempuan. Proporsi perempuan" in words(
        profil_show.kalimat_ringkas(lines, data).parts[1]
    )
    assert "Jumlah perempuan pada jabatan struktural" in words(
        profil_show.kalimat_jabatan(lines, data)
    )
    columns = profil_show.tabel_4_1(lines, data).payload["columns"]
    assert [c["label"] for c in columns[2:]] == ["Laki-laki", "Perempuan", "Total", "% Perempuan"]


def test_posts_name_women_of_all(lines, tiny_data):
    assert words(profil_show.kalimat_jabatan(lines, tiny_data)) == (
        "Jumlah wanita pada jabatan struktural: 1 dari 2 JPT Pratama (Eselon II) (50,0%), 1 dari 3 "
        "Administrator (Eselon III) (33,3%), dan 2 dari 3 Pengawas (Eselon IV) (66,7%). Pada jenjang JPT "
        "Pratama satu orang setara dengan 50,0 poin persen."
    )


def test_one_level_alone_is_no_list_and_says_nothing_of_jpt(tiny, tiny_data):
    kept = tiny[~tiny["jenjang"].isin(["JPT Pratama", "Administrator"])]
    said = words(profil_show.kalimat_jabatan(profil.profile_table(kept), tiny_data))
    assert said == "Jumlah wanita pada jabatan struktural: 2 dari 3 Pengawas (Eselon IV) (66,7%)."


@pytest.mark.parametrize(
    ("edition", "counts"),
    [("internal", "pria 0, wanita 2"), ("pokja", "pria 0, wanita 1 sampai 7")],
)
def test_rows_set_aside_are_told_by_sex(lines, tiny_data, edition, counts):
    said = words(profil_show.kalimat_ringkas(lines, replace(tiny_data, edition=edition)).parts[1])
    assert said.endswith(
        f"Tidak terhitung: 3 baris daftar pegawai (10,7 persen; {counts}) yang dikarantina karena datanya "
        "perlu diperbaiki."
    )


@pytest.mark.parametrize(
    ("tier", "told"),
    [("tepat", "(10,7 persen; pria 1, wanita 2)"), ("terlindung", "(10,7 persen)")],
)
def test_hidden_counts_of_agencies_are_not_told_by_sex(
    lines, tiny_data, added_up, monkeypatch, tier, told
):
    by_sex = pd.DataFrame({"n": [1, 2, 3]})
    monkeypatch.setattr(profil_show, "kept_out", lambda *_: by_sex)
    merged = replace(tiny_data, people=added_up(tier))
    opening = profil_show.kalimat_ringkas(lines, merged).parts[1]
    assert f"Tidak terhitung: 3 baris daftar pegawai {told} yang" in words(opening)


def test_the_pyramid_of_ages_names_its_largest_group(tiny, tiny_data):
    shown = profil_show.gambar_usia(profil.age_pyramid(tiny), tiny_data).payload
    assert shown["title"] == "Gambar 1.1. Piramida usia ASN, 31 Desember 2025."
    assert "20 ASN" in shown["alt"]
    assert shown["alt"].endswith("Kelompok terbesar 30-34 tahun: 1 pria dan 3 wanita.")


def test_tables_are_numbered_by_the_page_but_for_the_roadmap_s(lines, tiny, tiny_data):
    titles = [
        part.payload["title"].split(". ")[0]
        for part in (
            profil_show.tabel_4_1(lines, tiny_data),
            profil_show.rekonsiliasi(profil.check_blocks(lines), tiny_data),
            profil_show.layout_kementerian(profil.ministry_layout(lines), tiny_data),
            profil_show.tabel_usia(profil.age_pyramid(tiny), tiny_data),
            profil_show.rincian_golongan(profil.golongan_table(tiny), tiny_data),
        )
    ]
    assert titles == ["Tabel 4.1", "Tabel 1.1", "Tabel 1.2", "Tabel 1.3", "Tabel 1.4"]


def test_people_beside_the_lines_are_counted_each_in_its_place(lines, tiny_data, monkeypatch):
    beside = {"cpns": 11, "penyetaraan": 22, "eselon_v": 33}
    monkeypatch.setattr(profil_show, "count_beside", lambda *_: beside)
    notes = " ".join(profil_show.tabel_4_1(lines, tiny_data).payload["notes"])
    assert "PNS termasuk CPNS (11 orang)" in notes
    assert "hasil penyetaraan dihitung sebagai jabatan fungsional (22 orang)" in notes
    assert "eselon V dihitung sebagai pelaksana (33 orang;" in notes


def text_of(part: Released) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part.html))


def test_how_functional_posts_are_grouped_is_said(lines, tiny_data):
    said = text_of(profil_show.tabel_4_1(lines, tiny_data))
    assert "Pengawas Farmasi dan Makanan, yang mengawasi dan tidak melayani pasien" in said
    assert "dihitung pada JF Teknis" in said
    assert read_kelompok_jf("Pengawas Farmasi dan Makanan Ahli Muda") == "Teknis"


def test_opening_sentences(lines, tiny_data):
    head, opening = profil_show.kalimat_ringkas(lines, tiny_data).parts
    assert head.payload["value"] == "20"
    assert "20 ASN aktif: 8 pria dan 12 wanita. Proporsi wanita 60,0 persen." in text_of(opening)
    assert "100,0 persen dari 1 PPPK Paruh Waktu" in text_of(opening)


def test_posts_are_told_in_people(lines, tiny_data):
    sentence = text_of(profil_show.kalimat_jabatan(lines, tiny_data))
    assert "1 dari 2 JPT Pratama (Eselon II) (50,0%)" in sentence
    assert "satu orang setara dengan 50,0 poin persen" in sentence


def test_no_posts_at_all_is_said(tiny, tiny_data):
    lines = profil.profile_table(tiny[tiny["jenis_jabatan"] != "struktural"])
    assert "Tidak ada pejabat struktural" in text_of(profil_show.kalimat_jabatan(lines, tiny_data))


def test_tabel_4_1_is_released_under_its_stable_name(lines, tiny_data):
    table = profil_show.tabel_4_1(lines, tiny_data)
    assert table.payload["name"] == "profil_tabel_4_1"
    assert [c["name"] for c in table.payload["columns"]] == list(lines)
    assert "usia 30 dihitung pada '≤ 30 tahun'" in " ".join(table.payload["notes"])
    assert "CPNS (1 orang)" in " ".join(table.payload["notes"])


def test_every_profile_table_has_its_own_name(lines, tiny, tiny_data):
    tables = [
        profil_show.tabel_4_1(lines, tiny_data),
        profil_show.rekonsiliasi(profil.check_blocks(lines), tiny_data),
        profil_show.layout_kementerian(profil.ministry_layout(lines), tiny_data),
        profil_show.tabel_usia(profil.age_pyramid(tiny), tiny_data),
        profil_show.rincian_golongan(profil.golongan_table(tiny), tiny_data),
        pd_show.tabel_pd(profil.profile_by_pd(tiny), tiny_data),
        provenance.provenance(tiny_data, page="profil"),
    ]
    names = [table.payload["name"] for table in tables]
    assert len(set(names)) == len(names)


def test_a_figure_shows_its_numbers(tiny, tiny_data):
    ages = profil.age_pyramid(tiny)
    one = profil_show.gambar_usia(ages, tiny_data)
    other = profil_show.gambar_usia(ages.assign(wanita=ages["wanita"] + 1), tiny_data)
    assert one.payload["png"] != other.payload["png"]
    assert one.payload["png"] == profil_show.gambar_usia(ages, tiny_data).payload["png"]


def with_neraca(data, **changes: int):
    tables = dict(data.tables) | {"neraca": data.tables["neraca"].assign(**changes)}
    return replace(data, tables=tables)


def test_a_small_loss_is_no_warning_but_is_said(tiny_data):
    few = with_neraca(tiny_data, baris_masuk=1000, dipakai=994)
    none = dict(few.tables) | {"temuan": few.tables["temuan"].head(0)}
    assert kualitas_show.peringatan(replace(few, tables=none)).parts == ()
    opening = profil_show.kalimat_ringkas(profil.profile_table(few.snapshot), few).parts[1]
    assert "Tidak terhitung: 3 baris daftar pegawai (0,3 persen; pria 0, wanita 2)" in text_of(
        opening
    )


def test_nothing_missing_is_not_mentioned(tiny_data, lines):
    whole = with_neraca(tiny_data, karantina=0, dipakai=27)
    assert "Tidak terhitung" not in text_of(profil_show.kalimat_ringkas(lines, whole).parts[1])


def test_who_counts_follows_the_settings(tiny_data):
    assert "Tugas Belajar (03)" in text_of(profil_show.siapa_dihitung(tiny_data))
    assert "PPPK Paruh Waktu: PPPK Paruh Waktu (101)" in text_of(
        profil_show.siapa_dihitung(tiny_data)
    )


def test_letters_and_sides_belong_to_the_right_sex(lines, tiny, tiny_data):
    layout = profil_show.layout_kementerian(profil.ministry_layout(lines), tiny_data).payload
    assert layout["notes"][0] == "Catatan: L = laki-laki (pria), P = perempuan (wanita)."
    labels = {c["name"]: c["label"] for c in layout["columns"]}
    assert (labels["l"], labels["p"], labels["share_l"]) == ("L", "P", "% L")
    figure = profil_show.gambar_usia(profil.age_pyramid(tiny), tiny_data).payload
    assert "pria di kiri dan wanita di kanan" in figure["alt"]

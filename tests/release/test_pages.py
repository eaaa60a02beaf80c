"""The pieces of each page: every number in a sentence stands in a released table."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import replace

import pandas as pd
import pytest
from PIL import Image

from pug_analysis.analyses import quarantine
from pug_analysis.careers import course_names
from pug_analysis.ingest.values.jabatan import read_kelompok_jf
from pug_analysis.pages.kualitas import diklat_show, kualitas, kualitas_show
from pug_analysis.pages.piramida import jenjang, jenjang_show, nasional
from pug_analysis.pages.profil import pd_show, profil, profil_show
from pug_analysis.release import provenance
from pug_analysis.release.display import MIME, Released
from pug_analysis.release.numbers import bilangan, desimal, nilai_p, persen


def text_of(part: Released) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part.html))


def picture(part: Released) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(part.payload["png"])))


@pytest.fixture
def lines(tiny):
    return profil.profile_table(tiny)


@pytest.fixture
def falls(tiny):
    return jenjang.drops(jenjang.ladder(tiny))


# --- numbers
def test_half_is_rounded_up_as_by_hand():
    assert [persen(x) for x in (0.0625, 0.1245, 0.62549999)] == ["6,3%", "12,5%", "62,5%"]
    assert desimal(-0.25) == "-0,3"
    assert bilangan(1_234_567) == "1.234.567"
    assert nilai_p(0.001) == "0,001"


# --- what is counted how, said where it is read
def test_how_functional_posts_are_grouped_is_said(lines, tiny_data):
    said = text_of(profil_show.tabel_4_1(lines, tiny_data))
    assert "Pengawas Farmasi dan Makanan, yang mengawasi dan tidak melayani pasien" in said
    assert "dihitung pada JF Teknis" in said
    assert read_kelompok_jf("Pengawas Farmasi dan Makanan Ahli Muda") == "Teknis"


# --- profile
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
        profil_show.rekonsiliasi(profil.reconcile(lines), tiny_data),
        profil_show.layout_kementerian(profil.ministry_layout(lines), tiny_data),
        profil_show.tabel_usia(profil.age_pyramid(tiny), tiny_data),
        profil_show.rincian_golongan(profil.golongan_table(tiny), tiny_data),
        pd_show.tabel_pd(profil.profile_by_pd(tiny), tiny_data),
        provenance.provenance(tiny_data, page="profil"),
    ]
    names = [table.payload["name"] for table in tables]
    assert len(set(names)) == len(names)


# --- figures
def test_figures_are_small_pictures_with_their_finding_in_words(tiny, tiny_data):
    levels = jenjang.ladder(tiny)
    figures = (
        profil_show.gambar_usia(profil.age_pyramid(tiny), tiny_data),
        jenjang_show.gambar_piramida(levels, tiny_data),
        jenjang_show.gambar_tangga(levels, nasional.national_ladder(), tiny_data),
    )
    for figure in figures:
        assert 20 <= len(figure.payload["alt"]) <= 300
        assert len(base64.b64decode(figure.payload["png"])) < 40_000
        assert not picture(figure).info
    assert "20 ASN" in figures[0].payload["alt"]
    assert "JPT Pratama 50,0%" in figures[2].payload["alt"]


def test_a_figure_shows_its_numbers(tiny, tiny_data):
    ages = profil.age_pyramid(tiny)
    one = profil_show.gambar_usia(ages, tiny_data)
    other = profil_show.gambar_usia(ages.assign(wanita=ages["wanita"] + 1), tiny_data)
    assert one.payload["png"] != other.payload["png"]
    assert one.payload["png"] == profil_show.gambar_usia(ages, tiny_data).payload["png"]


# --- pyramid
def test_the_pyramid_in_words_gives_each_sex_its_own_number(tiny, tiny_data):
    levels = jenjang.ladder(tiny)
    alt = jenjang_show.gambar_piramida(levels, tiny_data).payload["alt"]
    track = levels.loc[levels["lingkup"] == "Jalur struktural"]
    assert (track["pria"] != track["wanita"]).any()
    for _, row in track.iterrows():
        assert f"{row['jenjang']} {row['pria']} pria dan {row['wanita']} wanita" in alt


def step(**changes: object) -> pd.DataFrame:
    row = {
        "lingkup": "Jalur struktural", "dari": "Pengawas", "ke": "Administrator",
        "estimate": 0.131, "conf_low": 0.05, "conf_high": 0.21, "conf_level": 0.95, "bocor": True,
    }  # fmt: skip
    return pd.DataFrame([row | changes])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "turun 13,1 poin persen (selang kepercayaan 95%: 5,0 sampai 21,0 poin): ditandai sebagai kebocoran"),
        ({"bocor": False, "conf_low": -0.05}, "belum cukup untuk memastikan ada atau tidaknya kebocoran"),
        ({"bocor": False, "estimate": 0.02, "conf_low": -0.03, "conf_high": 0.07}, "penurunan sebesar 10,0 poin persen atau lebih dapat dikesampingkan"),
        ({"bocor": False, "estimate": -0.1, "conf_low": -0.2, "conf_high": -0.01}, "naik 10,0 poin persen (selang kepercayaan 95%: 1,0 sampai 20,0 poin)"),
        ({"bocor": False, "estimate": float("nan")}, "tidak dapat dihitung karena salah satu jenjang tidak berisi"),
    ],
)  # fmt: skip
def test_a_sentence_claims_no_more_than_its_interval(tiny_data, changes, said):
    head, sentences = jenjang_show.kalimat_penurunan(step(**changes), tiny_data).parts
    assert said in text_of(sentences)
    wanted = {True: "1 dari 1"}.get(changes == {}, "Belum dapat dipastikan")
    assert head.payload["value"] in (wanted, "0 dari 1")


def test_too_little_data_never_says_no_difference(falls, tiny_data):
    *heads, sentences = jenjang_show.kalimat_penurunan(falls, tiny_data).parts
    assert [head.payload["value"] for head in heads] == ["Belum dapat dipastikan"] * 2
    assert "tidak ada perbedaan" not in text_of(sentences).lower()
    assert text_of(sentences).count("belum cukup") == 3


def test_pyramid_tables(tiny, falls, tiny_data):
    levels = jenjang.ladder(tiny)
    table = jenjang_show.tabel_jenjang(levels, jenjang.base_parts(tiny), tiny_data)
    assert [row[1] for row in table.payload["rows"]][:4] == [
        "Pelaksana dan JF", "– Pelaksana", "– JF", "Pengawas",
    ]  # fmt: skip
    assert table.payload["name"] == "piramida_jenjang"
    assert [c["name"] for c in table.payload["columns"]][:6] == [
        "lingkup", "jenjang", "pria", "wanita", "total", "share_wanita",
    ]  # fmt: skip
    assert len(jenjang_show.tabel_penurunan(falls, tiny_data).payload["rows"]) == 6
    index = jenjang.glass_ceiling_index(tiny, levels)
    assert jenjang_show.tabel_indeks(index, tiny_data).payload["rows"][0][4] == pytest.approx(1.2)
    assert (
        len(jenjang_show.tabel_nasional(nasional.national_ladder(), tiny_data).payload["rows"]) == 4
    )
    assert len(jenjang_show.tabel_jf(profil.jf_levels(tiny), tiny_data).payload["rows"]) == 9


# --- quality
def with_neraca(data, **changes: int):
    tables = dict(data.tables) | {"neraca": data.tables["neraca"].assign(**changes)}
    return replace(data, tables=tables)


def test_quality_sentence_adds_up(tiny_data):
    account = kualitas.row_account(tiny_data.tables["neraca"])
    head, sentence = kualitas_show.kalimat_neraca(account, tiny_data).parts
    assert "Dari 28 baris data, 24 dipakai, 1 digabung" in text_of(sentence)
    assert "3 dikarantina (10,71 persen)" in text_of(sentence)
    assert head.payload["value"] == "89,3%"


def test_every_page_warns_where_much_is_missing(tiny_data):
    (box,) = kualitas_show.peringatan(tiny_data).parts
    assert "pug-peringatan" in box.html
    assert "pns.xlsx: 3 dari 28 baris (10,7%)" in text_of(box)
    men, women, _ = quarantine.kept_out(tiny_data.snapshot, tiny_data.tables)["estimate"]
    assert men < women
    assert f"dari baris daftar pegawai pria {persen(men)}, wanita {persen(women)}" in text_of(box)


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


def test_quality_tables(tiny, tiny_data):
    tables = tiny_data.tables
    found = kualitas_show.tabel_temuan(kualitas.findings_by_code(tables["temuan"]), tiny_data)
    assert found.payload["rows"][0][:2] == ["karantina", "NIP-ANGKA"]
    sexes = quarantine.quarantine_by_sex(tables["pegawai"], tables["temuan"], tables["neraca"])
    assert len(kualitas_show.tabel_karantina(sexes, tiny_data).payload["rows"]) == 3
    assert (
        len(
            kualitas_show.tabel_kelengkapan(kualitas.completeness_by_sex(tiny), tiny_data).payload[
                "rows"
            ]
        )
        == 8
    )
    assert (
        kualitas_show.tabel_neraca(kualitas.row_account(tables["neraca"]), tiny_data).payload[
            "rows"
        ][1][0]
        == "Jumlah"
    )


def unplaced_texts(*names: str, alasan: str = course_names.TANPA_JENJANG) -> pd.DataFrame:
    return pd.DataFrame(
        {"nama": list(names), "sumber": "diklat", "alasan": alasan, "orang": 2}
    ).astype({"nama": "string"})


def test_texts_of_trainings_stay_inside_the_house(tiny_data):
    texts = unplaced_texts("DIKLAT PIM " + "Z" * 100, "")
    reasons, listed = diklat_show.diklat_belum_tergolong(texts, tiny_data).parts
    assert reasons.payload["rows"] == [
        ["diklat", course_names.TANPA_JENJANG, reasons.payload["rows"][0][2], 2, 4]
    ]
    assert "Isi kode latihan struktural" in text_of(reasons)
    assert [len(row[0]) for row in listed.payload["rows"]] == [80, len("(kosong)")]
    pokja = diklat_show.diklat_belum_tergolong(texts, replace(tiny_data, edition="pokja")).parts
    assert [part.payload["name"] for part in pokja] == ["kualitas_diklat_alasan"]
    assert "DIKLAT PIM" not in pokja[0].html


def test_a_long_list_of_texts_is_a_file(tiny_data):
    many = unplaced_texts(*(f"DIKLAT PIM {i}" for i in range(41)))
    listed = diklat_show.diklat_belum_tergolong(many, tiny_data).parts[1]
    assert "<table>" not in listed.html
    assert len(listed.payload["rows"]) == 41


def test_nothing_unplaced_needs_no_list(tiny_data):
    (reasons,) = diklat_show.diklat_belum_tergolong(unplaced_texts(), tiny_data).parts
    assert reasons.payload["rows"] == []


@pytest.mark.parametrize(
    "reason",
    [value for name, value in vars(course_names).items() if name.isupper() and name[0] != "_"],
)
def test_every_reason_says_what_to_do(tiny_data, reason):
    part = diklat_show.diklat_belum_tergolong(unplaced_texts("X", alasan=reason), tiny_data).parts[
        0
    ]
    assert part.payload["rows"][0][2].endswith(".")


#: People whose training is not certain, one of them of two levels.
MAYBE = pd.DataFrame({"pegawai_id": ["a", "a", "b"], "jenjang": ["PKP", "PKA", "PKP"]})


def test_trainings_without_a_date_are_said_and_not_guessed(tiny_data):
    dates = pd.DataFrame(
        [["PKP", 1000, 3, 0.003, 500, 2, 0.004]],
        columns=["jenjang", "pria", "pria_tanpa_tanggal", "share_pria",
                 "wanita", "wanita_tanpa_tanggal", "share_wanita"],
    )  # fmt: skip
    said = text_of(diklat_show.kalimat_diklat(dates, unplaced_texts("X"), MAYBE, tiny_data))
    assert "1.500 diklat kepemimpinan dikenali" in said
    assert "5 di antaranya tanpa tanggal selesai (3 pria, 2 wanita)" in said
    assert "1 nama pelatihan" in said
    assert "Dari 2 orang tidak diketahui apakah sudah mengikuti" in said
    dated = dates.assign(pria_tanpa_tanggal=0, wanita_tanpa_tanggal=0)
    assert "Semuanya bertanggal selesai." in text_of(
        diklat_show.kalimat_diklat(dated, unplaced_texts(), MAYBE.iloc[:0], tiny_data)
    )
    nobody = dates.assign(pria=0, wanita=0)
    said = text_of(diklat_show.kalimat_diklat(nobody, unplaced_texts(), MAYBE, tiny_data))
    assert "Tidak ada diklat kepemimpinan" in said
    assert "Semua nama" in said
    assert diklat_show.tabel_tanggal_diklat(dates, tiny_data).payload["rows"][0][0] == "PKP"


# --- the mark that lets an output onto a page
def test_released_things_carry_their_mark(lines, tiny_data):
    bundle = profil_show.tabel_4_1(lines, tiny_data)._repr_mimebundle_()
    assert set(bundle) == {"text/html", MIME}


@pytest.mark.parametrize("box", [profil_show.cara_tabel, profil_show.cara_piramida, jenjang_show.cara_tangga,
                                 jenjang_show.cara_indeks, kualitas_show.cara_neraca])  # fmt: skip
def test_reading_boxes(box):
    assert "Cara membaca." in box().html

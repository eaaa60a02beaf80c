"""The evidence page: sentences from tables, protection in the shared editions, reduced without registers."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from pug_analysis.audit.attack import bound_counts
from pug_analysis.audit.published import Fact
from pug_analysis.instrumen import read_form
from pug_analysis.pages.indikator import (
    bukti_show,
    indikator_show,
    jabatan_show,
    kesiapan_show,
    peta_jalan_show,
    terlatih_show,
)
from pug_analysis.release.display import Several
from pug_analysis.release.register import belum_ada, dengan_tanggal, tanpa_register

FORM = read_form(2025)


def text_of(part) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part.html))


def table(several: Several, name: str) -> pd.DataFrame:
    (payload,) = [p.payload for p in several.parts if p.payload.get("name") == name]
    return pd.DataFrame(payload["rows"], columns=[c["name"] for c in payload["columns"]])


def everything(data) -> list:
    series = (data,)
    pieces = [
        indikator_show.tabel_ringkas(series, FORM),
        terlatih_show.terlatih(data, FORM),
        bukti_show.penunjukan(data),
        bukti_show.champion(data),
        bukti_show.fasilitator(data),
        bukti_show.pokja(data),
        bukti_show.dokumen(data),
        jabatan_show.jabatan_setara(series, FORM),
        kesiapan_show.internalisasi(data, FORM),
        peta_jalan_show.peta_jalan(data, FORM),
        kesiapan_show.latsar(data, FORM),
        kesiapan_show.prasyarat(data, FORM),
    ]
    single = [indikator_show.instrumen_dipakai(FORM, data), jabatan_show.data_terpilah(series)]
    return [*(part for piece in pieces for part in piece.parts), *single]


# --- all of the page
def test_every_table_that_the_form_names_is_on_the_page(ape_data):
    shown = {part.payload.get("name") for part in everything(ape_data)}
    assert {name for one in FORM.indikator for name in one.tabel} <= shown


@pytest.mark.parametrize("edition", ["internal", "pokja", "publik"])
def test_tables_have_terms_their_own_name_and_number(ape_data, edition):
    parts = everything(replace(ape_data, edition=edition))
    tables = [part.payload for part in parts if part.payload["kind"] == "table"]
    names = [one["name"] for one in tables]
    assert len(names) == len(set(names)) == 20
    numbers = [int(re.match(r"Tabel 6\.(\d+)\. ", one["title"])[1]) for one in tables]
    # 6.13 needs a history of posts, see test_arah_show.py
    assert sorted(numbers) == [n for n in range(1, 22) if n != 13]
    assert all(name.startswith("indikator_") for name in names)
    assert all(one["rilis"] for one in tables)


@pytest.mark.parametrize("edition", ["internal", "pokja", "publik"])
def test_without_registers_the_page_names_the_files_to_bring(bare_data, edition):
    parts = everything(replace(bare_data, edition=edition))
    words = " ".join(text_of(part) for part in parts if part.payload["kind"] == "text")
    for name in ("pelatihan_pug", "sk_pug", "kegiatan_pug"):
        assert f"{name}.xlsx" in words
    names = {part.payload.get("name") for part in parts}
    # What needs no register stays: posts, data by sex, the matrix of what is missing.
    assert {"indikator_jabatan_setara", "indikator_data_terpilah", "indikator_prasyarat"} <= names


def test_no_word_of_the_page_scores_anything(ape_data):
    words = " ".join(text_of(part) for part in everything(ape_data)).lower()
    assert "skor" not in words.replace("bukan nilai atau skor", "").replace("tidak ada skor", "")
    assert "karena program" not in words


# --- one sentence of a missing register
def test_the_sentence_of_a_missing_register(bare_data):
    said = text_of(belum_ada("sk_pug", bare_data))
    assert "Register sk_pug.xlsx belum ada" in said
    assert "pug-analysis templates" in said
    assert "data/raw/2025." in said
    assert "data/raw/2025-semester-1." in text_of(
        belum_ada("sk_pug", replace(bare_data, semester=1))
    )
    assert tanpa_register("sk_pug", "kegiatan_pug", data=bare_data) == ["sk_pug", "kegiatan_pug"]


def test_a_table_that_is_no_register_is_refused(bare_data):
    with pytest.raises(KeyError, match="pegawai"):
        belum_ada("pegawai", bare_data)


def test_dates_are_words_and_none_is_nothing():
    days = pd.DataFrame({"hari": pd.to_datetime(["2025-03-01", None])})
    assert dengan_tanggal(days, days=("hari",))["hari"].tolist() == ["1 Maret 2025", ""]


# --- I.1
def test_the_summary_holds_numerator_denominator_and_the_year_before(ape_data, bare_data):
    before = replace(bare_data, year=2024)
    shown = indikator_show.tabel_ringkas((before, ape_data), FORM)
    rows = table(shown, "indikator_ringkas").set_index("kode")
    assert rows.loc["I.2.1", ["pembilang", "wanita", "penyebut"]].tolist() == [4, 2, 20]
    assert rows.loc["I.2.1", "pembilang_lalu"] == 3
    assert rows.loc["I.2.1", "perubahan"] == pytest.approx(1 / 20)
    assert rows.loc["I.2.4", "pembilang"] == 1
    assert pd.isna(rows.loc["I.2.4", "share"])
    (head,) = [part.payload for part in shown.parts if part.payload["kind"] == "headline"]
    assert head["value"] == "40,0%"
    assert head["note"].startswith("2 dari 5")


def test_without_the_year_before_nothing_is_compared(ape_data):
    rows = table(indikator_show.tabel_ringkas((ape_data,), FORM), "indikator_ringkas")
    assert rows[["pembilang_lalu", "share_lalu", "perubahan"]].isna().all(axis=None)


def test_half_years_are_compared_with_half_years(ape_data):
    half = replace(ape_data, semester=1)
    series = (replace(half, year=2024), replace(ape_data, year=2024), half)
    title = indikator_show.tabel_ringkas(series, FORM).parts[-1]
    assert "30 Juni 2025" in title.payload["title"]
    assert "lalu = 30 Juni 2024" in " ".join(title.payload["notes"])


def test_the_page_says_which_form_it_answers_to(ape_data):
    assert "2025.toml, berlaku mulai 2025" in text_of(
        indikator_show.instrumen_dipakai(FORM, ape_data)
    )
    early = text_of(indikator_show.instrumen_dipakai(FORM, replace(ape_data, year=2023)))
    assert "Untuk 2023 tidak ada instrumen tersendiri" in early


# --- I.2.1
def test_who_is_trained_is_told_in_people(ape_data):
    opening = text_of(terlatih_show.terlatih(ape_data, FORM).parts[0])
    assert "4 dari 20 ASN aktif (20,0 persen)" in opening
    assert "2 pria dan 2 wanita. 2 dari 2 perangkat daerah" in opening


def test_offices_without_are_named_unless_small_in_the_public_edition(ape_data):
    lacking = pd.DataFrame({"perangkat_daerah": ["Dinas Besar", "Dinas Kecil"], "orang": [30, 29]})
    said = {
        edition: terlatih_show.daftar_tanpa(lacking, "ini", replace(ape_data, edition=edition))
        for edition in ("internal", "pokja", "publik")
    }
    assert said["internal"] == said["pokja"]
    assert "Perangkat daerah tanpa ini (2): Dinas Besar; Dinas Kecil." in said["pokja"]
    assert "Dinas Besar; dan 1 dengan kurang dari 30 ASN." in said["publik"]
    none = terlatih_show.daftar_tanpa(lacking.iloc[:0], "ini", ape_data)
    assert none == "Tidak ada perangkat daerah tanpa ini."


def offices(rng, n: int) -> pd.DataFrame:
    active = rng.integers(2, 120, size=(n, 2))
    done = rng.binomial(active, rng.uniform(0, 0.5, size=(n, 1)))
    frame = pd.DataFrame(
        {
            "perangkat_daerah": [f"PD {i:02d}" for i in range(n)],
            "pria": done[:, 0], "wanita": done[:, 1],
            "pria_aktif": active[:, 0], "wanita_aktif": active[:, 1],
        }
    )  # fmt: skip
    return frame.assign(
        total=frame["pria"] + frame["wanita"],
        total_aktif=frame["pria_aktif"] + frame["wanita_aktif"],
        share=0.5,
    )


@pytest.mark.parametrize("seed", range(3))
def test_counts_by_office_stay_open_beside_the_exact_totals(ape_data, seed):
    """The other program attacks the table of offices, knowing the regency's total of each sex."""
    exact = offices(np.random.default_rng(seed), 15)
    shown = terlatih_show.protect_trained(
        exact, replace(ape_data, edition="pokja"), people=ape_data.snapshot
    )
    facts = []
    for (_, row), (_, true) in zip(shown.iterrows(), exact.iterrows(), strict=True):
        for sex in ("pria", "wanita"):
            low, high = _interval(row[sex])
            assert low <= true[sex] <= high
            cell = (("jk", sex), ("pd", row["perangkat_daerah"]))
            facts.append(Fact("pd", "x", cell, low, high, (low, high) != (0, 0), ("pd", "jk")))
    for sex in ("pria", "wanita"):
        whole = int(exact[sex].sum())
        facts.append(Fact("semua", "x", (("jk", sex),), whole, whole, False, ("jk",)))
    widths = [high - low for fact, low, high in bound_counts(facts) if fact.secret]
    assert min(widths) >= 3


def _interval(value) -> tuple[float, float]:
    if value is pd.NA:
        return 0, float("inf")
    if value == "*":
        return 1, 7
    return (0, 0) if value == 0 else (max(value - 2, 8), value + 2)


def test_shares_come_from_what_is_shown(ape_data):
    exact = offices(np.random.default_rng(1), 12)
    shown = terlatih_show.protect_trained(
        exact, replace(ape_data, edition="publik"), people=ape_data.snapshot
    )
    known = shown.loc[shown["share"].notna()]
    assert len(known)
    for _, row in known.iterrows():
        assert row["share"] == min(1, row["total"] / row["total_aktif"])
        assert row["total_aktif"] >= 30
    small = exact["total_aktif"] < 30
    assert shown.loc[small, ["pria", "wanita", "total_aktif"]].isna().all(axis=None)


# --- appointments
def test_champions_are_public_and_exact_in_every_edition(ape_data):
    for edition in ("internal", "pokja", "publik"):
        rows = table(bukti_show.champion(replace(ape_data, edition=edition)), "indikator_champion")
        assert rows["total"].tolist() == [1, 1]
    said = text_of(bukti_show.champion(ape_data).parts[0])
    assert "2 orang (2 wanita) menjadi Gender Champion" in said
    assert "Tidak ada perangkat daerah tanpa Gender Champion." in said


def test_facilitators_by_office_are_protected(ape_data):
    # Offices that are not listed have none, which tells of each holder of a post there: none is listed.
    rows = table(
        bukti_show.fasilitator(replace(ape_data, edition="pokja")), "indikator_fasilitator_pd"
    )
    assert rows.empty
    assert len(table(bukti_show.fasilitator(ape_data), "indikator_fasilitator_pd")) == 1
    whole = table(bukti_show.fasilitator(ape_data), "indikator_fasilitator")
    assert whole.loc[whole["rincian"] == "berlaku", "total"].item() == 1


def test_documents_show_people_only_where_the_appointment_is_public(ape_data):
    rows = table(bukti_show.dokumen(ape_data), "indikator_dokumen").set_index("jenis")
    assert rows.loc["SK Pokja PUG", "orang"] == 3
    assert pd.isna(rows.loc["Nominasi Gender Champion", "orang"])
    assert rows.loc["Nominasi Gender Champion", "berkas_bukti"] == "tanpa berkas"
    assert rows.loc["SK Pokja PUG", ["tanggal", "penandatangan"]].tolist() == [
        "1 Maret 2025", "Sekretaris Daerah",
    ]  # fmt: skip


def test_no_document_with_people_says_so(ape_data, bare_data):
    only = ape_data.tables["sk_pug"].iloc[[0]]
    data = replace(bare_data, tables={**bare_data.tables, "sk_pug": only})
    assert "Tidak ada orang yang menjadi Gender Champion" in text_of(
        bukti_show.champion(data).parts[0]
    )
    assert "Tidak ada orang yang memegang sertifikat" in text_of(
        bukti_show.fasilitator(data).parts[0]
    )
    assert "Tidak ada orang yang menjadi anggota Pokja" in text_of(bukti_show.pokja(data).parts[0])


def test_meetings_of_the_pokja(ape_data):
    said = text_of(bukti_show.pokja(ape_data).parts[0])
    assert "3 orang (2 wanita) menjadi anggota Pokja PUG" in said
    assert "Rapat Pokja pada 2025: 1 kali" in said
    assert "0 di antaranya dengan berkas bukti" in said


# --- I.2.10 and I.3
def test_the_reading_that_is_submitted_is_marked(ape_data):
    rows = table(jabatan_show.jabatan_setara((ape_data,), FORM), "indikator_jabatan_setara")
    assert rows.loc[rows["nama"].str.endswith("(diajukan)"), "nama"].str[0].tolist() == ["a"] * 3
    assert rows[["wanita", "total"]].iloc[0].tolist() == [1, 2]
    opening = text_of(jabatan_show.jabatan_setara((ape_data,), FORM).parts[0])
    assert "Yang diajukan adalah ragam a (jabatan struktural saja)" in opening
    assert "setara eselon II dan III 2 dari 5 (40,0 persen)" in opening


def test_posts_that_nobody_holds_are_told(ape_data):
    nobody = replace(ape_data, people=ape_data.snapshot.query("jenjang == 'JF'"))
    said = text_of(jabatan_show.jabatan_setara((nobody,), FORM).parts[0])
    assert "setara eselon II tidak ada pejabatnya" in said


def test_posts_beside_the_year_before(ape_data):
    before = replace(ape_data, year=2024, people=ape_data.snapshot.query("jenis_kelamin == 'L'"))
    rows = table(jabatan_show.jabatan_setara((before, ape_data), FORM), "indikator_jabatan_setara")
    assert rows.iloc[0][["wanita_lalu", "total_lalu"]].tolist() == [0, 1]
    assert rows.iloc[0]["perubahan"] == pytest.approx(0.5)


def test_what_the_package_knows_of_itself(ape_data):
    part = jabatan_show.data_terpilah((replace(ape_data, year=2024), ape_data))
    rows = pd.DataFrame(part.payload["rows"], columns=["unsur", "bukti", "keterangan"])
    facts = rows.set_index("bukti")["keterangan"]
    assert facts["ASN aktif yang jenis kelaminnya diketahui"] == "20 dari 20"
    assert facts["Keadaan yang dapat diterbitkan dari data yang sama"] == (
        "31 Desember 2024; 31 Desember 2025"
    )
    assert facts["Publikasi tercatat"] == "belum ada dalam register"
    (described,) = [value for name, value in facts.items() if name.startswith("Variabel dengan")]
    upper, lower = re.match(r"(\d+) dari (\d+)", described).groups()
    assert upper == lower


def test_a_recorded_publication_is_named(ape_data):
    one = ape_data.tables["sk_pug"].iloc[[0]].assign(jenis="Publikasi Data Terpilah")
    data = replace(ape_data, tables={**ape_data.tables, "sk_pug": one})
    assert "1; terakhir 1 Mei 2019, perbup.pdf" in text_of(jabatan_show.data_terpilah((data,)))


# --- activities, Latsar, readiness
def test_activities_are_told_and_protected_one_by_one(ape_data):
    said = text_of(kesiapan_show.internalisasi(ape_data, FORM).parts[0])
    assert "pada 2025: 3 kegiatan, 70 kehadiran peserta (68,6 persen wanita), 11 jam" in said
    shared = kesiapan_show.internalisasi(replace(ape_data, edition="pokja"), FORM)
    rows = table(shared, "indikator_kegiatan_daftar").set_index("nama_kegiatan")
    # 3 and 4 people of the only meeting are hidden, and so is their sum
    assert rows.loc["Triwulan I", ["peserta_pria", "peserta_wanita"]].tolist() == ["*", "*"]
    whole = table(shared, "indikator_kegiatan").set_index("jenis")
    assert whole.loc["Rapat Pokja PUG", ["pria", "wanita", "total"]].tolist() == ["*", "*", "*"]


def test_activities_without_numbers_are_not_zero(ape_data):
    rows = table(kesiapan_show.internalisasi(ape_data, FORM), "indikator_kegiatan_daftar")
    rows = rows.set_index("nama_kegiatan")
    assert rows.loc["Angkatan II", ["peserta_pria", "peserta_wanita"]].isna().all()
    assert rows.loc["Angkatan I", "peserta_wanita"] == 18


def test_a_year_without_activities(ape_data):
    quiet = replace(ape_data, year=2030)
    rows = table(kesiapan_show.internalisasi(quiet, FORM), "indikator_kegiatan_daftar")
    assert rows.empty


def test_latsar_subjects(ape_data):
    shown = kesiapan_show.latsar(ape_data, FORM)
    assert "2 dari 7 mata pelatihan Latsar" in text_of(shown.parts[0])
    rows = table(shown, "indikator_latsar").set_index("mata_pelatihan")
    assert rows.loc["Harmonis", ["keadaan", "wanita"]].tolist() == ["ada", 18]
    assert rows.loc["Kolaboratif", "keadaan"] == "belum ada"


def test_the_matrix_says_what_is_missing(ape_data):
    shown = kesiapan_show.prasyarat(ape_data, FORM)
    said = text_of(shown.parts[0])
    rows = table(shown, "indikator_prasyarat")
    missing = rows.loc[rows["keadaan"] == "belum ada"]
    assert f"({len(missing)} dari {len(rows)} jenis bukti)" in said
    assert "Kebijakan: RAD PUG" in said
    assert rows["prasyarat"].nunique() == 7
    evidence = table(shown, "indikator_bukti")
    assert evidence["kode"].unique().tolist() == [one.kode for one in FORM.indikator]


def test_long_lists_show_their_newest_and_the_files_hold_all(ape_data):
    one = ape_data.tables["sk_pug"].iloc[[0]]
    many = pd.concat(
        [one.assign(nomor=str(i), tanggal=pd.Timestamp(2000 + i, 1, 1)) for i in range(9)]
    )
    acts = ape_data.tables["kegiatan_pug"].iloc[[1]]
    log = pd.concat([acts.assign(nama_kegiatan=f"k{i:02d}") for i in range(40)])
    data = replace(ape_data, tables={**ape_data.tables, "sk_pug": many, "kegiatan_pug": log})
    papers = bukti_show.dokumen(data).parts[0]
    assert len(papers.payload["rows"]) == 9
    assert papers.html.count("<tr") == 1 + 3
    assert "1 Januari 2008" in papers.html
    listed = kesiapan_show.internalisasi(data, FORM).parts[-1]
    assert len(listed.payload["rows"]) == 40
    assert listed.html.count("<tr") == 1 + 25


@pytest.mark.parametrize("edition", ["internal", "pokja", "publik"])
def test_the_summary_says_what_is_left_out_where_something_is(ape_data, edition):
    data = replace(ape_data, edition=edition)
    notes = indikator_show.tabel_ringkas((data,), FORM).parts[-1].payload["notes"]
    assert any("akan memberi tahu tentang setiap pemegang jabatan" in one for one in notes) is (
        edition != "internal"
    )
    assert "I.2.10 memakai ragam a (lihat Tabel 6.12)." in notes


def test_the_headline_names_indicator_and_code(ape_data):
    (head, *_) = indikator_show.tabel_ringkas((ape_data,), FORM).parts
    assert head.payload["label"] == "Wanita pada jabatan setara eselon II dan III (I.2.10)"
    assert head.payload["note"] == "2 dari 5, 31 Desember 2025"


def test_the_summary_says_whom_its_columns_count(ape_data):
    note = indikator_show.tabel_ringkas((ape_data,), FORM).parts[-1].payload["notes"][0]
    assert "n = yang memenuhi, wanita = wanita di antara n, N = seluruhnya, % = n : N;" in note

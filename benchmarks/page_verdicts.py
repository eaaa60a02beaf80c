"""Every statement of a difference that a page can print, and how it is recognised in what it released."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
from page_run import Pages

from pug_analysis.pages.ringkasan.putusan_show import FEW, NO_DATA, PROVEN, SEEN
from pug_analysis.pages.ringkasan.temuan_show import jawab, perubahan_periode

#: Worlds: the regency as simulated, and with the sexes of all its people drawn anew.
AS_IS, DRAWN = "tanpa kesenjangan", "jenis kelamin diacak"
#: Pages that are run in each: of careers, which compare within entry groups; of shares of a day, which
#: differ truly where the regency's composition does.
PAGES = {
    AS_IS: ["03_kohort", "04_pelatihan_promosi", "05_alumni_diklat"],
    DRAWN: ["02_piramida", "07_tren", "08_peta_pd"],
}
SINGLE, LINES, SCREEN = "single", "some line", "screen"
SUMMARY = "00_ringkasan"
#: True, False, or None where the page says that it cannot tell.
Answer = bool | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """A statement: the page, its name in the table, the kind, and whether it was made."""

    page: str
    name: str
    kind: str
    said: Callable[[Pages], Answer]
    needs: tuple[str, ...] = ()


def read_verdicts(pages: Pages, world: str) -> pd.DataFrame:
    """Return ``world, verdict, alarm`` of every verdict that rests on pages run in a world."""
    asked = [v for v in VERDICTS if {v.page, *v.needs} <= {*PAGES[world], SUMMARY}]
    return pd.DataFrame(
        [{"world": world, "page": v.page, "verdict": v.name, "alarm": v.said(pages)} for v in asked]
    )


# --- ways of recognising
def some_word(table: str, column: str, word: str, unsaid: tuple[str, ...] = (), **row: str):
    """Whether some line of a column has the word; None where no line is judged."""

    def said(pages: Pages) -> Answer:
        rows = _rows(pages, table, row)
        judged = rows.loc[~rows[column].isin(unsaid), column] if len(rows) else rows
        return bool(judged.eq(word).any()) if len(judged) else None

    return said


def some_p(table: str, column: str, **row: str):
    """Whether some p-value of a column is under 0.05."""

    def said(pages: Pages) -> Answer:
        values = _rows(pages, table, row)
        values = values[column].dropna() if len(values) else values
        return bool((values < 0.05).any()) if len(values) else None

    return said


def some_interval(table: str, null: float, **row: str):
    """Whether some interval of a table leaves out the value of no difference."""

    def said(pages: Pages) -> Answer:
        rows = _rows(pages, table, row)
        rows = rows.dropna(subset=["conf_low", "conf_high"]) if len(rows) else rows
        return (
            bool(((rows["conf_low"] > null) | (rows["conf_high"] < null)).any())
            if len(rows)
            else None
        )

    return said


def words(page: str, pattern: str, unless: str | None = None):
    """Whether the text of a page has a phrase; None where it has ``unless`` and not the phrase."""

    def said(pages: Pages) -> Answer:
        text = pages.text[page]
        if re.search(pattern, text):
            return True
        return None if unless is not None and re.search(unless, text) else False

    return said


def card(page: str, label: str, pattern: str, unsaid: str):
    """Whether the value or note of a key figure states a difference."""

    def said(pages: Pages) -> Answer:
        rows = pages.cards.loc[pages.cards["halaman"] == page]
        rows = rows.loc[rows["label"].str.contains(label)]
        if rows.empty:
            return None
        told = f"{rows.iloc[0]['value']} {rows.iloc[0]['note']}"
        return None if re.search(unsaid, told) else bool(re.search(pattern, told))

    return said


def question(number: int):
    """Whether the summary answers one of its questions with a gap, or a direction."""

    def said(pages: Pages) -> Answer:
        found = jawab(pages.tables, margin=0.10)[number - 1]
        return None if found.putusan in (FEW, NO_DATA, SEEN) else found.putusan in PROVEN

    return said


def _varies(pages: Pages) -> Answer:
    """Whether the note of Tabel 3.6 says that the ratio changes with time."""
    notes = " ".join(pages.tables["kohort_model"].attrs["notes"])
    if "rasio wanita terhadap pria berubah" in notes:
        return True
    return False if "Pemeriksaan perubahan rasio" in notes else None


def _changed(pages: Pages) -> Answer:
    text = perubahan_periode(pages.tables).html
    if "belum dapat dinilai" in text:
        return None
    return "Berubah lebih dari kebetulan" in text


def _rows(pages: Pages, table: str, row: dict[str, str]) -> pd.DataFrame:
    frame = pages.tables.get(table, pd.DataFrame())
    if frame.empty:
        return frame
    for name, pattern in row.items():
        frame = frame.loc[frame[name].str.contains(pattern)]
    return frame


_FEW = ("jumlah kasus terlalu sedikit", "pembulatan terlalu kasar", "terlalu sedikit",
        "belum dapat dihitung", "tidak diputuskan", "tanpa kelompok pembanding",
        "daftar pemberhentian belum ada", "tidak ada dalam gabungan terlindung")  # fmt: skip
_TARGETS = {
    "Pengawas, sejak CPNS": "^Pengawas, sejak CPNS",
    "Administrator, sejak CPNS": "^Administrator, sejak CPNS",
    "Administrator, sejak Pengawas": "^Administrator, sejak Pengawas",
    "JPT Pratama, sejak Administrator": "^JPT Pratama, sejak Administrator",
    "JF Ahli Muda": "^JF Ahli Muda",
    "JF Ahli Madya": "^JF Ahli Madya",
}
_GAP = "ada kesenjangan"
K, P, A, PY, T, D = (
    "03_kohort", "04_pelatihan_promosi", "05_alumni_diklat", "02_piramida", "07_tren", "08_peta_pd",
)  # fmt: skip

VERDICTS = (
    Verdict(K, "putusan utama (kalimat)", SINGLE,
            card(K, "^Naik jabatan struktural", r"lebih lambat|berlawanan arah", "Terlalu|Belum ada")),
    Verdict(K, "Tabel 3.15, suatu langkah (Holm)", LINES,
            some_word("kohort_langkah", "putusan", _GAP, _FEW)),
    Verdict(K, "Tabel 3.7, suatu baris", LINES, some_word("kohort_sasaran", "putusan", _GAP, _FEW)),
    *(
        Verdict(K, f"Tabel 3.7, {name}", SINGLE,
                some_word("kohort_sasaran", "putusan", _GAP, _FEW, sasaran=pattern))
        for name, pattern in _TARGETS.items()
    ),
    Verdict(K, "Tabel 3.8, suatu baris", LINES,
            some_word("kohort_penyetaraan", "putusan", _GAP, _FEW)),
    Verdict(K, "rasio berubah menurut waktu (Tabel 3.6)", SINGLE,
            _varies),
    Verdict(K, "kotak arah berlawanan", SCREEN, words(K, "arah yang berlawanan")),
    Verdict(K, "selisih disamakan, selang tanpa nol", SINGLE,
            lambda p: None if "Seandainya wanita dan pria" not in p.text[K]
            else not re.search("Seandainya[^.]*selang ini memuat nol", p.text[K].replace(",", ""))),
    Verdict(K, "Tabel 3.4, suatu selang simultan", LINES, some_interval("kohort_selisih", 0)),
    Verdict(K, "Tabel 3.5, log-rank berstrata", SINGLE,
            some_p("kohort_uji", "p_value", nama="^Uji log-rank, berstrata")),
    Verdict(K, "Tabel 3.5, bulan (rata-rata terbatas)", SINGLE,
            some_p("kohort_uji", "p_value", nama="^Rata-rata waktu")),
    Verdict(K, "Tabel 3.6, rasio hazard", SINGLE,
            some_p("kohort_model", "p_value", model="cloglog", term="pria$")),
    Verdict(K, "Tabel 3.10, suatu golongan (Holm)", LINES, some_p("kohort_pangkat", "p_holm")),
    Verdict(K, "rasio berubah dengan program", SINGLE,
            words(K, r"berubah \((naik|turun)\)", "terhadap pria berubah: kasus terlalu sedikit")),
    Verdict(P, "akses, kedua jalur bersama (kalimat)", SINGLE,
            card(P, "^Pelatihan kepemimpinan, pada kesempatan", r"^\d", "Terlalu|Belum ada")),
    Verdict(P, "kedua jalur berbeda", SINGLE,
            words(P, "Kedua jalur berbeda:", "kedua jalur berbeda tidak dapat diuji")),
    Verdict(P, "Tabel 4.5, suatu baris", LINES, some_word("pelatihan_rasio", "putusan", "berbeda", _FEW)),
    Verdict(P, "Tabel 4.6, suatu jenjang (Holm)", LINES, some_p("pelatihan_uji", "p_holm")),
    Verdict(P, "kotak arah berlawanan", SCREEN, words(P, "arah yang berlawanan")),
    Verdict(P, "kalimat tonggak, suatu selang tanpa nol", LINES,
            words(P, "selangnya tidak memuat nol", None)),
    Verdict(P, "pelatihan lalu jabatan, suatu pasangan", LINES,
            words(P, r"sudah dilatih lebih (sering|jarang)")),
    Verdict(P, "pelatihan lalu jabatan, wanita dan pria berbeda", LINES,
            words(P, r"Rasio ini berbeda antara")),
    Verdict(A, "alumni dan pembanding, wanita", SINGLE, words(
        A, r"wanita sejenis[^:]*:[^:]*: alumni lebih", r"Perbandingan wanita alumni")),
    Verdict(A, "alumni dan pembanding, pria", SINGLE, words(
        A, r"pria sejenis[^:]*:[^:]*: alumni lebih", r"Perbandingan pria alumni")),
    Verdict(A, "alumni dan pembanding, wanita atau pria", LINES, words(A, r": alumni lebih (sering|jarang)")),
    Verdict(A, "Tabel 5.4, suatu selang tanpa nol", LINES, some_interval("alumni_selisih", 0)),
    Verdict(A, "pimpinan wanita, suatu jenjang", LINES, words(A, r"bagiannya (naik|turun)")),
    Verdict(PY, "bocor, jalur struktural, suatu langkah", LINES,
            some_word("piramida_penurunan", "tanda", "bocor", lingkup="Jalur")),
    Verdict(PY, "bocor, semua ASN, suatu langkah", LINES,
            some_word("piramida_penurunan", "tanda", "bocor", lingkup="Semua")),
    Verdict(PY, "memang turun (kalimat)", LINES, words(PY, "memang turun")),
    Verdict(T, "garis utama berubah, suatu garis", LINES,
            some_word("tren_perubahan_utama", "putusan", "berubah")),
    Verdict(T, "baris lain berubah, suatu baris", LINES,
            some_word("tren_perubahan_rinci", "putusan", "berubah")),
    Verdict(D, "suatu PD ditandai", SCREEN, some_word("pd_pimpinan", "penilaian", "ditandai")),
    Verdict(D, "kelompok PD (Holm)", LINES, some_p("pd_kelompok", "p_holm")),
    Verdict(D, "seluruh kabupaten", SINGLE,
            words(D, r"kabupaten berada di (bawah|atas)", "terlalu sedikit untuk dinilai")),
    Verdict(D, "pendukung dan operasional (kalimat)", SINGLE, words(D, r"lebih sering ditempatkan")),
    Verdict(D, "Tabel 8.9, suatu baris", LINES, some_p("pd_ranah_odds", "p_terkoreksi")),
    Verdict(D, "sebaran antar-PD", SINGLE, words(D, "lebih timpang daripada kebetulan")),
    Verdict(D, "keluar selain pensiun (kalimat)", SINGLE,
            words(D, r"Semua selain pensiun: [^:]*: rasio[^:]*sering pada wanita")),
    Verdict(D, "Tabel 8.12, suatu sebab (Holm)", LINES, some_p("pd_keluar", "p_holm")),
    Verdict(D, "Satyalancana, suatu kelas", LINES,
            words(D, r"Satyalancana[^:]*: rasio[^.]*sering pada wanita")),
    Verdict(SUMMARY, "pertanyaan 1, langkah", SINGLE, question(1), (K,)),
    Verdict(SUMMARY, "pertanyaan 2, kecepatan", SINGLE, question(2), (K,)),
    Verdict(SUMMARY, "pertanyaan 3, pelatihan", SINGLE, question(3), (P,)),
    Verdict(SUMMARY, "pertanyaan 5, perangkat daerah", SCREEN, question(5), (D,)),
    Verdict(SUMMARY, "perubahan sejak periode lalu", LINES, _changed, (T,)),
)  # fmt: skip

"""What the alumni page says, to the letter: numbers on the left, the whole sentence on the right.

A word exchanged in the page's texts (women and men, more and less often, rise and fall) makes a line fail.
"""

from __future__ import annotations

import re
from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from pug_analysis.config import Config
from pug_analysis.pages.alumni import alumni_show, kepemimpinan_show, pembanding_show
from pug_analysis.pages.alumni.alumni import AskedOfAlumni
from pug_analysis.release.teks import texts

NAN = float("nan")
ASKED = AskedOfAlumni("PKP", (6, 12, 24), 12, (0.25, 0.30))
FEW = "jumlah kasus terlalu sedikit untuk disimpulkan"
NO_LIST = "Belum dapat dihitung: daftar pemberhentian dan pensiun belum ada"


def opened(edition: str = "internal") -> SimpleNamespace:
    """What displays read of an opened year."""
    return SimpleNamespace(
        edition=edition, config=Config(), pooled=None, cutoff=date(2025, 12, 31), year=2025,
        periode=SimpleNamespace(label="2025"),
    )  # fmt: skip


DATA = opened()


def paragraphs(*parts) -> list[str]:
    found = [text for part in parts for text in re.findall(r"<p>(.*?)</p>", part.html, re.S)]
    return [re.sub(r"\s+", " ", text).replace("&lt;", "<") for text in found]


# --- alumni beside the target
SEXES = [("P", "wanita"), ("L", "pria")]
TARGET = "sasaran 25 sampai 30 persen"


def share(sex: str, verdict: str, numbers: tuple = (1 / 3, 0.24, 0.44), n: int = 90) -> pd.Series:
    estimate, low, high = numbers
    return pd.Series(
        {"jenjang": "PKP", "jenis_kelamin": sex, "time": 12, "n": n, "n_event": 30, "estimate": estimate,
         "conf_low": low, "conf_high": high, "putusan": verdict}
    )  # fmt: skip


@pytest.mark.parametrize(("sex", "word"), SEXES)
@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        ("di bawah", f"di bawah {TARGET}"), ("di dalam", f"di dalam {TARGET}"), ("di atas", f"di atas {TARGET}"),
        ("belum dapat dipastikan", f"belum dapat dipastikan di bawah, di dalam, atau di atas {TARGET}"),
    ],
)  # fmt: skip
def test_a_share_beside_the_target(sex, word, verdict, said):
    assert alumni_show._of_100(share(sex, verdict), TARGET, DATA) == (
        f"Dari 100 {word} alumni PKP, 33 (24-44) naik jabatan struktural dalam 12 bulan: {said} (30 dari 90 orang "
        "yang diikuti)."
    )


@pytest.mark.parametrize(("sex", "word"), SEXES)
@pytest.mark.parametrize(
    ("verdict", "start", "end"),
    [
        ("di bawah", ", dalam 12 bulan: terlalu sedikit yang naik jabatan untuk ditampilkan",
         f"; bagiannya di bawah {TARGET}"),
        ("belum dapat dipastikan", ", dalam 12 bulan: terlalu sedikit yang naik jabatan untuk ditampilkan", ""),
        ("terlalu sedikit", f": {FEW}", ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize(("n", "people"), [(88, "90"), (5, "0 sampai 7"), (0, "0 sampai 7")])
def test_a_share_that_is_hidden(sex, word, verdict, start, end, n, people):
    row = share(sex, verdict, (NAN, NAN, NAN), n)
    assert alumni_show._of_100(row, TARGET, opened("pokja")) == (
        f"Di antara {word} alumni PKP{start}{end} ({people} orang yang diikuti)."
    )


@pytest.mark.parametrize(
    ("row", "value", "note"),
    [
        (share("P", "di dalam"), "33,3%", f"selang 24% sampai 44%; {TARGET}: di dalam"),
        (share("P", "di atas"), "33,3%", f"selang 24% sampai 44%; {TARGET}: di atas"),
        (share("P", "terlalu sedikit", (NAN,) * 3), "Terlalu sedikit", FEW),
        (share("P", "di bawah", (NAN,) * 3), "Di bawah sasaran", TARGET),
        (share("P", "belum dapat dipastikan", (NAN,) * 3), "Tidak ditampilkan", FEW),
    ],
)
def test_the_key_figure(row, value, note):
    assert alumni_show._card(row, TARGET) == (value, note)


def test_the_key_figure_is_about_women():
    shares = pd.DataFrame([share("P", ""), share("L", "")]).drop(columns="putusan")
    found = alumni_show.kalimat_sasaran(shares, pd.Series(["di dalam", "di atas"]), ASKED, DATA)
    card = found.parts[0].payload
    assert card["label"] == "Wanita alumni PKP yang naik jabatan struktural dalam 12 bulan"
    assert card["note"].endswith(": di dalam")


def test_no_target_without_a_list_of_leavers():
    shares = pd.DataFrame([share("P", "")]).drop(columns="putusan").iloc[:0]
    head, told = alumni_show.kalimat_sasaran(shares, pd.Series(dtype=object), ASKED, DATA).parts
    assert (head.payload["value"], head.payload["note"]) == ("Belum ada", NO_LIST.lower())
    assert paragraphs(told) == [f"{NO_LIST}."]


@pytest.mark.parametrize(
    ("edition", "columns", "notes"),
    [
        ("internal", ["n", "n_risk", "n_event"], ["… = kurang dari 10 orang diikuti selama itu. Selainnya bagian dan "
         "selangnya ditulis berapa pun yang naik; selangnya eksak, dan lebar bila orangnya sedikit."]),
        ("pokja", ["n", "n_risk"], ["… = kurang dari 10 orang diikuti selama itu, atau bagiannya tidak tampil.",
         "Bagian yang tidak tampil dinilai seolah-olah 7 orang naik: di bawah sasaran hanya bila itu pun di "
         "bawahnya."]),
    ],
)  # fmt: skip
def test_the_table_beside_the_target(edition, columns, notes):
    shares = pd.DataFrame([share("P", ""), share("L", "")]).assign(n_risk=40)
    verdict = pd.Series(["di dalam", "di atas"])
    payload = alumni_show.tabel_bagian(shares, verdict, ASKED, opened(edition)).payload
    assert payload["title"] == (
        "Tabel 5.2. Bagian alumni yang naik jabatan struktural menurut bulan sejak diklat selesai"
    )
    assert [c["name"] for c in payload["columns"] if c["name"].startswith("n")] == columns
    assert "Sasaran 25 sampai 30 persen dinilai pada bulan ke-12;" in payload["notes"][0]
    assert payload["notes"][0].endswith(notes[0])
    assert notes[1:] == [one for one in payload["notes"] if "seolah-olah" in one]


# --- Administrator
@pytest.mark.parametrize(("sex", "word"), SEXES)
@pytest.mark.parametrize(
    ("numbers", "start", "end"),
    [
        ((0.2, 0.15, 0.25), "Dari 100", ", 20 (15-25) mencapai Administrator dalam 5 tahun."),
        ((NAN, NAN, NAN), "Di antara", f", dalam 5 tahun: {FEW}."),
    ],
)
def test_alumni_who_became_administrator(sex, word, numbers, start, end):
    table = pd.DataFrame([share(sex, "", numbers)]).rename(columns={"jenjang": "kelompok"})
    told = alumni_show.kalimat_administrator(table.assign(time=60), DATA)
    assert paragraphs(told) == [f"{start} {word} alumni PKP{end}"]


def test_nobody_became_administrator_without_a_list_of_leavers():
    table = pd.DataFrame([share("P", "")]).iloc[:0]
    assert paragraphs(alumni_show.kalimat_administrator(table, DATA)) == [f"{NO_LIST}."]


# --- beside those not trained
def beside(sex: str, numbers: tuple, **changes: object) -> pd.DataFrame:
    gap, low, high = numbers
    row = {"jenjang": "PKP", "jenis_kelamin": sex, "time": 12, "n_alumni": 90, "event_alumni": 20, "n_lain": 200,
           "event_lain": 40, "share_alumni": 0.2 + gap, "share_lain": 0.2, "lain_low": 0.15, "lain_high": 0.25,
           "estimate": gap, "conf_low": low, "conf_high": high, "tanpa_pembanding": 14}  # fmt: skip
    return pd.DataFrame([row | changes])


ASSOCIATED = (
    "Selisih ini menunjukkan hubungan, bukan pengaruh diklat: orang yang dikirim mengikuti diklat sering sudah "
    "dipersiapkan untuk naik jabatan."
)


@pytest.mark.parametrize(("sex", "word"), SEXES)
@pytest.mark.parametrize(
    ("numbers", "own", "words"),
    [
        ((0.08, 0.01, 0.15), "28,0", "8,0 poin persen (selang 95%: 1,0 sampai 15,0 poin): alumni lebih sering naik "
         "jabatan."),
        ((-0.08, -0.15, -0.01), "12,0", "-8,0 poin persen (selang 95%: -15,0 sampai -1,0 poin): alumni lebih jarang "
         "naik jabatan."),
        ((0.02, -0.05, 0.09), "22,0", "2,0 poin persen (selang 95%: -5,0 sampai 9,0 poin): selangnya memuat nol, "
         "sehingga belum dapat disimpulkan apakah keduanya berbeda."),
    ],
)  # fmt: skip
def test_alumni_beside_the_same_kind_of_people(sex, word, numbers, own, words):
    assert paragraphs(pembanding_show.kalimat_pembanding(beside(sex, numbers), ASKED, DATA)) == [
        f"Dari {word} alumni PKP yang mempunyai pembanding, {own}% naik jabatan dalam 12 bulan; dari {word} sejenis "
        f"yang belum mengikutinya 20,0%. Selisihnya {words}",
        ASSOCIATED,
    ]


@pytest.mark.parametrize(("sex", "word"), SEXES)
def test_too_few_beside_alumni(sex, word):
    told = pembanding_show.kalimat_pembanding(beside(sex, (NAN, NAN, NAN)), ASKED, DATA)
    assert paragraphs(told) == [
        f"Perbandingan {word} alumni PKP dengan pembandingnya: {FEW}.",
        ASSOCIATED,
    ]


@pytest.mark.parametrize(
    ("edition", "rule"),
    [
        ("internal", "diikuti; berapa yang naik tidak menentukan apa yang tampil, karena selisih yang tampil hanya "
         "bila cukup banyak yang naik rata-rata terlalu tinggi."),
        ("pokja", "diikuti, atau yang naik setara dengan kurang dari 8 orang, yang dirahasiakan. Yang tampil karena "
         "itu terpilih: selisihnya rata-rata agak tinggi."),
    ],
)  # fmt: skip
def test_which_comparisons_are_shown(edition, rule):
    both, gaps = pembanding_show.tabel_pembanding(
        beside("P", (0.08, 0.01, 0.15)), opened(edition)
    ).parts
    note = both.payload["notes"][0]
    assert note.endswith(f"… = kurang dari 10 orang {rule}")
    lost = {"internal": "14", "pokja": "15"}[edition]
    assert f"{lost} alumni tidak mempunyai pembanding dan tidak masuk tabel ini." in note
    assert both.payload["title"].startswith("Tabel 5.3. Naik jabatan di antara alumni dan")
    assert gaps.payload["title"].startswith("Tabel 5.4. Selisih bagian alumni dan bagian")


def test_the_picture_tells_both_sexes():
    shares = pd.DataFrame([share("P", "", (0.1, 0.05, 0.2)), share("L", "", (0.3, 0.2, 0.4))])
    compared = pd.concat([beside("P", (0.08, 0.01, 0.15)), beside("L", (0.08, 0.01, 0.15))])
    (figure,) = pembanding_show.gambar_bagian(shares, compared, ASKED, DATA).parts
    assert figure.payload["title"] == (
        "Gambar 5.1. Bagian alumni PKP yang naik jabatan struktural, dan pembanding sejenis yang belum mengikuti "
        "diklat, dengan selang kepercayaan 95%."
    )
    assert figure.payload["alt"] == (
        "Bagian alumni PKP yang naik jabatan menurut bulan sejak diklat selesai, 180 orang, beserta pembanding dan "
        "pita sasaran 25 sampai 30 persen. Pada bulan ke-12: wanita 10,0%, pria 30,0%."
    )
    words = texts().sentences["alumni_gambar_kata"]
    assert (words["tegak"], words["mendatar"]) == ("Sudah naik jabatan", "Sejak diklat selesai")


def test_how_it_is_read():
    picture, promoted = re.findall(r"<p>(.*?)</p>", alumni_show.cara_bagian().html, re.S)
    assert "Titik penuh adalah alumni, titik kosong pembandingnya" in picture
    assert "Alumni dinyatakan di bawah, di dalam, atau di atas sasaran hanya bila" in picture
    assert promoted.startswith("Naik jabatan berarti untuk pertama kali memegang jabatan")


# --- women in posts
def posts(before: tuple[int, int], now: tuple[int, int]) -> pd.DataFrame:
    rows = zip(("sebelum", "sekarang"), (before, now), strict=True)
    return pd.DataFrame(
        [{"jenjang": "Pengawas", "masa": masa, "bulan": 2023 * 12 + 11, "wanita": women, "total": total,
          "estimate": women / total, "conf_low": 0.1, "conf_high": 0.5} for masa, (women, total) in rows]
    )  # fmt: skip


def change(numbers: tuple, p_holm: float) -> pd.DataFrame:
    row = dict(zip(("estimate", "conf_low", "conf_high"), numbers, strict=True))
    return pd.DataFrame([{"jenjang": "Pengawas", "p_value": 0.01, "p_holm": p_holm, **row}])


NO_PROOF = "Perubahan sesudah suatu tanggal bukan bukti bahwa program itu penyebabnya."


@pytest.mark.parametrize(
    ("numbers", "p_holm", "words"),
    [
        ((0.083, 0.02, 0.18), 0.01, "8,3 poin persen (selang 95%: 2,0 sampai 18,0 poin): bagiannya naik."),
        ((-0.083, -0.18, -0.02), 0.01, "-8,3 poin persen (selang 95%: -18,0 sampai -2,0 poin): bagiannya turun."),
        ((-0.083, -0.18, -0.02), 0.08, "-8,3 poin persen (selang 95%: -18,0 sampai -2,0 poin): selangnya tidak memuat "
         "nol, tetapi sesudah koreksi untuk banyaknya jenjang yang diuji (Holm) perubahannya tidak terbukti."),
        ((0.083, -0.02, 0.22), 0.2, "8,3 poin persen (selang 95%: -2,0 sampai 22,0 poin): belum dapat dipastikan bahwa "
         "bagiannya berubah."),
    ],
)  # fmt: skip
def test_women_before_and_now(numbers, p_holm, words):
    told = kepemimpinan_show._sentences(posts((20, 80), (30, 90)), change(numbers, p_holm), "X")
    assert told == [
        "Pengawas: wanita 25,0% menjadi 33,3% (20 dari 80 pejabat sebelum X, 30 dari 90 sekarang). Selisihnya "
        + words,
        NO_PROOF,
    ]


@pytest.mark.parametrize(("before", "now"), [((2, 9), (30, 90)), ((20, 80), (3, 9))])
def test_women_among_a_few(before, now):
    told = kepemimpinan_show._sentences(posts(before, now), change((NAN,) * 3, NAN), "X")
    counts = f"{before[0]} dari {before[1]} pejabat sebelum X, {now[0]} dari {now[1]} sekarang"
    assert told == [f"Pengawas: wanita {counts}. {FEW.capitalize()}.", NO_PROOF]


@pytest.mark.parametrize(
    ("different", "words"),
    [
        (0, "Pada tanggal laporan jenjang dari riwayat jabatan sama dengan jenjang dalam Data ASN."),
        (3, "Pada tanggal laporan jenjang 3 orang menurut riwayat jabatan berbeda dari Data ASN (Pengawas 80 menurut "
         "riwayat dan 77 menurut Data ASN); seorang dapat terhitung pada dua jenjang."),
    ],
)  # fmt: skip
def test_agreement_with_the_export(different, words):
    row = {"jenjang": "Pengawas", "riwayat": 80, "ekspor": 80 - different, "berbeda": different}
    assert kepemimpinan_show._agreement(pd.DataFrame([row])) == words


@pytest.mark.parametrize(
    ("name", "title", "note"),
    [
        ("alumni_pimpinan_wanita", "Bagian wanita menurut jenjang sebelum {program} dan sekarang",
         "… = kurang dari {terkecil} pejabat."),
        ("alumni_pimpinan_selisih", "Perubahan bagian wanita sejak sebelum {program} (poin persen)",
         "selangnya lebih lebar daripada seharusnya. … = kurang dari {terkecil} pejabat pada salah satu waktu."),
    ],
)  # fmt: skip
def test_tables_of_women_in_posts(name, title, note):
    entry = texts().entry(name)
    assert entry.title == title
    assert note in entry.notes[0].text

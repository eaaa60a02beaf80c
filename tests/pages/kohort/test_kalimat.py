"""What the cohort page says, to the letter: numbers on the left, the whole sentence on the right.

A word exchanged in the page's texts (women and men, higher and lower, rise and fall) makes a line fail.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from pug_analysis.analyses.hazards import Hazards
from pug_analysis.config import Config, Kohort
from pug_analysis.pages.kohort import banding_show, insidensi_show, karier_show, putusan_show
from pug_analysis.pages.kohort.program import BeforeAfter
from pug_analysis.release.teks import texts
from pug_analysis.stats.decision import decide

NAN = float("nan")


def opened(edition: str = "internal", **fields: object) -> SimpleNamespace:
    """What displays read of an opened year."""
    known = {
        "config": Config(), "pooled": None, "cutoff": date(2025, 12, 31), "year": 2025,
        "periode": SimpleNamespace(label="2025"),
    }  # fmt: skip
    return SimpleNamespace(edition=edition, **(known | fields))


DATA = opened()
QUESTION = SimpleNamespace(
    target="Pengawas", obstacle="", enough=True, tallies=None, stratified=object(),
    followed=SimpleNamespace(start=0),
)  # fmt: skip
#: Agencies were added up without their entry groups.
UNGROUPED = SimpleNamespace(**vars(QUESTION) | {"tallies": object(), "stratified": None})
TANPA_KELOMPOK = (
    "tidak ada dalam laporan gabungan ini: daerah yang terlindung memberi tabel tanpa angkatan, pendidikan, dan "
    "keluarga jabatan"
)


def blocked(obstacle: str) -> SimpleNamespace:
    return SimpleNamespace(**vars(QUESTION) | {"obstacle": obstacle, "enough": False})


def paragraphs(one) -> list[str]:
    parts = one.parts if hasattr(one, "parts") else (one,)
    found = [text for part in parts for text in re.findall(r"<p>(.*?)</p>", part.html, re.S)]
    return [re.sub(r"\s+", " ", text).replace("&lt;", "<").replace("&#39;", "'") for text in found]


# --- the verdict
LOWER, HIGHER = (-0.09, -0.15, -0.03), (0.09, 0.03, 0.15)
OPEN, EQUAL = (-0.02, -0.09, 0.05), (0.01, -0.02, 0.04)
COMPARED = (
    "Dibandingkan dengan pria yang angkatan, pendidikan, dan keluarga jabatannya saat masuk sama, bagian wanita yang "
    "mencapai Pengawas dalam 10 tahun "
)
SAME = "Yang dibandingkan adalah wanita dan pria dari kelompok saat masuk yang sama. "
UNSURE = (
    "Belum dapat disimpulkan apakah wanita dan pria dari kelompok saat masuk yang sama berbeda "
)
WITHIN = "Perbedaan antara wanita dan pria lebih kecil daripada 5,0 poin persen "
MARGINS = " dan rasionya di antara 0,80 dan 1,25: setara dalam batas toleransi."


def decided(numbers: tuple, **changes: str):
    return replace(decide(*numbers, margin=0.05, n_events=90, n_people=300), **changes)


def proofs(excess: float, p_value: float) -> pd.DataFrame:
    rows = [("logrank_stratified", excess, p_value), ("logrank_crude", -excess, 0.0004)]
    return pd.DataFrame(rows, columns=["ukuran", "estimate", "p_value"])


def verdict(decision, tests=None, question=QUESTION):
    tests = proofs(-3, 0.4) if tests is None else tests
    return putusan_show.kalimat_putusan(decision, tests, question, DATA, time=120)


@pytest.mark.parametrize(
    ("decision", "value", "note", "sentence"),
    [
        (decided(LOWER), "9,0 poin persen", "wanita lebih rendah (selang 95%: -15,0 sampai -3,0 poin)",
         f"{COMPARED}9,0 poin persen lebih rendah daripada pria (selang 95%: -15,0 sampai -3,0 poin); selangnya "
         "tidak memuat nol."),
        (decided(HIGHER), "9,0 poin persen", "wanita lebih tinggi (selang 95%: 3,0 sampai 15,0 poin)",
         f"{COMPARED}9,0 poin persen lebih tinggi daripada pria (selang 95%: 3,0 sampai 15,0 poin); selangnya "
         "tidak memuat nol."),
        (decided(OPEN), "Belum pasti", "selang 95%: -9,0 sampai 5,0 poin",
         f"{UNSURE}(selang 95%: -9,0 sampai 5,0 poin). Ini bukan berarti tidak ada perbedaan."),
        (decided(LOWER, verdict="inconclusive"), "Belum pasti", "selang 95%: -15,0 sampai -3,0 poin",
         f"{UNSURE}(selang 95%: -15,0 sampai -3,0 poin). Selangnya tidak memuat nol, tetapi peluang salah 5% dibagi "
         "dengan sasaran lain (Tabel 3.7), dan dengan pembagian itu perbedaannya belum terbukti. Ini bukan berarti "
         "tidak ada perbedaan."),
        (decided(EQUAL), "Setara", "selang 95%: -2,0 sampai 4,0 poin",
         f"{SAME}{WITHIN}(selang 95%: -2,0 sampai 4,0 poin){MARGINS}"),
        (decide(-0.02, -0.03, -0.01, ratio=(0.90, 0.97), margin=0.05, n_events=400, n_people=1000), "Setara",
         "wanita lebih rendah (selang 95%: -3,0 sampai -1,0 poin)",
         f"{SAME}{WITHIN}(selang 95%: -3,0 sampai -1,0 poin){MARGINS} Selangnya tidak memuat nol: bagian wanita 2,0 "
         "poin persen lebih rendah, kurang dari yang dianggap berarti."),
        (decide(0.02, 0.01, 0.03, ratio=(1.03, 1.10), margin=0.05, n_events=400, n_people=1000), "Setara",
         "wanita lebih tinggi (selang 95%: 1,0 sampai 3,0 poin)",
         f"{SAME}{WITHIN}(selang 95%: 1,0 sampai 3,0 poin){MARGINS} Selangnya tidak memuat nol: bagian wanita 2,0 "
         "poin persen lebih tinggi, kurang dari yang dianggap berarti."),
    ],
)  # fmt: skip
def test_the_key_figure_and_its_sentence(decision, value, note, sentence):
    found = verdict(decision)
    card = found.parts[0].payload
    assert card["label"] == "Pengawas, 10 tahun sejak CPNS, kelompok saat masuk yang sama"
    assert (card["value"], card["note"]) == (value, note)
    assert paragraphs(found.parts[1])[0] == sentence


def test_what_these_data_would_have_shown():
    """The standard error is 0.12 / (2 * 1.96) = 0.0306; 2.80 of them are 8.6 points, of 300 people 26."""
    assert paragraphs(verdict(decided(LOWER)).parts[1])[-1] == (
        "Dengan data sebanyak ini, kesenjangan yang akan terlihat dengan peluang 80% paling sedikit kira-kira 8,6 "
        "poin persen, setara 26 orang dari kelompok yang lebih kecil."
    )


@pytest.mark.parametrize(
    ("obstacle", "value", "said"),
    [
        ("few", "Terlalu sedikit", "Jumlah kasus terlalu sedikit untuk disimpulkan"),
        ("no_leavers", "Belum ada", "Belum dapat dihitung: daftar pemberhentian dan pensiun belum ada"),
        ("rounded", "Terlalu kasar", "Pembulatan daerah yang terlindung terlalu kasar untuk disimpulkan"),
        ("protected", "Terlalu sedikit", "Tidak ada dalam gabungan terlindung dengan pilihan ini"),
    ],
)  # fmt: skip
def test_why_there_is_no_verdict(obstacle, value, said):
    found = verdict(None, question=blocked(obstacle))
    card = found.parts[0].payload
    assert (card["value"], card["note"]) == (value, said.lower())
    assert paragraphs(found.parts[1]) == [f"{said}."]


def test_no_verdict_without_entry_groups():
    found = verdict(None, question=UNGROUPED)
    assert found.parts[0].payload["value"] == "Belum ada"
    assert paragraphs(found.parts[1]) == [f"Putusan {TANPA_KELOMPOK}."]


RARE, OFTEN = "wanita lebih jarang diangkat (p = 0,010)", "wanita lebih sering diangkat (p = 0,010)"
LATER = "; putusan tetap menurut tonggak, yang ditetapkan sebelum melihat data."


@pytest.mark.parametrize(
    ("numbers", "test", "words"),
    [
        (LOWER, (-9, 0.01), f"juga menemukan {RARE}."),
        (HIGHER, (9, 0.01), f"juga menemukan {OFTEN}."),
        (LOWER, (9, 0.01), f"menunjuk arah yang berlawanan: {OFTEN}. Keduanya dibaca bersama."),
        (HIGHER, (-9, 0.01), f"menunjuk arah yang berlawanan: {RARE}. Keduanya dibaca bersama."),
        (OPEN, (-9, 0.01), f"menemukan {RARE}{LATER}"),
        (EQUAL, (9, 0.01), f"menemukan {OFTEN}{LATER}"),
        (LOWER, (-9, 0.2), "belum menemukan perbedaan yang pasti (p = 0,200)."),
        (LOWER, (-9, 0.05), "belum menemukan perbedaan yang pasti (p = 0,050)."),
        (LOWER, (0, NAN), "tidak dapat dihitung."),
    ],
)  # fmt: skip
def test_what_the_test_over_the_whole_time_adds(numbers, test, words):
    told = paragraphs(verdict(decided(numbers), proofs(*test)).parts[1])[1]
    start = "Uji log-rank di dalam kelompok yang sama atas seluruh masa pengamatan "
    assert told == start + words


# --- milestones and the wait
def shares_of(women: float, men: float, time: int = 120) -> pd.DataFrame:
    rows = {"jenis_kelamin": ["L", "P"], "time": time, "n_event": 40, "estimate": [men, women]}
    ends = {"conf_low": [men - 0.05, women - 0.05], "conf_high": [men + 0.05, women + 0.05]}
    return pd.DataFrame(rows | ends)


def gap_of(estimate: float, low: float, high: float, time: int = 120) -> pd.DataFrame:
    row = {"time": time, "estimate": estimate, "conf_low": low, "conf_high": high, "p_value": 0.01}
    return pd.DataFrame([row])


FEW = "jumlah kasus terlalu sedikit untuk disimpulkan"


@pytest.mark.parametrize(
    ("shares", "gap", "question", "sentences"),
    [
        (shares_of(0.37, 0.46), gap_of(*LOWER), QUESTION,
         ["Setelah 10 tahun, dari 100 wanita 37 (32-42) mencapai Pengawas; dari 100 pria 46 (41-51). Selisih wanita "
          "terhadap pria 9,0 poin persen lebih rendah (selang simultan 95%: -15,0 sampai -3,0 poin)."]),
        (shares_of(0.46, 0.37), gap_of(*HIGHER), QUESTION,
         ["Setelah 10 tahun, dari 100 wanita 46 (41-51) mencapai Pengawas; dari 100 pria 37 (32-42). Selisih wanita "
          "terhadap pria 9,0 poin persen lebih tinggi (selang simultan 95%: 3,0 sampai 15,0 poin)."]),
        (shares_of(0.46, 0.37), gap_of(0.09, NAN, NAN), QUESTION,
         ["Setelah 10 tahun, dari 100 wanita 46 (41-51) mencapai Pengawas; dari 100 pria 37 (32-42)."]),
        (shares_of(NAN, 0.37), gap_of(*HIGHER), QUESTION, [f"Setelah 10 tahun: {FEW}."]),
        (shares_of(0.37, 0.46), gap_of(*LOWER).iloc[:0], QUESTION, [f"Setelah 10 tahun: {FEW}."]),
        (shares_of(0.37, 0.46), gap_of(*LOWER).iloc[:0],
         SimpleNamespace(**vars(QUESTION) | {"followed": SimpleNamespace(start=36)}),
         ["Semua bagian berikut bersyarat: di antara orang yang belum mencapainya sampai bulan ke-36.",
          f"Setelah 10 tahun: {FEW}."]),
        (shares_of(0.4, 0.4).iloc[:0], gap_of(*LOWER).iloc[:0], blocked("no_leavers"),
         ["Belum dapat dihitung: daftar pemberhentian dan pensiun belum ada (Pengawas pada tonggak yang diminta)."]),
    ],
)  # fmt: skip
def test_milestones(shares, gap, question, sentences):
    assert paragraphs(insidensi_show.kalimat_tonggak(shares, gap, question)) == sentences


def wait(sex: str, estimate: float, low: float, high: float) -> pd.DataFrame:
    row = {"jenis_kelamin": sex, "estimate": estimate, "conf_low": low, "conf_high": high}
    return pd.DataFrame([row])


@pytest.mark.parametrize(
    ("median", "question", "sentence"),
    [
        (wait("P", 150, 138, 171), QUESTION, "Setengah dari wanita mencapai Pengawas dalam 12 tahun 6 bulan (selang "
         "95%: 11 tahun 6 bulan sampai 14 tahun 3 bulan)."),
        (wait("L", 120, 108, NAN), QUESTION, "Setengah dari pria mencapai Pengawas dalam 10 tahun (selang 95%: 9 "
         "tahun sampai belum tercapai)."),
        (wait("P", NAN, 138, NAN), QUESTION, "Setengah dari wanita belum mencapai Pengawas selama pengamatan."),
        (wait("L", NAN, NAN, NAN), QUESTION, "Setengah dari pria belum mencapai Pengawas selama pengamatan."),
        (wait("L", 1, 1, 1).iloc[:0], blocked("few"), "Jumlah kasus terlalu sedikit untuk disimpulkan (lama menunggu "
         "Pengawas)."),
    ],
)  # fmt: skip
def test_the_wait(median, question, sentence):
    assert paragraphs(insidensi_show.kalimat_median(median, question, DATA)) == [sentence]


def test_how_the_curve_is_read():
    (first, second) = paragraphs(insidensi_show.cara_kurva(QUESTION))
    assert first.endswith(
        "makin sedikit orang, makin lebar. Bila pita pria dan wanita bertumpuk lebar, datanya belum cukup untuk "
        "membedakan keduanya."
    )
    assert second.endswith("ikut dihitung sebagai belum mencapai; mereka tidak dihilangkan.")
    assert not insidensi_show.cara_kurva(blocked("few")).parts


@pytest.mark.parametrize(
    ("start", "conditional"),
    [(0, ""), (36, " Kurva dimulai pada bulan ke-36, bersyarat belum mencapainya.")],
)
def test_the_curve_says_what_it_shows(monkeypatch, start, conditional):
    monkeypatch.setattr(insidensi_show, "people_by_sex", lambda _: pd.Series({"L": 60, "P": 40}))
    grid = pd.DataFrame(
        {"jenis_kelamin": ["L", "L", "P", "P"], "tahun": [5, 10] * 2, "mulai": start, "n_risk": 50,
         "n_event": [9, 18, 3, 6], "estimate": [0.2, 0.3, 0.1, 0.25], "conf_low": 0.05, "conf_high": 0.4}
    )  # fmt: skip
    (figure,) = insidensi_show.gambar_insidensi(grid, QUESTION, DATA).parts
    assert figure.payload["title"] == (
        "Gambar 3.2. Bagian yang sudah mencapai Pengawas menurut tahun sejak CPNS, dengan selang kepercayaan "
        f"95%.{conditional}"
    )
    assert figure.payload["alt"] == (
        "Kurva bagian pegawai yang sudah mencapai Pengawas menurut tahun sejak CPNS, 100 orang. Pada tahun ke-10: "
        "pria 30%, wanita 25%."
    )


# --- entry groups made equal
def standard(numbers: tuple) -> pd.DataFrame:
    gap, low, high = numbers
    return pd.DataFrame(
        [{"estimate": gap, "conf_low": low, "conf_high": high, "p_value": 0.02, "share_wanita": 0.4 + gap,
          "share_pria": 0.4, "crude": -gap, "n_strata": 3, "n_total": 200, "share_people": 0.5}]
    )  # fmt: skip


BASE = (
    "Dihitung dari 3 kelompok berisi 200 orang (50% dari yang dianalisis); kelompok lain terlalu kecil atau tidak "
    "diamati dari awal sampai tonggak itu."
)
HAD = (
    "Seandainya wanita dan pria masuk dengan susunan angkatan, pendidikan, dan keluarga jabatan yang sama, dari 100 "
    "wanita "
)


@pytest.mark.parametrize(
    ("table", "question", "sentence"),
    [
        (standard(LOWER), QUESTION, f"{HAD}31,0 mencapai Pengawas dalam 10 tahun, dari 100 pria 40,0: selisih wanita "
         "dikurangi pria -9,0 poin persen (selang 95%: -15,0 sampai -3,0). Tanpa disamakan, selisih pada orang yang "
         f"sama 9,0 poin persen. {BASE}"),
        (standard(HIGHER), QUESTION, f"{HAD}49,0 mencapai Pengawas dalam 10 tahun, dari 100 pria 40,0: selisih wanita "
         "dikurangi pria 9,0 poin persen (selang 95%: 3,0 sampai 15,0). Tanpa disamakan, selisih pada orang yang "
         f"sama -9,0 poin persen. {BASE}"),
        (standard(OPEN), QUESTION, f"{HAD}38,0 mencapai Pengawas dalam 10 tahun, dari 100 pria 40,0: selisih wanita "
         "dikurangi pria -2,0 poin persen (selang 95%: -9,0 sampai 5,0; selang ini memuat nol). Tanpa disamakan, "
         f"selisih pada orang yang sama 2,0 poin persen. {BASE}"),
        (standard(OPEN).iloc[:0], QUESTION, "Selisih dengan susunan angkatan, pendidikan, dan keluarga jabatan yang "
         "disamakan tidak dapat dihitung: tidak cukup kelompok yang memuat paling sedikit 10 wanita dan 10 pria sejak "
         "awal, diamati sampai 10 tahun, dan paling sedikit 5 orang dari setiap jenis kelamin mencapainya."),
        (standard(LOWER), UNGROUPED, f"Selisih dengan susunan yang disamakan {TANPA_KELOMPOK}."),
    ],
)  # fmt: skip
def test_the_difference_with_equal_entry_groups(table, question, sentence):
    told = banding_show.kalimat_standar(table, question, DATA, time=120)
    assert paragraphs(told) == [sentence]


def test_lines_of_the_tests_say_what_is_subtracted():
    tests = pd.DataFrame(
        {"ukuran": ["logrank_stratified", "logrank_crude", "rmst"], "estimate": [-9.0, -4.0, 3.0],
         "conf_low": NAN, "conf_high": NAN, "p_value": 0.01, "method": "m"}
    )  # fmt: skip
    shown = banding_show.tabel_uji(tests, standard(LOWER), QUESTION, DATA, time=120)
    assert shown.payload["title"] == "Tabel 3.5. Perbandingan wanita dan pria menuju Pengawas"
    assert [row[:2] for row in shown.payload["rows"]] == [
        ["Uji log-rank, berstrata angkatan, pendidikan, dan keluarga jabatan saat masuk: promosi wanita dikurangi "
         "harapan (orang)", -9.0],
        ["Uji log-rank tanpa strata: promosi wanita dikurangi harapan (orang)", -4.0],
        ["Rata-rata waktu sejak mencapainya dalam masa pengamatan, wanita dikurangi pria (bulan)", 3.0],
        ["Selisih bagian pada 10 tahun dengan susunan angkatan, pendidikan, dan keluarga jabatan disamakan, wanita "
         "dikurangi pria (poin persen)", -9.0],
        ["Bagian wanita pada 10 tahun dengan susunan angkatan, pendidikan, dan keluarga jabatan disamakan (persen)",
         pytest.approx(31)],
        ["Bagian pria pada 10 tahun dengan susunan angkatan, pendidikan, dan keluarga jabatan disamakan (persen)",
         40.0],
        ["Selisih orang yang sama pada 10 tahun tanpa disamakan, wanita dikurangi pria (poin persen)", 9.0],
    ]  # fmt: skip
    methods = [row[-1] for row in shown.payload["rows"][3:]]
    direct = "standardisasi langsung, 3 kelompok berisi 200 orang (50% dari yang dianalisis)"
    assert methods == [direct] * 3 + ["Aalen-Johansen"]
    assert "sampai 10 tahun (Tabel 3.7), tonggak yang ditetapkan" in shown.payload["notes"][0]


def test_differences_are_women_less_men():
    shown = insidensi_show.tabel_selisih(gap_of(*LOWER), QUESTION, DATA)
    assert shown.payload["title"] == (
        "Tabel 3.4. Selisih wanita dikurangi pria, Pengawas (poin persen)"
    )
    assert shown.payload["rows"][0][:2] == [120, -0.09]


# --- models
SLOWER = "Catatan: rasio di bawah 1 berarti wanita lebih lambat. "
ADJUSTED = (
    " Disesuaikan menurut angkatan, pendidikan, dan keluarga jabatan saat masuk, lama kerja, serta masa berlakunya "
    "aturan pengangkatan (2022, 2024, Oktober 2025)."
)
MODEL = pd.DataFrame(
    [{"model": "waktu diskret", "term": "Wanita", "hazard_ratio": 0.8, "conf_low": 0.6, "conf_high": 1.1,
      "p_value": 0.2, "kejadian_pria": 60, "kejadian_wanita": 40}]
)  # fmt: skip


@pytest.mark.parametrize(
    ("table", "proportional", "p_time", "question", "note"),
    [
        (MODEL, True, 0.4, QUESTION, f"{SLOWER}Pemeriksaan perubahan rasio menurut waktu: p = 0,400.{ADJUSTED}"),
        (MODEL, True, NAN, QUESTION, f"{SLOWER}Perubahan rasio menurut waktu tidak dapat diperiksa: untuk itu "
         "diperlukan paling sedikit 5 promosi wanita dan 5 promosi pria sebelum dan sesudah 10 tahun." + ADJUSTED),
        (MODEL, False, 0.01, QUESTION, "Catatan: rasio wanita terhadap pria berubah menurut waktu (p = 0,010), "
         "sehingga tidak diringkas menjadi satu angka. Kedua rasio dan pemeriksaan itu membandingkan wanita dan pria "
         "dengan angkatan, pendidikan, dan keluarga jabatan saat masuk serta lama kerja yang sama (log-rank "
         "berstrata)."),
        (MODEL, True, 0.4, UNGROUPED, f"{SLOWER}Pemeriksaan perubahan rasio menurut waktu: p = 0,400.{ADJUSTED} Model "
         "Cox memerlukan data orang, sehingga tidak ada dalam laporan gabungan."),
        (MODEL.iloc[:0], True, NAN, UNGROUPED, f"Catatan: model {TANPA_KELOMPOK}."),
        (MODEL.iloc[:0], True, NAN, blocked("few"), "Jumlah kasus terlalu sedikit untuk disimpulkan dengan model ini."),
    ],
)  # fmt: skip
def test_the_note_of_the_models(table, proportional, p_time, question, note):
    hazards = Hazards(table, proportional=proportional, p_time=p_time, n_event=100)
    shown = banding_show.tabel_model(hazards, question, DATA)
    assert shown.payload["notes"] == [note]
    assert shown.payload["title"] == "Tabel 3.6. Rasio hazard menuju Pengawas, 100 promosi"


# --- all targets
def lines(**columns: object) -> pd.DataFrame:
    row = {"n_pria": 60, "n_wanita": 40, "kejadian_pria": 30, "kejadian_wanita": 10, "share_pria": 0.5,
           "share_wanita": 0.25, "estimate": -0.09, "conf_low": -0.15, "conf_high": -0.03, "p_value": 0.01}  # fmt: skip
    return pd.DataFrame([row | columns])


@pytest.mark.parametrize(
    ("verdict", "numbers", "word"),
    [
        ("gap", LOWER, "ada kesenjangan"), ("gap", HIGHER, "ada kesenjangan"),
        ("equivalent", EQUAL, "setara dalam batas toleransi"),
        ("equivalent", (-0.02, -0.03, -0.01), "berbeda, tetapi di dalam batas toleransi"),
        ("equivalent", (0.02, 0.01, 0.03), "berbeda, tetapi di dalam batas toleransi"),
        ("inconclusive", OPEN, "belum dapat disimpulkan"),
        ("inconclusive", LOWER, "belum dapat disimpulkan"),
        ("too_few", (NAN,) * 3, "jumlah kasus terlalu sedikit"),
        ("rounded", (NAN,) * 3, "pembulatan terlalu kasar"),
        ("no_groups", (NAN,) * 3, "tanpa kelompok pembanding"),
    ],
)  # fmt: skip
def test_verdicts_of_all_targets(verdict, numbers, word):
    values = dict(zip(("estimate", "conf_low", "conf_high"), numbers, strict=True))
    table = lines(sasaran="Pengawas, sejak CPNS", putusan=verdict, **values)
    shown = banding_show.tabel_sasaran(table, DATA, time=120)
    assert shown.payload["rows"][0][:4] == ["Pengawas, sejak CPNS", word, 60, 40]
    assert shown.payload["title"] == "Tabel 3.7. Semua sasaran pada 10 tahun"
    assert shown.payload["notes"][0].startswith(
        "Catatan: selisih, selang, nilai-p, dan putusan berasal dari satu perbandingan: wanita dan pria dengan"
    )


@pytest.mark.parametrize(
    ("treatment", "word"),
    [
        ("compete", "Penyetaraan sebagai risiko bersaing (utama)"),
        ("censor", "Penyetaraan sebagai penyensoran"),
        ("stay", "Tetap berisiko; JF Ahli Madya dihitung mencapai"),
    ],
)
def test_treatments_of_conversion(treatment, word):
    table = lines(perlakuan=treatment, putusan="gap")
    shown = banding_show.tabel_penyetaraan(table, DATA, time=120)
    assert shown.payload["rows"][0][:2] == [word, "ada kesenjangan"]
    assert shown.payload["notes"][0].endswith("putusan sasaran ini ada pada Tabel 3.7.")


def test_parts_of_the_crude_difference(monkeypatch):
    monkeypatch.setattr(banding_show, "released_split", lambda table, *_: table)
    table = pd.DataFrame(
        {"part": ["total", "composition", "rate"], "estimate": [-0.1, -0.07, -0.03], "conf_low": -0.2,
         "conf_high": 0.0}
    )  # fmt: skip
    shown = banding_show.tabel_susunan(table, QUESTION, DATA, time=120)
    assert [row[:2] for row in shown.payload["rows"]] == [
        ["Selisih seluruhnya", -0.1], ["karena susunan keluarga jabatan", -0.07],
        ["karena laju di dalam keluarga jabatan yang sama", -0.03],
    ]  # fmt: skip
    assert [c["label"] for c in shown.payload["columns"]][1] == "Wanita dikurangi pria"
    (note,) = shown.payload["notes"]
    assert (
        "bagian laju di sini lebih kecil daripada selisih pada keluarga jabatan teknis saja" in note
    )
    lacking = banding_show.tabel_susunan(table, blocked("protected"), DATA, time=120)
    assert lacking.payload["notes"][0] == f"Catatan: uraian ini {TANPA_KELOMPOK}."


# --- rank, requirements
STEP = pd.DataFrame(
    [{"dari": "III/a", "ke": "III/b", "n_pria": 60, "n_wanita": 40, "median_pria": 48, "median_wanita": 50,
      "kejadian_pria": 50, "kejadian_wanita": 30, "harapan_wanita": 33.0, "varians_wanita": 9.0, "p_value": 0.3,
      "p_holm": 0.6}]
)  # fmt: skip


@pytest.mark.parametrize(
    ("edition", "pooled", "last"),
    [
        ("internal", None, "sehingga kesenjangan lebih mungkin tampak pada jabatan struktural."),
        ("internal", SimpleNamespace(tier="tepat", agencies=[{}]), "lebih mungkin tampak pada jabatan struktural."),
        ("internal", SimpleNamespace(tier="terlindung", agencies=[{}]),
         "daerah yang terlindung memberi tabel tanpa kenaikan pangkat."),
        ("pokja", None, "… = tidak ditampilkan."),
    ],
)  # fmt: skip
def test_the_note_of_rank_speed(edition, pooled, last):
    notes = karier_show.tabel_pangkat(STEP, opened(edition, pooled=pooled)).payload["notes"]
    assert notes[-1].endswith(last)
    assert ("Golongan nilai-p tidak tampil" in " ".join(notes)) is (edition == "pokja")


@pytest.mark.parametrize(("edition", "told"), [("internal", False), ("pokja", True)])
def test_the_note_of_requirements(edition, told):
    table = pd.DataFrame(
        [{"ke": "Administrator", "dari": "Pengawas", "syarat": "PKP", "pria": 20, "pria_semua": 40,
          "share_pria": 0.5, "wanita": 12, "wanita_semua": 30, "share_wanita": 0.4}]
    )  # fmt: skip
    note = karier_show.tabel_syarat(table, opened(edition)).payload["notes"][0]
    assert "persentase dari kurang dari 10 orang tidak ditampilkan" in note
    public = (
        "bukan saringan awal. Edisi pokja dan publik: pada baris diklat Pengawas dan Administrator 'seluruhnya' "
        "memuat juga yang tidak diketahui."
    )
    assert (public in note) is told
    assert note.endswith("diketahui." if told else "bukan saringan awal.")


# --- before and after a programme
CAUTION = (
    " Yang dibandingkan hanya waktunya: hal lain yang berubah pada masa yang sama ikut terhitung, sehingga bukan bukti "
    "bahwa program itu penyebabnya."
)
RATIO = "Rasio laju pengangkatan Pengawas, wanita terhadap pria, "


def before_after(before: float, after: float, change: tuple) -> BeforeAfter:
    names = ("estimate", "conf_low", "conf_high", "p_value")
    rates = pd.DataFrame(
        [(period, sex, 30, 1000.0, 3.0, 2.0, 4.0) for period in ("1. sebelum", "2. sesudah") for sex in "PL"],
        columns=["masa", "jenis_kelamin", "n_event", "orang_tahun", *names[:3]],
    )  # fmt: skip
    ratios = pd.DataFrame(
        [("1. sebelum", before, 0.5, 0.9, 0.01), ("2. sesudah", after, 0.5, 0.9, 0.01)],
        columns=["masa", *names],
    )
    return BeforeAfter(rates, ratios, pd.DataFrame([dict(zip(names, change, strict=True))]))


@pytest.mark.parametrize(
    ("before", "after", "change", "sentence"),
    [
        (0.5, 0.8, (1.6, 1.1, 2.3, 0.01), "berubah (naik): 0,50 sebelum dan 0,80 sesudah X; sesudah dibagi sebelum "
         f"1,60 (selang 95%: 1,10 sampai 2,30; p = 0,010).{CAUTION}"),
        (0.8, 0.5, (0.63, 0.4, 0.9, 0.01), "berubah (turun): 0,80 sebelum dan 0,50 sesudah X; sesudah dibagi sebelum "
         f"0,63 (selang 95%: 0,40 sampai 0,90; p = 0,010).{CAUTION}"),
        (0.5, 0.6, (1.2, 0.8, 1.8, 0.3), "tidak terbukti berubah: 0,50 sebelum dan 0,60 sesudah X; sesudah dibagi "
         f"sebelum 1,20 (selang 95%: 0,80 sampai 1,80; p = 0,300). Ini bukan berarti rasionya tetap.{CAUTION}"),
    ],
)  # fmt: skip
def test_the_change_of_the_ratio(before, after, change, sentence):
    found = before_after(before, after, change)
    assert paragraphs(karier_show.kalimat_program(found, QUESTION, "X", DATA)) == [RATIO + sentence]


@pytest.mark.parametrize(("edition", "least"), [("internal", 5), ("pokja", 8)])
def test_too_few_appointments_for_a_change(edition, least):
    found = before_after(1, 1, (1, 1, 1, 1))
    none = replace(found, change=found.change.iloc[:0])
    assert paragraphs(karier_show.kalimat_program(none, QUESTION, "X", opened(edition))) == [
        "Apakah rasio wanita terhadap pria berubah: kasus terlalu sedikit. Untuk itu diperlukan paling sedikit "
        f"{least} pengangkatan wanita dan {least} pengangkatan pria, baik sebelum maupun sesudahnya."
    ]


SET = Config(kohort=Kohort(program_nama="Seleksi terbuka", program_mulai=date(2024, 1, 1)))


def test_tables_of_a_programme():
    found = before_after(0.5, 0.8, (1.6, 1.1, 2.3, 0.01))
    rates, ratios, _ = karier_show.tabel_program(found, QUESTION, opened(config=SET)).parts
    assert rates.payload["title"] == (
        "Tabel 3.12. Pengangkatan Pengawas per 100 orang-tahun sebelum dan sesudah 1 Januari 2024 (Seleksi terbuka)"
    )
    assert [row[:2] for row in rates.payload["rows"]] == [
        ["sebelum", "wanita"], ["sebelum", "pria"], ["sesudah", "wanita"], ["sesudah", "pria"],
    ]  # fmt: skip
    assert ratios.payload["title"] == (
        "Tabel 3.13. Rasio laju wanita terhadap pria, dan perubahannya"
    )
    assert [row[:2] for row in ratios.payload["rows"]] == [
        ["sebelum", 0.5], ["sesudah", 0.8], ["sesudah dibagi sebelum", 1.6],
    ]  # fmt: skip
    assert "rasio 1 berarti wanita diangkat secepat pria" in ratios.payload["notes"][0]


@pytest.mark.parametrize(
    ("edition", "note"),
    [
        ("internal", "karena laju yang tampil hanya bila cukup banyak rata-rata terlalu tinggi; bila sedikit, "
         "selangnya lebar."),
        ("pokja", "yang tampil karena itu terpilih, dan rata-rata agak terlalu tinggi."),
    ],
)  # fmt: skip
def test_which_rates_are_shown(edition, note):
    found = before_after(0.5, 0.8, (1.6, 1.1, 2.3, 0.01))
    shown = karier_show.tabel_program(found, QUESTION, opened(edition, config=SET)).parts[0]
    assert shown.payload["notes"][0].endswith(note)


@pytest.mark.parametrize(
    ("data", "question", "start"),
    [
        (DATA, QUESTION, "Belum ada program yang dibandingkan."),
        (opened(config=SET, pooled=object()), QUESTION, "Sebelum dan sesudah program tidak ada dalam laporan"),
        (opened(config=SET), blocked("few"), "Jumlah kasus terlalu sedikit untuk disimpulkan (sebelum dan sesudah"),
    ],
)  # fmt: skip
def test_nothing_before_and_after(data, question, start):
    found = before_after(1, 1, (1, 1, 1, 1))
    none = replace(found, rates=found.rates.iloc[:0])
    (sentence,) = paragraphs(karier_show.tabel_program(none, question, data))
    assert sentence.startswith(start)


# --- notes that no function decides
@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        ("kohort_alur", "baru mulai lebih dari {bulan} bulan sesudah TMT CPNS"),
        ("kohort_insidensi", "Tabel berhenti bila yang berisiko kurang dari {terkecil} orang"),
        ("kohort_sasaran", "Putusan 'ada kesenjangan' bila nilai-p terkoreksi di bawah 0,05."),
    ],
)
def test_limits_in_notes(name, phrase):
    assert phrase in " ".join(note.text for note in texts().entry(name).notes)

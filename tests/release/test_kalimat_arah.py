"""Numbers and the words that follow from them: both directions, both sexes, each verdict.

Every sentence that states a direction or an agreement has its table here. A word exchanged in one of
them, or a sex, makes a line fail.
"""

from __future__ import annotations

import re
from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from pug_analysis.analyses.hazards import Hazards
from pug_analysis.careers.columns import SEX
from pug_analysis.config import Config
from pug_analysis.pages.alumni import alumni_show, kepemimpinan_show, pembanding_show
from pug_analysis.pages.alumni.alumni import Asked
from pug_analysis.pages.kohort import banding_show, insidensi_show
from pug_analysis.pages.pelatihan import akses_show, asosiasi_show, laju_show, peserta_show
from pug_analysis.pages.peta import keluar_show, ranah_show, ringkas_show
from pug_analysis.pages.piramida import jenjang_show
from pug_analysis.pages.tren import perubahan_show
from pug_analysis.release.display import Released, Several
from pug_analysis.stats.decision import decide

NAN = float("nan")
DATA = SimpleNamespace(
    edition="internal", config=Config(), pooled=None, cutoff=date(2025, 12, 31), year=2025,
    periode=SimpleNamespace(label="2025"),
)  # fmt: skip
#: What the sentences read of a question that can be answered.
QUESTION = SimpleNamespace(
    target="Pengawas", obstacle="", enough=True, tallies=None, stratified=object(),
    followed=SimpleNamespace(start=0),
)  # fmt: skip


def said(one: Released | Several | str) -> str:
    parts = one.parts if isinstance(one, Several) else (one,)
    html = " ".join(part if isinstance(part, str) else part.html for part in parts)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip().replace("&lt;", "<")


# --- the verdict of the cohort page
LOWER, HIGHER = (-0.09, -0.15, -0.03), (0.09, 0.03, 0.15)
OPEN, EQUAL = (-0.02, -0.09, 0.05), (0.01, -0.02, 0.04)


def decided(numbers: tuple, **changes: str):
    from dataclasses import replace

    return replace(decide(*numbers, margin=0.05, n_events=90, n_people=300), **changes)


def proofs(excess: float, p_value: float) -> pd.DataFrame:
    rows = [("logrank_stratified", excess, p_value), ("logrank_crude", -excess, 0.0004)]
    return pd.DataFrame(rows, columns=["ukuran", "estimate", "p_value"])


@pytest.mark.parametrize(
    ("numbers", "words", "note"),
    [
        (LOWER, "9,0 poin persen lebih rendah daripada pria (selang 95%: -15,0 sampai -3,0 poin); selangnya "
                "tidak memuat nol.", "wanita lebih rendah (selang 95%: -15,0 sampai -3,0 poin)"),
        (HIGHER, "9,0 poin persen lebih tinggi daripada pria (selang 95%: 3,0 sampai 15,0 poin)",
         "wanita lebih tinggi (selang 95%: 3,0 sampai 15,0 poin)"),
        (OPEN, "Belum dapat disimpulkan apakah wanita dan pria dari kelompok saat masuk yang sama berbeda "
               "(selang 95%: -9,0 sampai 5,0 poin). Ini bukan berarti tidak ada perbedaan.",
         "selang 95%: -9,0 sampai 5,0 poin"),
        (EQUAL, "dari kelompok saat masuk yang sama. Perbedaan antara wanita dan pria lebih kecil daripada 5,0 "
                "poin persen (selang 95%: -2,0 sampai 4,0 poin) dan rasionya di antara 0,80 "
                "dan 1,25: setara dalam batas toleransi.", "selang 95%: -2,0 sampai 4,0 poin"),
    ],
)  # fmt: skip
def test_verdict_of_the_milestone(numbers, words, note):
    found = insidensi_show.kalimat_putusan(
        decided(numbers), proofs(-3, 0.4), QUESTION, DATA, time=120
    )
    assert words in said(found)
    assert found.parts[0].payload["note"] == note
    other = "lebih tinggi" if "lebih rendah" in words else "lebih rendah"
    assert other not in said(found)


ALSO, AGAINST = "juga menemukan", "arah yang berlawanan"


@pytest.mark.parametrize(
    ("numbers", "test", "words", "never"),
    [
        # a gap: only a test that points to the same side agrees
        (LOWER, (-9, 0.0004), "juga menemukan wanita lebih jarang diangkat (p < 0,001).", (AGAINST,)),
        (HIGHER, (9, 0.01), "juga menemukan wanita lebih sering diangkat (p = 0,010).", (AGAINST,)),
        (LOWER, (9, 0.01), "arah yang berlawanan: wanita lebih sering diangkat (p = 0,010).", (ALSO,)),
        (HIGHER, (-9, 0.01), "arah yang berlawanan: wanita lebih jarang diangkat (p = 0,010).", (ALSO,)),
        (LOWER, (-9, 0.2), "belum menemukan perbedaan yang pasti (p = 0,200).", (ALSO, AGAINST)),
        # without a gap nothing agrees, whatever the test
        (OPEN, (-9, 0.01), "menemukan wanita lebih jarang diangkat (p = 0,010); putusan tetap", (ALSO, AGAINST)),
        (OPEN, (9, 0.01), "menemukan wanita lebih sering diangkat (p = 0,010); putusan tetap", (ALSO, AGAINST)),
        (EQUAL, (9, 0.01), "menemukan wanita lebih sering diangkat (p = 0,010); putusan tetap", (ALSO, AGAINST)),
        (OPEN, (-9, 0.2), "belum menemukan perbedaan yang pasti", (ALSO, AGAINST)),
        (LOWER, (0, NAN), "tidak dapat dihitung.", (ALSO, AGAINST)),
    ],
)  # fmt: skip
def test_the_test_over_the_whole_time_agrees_only_where_it_does(numbers, test, words, never):
    text = said(
        insidensi_show.kalimat_putusan(decided(numbers), proofs(*test), QUESTION, DATA, time=120)
    )
    assert words in text
    assert not any(word in text for word in never)
    assert "p = <" not in text


def test_an_interval_without_0_that_is_not_proven_is_told():
    unproven = decided(LOWER, verdict="inconclusive")
    text = said(insidensi_show.kalimat_putusan(unproven, proofs(-3, 0.4), QUESTION, DATA, time=120))
    assert "Belum dapat disimpulkan" in text
    assert "Selangnya tidak memuat nol, tetapi peluang salah 5% dibagi" in text
    assert "lebih rendah daripada pria" not in text
    plain = said(
        insidensi_show.kalimat_putusan(decided(OPEN), proofs(-3, 0.4), QUESTION, DATA, time=120)
    )
    assert "peluang salah 5%" not in plain


def test_without_entry_groups_there_is_no_verdict():
    bare = SimpleNamespace(**vars(QUESTION) | {"tallies": object(), "stratified": None})
    found = insidensi_show.kalimat_putusan(None, proofs(-3, 0.4), bare, DATA, time=120)
    assert found.parts[0].payload["value"] == "Belum ada"
    assert "tanpa angkatan, pendidikan, dan keluarga jabatan" in said(found)
    assert "terlalu sedikit" not in said(found)


# --- milestones, medians, the standardised difference
def shares_of(women: float, men: float, **columns: object) -> pd.DataFrame:
    rows = {SEX: ["L", "P"], "time": 120, "n_event": 40, "estimate": [men, women]}
    ends = {"conf_low": [men - 0.05, women - 0.05], "conf_high": [men + 0.05, women + 0.05]}
    return pd.DataFrame(rows | ends | columns)


def gap_of(estimate: float, low: float, high: float, **columns: object) -> pd.DataFrame:
    row = {"time": 120, "estimate": estimate, "conf_low": low, "conf_high": high, "p_value": 0.01}
    return pd.DataFrame([row | columns])


@pytest.mark.parametrize(
    ("women", "men", "numbers", "words"),
    [
        (0.37, 0.46, LOWER, "dari 100 wanita 37 (32-42) mencapai Pengawas; dari 100 pria 46 (41-51). Selisih "
         "wanita terhadap pria 9,0 poin persen lebih rendah (selang simultan 95%: -15,0 sampai -3,0 poin)."),
        (0.46, 0.37, HIGHER, "dari 100 wanita 46 (41-51) mencapai Pengawas; dari 100 pria 37 (32-42). Selisih "
         "wanita terhadap pria 9,0 poin persen lebih tinggi (selang simultan 95%: 3,0 sampai 15,0 poin)."),
        (0.4, 0.4, (0.0002, -0.05, 0.05), "Selisih wanita terhadap pria 0,0 poin persen (selang simultan"),
    ],
)  # fmt: skip
def test_milestones_of_the_cohort(women, men, numbers, words):
    text = said(insidensi_show.kalimat_tonggak(shares_of(women, men), gap_of(*numbers), QUESTION))
    assert words in text


def test_the_wait_of_each_sex():
    median = pd.DataFrame(
        {SEX: ["L", "P"], "estimate": [120.0, 150.0], "conf_low": [110.0, 140.0], "conf_high": [NAN, 170.0]}
    )  # fmt: skip
    text = said(insidensi_show.kalimat_median(median, QUESTION, DATA))
    assert "Setengah dari pria mencapai Pengawas dalam 10 tahun (" in text
    assert "Setengah dari wanita mencapai Pengawas dalam 12 tahun 6 bulan (" in text
    assert "sampai belum tercapai)" in text
    never = said(
        insidensi_show.kalimat_median(median.assign(estimate=[120.0, NAN]), QUESTION, DATA)
    )
    assert "Setengah dari wanita belum mencapai Pengawas" in never


@pytest.mark.parametrize(
    ("numbers", "end"),
    [(LOWER, "sampai -3,0)."), (HIGHER, "sampai 15,0)."), (OPEN, "sampai 5,0; selang ini memuat nol).")],
)  # fmt: skip
def test_the_standardised_difference(numbers, end):
    gap, low, high = numbers
    row = {"estimate": gap, "conf_low": low, "conf_high": high, "share_wanita": 0.4 + gap, "share_pria": 0.4,
           "crude": -gap, "n_strata": 3, "n_total": 200, "share_people": 0.5}  # fmt: skip
    text = said(banding_show.kalimat_standar(pd.DataFrame([row]), QUESTION, DATA, time=120))
    women = f"{100 * (0.4 + gap):.1f}".replace(".", ",")
    assert f"dari 100 wanita {women} mencapai Pengawas dalam 10 tahun, dari 100 pria 40,0" in text
    assert f"selisih wanita dikurangi pria {100 * gap:.1f}".replace(".", ",") in text
    assert end in text


@pytest.mark.parametrize(
    ("crude", "fair", "warned"),
    [
        ((-9, 0.01), (5, 0.2), True), ((9, 0.2), (-5, 0.01), True),
        ((-9, 0.2), (5, 0.3), False),  # two that find nothing point nowhere
        ((-9, 0.01), (-5, 0.01), False), ((9, 0.01), (5, 0.01), False), ((0, 1), (5, 0.01), False),
        ((-9, 0.01), (NAN, NAN), False),
    ],
)  # fmt: skip
def test_crude_and_fair_on_opposite_sides(crude, fair, warned):
    names = ("logrank_crude", "logrank_stratified")
    rows = [(name, *numbers) for name, numbers in zip(names, (crude, fair), strict=True)]
    tests = pd.DataFrame(rows, columns=["ukuran", "estimate", "p_value"])
    assert bool(banding_show.kotak_simpson(tests).parts) is warned
    assert banding_show.kotak_simpson(tests.iloc[:0]).parts == ()


@pytest.mark.parametrize(
    ("proportional", "p_time", "words", "others"),
    [
        (True, 0.4, "Pemeriksaan perubahan rasio menurut waktu: p = 0,400.", ("tidak dapat", "berubah")),
        (False, 0.01, "rasio wanita terhadap pria berubah menurut waktu (p = 0,010), sehingga tidak "
                      "diringkas menjadi satu angka", ("Pemeriksaan", "masa berlakunya")),
        (True, NAN, "tidak dapat diperiksa: untuk itu diperlukan paling sedikit 5 promosi wanita dan 5 "
                    "promosi pria sebelum dan sesudah 10 tahun.", ("Pemeriksaan", "berubah")),
    ],
)  # fmt: skip
def test_whether_the_ratio_changes_with_time(proportional, p_time, words, others):
    numbers = ("model", "term", "hazard_ratio", "conf_low", "conf_high", "p_value")
    table = pd.DataFrame([("x", "Wanita dibanding pria", 0.7, 0.5, 0.9, 0.01)], columns=numbers)
    found = Hazards(table, proportional, p_time=p_time, n_event=90)
    (note,) = banding_show.tabel_model(found, QUESTION, DATA).payload["notes"]
    assert words in note
    assert not any(other in note for other in others)


# --- training
@pytest.mark.parametrize(
    ("women", "men", "numbers", "words"),
    [
        (0.37, 0.46, LOWER, "dari 100 wanita 37,0 (32,0-42,0) sudah ikut; dari 100 pria 46,0 (41,0-51,0). Selisih "
         "wanita terhadap pria 9,0 poin persen lebih rendah"),
        (0.46, 0.37, HIGHER, "dari 100 wanita 46,0 (41,0-51,0) sudah ikut; dari 100 pria 37,0 (32,0-42,0). "
         "Selisih wanita terhadap pria 9,0 poin persen lebih tinggi"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("sure", [True, False])
def test_milestones_of_access(women, men, numbers, words, sure):
    numbers = numbers if sure else (numbers[0], -0.2, 0.2)
    access = SimpleNamespace(eligible=SimpleNamespace(level="PKP", route="sebelum"))
    shares, gap = shares_of(women, men, jalur="sebelum"), gap_of(*numbers, jalur="sebelum")
    text = said(akses_show.kalimat_akses(shares, gap, access))
    assert words in text
    assert ("selangnya tidak memuat nol" in text) is sure
    assert ("belum dapat disimpulkan" in text) is not sure


def ratios(verdict: str, numbers: tuple, route: str) -> pd.DataFrame:
    estimate, low, high = numbers
    row = {"jenjang": "Semua jenjang", "jalur": route, "n_pria": 30, "n_wanita": 20, "estimate": estimate,
           "conf_low": low, "conf_high": high, "rasio_terlihat": 0.5, "putusan": verdict}  # fmt: skip
    return pd.DataFrame([row | {"ukuran": "kasar"}, row | {"ukuran": "disesuaikan"}])


@pytest.mark.parametrize(
    ("verdict", "numbers", "value", "words"),
    [
        ("gap", (0.6, 0.4, 0.9), "0,60 kali", "wanita mengikuti pelatihan 0,60 kali sesering pria yang sama "
         "berhaknya (selang 95%: 0,40 sampai 0,90); selangnya tidak memuat 1."),
        ("gap", (1.6, 1.1, 2.4), "1,60 kali", "wanita mengikuti pelatihan 1,60 kali sesering pria"),
        ("equivalent", (1.0, 0.9, 1.1), "Setara", "setara dalam batas toleransi 0,80 sampai 1,25."),
        ("inconclusive", (0.8, 0.5, 1.2), "Belum pasti", "belum dapat disimpulkan apakah keduanya berbeda. Ini "
         "bukan berarti tidak ada perbedaan"),
        ("inconclusive", (0.6, 0.4, 0.96), "Belum pasti", "Selangnya tidak memuat 1, tetapi dengan koreksi"),
        ("too_few", (NAN, NAN, NAN), "Terlalu sedikit", "jumlah kasus terlalu sedikit"),
    ],
)  # fmt: skip
def test_verdicts_on_rates_of_training(verdict, numbers, value, words):
    other = ratios("inconclusive", (1.0, 0.5, 2.0), "sesudah")
    found = laju_show.kalimat_rasio(ratios(verdict, numbers, "sebelum"), other, DATA, margin=1.25)
    assert found.parts[0].payload["value"] == value
    assert words in said(found).partition("Sesudah diangkat")[0]
    turned = laju_show.kalimat_rasio(other, ratios(verdict, numbers, "sesudah"), DATA, margin=1.25)
    assert words in said(turned).partition("Sesudah diangkat")[2]


@pytest.mark.parametrize(
    ("crude", "fair", "warned"),
    [
        ((0.6, 0.4, 0.9), (1.2, 0.8, 1.6), True), ((1.6, 1.1, 2.4), (0.8, 0.5, 1.2), True),
        ((0.9, 0.5, 1.4), (1.2, 0.8, 1.6), False), ((0.6, 0.4, 0.9), (0.7, 0.5, 0.95), False),
    ],
)  # fmt: skip
def test_crude_and_adjusted_rates_on_opposite_sides(crude, fair, warned):
    table = ratios("gap", crude, "sebelum")
    names = ["estimate", "conf_low", "conf_high"]
    table.loc[1, names] = fair
    assert bool(laju_show.kotak_berlawanan(table).parts) is warned


@pytest.mark.parametrize(
    ("ratio", "p_holm", "words"),
    [
        ((1.6, 1.2, 2.2), 0.01, "yang sudah dilatih lebih sering diangkat daripada yang belum"),
        ((0.6, 0.4, 0.9), 0.01, "yang sudah dilatih lebih jarang diangkat daripada yang belum"),
        ((0.6, 0.4, 0.9), 0.06, "tidak terbukti berbeda dari yang belum dilatih (selangnya tidak memuat 1"),
        ((1.1, 0.8, 1.5), 0.6, "tidak terbukti berbeda dari yang belum dilatih."),
    ],
)  # fmt: skip
def test_promotion_after_training(ratio, p_holm, words):
    names = ("hazard_ratio", "conf_low", "conf_high")
    row = pd.Series({"pelatihan": "PKP", "jabatan": "Pengawas", "halangan": "", "p_holm": p_holm,
                     "p_interaksi": 0.5, **dict(zip(names, ratio, strict=True))})  # fmt: skip
    assert words in asosiasi_show._sentence(row)
    differs = asosiasi_show._sentence(row.replace({0.5: 0.01}))
    assert "Rasio ini berbeda antara wanita dan pria" in differs
    assert "Tidak terbukti bahwa rasio ini berbeda" in asosiasi_show._sentence(row)


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        ("reached", "bagiannya paling sedikit 30 persen sesuai target"),
        ("missed", "bagiannya di bawah target 30 persen"),
        ("inconclusive", "belum dapat diputuskan apakah target 30 persen tercapai"),
        ("too_few", "jumlah kasus terlalu sedikit"),
        ("no_leavers", "target 30 persen tidak dinilai"),
    ],
)
def test_the_target_of_participants(verdict, words):
    row = pd.Series({"wanita": 40, "total": 90, "share_wanita": 0.444, "conf_low": 0.34, "conf_high": 0.55,
                     "putusan": verdict})  # fmt: skip
    text = peserta_show._against("Selama ini", row, 0.30)
    assert "40 dari 90 peserta wanita" in text
    assert words in text


# --- alumni
ASKED = Asked("PKP", (12,), 12, (0.25, 0.30))


@pytest.mark.parametrize(("sex", "word"), [("P", "wanita"), ("L", "pria")])
@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((0.08, 0.01, 0.15), "8,0 poin persen (selang 95%: 1,0 sampai 15,0 poin): alumni lebih sering naik"),
        ((-0.08, -0.15, -0.01), "-8,0 poin persen (selang 95%: -15,0 sampai -1,0 poin): alumni lebih jarang naik"),
        ((0.02, -0.05, 0.09), "selangnya memuat nol, sehingga belum dapat disimpulkan"),
    ],
)  # fmt: skip
def test_alumni_beside_those_not_trained(sex, word, numbers, words):
    gap, low, high = numbers
    row = {"jenjang": "PKP", SEX: sex, "time": 12, "share_alumni": 0.2 + gap, "share_lain": 0.2, "estimate": gap,
           "conf_low": low, "conf_high": high, "event_alumni": 20, "event_lain": 20}  # fmt: skip
    text = said(pembanding_show.kalimat_pembanding(pd.DataFrame([row]), ASKED, DATA))
    alumni_share = f"{100 * (0.2 + gap):.1f}".replace(".", ",")
    assert f"Dari {word} alumni PKP yang mempunyai pembanding, {alumni_share}% naik" in text
    assert f"dari {word} sejenis yang belum mengikutinya 20,0%" in text
    assert words in text


@pytest.mark.parametrize(("sex", "word"), [("P", "wanita"), ("L", "pria")])
@pytest.mark.parametrize("verdict", ["di bawah", "di dalam", "di atas", "belum dapat dipastikan"])
def test_alumni_against_the_target(sex, word, verdict):
    row = {"jenjang": "PKP", SEX: sex, "time": 12, "n": 90, "n_event": 30, "estimate": 1 / 3, "conf_low": 0.24,
           "conf_high": 0.44, "putusan": verdict}  # fmt: skip
    text = alumni_show._of_100(pd.Series(row), "sasaran 25 sampai 30 persen", DATA)
    start = f"Dari 100 {word} alumni PKP, 33 (24-44) naik jabatan struktural dalam 12 bulan: "
    unsure = "belum dapat dipastikan di bawah, di dalam, atau di atas"
    said = unsure if verdict == "belum dapat dipastikan" else verdict
    assert text == f"{start}{said} sasaran 25 sampai 30 persen (30 dari 90 orang yang diikuti)."


def test_who_reached_administrator():
    table = shares_of(0.2, 0.3, kelompok="Semua alumni PKP")
    text = said(alumni_show.kalimat_administrator(table, DATA))
    assert "Dari 100 wanita alumni PKP, 20 (15-25) mencapai Administrator dalam 10 tahun." in text
    assert "Dari 100 pria alumni PKP, 30 (25-35) mencapai Administrator dalam 10 tahun." in text


@pytest.mark.parametrize(
    ("numbers", "p_holm", "words"),
    [
        ((0.1, 0.02, 0.18), 0.01, "bagiannya naik."),
        ((-0.1, -0.18, -0.02), 0.01, "bagiannya turun."),
        ((-0.1, -0.18, -0.02), 0.08, "sesudah koreksi untuk banyaknya jenjang yang diuji (Holm)"),
        ((0.1, -0.02, 0.22), 0.2, "belum dapat dipastikan bahwa bagiannya berubah."),
    ],
)
def test_women_in_posts_before_and_now(numbers, p_holm, words):
    shares = pd.DataFrame({"jenjang": "Pengawas", "masa": ["sebelum", "sekarang"], "wanita": [20, 30],
                           "total": [80, 90], "estimate": [0.25, 1 / 3]})  # fmt: skip
    gap = pd.DataFrame([{"jenjang": "Pengawas", "p_holm": p_holm,
                         **dict(zip(("estimate", "conf_low", "conf_high"), numbers, strict=True))}])  # fmt: skip
    (text, _) = kepemimpinan_show._sentences(shares, gap, "program contoh")
    assert "20 dari 80 pejabat sebelum program contoh, 30 dari 90 sekarang" in text
    assert "wanita 25,0% menjadi 33,3%" in text
    assert text.endswith(words) or f"{words} perubahannya tidak terbukti." in text


# --- pyramid and trend
@pytest.mark.parametrize(
    ("numbers", "flagged", "words"),
    [
        ((0.15, 0.05, 0.25), True, "proporsi wanita turun 15,0 poin persen (selang kepercayaan 95%: 5,0 sampai "
         "25,0 poin): ditandai sebagai kebocoran."),
        ((-0.15, -0.25, -0.05), False, "proporsi wanita naik 15,0 poin persen (selang kepercayaan 95%: 5,0 sampai "
         "25,0 poin): penurunan sebesar 10,0 poin persen atau lebih dapat dikesampingkan."),
        ((-0.05, -0.15, 0.12), False, "proporsi wanita naik 5,0 poin persen (selang kepercayaan 95%: -12,0 sampai "
         "15,0 poin): data tahun ini belum cukup"),
        ((0.08, 0.01, 0.15), False, "proporsi wanita memang turun, tetapi belum dapat dipastikan"),
        # an interval without 0 is no proof where several steps are tested (p after Holm 0.2)
        ((0.08, 0.001, 0.16), False, "data tahun ini belum cukup untuk memastikan ada atau tidaknya kebocoran"),
        ((0.0, -0.05, 0.05), False, "proporsi wanita tidak berubah"),
    ],
)  # fmt: skip
def test_steps_of_the_ladder(numbers, flagged, words):
    gap, low, high = numbers
    row = {"lingkup": "Jalur struktural", "dari": "Pengawas", "ke": "Administrator", "estimate": gap,
           "conf_low": low, "conf_high": high, "conf_level": 0.95, "bocor": flagged,
           "p_holm": 0.2 if low == 0.001 else 0.03}  # fmt: skip
    text = said(jenjang_show.kalimat_penurunan(pd.DataFrame([row]), DATA))
    assert words in text
    # the interval is told in the direction of the word, so its sign says nothing of up and down
    assert "Batas bawah yang negatif berarti arahnya mungkin justru sebaliknya." in text


@pytest.mark.parametrize(
    ("numbers", "verdict", "words"),
    [
        ((0.05, 0.02, 0.08), "changed", "proporsinya naik 5,0 poin (selang kepercayaan 95%: 2,0 sampai 8,0 poin)"),
        ((-0.05, -0.08, -0.02), "changed", "proporsinya turun 5,0 poin (selang kepercayaan 95%: 2,0 sampai 8,0"),
        ((-0.05, -0.08, -0.02), "chance", ": dalam rentang kebetulan."),
        ((0.05, 0.02, 0.08), "corrections", ": terutama pembetulan data."),
    ],
)  # fmt: skip
def test_changes_over_time(numbers, verdict, words):
    row = pd.Series({"sub_kategori": "JPT Pratama", "kategori": "Jenjang", "perubahan": numbers[0],
                     "share_dulu": 0.2, "total_dulu": 20, "share_kini": 0.25, "total_kini": 24, "putusan": verdict,
                     **dict(zip(("estimate", "conf_low", "conf_high"), numbers, strict=True))})  # fmt: skip
    text = perubahan_show._sentence(row)
    assert "JPT Pratama: 20,0% dari 20 orang menjadi 25,0% dari 24 orang" in text
    assert words in text
    assert ("naik" in text or "turun" in text) is (verdict == "changed")


# --- the map of offices
def released(**columns: object) -> Released:
    frame = pd.DataFrame(columns)
    payload = {"columns": [{"name": c} for c in frame], "rows": frame.to_numpy(object).tolist()}
    return Released("", payload)


@pytest.mark.parametrize(
    ("share", "p_value", "words"),
    [
        (0.25, 0.01, "seluruh kabupaten berada di bawah yang diharapkan"),
        (0.45, 0.01, "seluruh kabupaten berada di atas yang diharapkan"),
        (0.25, 0.2, "data belum cukup untuk menyatakan berbeda dari yang diharapkan"),
    ],
)
def test_the_whole_regency(share, p_value, words):
    table = released(kelompok=["Semua PD"], wanita=[50], total=[200], share_wanita=[share], harapan=[70.0],
                     share_harapan=[0.35], p_value=[p_value])  # fmt: skip
    assert words in said(ringkas_show.kalimat_kabupaten(table))


@pytest.mark.parametrize(
    ("own", "words"),
    [(0.2, "juga di bawah bagian kabupaten"), (0.4, "tidak di bawah bagian kabupaten")],
)
def test_candidates_of_a_flagged_office(own, words):
    text = ringkas_show._look_at_candidates(
        pd.Series({"share_calon": own}), pd.Series({"share_harapan": 0.35})
    )
    assert words in text


@pytest.mark.parametrize(
    ("numbers", "p_value", "words"),
    [
        ((2.0, 1.2, 3.4), 0.01, "wanita lebih sering ditempatkan pada jabatan pendukung daripada pria."),
        ((0.5, 0.3, 0.8), 0.01, "pria lebih sering ditempatkan pada jabatan pendukung daripada wanita."),
        ((1.5, 0.8, 2.9), 0.2, "data belum cukup untuk menyatakan bahwa penempatan pria dan wanita berbeda."),
    ],
)  # fmt: skip
def test_supporting_and_operational_posts(numbers, p_value, words):
    estimate, low, high = numbers
    counts = released(jenjang=["Semua jenjang"] * 2, ranah=["pendukung", "operasional"], wanita=[30, 40],
                      total=[60, 120])  # fmt: skip
    indices = released(sebaran=["ranah"], jenjang=["Semua jenjang"], estimate=[0.2], expected=[0.1])
    odds = released(jenjang=["Semua jenjang"], estimate=[estimate], conf_low=[low], conf_high=[high],
                    p_value=[0.04], p_terkoreksi=[p_value])  # fmt: skip
    first, _ = ranah_show.kalimat_ranah(counts, indices, odds)
    assert (
        "Wanita memegang 30 dari 60 jabatan pendukung dan 40 dari 120 jabatan operasional." in first
    )
    assert first.endswith(words)


@pytest.mark.parametrize(
    ("p_value", "words"),
    [
        (0.01, "wanita tersebar antar-PD lebih timpang daripada kebetulan"),
        (0.3, "tidak terlihat bahwa PD berbeda satu sama lain lebih dari kebetulan"),
    ],
)
def test_spread_over_offices(p_value, words):
    table = released(sebaran=["perangkat daerah"], estimate=[0.4], expected=[0.3], chance_low=[0.2],
                     chance_high=[0.38], p_value=[p_value])  # fmt: skip
    assert words in said(ranah_show._spread(table))


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((1.5, 1.1, 2.1), "1,50 (selang 1,10 sampai 2,10), lebih sering pada wanita"),
        ((0.6, 0.4, 0.9), "0,60 (selang 0,40 sampai 0,90), kurang sering pada wanita"),
        ((0.9, 0.6, 1.3), "data belum cukup untuk menyatakan pria dan wanita berbeda"),
    ],
)
def test_leaving_and_awards(numbers, words):
    names = ("estimate", "conf_low", "conf_high")
    row = {"wanita": 40, "pria": 30, "laju_wanita": 8.0, "laju_pria": 6.0, "rasio_masa_kerja": NAN,
           **dict(zip(names, numbers, strict=True))}  # fmt: skip
    (text, _) = keluar_show._sentences(pd.Series(row))
    assert "40 wanita dan 30 pria keluar, 8,0 dan 6,0 per 1.000 orang-tahun" in text
    assert words in text

"""What the page says of promotion after training: the right number, the naive one marked, no effect."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup

from pug_analysis.config import Config
from pug_analysis.pages.pelatihan import asosiasi as a
from pug_analysis.pages.pelatihan import asosiasi_show
from pug_analysis.terms.kalender import Periode

INTERNAL = SimpleNamespace(edition="internal")


class Year:
    """What the pieces read of an opened year."""

    config = Config()
    year = 2025
    periode = Periode(2025)
    edition = "internal"
    cutoff = pd.Timestamp("2025-12-31").date()
    pooled = None


def rows_of(*rows: tuple) -> pd.DataFrame:
    names = ["cara", "kelompok", "bulan", "promosi_dilatih", "promosi_belum", "hazard_ratio",
             "conf_low", "conf_high", "p_value", "halangan"]  # fmt: skip
    return pd.DataFrame(rows, columns=names)


def association(
    main: tuple, *, pair: a.Pair = a.PAIRS[0], p_interaction: float = 0.4
) -> a.Association:
    table = rows_of(
        (a.BERUBAH, "semua", np.nan, 30, 700, *main),
        (a.BERUBAH, "wanita", np.nan, 12, 300, 1.1, 0.6, 2.0, 0.7, ""),
        (a.PATOKAN, "semua", 6, 3, 500, np.nan, np.nan, np.nan, np.nan, a.FEW_PROMOTIONS),
        (a.PERNAH, "semua", np.nan, 560, 170, 4.4, 3.6, 5.3, 1e-9, ""),
        (a.PERNAH_SEBELUM, "semua", np.nan, 30, 700, 0.5, 0.4, 0.8, 0.001, ""),
    )
    flow = pd.DataFrame(
        {"langkah": ["Kohort", "keluarga lain", "Dianalisis"], "orang": [900, 100, 800]}
    )
    return a.Association(pair, table, p_interaction, flow)


SAME = (1.069, 0.733, 1.56, 0.73, "")
FASTER = (1.62, 1.2, 2.2, 0.002, "")
FEW = (np.nan, np.nan, np.nan, np.nan, a.FEW_PROMOTIONS)


def said(found: list) -> str:
    return " ".join(
        BeautifulSoup(p.html, "html.parser").get_text()
        for p in asosiasi_show.kalimat_asosiasi(found, INTERNAL).parts
    )


def test_no_difference_is_said_as_not_shown():
    text = said([association(SAME)])
    assert "PKP lalu Pengawas: sesudah pelatihan, laju pengangkatan 1,07 kali" in text
    assert "selang 95%: 0,73 sampai 1,56); tidak terbukti berbeda dari yang belum dilatih." in text
    assert "Tidak terbukti bahwa rasio ini berbeda antara wanita dan pria." in text


def test_a_difference_is_told_as_an_association_and_never_as_an_effect():
    text = said([association(FASTER, p_interaction=0.01)])
    assert "yang sudah dilatih lebih sering diangkat" in text
    assert "Rasio ini berbeda antara wanita dan pria" in text
    assert "Angka ini hubungan, bukan akibat." in text


def test_the_verdict_counts_all_pairs():
    # .02 is under .05 beside one other test, .04; of eight it is not (Holm)
    alone, many = ((1.5, 1.1, 2.1, 0.02, ""), (1.1, 0.8, 1.5, 0.6, ""))
    assert "lebih sering diangkat" in said([association(alone)])
    pairs = [association(alone), *(association(many, pair=p) for p in a.PAIRS[1:])]
    assert "lebih sering diangkat" not in said(pairs)
    assert "selangnya tidak memuat 1, tetapi sesudah koreksi Holm tidak terbukti" in said(pairs)
    differs = [association(SAME, p_interaction=0.02), association(SAME, pair=a.PAIRS[1])]
    assert "Rasio ini berbeda" in said(differs[:1])
    assert "Rasio ini berbeda" not in said(differs)  # .08 of two ratios and two differences


@pytest.mark.parametrize(
    ("main", "words"),
    [
        (FEW, "jumlah kasus terlalu sedikit"),
        ((np.nan,) * 4 + (a.NOT_ESTIMABLE,), "tidak dapat dihitung"),
    ],
)
def test_what_cannot_be_computed_is_said(main, words):
    assert f"PKP lalu Pengawas: {words}" in said([association(main, p_interaction=np.nan)])


def test_the_naive_ways_are_marked_in_the_table_and_nothing_is_lost():
    table = asosiasi_show.tabel_asosiasi([association(SAME)], Year())
    rows = table.payload["rows"]
    assert len(rows) == 5
    assert [row[1] for row in rows] == [
        "Sejak selesai",
        "Sejak selesai, wanita",
        "Titik patokan 6 bulan",
        "MENYESATKAN: pernah dilatih",
        "MENYESATKAN: pernah, sebelum diangkat",
    ]
    assert rows[2][4] is None
    assert "tidak boleh dikutip" in table.html


def test_the_figure_shows_the_right_ratio_beside_the_naive_one():
    (figure,) = asosiasi_show.gambar_asosiasi([association(SAME)], Year()).parts
    assert "PKP → Pengawas 1,07" in figure.payload["alt"]
    assert "cara yang menyesatkan" in figure.payload["title"]
    assert asosiasi_show.gambar_asosiasi([association(FEW)], Year()).parts == ()


def test_the_flow_says_in_words_which_choice_left_people_out():
    flow = asosiasi_show.tabel_alur_asosiasi(
        [association(SAME)], None, {"keluarga": ("Teknis",)}, Year()
    )
    assert "Keluarga jabatan saat masuk di luar pilihan (yang dipilih: Teknis)" in flow.html
    assert [row[2] for row in flow.payload["rows"]] == [900, 100, 800]


def test_the_reading_box_explains_both_mistakes():
    html = asosiasi_show.cara_asosiasi().html
    assert "waktu kebal" in html
    assert "urutan terbalik" in html


MANY = "PKP lalu Pengawas: sesudah pelatihan, laju pengangkatan"
SAME_SEX = "Tidak terbukti bahwa rasio ini berbeda antara wanita dan pria."


@pytest.mark.parametrize(
    ("ratio", "p_holm", "p_interaction", "words"),
    [
        ((1.6, 1.2, 2.2), 0.01, 0.5,
         f"{MANY} 1,60 kali laju yang belum dilatih (selang 95%: 1,20 sampai 2,20); yang sudah dilatih lebih "
         f"sering diangkat daripada yang belum. {SAME_SEX}"),
        ((0.6, 0.4, 0.9), 0.01, 0.5,
         f"{MANY} 0,60 kali laju yang belum dilatih (selang 95%: 0,40 sampai 0,90); yang sudah dilatih lebih "
         f"jarang diangkat daripada yang belum. {SAME_SEX}"),
        # .05 itself is no proof
        ((0.6, 0.4, 0.9), 0.05, 0.05,
         f"{MANY} 0,60 kali laju yang belum dilatih (selang 95%: 0,40 sampai 0,90); tidak terbukti berbeda dari "
         "yang belum dilatih (selangnya tidak memuat 1, tetapi sesudah koreksi Holm tidak terbukti). "
         f"{SAME_SEX}"),
        ((1.6, 1.004, 2.2), 0.06, 0.01,  # what is shown, 1,00, holds 1
         f"{MANY} 1,60 kali laju yang belum dilatih (selang 95%: 1,00 sampai 2,20); tidak terbukti berbeda dari "
         "yang belum dilatih. Rasio ini berbeda antara wanita dan pria; lihat barisnya dalam tabel."),
        ((1.1, 0.8, 1.5), 0.6, np.nan,
         f"{MANY} 1,10 kali laju yang belum dilatih (selang 95%: 0,80 sampai 1,50); tidak terbukti berbeda dari "
         "yang belum dilatih. Apakah rasio ini berbeda antara wanita dan pria tidak dapat diperiksa."),
    ],
)  # fmt: skip
def test_the_sentence_of_a_pair(ratio, p_holm, p_interaction, words):
    numbers = dict(zip(("hazard_ratio", "conf_low", "conf_high"), ratio, strict=True))
    row = {"pelatihan": "PKP", "jabatan": "Pengawas", "halangan": "", "p_holm": p_holm,
           "p_interaksi": p_interaction, **numbers}  # fmt: skip
    assert asosiasi_show._sentence(pd.Series(row)) == words


@pytest.mark.parametrize(
    ("obstacle", "words"),
    [
        (a.FEW_PROMOTIONS, "jumlah kasus terlalu sedikit untuk disimpulkan"),
        (a.NOT_ESTIMABLE, "tidak dapat dihitung: pelatihan tidak dapat dipisahkan dari waktu"),
        (a.NO_LEAVERS, "belum dapat dihitung: daftar pemberhentian dan pensiun belum ada"),
    ],
)
def test_why_a_pair_has_no_number(obstacle, words):
    row = pd.Series({"pelatihan": "PKA", "jabatan": "Administrator", "halangan": obstacle})
    assert asosiasi_show._sentence(row) == f"PKA lalu Administrator: {words}."


@pytest.mark.parametrize(
    ("way", "group", "obstacle", "words"),
    [
        (a.BERUBAH, "semua", "", "Sejak selesai"),
        (a.BERUBAH_COX, "semua", "", "Sejak selesai, model Cox"),
        (a.BERUBAH, "wanita", "", "Sejak selesai, wanita"),
        (a.BERUBAH, "pria", "", "Sejak selesai, pria"),
        (a.PATOKAN, "semua", a.FEW_PROMOTIONS, "Titik patokan 24 bulan"),
        (a.PATOKAN, "semua", a.NOT_ESTIMABLE, "Titik patokan 24 bulan (tidak dapat dihitung)"),
        (a.PERNAH, "semua", "", "MENYESATKAN: pernah dilatih"),
        (a.PERNAH_SEBELUM, "semua", "", "MENYESATKAN: pernah, sebelum diangkat"),
    ],
)
def test_ways_are_named(way, group, obstacle, words):
    row = pd.Series({"cara": way, "kelompok": group, "bulan": 24.0, "halangan": obstacle})
    assert asosiasi_show._way(row) == words


def test_every_way_has_its_words():
    ways = {a.BERUBAH, a.BERUBAH_COX, a.PATOKAN, a.PERNAH, a.PERNAH_SEBELUM}
    assert set(asosiasi_show._CARA) == ways
    assert all(
        asosiasi_show._CARA[way].startswith("MENYESATKAN") == (way in a.WRONG) for way in ways
    )


def test_the_figure_names_the_right_way_and_the_wrong_one():
    drawn = asosiasi_show._drawn(association(SAME)).set_index("cara")
    ratios = drawn["hazard_ratio"].to_dict()
    assert ratios == {"dihitung sejak selesai": 1.069, "pernah dilatih (menyesatkan)": 4.4}
    (figure,) = asosiasi_show.gambar_asosiasi([association(SAME)], Year()).parts
    right, _, wrong = figure.payload["alt"].partition("Menurut cara 'pernah dilatih'")
    assert ("1,07" in right, "4,40" in right) == (True, False)
    assert ("1,07" in wrong, "4,40" in wrong) == (False, True)


def test_the_ratio_is_read_before_what_misleads():
    html = asosiasi_show.cara_asosiasi().html
    assert html.index("Rasio 1 berarti sama cepat.") < html.index("menyesatkan: orang yang sempat")

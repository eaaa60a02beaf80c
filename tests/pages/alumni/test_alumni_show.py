"""The alumni page: what its sentences say, and what they keep to themselves."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import replace
from datetime import date
from types import MappingProxyType, SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from pug_analysis.careers.alumni import Alumni
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.spells import PROMOSI, Spells
from pug_analysis.config import Config, Kohort
from pug_analysis.ingest.tables.schema import TABLES
from pug_analysis.pages.alumni import alumni_show, kepemimpinan_show, pembanding_show
from pug_analysis.pages.alumni.alumni import AskedOfAlumni, judge_target, share_promoted
from pug_analysis.pages.alumni.pembanding import COMPARED_COLUMNS
from pug_analysis.release.display import Released

#: What the pieces read of an opened year.
DATA = SimpleNamespace(
    edition="internal", config=Config(), pooled=None, cutoff=date(2025, 12, 31), year=2025,
    periode=SimpleNamespace(label="2025"),
)  # fmt: skip
ASKED = AskedOfAlumni("PKP", (6, 12, 24), 12, (0.25, 0.30))


def text_of(part: Released) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part.html))


def followed(women: tuple[int, int], men: tuple[int, int] = (30, 70)) -> dict[str, Alumni]:
    """Of each sex: (promoted in month 10, followed for 60 months)."""
    people = [
        {
            "pegawai_id": f"{sex}{i}{cause}",
            "jenis_kelamin": sex,
            "entry": 0,
            "exit": end,
            "cause": cause,
        }
        for sex, counts in (("P", women), ("L", men))
        for n, end, cause in zip(counts, (10, 60), (PROMOSI, ""), strict=True)
        for i in range(n)
    ]
    flow = pd.DataFrame(
        {"langkah": ["Pernah mengikuti PKP", "Dianalisis"], "orang": [150, len(people)]}
    )
    return {"PKP": Alumni("PKP", Spells(pd.DataFrame(people), flow))}


def told(women: tuple[int, int]):
    shares = share_promoted(followed(women), times=ASKED.times)
    verdict = judge_target(shares, band=ASKED.band)
    return shares, verdict, alumni_show.kalimat_sasaran(shares, verdict, ASKED, DATA)


# --- the target
@pytest.mark.parametrize(
    ("women", "value", "said"),
    [
        ((10, 90), "10,0%", "Dari 100 wanita alumni PKP, 10 (5-18) naik jabatan struktural dalam 12 bulan: di bawah sasaran 25 sampai 30 persen (10 dari 100 orang yang diikuti)."),
        ((60, 40), "60,0%", "di atas sasaran 25 sampai 30 persen"),
        ((27, 73), "27,0%", "belum dapat dipastikan di bawah, di dalam, atau di atas sasaran"),
        ((2, 98), "2,0%", "2 (0-7) naik jabatan struktural dalam 12 bulan: di bawah sasaran"),
        ((0, 60), "0,0%", "0 (0-6) naik jabatan struktural dalam 12 bulan: di bawah sasaran"),
        ((1, 15), "6,3%", "6 (0-30) naik jabatan struktural dalam 12 bulan: belum dapat dipastikan"),
        ((3, 9), "25,0%", "25 (5-57) naik jabatan struktural dalam 12 bulan: belum dapat dipastikan"),
        ((2, 5), "Terlalu sedikit", "jumlah kasus terlalu sedikit"),
    ],
)  # fmt: skip
def test_a_sentence_claims_no_more_than_its_interval(women, value, said):
    head, sentences = told(women)[2].parts
    assert head.payload["value"] == value
    assert said in text_of(sentences)
    assert "Dari 100 pria alumni PKP, 30 (" in text_of(sentences)


def test_women_come_first():
    sentence = text_of(told((10, 90))[2].parts[1])
    assert sentence.index("wanita") < sentence.index("pria")


def test_tables_and_their_names():
    shares, verdict, _ = told((10, 90))
    table = alumni_show.tabel_bagian(shares, verdict, ASKED, DATA)
    assert table.payload["name"] == "alumni_bagian"
    assert table.payload["title"].startswith("Tabel 5.2. Bagian alumni yang naik jabatan")
    assert [row[-1] for row in table.payload["rows"]][3:] == ["di bawah"] * 3
    assert "dinilai pada bulan ke-12" in table.payload["notes"][0]
    flow = alumni_show.alur(followed((10, 90)), DATA)
    assert flow.payload["rows"] == [
        ["PKP", "Pernah mengikuti PKP", 150],
        ["PKP", "Dianalisis", 200],
    ]
    counts = alumni_show.tabel_risiko_alumni(followed((10, 90)), DATA).parts[0].payload["rows"]
    assert ["PKP", "wanita", 10, PROMOSI, 100, 10, 0] in counts


def test_what_is_shown_does_not_depend_on_the_number_of_promotions(tiny_data):
    shares, verdict, _ = told((2, 98))
    rows = alumni_show.tabel_bagian(shares, verdict, ASKED, DATA).payload["rows"]
    women = next(row for row in rows if row[1:3] == ["wanita", 12])
    # Clopper and Pearson: 2 of 100
    assert women[5:9] == [
        2,
        0.02,
        pytest.approx(0.002431, abs=1e-6),
        pytest.approx(0.070384, abs=1e-6),
    ]
    assert women[-1] == "di bawah"
    assert all(row[6] is not None for row in rows if row[1:3] == ["pria", 12])
    (figure,) = pembanding_show.gambar_bagian(shares, beside(), ASKED, tiny_data).parts
    assert "wanita 2,0%" in figure.payload["alt"]
    assert (
        "berapa pun yang naik"
        in alumni_show.tabel_bagian(shares, verdict, ASKED, DATA).payload["notes"][0]
    )


def test_a_shared_edition_does_not_say_that_every_share_is_shown(tiny_data):
    """It hides shares of few, and judges them as if 7 had been promoted: that is what its notes say."""
    shares, verdict, _ = told((2, 98))
    shared = replace(tiny_data, edition="pokja")
    notes = " ".join(alumni_show.tabel_bagian(shares, verdict, ASKED, shared).payload["notes"])
    assert "berapa pun yang naik" not in notes
    assert "atau bagiannya tidak tampil" in notes
    assert "seolah-olah 7 orang naik" in notes


def test_without_a_leavers_list_the_page_says_so():
    shares = share_promoted({}, times=ASKED.times)
    verdict = judge_target(shares, band=ASKED.band)
    head, sentence = alumni_show.kalimat_sasaran(shares, verdict, ASKED, DATA).parts
    assert head.payload["value"] == "Belum ada"
    assert "daftar pemberhentian dan pensiun belum ada" in text_of(sentence)
    assert alumni_show.tabel_bagian(shares, verdict, ASKED, DATA).payload["rows"] == []
    compared = pd.DataFrame(columns=["jenjang", *COMPARED_COLUMNS])
    assert "belum ada" in text_of(pembanding_show.kalimat_pembanding(compared, ASKED, DATA))
    assert [
        len(part.payload["rows"]) for part in pembanding_show.tabel_pembanding(compared, DATA).parts
    ] == [
        0,
        0,
    ]
    reached = pd.DataFrame(columns=["kelompok", *shares.columns[1:]])
    assert "belum ada" in text_of(alumni_show.kalimat_administrator(reached, DATA))


# --- beside those not trained
def beside(**changes: object) -> pd.DataFrame:
    row = {
        "jenjang": "PKP", "jenis_kelamin": "P", "time": 12, "n_alumni": 50, "event_alumni": 10, "share_alumni": 0.2,
        "n_lain": 80, "event_lain": 9, "share_lain": 0.12, "lain_low": 0.06, "lain_high": 0.2, "estimate": 0.08,
        "conf_low": 0.01, "conf_high": 0.15, "tanpa_pembanding": 7,
    }  # fmt: skip
    return pd.DataFrame([row | changes])


NOTHING = dict.fromkeys(
    ("share_alumni", "share_lain", "lain_low", "lain_high", "estimate", "conf_low", "conf_high"),
    np.nan,
)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Dari wanita alumni PKP yang mempunyai pembanding, 20,0% naik jabatan dalam 12 bulan; dari wanita sejenis yang belum mengikutinya 12,0%. Selisihnya 8,0 poin persen (selang 95%: 1,0 sampai 15,0 poin): alumni lebih sering naik jabatan"),
        ({"estimate": -0.08, "conf_low": -0.15, "conf_high": -0.01}, "alumni lebih jarang naik jabatan"),
        ({"conf_low": -0.01}, "belum dapat disimpulkan apakah keduanya berbeda"),
        (NOTHING, "Perbandingan wanita alumni PKP dengan pembandingnya: jumlah kasus terlalu sedikit"),
    ],
)  # fmt: skip
def test_the_comparison_is_an_association(changes, said):
    sentence = text_of(pembanding_show.kalimat_pembanding(beside(**changes), ASKED, DATA))
    assert said in sentence
    assert "hubungan, bukan pengaruh diklat" in sentence
    assert "tidak ada perbedaan" not in sentence.lower()


def test_tables_of_the_comparison():
    table = pd.concat([beside(), beside(jenis_kelamin="L", **NOTHING)])
    both, gaps = pembanding_show.tabel_pembanding(table, DATA).parts
    assert "14 alumni tidak mempunyai pembanding" in both.payload["notes"][0]
    assert len(both.payload["rows"]) == 2
    assert gaps.payload["rows"] == [["PKP", "wanita", 12, 0.08, 0.01, 0.15]]


@pytest.mark.parametrize("changes", [{}, NOTHING])
def test_the_figure_tells_its_finding_in_words(tiny_data, changes):
    shares = told((10, 90))[0]
    (figure,) = pembanding_show.gambar_bagian(shares, beside(**changes), ASKED, tiny_data).parts
    assert 20 <= len(figure.payload["alt"]) <= 300
    assert "200 orang" in figure.payload["alt"]
    assert "Pada bulan ke-24: wanita 10,0%, pria 30,0%" in figure.payload["alt"]
    picture = Image.open(io.BytesIO(base64.b64decode(figure.payload["png"])))
    assert not picture.info


def test_no_figure_of_too_few(tiny_data):
    shares = share_promoted(followed((1, 3), (2, 4)), times=ASKED.times)
    assert pembanding_show.gambar_bagian(shares, beside(), ASKED, tiny_data).parts == ()


# --- Administrator
def test_of_100_alumni_administrator():
    row = {"kelompok": "Semua alumni PKP", "jenis_kelamin": "P", "time": 60, "n": 90, "n_risk": 40, "n_event": 12,
           "estimate": 0.131, "conf_low": 0.07, "conf_high": 0.21, "diikuti": 70}  # fmt: skip
    heads = row | {"kelompok": "Pengawas saat selesai PKP", "estimate": 0.3}
    few = row | {"jenis_kelamin": "L", "time": 120, "n_event": 4}
    sentence = text_of(alumni_show.kalimat_administrator(pd.DataFrame([row, few, heads]), DATA))
    assert "Dari 100 wanita alumni PKP, 13 (7-21) mencapai Administrator dalam 5 tahun." in sentence
    assert "Dari 100 pria alumni PKP, 13 (7-21) mencapai Administrator dalam 10 tahun." in sentence
    none = row | {"estimate": np.nan, "conf_low": np.nan, "conf_high": np.nan}
    said = text_of(alumni_show.kalimat_administrator(pd.DataFrame([none]), DATA))
    assert "Di antara wanita alumni PKP, dalam 5 tahun: jumlah kasus terlalu sedikit" in said
    assert "30" not in sentence


# --- before and after a programme
def leaders(
    before: tuple[int, int], now: tuple[int, int], low: float, high: float, p_value: float = 0.01
) -> tuple:
    rows = [("sebelum", 2023 * 12 + 11, *before), ("sekarang", 2025 * 12 + 11, *now)]
    shares = pd.DataFrame(rows, columns=["masa", "bulan", "wanita", "total"]).assign(
        jenjang="Pengawas", estimate=lambda t: t["wanita"] / t["total"], conf_low=0.1, conf_high=0.5
    )
    gap = now[0] / now[1] - before[0] / before[1]
    gaps = pd.DataFrame(
        [
            {
                "jenjang": "Pengawas",
                "estimate": gap,
                "conf_low": low,
                "conf_high": high,
                "p_value": p_value,
                "p_holm": p_value,
            }
        ]
    )
    checked = pd.DataFrame(
        [("Pengawas", 50, 51, 1)], columns=["jenjang", "ekspor", "riwayat", "berbeda"]
    )
    return shares, gaps, checked


@pytest.fixture
def data(tiny_data):
    gone = pd.DataFrame({n: pd.Series(dtype=t) for n, t in TABLES["pemberhentian"].dtypes.items()})
    named = Config(kohort=Kohort(program_nama="Program Srikandi", program_mulai=date(2024, 1, 1)))
    return replace(
        tiny_data,
        config=named,
        tables=MappingProxyType(dict(tiny_data.tables) | {"pemberhentian": gone}),
    )


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(-0.05, 0.25, "belum dapat dipastikan bahwa bagiannya berubah"), (0.01, 0.2, "bagiannya naik"),
     (-0.2, -0.01, "bagiannya turun")],
)  # fmt: skip
def test_a_change_is_told_as_far_as_its_interval_goes(data, low, high, said):
    sign = -1 if high < 0 else 1
    before, now = ((10, 50), (15, 50))[::sign]
    parts = kepemimpinan_show.pimpinan_wanita(
        *leaders(before, now, low, high), data, month=2024 * 12
    ).parts
    sentence = text_of(parts[0])
    assert said in sentence
    assert "pejabat sebelum Program Srikandi" in sentence
    assert "bukan bukti bahwa program itu penyebabnya" in sentence
    notes = " ".join(parts[1].payload["notes"])
    assert "Pengawas 51 menurut riwayat dan 50 menurut Data ASN" in notes
    assert "tidak dapat ditempatkan: 4 orang" in notes
    assert [row[2] for row in parts[1].payload["rows"]] == [
        "akhir Desember 2023",
        "akhir Desember 2025",
    ]


def test_a_change_counts_all_levels_that_were_tested(data):
    found = leaders((10, 50), (15, 50), 0.01, 0.2, p_value=0.06)
    sentence = text_of(kepemimpinan_show.pimpinan_wanita(*found, data, month=2024 * 12).parts[0])
    assert "bagiannya naik" not in sentence
    assert "sesudah koreksi untuk banyaknya jenjang yang diuji (Holm)" in sentence


def test_few_people_are_told_in_counts(data):
    parts = kepemimpinan_show.pimpinan_wanita(
        *leaders((1, 4), (3, 5), 0.1, 0.2), data, month=2024 * 12
    ).parts
    assert "wanita 1 dari 4 pejabat" in text_of(parts[0])
    assert "Jumlah kasus terlalu sedikit" in text_of(parts[0])


def test_a_day_given_by_the_notebook_has_no_name(data):
    parts = kepemimpinan_show.pimpinan_wanita(
        *leaders((10, 50), (15, 50), -0.1, 0.2), data, month=2023 * 12, mulai="2023-01-01"
    ).parts
    assert "sebelum program yang mulai Januari 2023" in text_of(parts[0])


def test_agreement_with_the_export_is_said(data):
    shares, gaps, checked = leaders((10, 50), (15, 50), -0.1, 0.2)
    parts = kepemimpinan_show.pimpinan_wanita(
        shares, gaps, checked.assign(berbeda=0), data, month=2024 * 12
    ).parts
    assert "sama dengan jenjang dalam Data ASN" in " ".join(parts[1].payload["notes"])


@pytest.mark.parametrize(
    ("month", "said"), [(None, "Tidak ada program bertanggal"), (2024 * 12, "tidak dapat disusun")]
)
def test_nothing_to_compare(data, month, said):
    shares, gaps, checked = (table.head(0) for table in leaders((10, 50), (15, 50), -0.1, 0.2))
    (sentence,) = kepemimpinan_show.pimpinan_wanita(shares, gaps, checked, data, month=month).parts
    assert said in text_of(sentence)


def test_the_reading_box():
    assert "Cara membaca." in alumni_show.cara_bagian().html
    assert "Penugasan strategis tidak tercatat" in text_of(alumni_show.cara_bagian())


@pytest.mark.parametrize(("sex", "word"), [("P", "wanita"), ("L", "pria")])
@pytest.mark.parametrize("verdict", ["di bawah", "di dalam", "di atas", "belum dapat dipastikan"])
def test_alumni_against_the_target(sex, word, verdict, said):
    row = {"jenjang": "PKP", SEX: sex, "time": 12, "n": 90, "n_event": 30, "estimate": 1 / 3, "conf_low": 0.24,
           "conf_high": 0.44, "putusan": verdict}  # fmt: skip
    text = alumni_show._of_100(pd.Series(row), "sasaran 25 sampai 30 persen", DATA)
    start = f"Dari 100 {word} alumni PKP, 33 (24-44) naik jabatan struktural dalam 12 bulan: "
    unsure = "belum dapat dipastikan di bawah, di dalam, atau di atas"
    said = unsure if verdict == "belum dapat dipastikan" else verdict
    assert text == f"{start}{said} sasaran 25 sampai 30 persen (30 dari 90 orang yang diikuti)."


def test_who_reached_administrator(said, shares_of):
    table = shares_of(0.2, 0.3, kelompok="Semua alumni PKP")
    text = said(alumni_show.kalimat_administrator(table, DATA))
    assert "Dari 100 wanita alumni PKP, 20 (15-25) mencapai Administrator dalam 10 tahun." in text
    assert "Dari 100 pria alumni PKP, 30 (25-35) mencapai Administrator dalam 10 tahun." in text


@pytest.mark.parametrize(
    ("share", "said"), [(0.25, "25"), (0.125, "12,5"), (0.0, "0"), (1.0, "100"), (0.29999, "30"), (0.0004, "0")]
)  # fmt: skip
def test_whole_percentages_have_no_decimals(share, said):
    assert alumni_show.persen_bulat(share) == said

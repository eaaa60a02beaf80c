"""What is said of participants: each verdict against the target, the card, the eligible, to the letter."""

from __future__ import annotations

import re
from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from pug_analysis.careers.levels import ALL_LEVELS
from pug_analysis.config import Config
from pug_analysis.pages.pelatihan import peserta_show
from pug_analysis.pages.pelatihan.peserta import ALL_YEARS
from pug_analysis.terms.kalender import Periode

NAN = float("nan")
SPAN = "2024-2025"


def opened(*, semester: int = 2, edition: str = "internal") -> SimpleNamespace:
    return SimpleNamespace(
        year=2025, semester=semester, periode=Periode(2025, semester), edition=edition, config=Config(),
        pooled=None,
    )  # fmt: skip


def row_of(verdict: str, **columns: object) -> dict[str, object]:
    row = {"wanita": 40, "pria": 50, "total": 90, "share_wanita": 0.4444, "conf_low": 0.34,
           "conf_high": 0.55, "tanpa_tanggal": 0, "putusan": verdict}  # fmt: skip
    return row | columns


JUDGED = "40 dari 90 peserta wanita (44,4 persen; selang 95%: 34,0 sampai 55,0);"


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        ("reached", f"{JUDGED} bagiannya paling sedikit 30 persen sesuai target."),
        ("missed", f"{JUDGED} bagiannya di bawah target 30 persen."),
        ("inconclusive", f"{JUDGED} belum dapat diputuskan apakah target 30 persen tercapai, karena selangnya "
                         "memuatnya."),
        ("no_leavers", f"{JUDGED} target 30 persen tidak dinilai."),
        ("too_few", "40 dari 90 peserta wanita; jumlah kasus terlalu sedikit untuk disimpulkan."),
    ],
)  # fmt: skip
def test_each_verdict_against_the_target(verdict, words):
    text = peserta_show._against("Selama ini", pd.Series(row_of(verdict)), 0.30)
    assert text == f"Selama ini: {words}"


def test_no_participants_and_hidden_ones_have_no_verdict():
    none = pd.Series(row_of("too_few", wanita=0, total=0))
    assert peserta_show._against("PKA", none, 0.3) == (
        "PKA: tidak ada peserta dengan tanggal selesai yang tercatat."
    )
    hidden = pd.Series(row_of("reached", wanita="*", total=pd.NA))
    assert peserta_show._against("PKA", hidden, 0.3) == (
        "PKA: jumlah peserta disembunyikan, karena pejabat dikenal namanya."
    )


def shares_of(verdict: str, **columns: object) -> pd.DataFrame:
    keys = [(ALL_LEVELS, 2024), (ALL_LEVELS, 2025), (ALL_LEVELS, ALL_YEARS), ("PKP", ALL_YEARS)]
    rows = [row_of(verdict, **columns) | {"jenjang": level, "tahun": y} for level, y in keys]
    return pd.DataFrame(rows)


def eligible_of(candidates: float, holders: float) -> pd.DataFrame:
    row = {
        "jenjang": "PKP",
        "tahun": ALL_YEARS,
        "share_calon": candidates,
        "share_pejabat": holders,
    }
    return pd.DataFrame([row])


@pytest.mark.parametrize(
    ("verdict", "value", "note"),
    [
        ("reached", "44,4%", "target 30%: tercapai"),
        ("missed", "44,4%", "target 30%: di bawah target"),
        ("inconclusive", "44,4%", "target 30%: belum pasti"),
        ("no_leavers", "44,4%", "target 30%: tidak dinilai"),
        ("too_few", "Terlalu sedikit", "jumlah kasus terlalu sedikit untuk disimpulkan"),
    ],
)
def test_the_card(verdict, value, note):
    found = peserta_show.kalimat_peserta(
        shares_of(verdict), eligible_of(0.6, 0.3), opened(), target=0.3
    )
    card = found.parts[0].payload
    assert card["label"] == f"Wanita di antara peserta pelatihan kepemimpinan {SPAN}"
    assert (card["value"], card["note"]) == (value, note)


def test_a_hidden_share_is_not_on_the_card():
    shown = peserta_show._card(pd.Series(row_of("reached", share_wanita=NAN)), SPAN, 0.3)
    assert shown.payload["value"] == "Tidak ditampilkan"


@pytest.mark.parametrize(
    ("semester", "span", "last"),
    [
        (2, "2024-2025", "Pada 2025, semua jenjang: 40"),
        (1, "2024 sampai 30 Juni 2025", "Pada 1 Januari sampai 30 Juni 2025, semua jenjang: 40"),
    ],
)
def test_periods_are_named(semester, span, last):
    found = peserta_show.kalimat_peserta(
        shares_of("reached"), eligible_of(0.6, 0.3), opened(semester=semester), target=0.3
    )
    told = [
        re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", p)).strip()
        for p in re.findall(r"<p[^>]*>(.*?)</p>", found.parts[1].html, re.S)
    ]
    starts = [f"Selama {span}, semua jenjang: 40", f"PKP {span}: 40", last]
    assert [one.startswith(start) for one, start in zip(told, starts, strict=False)] == [True] * 3
    assert told[3].startswith(
        f"Sebagai pembanding, bagian wanita di antara yang berhak {span}: PKP"
    )
    assert len(told) == 4


@pytest.mark.parametrize(
    ("candidates", "holders", "words"),
    [
        (0.6, 0.3, "PKP sebelum diangkat 60,0 persen, sesudah diangkat 30,0 persen. Target yang"),
        (0.6, NAN, "PKP sebelum diangkat 60,0 persen. Target yang"),
        (NAN, 0.3, "PKP sesudah diangkat 30,0 persen. Target yang"),
    ],
)
def test_the_eligible_before_and_in_the_post(candidates, holders, words):
    text = peserta_show._beside(eligible_of(candidates, holders), SPAN)
    assert text.startswith(
        f"Sebagai pembanding, bagian wanita di antara yang berhak {SPAN}: {words}"
    )


def test_too_few_eligible_are_said():
    assert peserta_show._beside(eligible_of(NAN, NAN), SPAN) == (
        f"Bagian wanita di antara yang berhak {SPAN}: jumlah kasus terlalu sedikit untuk disimpulkan."
    )


@pytest.mark.parametrize(
    ("edition", "words"),
    [("internal", "PKP 3 orang, PKN II 12 orang"),
     ("pokja", "PKP 0 sampai 7 orang, PKA 0 sampai 7 orang, PKN II 10 orang")],
)  # fmt: skip
def test_trainings_without_a_date(edition, words):
    people = {"PKP": 3, "PKA": 0, "PKN II": 12, ALL_LEVELS: 15}
    table = pd.DataFrame({"tanpa_tanggal": people})
    (text,) = peserta_show._undated(table, edition)
    assert text == (
        f"Tidak termasuk, karena tanggal selesainya tidak tercatat dan tidak dikira-kira: {words}. Lengkapi "
        "tanggalnya di SIMPEG; bagian wanita dapat berubah."
    )
    none = table.assign(tanpa_tanggal=0)
    assert bool(peserta_show._undated(none, edition)) is (edition != "internal")


def test_years_of_a_half_year_are_named():
    table = pd.DataFrame({"tahun": [2024, 2025, ALL_YEARS]})
    named = {n: list(peserta_show._with_years(table, opened(semester=n))["tahun"]) for n in (1, 2)}
    assert named[1] == ["2024", "2025 (sampai 30 Juni)", "Semua tahun"]
    assert named[2] == ["2024", "2025", "Semua tahun"]
    assert peserta_show._half(opened(semester=1)) == " Tahun 2025 sampai 30 Juni."
    assert peserta_show._half(opened()) == ""


@pytest.mark.parametrize(("edition", "said"), [("internal", False), ("pokja", True)])
def test_rows_left_out_of_a_shared_edition_are_said(edition, said):
    single = pd.DataFrame([row_of("reached") | {"jenjang": "PKP", "tahun": 2025}])
    shares = pd.concat([shares_of("reached"), single], ignore_index=True)
    data = opened(edition=edition)
    data.cutoff = date(2025, 12, 31)
    notes = peserta_show.tabel_peserta(shares, data, target=0.3).payload["notes"]
    assert ("Setiap jenjang menurut tahun hanya dalam edisi internal." in notes) is said

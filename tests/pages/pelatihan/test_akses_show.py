"""The pieces of the training page: every number in a sentence stands in a released table."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest
from PIL import Image

from pug_analysis.analyses.access import Access
from pug_analysis.analyses.cohort import ask
from pug_analysis.analyses.question import without_answer
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.eligible import DIKLAT, TRAINING_CAUSES, Eligible
from pug_analysis.careers.levels import ALL_LEVELS
from pug_analysis.careers.spells import Spells
from pug_analysis.pages.pelatihan import akses_show, calon_show, laju_show, peserta_show
from pug_analysis.pages.pelatihan.akses import milestone_shares, yearly_curves
from pug_analysis.pages.pelatihan.laju import access_rates, access_ratios, access_tests
from pug_analysis.pages.pelatihan.peserta import (
    ALL_YEARS,
    share_among_eligible,
    share_among_participants,
)
from pug_analysis.release.display import Released, Several
from pug_analysis.release.numbers import desimal, persen
from pug_analysis.release.teks import say

INTERNAL = SimpleNamespace(edition="internal")

NUMBER = re.compile(r"\d+(?:,\d+)?")


def text_of(part: Released | Several) -> str:
    parts = part.parts if isinstance(part, Several) else (part,)
    return " ".join(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", one.html)).strip() for one in parts)


def numbers_of(*tables: Released) -> set[str]:
    """Every number of the tables as a sentence may write it: plain, and as a percentage."""
    found = set()
    for table in tables:
        for row in table.payload["rows"]:
            for value in row:
                if isinstance(value, str):
                    found |= set(NUMBER.findall(value))
                elif value is not None:
                    for digits in (0, 1, 2):
                        found |= {desimal(abs(x), digits=digits) for x in (value, 100 * value)}
    return found


def access_of(rows: list[tuple], *, route: str = "sebelum", known: bool = True) -> Access:
    """Rows of (sex, number of people, last month, cause)."""
    people = [
        {"pegawai_id": f"{sex}{m}{cause}{i}", SEX: sex, "angkatan": "2005-2009", "pendidikan": "S1/D4",
         "keluarga": "Teknis", "asal": 2020 * 12, "entry": 0, "exit": m, "cause": cause}
        for sex, n, m, cause in rows
        for i in range(n)
    ]  # fmt: skip
    spells = Spells(
        pd.DataFrame(people), pd.DataFrame({"langkah": ["Dianalisis"], "orang": [len(people)]})
    )
    eligible = Eligible("PKP", route, "syarat", spells, pd.Series({"L": 0, "P": 0}))
    question = ask("PKP", spells, event=DIKLAT, causes=TRAINING_CAUSES, leavers_known=known)
    return Access(eligible, question)


EQUAL = [("L", 20, 24, DIKLAT), ("L", 30, 60, ""), ("P", 10, 36, DIKLAT), ("P", 20, 60, "")]
GAP = [("L", 60, 12, DIKLAT), ("L", 30, 60, ""), ("P", 10, 50, DIKLAT), ("P", 80, 60, "")]
FEW = [("L", 20, 24, DIKLAT), ("L", 30, 60, ""), ("P", 3, 36, DIKLAT), ("P", 27, 60, "")]


@pytest.fixture
def routes() -> tuple[Access, Access]:
    return access_of(EQUAL), access_of(EQUAL, route="sesudah")


# --- curves
def test_milestones_are_told_in_people_of_100(routes, tiny_data):
    shares, difference = milestone_shares(*routes, times=[12, 36])
    said = text_of(akses_show.kalimat_akses(shares, difference, *routes))
    # nobody of 30 women yet: said with its interval, whatever the number of trainings
    assert (
        "PKP sebelum diangkat, 1 tahun sejak memenuhi masa jabatan: dari 100 wanita 0,0 (0,0-11,6) sudah ikut"
        in said
    )
    assert "PKP sesudah diangkat, 3 tahun sejak diangkat: dari 100 wanita 33,3 (" in said
    assert "dari 100 pria 40,0 (" in said
    assert "poin persen lebih rendah" in said
    tables = (
        akses_show.tabel_tonggak_akses(shares, tiny_data, level="PKP"),
        akses_show.tabel_selisih_akses(difference, tiny_data, level="PKP"),
    )
    typed = {"100", "1", "3", "95"}
    assert set(NUMBER.findall(said)) - typed <= numbers_of(*tables)


def test_figures_have_alternative_text_and_a_table(routes, tiny_data):
    curves = yearly_curves(*routes)
    table = akses_show.tabel_akses(curves, tiny_data, level="PKP")
    assert "Cara membaca." in text_of(akses_show.cara_akses(curves))
    for one in routes:
        (figure,) = akses_show.gambar_akses(curves, one, tiny_data).parts
        assert "80 orang berhak" in figure.payload["alt"]
        last = curves.loc[curves["jalur"] == one.eligible.route].groupby(SEX).tail(1)
        for share in last["estimate"]:
            assert persen(share) in figure.payload["alt"]
        assert Image.open(io.BytesIO(base64.b64decode(figure.payload["png"]))).width > 600
    assert len(table.payload["rows"]) == len(curves)


def test_no_curve_is_drawn_of_few_or_survivors(tiny_data):
    few = access_of(FEW)
    few = replace(few, question=without_answer(few.question, "few"))
    survivors = access_of(EQUAL, known=False)
    for one, words in ((few, "jumlah kasus terlalu sedikit"), (survivors, "belum dapat dihitung")):
        curves = yearly_curves(one)
        assert curves.empty
        (said,) = akses_show.gambar_akses(curves, one, tiny_data).parts
        assert words in text_of(said)
        assert akses_show.cara_akses(curves).parts == ()
        shares, difference = milestone_shares(one, times=[12])
        assert words in text_of(akses_show.kalimat_akses(shares, difference, one))
        for table in (
            akses_show.tabel_akses(curves, tiny_data, level="PKP"),
            akses_show.tabel_tonggak_akses(shares, tiny_data, level="PKP"),
            akses_show.tabel_selisih_akses(difference, tiny_data, level="PKP"),
        ):
            assert table.payload["rows"] == []


def test_flow_and_risk_tables_hold_both_routes(routes, tiny_data):
    flow = akses_show.alur_pelatihan(*routes, cohort=None, groups={}, data=tiny_data).payload[
        "rows"
    ]
    assert flow == [["Sebelum diangkat", "Dianalisis", 80], ["Sesudah diangkat", "Dianalisis", 80]]
    (risk,) = akses_show.tabel_risiko_akses(
        {"PKP": routes[0]}, {"PKP": routes[1]}, data=tiny_data
    ).parts
    assert {row[1] for row in risk.payload["rows"]} == {"sebelum diangkat", "sesudah diangkat"}
    trained = [row for row in risk.payload["rows"] if row[4] == DIKLAT]
    assert sum(row[6] for row in trained) == 60


# --- rates
def ratios_of(rows: list[tuple], *, known: bool = True) -> tuple[pd.DataFrame, pd.DataFrame]:
    return tuple(
        access_ratios({"PKP": access_of(rows, route=route, known=known)})
        for route in ("sebelum", "sesudah")
    )


def test_an_equal_ratio_that_differs_is_called_a_small_difference(tiny_data):
    before, inside = ratios_of(EQUAL)
    apart = {"estimate": 0.9, "conf_low": 0.84, "conf_high": 0.97, "putusan": "equivalent"}
    before, inside = (table.assign(**apart) for table in (before, inside))
    rows = laju_show.tabel_rasio(before, inside, before, tiny_data).payload["rows"]
    assert {row[-1] for row in rows} == {"setara, bedanya kecil"}
    same = before.assign(conf_high=1.1)
    rows = laju_show.tabel_rasio(same, same, same, tiny_data).payload["rows"]
    assert {row[-1] for row in rows} == {"setara"}


def test_without_a_leavers_list_nothing_is_said_of_rates(tiny_data):
    before, inside = ratios_of(EQUAL, known=False)
    rows = laju_show.tabel_rasio(before, inside, before, tiny_data).payload["rows"]
    assert {row[-1] for row in rows} == {"belum dapat dihitung"}


def test_tables_of_rates_name_course_and_route(routes, tiny_data):
    both = [{"PKP": one} for one in routes]
    rates = laju_show.tabel_laju(*(access_rates(one) for one in both), data=tiny_data).payload[
        "rows"
    ]
    assert [row[0] for row in rates[::2]] == ["PKP, sebelum", "PKP, sesudah"]
    tests = laju_show.tabel_uji_akses(*(access_tests(one) for one in both), data=tiny_data).payload[
        "rows"
    ]
    assert [row[0] for row in tests] == ["PKP, sebelum", "PKP, sesudah"]
    before, inside = ratios_of(EQUAL)
    rows = laju_show.tabel_rasio(before, inside, before, tiny_data).payload["rows"]
    assert rows[-1][0] == "Semua jenjang, sejak awal"
    assert len(rows) == 4 + 4 + 1


def test_notes_of_a_shared_edition_say_what_else_is_missing(routes, tiny_data):
    both = [{"PKP": one} for one in routes]
    for edition, more in (("internal", False), ("pokja", True)):
        data = replace(tiny_data, edition=edition)
        rates = laju_show.tabel_laju(*(access_rates(one) for one in both), data=data)
        assert ("atau pesertanya disembunyikan" in rates.payload["notes"][0]) is more
        tests = laju_show.tabel_uji_akses(*(access_tests(one) for one in both), data=data)
        said = " ".join(tests.payload["notes"])
        assert ("Golongan nilai-p tidak tampil" in said) is more


# --- participants
@pytest.fixture
def shares() -> pd.DataFrame:
    people = [("P", 14, 2025), ("L", 26, 2025), ("P", 2, 2024), ("L", 3, 2024)]
    rows = [(f"{s}{y}{i}", "PKP", 12 * y, s) for s, n, y in people for i in range(n)]
    frame = pd.DataFrame(rows, columns=["pegawai_id", "jenjang", "selesai", SEX])
    sex = frame.set_index("pegawai_id")[SEX]
    return share_among_participants(frame, sex, years=[2024, 2025], target=0.3)


@pytest.fixture
def eligible(routes) -> pd.DataFrame:
    return share_among_eligible({"PKP": routes[0]}, {"PKP": routes[1]}, years=[2024, 2025])


def test_target_is_told_beside_the_eligible(shares, eligible, tiny_data):
    said = peserta_show.kalimat_peserta(shares, eligible, tiny_data, target=0.3)
    words = text_of(said)
    assert said.parts[0].payload["value"] == persen(16 / 45)
    assert "Selama 2024-2025, semua jenjang: 16 dari 45 peserta wanita (35,6 persen" in words
    assert "belum dapat diputuskan apakah target 30 persen tercapai" in words
    assert "PKA 2024-2025: tidak ada peserta dengan tanggal selesai yang tercatat" in words
    assert "bagian wanita di antara yang berhak 2024-2025: PKP sebelum diangkat" in words
    tables = (
        peserta_show.tabel_peserta(shares, tiny_data, target=0.3),
        peserta_show.tabel_berhak(eligible, tiny_data),
    )
    assert set(NUMBER.findall(words)) - {"30", "95"} <= numbers_of(*tables)


def test_participants_without_an_end_date_are_said_to_be_missing(eligible, tiny_data):
    frame = pd.DataFrame(
        {
            "pegawai_id": ["a", "b", "c"],
            "jenjang": ["PKP", "PKP", "PKA"],
            "selesai": pd.array([pd.NA, pd.NA, 2025 * 12], dtype="Int64"),
        }
    )
    sex = pd.Series({"a": "P", "b": "L", "c": "L"})
    none = share_among_participants(frame, sex, years=[2024, 2025], target=0.3)
    words = text_of(peserta_show.kalimat_peserta(none, eligible, tiny_data, target=0.3))
    assert "PKP 2024-2025: tidak ada peserta dengan tanggal selesai yang tercatat." in words
    assert "tanggal selesainya tidak tercatat dan tidak dikira-kira: PKP 2 orang." in words


@pytest.mark.parametrize(
    ("target", "words"), [(0.1, "paling sedikit 10 persen"), (0.9, "di bawah target 90 persen")]
)
def test_reached_and_missed(target, words, eligible, tiny_data):
    frame = pd.DataFrame(
        {"pegawai_id": [f"{i}" for i in range(60)], "jenjang": "PKP", "selesai": 2025 * 12}
    )
    sex = pd.Series(["P", "L"] * 30, index=frame["pegawai_id"])
    found = share_among_participants(frame, sex, years=[2025], target=target)
    assert words in text_of(peserta_show.kalimat_peserta(found, eligible, tiny_data, target=target))


def test_without_a_leavers_list_no_target_is_judged(eligible, tiny_data):
    frame = pd.DataFrame(
        {"pegawai_id": [f"{i}" for i in range(60)], "jenjang": "PKP", "selesai": 2025 * 12}
    )
    sex = pd.Series(["P", "L"] * 30, index=frame["pegawai_id"])
    found = share_among_participants(frame, sex, years=[2025], target=0.1, leavers_known=False)
    said = peserta_show.kalimat_peserta(found, eligible, tiny_data, target=0.1)
    assert said.parts[0].payload["note"] == "target 10%: tidak dinilai"
    assert "(50,0 persen; selang 95%" in text_of(said)
    assert "target 10 persen tidak dinilai" in text_of(said)
    assert "hanya peserta yang masih bertugas yang terhitung" in text_of(said)
    table = peserta_show.tabel_peserta(found, tiny_data, target=0.1).payload
    assert {row[-1] for row in table["rows"]} == {"tidak dinilai", "terlalu sedikit"}
    assert say("pelatihan_tidak_dinilai") in table["notes"]


def test_figure_of_participants_leaves_small_years_out(shares, tiny_data):
    (figure,) = peserta_show.gambar_peserta(shares, tiny_data, target=0.3).parts
    assert "2025 35%" in figure.payload["alt"]
    assert "2024" not in figure.payload["alt"]
    few = shares.assign(share_wanita=float("nan"))
    assert peserta_show.gambar_peserta(few, tiny_data, target=0.3).parts == ()


def test_years_are_words_in_the_tables(shares, eligible, tiny_data):
    rows = peserta_show.tabel_peserta(shares, tiny_data, target=0.3).payload["rows"]
    assert [row[1] for row in rows[:3]] == ["2024", "2025", "Semua tahun"]
    assert {row[0] for row in rows} == {"PKP", "PKA", "PKN II", ALL_LEVELS}
    assert peserta_show.tabel_berhak(eligible, tiny_data).payload["rows"][-1][1] == "Semua tahun"
    assert ALL_YEARS not in {row[1] for row in rows}


def test_other_tables_show_their_rows(tiny_data):
    kinds = pd.DataFrame(
        [["Seminar", 3, 2, 5, None, 0.1, 0.2, 12, 8]],
        columns=["jenis", "pria", "wanita", "total", "share_wanita", "bagian_pria", "bagian_wanita", "jam_pria",
                 "jam_wanita"],
    )  # fmt: skip
    assert peserta_show.tabel_jenis(kinds, tiny_data).payload["rows"][0][-2:] == [12, 8]
    years = kinds.assign(tahun=2025, struktural_pria=0, struktural_wanita=0)
    assert peserta_show.tabel_tahun(years, tiny_data).payload["rows"][0][:4] == ["2025", 3, 2, 5]
    notes = peserta_show.tabel_jenis(kinds, tiny_data).payload[
        "notes"
    ]  # without a history of courses
    assert any("riwayat kursus belum ada" in note for note in notes)
    group = kinds.assign(kelompok="Pengawas", diklat="PKA", keadaan="Seluruhnya")
    assert calon_show.tabel_calon(group, tiny_data).payload["rows"][0][:3] == [
        "Pengawas",
        "PKA",
        "Seluruhnya",
    ]


def test_a_warning_where_crude_and_adjusted_ratios_are_opposed():
    before, inside = ratios_of(EQUAL)
    assert laju_show.kotak_berlawanan(before, inside).parts == ()
    turned = before["ukuran"] == "disesuaikan"
    opposed = before.assign(estimate=before["estimate"].mask(turned, 1 / before["estimate"]))
    # both intervals hold 1: neither side is sure
    assert laju_show.kotak_berlawanan(opposed, inside).parts == ()
    opposed = opposed.assign(conf_low=opposed["conf_low"].mask(turned, 1.01))
    said = text_of(laju_show.kotak_berlawanan(opposed, inside))
    assert "arah yang berlawanan (sebelum diangkat)" in said
    few = ratios_of(FEW)
    assert laju_show.kotak_berlawanan(*few).parts == ()


def test_a_route_of_a_few_beside_one_of_many(tiny_data):
    # ratios of one route missing altogether, of the other known: columns keep their meaning
    few, many = ratios_of(FEW)[0], ratios_of(EQUAL)[1]
    rows = laju_show.tabel_rasio(few, many, few, tiny_data).payload["rows"]
    assert [row[4] is None for row in rows] == [True] * 4 + [False] * 4 + [True]
    assert rows[0][-1] == "terlalu sedikit"


LOWER, HIGHER = (-0.09, -0.15, -0.03), (0.09, 0.03, 0.15)


MANY, FEWER = "37,0 (32,0-42,0)", "46,0 (41,0-51,0)"
UNSURE = "selangnya memuat nol, sehingga belum dapat disimpulkan apakah keduanya berbeda"


@pytest.mark.parametrize(
    ("route", "since"),
    [("sebelum", "sejak memenuhi masa jabatan"), ("sesudah", "sejak diangkat")],
)
@pytest.mark.parametrize(
    ("women", "men", "numbers", "words"),
    [
        (0.37, 0.46, (-0.09, -0.15, -0.03), f"dari 100 wanita {MANY} sudah ikut; dari 100 pria {FEWER}. Selisih "
         "wanita terhadap pria 9,0 poin persen lebih rendah (selang simultan 95%: -15,0 sampai -3,0 poin); "
         "selangnya tidak memuat nol."),
        (0.46, 0.37, (0.09, 0.03, 0.15), f"dari 100 wanita {FEWER} sudah ikut; dari 100 pria {MANY}. Selisih "
         "wanita terhadap pria 9,0 poin persen lebih tinggi (selang simultan 95%: 3,0 sampai 15,0 poin); "
         "selangnya tidak memuat nol."),
        (0.37, 0.46, (-0.09, -0.2, 0.02), f"dari 100 wanita {MANY} sudah ikut; dari 100 pria {FEWER}. Selisih "
         "wanita terhadap pria 9,0 poin persen lebih rendah (selang simultan 95%: -20,0 sampai 2,0 poin); "
         f"{UNSURE}."),
        (0.46, 0.37, (0.09, -0.02, 0.2), f"dari 100 wanita {FEWER} sudah ikut; dari 100 pria {MANY}. Selisih "
         "wanita terhadap pria 9,0 poin persen lebih tinggi (selang simultan 95%: -2,0 sampai 20,0 poin); "
         f"{UNSURE}."),
    ],
)  # fmt: skip
def test_milestones_to_the_letter(
    route, since, women, men, numbers, words, said, shares_of, gap_of
):
    access = SimpleNamespace(eligible=SimpleNamespace(level="PKA", route=route))
    shares, gap = shares_of(women, men, jalur=route), gap_of(*numbers, jalur=route)
    when = f"PKA {route} diangkat, 10 tahun {since}"
    assert said(akses_show.kalimat_akses(shares, gap, access)) == f"{when}: {words}"
    few = shares.assign(estimate=[0.4, float("nan")])
    assert said(akses_show.kalimat_akses(few, gap, access)) == (
        f"{when}: jumlah kasus terlalu sedikit untuk disimpulkan."
    )


@pytest.mark.parametrize(
    ("known", "words"),
    [
        (True, "jumlah kasus terlalu sedikit untuk disimpulkan."),
        (False, "belum dapat dihitung: daftar pemberhentian dan pensiun belum ada."),
    ],
)
@pytest.mark.parametrize("route", ["sebelum", "sesudah"])
def test_why_there_is_no_curve(route, known, words, said, tiny_data):
    one = access_of(EQUAL, route=route, known=False)
    if known:
        one = replace(one, question=without_answer(one.question, "few"))
    curves = yearly_curves(one)
    assert said(akses_show.gambar_akses(curves, one, tiny_data)) == (
        f"Kurva PKP {route} diangkat tidak digambar: {words}"
    )
    told = akses_show.kalimat_akses(*milestone_shares(one, times=[12]), one)
    assert said(told) == f"PKP {route} diangkat: {words}"


def test_a_curve_that_starts_late_says_so(routes, tiny_data):
    curves = yearly_curves(*routes)
    for start, told in ((0, "selang kepercayaan 95%."),
                        (7, "95%. Kurva dimulai pada bulan ke-7, bersyarat belum ikut.")):  # fmt: skip
        late = curves.assign(mulai=start)
        (figure,) = akses_show.gambar_akses(late, routes[0], tiny_data).parts
        assert figure.payload["title"].endswith(told)


def test_curves_are_read_by_line_and_band(routes, said):
    read = said(akses_show.cara_akses(yearly_curves(*routes)))
    assert "Garis menunjukkan berapa bagian dari orang yang berhak sudah ikut" in read
    assert read.index("Garis menunjukkan") < read.index("Pita adalah selang kepercayaan")


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
def test_milestones_of_access(women, men, numbers, words, sure, said, shares_of, gap_of):
    numbers = numbers if sure else (numbers[0], -0.2, 0.2)
    access = SimpleNamespace(eligible=SimpleNamespace(level="PKP", route="sebelum"))
    shares, gap = shares_of(women, men, jalur="sebelum"), gap_of(*numbers, jalur="sebelum")
    text = said(akses_show.kalimat_akses(shares, gap, access))
    assert words in text
    assert ("selangnya tidak memuat nol" in text) is sure
    assert ("belum dapat disimpulkan" in text) is not sure

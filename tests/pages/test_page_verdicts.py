"""The count of false alarms recognises what the pages print: a pattern that matches nothing finds nothing.

Each statement of a difference is made by the page's own function and must be seen; its opposite must not.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from pug_analysis.analyses.questions.training import TrainingAccess
from pug_analysis.config import Config
from pug_analysis.pages.alumni import kepemimpinan_show
from pug_analysis.pages.kohort import banding_show, langkah_show
from pug_analysis.pages.kohort import laju_show as laju
from pug_analysis.pages.pelatihan import asosiasi_show, laju_show, semua_show
from pug_analysis.pages.peta import jabatan_show, keluar_show, ranah_show, ringkas_show
from pug_analysis.pages.piramida import jenjang_show
from pug_analysis.pages.ringkasan import temuan_show as summary
from pug_analysis.pages.tren import perubahan_show
from pug_analysis.release.display import Released, Several
from pug_analysis.release.teks import texts

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
NAN = float("nan")


@pytest.fixture(scope="module")
def marks():
    sys.path.insert(0, str(BENCHMARKS))
    try:
        import page_run
        import page_verdicts
    finally:
        sys.path.remove(str(BENCHMARKS))
    return SimpleNamespace(run=page_run, verdicts=page_verdicts)


def seen(marks, name: str, page: str, *parts, **tables) -> bool | None:
    """What the benchmark finds where a page shows these parts and tables alone."""
    flat = [p for one in parts for p in (one.parts if isinstance(one, Several) else (one,))]
    cards = [{"halaman": page, **p.payload} for p in flat if p.payload["kind"] == "headline"]
    pages = marks.run.Pages(
        text={page: "\n".join(marks.run._words(p) for p in flat)},
        cards=pd.DataFrame(cards, columns=["halaman", "label", "value", "note"]),
        tables=tables,
    )
    (found,) = [v for v in marks.verdicts.VERDICTS if (v.page, v.name) == (page, name)]
    return found.said(pages)


def plain(*sentences: str) -> Released:
    from pug_analysis.release.display import text

    return text(*sentences)


K, P, A, D = "03_kohort", "04_pelatihan_promosi", "05_alumni_diklat", "08_peta_pd"
INTERNAL = SimpleNamespace(edition="internal")
QUESTION = SimpleNamespace(
    target="Pengawas", obstacle="", enough=True, tallies=None, stratified=object()
)


@pytest.mark.parametrize(
    ("verdict", "direction", "alarm"),
    [("gap", "wanita", True), ("gap", "pria", True), ("gap", "berganti", True), ("inconclusive", "", False),
     ("equivalent", "", False), ("too_few", "", None)],
)  # fmt: skip
def test_the_main_verdict(marks, verdict, direction, alarm):
    whole = ("semua", 90, 60, 75.0, -15.0, 0.8, 0.7, 0.9, 0.001)
    names = ("bagian", "kejadian_pria", "kejadian_wanita", "harapan_wanita", "selisih_orang", "rasio",
             "conf_low", "conf_high", "p_value")  # fmt: skip
    z = pd.Series({(0.0, 0.0): -3.0, (0.0, 1.0): -2.0, (1.0, 0.0): -2.5})
    speed = SimpleNamespace(
        verdict=verdict, direction=direction, p_value=0.001, p_change=NAN, rasio_terlihat=0.8,
        test=SimpleNamespace(statistic=3.0, z=z), parts=pd.DataFrame([whole], columns=names),
        curves=pd.DataFrame(columns=["time", "conf_low", "conf_high"]),
    )  # fmt: skip
    climb = SimpleNamespace(speed=speed, margin=0.05, obstacle="")
    assert seen(marks, "putusan utama (kalimat)", K, laju.kalimat_laju(climb, INTERNAL)) is alarm


@pytest.mark.parametrize(
    ("name", "table", "column", "words"),
    [
        (
            "Tabel 3.15, suatu langkah (Holm)",
            "kohort_langkah",
            "putusan",
            langkah_show.PUTUSAN_LANGKAH,
        ),
        ("Tabel 3.7, suatu baris", "kohort_sasaran", "putusan", banding_show.PUTUSAN_KOHORT),
        ("Tabel 3.8, suatu baris", "kohort_penyetaraan", "putusan", banding_show.PUTUSAN_KOHORT),
    ],
)
def test_verdicts_in_tables_of_the_cohort(marks, name, table, column, words):
    for verdict, word in words.items():
        frame = pd.DataFrame({column: [word], "sasaran": ["JF Ahli Muda, sejak CPNS"]})
        silent = verdict in ("too_few", "rounded", "no_groups", "no_leavers", "protected")
        expected = None if silent else verdict == "gap"
        assert seen(marks, name, K, **{table: frame}) is expected, verdict


def test_verdicts_on_training(marks):
    for verdict, word in laju_show.PUTUSAN_LAJU.items():
        frame = pd.DataFrame({"putusan": [word]})
        silent = verdict in ("too_few", "no_leavers", "none")
        expected = None if silent else verdict == "gap"
        assert seen(marks, "Tabel 4.5, suatu baris", P, pelatihan_rasio=frame) is expected, verdict


def test_the_note_of_the_models(marks):
    for said, alarm in (
        ("Catatan: rasio wanita terhadap pria berubah menurut waktu (p = 0,010)", True),
        ("Pemeriksaan perubahan rasio menurut waktu: p = 0,400.", False),
        ("Perubahan rasio menurut waktu tidak dapat diperiksa: untuk itu", None),
    ):
        frame = pd.DataFrame()
        frame.attrs["notes"] = [said]
        name = "rasio berubah menurut waktu (Tabel 3.6)"
        assert seen(marks, name, K, kohort_model=frame) is alarm
        start = said.removeprefix("Catatan: ").split(" (p")[0].split(": p")[0]
        assert any(start in note for note in texts().sentences["kohort_model_catatan"].values())


def access(verdict: str, p_change: float) -> TrainingAccess:
    numbers = {
        "rasio": 0.6,
        "conf_low": 0.4,
        "conf_high": 0.9,
        "p_value": 0.01,
        "selisih_orang": -4.0,
    }
    rows = [
        {"jalur": name, **numbers, "putusan": verdict} for name in ("sebelum", "sesudah", "semua")
    ]
    return TrainingAccess(pd.DataFrame(rows), p_change, "gap", "wanita", 0.01, 0.5)


@pytest.mark.parametrize(
    ("verdict", "alarm"), [("gap", True), ("inconclusive", False), ("too_few", None)]
)
def test_the_card_on_access(marks, verdict, alarm):
    none = pd.DataFrame()
    shown = semua_show.kalimat_semua(access(verdict, 0.3), none, none, INTERNAL, margin=1.25)
    assert seen(marks, "akses, kedua jalur bersama (kalimat)", P, shown) is alarm


@pytest.mark.parametrize(("p_change", "alarm"), [(0.01, True), (0.3, False), (NAN, None)])
def test_whether_the_routes_differ(marks, p_change, alarm):
    none = pd.DataFrame()
    shown = semua_show.kalimat_semua(access("gap", p_change), none, none, INTERNAL, margin=1.25)
    assert seen(marks, "kedua jalur berbeda", P, shown) is alarm


def test_sentences_on_training_and_promotion(marks):
    row = pd.Series({"pelatihan": "PKP", "jabatan": "Pengawas", "halangan": "", "p_holm": 0.01,
                     "p_interaksi": 0.01, "hazard_ratio": 1.5, "conf_low": 1.1, "conf_high": 2.0})  # fmt: skip
    both = (
        "pelatihan lalu jabatan, suatu pasangan",
        "pelatihan lalu jabatan, wanita dan pria berbeda",
    )
    for name in both:
        assert seen(marks, name, P, plain(asosiasi_show._sentence(row))) is True
        calm = asosiasi_show._sentence(row.replace({0.01: 0.5}))
        assert seen(marks, name, P, plain(calm)) is False


@pytest.mark.parametrize(
    ("numbers", "alarm"), [((0.1, 0.02, 0.18), True), ((0.1, -0.1, 0.3), False)]
)
def test_women_in_posts(marks, numbers, alarm):
    shares = pd.DataFrame({"jenjang": "Pengawas", "masa": ["sebelum", "sekarang"], "wanita": [20, 30],
                           "total": [80, 90], "estimate": [0.25, 0.33]})  # fmt: skip
    names = ("estimate", "conf_low", "conf_high")
    gap = pd.DataFrame(
        [{"jenjang": "Pengawas", "p_holm": 0.01, **dict(zip(names, numbers, strict=True))}]
    )
    said = kepemimpinan_show._sentences(shares, gap, "program contoh")
    assert seen(marks, "pimpinan wanita, suatu jenjang", A, plain(*said)) is alarm


@pytest.mark.parametrize("sex", ["wanita", "pria"])
@pytest.mark.parametrize(
    ("numbers", "alarm"), [((0.1, 0.02, 0.18), True), ((0.1, -0.1, 0.3), False)]
)
def test_alumni_beside_others(marks, sex, numbers, alarm):
    from pug_analysis.pages.alumni.pembanding_show import _beside

    names = ("estimate", "conf_low", "conf_high")
    row = pd.Series({"jenis_kelamin": sex[0].upper() if sex == "pria" else "P", "share_alumni": 0.3,
                     "share_lain": 0.2, **dict(zip(names, numbers, strict=True))})  # fmt: skip
    row["jenis_kelamin"] = {"pria": "L", "wanita": "P"}[sex]
    said = plain(_beside(row, "PKP", 12))
    other = {"pria": "wanita", "wanita": "pria"}[sex]
    assert seen(marks, f"alumni dan pembanding, {sex}", A, said) is alarm
    assert seen(marks, f"alumni dan pembanding, {other}", A, said) is not True
    assert seen(marks, "alumni dan pembanding, wanita atau pria", A, said) is alarm


def test_the_map_of_offices(marks):
    def released(**columns):
        frame = pd.DataFrame(columns)
        rows = frame.to_numpy(object).tolist()
        return Released("", {"columns": [{"name": c} for c in frame], "rows": rows})

    for p_value, alarm in ((0.01, True), (0.3, False)):
        whole = released(kelompok=["Semua PD"], wanita=[50], total=[200], share_wanita=[0.25],
                         harapan=[70.0], share_harapan=[0.35], p_value=[p_value])  # fmt: skip
        assert seen(marks, "seluruh kabupaten", D, ringkas_show.kalimat_kabupaten(whole)) is alarm
        spread = released(sebaran=["perangkat daerah"], estimate=[0.4], expected=[0.3],
                          chance_low=[0.2], chance_high=[0.38], p_value=[p_value])  # fmt: skip
        assert seen(marks, "sebaran antar-PD", D, ranah_show._spread(spread)) is alarm
        counts = released(jenjang=["Semua jenjang"] * 2, ranah=["pendukung", "operasional"],
                          wanita=[30, 40], total=[60, 120])  # fmt: skip
        indices = released(
            sebaran=["ranah"], jenjang=["Semua jenjang"], estimate=[0.2], expected=[0.1]
        )
        odds = released(jenjang=["Semua jenjang"], estimate=[2.0], conf_low=[1.2], conf_high=[3.4],
                        p_value=[0.04], p_terkoreksi=[p_value])  # fmt: skip
        said = plain(*ranah_show.kalimat_ranah(counts, indices, odds))
        assert seen(marks, "pendukung dan operasional (kalimat)", D, said) is alarm
    for limits, alarm in (((1.1, 2.1), True), ((0.4, 0.9), True), ((0.8, 1.4), False)):
        row = {"wanita": 40, "pria": 30, "laju_wanita": 8.0, "laju_pria": 6.0, "rasio_masa_kerja": NAN,
               "estimate": sum(limits) / 2, "conf_low": limits[0], "conf_high": limits[1]}  # fmt: skip
        said = plain(*keluar_show._sentences(pd.Series(row)))
        assert seen(marks, "keluar selain pensiun (kalimat)", D, said) is alarm
        name = "Satyalancana Karya Satya X Tahun"
        award = plain(f"{name}: {keluar_show._ratio(pd.Series(row))}.")
        assert seen(marks, "Satyalancana, suatu kelas", D, award) is alarm
    for word in jabatan_show.PENILAIAN.values():
        frame = pd.DataFrame({"penilaian": [word]})
        expected = word == "ditandai"
        assert seen(marks, "suatu PD ditandai", D, pd_pimpinan=frame) is expected


def test_the_ladder_and_the_trend(marks):
    row = {"lingkup": "Jalur struktural", "dari": "Pengawas", "ke": "Administrator", "estimate": 0.08,
           "conf_low": 0.01, "conf_high": 0.15, "conf_level": 0.95, "bocor": False, "p_holm": 0.03}  # fmt: skip
    data = SimpleNamespace(config=Config())
    for low, alarm in ((0.01, True), (-0.05, False)):
        shown = jenjang_show.kalimat_penurunan(pd.DataFrame([row | {"conf_low": low}]), data)
        assert seen(marks, "memang turun (kalimat)", "02_piramida", shown) is alarm
    for word in perubahan_show.PUTUSAN_PERUBAHAN.values():
        frame = pd.DataFrame({"putusan": [word]})
        found = seen(
            marks, "garis utama berubah, suatu garis", "07_tren", tren_perubahan_utama=frame
        )
        assert found is (word == perubahan_show.PUTUSAN_PERUBAHAN["changed"])


def test_what_the_summary_says_of_changes(marks, tables):
    shown = tables()["tren_perubahan_utama"]
    name = "perubahan sejak periode lalu"
    assert (
        "Berubah lebih dari kebetulan"
        in summary.perubahan_periode({"tren_perubahan_utama": shown}).html
    )
    assert seen(marks, name, "00_ringkasan", tren_perubahan_utama=shown) is True
    calm = shown.assign(putusan="dalam rentang kebetulan")
    assert seen(marks, name, "00_ringkasan", tren_perubahan_utama=calm) is False
    assert seen(marks, name, "00_ringkasan") is None


def test_every_verdict_is_named_once_and_rests_on_pages_that_are_run(marks):
    names = [(v.page, v.name) for v in marks.verdicts.VERDICTS]
    assert len(set(names)) == len(names)
    run = {page for pages in marks.verdicts.PAGES.values() for page in pages}
    for verdict in marks.verdicts.VERDICTS:
        assert {verdict.page, *verdict.needs} <= {*run, marks.verdicts.SUMMARY}
        assert (marks.run.NOTEBOOKS / f"{verdict.page}.ipynb").exists()


@pytest.mark.slow
def test_pages_of_careers_say_the_same_without_files(tmp_path):
    """The short way of the certificate, from a regency's tables, against raw files and a build."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCHMARKS))
        import false_alarms as bench

        pages = bench.PAGES[bench.AS_IS]
        asked = {"year": bench.YEARS[-1], "workspace": str(tmp_path), "edition": "internal"}
        regency = bench.simulate(size=2500, years=bench.YEARS, seed=4, truth=("gap",))
        (tmp_path / "pug.toml").write_text(bench.SETTINGS, encoding="utf-8")
        with bench.without_files(regency, tmp_path):
            short = bench.read_verdicts(bench.run_pages(pages, **asked), bench.AS_IS)
        bench.build(regency, tmp_path)
        long = bench.read_verdicts(bench.run_pages(pages, **asked), bench.AS_IS)
    pd.testing.assert_frame_equal(short, long)
    assert short["alarm"].eq(True).any()
    assert short["alarm"].eq(False).any()

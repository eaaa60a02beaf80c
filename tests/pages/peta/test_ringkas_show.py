"""The map of offices in short, to the letter: both sides, each verdict, each of the next steps."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from pug_analysis.config import Config
from pug_analysis.pages.peta import ringkas_show
from pug_analysis.release.display import Released


def released(**columns: object) -> Released:
    frame = pd.DataFrame(columns)
    payload = {"columns": [{"name": c} for c in frame], "rows": frame.to_numpy(object).tolist()}
    return Released("", payload)


NAN = float("nan")
START = "Seluruh kabupaten: 50 dari 200 jabatan struktural"
ALONE = "sehingga satu PD tidak dilihat sendirian."
FEW = f"{START} dipegang wanita. Jumlah kasus terlalu sedikit untuk dinilai."


@pytest.mark.parametrize(
    ("share", "p_value", "words"),
    [
        (0.25, 0.01, f"{START} (25,0%) dipegang wanita; diharapkan 70,0 orang (35,0%). Nilai-p 0,010: seluruh "
                     f"kabupaten berada di bawah yang diharapkan, {ALONE}"),
        (0.45, 0.01, f"{START} (45,0%) dipegang wanita; diharapkan 70,0 orang (35,0%). Nilai-p 0,010: seluruh "
                     f"kabupaten berada di atas yang diharapkan, {ALONE}"),
        (0.25, 0.05, f"{START} (25,0%) dipegang wanita; diharapkan 70,0 orang (35,0%). Nilai-p 0,050: data "
                     "belum cukup untuk menyatakan berbeda dari yang diharapkan."),
        (0.45, 0.2, f"{START} (45,0%) dipegang wanita; diharapkan 70,0 orang (35,0%). Nilai-p 0,200: data "
                    "belum cukup untuk menyatakan berbeda dari yang diharapkan."),
        (NAN, 0.01, FEW),
        (0.25, NAN, FEW),
    ],
)  # fmt: skip
def test_the_whole_regency(share, p_value, words, said):
    table = released(kelompok=["Semua PD"], wanita=[50], total=[200], share_wanita=[share], harapan=[70.0],
                     share_harapan=[0.35], p_value=[p_value])  # fmt: skip
    assert said(ringkas_show.kalimat_kabupaten(table)) == words


def test_a_regency_without_posts(said):
    names = ["kelompok", "wanita", "total", "share_wanita", "harapan", "share_harapan", "p_value"]
    nobody = "Tidak ada pejabat struktural dalam data periode ini."
    none = released(**{name: [] for name in names})
    assert said(ringkas_show.kalimat_kabupaten(none)) == nobody
    empty = released(
        **dict(zip(names, ([x] for x in ("Semua PD", 0, 0, NAN, 0.0, 0.35, NAN)), strict=True))
    )
    assert said(ringkas_show.kalimat_kabupaten(empty)) == nobody


@pytest.mark.parametrize(
    ("findings", "value", "note"),
    [
        (
            ["ditandai", "tidak ditandai", "tidak ditandai", "jumlah kasus terlalu sedikit"],
            "1 dari 3",
            "1",
        ),
        (["tidak ditandai"] * 2, "0 dari 2", "0"),
        (["jumlah kasus terlalu sedikit"] * 4, "Tidak dapat dinilai", "4"),
    ],
)
def test_the_card(findings, value, note):
    card = ringkas_show.angka_pokok(released(penilaian=findings)).payload
    assert card["label"] == "Perangkat daerah yang ditandai"
    assert (card["value"], card["note"]) == (
        value, f"{note} PD lain terlalu kecil untuk dinilai sendiri-sendiri"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("own", "words"),
    [
        (0.2, "calon: wanita 20,0% dari calon di PD ini sendiri, juga di bawah bagian kabupaten; lihat "
              "penempatan dan perpindahan antar-PD"),
        (0.35, "calon: wanita 35,0% dari calon di PD ini sendiri, tidak di bawah bagian kabupaten; lihat siapa "
               "yang diusulkan dan diseleksi"),
        (0.4, "calon: wanita 40,0% dari calon di PD ini sendiri, tidak di bawah bagian kabupaten; lihat siapa "
              "yang diusulkan dan diseleksi"),
        (NAN, "calon: susunan calon di PD ini terlalu kecil untuk ditampilkan (Tabel 8.5); lihat di BKDPSDM"),
    ],
)  # fmt: skip
def test_candidates_of_a_flagged_office(own, words):
    text = ringkas_show._look_at_candidates(
        pd.Series({"share_calon": own}), pd.Series({"share_harapan": 0.35})
    )
    assert text == words
    if own != own:
        assert ringkas_show._look_at_candidates(None, pd.Series({"share_harapan": 0.35})) == words


@pytest.mark.parametrize(
    ("own", "words"),
    [
        ({"pensiun": 4}, "4 pejabat mencapai batas usia pensiun dalam 3 tahun"),
        ({"pensiun": 0}, "tidak ada pejabat yang pensiun dalam 3 tahun; lihat rencana mutasi"),
        ({"pensiun": None}, "banyaknya pejabat yang segera pensiun tidak ditampilkan"),
        ({}, "banyaknya pejabat yang segera pensiun tidak ditampilkan"),
        (None, "banyaknya pejabat yang segera pensiun tidak ditampilkan"),
    ],
)
def test_who_retires_soon(own, words):
    row = None if own is None else pd.Series(own, dtype=object)
    assert ringkas_show._look_at_pensions(row, 3) == f"pengisian jabatan: {words}"


def test_a_flagged_office_to_the_letter(said):
    offices = released(perangkat_daerah=["Dinas A", "Dinas B"], wanita=[2, 9], total=[20, 20],
                       share_wanita=[0.1, 0.45], harapan=[7.0, 7.0], share_harapan=[0.35, 0.35],
                       penilaian=["ditandai", "tidak ditandai"])  # fmt: skip
    estimates = released(perangkat_daerah=["Dinas A"], estimate=[0.15], conf_low=[0.05], conf_high=[0.3],
                         q_value=[0.04])  # fmt: skip
    people = released(perangkat_daerah=["Dinas A"], share_calon=[0.3], pensiun=[1])
    found = ringkas_show.ringkas_pd(
        offices, estimates, released(), people, SimpleNamespace(config=Config())
    )
    assert said(found) == (
        "Dinas A. 2 dari 20 jabatan struktural dipegang wanita (10,0%), sedangkan menurut jalur struktural "
        "kabupaten diharapkan sekitar 7,0 (35,0%). Seberapa pasti: nilai-q 0,040; dengan aturan ini rata-rata "
        "paling banyak 10% dari PD yang ditandai muncul karena kebetulan. Taksiran yang memperhitungkan "
        "sedikitnya jabatan: 15,0% (selang 95%: 5,0% sampai 30,0%). Yang dapat dilihat selanjutnya: (1) calon: "
        "wanita 30,0% dari calon di PD ini sendiri, juga di bawah bagian kabupaten; lihat penempatan dan "
        "perpindahan antar-PD; (2) pengisian jabatan: 1 pejabat mencapai batas usia pensiun dalam 3 tahun; (3) "
        "akses pelatihan kepemimpinan: bandingkan bagian pria dan wanita PD ini yang dilatih (Tabel 4.15). "
        "Angka ini tidak menunjukkan penyebab."
    )


NONE = (
    "Tidak ada PD yang ditandai di antara 12 PD yang dinilai. Ini berarti: tidak satu pun dari PD itu memenuhi "
    "kedua syarat, bagian wanita paling sedikit 10,0 poin persen di bawah harapan dan nilai-q di bawah 10% "
    "(Tabel 8.2). Ini tidak berarti bahwa semua PD sesuai harapan, dan tentang PD yang terlalu kecil tidak "
    "dikatakan apa-apa. PD yang biasa memiliki 14 jabatan, dengan 4,9 wanita diharapkan; PD sebesar itu"
)


@pytest.mark.parametrize(
    ("judged", "most", "words"),
    [
        (12, 1, f"{NONE} baru ditandai bila wanitanya paling banyak 1, dan kekurangan baru terlihat dengan "
                "peluang 80% bila bagian wanita yang sebenarnya paling banyak 6,2%."),
        (12, None, f"{NONE} tidak akan ditandai, bahkan tanpa seorang wanita pun. Karena itu lihat kelompok PD "
                   "pada Tabel 8.3."),
        (0, 1, "Tidak ada PD yang dapat dinilai sendiri-sendiri: semuanya memiliki kurang dari 10 jabatan (jumlah "
               "kasus terlalu sedikit). Lihat kelompok PD pada Tabel 8.3."),
    ],
)  # fmt: skip
def test_nobody_flagged(judged, most, words):
    row = {"ukuran": "Biasa (median)", "jabatan": 14, "harapan": 4.9, "paling_banyak": most,
           "share_terlihat": 0.062}  # fmt: skip
    assert ringkas_show._none_flagged(pd.DataFrame([row]), judged, Config().peta) == words

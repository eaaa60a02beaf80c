"""The pieces of the map of offices: words from released tables alone, names that never overlap."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pug_analysis.config import Config, Target
from pug_analysis.ingest.tables.fungsi import read_ranah
from pug_analysis.pages.peta import (
    jabatan,
    jabatan_show,
    keluar,
    keluar_show,
    penghargaan,
    ranah,
    ranah_show,
    ringkas_show,
)
from pug_analysis.pages.peta import target as targets
from pug_analysis.pages.peta.corong_show import order_labels, spread_labels
from pug_analysis.release.display import Released, Several

PD = "perangkat_daerah"


def text_of(part: Released | Several) -> str:
    html = part.html if isinstance(part, Released) else " ".join(p.html for p in part.parts)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def snapshot(posts, waiting, level="Pengawas") -> pd.DataFrame:
    """Men and women per PD: holders of posts, and pelaksana."""
    rows = [
        (pd_, sex, step)
        for step, groups in ((level, posts), ("Pelaksana", waiting))
        for pd_, counts in groups.items()
        for sex, n in zip("LP", counts, strict=True)
        for _ in range(n)
    ]
    frame = pd.DataFrame(rows, columns=[PD, "jenis_kelamin", "jenjang"])
    numbers = np.arange(len(frame))
    return frame.assign(
        jalur_struktural=True,
        usia_tahun=pd.array([57] + [40] * (len(frame) - 1), dtype="Int64"),
        ranah_jabatan=np.where(numbers % 3, "operasional", "pendukung"),
        pegawai_id=[f"{i:04d}" for i in numbers],
        masa_kerja_tahun=pd.array([15] * len(frame), dtype="Int64"),
        status_asn="PNS",
    )


POSTS = {"Badan A": (19, 1), "Dinas B": (12, 10), "Kecamatan C": (3, 2)}
WAITING = {"Badan A": (40, 40), "Dinas B": (40, 50), "Kecamatan C": (8, 9)}


def pieces(tiny_data, posts=POSTS, waiting=WAITING, edition="internal"):
    data = replace(tiny_data, people=snapshot(posts, waiting), edition=edition)
    found = jabatan.judge_offices(data.snapshot)
    return data, found, (
        jabatan_show.tabel_pimpinan(found, data),
        jabatan_show.tabel_taksiran(found, data),
        jabatan_show.tabel_daya(jabatan.what_could_be_seen(found), data),
        jabatan_show.tabel_pejabat_calon(jabatan.candidates(data.snapshot), data),
    )  # fmt: skip


# --- offices
def test_a_flagged_office_is_told_with_its_numbers_and_no_cause(tiny_data):
    data, _, tables = pieces(tiny_data)
    said = text_of(ringkas_show.ringkas_pd(*tables, data))
    assert said.startswith("Badan A. 1 dari 20 jabatan struktural dipegang wanita (5,0%)")
    assert "(1) calon: wanita 50,0% dari calon di PD ini sendiri" in said
    assert "(2) pengisian jabatan: 1 pejabat mencapai batas usia pensiun dalam 3 tahun" in said
    assert "(3) akses pelatihan kepemimpinan" in said
    assert said.endswith("Angka ini tidak menunjukkan penyebab.")
    assert "Dinas B." not in said


def test_the_words_need_nothing_but_the_released_tables(tiny_data):
    """Frames behind the tables may go: the same sentence comes from payloads alone."""
    data, _, tables = pieces(tiny_data)
    blank = replace(data, people=pd.DataFrame(), tables=MappingProxyType({}))
    payloads = [Released("", table.payload) for table in tables]
    assert text_of(ringkas_show.ringkas_pd(*payloads, blank)) == text_of(
        ringkas_show.ringkas_pd(*tables, data)
    )


def test_every_number_of_a_sentence_stands_in_a_table(tiny_data):
    data, _, tables = pieces(tiny_data)
    said = text_of(ringkas_show.ringkas_pd(*tables, data))
    shown = " ".join(text_of(table) for table in tables)
    for percent in re.findall(r"\d+,\d%", said):
        assert percent in shown, percent


def test_nobody_flagged_says_what_that_does_not_mean(tiny_data):
    data, _, tables = pieces(tiny_data, posts={"Badan A": (12, 9), "Dinas B": (12, 10)})
    said = text_of(ringkas_show.ringkas_pd(*tables, data))
    assert "Tidak ada PD yang ditandai di antara 2 PD" in said
    assert "Ini tidak berarti bahwa semua PD sesuai harapan" in said
    assert "kedua syarat, bagian wanita paling sedikit 10,0 poin persen di bawah harapan" in said
    assert "kebetulan" not in said
    assert re.search(r"baru ditandai bila wanitanya paling banyak \d+", said)


def test_offices_too_small_to_be_flagged_at_all(tiny_data):
    waiting = {"Badan A": (400, 60)}
    data, _, tables = pieces(tiny_data, posts={"Badan A": (10, 2)}, waiting=waiting)
    said = text_of(ringkas_show.ringkas_pd(*tables, data))
    assert "tidak akan ditandai, bahkan tanpa seorang wanita pun" in said


def test_no_office_large_enough(tiny_data):
    data, found, tables = pieces(tiny_data, posts={"Badan A": (3, 2)})
    assert "jumlah kasus terlalu sedikit" in text_of(ringkas_show.ringkas_pd(*tables, data))
    assert ringkas_show.angka_pokok(tables[0]).payload["value"] == "Tidak dapat dinilai"
    groups = jabatan_show.tabel_kelompok(jabatan.pool_offices(found), data)
    assert "terlalu sedikit" in text_of(ringkas_show.kalimat_kabupaten(groups))


def test_key_figure_counts_those_judged(tiny_data):
    _, _, (listed, *_) = pieces(tiny_data)
    card = ringkas_show.angka_pokok(listed).payload
    assert (card["value"], card["note"]) == (
        "1 dari 2",
        "1 PD lain terlalu kecil untuk dinilai sendiri-sendiri",
    )


def test_the_regency_as_a_whole_comes_first(tiny_data):
    data, found, _ = pieces(tiny_data)
    said = text_of(
        ringkas_show.kalimat_kabupaten(
            jabatan_show.tabel_kelompok(jabatan.pool_offices(found), data)
        )
    )
    assert said.startswith("Seluruh kabupaten: 13 dari 47 jabatan struktural")
    assert "di bawah yang diharapkan" in said


def test_no_posts_at_all(tiny_data):
    data, found, tables = pieces(tiny_data, posts={})
    assert "Tidak ada pejabat struktural" in text_of(jabatan_show.gambar_corong(found, data))
    assert "terlalu sedikit" in text_of(ringkas_show.ringkas_pd(*tables, data))


def test_small_offices_are_in_the_table_and_not_judged(tiny_data):
    _, _, (listed, *_) = pieces(tiny_data)
    row = ringkas_show.rows_of(listed).set_index(PD).loc["Kecamatan C"]
    assert row["penilaian"] == "jumlah kasus terlalu sedikit"
    assert (row["pria"], row["wanita"], row["total"]) == (3, 2, 5)
    assert pd.isna(row["share_wanita"])


def test_estimates_are_those_of_judged_offices(tiny_data):
    _, found, (_, estimates, *_) = pieces(tiny_data)
    rows = ringkas_show.rows_of(estimates)
    assert rows[PD].tolist() == ["Badan A", "Dinas B"]
    assert rows["q_value"].tolist() == found.table["q_value"].iloc[:2].tolist()


# --- disclosure
def test_posts_are_exact_and_staff_protected_for_the_pokja(tiny_data):
    _, _, (listed, *_, own) = pieces(tiny_data, edition="pokja")
    assert listed.payload["rilis"]["tingkat"] == "A"
    assert ringkas_show.rows_of(listed)["wanita"].tolist() == [1, 10, 2]
    people = ringkas_show.rows_of(own)
    assert own.payload["rilis"]["aturan"] == "lindung"
    # B: 48 to 52 men in all and 12 posts leave 36 to 40 candidates, "40" says 38 to 42: too few left
    assert people["pria"].isna().tolist() == [False, True, True]
    assert people.loc[0, ["pria", "wanita"]].tolist() == [40, 40]
    # who of the holders of posts retires is not public, and they are known by name
    assert "pensiun" not in people


def test_the_same_office_is_flagged_in_every_edition(tiny_data):
    inside, outside = (pieces(tiny_data, edition=e)[2][0] for e in ("internal", "pokja"))
    columns = ["penilaian", "wanita", "total"]
    assert ringkas_show.rows_of(inside)[columns].equals(ringkas_show.rows_of(outside)[columns])


def test_holders_of_posts_who_retire_are_told_inside_only(tiny_data):
    data, _, tables = pieces(tiny_data, edition="pokja")
    said = text_of(ringkas_show.ringkas_pd(*tables, data))
    assert "banyaknya pejabat yang segera pensiun tidak ditampilkan" in said
    data, _, tables = pieces(tiny_data)
    assert "pejabat mencapai batas usia pensiun" in text_of(ringkas_show.ringkas_pd(*tables, data))


@pytest.mark.parametrize(
    ("edition", "told", "small"),
    [
        ("internal", "Segera pensiun: mencapai batas usia pensiun dalam 3 tahun (58; JPT 60).", False),
        ("pokja", "Pejabat yang segera pensiun hanya dalam edisi internal: mereka dikenal namanya.", True),
    ],
)  # fmt: skip
def test_notes_on_candidates_are_those_of_the_edition(edition, told, small, tiny_data):
    _, _, (*_, own) = pieces(tiny_data, edition=edition)
    first, *others = own.payload["notes"]
    assert first.endswith(f"adalah juga hasil penempatan. {told}")
    why = "yang bersama Tabel 1.5 dan Tabel 8.1 akan membuka jumlah kecil."
    assert any(note.endswith(why) for note in others) is small


def test_the_funnel_is_read_from_points_to_small_ones():
    said = text_of(jabatan_show.cara_corong())
    assert said.index("Setiap titik adalah satu perangkat daerah") < said.index(
        "Titik kosong adalah"
    )
    assert "lihat bersama-sama pada Tabel 8.3." in said


# --- funnel
def test_the_funnel_is_a_small_picture_of_its_numbers(tiny_data):
    data, found, _ = pieces(tiny_data)
    figure = jabatan_show.gambar_corong(found, data)
    assert 20 <= len(figure.payload["alt"]) <= 300
    assert "1 ditandai" in figure.payload["alt"]
    assert len(base64.b64decode(figure.payload["png"])) < 60_000
    assert figure.payload["png"] == jabatan_show.gambar_corong(found, data).payload["png"]
    other = replace(found, table=found.table.assign(wanita=found.table["wanita"] + 1))
    assert other.table["wanita"].gt(0).all()
    assert jabatan_show.gambar_corong(other, data).payload["png"] != figure.payload["png"]


POINTS = st.lists(st.tuples(st.floats(0, 0.97), st.floats(0, 1), st.integers(1, 3)), max_size=9)


@settings(max_examples=60, deadline=None)
@given(POINTS)
def test_names_in_the_margin_never_overlap(points):
    places = [(x, y) for x, y, _ in points]
    heights = [0.036 * lines for *_, lines in points]
    order = order_labels(places, heights)
    assert sorted(order) == list(range(len(points)))
    middles = spread_labels([places[i][1] for i in order], [heights[i] for i in order])
    ends = [(m + heights[i] / 2, m - heights[i] / 2) for m, i in zip(middles, order, strict=True)]
    assert all(bottom >= -1e-9 and top <= 1 + 1e-9 for top, bottom in ends)
    assert all(above[1] >= below[0] - 1e-9 for above, below in pairwise(ends))


def test_lines_to_names_are_uncrossed():
    # the left point is the lower one: its name must stand above, or the lines would cross
    assert order_labels([(0.1, 0.0), (0.9, 0.005)], [0.1, 0.1]) == [0, 1]


# --- placement
def placed(data):
    found = data.snapshot
    return ranah_show.tabel_ranah(
        ranah.count_domains(found), ranah.measure_segregation(found),
        ranah.compare_odds(found), ranah.count_by_office(found), data,
    )  # fmt: skip


def test_placement_is_told_against_chance(tiny_data):
    data, *_ = pieces(tiny_data)
    parts = placed(data).parts
    names = [part.payload.get("name") for part in parts if part.payload["kind"] == "table"]
    assert names == ["pd_ranah", "pd_segregasi", "pd_ranah_odds", "pd_ranah_per_pd"]
    said = text_of(parts[0])
    assert "data belum cukup untuk menyatakan bahwa penempatan pria dan wanita berbeda" in said
    assert "tidak ada perbedaan" not in said


def test_which_posts_count_as_operational_is_said(tiny_data):
    data, *_ = pieces(tiny_data)
    said = text_of(placed(data).parts[1])
    assert "Semua eselon II (JPT Pratama) dihitung operasional, apa pun namanya" in said
    for title in (
        "Sekretaris Daerah",
        "Sekretaris DPRD",
        "Asisten Administrasi Umum",
        "Staf Ahli Bupati",
    ):
        assert (
            read_ranah(title, "Sekretariat Daerah - PEMERINTAH KABUPATEN X", eselon="II.b")
            == "operasional"
        )


def test_without_known_domains_offices_are_still_compared(tiny_data):
    data, *_ = pieces(tiny_data)
    blank = replace(data, people=data.snapshot.assign(ranah_jabatan=""))
    said = text_of(placed(blank))
    assert "tidak diketahui pada data periode ini" in said
    assert "Sebaran antar-PD" in said


def test_a_clear_difference_names_the_direction(tiny_data):
    data, *_ = pieces(tiny_data)
    women = data.snapshot["jenis_kelamin"] == "P"
    kinds = np.where(women, "pendukung", "operasional")
    kinds[:6], kinds[35:37] = "pendukung", "operasional"
    clear = replace(data, people=data.snapshot.assign(ranah_jabatan=kinds))
    assert "wanita lebih sering ditempatkan pada jabatan pendukung" in text_of(
        placed(clear).parts[0]
    )


def test_an_unbounded_ratio_is_said_in_words(tiny_data):
    data, *_ = pieces(tiny_data)
    women = data.snapshot["jenis_kelamin"] == "P"
    apart = replace(
        data,
        people=data.snapshot.assign(ranah_jabatan=np.where(women, "pendukung", "operasional")),
    )
    said = text_of(placed(apart).parts[0])
    assert "Salah satu pihak seluruhnya berada pada satu ranah (nilai-p &lt; 0,001)" in said


# --- targets
def test_without_a_target_one_sentence_says_how_to_set_it(tiny_data):
    table = targets.compare_target(tiny_data.snapshot, target=Target())
    said = ranah_show.tabel_target(table, tiny_data)
    assert len(said.parts) == 1
    assert "jpt_pratama = 0.30" in text_of(said)


def test_people_lacking_are_told(tiny_data):
    rows = snapshot({"Badan A": (20, 5)}, {}, level="JPT Pratama")
    target = Target(jpt_pratama=0.3)
    data = replace(tiny_data, people=rows, config=Config(target=target))
    said = ranah_show.tabel_target(targets.compare_target(rows, target=target), data)
    assert (
        "JPT Pratama: 5 wanita dari 25 pejabat (20,0%), target 30,0%: masih kurang 3 orang."
        in text_of(said.parts[0])
    )


# --- leaving and awards
def exit_table(**changes):
    row = {
        "jenis": "selain pensiun", "pria": 88, "wanita": 125, "pria_tahun_ini": 16, "wanita_tahun_ini": 42,
        "orang_tahun_pria": 11281.0, "orang_tahun_wanita": 12975.0, "laju_pria": 7.8, "laju_wanita": 9.6,
        "estimate": 1.23, "conf_low": 0.93, "conf_high": 1.64, "p_value": 0.15, "p_holm": float("nan"),
        "rasio_masa_kerja": 1.24, "masa_kerja_low": 0.95, "masa_kerja_high": 1.63,
    }  # fmt: skip
    return pd.DataFrame([row | changes])


def empty_exits(first):
    none = pd.DataFrame(columns=["jenis", "jenis_kelamin", "n"])
    return keluar.Exits(none, first, 2025 * 12 + 11, pd.Series({"L": 1, "P": 1}), none, 3)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "data belum cukup untuk menyatakan pria dan wanita berbeda"),
        ({"conf_low": 1.05}, "lebih sering pada wanita"),
        ({"conf_high": 0.95, "estimate": 0.8, "conf_low": 0.6}, "kurang sering pada wanita"),
        ({"estimate": float("nan")}, "Jumlah kasus terlalu sedikit"),
    ],
)
def test_leaving_claims_no_more_than_its_interval(tiny_data, changes, said):
    shown = keluar_show.tabel_keluar(exit_table(**changes), empty_exits(2021 * 12), tiny_data)
    assert said in text_of(shown.parts[0])
    assert "Januari 2021 sampai Desember 2025" in shown.parts[1].payload["title"]
    assert shown.parts[1].payload["rilis"]["tingkat"] == "B"


def test_without_leavers_the_page_says_what_to_bring(tiny_data):
    said = keluar_show.tabel_keluar(pd.DataFrame(), empty_exits(None), tiny_data)
    assert "letakkan riwayat pemberhentian SIASN di data/raw/2025" in text_of(said)


def test_awards_or_what_to_bring(tiny_data):
    assert "data/raw/2025" in text_of(keluar_show.tabel_penghargaan(pd.DataFrame(), tiny_data))
    data, *_ = pieces(tiny_data)
    given = pd.DataFrame(
        {
            "pegawai_id": data.snapshot["pegawai_id"].iloc[::4],
            "penghargaan": "ASN Teladan",
            "tahun": pd.array([2024] * len(data.snapshot.iloc[::4]), dtype="Int64"),
        }
    )
    data = replace(data, tables=MappingProxyType({**data.tables, "penghargaan": given}))
    parts = keluar_show.tabel_penghargaan(penghargaan.compare_awards(data), data).parts
    assert "Di antara yang masa kerjanya cukup: jumlah kasus terlalu sedikit" in text_of(parts[0])
    assert parts[1].payload["name"] == "pd_penghargaan"


def test_awards_are_told_within_service_and_not_crudely(tiny_data):
    """All awards together differ only because men have served longer; no class does."""
    base = {
        "dasar": "PNS", "pria_tahun_ini": 0, "wanita_tahun_ini": 0, "share_pria": 0.2, "share_wanita": 0.2,
    }  # fmt: skip
    people = {"pria": 586, "dasar_pria": 2829, "wanita": 591, "dasar_wanita": 3636}
    rows = [
        ("Semua penghargaan", 0.78, 0.71, 0.87),
        ("Satyalancana Karya Satya X Tahun", 1.05, 0.95, 1.17),
    ]
    table = pd.DataFrame(
        [
            {**base, **people, "jenis": kind, "estimate": e, "conf_low": low, "conf_high": high}
            for kind, e, low, high in rows
        ]
    )
    said = text_of(keluar_show.tabel_penghargaan(table, tiny_data).parts[0])
    assert "rasio kasar 0,78" in said
    assert "kurang sering" not in said
    assert (
        "X Tahun: rasio wanita terhadap pria 1,05 (selang 0,95 sampai 1,17), data belum cukup"
        in said
    )

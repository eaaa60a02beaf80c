"""The action-plan page: lights as shape and word, computed and recorded values told apart."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pandas as pd
import pytest

from pug_analysis.config import Config
from pug_analysis.instrumen import read_form
from pug_analysis.pages.rencana import rencana_show

FORM = read_form(2025)
LINES = """
1.1 ASN_terlatih      persen I.2.1 naik  5    2024 10  -
1.1 ASN_terlatih      persen I.2.1 naik  5    2025 21  31
1.1 ASN_terlatih      persen I.2.1 naik  5    2026 30  -
1.2 Dokumen           dokumen -    naik  -    2025 10  10
1.3 Waktu_proses      hari   -     turun 30   2025 20  25
1.4 Fasilitator       persen I.2.4 naik  0    2025 5   5
1.5 Alumni_mentor     orang  -     naik  -    2025 3   -
"""


def text_of(part) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part.html)))


def rows_of(part) -> pd.DataFrame:
    payload = part.payload
    return pd.DataFrame(payload["rows"], columns=[c["name"] for c in payload["columns"]])


@pytest.fixture
def planned(ape_data):
    empty = ape_data.tables["rencana_aksi"]
    parts = [line.split() for line in LINES.strip().splitlines()]
    names = [
        "nomor",
        "indikator",
        "satuan",
        "kode_indikator",
        "arah",
        "data_dasar",
        "tahun",
        "target",
        "realisasi",
    ]
    frame = pd.DataFrame(parts, columns=names).replace({"-": None})
    for name in ("data_dasar", "tahun", "target", "realisasi"):
        frame[name] = pd.to_numeric(frame[name])
    frame["indikator"] = frame["indikator"].str.replace("_", " ")
    frame = frame.reindex(columns=empty.columns).assign(tahun_dasar=2023, anggaran=1_000_000)
    texts = [name for name, kind in empty.dtypes.items() if kind == "string"]
    frame[texts] = frame[texts].astype("string").fillna("")
    return replace(ape_data, tables={**ape_data.tables, "rencana_aksi": frame.astype(empty.dtypes)})  # fmt: skip


@pytest.fixture
def tracked(planned):
    return rencana_show.susun((planned,), FORM)


# --- by hand
def test_lights_of_the_year(tracked, planned):
    head, lights, _ = rencana_show.ringkasan(tracked, planned).parts
    assert head.payload["value"] == "2 dari 5"
    counts = rows_of(lights).set_index("tanda")["indikator"]
    # Trained 20.0 of 21 is near; the recorded 31 is not believed.
    assert counts.to_dict() == {
        "● tercapai": 2, "◐ mendekati": 1, "○ belum": 1, "– belum ada data": 1,
    }  # fmt: skip


def test_what_differs_is_said(tracked, planned):
    said = text_of(rencana_show.ringkasan(tracked, planned).parts[-1])
    assert (
        "Realisasi 1 indikator dihitung laporan ini; 3 dicatat kantor dan tidak diperiksa; 1 tidak ada"
        in said
    )
    assert "1.1 ASN terlatih: dihitung 20,0, dicatat kantor 31,0." in said
    assert "1.4 Fasilitator: kode 'I.2.4' tidak dipakai (satuan laporan: orang)" in said


def test_the_tracker_shows_both_values(tracked, planned):
    rows = rows_of(rencana_show.tabel_pantau(tracked, planned).parts[0])
    own = rows.loc[(rows["nomor"] == "1.1") & (rows["tahun"] == "2025")].iloc[0]
    assert own[["terhitung", "realisasi", "tanda", "dasar"]].tolist() == [20.0, 31.0, "◐ mendekati", "5,0 (2023)"]  # fmt: skip
    assert own["catatan"] == "I.2.1; berbeda"
    future = rows.loc[rows["tahun"] == "2026"].iloc[0]
    assert future["tanda"] == "belum waktunya"
    details = rows_of(rencana_show.tabel_pantau(tracked, planned).parts[1])
    assert details["nomor"].tolist() == ["1.1", "1.2", "1.3", "1.4", "1.5"]


def test_past_years_are_computed_at_their_end(planned, bare_data):
    before = replace(bare_data, year=2024)
    half = replace(bare_data, year=2024, semester=1)
    tracked = rencana_show.susun((half, before, planned), FORM)
    past = tracked.loc[(tracked["nomor"] == "1.1") & (tracked["tahun"] == 2024)].iloc[0]
    assert past["terhitung"] == 15.0
    assert past["tanda"] == "tercapai"


def test_shared_editions_compute_no_number_of_a_few_offices(planned):
    plan = planned.tables["rencana_aksi"]
    core = plan.loc[plan["nomor"] == "1.1"].assign(kode_indikator="L3")
    data = replace(planned, tables={**planned.tables, "rencana_aksi": core})
    open_to = {
        edition: rencana_show.susun((replace(data, edition=edition),), FORM)["alasan"]
        .unique()
        .tolist()
        for edition in ("internal", "pokja", "publik")
    }
    assert open_to["internal"] == [""]
    assert (
        open_to["pokja"]
        == open_to["publik"]
        == ["angka beberapa perangkat daerah, hanya di edisi internal"]
    )


def test_the_tolerance_is_that_of_the_settings(planned):
    strict = Config.model_validate({"rencana": {"toleransi": 0.01}})
    tracked = rencana_show.susun((replace(planned, config=strict),), FORM)
    assert tracked.query("nomor == '1.1' and tahun == 2025")["tanda"].item() == "belum"
    lights = rencana_show.ringkasan(tracked, replace(planned, config=strict)).parts[1]
    assert "paling banyak 1% dari target" in " ".join(lights.payload["notes"])


# --- reduced
def test_without_the_register_one_sentence_names_its_file(bare_data):
    tracked = rencana_show.susun((bare_data,), FORM)
    (only,) = rencana_show.ringkasan(tracked, bare_data).parts
    assert "rencana_aksi.xlsx" in text_of(only)
    assert rencana_show.tabel_pantau(tracked, bare_data).parts == ()


def test_a_plan_of_other_years_is_told(tracked, planned):
    (only,) = rencana_show.ringkasan(tracked, replace(planned, year=2030)).parts
    assert "tidak memuat target 2030; tahunnya: 2024, 2025, 2026." in text_of(only)


def test_a_half_year_is_not_a_year(planned):
    half = replace(planned, semester=1)
    said = text_of(rencana_show.ringkasan(rencana_show.susun((half,), FORM), half).parts[-1])
    assert "realisasi baru sampai 30 Juni 2025" in said


def test_lights_are_shape_and_word():
    shapes = [light.split(" ")[0] for light in list(rencana_show.LAMPU.values())[:4]]
    assert len(set(shapes)) == 4
    assert all(word in light for word, light in rencana_show.LAMPU.items())
    assert "● tercapai" in text_of(rencana_show.cara_pantau())


@pytest.mark.parametrize(
    ("actual", "target", "direction", "light"),
    [(21, 21, "naik", "● tercapai"), (22, 21, "naik", "● tercapai"), (19, 21, "naik", "◐ mendekati"),
     (18, 21, "naik", "○ belum"), (20, 20, "turun", "● tercapai"), (19, 20, "turun", "● tercapai"),
     (22, 20, "turun", "◐ mendekati"), (23, 20, "turun", "○ belum"), (None, 20, "turun", "– belum ada data"),
     (5, None, "naik", "– belum ada data")],
)  # fmt: skip
def test_each_light_in_both_directions(planned, actual, target, direction, light):
    plan = planned.tables["rencana_aksi"]
    line = plan.loc[plan["nomor"] == "1.3"].assign(target=target, realisasi=actual, arah=direction)
    data = replace(planned, tables={**planned.tables, "rencana_aksi": line.astype(plan.dtypes)})
    tracked = rencana_show.susun((data,), FORM)
    assert rows_of(rencana_show.tabel_pantau(tracked, data).parts[0])["tanda"].item() == light
    head = rencana_show.ringkasan(tracked, data).parts[0].payload
    assert head["value"] == ("1 dari 1" if light == "● tercapai" else "0 dari 1")
    assert head["label"] == "Target rencana aksi 2025 tercapai"
    assert head["note"] == "keadaan 31 Desember 2025"


def test_the_tracker_names_the_pages_that_compute(tracked, planned):
    table, details = (part.payload for part in rencana_show.tabel_pantau(tracked, planned).parts)
    assert table["title"] == "Tabel 9.2. Pemantauan rencana aksi, keadaan 31 Desember 2025"
    assert "halaman Indikator (Tabel 6.1) dan Piramida (Tabel 2.1)" in table["notes"][0]
    assert details["title"] == "Tabel 9.3. Program, pelaksana, anggaran, dan bukti 2025"


def test_the_note_says_what_each_light_means(tracked, planned):
    note = rencana_show.ringkasan(tracked, planned).parts[1].payload["notes"][0]
    assert note.startswith(
        "Catatan: tercapai = realisasi memenuhi atau melampaui target menurut arahnya (naik atau turun); "
        "mendekati = meleset dari target paling banyak 10% dari target; belum = selebihnya;"
    )

"""What is said of people who are appointed: all of them, women of them, and until when."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

from pug_analysis.pages.indikator import bukti_show


def words(part):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part.html)).strip()


def rows_of(part):
    payload = part.payload
    return pd.DataFrame(payload["rows"], columns=[c["name"] for c in payload["columns"]])


@pytest.mark.parametrize(
    ("pria", "wanita", "said"),
    [([1, 0], [2, 4], "7 orang (6 wanita)"), ([1], [0], "1 orang (0 wanita)"),
     ([], [], "Tidak ada orang yang")],
)  # fmt: skip
def test_people_and_women_of_them(pria, wanita, said):
    table = pd.DataFrame({"pria": pria, "wanita": wanita}).assign(
        total=lambda t: t["pria"] + t["wanita"]
    )
    assert bukti_show._women(table) == said


def test_meetings_of_this_year_and_of_the_last(ape_data):
    log = ape_data.tables["kegiatan_pug"]
    meeting = log.loc[log["jenis"] == "Rapat Pokja PUG"]
    days = ["2024-02-01", "2024-03-01", "2025-04-01", "2025-05-01", "2025-06-01"]
    rows = [
        meeting.assign(tanggal=pd.Timestamp(day), berkas_bukti="x.pdf" if place == 4 else "")
        for place, day in enumerate(days)
    ]
    data = replace(ape_data, tables={**ape_data.tables, "kegiatan_pug": pd.concat(rows)})
    said = words(bukti_show.pokja(data).parts[0])
    assert said == (
        "3 orang (2 wanita) menjadi anggota Pokja PUG dengan SK yang berlaku pada 31 Desember 2025. Rapat "
        "Pokja pada 2025: 3 kali (sampai tanggal yang sama tahun sebelumnya 2 kali), 1 di antaranya dengan "
        "berkas bukti."
    )


def test_a_document_with_an_end_says_until_when(ape_data):
    rows = rows_of(bukti_show.dokumen(ape_data).parts[0]).set_index("nomor")
    assert rows.loc["3/2022", "keadaan"].endswith(" sampai 1 Februari 2024")
    assert "sampai" not in rows.loc["1/2019", "keadaan"]


@pytest.mark.parametrize("edition", ["pokja", "publik"])
def test_offices_of_facilitators_are_told_inside_only(ape_data, edition):
    inside = bukti_show.fasilitator(ape_data).parts[-1].payload
    shared = bukti_show.fasilitator(replace(ape_data, edition=edition)).parts[-1].payload
    only = "Catatan: menurut perangkat daerah hanya dalam edisi internal."
    assert only in shared["notes"]
    assert only not in inside["notes"]
    accounts = [
        rows_of(bukti_show.penunjukan(replace(ape_data, edition=one)).parts[0]).set_index("jenis")
        for one in ("internal", edition)
    ]
    places = [table.loc["Sertifikat Fasilitator PUG", "perangkat_daerah"] for table in accounts]
    assert places[0] == 1
    assert pd.isna(places[1])


def test_certificates_and_issuers_are_two_blocks(ape_data):
    rows = rows_of(bukti_show.fasilitator(ape_data).parts[1])
    assert rows["menurut"].unique().tolist() == ["Sertifikat", "Penerbit sertifikat yang berlaku"]
    assert rows.loc[rows["rincian"] == "KemenPPPA", "total"].item() == 1

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pug_analysis.simulate.dirt.plant import soil
from pug_analysis.simulate.files.registers import draw_registers
from pug_analysis.simulate.raw import raw_files
from pug_analysis.terms.kalender import Periode
from pug_analysis.terms.temuan import TEMUAN

#: Findings about a cell, with what the cell looks like in the file.
LOOKS = {
    "TEKS-APOSTROF": r"'.+", "TEKS-NULL": r"null|NULL|N/A", "SEL-GALAT": r"#.*",
    "TGL-SERIAL": r"\d{5}(\.0)?", "TGL-MUSTAHIL": r"31-02-\d{4}", "TGL-KOSONG": "",
    "TGL-PENANDA": "00-00-0000|01-01-1900", "TGL-MASA-DEPAN": r".*-2099",
    "NIP-PRESISI": r"\d{15}000", "NIP-EKSPONEN": r"\d,\d{5}E\+17", "NIP-PANJANG": r"\d{17}",
    "NIP-LAMA": r"\d{9}", "NIP-NIK": r"\d{16}", "NIP-KOSONG": "", "NIP-TANGGAL": r"\d{4}13\d{12}",
    "NIP-BENTUK": r"[\d .]{21}", "JK-DARI-NIP": "X?", "RIW-SEBELUM-ANGKAT": ".*-1979",
    "ESELON-MUSTAHIL": "VII.c", "GOL-MUSTAHIL": "V/e|III/e|VI/a",
    "TEKS-TERSEMBUNYI": ".*[\u00a0\u200b].*",
}  # fmt: skip


@pytest.mark.parametrize("year", [2023, 2025])
def test_every_entry_points_to_the_cell_it_claims(soiled, year, read_cells, read_dirt):
    folder = soiled / str(year)
    listed = read_dirt(folder)
    for name, entries in listed.groupby("berkas"):
        cells = read_cells(folder / name)
        header = cells.index[
            cells.isin(["NIP BARU", "nipBaru", "NIP", "TAHUN", "TANGGAL"]).any(axis=1)
        ]
        # a header may have two rows; the lower one holds the columns under the merged cell
        rows = [cells.loc[row] for row in (header[0], header[0] + 1) if row in cells.index]
        columns = {v: i for row in reversed(rows) for i, v in enumerate(row)}
        assert entries["baris"].between(1, len(cells)).all()
        for entry in entries[entries["kode"].isin(LOOKS)].itertuples():
            value = cells.loc[entry.baris].iloc[columns[entry.kolom]]
            assert pd.Series([str(value)]).str.fullmatch(LOOKS[entry.kode])[0], (name, entry)


def test_actions_are_those_of_the_table(soiled, read_dirt):
    listed = read_dirt(soiled / "2025")
    assert (listed["tindakan"] == [TEMUAN[k].tindakan for k in listed["kode"]]).all()
    assert set(listed["lembar"]) == {"", "Data"}


def test_all_promised_kinds_are_planted(soiled, read_dirt):
    kinds = set(pd.concat([read_dirt(soiled / y) for y in ("2023", "2024", "2025")])["kode"])
    assert kinds >= {
        *LOOKS, "TGL-BENTUK", "NIP-ANGKA", "JK-BEDA-NIP", "GOL-BENTUK", "ESELON-BENTUK",
        "BARIS-GANDA", "PEGAWAI-GANDA", "PEGAWAI-DIPERBARUI", "NIP-TANPA-PEGAWAI",
        "PEGAWAI-DIKARANTINA", "CSV-JUMLAH-KOLOM", "BARIS-JUDUL", "BARIS-NOMOR-KOLOM",
        "BARIS-KOSONG", "BARIS-JUMLAH", "BARIS-KAKI", "BARIS-KEPALA-ULANG",
    }  # fmt: skip


def test_a_row_has_one_defect(soiled, read_dirt):
    listed = read_dirt(soiled / "2024")
    assert not listed.duplicated(["berkas", "baris"]).any()


def test_share_of_rows_is_about_the_one_asked_for(regency):
    files = raw_files(regency, periode=Periode(2025))
    _, listed = soil(
        files, share=0.04, periode=Periode(2025), rng=np.random.Generator(np.random.PCG64(3))
    )
    own = pd.DataFrame(listed)
    own = own[~own["kode"].isin(["PEGAWAI-DIKARANTINA"]) & (own["tindakan"] != "bukan-data")]
    total = sum(len(f.frame) for f in files)
    assert 0.03 * total < len(own) < 0.08 * total


def owner_column(frame: pd.DataFrame) -> str:
    """Return the column of the NIP, "" in a register of no people."""
    return next((name for name in ("nipBaru", "NIP") if name in frame), "")


def test_history_rows_of_lost_people_are_all_listed(regency, soiled, read_cells, read_dirt):
    folder = soiled / "2025"
    listed = read_dirt(folder)
    main = listed["berkas"].str.startswith("Export")
    out = listed[main & (listed["tindakan"] == "karantina")]
    drawn = draw_registers(regency)
    files = {f.name: f for f in raw_files(regency, periode=Periode(2025), registers=drawn)}
    kept = set(files["Daftar Pemberhentian dan Pensiun 2025.xlsx"].frame["nipBaru"])
    lost = set()
    for name, entries in out.groupby("berkas"):
        cells, clean = read_cells(folder / name), files[name].frame.set_index("PNS ID")["NIP BARU"]
        lost |= set(clean[cells.loc[entries["baris"]].iloc[:, 0]])
    lost -= kept
    assert lost
    owners = {f.name: owner_column(f.frame) for f in files.values() if f.table != "pegawai"}
    expected = sum(
        files[name].frame[column].isin(lost).sum() for name, column in owners.items() if column
    )
    consequence = listed[~main & listed["kode"].isin(["NIP-TANPA-PEGAWAI", "PEGAWAI-DIKARANTINA"])]
    strangers = 0
    for name, entries in consequence.groupby("berkas"):
        place = files[name].frame.columns.get_loc(owners[name])
        nips = read_cells(folder / name).loc[entries["baris"]].iloc[:, place]
        strangers += (~nips.isin(lost)).sum()
    assert len(consequence) - strangers == expected

"""Building a year: accounts, privacy, publication, and what does not change the result."""

from __future__ import annotations

import random
import stat

import pandas as pd
import pytest

from pug_analysis.config import Config
from pug_analysis.errors import DataError
from pug_analysis.ingest import (
    build_periode,
    check_paths,
    is_current,
    load_processed,
    raw_periods,
)
from pug_analysis.ingest.tables.schema import TABLES
from pug_analysis.terms.kalender import Periode


def history(office) -> list[list]:
    return office.grades(*((i, "III/a", f"01-03-{2001 + i % 15}") for i in range(20) if i % 5 != 4))


def test_missing_folder_is_one_clear_message(office):
    with pytest.raises(DataError, match=r"data/raw/2030 belum berisi data.*Data ASN") as caught:
        build_periode(office.root, Periode(2030), config=Config())
    assert caught.value.exit_code == 1
    assert "\n" not in str(caught.value)


def test_empty_folder_is_the_same_as_none(office):
    with pytest.raises(DataError, match="data/raw/2025 belum berisi data"):
        office.build()


def test_missing_inputs_give_empty_typed_tables(office):
    office.csv("a.csv", office.people())
    office.build()
    tables = load_processed(office.root, Periode(2025))
    assert set(TABLES) < set(tables)
    for name, spec in TABLES.items():
        assert tables[name].dtypes.astype(str).to_dict() == {
            c: "Int64" if d == "Int64" else d for c, d in spec.dtypes.items()
        }
    assert tables["golongan"].empty


def test_a_person_by_hand(office):
    """Person 0: born 1 January 1975, appointed 1 March 2001, Kepala Subbagian."""
    office.csv("a.csv", office.people(1))
    row = office.build().tables["pegawai"].iloc[0]
    expected = {
        "jenis_kelamin": "L", "status_asn": "PNS", "kedudukan_hukum": "01", "golongan": "III/c",
        "golongan_awal": "III/a", "jenis_jabatan": "struktural", "eselon": "IV.a", "jabatan": "",
        "kelompok_jf": "", "usia_tahun": 50, "masa_kerja_tahun": 24, "unit_kerja": "Bidang 0",
        "perangkat_daerah": "Dinas Rekaan 0", "tingkat_pendidikan": "40",
    }  # fmt: skip
    assert {k: row[k] for k in expected} == expected
    assert len(row["pegawai_id"]) == 20


def test_status_of_each_kind(office):
    kinds = ["01", "01", "101", "71", "73", "01"]
    rows = office.people(6, KEDUDUKAN_HUKUM_ID=kinds, STATUS_CPNS_PNS=["P", "C", "", "", ""])
    office.csv("a.csv", rows)
    counts = office.build().tables["pegawai"]["status_asn"].value_counts().to_dict()
    # Persons 3 (kedudukan 71) and 4 (NI PPPK) are PPPK.
    assert counts == {"PNS": 2, "CPNS": 1, "PPPK Paruh Waktu": 1, "PPPK": 2}


def test_account_closes_and_is_written(office):
    rows = office.people(20, NIP_BARU=["", "131263190"])
    office.csv("a.csv", [["JUDUL", *[""] * 19], *rows, rows[5]])
    build = office.build()
    account = build.neraca.drop(columns=["berkas", "lembar", "tata_letak"]).iloc[0].to_dict()
    assert account == {
        "baris_masuk": 23, "dipakai": 18, "karantina": 2, "gabung": 1, "bukan_data": 2
    }  # fmt: skip
    written = load_processed(office.root, Periode(2025))
    pd.testing.assert_frame_equal(written["neraca"], build.neraca)
    pd.testing.assert_frame_equal(written["temuan"], build.temuan)


def test_nothing_personal_is_written(office):
    people = office.people(20, NIP_BARU=["12345"], JABATAN_NAMA=["=Rahasia Sekali"])
    office.csv("a.csv", people)
    office.csv("g.csv", history(office))
    office.build()
    folder = office.root / "data/processed/2025"
    frames = [pd.read_parquet(p) for p in folder.glob("*.parquet")]
    frames += [pd.read_excel(p, dtype=str, engine="calamine") for p in folder.glob("*.xlsx")]
    text = "\n".join(frame.to_csv() for frame in frames) + (folder / "asal.json").read_text("utf-8")
    names = [c for row in people[1:] for c in (row[1], row[2]) if len(c) > 5]
    assert not [n for n in names if n in text]
    assert "12345" not in pd.read_parquet(folder / "temuan.parquet").to_csv()


def test_errors_hold_no_values(office):
    office.csv("a.csv", [["Nama Orang Rahasia", "198501012010011001"], ["x", "y"]])
    with pytest.raises(DataError) as caught:
        office.build()
    assert "Rahasia" not in str(caught.value)
    assert "1985" not in str(caught.value)


def test_folder_and_files_are_private(office):
    office.csv("a.csv", office.people())
    office.build()
    folder = office.root / "data/processed/2025"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(p.stat().st_mode) for p in folder.iterdir()} == {0o600}
    assert [p.name for p in folder.parent.iterdir()] == ["2025"]


def test_same_input_gives_the_same_bytes(office):
    office.csv("a.csv", office.people(20, NIP_BARU=[""]))
    office.build()
    folder = office.root / "data/processed/2025"
    first = {p.name: p.read_bytes() for p in folder.iterdir()}
    office.build()
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == first


def test_failed_build_leaves_the_last_good_one(office):
    office.csv("a.csv", office.people())
    office.build()
    before = (office.root / "data/processed/2025/pegawai.parquet").read_bytes()
    office.put("b.xlsx", b"")
    with pytest.raises(DataError, match="BERKAS-KOSONG"):
        office.build()
    assert (office.root / "data/processed/2025/pegawai.parquet").read_bytes() == before


def test_current_until_something_changes(office):
    office.csv("a.csv", office.people())
    assert not is_current(office.root, Periode(2025), config=Config())
    office.build()
    assert is_current(office.root, Periode(2025), config=Config())
    changed = Config(data={"kedudukan_aktif_pns": ("01",)})
    assert not is_current(office.root, Periode(2025), config=changed)
    office.csv("g.csv", history(office))
    assert not is_current(office.root, Periode(2025), config=Config())


def test_years_with_data(office):
    office.csv("a.csv", office.people())
    (office.raw.parent / "2024").mkdir()
    (office.raw.parent / "lama").mkdir()
    assert raw_periods(office.root) == [Periode(2025)]
    assert raw_periods(office.root / "tidak ada") == []


def test_not_built_is_told(office):
    with pytest.raises(DataError, match="pug-analysis build 2025"):
        load_processed(office.root, Periode(2025))


def test_check_writes_nothing(office):
    path = office.csv("a.csv", office.people())
    check = check_paths([path], config=Config())
    assert check.layouts.loc[0, "baris_kepala"] == 1
    assert "NIP BARU" in check.layouts.loc[0, "kolom_terpetakan"]
    assert sorted(p.name for p in office.root.rglob("*")) == ["2025", "a.csv", "data", "raw"]
    with pytest.raises(DataError, match=r"tidak ditemukan: b\.csv"):
        check_paths([path.with_name("b.csv")], config=Config())


def test_own_name_of_a_perangkat_daerah(office):
    office.csv("a.csv", office.people())
    build = office.build(data={"perangkat_daerah": {"dinas  rekaan 0": "Dinas Nol"}})
    assert set(build.tables["pegawai"]["perangkat_daerah"]) == {"Dinas Nol", "Dinas Rekaan 1"}


@pytest.mark.parametrize("seed", range(6))
def test_form_of_the_files_does_not_matter(office, seed):
    """Titles, blanks, order of rows and columns, format: the tables stay equal."""
    office.csv("a.csv", office.people(40))
    office.csv("g.csv", history(office))
    expected = office.build().tables
    for path in office.raw.iterdir():
        path.unlink()
    rng = random.Random(seed)
    for name, (header, *rows) in {"a": office.people(40), "g": history(office)}.items():
        order = rng.sample(range(len(header)), len(header))
        rng.shuffle(rows)
        table = [[row[j] for j in order] for row in [header, *rows]]
        blank = [""] * len(header)
        for _ in range(rng.randrange(3)):
            table.insert(rng.randrange(1, len(table)), blank)
        table = [["DAFTAR PEGAWAI", *blank[1:]]] * rng.randrange(3) + table
        if rng.random() < 0.5:
            office.xlsx(f"{name}.xlsx", table, sheet=f"Lembar {seed}")
        else:
            office.csv(f"{name}.csv", table, sep=rng.choice(",;\t"))
    actual = office.build().tables
    for name, table in expected.items():
        pd.testing.assert_frame_equal(actual[name], table)


def semester_office(office):
    """The same office on 30 June 2025; beside 20 others a person appointed on 1 August."""
    office.raw = office.raw.with_name("2025-semester-1")
    office.raw.mkdir()
    rows = office.people(
        21,
        NIP_BARU=["199201012025081001"],
        TANGGAL_LAHIR=["01-01-1992", "30-06-1976", "01-07-1977"],
        TMT_CPNS=["01-08-2025"],
        TMT_PNS=[""],
        STATUS_CPNS_PNS=["C"],
        TMT_GOLONGAN=["01-08-2025"],
        TMT_JABATAN=["01-08-2025"],
    )
    office.csv("a.csv", rows)
    return office


def test_a_first_semester_by_hand(office):
    """On 30 June: nobody of August, ages and service on that day, no training of September."""
    semester_office(office)
    who = office.nip(5)
    kinds = ["id", "idPns", "nipBaru", "namaKursus", "tahunKursus", "tanggalKursus",
             "tanggalSelesaiKursus", "jenisDiklatId", "jumlahJam"]  # fmt: skip
    office.csv("k.csv", [
        kinds,
        ["1", "x", who, "PUG dasar", "2025", "28-06-2025", "30-06-2025", "4", "20"],
        ["2", "x", who, "PUG lanjut", "2025", "01-09-2025", "03-09-2025", "4", "20"],
    ])  # fmt: skip
    built = build_periode(office.root, Periode(2025, 1), config=Config())
    pegawai = built.tables["pegawai"]
    assert len(pegawai) == 20  # 21 rows, without the person of August
    assert built.tables["kursus"]["nama_kursus"].tolist() == ["PUG dasar"]
    late = built.temuan.loc[built.temuan["kode"] == "BARIS-SETELAH-BATAS"]
    assert len(late) == 2
    whole = build_year_beside(office)
    both = pegawai.merge(whole.tables["pegawai"], on="pegawai_id", suffixes=("", "_akhir"))
    # Whoever had the birthday by 30 June has the age of December, the others a year less.
    change = both["usia_tahun_akhir"] - both["usia_tahun"]
    assert set(change) == {0, 1}
    # Everybody was appointed on 1 March or 1 January: full years are the same on both days.
    assert (both["masa_kerja_tahun"] == both["masa_kerja_tahun_akhir"]).all()
    assert len(whole.tables["pegawai"]) == 21
    assert len(whole.tables["kursus"]) == 2
    assert load_processed(office.root, Periode(2025, 1))["pegawai"].equals(pegawai)


def build_year_beside(office):
    year = office.raw.with_name("2025")
    for path in office.raw.iterdir():
        (year / path.name).write_bytes(path.read_bytes())
    return build_periode(office.root, Periode(2025), config=Config())

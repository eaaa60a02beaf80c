"""Settings that match nothing are told, with the closest spelling that the files have."""

from __future__ import annotations

import pytest

from pug_analysis.config import Config
from pug_analysis.errors import UsageError
from pug_analysis.ingest import check_paths
from pug_analysis.ingest.layouts.headers import build_lookup

NAMED = "Eselon Jabatan"


def renamed(office) -> list[list]:
    rows = office.people(20)
    rows[0] = [NAMED if c == "ESELON NAMA" else c for c in rows[0]]
    return rows


def told(build) -> list[str]:
    found = build.temuan[build.temuan["kode"] == "SETELAN-TAK-COCOK"]
    assert set(found["berkas"]) <= {"pug.toml"}
    return found["kolom"].tolist()


def columns(**mapping: str) -> dict:
    official = {name.replace("_", " "): header for name, header in mapping.items()}
    return {"data": {"kolom": {"pegawai": official}}}


def test_a_misspelled_column_is_told_with_the_one_that_is_there(office):
    office.csv("a.csv", renamed(office))
    assert told(office.build(**columns(ESELON_NAMA="ESELON JABATN"))) == [
        f'data.kolom.pegawai: "ESELON NAMA" = "ESELON JABATN" (mirip di berkas: "{NAMED}")'
    ]


@pytest.mark.parametrize("header", [NAMED, "eselon  jabatan", "ESELON_JABATAN"])
def test_a_column_that_matches_is_not_told_and_read(office, header):
    office.csv("a.csv", renamed(office))
    build = office.build(**columns(ESELON_NAMA=header))
    assert told(build) == []
    assert build.tables["pegawai"]["eselon"].eq("IV.a").sum() == 2


def test_a_column_that_one_of_several_files_has_is_there(office):
    rows = renamed(office)
    office.csv("a.csv", rows[:11])
    office.csv("b.csv", [office.main, *rows[11:]])
    assert told(office.build(**columns(ESELON_NAMA=NAMED))) == []


def test_a_column_of_a_kind_of_file_that_is_not_there_is_told(office):
    office.csv("a.csv", office.people(20))
    kolom = {"golongan": {"tmtGolongan": "TMT PANGKAT"}}
    assert told(office.build(data={"kolom": kolom})) == [
        'data.kolom.golongan: "tmtGolongan" = "TMT PANGKAT"'
    ]


def test_a_check_of_one_file_says_nothing_of_other_kinds(office):
    path = office.csv("a.csv", office.people(20))
    kolom = {"golongan": {"tmtGolongan": "TMT PANGKAT"}, "pegawai": {"ESELON NAMA": "ESELN"}}
    check = check_paths([path], config=Config(data={"kolom": kolom}))
    assert [what.partition(":")[0] for what in told(check)] == ["data.kolom.pegawai"]
    assert len(told(office.check(data={"kolom": kolom}))) == 2


def test_a_misspelled_office_is_told(office):
    office.csv("a.csv", office.people(20))
    own = {"Dinas Rekan 0": "Dinas A", "DINAS  rekaan 1": "Dinas B"}
    build = office.build(data={"perangkat_daerah": own})
    assert told(build) == [
        'data.perangkat_daerah: "Dinas Rekan 0" (mirip di berkas: "Dinas Rekaan 0")'
    ]
    assert set(build.tables["pegawai"]["perangkat_daerah"]) == {"Dinas Rekaan 0", "Dinas B"}


def test_an_office_of_a_history_or_a_register_is_there(office):
    office.csv("a.csv", office.people(20))
    office.xlsx("sk_pug.xlsx", [
        ["NIP", "JENIS", "NOMOR", "TANGGAL", "PERANGKAT DAERAH", "PERAN"],
        [office.nip(5), "SK Pokja PUG", "1", "01-02-2024", "Dinas Lain", "Ketua"],
    ])  # fmt: skip
    assert told(office.build(data={"perangkat_daerah": {"Dinas Lain": "Dinas Rekaan 0"}})) == []


def test_no_name_of_a_person_is_offered(office):
    office.csv("a.csv", office.people(20, UNOR_NAMA=["Dinas Nama Rekaan 3 - PEMERINTAH X"]))
    (what,) = told(office.build(data={"perangkat_daerah": {"Dinas Nama Rekan 3": "A"}}))
    assert "Nama Rekaan 3" not in what


@pytest.mark.parametrize(
    ("setting", "codes", "said"),
    [
        ("kedudukan_aktif_pns", ["01", "1"], 'data.kedudukan_aktif_pns: "1" (ada di berkas: "01")'),
        # PNS have no code 71, PPPK have
        ("kedudukan_aktif_pns", ["01", "71"], 'data.kedudukan_aktif_pns: "71" (ada di berkas: "01")'),
        ("kedudukan_aktif_pppk", ["71", "17"], 'data.kedudukan_aktif_pppk: "17" (ada di berkas: "71")'),
    ],
)  # fmt: skip
def test_a_code_that_nobody_holds_is_told(office, setting, codes, said):
    office.csv("a.csv", office.people(20))
    (what,) = told(office.build(data={setting: codes}))
    assert what == said


def test_the_settings_as_shipped_are_never_told(office):
    office.csv("a.csv", office.people(20))
    assert told(office.build()) == []
    assert told(office.build(data={"kedudukan_aktif_pns": ["01"]})) == []


def test_one_column_for_two_is_refused():
    own = {"pegawai": {"ESELON NAMA": "X Y", "JABATAN NAMA": "x_y"}}
    with pytest.raises(
        UsageError, match=r"data.kolom.pegawai memetakan satu kolom berkas dua kali"
    ):
        build_lookup(Config(data={"kolom": own}))


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ({"pegawaii": {"ESELON NAMA": "X"}}, "'pegawaii' \\(mungkin 'pegawai'\\)"),
        ({"pegawai": {"ESELN NAMA": "X"}}, "'ESELN NAMA' \\(mungkin 'ESELON NAMA'\\)"),
    ],
)
def test_a_misspelled_setting_names_the_one_it_resembles(own, said):
    with pytest.raises(UsageError, match=said):
        build_lookup(Config(data={"kolom": own}))


@pytest.mark.parametrize("name", ["Nama Rekaan Umpama", "Siti Misalan"])
def test_an_office_that_is_renamed_to_a_person_names_nobody(office, name):
    office.csv("a.csv", office.people(20, NAMA=["Nama Rekaan Umpama"]))
    own = {"perangkat_daerah": {"Dinas Rekaan 0": name}}
    built = office.build(data=own)
    assert sorted(built.tables["pegawai"]["perangkat_daerah"].unique()) == [
        "Dinas Rekaan 1",
        "[nama]",
    ]

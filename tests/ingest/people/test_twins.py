"""People under two NIPs. All are invented."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pug_analysis.ingest.people.twins import (
    NOBODY,
    drop_names,
    find_twins,
    hash_people,
    list_twins,
    note_twins,
)


def people(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    table = pd.DataFrame(
        rows, columns=["nip", "nama", "tanggal_lahir", "unor_nama"], dtype="string"
    )
    return table.assign(tanggal_lahir=pd.to_datetime(table["tanggal_lahir"]))


LIST = people(
    ("1", "Dra. SITI REKAAN, M.Si.", "1980-01-02", "Bidang A"),
    ("2", "Siti Rekaan", "1980-01-02", "BIDANG  A"),
    ("3", "Siti Rekaan", "1980-01-02", "Bidang B"),
    ("4", "Siti Rekaan", "1980-01-03", "Bidang A"),
    ("5", "Budi Rekaan", "1981-01-02", "Bidang A"),
    ("5", "Budi Rekaan", "1981-01-02", "Bidang A"),
    ("", "Siti Rekaan", "1980-01-02", "Bidang A"),
)


def test_name_birth_and_unit_make_a_person():
    hashes = hash_people(LIST)
    assert hashes[0] == hashes[1] != NOBODY
    assert len({*hashes.tolist()}) == 5
    assert hashes[6] == NOBODY
    assert set(hash_people(LIST.drop(columns="nama"))) == {NOBODY}


def test_twins_have_several_nips():
    twins = find_twins(hash_people(LIST), LIST["nip"].to_numpy(dtype=object))
    assert note_twins(LIST, twins)["alamat"].tolist() == [0, 1]
    assert note_twins(LIST, np.array([], "uint64")).empty
    assert list_twins(LIST).tolist() == twins.tolist()


def test_one_person_under_two_nips_is_told_and_used(office):
    rows = office.people()
    other = list(rows[3])
    other[1] = other[1][:15] + "777"
    office.csv("a.csv", [*rows, other])
    build = office.build()
    assert build.neraca["dipakai"].tolist() == [21]
    found = build.temuan.query("kode == 'ORANG-GANDA'")
    assert found["baris"].tolist() == [4, 22]


def test_rows_without_names_have_the_same_hashes_and_findings():
    bare = drop_names(LIST)
    assert "nama" not in bare
    assert hash_people(bare).tolist() == hash_people(LIST).tolist()
    twins = list_twins(LIST)
    pd.testing.assert_frame_equal(note_twins(bare, twins), note_twins(LIST, twins))


def test_names_of_other_rows_are_dropped_too():
    grades = LIST[["nip", "nama"]]
    assert hash_people(drop_names(grades)).tolist() == [NOBODY] * len(LIST)
    assert "nama" not in drop_names(grades)
    assert drop_names(grades.drop(columns="nama")).equals(grades.drop(columns="nama"))

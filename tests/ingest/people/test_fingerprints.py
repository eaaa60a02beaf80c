"""Keyed digests of people: they recognise, and they tell nothing without the key. All invented."""

from __future__ import annotations

import stat
from datetime import date

import pandas as pd
import pytest

from pug_analysis.config import Config
from pug_analysis.errors import DataError
from pug_analysis.ingest import is_current
from pug_analysis.ingest.kept import processed_folder
from pug_analysis.ingest.people.fingerprints import (
    Identifiers,
    collect_identifiers,
    fingerprint_file,
    name_bag,
    read_fingerprints,
    short_digest,
    write_fingerprints,
)
from pug_analysis.ingest.reading.period import Reading
from pug_analysis.terms.kalender import Periode

NIP = "199901312020121999"
KEY = b"k" * 32
PEOPLE = Identifiers(
    frozenset({NIP}), frozenset({"siti aminah rekaan"}), frozenset({date(1999, 1, 31)})
)


def reading(**frames):
    return Reading(frames, pd.Series(["198501012010011999"], dtype="string"), (), (), (), ())


def people(names, births, nips=None, **others):
    frame = {
        "nip": pd.Series(nips or [f"{n:018}" for n in range(len(names))], dtype="string"),
        "nama": pd.Series(names, dtype="string"),
        "tanggal_lahir": pd.to_datetime(births),
    }
    return pd.DataFrame(frame | {k: pd.to_datetime(v) for k, v in others.items()})


def test_what_is_collected_by_hand():
    frame = people(
        ["Dra. SITI AMINAH, M.Si.", "Suharto", "Budi Rekaan"],
        ["1980-05-17", "1981-04-01", "1982-03-01"],
        tmt_golongan=["2010-04-01", "1982-03-01", "2012-05-17"],
    )
    found = collect_identifiers(reading(pegawai=frame))
    assert found.names == {"siti aminah", "budi rekaan"}
    assert found.nips == {*frame["nip"], "198501012010011999"}
    # 1 March 1982 is also somebody's TMT
    assert found.births == {date(1980, 5, 17), date(1981, 4, 1)}


def test_a_name_that_many_people_share_is_no_name_but_one_person_may_have_many_rows():
    many = people(["Tanpa Keterangan"] * 21, ["1980-05-17"] * 21)
    one = people(["Budi Rekaan"] * 50, ["1980-05-17"] * 50, nips=[NIP] * 50)
    found = collect_identifiers(reading(pegawai=many, golongan=one))
    assert found.names == {"budi rekaan"}


def test_without_any_names_there_are_none():
    frame = people(["a b"], ["1980-05-17"]).drop(columns="nama")
    assert collect_identifiers(reading(golongan=frame)).names == frozenset()


def test_written_digests_recognise_and_hold_nothing_in_clear(tmp_path):
    write_fingerprints(tmp_path, Periode(2025), PEOPLE, key=KEY)
    path = fingerprint_file(tmp_path, Periode(2025))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    data = path.read_bytes()
    for text in (NIP, "siti", "aminah", "1999-01-31"):
        assert text.encode() not in data
    known = read_fingerprints(tmp_path, Periode(2025), key=KEY)
    assert short_digest(KEY, "nip", NIP) in known.nip
    assert short_digest(KEY, "nip15", NIP[:15]) in known.nip15
    assert short_digest(KEY, "name", name_bag(["rekaan", "siti", "aminah"])) in known.name
    assert short_digest(KEY, "joined", "sitiaminahrekaan") in known.joined
    assert short_digest(KEY, "word", "aminah") in known.word
    assert short_digest(KEY, "birth", "1999-01-31") in known.birth
    assert known.lengths == (3,)
    assert short_digest(b"x" * 32, "nip", NIP) not in known.nip
    assert NIP not in repr(known)
    assert "kkk" not in repr(known)


def test_the_digest_of_a_nip_is_the_beginning_of_its_pseudonym():
    pseudonym = processed_folder.make_ids([NIP], KEY)[NIP]
    assert short_digest(KEY, "nip", NIP) == int(pseudonym[:16], 16)


def test_the_people_of_earlier_years_are_known_too(tmp_path):
    older = Identifiers(frozenset({"198501012010011999"}), frozenset(), frozenset())
    write_fingerprints(tmp_path, Periode(2024), older, key=KEY)
    write_fingerprints(tmp_path, Periode(2025), PEOPLE, key=KEY)
    assert len(read_fingerprints(tmp_path, Periode(2025), key=KEY).nip) == 2


@pytest.mark.parametrize("damage", ["missing", "cut", "empty", "other key", "other year"])
def test_missing_or_damaged_digests_are_refused(tmp_path, damage):
    write_fingerprints(
        tmp_path, Periode(2025), PEOPLE, key=b"x" * 32 if damage == "other key" else KEY
    )
    path = fingerprint_file(tmp_path, Periode(2025))
    if damage == "missing":
        path.unlink()
    elif damage == "other year":
        write_fingerprints(tmp_path, Periode(2024), PEOPLE, key=KEY)
        fingerprint_file(tmp_path, Periode(2024)).replace(path)
    elif damage in ("cut", "empty"):
        path.write_bytes(path.read_bytes()[:300] if damage == "cut" else b"")
    with pytest.raises(DataError, match=r"hilang atau rusak.*pug-analysis build 2025"):
        read_fingerprints(tmp_path, Periode(2025), key=KEY)


def test_a_build_writes_them_and_without_them_it_is_not_current(office):
    office.csv("a.csv", office.people())
    office.build()
    key = processed_folder.read_key(office.root)
    known = read_fingerprints(office.root, Periode(2025), key=key)
    assert len(known.nip) == 20
    assert is_current(office.root, Periode(2025), config=Config())
    fingerprint_file(office.root, Periode(2025)).unlink()
    assert not is_current(office.root, Periode(2025), config=Config())

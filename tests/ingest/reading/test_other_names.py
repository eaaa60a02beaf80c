"""Names in columns that are not read are hidden in texts, and the gate knows them. All are invented."""

from __future__ import annotations

import numpy as np
import pytest

from pug_analysis.config import Config
from pug_analysis.ingest import build_periode
from pug_analysis.ingest.people.fingerprints import read_fingerprints, short_digest
from pug_analysis.ingest.pieces import Pieces
from pug_analysis.terms.kalender import Periode

YEAR = Periode(2025)
WHOLE, TINY = Pieces(limit=2**60), Pieces(limit=0, rows=7, bucket=2_000, processes=1)
RELATIVE = "Kornelius Umpama"


def known(root, name):
    key = (root / ".pug/kunci").read_bytes()
    people = read_fingerprints(root, YEAR, key=key)
    return short_digest(key, "name", " ".join(sorted(name.casefold().split()))) in people.name


def add_column(rows, header, cells):
    return [[*rows[0], header], *([*r, c] for r, c in zip(rows[1:], cells, strict=True))]


@pytest.mark.parametrize("pieces", [WHOLE, TINY], ids=["memory", "pieces"])
@pytest.mark.parametrize("header", ["NAMA SUAMI/ISTRI", "NAMA", "KETERANGAN"])
def test_names_of_discarded_columns_are_hidden_and_known(office, header, pieces):
    cells = [RELATIVE, *(f"Siti Rekaan {word}" for word in ("Lasio", "Mering", "Kadir")), *[""] * 6]
    rows = office.people(10, UNOR_NAMA=[f"Seksi Umum d/h {RELATIVE}"])
    office.csv("a.csv", add_column(rows, header, cells))
    built = build_periode(office.root, YEAR, config=Config(), pieces=pieces)
    units = built.tables["pegawai"]["unit_kerja"]
    assert "Seksi Umum d/h [nama]" in units.tolist()
    assert known(office.root, RELATIVE)
    assert known(office.root, "Siti Rekaan Mering")
    assert not known(office.root, "Siti Rekaan Bakok")


def test_places_in_a_discarded_column_are_no_names(office):
    rows = office.people(10, UNOR_NAMA=["Kecamatan Sungai Raya"])
    office.csv("a.csv", add_column(rows, "TEMPAT LAHIR NAMA", ["Sungai Raya", "Teriak Hulu"] * 5))
    built = build_periode(office.root, YEAR, config=Config())
    assert "Kecamatan Sungai Raya" in built.tables["pegawai"]["unit_kerja"].tolist()
    assert not known(office.root, "Teriak Hulu")


def test_a_name_that_holds_an_office_hides_no_office(office):
    rows = office.people(60)
    rows[1][2] = "Dinas Rekaan 0"
    office.csv("a.csv", rows)
    built = build_periode(office.root, YEAR, config=Config())
    offices = built.tables["pegawai"]["perangkat_daerah"].unique()
    assert sorted(offices) == ["Dinas Rekaan 0", "Dinas Rekaan 1"]
    assert np.array(offices).size == 2

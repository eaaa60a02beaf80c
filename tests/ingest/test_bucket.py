"""A bucket alone: the rules know of the others what they are told. All people are invented."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pug_analysis.config import Config
from pug_analysis.ingest.assemble import Common
from pug_analysis.ingest.bucket import Work, finish_bucket, read_wanted
from pug_analysis.ingest.files.raw_folder import list_files
from pug_analysis.ingest.kept.spool import Spool
from pug_analysis.ingest.reading.names import build_names
from pug_analysis.ingest.reading.period import read_files
from pug_analysis.terms.kalender import Periode


def test_people_of_the_registers_are_handed_on(office, tmp_path):
    office.csv("a.csv", office.people(20))
    office.xlsx("p.xlsx", [
        ["NIP", "TINGKAT", "NAMA PELATIHAN", "TANGGAL SELESAI"],
        [office.nip(3), "L1", "PUG", "03-03-2024"], [office.nip(30), "L1", "PUG", "03-03-2024"],
    ])  # fmt: skip
    folder = tmp_path / "gulungan"
    folder.mkdir()
    spool = Spool(folder, 1, b"k" * 32)
    listing = read_files(list_files(office.raw), spool, config=Config(), year=2025, rows=50)
    names, cutoff = build_names([]), Periode(2025).cutoff
    wanted = read_wanted(spool)
    assert wanted == {office.nip(3), office.nip(30)}
    twins = np.array([], dtype="uint64")
    work = Work(spool, folder, listing.sheets, names, twins, {}, wanted, Config(), cutoff)
    people = finish_bucket(work, 0, Common(str, work.tables))
    assert people.people["nip"].tolist() == [office.nip(3)]
    assert people.seen == {office.nip(3)}
    assert people.offices == ("Dinas Rekaan 0", "Dinas Rekaan 1")
    common = Common(str, work.tables, people=people.people, seen=people.seen)
    last = finish_bucket(work, 1, common)
    assert len(pd.read_feather(last.tables["pelatihan_pug"])) == 1
    assert "NIP-TANPA-PEGAWAI" in set(pd.read_feather(last.findings)["kode"])

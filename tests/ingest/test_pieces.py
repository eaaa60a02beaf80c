"""A build in pieces gives what a build in memory gives. All people are invented."""

from __future__ import annotations

import shutil
import signal
import stat
import subprocess
import sys
import time
from multiprocessing import active_children

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from pug_analysis.config import Config
from pug_analysis.errors import DataError
from pug_analysis.ingest import build_periode, load_processed
from pug_analysis.ingest.kept.spool import Spool
from pug_analysis.ingest.people.fingerprints import fingerprint_file
from pug_analysis.ingest.pieces import Pieces, _each, weigh_files
from pug_analysis.report.publish.folders import check_free, workspace_lock
from pug_analysis.simulate import simulate, write_raw
from pug_analysis.terms.kalender import Periode

YEAR = Periode(2025)
WHOLE = Pieces(limit=2**60)
TINY = Pieces(limit=0, rows=70, bucket=150_000, processes=1)


def both_ways(root, *, pieces=TINY, **settings):
    """Build a workspace in memory and a copy of it in pieces, with one key."""
    (root / ".pug").mkdir(exist_ok=True)
    (root / ".pug/kunci").write_bytes(b"k" * 32)
    copy = root.with_name(f"{root.name}-salinan")
    shutil.copytree(root, copy)
    builds = [
        build_periode(root, YEAR, config=Config(**settings), pieces=WHOLE),
        build_periode(copy, YEAR, config=Config(**settings), pieces=pieces),
    ]
    return builds, (root, copy)


def assert_same(builds, roots):
    one, two = builds
    for name, table in one.tables.items():
        pd.testing.assert_frame_equal(two.tables[name], table, obj=name)
    pd.testing.assert_frame_equal(two.neraca, one.neraca)
    pd.testing.assert_frame_equal(two.temuan, one.temuan)
    pd.testing.assert_frame_equal(two.orang, one.orang)
    digests = [np.load(fingerprint_file(root, YEAR)) for root in roots]
    for kind in digests[0].files:
        assert digests[0][kind].tolist() == digests[1][kind].tolist(), kind
    folders = [root / "data/processed/2025" for root in roots]
    assert sorted(p.name for p in folders[0].iterdir()) == sorted(
        p.name for p in folders[1].iterdir()
    )
    left = [p.name for root in roots for p in (root / "data/processed").iterdir()]
    assert left == ["2025", "2025"]


@pytest.mark.parametrize(("layout", "dirt"), [("csv", 0.05), ("xlsx", 0.05), ("parquet", 0)])
def test_a_simulated_office_is_the_same_both_ways(tmp_path, layout, dirt):
    regency = simulate(size=120, years=(2025,), seed=11)
    write_raw(regency, tmp_path / "kantor/data/raw", dirt=dirt, layout=layout)
    assert_same(*both_ways(tmp_path / "kantor"))


def test_registers_and_broken_nips_are_the_same_both_ways(office):
    rows = office.people(
        60, NIP_BARU=["", "1.98E+17", "131263190"], UNOR_NAMA=["Bidang 0 - DINAS REKAAN 0 - PEMERINTAH X"] * 9
    )  # fmt: skip
    office.csv("a.csv", rows)
    office.csv("b.csv", [*office.people(30), office.people(1)[1] + ["lebih"]], sep=";")
    grades = [(i % 60, "III/b", f"01-04-{2009 + i % 9}") for i in range(200)]
    office.csv("g.csv", office.grades(*grades, ("199912312020121999", "III/a", "01-01-2021")))
    office.xlsx("sk_pug.xlsx", [
        ["NIP", "JENIS", "NOMOR", "TANGGAL", "PERANGKAT DAERAH", "PERAN"],
        [office.nip(5), "SK Pokja PUG", "1", "01-02-2024", "dinas rekaan 0", "Ketua"],
        ["199912312020121999", "SK Pokja PUG", "2", "01-02-2024", "Dinas Lain", "Ketua"],
        ["", "SK Pokja PUG", "3", "01-02-2024", "", "Ketua"],
    ])  # fmt: skip
    office.csv("kosong.csv", [["nipBaru", "tanggalAwal", "tanggalAkhir"]])
    assert_same(*both_ways(office.root, pieces=Pieces(limit=0, rows=10, bucket=4_000, processes=1)))


def test_settings_without_effect_are_the_same_both_ways(office):
    office.csv("a.csv", office.people(60))
    office.xlsx("sk_pug.xlsx", [
        ["NIP", "JENIS", "NOMOR", "TANGGAL", "PERANGKAT DAERAH", "PERAN"],
        [office.nip(5), "SK Pokja PUG", "1", "01-02-2024", "Dinas Lain", "Ketua"],
    ])  # fmt: skip
    own = {"perangkat_daerah": {"Dinas Rekan 0": "A", "dinas  rekaan 1": "B", "Dinas Lain": "C"}}
    builds, roots = both_ways(office.root, data=own)
    assert_same(builds, roots)
    told = builds[1].temuan.query("kode == 'SETELAN-TAK-COCOK'")["kolom"].tolist()
    assert told == ['data.perangkat_daerah: "Dinas Rekan 0" (mirip di berkas: "Dinas Rekaan 0")']


def test_one_person_under_two_nips_is_the_same_both_ways(office):
    rows = office.people(60)
    twin = list(rows[3])
    twin[1] = twin[1][:15] + "777"
    twin[rows[0].index("UNOR NAMA")] = twin[rows[0].index("UNOR NAMA")].upper()
    office.csv("a.csv", [*rows, twin])
    builds, roots = both_ways(office.root, pieces=Pieces(limit=0, rows=10, bucket=900, processes=1))
    assert_same(builds, roots)
    assert builds[0].temuan.query("kode == 'ORANG-GANDA'")["baris"].tolist() == [4, 62]


def test_what_only_the_end_of_a_file_tells_is_the_same_both_ways(office):
    rows = office.people(60)
    status, place = rows[0].index("STATUS CPNS PNS"), rows[0].index("KEDUDUKAN HUKUM ID")
    for row in rows[1:]:
        row[status], row[place] = ("PPPK" if row[place] == "71" else "PNS"), "Aktif"
    rows[0][place] = "KEDUDUKAN"
    office.csv("a.csv", rows)
    # The first blocks hold only 1 January, the others show that the month comes first.
    people = [i for i in range(60) if i % 5 != 4]
    days = ["1/1/2012"] * 24 + ["4/1/2012", "10/1/2012"] * 12
    grades = [(i, "III/c", day) for i, day in zip(people, days, strict=True)]
    office.csv("g.csv", office.grades(*grades))
    late = [(i, "III/d", f"201{5 + n % 2}-03-31 17:00:00") for n, i in enumerate(people)]
    office.csv("h.csv", office.grades(*((i, "III/d", "2015-04-01") for i in people[:3]), *late))
    builds, roots = both_ways(office.root, pieces=Pieces(limit=0, rows=10, bucket=900, processes=1))
    assert_same(builds, roots)
    told = builds[0].temuan["kode"].value_counts()
    assert told["TGL-BULAN-DULU"] == 48
    assert told["TGL-JAM"] == 48
    assert builds[0].tables["golongan"]["tmt_golongan"].dt.day.unique().tolist() == [1]


def test_two_processes_give_what_one_gives(office):
    office.csv("a.csv", office.people(60))
    office.csv("g.csv", office.grades(*((i, "III/a", "01-04-2012") for i in range(60))))
    assert_same(*both_ways(office.root, pieces=Pieces(limit=0, bucket=9_000, processes=2)))


def test_refusals_are_the_same_both_ways(office):
    office.csv("a.csv", office.people(90, TMT_JABATAN=["06/15/2015", *["15/06/2015"] * 89]))
    office.csv("b.csv", office.people(80, JENIS_KELAMIN=["P"] * 80))
    office.csv("c.csv", office.people(90))
    office.csv("d.csv", office.people(90))
    office.put("e.csv", (office.raw / "c.csv").read_bytes() + b'"buka')
    office.put("f.csv", b"")
    office.csv("g.csv", [["x", "y"], *[["1", "2"]] * 90])
    office.csv("h.csv", [office.golongan])
    told = []
    for pieces in (WHOLE, TINY):
        with pytest.raises(DataError) as caught:
            build_periode(office.root, YEAR, config=Config(), pieces=pieces)
        told.append(str(caught.value))
    assert told[0] == told[1]
    for kode in ("TGL-URUTAN", "JK-RANCU", "BERKAS-GANDA", "KUTIP-TERBUKA", "BERKAS-KOSONG",
                 "BERKAS-TIDAK-DIKENAL", "BERKAS-TANPA-BARIS"):  # fmt: skip
        assert kode in told[1]
    assert list((office.root / "data/processed").iterdir()) == []
    assert not (office.root / ".pug").exists()


def test_whoever_stops_it_does_not_wait_for_the_workers():
    """Nor does anything go on in its name."""
    started = time.monotonic()
    others = set(active_children())
    running = _each(time.sleep, [0, 300, 300], 2)
    next(running)
    assert set(active_children()) - others
    with pytest.raises(KeyboardInterrupt):
        running.throw(KeyboardInterrupt)
    assert time.monotonic() - started < 60
    assert set(active_children()) == others


@pytest.mark.parametrize(
    "place", ["read_crowd", "finish_bucket", "write_digests", "write_workbooks"]
)
@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_a_failure_leaves_no_spool_and_the_last_good_build(office, monkeypatch, place, error):
    office.csv("a.csv", office.people())
    before = build_periode(office.root, YEAR, config=Config(), pieces=TINY).tables["pegawai"]
    office.csv("a.csv", office.people(40))

    def fail(*_, **__):
        stage, spool = (
            office.root / "data/processed/.tahap-2025",
            office.root / ".pug/gulungan/2025",
        )
        assert {stat.S_IMODE(p.stat().st_mode) for p in (stage, spool, spool.parent)} == {0o700}
        assert list(spool.glob("*.baris"))
        raise error

    monkeypatch.setattr(f"pug_analysis.ingest.pieces.{place}", fail)
    with pytest.raises(error):
        build_periode(office.root, YEAR, config=Config(), pieces=TINY)
    assert [p.name for p in (office.root / "data/processed").iterdir()] == ["2025"]
    assert not (office.root / ".pug/gulungan").exists()
    pd.testing.assert_frame_equal(load_processed(office.root, YEAR)["pegawai"], before)


def test_the_spool_of_a_killed_run_is_swept_by_the_next(office):
    office.csv("a.csv", office.people())
    stage, spool = office.root / "data/processed/.tahap-2025", office.root / ".pug/gulungan/2025"
    for left in (stage, spool):
        left.mkdir(parents=True)
        (left / "000000000000-000000.baris").write_bytes(b"x")
    build_periode(office.root, YEAR, config=Config(), pieces=TINY)
    assert [p.name for p in (office.root / "data/processed").iterdir()] == ["2025"]
    assert not spool.parent.exists()


KILLED = """
import os, signal, sys
from pathlib import Path
from pug_analysis.config import Config
from pug_analysis.ingest import build_periode, pieces
from pug_analysis.terms.kalender import Periode
setattr(pieces, sys.argv[2], lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
tiny = pieces.Pieces(limit=0, rows=70, bucket=150_000, processes=1)
build_periode(Path(sys.argv[1]), Periode(2025), config=Config(), pieces=tiny)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("place", ["read_crowd", "finish_bucket", "write_workbooks"])
def test_a_build_that_is_killed_leaves_no_name_beside_its_tables(office, place):
    """The spool lies in the private area and is gone with the next command, whatever that is."""
    office.csv("a.csv", office.people(80))
    build_periode(office.root, YEAR, config=Config(), pieces=WHOLE)
    office.csv("b.csv", office.grades((1, "III/a", "01-04-2012")))
    killed = subprocess.run([sys.executable, "-c", KILLED, office.root, place], check=False)
    assert killed.returncode == -signal.SIGKILL
    left = {p.relative_to(office.root).parts[:3] for p in office.root.rglob("*") if p.is_file()}
    assert (".pug", "gulungan", "2025") in left
    people = pd.read_csv(office.raw / "a.csv", sep=None, engine="python", dtype=str)
    secret = {*people["NAMA"], *people["NIP BARU"]}
    assert len(secret) > 80
    for path in (office.root / "data/processed").rglob("*"):
        told = pd.read_parquet(path) if path.suffix == ".parquet" else pd.DataFrame()
        assert not told.isin(secret).to_numpy().any(), path.name
        assert path.suffix not in {".baris", ".nama", ".sisih", ".unit", ".hari"}
    for path in (office.root / ".pug/gulungan").rglob("*.baris"):
        with pa.ipc.open_file(path) as reader:
            assert not reader.read_all().to_pandas().isin([*people["NAMA"]]).to_numpy().any()
    check_free(office.root)  # no run ever held it
    with workspace_lock(office.root):
        assert not (office.root / ".pug/gulungan").exists()
        assert [p.name for p in (office.root / "data/processed").iterdir()] == ["2025"]


def test_no_more_rows_are_in_memory_than_asked_for(office, monkeypatch):
    office.csv("a.csv", office.people(400))
    office.csv("g.csv", office.grades(*((i, "III/a", "01-04-2012") for i in range(400))))
    blocks, buckets = [], []

    def keep(spool, number, block, write=Spool.keep):
        blocks.append(len(block.frame))
        write(spool, number, block)

    def read(spool, bucket, get=Spool.read):
        found = get(spool, bucket)
        buckets.append(sum(map(len, found[0].values())))
        return found

    monkeypatch.setattr(Spool, "keep", keep)
    monkeypatch.setattr(Spool, "read", read)
    pieces = Pieces(limit=0, rows=50, bucket=10_000, processes=1)
    build_periode(office.root, YEAR, config=Config(), pieces=pieces)
    assert sum(blocks) == 800
    assert max(blocks) <= 50
    assert sum(buckets) == 800
    assert max(buckets) < 300
    assert len(load_processed(office.root, YEAR)["golongan"]) > 300


def test_small_folders_are_built_in_memory(office, monkeypatch):
    monkeypatch.setattr("pug_analysis.ingest.build.build_in_pieces", None)
    office.csv("a.csv", office.people())
    assert len(office.build().tables["pegawai"]) == 20
    packed = office.put("x.parquet", b"1" * 100)
    assert weigh_files([packed, packed.with_name("a.csv")]) > 1000

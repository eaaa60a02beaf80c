"""Which files of a raw folder are data, and what is refused before it is read."""

from __future__ import annotations

import os
import sys

import pytest

from pug_analysis.ingest.files.raw_file import open_file
from pug_analysis.ingest.files.raw_folder import (
    check_file,
    is_data_file,
    is_hollow,
    list_files,
    list_skipped,
    weigh_file,
)
from pug_analysis.ingest.values.refused import Refused

posix = pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes and devices")


@pytest.mark.parametrize(
    "name",
    ["PNS.xlsx:Zone.Identifier", "PNS.xlsx_Zone.Identifier", "~$PNS.xlsx", ".~lock.PNS.ods#", ".DS_Store",
     "._PNS.xlsx", "Thumbs.db", "THUMBS.DB", "ehthumbs.db", "desktop.ini", "Desktop.ini", "Icon\r",
     "~WRD0001.tmp", "PNS.csv~", "README.md", "pug.toml"],
)  # fmt: skip
def test_companions_are_no_data(tmp_path, name):
    assert not is_data_file(tmp_path / name)


@pytest.mark.parametrize("name", ["PNS.xlsx", "zone.csv", "thumbs.csv", "data", "PNS.xlsx.part"])
def test_everything_else_is_data(tmp_path, name):
    assert is_data_file(tmp_path / name)


def test_companions_do_not_disturb_a_build(office):
    office.csv("a.csv", office.people())
    for name in ("a.csv:Zone.Identifier", ".DS_Store", "Thumbs.db", "desktop.ini"):
        office.put(name, b"[ZoneTransfer]\r\nZoneId=3\r\n")
    assert office.codes(office.build()) == set()


def test_folders_are_told_by_name(office):
    rows = office.people(20)
    office.csv("PNS.csv", rows[:11])
    (office.raw / "PPPK").mkdir()
    office.csv("PPPK/PPPK.csv", [rows[0], *rows[11:]])
    for own in (".git", "__MACOSX", "@eaDir", "$RECYCLE.BIN"):
        (office.raw / own).mkdir()
    assert list_skipped(office.raw) == ["PPPK/"]
    found = office.build().temuan
    assert found.loc[found["kode"] == "BERKAS-DILEWATI", "berkas"].tolist() == ["PPPK/"]


@posix
@pytest.mark.parametrize("kind", ["pipe", "device", "broken", "zeros"])
def test_what_is_no_file_is_refused_unread(office, kind):
    path = office.raw / "PPPK.xlsx"
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to({"device": "/dev/null", "broken": "tidak-ada", "zeros": "/dev/zero"}[kind])
    office.csv("PNS.csv", office.people())
    assert list_files(office.raw) == [office.raw / "PNS.csv", path]
    assert weigh_file(path) == 0
    found = office.check().temuan
    assert found.loc[found["kode"] == "BERKAS-BUKAN-BERKAS", "berkas"].tolist() == ["PPPK.xlsx"]


@posix
@pytest.mark.parametrize(
    ("start", "code"),
    [(b"", "BERKAS-RUSAK"), (b"PK\3\4", "BERKAS-"), (b"a;b\n1;2\n", "BERKAS-RUSAK"),
     (b"<table><tr><td>x", "BERKAS-"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "BERKAS-"), (b"PAR1", "BERKAS-")],
)  # fmt: skip
@pytest.mark.parametrize("rows", [None, 1000])
def test_hollow_files_are_refused_unread(tmp_path, monkeypatch, start, code, rows):
    path = tmp_path / "a.xlsx"
    path.write_bytes(start)
    os.truncate(path, 4 * 2**30)
    monkeypatch.setattr("pathlib.Path.read_bytes", lambda _: pytest.fail("it was read"))
    with pytest.raises(Refused, match=code):
        open_file(path, rows=rows)


def test_systems_that_do_not_tell_call_nothing_hollow():
    class Found:
        st_size = 2**40

    assert not is_hollow(Found())


def test_a_full_file_passes(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n")
    assert check_file(path).st_size == 4


def test_large_archives_are_refused_unread(tmp_path, monkeypatch):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\3\4" + b"x" * 50 * 2**20)
    monkeypatch.setattr("pathlib.Path.read_bytes", lambda _: pytest.fail("it was read"))
    with pytest.raises(Refused, match="BERKAS-TERLALU-BESAR"):
        open_file(path)


def test_zeros_among_text_are_damage(office):
    office.put("a.csv", office.csv("a.csv", office.people()).read_bytes() + bytes(9000))
    assert office.codes() == {"BERKAS-RUSAK"}


@posix
@pytest.mark.parametrize("start", [b"", b"PK\3\4", b"NIP;NAMA\n"])
def test_hollow_files_weigh_nothing(tmp_path, start):
    path = tmp_path / "a.xlsx"
    path.write_bytes(start)
    os.truncate(path, 4 * 2**30)
    assert weigh_file(path) == 0

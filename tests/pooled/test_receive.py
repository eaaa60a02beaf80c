"""An export that was changed, with its digests renewed, is refused by name, or says exactly the same."""

from __future__ import annotations

import contextlib
import json
import shutil
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from pug_analysis.careers.load import Data
from pug_analysis.careers.snapshot import build_snapshot
from pug_analysis.errors import DataError, PugError
from pug_analysis.pooled.export import export_period, write_export
from pug_analysis.pooled.merge import merge_exports, merge_folders
from pug_analysis.pooled.receive import read_export

from . import corruption

OF_EVERYONE = (
    "angka", "dasar", "golongan", "jenjang", "jenjang_jf", "lingkup", "neraca", "profil", "syarat", "tersisih", "usia",
)  # fmt: skip
OF_COHORT = ("kohort_alur", "kohort_orang", "kohort_risiko")
ONLY_EXACT = ("kohort_masa", "kohort_tercapai", "pelatihan_akses", "pelatihan_jenis")
FILES = [
    *(("tepat", name) for name in (*OF_EVERYONE, *OF_COHORT, *ONLY_EXACT)),
    *(("terlindung", name) for name in (*OF_EVERYONE, *OF_COHORT)),
]


@pytest.fixture(scope="module")
def exports(pool, tmp_path_factory):
    """One regency's export of each tier, to be spoilt and put right again."""
    root = tmp_path_factory.mktemp("rusak")
    protected = export_period(pool.regencies[0], tier="terlindung")
    return {
        "tepat": shutil.copytree(pool.folders[0], root / "tepat"),
        "terlindung": write_export(protected, root, gate=lambda _: None),
    }


@pytest.fixture(scope="module")
def honest(exports):
    return {tier: read_export(folder) for tier, folder in exports.items()}


def assert_same(found, honest):
    """Every number of two exports is the same, and stands in the same place."""
    assert found.numbers == honest.numbers
    for kind in ("counts", "cohort"):
        one, other = getattr(found, kind), getattr(honest, kind)
        assert list(one) == list(other)
        for name, table in one.items():
            assert_frame_equal(table, other[name])
    for kind in ("risk", "periods"):
        one, other = getattr(found, kind), getattr(honest, kind)
        assert (one is None) == (other is None)
        if one is not None:
            assert_frame_equal(one.increments, other.increments)
            assert (one.by, one.strata, one.causes) == (other.by, other.strata, other.causes)


def refusal(folder) -> str:
    """The message with which a folder is refused; nothing but our own errors may come out."""
    with pytest.raises(PugError) as refused:
        read_export(folder)
    return str(refused.value)


def keep(data: Data, people: pd.Series, *, leavers: bool = True) -> Data:
    """The agency with some of its people only, and with or without its leavers list."""
    tables = dict(data.tables)
    kept = tables["pegawai"].loc[people.to_numpy()]
    ids = set(kept["pegawai_id"]) | (
        set(tables["pemberhentian"]["pegawai_id"]) if leavers else set()
    )
    for name, table in tables.items():
        if "pegawai_id" in table:
            tables[name] = table.loc[table["pegawai_id"].isin(ids)].reset_index(drop=True)
    snapshot = build_snapshot(tables["pegawai"], config=data.config)
    return replace(data, tables=MappingProxyType(tables), people=snapshot)


@pytest.mark.parametrize("tier", ["tepat", "terlindung"])
@pytest.mark.parametrize("leavers", [True, False])
@pytest.mark.parametrize("who", ["nobody", "PPPK", "PNS", "one in ten"])
def test_agencies_of_other_kinds_are_taken(pool, tmp_path, tier, leavers, who):
    data = pool.regencies[1]
    staff = data.tables["pegawai"]
    people = {
        "nobody": pd.Series(False, index=staff.index),
        "PPPK": staff["status_asn"].str.startswith("PPPK"),
        "PNS": ~staff["status_asn"].str.startswith("PPPK"),
        "one in ten": pd.Series(np.arange(len(staff)) % 10 == 0, index=staff.index),
    }[who]
    one = keep(data, people, leavers=leavers)
    written = export_period(one, tier=tier)
    found = read_export(write_export(written, tmp_path, gate=lambda _: None))
    assert len(found) == len(one.snapshot)
    assert (found.about["kohort"] is not None) == leavers
    merged = merge_exports([found, read_export(pool.folders[2])])
    assert len(merged) == len(found) + len(pool.regencies[2].snapshot)


@pytest.mark.parametrize(("tier", "name"), FILES)
def test_a_spoilt_file_is_refused_by_its_name(exports, honest, tier, name):
    folder, file = exports[tier], f"{name}.csv"
    rng = np.random.default_rng(zlib.crc32(f"{tier}{name}".encode()))
    content = (folder / file).read_bytes()
    mark, rows = corruption.split(content)
    spoilt = [
        *corruption.spoil_bytes(content, rng),
        *corruption.spoil_rows(mark, rows, rng),
        *corruption.shift_counts(file, mark, rows, rng),
    ]
    assert len(spoilt) > 35
    taken = []
    for how, changed in spoilt:
        undo = corruption.replace_file(folder, file, changed)
        try:
            told = refusal(folder)
        except pytest.fail.Exception:
            taken.append(how)
        else:
            assert str(folder) in told, how
            assert file in told, (how, told)
            assert "Minta ekspor baru" in told, how
        finally:
            undo()
    assert taken == []
    assert_same(read_export(folder), honest[tier])


@pytest.mark.parametrize(("tier", "name"), FILES)
def test_the_same_written_in_another_way_is_refused_or_says_the_same(exports, honest, tier, name):
    folder, file = exports[tier], f"{name}.csv"
    for how, changed in corruption.rewrite(*corruption.split((folder / file).read_bytes())):
        undo = corruption.replace_file(folder, file, changed)
        try:
            with contextlib.suppress(DataError):
                assert_same(read_export(folder), honest[tier])
                continue
            assert file in refusal(folder), how
        finally:
            undo()


@pytest.mark.parametrize("tier", ["tepat", "terlindung"])
def test_what_a_spoilt_export_says_of_itself_is_refused(exports, tier):
    folder = exports[tier]
    about = folder / "ekspor.json"
    text = about.read_text(encoding="utf-8")
    cut = [(f"cut at {n}", text[:n]) for n in range(0, len(text) - 3, len(text) // 15)]
    taken = []
    try:
        for how, changed in (*cut, *corruption.spoil_about(text)):
            about.write_bytes(changed.encode("utf-8", errors="surrogatepass"))
            try:
                told = refusal(folder)
            except pytest.fail.Exception:
                taken.append(how)
            else:
                assert str(folder) in told, how
                named = ("ekspor.json", ".csv hilang atau berubah", "bukan bagiannya")
                assert any(word in told for word in named), (how, told)
        for bad in (text.encode("utf-16"), b"\xff" + text.encode(), b"\x00" * 40, b" " * (2 << 20)):
            about.write_bytes(bad)
            assert "ekspor.json" in refusal(folder)
    finally:
        about.write_text(text, encoding="utf-8")
    assert taken == []


def test_what_else_an_export_says_of_itself_is_not_taken_over(exports, honest):
    about = exports["tepat"] / "ekspor.json"
    text = about.read_text(encoding="utf-8")
    try:
        about.write_text(json.dumps(json.loads(text) | {"pesan": "x", "folder": "/"}), "utf-8")
        found = read_export(exports["tepat"])
        assert found.about["folder"] == str(exports["tepat"])
        assert "pesan" not in found.about
        assert_same(found, honest["tepat"])
    finally:
        about.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("tier", ["tepat", "terlindung"])
def test_a_file_that_is_neither_there_nor_named_is_missed(exports, tmp_path, tier):
    names = [name for one, name in FILES if one == tier]
    for gone in (
        *([name] for name in names),
        OF_COHORT,
        [n for n in names if n.startswith("kohort")],
    ):
        folder = shutil.copytree(exports[tier], tmp_path / tier)
        about = json.loads((folder / "ekspor.json").read_text(encoding="utf-8"))
        for name in gone:
            (folder / f"{name}.csv").unlink()
            del about["berkas"][f"{name}.csv"]
        (folder / "ekspor.json").write_text(json.dumps(about), encoding="utf-8")
        told = refusal(folder)
        assert any(f"{name}.csv" in told for name in gone), told
        shutil.rmtree(folder)


def test_a_file_that_is_gone_or_a_folder_is_refused(exports, tmp_path):
    for number, name in enumerate(("profil.csv", "kohort_risiko.csv")):
        folder = shutil.copytree(exports["tepat"], tmp_path / str(number))
        (folder / name).unlink()
        assert f"{name} hilang atau berubah" in refusal(folder)
        (folder / name).mkdir()
        assert f"{name} hilang atau berubah" in refusal(folder)
    (folder / "ekspor.json").unlink()
    (folder / "ekspor.json").mkdir()
    assert "bukan ekspor" in refusal(folder)
    assert "bukan ekspor" in refusal(tmp_path / "tidak-ada")


def test_a_total_that_its_parts_do_not_make_is_never_published(pool, exports, tmp_path):
    # 236 men and 364 women would be told as 5,300 people
    folder = shutil.copytree(exports["tepat"], tmp_path / "ekspor")
    mark, rows = corruption.split((folder / "profil.csv").read_bytes())
    for column, count in ((2, "236"), (3, "364"), (4, "5300")):
        rows = corruption.put(rows, 0, column, count)
    corruption.replace_file(folder, "profil.csv", corruption.join(mark, rows))
    target = tmp_path / "provinsi"
    with pytest.raises(DataError, match=r"profil\.csv pria dan wanita tidak berjumlah total"):
        merge_folders([pool.folders[1], folder], target, name="Provinsi", gate=lambda _: None)
    assert not target.exists()


@pytest.mark.parametrize("tier", ["tepat", "terlindung"])
def test_files_that_the_first_version_wrote_are_read_and_added_up(pool, tmp_path, tier):
    """60 simulated people, written by the program before the second form of an export."""
    with zipfile.ZipFile(Path(__file__).parent / "data" / "ekspor_v1.zip") as kept:
        kept.extractall(tmp_path)
    old = read_export(tmp_path / tier)
    assert (old.about["versi"], old.about["tingkat"], len(old)) == (1, tier, 60)
    assert old.steps is None
    new = read_export(pool.folders[0])
    both = merge_exports([old, new])
    assert len(both) == 60 + len(new)
    assert both.about["versi_ekspor"] == [1, 2]
    assert both.steps is None
    name = "Administrator, sejak Pengawas, compete"
    people = [
        int(one.cohort["kohort_orang"].loc[lambda t: t["pertanyaan"] == name, "orang"].sum())
        for one in (old, both)
    ]
    assert people[1] > people[0] >= 0

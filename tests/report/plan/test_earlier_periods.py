"""Earlier periods: built when they are not current, left out when they cannot be, and told."""

from __future__ import annotations

import hashlib
import json
import shutil

import pytest

from pug_analysis.careers import load, load_series
from pug_analysis.config import Config, read_config
from pug_analysis.ingest import build_periode, load_processed
from pug_analysis.report import run_report, verify_report
from pug_analysis.report.plan.earlier_periods import Earlier, build_earlier
from pug_analysis.report.publish import archive
from pug_analysis.report.write.last_year import compare_with_last_year
from pug_analysis.simulate import simulate, write_raw
from pug_analysis.terms.kalender import Periode

HALVES = [Periode(2024, 1), Periode(2024), Periode(2025, 1)]


@pytest.fixture(scope="module")
def raw(tmp_path_factory):
    """Two simulated years with their first semesters, and the year 2025 built."""
    workspace = tmp_path_factory.mktemp("deret")
    regency = simulate(size=80, years=(2024, 2025), seed=4)
    write_raw(regency, workspace / "data" / "raw", dirt=0, layout="csv", semesters=True)
    for periode in (*HALVES, Periode(2025)):
        build_periode(workspace, periode, config=Config())
    return workspace


@pytest.fixture
def copy(raw, tmp_path):
    return shutil.copytree(raw, tmp_path / "salinan")


def origin(workspace, periode):
    return workspace / "data" / "processed" / periode.name / "asal.json"


def break_raw(workspace, periode):
    for path in (workspace / "data" / "raw" / periode.name).glob("*.csv"):
        path.write_bytes(b"PK\x03\x04 terpotong")


class TestBuilding:
    def test_an_unchanged_period_is_not_built_again(self, copy):
        before = {p: origin(copy, p).stat().st_ino for p in HALVES}
        asked = []
        found = build_earlier(copy, Periode(2025), config=Config(), progress=asked.append)
        assert found == Earlier(tuple(HALVES))
        assert asked == []
        assert {p: origin(copy, p).stat().st_ino for p in HALVES} == before

    def test_a_missing_and_a_changed_one_are_built(self, copy):
        shutil.rmtree(origin(copy, Periode(2024, 1)).parent)
        leavers = next((copy / "data/raw/2024").glob("Riwayat Pindah*"), None)
        (leavers or next((copy / "data/raw/2024").glob("*Kursus*"))).unlink()
        asked = []
        found = build_earlier(copy, Periode(2025), config=Config(), progress=asked.append)
        assert asked == [Periode(2024, 1), Periode(2024)]
        assert found.built == tuple(HALVES)

    def test_only_what_lies_before(self, copy):
        assert build_earlier(copy, Periode(2025, 1), config=Config()).built == tuple(HALVES[:2])
        assert build_earlier(copy, Periode(2024, 1), config=Config()) == Earlier()

    def test_a_broken_one_is_left_out_and_stops_nothing(self, copy):
        break_raw(copy, Periode(2024))
        found = build_earlier(copy, Periode(2025), config=Config())
        assert found.built == (Periode(2024, 1), Periode(2025, 1))
        ((periode, reason),) = found.left_out
        assert periode == Periode(2024)
        assert "tidak dapat dipakai di data/raw/2024" in reason
        (told,) = found.hidden(lambda reason: "disembunyikan").describe_left_out()
        assert told == {
            "nama": "2024",
            "judul": "Data 2024",
            "alasan": "Tidak dipakai dalam laporan ini. disembunyikan",
        }


class TestSeries:
    def test_in_order_of_time_with_the_own_last(self, raw):
        data = load(2025, workspace=raw, edition="pokja")
        series = load_series(data)
        assert [one.periode for one in series] == [*HALVES, Periode(2025)]
        assert series[-1] is data
        assert {one.edition for one in series} == {"pokja"}
        assert all(one.config is data.config for one in series)
        assert [str(one.cutoff) for one in series] == [
            "2024-06-30", "2024-12-31", "2025-06-30", "2025-12-31"
        ]  # fmt: skip

    def test_ends_with_the_report(self, raw):
        half = load(2025, semester=1, workspace=raw)
        assert [one.periode for one in load_series(half)] == HALVES

    def test_what_is_not_as_it_stands_in_raw_is_not_read(self, copy):
        break_raw(copy, Periode(2024))
        series = load_series(load(2025, workspace=copy))
        assert [one.periode for one in series] == [HALVES[0], HALVES[2], Periode(2025)]

    def test_a_person_of_july_is_in_the_year_alone(self, raw):
        half, year = load(2025, semester=1, workspace=raw), load(2025, workspace=raw)
        new = set(year.tables["pegawai"]["pegawai_id"]) - set(half.tables["pegawai"]["pegawai_id"])
        since = year.tables["pegawai"].set_index("pegawai_id")["tmt_cpns"]
        moved = set(year.tables["pindah"]["pegawai_id"])
        assert all(str(since[one])[:10] > "2025-06-30" for one in new - moved)


class TestBase:
    """What a semester edition is compared with."""

    def compare(self, workspace, periode=HALVES[2]):
        return compare_with_last_year(workspace, periode, edition="pokja", config=Config())

    def test_the_same_day_a_year_before(self, raw):
        section = self.compare(raw)
        assert section.title == "Apa yang berubah sejak tahun lalu"
        assert section.origin == {"periode": "2024-semester-1", "terbitan": None}
        assert "Tabel 0.1. Perubahan jumlah ASN sejak 30 Juni 2024" in section.html[2]
        assert "<th" in section.html[2]
        assert "30 Juni 2025" in section.html[2]
        assert "31 Desember" not in "".join(section.html)

    def test_else_the_last_period_before_and_it_says_so(self, copy):
        shutil.rmtree(copy / "data" / "raw" / "2024-semester-1")
        section = self.compare(copy)
        assert section.title == "Apa yang berubah sejak 31 Desember 2024"
        assert section.origin["periode"] == "2024"
        said = section.html[0]
        assert "Data keadaan 30 Juni 2024 tidak ada atau tidak dapat dibaca" in said
        assert "sejak 31 Desember 2024, periode terakhir sebelum laporan ini" in said
        rows = section.tables[0]["rows"]
        assert all(row[2] + row[3] + row[4] + row[5] == row[6] for row in rows)

    def test_else_one_sentence(self, copy):
        for name in ("2024-semester-1", "2024"):
            shutil.rmtree(copy / "data" / "raw" / name)
        section = self.compare(copy)
        assert section.tables == ()
        assert "Perubahan sejak 30 Juni 2024 belum dapat ditunjukkan" in section.html[0]


@pytest.fixture(scope="module")
def published(raw, tmp_path_factory, toys):
    """A report of the first semester of 2025, with a notebook that reads the series."""
    workspace = shutil.copytree(raw, tmp_path_factory.mktemp("terbit") / "kerja")
    break_raw(workspace, Periode(2024, 1))
    count = (
        "import pug_analysis as pug\n"
        "data = pug.load(year, semester=semester, workspace=workspace, edition=edition)\n"
        "from pug_analysis.release.display import text\n"
        "text(*(f'Deret {one.periode.name}' for one in pug.load_series(data)))"
    )
    cells = [toys.markdown("# Deret"), toys.code(toys.DEFAULTS, "parameters"), toys.code(count)]
    toys.write_notebook(workspace / "notebooks" / "07_tren.ipynb", cells)
    (workspace / "pug.toml").write_text("", encoding="utf-8")
    run_report(workspace, HALVES[2], edition="pokja", config=read_config(workspace))
    return workspace


@pytest.mark.notebook
class TestReport:
    def test_folders_and_pages_of_a_semester(self, published):
        folder = published / "reports" / "2025-semester-1" / "pokja"
        page = (folder / "07_tren.html").read_text(encoding="utf-8")
        assert "Keadaan 30 Juni 2025" in page
        assert "31 Desember" not in page
        assert "Deret 2024<" in page
        assert "Deret 2025-semester-1<" in page
        assert "Deret 2024-semester-1" not in page
        assert (folder / "laporan-2025-semester-1-pokja.zip").is_file()
        assert (published / ".pug" / "arsip" / "2025-semester-1-pokja.json").is_file()

    def test_the_index_says_which_period_is_left_out_and_why(self, published):
        folder = published / "reports" / "2025-semester-1" / "pokja"
        index = (folder / "index.html").read_text(encoding="utf-8")
        assert "Data semester I 2024" in index
        assert "tidak dapat dipakai di data/raw/2024-semester-1" in index

    def test_the_manifest_names_what_was_read(self, published):
        folder = published / "reports" / "2025-semester-1" / "pokja"
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        assert (manifest["tahun"], manifest["semester"]) == (2025, 1)
        assert manifest["keadaan"] == manifest["buku_rilis"]["keadaan"] == "2025-06-30"
        assert manifest["parameter"]["07_tren"] == {
            "year": 2025, "semester": 1, "edition": "pokja"
        }  # fmt: skip
        assert list(manifest["deret"]["periode"]) == ["2024"]
        assert list(manifest["deret"]["tidak_dipakai"]) == ["2024-semester-1"]
        raw = sorted((published / "data" / "raw" / "2024").glob("*.csv"))
        digests = {hashlib.sha256(path.read_bytes()).hexdigest() for path in raw}
        assert {f["sha256"] for f in manifest["deret"]["periode"]["2024"]} == digests

    def test_all_earlier_files_are_kept(self, published):
        kept = archive.read_catalogue(published, HALVES[2], "pokja")
        folders = {place.split("/")[2] for place in kept if place.startswith("data/raw/")}
        assert folders == {"2024-semester-1", "2024", "2025-semester-1"}

    def test_it_can_be_made_again_byte_for_byte(self, published):
        assert verify_report(published, HALVES[2], edition="pokja") is None

    @pytest.mark.parametrize("name", ["2024", "2024-semester-1"])
    def test_a_changed_earlier_file_is_named(self, published, tmp_path, name):
        workspace = shutil.copytree(published, tmp_path / "lain")
        path = sorted((workspace / "data" / "raw" / name).glob("*Jabatan*"))[0]
        path.write_bytes(path.read_bytes() + b"\n")
        found = verify_report(workspace, HALVES[2], edition="pokja")
        assert found is not None
        assert found.layer == "masukan"
        assert found.file.startswith(f"data/raw/{name}/")


def test_the_gate_knows_the_people_of_every_period(raw):
    from pug_analysis.ingest.kept.processed_folder import read_key
    from pug_analysis.ingest.people.fingerprints import read_fingerprints

    known = read_fingerprints(raw, Periode(2025), key=read_key(raw)).nip
    for periode in HALVES:
        people = load_processed(raw, periode)["pegawai"]["pegawai_id"]
        assert {int(one[:16], 16) for one in people} <= known

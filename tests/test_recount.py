"""I.2.1 and I.2.10 counted again from the raw files, person by person, by other code.

Plain ``csv`` and loops, with word rules of its own; nothing of the package is used to count. The regency
is simulated without defects, so that every row of the files is a person or an event.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from datetime import date, datetime
from pathlib import Path

import pytest

from pug_analysis.careers.load import load
from pug_analysis.cli import main
from pug_analysis.instrumen import read_form
from pug_analysis.pages.indikator.indikator import compute_indicators
from pug_analysis.pages.indikator.jabatan import count_equal_posts
from pug_analysis.pages.indikator.terlatih import (
    JUMLAH,
    count_trained_by_function,
    count_trained_by_pd,
    find_trained,
)

pytestmark = pytest.mark.slow

YEAR = 2025
CUTOFF = date(YEAR, 12, 31)
#: Codes of kedudukan hukum that count on the day, by kind of status.
ACTIVE = {"01", "02", "03", "04", "13", "15", "20", "71", "73", "101"}
SEXES = {"M": "pria", "F": "wanita"}


def pug(*words: object) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["pug-analysis", *map(str, words)])
        try:
            main()
        except SystemExit as stop:
            if stop.code:
                raise


def rows(path: Path) -> list[dict[str, str]]:
    text = path.read_text(encoding="utf-8-sig")
    head = text.split("\n", 1)[0]
    return list(csv.DictReader(text.splitlines(), delimiter=";" if ";" in head else ","))


def day(text: str) -> date | None:
    for shape in ("%d-%m-%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, shape).date()
        except ValueError:
            continue
    return None


def raw_files(folder: Path, *columns: str) -> list[Path]:
    """Files that have these columns, told by their first line."""
    found = []
    for path in sorted(folder.glob("*.csv")):
        head = path.read_text(encoding="utf-8-sig").split("\n", 1)[0].strip().lower()
        if set(columns) <= set(re.split("[;,]", head)):
            found.append(path)
    return found


@pytest.fixture(scope="module")
def raw(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("hitung ulang")
    pug("sample", "--years", YEAR, "--size", 700, "--dirt", 0, "--layout", "csv", "--out", folder / "data/raw")  # fmt: skip
    place = folder / "data/raw" / str(YEAR)
    # A second list of another office, with what a first one may not hold: both ends of the year.
    people = [row["NIP BARU"] for path in place.glob("Export Data ASN*") for row in rows(path)]
    lines = ["NIP;TINGKAT;NAMA PELATIHAN;TANGGAL SELESAI"]
    for place_of, nip in enumerate(sorted(people)[::9]):
        end = ("2025-12-31", "2024-03-15", "2023-11-01")[place_of % 3]
        level = ("L1", "L2", "L1", "L3", "khusus")[place_of % 5]
        lines.append(f"{nip};{level};Pelatihan PUG;{end}")
    (place / "pelatihan kecamatan.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    pug("build", YEAR, "-w", folder)
    return folder


@pytest.fixture(scope="module")
def data(raw):
    return load(YEAR, workspace=raw)


@pytest.fixture(scope="module")
def people(raw) -> dict[str, dict[str, str]]:
    """Active people by NIP."""
    found = {}
    for path in raw_files(raw / "data/raw" / str(YEAR), "nip baru", "kedudukan hukum id"):
        for row in rows(path):
            if row["KEDUDUKAN HUKUM ID"] in ACTIVE:
                found[row["NIP BARU"]] = row
    return found


# --- I.2.10
def jf_level(row: dict[str, str]) -> str:
    """Level of a functional post by the last words of its title; old teachers' titles by rank."""
    if row["JENIS JABATAN ID"] != "2":
        return ""
    title = row["JABATAN NAMA"].lower()
    for level in ("utama", "madya", "muda", "pertama"):
        if f"ahli {level}" in title:
            return level
    rank = row["GOL AKHIR NAMA"]
    if title.startswith("guru "):
        return {
            "IV/a": "madya",
            "IV/b": "madya",
            "IV/c": "madya",
            "IV/d": "utama",
            "IV/e": "utama",
        }.get(rank, "")
    last = title.split()[-1]
    return last if last in ("utama", "madya") else ""  # fmt: skip


def converted_administrators(folder: Path) -> set[str]:
    """NIP of those whose post of eselon III became JF Ahli Madya between 2020 and 2023."""
    history = defaultdict(list)
    for path in raw_files(folder, "nipbaru", "tmtjabatan", "namajabatan"):
        for number, row in enumerate(rows(path)):
            title = row["namaJabatan"].lower()
            acting = (
                re.match(r"pl[th]\.? ", title) or "pelaksana" in row["jenisPenugasanId"].lower()
            )
            if day(row["tmtJabatan"]) is None or acting or day(row["tmtJabatan"]) > CUTOFF:
                continue
            history[row["nipBaru"]].append((day(row["tmtJabatan"]), number, row))
    found = set()
    for nip, posts in history.items():
        before = ""
        for when, _, row in sorted(posts, key=lambda post: post[:2]):
            title = row["namaJabatan"].lower()
            kind = row["jenisMutasiId"].lower()
            madya = "ahli madya" in title
            said = "penyetaraan" in title or "penyetaraan" in kind
            if madya and (said or (before in ("31", "32") and 2020 <= when.year <= 2023)):
                found.add(nip)
            before = row["eselonId"]
    return found  # fmt: skip


def test_women_in_equal_posts_in_three_readings(raw, data, people):
    converted = converted_administrators(raw / "data/raw" / str(YEAR))
    counted: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for nip, row in people.items():
        structural = {"21": "II", "22": "II", "31": "III", "32": "III"}.get(row["ESELON ID"], "")
        level = jf_level(row)
        literal = {"utama": "II", "madya": "III"}.get(level, "")
        held = {
            "a": structural,
            "b": structural or ("III" if level == "madya" and nip in converted else ""),
            "c": structural or literal,
        }
        for reading, eselon in held.items():
            if eselon:
                counted[reading, eselon][row["JENIS KELAMIN"] == "F"] += 1
                counted[reading, "II dan III"][row["JENIS KELAMIN"] == "F"] += 1
    table = count_equal_posts(data.snapshot, data.tables["jabatan"])
    said = {
        (row["ragam"], row["setara"]): [row["pria"], row["wanita"]] for _, row in table.iterrows()
    }
    assert said == {key: counted[key] for key in said}
    # The three readings are three different answers here; else nothing would be told apart.
    totals = [sum(counted[reading, "III"]) for reading in "abc"]
    assert totals[0] < totals[1] < totals[2]


# --- I.2.1
def is_gender_course(name: str) -> bool:
    words = name.lower()
    if "gender" in words and "kekerasan" not in words:
        return True
    return bool(re.search(r"\b(pug|pprg)\b", words))


@pytest.fixture(scope="module")
def trained(raw) -> set[str]:
    """NIP of everybody who finished a gender training by the day."""
    folder = raw / "data/raw" / str(YEAR)
    found = set()
    for path in raw_files(folder, "nip", "tingkat", "tanggal selesai"):
        for row in rows(path):
            columns = {name.strip().lower(): value for name, value in row.items() if name}
            end = day(columns["tanggal selesai"])
            if end is not None and end <= CUTOFF:
                found.add(columns["nip"].strip("' "))
    for path in raw_files(folder, "nipbaru", "namakursus", "tanggalselesaikursus"):
        for row in rows(path):
            if not is_gender_course(row["namaKursus"]):
                continue
            end, year = day(row["tanggalSelesaiKursus"]), row["tahunKursus"]
            if end <= CUTOFF if end else year.isdigit() and int(year) <= YEAR:
                found.add(row["nipBaru"])
    return found


def test_trained_people_by_sex(data, people, trained):
    counted = dict.fromkeys(SEXES.values(), 0)
    for nip in trained & set(people):
        counted[SEXES[people[nip]["JENIS KELAMIN"]]] += 1
    found = find_trained(data.tables, cutoff=data.cutoff, sources=("pelatihan_pug", "kursus"))
    table = count_trained_by_function(data.snapshot, found, form=read_form(YEAR))
    whole = table.set_index("fungsi").loc[JUMLAH]
    assert whole[["pria", "wanita"]].to_dict() == counted
    assert whole["total_aktif"] == len(people)
    assert min(counted.values()) > 20
    row = compute_indicators(data, form=read_form(YEAR)).set_index("kode").loc["I.2.1"]
    assert row["nilai"] == pytest.approx(100 * sum(counted.values()) / len(people))


def office(path: str) -> str:
    """Office of a unit's path: what stands before the regency."""
    parts = [part.strip(" .") for part in path.split(" - ")]
    return parts[-2] if len(parts) > 1 else ""


def test_trained_people_by_office(data, people, trained):
    counted: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for nip, row in people.items():
        counted[office(row["UNOR NAMA"]).casefold()][0] += nip in trained
        counted[office(row["UNOR NAMA"]).casefold()][1] += 1
    found = find_trained(data.tables, cutoff=data.cutoff, sources=("pelatihan_pug", "kursus"))
    table = count_trained_by_pd(data.snapshot, found)
    said = {
        row["perangkat_daerah"].casefold(): [row["total"], row["total_aktif"]]
        for _, row in table.iterrows()
    }
    assert said == dict(counted)
    value = compute_indicators(data, form=read_form(YEAR)).set_index("kode").loc["I.2.1-PD"]
    assert value["pembilang"] == sum(done > 0 for done, _ in counted.values())
    assert value["penyebut"] == len(counted)


def function_of(row: dict[str, str]) -> str:
    """Work of a functional or general post by the first words of its title."""
    title = row["JABATAN NAMA"].lower()
    if title.startswith(("perencana", "analis perencanaan")):
        return "Perencana"
    if title.startswith(("auditor", "pengawas penyelenggaraan urusan")):
        return "Auditor"
    return "Pelaksana teknis"


def test_trained_people_by_function_outside_of_structural_posts(data, people, trained):
    counted: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for nip, row in people.items():
        if row["ESELON ID"] in ("", "99"):
            counted[function_of(row)][0] += nip in trained
            counted[function_of(row)][1] += 1
    staff = data.snapshot.loc[data.snapshot["jenis_jabatan"] != "struktural"]
    found = find_trained(data.tables, cutoff=data.cutoff, sources=("pelatihan_pug", "kursus"))
    table = count_trained_by_function(staff, found, form=read_form(YEAR)).set_index("fungsi")
    for name in ("Perencana", "Auditor"):
        assert table.loc[name, ["total", "total_aktif"]].tolist() == counted[name]
        assert counted[name][1] > 0

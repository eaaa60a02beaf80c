"""The main job on raw files in the genuine layout: a small invented regency, from xlsx to pages."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from pug_analysis.cli import main

pytestmark = [pytest.mark.slow, pytest.mark.notebook]

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
ACTIVE = {"01", "02", "03", "04", "13", "15", "20", "71", "73", "101"}
EDUCATION = {
    **dict.fromkeys(["45", "47", "49", "50"], "S3/S2"),
    **dict.fromkeys(["35", "40", "42"], "S1/D4"),
    **dict.fromkeys(["20", "25", "30"], "D3/D2/D1"),
    **dict.fromkeys(["05", "10", "12", "15", "17", "18"], "SLTA ke bawah"),
}


def pug(*words: object) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["pug-analysis", *map(str, words)])
        try:
            main()
        except SystemExit as stop:
            if stop.code:
                raise


#: What must not change a byte: seed of hashes, time zone, locale.
#: Python itself does not start in a plain C locale where the path of its environment has other letters.
LOCALE = "C" if sys.prefix.isascii() else "C.UTF-8"
ELSEWHERE = {
    "PYTHONHASHSEED": "77", "TZ": "Asia/Jayapura", "LC_ALL": LOCALE, "LANG": "id_ID.UTF-8",
}  # fmt: skip
SAMPLE = ("--years", "2024-2025", "--size", 400, "--dirt", 0)


def pug_elsewhere(*words: object) -> None:
    """The same command in a process of its own, in surroundings of its own."""
    command = [sys.executable, "-m", "pug_analysis", *map(str, words)]
    done = subprocess.run(
        command, env=os.environ | ELSEWHERE, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> tuple[tuple[Path, Path], str]:
    """Two folders that were given the same seed, and what the last run in the first said.

    The second is in other surroundings and made at one go; in the first a register came later.
    """
    pair = tuple(tmp_path_factory.mktemp(name) for name in ("satu", "ruang kerja {dua} ü"))
    for folder, run in zip(pair, (pug, pug_elsewhere), strict=True):
        run("sample", *SAMPLE, "--out", folder / "data/raw")
    register = pair[0] / "data/raw/2025/sk_pug.xlsx"
    register.rename(pair[0] / register.name)
    pug("report", 2025, "--edition", "pokja", "-w", pair[0])
    (pair[0] / register.name).rename(register)
    with contextlib.redirect_stdout(io.StringIO()) as said:
        pug("report", 2025, "-w", pair[0])
    pug_elsewhere("report", 2025, "--edition", "pokja", "-w", pair[1])
    return pair, said.getvalue()


@pytest.fixture(scope="module")
def workspaces(made) -> tuple[Path, Path]:
    return made[0]


@pytest.fixture(scope="module")
def report(workspaces) -> Path:
    return workspaces[0] / "reports" / "2025" / "pokja"


def recount(folder: Path, year: int) -> dict[tuple[str, str], tuple[int, int]]:
    """Count Tabel 4.1 from the raw workbooks, person by person, by other code."""
    lines: dict[tuple[str, str], list[int]] = {}
    for path in sorted(folder.glob("Export Data ASN*.xlsx")):
        for row in pd.read_excel(path, dtype=str, engine="calamine").fillna("").to_dict("records"):
            if row["KEDUDUKAN HUKUM ID"] not in ACTIVE:
                continue
            for line in lines_of(row, year):
                lines.setdefault(line, [0, 0])[row["JENIS KELAMIN"] == "F"] += 1
    return {line: (men, women) for line, (men, women) in lines.items()}


def lines_of(row: dict[str, str], year: int) -> list[tuple[str, str]]:
    def completed_years(text: str) -> int:
        day, month, start = (int(part) for part in text.split("-"))
        return year - start - (date(year, 12, 31) < date(year, month, day))

    pppk = row["KEDUDUKAN HUKUM ID"] in {"71", "73", "101"}
    status = "PPPK Paruh Waktu" if row["KEDUDUKAN HUKUM ID"] == "101" else "PPPK" if pppk else "PNS"
    lines = [("Total ASN", ""), ("Status Kepegawaian", status)]
    if row["JENIS JABATAN ID"] == "1":
        posts = {
            "II": "JPT Pratama (Eselon II)",
            "III": "Administrator (Eselon III)",
            "IV": "Pengawas (Eselon IV)",
        }
        lines.append(("Jenjang Jabatan Struktural", posts[row["ESELON NAMA"].split(".")[0]]))
    elif row["JENIS JABATAN ID"] == "4":
        lines.append(("Jenis Jabatan", "Pelaksana"))
    else:
        title = row["JABATAN NAMA"].upper()
        health = (
            "DOKTER",
            "PERAWAT",
            "BIDAN",
            "APOTEKER",
            "ASISTEN APOTEKER",
            "NUTRISIONIS",
            "TENAGA SANITASI",
            "SANITARIAN",
            "PRANATA LABORATORIUM KESEHATAN",
            "RADIOGRAFER",
            "PEREKAM MEDIS",
            "FISIOTERAPIS",
            "EPIDEMIOLOG",
            "ENTOMOLOG",
            "PROMOSI KESEHATAN",
            "TENAGA PROMOSI",
            "ADMINISTRATOR KESEHATAN",
            "TERAPIS",
            "PENYULUH KESEHATAN",
            "TEKNISI ELEKTROMEDIS",
            "PENATA ANESTESI",
            "PSIKOLOG KLINIS",
        )
        teacher = ("GURU", "PENGAWAS SEKOLAH", "PENILIK", "PAMONG BELAJAR")
        group = (
            "Guru"
            if title.startswith(teacher)
            else "Kesehatan"
            if title.startswith(health)
            else "Teknis Lainnya"
        )
        lines += [
            ("Jenis Jabatan", "Jabatan Fungsional (Total)"),
            ("Jenis Jabatan", f"– JF {group}"),
        ]
    grade = row["GOL AKHIR NAMA"]
    lines.append(
        (
            "Pangkat / Golongan Ruang",
            "PPPK (golongan I-XVII)" if pppk else f"Golongan {grade.split('/')[0]}",
        )
    )
    lines.append(("Tingkat Pendidikan", EDUCATION[row["TINGKAT PENDIDIKAN ID"]]))
    age, service = completed_years(row["TANGGAL LAHIR"]), completed_years(row["TMT CPNS"])
    lines.append(
        (
            "Kelompok Usia",
            "≤ 30 tahun"
            if age <= 30
            else "31 - 40 tahun"
            if age <= 40
            else "41 - 50 tahun"
            if age <= 50
            else "> 50 tahun",
        )
    )
    lines.append(
        (
            "Masa Kerja",
            "0 - 5 tahun" if service <= 5 else "6 - 15 tahun" if service <= 15 else "> 15 tahun",
        )
    )
    return lines


def test_tabel_4_1_equals_an_independent_recount(workspaces, report):
    table = pd.read_csv(
        report / "tabel/profil_tabel_4_1.csv",
        sep=";",
        decimal=",",
        encoding="utf-8-sig",
        keep_default_na=False,
    )
    found = {
        (r.kategori, r.sub_kategori): (r.pria, r.wanita) for r in table.itertuples() if r.total
    }
    assert found == recount(workspaces[0] / "data/raw/2025", 2025)


def test_clean_files_have_no_quarantine_and_a_closed_account(workspaces):
    folder = workspaces[0] / "data/processed/2025"
    account, found = (
        pd.read_parquet(folder / "neraca.parquet"),
        pd.read_parquet(folder / "temuan.parquet"),
    )
    assert account["karantina"].sum() == 0
    assert account["gabung"].sum() == 0
    parts = account[["dipakai", "karantina", "gabung", "bukan_data"]].sum(axis=1)
    assert (account["baris_masuk"] == parts).all()
    assert not found["tindakan"].isin(["karantina", "perbaikan", "tolak"]).any()


def test_no_processed_table_knows_a_person(workspaces):
    folder = workspaces[0]
    raw = pd.concat(
        pd.read_excel(path, dtype=str, engine="calamine")
        for path in (folder / "data/raw/2025").glob("Export Data ASN*.xlsx")
    )
    secrets = set(raw["NIP BARU"]) | set(raw["NAMA"]) | set(raw["TANGGAL LAHIR"]) | set(raw["NIK"])
    for path in (folder / "data/processed/2025").glob("*.parquet"):
        table = pd.read_parquet(path)
        for column in table:
            assert not secrets & set(table[column].astype(str)), f"{path.name}: {column}"


def test_another_folder_seed_zone_and_locale_give_the_same_bytes(workspaces):
    """Every file of the shared edition, the manifest and the archive for mail included."""
    one, two = (
        {
            path.relative_to(folder / "reports").as_posix(): hashlib.sha256(
                path.read_bytes()
            ).hexdigest()
            for path in sorted((folder / "reports/2025/pokja").rglob("*"))
            if path.is_file()
        }
        for folder in workspaces
    )
    assert one == two
    assert "2025/pokja/manifest.json" in one
    assert len(one) > 20


def test_manifest_names_every_file_with_its_digest(report):
    manifest = json.loads((report / "manifest.json").read_text(encoding="utf-8"))
    text = json.dumps(manifest)
    for path in report.rglob("*"):
        # the archive for mail holds the manifest
        if path.is_file() and path.name != "manifest.json" and path.suffix != ".zip":
            assert hashlib.sha256(path.read_bytes()).hexdigest() in text, path.name


def test_pages_are_self_contained_and_accessible(report):
    pages = sorted(report.glob("*.html"))
    notebooks = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))
    assert [page.stem for page in pages] == [*notebooks, "index"]
    for page in pages:
        text = page.read_text(encoding="utf-8")
        soup = BeautifulSoup(text, "html.parser")
        assert len(text.encode()) < 400_000
        assert soup.html["lang"] == "id"
        assert len(soup.find_all("h1")) == 1
        assert not soup.find_all(["script", "iframe", "link", "object", "embed"])
        for tag in soup.find_all(src=True):
            assert tag["src"].startswith("data:image/png;base64,")
        for tag in soup.find_all("a", href=True):
            assert not tag["href"].startswith(("http", "//")), tag["href"]
        for image in soup.find_all("img"):
            assert 20 <= len(image["alt"]) <= 300
        for table in soup.find_all("table"):
            assert table.find("caption").get_text(strip=True)
            assert all(th.get("scope") and th.get_text(strip=True) for th in table.find_all("th"))
        ids = [tag["id"] for tag in soup.find_all(id=True)]
        assert len(ids) == len(set(ids))
        for tag in soup.select('a[href^="#"]'):
            assert tag["href"][1:] in ids


def test_every_number_of_the_summary_equals_its_source_table(workspaces):
    for edition in ("internal", "pokja"):
        folder = workspaces[0] / "reports" / "2025" / edition / "tabel"
        quoted = _csv(folder / "ringkasan_kutipan.csv")
        assert len(quoted) >= 5  # a regency of 400 people leaves questions open
        for _, row in quoted.iterrows():
            source = _csv(folder / f"{row['tabel']}.csv")
            for part in row["baris"].split("; "):
                column, _, wanted = part.partition("=")
                source = source.loc[source[column] == wanted]
            (shown,) = source[row["kolom"]]
            assert _number(shown) == _number(row["nilai"]), tuple(row)


def _number(text):
    return float(text.replace(",", ".")) if text else None


def _csv(path):
    return pd.read_csv(path, sep=";", dtype="string", keep_default_na=False, encoding="utf-8-sig")


def test_only_the_internal_edition_says_that_it_stays_inside(workspaces):
    for edition, carries in (("pokja", False), ("internal", True)):
        for page in (workspaces[0] / "reports/2025" / edition).glob("*.html"):
            assert ("jangan diedarkan ke luar" in page.read_text("utf-8")) == carries


def test_every_table_that_a_page_speaks_of_is_in_its_report(workspaces, tmp_path, check_references):
    """In three editions: a note must not send readers to a table that theirs does not have."""
    copied = shutil.copytree(workspaces[0], tmp_path / "salinan", symlinks=True)
    pug("report", 2025, "--edition", "publik", "-w", copied)
    for edition in ("internal", "pokja", "publik"):
        labels = check_references(copied / "reports/2025" / edition)
        assert {"Tabel 4.1", "Tabel 3.7", "Gambar 2.1", "Tabel 90.1"} <= labels, edition


def read_table(folder: Path, name: str) -> pd.DataFrame:
    options = {"sep": ";", "dtype": str, "keep_default_na": False, "encoding": "utf-8-sig"}
    return pd.read_csv(folder / "tabel" / f"{name}.csv", **options)


def test_no_file_of_the_pokja_edition_holds_the_staff_of_a_small_unit(workspaces, report):
    """Line by line of each unit, in page, CSV, and workbook: nothing but hidden and rounded counts."""
    exact = read_table(workspaces[0] / "reports/2025/internal", "profil_per_pd")
    shown = read_table(report, "profil_per_pd")
    book = pd.read_excel(report / "tabel.xlsx", sheet_name="profil_per_pd", dtype=str,
                         engine="calamine", keep_default_na=False)  # fmt: skip
    page = BeautifulSoup((report / "01_profil.html").read_text("utf-8"), "html.parser")
    lines = page.find(id="tabel-profil_per_pd").find_parent("table").find("tbody").find_all("tr")
    secrets = 0
    for place, unit in enumerate(exact.itertuples()):
        cells = [cell.get_text() for cell in lines[place].find_all(["th", "td"])][1:4]
        for column, name in enumerate(("pria", "wanita", "total")):
            seen = {shown.loc[place, name], book.iloc[place, column + 1], cells[column]}
            seen = {"0" if text == "–" else text.replace(".", "") for text in seen} - {"…", ""}
            assert seen <= {"*", "0"} or int(min(seen)) % 5 == 0
            assert len(seen) <= 1
            secrets += 0 < int(getattr(unit, name)) < 8
    assert secrets > 10


def test_the_attacker_finds_nothing_in_the_report(report):
    from pug_analysis.audit import audit_report

    audit = audit_report(report)
    assert audit.passed, audit
    assert audit.counts > 50
    assert audit.narrowest >= 3
    # every number has a formula, and every formula its numbers
    assert audit.recomputed.counts > 500
    assert not audit.recomputed.unfitted, audit.recomputed


#: Counts of a property that is not public, of groups in which people are known by name: table to its counts with
#: the column of the group's size in the same row, and the rows that are about such people.
NAMED = {
    "kohort_syarat": (
        {"pria": "pria_semua", "wanita": "wanita_semua"},
        {"dari": ("Pengawas", "Administrator")},
    ),
    "indikator_terlatih_fungsi": (
        {"pria": "pria_aktif", "wanita": "wanita_aktif"},
        {"fungsi": ("Perencana", "Evaluator", "Auditor", "– di antaranya keuangan")},
    ),
    "indikator_peta_jalan": (
        {"pria": "pria_aktif", "wanita": "wanita_aktif"},
        {"sasaran": ("Perencana dan keuangan", "Auditor")},
    ),
    "pelatihan_calon": (
        {"pria": "", "wanita": ""},
        {"kelompok": ("Pengawas", "JF Ahli Muda", "Administrator", "JF Ahli Madya")},
    ),
    "pelatihan_peserta": ({"pria": "", "wanita": ""}, {}),
    "pelatihan_unit": ({"pria": "pria_aktif", "wanita": "wanita_aktif"}, {}),
    "indikator_terlatih_pd": ({"pria": "pria_aktif", "wanita": "wanita_aktif", "total": "total_aktif"}, {}),
    "indikator_peta_jalan_pd": ({"pria": "pria_aktif", "wanita": "wanita_aktif", "total": "total_aktif"}, {}),
    "indikator_kegiatan": ({"pria": "kegiatan", "wanita": "kegiatan", "total": "kegiatan"}, {}),
    "indikator_latsar": ({"pria": "kegiatan", "wanita": "kegiatan", "total": "kegiatan"}, {}),
    "indikator_kegiatan_daftar": ({"peserta_pria": "", "peserta_wanita": ""}, {}),
    "kualitas_tanggal_diklat": ({"pria_tanpa_tanggal": "pria", "wanita_tanpa_tanggal": "wanita"}, {}),
    "pelatihan_berhak": ({"pejabat_pria": "", "pejabat_wanita": "", "calon_pria": "", "calon_wanita": ""}, {}),
    "pelatihan_laju": ({"n_early": "", "n_event": "n_people"}, {}),
    "pelatihan_asosiasi": ({"promosi_dilatih": "", "promosi_belum": ""}, {}),
    "alumni_pembanding": ({"event_alumni": "n_alumni", "event_lain": "n_lain", "n_alumni": ""}, {}),
    "alumni_bagian": ({"n": ""}, {}),
}  # fmt: skip


@pytest.mark.parametrize("name", NAMED)
def test_no_table_tells_of_all_who_are_known_by_name(report, name):
    """None and all, and with exact counts also 1 to 7 of either, stand nowhere; where nobody is, 0 may."""
    columns, wanted = NAMED[name]
    entry = json.loads((report / "manifest.json").read_text())["buku_rilis"]["tabel"][name]
    assert set(columns) <= set(entry["pejabat"]["kolom"])  # the attacker is told
    rows = read_table(report, name)
    for column, values in wanted.items():
        rows = rows.loc[rows[column].isin(values)]
    if name == "pelatihan_calon":
        rows = rows.loc[rows["keadaan"] != "Seluruhnya"]
    assert len(rows)
    for column, size in columns.items():
        for text, whole in zip(rows[column], rows[size] if size else [""] * len(rows), strict=True):
            if text in ("", "*") or whole == "0":
                continue
            assert text != "0"
            if entry["aturan"] == "tepat":
                assert int(text) >= 8
                assert not whole or int(whole) - int(text) >= 8


def test_no_sentence_names_offices_without_anybody_trained(report):
    page = (report / "06_indikator_ape.html").read_text(encoding="utf-8")
    assert "Perangkat daerah tanpa ASN terlatih PUG hanya disebut dalam edisi internal." in page
    assert "pensiun" not in read_table(report, "pd_calon")


def test_the_same_people_are_the_same_number(report):
    """The cohort on two pages, and participants of activities in the list and in its sums."""
    flows = [
        ("kohort_alur", {"langkah": "Kohort"}),
        ("pelatihan_alur", {"langkah": "Kohort"}),
        ("pelatihan_asosiasi_alur", {"langkah": "Kohort"}),
    ]
    shown = set()
    for name, wanted in flows:
        rows = read_table(report, name)
        for column, value in wanted.items():
            rows = rows.loc[rows[column] == value]
        shown |= set(rows["orang"])
    assert len(shown) == 1
    listed = read_table(report, "indikator_kegiatan_daftar")
    sums = read_table(report, "indikator_kegiatan").set_index("jenis")
    for kind, rows in listed.groupby("jenis"):
        for sex in ("pria", "wanita"):
            cells = (
                rows[f"peserta_{sex}"]
                .replace("", "0")
                .map(lambda text: 4 if text == "*" else int(text))
            )
            if sums.loc[kind, sex] != "*":
                assert int(sums.loc[kind, sex]) == (int(cells.sum()) + 2) // 5 * 5


def test_every_table_of_a_report_has_its_terms(workspaces):
    manifest = json.loads((workspaces[0] / "reports/2025/internal/manifest.json").read_text())
    assert [name for name, entry in manifest["buku_rilis"]["tabel"].items() if entry is None] == []


def test_numbers_on_the_page_are_those_of_the_csv(report):
    soup = BeautifulSoup((report / "01_profil.html").read_text(encoding="utf-8"), "html.parser")
    shown = soup.find(id="tabel-profil_tabel_4_1").find_parent("table").find("tbody").find_all("tr")
    table = pd.read_csv(
        report / "tabel/profil_tabel_4_1.csv", sep=";", decimal=",", encoding="utf-8-sig"
    )
    for row, line in zip(shown, table.itertuples(), strict=True):
        cells = [
            cell.get_text().replace(".", "").replace("–", "0")
            for cell in row.find_all(["th", "td"])
        ][2:5]
        assert [int(cell) for cell in cells] == [line.pria, line.wanita, line.total]


def test_a_register_that_came_later_reran_only_what_depends_on_it(made):
    """That the bytes are those of a run at one go is told by the second folder."""
    (line,) = [x for x in made[1].splitlines() if x.startswith("Laporan 2025 edisi pokja: ")]
    ran, reused = re.fullmatch(
        r".*: dijalankan ulang: (.*); dipakai kembali: (.*)\.", line
    ).groups()
    assert {name[:2] for name in ran.split(", ")} == {"00", "01", "06", "09", "90"}
    assert {name[:2] for name in reused.split(", ")} == {"02", "03", "04", "05", "07", "08"}


def test_another_run_without_changes_says_so_and_makes_nothing(workspaces, capsys):
    folders = [workspaces[0] / "reports/2025" / edition for edition in ("internal", "pokja")]
    before = [folder.stat().st_ino for folder in folders]
    pug("report", 2025, "-w", workspaces[0], "--timings")
    told = capsys.readouterr()
    lines = told.out.splitlines()
    assert [folder.stat().st_ino for folder in folders] == before
    assert lines[1::2] == [str(folder.resolve() / "index.html") for folder in folders]
    assert all("tidak ada yang berubah sejak laporan ini dibuat" in line for line in lines[::2])
    assert "--force" in lines[0]
    assert "Waktu (detik)" in told.err
    assert "memeriksa apa yang berubah" in told.err


def test_a_misspelt_parameter_runs_nothing(workspaces, report, capsys):
    before = (report / "index.html").stat().st_mtime_ns
    with pytest.raises(SystemExit) as stop:
        pug("report", 2025, "-w", workspaces[0], "-p", "yaer=2024")
    assert stop.value.code == 2
    assert "yaer" in capsys.readouterr().err
    assert (report / "index.html").stat().st_mtime_ns == before


def test_a_missing_required_column_names_it(tmp_path, workspaces, capsys):
    folder = tmp_path / "data/raw/2025"
    folder.mkdir(parents=True)
    source = next((workspaces[0] / "data/raw/2025").glob("Export Data ASN PNS*.xlsx"))
    table = pd.read_excel(source, dtype=str, engine="calamine").drop(columns="JENIS KELAMIN")
    table.to_excel(folder / "pns.xlsx", index=False, engine="xlsxwriter")
    with pytest.raises(SystemExit) as stop:
        pug("report", 2025, "-w", tmp_path)
    said = capsys.readouterr().err
    assert stop.value.code == 1
    assert "JENIS KELAMIN" in said
    assert "pns.xlsx" in said


@pytest.mark.parametrize("name", ["kohort", "pelatihan"])
def test_the_exploration_notebooks_run_under_plain_papermill(workspaces, tmp_path, name):
    source = Path(__file__).parents[1] / f"notebooks/eksplorasi/{name}.ipynb"
    command = [
        sys.executable,
        "-m",
        "papermill",
        str(source),
        str(tmp_path / "out.ipynb"),
        "-p",
        "workspace",
        str(workspaces[0]),
        "-k",
        "python3",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


def test_curves_can_be_drawn_again_from_the_released_risk_table(workspaces, tmp_path):
    """Aalen-Johansen by a literal product over the months of the released CSV."""
    pug("sample", "--years", "2025", "--size", 1500, "--dirt", 0, "--out", tmp_path / "data/raw")
    pug("report", 2025, "--edition", "internal", "--only", "03_kohort", "-w", tmp_path)
    folder = tmp_path / "reports/2025/internal/tabel"
    options = {"sep": ";", "decimal": ",", "encoding": "utf-8-sig"}
    risk = pd.read_csv(folder / "kohort_tabel_risiko.csv", **options)
    shown = pd.read_csv(folder / "kohort_tonggak.csv", **options)
    assert len(shown) == 6
    shown = shown.dropna(subset="estimate")  # too few promotions for a number at 60 months
    assert len(shown) >= 4
    for line in shown.itertuples():
        rows = risk.loc[(risk["jk"] == line.jk) & (risk["time"] <= line.time)]
        free, reached = 1.0, 0.0
        for _, month in rows.groupby("time"):
            promoted = month.loc[month["cause"] == "promosi", "n_event"].sum()
            reached += free * promoted / month["n_risk"].iloc[0]
            free *= 1 - month["n_event"].sum() / month["n_risk"].iloc[0]
        assert reached == pytest.approx(line.estimate, abs=1e-9)


def test_without_registers_the_report_runs_and_the_index_says_what_to_bring(tmp_path):
    words = ("--years", "2025", "--size", 200, "--dirt", 0, "--no-registers")
    pug("sample", *words, "--out", tmp_path / "data/raw")
    pages = ("00_ringkasan", "06_indikator_ape", "08_peta_pd", "09_rencana_aksi")
    only = [word for page in pages for word in ("--only", page)]
    pug("report", 2025, "--edition", "pokja", *only, "-w", tmp_path)
    folder = tmp_path / "reports/2025/pokja"
    index = (folder / "index.html").read_text(encoding="utf-8")
    for file in ("pelatihan_pug", "sk_pug", "kegiatan_pug", "rencana_aksi"):
        assert f"{file}.xlsx" in index
    assert "Dibuat tanpa sebagian isinya" in index
    assert "rencana_aksi.xlsx" in (folder / "09_rencana_aksi.html").read_text(encoding="utf-8")

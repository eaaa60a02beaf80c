"""The command line: what it says and how it ends. No message is a traceback, none is English."""

from __future__ import annotations

import json

import pytest

from pug_analysis.cli import _years, main
from pug_analysis.errors import DataError, UsageError
from pug_analysis.ingest.registers import REGISTERS


@pytest.fixture
def run(monkeypatch, capsys):
    """Run the command line; give exit code, standard output, standard error."""

    def call(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["pug-analysis", *map(str, words)])
        with pytest.raises(SystemExit) as stop:
            main()
        captured = capsys.readouterr()
        assert "Traceback" not in captured.out + captured.err
        return stop.value.code or 0, captured.out, captured.err

    return call


def test_years():
    assert _years("2025") == (2025,)
    assert _years("2023-2025") == (2023, 2024, 2025)


@pytest.mark.parametrize("text", ["tahun", "25", "2025-2023", "2023-2024-2025"])
def test_wrong_years_are_refused(text):
    with pytest.raises(UsageError, match="--years"):
        _years(text)


def test_no_data_at_all(run, tmp_path):
    code, _, said = run("report", "-w", tmp_path)
    assert code == 1
    assert "Belum ada data" in said
    assert "data/raw/<tahun>/" in said


def test_an_empty_year(run, tmp_path):
    (tmp_path / "data" / "raw" / "2030").mkdir(parents=True)
    code, _, said = run("report", "2030", "-w", tmp_path)
    assert code == 1
    assert "2030" in said


def test_an_unknown_edition(run, tmp_path):
    code, _, said = run("report", "2025", "--edition", "umum", "-w", tmp_path)
    assert code == 2
    assert "'umum' tidak dikenal. Pilihan: pokja, publik, internal, both" in said


def test_a_wrong_setting(run, tmp_path):
    (tmp_path / "pug.toml").write_text("[piramida]\nmargn = 1\n", encoding="utf-8")
    code, _, said = run("build", "2025", "-w", tmp_path)
    assert code == 2
    assert "piramida.margn: setelan tidak dikenal" in said


def test_a_corrupt_workbook(run, tmp_path):
    folder = tmp_path / "data" / "raw" / "2025"
    folder.mkdir(parents=True)
    (folder / "pns.xlsx").write_bytes(b"PK\x03\x04 terpotong")
    code, _, said = run("report", "2025", "-w", tmp_path)
    assert code == 1
    assert "pns.xlsx" in said
    assert "Unduh ulang" in said


def test_check_of_a_missing_path(run, tmp_path):
    code, _, said = run("check", tmp_path / "tidak-ada.xlsx")
    assert code == 2
    assert "Tidak ditemukan" in said


def test_sample_does_not_overwrite(run, tmp_path):
    (tmp_path / "2025").mkdir()
    code, _, said = run("sample", "--years", "2025", "--out", tmp_path)
    assert code == 2
    assert "2025 sudah ada" in said


@pytest.mark.parametrize(
    ("option", "value"),
    [("--truth", "gaib"), ("--truth", "null+gap"), ("--truth", "early-gap+crossing"),
     ("--layout", "pdf")],
)  # fmt: skip
def test_sample_refuses_unknown_choices(run, tmp_path, option, value):
    code, _, said = run("sample", option, value, "--size", 60, "--out", tmp_path)
    assert code == 2
    assert "Pilihan simulasi tidak sah" in said
    assert not list(tmp_path.glob("2*"))


def test_sample_names_the_office_of_an_office_gap(run, tmp_path):
    words = [
        "sample",
        "--years",
        "2025",
        "--size",
        60,
        "--dirt",
        0,
        "--truth",
        "office-gap+training",
    ]
    code, _, _ = run(*words, "--out", tmp_path)
    assert code == 0
    told = json.loads((tmp_path / "truth.json").read_text("utf-8"))
    assert told["scenarios"] == ["training", "office-gap"]
    office = told["hazards"]["factor"]["office-gap office"]
    assert office == "Dinas Pertanian dan Ketahanan Pangan"


def test_sample_without_registers(run, tmp_path):
    words = ["sample", "--years", "2025", "--size", 60, "--dirt", 0, "--no-registers", "--out"]
    code, _, _ = run(*words, tmp_path)
    assert code == 0
    assert not (tmp_path / "2025" / "sk_pug.xlsx").exists()
    assert "registers" not in (tmp_path / "truth.json").read_text("utf-8")


def test_templates_are_written_once(run, tmp_path):
    code, said, _ = run("templates", "--out", tmp_path / "templat", "--year", 2026)
    assert code == 0
    assert len(said.split()) == len(list((tmp_path / "templat").glob("*.xlsx"))) == len(REGISTERS)
    code, said, _ = run("check", tmp_path / "templat")
    assert code == 0
    assert "DAFTAR-KOSONG" in said
    code, _, said = run("templates", "--out", tmp_path / "templat")
    assert code == 2
    assert "pelatihan_pug.xlsx" in said
    assert "sudah ada" in said
    code, _, said = run("templates", "--out", tmp_path, "--year", 1)
    assert code == 2
    assert "antara 1990 dan 2100" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["laporkan"], "perintah 'laporkan' tidak ada"),
        (["report", "--edisi", "pokja"], "opsi --edisi tidak ada"),
        (["report", "--jobs", "0"], "nilai --jobs tidak sah"),
        (["build", "abc"], "nilai YEAR tidak sah"),
        (["build"], "YEAR harus diisi"),
        (["build", "2025", "2024"], "ada kata yang berlebih"),
        (["report", "--jobs"], "opsi --jobs butuh nilai"),
    ],
)
def test_wrong_usage_is_told_in_indonesian(run, words, said):
    code, out, told = run(*words)
    assert (code, out) == (2, "")
    assert told.startswith(f"Perintah tidak dipahami: {said}")
    assert "--help" in told


def test_no_words_at_all_show_the_help(run):
    code, out, told = run()
    assert code == 2
    assert "Usage" in out + told


@pytest.mark.parametrize(
    "words", [["build", "1"], ["report", "20255"], ["sample", "--years", "1989"]]
)
def test_a_year_out_of_range_is_wrong_usage(run, tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    code, _, said = run(*words)
    assert code == 2
    assert "antara 1990 dan 2100" in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [["report"], ["build", "2025"]])
def test_a_workspace_that_is_no_folder_is_refused_and_not_made(run, tmp_path, words):
    code, _, said = run(*words, "-w", tmp_path / "tidak-ada")
    assert code == 2
    assert "tidak ada. Periksa --workspace" in said
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "berkas").write_text("")
    code, _, said = run(*words, "-w", tmp_path / "berkas")
    assert code == 2
    assert "adalah berkas, bukan folder" in said


def test_what_is_asked_for_is_checked_before_anything_starts(run, tmp_path, monkeypatch):
    def start():
        raise DataError("Mulai.")

    monkeypatch.setattr("pug_analysis.report.warm_up", start)
    (tmp_path / "data" / "raw" / "2025").mkdir(parents=True)
    code, _, said = run("report", "2025", "--only", "tidak_ada", "-w", tmp_path)
    assert code == 2
    assert said.startswith("Notebook 'tidak_ada' tidak ada")
    code, _, said = run("report", "2025", "-p", "marjin=0.2", "-w", tmp_path)
    assert code == 2
    assert said.startswith("Laporan: parameter 'marjin' tidak dikenal. Yang ada: ")
    assert "target" in said
    assert "pug.toml" in said
    code, _, said = run("report", "2025", "-p", "target=Administrator", "-w", tmp_path)
    assert code == 2
    assert said.startswith("Parameter 'target' tidak berarti sama di semua halaman")
    assert "03_kohort.target" in said
    words = ("report", "2025", "--only", "03_kohort", "-w", tmp_path)
    for parameter in ("target=Administrator", "kohort.target=Administrator", "tonggak=60, 120"):
        code, _, said = run(*words, "-p", parameter)
        assert (code, said.strip()) == (1, "Mulai.")


def test_pdf_without_a_browser_is_refused_before_anything_starts(run, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    for root in ("PROGRAMFILES", "PROGRAMFILES(X86)", "PROGRAMW6432", "LOCALAPPDATA"):
        monkeypatch.delenv(root, raising=False)
    monkeypatch.setattr("pug_analysis.report.write.browser._MACOS", ())
    code, _, said = run("report", "2025", "--pdf", "-w", tmp_path)
    assert code == 2
    assert "Chromium, Google Chrome, atau Microsoft Edge" in " ".join(said.split())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["pug.toml", ".pug/lock"])
def test_a_folder_in_the_place_of_a_file_is_no_traceback(run, tmp_path, name):
    (tmp_path / name).mkdir(parents=True)
    code, _, said = run("build", "2025", "-w", tmp_path)
    assert code in (1, 2)
    assert said.startswith(name)
    assert "folder, padahal harus berkas" in said


def test_a_file_in_the_place_of_the_private_folder_is_no_traceback(run, tmp_path):
    (tmp_path / ".pug").write_text("")
    code, _, said = run("build", "2025", "-w", tmp_path)
    assert code == 2
    assert ".pug adalah berkas, padahal harus folder" in said


@pytest.mark.parametrize(
    ("number", "said"), [(13, "izin ditolak"), (28, "ruang disk habis"), (2, "berkas tidak ada")]
)
def test_errors_of_the_system_are_one_sentence(run, tmp_path, monkeypatch, number, said):
    def fail(*_, **__):
        raise OSError(number, "x", str(tmp_path / "data" / "raw"))

    monkeypatch.setattr("pug_analysis.report.prepare.build_periode", fail)
    code, _, told = run("build", "2025", "-w", tmp_path)
    assert (code, told) == (1, f"data/raw tidak dapat dipakai: {said}.\n")


@pytest.mark.parametrize("command", ["build", "report", "verify"])
@pytest.mark.parametrize("semester", ["3", "0"])
def test_a_semester_that_does_not_exist(run, tmp_path, command, semester):
    code, _, said = run(command, "2025", "--semester", semester, "-w", tmp_path)
    assert code == 2
    assert (
        f"Semester harus 1 (keadaan 30 Juni) atau 2 (setahun penuh), tetapi tertulis {semester}"
        in said
    )
    assert not (tmp_path / "data").exists()


def test_a_semester_without_data_names_its_folder(run, tmp_path):
    code, _, said = run("build", "2025", "--semester", "1", "-w", tmp_path)
    assert code == 1
    assert "data/raw/2025-semester-1 belum berisi data" in said
    assert "semester I 2025" in said


def test_a_semester_is_checked_with_its_year(run, tmp_path):
    code, _, said = run("check", tmp_path, "--semester", "1", "-w", tmp_path)
    assert code == 2
    assert "--semester memerlukan --year" in said


def test_a_report_of_a_semester_that_was_not_published(run, tmp_path):
    code, _, said = run("verify", "2025", "--semester", "1", "--edition", "pokja", "-w", tmp_path)
    assert code == 1
    assert "Belum ada laporan semester I 2025 edisi pokja" in said
    assert "pug-analysis report 2025 --semester 1" in said


def test_sample_writes_first_semesters_on_request(run, tmp_path):
    out = tmp_path / "raw"
    words = (
        "sample",
        "--years",
        "2025",
        "--size",
        "50",
        "--out",
        out,
        "--layout",
        "csv",
        "--dirt",
        "0",
    )
    assert run(*words, "--semesters")[0] == 0
    assert sorted(p.name for p in out.iterdir()) == ["2025", "2025-semester-1", "truth.json"]
    code, _, said = run(*words, "--semesters")
    assert code == 2
    assert "Folder 2025-semester-1, 2025 sudah ada" in said

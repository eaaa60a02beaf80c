"""The command line: what it says and how it ends. No message is a traceback, none is English."""

from __future__ import annotations

import pytest

from pug_analysis.cli import _parameters, _years, main
from pug_analysis.errors import UsageError


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


def test_parameters_keep_their_types():
    given = _parameters(["margin=0.2", "nama=Bengkayang", "kode='007'", "tahun=2024"])
    assert given == {"margin": 0.2, "nama": "Bengkayang", "kode": "007", "tahun": 2024}


@pytest.mark.parametrize("pair", ["margin", "1x=2", "a b=3"])
def test_a_parameter_without_name_or_value_is_refused(pair):
    with pytest.raises(UsageError, match="NAMA=NILAI"):
        _parameters([pair])


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
    assert "'umum' tidak dikenal. Pilihan: pokja, internal, both" in said


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
    ("option", "value"), [("--truth", "gaib"), ("--truth", "null+gap"), ("--layout", "pdf")]
)
def test_sample_refuses_unknown_choices(run, tmp_path, option, value):
    code, _, said = run("sample", option, value, "--size", 60, "--out", tmp_path)
    assert code == 2
    assert "Pilihan simulasi tidak sah" in said
    assert not list(tmp_path.glob("2*"))


def test_a_word_that_is_no_command_is_wrong_usage(run):
    assert run("laporkan")[0] == 2

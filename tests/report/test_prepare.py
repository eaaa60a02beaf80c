"""Input made ready: what is left out is told, what is long goes into the log."""

from __future__ import annotations

from pug_analysis.config import Config
from pug_analysis.report.prepare import build_earlier_noted, build_noted
from pug_analysis.simulate import simulate, write_raw
from pug_analysis.terms.kalender import Periode


def test_what_is_left_out_is_told_on_the_screen(tmp_path, capsys):
    """Three earlier periods hold a file that nothing is known of; a folder of another name is none."""
    for name in ("2024", "2024-semester-1", "2025-semester-1", "2024-semester-3"):
        folder = tmp_path / "data" / "raw" / name
        folder.mkdir(parents=True)
        (folder / "a.csv").write_text("tidak dikenal\n", encoding="utf-8")
    earlier = build_earlier_noted(tmp_path, Periode(2025), config=Config())
    assert earlier.built == ()
    assert [p for p, _ in earlier.left_out] == [Periode(2024, 1), Periode(2024), Periode(2025, 1)]
    said = capsys.readouterr().err
    assert "Data semester I 2025 tidak dipakai." in said
    assert "Data 2024 tidak dipakai." in said


def test_the_long_tables_of_a_reading_go_into_the_log(tmp_path, capsys):
    regency = simulate(size=60, years=(2025,), seed=5)
    write_raw(regency, tmp_path / "data" / "raw", dirt=0.2, layout="csv", registers=False)
    build_noted(tmp_path, Periode(2025), config=Config())
    kept = tmp_path / ".pug" / "log" / "2025" / "bacaan.txt"
    assert kept.stat().st_mode & 0o777 == 0o600
    text = kept.read_text(encoding="utf-8")
    assert "Neraca baris 2025" in text
    assert "karantina" in text
    told = capsys.readouterr().out
    assert "Neraca" not in told
    assert len(told.splitlines()) <= 2

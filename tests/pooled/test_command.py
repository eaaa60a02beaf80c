"""The two commands on a workspace of files."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from pug_analysis.cli import app
from pug_analysis.errors import DataError, UsageError


def test_merge_writes_a_workspace_and_says_what_it_holds(pool, tmp_path):
    folders = [str(folder) for folder in pool.folders[:3]]
    done = CliRunner().invoke(
        app, ["merge", *folders, "--out", str(tmp_path / "p"), "--name", 'Provinsi "X"']
    )
    assert done.exit_code == 0, done.output
    assert "3 daerah" in done.output
    assert (tmp_path / "p/data/processed/2025/gabungan.json").is_file()
    assert 'kabupaten = "Provinsi \\"X\\""' in (tmp_path / "p/pug.toml").read_text(encoding="utf-8")


def test_wrong_use_is_refused(pool, tmp_path):
    (tmp_path / "berkas").write_text("")
    refused = CliRunner().invoke(
        app, ["merge", str(pool.folders[0]), "--out", str(tmp_path / "berkas")]
    )
    assert isinstance(refused.exception, UsageError)
    nowhere = CliRunner().invoke(app, ["export", "2025", "-w", str(tmp_path / "tidak-ada")])
    assert isinstance(nowhere.exception, DataError)
    with pytest.raises(DataError, match="belum ada"):
        CliRunner().invoke(app, ["export", "2025", "-w", str(tmp_path)], catch_exceptions=False)

"""pug.toml: defaults, what it changes, what it refuses."""

from __future__ import annotations

import os
import sys

import pytest

from pug_analysis.config import Config, read_config
from pug_analysis.errors import UsageError


def test_no_file_is_all_defaults(tmp_path):
    assert read_config(tmp_path) == Config()


def test_a_setting_is_read(tmp_path):
    (tmp_path / "pug.toml").write_text("[piramida]\nmargin = 0.2\n", encoding="utf-8")
    assert read_config(tmp_path).piramida.margin == 0.2


def test_a_target_is_set_by_level_and_none_by_default(tmp_path):
    assert read_config(tmp_path).target.jpt_pratama is None
    (tmp_path / "pug.toml").write_text("[target]\njpt_pratama = 0.30\n", encoding="utf-8")
    target = read_config(tmp_path).target
    assert (target.pengawas, target.administrator, target.jpt_pratama) == (None, None, 0.30)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[piramida]\nmargn = 0.2\n", r"piramida\.margn: setelan tidak dikenal"),
        ("[piramida]\nmargin = 'besar'\n", r"piramida\.margin: harus angka\."),
        ("[piramida]\nmargin = 2\n", r"piramida\.margin: harus angka antara 0 dan 1\."),
        ("[piramida]\nmargin = 0\n", r"piramida\.margin: harus angka antara 0 dan 1\."),
        ("[target]\njpt_pratama = 30\n", r"target\.jpt_pratama: harus angka antara 0 dan 1\."),
        ("[target]\neselon = 0.3\n", r"target\.eselon: setelan tidak dikenal"),
        ("[peta]\ntingkat_q = 0\n", r"peta\.tingkat_q: harus angka antara 0 dan 1\."),
        ("[peta]\ntahun_pensiun = 0\n", r"tahun_pensiun: harus lebih dari 0\."),
        ("[laporan]\nbatas_detik_per_sel = 0\n", r"sel: harus lebih dari 0\."),
        ("[laporan]\nbatas_detik_per_sel = 'x'\n", r"sel: harus bilangan bulat\."),
        ("[laporan]\nbatas_detik_per_sel = 1.5\n", r"sel: harus bilangan bulat\."),
        ("[profil]\nlabel_pria = 1\n", r"label_pria: harus teks di antara tanda kutip\."),
        ("[kohort]\nprogram_mulai = 'besok'\n", r"mulai: harus tanggal, misalnya 2024-01-31\."),
        ("[data]\nkedudukan_aktif_pns = 'Aktif'\n", r"pns: harus daftar, misalnya"),
        ("[data]\nkolom = 1\n", r"kolom: harus tabel bernama"),
        ("profil = 1\n", r"profil: harus bagian tersendiri"),
        ("[piramida\n", "tidak dapat dibaca sebagai TOML"),
    ],
)
def test_wrong_settings_are_refused_with_their_place(tmp_path, text, said):
    (tmp_path / "pug.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=said):
        read_config(tmp_path)


def test_settings_are_frozen():
    with pytest.raises(ValueError, match="frozen"):
        Config().piramida.margin = 0.5


def test_a_byte_order_mark_is_no_error(tmp_path):
    (tmp_path / "pug.toml").write_bytes(b"\xef\xbb\xbf[piramida]\r\nmargin = 0.2\r\n")
    assert read_config(tmp_path).piramida.margin == 0.2


def test_a_folder_named_like_the_file_is_refused(tmp_path):
    (tmp_path / "pug.toml").mkdir()
    with pytest.raises(UsageError, match=r"pug\.toml adalah folder"):
        read_config(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 100_000,
        "a = " + "{b=" * 50_000,
        "[" * 20_000,
        "a = " + "[" * 9000 + "]" * 9000,
    ],
)
def test_nested_brackets_are_refused_in_words(tmp_path, text):
    (tmp_path / "pug.toml").write_text(text)
    with pytest.raises(UsageError, match=r"pug\.toml (bersarang terlalu dalam|tidak dapat dibaca)"):
        read_config(tmp_path)


def test_settings_are_a_small_file(tmp_path):
    (tmp_path / "pug.toml").write_bytes(b"#" * 2**21)
    with pytest.raises(UsageError, match="lebih dari 1 MB"):
        read_config(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes and devices")
@pytest.mark.parametrize("target", ["/dev/zero", "tidak-ada", "pipe"])
def test_settings_that_are_no_file_are_refused_unread(tmp_path, target):
    path = tmp_path / "pug.toml"
    if target == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(target)
    with pytest.raises(UsageError, match="harus berkas teks biasa"):
        read_config(tmp_path)

"""pug.toml: defaults, what it changes, what it refuses."""

from __future__ import annotations

import pytest

from pug_analysis.config import Config, read_config
from pug_analysis.errors import UsageError


def test_no_file_is_all_defaults(tmp_path):
    assert read_config(tmp_path) == Config()


def test_a_setting_is_read(tmp_path):
    (tmp_path / "pug.toml").write_text("[piramida]\nmargin = 0.2\n", encoding="utf-8")
    assert read_config(tmp_path).piramida.margin == 0.2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[piramida]\nmargn = 0.2\n", r"piramida\.margn: setelan tidak dikenal"),
        ("[piramida]\nmargin = 'besar'\n", r"piramida\.margin"),
        ("[piramida]\nmargin = 2\n", r"piramida\.margin"),
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

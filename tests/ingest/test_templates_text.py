"""The words that all templates share say what reading does."""

from __future__ import annotations

import re

from pug_analysis.ingest.templates_text import PRIVATE, RULES


def test_each_rule_is_whole_sentences_and_asks_for_the_folder_once():
    for rule in (*RULES, PRIVATE):
        assert rule[0].isupper()
        assert rule.endswith(".")
        assert "  " not in rule
    asked = [place for rule in RULES for place in re.findall(r"{(\w+)}", rule)]
    assert asked == ["tahun"]
    assert "data/raw/2025/." in " ".join(RULES).format(tahun=2025)


def test_they_name_the_sheets_and_what_becomes_of_bad_rows():
    said = " ".join(RULES)
    assert all(f"'{sheet}'" in said for sheet in ("Data", "Contoh", "Daftar"))
    assert "karantina.xlsx" in said
    assert "desimal memakai koma" in said
    assert "NIP" in PRIVATE
    assert "program membuangnya" in PRIVATE

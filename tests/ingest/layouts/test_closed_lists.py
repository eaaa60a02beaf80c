"""Closed lists: any case and spacing, and nothing else."""

from __future__ import annotations

import pytest

from pug_analysis.ingest.layouts.closed_lists import WORDS, parse_word
from pug_analysis.terms import pug
from pug_analysis.terms.temuan import TEMUAN

LISTS = {
    "tingkat": tuple(pug.TINGKAT), "jenis_sk": pug.JENIS_SK, "arah": pug.ARAH,
    "jenis_kegiatan": pug.JENIS_KEGIATAN, "agenda": pug.AGENDA_LATSAR,
}  # fmt: skip


@pytest.mark.parametrize(("name", "word"), [(n, w) for n, ws in LISTS.items() for w in ws])
def test_case_and_spaces_do_not_matter(name, word):
    for text in (word, word.upper(), word.lower(), f"  {word.replace(' ', '  ')}\u00a0"):
        found, codes = parse_word(text, WORDS[name])
        assert found == word
        assert not set(codes) - {"TEKS-TERSEMBUNYI"}


@pytest.mark.parametrize("name", LISTS)
def test_unknown_words_get_the_list_of_allowed_ones(name):
    found, codes = parse_word("Entah apa", WORDS[name])
    assert found == ""
    finding = TEMUAN[codes[0]]
    assert finding.tindakan == "karantina"
    assert all(word in finding.saran for word in LISTS[name])


def test_no_two_words_share_a_key():
    for name, words in LISTS.items():
        assert set(WORDS[name].by_key.values()) == set(words)


def test_levels_by_number_and_by_label():
    for text in ("2", "Level 2", "L 2", "level2: PPRG", 2):
        assert parse_word(text, WORDS["tingkat"])[0] == "L2"
    assert parse_word("IV", WORDS["agenda"]) == ("", ["AGENDA-TAK-DIKENAL"])
    assert parse_word("-", WORDS["arah"]) == ("", ["TEKS-NULL"])

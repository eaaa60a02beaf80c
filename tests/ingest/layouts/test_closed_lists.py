"""Closed lists: any case and spacing, and nothing else."""

from __future__ import annotations

import pytest

from pug_analysis.ingest.declare.columns import words
from pug_analysis.ingest.layouts.closed_lists import by_key, parse_word, parse_words
from pug_analysis.ingest.registers import REGISTERS
from pug_analysis.terms import pug
from pug_analysis.terms.temuan import TEMUAN

LISTS = {
    "tingkat": tuple(pug.TINGKAT), "jenis_sk": pug.JENIS_SK, "arah": pug.ARAH,
    "jenis_kegiatan": pug.JENIS_KEGIATAN, "agenda": pug.AGENDA_LATSAR,
}  # fmt: skip

WORDS = {
    name: REGISTERS[table].column(column).words
    for name, table, column in (
        ("tingkat", "pelatihan_pug", "tingkat"), ("jenis_sk", "sk_pug", "jenis"),
        ("jenis_kegiatan", "kegiatan_pug", "jenis"), ("agenda", "kegiatan_pug", "agenda_latsar"),
        ("arah", "rencana_aksi", "arah"),
    )
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
    for name, known in LISTS.items():
        assert set(by_key(WORDS[name]).values()) == set(known)


def test_levels_by_number_and_by_label():
    for text in ("2", "Level 2", "L 2", "level2: PPRG", 2):
        assert parse_word(text, WORDS["tingkat"])[0] == "L2"
    assert parse_word("IV", WORDS["agenda"]) == ("", ["AGENDA-TAK-DIKENAL"])
    assert parse_word("-", WORDS["arah"]) == ("", ["TEKS-NULL"])


@pytest.mark.parametrize(
    ("text", "found", "codes"),
    [
        ("Pokja", "Pokja", []),
        ("ppkg;pokja;", "", ["PILIHAN-TAK-DIKENAL"]),
        (" PPRG ;\nPOKJA; pprg", "Pokja; PPRG", []),
        ("", "", []),
        ("-", "", ["TEKS-NULL"]),
    ],
)
def test_several_words_in_one_cell(text, found, codes):
    """In the order of the list, each once; one unknown word makes the cell unknown."""
    assert parse_words(text, words(["Pokja", "RAD", "PPRG"]))[0] == found
    told = parse_words(text, words(["Pokja", "RAD", "PPRG"]))[1]
    assert [code for code in told if code != "TEKS-TERSEMBUNYI"] == codes

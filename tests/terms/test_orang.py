"""Words of names are told from words of offices."""

from __future__ import annotations

from pug_analysis.terms import orang


def test_a_text_is_taken_apart_into_words():
    assert orang.words(" budi  sari\nbudi ") == {"budi", "sari"}


def test_no_word_is_of_people_and_of_offices_at_once():
    assert not orang.NAMA_LAZIM & orang.KANTOR
    assert {"drg", "hj"} <= orang.GELAR_DEPAN

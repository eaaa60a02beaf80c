from __future__ import annotations

from pug_analysis.simulate.people.titles import JF_NAMES, TITLE_CODE, TITLES
from pug_analysis.terms.jabatan import JF_GURU, JF_KESEHATAN


def test_titles_are_distinct_and_coded_by_place():
    assert len(set(TITLES)) == len(TITLES)
    assert all(TITLES[code] == title for title, code in TITLE_CODE.items())


def test_functional_names_belong_to_their_family():
    for names in JF_NAMES[0]:
        assert all(n.upper().startswith(JF_GURU) for n in names)
    for names in JF_NAMES[1]:
        assert all(n.upper().startswith(JF_KESEHATAN) for n in names)
    for names in JF_NAMES[2]:
        assert not any(n.upper().startswith((*JF_GURU, *JF_KESEHATAN)) for n in names)


def test_words_that_mislead_are_among_the_functional_names():
    names = [n for pair in JF_NAMES for group in pair for n in group]
    assert any(n.startswith("Pengawas") for n in names)
    assert any(n.startswith("Administrator") for n in names)

from __future__ import annotations

from pug_analysis.simulate.people.units import (
    KECAMATAN,
    OFFICES,
    POSTS,
    UNITS,
    WORKPLACES,
    siasn_unit,
)
from pug_analysis.terms.jabatan import ESELON, JENJANG_OF_ESELON


def test_a_regency_of_17_kecamatan():
    assert len(KECAMATAN) == 17
    assert len(OFFICES) == len(set(OFFICES))
    assert 35 <= len(OFFICES) <= 50


def test_every_path_ends_in_an_office_and_the_government():
    for unit in UNITS:
        parts = siasn_unit(unit).split(" - ")
        assert parts[-1] == "PEMERINTAH KABUPATEN BENGKAYANG"
        assert parts[-2] in OFFICES


def test_posts_have_the_eselon_of_their_level():
    levels = ("Pengawas", "Pengawas", "Administrator", "JPT Pratama")
    for group, level in zip(POSTS, levels, strict=True):
        assert {JENJANG_OF_ESELON[ESELON[p[2]]] for p in group} == {level}
        assert len({p[:2] for p in group}) == len(group)


def test_every_family_has_places_of_work():
    assert len(WORKPLACES) == 3
    assert all(places for places in WORKPLACES)

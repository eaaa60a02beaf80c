"""Three editions, of which one shows exact counts."""

from __future__ import annotations

from pug_analysis.release.disclosure import is_protected
from pug_analysis.terms.edisi import EDITIONS, OPEN


def test_the_editions_by_name():
    assert EDITIONS == ("pokja", "publik", "internal")


def test_one_edition_alone_is_not_protected():
    assert [one for one in EDITIONS if not is_protected(one)] == [OPEN]

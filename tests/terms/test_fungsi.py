"""Words of titles by which the work of a post is told."""

from __future__ import annotations

import re

import pytest

from pug_analysis.terms import fungsi
from pug_analysis.terms.pug import FUNGSI


def test_every_work_but_the_rest_has_words():
    assert set(fungsi.FUNGSI_KATA) <= set(FUNGSI)
    assert FUNGSI[-1] not in fungsi.FUNGSI_KATA


@pytest.mark.parametrize(
    ("title", "counsel"),
    [("STAF AHLI BUPATI", True), ("ASISTEN PEMERINTAHAN", True), ("ASISTEN APOTEKER", False)],
)
def test_who_gives_counsel(title, counsel):
    assert bool(re.search(fungsi.PENASIHAT, title)) is counsel

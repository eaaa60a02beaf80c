from __future__ import annotations

import pytest

from pug_analysis.pages.kohort import banding_show
from pug_analysis.pages.pelatihan import laju_show
from pug_analysis.pages.ringkasan import putusan_show as putusan


@pytest.mark.parametrize("words", [banding_show.PUTUSAN_KOHORT, laju_show.PUTUSAN_LAJU])
def test_every_verdict_of_a_page_has_its_word(words):
    assert set(words.values()) <= set(putusan.VERDICTS)


def test_only_a_gap_is_called_a_gap():
    gaps = {word for word, verdict in putusan.VERDICTS.items() if verdict == putusan.GAP}
    assert gaps == {banding_show.PUTUSAN_KOHORT["gap"], laju_show.PUTUSAN_LAJU["gap"]}


def test_every_question_has_a_step_for_want_of_data_and_of_cases():
    assert sorted(putusan.LANGKAH) == [1, 2, 3, 4, 5]
    for steps in putusan.LANGKAH.values():
        assert {putusan.NO_DATA, putusan.FEW} <= set(steps)

"""What a page shows carries its mark, and escapes what is put into it."""

from __future__ import annotations

import pytest

from pug_analysis.pages.kualitas import kualitas_show
from pug_analysis.pages.piramida import jenjang_show
from pug_analysis.pages.profil import profil, profil_show
from pug_analysis.release.display import MIME


@pytest.fixture
def lines(tiny):
    return profil.profile_table(tiny)


def test_released_things_carry_their_mark(lines, tiny_data):
    bundle = profil_show.tabel_4_1(lines, tiny_data)._repr_mimebundle_()
    assert set(bundle) == {"text/html", MIME}


@pytest.mark.parametrize("box", [profil_show.cara_tabel, profil_show.cara_piramida, jenjang_show.cara_tangga,
                                 jenjang_show.cara_indeks, kualitas_show.cara_neraca])  # fmt: skip
def test_reading_boxes(box):
    assert "Cara membaca." in box().html

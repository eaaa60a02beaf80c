"""Pictures are small, without metadata, and told in words."""

from __future__ import annotations

import base64
import io

from PIL import Image

from pug_analysis.pages.piramida import jenjang, jenjang_show, nasional
from pug_analysis.pages.profil import profil, profil_show
from pug_analysis.release.display import Released


def picture(part: Released) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(part.payload["png"])))


def test_figures_are_small_pictures_with_their_finding_in_words(tiny, tiny_data):
    levels = jenjang.ladder(tiny)
    figures = (
        profil_show.gambar_usia(profil.age_pyramid(tiny), tiny_data),
        jenjang_show.gambar_piramida(levels, tiny_data),
        jenjang_show.gambar_tangga(levels, nasional.national_ladder(), tiny_data),
    )
    for figure in figures:
        assert 20 <= len(figure.payload["alt"]) <= 300
        assert len(base64.b64decode(figure.payload["png"])) < 40_000
        assert not picture(figure).info
    assert "20 ASN" in figures[0].payload["alt"]
    assert "JPT Pratama 50,0%" in figures[2].payload["alt"]

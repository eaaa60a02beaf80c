"""What a page shows carries its mark, and escapes what is put into it."""

from __future__ import annotations

import pytest

from pug_analysis.pages.kualitas import kualitas_show
from pug_analysis.pages.piramida import jenjang_show
from pug_analysis.pages.profil import profil, profil_show
from pug_analysis.release.display import (
    MIME,
    Several,
    headline,
    reading,
    template,
    text,
    warning,
)


@pytest.fixture
def lines(tiny):
    return profil.profile_table(tiny)


def test_released_things_carry_their_mark(lines, tiny_data):
    bundle = profil_show.tabel_4_1(lines, tiny_data)._repr_mimebundle_()
    assert set(bundle) == {"text/html", MIME}


@pytest.mark.parametrize("box", [profil_show.cara_tabel, profil_show.cara_piramida, jenjang_show.cara_tangga,
                                 jenjang_show.cara_indeks_langit, kualitas_show.cara_neraca])  # fmt: skip
def test_reading_boxes(box):
    assert "Cara membaca." in box().html


@pytest.mark.parametrize("box", [text, reading, warning])
def test_what_is_put_into_a_box_is_escaped_and_kept_in_order(box):
    part = box("satu <script>", "dua & tiga")
    assert "<script>" not in part.html
    assert part.html.index("satu &lt;script&gt;") < part.html.index("dua &amp; tiga")
    assert part.payload == {"kind": "text"}


def test_a_key_figure_is_a_card():
    part = headline("Wanita", "60,0%", "12 dari 20")
    assert part.payload == {
        "kind": "headline", "label": "Wanita", "value": "60,0%", "note": "12 dari 20",
    }  # fmt: skip
    assert all(said in part.html for said in ("Wanita", "60,0%", "12 dari 20"))


def test_several_things_are_shown_one_after_the_other(monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", shown.append)
    parts = (text("a"), text("b"))
    Several(parts)._ipython_display_()
    assert shown == list(parts)


def test_a_template_escapes_and_is_read_once():
    assert template("text.html.j2") is template("text.html.j2")
    assert "&lt;b&gt;" in template("text.html.j2").render(paragraphs=["<b>"])

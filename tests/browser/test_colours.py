"""The sexes stay apart for every eye and on every printer: colour, line or hatch, and a word.

Simulated colour blindness: Machado, Oliveira and Fernandes (2009), severity 1.0, in linear RGB.
Contrast: WCAG 2.2, 1.4.11 asks for 3:1. Distance: CIE76 in CIELAB, computed here by hand.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pug_analysis.release import figures

MACHADO = {
    "none": np.eye(3),
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}  # fmt: skip
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
SEXES = pd.DataFrame(
    {"jenis_kelamin": list("LLPP"), "tahun": [1, 2, 1, 2], "estimate": [0.2, 0.5, 0.1, 0.3],
     "conf_low": [0.1, 0.4, 0.05, 0.2], "conf_high": [0.3, 0.6, 0.2, 0.4]}
)  # fmt: skip


def linear(colour: str) -> np.ndarray:
    levels = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4)


def lab(light: np.ndarray) -> np.ndarray:
    ratio = TO_XYZ @ light / (TO_XYZ @ np.ones(3))
    x, y, z = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def distance(one: str, other: str, eye: str) -> float:
    seen = [np.clip(np.array(MACHADO[eye]) @ linear(c), 0, 1) for c in (one, other)]
    return float(np.linalg.norm(lab(seen[0]) - lab(seen[1])))


def test_the_distance_of_white_and_black_is_100_by_hand():
    assert distance("#FFFFFF", "#000000", "none") == pytest.approx(100)


@pytest.mark.parametrize("colour", [figures.WARNA_PRIA, figures.WARNA_WANITA, figures.WARNA_NETRAL])
def test_every_colour_has_three_to_one_contrast_to_white(colour):
    assert 1.05 / (TO_XYZ[1] @ linear(colour) + 0.05) >= 3


@pytest.mark.parametrize("eye", MACHADO)
def test_the_sexes_stay_far_apart_for_every_eye(eye):
    assert distance(figures.WARNA_PRIA, figures.WARNA_WANITA, eye) >= 40


def test_lines_of_the_sexes_differ_in_dash_and_marker_and_are_named_beside_the_line():
    with figures.canvas() as (_, ax):
        figures.plot_incidence(
            SEXES, group="jenis_kelamin", labels={"L": "Pria", "P": "Wanita"}, ax=ax, xlabel="Tahun"
        )
        men, women = (line for line in ax.lines if len(line.get_xdata()) == 2)
        assert (men.get_color(), women.get_color()) == (figures.WARNA_PRIA, figures.WARNA_WANITA)
        assert men.get_linestyle() != women.get_linestyle()
        assert men.get_marker() != women.get_marker()
        names = {text.get_text().split()[0]: text.get_color() for text in ax.texts}
    assert names == {"Pria": figures.WARNA_PRIA, "Wanita": figures.WARNA_WANITA}


def test_bars_of_the_sexes_differ_in_hatch_and_are_named():
    ages = pd.DataFrame({"usia": ["20-24", "25-29"], "pria": [3, 4], "wanita": [5, 6]})
    with figures.canvas() as (_, ax):
        figures.plot_population_pyramid(ages, group="usia", labels=("Pria", "Wanita"), ax=ax)
        assert len({bar.get_hatch() for bar in ax.patches}) == 2
        assert {"Pria", "Wanita"} <= {text.get_text() for text in ax.texts}


def test_the_published_picture_keeps_the_colours_of_the_sexes_exactly():
    import base64
    import io

    from PIL import Image

    with figures.canvas() as (figure, ax):
        figures.plot_incidence(
            SEXES, group="jenis_kelamin", labels={"L": "Pria", "P": "Wanita"}, ax=ax, xlabel="Tahun"
        )
        released = figures.release_figure(figure, name="g", title="G", alt="Pria dan wanita, uji.")
    picture = Image.open(io.BytesIO(base64.b64decode(released.payload["png"]))).convert("RGB")
    colours = {"#{:02X}{:02X}{:02X}".format(*rgb) for _, rgb in picture.getcolors()}
    assert {figures.WARNA_PRIA, figures.WARNA_WANITA, "#FFFFFF"} <= colours
    assert len(colours) <= 16

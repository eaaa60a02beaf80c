"""What is drawn is read off the axes."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.pages.ringkasan import bentuk_show as bentuk
from pug_analysis.release.figures import canvas

NAN = float("nan")


def words(ax):
    return [text.get_text() for text in ax.texts]


def points(ax, marker):
    (line,) = [one for one in ax.lines if one.get_marker() == marker]
    return [(float(x), float(y)) for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)]


def test_shares_from_the_top_with_their_value():
    table = pd.DataFrame(
        {"baris": ["Pemegang", "Diangkat"], "estimate": [0.316, 0.25], "conf_low": [NAN, 0.1],
         "conf_high": [NAN, 0.5]}
    )  # fmt: skip
    with canvas() as (_, ax):
        bentuk.plot_shares(table, ax=ax)
        assert points(ax, "o") == [(0.316, 0.0), (0.25, 1.0)]
        assert words(ax) == ["31,6%", "25,0%"]
        assert [label.get_text() for label in ax.get_yticklabels()] == ["Pemegang", "Diangkat"]
        bottom, top = ax.get_ylim()
        assert bottom > top


def test_women_for_every_hundred_men_beside_the_line_of_equals():
    table = pd.DataFrame(
        {"baris": ["semua", "sebelum"], "estimate": [0.6, 4.0], "conf_low": [0.4, 1.0],
         "conf_high": [0.9, 16.0]}
    )  # fmt: skip
    with canvas() as (_, ax):
        bentuk.plot_hundred(table, ax=ax)
        assert words(ax) == ["60", "400", "100 pria"]
        assert points(ax, "o") == [(0.6, 0.0), (2.5, 1.0)]
        assert ax.lines[-1].get_xdata()[0] == 1


@pytest.mark.parametrize(("men", "women"), [(0.46, 0.35), (0.35, 0.46)])
def test_lines_of_both_sexes_with_the_higher_value_written_above(men, women):
    table = pd.DataFrame({"tahun": [10.0, 15.0], "pria": [0.2, men], "wanita": [0.2, women]})
    with canvas() as (_, ax):
        bentuk.plot_lines(table, ax=ax)
        assert points(ax, "s") == [(10.0, 0.2), (15.0, men)]
        assert points(ax, "o") == [(10.0, 0.2), (15.0, women)]
        assert {"Pria", "Wanita", "46%", "35%"} <= set(words(ax))
        heights = {t.get_text(): t.xyann[1] for t in ax.texts}
        assert heights["46%"] > 0 > heights["35%"]


def test_women_appointed_beside_those_expected_with_flags():
    table = pd.DataFrame(
        {"baris": ["Dinas A", "Badan B"], "estimate": [4.0, 12.0], "harapan": [13.1, 12.5],
         "ditandai": [True, False]}
    )  # fmt: skip
    with canvas() as (_, ax):
        bentuk.plot_expected(table, ax=ax)
        assert points(ax, "D") == [(4.0, 0.0)]
        assert points(ax, "o") == [(12.0, 1.0)]
        assert points(ax, "|") == [(13.1, 0.0), (12.5, 1.0)]
        legend = [text.get_text() for text in ax.get_legend().get_texts()]
        assert legend == ["diharapkan", "diangkat", "diangkat, ditandai"]

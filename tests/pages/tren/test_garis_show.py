"""Lines over time: what is drawn is what the table says, read off the axes."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.pages.tren.garis_show import (
    STYLES,
    explain_marks,
    plot_share_over_time,
    plot_slopes,
)
from pug_analysis.release.figures import WARNA_NETRAL, WARNA_WANITA, canvas


@pytest.fixture
def ax():
    with canvas() as (_, axes):
        yield axes


#: Two years with their halves between them; the first half year has no share.
LINES = pd.DataFrame(
    {"x": [2023.0, 2023.5, 2024.0, 2024.5, 2025.0], "tahunan": [True, False, True, False, True],
     "label": ["2023", "S1", "2024", "S1", "2025"], "share_wanita": [0.3, float("nan"), 0.35, 0.36, 0.4]}
)  # fmt: skip
PANEL = {"title": "Judul", "subtitle": "n = 40", "top": 0.6}


def test_years_are_joined_and_halves_stand_between_them(ax):
    plot_share_over_time(LINES, **PANEL, reference=0.37, fitted=(0.3, 0.41), ax=ax)
    nation, straight, yearly, between = ax.lines
    assert nation.get_ydata()[0] == 0.37
    assert (nation.get_color(), nation.get_linestyle()) == (WARNA_NETRAL, "--")
    assert straight.get_xdata().tolist() == [2023.0, 2025.0]
    assert list(straight.get_ydata()) == [0.3, 0.41]
    assert yearly.get_ydata().tolist() == [0.3, 0.35, 0.4]
    assert between.get_xdata().tolist() == [2024.5]
    assert (between.get_linewidth(), between.get_markerfacecolor()) == (0, "white")
    assert yearly.get_color() == between.get_color() == WARNA_WANITA
    # the first and the last value are written, away from the national line
    texts = {text.get_text(): text for text in ax.texts}
    assert set(texts) == {"n = 40", "30,0%", "40,0%"}
    assert texts["30,0%"].xyann[1] < 0 < texts["40,0%"].xyann[1]
    assert texts["40,0%"].xy == (2025.0, 0.4)
    assert ax.get_xticks().tolist() == [2023.0, 2024.0, 2025.0]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["2023", "2024", "2025"]
    assert ax.get_ylim() == (0, 0.6)
    assert ax.get_title(loc="left") == "Judul"
    assert ax.yaxis.get_major_formatter()(0.5, 0) == "50%"


def test_without_nation_and_slope_there_are_two_lines_alone(ax):
    plot_share_over_time(LINES, **PANEL, reference=None, fitted=None, ax=ax)
    assert len(ax.lines) == 2
    assert all(text.xyann[1] > 0 for text in ax.texts if "%" in text.get_text())


def test_nothing_known_draws_no_value(ax):
    none = LINES.assign(share_wanita=float("nan"))
    plot_share_over_time(none, **PANEL, reference=None, fitted=None, ax=ax)
    assert [text.get_text() for text in ax.texts] == ["n = 40"]


def test_levels_are_joined_from_the_first_to_the_last_period(ax):
    table = pd.DataFrame(
        {"label": ["JF", "Pengawas"], "awal": [0.6, 0.2], "akhir": [0.5, 0.3], "n_awal": ["1.000", "40"],
         "n_akhir": ["1.200", "50"]}
    )  # fmt: skip
    plot_slopes(table, names=("2020", "2025"), ax=ax)
    assert [list(line.get_ydata()) for line in ax.lines[:2]] == [[0.6, 0.5], [0.2, 0.3]]
    assert [line.get_color() for line in ax.lines[:2]] == [style[0] for style in STYLES[:2]]
    written = [text.get_text() for text in ax.texts]
    assert written == [
        "60,0% (n = 1.000)", "20,0% (n = 40)", "JF 50,0% (n = 1.200)", "Pengawas 30,0% (n = 50)",
    ]  # fmt: skip
    assert [text.get_ha() for text in ax.texts] == ["right", "right", "left", "left"]
    assert [text.get_position()[1] for text in ax.texts] == pytest.approx([0.6, 0.2, 0.5, 0.3])
    assert [text.get_position()[0] for text in ax.texts] == pytest.approx([-0.03] * 2 + [1.03] * 2)
    assert ax.get_ylim() == (0, pytest.approx(0.72))
    assert [label.get_text() for label in ax.get_xticklabels()] == ["2020", "2025"]


@pytest.mark.parametrize(
    ("between", "fitted", "marks"),
    [(None, False, ["31 Desember", "Indonesia, menurut\ntahunnya"]),
     ("30 Juni", True, ["31 Desember", "30 Juni", "Garis kuadrat terkecil", "Indonesia, menurut\ntahunnya"])],
)  # fmt: skip
def test_marks_are_explained_where_they_are_drawn(ax, between, fitted, marks):
    explain_marks(ax, yearly="31 Desember", between=between, fitted=fitted)
    assert [text.get_text() for text in ax.get_legend().get_texts()] == marks

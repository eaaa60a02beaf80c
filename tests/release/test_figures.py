"""What is drawn is what the table says: bars, lines, intervals and their labels are read off the axes."""

from __future__ import annotations

import base64
import io

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from PIL import Image

from pug_analysis.pages.piramida import jenjang, jenjang_show, nasional
from pug_analysis.pages.profil import profil, profil_show
from pug_analysis.release.display import Released
from pug_analysis.release.figures import (
    WARNA_NETRAL,
    WARNA_PRIA,
    WARNA_WANITA,
    canvas,
    plot_incidence,
    plot_population_pyramid,
    plot_ratios,
    plot_share_ladder,
    plot_target,
    release_figure,
)


def picture(part: Released) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(part.payload["png"])))


@pytest.fixture
def ax():
    with canvas() as (_, axes):
        yield axes


def written(ax) -> list[str]:
    """Texts on the axes that are not those of the axes themselves."""
    return [text.get_text() for text in ax.texts]


def segments(ax, place: int = 0) -> list[list[list[float]]]:
    """Lines from one end of an interval to the other."""
    return [part.tolist() for part in ax.collections[place].get_segments()]


def labels(axis) -> list[str]:
    return [axis.get_major_formatter()(tick, 0) for tick in axis.get_majorticklocs()]


def colour(artist) -> str:
    return to_hex(artist).upper()


# --- released
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


def test_a_picture_keeps_the_colours_that_carry_meaning_and_its_size():
    with canvas(width=3, height=2) as (figure, ax):
        for place, one in enumerate((WARNA_PRIA, WARNA_WANITA, WARNA_NETRAL)):
            ax.axvspan(place, place + 1, color=one)
        part = release_figure(figure, name="x", title="Judul", alt="Uraian", notes=("Sumber: y",))
    small = picture(part)
    assert small.size == (3 * 140, 2 * 140)
    found = {"#{:02X}{:02X}{:02X}".format(*c) for _, c in small.convert("RGB").getcolors()}
    assert {WARNA_PRIA, WARNA_WANITA, WARNA_NETRAL, "#FFFFFF"} <= found
    assert len(found) <= 16
    assert {k: part.payload[k] for k in ("kind", "name", "title", "alt")} == {
        "kind": "figure", "name": "x", "title": "Judul", "alt": "Uraian",
    }  # fmt: skip
    for said in ("Judul", 'alt="Uraian"', "Sumber: y", 'width="420"', 'height="280"'):
        assert said in part.html


# --- population pyramid
def test_men_stand_to_the_left_and_women_to_the_right(ax):
    table = pd.DataFrame({"usia": ["< 30", "30-39"], "pria": [1200, 40], "wanita": [80, 1000]})
    plot_population_pyramid(table, group="usia", labels=("Laki-laki", "Perempuan"), ax=ax)
    men, women = ax.containers
    # the first row is drawn lowest
    assert [label.get_text() for label in ax.get_yticklabels()] == ["30-39", "< 30"]
    assert [bar.get_width() for bar in men] == [-40, -1200]
    assert [bar.get_width() for bar in women] == [1000, 80]
    assert {colour(bar.get_facecolor()) for bar in men} == {WARNA_PRIA}
    assert {colour(bar.get_facecolor()) for bar in women} == {WARNA_WANITA}
    assert {bar.get_hatch() for bar in men} == {None}
    assert {bar.get_hatch() for bar in women} == {"////"}
    assert sorted(written(ax)) == ["1.000", "1.200", "40", "80", "Laki-laki", "Perempuan"]
    at = {text.get_text(): text for text in ax.texts}
    assert (at["40"].get_ha(), at["1.000"].get_ha()) == ("right", "left")
    assert at["40"].xy == (-40, 0)
    assert at["80"].xy == (80, 1)
    assert at["Laki-laki"].get_position()[0] < 0.5 < at["Perempuan"].get_position()[0]
    assert (colour(at["Laki-laki"].get_color()), colour(at["Perempuan"].get_color())) == (WARNA_PRIA, WARNA_WANITA)  # fmt: skip
    assert ax.get_xlim() == (-1440, 1440)
    assert ax.xaxis.get_major_formatter()(-1200, 0) == "1.200"
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("Jumlah pegawai", "")


def test_a_pyramid_of_nobody_can_be_drawn(ax):
    plot_population_pyramid(
        pd.DataFrame({"usia": ["x"], "pria": [0], "wanita": [0]}),
        group="usia", labels=("L", "P"), ax=ax,
    )  # fmt: skip
    assert ax.get_xlim() == (-1.2, 1.2)


# --- ladder of shares
def test_each_level_has_its_share_with_its_interval(ax):
    table = pd.DataFrame(
        {"seri": ["A", "A", "B", "B"], "tingkat": [0, 1, 0, 1], "share_wanita": [0.6, 0.4, 0.5, np.nan],
         "conf_low": [0.5, 0.3, 0.45, np.nan], "conf_high": [0.7, 0.5, 0.55, np.nan]}
    )  # fmt: skip
    reference = pd.DataFrame({"tingkat": [0, 1], "share_wanita": [0.55, 0.35]})
    plot_share_ladder(table, series="seri", levels=["Bawah", "Atas"], reference=reference, ax=ax)
    first, second, country = ax.lines[:3]
    assert first.get_xdata().tolist() == [0.6, 0.4]
    assert first.get_ydata().tolist() == pytest.approx([-0.24, 0.76])
    assert second.get_ydata().tolist() == [0, 1]
    assert country.get_xdata().tolist() == [0.55, 0.35]
    assert country.get_ydata().tolist() == pytest.approx([0.24, 1.24])
    assert segments(ax)[0] == [[0.5, pytest.approx(-0.24)], [0.7, pytest.approx(-0.24)]]
    assert segments(ax, 1)[0] == [[0.45, 0], [0.55, 0]]
    # a share that is missing is not written
    assert written(ax) == ["60,0%", "40,0%", "50,0%", "55,0%", "35,0%"]
    assert [text.xy[0] for text in ax.texts] == [0.7, 0.5, 0.55, 0.55, 0.35]
    assert [one.get_text() for one in ax.get_legend().get_texts()] == ["A", "B", "Indonesia 2022"]
    assert [one.get_marker() for one in (first, second, country)] == ["o", "s", "D"]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Bawah", "Atas"]
    assert (ax.get_xlim(), ax.get_ylim()) == ((0, 1), (-0.55, 1.55))
    assert [line.get_xdata()[0] for line in ax.lines[3:4]] == [0.5]
    assert [line.get_ydata()[0] for line in ax.lines[4:]] == [0.5]
    assert labels(ax.xaxis)[2] == "40%"


def test_without_a_reference_there_is_none(ax):
    table = pd.DataFrame(
        {
            "seri": ["A"],
            "tingkat": [0],
            "share_wanita": [0.6],
            "conf_low": [0.5],
            "conf_high": [0.7],
        }
    )
    plot_share_ladder(table, series="seri", levels=["x"], reference=None, ax=ax)
    assert [one.get_text() for one in ax.get_legend().get_texts()] == ["A"]


# --- incidence
@pytest.mark.parametrize(("women", "men", "up"), [(0.3, 0.5, "Pria"), (0.5, 0.3, "Wanita")])
def test_curves_of_both_sexes_end_in_their_names(ax, women, men, up):
    rows = [(sex, year, share * year / 10, share * year / 10 - 0.05, share * year / 10 + 0.05)
            for sex, share in (("L", men), ("P", women)) for year in (5, 10)]  # fmt: skip
    table = pd.DataFrame(rows, columns=["jk", "tahun", "estimate", "conf_low", "conf_high"])
    names = {"L": "Pria", "P": "Wanita"}
    plot_incidence(table, group="jk", labels=names, ax=ax, xlabel="Tahun")
    man, woman = ax.lines
    assert man.get_ydata().tolist() == pytest.approx([men / 2, men])
    assert woman.get_xdata().tolist() == [5, 10]
    assert (man.get_color(), woman.get_color()) == (WARNA_PRIA, WARNA_WANITA)
    assert (man.get_linestyle(), woman.get_linestyle()) == ("--", "-")
    assert (man.get_marker(), woman.get_marker()) == ("s", "o")
    bands = [part.get_paths()[0].get_extents() for part in ax.collections]
    assert (bands[0].y0, bands[0].y1) == pytest.approx((men / 2 - 0.05, men + 0.05))
    assert written(ax) == [f"Pria {100 * men:.0f}%", f"Wanita {100 * women:.0f}%"]
    for text, share in zip(ax.texts, (men, women), strict=True):
        assert text.xy == pytest.approx((10, share))
        # the higher one goes up, the other one down
        assert (text.xyann[1] > 0) is text.get_text().startswith(up)
    assert (ax.get_xlim(), ax.get_ylim()) == ((0, pytest.approx(12.2)), (0, 1))
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("Tahun", "Sudah mencapai")
    assert labels(ax.yaxis)[-1] == "100%"
    assert all(tick == int(tick) for tick in ax.xaxis.get_majorticklocs())


def test_a_sex_without_a_curve_has_no_name(ax):
    table = pd.DataFrame(
        {"jk": ["P"], "tahun": [4], "estimate": [0.2], "conf_low": [0.1], "conf_high": [0.3]}
    )
    plot_incidence(table, group="jk", labels={"L": "Pria", "P": "Wanita"}, ax=ax, xlabel="x")
    assert written(ax) == ["Wanita 20%"]
    plot_incidence(table.iloc[:0], group="jk", labels={"P": "Wanita"}, ax=ax, xlabel="x")
    assert ax.get_xlim()[1] == pytest.approx(1.22)


# --- ratios
STYLES = {"kasar": (WARNA_NETRAL, "s", ":"), "setara": (WARNA_WANITA, "o", "-")}


def ratios(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["nama", "cara", "hazard_ratio", "conf_low", "conf_high"])


def test_ratios_stand_under_one_another_on_a_scale_of_factors(ax):
    table = ratios(
        ("PKP", "kasar", 0.8, 0.6, 1.1), ("PKA", "kasar", 1.5, 1.0, 6.0), ("PKP", "setara", 0.9, 0.7, 1.2),
        ("PKA", "setara", 1.25, 0.2, 1.6),
    )  # fmt: skip
    plot_ratios(table, row="nama", series="cara", styles=STYLES, ax=ax, xlabel="Rasio")
    crude, fair = ax.lines[:2]
    assert crude.get_xdata().tolist() == [0.8, 1.5]
    assert crude.get_ydata().tolist() == pytest.approx([-0.3, 0.7])
    assert fair.get_ydata().tolist() == pytest.approx([0.3, 1.3])
    assert (crude.get_marker(), crude.get_color()) == ("s", WARNA_NETRAL)
    assert segments(ax)[1] == [[1.0, pytest.approx(0.7)], [6.0, pytest.approx(0.7)]]
    assert written(ax) == ["0,80", "1,50", "0,90", "1,25"]
    assert [text.xy[0] for text in ax.texts] == [1.1, 6.0, 1.2, 1.6]
    assert ax.lines[2].get_xdata()[0] == 1
    assert ax.get_xscale() == "log"
    assert ax.get_xlim() == pytest.approx((0.2 / 1.15, 6.0 * 1.5))
    # the first row is on top
    assert [label.get_text() for label in ax.get_yticklabels()] == ["PKP", "PKA"]
    assert ax.get_ylim() == (1.55, -0.55)
    assert labels(ax.xaxis) == ["0,2", "0,5", "1", "2", "5"]
    assert ax.get_xlabel() == "Rasio"
    assert [one.get_text() for one in ax.get_legend().get_texts()] == ["kasar", "setara"]


def test_narrow_ratios_are_seen_between_a_half_and_two(ax):
    one = {"setara": STYLES["setara"]}
    plot_ratios(ratios(("x", "setara", 1.0, 0.9, 1.1)), row="nama", series="cara", styles=one, ax=ax, xlabel="")  # fmt: skip
    assert ax.get_xlim() == pytest.approx((0.5 / 1.15, 3.0))
    assert ax.lines[0].get_ydata().tolist() == [0]


# --- target
def test_years_stand_beside_the_target(ax):
    table = pd.DataFrame(
        {"tahun": [2022, 2023, 2024], "share_wanita": [0.25, np.nan, 0.4], "conf_low": [0.2, np.nan, 0.3],
         "conf_high": [0.35, np.nan, 0.5]}
    )  # fmt: skip
    plot_target(table, target=0.30, ax=ax)
    points, line = ax.lines
    assert points.get_xdata().tolist() == [2022, 2024]
    assert points.get_ydata().tolist() == [0.25, 0.4]
    assert segments(ax) == [[[2022, 0.2], [2022, 0.35]], [[2024, 0.3], [2024, 0.5]]]
    assert line.get_ydata()[0] == 0.30
    assert written(ax) == ["25%", "40%", "Target\n30%"]
    assert ax.texts[-1].xy == (2024.75, 0.30)
    assert ax.get_xlim() == (2021.5, 2024.7)
    assert ax.get_xticks().tolist() == [2022, 2023, 2024]
    assert ax.get_ylabel() == "Wanita di antara peserta"
    assert (ax.get_ylim(), labels(ax.yaxis)[-1]) == ((0, 1), "100%")

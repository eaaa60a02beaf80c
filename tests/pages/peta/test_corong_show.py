"""What stands on the funnel of offices: limits, what is expected, each state under its own words."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.pages.peta import jabatan_show
from pug_analysis.pages.peta.corong_show import plot_funnel, wrap_name
from pug_analysis.pages.peta.jabatan import DITANDAI, TAK_DINILAI, TIDAK_DITANDAI, Offices
from pug_analysis.release.figures import canvas

STATES = {
    DITANDAI: "Ditandai",
    TIDAK_DITANDAI: "Tidak ditandai",
    TAK_DINILAI: "Terlalu kecil untuk dinilai",
}


def test_every_state_is_drawn_where_it_lies_under_its_words():
    points = pd.DataFrame(
        {"nama": ["Dinas A", "Dinas B", "Dinas C"], "total": [20, 30, 4], "share_wanita": [0.1, 0.4, 0.5],
         "keadaan": list(STATES)}
    )  # fmt: skip
    limits = pd.DataFrame({"total": [1, 31]}).assign(
        bawah_95=0.2, atas_95=0.6, bawah_998=0.1, atas_998=0.8
    )
    with canvas(width=5, height=4) as (_, ax):
        plot_funnel(points, limits=limits, share=0.363, judged_from=10, ax=ax)
        drawn = {dots.get_label(): dots.get_offsets().tolist() for dots in ax.collections}
        lines = {line.get_label(): line.get_ydata()[0] for line in ax.lines}
        labels = ax.get_xlabel(), ax.get_ylabel()
        (name,) = (text.get_text() for text in ax.texts)
    places = points[["total", "share_wanita"]].to_numpy().tolist()
    assert drawn == {label: [place] for label, place in zip(STATES.values(), places, strict=True)}
    assert (lines["Batas 99,8%"], lines["Batas 95%"]) == (0.1, 0.2)
    assert lines["Diharapkan 36,3%"] == 0.363
    assert labels == ("Jumlah jabatan struktural terisi", "Bagian wanita")
    assert name == "Dinas A"  # only who is flagged is named


def test_long_names_are_broken():
    assert (
        wrap_name("Dinas Pemberdayaan Perempuan dan Anak")
        == "Dinas Pemberdayaan\nPerempuan dan Anak"
    )


@pytest.mark.parametrize(
    ("flagged", "named"),
    [(0, ""), (1, " Ditandai: Dinas 0."), (2, " Ditandai: Dinas 0, Dinas 1."), (3, "")],
)
def test_the_alternative_text_names_those_flagged_if_they_are_few(flagged, named, tiny_data):
    # four lie under the line, one above it
    table = pd.DataFrame(
        {"perangkat_daerah": [f"Dinas {i}" for i in range(5)], "total": 20, "wanita": [1, 1, 1, 5, 12],
         "penilaian": [DITANDAI] * flagged + [TIDAK_DITANDAI] * (5 - flagged)}
    )  # fmt: skip
    offices = Offices(table, 0.35, 350, 1000, 0.1, 5)
    alt = jabatan_show.gambar_corong(offices, tiny_data).payload["alt"]
    assert alt == (
        f"Diagram corong 5 perangkat daerah dengan 100 jabatan. Diharapkan 35,0% wanita; 5 PD dinilai, {flagged} "
        f"ditandai, {4 - flagged} di bawah garis tanpa ditandai.{named}"
    )

"""What is said of rates of training: each verdict, both routes, both sides, to the letter."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from pug_analysis.pages.pelatihan import laju_show
from pug_analysis.release.display import Released, Several


def paragraphs(one: Released | Several) -> list[str]:
    parts = one.parts if isinstance(one, Several) else (one,)
    found = [p for part in parts for p in re.findall(r"<p[^>]*>(.*?)</p>", part.html, re.S)]
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", p)).strip() for p in found]


def ratios(verdict: str, numbers: tuple, route: str = "sebelum") -> pd.DataFrame:
    """Rows of all levels, crude and adjusted alike."""
    estimate, low, high = numbers
    row = {"jenjang": "Semua jenjang", "jalur": route, "n_pria": 30, "n_wanita": 20, "estimate": estimate,
           "conf_low": low, "conf_high": high, "rasio_terlihat": 0.61, "putusan": verdict}  # fmt: skip
    return pd.DataFrame([row | {"ukuran": "kasar"}, row | {"ukuran": "disesuaikan"}])


def test_crude_and_adjusted_on_opposite_sides_name_the_routes():
    before, inside = ratios("gap", (0.6, 0.4, 0.9)), ratios("gap", (1.6, 1.1, 2.4), "sesudah")
    names = ["estimate", "conf_low", "conf_high"]
    before.loc[1, names] = (1.2, 0.8, 1.6)
    inside.loc[1, names] = (0.8, 0.5, 1.2)
    start = "Perbandingan kasar dan yang disesuaikan menunjuk arah yang berlawanan"
    for tables, routes in (
        ((before,), "sebelum diangkat"),
        ((inside,), "sesudah diangkat"),
        ((before, inside), "sebelum diangkat, sesudah diangkat"),
    ):
        (box,) = laju_show.kotak_berlawanan(*tables).parts
        assert f"{start} ({routes})." in " ".join(paragraphs(box))


@pytest.mark.parametrize(
    ("crude", "fair", "warned"),
    [
        ((0.6, 0.4, 0.9), (1.2, 0.8, 1.6), True), ((1.6, 1.1, 2.4), (0.8, 0.5, 1.2), True),
        ((1.2, 0.8, 1.6), (0.6, 0.4, 0.9), True),
        # two that hold 1 point nowhere; two on one side do not differ
        ((0.9, 0.5, 1.4), (1.2, 0.8, 1.6), False), ((0.6, 0.4, 0.9), (0.7, 0.5, 0.95), False),
        ((1.6, 1.1, 2.4), (1.2, 0.8, 1.6), False),
    ],
)  # fmt: skip
def test_only_opposite_sides_are_warned_of(crude, fair, warned):
    table = ratios("gap", crude)
    table.loc[1, ["estimate", "conf_low", "conf_high"]] = fair
    assert bool(laju_show.kotak_berlawanan(table).parts) is warned


def test_words_of_verdicts_in_tables():
    assert laju_show.PUTUSAN_LAJU == {
        "gap": "berbeda",
        "equivalent": "setara",
        "small": "setara, bedanya kecil",
        "inconclusive": "belum pasti",
        "too_few": "terlalu sedikit",
        "no_leavers": "belum dapat dihitung",
        "none": "tidak diputuskan",
    }


def test_the_row_of_a_whole_route_is_the_adjusted_one_of_all_levels():
    table = ratios("gap", (0.6, 0.4, 0.9))
    both = pd.concat([table.assign(jenjang="PKP"), table], ignore_index=True)
    assert laju_show.whole_rows(both).tolist() == [False, False, False, True]

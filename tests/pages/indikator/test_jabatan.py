"""The three readings of I.2.10, by pencil and by their order."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest

from pug_analysis.ingest.tables.schema import TABLES
from pug_analysis.pages.indikator.jabatan import classify_posts, count_equal_posts


def person(place: int) -> str:
    return f"{place:020x}"


def history(*rows: tuple) -> pd.DataFrame:
    """Posts of (person, kind, eselon, jenjang_jf, day, assignment, recorded as converted)."""
    columns = [
        "pegawai_id",
        "jenis_jabatan",
        "eselon",
        "jenjang_jf",
        "tmt_jabatan",
        "penugasan",
        "penyetaraan",
    ]
    schema = TABLES["jabatan"]
    frame = pd.DataFrame(rows, columns=columns).reindex(columns=[c.name for c in schema.columns])
    frame["tmt_jabatan"] = pd.to_datetime(frame["tmt_jabatan"])
    return frame.astype(schema.dtypes)  # fmt: skip


#: 13 (woman, teacher, Ahli Madya) never held a post; 14 (man, Ahli Muda) was an Administrator once.
CONVERTED = history(
    (person(13), "struktural", "III.b", "", "2018-01-01", "definitif", False),
    (person(13), "fungsional", "", "Ahli Madya", "2021-12-31", "definitif", False),
)


def counts(snapshot, jabatan):
    return count_equal_posts(snapshot, jabatan).set_index(["ragam", "setara"])


# --- by hand
def test_structural_posts_alone(tiny, tiny_data):
    table = counts(tiny, tiny_data.tables["jabatan"])
    # II: one man, one woman; III: two men, one woman.
    assert table.loc[("a", "II"), ["pria", "wanita", "total"]].tolist() == [1, 1, 2]
    assert table.loc[("a", "III"), ["pria", "wanita", "total"]].tolist() == [2, 1, 3]
    assert table.loc[("a", "II dan III"), "share_wanita"] == pytest.approx(2 / 5)


def test_the_literal_reading_adds_every_ahli_madya(tiny, tiny_data):
    table = counts(tiny, tiny_data.tables["jabatan"])
    # The one Ahli Madya is a teacher who never led anything.
    assert table.loc[("b", "III"), "total"] == 3
    assert table.loc[("c", "III"), ["pria", "wanita"]].tolist() == [2, 2]


def test_a_converted_administrator_counts_while_holding_the_equal_level(tiny):
    table = counts(tiny, CONVERTED)
    assert table.loc[("b", "III"), ["pria", "wanita"]].tolist() == [2, 2]
    moved = tiny.assign(
        jenjang_jf=tiny["jenjang_jf"].mask(tiny["pegawai_id"] == person(13), "Ahli Muda")
    )
    assert counts(moved, CONVERTED).loc[("b", "III"), "total"] == 3


def test_ahli_utama_is_equal_to_eselon_two_in_the_literal_reading_only(tiny):
    top = tiny.assign(
        jenjang_jf=tiny["jenjang_jf"].mask(tiny["pegawai_id"] == person(13), "Ahli Utama")
    )
    table = counts(top, CONVERTED)
    assert table.loc[("c", "II"), "wanita"] == 2
    assert table.loc[("b", "II"), "wanita"] == 1


def test_nobody_has_no_share(tiny, tiny_data):
    nobody = count_equal_posts(tiny.iloc[:0], tiny_data.tables["jabatan"])
    assert nobody["total"].eq(0).all()
    assert nobody["share_wanita"].isna().all()


# --- properties
def test_each_reading_holds_the_one_before(tiny):
    held = [classify_posts(tiny, CONVERTED, ragam=ragam) for ragam in "abc"]
    for fewer, more in pairwise(held):
        assert (more[fewer != ""] == fewer[fewer != ""]).all()


def test_eselon_add_up(tiny):
    table = count_equal_posts(tiny, CONVERTED)
    for _, rows in table.groupby("ragam"):
        parts = rows.set_index("setara")["total"]
        assert parts["II"] + parts["III"] == parts["II dan III"]


# --- refusals
def test_another_reading_is_refused(tiny):
    with pytest.raises(ValueError, match="ragam must be one of"):
        classify_posts(tiny, CONVERTED, ragam="d")

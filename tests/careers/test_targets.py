"""The month in which each person first reached a level, and what must not count as that."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.careers.targets import (
    SETARA,
    conversion,
    first_golongan,
    first_jf,
    first_structural,
    held_since,
)
from pug_analysis.ingest.tables.schema import TABLES


def month(text: str) -> int:
    year, number = text.split("-")
    return int(year) * 12 + int(number) - 1


def table(name: str, *lines: dict) -> pd.DataFrame:
    schema = TABLES[name]
    frame = pd.DataFrame(list(lines), columns=[c.name for c in schema.columns])
    for column in schema.columns:
        if column.kind == "date":
            frame[column.name] = pd.to_datetime(frame[column.name])
        elif column.kind == "boolean":
            frame[column.name] = frame[column.name].astype("boolean").fillna(False)
        elif column.kind == "text":
            frame[column.name] = frame[column.name].astype("string").fillna("")
    return frame.astype(schema.dtypes)


def post(who: str, tmt: str, **more: object) -> dict:
    return {
        "pegawai_id": who,
        "tmt_jabatan": tmt,
        "penugasan": "definitif",
        "penyetaraan": False,
    } | more


# --- targets
HISTORY = table(
    "jabatan",
    post("a", "2005-01-01", jenis_jabatan="pelaksana"),
    post("a", "2012-05-01", jenis_jabatan="struktural", eselon="III.b", penugasan="plt"),
    post("a", "2013-02-01", jenis_jabatan="struktural", eselon="IV.a"),
    post("a", "2016-12-30", jenis_jabatan="struktural", eselon="IV.a"),
    post("a", "2021-12-31", jenis_jabatan="fungsional", jenjang_jf="Ahli Muda", penyetaraan=True),
    post("b", "2010-01-01", jenis_jabatan="fungsional", jenjang_jf="Ahli Pertama"),
    post("b", "2014-01-01", jenis_jabatan="fungsional", jenjang_jf="Ahli Muda"),
    post("c", "2009-01-01", jenis_jabatan="struktural", eselon="III.a"),
    post("c", "2022-06-01", jenis_jabatan="fungsional", jenjang_jf="Ahli Madya"),
)


def test_acting_posts_and_reinaugurations_do_not_count():
    assert first_structural(HISTORY, level="Pengawas").to_dict() == {
        "a": month("2013-02"),
        "c": month("2009-01"),
    }
    assert first_structural(HISTORY, level="Administrator").to_dict() == {"c": month("2009-01")}


def test_conversion_is_recorded_or_seen_from_the_posts():
    # a is marked; c went from III to the matching Ahli Madya inside the window
    assert conversion(HISTORY).to_dict() == {"a": month("2021-12"), "c": month("2022-06")}
    assert conversion(HISTORY, level="Administrator").to_dict() == {"c": month("2022-06")}


def test_conversion_is_no_promotion_to_jf():
    assert first_jf(HISTORY, level="Ahli Muda").to_dict() == {"b": month("2014-01")}


def test_since_when_a_level_is_held():
    people = table(
        "pegawai",
        {"pegawai_id": "a", "tmt_cpns": "2005-01-01", "tmt_pns": "2006-02-01"},
        {"pegawai_id": "b", "tmt_cpns": "2008-01-01"},
        {"pegawai_id": "c", "tmt_cpns": "2009-01-01", "tmt_pns": "2010-01-01"},
    )

    def since(level):
        found = held_since(people, HISTORY, level=level)
        return [None if pd.isna(value) else value for value in found]

    # without a level: since PNS, else since CPNS
    assert since(None) == [month("2006-02"), month("2008-01"), month("2010-01")]
    assert since("Pengawas") == [month("2013-02"), None, month("2009-01")]
    # years in the post that became JF count, and so does a higher level of JF
    assert since("Ahli Muda") == [month("2013-02"), month("2014-01"), month("2009-01")]
    assert since("Ahli Madya") == [None, None, month("2009-01")]


def test_a_jf_career_in_the_window_is_no_conversion():
    later = HISTORY.assign(
        tmt_jabatan=HISTORY["tmt_jabatan"].mask(
            HISTORY["pegawai_id"] == "b", pd.Timestamp("2022-06-01")
        )
    )
    assert "b" not in conversion(later).index


def test_appointment_rows_are_no_promotion():
    ranks = table(
        "golongan",
        {"pegawai_id": "a", "golongan": "III/a", "tmt_golongan": "2005-01-01", "jenis_kp": "211"},
        {"pegawai_id": "a", "golongan": "III/a", "tmt_golongan": "2006-01-01", "jenis_kp": "211"},
        {"pegawai_id": "a", "golongan": "III/b", "tmt_golongan": "2009-04-01", "jenis_kp": "101"},
        {"pegawai_id": "b", "golongan": "IX", "tmt_golongan": "2022-01-01", "jenis_kp": ""},
    )
    assert first_golongan(ranks, level="III/a").to_dict() == {"a": month("2005-01")}
    assert first_golongan(ranks, level="III/b").to_dict() == {"a": month("2009-04")}


@pytest.mark.parametrize("call", [
    lambda: first_structural(HISTORY, level="Eselon IV"),
    lambda: first_jf(HISTORY, level="Madya"),
    lambda: first_golongan(table("golongan"), level="IX"),
])  # fmt: skip
def test_an_unknown_level_is_refused(call):
    with pytest.raises(ValueError, match="level must be one of"):
        call()


@pytest.mark.parametrize("acting", ["plt", "plh"])
def test_whoever_only_acts_in_a_post_has_not_reached_it(acting):
    """Acting heads hold no post (PP 11/2017 art. 107 counts years in a post held); plt. and plh. alike."""
    posts = table(
        "jabatan",
        post("a", "2012-05-01", eselon="IV.a", penugasan=acting),
        post("b", "2012-05-01", jenjang_jf="Ahli Muda", penugasan=acting),
        post("c", "2015-01-01", eselon="IV.a"),
        post("c", "2022-01-01", jenjang_jf="Ahli Muda", penugasan=acting),
    )
    assert first_structural(posts, level="Pengawas").to_dict() == {"c": month("2015-01")}
    assert first_jf(posts, level="Ahli Muda").empty
    assert conversion(posts).empty
    people = table("pegawai", *({"pegawai_id": who} for who in "abc"))
    assert held_since(people, posts, level="Ahli Muda").isna().tolist() == [True, True, False]


def test_what_stands_for_what_after_conversion():
    # PermenPANRB 17/2021: administrator to JF ahli madya, pengawas to ahli muda
    assert SETARA == {"Pengawas": "Ahli Muda", "Administrator": "Ahli Madya"}


@pytest.mark.parametrize(
    ("day", "seen"),
    [("2019-12-31", False), ("2020-01-01", True), ("2023-12-31", True), ("2024-01-01", False)],
)
def test_conversion_is_seen_in_the_years_of_conversion_alone(day, seen):
    posts = table(
        "jabatan",
        post("a", "2010-01-01", jenis_jabatan="struktural", eselon="IV.a"),
        post("a", day, jenis_jabatan="fungsional", jenjang_jf="Ahli Muda"),
        # of another level, and of another person: no conversion on any day
        post("b", "2010-01-01", jenis_jabatan="struktural", eselon="III.a"),
        post("b", day, jenis_jabatan="fungsional", jenjang_jf="Ahli Muda"),
        post("c", day, jenis_jabatan="fungsional", jenjang_jf="Ahli Madya"),
    )
    assert conversion(posts).index.tolist() == (["a"] if seen else [])


def test_since_begins_with_its_own_month():
    posts = table("jabatan", post("a", "2014-03-01", jenjang_jf="Ahli Madya"))
    for since, counted in (("2014-03", 1), ("2014-04", 0)):
        asked = pd.Series({"a": month(since)}, dtype="Int64")
        assert len(first_jf(posts, level="Ahli Madya", since=asked)) == counted
    assert first_jf(posts, level="Ahli Madya", since=pd.Series(dtype="Int64")).empty


@pytest.mark.parametrize(
    ("eselon", "reached"),
    [("IV.b", ["Pengawas"]), ("III.b", ["Pengawas", "Administrator"]),
     ("II.b", ["Pengawas", "Administrator", "JPT Pratama"]), ("V.a", [])],
)  # fmt: skip
def test_a_higher_post_includes_the_lower_ones(eselon, reached):
    posts = table("jabatan", post("a", "2014-03-01", jenis_jabatan="struktural", eselon=eselon))
    levels = ("Pengawas", "Administrator", "JPT Pratama")
    assert [name for name in levels if len(first_structural(posts, level=name))] == reached

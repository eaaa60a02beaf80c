"""Training events: what counts as which training, and when."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from pug_analysis.careers.course_names import place_course, place_structural
from pug_analysis.careers.events import (
    ended_by,
    first_training,
    pug_trainings,
    relative_to,
    structural_trainings,
    unclassified,
    undated,
    unplaced,
)
from pug_analysis.ingest.tables.schema import TABLES
from pug_analysis.terms.diklat import JENJANG_DIKLAT


def table(name: str, *rows: tuple) -> pd.DataFrame:
    """Rows of (person, code, text, end date or "")."""
    spec = TABLES[name]
    columns = [c.name for c in spec.columns]
    frame = pd.DataFrame(
        [(who, code, text, None, pd.Timestamp(end) if end else None, None, None)
         for who, code, text, end in rows],
        columns=columns,
    )  # fmt: skip
    return frame.astype(spec.dtypes)


def diklat(*rows: tuple) -> pd.DataFrame:
    return table("diklat", *rows)


def kursus(*rows: tuple) -> pd.DataFrame:
    return table("kursus", *rows)


def month(year: int, number: int) -> int:
    return year * 12 + number - 1


# --- by hand
def test_one_row_per_person_and_level_with_the_first_known_end():
    found = structural_trainings(
        diklat(("a", "2", "DIKLAT PIM IV", "2010-11-30"), ("b", "3", "", ""), ("a", "3", "", "2015-02-01")),
        kursus(("a", "1", "PKP", "2010-10-31"), ("b", "1", "PKA", "2020-01-05")),
    )  # fmt: skip
    assert found.to_numpy().tolist() == [
        ["a", "PKP", month(2010, 10)], ["a", "PKA", month(2015, 2)], ["b", "PKA", month(2020, 1)],
    ]  # fmt: skip
    assert found.dtypes.astype(str).to_dict() == {
        "pegawai_id": "string", "jenjang": "string", "selesai": "Int64",
    }  # fmt: skip


def test_a_training_without_end_is_no_event_but_is_known():
    found = structural_trainings(diklat(("a", "2", "", ""), ("b", "2", "", "2020-05-01")), kursus())
    assert first_training(found, level="PKP").to_dict() == {"b": month(2020, 5)}
    assert undated(found, level="PKP").tolist() == ["a"]
    assert undated(found, level="PKA").tolist() == []


def test_an_end_is_never_guessed_from_the_start_or_the_year():
    rows = diklat(("a", "2", "", "")).assign(
        tanggal_mulai=pd.Timestamp("2020-02-01"), tahun=pd.array([2020], dtype="Int64")
    )
    courses = kursus(("b", "1", "PKA", "")).assign(
        tanggal_mulai=pd.Timestamp("2020-02-01"), tahun=pd.array([2020], dtype="Int64")
    )
    found = structural_trainings(rows, courses)
    assert found["selesai"].isna().all()
    assert undated(found, level="PKP").tolist() == ["a"]
    assert undated(found, level="PKA").tolist() == ["b"]


def test_a_training_of_the_month_has_ended_by_its_end():
    rows = structural_trainings(
        diklat(("a", "2", "", "2020-05-31"), ("b", "2", "", "2020-06-01"), ("c", "2", "", "")),
        kursus(),
    )
    assert sorted(ended_by(rows, month=month(2020, 5))["pegawai_id"]) == ["a", "c"]


def test_place_relative_to_the_appointment():
    training = pd.Series({"a": 10, "b": 10, "c": 10, "d": 10}, dtype="Int64")
    appointment = pd.Series({"a": 11, "b": 10, "c": 9, "x": 3}, dtype="Int64")
    assert relative_to(training, appointment).to_dict() == {
        "a": "sebelum", "b": "sesudah", "c": "sesudah", "d": "belum diangkat",
    }  # fmt: skip


def lost(*rows: tuple) -> pd.DataFrame:
    """Quarantined trainings of (person, history, code, text)."""
    columns = ["pegawai_id", "sumber", "kode", "nama_diklat"]
    return pd.DataFrame(rows, columns=columns).astype(TABLES["diklat_karantina"].dtypes)


def may_have_had(
    taken: pd.DataFrame, courses: pd.DataFrame, aside: pd.DataFrame
) -> list[list[str]]:
    tables = {"diklat": taken, "kursus": courses, "diklat_karantina": aside}
    return unplaced(tables).to_numpy().tolist()


def test_who_may_have_had_which_training():
    found = may_have_had(
        diklat(
            ("a", "3", "PIM IV", "2010-01-01"),  # code and name contradict: one of the two
            ("b", "", "DIKLAT PIM", ""), ("b", "2", "PKP", ""),  # any but PKP, which b has
            ("c", "3", "PIM IV", ""), ("c", "2", "PIM IV", ""), ("c", "3", "PKA", "2015-01-01"),  # none
            ("d", "6", "SESPIM", ""), ("e", "2", "PKP", "2015-01-01"),
        ),
        kursus(("f", "3", "PKP", ""), ("g", "1", "PIM IV PIM III", ""), ("h", "3", "Pelayanan Prima", "")),
        lost(),
    )  # fmt: skip
    assert found == [
        ["a", "PKA"], ["a", "PKP"], ["b", "PKA"], ["b", "PKN I"], ["b", "PKN II"],
        ["g", "PKA"], ["g", "PKP"],
    ]  # fmt: skip
    assert may_have_had(diklat(), kursus(), lost()) == []


def test_who_has_a_quarantined_training_may_have_had_it():
    found = may_have_had(
        diklat(("a", "2", "PKP", "2015-01-01"), ("d", "2", "PKP", "")),
        kursus(),
        lost(
            # a is known to have had PKP, whatever the other row was to say; not PKA
            ("a", "diklat", "2", "PKP"), ("a", "diklat", "3", "PKA"),
            ("b", "kursus", "1", "Diklat Kepemimpinan Tk. IV"),
            ("c", "kursus", "3", "Microsoft Excel"), ("c", "kursus", "3", "PKP"),  # neither is one
            ("d", "diklat", "2", "PKP"),  # known, only not when
            ("e", "diklat", "3", "PIM IV"),  # either of the two
            ("f", "diklat", "", ""), ("g", "kursus", "", ""),  # unreadable
        ),
    )  # fmt: skip
    assert found == [
        ["a", "PKA"], ["b", "PKP"], ["e", "PKA"], ["e", "PKP"],
        *(["f", level] for level in sorted(JENJANG_DIKLAT)),
    ]  # fmt: skip


def test_what_could_not_be_placed_is_counted_in_people():
    found = unclassified(
        diklat(
            ("a", "", "DIKLAT PIM", ""), ("a", "", "DIKLAT  PIM", "2010-01-01"), ("b", "", "DIKLAT PIM", ""),
            ("c", "3", "PIM IV", ""), ("c", "2", "PIM IV", ""), ("d", "6", "SESPIM", ""),
        ),
        kursus(("b", "3", "PKP", ""), ("b", "3", "Pelatihan Pelayanan Prima", "")),
    )  # fmt: skip
    assert found.to_numpy().tolist() == [
        ["DIKLAT PIM", "diklat", "Nama dan kode tidak menyebut jenjang", 2],
        ["PIM IV", "diklat", "Kode dan nama menyebut diklat yang berbeda", 1],
        ["PKP", "kursus", "Hanya singkatan, dan jenisnya bukan struktural atau manajerial", 1],
    ]


def test_gender_trainings_keep_the_year_of_their_end_or_the_recorded_one():
    courses = kursus(
        ("b", "3", "ToT PUG", ""), ("a", "3", "PPRG", "2021-03-31"), ("a", "3", "TOT SIMPEG", "2021-03-31"),
    ).assign(tahun=pd.array([2019, 2020, 2020], dtype="Int64"))  # fmt: skip
    found = pug_trainings(courses)
    assert found.astype(object).where(found.notna(), None).to_numpy().tolist() == [
        ["a", "L2", month(2021, 3), 2021], ["b", "L3", None, 2019],
    ]  # fmt: skip
    assert found.dtypes.astype(str).to_dict() == {
        "pegawai_id": "string", "tingkat": "string", "selesai": "Int64", "tahun": "Int64",
    }  # fmt: skip


# --- second way
CODES = ["", "1", "2", "3", "4", "5", "6", "8"]
NAMES = [
    "",
    "DIKLAT PIM",
    "DIKLAT PIM IV",
    "PKP Angkatan III",
    "PIM III",
    "SPAMEN",
    "SESPIM",
    "PIM IV PIM III",
]
ENDS = ["", "2009-12-31", "2010-01-01", "2019-06-15"]
RECORDS = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(CODES), st.sampled_from(NAMES), st.sampled_from(ENDS)),
    max_size=12,
)  # fmt: skip


def row_by_row(diklat_rows: list, kursus_rows: list) -> dict[tuple[str, str], int | None]:
    first: dict[tuple[str, str], int | None] = {}
    records = [(r, place_structural) for r in diklat_rows] + [
        (r, place_course) for r in kursus_rows
    ]
    for (who, code, name, end), place in records:
        jenjang = place(code, name)[0]
        if not jenjang:
            continue
        ended = int(end[:4]) * 12 + int(end[5:7]) - 1 if end else None
        known = first.get((who, jenjang))
        first[who, jenjang] = min(known, ended) if known and ended else known or ended
    return first


@settings(deadline=None, max_examples=30)
@given(RECORDS, RECORDS)
def test_same_as_going_through_the_records_one_by_one(diklat_rows, kursus_rows):
    found = structural_trainings(diklat(*diklat_rows), kursus(*kursus_rows))
    wanted = row_by_row(diklat_rows, kursus_rows)
    ends = found["selesai"].astype(object).where(found["selesai"].notna(), None)
    assert (
        dict(zip(zip(found["pegawai_id"], found["jenjang"], strict=True), ends, strict=True))
        == wanted
    )
    assert len(found) == len(wanted)
    for level in JENJANG_DIKLAT:
        of_level = {who: end for (who, jenjang), end in wanted.items() if jenjang == level}
        dated = {who: end for who, end in of_level.items() if end is not None}
        assert first_training(found, level=level).to_dict() == dated
        assert undated(found, level=level).tolist() == sorted(set(of_level) - set(dated))


# --- properties
@settings(deadline=None, max_examples=20)
@given(RECORDS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows, random):
    shuffled = random.sample(rows, len(rows))
    for function in (structural_trainings, unclassified):
        assert_frame_equal(
            function(diklat(*rows), kursus(*rows)), function(diklat(*shuffled), kursus(*shuffled))
        )


def test_order_of_gender_trainings_is_that_of_people_and_time():
    courses = kursus(
        ("a", "3", "PPRG", "2021-03-31"), ("b", "3", "PUG", ""), ("a", "3", "PUG", "2020-03-31"),
        ("a", "3", "PUG", ""), ("a", "3", "ToT PUG", "2020-03-02"),
    )  # fmt: skip
    assert_frame_equal(pug_trainings(courses), pug_trainings(courses.iloc[::-1]))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("code", ["2", "3", "4", "5"])
def test_every_record_of_a_leadership_code_is_used_or_listed(code, name):
    one = diklat(("a", code, name, ""))
    used, listed = structural_trainings(one, kursus()), unclassified(one, kursus())
    assert len(used) + len(listed) == 1


def test_inputs_stay_as_they_are():
    courses = kursus(("a", "1", " PKP ", "2020-01-01"))
    before = courses.copy()
    structural_trainings(diklat(), courses), unclassified(diklat(), courses), pug_trainings(courses)
    assert_frame_equal(courses, before)


# --- refusals
@pytest.mark.parametrize("function", [first_training, undated])
def test_an_unknown_level_is_refused(function):
    with pytest.raises(ValueError, match=r"level must be one of .* was 'IV'"):
        function(structural_trainings(diklat(), kursus()), level="IV")


def test_a_training_without_a_month_is_refused():
    with pytest.raises(ValueError, match="but 1 have none"):
        relative_to(pd.Series({"a": pd.NA}, dtype="Int64"), pd.Series(dtype="Int64"))


def test_empty_tables_give_empty_tables():
    assert structural_trainings(diklat(), kursus()).empty
    assert unclassified(diklat(), kursus()).empty
    assert pug_trainings(kursus()).empty


def test_one_text_under_two_codes_is_placed_under_each():
    found = structural_trainings(
        diklat(
            ("a", "2", "Diklat Kepemimpinan", "2010-01-01"),
            ("b", "3", "Diklat Kepemimpinan", "2010-01-01"),
        ),
        kursus(),
    )
    assert sorted(zip(found["pegawai_id"], found["jenjang"], strict=True)) == [
        ("a", "PKP"),
        ("b", "PKA"),
    ]

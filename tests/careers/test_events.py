"""Training events: what counts as which training, and when."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.careers.events import (
    first_training,
    pug_trainings,
    relative_to,
    structural_trainings,
    unclassified,
    undated,
)
from pug_analysis.ingest.schema import TABLES


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


def test_a_training_without_end_is_no_event_but_is_known():
    found = structural_trainings(diklat(("a", "2", "", ""), ("b", "2", "", "2020-05-01")), kursus())
    assert first_training(found, level="PKP").to_dict() == {"b": month(2020, 5)}
    assert undated(found, level="PKP").tolist() == ["a"]
    assert undated(found, level="PKA").tolist() == []


def test_place_relative_to_the_appointment():
    training = pd.Series({"a": 10, "b": 10, "c": 10, "d": 10}, dtype="Int64")
    appointment = pd.Series({"a": 11, "b": 10, "c": 9, "x": 3}, dtype="Int64")
    assert relative_to(training, appointment).to_dict() == {
        "a": "sebelum", "b": "sesudah", "c": "sesudah", "d": "belum diangkat",
    }  # fmt: skip


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

"""Whose data changed, by column: counted with a pencil on a few invented people."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pandas as pd
import pytest

from pug_analysis.careers.snapshot import build_snapshot
from pug_analysis.report.publish.person_states import (
    Change,
    count_changes,
    digest_states,
    read_states,
    write_states,
)

KEY = b"k" * 32
#: Place of a woman and of a man in TINY: both active.
WOMAN, MAN = 4, 3


def with_list(data, pegawai, **tables):
    snapshot = build_snapshot(pegawai, config=data.config)
    return replace(
        data,
        tables=MappingProxyType({**data.tables, "pegawai": pegawai, **tables}),
        people=snapshot,
    )


def changes(before, after, *, key=KEY):
    return count_changes(digest_states(before, key=KEY), digest_states(after, key=key))


def mended(data, place, **values):
    table = data.tables["pegawai"].copy()
    for name, value in values.items():
        table.loc[place, name] = value
    return with_list(data, table)


# --- by hand
def test_the_same_people_did_not_change(tiny_data):
    turned = tiny_data.tables["pegawai"].iloc[::-1].reset_index(drop=True)
    assert changes(tiny_data, tiny_data) == []
    assert changes(tiny_data, with_list(tiny_data, turned)) == []


def test_one_mended_cell_is_one_person_of_one_column(tiny_data):
    after = mended(tiny_data, WOMAN, golongan="III/c", perangkat_daerah="Dinas A")
    assert changes(tiny_data, after) == [
        Change("golongan", "P", 1),
        Change("perangkat_daerah", "P", 1),
    ]


def test_sexes_are_counted_apart(tiny_data):
    after = mended(mended(tiny_data, WOMAN, golongan="IV/a"), MAN, golongan="IV/a")
    assert changes(tiny_data, after) == [Change("golongan", "P", 1), Change("golongan", "L", 1)]


def test_who_leaves_changes_every_column(tiny_data):
    fewer = tiny_data.tables["pegawai"].drop(index=WOMAN).reset_index(drop=True)
    found = changes(tiny_data, with_list(tiny_data, fewer))
    assert {(one.sex, one.people) for one in found} == {("P", 1)}
    assert {"golongan", "bertugas", "usia_tahun"} <= {one.column for one in found}
    assert found == changes(with_list(tiny_data, fewer), tiny_data)


def test_a_setting_that_lets_one_more_count_as_active_is_a_change_of_that_one(tiny_data):
    config = tiny_data.config.model_copy(
        update={"data": tiny_data.config.data.model_copy(update={"kedudukan_aktif_pns": ("01",)})}
    )
    after = replace(
        tiny_data,
        config=config,
        people=build_snapshot(tiny_data.tables["pegawai"], config=config),
    )
    # 03 and 02 are women, 15 is a man.
    assert changes(tiny_data, after) == [Change("bertugas", "P", 2), Change("bertugas", "L", 1)]


def test_rows_of_one_person_count_once_whatever_their_order(tiny_data, register_tables):
    before = with_list(tiny_data, tiny_data.tables["pegawai"], **register_tables)
    training = register_tables["pelatihan_pug"]
    turned = with_list(before, before.tables["pegawai"], pelatihan_pug=training.iloc[::-1])
    assert changes(before, turned) == []
    exchanged = training.copy()
    places = exchanged.index[exchanged["pegawai_id"] == f"{5:020x}"]
    assert len(places) == 2
    exchanged.loc[places, "tingkat"] = exchanged.loc[places[::-1], "tingkat"].to_numpy()
    (change,) = changes(
        before, with_list(before, before.tables["pegawai"], pelatihan_pug=exchanged)
    )
    assert change.column.startswith("pelatihan_pug (")
    assert (change.sex, change.people) == ("L", 1)


def test_papers_that_name_nobody_change_nobody(tiny_data, register_tables):
    before = with_list(tiny_data, tiny_data.tables["pegawai"], **register_tables)
    papers = register_tables["sk_pug"]
    fewer = papers[papers["pegawai_id"] != ""]
    assert len(fewer) < len(papers)
    assert changes(before, with_list(before, before.tables["pegawai"], sk_pug=fewer)) == []


# --- properties
def test_types_that_say_the_same_are_the_same(tiny_data):
    table = tiny_data.tables["pegawai"]
    other = table.assign(
        golongan=table["golongan"].astype(object), usia_tahun=table["usia_tahun"].astype("float64")
    )
    assert changes(tiny_data, with_list(tiny_data, other)) == []


def test_a_file_gives_the_states_back(tiny_data):
    states = digest_states(tiny_data, key=KEY)
    again = read_states(write_states(states))
    assert count_changes(states, again) == []
    assert again.columns.keys() == states.columns.keys()
    assert np.array_equal(again.ids, states.ids)


def test_nothing_of_a_person_can_be_read_from_the_file(tiny_data):
    data = write_states(digest_states(tiny_data, key=KEY))
    for text in ("Dinas A", "III/d", "PNS", f"{WOMAN:020x}"):
        assert text.encode() not in data


# --- where it cannot be known
def test_another_key_cannot_be_compared(tiny_data):
    assert changes(tiny_data, tiny_data, key=b"x" * 32) is None


def test_other_columns_cannot_be_compared(tiny_data):
    wider = tiny_data.tables["pegawai"].assign(baru="x")
    assert changes(tiny_data, with_list(tiny_data, wider)) is None


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04rusak", b"x" * 300])
def test_damaged_states_are_none(data):
    assert read_states(data) is None


def test_nobody_at_all(tiny_data):
    empty = with_list(tiny_data, tiny_data.tables["pegawai"].iloc[:0])
    assert changes(empty, empty) == []
    assert isinstance(empty.tables["pegawai"], pd.DataFrame)

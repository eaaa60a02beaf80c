"""Changes since last year: six people by hand, a loop over people, and sums that must be exact."""

from __future__ import annotations

from types import MappingProxyType

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pug_analysis.careers.columns import TOTAL_ASN
from pug_analysis.careers.load import Data, load
from pug_analysis.careers.snapshot import build_snapshot
from pug_analysis.careers.states import CHANGE_PARTS, person_states
from pug_analysis.config import Config
from pug_analysis.ingest import build_periode
from pug_analysis.ingest.tables.schema import TABLES
from pug_analysis.pages.depan.perubahan import CHANGE_LINES, split_changes, split_shares
from pug_analysis.pages.profil.profil import profile_table
from pug_analysis.simulate import simulate, write_raw
from pug_analysis.terms.kalender import Periode

NAMES = {
    TOTAL_ASN: (TOTAL_ASN, ""),
    "JPT Pratama": ("Jenjang Jabatan Struktural", "JPT Pratama (Eselon II)"),
    "Administrator": ("Jenjang Jabatan Struktural", "Administrator (Eselon III)"),
    "Pengawas": ("Jenjang Jabatan Struktural", "Pengawas (Eselon IV)"),
}
ESELON = {"Pengawas": "IV.a", "Administrator": "III.a", "JPT Pratama": "II.b"}


def frame(name, rows):
    dtypes = TABLES[name].dtypes
    table = pd.DataFrame(rows, columns=list(dtypes)) if rows else pd.DataFrame(columns=list(dtypes))
    for column, dtype in dtypes.items():
        if dtype == "string":
            table[column] = table[column].astype(dtype).fillna("")
    return table.astype(dtypes)


def post(level, since):
    kind = "struktural" if level else "pelaksana"
    return {"jenis_jabatan": kind, "eselon": ESELON.get(level, ""), "tmt_jabatan": since}


def person(name, sex, *, cpns="2010-03-01", level="", since="2015-01-01", law="01"):
    return {
        "pegawai_id": name, "jenis_kelamin": sex, "status_asn": "PNS", "kedudukan_hukum": law,
        "tmt_cpns": cpns, "usia_tahun": 40, "masa_kerja_tahun": 15, **post(level, since),
    }  # fmt: skip


def held(name, level, since, *, penugasan="definitif"):
    return {"pegawai_id": name, "penugasan": penugasan, "penyetaraan": False, **post(level, since)}


def left(name, sex, when, *, cpns="1990-03-01"):
    return {
        "pegawai_id": name, "jenis_kelamin": sex, "status_asn": "PNS", "tmt_cpns": cpns,
        "jenis": "pensiun", "tmt_pemberhentian": when,
    }  # fmt: skip


def data(year, pegawai, jabatan=(), pemberhentian=(), pindah=()):
    given = {
        "pegawai": pegawai,
        "jabatan": jabatan,
        "pemberhentian": pemberhentian,
        "pindah": pindah,
    }
    tables = {name: frame(name, list(given.get(name, ()))) for name in TABLES}
    snapshot = build_snapshot(tables["pegawai"], config=Config())
    return Data(year, "internal", Config(), MappingProxyType(tables), snapshot)


def cells(split):
    rows = split.set_index(["jenjang", "jenis_kelamin"])
    return {key: tuple(row) for key, row in zip(rows.index, rows.to_numpy().tolist(), strict=True)}


BEFORE = data(
    2024,
    [
        person("a", "P", level="Pengawas", since="2018-01-01"),
        person("b", "L"),
        person("c", "P"),
        person("d", "L", level="Administrator", since="2016-01-01", cpns="1990-03-01"),
    ],
    [held("a", "Pengawas", "2018-01-01"), held("d", "Administrator", "2016-01-01")],
)
NOW = data(
    2025,
    [
        person("a", "P", level="Pengawas", since="2018-01-01"),
        person("b", "L", level="Pengawas", since="2025-03-01"),  # appointed this year
        person("c", "P", level="Pengawas", since="2023-05-01"),  # recorded too late
        person("e", "P", cpns="2025-03-01", since="2025-03-01"),  # entered this year
        person("f", "L", level="Pengawas", since="2020-01-01"),  # missing from last year's files
    ],
    [
        held("a", "Pengawas", "2018-01-01"),
        held("b", "Pengawas", "2025-03-01"),
        held("c", "Pengawas", "2023-05-01"),
        held("d", "Administrator", "2016-01-01"),
        held("f", "Pengawas", "2020-01-01"),
    ],
    [left("d", "L", "2025-07-01")],  # retired this year
)


def test_six_people_by_hand():
    split = cells(split_changes(person_states(NOW, BEFORE)))
    # before, corrections, events, population, after
    assert split == {
        (TOTAL_ASN, "L"): (2, 1, 0, -1, 2),  # b d; f was missing; d left
        (TOTAL_ASN, "P"): (2, 0, 0, 1, 3),  # a c; e came
        ("JPT Pratama", "L"): (0, 0, 0, 0, 0),
        ("JPT Pratama", "P"): (0, 0, 0, 0, 0),
        ("Administrator", "L"): (1, 0, 0, -1, 0),  # d
        ("Administrator", "P"): (0, 0, 0, 0, 0),
        ("Pengawas", "L"): (0, 1, 1, 0, 2),  # f was missing; b appointed
        ("Pengawas", "P"): (1, 1, 0, 0, 2),  # a; c recorded too late
    }


def test_the_same_six_people_without_last_years_data():
    """Only the published counts are known: the histories of this year tell the same story."""
    published = pd.DataFrame(
        {"jenjang": list(CHANGE_LINES), "L": [2, 0, 1, 0], "P": [2, 0, 0, 1]}, dtype=object
    )
    whole = split_changes(person_states(NOW, BEFORE))
    rebuilt = split_changes(person_states(NOW, None), published)
    pd.testing.assert_frame_equal(rebuilt, whole)


def test_the_share_of_women_by_hand():
    shares = split_shares(split_changes(person_states(NOW, BEFORE))).set_index("jenjang")
    # 2 of 4; 2 of 5 with f; the same after events; 3 of 5 without d and with e
    assert shares.loc[TOTAL_ASN].tolist() == pytest.approx([0.5, -0.1, 0.0, 0.2, 0.6])
    # 1 of 1; 2 of 3 with c and f; 2 of 4 with b
    assert shares.loc["Pengawas"].tolist() == pytest.approx([1, -1 / 3, -1 / 6, 0, 0.5])
    assert shares.loc["JPT Pratama"].isna().all()


def test_published_counts_that_differ_from_the_data_are_corrected():
    published = pd.DataFrame(
        {"jenjang": list(CHANGE_LINES), "L": [3, 0, 1, 0], "P": [2, 0, 0, pd.NA]}
    )
    split = cells(split_changes(person_states(NOW, BEFORE), published))
    assert split[TOTAL_ASN, "L"] == (3, 0, 0, -1, 2)
    assert pd.isna(split["Pengawas", "P"][0])
    assert pd.isna(split["Pengawas", "P"][1])
    assert split["Pengawas", "P"][2:] == (0, 0, 2)


def test_a_corrected_sex_is_a_correction():
    before, now = (data(y, [person("a", sex)]) for y, sex in ((2024, "L"), (2025, "P")))
    split = cells(split_changes(person_states(now, before)))
    assert split[TOTAL_ASN, "L"] == (1, -1, 0, 0, 0)
    assert split[TOTAL_ASN, "P"] == (0, 1, 0, 0, 1)


def test_a_history_rewritten_before_an_event_counts_once_as_each():
    """Pelaksana in last year's data; Pengawas since 2023 by now; Administrator this year."""
    before = data(2024, [person("a", "P")])
    posts = [held("a", "Pengawas", "2023-02-01"), held("a", "Administrator", "2025-02-01")]
    now = data(2025, [person("a", "P", level="Administrator", since="2025-02-01")], posts)
    split = cells(split_changes(person_states(now, before)))
    assert split["Pengawas", "P"] == (0, 1, -1, 0, 0)
    assert split["Administrator", "P"] == (0, 0, 1, 0, 1)


def test_whoever_had_left_before_was_counted_wrongly_and_without_a_date_left_this_year():
    before = data(2024, [person(name, "P") for name in "ab"])
    now = data(2025, [person("c", "P")], pemberhentian=[left("a", "P", "2024-05-01")])
    assert cells(split_changes(person_states(now, before)))[TOTAL_ASN, "P"] == (2, 0, 0, -1, 1)
    # a: a correction (-1); c: in service by then, so missing then (+1); b: no date, left (-1)


def test_a_return_to_active_service_is_a_change_of_population():
    before, now = (data(y, [person("a", "P", law=law)]) for y, law in ((2024, "07"), (2025, "01")))
    assert cells(split_changes(person_states(now, before)))[TOTAL_ASN, "P"] == (0, 0, 0, 1, 1)


def test_an_acting_post_is_no_event():
    before = data(2024, [person("a", "P")])
    now = data(2025, [person("a", "P")], [held("a", "Pengawas", "2025-02-01", penugasan="plt")])
    assert cells(split_changes(person_states(now, before)))["Pengawas", "P"] == (0, 0, 0, 0, 0)


def loop(now, before):
    """The same rules, person by person, on simulated years in which nothing was corrected."""
    then = dict(zip(before.snapshot["pegawai_id"], before.snapshot["jenjang"], strict=True))
    here = dict(zip(now.snapshot["pegawai_id"], now.snapshot["jenjang"], strict=True))
    sexes = pd.concat([d.snapshot.set_index("pegawai_id")["jenis_kelamin"] for d in (before, now)])
    counts: dict[tuple[str, str, str], int] = {}
    for name, sex in sexes[~sexes.index.duplicated()].items():
        for level in (TOTAL_ASN, *ESELON):
            was, is_ = (name in d and level in (TOTAL_ASN, d[name]) for d in (then, here))
            part = "kejadian" if name in then and name in here else "populasi"
            counts[level, sex, part] = counts.get((level, sex, part), 0) + is_ - was
    return counts


@pytest.fixture(scope="module")
def years(tmp_path_factory):
    """Two consecutive years of a simulated regency without defects, and with many."""
    pairs = {}
    regency = simulate(size=300, years=(2024, 2025), seed=7)
    for dirt in (0.0, 0.05):
        folder = tmp_path_factory.mktemp("tahun")
        write_raw(regency, folder / "data" / "raw", dirt=dirt, layout="csv")
        for year in (2024, 2025):
            build_periode(folder, Periode(year), config=Config())
        pairs[dirt] = tuple(load(year, workspace=folder) for year in (2025, 2024))
    return pairs


def test_clean_years_have_no_corrections_and_agree_with_a_loop_over_people(years):
    now, before = years[0.0]
    split = split_changes(person_states(now, before)).set_index(["jenjang", "jenis_kelamin"])
    assert (split["pembetulan"] == 0).all()
    expected = loop(now, before)
    for (level, sex), row in split.iterrows():
        for part in ("kejadian", "populasi"):
            assert row[part] == expected[level, sex, part]


def test_histories_alone_tell_the_same_as_last_years_clean_data(years):
    now, before = years[0.0]
    whole = split_changes(person_states(now, before))
    published = whole.pivot_table("sebelum", "jenjang", "jenis_kelamin").reset_index()
    rebuilt = split_changes(person_states(now, None), published)
    pd.testing.assert_frame_equal(rebuilt, whole, check_dtype=False)


@pytest.mark.parametrize("dirt", [0.0, 0.05])
def test_the_parts_add_up_from_one_profile_to_the_next(years, dirt):
    now, before = years[dirt]
    split = split_changes(person_states(now, before)).set_index(["jenjang", "jenis_kelamin"])
    profiles = [
        profile_table(d.snapshot).set_index(["kategori", "sub_kategori"]) for d in (before, now)
    ]
    for (level, sex), row in split.iterrows():
        first, last = (p.loc[NAMES[level], {"L": "pria", "P": "wanita"}[sex]] for p in profiles)
        assert (row["sebelum"], row["sesudah"]) == (first, last)
        assert first + row[list(CHANGE_PARTS)].sum() == last


def test_the_order_of_rows_does_not_matter(years):
    now, before = years[0.05]
    turned = [
        Data(
            d.year,
            d.edition,
            d.config,
            {k: t.iloc[::-1] for k, t in d.tables.items()},
            d.snapshot.iloc[::-1],
        )
        for d in (now, before)
    ]
    pd.testing.assert_frame_equal(
        split_changes(person_states(*turned)), split_changes(person_states(now, before))
    )


state = st.one_of(st.none(), st.tuples(st.sampled_from("LP"), st.sampled_from(["", *ESELON])))


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(state, state, state), max_size=12),
    st.lists(st.integers(0, 9), min_size=8, max_size=8),
)
def test_sums_are_exact_for_any_states(people, told):
    columns = pd.MultiIndex.from_product(
        [("dulu", "kini_dulu", "kini"), ("jenis_kelamin", "jenjang")]
    )
    rows = [[v for s in person for v in (s or (pd.NA, pd.NA))] for person in people]
    states = pd.DataFrame(rows, columns=columns, dtype="string")
    published = pd.DataFrame({"jenjang": list(CHANGE_LINES), "L": told[:4], "P": told[4:]})
    for split in (split_changes(states), split_changes(states, published)):
        assert (split["sebelum"] + split[list(CHANGE_PARTS)].sum(axis=1) == split["sesudah"]).all()
        shares = split_shares(split).dropna()
        assert (
            shares["sebelum"] + shares[list(CHANGE_PARTS)].sum(axis=1)
        ).to_numpy() == pytest.approx(shares["sesudah"].to_numpy())

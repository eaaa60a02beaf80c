"""Champions, facilitators, Pokja and documents of the tiny register of conftest."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from pug_analysis.pages.indikator import penunjukan as posts


def person(place: int) -> str:
    return f"{place:020x}"


@pytest.fixture
def sk(register_tables):
    return register_tables["sk_pug"]


def found(sk, data, jenis, cutoff=date(2025, 12, 31)):
    return posts.find_appointed(sk, data.snapshot, jenis=jenis, cutoff=cutoff).set_index(
        "pegawai_id"
    )


# --- by hand
@pytest.mark.parametrize(
    ("cutoff", "state"),
    [
        ("2024-02-01", posts.BERLAKU),
        ("2026-02-01", posts.BERLAKU),
        ("2026-02-02", posts.HABIS),
        ("2024-01-31", posts.BELUM_MULAI),
    ],
)
def test_both_ends_are_days_of_validity(sk, cutoff, state):
    row = sk.loc[(sk["jenis"] == posts.CHAMPION) & (sk["nomor"] == "7/2024")]
    states = posts.classify_validity(row, cutoff=date.fromisoformat(cutoff))
    assert set(states) == {state}


def test_an_own_beginning_counts_before_the_date_of_the_document(sk):
    row = sk.iloc[[1]].assign(berlaku_mulai=pd.Timestamp("2025-07-01"))
    assert posts.classify_validity(row, cutoff=date(2025, 6, 30)).item() == posts.BELUM_MULAI
    assert posts.classify_validity(row, cutoff=date(2025, 7, 1)).item() == posts.BERLAKU


def test_a_document_without_an_end_stays_valid(sk):
    assert posts.classify_validity(sk.iloc[[0]], cutoff=date(2040, 1, 1)).item() == posts.BERLAKU


def test_a_champion_counts_once_with_the_best_document(sk, tiny_data):
    people = found(sk, tiny_data, posts.CHAMPION)
    # 4 has an expired decision of 2022 in Dinas B and a valid one in Dinas A; 21 has left.
    assert sorted(people.index) == [person(1), person(4), person(21)]
    assert people.loc[person(4), ["keadaan", "perangkat_daerah"]].tolist() == ["berlaku", "Dinas A"]
    assert people["aktif"].to_dict() == {person(1): True, person(4): True, person(21): False}


def test_the_office_is_that_of_the_decision_else_of_the_snapshot(sk, tiny_data):
    people = found(sk, tiny_data, posts.CHAMPION)
    assert people.loc[person(1), "perangkat_daerah"] == "Dinas B"
    counts = posts.count_appointed(people.reset_index(), by=("perangkat_daerah", "jenjang"))
    assert counts[["perangkat_daerah", "jenjang", "wanita", "total"]].to_numpy().tolist() == [
        ["Dinas A", "Administrator", 1, 1],
        ["Dinas B", "JPT Pratama", 1, 1],
    ]


def test_facilitators_valid_and_expired(sk, tiny_data):
    people = posts.find_appointed(
        sk, tiny_data.snapshot, jenis=posts.FASILITATOR, cutoff=date(2025, 12, 31)
    )
    counts = posts.count_appointed(people, by=("keadaan",), valid=False).set_index("keadaan")
    assert counts["total"].to_dict() == {posts.BERLAKU: 1, posts.HABIS: 1}
    # The last day of a certificate still counts, the next one does not.
    later = posts.find_appointed(
        sk, tiny_data.snapshot, jenis=posts.FASILITATOR, cutoff=date(2026, 1, 1)
    )
    assert set(later["keadaan"]) == {posts.HABIS}


def test_decisions_of_later_are_not_known_yet(sk, tiny_data):
    assert sorted(found(sk, tiny_data, posts.POKJA).index) == [person(0), person(1), person(6)]


def test_the_account_of_all_kinds(sk, tiny_data):
    table = posts.account_appointed(sk, tiny_data.snapshot, cutoff=date(2025, 12, 31))
    table = table.set_index("jenis")
    assert table.loc[posts.CHAMPION].tolist() == [0, 2, 2, 2, 0, 1]
    assert table.loc[posts.FASILITATOR].tolist() == [0, 1, 1, 1, 1, 0]
    assert table.loc[posts.POKJA].tolist() == [1, 2, 3, 2, 0, 0]


def test_offices_without(tiny_data):
    lacking = posts.find_offices_without(tiny_data.snapshot, pd.Series(["Dinas A", "Lain"]))
    assert lacking.to_numpy().tolist() == [["Dinas B", 10]]
    assert posts.find_offices_without(tiny_data.snapshot, pd.Series(["Dinas A", "Dinas B"])).empty


def test_a_decision_that_names_three_people_is_one_document(sk):
    table = posts.list_documents(sk, cutoff=date(2025, 12, 31))
    assert posts.FASILITATOR not in set(table["jenis"])
    one = table.loc[table["nomor"] == "7/2024"].iloc[0]
    assert (one["orang"], one["perangkat_daerah"], one["keadaan"]) == (3, "Dinas A", "berlaku")
    assert table.loc[table["nomor"] == "1/2019", "orang"].item() == 0
    assert "9/2026" not in set(table["nomor"])


def test_a_document_that_names_several_offices(sk):
    rows = sk.iloc[[1, 2]].assign(perangkat_daerah=["Dinas A", "Dinas B"])
    table = posts.list_documents(rows, cutoff=date(2025, 12, 31))
    assert table["perangkat_daerah"].tolist() == ["2 perangkat daerah"]


def test_steps_of_the_programme(sk, register_tables, tiny_data):
    log = register_tables["kegiatan_pug"]
    table = posts.track_champions(sk, log, tiny_data.snapshot, cutoff=date(2025, 6, 30))
    steps = table.set_index("langkah")
    assert steps.loc["1. Nominasi", "orang"] == 1
    assert steps.loc["2. SK yang berlaku", ["orang", "perangkat_daerah"]].tolist() == [2, 2]
    assert steps.loc["3. Orientasi", "kegiatan"] == 0
    forum = [steps.loc[f"4. Komunitas praktik, triwulan {q}", "kegiatan"] for q in ("I", "II")]
    assert forum == [0, 1]
    assert pd.isna(steps.loc["4. Komunitas praktik, triwulan III", "kegiatan"])
    assert steps.loc["4. Komunitas praktik, triwulan II", "berkas_bukti"] == "c.pdf"


# --- properties
def test_the_order_of_rows_does_not_matter(sk, tiny_data):
    for jenis in (posts.CHAMPION, posts.FASILITATOR, posts.POKJA):
        one = found(sk, tiny_data, jenis)
        other = found(sk.iloc[::-1], tiny_data, jenis)
        pd.testing.assert_frame_equal(one, other)

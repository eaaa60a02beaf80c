"""Displays of the same people, and sums that tell nothing."""

from __future__ import annotations

from pug_analysis.audit.displays import (
    DisplayPair,
    Echo,
    Flow,
    Listed,
    OneNumber,
    Pick,
    by_columns,
    derived_wholes,
    only,
)
from pug_analysis.audit.published import read_ledger
from pug_analysis.audit.sums import Sum
from pug_analysis.audit.tables import read_tables

FLOW = Flow("alur", "jalur")
PEOPLE = {"orang": ["orang"]}


def read(kit, folder, **texts: tuple[str, dict]):
    kit.publish(folder, **texts)
    return read_tables(folder, read_ledger(folder))


def flow(*numbers: str, cohort: int = 2) -> str:
    names = [f"Langkah {n}" for n in range(len(numbers))]
    names[cohort] = "Kohort"
    rows = [f"a;{name};{number}" for name, number in zip(names, numbers, strict=True)]
    return "\n".join(["jalur;langkah;orang", *rows])


def cell(place: int) -> tuple[str, int, str]:
    return ("alur", place, "orang")


# --- flows
def test_a_flow_is_the_sum_of_the_steps_up_to_the_next_whole(kit, tmp_path):
    tables = read(kit, tmp_path, alur=(flow("130", "*", "125", "25", "100"), PEOPLE))
    assert FLOW.sums(tables) == [
        Sum((cell(0),), (cell(1), cell(2))),
        Sum((cell(2),), (cell(3), cell(4))),
    ]


def test_wholes_that_add_up_from_what_is_shown_tell_nothing(kit, tmp_path):
    other = Flow("alur2", "jalur")
    text, more = flow("130", "*", "125", "25", "100"), flow("130", "25", "105", cohort=0)
    tables = read(kit, tmp_path, alur=(text, PEOPLE), alur2=(more, PEOPLE))
    assert derived_wholes([FLOW, other], tables) == {cell(0), cell(2), ("alur2", 0, "orang")}


def test_one_cohort_that_does_not_add_up_is_taken_at_its_word(kit, tmp_path):
    tables = read(kit, tmp_path, alur=(flow("135", "*", "130", "25", "100"), PEOPLE))
    assert derived_wholes([FLOW], tables) == {cell(0)}


def test_where_every_flow_adds_up_to_one_cohort_its_largest_part_may_be_the_rest(kit, tmp_path):
    tables = read(kit, tmp_path, alur=(flow("130", "*", "125", "25", "100"), PEOPLE))
    assert derived_wholes([FLOW], tables) == {cell(0), cell(2), cell(4)}


# --- pairs
def test_pairs_meet_group_by_group_and_repeated_rows_count_once(kit, tmp_path):
    tables = read(
        kit,
        tmp_path,
        a=("jenjang;langkah;orang\nPKP;Dianalisis;600\nPKA;Dianalisis;220", PEOPLE),
        b=(
            "jenjang;time;n\nPKP;6;405\nPKP;6;195\nPKP;12;405\nPKP;12;195\nPKN;6;30",
            {"orang": ["n"]},
        ),
    )
    pair = DisplayPair(
        Pick("a", ("orang",), only(by_columns("jenjang"), langkah="Dianalisis")),
        Pick("b", ("n",), by_columns("jenjang"), once="time"),
    )
    assert pair.sums(tables) == [Sum((("a", 0, "orang"),), (("b", 0, "n"), ("b", 1, "n")))]
    # 405 + 195: derived in its only group
    assert derived_wholes([pair], tables) == {("a", 0, "orang")}


def test_a_sum_of_shown_numbers_is_derived_wherever_it_is_repeated(kit, tmp_path):
    tables = read(
        kit,
        tmp_path,
        t=("cara;n\nsemua;190\nwanita;50\npria;140\ncox;190\npernah;185", {"orang": ["n"]}),
    )

    def way(*names: str):
        return Pick("t", ("n",), lambda row: "x" if row["cara"] in names else "")

    pairs = [
        DisplayPair(way("semua"), way("wanita", "pria")),
        DisplayPair(way("semua"), way("cox")),
        Echo("t", ("n",), lambda row: "x"),
    ]
    assert derived_wholes(pairs, tables) == {("t", 0, "n"), ("t", 3, "n")}
    assert Echo("t", ("n",), lambda row: "x").sums(tables) == []


def test_one_number_of_several_tables(kit, tmp_path):
    tables = read(kit, tmp_path, a=("n\n5", {"orang": ["n"]}), b=("n\n10", {"orang": ["n"]}))
    shown = OneNumber((Pick("a", ("n",)), Pick("b", ("n",))))
    assert shown.sums(tables) == [Sum((("a", 0, "n"),), (("b", 0, "n"),))]


# --- lists beside their sums
LISTED = Listed(Pick("sum", ("pria",), by_columns("jenis")), Pick("daftar", ("peserta",), by_columns("jenis")), "kegiatan")  # fmt: skip
LIST = ("jenis;peserta\nRapat;15\nRapat;10\nLatsar;15", {"orang": ["peserta"]})


def sums(kit, folder, *rows: str):
    text = "\n".join(["jenis;kegiatan;pria", *rows])
    exact = {"orang": ["pria"], "aturan": "tepat", "tingkat": "B"}
    return LISTED.sums(read(kit, folder, sum=(text, exact), daftar=LIST))


def test_exact_sums_are_held_against_the_list(kit, tmp_path):
    found = sums(kit, tmp_path, "Rapat;2;27", "Latsar;1;13")
    assert [len(one.parts) for one in found] == [2, 1]


def test_sums_of_what_the_list_shows_tell_nothing(kit, tmp_path):
    assert sums(kit, tmp_path, "Rapat;2;25", "Latsar;1;15") == []


def test_a_list_with_other_entries_is_not_held_against_its_sum(kit, tmp_path):
    assert [len(one.parts) for one in sums(kit, tmp_path, "Rapat;3;40", "Latsar;1;13")] == [1]

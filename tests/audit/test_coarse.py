"""A printed step must hold as many people as a protected count stays open over."""

from __future__ import annotations

from pug_analysis.audit.coarse import Coarse, too_fine
from pug_analysis.audit.published import read_ledger
from pug_analysis.audit.tables import at, read_tables

GAP = ("estimate", "conf_low", "conf_high")
BY_SEX = at("n_pria", "n_wanita")
PEOPLE = {"orang": ["n_pria", "n_wanita"]}


def fine(kit, folder, entry: Coarse, *rows: str) -> dict[str, int]:
    head = "n_pria;n_wanita;share_pria;share_wanita;estimate;conf_low;conf_high"
    kit.publish(folder, t=("\n".join([head, *rows]), PEOPLE))
    return too_fine([entry], read_tables(folder, read_ledger(folder)), people=3)


def test_thousandths_of_500_people_are_half_a_person(kit, tmp_path):
    row = "515;500;0,34;0,29;-0,061;-0,125;0,019"
    assert fine(kit, tmp_path, Coarse("t", GAP, BY_SEX), row) == {"t": 1}


def test_hundredths_of_500_people_are_five(kit, tmp_path):
    row = "515;500;0,34;0,29;-0,06;-0,13;0,01"
    assert fine(kit, tmp_path, Coarse("t", GAP, BY_SEX), row) == {}


def test_the_fewer_people_count_and_those_who_have_arrived_weigh_less(kit, tmp_path):
    # 0,01 x 202 = 2 people; where 40 % wait, one person moves the share by 0,4 / 202: 5 people
    row = "515;200;0,34;0,6;-0,06;-0,13;0,01"
    assert fine(kit, tmp_path / "a", Coarse("t", GAP, BY_SEX), row) == {"t": 1}
    waiting = Coarse("t", GAP, at("n_wanita"), at("share_wanita"))
    assert fine(kit, tmp_path / "b", waiting, row) == {}


def test_points_and_months_have_units_of_their_own(kit, tmp_path):
    entry = Coarse("t", GAP, BY_SEX, scale=100, each_row=True)
    rows = "515;490;;;-11,35;-18,87;-3,84", "515;490;;;-11;-19;-3"
    assert fine(kit, tmp_path, entry, *rows) == {"t": 1}


def test_people_of_both_sexes_are_at_most_half_of_one(kit, tmp_path):
    row = "400;;;;-0,06;-0,13;0,01"
    assert fine(kit, tmp_path, Coarse("t", GAP, at("n_pria"), both=True), row) == {"t": 1}


def test_a_difference_of_two_shown_shares_tells_nothing(kit, tmp_path):
    entry = Coarse("t", GAP, BY_SEX, minus=(at("share_wanita"), at("share_pria")))
    rows = "60;40;0,34;0,29;-0,05;-0,12;0,02", "50;40;0,3;;;;"
    assert fine(kit, tmp_path / "a", entry, *rows) == {}
    exact = "60;40;0,34;0,29;-0,06;-0,12;0,02"
    assert fine(kit, tmp_path / "b", entry, exact) == {"t": 1}


def test_no_number_and_no_people_are_not_judged(kit, tmp_path):
    rows = "60;40;;;;;", ";;;;-0,061;;"
    assert fine(kit, tmp_path, Coarse("t", GAP, BY_SEX), *rows) == {}

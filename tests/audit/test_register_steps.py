"""The attacker's register of the steps of a career: what follows from shown counts, and what does not."""

from __future__ import annotations

import numpy as np

from pug_analysis.audit.digits import NOTHING, told
from pug_analysis.audit.formulas_logrank import fits_excess
from pug_analysis.audit.published import read_ledger
from pug_analysis.audit.recompute import recompute
from pug_analysis.audit.register_steps import STEP_COARSE, STEP_ESTIMATES, STEP_PAIRS


def test_early_and_late_ratios_are_not_of_all_promotions():
    of_parts = [one for one in STEP_ESTIMATES if one.table == "kohort_laju_bagian"]
    whole, early = {"bagian": "Ketiga langkah bersama"}, {"bagian": "CPNS ke Pengawas, awal"}
    assert [one.rows(whole) for one in of_parts] == [True, True, True, False]
    assert [one.rows(early) for one in of_parts] == [False, False, False, True]
    assert {place.table for place in of_parts[-1].counts.values()} == {"kohort_langkah"}


def test_a_milestone_is_asked_with_those_at_risk_in_its_year():
    (curve,) = STEP_COARSE
    assert curve.people.rows({"time": "120"}, {"tahun": "10"})
    assert not curve.people.rows({"time": "120"}, {"tahun": "12"})


def test_the_same_people_stand_in_steps_and_targets():
    tables = {(one.whole.table, one.parts.table) for one in STEP_PAIRS}
    assert ("kohort_langkah", "kohort_sasaran") in tables
    assert ("kohort_laju_bagian", "kohort_langkah") in tables


def test_observed_less_expected_tells_the_observed_ones():
    """274.43 expected and 46.43 fewer are 228; to the nearest 5, 275 and 45 leave 225 to 235."""
    observed = np.arange(220, 240)

    def fitting(**shown):
        return observed[fits_excess({"kejadian": observed}, shown)].tolist()

    assert fitting(harapan=told("274,43", step=0.01), selisih=told("-46,43", step=0.01)) == [228]
    assert fitting(harapan=told("275", step=5), selisih=told("-45", step=5)) == list(
        range(225, 236)
    )
    assert fitting(harapan=told("275", step=5), selisih=NOTHING) == observed.tolist()


STEPS = (
    "langkah;jalur;putusan;n_pria;n_wanita;kejadian_pria;kejadian_wanita;harapan_wanita;selisih_orang;rasio;"
    "conf_low;conf_high;p_value;p_holm;rasio_terlihat"
)
PEOPLE = ["n_pria", "n_wanita", "kejadian_pria", "kejadian_wanita"]
FIRST = "CPNS ke Pengawas;struktural;ada kesenjangan;775;490;450;230"
PARTS = "bagian;kejadian_pria;kejadian_wanita;harapan_wanita;selisih_orang;rasio;conf_low;conf_high;p_value"


def attack(kit, folder, **tables):
    kit.publish(folder, **tables)
    return recompute(folder, read_ledger(folder))


def test_a_step_as_a_shared_edition_shows_it_tells_nothing(kit, tmp_path):
    """0,72 x exp(-+ 1,96 x (1/450 + 1/230)^0,5): 0,61 and 0,84."""
    shown = f"{STEPS}\n{FIRST};275;-45;0,72;0,61;0,84;< 0,001;;0,79"
    found = attack(kit, tmp_path, kohort_langkah=(shown, {"orang": PEOPLE}))
    assert (found.by_digits, found.by_sums, found.unfitted, found.unknown) == ({}, {}, {}, ())


def test_exact_numbers_of_a_step_tell_who_was_promoted(kit, tmp_path):
    """274,43 expected and 46,43 fewer are 228 women; beside them is 230."""
    shown = f"{STEPS}\n{FIRST};274,43;-46,43;0,72;0,61;0,84;< 0,001;;0,79"
    found = attack(kit, tmp_path, kohort_langkah=(shown, {"orang": PEOPLE}))
    assert found.by_digits == {"kohort_langkah": 1}


def test_an_exact_p_value_of_a_step_tells_who_was_promoted(kit, tmp_path):
    """p 0,00021 is a z of 3,7; with E = 16,66 of 35 the variance is 3,5 to 8,7: 6,9 to 10,9 fewer, so 8 or 9."""
    first = "CPNS ke Pengawas;struktural;belum dapat disimpulkan;90;60;25;10"
    shown = f"{STEPS}\n{first};16,66;;;;;0,00021;;"
    found = attack(kit, tmp_path, kohort_langkah=(shown, {"orang": PEOPLE}))
    assert (found.by_digits, found.unfitted) == ({"kohort_langkah": 1}, {})


def test_promotions_of_all_steps_must_be_the_sum_of_what_is_shown(kit, tmp_path):
    """230 and 25 women are 255; 260 would say that both are at their upper ends."""
    second = "Pengawas ke Administrator;struktural;belum dapat disimpulkan;450;230;60;25"
    steps = (f"{STEPS}\n{FIRST};;;;;;;;\n{second};;;;;;;;", {"orang": PEOPLE})
    for women, found_in in ((255, {}), (260, {"kohort_langkah": 2, "kohort_laju_bagian": 1})):
        whole = f"{PARTS}\nKetiga langkah bersama;510;{women};;;;;;"
        terms = {"orang": ["kejadian_pria", "kejadian_wanita"]}
        found = attack(
            kit, tmp_path / str(women), kohort_langkah=steps, kohort_laju_bagian=(whole, terms)
        )
        assert found.by_sums == found_in

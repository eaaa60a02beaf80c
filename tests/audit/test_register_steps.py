"""The attacker's register of the steps of a career: what follows from shown counts, and what does not."""

from __future__ import annotations

import numpy as np

from pug_analysis.audit.digits import NOTHING, told
from pug_analysis.audit.formulas_logrank import fits_excess
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

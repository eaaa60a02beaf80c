"""Evidence of parts adds up to the evidence of the whole."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pug_analysis.ingest.values.refused import Refused
from pug_analysis.ingest.values.sheet_evidence import Decided, Evidence, add, decide_form, guess


def dates(**columns):
    return Evidence(forms={f: Counter(c) for f, c in columns.items()})


def test_the_commonest_form_is_usual_and_the_sheet_breaks_ties():
    found = decide_form(dates(a={"iso": 2, "dmy-": 1}, b={"iso": 1, "dmy-": 1}, c={}))
    assert found == Decided({"a": "iso", "b": "iso"})


def test_a_few_dates_with_the_month_first_are_slips_unless_others_contradict():
    slips = Evidence(forms={"a": Counter()}, month_first={"a": frozenset("12")})
    assert decide_form(slips) == Decided()
    for more in (
        Evidence(day_first=frozenset("a")),
        Evidence(month_first={"a": frozenset("3")}),
    ):
        with pytest.raises(Refused, match="TGL-URUTAN"):
            decide_form(add(slips, more))


def test_p_is_decided_by_all_rows_together():
    one = Evidence(sexes=frozenset("P"), pairs=Counter({("?", "L"): 3}))
    two = Evidence(sexes=frozenset(["P", "L"]), pairs=Counter({("?", "P"): 30, ("L", "L"): 30}))
    assert guess(one, Decided()).p == "L"
    assert decide_form(add(one, two)).p == "P"
    # What was guessed stays until the sheet is read again.
    assert guess(add(one, two), Decided({}, "L")).p == "L"
    with pytest.raises(Refused, match="JK-RANCU"):
        decide_form(add(one, Evidence(sexes=frozenset("M"))))


counts = st.dictionaries(st.sampled_from(["cell", "iso", "dmy-", "dmy/"]), st.integers(1, 5))
parts = st.builds(
    lambda a, b, texts: Evidence(
        {"a": Counter(a), "b": Counter(b)}, frozenset(), {"a": frozenset(texts)}
    ),
    counts,
    counts,
    st.lists(st.sampled_from("123456"), max_size=4),
)


@given(st.lists(parts, min_size=2, max_size=5), st.randoms())
def test_order_and_grouping_do_not_matter(found, random):
    def total(evidence):
        result = evidence[0]
        for part in evidence[1:]:
            result = add(result, part)
        try:
            return decide_form(result)
        except Refused as verdict:
            return verdict.kode, verdict.rincian

    shuffled = random.sample(found, len(found))
    assert total(found) == total(shuffled)
    assert total([found[0], total_of(found[1:])]) == total(found)


def total_of(evidence):
    result = evidence[0]
    for part in evidence[1:]:
        result = add(result, part)
    return result

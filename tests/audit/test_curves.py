"""How many people stand behind the steps of a curve."""

from __future__ import annotations

import numpy as np
import pytest

from pug_analysis.audit.curves import Curve, narrow_steps, step_sizes
from pug_analysis.audit.published import read_ledger
from pug_analysis.audit.tables import read_tables
from pug_analysis.stats import share_interval

CURVE = Curve("t", ("jk",), "tahun")


def read(kit, folder, *rows: str):
    text = "\n".join(["jk;tahun;n_risk;estimate;conf_low;conf_high", *rows])
    kit.publish(folder, t=(text, {"orang": ["n_risk"]}))
    return read_tables(folder, read_ledger(folder))


# --- by hand
def test_a_small_share_of_a_known_number_of_people_tells_the_first_eight(kit, tmp_path):
    """0,01 of 505 people, 420 at risk a year later: 8 or 9 (at least 8, the notes say)."""
    tables = read(kit, tmp_path, "pria;1;505;;;", "pria;2;420;0,01;;")
    assert list(step_sizes(CURVE, tables)) == [(8, 9)]
    assert narrow_steps([CURVE], tables, people=3) == {"t": 1}


def test_a_step_between_two_rounded_shares_is_wide(kit, tmp_path):
    rows = ("pria;1;400;0,10;;", "pria;2;300;0,21;;", "pria;3;290;0,21;;")
    tables = read(kit, tmp_path, *rows)
    first, second = step_sizes(CURVE, tables)
    # 0,10 to 0,12 more of 298 to 402 people; 0,905 at most are waiting, 298 / 402 at least
    assert second == (33, 65)
    assert first[0] <= 38 <= first[1]
    assert narrow_steps([CURVE], tables, people=3) == {}


def test_shares_of_effective_people_to_the_nearest_5_tell_less(kit, tmp_path):
    """The same first share, if its limits are those of 5 of 420 people: 2,5 to 7,5 of them, so 8 or more."""
    low, high = share_interval([5], [420])[["conf_low", "conf_high"]].iloc[0].round(2)
    row = f"pria;2;420;0,01;{low:.2f};{high:.2f}".replace(".", ",")
    tables = read(kit, tmp_path, "pria;1;505;;;", row)
    ((least, most),) = step_sizes(CURVE, tables)
    assert least == 8
    assert most >= 11


# --- simulated curves, whose people are known
@pytest.mark.parametrize("seed", range(12))
def test_the_true_number_is_never_ruled_out(kit, tmp_path, seed):
    """Nobody enters late; those who leave otherwise are not shown."""
    chance = np.random.default_rng(seed)
    n = int(chance.integers(60, 400))
    month = chance.integers(1, 73, n)
    promoted = chance.random(n) < 0.5
    at_risk, waiting, share = n, 1.0, 0.0
    rows, truth, last, total, before = [], [], 0, 0, ""
    for now in range(1, 73):
        came = int((promoted & (month == now)).sum())
        left = int((~promoted & (month == now)).sum())
        share += waiting * came / at_risk if at_risk else 0
        waiting *= 1 - came / at_risk if at_risk else 1
        at_risk -= came + left
        total += came
        if now % 12 == 0 and at_risk >= 10:
            shown = total >= 8 and total - last >= (6 if last else 8)
            text = f"{share:.2f}".replace(".", ",") if shown else before
            if shown and text != before:
                truth.append(total - last)
                last = total
            before = text
            people = at_risk + 2 - (at_risk + 2) % 5
            rows.append(f"pria;{now // 12};{people};{text};;")
    # who was followed at all stands in the first row here
    rows.insert(0, f"pria;0;{n + 2 - (n + 2) % 5};;;")
    found = list(step_sizes(CURVE, read(kit, tmp_path, *rows)))
    assert len(found) == len(truth)
    for number, (low, high) in zip(truth, found, strict=True):
        assert low <= number <= high

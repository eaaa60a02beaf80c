"""Occupation probabilities: by hand, against R's survfit and etm, and as one step of a career."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pug_analysis.stats import at_times, cumulative_incidence, merge, moves, occupation, risk_table

DATA = Path(__file__).parents[2] / "oracles" / "data"
ORACLES = ["multistate_mgus2_rows", "multistate_mgus2_late"]
FILES = {ORACLES[0]: "mgus2_multistate", ORACLES[1]: "mgus2_multistate_late"}
ASKED = {"state": "di", "initial": {"mgus": 1.0}}


def stretches(name: str) -> pd.DataFrame:
    rows = pd.read_csv(DATA / f"{FILES[name]}.csv", keep_default_na=False)
    return rows.rename(columns={"from": "di", "start": "entry", "stop": "exit", "to": "cause"})


def by_state(found: pd.DataFrame, column: str, states: list[str]) -> np.ndarray:
    return found.pivot_table(index=["sex", "time"], columns="state", values=column)[
        states
    ].to_numpy()


@pytest.mark.parametrize("name", ORACLES)
def test_as_r_gives_them(oracle, name):
    kept = oracle(name)
    table = risk_table(stretches(name), by=("sex", "di"))
    found = occupation(table, times=kept["times"], **ASKED)
    estimate, error = (by_state(found, one, kept["states"]) for one in ("estimate", "std_error"))
    np.testing.assert_allclose(estimate, kept["pstate"], atol=1e-12)
    for place, sex in enumerate(("F", "M")):
        rows = slice(4 * place, 4 * place + 4)
        np.testing.assert_allclose(estimate[rows], kept["etm"][sex]["pstate"], atol=1e-12)
        np.testing.assert_allclose(error[rows], kept["etm"][sex]["std_err"], rtol=1e-8, atol=1e-12)
    # the robust one needs the single persons: nearly the same, and not the same
    robust = np.array(kept["std_err_jackknife"])
    assert np.abs(error / robust - 1).max() < 0.12
    assert np.abs(error / robust - 1).max() > 0.01


def test_by_hand():
    """Four staff; month 1 one rises; month 2 one of three staff leaves, and who rose leaves; month 3 one rises."""
    rows = pd.DataFrame(
        [("staf", 0, 1, "naik"), ("naik", 1, 2, "keluar"), ("staf", 0, 2, "keluar"),
         ("staf", 0, 3, "naik"), ("naik", 3, 4, ""), ("staf", 0, 4, "")],
        columns=["di", "entry", "exit", "cause"],
    )  # fmt: skip
    table = risk_table(rows, by="di")
    found = occupation(table, state="di", initial={"staf": 1}, times=[1, 2, 3])
    shares = found.pivot_table(index="time", columns="state", values="estimate")
    # month 2: 3/4 stay staff less a third; month 3: 1/2 staff, half of them rise
    assert shares["staf"].tolist() == pytest.approx([3 / 4, 1 / 2, 1 / 4])
    assert shares["naik"].tolist() == pytest.approx([1 / 4, 0, 1 / 4])
    assert shares["keluar"].tolist() == pytest.approx([0, 1 / 2, 1 / 2])
    first = found.loc[found["time"] == 1].set_index("state")
    # one of four: sqrt(1/4 3/4 / 4)
    assert first.loc["naik", "std_error"] == pytest.approx(np.sqrt(3 / 64))
    assert first.loc["staf", "std_error"] == pytest.approx(np.sqrt(3 / 64))
    one = next(moves(table, state="di"))
    assert one.months.tolist() == [1, 2, 3]
    assert one.states == ("naik", "staf", "keluar")
    assert one.n_risk[:, :2].tolist() == [[0, 4], [1, 3], [0, 2]]
    assert one.n_move[1].tolist() == [[0, 0, 1], [0, 0, 1], [0, 0, 0]]


def test_one_step_is_the_cumulative_incidence(spells):
    rows = spells(5, followed=True).assign(di="awal")
    by_cause = cumulative_incidence(
        risk_table(rows, by="jk"), cause="naik", variance="delta", conf_type="log-log"
    )
    table = risk_table(rows, by=("jk", "di"))
    times = [4, 8]
    found = occupation(table, state="di", initial={"awal": 1}, times=times)
    own = found.loc[found["state"] == "naik"].sort_values(["jk", "time"])
    expected = at_times(by_cause, times).sort_values(["jk", "time"])
    for column in ("estimate", "std_error", "conf_low", "conf_high"):
        np.testing.assert_allclose(own[column], expected[column], atol=1e-12)


def test_shares_add_up_and_tables_of_agencies_add_up():
    rows = stretches(ORACLES[1])
    whole = risk_table(rows, by=("sex", "di"))
    odd = rows["id"] % 2 == 1
    parts = [risk_table(part, by=("sex", "di")) for part in (rows[odd], rows[~odd])]
    times = [12, 60, 120]
    one, other = (occupation(table, times=times, **ASKED) for table in (whole, merge(*parts)))
    pd.testing.assert_frame_equal(one, other)
    sums = one.groupby(["sex", "time"])["estimate"].sum()
    np.testing.assert_allclose(sums, 1, atol=1e-12)


def test_later_starts_and_mixed_starts():
    table = risk_table(stretches(ORACLES[0]), by=("sex", "di"))
    mixed = {"mgus": 0.75, "pcm": 0.25}
    both = occupation(table, state="di", initial=mixed, times=[60])
    alone = [
        occupation(table, state="di", initial={name: 1}, times=[60])["estimate"].to_numpy()
        for name in mixed
    ]
    expected = 0.75 * alone[0] + 0.25 * alone[1]
    np.testing.assert_allclose(both["estimate"], expected, atol=1e-12)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"state": "sex2"}, "by column"),
        ({"initial": {"mgus": 0.5}}, "add up to 1"),
        ({"initial": {"lain": 1.0}}, "initial"),
        ({"initial": {"mgus": 1.5, "pcm": -0.5}}, "initial"),
        ({"times": [12, 12]}, "rise"),
        ({"times": [0]}, "after month 0"),
        ({"times": []}, "rise"),
    ],
)
def test_refusals(asked, message):
    table = risk_table(stretches(ORACLES[0]), by=("sex", "di"))
    with pytest.raises(ValueError, match=message):
        occupation(table, **{**ASKED, "times": [12], **asked})

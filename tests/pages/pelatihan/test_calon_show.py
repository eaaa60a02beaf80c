"""Candidates among holders of posts: their states are not told of each of them."""

from __future__ import annotations

import json
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pug_analysis.audit import audit_report
from pug_analysis.pages.pelatihan import calon_show
from pug_analysis.pages.pelatihan.calon import (
    BELUM_DIKLAT,
    FORMAL,
    SELURUHNYA,
    SIAP,
    SUDAH_DIKLAT,
    TIDAK_DIKETAHUI,
)
from pug_analysis.pages.pelatihan.calon_show import PEJABAT, protect_candidates, tabel_calon
from pug_analysis.release.small_counts import MASKED
from pug_analysis.report.gate.release_ledger import build_ledger
from pug_analysis.report.write.sheets import format_csv
from pug_analysis.terms.kalender import Periode

STATES = (SELURUHNYA, FORMAL, SUDAH_DIKLAT, BELUM_DIKLAT, TIDAK_DIKETAHUI, SIAP)


def group(name: str, men: list[int], women: list[int]) -> pd.DataFrame:
    table = pd.DataFrame({"kelompok": name, "keadaan": STATES, "pria": men, "wanita": women})
    return table.assign(total=table["pria"] + table["wanita"], share_wanita=0.5)


def cells(table: pd.DataFrame, name: str) -> list[str]:
    return [str(value) for value in table[name]]


# --- by hand
def test_holders_of_posts_of_whom_nobody_is_unknown():
    # 97 of 165 men qualify: 14 trained, 83 not, 0 unknown, 13 ready; 41 of 42 women, of whom 3 are trained
    table = group("Pengawas", [165, 97, 14, 83, 0, 13], [42, 41, 3, 38, 0, 2])
    shown = protect_candidates(table, edition="pokja")
    assert cells(shown, "pria") == ["165", "97", "14", "<NA>", MASKED, "13"]
    # that 41 of 42 qualify is hidden, and then nothing of them is told
    assert cells(shown, "wanita") == ["42", MASKED, *["<NA>"] * 4]
    assert shown["total"].iloc[0] == 207
    assert shown["total"].iloc[1:].isna().all()
    assert protect_candidates(table, edition="internal") is table


def test_staff_is_told_exactly_and_nobody_has_no_states():
    staff = group("Pelaksana", [293, 124, 8, 116, 0, 8], [0, 0, 0, 0, 0, 0])
    nobody = group("JF Ahli Madya", [0] * 6, [0] * 6)
    shown = protect_candidates(pd.concat([staff, nobody]), edition="publik")
    assert shown.iloc[:6]["pria"].tolist() == [293, 124, 8, 116, 0, 8]
    assert cells(shown.iloc[6:], "pria") == ["0", *["<NA>"] * 5]


def test_those_who_are_ready_go_with_the_trained():
    # 90 trained of 100 who qualify, 10 not, 0 unknown: the trained are the largest part and are left out
    table = group("Administrator", [120, 100, 90, 10, 0, 40], [60, 30, 12, 18, 0, 11])
    shown = protect_candidates(table, edition="pokja")
    assert cells(shown, "pria") == ["120", "100", "<NA>", "10", MASKED, "<NA>"]


# --- properties
def people(whole: int):
    return st.tuples(*[st.integers(0, 40)] * 3, st.integers(0, 60), st.integers(0, 1))


@given(men=people(0), women=people(0), name=st.sampled_from(PEJABAT))
def test_no_state_of_holders_of_posts_is_none_or_all_or_comes_out_by_subtraction(men, women, name):
    columns = []
    for trained, untrained, unknown, others, ready in (men, women):
        formal = trained + untrained + unknown
        columns.append([formal + others, formal, trained, untrained, unknown, ready * trained])
    shown = protect_candidates(group(name, *columns), edition="pokja").set_index("keadaan")
    for sex, exact in zip(("pria", "wanita"), columns, strict=True):
        told = shown[sex].map(lambda n: not isinstance(n, str) and not pd.isna(n))
        size, formal = exact[0], exact[1]
        if told[FORMAL]:
            assert 8 <= formal <= size - 8
        for state, n in zip(STATES[2:], exact[2:], strict=True):
            if told[state]:
                assert 8 <= n <= formal - 8
        parts = [SUDAH_DIKLAT, BELUM_DIKLAT, TIDAK_DIKETAHUI]
        if told[FORMAL]:
            # one hidden part beside two that are told would be the rest
            assert told[parts].sum() < 2 or told[parts].all()
        else:
            assert not told[parts].any()
    known = shown[["pria", "wanita"]].map(lambda n: not isinstance(n, str) and not pd.isna(n))
    assert shown.loc[~known.all(axis=1), "total"].isna().all()


@pytest.mark.parametrize("edition", ["pokja", "publik"])
def test_both_shared_editions_show_the_same(edition):
    table = group("Administrator", [86, 71, 3, 68, 0, 1], [42, 37, 3, 34, 0, 2])
    assert cells(protect_candidates(table, edition=edition), "pria")[1:] == ["71", *[MASKED] * 4]


# --- the other program
def attack(folder, data) -> dict[str, int]:
    table = group("Pengawas", [165, 97, 14, 83, 0, 13], [97, 55, 8, 47, 0, 8]).assign(diklat="PKA")
    payload = tabel_calon(table, data).payload
    (folder / "tabel").mkdir(parents=True)
    (folder / "tabel" / "pelatihan_calon.csv").write_bytes(format_csv(payload))
    ledger = build_ledger([payload], periode=Periode(2025), edition="pokja")
    (folder / "manifest.json").write_text(json.dumps({"buku_rilis": ledger}), encoding="utf-8")
    audit = audit_report(folder)
    assert not audit.breaches
    return dict(audit.unsafe)


def test_the_attacker_finds_a_state_that_is_the_rest(tiny_data, tmp_path, monkeypatch):
    data = replace(tiny_data, edition="pokja")
    assert attack(tmp_path / "aman", data) == {}
    monkeypatch.setattr(calon_show, "hide_parts", lambda shown, *_, **__: list(shown))
    # of men and of women 0 of whom it is unknown: 97 - 14 - 83 and 55 - 8 - 47
    assert attack(tmp_path / "bocor", data) == {"pelatihan_calon": 2}

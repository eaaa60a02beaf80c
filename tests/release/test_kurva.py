"""What pages with curves share: events beside people at risk would narrow each other, so one goes."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pandas as pd
import pytest

from pug_analysis.config import Config
from pug_analysis.release import kurva
from pug_analysis.release.kurva import protect_milestones, risk_rows, show_risk, yearly_risk
from pug_analysis.stats import risk_table

PROTECTED = ("pokja", "publik")


def data(edition: str) -> SimpleNamespace:
    return SimpleNamespace(
        edition=edition, config=Config(), pooled=None, cutoff=dt.date(2025, 12, 31), year=2025,
        periode=SimpleNamespace(label="2025"),
    )  # fmt: skip


def table(men: int, women: int, *, left: int = 30):
    """Men and women at risk for 36 months; ``left`` women are promoted in month 13."""
    rows = [("L", 36, "")] * men + [("P", 36, "")] * (women - left) + [("P", 13, "promosi")] * left
    spells = pd.DataFrame(rows, columns=["jenis_kelamin", "exit", "cause"]).assign(entry=0)
    return risk_table(spells, by="jenis_kelamin")


def shown(edition: str):
    """The file of the cohort page."""
    return show_risk(
        [({}, table(50, 40))], "kohort_tabel_risiko", data(edition), words={"sasaran": "Pengawas"}
    )


# --- people at risk
def test_people_at_risk_are_told_at_the_end_of_each_year_while_there_are_ten_of_each_sex():
    # 40 women until month 13, then 10; all leave in month 36
    rows = yearly_risk(table(50, 40)).set_index(["jenis_kelamin", "time"])["n_risk"]
    assert rows.to_dict() == {
        ("L", 12): 50, ("L", 24): 50, ("L", 36): 50, ("P", 12): 40, ("P", 24): 10, ("P", 36): 10,
    }  # fmt: skip
    nine = yearly_risk(table(50, 39))
    assert nine["time"].unique().tolist() == [12]
    assert yearly_risk(table(9, 40)).empty


@pytest.mark.parametrize("edition", PROTECTED)
def test_a_protected_file_has_no_events(edition):
    found = shown(edition)
    if edition == "publik":
        assert found.parts == ()
        return
    (file,) = found.parts
    assert file.payload["title"] == (
        "Tabel 3.14. Himpunan risiko Pengawas, orang berisiko pada akhir setiap tahun"
    )
    names = [column["name"] for column in file.payload["columns"]]
    assert names == ["jk", "time", "n_risk"]
    assert file.payload["rows"] == [
        ["pria", 12, 50], ["pria", 24, 50], ["pria", 36, 50],
        ["wanita", 12, 40], ["wanita", 24, 10], ["wanita", 36, 10],
    ]  # fmt: skip


def test_the_agency_sees_every_month_and_what_happened():
    (file,) = shown("internal").parts
    assert file.payload["title"] == (
        "Tabel 3.14. Himpunan risiko Pengawas, per bulan: berisiko, kejadian, penyensoran"
    )
    names = [column["name"] for column in file.payload["columns"]]
    assert names == ["jk", "time", "cause", "n_risk", "n_event", "n_censor"]
    rows = pd.DataFrame(file.payload["rows"], columns=names)
    promoted = rows.loc[(rows["jk"] == "wanita") & (rows["n_event"] > 0)]
    assert promoted[["time", "n_event"]].to_numpy().tolist() == [[13, 30]]


@pytest.mark.parametrize("edition", ["internal", "pokja"])
def test_a_file_of_nobody_has_no_rows(edition):
    (file,) = show_risk(
        (), "kohort_tabel_risiko", data(edition), words={"sasaran": "Pengawas"}
    ).parts
    assert file.payload["rows"] == []


# --- milestones
def grid(women: tuple, men: tuple) -> pd.DataFrame:
    """Curves with (share, events of 200 people) at the end of ten years."""
    rows = []
    for sex, (share, events) in zip("PL", (women, men), strict=True):
        for year, part in ((5, 0.5), (10, 1.0)):
            value = share * part
            rows.append((sex, year, 100, int(events * part), value, value - 0.05, value + 0.05))
    names = ["jenis_kelamin", "tahun", "n_risk", "n_event", "estimate", "conf_low", "conf_high"]
    return pd.DataFrame(rows, columns=names)


def milestones(curve: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    last = curve.loc[curve["tahun"] == 10].assign(time=120).drop(columns="tahun")
    of = last.set_index("jenis_kelamin")["estimate"]
    gap = float(of["P"] - of["L"])
    row = {"time": 120, "estimate": gap, "conf_low": gap - 0.1, "conf_high": gap + 0.1, "p_value": 0.5}  # fmt: skip
    return last, pd.DataFrame([row])


@pytest.mark.parametrize(
    ("women", "men", "shown"),
    [
        # 60 and 80 of 200: both shares stand, and so does their difference, 30 less 40 points
        ((0.3, 60), (0.4, 80), -0.1),
        # 6 events of one sex are hidden, so there is no share and no difference
        ((0.03, 6), (0.4, 80), None),
        ((0.3, 60), (0.03, 6), None),
    ],
)
def test_a_difference_stands_only_beside_both_shares(women, men, shown):
    curve = grid(women, men)
    shares, difference = protect_milestones(*milestones(curve), curve, data("pokja"))
    told = shares.set_index("jenis_kelamin")["estimate"].astype(float)
    if shown is None:
        assert told.isna().sum() == 1
        assert difference.empty
        return
    assert difference["estimate"].tolist() == pytest.approx([shown], abs=0.005)
    assert difference["estimate"].item() == pytest.approx(told["P"] - told["L"], abs=1e-9)
    assert (
        difference["conf_low"].item()
        < difference["estimate"].item()
        < difference["conf_high"].item()
    )


def test_the_agency_sees_milestones_as_they_are():
    curve = grid((0.3, 60), (0.4, 80))
    shares, difference = milestones(curve)
    assert protect_milestones(shares, difference, curve, data("internal")) == (shares, difference)
    empty = shares.iloc[:0]
    assert protect_milestones(empty, difference, curve, data("pokja"))[0] is empty


def test_words_of_the_sexes():
    assert kurva.SEX_WORD == {"L": "pria", "P": "wanita"}


def test_rows_of_several_tables_carry_their_words():
    tables = [({"jalur": "a"}, table(50, 40)), ({"jalur": "b"}, table(50, 39))]
    rows = risk_rows(tables, data("pokja"))
    assert rows["jalur"].tolist() == ["a"] * 6 + ["b"] * 2
    assert set(rows["jk"]) == {"pria", "wanita"}
    inside = risk_rows(tables[:1], data("internal"))
    assert set(inside) >= {"jalur", "jk", "time", "cause", "n_risk", "n_event", "n_censor"}
    for edition, names in (("pokja", 1), ("internal", 4)):
        nothing = risk_rows((), data(edition))
        assert nothing.empty
        assert len(set(nothing) & {"cause", "n_risk", "n_event", "n_censor"}) == names


@pytest.mark.parametrize(("edition", "files"), [("internal", 1), ("pokja", 1), ("publik", 0)])
def test_a_risk_table_is_a_file_of_its_edition(edition, files):
    opened = data(edition)
    words = {"sasaran": "Pengawas"}
    for tables in ([({}, table(50, 40))], ()):
        parts = show_risk(tables, "kohort_tabel_risiko", opened, words=words).parts
        assert len(parts) == files
        for part in parts:
            names = {column["name"] for column in part.payload["columns"]}
            assert ("n_event" in names) is (edition == "internal")
            assert "Pengawas" in part.payload["title"]

"""Who can attend which training: one or two people for each rule, then the long way with loops."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.careers import events
from pug_analysis.careers.cohort import Cohort, cohort_of
from pug_analysis.careers.eligible import DI_ATAS, DI_BAWAH, eligible_spells
from pug_analysis.careers.load import load
from pug_analysis.careers.targets import first_structural
from pug_analysis.config import Config
from pug_analysis.ingest.build import build_periode
from pug_analysis.ingest.tables.schema import TABLES
from pug_analysis.simulate import simulate, write_raw
from pug_analysis.terms.diklat import TANGGA
from pug_analysis.terms.kalender import Periode

UNTIL = 2025 * 12 + 11
#: PP 11/2017 art. 54 (4 years as PNS after one as CPNS, 3 years) and art. 107 (2 years), in months.
ASKED = {"PKP": 60, "PKA": 36, "PKN II": 24}
ESELON = {"Pengawas": "IV.a", "Administrator": "III.b", "JPT Pratama": "II.b"}


def month(text: str) -> int:
    year, number = text.split("-")
    return int(year) * 12 + int(number) - 1


def people(*rows: tuple) -> Cohort:
    """People of (id, entry, observed from, left, why)."""
    frame = pd.DataFrame(rows, columns=["pegawai_id", "masuk", "diamati", "keluar", "sebab"])
    for column in ("masuk", "diamati", "keluar"):
        frame[column] = pd.array(
            [None if pd.isna(t) else month(t) for t in frame[column]], dtype="Int64"
        )
    frame["diamati"] = frame["diamati"].fillna(frame["masuk"])
    groups = {
        "jenis_kelamin": "P",
        "angkatan": "2005-2009",
        "pendidikan": "S1/D4",
        "keluarga": "Teknis",
    }
    return Cohort(frame.assign(**groups), pd.DataFrame(), month("2005-01"))


def table(name: str, rows: list[dict]) -> pd.DataFrame:
    schema = TABLES[name]
    frame = pd.DataFrame(rows, columns=[c.name for c in schema.columns])
    for column in schema.columns:
        if column.kind == "date":
            frame[column.name] = pd.to_datetime(frame[column.name])
        elif column.kind == "text":
            frame[column.name] = frame[column.name].astype("string").fillna("")
        elif column.kind == "boolean":
            frame[column.name] = frame[column.name].astype("boolean").fillna(False)
    return frame.astype(schema.dtypes)


def tables(posts=(), leave=()) -> dict[str, pd.DataFrame]:
    """Posts of (id, post, month) and unpaid leave of (id, first day, last day)."""
    jabatan = [
        {"pegawai_id": who, "tmt_jabatan": f"{when}-01", "penugasan": "definitif",
         "eselon": ESELON.get(post, ""), "jenjang_jf": "" if post in ESELON else post,
         "penyetaraan": post not in ESELON}
        for who, post, when in posts
    ]  # fmt: skip
    cltn = [{"pegawai_id": w, "tanggal_awal": a, "tanggal_akhir": z} for w, a, z in leave]
    return {"jabatan": table("jabatan", jabatan), "cltn": table("cltn", cltn)}


def trained(**when: str | None) -> pd.DataFrame:
    """PKP by person: trained(a="2013-05"), None without an end date."""
    return trainings(*((who, "PKP", end) for who, end in when.items()))


def trainings(*rows: tuple) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["pegawai_id", "jenjang", "selesai"])
    months = [None if pd.isna(end) else month(end) for end in frame["selesai"]]
    return frame.assign(selesai=pd.array(months, dtype="Int64"))


def spells(cohort, courses, histories=None, *, level="PKP", route="sebelum", **options):
    return eligible_spells(
        cohort, courses, histories or tables(), level=level, route=route, until=UNTIL, **options
    )


def rows(found) -> list[list]:
    return found.spells.table[["pegawai_id", "entry", "exit", "cause"]].to_numpy().tolist()


def flow(found) -> dict[str, int]:
    return dict(found.spells.flow.to_numpy().tolist())


ONE = ("a", "2005-01", None, None, "")


# --- by hand: before the post
def test_before_the_post_time_runs_from_the_first_eligible_month():
    # CPNS January 2005: eligible from January 2010 on, whose number is 1; trained in March
    assert rows(spells(people(ONE), trained(a="2010-03"))) == [["a", 0, 3, "diklat"]]
    assert rows(spells(people(ONE), trained(a="2010-01"))) == [["a", 0, 1, "diklat"]]


def test_the_last_month_before_the_post_is_the_month_before_it():
    post = tables([("a", "Pengawas", "2012-01")])
    assert rows(spells(people(ONE), trained(), post)) == [["a", 0, 24, "diangkat"]]
    # trained in December 2011, the last month before the appointment
    assert rows(spells(people(ONE), trained(a="2011-12"), post)) == [["a", 0, 24, "diklat"]]


def test_training_in_the_month_of_appointment_is_training_in_the_post():
    post = tables([("a", "Pengawas", "2012-01")])
    same = trained(a="2012-01")
    assert rows(spells(people(ONE), same, post)) == [["a", 0, 24, "diangkat"]]
    assert rows(spells(people(ONE), same, post, route="sesudah")) == [["a", 0, 1, "diklat"]]


def test_training_after_the_appointment_counts_in_the_post_only():
    post = tables([("a", "Pengawas", "2012-01")])
    later = trained(a="2013-06")
    assert rows(spells(people(ONE), later, post)) == [["a", 0, 24, "diangkat"]]
    assert rows(spells(people(ONE), later, post, route="sesudah")) == [["a", 0, 18, "diklat"]]


def test_training_before_the_post_is_no_time_in_it():
    post = tables([("a", "Pengawas", "2012-01")])
    found = spells(people(ONE), trained(a="2011-12"), post, route="sesudah")
    assert rows(found) == []
    assert flow(found)["Sudah PKP sebelum diangkat"] == 1
    assert found.early.to_dict() == {"L": 0, "P": 1}


def test_training_before_the_formal_years_is_counted_apart():
    early = trained(a="2008-06")
    found = spells(people(ONE), early)
    assert rows(found) == []
    assert flow(found)["Sudah PKP sebelum memenuhi masa jabatan"] == 1
    assert found.early["P"] == 1
    # counted from the first day in the level it is an event: January 2005 is month 1
    assert rows(spells(people(ONE), early, since="jenjang")) == [["a", 1, 42, "diklat"]]


def test_entry_is_delayed_to_when_leaving_would_have_been_recorded():
    # CPNS January 1995: eligible from January 2000, seen after December 2004, month 60
    old = people(("a", "1995-01", "2004-12", None, ""))
    assert rows(spells(old, trained(a="2006-01"))) == [["a", 60, 73, "diklat"]]
    gone = spells(old, trained(a="2003-01"))
    assert flow(gone)["Sudah PKP sebelum masa pengamatan"] == 1
    appointed = spells(old, trained(), tables([("a", "Pengawas", "2003-01")]))
    words = "Sudah diangkat sebelum memenuhi masa jabatan atau sebelum masa pengamatan"
    assert flow(appointed)[words] == 1


def test_who_has_an_undated_training_is_left_out_with_a_reason():
    both = people(ONE, ("b", "2005-01", None, None, ""), ("c", "2024-01", None, None, ""))
    found = spells(both, trained(a=None, b="2011-01"))
    assert rows(found) == [["b", 0, 13, "diklat"]]
    assert found.spells.flow.to_numpy().tolist() == [
        ["Kohort", 3], ["Belum memenuhi masa jabatan sampai akhir pengamatan", 1],
        ["PKP tanpa tanggal selesai", 1], ["Dianalisis", 1],
    ]  # fmt: skip


def test_who_may_have_had_the_training_is_left_out_with_a_reason():
    both = people(ONE, ("b", "2005-01", None, None, ""))
    maybe = pd.DataFrame({"pegawai_id": ["a", "b"], "jenjang": ["PKP", "PKA"]})
    found = spells(both, trained(b="2011-01"), doubtful=maybe)
    assert rows(found) == [["b", 0, 13, "diklat"]]
    assert (
        flow(found)[
            "Mungkin PKP: jenjang diklatnya tidak dapat dipastikan, atau barisnya dikarantina"
        ]
        == 1
    )
    assert len(rows(spells(both, trained(b="2011-01")))) == 2


def test_unpaid_leave_is_no_time_at_risk():
    # leave from January 2011 to December 2011: months 13 to 24 since January 2010
    away = tables(leave=[("a", "2011-01-01", "2011-12-31")])
    assert rows(spells(people(ONE), trained(a="2012-06"), away)) == [
        ["a", 0, 12, ""], ["a", 24, 30, "diklat"],
    ]  # fmt: skip


def test_leaving_competes():
    gone = people(("a", "2005-01", None, "2011-01", "pindah"))
    assert rows(spells(gone, trained())) == [["a", 0, 13, "pindah"]]


def test_groups_are_counted_out():
    cohort = people(ONE, ("b", "2005-01", None, None, ""))
    cohort.people.loc[1, "keluarga"] = "Guru"
    found = spells(cohort, trained(), groups={"keluarga": ("Teknis",), "angkatan": ()})
    assert found.spells.table["pegawai_id"].tolist() == ["a"]
    assert flow(found)["keluarga lain"] == 1


# --- by hand: higher levels, and in the post
def test_higher_trainings_count_from_the_level_below():
    # Pengawas January 2010, three years: PKA from January 2013; Administrator in March 2014
    post = tables([("a", "Pengawas", "2010-01"), ("a", "Administrator", "2014-03")])
    assert rows(spells(people(ONE), trainings(), post, level="PKA")) == [["a", 0, 14, "diangkat"]]
    done = trainings(("a", "PKA", "2013-02"), ("a", "PKP", "2011-01"))
    assert rows(spells(people(ONE), done, post, level="PKA")) == [["a", 0, 2, "diklat"]]
    # the next post up ends the time in the post
    inside = spells(people(ONE), trainings(), post, route="sesudah")
    assert rows(inside) == [["a", 0, 50, "naik"]]


def test_conversion_ends_what_needs_the_post():
    post = tables([("a", "Pengawas", "2010-01"), ("a", "Ahli Muda", "2021-12")])
    assert rows(spells(people(ONE), trainings(), post, route="sesudah")) == [
        ["a", 0, 144, "penyetaraan"]
    ]
    assert rows(spells(people(ONE), trainings(), post, level="PKA"))[0][3] == "penyetaraan"


def test_who_loses_the_post_during_the_wait_never_becomes_eligible():
    # Pengawas July 2021: PKA from July 2024 on; the post was converted in December 2021
    post = tables([("a", "Pengawas", "2021-07"), ("a", "Ahli Muda", "2021-12")])
    found = spells(people(ONE), trainings(), post, level="PKA")
    assert rows(found) == []
    words = "Sudah disetarakan sebelum memenuhi masa jabatan atau sebelum masa pengamatan"
    assert flow(found)[words] == 1
    # from the first day in the level on: July to December 2021
    first = spells(people(ONE), trainings(), post, level="PKA", since="jenjang")
    assert rows(first) == [["a", 0, 6, "penyetaraan"]]


def test_a_post_lost_before_people_are_observed_is_named_too():
    old = people(("a", "1995-01", "2022-06", None, ""))
    post = tables([("a", "Pengawas", "2010-01"), ("a", "Ahli Muda", "2021-12")])
    found = spells(old, trainings(), post, level="PKA")
    assert rows(found) == []
    assert sum(n for step, n in flow(found).items() if step.startswith("Sudah disetarakan")) == 1
    inside = spells(old, trainings(), post, route="sesudah")
    assert flow(inside)["Sudah disetarakan sebelum masa pengamatan"] == 1


@pytest.mark.parametrize(
    ("done", "early"), [("2021-11", 1), ("2021-12", 1), ("2022-03", 0)],
)  # fmt: skip
def test_only_training_in_the_post_is_training_before_the_years(done, early):
    post = tables([("a", "Pengawas", "2021-07"), ("a", "Ahli Muda", "2021-12")])
    found = spells(people(ONE), trainings(("a", "PKA", done)), post, level="PKA")
    assert rows(found) == []
    assert found.early["P"] == early


def test_conversion_of_an_earlier_post_takes_nothing_from_the_next_one():
    # converted as Pengawas in 2021, Administrator in January 2022: PKN II from January 2024 on;
    # that post was converted in 2025, which the first conversion must not hide
    post = tables(
        [("a", "Pengawas", "2015-01"), ("a", "Ahli Muda", "2021-12"), ("a", "Administrator", "2022-01"),
         ("a", "Ahli Madya", "2025-03")]
    )  # fmt: skip
    found = spells(people(ONE), trainings(), post, level="PKN II")
    assert rows(found) == [["a", 0, 15, "penyetaraan"]]


def test_conversion_of_a_lower_post_ends_nothing():
    # eselon V is pelaksana: as a JF the person can still attend PKP before a post
    low = tables([("a", "Ahli Pertama", "2021-12")])
    assert rows(spells(people(ONE), trainings(), low)) == [["a", 0, 192, ""]]


@pytest.mark.parametrize(
    ("options", "message"),
    [({"level": "PIM"}, "level must be one of"), ({"route": "lain"}, "route must be one of"),
     ({"since": "cpns"}, "since must be one of")],
)  # fmt: skip
def test_unknown_choices_are_refused(options, message):
    with pytest.raises(ValueError, match=message):
        spells(people(ONE), trainings(), **options)


def test_inputs_stay_as_they_were():
    cohort, courses = people(ONE), trained(a="2010-03")
    before = cohort.people.copy(), courses.copy()
    spells(cohort, courses)
    pd.testing.assert_frame_equal(cohort.people, before[0])
    pd.testing.assert_frame_equal(courses, before[1])


# --- second implementation: month by month, person by person
@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    folder = tmp_path_factory.mktemp("akses")
    regency = simulate(size=400, years=(2025,), seed=11, truth=("gap",))
    write_raw(regency, folder / "data" / "raw", dirt=0.02, layout="csv")
    build_periode(folder, Periode(2025), config=Config())
    return load(2025, workspace=folder)


def months_of_leave(cltn: pd.DataFrame) -> dict[str, set[int]]:
    """Months in which unpaid leave is in force on the first day."""
    away: dict[str, set[int]] = {}
    for row in cltn.itertuples():
        last = pd.Timestamp("2100-01-01") if pd.isna(row.tanggal_akhir) else row.tanggal_akhir
        for day in pd.date_range(row.tanggal_awal.replace(day=1), last, freq="MS"):
            if day >= row.tanggal_awal:
                away.setdefault(row.pegawai_id, set()).add(day.year * 12 + day.month - 1)
    return away


def walk(data, level: str, route: str) -> dict[tuple[str, str], int]:
    """Person-months and ends by sex, month after month."""
    jabatan = data.tables["jabatan"]
    posts = {p: first_structural(jabatan, level=p).to_dict() for p in ESELON}
    every = jabatan.loc[jabatan["penugasan"] == "definitif"].sort_values("tmt_jabatan")
    lost: dict[str, list[int]] = {}
    for row in every.loc[every["penyetaraan"]].itertuples():
        lost.setdefault(row.pegawai_id, []).append(
            row.tmt_jabatan.year * 12 + row.tmt_jabatan.month - 1
        )
    courses = events.structural_trainings(data.tables["diklat"], data.tables["kursus"])
    courses = courses[courses["jenjang"] == level]
    away = months_of_leave(data.tables["cltn"])
    counts: dict[tuple[str, str], int] = {}
    for one in cohort_of(data).people.itertuples():
        who, sex = one.pegawai_id, one.jenis_kelamin
        ends = [int(m) for m in courses.loc[courses["pegawai_id"] == who, "selesai"].dropna()]
        if (courses["pegawai_id"] == who).any() and not ends:
            continue
        done = min(ends, default=10**6)
        post = posts[TANGGA[level]].get(who, 10**6)
        if route == "sebelum":
            below = posts[DI_BAWAH[level]].get(who) if level in DI_BAWAH else one.masuk
            if below is None:
                continue
            reached, first, stop = below, below + ASKED[level], (post, "diangkat")
        else:
            up = posts[DI_ATAS[level]].get(who, 10**6) if level in DI_ATAS else 10**6
            reached, first, stop = post, post, (up, "naik")
        if first > data.until:
            continue
        later = [m for m in lost.get(who, []) if m >= reached]
        convert = min(later, default=10**6)
        if level == "PKP" and route == "sebelum":
            convert = 10**6
        leaves = 10**6 if pd.isna(one.keluar) else int(one.keluar)
        if done <= max(first - 1, one.diamati) or min(convert, leaves) < first:
            continue
        for now in range(max(first, int(one.diamati) + 1), data.until + 1):
            if now >= stop[0] or now > min(done, convert, leaves):
                break
            end = next(
                (name for when, name in (
                    (done, "diklat"), (stop[0] - 1, stop[1]), (convert, "penyetaraan"), (leaves, one.sebab),
                ) if when == now), "",
            )  # fmt: skip
            if now not in away.get(who, set()) or end:
                counts[sex, "bulan"] = counts.get((sex, "bulan"), 0) + 1
            if end:
                counts[sex, end] = counts.get((sex, end), 0) + 1
    return counts


@pytest.mark.slow
@pytest.mark.parametrize("level", list(ASKED))
@pytest.mark.parametrize("route", ["sebelum", "sesudah"])
def test_a_walk_through_the_months_counts_the_same(opened, level, route):
    courses = events.structural_trainings(opened.tables["diklat"], opened.tables["kursus"])
    found = eligible_spells(
        cohort_of(opened), courses, opened.tables, level=level, route=route, until=opened.until
    ).spells.table
    counts = {}
    for sex, part in found.groupby("jenis_kelamin"):
        counts[sex, "bulan"] = int((part["exit"] - part["entry"]).sum())
        counts |= {(sex, c): int(n) for c, n in part["cause"].value_counts().items() if c}
    assert counts == walk(opened, level, route)
    assert counts or level == "PKN II"


def test_no_month_is_counted_in_both_routes(opened):
    courses = events.structural_trainings(opened.tables["diklat"], opened.tables["kursus"])
    people_ = cohort_of(opened)
    seen = set()
    for route in ("sebelum", "sesudah"):
        found = eligible_spells(
            people_, courses, opened.tables, level="PKP", route=route, until=opened.until
        ).spells.table
        months = {
            (row.pegawai_id, row.asal + m)
            for row in found.itertuples()
            for m in range(row.entry + 1, row.exit + 1)
        }
        assert not months & seen
        seen |= months
    assert seen

from __future__ import annotations

import pandas as pd

from pug_analysis.simulate.people.courses import DIKLAT_NAMES, KURSUS, PUG_COURSES


def test_courses_begin_before_they_end(large):
    for frame in (large.diklat, large.kursus):
        assert (frame["mulai"] <= frame["selesai"]).all()


def test_names_are_those_of_the_time(large):
    pkp = large.diklat[large.diklat["latihan"] == 2]
    early = pkp["selesai"] < pd.Timestamp("2019-01-01")
    assert set(pkp.loc[~early, "nama"]) == set(DIKLAT_NAMES[0][2])
    assert not set(pkp.loc[early, "nama"]) & set(DIKLAT_NAMES[0][2])
    assert set(large.diklat["latihan"]) == {2, 3, 4}


def test_training_follows_the_post_more_often_than_it_leads(large):
    first = large.people["first_pengawas"].to_numpy()
    pkp = large.diklat[large.diklat["latihan"] == 2]
    after = pkp["selesai"].to_numpy() > first[pkp["pegawai"]]
    assert 0.5 < after.mean() < 1


def test_nobody_takes_a_course_twice_on_a_day(large):
    assert not large.kursus.duplicated(["pegawai", "kursus", "mulai"]).any()


def test_gender_courses_and_the_names_that_mislead_are_there(large):
    names = [KURSUS[k][0] for k in sorted(set(large.kursus["kursus"]))]
    assert len(names) == len(KURSUS)
    assert any("GAP" in n for n in names[len(PUG_COURSES) :])
    assert all(int(k[1]) in range(1, 11) for k in KURSUS)


def test_everybody_has_one_first_degree_that_matches(regency):
    first = regency.pendidikan[regency.pendidikan["pertama"]].set_index("pegawai")["tingkat"]
    assert first.index.is_unique
    assert (first.sort_index() == regency.people["education_entry"].astype(str)).all()
    later = regency.pendidikan[~regency.pendidikan["pertama"]]
    assert (later["tingkat"] == "15").any()

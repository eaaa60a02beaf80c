"""Leadership trainings and the posts that they belong to."""

from __future__ import annotations

from pug_analysis.terms import diklat


def test_leadership_courses_name_levels_of_posts():
    assert {level for _, level in diklat.LATIHAN_STRUKTURAL.values()} == {
        "I",
        "II",
        "III",
        "IV",
        "V",
        "",
    }


def test_each_training_belongs_to_its_post():
    # PerLAN 15 and 16 of 2019: PKP for pengawas, PKA for administrator, PKN II for JPT pratama; lowest first
    assert list(diklat.TANGGA.items()) == [
        ("PKP", "Pengawas"),
        ("PKA", "Administrator"),
        ("PKN II", "JPT Pratama"),
    ]
    # a PKP is stored under id 2, which names the old training of eselon IV
    assert diklat.LATIHAN_STRUKTURAL["2"][1] == "IV"
    assert diklat.JENJANG_OF_LEVEL == {"IV": "PKP", "III": "PKA", "II": "PKN II", "I": "PKN I"}

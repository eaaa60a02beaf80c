"""What a post asks for, written out as the law has it: no number is taken from the code."""

from __future__ import annotations

from pug_analysis.terms.syarat import MASA_CPNS, MASA_SYARAT, SYARAT


def test_what_each_post_asks_for_as_the_law_has_it():
    """PP 11/2017 art. 54 (pengawas, administrator) and 107 (JPT pratama), with PP 17/2020; written out."""
    asked = {post: (one.dari, one.tahun, one.golongan, one.diklat) for post, one in SYARAT.items()}
    assert asked == {
        # art. 54 (3): 4 years as pelaksana or in a JF equal to it, D3 or higher
        "Pengawas": ("Pelaksana", 4, "III/b", "PKP"),
        # art. 54 (2): 3 years as pengawas or in a JF equal to it, S1 or D4
        "Administrator": ("Pengawas", 3, "III/d", "PKA"),
        # art. 107: 2 years as administrator or JF ahli madya, S1 or D4
        "JPT Pratama": ("Administrator", 2, "IV/b", "PKN II"),
    }
    # ids of the reference list: 30 D3, 35 D4, 40 S1, 42 and 47 of profession and specialists, 45 S2, 50 S3
    assert SYARAT["Pengawas"].pendidikan == ("30", "35", "40", "42", "45", "47", "49", "50")
    for post in ("Administrator", "JPT Pratama"):
        assert SYARAT[post].pendidikan == ("35", "40", "42", "45", "47", "49", "50")


def test_months_that_the_posts_of_trainings_ask_for():
    """One year as CPNS (art. 34) and 4 as PNS; then 3 and 2 years in the level below."""
    assert MASA_SYARAT == {"PKP": 12 + 48, "PKA": 36, "PKN II": 24}
    assert MASA_CPNS == 12
    assert {post: one.bulan for post, one in SYARAT.items()} == {
        "Pengawas": 60,
        "Administrator": 36,
        "JPT Pratama": 24,
    }

"""Which structural level a person holds in a month: only posts that are held count."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.careers.levels import LEVELS, level_in
from pug_analysis.ingest.tables.schema import TABLES

NOBODY_KNOWN = pd.Series(dtype="datetime64[ns]", index=pd.Index([], dtype="string"))


def month(text: str) -> int:
    year, number = text.split("-")
    return int(year) * 12 + int(number) - 1


def table(name: str, *lines: dict) -> pd.DataFrame:
    types = TABLES[name].dtypes
    frame = pd.DataFrame(list(lines), columns=list(types))
    texts = [c for c, kind in types.items() if kind == "string"]
    return frame.assign(**{c: frame[c].astype("string").fillna("") for c in texts}).astype(types)


def held(*posts: dict, at: str = "2020-06", entered: str = "2000-01-01") -> dict[str, str]:
    """Level in a month of one woman with these posts."""
    tables = {
        "pegawai": table("pegawai", {"pegawai_id": "a", "jenis_kelamin": "P", "status_asn": "PNS",
                                     "tmt_cpns": entered, "usia_tahun": 40, "masa_kerja_tahun": 20}),
        "pemberhentian": table("pemberhentian"),
        "pindah": table("pindah"),
        "jabatan": table("jabatan", *(
            {"pegawai_id": "a", "penugasan": "definitif", "jenis_jabatan": "struktural", "penyetaraan": False}
            | one for one in posts)),
    }  # fmt: skip
    active = pd.Series([True])
    found = level_in(tables, active=active, entered=NOBODY_KNOWN, month=month(at))
    return dict(zip(found["pegawai_id"], found["jenjang"], strict=True))


def post(tmt: str, eselon: str, **more: object) -> dict:
    return {"tmt_jabatan": tmt, "eselon": eselon} | more


@pytest.mark.parametrize("acting", ["plt", "plh"])
def test_acting_in_a_post_is_not_holding_it(acting):
    own, other = post("2010-01-01", "IV.a"), post("2015-01-01", "III.a", penugasan=acting)
    assert held(own, other) == {"a": "Pengawas"}
    assert held(other) == {"a": ""}
    assert held(own, other | {"penugasan": "definitif"}) == {"a": "Administrator"}


@pytest.mark.parametrize(
    ("eselon", "level"),
    [("IV.b", "Pengawas"), ("IV.a", "Pengawas"), ("III.b", "Administrator"), ("III.a", "Administrator"),
     ("II.b", "JPT Pratama"), ("II.a", "JPT Pratama"), ("V.a", ""), ("", "")],
)  # fmt: skip
def test_eselon_tells_the_level(eselon, level):
    # UU 5/2014 art. 131: eselon II is JPT Pratama, III administrator, IV pengawas, V pelaksana
    assert held(post("2010-01-01", eselon)) == {"a": level}
    assert LEVELS == ("Pengawas", "Administrator", "JPT Pratama")


@pytest.mark.parametrize(("at", "level"), [("2012-02", ""), ("2012-03", "Pengawas")])
def test_a_post_counts_from_the_month_in_which_it_begins(at, level):
    assert held(post("2012-03-01", "IV.a"), at=at) == {"a": level}


def test_the_last_post_counts_whatever_its_height():
    # back from Administrator to Pengawas, then out of the structural track
    down = [post("2010-01-01", "III.a"), post("2015-01-01", "IV.a")]
    assert held(*down) == {"a": "Pengawas"}
    jf = post("2018-01-01", "IV.a", jenis_jabatan="fungsional")
    assert held(*down, jf) == {"a": ""}


def test_nobody_is_there_before_entry():
    assert held(post("2010-01-01", "IV.a"), at="2020-06", entered="2020-07-01") == {}
    assert held(post("2010-01-01", "IV.a"), at="2020-07", entered="2020-07-01") == {"a": "Pengawas"}

"""All targets, treatments of position conversion, and the split by job family."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from pug_analysis.analyses.cohort import ask, choose
from pug_analysis.careers.cohort import build_cohort
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.spells import PROMOSI, Spells
from pug_analysis.ingest.tables.schema import TABLES
from pug_analysis.pages.kohort.banding import (
    compare_targets,
    compare_treatments,
    composition_split,
    count_reached,
    jf_spells,
    target_line,
)


def empty(name: str) -> pd.DataFrame:
    return pd.DataFrame({n: pd.Series(dtype=t) for n, t in TABLES[name].dtypes.items()})


def test_a_tiny_office_says_too_few_everywhere(tiny_pegawai):
    tables = {name: empty(name) for name in TABLES} | {"pegawai": tiny_pegawai}
    posts = pd.DataFrame({"pegawai_id": tiny_pegawai["pegawai_id"]}).assign(
        jenis_jabatan="pelaksana", eselon="", kelompok_jf="", jenjang_jf="", jabatan="",
        tmt_jabatan=pd.Timestamp("2010-03-01"), penugasan="definitif", penyetaraan=False,
        perangkat_daerah="",
    )  # fmt: skip
    tables["jabatan"] = posts.astype(TABLES["jabatan"].dtypes)
    degrees = posts[["pegawai_id"]].assign(
        tingkat_pendidikan="40", tahun_lulus=2009, pendidikan_pertama=True
    )
    tables["pendidikan"] = degrees.astype(TABLES["pendidikan"].dtypes)
    cohort = build_cohort(tables, active=pd.Series(True, index=tiny_pegawai.index))
    options = {"until": 2025 * 12 + 11, "groups": choose(), "time": 120, "margin": 0.05}
    assert set(compare_targets(cohort, tables, **options)["putusan"]) == {"too_few"}
    table = compare_treatments(cohort, tables, **options)
    assert table["perlakuan"].tolist() == ["compete", "censor", "stay"]
    assert set(table["putusan"]) == {"too_few"}


@pytest.mark.parametrize(("women", "said"), [(4, False), (30, True)])
def test_nothing_but_counts_where_there_are_too_few(women, said):
    rows = [("L", i < 30) for i in range(60)] + [("P", i < women) for i in range(60)]
    table = pd.DataFrame(rows, columns=[SEX, "promoted"]).assign(
        pegawai_id=[str(i) for i in range(120)], entry=0, asal=2005 * 12, angkatan="2005-2009",
        pendidikan="S1/D4", keluarga="Teknis",
        exit=lambda d: d["promoted"].map({True: 60, False: 200}),
        cause=lambda d: d["promoted"].map({True: PROMOSI, False: ""}),
    )  # fmt: skip
    flow = pd.DataFrame({"langkah": ["Dianalisis"], "orang": [120]})
    line = target_line(ask("Pengawas", Spells(table, flow)), 120, 0.05)
    assert (line["kejadian_pria"], line["kejadian_wanita"]) == (30, women)
    assert (line["putusan"] != "too_few") is said
    numbers = pd.Series({name: line[name] for name in ("estimate", "share_wanita", "p_value")})
    assert numbers.notna().tolist() == [said] * 3


def question_of(rows: list[tuple]):
    """Rows of (sex, job family, people, exit month, cause)."""
    table = pd.DataFrame(
        [(s, f, e, c) for s, f, n, e, c in rows for _ in range(n)],
        columns=[SEX, "keluarga", "exit", "cause"],
    ).assign(
        entry=0, asal=2005 * 12, angkatan="2005-2009", pendidikan="S1/D4",
        pegawai_id=lambda t: [f"{i:05}" for i in range(len(t))],
    )  # fmt: skip
    flow = pd.DataFrame({"langkah": ["Dianalisis"], "orang": [len(table)]})
    return ask("JF Ahli Muda", Spells(table, flow))


def test_a_line_never_calls_composition_a_gap():
    """60 % of technical staff and 10 % of teachers rise, women as men; women are teachers more often."""
    rows = [
        row
        for sex, quick, slow in (("L", 400, 100), ("P", 100, 400))
        for family, n, share in (("Teknis", quick, 0.6), ("Guru", slow, 0.1))
        for row in (
            (sex, family, int(n * share), 60, PROMOSI),
            (sex, family, n - int(n * share), 200, ""),
        )
    ]
    line = target_line(question_of(rows), 120, 0.05)
    assert (line["share_pria"], line["share_wanita"]) == pytest.approx((0.5, 0.2))
    assert line["estimate"] == pytest.approx(0, abs=1e-9)
    assert line["p_value"] == pytest.approx(1)
    assert line["putusan"] != "gap"


def test_a_line_without_entry_groups_has_no_verdict():
    rows = [("L", "Teknis", 100, 60, PROMOSI), ("L", "Teknis", 100, 200, ""),
            ("P", "Teknis", 50, 60, PROMOSI), ("P", "Teknis", 150, 200, "")]  # fmt: skip
    question = question_of(rows)
    assert target_line(question, 120, 0.05)["putusan"] == "gap"
    line = target_line(replace(question, stratified=None), 120, 0.05)
    assert line["putusan"] == "no_groups"
    assert pd.isna(line["estimate"])
    assert pd.isna(line["share_pria"])


PS = ("Pengawas, sejak CPNS", "Administrator, sejak CPNS", "JPT Pratama, sejak CPNS",
      "Administrator, sejak Pengawas", "JPT Pratama, sejak Administrator",
      "JF Ahli Muda, sejak CPNS", "JF Ahli Madya, sejak CPNS")  # fmt: skip


@pytest.mark.parametrize(
    ("p_values", "gaps"),
    [
        # the primary line below 0.04 alone; the others share 0.01 until it is proven
        ((0.039, 1, 1, 1, 1, 1, 1), {0}),
        ((0.041, 1, 1, 1, 1, 1, 1), set()),
        ((0.5, 0.002, 1, 1, 1, 1, 1), set()),
        ((0.5, 0.0016, 1, 1, 1, 1, 1), {1}),
        ((0.001, 0.008, 1, 1, 1, 1, 0.009), {0, 1, 6}),
        ((0.001, 0.009, 1, 1, 1, 1, 1), {0}),
        # what cannot be tested does not count
        ((None, 0.02, None, 0.04, None, None, None), {1, 3}),
    ],
)
def test_verdicts_of_all_targets_know_how_many_there_are(monkeypatch, p_values, gaps):
    lines = iter(p_values)

    def one_line(*_):
        p = next(lines)
        return {"p_value": float("nan") if p is None else p,
                "putusan": "too_few" if p is None else "gap" if p < 0.05 else "inconclusive"}  # fmt: skip

    for name in ("structural_question", "_jf_question"):
        monkeypatch.setattr(f"pug_analysis.pages.kohort.banding.{name}", lambda *_, **__: None)
    monkeypatch.setattr("pug_analysis.pages.kohort.banding.target_line", one_line)
    tables = {"jabatan": None, "cltn": None}
    found = compare_targets(None, tables, until=0, groups={}, time=120, margin=0.05)
    assert found["sasaran"].tolist() == list(PS)
    assert set(found.index[found["putusan"] == "gap"]) == gaps
    assert (found["putusan"].eq("gap") == (found["p_value"] < 0.05)).all()


def test_treatments_are_judged_together(monkeypatch):
    lines = iter([{"p_value": p, "putusan": "gap"} for p in (0.02, 0.01, 0.03)])
    monkeypatch.setattr(
        "pug_analysis.pages.kohort.banding.structural_question", lambda *_, **__: None
    )
    monkeypatch.setattr("pug_analysis.pages.kohort.banding.target_line", lambda *_: next(lines))
    tables = {"jabatan": None, "cltn": None}
    found = compare_treatments(None, tables, until=0, groups={}, time=120, margin=0.05)
    # Holm: 3 x 0.01, 2 x 0.02, 0.03
    assert found["p_value"].tolist() == pytest.approx([0.04, 0.03, 0.04])
    assert found["putusan"].eq("gap").all()


def test_a_difference_of_composition_alone():
    # half of technical staff, nobody of the teachers is appointed; women are teachers more often
    rows = [
        (sex, family, exit_, cause)
        for sex, technical, teachers in (("L", 80, 20), ("P", 20, 80))
        for family, n in (("Teknis", technical), ("Guru", teachers))
        for i in range(n)
        for exit_, cause in [(60, PROMOSI) if family == "Teknis" and i % 2 else (200, "")]
    ]
    table = pd.DataFrame(rows, columns=[SEX, "keluarga", "exit", "cause"]).assign(
        pegawai_id=[str(i) for i in range(200)], entry=0, asal=2005 * 12, angkatan="2005-2009",
        pendidikan="S1/D4",
    )  # fmt: skip
    question = ask(
        "Pengawas", Spells(table, pd.DataFrame({"langkah": ["Dianalisis"], "orang": [200]}))
    )
    parts = composition_split(question, time=120, until=2025 * 12).set_index("part")["estimate"]
    # 40 % of men, 10 % of women
    assert parts["total"] == pytest.approx(-0.3)
    assert parts["composition"] == pytest.approx(-0.3)
    assert parts["rate"] == pytest.approx(0)


def test_who_could_be_followed_and_who_had_reached_the_target_by_then():
    """From January 2010; the last month seen is December 2015, month 71 of the career."""
    spells = pd.DataFrame(
        [
            ("a", 0, 30, "", 2010 * 12),  # on leave for a year
            ("a", 42, 60, PROMOSI, 2010 * 12),  # promoted in month 60 exactly
            ("b", 0, 61, PROMOSI, 2010 * 12),  # one month later
            ("c", 5, 20, PROMOSI, 2010 * 12),  # not seen from the origin on
            ("d", 0, 12, "pensiun", 2010 * 12),  # left: never reached it
            ("e", 0, 12, PROMOSI, 2011 * 12),  # 60 months would end in January 2016
        ],
        columns=["pegawai_id", "entry", "exit", "cause", "asal"],
    ).assign(**{SEX: "P"}, angkatan="2010-2014", pendidikan="S1/D4", keluarga="Teknis")
    counted = count_reached(spells, times=(12, 60), until=2015 * 12 + 11)
    assert counted[["bulan", "orang", "mencapai"]].to_numpy().tolist() == [[12, 4, 1], [60, 3, 1]]
    assert set(counted[SEX]) == {"P"}


def test_time_to_a_functional_level_ends_with_its_first_post(tiny_pegawai):
    tables = {name: empty(name) for name in TABLES} | {"pegawai": tiny_pegawai}
    ids = tiny_pegawai["pegawai_id"].tolist()[:2]
    posts = pd.DataFrame(
        [(ids[0], "pelaksana", "", "2010-03-01"), (ids[0], "fungsional", "Ahli Pertama", "2011-03-01"),
         (ids[0], "fungsional", "Ahli Muda", "2015-03-01"), (ids[1], "pelaksana", "", "2010-03-01")],
        columns=["pegawai_id", "jenis_jabatan", "jenjang_jf", "tmt_jabatan"],
    )  # fmt: skip
    posts = posts.assign(
        eselon="", kelompok_jf="Teknis", jabatan="", penugasan="definitif", penyetaraan=False, perangkat_daerah="",
        tmt_jabatan=pd.to_datetime(posts["tmt_jabatan"]),
    )  # fmt: skip
    lacking = {name: "" for name in TABLES["jabatan"].dtypes if name not in posts}
    tables["jabatan"] = posts.assign(**lacking).astype(TABLES["jabatan"].dtypes)
    degrees = tiny_pegawai[["pegawai_id"]].assign(
        tingkat_pendidikan="40", tahun_lulus=2009, pendidikan_pertama=True
    )
    tables["pendidikan"] = degrees.astype(TABLES["pendidikan"].dtypes)
    cohort = build_cohort(tables, active=pd.Series(True, index=tiny_pegawai.index))
    spells = jf_spells(cohort, tables, level="Ahli Muda", until=2025 * 12 + 11).table
    rows = spells.set_index("pegawai_id")[["exit", "cause"]]
    assert rows.loc[ids[0]].tolist() == [60, PROMOSI]
    assert rows.loc[ids[1]].tolist() == [15 * 12 + 9, ""]

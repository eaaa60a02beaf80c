"""The simulated registers: enough evidence for every indicator, and nothing else is moved."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from pug_analysis.ingest.layouts.known import LAYOUTS
from pug_analysis.ingest.registers import REGISTERS
from pug_analysis.simulate import simulate, write_raw, write_truth
from pug_analysis.simulate.files.registers import CHANCES, draw_registers
from pug_analysis.simulate.files.registers_frames import HEADERS, STORIES, register_frames
from pug_analysis.simulate.files.registers_text import COURSES, PLAN
from pug_analysis.simulate.raw import raw_files
from pug_analysis.terms import pug
from pug_analysis.terms.kalender import Periode

LAST = Periode(2025)


@pytest.fixture(scope="module")
def registers(regency):
    return draw_registers(regency)


@pytest.fixture(scope="module")
def frames(regency, registers):
    return register_frames(regency, registers, periode=LAST)


def day(column: pd.Series) -> pd.Series:
    return pd.to_datetime(column, format="%d-%m-%Y")


def test_headers_are_those_of_the_templates():
    for table in STORIES:
        assert HEADERS[table] == tuple(f.official for f in LAYOUTS[table].fields)


def test_words_are_those_of_the_lists(frames):
    assert set(frames["pelatihan_pug"]["TINGKAT"]) == set(pug.TINGKAT) == set(COURSES)
    assert set(frames["sk_pug"]["JENIS"]) == set(pug.JENIS_SK)
    assert set(frames["kegiatan_pug"]["JENIS"]) == set(pug.JENIS_KEGIATAN)
    assert set(frames["kegiatan_pug"]["AGENDA LATSAR"]) == {*pug.AGENDA_LATSAR, ""}
    assert set(frames["rencana_aksi"]["ARAH"]) == set(pug.ARAH)


def test_codes_of_the_plan_are_computed_or_empty():
    codes = {plan.kode for plan in PLAN}
    assert codes - {""} <= set(pug.KODE_INDIKATOR)
    assert "" in codes
    assert all((plan.reached is None) == bool(plan.kode) for plan in PLAN)
    units = {p.kode: p.satuan for p in PLAN if p.kode}
    assert units == {kode: pug.KODE_INDIKATOR[kode][1] for kode in units}


def test_both_sexes_are_trained_in_each_level_and_year(regency, registers):
    found = registers.trainings
    sex = regency.people["sex"].to_numpy()[found["pegawai"]]
    counts = found.groupby(["tingkat", found["day"].dt.year, sex], observed=True).size()
    assert len(counts) == len(pug.TINGKAT) * 3 * 2


@pytest.mark.parametrize("size", [50, 120])
def test_small_regencies_have_them_too(size):
    regency = simulate(size=size, years=(2025,), seed=4)
    frames = register_frames(regency, draw_registers(regency), periode=LAST)
    assert set(frames) >= set(STORIES)
    assert set(frames["pelatihan_pug"]["TINGKAT"]) == set(pug.TINGKAT)


def test_champions_in_most_offices_but_not_in_all(frames, regency, registers):
    papers = frames["sk_pug"]
    offices = papers.loc[papers["JENIS"] == "SK Gender Champion", "PERANGKAT DAERAH"]
    named = papers.loc[papers["JENIS"] == "Nominasi Gender Champion", "PERANGKAT DAERAH"]
    assert offices.is_unique
    assert set(offices) < set(named)


def test_certificates_some_expired_some_valid(frames):
    papers = frames["sk_pug"]
    until = day(papers.loc[papers["JENIS"] == "Sertifikat Fasilitator PUG", "BERLAKU SAMPAI"])
    assert (until < pd.Timestamp(LAST.cutoff)).any()
    assert (until > pd.Timestamp(LAST.cutoff)).any()


def test_everybody_is_in_service_on_the_day(regency, registers):
    people = regency.people
    for events in (registers.trainings, registers.documents, registers.awards):
        events = events[events["pegawai"] >= 0]
        who = people.iloc[events["pegawai"]]
        assert (who["tmt_cpns"].to_numpy() <= events["day"].to_numpy()).all()
        exits = who["exit"].to_numpy()
        assert (np.isnat(exits) | (exits > events["day"].to_numpy())).all()


def test_one_decree_one_number(frames):
    papers = frames["sk_pug"]
    keys = ["JENIS", "TANGGAL", "PENANDATANGAN"]
    group = papers[~papers["JENIS"].isin(["Dokumen GAP/GBS", "Sertifikat Fasilitator PUG"])]
    assert not group[[*keys, "NOMOR"]].drop_duplicates().duplicated(keys).any()
    assert not papers[["NOMOR", "JENIS"]].drop_duplicates().duplicated("NOMOR").any()


def test_a_period_holds_what_happened_before_its_end(regency, registers, frames):
    half = register_frames(regency, registers, periode=Periode(2025, 1))
    for table, column in (("pelatihan_pug", "TANGGAL SELESAI"), ("kegiatan_pug", "TANGGAL")):
        days = day(half[table][column])
        assert days.max() <= pd.Timestamp("2025-06-30")
        assert len(half[table]) == (day(frames[table][column]) <= "2025-06-30").sum()
    plan = half["rencana_aksi"]
    done = plan.loc[plan["REALISASI"] != "", "TAHUN"]
    assert set(done) == {"2024"}
    assert "rencana_aksi" not in register_frames(regency, registers, periode=Periode(2023))


def test_the_siasn_files_are_the_same_with_and_without(tmp_path):
    regency = simulate(size=120, years=(2025,), seed=5)
    for name, registers in (("mit", True), ("ohne", False)):
        write_raw(regency, tmp_path / name, dirt=0.03, registers=registers)
        write_truth(tmp_path / name / "truth.json", regency, registers=registers)
    without = {p.name: p.read_bytes() for p in (tmp_path / "ohne" / "2025").iterdir()}
    both = {p.name: p.read_bytes() for p in (tmp_path / "mit" / "2025").iterdir()}
    own = {*(r.template for r in REGISTERS.values()), "Riwayat Penghargaan 2025.xlsx"}
    assert set(both) - set(without) == own
    listed, less = (json.loads(files.pop("dirt.json")) for files in (both, without))
    assert {name: both[name] for name in without} == without
    # The list of defects goes on where it ended.
    assert listed[: len(less)] == less
    assert {entry["berkas"] for entry in listed[len(less) :]} <= own
    truth = json.loads((tmp_path / "mit" / "truth.json").read_text("utf-8"))
    assert truth.pop("registers")["chances"] == CHANCES
    assert truth == json.loads((tmp_path / "ohne" / "truth.json").read_text("utf-8"))


def test_same_seed_same_registers(regency, registers):
    again = draw_registers(regency)
    for name in ("trainings", "documents", "activities", "awards"):
        pd.testing.assert_frame_equal(getattr(again, name), getattr(registers, name))


def test_planted_chances_come_back(large):
    """On 60,000 people the shares trained lie within four standard errors of the chances."""
    found = draw_registers(large)
    level = found.trainings[found.trainings["tingkat"] == "L1"]
    day_of = pd.Timestamp("2024-12-31")
    people = large.people
    old = (people["tmt_cpns"] < "2023-01-01") & ~(people["exit"] <= day_of)
    old &= ~(people["tmt_pindah"] > "2023-12-31")
    trained = people["pegawai"].isin(level.loc[level["day"].dt.year == 2024, "pegawai"])
    for sex, factor in (("L", 1.0), ("P", CHANCES["L1 of women, factor"])):
        group = old & (people["sex"] == sex)
        chance = CHANCES["L1"] * factor
        error = np.sqrt(chance * (1 - chance) / group.sum())
        assert abs(trained[group].mean() - chance) < 4 * error


def test_files_only_where_asked_for(regency, registers):
    names = {f.name for f in raw_files(regency, periode=LAST)}
    more = {f.name for f in raw_files(regency, periode=LAST, layout="csv", registers=registers)}
    assert not names & {r.template for r in REGISTERS.values()}
    assert {"sk_pug.csv", "Riwayat Penghargaan 2025.csv"} <= more

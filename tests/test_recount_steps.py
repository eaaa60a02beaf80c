"""The ratio of each structural step counted again from the raw files, person by person, by other code.

Plain ``csv`` and loops over months, with word rules of its own; nothing of the package is used to count. The
regency is simulated without defects, so that every row of the files is a person or an event.
"""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

from pug_analysis.analyses.questions.steps import compare_steps, open_steps
from pug_analysis.analyses.tallies import BAWAAN
from pug_analysis.careers.cohort import cohort_of
from pug_analysis.careers.load import load
from pug_analysis.cli import main

pytestmark = pytest.mark.slow

YEAR = 2025
LAST = YEAR * 12 + 11
EDUCATION = {
    "30": "D3",
    "35": "S1",
    "40": "S1",
    "42": "S1",
    "45": "S2",
    "47": "S2",
    "49": "S2",
    "50": "S2",
}
#: Words of job titles of teaching and health; everything else is the technical family.
TEACHING = ("guru", "kepala sekolah")
HEALTH = (
    "perawat", "bidan", "dokter", "apoteker", "nutrisionis", "kesehatan", "sanitasi", "terapis",
    "radiografer", "fisioterapis", "psikolog klinis", "perekam medis",
)  # fmt: skip
#: Height of the first letters of an eselon.
HEIGHT = {"IV": 1, "III": 2, "II": 3}
STEPS = {"CPNS ke Pengawas": 1, "Pengawas ke Administrator": 2, "Administrator ke JPT Pratama": 3}


def pug(*words: object) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["pug-analysis", *map(str, words)])
        try:
            main()
        except SystemExit as stop:
            if stop.code:
                raise


def month(text: str) -> int:
    day, number, year = (int(part) for part in text.split("-"))
    assert 1 <= day <= 31
    return year * 12 + number - 1


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    found = []
    for path in sorted(folder.glob(f"{name}*.csv")):
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        found += csv.DictReader(lines, delimiter=";" if ";" in lines[0] else ",")
    return found


@pytest.fixture(scope="module")
def workspace(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("hitung langkah")
    pug("sample", "--years", YEAR, "--size", 1200, "--dirt", 0, "--layout", "csv", "--out", folder / "data/raw")  # fmt: skip
    pug("build", YEAR, "--workspace", folder)
    return folder


@pytest.fixture(scope="module")
def careers(workspace) -> list[dict]:
    """One dict per PNS: sex, entry, groups, seen (month since which leaving is known), exit, heights, conversion, leave."""
    folder = workspace / "data/raw" / str(YEAR)
    people: dict[str, dict] = {}
    for row in rows(folder, "Export Data ASN PNS"):
        people[row["NIP BARU"]] = {
            "active": row["KEDUDUKAN HUKUM ID"][:2] in ("01", "02", "03", "04", "15")
        }
    leavers: dict[str, int] = {}
    for row in rows(folder, "Daftar Pemberhentian"):
        nip, when = row["nipBaru"], month(row["tmtPemberhentian"])
        leavers[nip] = min(when, leavers.get(nip, when))
        if nip[12:14] != "21":  # digits of a contract instead of a month: PPPK
            people.setdefault(nip, {"active": False})
    posts = defaultdict(list)
    for row in rows(folder, "Riwayat Jabatan"):
        posts[row["nipBaru"]].append((month(row["tmtJabatan"]), row))
    degrees = {r["nipBaru"]: r["tkPendidikanId"] for r in rows(folder, "Riwayat Pendidikan") if r["isPendidikanPertama"] == "1"}  # fmt: skip
    arrivals = {r["nipBaru"]: month(r["tmtPindah"]) for r in rows(folder, "Riwayat Pindah")}
    leave = defaultdict(list)
    for row in rows(folder, "Riwayat CLTN"):
        leave[row["nipBaru"]].append((month(row["tanggalAwal"]), month(row["tanggalAkhir"])))
    start = first_of_register(sorted(set(leavers.values())))
    return [
        career(
            nip,
            one,
            posts[nip],
            degrees.get(nip, ""),
            arrivals.get(nip, 0),
            leave[nip],
            leavers.get(nip),
            start,
        )
        for nip, one in people.items()
        if posts[nip]
    ]


def first_of_register(months: list[int]) -> int:
    """The first month of leaving that another one follows soon: at most two years later."""
    return next(a for a, b in pairwise(months) if b - a <= 24)


def career(nip, person, posts, degree, arrived, leave, left, start) -> dict:
    posts = sorted(posts, key=lambda post: post[0])
    entry = int(nip[8:12]) * 12 + int(nip[12:14]) - 1
    title = (
        posts[0][1]["jabatanFungsionalNama"] or posts[0][1]["jabatanFungsionalUmumNama"]
    ).lower()
    family = "guru" if title.startswith(TEACHING) else "teknis"
    if any(word in title for word in HEALTH):
        family = "kesehatan"
    reached: dict[int, int] = {}
    converted = []
    for when, row in posts:
        if not row["jenisPenugasanId"].startswith("Definitif"):
            continue
        height = HEIGHT.get(row["eselon"].split(".")[0], 0)
        for level in range(1, height + 1):
            reached.setdefault(level, when)
        if row["jenisMutasiId"] == "Penyetaraan Jabatan":
            converted.append(when)
    return {
        "sex": "P" if nip[14] == "2" else "L",
        "entry": entry,
        "group": (entry // 60, EDUCATION.get(degree), family),
        "seen": max(entry, arrived, start - 1),
        "left": None if person["active"] else left,
        "reached": reached,
        "converted": converted,
        "leave": leave,
    }


def at_risk(one: dict, level: int) -> tuple[list[tuple[int, int]], int | None, tuple] | None:
    """Stretches (from, to] of calendar months at risk of a level, the month of promotion, and the stratum."""
    origin = one["entry"] if level == 1 else one["reached"].get(level - 1)
    if origin is None or one["group"][1] is None or one["group"][2] != "teknis":
        return None
    promoted = one["reached"].get(level)
    ends = [LAST] + [m for m in (promoted, one["left"]) if m is not None]
    ends += [m for m in one["converted"] if level == 1 or m >= origin][:1]
    begin, end = max(one["seen"], origin), min(ends)
    if end <= begin:
        return None
    hit = promoted if promoted == end else None
    stretches, since = [], begin
    for away, back in sorted(one["leave"]):
        if away - 1 < end and back > since:
            if away - 1 > since:
                stretches.append((since, away - 1))
            since = min(back, end - 1) if hit or end in ends[1:] else back
    if since < end:
        stretches.append((since, end))
    stratum = one["group"] if level == 1 else (*one["group"], origin // 60)
    return [(a - origin, b - origin) for a, b in stretches], hit and hit - origin, stratum


def score(careers: list[dict], level: int) -> tuple[float, float, int, int]:
    """Women's promotions minus expected, its variance, promotions of women and of all, month by month."""
    strata = defaultdict(list)
    for one in careers:
        found = at_risk(one, level)
        if found:
            strata[found[2]].append((one["sex"], *found[:2]))
    excess = variance = 0.0
    women = everybody = 0
    for members in strata.values():
        for t in sorted({hit for _, _, hit in members if hit}):
            risk = [(sex, hit) for sex, parts, hit in members if any(a < t <= b for a, b in parts)]
            n, k = len(risk), sum(sex == "P" for sex, _ in risk)
            d, own = (
                sum(hit == t for _, hit in risk),
                sum(hit == t and sex == "P" for sex, hit in risk),
            )
            excess += own - d * k / n
            variance += d * (n - d) / (n - 1) * k / n * (1 - k / n) if n > 1 else 0
            women, everybody = women + own, everybody + d
    return excess, variance, women, everybody


@pytest.mark.parametrize("name", STEPS)
def test_observed_expected_and_test_of_each_step(workspace, careers, name):
    data = load(YEAR, workspace=workspace)
    steps = open_steps(cohort_of(data), data.tables, until=data.until, groups=BAWAAN)
    told = compare_steps(steps).table.set_index("langkah").loc[name]
    excess, variance, women, everybody = score(careers, STEPS[name])
    assert women == told["kejadian_wanita"]
    assert everybody == told["kejadian_pria"] + told["kejadian_wanita"]
    if told["putusan"] == "too_few":
        assert min(women, everybody - women) < 5
        return
    assert excess == pytest.approx(told["selisih_orang"], abs=1e-9)
    assert math.erfc(abs(excess) / math.sqrt(2 * variance)) == pytest.approx(
        told["p_value"], rel=1e-9
    )

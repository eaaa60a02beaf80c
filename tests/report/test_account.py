"""The last lines of the screen and the box of every page, from files to sentences."""

from __future__ import annotations

import shutil

import pandas as pd
import pytest

from pug_analysis.careers.load import find_before, load, load_before
from pug_analysis.config import Config
from pug_analysis.ingest import build_periode
from pug_analysis.report.account import (
    describe_account,
    describe_findings,
    describe_rows,
    limit_attention,
    list_warnings,
)
from pug_analysis.simulate import simulate, write_raw
from pug_analysis.terms.kalender import Periode

NOW, LAST = Periode(2025), Periode(2024)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Two simulated years, both built."""
    workspace = tmp_path_factory.mktemp("dua_tahun")
    regency = simulate(size=150, years=(2024, 2025), seed=5)
    write_raw(regency, workspace / "data" / "raw", dirt=0, layout="csv", registers=False)
    for periode in (LAST, NOW):
        build_periode(workspace, periode, config=Config())
    return workspace


@pytest.fixture
def copy(built, tmp_path):
    return shutil.copytree(built, tmp_path / "salinan")


def staff_lists(workspace, periode=NOW):
    return sorted(
        p for p in (workspace / "data/raw" / periode.name).glob("*.csv") if "asn" in p.name.lower()
    )


def warn(workspace, *, edition="internal", config=Config(), earlier=(LAST,)):  # noqa: B008
    return list_warnings(workspace, NOW, earlier, edition=edition, config=config)


def last_lines(workspace, *, config=Config()):  # noqa: B008
    """The last lines of the screen but for the count of warnings, which simulated people have too."""
    lines = describe_account(workspace, NOW, config=config)
    assert len(lines) <= 8
    return [line for line in lines if " peringatan (USIA-TAK-LAZIM" not in line]


def only_rows(path, keep):
    """Keep the header and those rows of a csv file of which a test says so."""
    head, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([head, *filter(keep, rows)]), encoding="utf-8")


def test_clean_years_warn_of_nothing(built):
    assert warn(built) == []
    lines = last_lines(built)
    assert not [line for line in lines if line.startswith("PERHATIAN")]
    assert len(lines) == 5  # rows, three staff lists, people
    people = load(2025, workspace=built).snapshot["kelompok_status"].value_counts()
    then = load(2024, workspace=built).snapshot["kelompok_status"].value_counts()
    for status in ("PNS", "PPPK"):
        assert f"{status} {people[status]} (2024: {then[status]})" in lines[-1]


def test_a_list_that_was_left_out_is_on_every_page_and_the_screen(copy):
    gone = [p for p in staff_lists(copy) if "pppk" in p.name.lower()]
    assert gone
    for path in gone:
        path.unlink()
    build_periode(copy, NOW, config=Config())
    (said,) = warn(copy)
    assert "PPPK: " in said
    assert "sekarang tidak ada." in said
    (shared,) = warn(copy, edition="pokja")
    assert "PPPK ada pada 2024 dan sekarang tidak ada." in shared
    assert not any(sign.isdigit() for sign in shared.replace("2024", ""))
    lines = last_lines(copy)
    assert any(line.startswith("PERHATIAN: PPPK") for line in lines)


def test_without_a_last_period_it_is_said_plainly(copy):
    shutil.rmtree(copy / "data/raw/2024")
    lines = last_lines(copy)
    assert lines[-1] == (
        "Data periode sebelum 2025 tidak ada di ruang kerja ini: jumlah menurut status tidak dapat "
        "dibandingkan."
    )
    assert warn(copy, earlier=()) == []
    assert load_before(load(2025, workspace=copy)) is None


def test_a_last_period_that_is_not_built_is_named(copy):
    shutil.rmtree(copy / "data/processed/2024")
    assert "pug-analysis build 2024" in last_lines(copy)[-1]


def test_a_setting_without_effect_is_on_every_page(copy):
    config = Config(data={"perangkat_daerah": {"Dinas Yang Tidak Ada": "A"}})
    for periode in (LAST, NOW):
        build_periode(copy, periode, config=config)
    (said,) = warn(copy, config=config)
    assert 'data.perangkat_daerah: "Dinas Yang Tidak Ada"' in said
    (shared,) = warn(copy, config=config, edition="publik")
    assert "1 setelan" in shared
    assert "Dinas" not in shared
    lines = last_lines(copy, config=config)
    assert lines[-1].startswith("PERHATIAN: pug.toml tidak cocok dengan berkas mana pun")


def test_the_notebook_opens_the_same_period(built):
    before = load_before(load(2025, workspace=built))
    assert before is not None
    assert before.periode == find_before(NOW, [LAST])


@pytest.mark.parametrize(
    ("earlier", "base"),
    [((), None), ((Periode(2023),), Periode(2023)), ((LAST, Periode(2025, 1)), LAST),
     ((Periode(2023), Periode(2025, 1)), Periode(2025, 1))],
)  # fmt: skip
def test_compared_is_the_same_day_a_year_before_else_the_last(earlier, base):
    assert find_before(NOW, list(earlier)) == base


def findings(*rows):
    """Findings as (action, code, row) of one file."""
    frame = pd.DataFrame(rows, columns=["tindakan", "kode", "baris"])
    return frame.assign(berkas="a.xlsx", lembar="Data")


def test_rows_close_in_one_line():
    neraca = pd.DataFrame(
        {"baris_masuk": [1000, 10], "dipakai": [900, 7], "karantina": [60, 1], "gabung": [30, 0],
         "bukan_data": [10, 2]}
    )  # fmt: skip
    assert describe_rows(neraca, NOW) == (
        "Baris 2025: masuk 1.010 = dipakai 907 + karantina 61 + gabung 30 + bukan data 12"
    )


def test_rows_put_aside_are_counted_once_and_their_kinds_named():
    told = describe_findings(
        findings(
            ("karantina", "NIP-PRESISI", 3), ("karantina", "TGL-KOSONG", 3),
            ("karantina", "NIP-PRESISI", 4), ("karantina", "NIP-NIK", 5),
            ("karantina", "NIP-KOSONG", 6), ("perbaikan", "GOL-BENTUK", 7),
            ("peringatan", "USIA-TAK-LAZIM", 8), ("peringatan", "KOLOM-TAMBAHAN", 0),
        ),
        NOW,
    )  # fmt: skip
    assert told == [
        "4 baris tidak dipakai (NIP-PRESISI 2, NIP-KOSONG 1, NIP-NIK 1, 1 jenis lain): perbaiki menurut "
        "data/processed/2025/karantina.xlsx.",
        "1 peringatan (USIA-TAK-LAZIM 1): lihat pug-analysis check data/raw/2025.",
    ]
    assert describe_findings(findings(("perbaikan", "GOL-BENTUK", 7)), NOW) == []


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, 1), (5, 5), (6, 5), (40, 5)])
def test_at_most_five_lines_need_attention(count, shown):
    lines = limit_attention([f"hal {n}" for n in range(count)], NOW)
    assert len(lines) == shown
    assert all(line.startswith("PERHATIAN: ") for line in lines)
    if count > 5:
        assert f"dan {count - 4} hal lain" in lines[-1]

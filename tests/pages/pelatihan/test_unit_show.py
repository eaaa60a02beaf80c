"""Who was trained in each perangkat daerah: rows as counted, and protected ones from what is shown."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from pug_analysis.pages.pelatihan.peserta import ALL_UNITS
from pug_analysis.pages.pelatihan.unit_show import tabel_unit
from pug_analysis.stats import newcombe_difference

NAMES = ["perangkat_daerah", "pria", "pria_aktif", "bagian_pria", "wanita", "wanita_aktif",
         "bagian_wanita", "selisih", "conf_low", "conf_high"]  # fmt: skip


def units(*rows: tuple) -> pd.DataFrame:
    """Rows of name, trained and active men, trained and active women, and all of them last."""
    whole = (ALL_UNITS, *(sum(column) for column in list(zip(*rows, strict=True))[1:]))
    told = [
        (name, men, of_men, men / of_men, women, of_women, women / of_women, 0.5, 0.4, 0.6)
        for name, men, of_men, women, of_women in (*rows, whole)
    ]
    table = pd.DataFrame(told, columns=NAMES)
    return table.assign(total_aktif=table["pria_aktif"] + table["wanita_aktif"])


def test_the_agencys_own_edition_shows_what_was_counted(tiny_data):
    table = units(("Dinas A", 3, 20, 2, 25), ("Dinas B", 30, 60, 50, 80))
    shown = tabel_unit(table, tiny_data).payload
    assert shown["rows"][0][:6] == ["Dinas A", 3, 20, 0.15, 2, 25]
    assert [row[0] for row in shown["rows"]] == ["Dinas A", "Dinas B", ALL_UNITS]
    assert "pada 2025, menurut perangkat daerah" in shown["title"]
    first, courses, source = shown["notes"]
    assert "Bagian dikosongkan di bawah 10 orang, selisih juga di bawah 5 orang dilatih." in first
    assert "riwayat kursus belum ada" in courses
    assert source.startswith("Sumber: ")


def test_a_shared_edition_computes_from_what_it_shows(tiny_data):
    table = units(
        ("Dinas A", 3, 20, 2, 25), ("Dinas B", 31, 62, 53, 83), ("Dinas C", 31, 162, 53, 183)
    )
    shown = tabel_unit(table, replace(tiny_data, edition="pokja")).payload
    rows = {row[0]: dict(zip(NAMES, row, strict=True)) for row in shown["rows"]}
    assert list(rows) == ["Dinas A", "Dinas B", "Dinas C"]  # of all together the rest would follow
    found = rows["Dinas C"]
    counts = [found[name] for name in ("pria", "pria_aktif", "wanita", "wanita_aktif")]
    assert counts == [30, 160, 55, 185]
    assert found["bagian_pria"] == pytest.approx(30 / 160, abs=6e-4)
    assert found["bagian_wanita"] == pytest.approx(55 / 185, abs=6e-4)
    gap = newcombe_difference([55], [185], [30], [160]).iloc[0]
    assert found["selisih"] == pytest.approx(55 / 185 - 30 / 160, abs=6e-4)
    assert found["conf_low"] == pytest.approx(gap["conf_low"], abs=6e-4)
    assert found["conf_high"] == pytest.approx(gap["conf_high"], abs=6e-4)
    # few were trained in A; what B shows would tell how many, so it shows none either
    for name in ("Dinas A", "Dinas B"):
        assert rows[name]["pria"] is rows[name]["wanita"] is rows[name]["selisih"] is None
    assert any(note.startswith("Total dihitung dari bilangan") for note in shown["notes"])

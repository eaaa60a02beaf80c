"""Reports of a few tables, as a reader gets them: CSV files and a manifest with the release ledger."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from pug_analysis.careers.columns import SEX
from pug_analysis.careers.offices import PD
from pug_analysis.release.disclosure import protect_parts
from pug_analysis.release.ledger import ASN, BY_SEX, Cells, Release
from pug_analysis.release.tables import Column, release_table
from pug_analysis.report.gate.release_ledger import build_ledger
from pug_analysis.report.write.sheets import format_csv
from pug_analysis.terms.kalender import Periode

BY_UNIT = Cells(ASN, BY_SEX, rows={PD: "unit"}, complete=(PD, SEX))
WHOLE = Cells(ASN, BY_SEX, complete=(SEX,))


def people(*names: str) -> list[Column]:
    return [Column("unit", "Unit", "text"), *(Column(name, name, "count") for name in names)]


def by_unit(rows: list[tuple[int, int]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["pria", "wanita"])
    table["total"] = table["pria"] + table["wanita"]
    table["unit"] = [f"u{i}" for i in range(len(table))]
    return table


def released(frame: pd.DataFrame, name: str, terms: Release | None, columns=None) -> dict:
    columns = columns or people("pria", "wanita", "total")
    return release_table(frame, name=name, title=name, columns=columns, terms=terms).payload


def whole(table: pd.DataFrame, name: str = "profil") -> dict:
    """Sums of the regency, exact."""
    sums = table[["pria", "wanita", "total"]].sum().to_frame().T.assign(unit="semua")
    return released(sums, name, Release("B", "pokja", exact=True, cells=WHOLE))


def protected(table: pd.DataFrame, name: str = "unit") -> dict:
    """The table by unit as the protector releases it."""
    shown = protect_parts(table, parts=("pria", "wanita"), total="total", edition="pokja")
    return released(shown, name, Release("B", "pokja", derived=("total",), cells=BY_UNIT))


def write(folder: Path, *tables: dict, year: int = 2025, edition: str = "pokja") -> Path:
    (folder / "tabel").mkdir(parents=True)
    for table in tables:
        (folder / "tabel" / f"{table['name']}.csv").write_bytes(format_csv(table))
    manifest = {"buku_rilis": build_ledger(tables, periode=Periode(year), edition=edition)}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def publish(folder: Path, **tables: tuple[str, dict]) -> Path:
    """Write a published report by hand: each table as its text and its entry in the release ledger."""
    (folder / "tabel").mkdir(parents=True)
    terms = {}
    for name, (text, entry) in tables.items():
        lines = [line.strip() for line in text.strip().splitlines()]
        (folder / "tabel" / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
        plain = {"aturan": "lindung", "tingkat": "D", "orang": [], "tepat": [], "turunan": []}
        terms[name] = plain | entry
    ledger = {"keadaan": "2025-12-31", "edisi": "pokja", "tabel": terms}
    (folder / "manifest.json").write_text(json.dumps({"buku_rilis": ledger}), encoding="utf-8")
    return folder


@pytest.fixture
def rows() -> list[tuple[int, int]]:
    return [(40, 31), (12, 3), (7, 19), (88, 120), (5, 2), (63, 50), (0, 9)]


@pytest.fixture(scope="session")
def kit() -> SimpleNamespace:
    """The builders above, for the tests of this folder."""
    return SimpleNamespace(
        BY_UNIT=BY_UNIT,
        FREE=Release("B", "pokja", cells=BY_UNIT),
        people=people,
        by_unit=by_unit,
        released=released,
        whole=whole,
        protected=protected,
        write=write,
        publish=publish,
    )

"""One small regency for the whole room, clean and soiled."""

from __future__ import annotations

import csv
import json
from itertools import zip_longest
from pathlib import Path

import pandas as pd
import pytest

from pug_analysis.simulate import Regency, simulate, write_raw

SIZE = 1200
YEARS = (2023, 2024, 2025)


@pytest.fixture(scope="package")
def regency() -> Regency:
    return simulate(size=SIZE, years=YEARS, seed=7)


@pytest.fixture(scope="package")
def large() -> Regency:
    """Large enough for shares and rates."""
    return simulate(size=60_000, years=(2025,), seed=3, truth=("gap",))


@pytest.fixture(scope="package")
def soiled(regency, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("soiled")
    write_raw(regency, folder, dirt=0.05)
    return folder


@pytest.fixture(scope="package")
def clean(regency, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("clean")
    write_raw(regency, folder, dirt=0.0)
    return folder


@pytest.fixture(scope="package")
def read_cells():
    """Return every cell of a raw file as written, row n of the file at label n."""
    return _read_cells


@pytest.fixture(scope="package")
def read_dirt():
    """Return the list of planted defects of a year folder."""
    return lambda folder: pd.DataFrame(
        json.loads((folder / "dirt.json").read_text(encoding="utf-8"))
    )


def _read_cells(path: Path) -> pd.DataFrame:
    if path.suffix == ".xlsx":
        frame = pd.read_excel(
            path, header=None, dtype=object, keep_default_na=False, engine="calamine"
        )
    else:
        separator = ";" if "Jabatan" in path.name else ","
        with path.open(encoding="utf-8", newline="") as file:
            lines = list(csv.reader(file, delimiter=separator))
        frame = pd.DataFrame(zip_longest(*lines, fillvalue=""), dtype=object).T
    return frame.fillna("").set_axis(range(1, len(frame) + 1))

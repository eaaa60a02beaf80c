"""One invented person is planted wherever an office writes people; she must not come out again."""

from __future__ import annotations

import contextlib

import pandas as pd
import pytest

from pug_analysis.config import Config
from pug_analysis.ingest import build_periode, load_processed
from pug_analysis.report import run_report
from pug_analysis.report.gate.layers import Unreadable, read_layers
from pug_analysis.report.plan.run_options import RunOptions
from pug_analysis.simulate import simulate, write_raw
from pug_analysis.terms.kalender import Periode

pytestmark = [pytest.mark.slow, pytest.mark.notebook]

NAME = "ZZKANARI SEMBILAN"
SIGNS = ("zzkanari", "sembilan", "6107995909690009", "081299990009")


def plant(folder) -> tuple[str, ...]:
    """Give a person of the staff list the canary's name, and write her into texts and file names."""
    path = next(folder.glob("Export Data ASN PNS*.parquet"))
    staff = pd.read_parquet(path)
    row = staff.index[staff["JENIS KELAMIN"].eq("F")][0]
    nip, birth = staff.loc[row, ["NIP BARU", "TANGGAL LAHIR"]]
    staff.loc[row, "NAMA"] = NAME
    for column, value in (
        ("NIK", SIGNS[2]),
        ("NOMOR HP", SIGNS[3]),
        ("EMAIL", "zzkanari@contoh.invalid"),
    ):
        if column in staff:
            staff.loc[row, column] = value
    staff.loc[row, "UNOR NAMA"] = f"SEKSI {NAME} {nip}"
    staff.to_parquet(folder / f"asn {NAME} {nip}.parquet")
    path.unlink()
    for path in folder.glob("Riwayat *.parquet"):
        frame = pd.read_parquet(path)
        for column in ("namaKursus", "namaDiklat", "jabatanNama", "unorNama"):
            if column in frame:
                frame.loc[frame.index[:3], column] = f"Bimtek {NAME} {nip} {birth}"
        frame.to_parquet(path)
    return nip, birth, nip[:15]


def test_the_canary_never_appears(tmp_path):
    write_raw(
        simulate(size=200, years=(2025,), seed=9), tmp_path / "data/raw", dirt=0, layout="parquet"
    )
    nip, birth, start = plant(tmp_path / "data/raw/2025")
    build_periode(tmp_path, Periode(2025), config=Config())
    for name, table in load_processed(tmp_path, Periode(2025)).items():
        text = table.to_csv().casefold()
        assert not [s for s in (*SIGNS, nip, start) if s in text], name
    only = ("profil", "piramida", "kualitas_data")
    run_report(
        tmp_path, Periode(2025), edition="internal", config=Config(), options=RunOptions(only=only)
    )
    # The private archive holds copies of the raw files and their names.
    private = {"raw", "arsip"}
    files = [p for p in tmp_path.rglob("*") if p.is_file() and not private & set(p.parts)]
    assert any(p.suffix == ".zip" for p in files)
    for path in files:
        data = path.read_bytes()
        texts = [path.name, data.decode("latin-1")]
        with contextlib.suppress(Unreadable):
            texts += [layer.text for layer in read_layers(data)]
        seen = "\n".join(texts).casefold()
        assert not [s for s in (*SIGNS, nip, start, birth) if s in seen], path.name

"""What pages say of the office's registers: which is missing, and where their rows come from."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.ingest.registers import REGISTERS
from pug_analysis.release.display import Released, text
from pug_analysis.release.numbers import tanggal
from pug_analysis.release.teks import say


def belum_ada(table: str, data: Data) -> Released:
    """One sentence that names the file to bring.

    Parameters
    ----------
    table : processed table of the register

    Raises
    ------
    KeyError
        if the table is no register.
    """
    file = REGISTERS[table].template
    return text(say("register_belum_ada", register=file, folder=data.periode.name))


def tanpa_register(*tables: str, data: Data) -> list[str]:
    """Those of the registers that are empty."""
    return [name for name in tables if data.tables[name].empty]


def sumber_register(data: Data) -> str:
    """The source line of tables from a register."""
    return say(
        "register_sumber", tanggal=tanggal(data.cutoff), singkatan=data.config.instansi.singkatan
    )


def dengan_tanggal(table: pd.DataFrame, *, days: Sequence[str]) -> pd.DataFrame:
    """Write columns of dates in words; nothing where there is no date."""
    words = {
        name: [tanggal(day.date()) if pd.notna(day) else "" for day in table[name]] for name in days
    }
    return table.assign(**words)

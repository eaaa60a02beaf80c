"""Sample rows of registers from their declarations alone.

A register whose numbers have a planted truth is drawn in ``registers`` and written in
``registers_frames``. Every other one is filled here, year by year: with the rows of its ``sample``,
else with its example rows, of people and offices of the regency.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from pug_analysis.ingest.declare.register import Cell, Register
from pug_analysis.simulate.files.registers import staff_of
from pug_analysis.simulate.people.invented import invent_names
from pug_analysis.simulate.people.regency import Regency, random_stream
from pug_analysis.simulate.people.state import last_day
from pug_analysis.terms.kalender import Periode


def declared_frames(
    regency: Regency, registers: Mapping[str, Register], *, first: int, periode: Periode
) -> dict[str, pd.DataFrame]:
    """Return each register up to the last day of a period, all text, by table.

    Parameters
    ----------
    registers : those to fill
    first : year of the first rows
    """
    frames = {
        name: _frame(regency, register, first=first, periode=periode)
        for name, register in registers.items()
    }
    return {name: frame for name, frame in frames.items() if len(frame)}


def _frame(regency: Regency, register: Register, *, first: int, periode: Periode) -> pd.DataFrame:
    day = last_day(periode).astype("datetime64[D]").item()
    rows = []
    for year in range(first, periode.year + 1):
        # A stream of each year: what was written last year stands there this year too.
        rng = random_stream(regency.seed, f"register {register.name} {year}")
        drawn = register.sample(year, rng) if register.sample else register.examples(year)
        if register.personal or register.offices:
            drawn = _name(drawn, register, staff_of(regency, year), regency=regency, rng=rng)
        rows += [row for row in drawn if _happened(register, row, day)]
    names = {c.name: c.header for c in register.columns}
    cells = [[_text(row.get(name, "")) for name in names] for row in rows]
    return pd.DataFrame(cells, columns=list(names.values()), dtype=object)


def _name(
    rows: list[dict[str, Cell]],
    register: Register,
    staff: pd.DataFrame,
    *,
    regency: Regency,
    rng: np.random.Generator,
) -> list[dict[str, Cell]]:
    """Return the rows with people and offices of the regency where they have some."""
    offices = np.sort(staff["office"].unique())
    named = []
    for row in rows:
        office: dict[str, Cell] = {
            n: str(rng.choice(offices)) for n in register.offices if row.get(n)
        }
        person: dict[str, Cell] = {}
        if row.get("nip"):
            who = staff["pegawai"].to_numpy(np.int64)[[rng.integers(len(staff))]]
            found = regency.people.iloc[who]
            person = {"nip": str(found["nip"].iloc[0]), "nama": str(invent_names(found)[0])}
        named.append({**row, **office, **person})
    return named


def _happened(register: Register, row: Mapping[str, Cell], day: date) -> bool:
    happened = row[register.happened] if register.happened else None
    return not isinstance(happened, date) or happened <= day


def _text(cell: Cell) -> str:
    if isinstance(cell, date):
        return cell.strftime("%d-%m-%Y")
    return f"{cell:.12g}".replace(".", ",") if isinstance(cell, float) else str(cell)

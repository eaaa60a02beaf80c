"""Settings of ``pug.toml`` that match nothing in any file, told with the closest spelling there is.

A column, an office or a code that is misspelled there changes nothing, and what it was to mend stays
unread: nobody would notice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from typing import Final

import pandas as pd

from pug_analysis.config import Config, DataMentah
from pug_analysis.ingest.layouts.headers import shape_of_header
from pug_analysis.ingest.layouts.known import header_key
from pug_analysis.ingest.people.everybody import list_units
from pug_analysis.ingest.reading.blocks import Block
from pug_analysis.ingest.reading.file_records import FileNote, SheetRecord
from pug_analysis.ingest.reading.names import collect_names, hide_numbers, hide_people
from pug_analysis.ingest.reading.period import Reading
from pug_analysis.ingest.registers import REGISTERS
from pug_analysis.ingest.tables.offices import name_offices
from pug_analysis.ingest.values.name_or_office import read_sign

KODE: Final = "SETELAN-TAK-COCOK"
#: The statuses of whom each list of active kedudukan speaks.
_KEDUDUKAN: Final = {
    "kedudukan_aktif_pns": ("PNS", "CPNS"),
    "kedudukan_aktif_pppk": ("PPPK",),
    "kedudukan_paruh_waktu": ("PPPK Paruh Waktu",),
}


def find_idle_settings(
    config: Config,
    sheets: Sequence[SheetRecord],
    orang: pd.DataFrame,
    *,
    offices: Callable[[], Iterable[str]],
    some_files: bool = False,
) -> tuple[FileNote, ...]:
    """Return one finding per setting that names what no file has.

    Parameters
    ----------
    config : settings
    sheets : what was read, with all headers
    orang : the account of people, with the kedudukan hukum of each status
    offices : gives the perangkat daerah as the files spell them; asked only if the settings name any
    some_files : whether other files may hold what was not read here: then only settings about what
        was read are judged
    """
    read = {s.table for s in sheets}
    tables = [t for t in config.data.kolom if t in read or not some_files]
    told = [what for table in tables for what in _idle_columns(config, sheets, table)]
    if "pegawai" in read:
        told += _idle_codes(config, orang)
    if config.data.perangkat_daerah and "pegawai" in read:
        told += _idle_offices(config, offices())
    return tuple(FileNote("pug.toml", "", hide_numbers(what), KODE) for what in told)


def hide_settings(config: Config, hide: Callable[[str], str]) -> Config:
    """Return settings whose own names of perangkat daerah, which reach the tables, name nobody.

    Parameters
    ----------
    config : settings
    hide : returns a text that names nobody of those who are known
    """
    own = {
        written: "[nama]" if read_sign(name) == "kuat" else hide(name)
        for written, name in config.data.perangkat_daerah.items()
    }
    if own == config.data.perangkat_daerah:
        return config
    data = config.data.model_copy(update={"perangkat_daerah": own})
    return config.model_copy(update={"data": data})


def list_offices(reading: Reading) -> set[str]:
    """Return the perangkat daerah as files that are in memory spell them, naming nobody."""
    names = collect_names(reading.frames, reading.others)
    notes = pd.concat(reading.notes) if reading.notes else pd.DataFrame({"alamat": [], "kode": []})
    blocks = [Block(t, frame, notes, reading.aside) for t, frame in reading.frames.items()]
    units = [table for block in blocks if (table := list_units(block)) is not None]
    return name_units(units, reading.frames, hide=lambda text: hide_people(text, names))


def name_units(
    units: Iterable[pd.DataFrame],
    frames: dict[str, pd.DataFrame],
    *,
    hide: Callable[[str], str],
) -> set[str]:
    """Return the perangkat daerah of unit paths, and those that registers name.

    Parameters
    ----------
    units : from :func:`~pug_analysis.ingest.people.everybody.list_units`
    frames : typed rows of the registers, perhaps beside others
    hide : returns a text that names nobody
    """
    found: set[str] = set()
    for table in units:
        pairs = table[["unit", "induk"]].drop_duplicates().astype("string")
        hidden = pairs.apply(lambda column: column.map(hide)).astype("string")
        if len(hidden):
            found.update(name_offices(hidden["unit"], hidden["induk"], Config()).unique())
    for name, register in REGISTERS.items():
        for column in register.offices if name in frames else ():
            found.update(map(hide, frames[name][column].unique()))
    return found - {""}


def _idle_columns(config: Config, sheets: Sequence[SheetRecord], table: str) -> list[str]:
    own = [s for s in sheets if s.table == table]
    keys = frozenset().union(*(s.keys for s in own))
    labels = {header_key(label): label for s in own for label in s.labels}
    told = []
    for official, header in config.data.kolom[table].items():
        if header_key(header) not in keys:
            near = [shape_of_header(labels[k]) for k in _near(header_key(header), labels)]
            told.append(f'data.kolom.{table}: "{official}" = "{header}"{_like(near)}')
    return told


def _idle_offices(config: Config, offices: Iterable[str]) -> list[str]:
    known = {_fold(name): name for name in offices}
    return [
        f'data.perangkat_daerah: "{written}"{_like(known[k] for k in _near(_fold(written), known))}'
        for written in config.data.perangkat_daerah
        if _fold(written) not in known
    ]


def _idle_codes(config: Config, orang: pd.DataFrame) -> list[str]:
    """Codes of the shipped lists that nobody holds are no mistake of the workspace's."""
    told = []
    for name, statuses in _KEDUDUKAN.items():
        shipped = DataMentah.model_fields[name].default
        held = set(orang.loc[orang["status_asn"].isin(statuses), "kedudukan_hukum"]) - {""}
        told += [
            f'data.{name}: "{code}"{_like(sorted(held), "ada")}'
            for code in getattr(config.data, name)
            if code not in held and code not in shipped
        ]
    return told


def _near(word: str, known: Iterable[str]) -> list[str]:
    return get_close_matches(word, list(known), n=1)


def _like(names: Iterable[str], how: str = "mirip") -> str:
    shown = ", ".join(f'"{name}"' for name in names)
    return f" ({how} di berkas: {shown})" if shown else ""


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())

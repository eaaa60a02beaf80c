"""What the tables of an export look like: their columns, their keys, their words.

Keys come from the programs that count: a table that always has the same lines is compared with that
of an agency without people.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

import pandas as pd

from pug_analysis.careers.pooled import WHOLE
from pug_analysis.careers.snapshot import build_snapshot
from pug_analysis.config import Config
from pug_analysis.ingest.layouts.known import DATA_ASN_LAMA, DATA_ASN_RINGKAS, LAYOUTS
from pug_analysis.ingest.reading.period import UNUSED_STATES
from pug_analysis.ingest.tables.schema import TABLES
from pug_analysis.pages.kohort.syarat import count_requirements
from pug_analysis.pages.pelatihan.peserta import attendance, participation_by_kind
from pug_analysis.pages.piramida import jenjang
from pug_analysis.pages.profil import profil
from pug_analysis.pooled.reading import FlawError
from pug_analysis.stats.survival.risk_table import COUNTS
from pug_analysis.terms.kalender import Periode

AllowedWords = Collection[str] | Callable[[str], bool]
#: Columns of months that tell rows apart, although they are whole numbers.
_MONTHS: Final = frozenset({"terakhir", "bulan", "time", "akhir"})
#: Nobody is followed for longer.
_LAST_MONTH: Final = 1200
#: People or rows of one agency; months of its people.
_MOST: Final = {"orang_bulan": 10_000_000_000}
_MOST_PEOPLE: Final = 100_000_000
_COUNTED: Final = ("pria", "wanita", "total")
_NUMBERS: Final = ("berkas", "cpns", "eselon_v", "orang_aktif", "penyetaraan")
OF_COHORT: Final = ("pendidikan_diturunkan", "berhenti_menyendiri", "jabatan_pertama_terlambat")
NUMBERS_FILE: Final = "angka"


@dataclass(frozen=True, slots=True, eq=False)
class TableForm:
    """The form of one table.

    Attributes
    ----------
    columns : in their order
    rows : keys of all its rows in their order where these are always the same, else None
    words : what stands in a text column: a list, or a test
    risk : whether it is a risk table, with a first line that describes it
    may_be_bare : whether a table without rows has only its first column
    """

    columns: tuple[str, ...]
    rows: pd.DataFrame | None = None
    words: Mapping[str, AllowedWords] = field(default_factory=dict)
    risk: bool = False
    may_be_bare: bool = False

    @property
    def whole(self) -> frozenset[str]:
        """Columns of whole numbers."""
        return frozenset(self.columns) & {*WHOLE, *_MONTHS, *COUNTS}

    @property
    def keys(self) -> list[str]:
        """Columns that tell rows apart, in their order."""
        return [name for name in self.columns if name not in self.whole - _MONTHS]


def check_form(name: str, table: pd.DataFrame, form: TableForm) -> None:
    """Check keys, words and the size of numbers.

    Raises
    ------
    FlawError
        naming the file and what is wrong.
    """
    file = f"{name}.csv"
    for column in form.whole:
        most = _LAST_MONTH if column in _MONTHS else _MOST.get(column, _MOST_PEOPLE)
        if (table[column] > most).any():
            raise FlawError(file, f"kolom {column} berisi bilangan yang tidak mungkin sebesar itu")
    for column, words in form.words.items():
        known = words if callable(words) else words.__contains__
        if not all(map(known, table[column].unique())):
            raise FlawError(file, f"kolom {column} berisi kata yang tidak dikenal")
    keys = table[form.keys]
    if keys.duplicated().any():
        raise FlawError(file, "ada baris yang tertulis dua kali")
    if form.rows is not None and keys.to_numpy().tolist() != form.rows.to_numpy().tolist():
        raise FlawError(file, "barisnya kurang, lebih, atau tidak menurut urutannya")


@cache
def forms_of_everyone() -> dict[str, TableForm]:
    """Forms of the tables of active people that every export has, by name."""
    nobody, tables = _nobody()
    counted = {
        "profil": profil.count_profile(nobody),
        "golongan": profil.count_golongan(nobody),
        "usia": profil.count_ages(nobody),
        "jenjang_jf": profil.count_jf(nobody),
        "jenjang": jenjang.count_ladder(nobody),
        "dasar": jenjang.count_base(nobody),
        "lingkup": jenjang.count_everyone(nobody),
        "syarat": count_requirements(nobody, tables, cutoff=Periode(2000).cutoff),
        "tersisih": pd.DataFrame({"kelompok": ["L", "P"], "karantina": 0, "dipakai": 0}),
    }
    account = ("tata_letak", "baris_masuk", "dipakai", "karantina", "gabung", "bukan_data")
    return {name: _always(table) for name, table in counted.items()} | {
        "neraca": TableForm(account, words={"tata_letak": _layouts()})
    }


def _layouts() -> frozenset[str]:
    names = {layout.label for layout in LAYOUTS.values()}
    return frozenset({*names, DATA_ASN_LAMA, DATA_ASN_RINGKAS, *UNUSED_STATES})


@cache
def form_of_trained() -> TableForm:
    """Form of the table of people trained by kind of training."""
    nobody, tables = _nobody()
    table = participation_by_kind(attendance(tables["diklat"], tables["kursus"]), nobody, year=2000)
    return _always(table[["jenis", *_COUNTED]].assign(pria_aktif=0, wanita_aktif=0))


def form_of_numbers(*, cohort: bool) -> TableForm:
    """Form of the table of single counts; with a cohort there are more."""
    names = sorted([*_NUMBERS, *(OF_COHORT if cohort else ())])
    return _always(pd.DataFrame({"nama": names, "jumlah": 0}))


def _nobody() -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    tables = {name: schema.without_rows() for name, schema in TABLES.items()}
    return build_snapshot(tables["pegawai"], config=Config()), tables


def _always(table: pd.DataFrame) -> TableForm:
    form = TableForm(tuple(table))
    return TableForm(form.columns, rows=table[form.keys])

"""What became of an office: its tables, its findings, and whether anything was read wrong in silence."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from unittest.mock import patch

import pandas as pd

from pug_analysis.config import Config
from pug_analysis.errors import DataError
from pug_analysis.ingest import build_periode
from pug_analysis.ingest.kept.processed_folder import make_ids
from pug_analysis.ingest.tables.pegawai import is_active
from pug_analysis.pages.kualitas.orang import people_by_status
from pug_analysis.terms.kalender import Periode
from pug_analysis.terms.temuan import TEMUAN

from .fuzz_office import PEOPLE, Office, make_office
from .fuzz_write import write_office

KEY = b"k" * 32
IDS = make_ids([p.nip for p in PEOPLE], KEY)
#: The table of each file.
COMPARED = {"asn": "pegawai", "golongan": "golongan", "jabatan": "jabatan", "kursus": "kursus"}
#: Findings that say of a row only how it was read, or nothing: they excuse no loss.
_SILENT = frozenset({"perbaikan", "bukan-data"})


@dataclass(frozen=True)
class Outcome:
    """What reading an office gave; ``refused`` are the codes of files that were refused."""

    refused: frozenset[str] = frozenset()
    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    temuan: pd.DataFrame = field(default_factory=pd.DataFrame)
    orang: pd.DataFrame = field(default_factory=pd.DataFrame)

    def people(self, *, active: bool = False) -> set[str]:
        """The pseudonyms of those used, or of those active."""
        table = self.tables["pegawai"]
        rows = table[is_active(table, config=Config())] if active else table
        return set(rows["pegawai_id"])


def read_office(office: Office) -> Outcome:
    """Write an office, build it as the program does, and forget the files."""
    root = Path(tempfile.mkdtemp(prefix="fuzz-"))
    try:
        (root / ".pug").mkdir()
        (root / ".pug/kunci").write_bytes(KEY)
        write_office(office, root / "data/raw/2025")
        with patch("pug_analysis.ingest.build._write"):  # what is written is nobody's here
            built = build_periode(root, Periode(2025), config=Config())
    except DataError as error:
        return Outcome(frozenset(re.findall(r": ([A-Z0-9-]+): ", str(error))) or frozenset({"?"}))
    finally:
        shutil.rmtree(root)
    return Outcome(frozenset(), dict(built.tables), built.temuan, built.orang)


@cache
def read_clean() -> Outcome:
    """The clean office."""
    return read_office(make_office())


def places(office: Office) -> dict[tuple[str, int], list[str]]:
    """The pseudonyms of whose row stands where: (stem of the file, number of the row)."""
    return {
        (name, form.first_row() + i): [IDS.get(one, one) for one in owner.split()]
        for name, form in office.forms.items()
        for i, owner in enumerate(form.owners)
        if owner
    }


def list_told(outcome: Outcome, office: Office) -> tuple[set[str], dict[str, set[str]]]:
    """Codes of findings about files, and those about each person's rows."""
    owners = places(office)
    files, people = set(), {}
    for row in outcome.temuan.itertuples():
        if pd.isna(row.baris):
            files.add(row.kode)
            continue
        stem = row.berkas.rpartition(".")[0].rpartition("/")[2]
        for whose in owners.get((stem, int(row.baris)), ()):
            people.setdefault(whose, set()).add(row.kode)
    return files, people


def find_wrong(
    outcome: Outcome, office: Office, *, tells: Collection[str] = (), ignore: Collection[str] = ()
) -> list[str]:
    """What differs from the clean tables although no finding of ``tells`` names it.

    Parameters
    ----------
    outcome : of :func:`read_office`
    office : what was read
    tells : codes that name the change; without any the tables must be the clean ones
    ignore : columns that the change may alter
    """
    tells = set(tells)
    if outcome.refused:
        return [] if outcome.refused <= tells else [f"ditolak {sorted(outcome.refused)}"]
    files, people = list_told(outcome, office)
    if files & tells:
        return []
    wrong = []
    for name in (COMPARED[stem] for stem in office.forms if stem in COMPARED):
        for whose in sorted(_differing(outcome.tables[name], read_clean().tables[name], ignore)):
            if not people.get(whose, set()) & tells:
                wrong.append(f"{name}: {whose} {sorted(people.get(whose, set()))}")
    return wrong


def _differing(one: pd.DataFrame, other: pd.DataFrame, ignore: Collection[str]) -> set[str]:
    """Whose rows are not the same in both."""
    columns = [c for c in one if c not in ignore]
    rows = [t[columns].astype("string").fillna("").value_counts() for t in (one, other)]
    change = rows[0].sub(rows[1], fill_value=0)
    return {row[0] for row in change[change != 0].index}


def find_lost(outcome: Outcome, office: Office, *, tells: Collection[str] = ()) -> list[str]:
    """Who is used or active in the clean office and here not, without a finding that says so.

    Parameters
    ----------
    outcome, office : as :func:`find_wrong`
    tells : codes that excuse a loss although they are told of rows that are no data; "TURUN" is the
        account of people beside the clean office's
    """
    if outcome.refused:
        return []
    clean = read_clean()
    files, people = list_told(outcome, office)
    before = list_told(clean, make_office())[1]
    if files & set(tells) or ("TURUN" in tells and _fell(outcome, clean)):
        return []
    lost = []
    for active in (False, True):
        for whose in sorted(clean.people(active=active) - outcome.people(active=active)):
            new = people.get(whose, set()) - before.get(whose, set())
            loud = {k for k in new if k in tells or TEMUAN[k].tindakan not in _SILENT}
            if not loud:
                lost.append(f"{'aktif' if active else 'dipakai'}: {whose} {sorted(new)}")
    return lost


def _fell(outcome: Outcome, clean: Outcome) -> bool:
    return bool(people_by_status(outcome.orang, clean.orang, config=Config())["turun"].any())


def find_untold(
    outcome: Outcome, office: Office, *, about: Collection[str], tells: Collection[str]
) -> list[str]:
    """Whom a doubtful change concerns although no finding of ``tells`` stands at their rows."""
    if outcome.refused:
        return [] if outcome.refused & set(tells) else [f"ditolak {sorted(outcome.refused)}"]
    files, people = list_told(outcome, office)
    if files & set(tells):
        return []
    if not about:
        return [f"berkas: {sorted(files)}"]
    ids = {IDS.get(nip, nip) for nip in about}
    return [
        f"{w} {sorted(people.get(w, set()))}"
        for w in sorted(ids)
        if not people.get(w, set()) & set(tells)
    ]

"""The work of a post, from the words of its title and unit; the title itself is not kept.

A structural title names a person (there is one Kepala Dinas Kesehatan), so it reaches no table.
What the evaluation of PUG needs of it does: planner, finance, evaluator, auditor, or technical; and
whether a structural post supports an office or does its work. Rules: ``terms.fungsi``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

import pandas as pd

from pug_analysis.ingest.values.jabatan import split_path, without_acting
from pug_analysis.ingest.values.unique import map_unique
from pug_analysis.terms import fungsi as terms
from pug_analysis.terms import pug

_OFFICE: Final = re.compile(terms.NAMA_KANTOR)
_ADVISER: Final = re.compile(terms.PENASIHAT)
_RULES: Final = {name: re.compile(words) for name, words in terms.FUNGSI_KATA.items()}
_SUPPORT: Final = re.compile(terms.PENDUKUNG)
_SUPPORT_UNIT: Final = re.compile(terms.UNIT_PENDUKUNG)
_TECHNICAL: Final = pug.FUNGSI[-1]
_SUPPORTS, _OPERATES = pug.RANAH


@lru_cache(maxsize=2**14)
def _words(text: str) -> str:
    """Return a title or unit as whole words in capitals, without the office it belongs to."""
    plain = " ".join(re.sub(r"[^A-Z0-9]+", " ", text.upper()).split())
    return _OFFICE.sub("", without_acting(plain)).strip()


def read_fungsi(title: str, unit: str = "", *, kelompok_jf: str = "") -> str:
    """Return the work of a post, "" where neither title nor unit is known.

    The title decides; only where it says nothing the unit's own name does, and never for a
    functional post, whose title is complete. Teachers and health staff are technical.

    Parameters
    ----------
    title : title as written
    unit : name of the deepest unit, "" to leave it out of account
    kelompok_jf : group of a functional post, "" for other posts

    Examples
    --------
    >>> read_fungsi("Kepala Sub Bagian Perencanaan, Evaluasi dan Pelaporan")
    'perencana'
    >>> read_fungsi("Kepala Badan Pengelola Keuangan dan Aset Daerah"), read_fungsi("Bendahara")
    ('pelaksana teknis', 'keuangan')
    """
    if not title and not unit:
        return ""
    if kelompok_jf in ("Guru", "Kesehatan"):
        return _TECHNICAL
    own = _words(title)
    texts = [own] if kelompok_jf else [own, _words(unit)]
    if _ADVISER.match(own):
        return _TECHNICAL
    for text in texts:
        for name, rule in _RULES.items():
            if rule.search(text):
                return name
    return _TECHNICAL


def read_ranah(title: str, path: str = "", *, eselon: str = "") -> str:
    """Return whether a structural post supports an office or does its work.

    Parameters
    ----------
    title : title as written
    path : path of its unit, ``unit - parent - ... - PEMERINTAH X``
    eselon : its eselon; JPT lead and are never support

    Examples
    --------
    >>> read_ranah("Sekretaris Dinas Kesehatan"), read_ranah("Kepala Bidang Anggaran")
    ('pendukung', 'operasional')
    >>> read_ranah("Kepala Seksi Pelayanan Umum"), read_ranah("Sekretaris Daerah", eselon="II.a")
    ('operasional', 'operasional')
    """
    if eselon.startswith(("I.", "II.")):
        return _OPERATES
    inner = split_path(path)[1]
    support = _SUPPORT.search(_words(title)) or any(
        _SUPPORT_UNIT.match(_words(unit)) for unit in inner
    )
    return _SUPPORTS if support else _OPERATES


def add_work(out: pd.DataFrame, titles: pd.Series, paths: pd.Series) -> None:
    """Add ``fungsi_jabatan, ranah_jabatan`` in place.

    Parameters
    ----------
    out : rows with ``jenis_jabatan, eselon, kelompok_jf``
    titles : titles as written
    paths : unit paths as written
    """
    units = map_unique(paths, lambda path: next(iter(split_path(path)[1]), ""))
    parts = titles.str.cat([units, out["kelompok_jf"]], sep="\x1f")
    out["fungsi_jabatan"] = map_unique(parts, lambda t: _split(read_fungsi, t, "kelompok_jf"))
    structural = out["jenis_jabatan"] == "struktural"
    parts = titles.str.cat([paths, out["eselon"]], sep="\x1f")
    out["ranah_jabatan"] = map_unique(parts, lambda t: _split(read_ranah, t, "eselon")).where(
        structural, ""
    )


def _split(read: Callable[..., str], text: str, option: str) -> str:
    title, unit, last = text.split("\x1f")
    return read(title, unit, **{option: last})

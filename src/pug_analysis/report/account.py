"""What a finished reading tells of people: on the last lines of the screen, and on every page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pug_analysis.config import Config
from pug_analysis.terms.edisi import OPEN
from pug_analysis.terms.kalender import Periode

if TYPE_CHECKING:
    import pandas as pd

#: More staff lists than these are not told one by one on the screen.
_FILES_SHOWN: Final = 3
_SETTINGS_FILE: Final = "pug.toml"
#: So many lines need attention at the end of a run; a screen is not a list to work through.
_ATTENTION_SHOWN: Final = 5
_KINDS_SHOWN: Final = 3


def list_warnings(
    workspace: Path, periode: Periode, earlier: Sequence[Periode], *, edition: str, config: Config
) -> list[str]:
    """Return what every page of a report warns of: statuses that fell, settings without effect.

    Parameters
    ----------
    workspace : with ``data/processed/<periode>``
    periode : the report's period
    earlier : earlier periods that can be read
    edition : who reads it; without counts where these are protected
    config : settings
    """
    from pug_analysis.careers.load import find_before
    from pug_analysis.pages.kualitas import orang_show

    told = []
    base = find_before(periode, earlier)
    if base is not None and not _is_merged(workspace, periode):
        table = _compare(workspace, periode, base, config=config)
        falls = orang_show.describe_falls(table, edition=edition, before=base)
        told.append(orang_show.warn_of_falls(falls))
    settings = read_idle_settings(workspace, periode)
    if settings:
        what = f"{len(settings)} setelan" if edition != OPEN else "; ".join(settings)
        told.append(
            f"{_SETTINGS_FILE} menyebut hal yang tidak ada di berkas mana pun: {what}. Setelan itu "
            "tidak berpengaruh; perbaiki ejaannya, lalu buat ulang laporan ini."
        )
    return [line for line in told if line]


def describe_account(workspace: Path, periode: Periode, *, config: Config) -> list[str]:
    """Return the last lines of the screen: rows and people, beside last period's, and what to look at.

    Lines that begin with "PERHATIAN" are warnings, at most five; the last of them tells of the rest.

    Parameters
    ----------
    workspace : with ``data/processed/<periode>``
    periode : the period that was read
    config : settings
    """
    from pug_analysis.careers.load import find_before
    from pug_analysis.ingest import is_current, raw_periods
    from pug_analysis.pages.kualitas import orang_show
    from pug_analysis.pages.kualitas.orang import people_by_file

    if _is_merged(workspace, periode):
        return []
    raw = [p for p in raw_periods(workspace) if p < periode]
    ready = [p for p in raw if is_current(workspace, p, config=config)]
    base = find_before(periode, ready)
    table = _compare(workspace, periode, base, config=config)
    lines = [describe_rows(_read(workspace, periode, "neraca"), periode)]
    lines += _describe_files(people_by_file(_read_people(workspace, periode), config=config))
    lines.append(_describe_statuses(table, periode, base))
    attention = []
    if base is None:
        lines.append(_describe_lack(periode, find_before(periode, raw)))
    else:
        attention += orang_show.describe_falls(table, edition="internal", before=base)
    settings = read_idle_settings(workspace, periode)
    attention += [f"{_SETTINGS_FILE} tidak cocok dengan berkas mana pun: {s}" for s in settings]
    attention += describe_findings(_read(workspace, periode, "temuan"), periode)
    return lines + limit_attention(attention, periode)


def describe_rows(neraca: pd.DataFrame, periode: Periode) -> str:
    """Say in a line how many rows came in and where they went.

    Parameters
    ----------
    neraca : the row account of a period
    periode : the period
    """
    total = neraca[["baris_masuk", "dipakai", "karantina", "gabung", "bukan_data"]].sum()
    return (
        f"Baris {periode.label}: masuk {_count(total['baris_masuk'])} = dipakai "
        f"{_count(total['dipakai'])} + karantina {_count(total['karantina'])} + gabung "
        f"{_count(total['gabung'])} + bukan data {_count(total['bukan_data'])}"
    )


def describe_findings(temuan: pd.DataFrame, periode: Periode) -> list[str]:
    """Say what was put aside and what was warned of, a line each, the most frequent kinds named.

    Parameters
    ----------
    temuan : the findings of a period
    periode : the period
    """
    from pug_analysis.terms.temuan import TEMUAN

    aside = temuan.loc[temuan["tindakan"] == "karantina"]
    warned = temuan.loc[temuan["tindakan"] == "peringatan"]
    idle = [kode for kode, one in TEMUAN.items() if one.saran.startswith("Tidak perlu tindakan")]
    warned = warned.loc[~warned["kode"].isin([*idle, "SETELAN-TAK-COCOK"])]
    lines = []
    if len(aside):
        rows = aside.drop_duplicates(["berkas", "lembar", "baris"])
        lines.append(
            f"{_count(len(rows))} baris tidak dipakai ({_name_kinds(aside)}): perbaiki menurut "
            f"data/processed/{periode.name}/karantina.xlsx."
        )
    if len(warned):
        lines.append(
            f"{_count(len(warned))} peringatan ({_name_kinds(warned)}): lihat pug-analysis check "
            f"data/raw/{periode.name}."
        )
    return lines


def limit_attention(attention: Sequence[str], periode: Periode) -> list[str]:
    """Mark what needs attention; beyond five lines, say where the rest is."""
    shown = list(attention)
    if len(shown) > _ATTENTION_SHOWN:
        rest = len(shown) - _ATTENTION_SHOWN + 1
        shown = shown[: _ATTENTION_SHOWN - 1]
        shown.append(
            f"dan {rest} hal lain: lihat halaman 90_kualitas_data, atau pug-analysis check "
            f"data/raw/{periode.name}."
        )
    return [f"PERHATIAN: {line}" for line in shown]


def _name_kinds(temuan: pd.DataFrame) -> str:
    """Name the most frequent codes of findings with their counts."""
    counts = temuan["kode"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    named = [f"{kode} {_count(n)}" for kode, n in counts.head(_KINDS_SHOWN).items()]
    if len(counts) > _KINDS_SHOWN:
        named.append(f"{len(counts) - _KINDS_SHOWN} jenis lain")
    return ", ".join(named)


def read_idle_settings(workspace: Path, periode: Periode) -> list[str]:
    """Return the settings that matched nothing when a period was read."""
    import pyarrow.parquet as pq

    from pug_analysis.ingest.kept.processed_folder import processed_folder

    path = processed_folder(workspace, periode) / "temuan.parquet"
    if not path.exists():
        return []
    rows = pq.read_table(path, columns=["kolom"], filters=[("kode", "=", "SETELAN-TAK-COCOK")])
    return rows["kolom"].to_pylist()


def _describe_files(by_file: pd.DataFrame) -> list[str]:
    files = dict(iter(by_file.groupby("berkas", sort=True)))
    if len(files) < 2:
        return []
    if len(files) > _FILES_SHOWN:
        return [
            f"{len(files)} daftar pegawai; orang menurut berkas: lembar 'Orang' di karantina.xlsx."
        ]
    return [
        f"{name}: masuk {_count(part['masuk'].sum())}, aktif {_count(part['aktif'].sum())} ("
        + ", ".join(
            f"{s} {_count(n)}" for s, n in zip(part["status"], part["aktif"], strict=True) if n
        )
        + ")"
        for name, part in files.items()
    ]


def _describe_statuses(table: pd.DataFrame, periode: Periode, base: Periode | None) -> str:
    then = table["aktif"] * 0 if base is None else table["aktif_lalu"]
    parts = [
        f"{status} {_count(now)}" + ("" if base is None else f" ({base.label}: {_count(before)})")
        for status, now, before in zip(table["status"], table["aktif"], then, strict=True)
        if now or before
    ]
    return (
        f"Orang {periode.label}: masuk {_count(table['masuk'].sum())}, aktif "
        f"{_count(table['aktif'].sum())}: {', '.join(parts)}"
    )


def _describe_lack(periode: Periode, known: Periode | None) -> str:
    if known is None:
        return (
            f"Data periode sebelum {periode.label} tidak ada di ruang kerja ini: jumlah menurut status "
            "tidak dapat dibandingkan."
        )
    return (
        f"Data {known.label} belum dibangun: jumlah menurut status belum dibandingkan (pug-analysis build "
        f"{known.typed}, atau pug-analysis report yang membangunnya sendiri)."
    )


def _compare(
    workspace: Path, periode: Periode, base: Periode | None, *, config: Config
) -> pd.DataFrame:
    from pug_analysis.pages.kualitas.orang import people_by_status

    before = None if base is None else _read_people(workspace, base)
    return people_by_status(_read_people(workspace, periode), before, config=config)


def _read_people(workspace: Path, periode: Periode) -> pd.DataFrame:
    return _read(workspace, periode, "neraca_orang")


def _read(workspace: Path, periode: Periode, name: str) -> pd.DataFrame:
    from pug_analysis.ingest import load_processed

    return load_processed(workspace, periode)[name]


def _is_merged(workspace: Path, periode: Periode) -> bool:
    from pug_analysis.careers.pooled import is_merged
    from pug_analysis.ingest.kept.processed_folder import processed_folder

    return is_merged(processed_folder(workspace, periode))


def _count(number: float) -> str:
    from pug_analysis.release.numbers import bilangan

    return bilangan(number)

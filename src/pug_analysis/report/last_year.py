"""What the index says of last year: which of its data are there, and the split of each change."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pug_analysis.config import Config
from pug_analysis.errors import DataError
from pug_analysis.report.archive import last_table
from pug_analysis.report.provenance import digest_file
from pug_analysis.terms.kalender import Periode

if TYPE_CHECKING:
    import pandas as pd

    from pug_analysis.careers.load import Data

#: Lines of Tabel 4.1 and the line of the comparison that each is.
_PUBLISHED: Final = {
    ("Total ASN", ""): "Total ASN",
    ("Jenjang Jabatan Struktural", "JPT Pratama (Eselon II)"): "JPT Pratama",
    ("Jenjang Jabatan Struktural", "Administrator (Eselon III)"): "Administrator",
    ("Jenjang Jabatan Struktural", "Pengawas (Eselon IV)"): "Pengawas",
}


@dataclass(frozen=True, slots=True)
class Section:
    """The part of the index on last year.

    ``html`` are finished, escaped fragments; ``tables`` payloads of released tables; ``origin``
    what it was made from, for the manifest.
    """

    html: tuple[str, ...]
    tables: tuple[dict[str, Any], ...]
    origin: dict[str, Any]


def compare_with_last_year(workspace: Path, year: int, *, edition: str, config: Config) -> Section:
    """Compare the numbers of a built year with those of the year before.

    Last year's counts are those of its published report of the same edition. Who was counted then
    comes from last year's raw files, read again if need be; without them last year is rebuilt from
    this year's histories. Without either, one sentence says so.

    Parameters
    ----------
    workspace : with ``data/processed/<year>``
    edition : which published report is compared with
    config : settings

    Raises
    ------
    DataError
        if the year was not built.
    """
    from pug_analysis.ingest import raw_periods

    place = last_table(workspace, year, edition)
    published = _read_published(place)
    known = Periode(year - 1) in raw_periods(workspace)
    if published is None and not known:
        reason = f"laporan {year - 1} edisi {edition} dan data/raw/{year - 1} tidak ada"
        return _nothing(year, reason)
    return _compare(workspace, year, edition=edition, config=config, published=published)


def _compare(
    workspace: Path, year: int, *, edition: str, config: Config, published: pd.DataFrame | None
) -> Section:
    from pug_analysis.analyses import changes
    from pug_analysis.careers import load
    from pug_analysis.release import perubahan

    before = _open_before(workspace, year - 1, edition=edition, config=config)
    now = load(year, workspace=workspace, edition=edition)  # type: ignore[arg-type]
    if before is None and (published is None or now.tables["jabatan"].empty):
        return _nothing(
            year,
            f"data/raw/{year - 1} tidak ada atau tidak dapat dibaca, dan tanpa itu diperlukan laporan "
            f"{year - 1} serta riwayat jabatan",
        )
    split = changes.split_changes(changes.person_states(now, before), published)
    parts = perubahan.perubahan(
        split, changes.split_shares(split), now, sumber=_source(year - 1, published, before)
    )
    return Section(
        html=tuple(part.html for part in parts),
        tables=tuple(p.payload for p in parts if p.payload["kind"] == "table"),
        origin={
            "tahun": year - 1,
            "masukan": [] if before is None else _inputs(workspace, year - 1),
            "terbitan": None
            if published is None
            else digest_file(last_table(workspace, year, edition)),
        },
    )


def _nothing(year: int, reason: str) -> Section:
    from pug_analysis.release.perubahan import belum_ada

    origin = {"tahun": year - 1, "masukan": [], "terbitan": None}
    return Section((belum_ada(year - 1, reason).html,), (), origin)


def _open_before(workspace: Path, year: int, *, edition: str, config: Config) -> Data | None:
    """Open last year; None if its raw files are not there or can no longer be used as they are."""
    from pug_analysis.careers import load
    from pug_analysis.ingest import build_periode, is_current, raw_periods

    if Periode(year) not in raw_periods(workspace):
        return None
    if not is_current(workspace, Periode(year), config=config):
        try:
            build_periode(workspace, Periode(year), config=config)
        except DataError:
            return None  # the section says from what last year was told
    return load(year, workspace=workspace, edition=edition)  # type: ignore[arg-type]


def _read_published(path: Path) -> pd.DataFrame | None:
    """Last year's released counts by line; None if there is no such table of ours."""
    import pandas as pd

    if not path.is_file():
        return None
    try:
        table = pd.read_csv(path, sep=";", dtype=str, encoding="utf-8-sig", keep_default_na=False)
        keys = pd.Series(list(zip(table["kategori"], table["sub_kategori"], strict=True)))
        counts = {
            sex: pd.to_numeric(table[name], errors="coerce").astype("Int64")
            for sex, name in (("L", "pria"), ("P", "wanita"))
        }
    except (KeyError, ValueError, TypeError):
        return None
    lines = pd.DataFrame({"jenjang": keys.map(_PUBLISHED), **counts})
    return lines.dropna(subset="jenjang").reset_index(drop=True)


def _source(year: int, published: pd.DataFrame | None, before: Data | None) -> str:
    counts = (
        "laporan yang terbit"
        if published is not None
        else f"data/raw/{year} (laporannya tidak ada)"
    )
    people = (
        f"data/raw/{year}, orang demi orang"
        if before is not None
        else f"riwayat jabatan dan daftar pemberhentian dalam data {year + 1}"
    )
    return f"Sumber angka {year}: {counts}. Rincian perubahan: {people}."


def _inputs(workspace: Path, year: int) -> list[dict[str, str]]:
    path = workspace / "data" / "processed" / str(year) / "asal.json"
    files = json.loads(path.read_text(encoding="utf-8"))["berkas"]
    return [{"berkas": f["berkas"], "sha256": f["sha256"]} for f in files]

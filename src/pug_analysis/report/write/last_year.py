"""What the index says of the change since last year: the data that are there, and the split.

The base is the same day a year before, if its report or its data are there; else the last period
before.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypedDict, cast

from pug_analysis.careers import states
from pug_analysis.config import Config
from pug_analysis.report.gate.outputs import TablePayload
from pug_analysis.report.plan.earlier_periods import Earlier, build_earlier
from pug_analysis.report.publish.archive import published_table
from pug_analysis.report.write.provenance import digest_file
from pug_analysis.terms.kalender import Periode

if TYPE_CHECKING:
    import pandas as pd

    from pug_analysis.careers.load import Data, Edition

#: Lines of Tabel 4.1 and the line of the comparison that each is.
_PUBLISHED: Final = {
    ("Total ASN", ""): "Total ASN",
    ("Jenjang Jabatan Struktural", "JPT Pratama (Eselon II)"): "JPT Pratama",
    ("Jenjang Jabatan Struktural", "Administrator (Eselon III)"): "Administrator",
    ("Jenjang Jabatan Struktural", "Pengawas (Eselon IV)"): "Pengawas",
}


class Origin(TypedDict):
    """What a comparison was made from: the period, and the digest of its published table."""

    periode: str
    terbitan: str | None


@dataclass(frozen=True, slots=True)
class Section:
    """The part of the index on what changed.

    ``title`` names the base; ``html`` are finished, escaped fragments; ``tables`` payloads of
    released tables; ``origin`` what it was made from, for the manifest.
    """

    title: str

    html: tuple[str, ...]
    tables: tuple[TablePayload, ...]
    origin: Origin


def compare_with_last_year(
    workspace: Path,
    periode: Periode,
    *,
    edition: Edition,
    config: Config,
    earlier: Earlier | None = None,
) -> Section:
    """Compare the numbers of a built period with those of the same day a year before.

    The counts of then are those of its published report of the same edition. Who was counted then
    comes from its raw files; without them that state is rebuilt from the histories of now. Without
    either, the last period before is the base; without any, one sentence says so.

    Parameters
    ----------
    workspace : with ``data/processed/<periode>``
    edition : which published report is compared with
    config : settings
    earlier : the earlier periods that can be read; by default they are built where need be

    Raises
    ------
    DataError
        if the period was not built.
    """
    if earlier is None:
        earlier = build_earlier(workspace, periode, config=config)
    base = periode.last_year
    published = _read_published(published_table(workspace, base, edition))
    if published is None and base not in earlier.built:
        if not earlier.built:
            return _nothing(workspace, periode, edition)
        base = earlier.built[-1]
        published = _read_published(published_table(workspace, base, edition))
    return _compare(workspace, periode, base, edition=edition, earlier=earlier, published=published)


def _compare(
    workspace: Path,
    periode: Periode,
    base: Periode,
    *,
    edition: Edition,
    earlier: Earlier,
    published: pd.DataFrame | None,
) -> Section:
    from pug_analysis.pages.depan import perubahan, perubahan_show

    before = _open(workspace, base, edition) if base in earlier.built else None
    now = _open(workspace, periode, edition)
    if before is None and now.tables["jabatan"].empty:
        return _nothing(workspace, periode, edition)
    split = perubahan.split_changes(states.person_states(now, before), published)
    parts = perubahan_show.perubahan(
        split,
        perubahan.split_shares(split),
        now,
        since=base,
        sumber=perubahan_show.asal_angka(
            now, since=base, published=published is not None, people=before is not None
        ),
    )
    return Section(
        title=perubahan_show.judul(periode, since=base),
        html=tuple(part.html for part in parts),
        tables=tuple(cast(TablePayload, p.payload) for p in parts if p.payload["kind"] == "table"),
        origin={
            "periode": base.name,
            "terbitan": None
            if published is None
            else digest_file(published_table(workspace, base, edition)),
        },
    )


def _nothing(workspace: Path, periode: Periode, edition: Edition) -> Section:
    from pug_analysis.ingest import raw_periods
    from pug_analysis.pages.depan import perubahan_show

    base = periode.last_year
    published = published_table(workspace, base, edition).is_file()
    part = perubahan_show.tanpa_pembanding(
        base, edition=edition, some=published or base in raw_periods(workspace)
    )
    origin: Origin = {"periode": base.name, "terbitan": None}
    return Section(perubahan_show.judul(periode, since=base), (part.html,), (), origin)


def _open(workspace: Path, periode: Periode, edition: Edition) -> Data:
    from pug_analysis.careers import load

    return load(periode.year, semester=periode.semester, workspace=workspace, edition=edition)


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

"""The gate before any notebook runs: how much of the data may be missing."""

from __future__ import annotations

from pathlib import Path

from pug_analysis.config import Config
from pug_analysis.errors import DataError
from pug_analysis.terms.kalender import Periode


def check_quarantine(workspace: Path, periode: Periode, *, config: Config, accepted: bool) -> None:
    """Refuse to publish where too much of any staff list, or of all files, is missing.

    Parameters
    ----------
    workspace, periode : the built period
    config : ``data.karantina_maksimum`` is the limit
    accepted : publish all the same

    Raises
    ------
    DataError
        if a share of quarantined rows is above the limit and not accepted.
    """
    from pug_analysis.analyses.quarantine import quarantine_shares
    from pug_analysis.ingest import load_processed
    from pug_analysis.release.numbers import persen

    tables = load_processed(workspace, periode)
    shares = quarantine_shares(tables["neraca"])
    limit = config.data.karantina_maksimum
    over = shares.loc[shares["share"] > limit]
    if over.empty or accepted:
        return
    worst = "; ".join(f"{r.lingkup} {persen(r.share)}" for r in over.itertuples())
    ownerless = (tables["temuan"]["kode"] == "NIP-TANPA-PEGAWAI").any()
    hint = (
        " Daftar pemberhentian dan pensiun belum ada; tanpa daftar itu riwayat orang yang sudah berhenti tidak "
        f"dapat dipakai: letakkan di data/raw/{periode.name}."
        if tables["pemberhentian"].empty and ownerless
        else ""
    )
    raise DataError(
        f"Terlalu banyak baris dikarantina ({worst}; batas {persen(limit, digits=0)}); laporan tidak "
        f"diterbitkan.{hint} Perbaiki data menurut data/processed/{periode.name}/karantina.xlsx, atau jalankan "
        "dengan --accept-quarantine."
    )

"""How much of the data is quarantined, and whether one sex is kept out more than the other."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pug_analysis.careers.pooled import Pooled
from pug_analysis.ingest.layouts.known import DATA_ASN, DATA_ASN_LAMA, DATA_ASN_RINGKAS
from pug_analysis.stats.shares.proportions import newcombe_difference, share_interval

_STAFF_LAYOUTS = (DATA_ASN, DATA_ASN_LAMA, DATA_ASN_RINGKAS)


def quarantine_shares(neraca: pd.DataFrame) -> pd.DataFrame:
    """Share of data rows kept out: of all files, of the staff lists together, and of each of them.

    A staff list is a small part of all rows; judged by all rows alone, a third of the people could
    be missing unseen.

    Returns
    -------
    DataFrame: ``lingkup`` ("Semua berkas", "Daftar pegawai", a file name), ``karantina, baris``
    (rows), ``share`` (0..1).
    """
    staff = neraca["tata_letak"].isin(_STAFF_LAYOUTS)
    groups = {"Semua berkas": neraca, "Daftar pegawai": neraca.loc[staff]}
    groups |= dict(iter(neraca.loc[staff].groupby("berkas", sort=True)))
    rows = []
    for name, part in groups.items():
        total = int(part["baris_masuk"].sum() - part["bukan_data"].sum())
        out = int(part["karantina"].sum())
        rows.append(
            {
                "lingkup": name,
                "karantina": out,
                "baris": total,
                "share": out / total if total else 0.0,
            }
        )
    return pd.DataFrame(rows)


def quarantine_by_sex(
    pegawai: pd.DataFrame, temuan: pd.DataFrame, neraca: pd.DataFrame, *, conf_level: float = 0.95
) -> pd.DataFrame:
    """Whether people of one sex are kept out more often than those of the other.

    Only rows of the staff lists are compared. The sex is that of the NIP or, where the NIP cannot
    be read, of its column; a row where both are unreadable is counted in the account but not here.

    Returns
    -------
    DataFrame, one row per sex and one for the difference (women minus men): ``kelompok, n,
    n_total, estimate, conf_low, conf_high, p_value, method``.
    """
    return compare_kept_out(count_kept_out(pegawai, temuan, neraca), conf_level=conf_level)


def kept_out(
    snapshot: pd.DataFrame | Pooled, tables: Mapping[str, pd.DataFrame], *, conf_level: float = 0.95
) -> pd.DataFrame:
    """Compare the sexes of one agency, or of many that have added up their counts.

    Returns
    -------
    As :func:`quarantine_by_sex`.
    """
    if isinstance(snapshot, Pooled):
        return compare_kept_out(snapshot.counts["tersisih"], conf_level=conf_level)
    return quarantine_by_sex(
        tables["pegawai"], tables["temuan"], tables["neraca"], conf_level=conf_level
    )


def count_kept_out(
    pegawai: pd.DataFrame, temuan: pd.DataFrame, neraca: pd.DataFrame
) -> pd.DataFrame:
    """Rows of the staff lists by sex: ``kelompok`` (L, P), ``karantina``, ``dipakai``."""
    staff = set(neraca.loc[neraca["tata_letak"].isin(_STAFF_LAYOUTS), "berkas"])
    out = temuan.loc[
        temuan["berkas"].isin(staff) & (temuan["tindakan"] == "karantina"),
        ["berkas", "lembar", "baris", "jenis_kelamin"],
    ].drop_duplicates(["berkas", "lembar", "baris"])
    n = [int((out["jenis_kelamin"] == sex).sum()) for sex in ("L", "P")]
    used = [int((pegawai["jenis_kelamin"] == sex).sum()) for sex in ("L", "P")]
    return pd.DataFrame({"kelompok": ["L", "P"], "karantina": n, "dipakai": used})


def compare_kept_out(counts: pd.DataFrame, *, conf_level: float = 0.95) -> pd.DataFrame:
    """Compare the sexes, see :func:`quarantine_by_sex`.

    Parameters
    ----------
    counts : of :func:`count_kept_out`, or such counts of many agencies added up
    """
    n = counts["karantina"].tolist()
    total = (counts["karantina"] + counts["dipakai"]).tolist()
    shares = share_interval(n, total, conf_level=conf_level)
    difference = newcombe_difference(n[1], total[1], n[0], total[0], conf_level=conf_level)
    table = pd.concat([shares, difference], ignore_index=True).drop(columns="unit")
    groups = ["Pria", "Wanita", "Selisih (Wanita - Pria)"]
    table = table.assign(kelompok=groups)[["kelompok", *table.columns]]
    return table.astype({"n": "Int64", "n_total": "Int64"})

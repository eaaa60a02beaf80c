"""Published national figures, shipped with the package: the only outside numbers in the reports."""

from __future__ import annotations

from importlib.resources import files

import pandas as pd

from pug_analysis.analyses.counts import add_share

SUMBER_JENJANG = (
    "BKN 2022, dalam Databoks (jabatan struktural: 7 Maret 2023; semua PNS: keadaan akhir 2022)"
)


def national_ladder() -> pd.DataFrame:
    """Structural posts of all Indonesia in 2022 by sex, and all PNS at the end of 2022.

    Returns
    -------
    DataFrame, lowest level first: ``jenjang`` ("Semua PNS", Pengawas, Administrator, JPT
    Pratama), ``pria, wanita, total, share_wanita, sumber``.
    """
    posts = _read("id_pns_struktural_jk_2022.csv").rename(columns={"jabatan": "jenjang"})
    everyone = _read("id_asn_jk_nasional.csv").query(
        "kelompok == 'PNS' and per_tanggal == '2022-12-31'"
    )
    posts = pd.concat([everyone.assign(jenjang="Semua PNS"), posts], ignore_index=True)
    posts = posts.loc[
        posts["jenjang"].isin(["Semua PNS", "Pengawas", "Administrator", "JPT Pratama"])
    ]
    counts = posts.rename(columns={"laki_laki": "pria", "perempuan": "wanita"}).assign(
        total=lambda t: t["pria"] + t["wanita"]
    )[["jenjang", "pria", "wanita", "total", "sumber"]]
    return add_share(counts.reset_index(drop=True))


def _read(name: str) -> pd.DataFrame:
    source = files("pug_analysis.analyses") / "reference" / name
    with source.open(encoding="utf-8") as handle:
        return pd.read_csv(handle)

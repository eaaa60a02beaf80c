"""Where a page's numbers come from: the last thing on every page."""

from __future__ import annotations

from importlib.metadata import version

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.release.display import Released
from pug_analysis.release.ledger import Release
from pug_analysis.release.numbers import bilangan, tanggal
from pug_analysis.release.tables import Column, release_table
from pug_analysis.release.teks import cases, say

_LIBRARIES = ("pug-analysis", "pandas", "numpy", "scipy", "statsmodels", "seaborn", "matplotlib")


def provenance(data: Data, *, page: str) -> Released:
    """Cut-off, number of people, versions.

    How much was read stands at the foot of the page, which is made anew where only that changed.

    Parameters
    ----------
    data : the year
    page : stable name of the page, part of the table's name
    """
    named = cases("asal_usul")
    facts = {
        named["keadaan"]: tanggal(data.cutoff),
        named["instansi"]: data.config.instansi.pemerintah,
        named["edisi"]: data.edition,
        named["asn"]: bilangan(len(data.people)),
        named["perangkat_lunak"]: ", ".join(f"{name} {version(name)}" for name in _LIBRARIES),
    }
    if data.pooled is not None:
        facts[named["berkas"]] = bilangan(data.pooled.numbers["berkas"])
        facts[named["baris"]] = bilangan(data.tables["neraca"]["baris_masuk"].sum())
        facts[named["daerah"]] = bilangan(len(data.pooled.agencies))
        facts[named["tingkat"]] = data.pooled.tier
    return release_table(
        pd.DataFrame({"hal": list(facts), "isi": list(facts.values())}),
        name=f"asal_usul_{page}",
        title=say("asal_usul_judul", halaman=page.replace("_", " ")),
        terms=Release("B", data.edition, exact=True),
        columns=(Column("hal", "Hal", "text"), Column("isi", "Isi", "text")),
    )

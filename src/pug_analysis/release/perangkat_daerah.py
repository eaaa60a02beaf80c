"""Tables by perangkat daerah: small units, so counts are protected and percentages come from them."""

from __future__ import annotations

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.release.disclosure import PERCENT_FROM, protect_parts, share_of_women
from pug_analysis.release.display import Released
from pug_analysis.release.ledger import ASN, BY_SEX, PD, SEX, Cells, Release
from pug_analysis.release.numbers import persen, tanggal
from pug_analysis.release.profil import sex_columns, sumber
from pug_analysis.release.tables import Column, release_table


def tabel_pd(table: pd.DataFrame, data: Data) -> Released:
    """Men and women in each perangkat daerah; percentages from what is shown of the counts."""
    edition = data.edition
    shown = protect_parts(table, parts=("pria", "wanita"), total="total", edition=edition)
    return release_table(
        share_of_women(shown, conf_level=table["conf_level"].iloc[0], edition=edition),
        name="profil_per_pd",
        title=f"Tabel 1.5. ASN menurut perangkat daerah dan jenis kelamin, {tanggal(data.cutoff)}",
        terms=Release(
            "B",
            data.edition,
            derived=("total",),
            cells=Cells(ASN, BY_SEX, rows={PD: "perangkat_daerah"}, complete=(PD, SEX)),
        ),
        columns=(
            Column("perangkat_daerah", "Perangkat daerah", "text"),
            *sex_columns(data),
            Column("conf_low", "Batas bawah", "share"),
            Column("conf_high", "Batas atas", "share"),
        ),
        notes=(
            "Catatan: batas bawah dan atas adalah selang kepercayaan "
            f"{persen(table['conf_level'].iloc[0], digits=0)} dari proporsi wanita; pada "
            "PD kecil selang lebar, sehingga peringkat antar-PD tidak bermakna.",
            *catatan_perlindungan(data),
            sumber(data),
        ),
    )


def catatan_perlindungan(data: Data) -> tuple[str, ...]:
    """What a reader of a protected table by unit must know beside the note on counts."""
    if data.edition == "internal":
        return ()
    small = f" PD dengan kurang dari {PERCENT_FROM} orang tidak ditampilkan." * (
        data.edition == "publik"
    )
    return (
        "Total dihitung dari bilangan yang ditampilkan (* dihitung 4). Persentase dihitung dari bilangan yang "
        f"ditampilkan dan hanya bila totalnya paling sedikit {PERCENT_FROM}.{small} Perubahan kurang dari 10 "
        "orang dari tahun ke tahun dapat timbul dari pembulatan saja.",
    )

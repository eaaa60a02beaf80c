"""Men and women of each perangkat daerah; of each agency in a merged report."""

from __future__ import annotations

import pandas as pd

from pug_analysis.careers.columns import SEX
from pug_analysis.careers.load import Data
from pug_analysis.careers.offices import PD
from pug_analysis.release.disclosure import protect_parts, share_of_women
from pug_analysis.release.display import Released
from pug_analysis.release.ledger import ASN, BY_SEX, Cells
from pug_analysis.release.numbers import persen
from pug_analysis.release.perangkat_daerah import catatan_perlindungan, pejabat_per_pd
from pug_analysis.release.showing import show_table


def tabel_pd(table: pd.DataFrame, data: Data) -> Released:
    """Men and women in each perangkat daerah; percentages from what is shown of the counts.

    In a merged report those of each agency that was added up: totals that each publishes exactly.
    """
    level, edition = table["conf_level"].iloc[0], data.edition
    if data.pooled is not None:
        return show_table(
            table, "profil_per_daerah", data, words={"keyakinan": persen(level, digits=0)}
        )
    least = pejabat_per_pd(data.snapshot, table[PD])
    shown = protect_parts(
        table, parts=("pria", "wanita"), total="total", least=least, edition=edition
    )
    return show_table(
        share_of_women(shown, conf_level=level, edition=edition),
        "profil_per_pd",
        data,
        words={
            "keyakinan": persen(level, digits=0),
            "perlindungan": " ".join(catatan_perlindungan(data)),
        },
        terms={
            "derived": ("total",),
            "cells": Cells(ASN, BY_SEX, rows={PD: "perangkat_daerah"}, complete=(PD, SEX)),
        },
    )

"""The pieces on leaving, moving, arriving and awards of the map of offices."""

from __future__ import annotations

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.pages.peta.keluar import SELAIN_PENSIUN, Exits
from pug_analysis.pages.peta.penghargaan import SEMUA_PENGHARGAAN
from pug_analysis.pages.peta.ringkas_show import rows_of
from pug_analysis.release.arah import arah, tiga_angka
from pug_analysis.release.display import Released, Several, text
from pug_analysis.release.halangan import TERLALU_SEDIKIT, bulan
from pug_analysis.release.numbers import bilangan, desimal, persen
from pug_analysis.release.showing import show_table
from pug_analysis.release.teks import cases, say
from pug_analysis.stats.decision import MIN_EVENTS, MIN_PEOPLE

#: Ways of leaving and arriving.
_WORDS = cases("peta_keluar")
#: Which sex leaves more often, by the side of 1 on which the ratio lies.
_SIDE = {1: "wanita", 0: "belum", -1: "pria"}


def tabel_keluar(table: pd.DataFrame, exits: Exits, data: Data) -> Several:
    """Rates of leaving and arriving by sex, in words and as a table; or what to bring.

    Parameters
    ----------
    table : of ``pages.peta.keluar.compare_exits``
    """
    if table.empty:
        return Several((text(say("peta_keluar_tanpa", folder=data.periode.name)),))
    shown = _table(table, exits, data)
    row = rows_of(shown).iloc[0]
    return Several((text(*_sentences(row)), shown))


def tabel_penghargaan(table: pd.DataFrame, data: Data) -> Several:
    """Awards by sex, in words and as a table; or what to bring."""
    if table.empty:
        return Several((text(say("peta_penghargaan_tanpa", folder=data.periode.name)),))
    shown = show_table(
        table,
        "pd_penghargaan",
        data,
        words={
            "keyakinan": persen(data.config.peta.conf_level, digits=0),
            "kejadian_min": str(MIN_EVENTS),
            "orang_min": str(MIN_PEOPLE),
        },
    )
    return Several((text(*_award_sentences(rows_of(shown).set_index("jenis"))), shown))


def _award_sentences(rows: pd.DataFrame) -> list[str]:
    """All awards in numbers only, since service differs; what is said is said of each class."""
    row = rows.loc[SEMUA_PENGHARGAAN]
    start = say(
        "peta_penghargaan_jumlah",
        wanita=bilangan(row["wanita"]),
        semua_wanita=bilangan(row["dasar_wanita"]),
        pria=bilangan(row["pria"]),
        semua_pria=bilangan(row["dasar_pria"]),
    )
    classes = rows.loc[rows.index.str.startswith("Satyalancana") & rows["estimate"].notna()]
    if classes.empty:
        return [say("peta_penghargaan_sedikit", awal=start, sebab=TERLALU_SEDIKIT.lower())]
    if pd.notna(row["estimate"]):
        crude = say("peta_penghargaan_kasar", rasio=desimal(row["estimate"], digits=2))
        start = f"{start} {crude}"
    each = [f"{name}: {_ratio(one)}." for name, one in classes.iterrows()]
    return [say("peta_penghargaan_kelas", awal=start), " ".join(each)]


def _sentences(row: pd.Series) -> list[str]:
    start = say(
        "peta_keluar_jumlah",
        jenis=_WORDS[SELAIN_PENSIUN],
        wanita=bilangan(row["wanita"]),
        pria=bilangan(row["pria"]),
    )
    if pd.isna(row["estimate"]):
        return [f"{start}. {TERLALU_SEDIKIT}."]
    rates = say(
        "peta_keluar_laju",
        awal=start,
        laju_wanita=desimal(row["laju_wanita"]),
        laju_pria=desimal(row["laju_pria"]),
        rasio=_ratio(row),
    )
    if pd.notna(row["rasio_masa_kerja"]):
        within = say(
            "peta_keluar_masa_kerja",
            rasio=desimal(row["rasio_masa_kerja"], digits=2),
            bawah=desimal(row["masa_kerja_low"], digits=2),
            atas=desimal(row["masa_kerja_high"], digits=2),
        )
        rates = f"{rates} {within}"
    return [rates, say("peta_keluar_pensiun")]


def _ratio(row: pd.Series) -> str:
    numbers = [float(row[name]) for name in ("estimate", "conf_low", "conf_high")]
    ratio, low, high = tiga_angka(*numbers, sama=1)
    return say("peta_rasio", _SIDE[arah(*numbers, sama=1)], rasio=ratio, bawah=low, atas=high)


def _table(table: pd.DataFrame, exits: Exits, data: Data) -> Released:
    year = str(data.year)
    first = exits.until if exits.first is None else exits.first
    return show_table(
        table.assign(jenis=table["jenis"].map(_WORDS)),
        "pd_keluar",
        data,
        words={
            "awal": bulan(first),
            "akhir": bulan(exits.until),
            "masa": year if data.semester == 2 else say("peta_keluar_semester", tahun=year),
            "tahun_pria": bilangan(table["orang_tahun_pria"].iloc[0]),
            "tahun_wanita": bilangan(table["orang_tahun_wanita"].iloc[0]),
            "tanpa_tanggal": bilangan(exits.undated),
            "kejadian_min": str(MIN_EVENTS),
            "orang_min": str(MIN_PEOPLE),
        },
    )

"""The indicators that can be computed, as numerator, denominator and value, at the day of each period.

One place computes them for the evidence page and for the tracker of the action plan, so that both say
the same.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.careers.snapshot import UNKNOWN
from pug_analysis.instrumen import Form
from pug_analysis.pages.indikator.jabatan import GABUNGAN, count_equal_posts
from pug_analysis.pages.indikator.kegiatan import count_activities
from pug_analysis.pages.indikator.penunjukan import (
    CHAMPION,
    FASILITATOR,
    POKJA,
    count_appointed,
    find_appointed,
    find_offices_without,
)
from pug_analysis.pages.indikator.terlatih import (
    JUMLAH,
    count_trained_by_function,
    count_trained_by_pd,
    cover_roadmap,
    find_trained,
)
from pug_analysis.pages.piramida.jenjang import ladder
from pug_analysis.terms.pug import KODE_INDIKATOR

#: The office's registers. What they say of earlier days is read from those of the report's period:
#: they are lists of dated events, and the newest is the most complete.
REGISTER_TABLES: Final = ("pelatihan_pug", "sk_pug", "kegiatan_pug")
#: Activities that make people know of gender mainstreaming (I.2.11).
INTERNALISASI: Final = "I.2.11"
_RAPAT: Final = "Rapat Pokja PUG"
#: Codes that say how much of the first target group of a level of training is trained.
TINGKAT_KODE: Final = {"L1": "L1", "L2": "L2", "L3": "L3", "II.f": "khusus"}
_TYPES: Final = {
    "kode": "string", "pembilang": "Int64", "wanita": "Int64", "penyebut": "Int64",
    "penyebut_wanita": "Int64", "nilai": "Float64", "satuan": "string",
}  # fmt: skip

#: Numerator, women in it, denominator; for trained people also the women in that.
_Row = tuple[int, int | None, int | None] | tuple[int, int, int, int]


def compute_indicators(data: Data, *, form: Form) -> pd.DataFrame:
    """Every number of an action plan that the data can give, at the day of a period.

    Parameters
    ----------
    data : a period
    form : functions, target groups, the reading of I.2.10 that is submitted

    Returns
    -------
    DataFrame, one row per code of ``terms.pug.KODE_INDIKATOR``: ``kode, pembilang, wanita`` (of the
    numerator), ``penyebut`` (missing for a count), ``penyebut_wanita`` (women of it, where trained
    people are counted), ``nilai`` (percent 0..100 for ``satuan`` persen, else
    the count), ``satuan``. All but the last are missing where the register is empty, the value
    also where the denominator is 0.
    """
    known = {
        **_of_training(data, form),
        **_of_appointments(data),
        **_of_activities(data, form),
        **_of_posts(data, form),
    }
    rows = []
    for kode, (_, satuan) in KODE_INDIKATOR.items():
        row: dict[str, object] = {"kode": kode, "satuan": satuan}
        if kode in known:
            upper, women, lower, *lower_women = known[kode]
            value = 100 * upper / lower if lower else (pd.NA if satuan == "persen" else upper)
            row |= {"pembilang": upper, "wanita": women, "penyebut": lower, "nilai": value}
            row["penyebut_wanita"] = lower_women[0] if lower_women else None
        rows.append(row)
    return pd.DataFrame(rows, columns=list(_TYPES)).astype(_TYPES)


def compute_series(series: Sequence[Data], *, form: Form) -> pd.DataFrame:
    """The indicators of several periods, with the registers of the last one.

    Parameters
    ----------
    series : of ``careers.load.load_series``; the last is the report's period

    Returns
    -------
    DataFrame of :func:`compute_indicators`, with ``tahun, semester`` in front.
    """
    now = series[-1]
    tables = [
        compute_indicators(with_registers(one, now), form=form).assign(
            tahun=one.year, semester=one.semester
        )
        for one in series
    ]
    return pd.concat(tables, ignore_index=True)[["tahun", "semester", *_TYPES]]


def with_registers(data: Data, now: Data) -> Data:
    """Give an earlier period the registers of the report's period."""
    registers = {name: now.tables[name] for name in REGISTER_TABLES}
    # not one dict of both: that would read every table of the period
    tables = ChainMap(registers, data.tables)  # type: ignore[arg-type]  # nothing is written to it
    return replace(data, tables=tables)


def _of_training(data: Data, form: Form) -> dict[str, _Row]:
    sources = [name for name in form.pengajuan.sumber_pelatihan if len(data.tables[name])]
    if not sources:
        return {}
    snapshot = data.snapshot
    trained = find_trained(data.tables, cutoff=data.cutoff, sources=sources)
    table = count_trained_by_function(snapshot, trained, form=form).set_index("fungsi")
    everyone = table.loc[JUMLAH]
    known: dict[str, _Row] = {"I.2.1": _of_counts(everyone)}
    offices = count_trained_by_pd(snapshot, trained)
    offices = offices.loc[offices["perangkat_daerah"] != UNKNOWN]
    known["I.2.1-PD"] = (int((offices["total"] > 0).sum()), None, len(offices))
    roadmap = cover_roadmap(snapshot, trained, form=_in_year(form, data.year), cutoff=data.cutoff)
    for kode, tingkat in TINGKAT_KODE.items():
        own = roadmap.loc[roadmap["tingkat"] == tingkat]
        if len(own):
            known[kode] = _of_counts(own.iloc[0])
    return known


def _in_year(form: Form, year: int) -> Form:
    """The form with that year alone on its roadmap."""
    return form.model_copy(
        update={"peta_jalan": form.peta_jalan.model_copy(update={"dari": year, "sampai": year})}
    )


def _of_counts(row: pd.Series) -> _Row:
    people = ("total", "wanita", "total_aktif", "wanita_aktif")
    total, women, everybody, all_women = (int(row[name]) for name in people)
    return total, women, everybody, all_women


def _of_appointments(data: Data) -> dict[str, _Row]:
    sk = data.tables["sk_pug"]
    if sk.empty:
        return {}
    known: dict[str, _Row] = {}
    for kode, jenis in (("I.2.2", CHAMPION), ("I.2.4", FASILITATOR), ("I.2.7", POKJA)):
        people = find_appointed(sk, data.snapshot, jenis=jenis, cutoff=data.cutoff)
        counts = count_appointed(people, by=("perangkat_daerah",))
        total, women = int(counts["total"].sum()), int(counts["wanita"].sum())
        known[kode] = (women, women, total) if kode == "I.2.7" else (total, women, None)
        if jenis == CHAMPION:
            lacking = find_offices_without(data.snapshot, counts["perangkat_daerah"])
            offices = data.snapshot["perangkat_daerah"].fillna("").replace("", pd.NA).nunique()
            known["I.2.2-PD"] = (offices - len(lacking), None, offices)
    return known


def _of_activities(data: Data, form: Form) -> dict[str, _Row]:
    log = data.tables["kegiatan_pug"]
    if log.empty:
        return {}
    counts = count_activities(log, cutoff=data.cutoff).set_index("jenis")["kegiatan"]
    kinds = [kind for one in form.indikator if one.kode == INTERNALISASI for kind in one.kegiatan]
    return {
        "I.2.7-rapat": (int(counts[_RAPAT]), None, None),
        INTERNALISASI: (int(counts[kinds].sum()), None, None),
    }


def _of_posts(data: Data, form: Form) -> dict[str, _Row]:
    posts = count_equal_posts(data.snapshot, data.tables["jabatan"])
    own = posts.loc[posts["ragam"] == form.pengajuan.ragam_i_2_10].set_index("setara")
    levels = ladder(data.snapshot)
    levels = levels.loc[levels["lingkup"] == "Semua ASN"].set_index("jenjang")
    rows = {"I.2.10": own.loc[GABUNGAN], "I.2.10-II": own.loc["II"], "I.2.10-III": own.loc["III"]}
    rows |= {
        f"2.1-{name}": levels.loc[name] for name in ("Pengawas", "Administrator", "JPT Pratama")
    }
    return {
        kode: (int(row["wanita"]), int(row["wanita"]), int(row["total"]))
        for kode, row in rows.items()
    }

"""What follows a training, told so that nobody takes waiting time or reverse order for an effect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from pug_analysis.analyses.cohort import Groups
from pug_analysis.careers.cohort import Cohort
from pug_analysis.careers.load import Data
from pug_analysis.pages.pelatihan.asosiasi import (
    BERUBAH,
    FEW_PROMOTIONS,
    NO_LEAVERS,
    NOT_ESTIMABLE,
    PATOKAN,
    PERNAH,
    Association,
    headline_rows,
)
from pug_analysis.release.alur import catatan_kohort, name_steps, released_cohort
from pug_analysis.release.disclosure import (
    add_released,
    count_in_words,
    is_protected,
    protect_flow,
)
from pug_analysis.release.disclosure_estimates import released_ratios
from pug_analysis.release.display import Released, Several, reading, text, warning
from pug_analysis.release.figures import WARNA_NETRAL, canvas, plot_ratios
from pug_analysis.release.halangan import TANPA_DAFTAR, TERLALU_SEDIKIT
from pug_analysis.release.numbers import desimal
from pug_analysis.release.showing import show_figure, show_table
from pug_analysis.release.teks import cases, say
from pug_analysis.stats.decision import MIN_EVENTS

_HALANGAN = {
    FEW_PROMOTIONS: TERLALU_SEDIKIT.lower(),
    NOT_ESTIMABLE: say("pelatihan_tidak_terpisah"),
    NO_LEAVERS: TANPA_DAFTAR.lower(),
}
_CARA = cases("pelatihan_cara")
_GAMBAR = cases("pelatihan_cara_gambar")
_SIGNIFICANT = 0.05
_COUNTS = ("promosi_dilatih", "promosi_belum")
_SEXES = ("wanita", "pria")
_RATIO = ("hazard_ratio", "conf_low", "conf_high")


def released_pairs(found: Sequence[Association], data: Data) -> list[Association]:
    """Give the ratios of a protected edition the error of the released appointments."""
    if not is_protected(data.edition):
        return list(found)
    return [
        replace(
            one,
            table=released_ratios(
                _with_sums(one.table), counts=_COUNTS, values=_RATIO, others=("p_value",),
                edition=data.edition,
            ),
        )
        for one in found
    ]  # fmt: skip


def _with_sums(table: pd.DataFrame) -> pd.DataFrame:
    """Let appointments of both sexes be the sum of what is shown of each, wherever they stand."""
    summed, own = table.copy(), table["cara"] == BERUBAH
    everybody = table["kelompok"] == "semua"
    for column in _COUNTS:
        parts, whole = table.loc[own & ~everybody, column], table.loc[own & everybody, column]
        if len(parts) != len(_SEXES) or whole.empty:
            continue
        added = add_released(parts, int(whole.iloc[0]))
        summed.loc[everybody & (table[column] == whole.iloc[0]), column] = added
    return summed


def kalimat_asosiasi(found: Sequence[Association], data: Data) -> Several:
    """One sentence a pair, and whether the sexes differ."""
    exact = headline_rows(found)
    shown = headline_rows(released_pairs(found, data))[list(_RATIO)]
    hidden = exact["hazard_ratio"].notna() & shown["hazard_ratio"].isna()
    rows = exact.assign(**shown, halangan=exact["halangan"].mask(hidden, FEW_PROMOTIONS))
    sentences = [_sentence(row) for _, row in rows.iterrows()]
    return Several((text(*sentences), warning(say("pelatihan_hubungan"))))


def _sentence(row: pd.Series) -> str:
    what = say("pelatihan_pasangan", pelatihan=row["pelatihan"], jabatan=row["jabatan"])
    if row["halangan"]:
        return say("pelatihan_pasangan_tidak", pasangan=what, sebab=_HALANGAN[row["halangan"]])
    ratio, low, high = (desimal(row[name], digits=2) for name in _RATIO)
    sentence = say(
        "pelatihan_asosiasi_kalimat",
        _verdict(row),
        pasangan=what,
        rasio=ratio,
        bawah=low,
        atas=high,
    )
    case = "berbeda" if row["p_interaksi"] < _SIGNIFICANT else "tidak_terbukti"
    if pd.isna(row["p_interaksi"]):
        case = "tidak_diperiksa"
    return f"{sentence} {say('pelatihan_interaksi', case)}"


def _verdict(row: pd.Series) -> str:
    if row["p_holm"] < _SIGNIFICANT:
        return "sering" if row["hazard_ratio"] > 1 else "jarang"
    holds_1 = round(row["conf_low"], 2) <= 1 <= round(row["conf_high"], 2)
    return "tidak_terbukti" if holds_1 else "tidak_sesudah_holm"


def cara_asosiasi() -> Released:
    """Why the naive comparison misleads."""
    return reading(
        say("pelatihan_cara_asosiasi", "rasio"), say("pelatihan_cara_asosiasi", "menyesatkan")
    )


def gambar_asosiasi(found: Sequence[Association], data: Data) -> Several:
    """The right ratio beside the naive one, for each pair."""
    drawn = [_drawn(one) for one in released_pairs(found, data)]
    rows = pd.concat(drawn, ignore_index=True)
    if rows.empty:
        return Several(())
    main, wrong = (rows.loc[rows["cara"] == way] for way in _GAMBAR.values())
    styles = dict(
        zip(_GAMBAR.values(), (("#5B2A86", "o", "-"), (WARNA_NETRAL, "X", ":")), strict=True)
    )
    along = say("pelatihan_sumbu", "rasio")
    with canvas(width=7.0, height=1.6 + 0.75 * rows["baris"].nunique()) as (figure, ax):
        plot_ratios(rows, row="baris", series="cara", styles=styles, ax=ax, xlabel=along)
        one = show_figure(
            figure,
            "pelatihan_asosiasi",
            data,
            words={"isi": _ratios(main), "isi_menyesatkan": _ratios(wrong)},
        )
    return Several((one,))


def _ratios(rows: pd.DataFrame) -> str:
    return "; ".join(
        f"{row['baris']} {desimal(row['hazard_ratio'], digits=2)}" for _, row in rows.iterrows()
    )


def _drawn(one: Association) -> pd.DataFrame:
    table = one.table.loc[one.table["hazard_ratio"].notna() & (one.table["kelompok"] == "semua")]
    names = {BERUBAH: _GAMBAR["benar"], PERNAH: _GAMBAR["menyesatkan"]}
    kept = table.loc[table["cara"].isin(list(names))]
    if BERUBAH not in set(kept["cara"]):
        kept = kept.iloc[:0]
    pair = say("pelatihan_pasangan_gambar", pelatihan=one.pair.training, jabatan=one.pair.target)
    return kept.assign(baris=pair, cara=kept["cara"].map(names))


def tabel_asosiasi(found: Sequence[Association], data: Data) -> Released:
    """All ways, the wrong ones last and marked."""
    parts = [one.table.assign(pasangan=_pair(one)) for one in released_pairs(found, data)]
    rows = pd.concat(parts, ignore_index=True)
    people = [
        say(
            "pelatihan_pasangan_orang",
            pasangan=_pair(one),
            orang=count_in_words(one.flow["orang"].iloc[-1], edition=data.edition),
        )
        for one in found
    ]
    return show_table(
        rows.assign(cara=[_way(row) for _, row in rows.iterrows()]),
        "pelatihan_asosiasi",
        data,
        words={"orang": "; ".join(people), "kejadian_min": str(MIN_EVENTS)},
        terms={"public": dict.fromkeys(_COUNTS, "")},
        row_header=1,
    )


def _pair(one: Association) -> str:
    return say("pelatihan_pasangan", pelatihan=one.pair.training, jabatan=one.pair.target)


def _way(row: pd.Series) -> str:
    way = _CARA[row["cara"]]
    if row["cara"] == PATOKAN:
        way = say("pelatihan_cara_baris", "bulan", cara=way, bulan=str(int(row["bulan"])))
    if row["kelompok"] != "semua":
        way = say("pelatihan_cara_baris", "kelompok", cara=way, kelompok=row["kelompok"])
    if row["halangan"] == NOT_ESTIMABLE:
        way = say("pelatihan_cara_baris", "tidak_dihitung", cara=way)
    return way


def tabel_alur_asosiasi(
    found: Sequence[Association], cohort: Cohort, groups: Groups, data: Data
) -> Released:
    """Who was analysed for each pair, and who was left out and why."""
    people = released_cohort(cohort, data)
    parts = [
        protect_flow(one.flow, count="orang", given=people, edition=data.edition).assign(
            pasangan=_pair(one)
        )
        for one in found
    ]
    return show_table(
        name_steps(pd.concat(parts, ignore_index=True), groups),
        "pelatihan_asosiasi_alur",
        data,
        words={"kohort": catatan_kohort(data)},
        row_header=1,
    )

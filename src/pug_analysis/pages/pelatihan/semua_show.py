"""The answer of the page on leadership training: all levels and both routes together, and each route."""

from __future__ import annotations

import pandas as pd

from pug_analysis.analyses.questions.training import BOTH, ROUTES, TrainingAccess
from pug_analysis.analyses.questions.verdicts import ALPHA, slower
from pug_analysis.careers.load import Data
from pug_analysis.pages.pelatihan.laju_show import PUTUSAN_LAJU, released_access, whole_rows
from pug_analysis.release.disclosure import add_released, is_protected
from pug_analysis.release.disclosure_estimates import released_ratios, smallest_ratio
from pug_analysis.release.disclosure_shares import nearest_people, released_counts
from pug_analysis.release.display import Released, Several, headline, text
from pug_analysis.release.halangan import TANPA_DAFTAR, TERLALU_SEDIKIT
from pug_analysis.release.numbers import bilangan, desimal
from pug_analysis.release.showing import show_table
from pug_analysis.release.teks import cases, say
from pug_analysis.stats.decision import MIN_EVENTS

#: The verdicts on the card, but for a gap, which is told in numbers.
_KUNCI = cases("pelatihan_semua_kunci")
#: Cases of a sentence that has a side.
_SIDED = {
    ("gap", "wanita"): "gap_wanita", ("gap", "pria"): "gap_pria",
    ("small", "wanita"): "small_wanita", ("small", "pria"): "small_pria",
}  # fmt: skip
_RATIO = ("rasio", "conf_low", "conf_high")
_SEXES = ("n_pria", "n_wanita")


def released_routes(
    access: TrainingAccess, before: pd.DataFrame, inside: pd.DataFrame, data: Data
) -> pd.DataFrame:
    """The table of the routes with the numbers that may stand in this edition.

    In a protected edition participants are those of the table of ratios, added up; the ratio has their error,
    and what was expected follows from both. Words stay those of the exact comparison.

    Parameters
    ----------
    access : of ``analyses.questions.training.compare_access``
    before, inside : of ``pages.pelatihan.laju.judge_ratios``, whose participants are the same people

    Returns
    -------
    DataFrame like ``access.table``, with ``p_beda, rasio_terlihat`` in the row of both routes. Single routes
    have a verdict only where they differ.
    """
    table = access.table
    whole = table["jalur"] == BOTH
    table = table.assign(
        p_beda=pd.Series(access.p_change, index=table.index).where(whole),
        rasio_terlihat=pd.Series(access.rasio_terlihat, index=table.index).where(whole),
    )
    # Unless they differ, both routes are one question with one answer.
    aside = ~whole & ~table["putusan"].isin(["too_few", "no_leavers"])
    if not access.p_change < ALPHA:
        table = table.assign(putusan=table["putusan"].mask(aside, "none"))
    if not is_protected(data.edition):
        return table
    shown = table.assign(**_participants(table, before, inside, data))
    shown = released_ratios(shown, counts=_SEXES, values=_RATIO, edition=data.edition)
    women = released_counts(shown["n_wanita"])
    expected = nearest_people(women / shown["rasio"])
    hidden = shown["rasio"].isna() & table["rasio"].notna()
    return shown.assign(
        harapan_wanita=expected,
        selisih_orang=women - expected,
        rasio_terlihat=smallest_ratio(shown["conf_low"], shown["conf_high"]).where(whole),
        putusan=shown["putusan"].mask(hidden, "too_few"),
    )


def _participants(
    table: pd.DataFrame, before: pd.DataFrame, inside: pd.DataFrame, data: Data
) -> dict[str, list[int]]:
    """Participants of each route as the table of ratios shows them, and their sum."""
    exact = table.set_index("jalur")
    parts = [released_access(ratios, data) for ratios in (before, inside)]
    found = {}
    for name in _SEXES:
        routes = [int(part.loc[whole_rows(part), name].iloc[0]) for part in parts]
        found[name] = [*routes, add_released(routes, int(exact.loc[BOTH, name]))]
    return found


def tabel_semua(
    access: TrainingAccess, before: pd.DataFrame, inside: pd.DataFrame, data: Data
) -> Released:
    """Both routes and all of them together: participants, ratio, and what was expected."""
    shown = released_routes(access, before, inside, data)
    return show_table(
        shown.assign(putusan=_words(shown)),
        "pelatihan_semua",
        data,
        words={"kejadian_min": str(MIN_EVENTS)},
        terms={"public": {"n_pria": "", "n_wanita": ""}},
    )


def _words(table: pd.DataFrame) -> pd.Series:
    cases_ = [_case(row) for _, row in table.iterrows()]
    return pd.Series(cases_, index=table.index).map(PUTUSAN_LAJU)


def _case(row: pd.Series) -> str:
    """The verdict; "small" is an equal ratio whose interval does not hold 1."""
    lacks_1 = row["conf_low"] > 1 or row["conf_high"] < 1
    return "small" if lacks_1 and row["putusan"] == "equivalent" else str(row["putusan"])


def kalimat_semua(
    access: TrainingAccess,
    before: pd.DataFrame,
    inside: pd.DataFrame,
    data: Data,
    *,
    margin: float,
) -> Several:
    """The verdict on all levels and both routes, in people of 100, and whether the routes differ."""
    rows = released_routes(access, before, inside, data).set_index("jalur")
    whole = rows.loc[BOTH]
    label, verdict = say("pelatihan_semua_label"), _case(whole)
    if verdict == "no_leavers":
        head = headline(label, _KUNCI[verdict], TANPA_DAFTAR.lower())
        return Several((head, text(f"{TANPA_DAFTAR}.")))
    if verdict == "too_few":
        head = headline(label, _KUNCI[verdict], TERLALU_SEDIKIT.lower())
        few = say("pelatihan_semua_sedikit", sebab=TERLALU_SEDIKIT.lower())
        return Several((head, text(few, _routes(rows, access), say("pelatihan_bukan_sebab"))))
    value = _KUNCI.get(verdict, _of_100(whole["rasio"]))
    told = text(_said(whole, verdict, margin), _routes(rows, access), say("pelatihan_bukan_sebab"))
    return Several((headline(label, value, _interval(whole)), told))


def _said(row: pd.Series, verdict: str, margin: float) -> str:
    side = slower(row["rasio"])
    people = round(abs(row["selisih_orang"]))
    counted = say("pelatihan_semua_orang", side, jumlah=bilangan(people)) if people else ""
    return say(
        "pelatihan_semua_kalimat",
        _SIDED.get((verdict, side), verdict),
        wanita=_of_100(row["rasio"]),
        selang=_interval(row),
        batas_bawah=_of_100(1 / margin),
        batas_atas=_of_100(margin),
        orang=f" {counted}" if counted else "",
        terlihat=_of_100(row["rasio_terlihat"]),
    )


def _routes(rows: pd.DataFrame, access: TrainingAccess) -> str:
    """Whether both routes have one ratio; where they have not, each is told."""
    routes = rows.loc[list(ROUTES)]
    if access.p_change != access.p_change or routes["rasio"].isna().any():
        return say("pelatihan_semua_jalur", "tidak_diuji", sebab=TERLALU_SEDIKIT.lower())
    before, inside = (_of_100(ratio) for ratio in routes["rasio"])
    intervals = [_interval(row) for _, row in routes.iterrows()]
    return say(
        "pelatihan_semua_jalur",
        "berbeda" if access.p_change < ALPHA else "sama",
        sebelum=before,
        sesudah=inside,
        selang_sebelum=intervals[0],
        selang_sesudah=intervals[1],
    )


def _of_100(ratio: float) -> str:
    return desimal(100 * ratio, digits=0)


def _interval(row: pd.Series) -> str:
    return say("pelatihan_selang", bawah=_of_100(row["conf_low"]), atas=_of_100(row["conf_high"]))

"""Who takes part in training: leadership training against its target, and every kind by unit.

A share of women among participants says little alone: it is put beside the share of women among
those who could attend.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import pandas as pd

from pug_analysis.analyses.access import Access
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.levels import ALL_LEVELS
from pug_analysis.stats import newcombe_difference, share_interval
from pug_analysis.stats.decision import MIN_EVENTS, MIN_PEOPLE
from pug_analysis.terms.diklat import DIKLAT_TANGGA, JENIS_DIKLAT

TargetVerdict = Literal["reached", "missed", "inconclusive", "too_few", "no_leavers"]
ALL_KINDS, ALL_YEARS = "Semua jenis", 0
#: The line of participation by unit that stands for the whole regency.
ALL_UNITS = "Semua"
UNKNOWN_KIND = "Jenis tidak diketahui"
#: Kinds of training, in printed order; every structural training has the first name.
#: The kind of leadership training.
STRUCTURAL = JENIS_DIKLAT["1"]
JENIS = (*JENIS_DIKLAT.values(), UNKNOWN_KIND)


def share_among_participants(
    trainings: pd.DataFrame,
    sex: pd.Series,
    *,
    years: Sequence[int],
    target: float,
    leavers_known: bool = True,
    conf_level: float = 0.95,
) -> pd.DataFrame:
    """Share of women among those who finished a leadership training, by level and calendar year.

    Parameters
    ----------
    trainings : of ``careers.events.structural_trainings``; undated ones belong to no year
    sex : of ``careers.people.sex_of``
    years : calendar years, in printed order
    target : share of women aimed at (0..1)
    leavers_known : whether participants who have left since are known too
    conf_level : level of the intervals

    Returns
    -------
    DataFrame, one row per level (and ``Semua jenjang``) and year (and ``ALL_YEARS``, all of them
    together): ``jenjang, tahun, pria, wanita, total, share_wanita, conf_low, conf_high, method,
    putusan, tanpa_tanggal`` (people of the level, whatever the year, whose training has no known
    end and so no year). A person counts once per level and year. ``putusan``: ``reached`` (the whole interval
    is at the target or above), ``missed`` (below it), ``inconclusive``, ``too_few`` (below 10
    participants: no share is given), ``no_leavers`` (the target is for all participants, and only
    those who stayed are known).

    References
    ----------
    Intervals: see ``stats.share_interval``.
    """
    known = trainings.loc[trainings["jenjang"].isin(DIKLAT_TANGGA) & trainings["selesai"].notna()]
    seen = known.assign(tahun=known["selesai"] // 12, **{SEX: known["pegawai_id"].map(sex)})
    seen = seen.loc[seen["tahun"].isin(list(years)) & seen[SEX].notna()]
    seen = seen.drop_duplicates(["pegawai_id", "jenjang", "tahun"])
    every = pd.concat([seen, seen.assign(jenjang=ALL_LEVELS)])
    every = pd.concat([every, every.assign(tahun=ALL_YEARS)])
    lines = pd.MultiIndex.from_product(
        [(*DIKLAT_TANGGA, ALL_LEVELS), (*years, ALL_YEARS)], names=["jenjang", "tahun"]
    )
    counts = _by_sex(every, ["jenjang", "tahun"]).reindex(lines, fill_value=0).reset_index()
    found = _against_target(counts, target=target, conf_level=conf_level)
    if not leavers_known:
        found["putusan"] = found["putusan"].where(found["putusan"] == "too_few", "no_leavers")
    return found.assign(
        tanpa_tanggal=counts["jenjang"].map(_without_date(trainings, sex)).astype("int64")
    )


def share_among_eligible(
    before: Mapping[str, Access], inside: Mapping[str, Access], *, years: Sequence[int]
) -> pd.DataFrame:
    """Share of women among those who could attend in a year, before the post and in it.

    Parameters
    ----------
    before, inside : of ``analyses.access.open_access`` for the routes sebelum and sesudah
    years : calendar years

    Returns
    -------
    DataFrame, one row per level and year (and ``ALL_YEARS``): ``jenjang, tahun, calon_pria,
    calon_wanita, share_calon`` (people at risk in some month of the year, in the level below),
    ``pejabat_pria, pejabat_wanita, share_pejabat`` (in the post without the training). Shares are
    missing below 10 people.
    """
    both = {}
    for name, access in (("calon", before), ("pejabat", inside)):
        rows = [
            {"jenjang": level, "tahun": label, **_at_risk(one, span)}
            for level, one in access.items()
            for label, span in (
                *((y, (y, y)) for y in years),
                (ALL_YEARS, (min(years), max(years))),
            )
        ]
        counts = pd.DataFrame(rows).set_index(["jenjang", "tahun"])
        total = counts.sum(axis=1)
        share = (counts["wanita"] / total).where(total >= MIN_PEOPLE)
        both[name] = counts.add_prefix(f"{name}_").assign(**{f"share_{name}": share})
    return both["calon"].join(both["pejabat"]).reset_index()


def attendance(diklat: pd.DataFrame, kursus: pd.DataFrame) -> pd.DataFrame:
    """Every training of every kind, one row each: ``pegawai_id, jenis, tahun, jam``.

    The year is that of the last day, else the recorded year, else that of the first day; a training
    without any has no year. A structural training that is written again in its year, under its code
    or in the other table, counts once; two of different levels in one year are two.
    """
    kinds = kursus["jenis_diklat"].map(JENIS_DIKLAT).fillna(UNKNOWN_KIND)
    both = pd.concat(
        [
            diklat.assign(jenis=STRUCTURAL, isi=diklat["latihan_struktural"], lain=False),
            kursus.assign(jenis=kinds, isi=kursus["nama_kursus"], lain=True),
        ],
        ignore_index=True,
    )
    year = both["tanggal_selesai"].dt.year.astype("Int64")
    year = year.fillna(both["tahun"]).fillna(both["tanggal_mulai"].dt.year.astype("Int64"))
    both = both.assign(tahun=year, isi=both["isi"].fillna(""))
    same = ["pegawai_id", "jenis", "tahun"]
    there = both.loc[~both["lain"], same].drop_duplicates().assign(ada=True)
    elsewhere = both[same].merge(there, on=same, how="left")["ada"].notna() & both["lain"]
    again = both["jenis"].eq(STRUCTURAL) & year.notna()
    again &= elsewhere | both.duplicated([*same, "isi"])
    rows = both[[*same, "jam"]]
    return rows.loc[~again].reset_index(drop=True)


def participation_by_kind(
    attended: pd.DataFrame, snapshot: pd.DataFrame, *, year: int
) -> pd.DataFrame:
    """Active people trained at least once in a year and their hours, by kind of training and sex.

    Parameters
    ----------
    attended : of :func:`attendance`
    snapshot : of ``careers.build_snapshot``
    year : calendar year

    Returns
    -------
    DataFrame, one row per kind and one of all (a person counts once in each): ``jenis, pria,
    wanita, total, share_wanita, bagian_pria, bagian_wanita`` (trained people / active people of the
    sex, missing below 10 of these), ``jam_pria, jam_wanita`` (hours).
    """
    sex = snapshot.set_index("pegawai_id")[SEX]
    seen = attended.loc[(attended["tahun"] == year).fillna(False)]
    seen = seen.assign(**{SEX: seen["pegawai_id"].map(sex)}).dropna(subset=[SEX])
    every = pd.concat([seen, seen.assign(jenis=ALL_KINDS)])
    people = _by_sex(every.drop_duplicates(["pegawai_id", "jenis"]), ["jenis"])
    table = people.join(_hours(every, ["jenis"])).reindex((*JENIS, ALL_KINDS), fill_value=0)
    active = snapshot[SEX].value_counts().reindex(["L", "P"], fill_value=0)
    return _with_shares(table).assign(
        bagian_pria=table["pria"] / active["L"] if active["L"] >= MIN_PEOPLE else float("nan"),
        bagian_wanita=table["wanita"] / active["P"] if active["P"] >= MIN_PEOPLE else float("nan"),
    ).rename_axis("jenis").reset_index()  # fmt: skip


def participation_by_year(
    attended: pd.DataFrame, sex: pd.Series, *, years: Sequence[int]
) -> pd.DataFrame:
    """People trained at least once in each calendar year and their hours, by sex.

    Returns
    -------
    DataFrame: ``tahun, pria, wanita, total, share_wanita, jam_pria, jam_wanita``, and
    ``struktural_pria, struktural_wanita``: those of them who had a structural training, whose hours are many.
    """
    seen = attended.loc[attended["tahun"].isin(list(years)).fillna(False)]
    seen = seen.assign(**{SEX: seen["pegawai_id"].map(sex)}).dropna(subset=[SEX])
    people = _by_sex(seen.drop_duplicates(["pegawai_id", "tahun"]), ["tahun"])
    structural = seen.loc[seen["jenis"] == STRUCTURAL].drop_duplicates(["pegawai_id", "tahun"])
    few = _by_sex(structural, ["tahun"])[["pria", "wanita"]].add_prefix("struktural_")
    table = people.join(_hours(seen, ["tahun"])).join(few).reindex(list(years)).fillna(0)
    table = table.astype("int64")
    return _with_shares(table).rename_axis("tahun").reset_index()


def participation_by_unit(
    attended: pd.DataFrame, snapshot: pd.DataFrame, *, year: int, conf_level: float = 0.95
) -> pd.DataFrame:
    """Share of active people trained at least once in a year, by perangkat daerah and sex.

    Returns
    -------
    DataFrame, one row per perangkat daerah, and ``Semua`` last: ``perangkat_daerah, pria_aktif,
    wanita_aktif, pria, wanita, bagian_pria, bagian_wanita`` (0..1), ``selisih, conf_low,
    conf_high`` (women minus men, Newcombe). A share is missing below 10 people of the sex, a
    difference also below 5 trained people of either sex.
    """
    trained = set(attended.loc[(attended["tahun"] == year).fillna(False), "pegawai_id"])
    people = snapshot.assign(terlatih=snapshot["pegawai_id"].isin(trained))
    people["perangkat_daerah"] = people["perangkat_daerah"].replace("", "Tidak diketahui")
    every = pd.concat([people, people.assign(perangkat_daerah=ALL_UNITS)])
    active = _by_sex(every, ["perangkat_daerah"])[["pria", "wanita"]]
    seen = _by_sex(every.loc[every["terlatih"]], ["perangkat_daerah"])[["pria", "wanita"]]
    table = active.add_suffix("_aktif").join(seen).fillna(0).astype("int64")
    order = [*sorted(set(table.index) - {ALL_UNITS}), ALL_UNITS]
    table = table.reindex(order, fill_value=0)
    difference = newcombe_difference(
        table["wanita"], table["wanita_aktif"], table["pria"], table["pria_aktif"],
        conf_level=conf_level,
    ).set_axis(table.index)  # fmt: skip
    for name in ("pria", "wanita"):
        whole = table[f"{name}_aktif"]
        table[f"bagian_{name}"] = (table[name] / whole).where(whole >= MIN_PEOPLE)
    enough = table[["bagian_pria", "bagian_wanita"]].notna().all(axis=1)
    enough &= table[["pria", "wanita"]].min(axis=1) >= MIN_EVENTS
    limits = difference[["estimate", "conf_low", "conf_high"]].where(enough)
    return table.join(limits.rename(columns={"estimate": "selisih"})).reset_index()


def _without_date(trainings: pd.DataFrame, sex: pd.Series) -> dict[str, int]:
    """People whose training of a level has no known end, by level and of any level."""
    rows = trainings.loc[trainings["jenjang"].isin(DIKLAT_TANGGA) & trainings["selesai"].isna()]
    rows = rows.loc[rows["pegawai_id"].isin(sex.dropna().index)]
    people = (
        rows.groupby("jenjang")["pegawai_id"].nunique().reindex(list(DIKLAT_TANGGA), fill_value=0)
    )
    return {**people.to_dict(), ALL_LEVELS: rows["pegawai_id"].nunique()}


def _by_sex(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Count rows of men and women in each group."""
    marks = pd.DataFrame({"pria": rows[SEX].eq("L"), "wanita": rows[SEX].eq("P")}).astype("int64")
    counts = marks.groupby([rows[name] for name in by], observed=True).sum()
    return counts.assign(total=counts.sum(axis=1))


def _hours(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Hours of men and women in each group; unrecorded hours count as none."""
    hours = rows["jam"].fillna(0).astype("int64")
    split = {
        "jam_pria": hours.where(rows[SEX] == "L", 0),
        "jam_wanita": hours.where(rows[SEX] == "P", 0),
    }
    return pd.DataFrame(split).groupby([rows[name] for name in by], observed=True).sum()


def _with_shares(table: pd.DataFrame) -> pd.DataFrame:
    share = (table["wanita"] / table["total"].where(table["total"] > 0)).astype(float)
    return table.assign(share_wanita=share.where(table["total"] >= MIN_PEOPLE))


def _at_risk(access: Access, span: tuple[int, int]) -> dict[str, int]:
    """People of each sex at risk in some month of the years from first to last."""
    rows = access.eligible.spells.table
    first, last = 12 * span[0], 12 * span[1] + 11
    seen = rows.loc[(rows["asal"] + rows["entry"] < last) & (rows["asal"] + rows["exit"] >= first)]
    people = seen.drop_duplicates("pegawai_id")[SEX].value_counts()
    return {"pria": int(people.get("L", 0)), "wanita": int(people.get("P", 0))}


def _against_target(counts: pd.DataFrame, *, target: float, conf_level: float) -> pd.DataFrame:
    interval = share_interval(counts["wanita"], counts["total"], conf_level=conf_level)
    few = (counts["total"] < MIN_PEOPLE).to_numpy()
    verdict = pd.Series("inconclusive", index=counts.index)
    verdict = verdict.mask(interval["conf_low"] >= target, "reached")
    verdict = verdict.mask(interval["conf_high"] < target, "missed").mask(few, "too_few")
    columns = ["estimate", "conf_low", "conf_high"]
    interval.loc[few, columns] = float("nan")
    named = interval[[*columns, "method"]].rename(columns={"estimate": "share_wanita"})
    return counts.join(named).assign(putusan=verdict)

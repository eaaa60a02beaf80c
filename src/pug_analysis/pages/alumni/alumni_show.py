"""The pieces of the alumni page: who is promoted after leadership training, and beside whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from pug_analysis.careers.alumni import Alumni
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.load import Data
from pug_analysis.pages.alumni.alumni import (
    AskedOfAlumni,
    flow_table,
    judge_target,
    late_entries,
    risk_counts,
)
from pug_analysis.release.alur import sexes_of, with_sexes
from pug_analysis.release.disclosure import count_in_words, is_protected, mask_counts, protect_flow
from pug_analysis.release.disclosure_models import protect_curve
from pug_analysis.release.disclosure_shares import released_counts
from pug_analysis.release.display import Released, Several, headline, reading, text
from pug_analysis.release.halangan import TANPA_DAFTAR, TERLALU_SEDIKIT
from pug_analysis.release.kurva import SEX_WORD
from pug_analysis.release.numbers import bilangan, desimal, in_years, persen
from pug_analysis.release.showing import show_table
from pug_analysis.release.small_counts import SMALLEST
from pug_analysis.release.teks import say
from pug_analysis.stats import share_interval
from pug_analysis.stats.decision import MIN_PEOPLE

_FEW: Final = TERLALU_SEDIKIT.lower()


def alur(alumni: Mapping[str, Alumni], data: Data) -> Released:
    """Everybody who had the training, those left out by reason, those followed."""
    steps = flow_table(alumni)
    flows = [
        protect_flow(
            with_sexes(rows, sexes_of(alumni[str(name)].spells.table), data),
            count="orang", edition=data.edition,
        )
        for name, rows in steps.groupby("jenjang", sort=False)
    ]  # fmt: skip
    return show_table(
        pd.concat(flows) if flows else steps,
        "alumni_alur",
        data,
        words={"terlambat": count_in_words(late_entries(alumni), edition=data.edition)},
        row_header=1,
    )


def kalimat_sasaran(
    shares: pd.DataFrame, verdict: pd.Series, asked: AskedOfAlumni, data: Data
) -> Several:
    """The share of alumni promoted within the months of the target, as natural frequencies."""
    label = say("alumni_kunci_label", jenjang=asked.jenjang, bulan=str(asked.time))
    counts = {name: shares[name] for name in ("n", "n_event")}
    shown = released_alumni(shares, data)
    shown = shown.assign(putusan=released_target(shares, verdict, asked, data), **counts)
    rows = shown.loc[shares["time"] == asked.time]
    if rows.empty:
        none = headline(label, say("alumni_kunci", "tanpa_daftar"), TANPA_DAFTAR.lower())
        return Several((none, text(f"{TANPA_DAFTAR}.")))
    women = rows.loc[(rows["jenjang"] == asked.jenjang) & (rows[SEX] == "P")].iloc[0]
    target = _target(asked.band)
    value, note = _card(women, target)
    sentences = [_of_100(row, target, data) for _, row in by_sex(rows)]
    return Several((headline(label, value, note), text(*sentences)))


def _card(row: pd.Series, target: str) -> tuple[str, str]:
    """Value and note of the key figure."""
    if row["putusan"] == "terlalu sedikit":
        return say("alumni_kunci", "sedikit"), _FEW
    if pd.isna(row["conf_high"]):
        if row["putusan"] != "di bawah":
            return say("alumni_kunci", "tersembunyi"), _FEW
        return say("alumni_kunci", "bawah"), say("alumni_kunci_catatan", "sasaran", sasaran=target)
    low, high = (persen(row[end], digits=0) for end in ("conf_low", "conf_high"))
    note = say(
        "alumni_kunci_catatan",
        "selang",
        bawah=low,
        atas=high,
        sasaran=target,
        putusan=row["putusan"],
    )
    return persen(row["estimate"]), note


def _of_100(row: pd.Series, target: str, data: Data) -> str:
    who = say("alumni_siapa", row[SEX], jenjang=row["jenjang"])
    people, verdict, months = _followed(row, data), row["putusan"], str(int(row["time"]))
    if verdict == "terlalu sedikit":
        return say("alumni_dari_100", "sedikit", siapa=who, sedikit=_FEW, orang=people)
    if pd.isna(row["conf_high"]):
        return say(
            "alumni_dari_100",
            "tersembunyi_bawah" if verdict == "di bawah" else "tersembunyi",
            siapa=who,
            bulan=months,
            sasaran=target,
            orang=people,
        )
    share, low, high = _percents(row)
    return say(
        "alumni_dari_100",
        "bagian",
        siapa=who,
        bagian=share,
        bawah=low,
        atas=high,
        bulan=months,
        putusan=say("alumni_terhadap", verdict, sasaran=target),
        orang=people,
    )


def _percents(row: pd.Series) -> tuple[str, str, str]:
    share, low, high = (
        desimal(100 * row[name], digits=0) for name in ("estimate", "conf_low", "conf_high")
    )
    return share, low, high


def _followed(row: pd.Series, data: Data) -> str:
    people = count_in_words(row["n"], public=True, edition=data.edition)
    followed = say("alumni_diikuti", orang=people)
    if is_protected(data.edition):
        return followed
    return say("alumni_naik_dari", naik=bilangan(row["n_event"]), diikuti=followed)


def released_alumni(shares: pd.DataFrame, data: Data, *, group: str = "jenjang") -> pd.DataFrame:
    """Protect shares by month since the training as the curves that they are read from.

    Parameters
    ----------
    shares : of ``pages.alumni.alumni.share_promoted`` or ``reaching_administrator``
    group : column of groups besides sex
    """
    if not is_protected(data.edition):
        return shares
    shown = protect_curve(
        shares, by=(group, SEX), across=(group,), time="time", blank=True, limits="exact",
        edition=data.edition,
    )  # fmt: skip
    return mask_counts(shown, ("n",), edition=data.edition)


def released_target(
    shares: pd.DataFrame, verdict: pd.Series, asked: AskedOfAlumni, data: Data
) -> pd.Series:
    """Say of a protected share what follows from what is shown of it.

    A share that is hidden is of 1 to 7 people promoted: it is below the target where even 7 of those
    still at risk would be. The exact verdict would tell how many there were.

    Parameters
    ----------
    shares, verdict : of ``pages.alumni.alumni.share_promoted`` and ``judge_target``
    """
    if not is_protected(data.edition) or shares.empty:
        return verdict
    shown = released_alumni(shares, data)
    said = judge_target(shown, band=asked.band)
    people = released_counts(shares["n_risk"]).clip(lower=SMALLEST)
    most = share_interval([SMALLEST - 1] * len(people), people.fillna(SMALLEST).astype(int))
    below = (most["conf_high"].to_numpy() < asked.band[0]) & people.notna().to_numpy()
    hidden = shown["estimate"].isna() & (verdict != "terlalu sedikit")
    unsure = said.mask(hidden, "belum dapat dipastikan").mask(hidden & below, "di bawah")
    return unsure.where(verdict != "terlalu sedikit", verdict)


def tabel_bagian(
    shares: pd.DataFrame, verdict: pd.Series, asked: AskedOfAlumni, data: Data
) -> Released:
    """Share promoted at each month by jenjang and sex, with the verdict beside the target."""
    said = released_target(shares, verdict, asked, data)
    low, high = (persen_bulat(end) for end in asked.band)
    return show_table(
        released_alumni(shares, data).assign(jk=shares[SEX].map(SEX_WORD), putusan=said),
        "alumni_bagian",
        data,
        words={
            "rendah": low,
            "tinggi": high,
            "bulan": str(asked.time),
            "kosong": _blank(data),
            "tersembunyi": str(SMALLEST - 1),
        },
        terms={"public": {"n": ""}},
        row_header=1,
    )


def _blank(data: Data) -> str:
    """Which shares are missing, and what the others do not depend on."""
    case = "terlindung" if is_protected(data.edition) else "internal"
    return say("alumni_kosong", case, terkecil=str(MIN_PEOPLE))


def tabel_administrator(table: pd.DataFrame, data: Data) -> Released:
    """Alumni of PKP who reached Administrator."""
    return show_table(
        released_alumni(table, data, group="kelompok").assign(jk=table[SEX].map(SEX_WORD)),
        "alumni_administrator",
        data,
        words={"kosong": _blank(data)},
        terms={"public": {"n": ""}},
        row_header=1,
    )


def kalimat_administrator(table: pd.DataFrame, data: Data) -> Released:
    """Of 100 alumni of PKP ... reached Administrator."""
    if table.empty:
        return text(f"{TANPA_DAFTAR}.")
    shown = released_alumni(table, data, group="kelompok").assign(n_event=table["n_event"])
    rows = shown.loc[table["kelompok"] == table["kelompok"].iloc[0]]
    return text(*(_reached(row) for _, row in by_sex(rows)))


def _reached(row: pd.Series) -> str:
    who, when = say("alumni_siapa", row[SEX], jenjang="PKP"), in_years(row["time"])
    if pd.isna(row["estimate"]):
        return say("alumni_administrator_kalimat", "sedikit", siapa=who, waktu=when, sedikit=_FEW)
    share, low, high = _percents(row)
    return say(
        "alumni_administrator_kalimat",
        "bagian",
        siapa=who,
        bagian=share,
        bawah=low,
        atas=high,
        waktu=when,
    )


def cara_bagian() -> Released:
    """How the table and the figure are read."""
    return reading(say("alumni_cara", "gambar"), say("alumni_cara", "naik"))


def tabel_risiko_alumni(alumni: Mapping[str, Alumni], data: Data) -> Several:
    """The risk table, from which every share of alumni can be computed again; for the agency alone."""
    if is_protected(data.edition):
        return Several(())
    table = risk_counts(alumni)
    named = table.assign(jk=table[SEX].map(SEX_WORD))
    return Several((show_table(named, "alumni_tabel_risiko", data, file_only=True),))


def _target(band: tuple[float, float]) -> str:
    return say("alumni_sasaran", rendah=persen_bulat(band[0]), tinggi=persen_bulat(band[1]))


def by_sex(rows: pd.DataFrame) -> Sequence[tuple[object, pd.Series]]:
    """Rows of each jenjang with women first, whom the page is about; otherwise in their order."""
    order = rows[SEX].map({"P": 0, "L": 1})
    if "jenjang" in rows:
        order = order + 2 * pd.factorize(rows["jenjang"])[0]
    return list(rows.loc[order.sort_values(kind="stable").index].iterrows())


def persen_bulat(share: float) -> str:
    """Share (0..1) in percent without needless digits.

    >>> persen_bulat(0.25), persen_bulat(0.125)
    ('25', '12,5')
    """
    value = round(100 * share, 1)
    return desimal(value, digits=0 if value == round(value) else 1)

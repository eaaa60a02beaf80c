"""The pieces of the alumni page: who is promoted after leadership training, and beside whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from pug_analysis.careers.alumni import Alumni
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.load import Data
from pug_analysis.pages.alumni.alumni import (
    Asked,
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
from pug_analysis.release.kurva import SEX_WORD, catatan_kurva, curve_columns
from pug_analysis.release.ledger import Release
from pug_analysis.release.numbers import bilangan, desimal, in_years, persen
from pug_analysis.release.small_counts import SMALLEST
from pug_analysis.release.tables import Column, release_table
from pug_analysis.stats import share_interval
from pug_analysis.stats.decision import MIN_PEOPLE

_FEW: Final = TERLALU_SEDIKIT.lower()
_HIDDEN: Final = "Tidak ditampilkan"
_SHARE: Final = (
    Column("n", "Orang", "count"),
    Column("n_risk", "Masih berisiko", "count"),
    Column("n_event", "Naik", "count"),
    Column("estimate", "Bagian", "share"),
    Column("conf_low", "Batas bawah", "share"),
    Column("conf_high", "Batas atas", "share"),
)


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
    late = count_in_words(late_entries(alumni), edition=data.edition)
    return release_table(
        pd.concat(flows) if flows else steps,
        name="alumni_alur",
        title="Tabel A.1. Alur alumni: siapa yang diikuti sesudah diklat kepemimpinan",
        terms=Release("D", data.edition),
        columns=(
            Column("jenjang", "Diklat", "text"),
            Column("langkah", "Langkah", "text"),
            Column("orang", "Orang", "count"),
        ),
        row_header=1,
        notes=(
            "Catatan: setiap orang yang tidak dianalisis dihitung menurut satu alasan. Orang yang diklatnya "
            "tidak dapat dipastikan jenjangnya, atau yang baris diklatnya dikarantina, juga tidak menjadi "
            "pembanding pada Tabel A.3. Dari yang "
            f"dianalisis, {late} orang baru teramati beberapa waktu sesudah "
            "diklatnya selesai, dan baru dihitung sejak itu.",
        ),
    )


def kalimat_sasaran(shares: pd.DataFrame, verdict: pd.Series, asked: Asked, data: Data) -> Several:
    """The share of alumni promoted within the months of the target, as natural frequencies."""
    label = f"Wanita alumni {asked.jenjang} yang naik jabatan struktural dalam {asked.time} bulan"
    counts = {name: shares[name] for name in ("n", "n_event")}
    shown = released_alumni(shares, data)
    shown = shown.assign(putusan=released_target(shares, verdict, asked, data), **counts)
    rows = shown.loc[shares["time"] == asked.time]
    if rows.empty:
        return Several(
            (headline(label, "Belum ada", TANPA_DAFTAR.lower()), text(f"{TANPA_DAFTAR}."))
        )
    women = rows.loc[(rows["jenjang"] == asked.jenjang) & (rows[SEX] == "P")].iloc[0]
    target = _target(asked.band)
    value, note = _card(women, target)
    sentences = [_of_100(row, target, data) for _, row in by_sex(rows)]
    return Several((headline(label, value, note), text(*sentences)))


def _card(row: pd.Series, target: str) -> tuple[str, str]:
    """Value and note of the key figure."""
    if row["putusan"] == "terlalu sedikit":
        return "Terlalu sedikit", _FEW
    if pd.isna(row["conf_high"]):
        return ("Di bawah sasaran", target) if row["putusan"] == "di bawah" else (_HIDDEN, _FEW)
    low, high = (persen(row[end], digits=0) for end in ("conf_low", "conf_high"))
    return persen(row["estimate"]), f"selang {low} sampai {high}; {target}: {row['putusan']}"


def _of_100(row: pd.Series, target: str, data: Data) -> str:
    who = f"{SEX_WORD[row[SEX]]} alumni {row['jenjang']}"
    people = _followed(row, data)
    if row["putusan"] == "terlalu sedikit":
        return f"Di antara {who}: {_FEW} ({people})."
    within = f"dalam {int(row['time'])} bulan"
    if pd.isna(row["conf_high"]):
        sure = f"; bagiannya di bawah {target}" if row["putusan"] == "di bawah" else ""
        return (
            f"Di antara {who}, {within}: terlalu sedikit yang naik jabatan untuk ditampilkan{sure} "
            f"({people})."
        )
    values = (desimal(100 * row[c], digits=0) for c in ("estimate", "conf_low", "conf_high"))
    share, low, high = values
    words = {
        "di bawah": f"di bawah {target}",
        "di dalam": f"di dalam {target}",
        "di atas": f"di atas {target}",
    }.get(row["putusan"], f"belum dapat dipastikan di bawah, di dalam, atau di atas {target}")
    return f"Dari 100 {who}, {share} ({low}-{high}) naik jabatan struktural {within}: {words} ({people})."


def _followed(row: pd.Series, data: Data) -> str:
    people = f"{count_in_words(row['n'], public=True, edition=data.edition)} orang yang diikuti"
    if is_protected(data.edition):
        return people
    return f"{bilangan(row['n_event'])} dari {people}"


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
    shares: pd.DataFrame, verdict: pd.Series, asked: Asked, data: Data
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


def tabel_bagian(shares: pd.DataFrame, verdict: pd.Series, asked: Asked, data: Data) -> Released:
    """Share promoted at each month by jenjang and sex, with the verdict beside the target."""
    said = released_target(shares, verdict, asked, data)
    return release_table(
        released_alumni(shares, data).assign(jk=shares[SEX].map(SEX_WORD), putusan=said),
        name="alumni_bagian",
        title="Tabel A.2. Bagian alumni yang naik jabatan struktural menurut bulan sejak diklat selesai",
        terms=Release("D", data.edition, public={"n": ""}),
        columns=curve_columns(
            data,
            Column("jenjang", "Diklat", "text"),
            Column("jk", "Jenis kelamin", "text"),
            Column("time", "Bulan", "whole"),
            *_SHARE,
            Column("putusan", "Terhadap sasaran", "text"),
        ),
        row_header=1,
        notes=(
            "Catatan: insidensi kumulatif (Aalen-Johansen) dengan selang eksak 95% (Dorey-Korn); pensiun, "
            "meninggal, pindah, berhenti, dan penyetaraan adalah risiko bersaing. Yang belum diikuti selama "
            f"itu tersensor, bukan gagal. {_target(asked.band).capitalize()} dinilai pada bulan "
            f"ke-{asked.time}; kolom terakhir menilai setiap baris dengan cara yang sama, sebagai "
            f"penjajakan. {_blank(data)}",
            *catatan_kurva(data),
            *_menurut_terbanyak(data),
        ),
    )


def _menurut_terbanyak(data: Data) -> tuple[str, ...]:
    """How a share that is hidden is judged, see :func:`released_target`."""
    if not is_protected(data.edition):
        return ()
    return (
        f"Bagian yang tidak tampil dinilai seolah-olah {SMALLEST - 1} orang naik: di bawah sasaran hanya bila "
        "itu pun di bawahnya.",
    )


def _blank(data: Data) -> str:
    """Which shares are missing, and what the others do not depend on."""
    if is_protected(data.edition):
        return (
            f"… = kurang dari {MIN_PEOPLE} orang diikuti selama itu, atau bagiannya tidak tampil."
        )
    return (
        f"… = kurang dari {MIN_PEOPLE} orang diikuti selama itu. Selainnya bagian dan selangnya ditulis berapa "
        "pun yang naik; selangnya eksak, dan lebar bila orangnya sedikit."
    )


def tabel_administrator(table: pd.DataFrame, data: Data) -> Released:
    """Alumni of PKP who reached Administrator."""
    return release_table(
        released_alumni(table, data, group="kelompok").assign(jk=table[SEX].map(SEX_WORD)),
        name="alumni_administrator",
        title="Tabel A.5. Bagian alumni PKP yang mencapai Administrator menurut bulan sejak PKP selesai",
        terms=Release("D", data.edition, public={"n": ""}),
        columns=curve_columns(
            data,
            Column("kelompok", "Kelompok", "text"),
            Column("jk", "Jenis kelamin", "text"),
            Column("time", "Bulan", "whole"),
            *_SHARE,
        ),
        row_header=1,
        notes=(
            "Catatan: alumni yang belum Administrator saat PKP selesai; cara menghitung sama dengan Tabel "
            "A.2. Yang PKP-nya selesai sebelum pencatatan pemberhentian dimulai dihitung sejak pencatatan. "
            f"{_blank(data)}",
        ),
    )


def kalimat_administrator(table: pd.DataFrame, data: Data) -> Released:
    """Of 100 alumni of PKP ... reached Administrator."""
    if table.empty:
        return text(f"{TANPA_DAFTAR}.")
    shown = released_alumni(table, data, group="kelompok").assign(n_event=table["n_event"])
    rows = shown.loc[table["kelompok"] == table["kelompok"].iloc[0]]
    sentences = []
    for _, row in by_sex(rows):
        who, when = SEX_WORD[row[SEX]], in_years(row["time"])
        if pd.isna(row["estimate"]):
            sentences.append(f"Di antara {who} alumni PKP, dalam {when}: {_FEW}.")
            continue
        share, low, high = (
            desimal(100 * row[c], digits=0) for c in ("estimate", "conf_low", "conf_high")
        )
        sentences.append(
            f"Dari 100 {who} alumni PKP, {share} ({low}-{high}) mencapai Administrator dalam {when}."
        )
    return text(*sentences)


def cara_bagian() -> Released:
    """How the table and the figure are read."""
    return reading(
        "Titik penuh adalah alumni, titik kosong pembandingnya: orang sejenis yang pada bulan yang sama belum "
        "mengikuti diklat itu. Garis tegak adalah selang kepercayaan; pita hijau adalah sasaran. Alumni "
        "dinyatakan di bawah, di dalam, atau di atas sasaran hanya bila seluruh garisnya berada di sana.",
        "Naik jabatan berarti untuk pertama kali memegang jabatan struktural definitif di atas jenjang "
        "tertinggi yang pernah dipegang sampai diklat selesai. Penugasan strategis tidak tercatat dalam data.",
    )


def tabel_risiko(alumni: Mapping[str, Alumni], data: Data) -> Several:
    """The risk table, from which every share of alumni can be computed again; for the agency alone."""
    if is_protected(data.edition):
        return Several(())
    table = risk_counts(alumni)
    released = release_table(
        table.assign(jk=table[SEX].map(SEX_WORD)),
        name="alumni_tabel_risiko",
        title="Tabel risiko alumni: orang berisiko, kejadian, dan penyensoran per bulan sejak diklat selesai",
        terms=Release("D", data.edition),
        columns=(
            Column("jenjang", "Diklat", "text"),
            Column("jk", "Jenis kelamin", "text"),
            Column("time", "Bulan", "whole"),
            Column("cause", "Sebab", "text"),
            Column("n_risk", "Berisiko", "count"),
            Column("n_event", "Kejadian", "count"),
            Column("n_censor", "Tersensor", "count"),
        ),
        file_only=True,
    )
    return Several((released,))


def _target(band: tuple[float, float]) -> str:
    return f"sasaran {persen_bulat(band[0])} sampai {persen_bulat(band[1])} persen"


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

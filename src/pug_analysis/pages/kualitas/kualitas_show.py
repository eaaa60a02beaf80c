"""The pieces of the data-quality page: the row account, findings, completeness by sex."""

from __future__ import annotations

import pandas as pd

from pug_analysis.analyses import quarantine
from pug_analysis.careers.load import Data
from pug_analysis.careers.tables import noted_as
from pug_analysis.release.disclosure import (
    is_protected,
    mask_counts,
    released_share,
)
from pug_analysis.release.disclosure_shares import released_counts
from pug_analysis.release.display import Released, Several, headline, reading, text, warning
from pug_analysis.release.numbers import TIDAK_TERSEDIA, bilangan, persen, persen_kata
from pug_analysis.release.showing import show_table
from pug_analysis.release.teks import say

#: What is noted as read where a page may carry the warning.
PERINGATAN = "peringatan"
#: From these shares on every page carries a warning: of all rows or of a staff list, of one sex,
#: and of a difference between the sexes whose interval excludes 0.
_WARN_ROWS, _WARN_SEX, _WARN_DIFFERENCE = 0.02, 0.05, 0.01


def tabel_neraca(table: pd.DataFrame, data: Data) -> Released:
    """The row account."""
    return show_table(table, "kualitas_neraca_baris", data)


def peringatan(data: Data) -> Several:
    """The box that every page carries where so much is missing that its numbers may mislead.

    A page depends on what it says, not on every count of rows that it is made from.
    """
    with noted_as(f"{data.periode.name}/{PERINGATAN}"):
        return _warn(data)


def _warn(data: Data) -> Several:
    tables = data.tables
    shares = quarantine.quarantine_shares(tables["neraca"])
    sexes = quarantine.kept_out(data.people, tables)
    parts = [
        say(
            "kualitas_peringatan_berkas",
            lingkup=row["lingkup"],
            jumlah=bilangan(row["karantina"]),
            semua=bilangan(row["baris"]),
            bagian=persen(row["share"]),
        )
        for _, row in shares.iterrows()
        if row["share"] > _WARN_ROWS
    ]
    gap = sexes.iloc[2]
    one_sided = abs(gap["estimate"]) >= _WARN_DIFFERENCE and gap["conf_low"] * gap["conf_high"] > 0
    if one_sided or sexes["estimate"].iloc[:2].max() > _WARN_SEX:
        shown = _protect_quarantine(sexes, data)["estimate"].iloc[:2]
        pria, wanita = (TIDAK_TERSEDIA if pd.isna(share) else persen(share) for share in shown)
        parts.append(say("kualitas_peringatan_jenis", pria=pria, wanita=wanita))
    if not parts:
        return Several(())
    case = "tidak_merata" if one_sided else "merata"
    return Several((warning(say("kualitas_peringatan", case, isi="; ".join(parts))),))


def kalimat_neraca(table: pd.DataFrame, data: Data) -> Several:
    """How much was used, as a headline and a sentence."""
    total = table.iloc[-1]
    rows = int(total["baris_masuk"] - total["bukan_data"])
    share = total["karantina"] / rows if rows else 0.0
    staff = quarantine.quarantine_shares(data.tables["neraca"]).iloc[1]
    sentence = say(
        "kualitas_neraca",
        baris=bilangan(rows),
        dipakai=bilangan(total["dipakai"]),
        digabung=bilangan(total["gabung"]),
        karantina=bilangan(total["karantina"]),
        bagian=persen_kata(share, digits=2),
        baris_pegawai=bilangan(staff["baris"]),
        karantina_pegawai=bilangan(staff["karantina"]),
        bagian_pegawai=persen_kata(staff["share"], digits=2),
    )
    note = say(
        "kualitas_kunci_catatan",
        jumlah=bilangan(staff["karantina"]),
        semua=bilangan(staff["baris"]),
    )
    used = persen(1 - staff["share"])
    return Several((headline(say("kualitas_kunci_label"), used, note), text(sentence)))


def tabel_temuan_data(table: pd.DataFrame, data: Data) -> Released:
    """Findings by kind, with the remedy."""
    return show_table(table, "kualitas_temuan", data, row_header=1)


def tabel_kelengkapan(table: pd.DataFrame, data: Data) -> Released:
    """Completeness of each variable by sex."""
    return show_table(table, "kualitas_kelengkapan", data)


def tabel_karantina(table: pd.DataFrame, data: Data) -> Released:
    """Whether quarantine falls on one sex more than on the other."""
    return show_table(_protect_quarantine(table, data), "kualitas_karantina_jk", data)


def _protect_quarantine(table: pd.DataFrame, data: Data) -> pd.DataFrame:
    """Shares of what is shown; the difference and its test only where both counts are shown."""
    if not is_protected(data.edition):
        return table
    shown = mask_counts(table, ("n", "n_total"), edition=data.edition)
    pairs = zip(shown["n"].iloc[:2], shown["n_total"].iloc[:2], strict=True)
    shares = [released_share(*pair) for pair in pairs]
    shown["estimate"] = pd.Series([*shares, float("nan")], index=shown.index)
    limits = ["conf_low", "conf_high"]
    shown[[*limits, "p_value"]] = float("nan")
    n, total = (released_counts(table[name].iloc[:2]) for name in ("n", "n_total"))
    # of one sex nobody may be kept out: 0 is shown, but nothing is computed from it
    if not any(pd.isna(share) for share in shares) and n.notna().all():
        counts = pd.DataFrame({"karantina": n, "dipakai": total - n}).astype(int)
        found = quarantine.compare_kept_out(counts).iloc[2]
        names = ["estimate", *limits, "p_value"]
        shown.loc[shown.index[2], names] = found[names].astype(float).to_numpy()
    return shown


def cara_neraca() -> Released:
    """How the account is read."""
    return reading(say("kualitas_cara_neraca"))

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
from pug_analysis.release.ledger import Release
from pug_analysis.release.numbers import TIDAK_TERSEDIA, bilangan, persen, persen_kata
from pug_analysis.release.tables import Column, release_table

#: What is noted as read where a page may carry the warning.
PERINGATAN = "peringatan"
#: From these shares on every page carries a warning: of all rows or of a staff list, of one sex,
#: and of a difference between the sexes whose interval excludes 0.
_WARN_ROWS, _WARN_SEX, _WARN_DIFFERENCE = 0.02, 0.05, 0.01


def tabel_neraca(table: pd.DataFrame, data: Data) -> Released:
    """The row account."""
    return release_table(
        table,
        name="kualitas_neraca_baris",
        title="Tabel 9.1. Neraca baris setiap berkas",
        terms=Release("B", data.edition, exact=True),
        columns=(
            Column("berkas", "Berkas", "text"),
            Column("lembar", "Lembar", "text"),
            Column("tata_letak", "Tata letak", "text"),
            Column("baris_masuk", "Baris masuk", "whole"),
            Column("dipakai", "Dipakai", "whole"),
            Column("karantina", "Karantina", "whole"),
            Column("gabung", "Digabung", "whole"),
            Column("bukan_data", "Bukan data", "whole"),
            Column("selisih", "Selisih", "whole"),
        ),
        notes=(
            "Catatan: baris masuk = dipakai + karantina + digabung + bukan data (judul, kepala kolom, "
            "baris kosong, jumlah, tanda tangan, kejadian sesudah tanggal batas).",
        ),
    )


def peringatan(data: Data) -> Several:
    """The box that every page carries where so much is missing that its numbers may mislead.

    A page depends on what it says, not on every count of rows that it is made from.
    """
    with noted_as(f"{data.periode.name}/{PERINGATAN}"):
        return _warn(data)


def _warn(data: Data) -> Several:
    tables = data.tables
    shares = quarantine.quarantine_shares(tables["neraca"])
    sexes = quarantine.kept_out(data.snapshot, tables)
    parts = [
        f"{row['lingkup']}: {bilangan(row['karantina'])} dari {bilangan(row['baris'])} baris "
        f"({persen(row['share'])})"
        for _, row in shares.iterrows()
        if row["share"] > _WARN_ROWS
    ]
    gap = sexes.iloc[2]
    one_sided = abs(gap["estimate"]) >= _WARN_DIFFERENCE and gap["conf_low"] * gap["conf_high"] > 0
    if one_sided or sexes["estimate"].iloc[:2].max() > _WARN_SEX:
        shown = _protect_quarantine(sexes, data)["estimate"].iloc[:2]
        pria, wanita = (TIDAK_TERSEDIA if pd.isna(share) else persen(share) for share in shown)
        parts.append(f"dari baris daftar pegawai pria {pria}, wanita {wanita}")
    if not parts:
        return Several(())
    tail = " Kehilangan ini tidak merata antara pria dan wanita." if one_sided else ""
    return Several(
        (
            warning(
                "Sebagian data dikarantina dan tidak ikut dihitung pada halaman ini: "
                f"{'; '.join(parts)}.{tail} Perbaiki data di SIMPEG sebelum angka ini dipakai untuk "
                "keputusan; lihat halaman Kualitas data."
            ),
        )
    )


def kalimat_neraca(table: pd.DataFrame, data: Data) -> Several:
    """How much was used, as a headline and a sentence."""
    total = table.iloc[-1]
    rows = int(total["baris_masuk"] - total["bukan_data"])
    share = total["karantina"] / rows if rows else 0.0
    staff = quarantine.quarantine_shares(data.tables["neraca"]).iloc[1]
    sentence = (
        f"Dari {bilangan(rows)} baris data, {bilangan(total['dipakai'])} dipakai, "
        f"{bilangan(total['gabung'])} digabung karena berulang, dan {bilangan(total['karantina'])} "
        f"dikarantina ({persen_kata(share, digits=2)}). Dari {bilangan(staff['baris'])} baris daftar "
        f"pegawai, {bilangan(staff['karantina'])} dikarantina ({persen_kata(staff['share'], digits=2)}). "
        "Daftar baris yang dikarantina beserta cara memperbaikinya ada di berkas internal "
        "karantina.xlsx."
    )
    note = f"{bilangan(staff['karantina'])} dari {bilangan(staff['baris'])} baris dikarantina"
    used = persen(1 - staff["share"])
    return Several((headline("Baris daftar pegawai yang terhitung", used, note), text(sentence)))


def tabel_temuan(table: pd.DataFrame, data: Data) -> Released:
    """Findings by kind, with the remedy."""
    return release_table(
        table,
        name="kualitas_temuan",
        title="Tabel 9.4. Temuan pada data menurut jenisnya",
        terms=Release("B", data.edition, exact=True),
        columns=(
            Column("tindakan", "Tindakan", "text"),
            Column("kode", "Kode", "text"),
            Column("pesan", "Temuan", "text"),
            Column("saran", "Cara memperbaiki", "text"),
            Column("jumlah", "Jumlah", "whole"),
        ),
        row_header=1,
    )


def tabel_kelengkapan(table: pd.DataFrame, data: Data) -> Released:
    """Completeness of each variable by sex."""
    return release_table(
        table,
        name="kualitas_kelengkapan",
        title="Tabel 9.5. Kelengkapan variabel menurut jenis kelamin",
        terms=Release("B", data.edition, exact=True),
        columns=(
            Column("variabel", "Variabel", "text"),
            Column("pria_berlaku", "Pria, berlaku", "count"),
            Column("pria_terisi", "Pria, terisi", "count"),
            Column("share_pria", "% terisi, pria", "share"),
            Column("wanita_berlaku", "Wanita, berlaku", "count"),
            Column("wanita_terisi", "Wanita, terisi", "count"),
            Column("share_wanita", "% terisi, wanita", "share"),
        ),
        notes=(
            "Catatan: 'berlaku' adalah pegawai yang semestinya mempunyai isian itu, misalnya eselon "
            "hanya untuk pejabat struktural.",
        ),
    )


def tabel_karantina(table: pd.DataFrame, data: Data) -> Released:
    """Whether quarantine falls on one sex more than on the other."""
    return release_table(
        _protect_quarantine(table, data),
        name="kualitas_karantina_jk",
        title="Tabel 9.6. Baris daftar pegawai yang dikarantina menurut jenis kelamin",
        terms=Release("D", data.edition),
        columns=(
            Column("kelompok", "Kelompok", "text"),
            Column("n", "Dikarantina", "count"),
            Column("n_total", "Seluruhnya", "count"),
            Column("estimate", "%", "share"),
            Column("conf_low", "Batas bawah", "share"),
            Column("conf_high", "Batas atas", "share"),
            Column("p_value", "Nilai-p", "p"),
        ),
        notes=(
            "Catatan: jenis kelamin dari NIP atau, bila NIP tidak terbaca, dari kolomnya; baris yang "
            "keduanya tidak terbaca tidak termasuk. Baris selisih dalam poin persen. Selisih yang besar "
            "berarti angka laporan dapat condong ke satu jenis kelamin.",
        ),
    )


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
    return reading(
        "Tidak ada baris yang hilang tanpa jejak: setiap baris dalam setiap berkas termasuk dalam "
        "tepat satu kolom. Selisih – berarti neraca tertutup. Baris karantina tidak dihitung dalam "
        "laporan sampai diperbaiki di SIMPEG dan diekspor ulang."
    )

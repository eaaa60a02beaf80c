"""The pieces on leaving, moving, arriving and awards of the map of offices."""

from __future__ import annotations

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.pages.peta.keluar import SELAIN_PENSIUN, Exits
from pug_analysis.pages.peta.penghargaan import SEMUA
from pug_analysis.pages.peta.ringkas_show import rows_of
from pug_analysis.release.arah import arah, tiga_angka
from pug_analysis.release.display import Released, Several, text
from pug_analysis.release.halangan import TERLALU_SEDIKIT
from pug_analysis.release.ledger import Release
from pug_analysis.release.lines import sumber
from pug_analysis.release.numbers import bilangan, desimal, persen, tanggal
from pug_analysis.release.tables import Column, release_table
from pug_analysis.stats.decision import MIN_EVENTS, MIN_PEOPLE
from pug_analysis.terms.kalender import BULAN

_WORDS = {
    "selain pensiun": "Semua selain pensiun",
    "pindah": "Pindah ke instansi lain",
    "berhenti": "Berhenti",
    "meninggal": "Meninggal",
    "pensiun": "Pensiun",
    "pindah masuk": "Pindah masuk dari instansi lain",
}


def tabel_keluar(table: pd.DataFrame, exits: Exits, data: Data) -> Several:
    """Rates of leaving and arriving by sex, in words and as a table; or what to bring.

    Parameters
    ----------
    table : of ``pages.peta.keluar.compare_exits``
    """
    if table.empty:
        return Several(
            (
                text(
                    "Daftar pemberhentian belum ada atau belum dimulai pada periode ini, sehingga keluar dan "
                    f"pindah tidak dapat dihitung: letakkan riwayat pemberhentian SIASN di data/raw/"
                    f"{data.periode.name}."
                ),
            )
        )
    shown = _table(table, exits, data)
    row = rows_of(shown).iloc[0]
    return Several((text(*_sentences(row)), shown))


def tabel_penghargaan(table: pd.DataFrame, data: Data) -> Several:
    """Awards by sex, in words and as a table; or what to bring."""
    if table.empty:
        return Several(
            (
                text(
                    "Riwayat penghargaan belum ada: letakkan riwayat penghargaan SIASN di "
                    f"data/raw/{data.periode.name}."
                ),
            )
        )
    shown = release_table(
        table,
        name="pd_penghargaan",
        title=f"Tabel D.11. ASN aktif yang pernah menerima penghargaan, {tanggal(data.cutoff)}",
        terms=Release("B", data.edition, exact=True),
        columns=(
            Column("jenis", "Penghargaan", "text"),
            Column("dasar", "Di antara", "text"),
            Column("pria", "Pria menerima", "count"),
            Column("dasar_pria", "Pria", "count"),
            Column("wanita", "Wanita menerima", "count"),
            Column("dasar_wanita", "Wanita", "count"),
            Column("pria_tahun_ini", f"Pria, {data.year}", "count"),
            Column("wanita_tahun_ini", f"Wanita, {data.year}", "count"),
            Column("share_pria", "% pria", "share"),
            Column("share_wanita", "% wanita", "share"),
            Column("estimate", "Rasio wanita : pria", "number"),
            Column("conf_low", "Batas bawah", "number"),
            Column("conf_high", "Batas atas", "number"),
        ),
        notes=(
            "Catatan: setiap orang dihitung sekali pada setiap baris. Satyalancana diberikan menurut masa "
            "kerja, sehingga setiap kelasnya dihitung di antara PNS yang masa kerjanya cukup; baris semua "
            "penghargaan tidak disesuaikan menurut masa kerja. Selang "
            f"{persen(data.config.peta.conf_level, digits=0)} (Koopman), untuk ketiga kelas Satyalancana "
            f"bersama-sama (Bonferroni). … = kurang dari {MIN_EVENTS} penerima atau {MIN_PEOPLE} orang pada "
            "salah satu pihak.",
            sumber(data),
        ),
    )
    return Several((text(*_award_sentences(rows_of(shown).set_index("jenis"))), shown))


def _award_sentences(rows: pd.DataFrame) -> list[str]:
    """All awards in numbers only, since service differs; what is said is said of each class."""
    row = rows.loc[SEMUA]
    start = (
        f"{bilangan(row['wanita'])} dari {bilangan(row['dasar_wanita'])} wanita dan {bilangan(row['pria'])} "
        f"dari {bilangan(row['dasar_pria'])} pria yang aktif pernah menerima penghargaan"
    )
    classes = rows.loc[rows.index.str.startswith("Satyalancana") & rows["estimate"].notna()]
    if classes.empty:
        return [f"{start}. Di antara yang masa kerjanya cukup: {TERLALU_SEDIKIT.lower()}."]
    crude = (
        f" (rasio kasar {desimal(row['estimate'], digits=2)})" if pd.notna(row["estimate"]) else ""
    )
    each = [f"{name}: {_ratio(one)}." for name, one in classes.iterrows()]
    return [
        f"{start}{crude}. Penghargaan mengikuti masa kerja, dan masa kerja pria dan wanita berbeda, sehingga "
        "perbandingan dilakukan pada setiap kelas Satyalancana, di antara PNS yang masa kerjanya cukup.",
        " ".join(each),
    ]


def _sentences(row: pd.Series) -> list[str]:
    counts = f"{bilangan(row['wanita'])} wanita dan {bilangan(row['pria'])} pria"
    start = f"{_WORDS[SELAIN_PENSIUN]}: {counts} keluar"
    if pd.isna(row["estimate"]):
        return [f"{start}. {TERLALU_SEDIKIT}."]
    within = (
        ""
        if pd.isna(row["rasio_masa_kerja"])
        else (
            f" Di antara yang masa kerjanya sama rasionya {desimal(row['rasio_masa_kerja'], digits=2)} (selang "
            f"{desimal(row['masa_kerja_low'], digits=2)} sampai {desimal(row['masa_kerja_high'], digits=2)})."
        )
    )
    return [
        f"{start}, {desimal(row['laju_wanita'])} dan {desimal(row['laju_pria'])} per 1.000 orang-tahun: "
        f"{_ratio(row)}.{within}",
        "Pensiun dilihat terpisah: ia mengikuti usia, dan susunan usia pria dan wanita berbeda.",
    ]


def _ratio(row: pd.Series) -> str:
    numbers = [float(row[name]) for name in ("estimate", "conf_low", "conf_high")]
    said = {
        1: "lebih sering pada wanita",
        0: "data belum cukup untuk menyatakan pria dan wanita berbeda",
        -1: "kurang sering pada wanita",
    }[arah(*numbers, sama=1)]
    ratio, low, high = tiga_angka(*numbers, sama=1)
    return f"rasio wanita terhadap pria {ratio} (selang {low} sampai {high}), {said}"


def _table(table: pd.DataFrame, exits: Exits, data: Data) -> Released:
    period = f"{data.year}" if data.semester == 2 else f"semester 1 {data.year}"
    first = exits.until if exits.first is None else exits.first
    return release_table(
        table.assign(jenis=table["jenis"].map(_WORDS)),
        name="pd_keluar",
        title="Tabel D.10. Keluar dan pindah per 1.000 orang-tahun menurut jenis kelamin, "
        f"{_month(first)} sampai {_month(exits.until)}",
        terms=Release("B", data.edition, exact=True),
        columns=(
            Column("jenis", "Jenis", "text"),
            Column("pria", "Pria", "count"),
            Column("wanita", "Wanita", "count"),
            Column("pria_tahun_ini", f"Pria, {period}", "count"),
            Column("wanita_tahun_ini", f"Wanita, {period}", "count"),
            Column("laju_pria", "Laju pria", "number"),
            Column("laju_wanita", "Laju wanita", "number"),
            Column("estimate", "Rasio wanita : pria", "number"),
            Column("conf_low", "Batas bawah", "number"),
            Column("conf_high", "Batas atas", "number"),
            Column("p_value", "Nilai-p", "p"),
            Column("p_holm", "Nilai-p (Holm)", "p"),
            Column("rasio_masa_kerja", "Rasio, masa kerja sama", "number"),
            Column("masa_kerja_low", "Batas bawah (masa kerja)", "number"),
            Column("masa_kerja_high", "Batas atas (masa kerja)", "number"),
        ),
        notes=(
            f"Catatan: {bilangan(table['orang_tahun_pria'].iloc[0])} orang-tahun pria dan "
            f"{bilangan(table['orang_tahun_wanita'].iloc[0])} orang-tahun wanita, semua ASN. Perbandingan "
            "utama: semua selain pensiun; Holm atas pindah, berhenti, dan meninggal. Rasio dan selangnya "
            "eksak; kolom masa kerja sama: Mantel-Haenszel menurut masa kerja (0-5, 6-15, >15 tahun), karena "
            "usia orang yang keluar tidak ada dalam daftar pemberhentian. Pindah masuk dibagi orang yang sudah "
            f"bekerja di sini. Tidak aktif tanpa tanggal berhenti, tidak terhitung: {bilangan(exits.undated)} "
            "orang. Masuk: TMT menurut daftar pegawai, juga yang lama; PPPK yang sudah keluar dan tidak ada di "
            "daftar mana pun dihitung sejak Januari tahun NIP-nya. "
            f"… = kurang dari {MIN_EVENTS} kejadian atau {MIN_PEOPLE} orang pada salah satu pihak.",
            sumber(data),
        ),
    )


def _month(number: int) -> str:
    year, month = divmod(number, 12)
    return f"{BULAN[month]} {year}"

"""The pieces on women in posts equal to eselon II and III (I.2.10) and on data by sex (I.3)."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.ingest.tables.schema import TABLES
from pug_analysis.instrumen import Form
from pug_analysis.pages.indikator.jabatan import RAGAM, SETARA, count_equal_posts
from pug_analysis.pages.kualitas.kualitas import completeness_by_sex
from pug_analysis.pages.profil.profil import TOTAL, profile_table
from pug_analysis.release.display import Released, Several, reading, text
from pug_analysis.release.ledger import Release
from pug_analysis.release.lines import sex_columns, sumber
from pug_analysis.release.numbers import bilangan, persen, persen_kata, tanggal
from pug_analysis.release.tables import Column, release_table

_KEYS = ["ragam", "setara"]
_PUBLIKASI = "Publikasi Data Terpilah"


def jabatan_setara(series: Sequence[Data], form: Form) -> Several:
    """I.2.10 in its three readings, beside the same day of the year before."""
    data = series[-1]
    table = count_equal_posts(data.snapshot, data.tables["jabatan"])
    earlier = [one for one in series if one.periode == data.periode.last_year]
    before = table[_KEYS].assign(wanita=pd.NA, total=pd.NA, share_wanita=float("nan"))
    if earlier:
        before = count_equal_posts(earlier[0].snapshot, earlier[0].tables["jabatan"])
    before = before[[*_KEYS, "wanita", "total", "share_wanita"]]
    both = table.merge(before, on=_KEYS, suffixes=("", "_lalu"), validate="one_to_one")
    both["perubahan"] = both["share_wanita"] - both["share_wanita_lalu"]
    return Several((text(*_sentences(both, form, data)), _equal_posts(both, form, data)))


def _sentences(table: pd.DataFrame, form: Form, data: Data) -> list[str]:
    own = table.loc[table["ragam"] == form.pengajuan.ragam_i_2_10]
    parts = [
        f"setara eselon {row['setara']} {bilangan(row['wanita'])} dari {bilangan(row['total'])} "
        f"({persen_kata(row['share_wanita'])})"
        if row["total"]
        else f"setara eselon {row['setara']} tidak ada pejabatnya"
        for _, row in own.iterrows()
    ]
    return [
        f"Yang diajukan adalah ragam {form.pengajuan.ragam_i_2_10} "
        f"({RAGAM[form.pengajuan.ragam_i_2_10].lower().replace('jf', 'JF')}), sebagaimana tertulis di "
        f"{form.berkas}. Wanita pada {tanggal(data.cutoff)}: {'; '.join(parts)}."
    ]


def _equal_posts(table: pd.DataFrame, form: Form, data: Data) -> Released:
    submitted = table["ragam"].eq(form.pengajuan.ragam_i_2_10)
    names = table["ragam"] + ". " + table["ragam"].map(RAGAM)
    shown = table.assign(nama=names + submitted.map({True: " (diajukan)", False: ""}))
    last = tanggal(data.periode.last_year.cutoff)
    jf = ", ".join(f"{name} setara {eselon}" for eselon, (_, name) in SETARA.items())
    return release_table(
        shown,
        name="indikator_jabatan_setara",
        title="Tabel I.12. Wanita pada jabatan setara eselon II dan III menurut tiga ragam (I.2.10), "
        f"{tanggal(data.cutoff)}",
        terms=Release("A", data.edition, exact=True),
        columns=(
            Column("nama", "Ragam", "text"),
            Column("setara", "Setara eselon", "text"),
            *sex_columns(data),
            Column("wanita_lalu", "Wanita lalu", "count"),
            Column("total_lalu", "Total lalu", "count"),
            Column("share_wanita_lalu", "% lalu", "share"),
            Column("perubahan", "Selisih", "points"),
        ),
        row_header=1,
        notes=(
            "Catatan: ragam a menghitung JPT Pratama (II) dan Administrator (III); ragam b menambahkan JF Ahli "
            "Madya yang jabatan Administratornya disetarakan; ragam c menambahkan semua JF menurut bunyi "
            f"metadata ({jf}), termasuk guru dan tenaga kesehatan. Lalu = {last}; selisih dalam poin persen. "
            "… = periode itu belum ada.",
            sumber(data),
        ),
    )


def cara_jabatan() -> Released:
    """How the three readings are read."""
    return reading(
        "Ketiga ragam menjawab pertanyaan yang berbeda. Ragam a: siapa yang memimpin unit. Ragam c sangat "
        "dipengaruhi guru Ahli Madya, sehingga kenaikannya tidak berarti lebih banyak wanita yang memimpin. "
        "Bandingkan tahun dengan tahun hanya dalam ragam yang sama. Proporsi naik juga bila pejabat pria "
        "berkurang; lihat jumlahnya.",
        "Keadaan sebelum dan sesudah suatu program bertanggal ada di halaman Alumni diklat (Tabel A.6 dan A.7) "
        "dan tidak diulang di sini.",
    )


def data_terpilah(series: Sequence[Data]) -> Released:
    """I.3: what exists as system, publication and metadata, as far as the package knows itself."""
    data = series[-1]
    rows = [*_system(data), *_publication(series), *_metadata()]
    return release_table(
        pd.DataFrame(rows, columns=["unsur", "bukti", "keterangan"]),
        name="indikator_data_terpilah",
        title=f"Tabel I.15. Bukti data terpilah (I.3), {tanggal(data.cutoff)}",
        terms=Release("B", data.edition, exact=True),
        columns=(
            Column("unsur", "Unsur", "text"),
            Column("bukti", "Bukti", "text"),
            Column("keterangan", "Keterangan", "text"),
        ),
        row_header=1,
        notes=(
            "Catatan: dihitung dari laporan ini sendiri dan register, tidak diketik.",
            sumber(data),
        ),
    )


def _system(data: Data) -> list[tuple[str, str, str]]:
    lines = profile_table(data.snapshot)
    blocks = [name for name in lines["kategori"].unique() if name != TOTAL]
    filled = completeness_by_sex(data.snapshot)
    least = filled[["share_pria", "share_wanita"]].min(axis=1).idxmin()
    worst = filled.loc[least]
    shares = ", ".join(
        f"{name} {persen(worst[f'share_{name}'])}"
        for name in ("pria", "wanita")
        if pd.notna(worst[f"share_{name}"])
    )
    return [
        ("Sistem", "Pengolah data", f"pug-analysis {version('pug-analysis')}"),
        (
            "Sistem",
            "ASN aktif yang jenis kelaminnya diketahui",
            f"{bilangan(data.snapshot['jenis_kelamin'].isin(['L', 'P']).sum())} dari "
            f"{bilangan(len(data.snapshot))}",
        ),
        ("Sistem", "Blok Tabel 4.1 yang terpilah", f"{bilangan(len(blocks))}: {'; '.join(blocks)}"),
        ("Sistem", f"Variabel yang paling kurang lengkap: {worst['variabel']}", f"terisi {shares}"),
    ]


def _publication(series: Sequence[Data]) -> list[tuple[str, str, str]]:
    data = series[-1]
    days = "; ".join(tanggal(one.cutoff) for one in series)
    sk = data.tables["sk_pug"]
    own = sk.loc[(sk["jenis"] == _PUBLIKASI) & (sk["tanggal"] <= pd.Timestamp(data.cutoff))]
    told = "belum ada dalam register"
    if len(own):
        latest = own.sort_values(["tanggal", "berkas_bukti"]).iloc[-1]
        told = f"{bilangan(len(own))}; terakhir {tanggal(latest['tanggal'].date())}"
        told += f", {latest['berkas_bukti']}" if latest["berkas_bukti"] else ", tanpa berkas"
    return [
        ("Publikasi", "Keadaan yang dapat diterbitkan dari data yang sama", days),
        ("Publikasi", "Baris Tabel 4.1", bilangan(len(profile_table(data.snapshot)))),
        ("Publikasi", "Publikasi tercatat", told),
    ]


def _metadata() -> list[tuple[str, str, str]]:
    columns = [column for table in TABLES.values() for column in table.columns]
    described = sum(bool(column.meaning) for column in columns)
    return [
        (
            "Metadata",
            "Variabel dengan arti tertulis (docs/kamus-data.md)",
            f"{bilangan(described)} dari {bilangan(len(columns))} dalam {bilangan(len(TABLES))} tabel",
        ),
    ]

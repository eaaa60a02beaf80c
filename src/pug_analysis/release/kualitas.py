"""The pieces of the data-quality page: the row account, findings, completeness by sex."""

from __future__ import annotations

import pandas as pd

from pug_analysis.analyses import quality
from pug_analysis.careers import course_names
from pug_analysis.careers.load import Data
from pug_analysis.release.display import Released, Several, headline, reading, text, warning
from pug_analysis.release.numbers import bilangan, persen, persen_kata
from pug_analysis.release.tables import Column, release_table

#: From these shares on every page carries a warning: of all rows or of a staff list, of one sex,
#: and of a difference between the sexes whose interval excludes 0.
_WARN_ROWS, _WARN_SEX, _WARN_DIFFERENCE = 0.02, 0.05, 0.01

#: Free texts are cut: what stands behind is mostly a place or a batch.
_TEXT_LENGTH = 80
#: More texts than these go into the file alone.
_TEXTS_SHOWN = 40
_WHAT_TO_DO = {
    course_names.BEDA: "Cocokkan dengan sertifikat, lalu betulkan kode latihan struktural atau "
    "nama diklat di SIMPEG.",
    course_names.GANDA: "Tulis satu jenjang per baris; diklat lain menjadi baris sendiri.",
    course_names.TANPA_JENJANG: "Isi kode latihan struktural, atau tulis jenjangnya pada nama "
    "(misalnya PKP, PKA, PKN Tk. II).",
    course_names.SINGKATAN: "Bila memang diklat kepemimpinan, tulis namanya lengkap atau pindahkan "
    "ke riwayat diklat struktural; bila bukan, tidak perlu tindakan.",
    course_names.TAK_DIKENAL: "Isi kode latihan struktural; bila bukan diklat struktural, pindahkan "
    "ke riwayat kursus.",
}


def tabel_neraca(table: pd.DataFrame) -> Released:
    """The row account."""
    return release_table(
        table,
        name="kualitas_neraca_baris",
        title="Tabel 9.1. Neraca baris setiap berkas",
        columns=(
            Column("berkas", "Berkas", "text"),
            Column("lembar", "Lembar", "text"),
            Column("tata_letak", "Tata letak", "text"),
            Column("baris_masuk", "Baris masuk", "count"),
            Column("dipakai", "Dipakai", "count"),
            Column("karantina", "Karantina", "count"),
            Column("gabung", "Digabung", "count"),
            Column("bukan_data", "Bukan data", "count"),
            Column("selisih", "Selisih", "count"),
        ),
        notes=(
            "Catatan: baris masuk = dipakai + karantina + digabung + bukan data (judul, kepala kolom, "
            "baris kosong, jumlah, tanda tangan, kejadian sesudah tanggal batas).",
        ),
    )


def peringatan(data: Data) -> Several:
    """The box that every page carries where so much is missing that its numbers may mislead."""
    tables = data.tables
    shares = quality.quarantine_shares(tables["neraca"])
    sexes = quality.quarantine_by_sex(tables["pegawai"], tables["temuan"], tables["neraca"])
    parts = [
        f"{row['lingkup']}: {bilangan(row['karantina'])} dari {bilangan(row['baris'])} baris "
        f"({persen(row['share'])})"
        for _, row in shares.iterrows()
        if row["share"] > _WARN_ROWS
    ]
    gap = sexes.iloc[2]
    one_sided = abs(gap["estimate"]) >= _WARN_DIFFERENCE and gap["conf_low"] * gap["conf_high"] > 0
    if one_sided or sexes["estimate"].iloc[:2].max() > _WARN_SEX:
        pria, wanita = (persen(share) for share in sexes["estimate"].iloc[:2])
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
    staff = quality.quarantine_shares(data.tables["neraca"]).iloc[1]
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


def tabel_temuan(table: pd.DataFrame) -> Released:
    """Findings by kind, with the remedy."""
    return release_table(
        table,
        name="kualitas_temuan",
        title="Tabel 9.2. Temuan pada data menurut jenisnya",
        columns=(
            Column("tindakan", "Tindakan", "text"),
            Column("kode", "Kode", "text"),
            Column("pesan", "Temuan", "text"),
            Column("saran", "Cara memperbaiki", "text"),
            Column("jumlah", "Jumlah", "count"),
        ),
        row_header=1,
    )


def tabel_kelengkapan(table: pd.DataFrame) -> Released:
    """Completeness of each variable by sex."""
    return release_table(
        table,
        name="kualitas_kelengkapan",
        title="Tabel 9.3. Kelengkapan variabel menurut jenis kelamin",
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


def tabel_karantina(table: pd.DataFrame) -> Released:
    """Whether quarantine falls on one sex more than on the other."""
    return release_table(
        table,
        name="kualitas_karantina_jk",
        title="Tabel 9.4. Baris daftar pegawai yang dikarantina menurut jenis kelamin",
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


def cara_neraca() -> Released:
    """How the account is read."""
    return reading(
        "Tidak ada baris yang hilang tanpa jejak: setiap baris dalam setiap berkas termasuk dalam "
        "tepat satu kolom. Selisih – berarti neraca tertutup. Baris karantina tidak dihitung dalam "
        "laporan sampai diperbaiki di SIMPEG dan diekspor ulang."
    )


def kalimat_diklat(dates: pd.DataFrame, unplaced: pd.DataFrame) -> Released:
    """How many leadership trainings can be used, and what happens with the others."""
    known = int(dates[["pria", "wanita"]].sum().sum())
    men, women = (int(dates[f"{sex}_tanpa_tanggal"].sum()) for sex in ("pria", "wanita"))
    first = (
        f"{bilangan(known)} diklat kepemimpinan dikenali (PKP, PKA, PKN II, PKN I beserta nama-nama "
        "lamanya). "
    )
    if not known:
        first = "Tidak ada diklat kepemimpinan yang dikenali dalam riwayat diklat dan kursus."
    elif men + women:
        first += (
            f"{bilangan(men + women)} di antaranya tanpa tanggal selesai ({bilangan(men)} pria, "
            f"{bilangan(women)} wanita): dihitung di sini, tetapi tanggalnya tidak ditebak, sehingga "
            "tidak ikut dalam analisis menurut waktu."
        )
    else:
        first += "Semuanya bertanggal selesai."
    second = (
        f"{bilangan(len(unplaced))} nama pelatihan tampak seperti diklat kepemimpinan tetapi belum "
        "dapat digolongkan; tidak ada jenjang yang ditebak."
        if len(unplaced)
        else "Semua nama yang tampak seperti diklat kepemimpinan dapat digolongkan."
    )
    return text(first, second)


def tabel_tanggal_diklat(table: pd.DataFrame) -> Released:
    """Leadership trainings recognised and without an end date, by level and sex."""
    return release_table(
        table,
        name="kualitas_tanggal_diklat",
        title="Tabel 9.5. Diklat kepemimpinan yang dikenali dan yang tanpa tanggal selesai",
        columns=(
            Column("jenjang", "Jenjang", "text"),
            Column("pria", "Pria, dikenali", "count"),
            Column("pria_tanpa_tanggal", "Pria, tanpa tanggal", "count"),
            Column("share_pria", "% tanpa tanggal, pria", "share"),
            Column("wanita", "Wanita, dikenali", "count"),
            Column("wanita_tanpa_tanggal", "Wanita, tanpa tanggal", "count"),
            Column("share_wanita", "% tanpa tanggal, wanita", "share"),
        ),
        notes=(
            "Catatan: pegawai dalam daftar pegawai dan daftar berhenti; satu orang dihitung sekali "
            "per jenjang. Tanggal selesai tidak ditebak dari tanggal mulai atau tahun: isi tanggal "
            "selesai di SIMPEG sesuai sertifikat.",
        ),
    )


def diklat_belum_tergolong(unplaced: pd.DataFrame, data: Data) -> Several:
    """Trainings that could not be placed: by reason, and in the internal edition by name."""
    reasons = quality.unplaced_reasons(unplaced)
    parts = [_tabel_alasan(reasons.assign(tindakan=reasons["alasan"].map(_WHAT_TO_DO)))]
    if data.edition == "internal" and len(unplaced):
        parts.append(_daftar_nama(unplaced.assign(nama=unplaced["nama"].map(_shorten))))
    return Several(tuple(parts))


def _tabel_alasan(table: pd.DataFrame) -> Released:
    return release_table(
        table,
        name="kualitas_diklat_alasan",
        title="Tabel 9.6. Diklat yang belum dapat digolongkan menurut alasannya",
        columns=(
            Column("sumber", "Riwayat", "text"),
            Column("alasan", "Alasan", "text"),
            Column("tindakan", "Yang perlu dilakukan", "text"),
            Column("teks", "Nama berbeda", "count"),
            Column("orang", "Pegawai", "count"),
        ),
        row_header=1,
        notes=(
            "Catatan: pegawai dengan dua nama berbeda dihitung dua kali. Baris ini tidak dihitung "
            "sebagai diklat kepemimpinan sampai diperbaiki.",
        ),
    )


def _daftar_nama(table: pd.DataFrame) -> Released:
    return release_table(
        table,
        name="kualitas_diklat_nama",
        title="Tabel 9.7. Diklat yang belum dapat digolongkan",
        columns=(
            Column("nama", "Nama sebagaimana tertulis", "text"),
            Column("sumber", "Riwayat", "text"),
            Column("alasan", "Alasan", "text"),
            Column("orang", "Pegawai", "count"),
        ),
        notes=(
            f"Catatan: hanya dalam edisi internal; nama dipotong pada {_TEXT_LENGTH} huruf. Cari nama "
            "ini di riwayat SIMPEG, lalu perbaiki seperti pada Tabel 9.6.",
        ),
        file_only=len(table) > _TEXTS_SHOWN,
    )


def _shorten(name: str) -> str:
    if not name:
        return "(kosong)"
    return name if len(name) <= _TEXT_LENGTH else name[: _TEXT_LENGTH - 1] + "…"

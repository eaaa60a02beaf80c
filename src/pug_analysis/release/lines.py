"""Lines and columns that pages share: the source, the sexes, what is not there."""

from __future__ import annotations

from pug_analysis.careers.load import Data
from pug_analysis.release.numbers import bilangan, tanggal
from pug_analysis.release.tables import Column

#: How functional posts are put into groups, said where the groups decide what is shown.
KELOMPOK_JF = (
    "Kelompok JF menurut nama jabatan: pengawas sekolah, penilik, dan pamong belajar dihitung pada JF Guru; "
    "JF Kesehatan hanya tenaga kesehatan (antara lain dokter, perawat, bidan, apoteker, administrator "
    "kesehatan). Pengawas Farmasi dan Makanan, yang mengawasi dan tidak melayani pasien, dihitung pada JF "
    "Teknis, seperti semua JF lain."
)


def sumber(data: Data) -> str:
    """The source line under tables and figures."""
    if data.pooled is not None:
        return (
            f"Sumber: SIASN/SIMPEG keadaan {tanggal(data.cutoff)}, gabungan "
            f"{bilangan(len(data.pooled.agencies))} daerah tanpa data orang."
        )
    return f"Sumber: SIASN/SIMPEG keadaan {tanggal(data.cutoff)}, diolah {data.config.instansi.singkatan}."


def sex_columns(data: Data) -> tuple[Column, ...]:
    """Men, women, total and share of women, with the labels of the workspace."""
    pria, wanita = data.config.profil.label_pria, data.config.profil.label_wanita
    return (
        Column("pria", pria, "count"),
        Column("wanita", wanita, "count"),
        Column("total", "Total", "count"),
        Column("share_wanita", f"% {wanita}", "share"),
    )


def tanpa_kursus(data: Data) -> tuple[str, ...]:
    """Where the history of courses is missing, a zero is no zero."""
    if len(data.tables["kursus"]):
        return ()
    return (
        "PERHATIAN: riwayat kursus belum ada, sehingga hanya diklat struktural yang terhitung. Nol pada "
        "pelatihan lain berarti belum tercatat, bukan tidak ada.",
    )

"""Verdicts of the summary, from those of the pages, and the next step that each bears."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pug_analysis.release import banding, laju

#: The verdicts of this page.
GAP, EQUAL, OPEN, FEW, NO_DATA, SEEN = (
    "ada kesenjangan",
    "kesenjangan besar dapat dikesampingkan",
    "belum dapat disimpulkan",
    "jumlah kasus terlalu sedikit",
    "belum ada data",
    "keadaan, bukan uji",
)
#: Verdicts of the pages, in the words of this one.
VERDICTS: Final = {
    banding.PUTUSAN["gap"]: GAP,
    banding.PUTUSAN["equivalent"]: EQUAL,
    banding.PUTUSAN["small"]: EQUAL,
    banding.PUTUSAN["inconclusive"]: OPEN,
    banding.PUTUSAN["too_few"]: FEW,
    banding.PUTUSAN["rounded"]: FEW,
    banding.PUTUSAN["no_groups"]: NO_DATA,
    laju.PUTUSAN["gap"]: GAP,
    laju.PUTUSAN["equivalent"]: EQUAL,
    laju.PUTUSAN["small"]: EQUAL,
    laju.PUTUSAN["inconclusive"]: OPEN,
    laju.PUTUSAN["too_few"]: FEW,
    laju.PUTUSAN["no_leavers"]: NO_DATA,
    laju.PUTUSAN["none"]: SEEN,
}

_WAIT = "Ulangi tahun depan; dengan lebih banyak tahun selangnya menyempit."
_BRING = "Lengkapi berkas yang disebut di halaman depan, lalu buat laporan lagi."
#: What to do next, by question and verdict. Never more than the verdict bears.
LANGKAH: Final[Mapping[int, Mapping[str, str]]] = {
    1: {GAP: "Telusuri pengisian jabatan pada langkah yang ditandai: siapa calonnya, siapa yang diusulkan.",
        EQUAL: "Pantau setiap tahun.", OPEN: _WAIT, FEW: _WAIT, NO_DATA: _BRING},
    2: {GAP: "Bahas di Pokja: bandingkan syarat, usulan, dan seleksi Pengawas, pria dan wanita (Tabel 3.11).",
        EQUAL: "Pantau setiap tahun.", OPEN: _WAIT, FEW: _WAIT, NO_DATA: _BRING},
    3: {GAP: "Periksa cara memilih peserta: daftar calon yang berhak dan daftar yang dipanggil (Tabel P.13).",
        EQUAL: "Pantau setiap tahun.", OPEN: _WAIT, FEW: _WAIT, NO_DATA: _BRING},
    4: {SEEN: "Bandingkan dengan target daerah, bila ditetapkan, dan dengan perubahannya di bawah ini.",
        FEW: _WAIT, NO_DATA: _BRING},
    5: {GAP: "Baca uraian setiap perangkat daerah yang ditandai pada halaman Peta perangkat daerah.",
        OPEN: "Lihat kelompok perangkat daerah (Tabel D.2): di sana jumlahnya lebih besar.", FEW: _WAIT,
        NO_DATA: _BRING},
}  # fmt: skip

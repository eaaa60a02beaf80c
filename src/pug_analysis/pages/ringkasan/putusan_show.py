"""Verdicts of the summary, from those of the pages, and the next step that each bears."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pug_analysis.pages.kohort import banding_show
from pug_analysis.pages.pelatihan import laju_show

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
    banding_show.PUTUSAN["gap"]: GAP,
    banding_show.PUTUSAN["equivalent"]: EQUAL,
    banding_show.PUTUSAN["small"]: EQUAL,
    banding_show.PUTUSAN["inconclusive"]: OPEN,
    banding_show.PUTUSAN["too_few"]: FEW,
    banding_show.PUTUSAN["rounded"]: FEW,
    banding_show.PUTUSAN["no_groups"]: NO_DATA,
    laju_show.PUTUSAN["gap"]: GAP,
    laju_show.PUTUSAN["equivalent"]: EQUAL,
    laju_show.PUTUSAN["small"]: EQUAL,
    laju_show.PUTUSAN["inconclusive"]: OPEN,
    laju_show.PUTUSAN["too_few"]: FEW,
    laju_show.PUTUSAN["no_leavers"]: NO_DATA,
    laju_show.PUTUSAN["none"]: SEEN,
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

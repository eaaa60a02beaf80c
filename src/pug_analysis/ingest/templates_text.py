"""The words that the Excel templates of all registers have in common."""

from __future__ import annotations

from typing import Final

#: Rules that hold for all of them; {tahun} is the folder of the report.
RULES: Final = (
    "Isi lembar 'Data' mulai baris kedua. Lembar 'Contoh' hanya contoh rekaan dan tidak dibaca"
    " program; lembar 'Daftar' memuat pilihan.",
    "Jangan mengubah nama kolom di baris pertama. Kolom yang tidak wajib boleh dikosongkan.",
    "Tanggal ditulis hari-bulan-tahun. Angka ditulis tanpa titik ribuan; desimal memakai koma"
    " sesuai setelan Excel. Tiga puluh persen ditulis 30.",
    "Letakkan berkas yang sudah diisi di data/raw/{tahun}/. Yang terjadi sesudah tanggal batas"
    " laporan dengan sendirinya tidak dihitung, jadi daftar boleh diteruskan dari tahun ke tahun.",
    "Baris yang tidak dapat dipakai ditulis di karantina.xlsx dengan alasannya.",
)
PRIVATE: Final = (
    "Daftar ini memuat NIP: perlakukan sebagai data pribadi. NAMA boleh diisi untuk memudahkan"
    " pemeriksaan; program membuangnya."
)

"""The findings: everything that reading a raw file can say about a file, a row or a cell.

One table that grows. ``tindakan`` says what happens to the row:

- ``tolak``: the file is refused, nothing of it is used, the build stops after all files are read
- ``karantina``: the row is kept out and listed for the data officer
- ``gabung``: the row repeats another one and is merged with it
- ``bukan-data``: the row is no data row (title, footer, page header, blank, after the cut-off)
- ``perbaikan``: the cell is mended, the row is used
- ``peringatan``: the row is used as it is
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from pug_analysis.terms import pug

Tindakan = Literal["tolak", "karantina", "gabung", "bukan-data", "perbaikan", "peringatan"]


@dataclass(frozen=True, slots=True)
class Temuan:
    """One kind of finding: what is seen, and what the data officer should do."""

    kode: str
    tindakan: Tindakan
    pesan: str
    saran: str


def _table(*rows: tuple[str, Tindakan, str, str]) -> dict[str, Temuan]:
    return {row[0]: Temuan(*row) for row in rows}


TEMUAN: Final = _table(
    # --- file and sheet
    ("BERKAS-KOSONG", "tolak", "Berkas kosong (0 byte).", "Unduh ulang berkas dari SIASN."),
    ("BERKAS-RUSAK", "tolak", "Berkas rusak atau terpotong.", "Unduh ulang berkas dari SIASN."),
    ("BERKAS-BUKAN-TABEL", "tolak", "Isi berkas bukan tabel (xlsx, xls, ods, atau csv).", "Simpan sebagai .xlsx atau .csv."),
    ("BERKAS-BUKAN-BERKAS", "tolak", "Bukan berkas biasa: folder, pipa, perangkat, atau tautan yang putus.", "Ganti dengan berkas ekspor itu sendiri."),
    ("BERKAS-SANDI", "tolak", "Berkas dilindungi kata sandi.", "Buka di Excel, hapus kata sandi, simpan ulang."),
    ("BERKAS-TERLALU-BESAR", "tolak", "Berkas melampaui batas aman ukuran, baris, atau kolom.", "Periksa isi berkas; bagi menjadi beberapa berkas bila perlu."),
    ("BERKAS-BERBAHAYA", "tolak", "Berkas memuat bagian yang tidak wajar untuk sebuah tabel.", "Simpan ulang dari Excel sebagai .xlsx biasa."),
    ("BERKAS-GANDA", "tolak", "Dua berkas berisi sama persis.", "Hapus salah satu."),
    ("BERKAS-TIDAK-DIKENAL", "tolak", "Tidak ada lembar yang kolomnya dikenali.", "Periksa apakah ini ekspor yang benar, atau petakan kolomnya di pug.toml."),
    ("BERKAS-TANPA-BARIS", "tolak", "Ada kepala kolom tetapi tidak ada baris data.", "Unduh ulang ekspor."),
    ("BERKAS-TERKUNCI", "tolak", "Berkas tidak dapat dibuka; mungkin sedang dibuka program lain.", "Tutup berkas itu di Excel, lalu ulangi."),
    ("BERKAS-BERUBAH", "tolak", "Berkas berubah selagi dibaca.", "Tutup program yang menulisnya, lalu ulangi."),
    ("KOLOM-HILANG", "tolak", "Kolom wajib tidak ditemukan.", "Lengkapi ekspor, atau petakan nama kolomnya di pug.toml."),
    ("KOLOM-ASING", "tolak", "Lebih dari seperlima isi kolom tidak dikenal.", "Pakai kode SIASN atau istilah baku di kolom itu."),
    ("KOLOM-GANDA", "tolak", "Nama kolom wajib muncul lebih dari sekali.", "Hapus atau ganti nama salah satu kolom."),
    ("KOLOM-NAMA-ORANG", "tolak", "Kolom unit, jabatan, pelatihan, atau sejenisnya berisi nama orang.", "Periksa pemetaan kolom di pug.toml, dan apakah isi kolom bergeser atau tertukar di berkas; hapus nama orang dari kolom itu."),
    ("KOLOM-TERTUKAR", "tolak", "Kolom nama orang berisi nama unit atau jabatan.", "Kolom nama dan unit mungkin tertukar; kembalikan isi kolom di berkas, atau perbaiki pemetaannya di pug.toml."),
    ("BERKAS-MAKRO", "peringatan", "Berkas memuat makro atau tautan ke luar; hanya isi selnya yang dibaca.", "Simpan sebagai .xlsx biasa."),
    ("KOLOM-TAMBAHAN", "peringatan", "Kolom yang tidak diperlukan dibuang.", "Tidak perlu tindakan."),
    ("BERKAS-SALAH-AKHIRAN", "peringatan", "Akhiran nama berkas tidak sesuai isinya.", "Tidak perlu tindakan; isi yang dipakai."),
    ("LEMBAR-TERSEMBUNYI", "peringatan", "Lembar tersembunyi tidak dipakai.", "Tampilkan lembar itu bila memang data."),
    ("LEMBAR-TANPA-BARIS", "peringatan", "Lembar dikenali tetapi tidak berisi data.", "Tidak perlu tindakan bila memang tidak ada kejadian."),
    ("DAFTAR-KOSONG", "peringatan", "Templat daftar kantor belum diisi: tidak ada baris data.", "Isi lembar 'Data', atau keluarkan berkas itu dari folder."),
    ("LEMBAR-TEMPLAT", "bukan-data", "Lembar petunjuk, daftar pilihan, atau contoh dari templat; tidak dibaca.", ""),
    ("BARIS-TERSEMBUNYI", "peringatan", "Ada baris tersembunyi atau tersaring; tetap dipakai.", "Hapus baris itu bila memang bukan data."),
    ("KOLOM-TERSEMBUNYI", "peringatan", "Kolom tersembunyi; tetap dipakai.", "Tampilkan kolom itu dan periksa isinya, atau hapus."),
    ("BARIS-DICORET", "peringatan", "Isi sel dicoret (strikethrough); baris tetap dipakai.", "Hapus baris itu bila orangnya tidak lagi terdaftar, atau hilangkan coretannya."),
    ("ESELON-TAK-ADA", "peringatan", "Ekspor lama tanpa kolom eselon; eselon tidak diketahui.", "Pakai ekspor 69 kolom."),
    ("LEMBAR-LAIN", "peringatan", "Lembar tanpa kolom yang dikenali tidak dipakai.", "Tidak perlu tindakan bila memang bukan data."),
    ("BERKAS-DILEWATI", "peringatan", "Folder di dalam folder tahun, berkas kunci Excel (~$), atau salinan sementara tidak dibaca.", "Pindahkan isi folder ke folder tahun bila memang data; tutup Excel dan hapus berkas ~$."),
    ("KUNCI-BARU", "peringatan", "Kunci nama samaran baru dibuat; tahun-tahun sebelumnya perlu dibangun ulang agar tersambung.", "Pulihkan .pug/kunci dari cadangan, atau bangun ulang semua tahun."),
    ("SETELAN-TAK-COCOK", "peringatan", "Setelan di pug.toml menyebut kolom, perangkat daerah, atau kode yang tidak ada di berkas mana pun; tidak berpengaruh.", "Perbaiki ejaannya di pug.toml, atau hapus setelan itu."),
    ("TEKS-CP1252", "peringatan", "Berkas teks bukan UTF-8; dibaca sebagai Windows-1252.", "Ekspor sebagai UTF-8."),
    ("KUTIP-TERBUKA", "tolak", "Tanda kutip tidak ditutup sehingga beberapa baris menyatu.", "Perbaiki tanda kutip pada baris yang disebut."),
    ("SEL-GABUNG", "perbaikan", "Sel gabungan diisi dari sel pertamanya.", "Hindari sel gabungan pada data."),
    # --- rows that are no data
    ("BARIS-JUDUL", "bukan-data", "Baris judul di atas kepala kolom.", ""),
    ("BARIS-KEPALA", "bukan-data", "Kepala kolom.", ""),
    ("BARIS-KEPALA-ULANG", "bukan-data", "Kepala kolom yang berulang.", ""),
    ("BARIS-NOMOR-KOLOM", "bukan-data", "Baris nomor kolom.", ""),
    ("BARIS-KOSONG", "bukan-data", "Baris kosong.", ""),
    ("BARIS-JUMLAH", "bukan-data", "Baris jumlah atau subjumlah.", ""),
    ("BARIS-KAKI", "bukan-data", "Baris kaki halaman atau tanda tangan.", ""),
    ("BARIS-KELOMPOK", "bukan-data", "Baris judul kelompok di antara data.", ""),
    ("BARIS-BUKAN-ASN", "bukan-data", "Bukan ASN (honorer, THL, kontrak, non-PNS); tidak dihitung.", "Keluarkan dari daftar pegawai."),
    ("BARIS-SETELAH-BATAS", "bukan-data", "Kejadian sesudah tanggal batas laporan.", "Dipakai pada laporan tahun berikutnya."),
    # --- identity
    ("NIP-KOSONG", "karantina", "NIP kosong.", "Isi NIP di SIMPEG."),
    ("NIP-ANGKA", "karantina", "NIP tersimpan sebagai angka; Excel membulatkan digit terakhirnya.", "Ekspor ulang dengan kolom NIP bertipe teks."),
    ("NIP-PRESISI", "karantina", "NIP berakhir 000: rusak oleh pembulatan Excel.", "Ekspor ulang dengan kolom NIP bertipe teks."),
    ("NIP-EKSPONEN", "karantina", "NIP tertulis dalam bentuk eksponen (E+).", "Ekspor ulang dengan kolom NIP bertipe teks."),
    ("NIP-PANJANG", "karantina", "NIP tidak terdiri atas 18 digit.", "Perbaiki NIP di SIMPEG."),
    ("NIP-LAMA", "karantina", "Yang tertulis NIP lama (9 digit).", "Isi NIP baru 18 digit."),
    ("NIP-NIK", "karantina", "Yang tertulis NIK (16 digit), bukan NIP.", "Isi NIP; NIK jangan diekspor."),
    ("NIP-TANGGAL", "karantina", "Tanggal lahir atau bulan pengangkatan di dalam NIP mustahil.", "Perbaiki NIP di SIMPEG."),
    ("NIP-BENTUK", "perbaikan", "Tanda atau spasi di dalam NIP dibuang.", "Tidak perlu tindakan."),
    ("NIP-BEDA-LAHIR", "peringatan", "Tanggal lahir tidak sama dengan yang di NIP; kolom tanggal yang dipakai.", "Cocokkan dengan dokumen kepegawaian."),
    ("NIP-BEDA-TMT", "peringatan", "TMT CPNS tidak sama dengan yang di NIP; kolom TMT yang dipakai.", "Cocokkan dengan SK CPNS."),
    ("NIP-TANPA-PEGAWAI", "karantina", "Baris riwayat milik NIP yang tidak ada di daftar pegawai maupun daftar berhenti.", "Lengkapi daftar pegawai atau daftar pemberhentian."),
    ("PEGAWAI-DIKARANTINA", "karantina", "Baris riwayat milik pegawai yang barisnya sendiri tidak dipakai.", "Perbaiki dulu baris pegawai itu."),
    ("ORANG-GANDA", "peringatan", "Nama, tanggal lahir, dan unit sama pada dua NIP; mungkin satu orang tercatat dua kali, dan terhitung dua kali.", "Pastikan NIP yang berlaku, hapus baris yang lain."),
    ("BARIS-GANDA", "gabung", "Baris sama persis dengan baris lain.", "Tidak perlu tindakan."),
    ("PEGAWAI-GANDA", "karantina", "NIP sama pada beberapa baris yang isinya berbeda.", "Hapus baris yang salah di SIMPEG."),
    ("PEGAWAI-DIPERBARUI", "gabung", "NIP sama pada beberapa baris; baris dengan TMT terbaru yang dipakai.", "Tidak perlu tindakan."),
    # --- sex
    ("JK-BEDA-NIP", "peringatan", "Jenis kelamin tidak sama dengan digit 15 NIP; kolom yang dipakai.", "Verifikasi jenis kelamin di SIMPEG."),
    ("JK-DARI-NIP", "perbaikan", "Jenis kelamin kosong atau tidak dikenal; diambil dari digit 15 NIP.", "Isi jenis kelamin di SIMPEG."),
    ("JK-KOSONG", "karantina", "Jenis kelamin tidak diketahui.", "Isi jenis kelamin di SIMPEG."),
    ("JK-RANCU", "tolak", "Kode jenis kelamin rancu: P bisa berarti Pria atau Perempuan.", "Pakai satu sistem kode (M/F atau L/P) dalam satu kolom."),
    # --- dates
    ("TGL-SERIAL", "perbaikan", "Tanggal tersimpan sebagai nomor seri Excel.", "Tidak perlu tindakan."),
    ("TGL-BENTUK", "perbaikan", "Tanggal ditulis dalam bentuk lain (nama bulan, jam, pemisah).", "Tidak perlu tindakan."),
    ("TGL-DUA-DIGIT", "perbaikan", "Tahun dua digit ditafsirkan menurut kewajaran.", "Tulis tahun empat digit."),
    ("TGL-TAK-PENUH", "perbaikan", "Hanya tahun, atau bulan dan tahun.", "Isi tanggal lengkap di SIMPEG."),
    ("TGL-PENANDA", "perbaikan", "Tanggal penanda (0000, 1900, 9999) dianggap kosong.", "Isi tanggal yang benar atau kosongkan."),
    ("TGL-MUSTAHIL", "karantina", "Tanggal tidak ada di kalender atau di luar jangkauan.", "Perbaiki tanggal di SIMPEG."),
    ("TGL-KOSONG", "karantina", "Tanggal wajib kosong.", "Isi tanggal di SIMPEG."),
    ("TGL-BULAN-DULU", "perbaikan", "Seluruh kolom menulis bulan sebelum hari (3/1/2004 = 1 Maret); dibaca demikian.", "Ekspor dengan bentuk hari-bulan-tahun."),
    ("TGL-JAM", "perbaikan", "Jam di belakang tanggal menunjukkan tengah malam hari berikutnya (UTC, atau kurang beberapa detik); dibaca sebagai hari berikutnya.", "Ekspor tanggal tanpa jam."),
    ("TGL-URUTAN", "tolak", "Urutan hari dan bulan bercampur dalam satu kolom, terbalik, atau tidak dapat dipastikan.", "Ekspor ulang dengan bentuk tanggal yang sama (hari-bulan-tahun)."),
    ("TGL-GESER", "tolak", "Hampir semua tanggal di kolom bergeser satu hari (atau empat tahun satu hari) dari NIP atau dari tanggal 1.", "Ekspor ulang tanpa zona waktu; periksa sistem tanggal buku kerja."),
    ("TGL-BEDA-NIP", "tolak", "Sebagian besar tanggal lahir tidak sama dengan yang di NIP.", "Periksa apakah kolomnya benar dan urutan tanggalnya hari-bulan-tahun."),
    ("TGL-MASA-DEPAN", "karantina", "Tanggal sesudah tanggal batas laporan.", "Periksa tahun yang tertulis."),
    ("USIA-MUSTAHIL", "karantina", "Lahir sebelum 1940, atau berusia di bawah 17 tahun saat diangkat.", "Perbaiki tanggal lahir atau TMT CPNS."),
    ("USIA-LEWAT-BUP", "peringatan", "Berusia di atas 65 tahun dan masih tercatat aktif.", "Periksa tanggal lahir, dan apakah pegawai sudah pensiun."),
    ("USIA-TAK-LAZIM", "peringatan", "Usia saat diangkat di luar kelaziman (18-35 tahun).", "Periksa bila bukan pengangkatan khusus."),
    # --- career
    ("RIW-SEBELUM-ANGKAT", "karantina", "Kejadian sebelum pengangkatan.", "Perbaiki TMT di riwayat."),
    ("RIW-TMT-SAMA", "karantina", "TMT sama dengan golongan berbeda.", "Hapus baris riwayat yang salah."),
    ("RIW-TURUN", "karantina", "Golongan turun tanpa kode penurunan.", "Periksa urutan riwayat golongan."),
    ("RIW-LOMPAT", "peringatan", "Golongan naik lebih dari satu tingkat sekaligus.", "Periksa apakah ada riwayat yang hilang."),
    ("RIW-SELESAI-SEBELUM-MULAI", "karantina", "Tanggal selesai mendahului tanggal mulai.", "Perbaiki tanggal di riwayat."),
    # --- codes
    ("GOL-BENTUK", "perbaikan", "Golongan ditulis dalam bentuk lain.", "Tidak perlu tindakan."),
    ("GOL-MUSTAHIL", "karantina", "Golongan tidak ada.", "Perbaiki golongan di SIMPEG."),
    ("GOL-KOSONG", "karantina", "Golongan kosong pada riwayat.", "Isi golongan di SIMPEG."),
    ("GOL-BEDA", "peringatan", "Kode dan nama golongan tidak sama; nama yang dipakai.", "Samakan di SIMPEG."),
    ("GOL-BEDA-PANGKAT", "peringatan", "Golongan dan nama pangkat dalam satu sel tidak sejalan; golongan yang dipakai.", "Samakan di SIMPEG."),
    ("ESELON-BENTUK", "perbaikan", "Eselon ditulis dalam bentuk lain.", "Tidak perlu tindakan."),
    ("ESELON-MUSTAHIL", "karantina", "Eselon tidak ada.", "Perbaiki eselon di SIMPEG."),
    ("ESELON-BEDA-JENIS", "peringatan", "Eselon terisi pada jabatan yang bukan struktural; jenis jabatan yang dipakai.", "Kosongkan eselon atau perbaiki jenis jabatan di SIMPEG."),
    ("ESELON-KOSONG", "peringatan", "Jabatan struktural tanpa eselon.", "Isi eselon di SIMPEG."),
    ("JABATAN-TAK-DIKENAL", "peringatan", "Jenis jabatan tidak dikenal; dihitung sebagai 'tidak diketahui'.", "Isi jenis jabatan di SIMPEG."),
    ("JABATAN-KOSONG", "peringatan", "Jabatan fungsional tanpa nama jabatan; dihitung sebagai 'kelompok tidak diketahui'.", "Isi nama jabatan di SIMPEG."),
    ("JABATAN-PLT", "peringatan", "Jabatan pelaksana tugas (Plt., Plh., Pj.) di daftar pegawai; bukan jabatan definitif, maka jenis dan eselonnya tidak dipakai.", "Isi jabatan definitifnya di SIMPEG."),
    ("JABATAN-PLT-DISISIHKAN", "gabung", "Baris jabatan pelaksana tugas milik pegawai yang punya baris jabatan definitif; jabatan definitif yang dipakai.", "Tidak perlu tindakan."),
    ("JABATAN-RANGKAP", "peringatan", "Beberapa jabatan definitif untuk satu NIP; yang TMT-nya terbaru yang dipakai.", "Pastikan jabatan mana yang berlaku, hapus baris yang lain."),
    ("PENDIDIKAN-TAK-DIKENAL", "peringatan", "Tingkat pendidikan tidak dikenal; dihitung sebagai 'tidak diketahui'.", "Isi tingkat pendidikan di SIMPEG."),
    ("PENDIDIKAN-KOSONG", "karantina", "Riwayat pendidikan tanpa tingkat yang dikenal.", "Isi tingkat pendidikan di SIMPEG."),
    ("BERHENTI-TAK-DIKENAL", "peringatan", "Jenis pemberhentian tidak dikenal; dihitung sebagai berhenti.", "Isi jenis pemberhentian di SIMPEG."),
    ("KEDUDUKAN-TAK-DIKENAL", "karantina", "Kedudukan hukum tidak dikenal.", "Isi kedudukan hukum di SIMPEG."),
    ("KEDUDUKAN-BEDA-STATUS", "karantina", "Kedudukan hukum milik status lain (misalnya kode aktif PNS pada PPPK), atau dua kolom bertentangan; tidak dapat dipastikan aktif.", "Samakan status dan kedudukan hukum di SIMPEG."),
    ("STATUS-TAK-DIKENAL", "karantina", "Status kepegawaian tidak dikenal; tidak ditebak.", "Tulis PNS, CPNS, PPPK, atau PPPK Paruh Waktu; hapus kolom itu bila isinya bukan status kepegawaian."),
    ("STATUS-BEDA", "peringatan", "Status, kedudukan hukum, dan bentuk NIP tidak sejalan; yang menyebut PPPK yang dipakai.", "Cocokkan status dan NIP atau NI PPPK di SIMPEG."),
    ("UNIT-KOSONG", "peringatan", "Unit organisasi kosong; dihitung sebagai 'tidak diketahui'.", "Isi unit organisasi di SIMPEG."),
    # --- registers of the office
    ("ISIAN-KOSONG", "karantina", "Isian wajib kosong.", "Isi kolom yang disebut."),
    ("PILIHAN-TAK-DIKENAL", "karantina", "Isi bukan salah satu pilihan kolom ini.", "Pilih dari lembar Daftar di templatnya; beberapa pilihan dipisah titik koma bila kolomnya membolehkan."),
    ("ISIAN-TAK-SERASI", "karantina", "Isian kolom ini tidak dapat benar bersama isian lain di barisnya.", "Lihat cara mengisi kolom yang disebut di lembar Petunjuk templatnya."),
    ("TINGKAT-TAK-DIKENAL", "karantina", "Tingkat pelatihan PUG tidak dikenal.", f"Pilih salah satu: {', '.join(pug.TINGKAT)}."),
    ("JENIS-SK-TAK-DIKENAL", "karantina", "Jenis SK atau dokumen tidak dikenal.", f"Pilih salah satu: {', '.join(pug.JENIS_SK)}."),
    ("JENIS-KEGIATAN-TAK-DIKENAL", "karantina", "Jenis kegiatan tidak dikenal.", f"Pilih salah satu: {', '.join(pug.JENIS_KEGIATAN)}."),
    ("ARAH-TAK-DIKENAL", "karantina", "Arah indikator tidak dikenal.", f"Pilih salah satu: {', '.join(pug.ARAH)}."),
    ("AGENDA-TAK-DIKENAL", "karantina", "Agenda Latsar tidak dikenal.", f"Pilih salah satu: {', '.join(pug.AGENDA_LATSAR)}."),
    ("AGENDA-KOSONG", "peringatan", "Kegiatan Latsar tanpa agenda; tidak masuk matriks agenda.", f"Isi agenda: {', '.join(pug.AGENDA_LATSAR)}."),
    ("KODE-INDIKATOR-TAK-DIKENAL", "peringatan", "Kode indikator tidak dikenal; nilainya tidak dapat dihitung program.", f"Kosongkan, atau pilih salah satu: {', '.join(pug.KODE_INDIKATOR)}."),
    ("ANGKA-BENTUK", "perbaikan", "Angka ditulis dengan titik, koma, persen, atau satuan; dibaca menurut kebiasaan Indonesia (titik pemisah ribuan, koma desimal).", "Tidak perlu tindakan bila maksudnya sama."),
    ("ANGKA-MUSTAHIL", "karantina", "Angka tidak terbaca, pecahan di kolom bilangan bulat, atau terlalu besar.", "Tulis angka saja."),
    ("ANGKA-NEGATIF", "karantina", "Jumlah kurang dari nol.", "Perbaiki angkanya."),
    ("JAM-TAK-TERBACA", "peringatan", "Jumlah jam pelatihan tidak terbaca, negatif, atau bersatuan lain (hari); jamnya dianggap tidak diketahui.", "Tulis jumlah jam pelajaran dengan angka saja."),
    ("TAHUN-TAK-TERBACA", "peringatan", "Tahun tidak terbaca; dianggap kosong.", "Tulis tahun empat digit."),
    ("TAHUN-MUSTAHIL", "karantina", "Tahun tidak terbaca atau di luar 1990-2100.", "Tulis tahun empat digit."),
    ("TAHUN-KOSONG", "karantina", "Tahun wajib kosong.", "Isi tahun, satu baris untuk setiap tahun."),
    ("PERSEN-PECAHAN", "peringatan", "Nilai bersatuan persen di antara 0 dan 1; mungkin tersimpan sebagai pecahan.", "Tulis 30 untuk 30 persen, tanpa format persen."),
    ("BERLAKU-TERBALIK", "karantina", "Masa berlaku berakhir sebelum mulai.", "Perbaiki tanggal berlaku."),
    ("PENUNJUKAN-TANPA-NIP", "peringatan", "Penunjukan atau sertifikat tanpa NIP; orangnya tidak dihitung.", "Isi NIP orang yang ditunjuk."),
    ("PD-MIRIP", "peringatan", "Nama perangkat daerah mirip dengan nama lain yang lebih banyak (singkatan, salah ketik); dihitung tersendiri.", "Samakan ejaannya, atau petakan di pug.toml ([data.perangkat_daerah])."),
    ("DAFTAR-LAMA", "peringatan", "Tidak ada satu pun TMT di daftar pegawai ini yang jatuh pada tahun laporan, atau berkas yang sama dipakai pada periode lain; mungkin ekspor tahun lalu.", "Unduh ekspor per akhir tahun laporan."),
    ("DAFTAR-TUMPANG", "peringatan", "Sebagian besar orang di daftar ini juga ada di daftar lain dalam folder yang sama, dan sebagian lagi hanya di sini; mungkin ekspor periode lain, sehingga yang sudah berhenti ikut terhitung.", "Sisakan satu ekspor per kelompok pegawai."),
    ("PD-TAK-DIKENAL", "peringatan", "Perangkat daerah tidak ada di daftar pegawai; dihitung tersendiri.", "Samakan ejaannya, atau petakan di pug.toml ([data.perangkat_daerah])."),
    ("RENCANA-GANDA", "karantina", "Indikator dan tahun sama pada beberapa baris yang isinya berbeda.", "Sisakan satu baris untuk setiap indikator dan tahun."),
    # --- text
    ("TEKS-APOSTROF", "perbaikan", "Apostrof di depan isi sel dibuang.", "Tidak perlu tindakan."),
    ("TEKS-NULL", "perbaikan", "Kata pengganti kosong (null, -, N/A) dianggap kosong.", "Kosongkan selnya."),
    ("TEKS-PRIBADI", "peringatan", "Nama, nomor, surel, atau folder komputer di dalam teks; disembunyikan.", "Hapus dari nama unit, jabatan, atau pelatihan di SIMPEG, atau dari register."),
    ("TEKS-MOJIBAKE", "perbaikan", "Huruf rusak karena UTF-8 dibaca sebagai Windows-1252 dikembalikan.", "Ekspor ulang sebagai UTF-8."),
    ("TEKS-HURUF-HILANG", "peringatan", "Ada huruf yang hilang karena salah pengodean (\ufffd); tidak dapat dikembalikan.", "Ekspor ulang sebagai UTF-8."),
    ("TEKS-TERSEMBUNYI", "perbaikan", "Huruf tersembunyi atau spasi khusus dibuang.", "Tidak perlu tindakan."),
    ("SEL-GALAT", "karantina", "Sel berisi galat rumus Excel (#REF!, #N/A).", "Perbaiki rumus, atau tempel sebagai nilai."),
    ("SEL-RUMUS", "karantina", "Sel berisi rumus yang belum pernah dihitung.", "Buka di Excel, tempel sebagai nilai, simpan ulang."),
    ("CSV-JUMLAH-KOLOM", "karantina", "Jumlah kolom baris tidak sama dengan kepala kolom.", "Beri tanda kutip pada isi yang memuat pemisah."),
)  # fmt: skip

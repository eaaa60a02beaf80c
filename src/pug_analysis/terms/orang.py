"""Words by which a column of people is told from a column of offices, posts or courses.

None of the lists is complete, and none has to be: columns are judged by most of their values, never
by one. All words are lower case, without accents.
"""

from __future__ import annotations

from typing import Final

from pug_analysis.terms import jabatan


def words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


#: Common given names and parts of names; words that mean something else too are left out.
NAMA_LAZIM: Final = words(
    """
    abdul abdullah abdurrahman achmad ade adi aditya agnes agung agus agustina agustinus ahmad
    aisyah albertus aldi alfonsus ali alif aloysius amelia aminah amir anastasia andi andreas
    andri angela anggraini ani anisa anita anton antonia antonius apriani ari arif arifin aris
    aryani asep astuti ayu bagus bambang bayu benediktus bernadeta bernadus budi budiman cahyani
    cahyono chandra cici daniel darmawan debora dedi deni desi dewi dian didik dina dini dita
    djoko dominikus dwi edi edy efendi effendi eka eko elisabet elisabeth elly emilia endah endang
    erna ernawati erni ester eva evi fadli faisal fajar fatimah fauzi febri feri ferry firmansyah
    fitri fitriani florentina fransiska fransiskus gregorius gunawan hadi hafid hamid hamzah
    handayani handoko hani hardi haris harjono hartati hartini hartono haryanto hasan hasanah
    hendra hendri heni heri herlina herman hermanto hermawan heru hidayat hidayati husain husni
    ibrahim ida iis ika ilham imam indah indra indrawati indriani intan irawan irfan irma irwan
    iskandar ismail iwan jamilah januarti johanes joko joni josef julia juliana juliati junaidi
    kartika kartini khadijah kornelius krisna kristiana kristina kurniasih kurniawan kurniawati
    kusnadi kusuma laila lestari lia lilis lina linda lukas lukman lusia lutfi maimunah margareta
    maria mariana markus marlina marta martini martinus mas'ud megawati melani mohamad mohammad
    monika muhamad muhammad mulyadi mulyani mulyono murni murniati musa mustafa nadia nana nanang
    nani natalia neni nia nikodemus nining nita nova novi novia nugroho nunung nur nuraini
    nurhayati nurjanah nuryani okta oktavia paulina paulus permatasari petrus prasetyo pratama
    pratiwi puji purnomo purwanto puspita putra putri rachmat rahayu rahma rahman rahmat rahmawati
    ramadhan ramadhani ratih ratna ratnasari reni retno rian ridwan rina rini riska rita rizal
    rizki rizky robertus rohmah rosa rosalia rosita rudi rusdi ruslan rusli sabar saiful salim
    salma samsul santi santoso saputra saputri sari sarwono setiawan setyowati simon siregar siska
    siti slamet sofyan sri stefanus subagyo sudarmono sudirman sugeng sugiarto suharti suharto
    suherman sujono sukma sulaiman sulastri sulistyo sumarni sumiati sunarti suparman supriadi
    supriyanto suryadi suryani susana susanti susanto susi susilo susilowati sutarno sutrisno
    suwarni suyanto syahrul syamsul syarif taufik teguh theresia titik tono tri tuti umar umi
    untung ustman utami utomo vera veronika vina vivi wahyu wahyudi wahyuni wati wawan wibowo
    widodo widya widyastuti wijaya winarti wiwik wulan wulandari yani yanti yanto yati yayan yeni
    yenny yoga yogi yohana yohanes yosef yuli yulia yuliana yuliani yulianti yulianto yunita yusuf
    zainab zainal zaki zulfikar zulkarnain zulkifli
    """
)

#: Words before a name that belong to no name of an office.
GELAR_DEPAN: Final = words("apt dr dra drg drh drs h hj ir ns prof")

#: Words of institutions that often bear the name of a person, or of a place called after one.
BERNAMA_ORANG: Final = words(
    """
    akademi asrama balai bandar bandara datuk desa distrik dusun gang gedung gereja institut jalan
    jend jenderal jl kampung kampus kapten kb kecamatan kelurahan kiai klinik kolonel kyai
    lapangan letnan ma madrasah makam masjid mayor mi monumen mts museum nagari negeri pangeran
    panti pasar paud pelabuhan perpustakaan pesantren politeknik pondok puskesmas pustu raja ratu
    rs rsia rsu rsud rumah sakit santa santo sd sdk sdn sds sekolah slb sma sman smk smkn smp smpk
    smpn smps st stadion sultan swasta taman tengku teuku tk tkk tkn tuanku universitas yayasan
    """
)

#: Words that only an office, or a part of one, has in its name.
KANTOR: Final = words(
    """
    badan bagian balai bappeda bidang bkd bkdpsdm bkpsdm bpkad bupati cabang daerah desa dinas
    dinkes dinsos disdik disdikbud dishub dprd inspektorat instalasi kabupaten kantor kecamatan
    kelurahan kementerian korwil kota laboratorium paud pemerintah provinsi puskesmas rsud satpol
    satuan sd sdn sekolah sekretariat seksi setda setwan sma sman smk smkn smp smpn sub subbag
    subbagian subbid subbidang tk tkn unit upt uptd wilayah
    """
)

_LISTED = " ".join(
    (*jabatan.JF_GURU, *jabatan.JF_KESEHATAN, *jabatan.JENJANG_JF, *jabatan.JENJANG_STRUKTURAL)
)
_SHORT = " ".join((*jabatan.SINGKATAN_KANTOR, *jabatan.SINGKATAN_KANTOR.values()))

#: Words of offices, posts, courses, places and papers: a text with one of them is more than a name.
URUSAN: Final = (
    KANTOR | BERNAMA_ORANG | words(f"{_LISTED} {_SHORT}".casefold())
    | words(
    """
    absensi academy acara ada admin administrasi administrator advanced advokat agama agenda ahli
    air akreditasi aksi aktif akuntan akuntansi alam alat anak analis analisis analytics anggaran
    anggota angkatan anjab antikorupsi aparatur apel aplikasi aplikatif apoteker arsip arsiparis
    arsitek asesor aset asisten asn atas atasan audit auditor award bahan bahasa bakti bangsa
    bangunan bantuan barang barat baru basic basis batu bawah bela belajar belanja belum bencana
    bendahara berbasis berencana berita berjenjang berkala bersama bersih besar bidan bimbel
    bimbingan bimtek bina binaan biro boot bpbd budaya buddha bukit buku bumd business cagar calon
    camat camp capacity caraka care certification change cipta class coaching communication
    community computer course cpns customer daftar dalam dan darat dasar dasawisma data dengan
    deputi design developer development digital diketahui diklat direktur disiplin distribusi docx
    dokter dokumen dokumentasi dosen drafting education effective ekonomi elektronik emotional
    energi english entomolog epidemiolog evaluasi evaluator event excel excellence excellent
    farmasi fasilitas fasilitasi fasilitator festival financial fisik fisioterapis focal formasi
    foto fundamental fungsi fungsional gaji gap gbs gender gizi golongan good governance gudang
    gunung guru hadir hak hari harian hasil health hewan hidup hilir hindu hubungan hukum hulu
    human humas hutan i ibu ii iii ikan imunisasi indikator industri informasi informatika
    innovation insentif inspektur intelligence internal international introduction investasi islam
    iv ix jabatan jam jaringan jasa jemaat jiwa jpg jumlah juru kabag kabid kader kali karya kasi
    kasubbag katolik kawasan keamanan kearsipan kebakaran kebangsaan kebersihan kebidanan
    kebijakan kebudayaan kebugaran kebun kedaruratan kegiatan kehutanan kejuruan kekayaan kelas
    kelembagaan kelompok keluarga kemasyarakatan kemiskinan kepala kepegawaian kepemimpinan
    kepemudaan kependudukan kepenghuluan keperawatan kepulauan keputusan kerja kerjasama kesatuan
    kesehatan kesejahteraan kesekretariatan kesenian kesetaraan kesiswaan kesos ketahanan
    ketatausahaan ketenagakerjaan ketenteraman ketentraman keterampilan keterangan ketertiban
    ketua keuangan khusus kia kimia kinerja klerek kominfo komisi komite komputer komunikasi
    konghucu konseling konservasi konstruksi konsumen koordinasi koordinator koperasi korban
    kosong kristen kualitas kuliah kurikulum kursus lahan lain lainnya lanjutan lapangan lapas
    laporan latihan laut layanan leadership learning legal lembaga lembah lembar lingkungan luar
    lurah magang mahkamah makanan management manajemen manajerial marketing masa master masyarakat
    mata materi media medik medis menengah mengajar microsoft mikro mind mindset minum mitigasi
    mobil monev monitoring muara muda mutasi mutu nama nasional naskah negara nelayan nip nominasi
    non nonformal nota nutrisionis nyaman obat objek office olahraga online opd operasi
    operasional operator orang organisasi orientasi otonomi pajak paket pameran pamong pangan
    pangkat panitera pantai pariwisata pasca pasir paten pdf pedesaan pegawai pejabat pekarya
    pekerja pekerjaan pelaksana pelaksanaan pelaku pelaporan pelatihan pelayanan pelindungan
    pemadam pemandu pemasaran pembangunan pembelajaran pembelian pembibitan pembimbing pembina
    pembinaan pembukuan pemegang pemelihara pemeliharaan pemerintahan pemetaan pemilu pemotretan
    pemrosesan pemuda pemulihan penagihan penanaman penanganan penanggulangan penata penataan
    pencatatan pencegahan pendaftaran pendamping pendapatan pendataan pendayagunaan pendidik
    pendidikan penelaah penelitian penerangan penerima penerimaan pengadaan pengadministrasi
    pengaduan pengairan pengamanan pengangkutan pengarah pengarusutamaan pengawas pengawasan
    pengelola pengelolaan pengembangan pengemudi pengendali pengendalian pengguna penghargaan
    penghitungan penghubung penghulu pengolah pengolahan penguatan penguji pengujian peningkatan
    penjaga penjaminan penjas penunjang penyaji penyakit penyedia penyediaan penyehatan
    penyelenggara penyelenggaraan penyiapan penyidik penyuluh penyuluhan penyusun penyusunan
    peralatan peran perangkat peraturan perawat perawatan perbankan perbatasan perbendaharaan
    percepatan perdagangan perdata perempuan perencana perencanaan perikanan periksa peringatan
    perizinan perkantoran perkebunan perkim perkotaan perlengkapan perlindungan permukiman
    pernikahan persampahan persen persentase personalia persuratan pertama pertanahan pertanian
    perubahan perumahan perundang-undangan perundangan pesan peserta pesisir peternakan petugas
    pim pimpinan pjok pka pkn pkp planning plt png pns pokja polisi politik ppkn pppk pprg pps
    praja praktik pramu pramubakti pramusaji pranata prasarana pratama presentation presiden
    primer problem produk produksi profesi profesional program promosi protokol proyek psikologi
    public publik pug pulau pusat pustaka pustakawan quality radiografer rasio raya reformasi
    regional rehabilitasi rekomendasi rencana research resource responsif retribusi risiko rt
    rumpun rutin rw safety sampah sanitarian sanitasi sarana sarjana satya satyalancana school sda
    sdm selatan seleksi self seminar seni sertifikasi sertifikat service setara siaga sim sistem
    siswa sk skill skills smart society soft solving sopir sosial sosialisasi speaking spip
    spiritual staf standar statistics statistik statistisi strategic strategy struktural studi
    subkoordinator sukarela sumber sungai supervisi surat survei surveilans surveyor tahun tahunan
    talent talk tamtama tanah tanaman tanjung tanpa tata tataruang team technology teknik teknis
    teknologi tempat temu tenaga tengah terampil terapan terapi terbuka ternak terpadu terpilah
    tertib thinking tidak tim time timur tindak tingkat tof toilet trainer training transfusi
    transmigrasi transportasi tugas tulis ujian ukm umkm umum undang undangan unit upgrading
    urusan usaha utama utara utilitas v vaksin verifikator veteriner vi vii viii wakil waktu
    wanita warga wasit webinar wisata woman women work working workshop writing x zoom
    """
)
)  # fmt: skip

#: Headers of columns that name people, letters only: whose name, after NAMA or alone.
KEPALA_NAMA: Final = (
    r"(?:NAMA|NAME|FULLNAME|NM)(?:LENGKAP|PANGGILAN|ASLI|PEGAWAI|PNS|CPNS|ASN|PPPK|P3K|KARYAWAN|GURU"
    r"|ORANG|PEJABAT|PESERTA|PENERIMA|ATASAN|PIMPINAN|PENILAI|PENANDATANGAN|PEMANGKU|PEMEGANG"
    r"|BERSANGKUTAN|YANGBERSANGKUTAN|YBS|DAN|SERTA|TANPA|DENGAN|BESERTA|GELAR|DEPAN|TENGAH|BELAKANG"
    r"|KELUARGA|NIP|NIPBARU|NIK|DIRI|SESUAI|KTP)*"
    r"|(?:NAMA|NM)?(?:LENGKAP)?(?:AYAH|BAPAK|IBU|SUAMI|ISTRI|PASANGAN|ANAK|MERTUA|WALI|SAUDARA|ORANGTUA"
    r"|AHLIWARIS|TANGGUNGAN)(?:KANDUNG|TIRI|ANGKAT|SUAMI|ISTRI|ORANGTUA|PEGAWAI|PNS|ASN|NAMA|KE|SATU"
    r"|DUA|I+)*"
    r"|NIP(?:DAN)?NAMA|NAMA(?:PEGAWAI)?(?:DAN|SERTA)JABATAN"
)

"""People: sex, status, kedudukan hukum, education, age and service bands."""

from __future__ import annotations

from typing import Final

#: Codes as stored; the NIP's 15th digit; the words of the roadmap.
JENIS_KELAMIN: Final = ("L", "P")
SEX_OF_NIP_DIGIT: Final = {"1": "L", "2": "P"}

STATUS_ASN: Final = ("PNS", "CPNS", "PPPK", "PPPK Paruh Waktu")

#: SIASN ``KEDUDUKAN HUKUM ID``.
KEDUDUKAN_HUKUM: Final = {
    "01": "Aktif", "02": "CLTN", "03": "Tugas Belajar", "04": "Pemberhentian Sementara",
    "05": "Penerima Uang Tunggu", "06": "Prajurit Wajib", "07": "Pejabat Negara",
    "08": "Kepala Desa", "09": "Proses Banding BAPEK", "11": "Pegawai Titipan",
    "12": "Pengungsi", "13": "Perpanjangan CLTN", "14": "PNS Hilang",
    "15": "PNS Kena Hukuman Disiplin", "16": "Pemindahan dalam Rangka Penurunan Jabatan",
    "17": "Keluar", "20": "Masa Persiapan Pensiun", "51": "CPNS Belum Terima SK",
    "52": "Tidak Aktif", "66": "Diberhentikan", "67": "Punah", "68": "Eks Timor Timur",
    "69": "TMS Pengadaan", "70": "Pembatalan NIP", "71": "PPPK Aktif",
    "72": "PPPK Tidak Aktif", "73": "PPPK", "77": "Berhenti tanpa Hak Pensiun",
    "88": "Berhenti dengan Hak Pensiun", "89": "Diusulkan Pensiun", "90": "Tidak Ikut PUPNS",
    "91": "Tindak Pidana", "92": "Blokir", "98": "Mencapai BUP", "99": "Pensiun",
    "101": "PPPK Paruh Waktu",
}  # fmt: skip

#: Other words for a kedudukan, upper-case letters only, as offices write them.
KEDUDUKAN_KATA: Final = {
    "AKTIFBEKERJA": "01", "MASIHAKTIF": "01", "AKTIFMASIHBEKERJA": "01", "BEKERJA": "01",
    "CUTILUARTANGGUNGANNEGARA": "02", "CUTIDILUARTANGGUNGANNEGARA": "02", "CUTILTN": "02",
    "AKTIFTUGASBELAJAR": "03", "SEDANGTUGASBELAJAR": "03", "TUGASBELAJARAKTIF": "03",
    "TUBEL": "03", "DIBERHENTIKANSEMENTARA": "04", "BERHENTISEMENTARA": "04",
    "HUKUMANDISIPLIN": "15", "KENAHUKUMANDISIPLIN": "15", "PINDAH": "17", "MUTASIKELUAR": "17",
    "PINDAHINSTANSI": "17", "MPP": "20", "NONAKTIF": "52", "TDKAKTIF": "52", "INAKTIF": "52",
    "BERHENTI": "66", "MENGUNDURKANDIRI": "66", "BUP": "98", "PENSIUNAN": "99",
    "PENSIUNBUP": "99", "PURNATUGAS": "99", "PURNABAKTI": "99", "SUDAHPENSIUN": "99",
    "TELAHPENSIUN": "99",
}  # fmt: skip

#: Words that tell the status, as patterns over upper-case words with one blank between them. What
#: stands first is looked for first: "calon PNS" is no PNS, and neither is "non PNS".
STATUS_KATA: Final = {
    "bukan ASN": (
        r"(?:NON|BUKAN) ?(?:ASN|C?PNSD?|PPPK|PEGAWAI NEGERI(?: SIPIL)?)|(?:TENAGA |PEGAWAI |GURU )?"
        r"(?:HONORER|HONOR(?: DAERAH| SEKOLAH)?|KONTRAK|SUKARELA|HARIAN(?: LEPAS)?|TIDAK TETAP)"
        r"(?: DAERAH| K2)?|HONDA|THL|PHL|TKK|TKD|PTT|GTT|PJLP|PPNPN|BLUD|SUKARELAWAN|MAGANG"
        r"|OUTSOURCING|ALIH DAYA|THK ?(?:2|II)"
    ),
    "CPNS": r"CPNSD?|CALON (?:PNSD?|PEGAWAI NEGERI(?: SIPIL)?(?: DAERAH)?)|CAPEG",
    "PPPK Paruh Waktu": (
        r"(?:PPPK|PEGAWAI PEMERINTAH DENGAN PERJANJIAN KERJA)? ?(?:\bPARUH ?WAKTU|(?<=PPPK )PW|PPPKPW)"
    ),
    "PPPK": r"PPPK|PEGAWAI PEMERINTAH DENGAN PERJANJIAN KERJA",
    "PNS": r"PNSD?P?|PEGAWAI NEGERI(?: SIPIL)?",
}  # fmt: skip

#: Words beside a status or kedudukan that change neither.
KATA_PENGISI: Final = frozenset(
    {
        "ASN", "PEGAWAI", "DAERAH", "PUSAT", "KAB", "KABUPATEN", "KOTA", "PROVINSI", "PROV", "PEMDA",
        "PEMKAB", "PENUH", "WAKTU", "GURU", "TEKNIS", "TENAGA", "KESEHATAN", "NAKES", "TETAP",
        "FORMASI", "TAHUN", "TAHAP", "GELOMBANG", "ANGKATAN", "DPK", "DPB", "STATUS", "ORGANIK", "I",
        "II", "SEBAGAI",
    }
)  # fmt: skip

#: Counted as active on the day of the snapshot, by kind of status (pug.toml can change it).
KEDUDUKAN_AKTIF_PNS: Final = ("01", "02", "03", "04", "13", "15", "20")
KEDUDUKAN_AKTIF_PPPK: Final = ("71", "73")
KEDUDUKAN_PARUH_WAKTU: Final = ("101",)

#: SIASN ``TINGKAT PENDIDIKAN ID``: (name, line of Tabel 4.1). Profesi counts with S1/D4
#: (KKNI 7); Spesialis and Subspesialis with S3/S2 (KKNI 8 and 9).
PENDIDIKAN: Final = {
    "05": ("Sekolah Dasar", "SLTA ke bawah"),
    "10": ("SLTP", "SLTA ke bawah"),
    "12": ("SLTP Kejuruan", "SLTA ke bawah"),
    "15": ("SLTA", "SLTA ke bawah"),
    "17": ("SLTA Kejuruan", "SLTA ke bawah"),
    "18": ("SLTA Keguruan", "SLTA ke bawah"),
    "20": ("Diploma I", "D3/D2/D1"),
    "25": ("Diploma II", "D3/D2/D1"),
    "30": ("Diploma III/Sarjana Muda", "D3/D2/D1"),
    "35": ("Diploma IV", "S1/D4"),
    "40": ("S-1/Sarjana", "S1/D4"),
    "42": ("Profesi", "S1/D4"),
    "45": ("S-2", "S3/S2"),
    "47": ("Spesialis", "S3/S2"),
    "49": ("Subspesialis", "S3/S2"),
    "50": ("S-3/Doktor", "S3/S2"),
}

#: Other words for a level of education: upper-case letters and digits only.
PENDIDIKAN_KATA: Final = {
    "05": ("SD", "MI", "SDMI", "PAKETA", "MADRASAHIBTIDAIYAH", "SR", "SEKOLAHRAKYAT"),
    "10": ("SMP", "MTS", "SMPMTS", "PAKETB", "SEKOLAHMENENGAHPERTAMA", "MADRASAHTSANAWIYAH"),
    "12": ("SMPKEJURUAN", "ST", "SKKP", "SMEP"),
    "15": ("SMA", "MA", "SMU", "MAN", "SMAN", "SMASMKMA", "SMASMKMADI", "SMASMK", "SLTASMA", "PAKETC",
           "SEKOLAHMENENGAHATAS", "SEKOLAHMENENGAHUMUM", "MADRASAHALIYAH"),
    "17": ("SMK", "STM", "SMEA", "SMKK", "SMKN", "SMF", "SAA", "SPK", "SPPM", "SMAK", "SPP", "SPMA",
           "SEKOLAHMENENGAHKEJURUAN", "SLTASMK", "SMAKEJURUAN", "SMKKEJURUAN"),
    "18": ("SPG", "SGO", "PGA", "SGPLB", "SMAKEGURUAN", "KPG"),
    "20": ("D1", "DI", "DIPLOMA1", "DIPLOMASATU"),
    "25": ("D2", "DII", "DIPLOMA2", "DIPLOMADUA"),
    "30": ("D3", "DIII", "DIPLOMA3", "DIPLOMAIII", "DIPLOMATIGA", "SARJANAMUDA", "SARMUD", "AKADEMI",
           "AHLIMADYA", "AKADEMID3"),
    "35": ("D4", "DIV", "DIPLOMA4", "DIPLOMAEMPAT", "SARJANATERAPAN", "S1TERAPAN"),
    "40": ("S1", "SI", "SARJANA", "S1SARJANA", "D4S1", "S1D4", "STRATA1", "STRATAI", "STRATASATU",
           "SARJANAS1", "STRATAISARJANA", "SARJANASTRATA1", "SARJANALENGKAP"),
    "42": ("PROFESI", "NERS", "PROFESINERS", "DOKTER", "PROFESIDOKTER", "APOTEKER", "PROFESIAPOTEKER",
           "PENDIDIKANPROFESI", "S1PROFESI", "PROFESIGURU", "PPG", "DOKTERGIGI", "DOKTERUMUM"),
    "45": ("S2", "SII", "MAGISTER", "S2MAGISTER", "STRATA2", "STRATAII", "STRATADUA", "PASCASARJANA",
           "PASCASARJANAS2", "MASTER", "MAGISTERTERAPAN", "S2TERAPAN", "MAGISTERSTRATA2"),
    "47": ("SP1", "SPESIALIS1", "DOKTERSPESIALIS", "SPESIALISI"),
    "49": ("SP2", "SPESIALIS2", "DOKTERSUBSPESIALIS", "SPESIALISII"),
    "50": ("S3", "SIII", "DOKTOR", "S3DOKTOR", "STRATA3", "STRATAIII", "STRATATIGA", "DOKTORAL",
           "DOKTORTERAPAN", "S3TERAPAN"),
}  # fmt: skip

KELOMPOK_PENDIDIKAN: Final = ("S3/S2", "S1/D4", "D3/D2/D1", "SLTA ke bawah")

#: Entry golongan of a CPNS by education id (PP 11/2017; PP 99/2000).
GOLONGAN_AWAL: Final = {
    "05": "I/a", "10": "I/c", "12": "I/c", "15": "II/a", "17": "II/a", "18": "II/a",
    "20": "II/a", "25": "II/b", "30": "II/c", "35": "III/a", "40": "III/a", "42": "III/b",
    "45": "III/b", "47": "III/b", "49": "III/c", "50": "III/c",
}  # fmt: skip

#: Entry grade of a PPPK by education id.
GOLONGAN_AWAL_PPPK: Final = {
    "05": "I", "10": "IV", "12": "IV", "15": "V", "17": "V", "18": "V", "20": "V",
    "25": "VI", "30": "VII", "35": "IX", "40": "IX", "42": "X", "45": "X", "47": "X",
    "49": "XI", "50": "XI",
}  # fmt: skip

#: Highest golongan of regular promotion by education id (PP 99/2000 art. 8; PP 12/2002).
CEILING_REGULER: Final = {
    "05": "II/a", "10": "II/c", "12": "II/d", "15": "III/b", "17": "III/b", "18": "III/b",
    "20": "III/b", "25": "III/b", "30": "III/c", "35": "III/d", "40": "III/d", "42": "IV/a",
    "45": "IV/a", "47": "IV/a", "49": "IV/b", "50": "IV/b",
}  # fmt: skip

#: Bands of Tabel 4.1, as printed; (lowest, highest) completed years, both inside the band.
#: The roadmap's "< 30" and "31-40" leave out age 30: it is counted in the youngest band.
KELOMPOK_USIA: Final = {
    "> 50 tahun": (51, 200),
    "41 - 50 tahun": (41, 50),
    "31 - 40 tahun": (31, 40),
    "≤ 30 tahun": (0, 30),
}
KELOMPOK_MASA_KERJA: Final = {
    "> 15 tahun": (16, 200),
    "6 - 15 tahun": (6, 15),
    "0 - 5 tahun": (0, 5),
}

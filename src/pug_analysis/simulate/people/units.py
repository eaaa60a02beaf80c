"""The offices of the simulated regency and their structural posts."""

from __future__ import annotations

from typing import Final

PEMKAB: Final = "PEMERINTAH KABUPATEN BENGKAYANG"
KECAMATAN: Final = (
    "Bengkayang", "Teriak", "Sungai Betung", "Ledo", "Suti Semarang", "Lumar", "Sanggau Ledo",
    "Tujuh Belas", "Seluas", "Jagoi Babang", "Siding", "Samalantan", "Monterado",
    "Lembah Bawang", "Capkala", "Sungai Raya", "Sungai Raya Kepulauan",
)  # fmt: skip
DINAS: Final = {
    "Dinas Pendidikan dan Kebudayaan": ("Pembinaan SD", "Pembinaan SMP", "Kebudayaan"),
    "Dinas Kesehatan": ("Kesehatan Masyarakat", "Pelayanan Kesehatan", "Sumber Daya Kesehatan"),
    "Dinas Pekerjaan Umum dan Penataan Ruang": ("Bina Marga", "Cipta Karya", "Tata Ruang"),
    "Dinas Sosial, Pemberdayaan Perempuan dan Perlindungan Anak": (
        "Rehabilitasi Sosial", "Pemberdayaan Perempuan", "Perlindungan Anak"),
    "Dinas Lingkungan Hidup": ("Pengelolaan Sampah", "Pengendalian Pencemaran"),
    "Dinas Kependudukan dan Pencatatan Sipil": ("Pendaftaran Penduduk", "Pencatatan Sipil"),
    "Dinas Pemberdayaan Masyarakat dan Desa": ("Pemerintahan Desa", "Ekonomi Desa"),
    "Dinas Pengendalian Penduduk dan Keluarga Berencana": ("Pengendalian Penduduk", "KB"),
    "Dinas Perhubungan": ("Lalu Lintas", "Angkutan"),
    "Dinas Komunikasi dan Informatika": ("Informasi Publik", "Aplikasi Informatika"),
    "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu": ("Perizinan", "Promosi"),
    "Dinas Kepemudaan, Olahraga dan Pariwisata": ("Kepemudaan", "Destinasi Wisata"),
    "Dinas Perpustakaan dan Kearsipan": ("Perpustakaan", "Kearsipan"),
    "Dinas Perdagangan, Koperasi dan UKM": ("Perdagangan", "Koperasi"),
    "Dinas Pertanian dan Ketahanan Pangan": ("Tanaman Pangan", "Perkebunan", "Peternakan"),
    "Dinas Perikanan": ("Budidaya", "Perikanan Tangkap"),
    "Badan Perencanaan Pembangunan Daerah": ("Ekonomi", "Sosial Budaya", "Data dan Evaluasi"),
    "Badan Pengelola Keuangan dan Aset Daerah": ("Anggaran", "Perbendaharaan", "Aset"),
    "Badan Pendapatan Daerah": ("Penetapan Pajak", "Penagihan"),
    "Badan Kepegawaian Daerah dan Pengembangan Sumber Daya Manusia": (
        "Mutasi dan Promosi", "Pengembangan Kompetensi", "Penilaian Kinerja"),
    "Badan Kesatuan Bangsa dan Politik": ("Ideologi dan Kewaspadaan", "Politik Dalam Negeri"),
    "Badan Penanggulangan Bencana Daerah": ("Pencegahan", "Kedaruratan"),
}  # fmt: skip
OTHER_OFFICES: Final = (
    "Sekretariat Daerah", "Sekretariat DPRD", "Inspektorat Daerah", "Satuan Polisi Pamong Praja",
    "RSUD Bengkayang",
)  # fmt: skip
OFFICES: Final = (*DINAS, *OTHER_OFFICES, *(f"Kecamatan {k}" for k in KECAMATAN))
_BAGIAN: Final = ("Pemerintahan", "Hukum", "Organisasi", "Umum", "Kesejahteraan Rakyat",
                  "Perekonomian", "Administrasi Pembangunan", "Pengadaan Barang dan Jasa")  # fmt: skip

#: One post: title, unit path below the regency (deepest first), SIASN eselon id.
Post = tuple[str, str, str]


def _jpt() -> list[Post]:
    posts = [(f"Kepala {office}", office, "22") for office in DINAS]
    posts += [("Inspektur Daerah", "Inspektorat Daerah", "22"),
              ("Sekretaris DPRD", "Sekretariat DPRD", "22"),
              ("Kepala Satuan Polisi Pamong Praja", "Satuan Polisi Pamong Praja", "22")]  # fmt: skip
    names = ("Asisten Pemerintahan dan Kesejahteraan Rakyat", "Asisten Perekonomian dan Pembangunan",
             "Asisten Administrasi Umum", "Staf Ahli Bidang Hukum dan Politik",
             "Staf Ahli Bidang Ekonomi dan Keuangan", "Staf Ahli Bidang Kemasyarakatan")  # fmt: skip
    return posts + [(name, "Sekretariat Daerah", "22") for name in names]


def _administrator() -> list[Post]:
    posts = [(f"Sekretaris {o}", f"Sekretariat {o} - {o}", "31") for o in DINAS]
    posts += [(f"Camat {k}", f"Kecamatan {k}", "31") for k in KECAMATAN]
    posts += [(f"Kepala Bagian {b}", f"Bagian {b} - Sekretariat Daerah", "31") for b in _BAGIAN]
    posts += [(f"Inspektur Pembantu Wilayah {i}", f"Irban {i} - Inspektorat Daerah", "31")
              for i in ("I", "II", "III", "IV")]  # fmt: skip
    posts += [
        (f"Kepala Bidang {b}", f"Bidang {b} - {o}", "32") for o, bs in DINAS.items() for b in bs
    ]
    posts += [(f"Sekretaris Kecamatan {k}", f"Sekretariat Kecamatan {k} - Kecamatan {k}", "32")
              for k in KECAMATAN]  # fmt: skip
    posts += [("Kepala Bidang Pelayanan Medik", "Bidang Pelayanan Medik - RSUD Bengkayang", "32")]
    return posts


def _pengawas_kept() -> list[Post]:
    """Posts that delayering left: kecamatan, UPTD, general affairs and finance (PermenPANRB 17/2021)."""
    offices = [*DINAS, *OTHER_OFFICES]
    posts = [(f"Kepala Subbagian {n}", f"Subbagian {n} - {o}", "41")
             for o in offices for n in ("Umum dan Kepegawaian", "Keuangan")]  # fmt: skip
    posts += [(f"Kepala Seksi {n}", f"Seksi {n} - Kecamatan {k}", "41") for k in KECAMATAN
              for n in ("Pemerintahan", "Pelayanan Umum", "Pemberdayaan Masyarakat")]  # fmt: skip
    posts += [(f"Kepala Subbagian Umum Kecamatan {k}", f"Subbagian Umum - Kecamatan {k}", "42")
              for k in KECAMATAN]  # fmt: skip
    posts += [(f"Kepala UPTD Penyuluhan Pertanian {k}",
               f"UPTD Penyuluhan Pertanian {k} - Dinas Pertanian dan Ketahanan Pangan", "41")
              for k in KECAMATAN]  # fmt: skip
    posts += [(f"Kepala Tata Usaha UPTD Puskesmas {k}",
               f"UPTD Puskesmas {k} - Dinas Kesehatan", "42") for k in KECAMATAN]  # fmt: skip
    posts += [(f"Lurah {n}", f"Kelurahan {n} - Kecamatan Bengkayang", "41")
              for n in ("Bumi Emas", "Sebalo")]  # fmt: skip
    return posts


def _pengawas_converted() -> list[Post]:
    posts = []
    for office, bidang in DINAS.items():
        word = "Subbidang" if office.startswith("Badan") else "Seksi"
        posts += [(f"Kepala {word} {n} {b}", f"{word} {n} {b} - Bidang {b} - {office}", "41")
                  for b in bidang for n in ("Perencanaan", "Pelayanan", "Pengendalian")]  # fmt: skip
    return posts


SEKDA: Final[Post] = ("Sekretaris Daerah", "Sekretariat Daerah", "21")
#: Posts by level: 0 Pengawas that stay, 1 Pengawas to be converted, 2 Administrator, 3 JPT.
POSTS: Final = (_pengawas_kept(), _pengawas_converted(), _administrator(), _jpt())


def office_of(unit: str) -> str:
    """Return the office (perangkat daerah) of a unit path: its last part."""
    return unit.rpartition(" - ")[2]


def posts_share(office: str) -> tuple[float, float, float]:
    """Return the share of the posts of Pengawas, Administrator and JPT Pratama in an office."""
    levels = ([*POSTS[0], *POSTS[1]], POSTS[2], POSTS[3])
    pengawas, administrator, jpt = (
        sum(office_of(unit) == office for _, unit, _ in posts) / len(posts) for posts in levels
    )
    return pengawas, administrator, jpt


SEKOLAH: Final = (
    *(f"SD Negeri {i:02d} {k}" for k in KECAMATAN for i in range(1, 6)),
    *(f"SMP Negeri {i} {k}" for k in KECAMATAN for i in range(1, 3)),
)
PUSKESMAS: Final = tuple(f"UPTD Puskesmas {k}" for k in KECAMATAN)


def _staff_units() -> list[str]:
    units = [f"Sekretariat {o} - {o}" for o in DINAS]
    units += [f"Bidang {b} - {o}" for o, bidang in DINAS.items() for b in bidang]
    units += [f"Bagian {b} - Sekretariat Daerah" for b in _BAGIAN]
    return units + [o for o in OFFICES if o not in DINAS and o != "Sekretariat Daerah"]


#: Places of work by job family: guru, kesehatan (a third in the hospital), teknis.
WORKPLACES: Final = (
    [f"{s} - Dinas Pendidikan dan Kebudayaan" for s in SEKOLAH],
    [*(f"{p} - Dinas Kesehatan" for p in PUSKESMAS), *["RSUD Bengkayang"] * 8],
    _staff_units(),
)
#: Every path once; histories hold the place in this list.
UNITS: Final = tuple(
    dict.fromkeys(
        [*(u for places in WORKPLACES for u in places), *(p[1] for g in POSTS for p in g), SEKDA[1]]
    )
)
UNIT_CODE: Final = {unit: code for code, unit in enumerate(UNITS)}


def siasn_unit(unit: str) -> str:
    """Return the unit as SIASN writes it: ``unit - parent - ... - PEMERINTAH KABUPATEN``."""
    return f"{unit} - {PEMKAB}"

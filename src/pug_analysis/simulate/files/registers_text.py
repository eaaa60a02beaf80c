"""The words of the simulated registers: courses, documents, activities, and the action plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Course:
    """One PUG training: its last day in each year, days and hours."""

    nama: str
    penyelenggara: str
    month: int
    day: int
    days: int
    jam: int


@dataclass(frozen=True, slots=True)
class Paper:
    """A document without people: every year, or once (number of the year from 0)."""

    jenis: str
    signer: str
    month: int
    day: int
    once: int | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity of every year, in some months; of the regency or of a perangkat daerah."""

    jenis: str
    nama: str
    months: tuple[int, ...]
    day: int
    jam: int
    by_office: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """An indicator of the action plan: baseline, three targets, and what was reached if noted."""

    nomor: str
    program: str
    kegiatan: str
    indikator: str
    satuan: str
    kode: str
    arah: str
    dasar: int
    targets: tuple[int, int, int]
    reached: tuple[int, int, int] | None
    anggaran: int
    unit: str


_PROVINSI: Final = "BPSDM Provinsi Contoh"
COURSES: Final = {
    "L1": (
        Course("Sosialisasi Kesadaran Gender bagi ASN", "BKDPSDM", 3, 14, 1, 8),
        Course("Pelatihan Dasar Pengarusutamaan Gender", "BKDPSDM", 5, 23, 2, 16),
        Course("Sosialisasi PUG dan Kesetaraan Gender", "Dinsos PPPA", 8, 22, 1, 6),
        Course("Pelatihan Kesadaran Gender", _PROVINSI, 10, 17, 2, 16),
    ),
    "L2": (
        Course("Pelatihan Perencanaan dan Penganggaran Responsif Gender", _PROVINSI, 4, 25, 3, 24),
        Course("Bimtek PPRG: penyusunan GAP dan GBS", "Bappeda", 9, 19, 2, 16),
    ),
    "L3": (Course("ToF Fasilitator PUG", "KemenPPPA", 6, 20, 5, 40),),
    "khusus": (Course("Pelatihan Audit Berperspektif Gender", _PROVINSI, 11, 14, 3, 24),),
}

PAPERS: Final = (
    Paper("Perda/Perbup PUG", "Bupati", 2, 10, once=0),
    Paper("RAD PUG", "Bupati", 4, 15, once=1),
    Paper("Anggaran PUG", "Sekretaris Daerah", 1, 10),
    Paper("Publikasi Data Terpilah", "Kepala BKDPSDM", 3, 28),
    Paper("Kerja Sama Masyarakat", "Sekretaris Daerah", 8, 12),
    Paper("Laporan Kegiatan", "Ketua Pokja PUG", 6, 27),
    Paper("Laporan Kegiatan", "Ketua Pokja PUG", 12, 19),
)

ACTIVITIES: Final = (
    Activity("Rapat Pokja PUG", "Rapat Pokja PUG triwulanan", (3, 6, 9, 12), 11, 3),
    Activity("Sosialisasi", "Sosialisasi PUG bagi pegawai", (2, 4, 5, 8, 10, 11), 18, 4, True),
    Activity("Pelatihan", "Pelatihan penyusunan GAP dan GBS", (5, 9), 21, 16),
    Activity("Orientasi Gender Champion", "Orientasi Gender Champion", (4,), 9, 8),
    Activity("Komunitas Praktik", "Temu Komunitas Praktik", (3, 6, 9, 12), 24, 3),
    Activity("Rekomendasi APIP", "Rekomendasi hasil pengawasan PPRG", (6, 11), 26, 2),
    Activity("Partisipasi Masyarakat", "Forum bersama organisasi perempuan", (7, 11), 15, 4),
)

#: Agenda of the basic training and the subject that holds gender matter.
LATSAR: Final = (
    ("1", "Wawasan kebangsaan dan nilai-nilai bela negara"),
    ("1", "Analisis isu kontemporer"),
    ("2", "Berorientasi pelayanan: layanan yang setara"),
    ("3", "Manajemen ASN: sistem merit dan kesetaraan"),
)

#: Years of service that are honoured, and the name of the award.
SATYALANCANA: Final = {
    10: "Satyalancana Karya Satya X Tahun",
    20: "Satyalancana Karya Satya XX Tahun",
    30: "Satyalancana Karya Satya XXX Tahun",
}

_BKDPSDM: Final = "Badan Kepegawaian Daerah dan Pengembangan Sumber Daya Manusia"
_PPPA: Final = "Dinas Sosial, Pemberdayaan Perempuan dan Perlindungan Anak"
_BAPPEDA: Final = "Badan Perencanaan Pembangunan Daerah"
_KAPASITAS, _KARIER, _LEMBAGA = "Kapasitas SDM PUG", "Karier yang setara", "Kelembagaan PUG"
#: Invented, like everything here: baselines, targets and budgets say nothing about any regency.
PLAN: Final = (
    Plan("1.1", _KAPASITAS, "Pelatihan PUG berjenjang", "Persentase ASN terlatih PUG", "persen",
         "I.2.1", "naik", 8, (15, 25, 35), None, 150_000_000, _BKDPSDM),
    Plan("1.2", _KAPASITAS, "Pelatihan PUG di setiap perangkat daerah",
         "Persentase perangkat daerah dengan ASN terlatih", "persen", "I.2.1-PD", "naik", 40,
         (60, 80, 100), None, 60_000_000, _BKDPSDM),
    Plan("1.3", _KAPASITAS, "ToF fasilitator PUG", "Jumlah fasilitator bersertifikat", "orang",
         "I.2.4", "naik", 2, (4, 6, 8), None, 80_000_000, _BKDPSDM),
    Plan("1.4", _KAPASITAS, "Audit berperspektif gender", "Persentase auditor terlatih", "persen",
         "II.f", "naik", 10, (30, 60, 90), None, 45_000_000, "Inspektorat Daerah"),
    Plan("2.1", _KARIER, "Manajemen talenta", "Wanita pada jabatan setara eselon II dan III",
         "persen", "I.2.10", "naik", 20, (22, 24, 26), None, 30_000_000, _BKDPSDM),
    Plan("2.2", _KARIER, "Manajemen talenta", "Wanita pada jenjang Administrator", "persen",
         "2.1-Administrator", "naik", 22, (24, 26, 28), None, 0, _BKDPSDM),
    Plan("2.3", _KARIER, "Manajemen talenta", "Wanita pada jenjang Pengawas", "persen",
         "2.1-Pengawas", "naik", 35, (37, 39, 41), None, 0, _BKDPSDM),
    Plan("2.4", _KARIER, "Manajemen talenta", "Wanita pada jenjang JPT Pratama", "persen",
         "2.1-JPT Pratama", "naik", 12, (13, 15, 17), None, 0, _BKDPSDM),
    Plan("3.1", _LEMBAGA, "Internalisasi PUG", "Jumlah kegiatan internalisasi", "kegiatan",
         "I.2.11", "naik", 8, (12, 14, 16), None, 90_000_000, _PPPA),
    Plan("3.2", _LEMBAGA, "Gender Champion", "Perangkat daerah dengan Gender Champion", "persen",
         "I.2.2-PD", "naik", 0, (60, 80, 100), None, 40_000_000, _BKDPSDM),
    Plan("3.3", _LEMBAGA, "Rapat Pokja PUG", "Jumlah rapat Pokja PUG", "kegiatan", "I.2.7-rapat",
         "naik", 2, (4, 4, 4), None, 20_000_000, _PPPA),
    Plan("3.4", _LEMBAGA, "Anggaran responsif gender", "Jumlah perangkat daerah dengan GBS",
         "perangkat daerah", "", "naik", 5, (10, 20, 30), (11, 18, 0), 35_000_000, _BAPPEDA),
    Plan("3.5", _LEMBAGA, "Penyediaan ruang laktasi", "Jumlah kantor dengan ruang laktasi",
         "kantor", "", "naik", 6, (10, 16, 24), (9, 17, 0), 120_000_000, _PPPA),
    Plan("3.6", _LEMBAGA, "Penanganan pengaduan", "Waktu tindak lanjut pengaduan", "hari", "",
         "turun", 30, (21, 14, 10), (20, 16, 0), 15_000_000, _PPPA),
)  # fmt: skip

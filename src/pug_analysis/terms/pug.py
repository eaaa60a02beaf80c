"""Words of gender mainstreaming (PUG): the office's small registers and the work of posts.

Sources: Permendagri 15/2008 with 67/2011 (Pokja PUG, focal point), Permen PPPA 5/2025 (evaluation), and the
roadmap's own levels of training.
"""

from __future__ import annotations

from typing import Final

#: Levels of PUG training, as stored, and what they are called.
TINGKAT: Final = {
    "L1": "Level 1: kesadaran gender",
    "L2": "Level 2: PPRG",
    "L3": "Level 3: ToF fasilitator PUG",
    "khusus": "Khusus: audit berperspektif gender",
}

#: Kinds of document and appointment in the register of decisions (``sk_pug``).
JENIS_SK: Final = (
    "Perda/Perbup PUG", "RAD PUG", "SK Pokja PUG", "SK Focal Point", "SK Gender Champion",
    "Nominasi Gender Champion", "Sertifikat Fasilitator PUG", "Dokumen GAP/GBS",
    "Publikasi Data Terpilah", "Kerja Sama Masyarakat", "Anggaran PUG", "Laporan Kegiatan",
)  # fmt: skip

#: Those of them that appoint or name a person: a row without NIP names nobody.
JENIS_SK_ORANG: Final = (
    "SK Focal Point", "SK Gender Champion", "Nominasi Gender Champion", "Sertifikat Fasilitator PUG",
)  # fmt: skip

#: Kinds of activity in the log (``kegiatan_pug``).
JENIS_KEGIATAN: Final = (
    "Sosialisasi", "Pelatihan", "Rapat Pokja PUG", "Orientasi Gender Champion", "Komunitas Praktik",
    "Latsar CPNS", "Rekomendasi APIP", "Partisipasi Masyarakat",
)  # fmt: skip

#: Work of a post, by words of its title; the first that fits counts. What fits none is pelaksana teknis.
FUNGSI: Final = ("perencana", "keuangan", "evaluator", "auditor", "pelaksana teknis")

#: Structural posts: staff and administration against the line. Secretariats, general affairs,
#: personnel, and finance inside an office support; bidang, bagian of policy, and regions do its work.
RANAH: Final = ("pendukung", "operasional")

#: Whether more of an action plan's indicator is better.
ARAH: Final = ("naik", "turun")

#: Numbers of an action plan that the reports compute themselves: code to (what it is, its unit).
KODE_INDIKATOR: Final = {
    "I.2.1": ("ASN terlatih PUG", "persen"),
    "I.2.1-PD": ("Perangkat daerah dengan paling sedikit satu ASN terlatih PUG", "persen"),
    "I.2.2": ("Gender Champion yang ditunjuk dengan SK", "orang"),
    "I.2.2-PD": ("Perangkat daerah dengan Gender Champion", "persen"),
    "I.2.4": ("Fasilitator PUG dengan sertifikat yang berlaku", "orang"),
    "I.2.7": ("Wanita di antara anggota Pokja PUG", "persen"),
    "I.2.7-rapat": ("Rapat Pokja PUG dalam setahun", "kegiatan"),
    "I.2.10": ("Wanita pada jabatan setara eselon II dan III", "persen"),
    "I.2.10-II": ("Wanita pada jabatan setara eselon II", "persen"),
    "I.2.10-III": ("Wanita pada jabatan setara eselon III", "persen"),
    "I.2.11": ("Kegiatan internalisasi PUG dalam setahun", "kegiatan"),
    "II.f": ("Auditor terlatih audit berperspektif gender", "persen"),
    "L1": ("Sasaran Level 1 yang sudah dilatih", "persen"),
    "L2": ("Sasaran Level 2 yang sudah dilatih", "persen"),
    "L3": ("Sasaran Level 3 yang sudah dilatih", "persen"),
    "2.1-Pengawas": ("Wanita pada jenjang Pengawas", "persen"),
    "2.1-Administrator": ("Wanita pada jenjang Administrator", "persen"),
    "2.1-JPT Pratama": ("Wanita pada jenjang JPT Pratama", "persen"),
}

#: Agendas of the basic training of CPNS (Latsar) into which the roadmap puts gender.
AGENDA_LATSAR: Final = ("1", "2", "3")

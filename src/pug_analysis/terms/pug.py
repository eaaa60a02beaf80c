"""Words of gender mainstreaming (PUG): the office's four small registers and the work of posts.

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

#: The register that fills each table: the file that ``pug-analysis templates`` writes for it.
TEMPLATE: Final = {
    "pelatihan_pug": "pelatihan_pug.xlsx",
    "sk_pug": "sk_pug.xlsx",
    "kegiatan_pug": "kegiatan_pug.xlsx",
    "rencana_aksi": "rencana_aksi.xlsx",
}

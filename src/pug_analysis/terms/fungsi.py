"""Words that tell the work of a post (``pug.FUNGSI``) and whether it is support (``pug.RANAH``).

Patterns read titles and units as ``ingest.tables.fungsi`` prepares them: capitals and digits, one blank
between words. The roadmap asks who is trained by function, and how posts of support and of
operation are shared; no register says either, so the words of the title have to.
"""

from __future__ import annotations

from typing import Final

#: Names of offices inside a title or unit say where the work is done, not which: "Kepala Subbagian
#: Umum Badan Perencanaan Pembangunan Daerah" plans nothing. They and what follows do not count.
NAMA_KANTOR: Final = (
    r"\b(?:DINAS|DINKES|DINSOS|BADAN|BAPPEDA|BAPPELITBANG\w*|BPKAD|BKPSDM|BKDPSDM|INSPEKTORAT"
    r"|SEKRETARIAT (?:DAERAH|DPRD|DEWAN)|SETDA|SETWAN|SATUAN POLISI|SATPOL|RSUD|RUMAH SAKIT|UPTD?"
    r"|PUSKESMAS|KECAMATAN|KELURAHAN|PEMERINTAH (?:KABUPATEN|KOTA|PROVINSI))\b.*"
)
#: Advisers of the regent carry a field in their title; it is no function of theirs.
PENASIHAT: Final = r"^(?:STAF AHLI|ASISTEN (?:PEMERINTAHAN|PEREKONOMIAN|ADMINISTRASI|SEKRETARIS))\b"

_BAGIAN: Final = r"\b(?:SUB ?BAG|SUB ?BAGIAN|KASUB ?BAG|BAGIAN|BAG|KABAG)\b"
#: Work of a post by whole words of its title, in capitals, in this order: the first that fits counts
#: (``pug.FUNGSI``). "Program" alone is any programme, for instance one of immunisation.
FUNGSI_KATA: Final = {
    "perencana": (
        r"\b(?:PERENCANA|PERENCANAAN|RENCANA)\b"
        rf"|(?:{_BAGIAN}|\b(?:SUB ?BID|SUB ?BIDANG|SEKSI|ANALIS|PENYUSUN)\b).*\bPROGRAM\b"
    ),
    "keuangan": (
        r"\b(?:KEUANGAN|BENDAHARA|BENDAHARAWAN|ANGGARAN|PENGANGGARAN|PERBENDAHARAAN|AKUNTANSI"
        r"|AKUNTAN|GAJI)\b"
    ),
    "evaluator": r"\b(?:EVALUATOR|EVALUASI|MONITORING|MONEV|PELAPORAN)\b",
    "auditor": (
        r"\b(?:AUDITOR|AUDITIF|PPUPD|P2UPD|APIP|IRBAN|INSPEKTUR(?: PEMBANTU| DAERAH|$)"
        r"|PENGAWAS PENYELENGGARAAN URUSAN PEMERINTAHAN)(?=\W|$)"
    ),
}

#: Posts of staff and administration (``pug.RANAH``), JPT excepted: secretaries, general affairs,
#: personnel, finance and planning inside an office. A bidang of a finance office does its own work.
PENDUKUNG: Final = (
    r"\b(?:SEKRETARIS|TATA USAHA|KASUBBAG TU)\b"
    rf"|{_BAGIAN}.*\b(?:UMUM|KEPEGAWAIAN|KEUANGAN|PERLENGKAPAN|RUMAH TANGGA|PERENCANAAN|PROGRAM"
    r"|EVALUASI|PELAPORAN)\b"
)
#: Units below an office whose posts are all of that kind.
UNIT_PENDUKUNG: Final = (
    r"^(?:SEKRETARIAT|BAGIAN (?:ADMINISTRASI )?UMUM|(?:SUB ?BAG(?:IAN)? )?TATA USAHA)\b"
)

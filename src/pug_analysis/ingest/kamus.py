"""Write the data dictionary: ``python -m pug_analysis.ingest.kamus docs/kamus-data.md``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pug_analysis.errors import UsageError
from pug_analysis.ingest.layouts.known import LAYOUTS
from pug_analysis.ingest.tables.schema import SPECS, Table
from pug_analysis.terms.temuan import TEMUAN

_KIND: Final = {
    "text": "teks",
    "date": "tanggal",
    "integer": "bilangan bulat",
    "number": "angka",
    "boolean": "ya/tidak",
}

_OPENING: Final = """\
# Kamus data

Halaman ini dibuat oleh `make docs` dari `ingest/tables/schema.py`, `ingest/layouts/known.py`,
`ingest/registers/`, dan `terms/temuan.py`; jangan diubah dengan tangan.

Tabel di `data/processed/<periode>/` tidak memuat nama, NIP, NIK, tanggal lahir, nomor telepon,
surel, atau alamat. Teks yang tidak ada ditulis sebagai teks kosong. Batas waktu setiap tabel
adalah hari laporan: 31 Desember, atau 30 Juni untuk laporan semester I.
"""

_FINDINGS: Final = """\
## Kode temuan

Tindakan: `tolak` berkas tidak dipakai; `karantina` baris tidak dipakai; `gabung` baris digabung
dengan baris lain; `bukan-data` baris bukan data; `perbaikan` isi sel dibaca dengan cara lain dan
baris dipakai; `peringatan` baris dipakai apa adanya.
"""

_LAYOUTS: Final = """\
## Kolom yang dibaca

Tata letak dikenali dari nama kolom, bukan dari nama berkas. Huruf besar, spasi, dan tanda baca
tidak berpengaruh. Nama lain dapat ditambahkan di `pug.toml` (`[data.kolom.<tabel>]`). Kolom lain
dibuang.
"""


def build_kamus() -> str:
    """Return the data dictionary as Markdown."""
    parts = [_OPENING, *(_table_section(t) for t in SPECS), _LAYOUTS]
    parts.extend(_layout_section(table) for table in LAYOUTS)
    rows = [(f"`{t.kode}`", t.tindakan, t.pesan, t.saran) for t in TEMUAN.values()]
    parts.append(_FINDINGS + "\n" + _markdown(("Kode", "Tindakan", "Arti", "Saran"), rows))
    return "\n".join(parts)


def _table_section(table: Table) -> str:
    rows = [
        (f"`{c.name}`", _KIND[c.kind], "ya" if c.required else "tidak", c.meaning)
        for c in table.columns
    ]
    head = ("Kolom", "Jenis", "Wajib", "Arti")
    return f"## Tabel `{table.name}`\n\n{table.grain[0].upper()}{table.grain[1:]}.\n\n{_markdown(head, rows)}"


def _layout_section(table: str) -> str:
    layout = LAYOUTS[table]
    groups = {name: number for number, group in enumerate(layout.required, 1) for name in group}
    shared = {n for group in layout.required if len(group) > 1 for n in group}
    rows = [
        (
            f"`{f.official}`",
            "tidak" if f.name not in groups else "salah satu" if f.name in shared else "ya",
            ", ".join(f"`{a}`" for a in f.aliases),
        )
        for f in layout.fields
    ]
    head = ("Kolom di berkas", "Wajib", "Nama lain")
    return f"### {layout.label} (tabel `{table}`)\n\n{_markdown(head, rows)}"


def _markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [" | ".join(head), " | ".join("---" for _ in head)]
    lines.extend(" | ".join(cell.replace("|", "\\|") for cell in row) for row in rows)
    return "\n".join(f"| {line} |" for line in lines) + "\n"


def main(arguments: Sequence[str]) -> None:
    """Write the dictionary to the path given as the only argument.

    Raises
    ------
    UsageError
        if there is not exactly one argument.
    """
    if len(arguments) != 1:
        raise UsageError("Pemakaian: python -m pug_analysis.ingest.kamus docs/kamus-data.md")
    path = Path(arguments[0])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(build_kamus(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])

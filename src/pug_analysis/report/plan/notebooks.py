"""Which notebooks make up a report, and which have to wait for a file.

A notebook says in its metadata what it needs and where it stands:
``"pug": {"needs": ["pemberhentian"], "ringkas": "one line for the index", "kelompok": "Analisis"}``. Every
key that there is, see :data:`KEYS`, is explained in ``docs/menambah.md``.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from pug_analysis.errors import ReportError, UsageError

#: What a notebook may say of itself under ``pug``; anything else is a slip of the pen, not a wish.
KEYS: Final = ("needs", "memakai", "ringkas", "kelompok", "sesudah", "gabungan")
_FILE_NAME: Final = re.compile(r"\d\d_[a-z0-9_]+\.ipynb")

#: What to bring so that a table of SIASN is not empty.
_EKSPOR: Final = {
    "pegawai": "ekspor SIASN Data ASN",
    "golongan": "ekspor SIASN riwayat golongan/pangkat",
    "jabatan": "ekspor SIASN riwayat jabatan",
    "diklat": "ekspor SIASN riwayat diklat struktural",
    "kursus": "ekspor SIASN riwayat kursus/pelatihan",
    "pendidikan": "ekspor SIASN riwayat pendidikan",
    "pemberhentian": "ekspor SIASN daftar pemberhentian dan pensiun",
    "cltn": "ekspor SIASN riwayat cuti di luar tanggungan negara (CLTN)",
    "pindah": "ekspor SIASN riwayat pindah instansi",
    "penghargaan": "ekspor SIASN riwayat penghargaan",
}


@dataclass(frozen=True, slots=True)
class Notebook:
    """One notebook of the report.

    ``last`` tells that it runs after the others; ``pooled`` that it can do without people, on what
    many agencies have added up.
    """

    path: Path
    title: str
    summary: str
    group: str
    needs: tuple[str, ...]
    uses: tuple[str, ...] = ()
    last: bool = False
    pooled: bool = False

    @property
    def name(self) -> str:
        """File name without suffix; the page has the same."""
        return self.path.stem


@dataclass(frozen=True, slots=True)
class Skipped:
    """A notebook that is not run, and why."""

    name: str
    title: str
    reason: str


def notebooks_folder(workspace: Path) -> Path:
    """Find the notebooks: those of the workspace, else those that came with the package.

    Raises
    ------
    UsageError
        if there are none.
    """
    package = Path(__file__).resolve().parents[2]
    # Installed as a wheel they lie inside the package, in a checkout beside its source.
    for folder in (
        workspace / "notebooks",
        package / "notebooks",
        package.parents[1] / "notebooks",
    ):
        if folder.is_dir():
            return folder
    raise UsageError("Folder notebooks tidak ditemukan di folder kerja maupun di dalam paket.")


def read_notebooks(folder: Path, *, only: tuple[str, ...] = ()) -> tuple[list[Notebook], list[str]]:
    """Read the notebooks ``NN_name.ipynb`` that stand directly in a folder.

    Parameters
    ----------
    folder : where they are; subfolders are not reports
    only : names, with or without number, to run; all if empty

    Returns
    -------
    All notebooks in order, and the names of the chosen ones.

    Raises
    ------
    UsageError
        if there is no notebook, or ``only`` names one that does not exist.
    """
    found = [_read(p) for p in sorted(folder.glob("*.ipynb")) if _FILE_NAME.fullmatch(p.name)]
    if not found:
        raise UsageError(f"Tidak ada notebook NN_nama.ipynb di folder {folder.name}.")
    by_name = {n.name: n.name for n in found} | {n.name[3:]: n.name for n in found}
    chosen = set()
    for name in only:
        key = name.removesuffix(".ipynb")
        if key not in by_name:
            near = get_close_matches(key, by_name, n=1)
            hint = f" Mungkin yang dimaksud '{near[0]}'." if near else ""
            known = ", ".join(n.name for n in found)
            raise UsageError(f"Notebook '{name}' tidak ada. Yang ada: {known}.{hint}")
        chosen.add(by_name[key])
    return found, [n.name for n in found if not only or n.name in chosen]


def find_missing(notebook: Notebook, processed: Path) -> str:
    """Say which file has to be brought before a notebook can run; empty if nothing lacks.

    Raises
    ------
    ReportError
        if the notebook needs a table that is not in the schema.
    """
    if _is_merged(processed):
        return "" if notebook.pooled else "Memerlukan data orang; laporan gabungan tidak memuatnya."
    missing = _list_missing(notebook.name, notebook.needs, processed)
    return f"Belum ada datanya. {_bring(missing, processed)}" if missing else ""


def find_lacking(notebook: Notebook, processed: Path) -> str:
    """Say which files a notebook that runs would use besides; empty if nothing lacks.

    Raises
    ------
    ReportError
        as :func:`find_missing`.
    """
    if _is_merged(processed):
        return ""
    missing = _list_missing(notebook.name, notebook.uses, processed)
    return f"Dibuat tanpa sebagian isinya. {_bring(missing, processed)}" if missing else ""


def _is_merged(processed: Path) -> bool:
    # imported here: whoever only asks whether anything changed waits for no library
    from pug_analysis.careers.pooled import is_merged

    return is_merged(processed)


def _list_missing(name: str, tables: tuple[str, ...], processed: Path) -> list[str]:
    import pyarrow.parquet as pq

    from pug_analysis.ingest.tables.schema import TABLES

    missing = []
    for table in tables:
        if table not in TABLES:
            raise ReportError(
                f"Notebook {name}: pug.needs atau pug.memakai menyebut tabel asing '{table}'."
            )
        path = processed / f"{table}.parquet"
        if not path.exists() or pq.read_metadata(path).num_rows == 0:
            missing.append(file_to_bring(table))
    return missing


def file_to_bring(table: str) -> str:
    """Return what fills a table: an export of SIASN, or a register of the office by its template."""
    from pug_analysis.ingest.registers import REGISTERS

    if table in REGISTERS:
        return f"{REGISTERS[table].called} (templat {REGISTERS[table].template})"
    return _EKSPOR[table]


def _bring(missing: list[str], processed: Path) -> str:
    return f"Sertakan di data/raw/{processed.name}: {'; '.join(missing)}."


def _read(path: Path) -> Notebook:
    content = json.loads(path.read_text(encoding="utf-8"))
    meta = content.get("metadata", {}).get("pug", {})
    if unknown := [key for key in meta if key not in KEYS]:
        near = get_close_matches(unknown[0], KEYS, n=1)
        raise ReportError(
            f"Notebook {path.stem}: metadata 'pug' memuat '{unknown[0]}', yang tidak dikenal"
            f"{f' (mungkin {near[0]!r})' if near else ''}. Yang dikenal: {', '.join(KEYS)}."
        )
    heads = (
        line[2:].strip()
        for cell in content["cells"]
        if cell["cell_type"] == "markdown"
        for line in "".join(cell["source"]).splitlines()
        if line.startswith("# ")
    )
    return Notebook(
        path=path,
        title=next(heads, path.stem),
        summary=meta.get("ringkas", ""),
        group=meta.get("kelompok", ""),
        needs=tuple(meta.get("needs", ())),
        uses=tuple(meta.get("memakai", ())),
        last=bool(meta.get("sesudah", False)),
        pooled=bool(meta.get("gabungan", False)),
    )

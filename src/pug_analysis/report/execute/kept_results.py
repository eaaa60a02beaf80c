"""Results of notebooks, kept so that one of which nothing changed need not run again.

``.pug/simpanan/<periode>-<edition>/<notebook>.json`` holds what a notebook released, and digests of
everything that it was made from: itself, its parameters, code, packages, settings, and those tables
that it read. The page around it is made anew. These are private data as the log is. What cannot be
read, or is not whole, counts as not there.
"""

from __future__ import annotations

import hashlib
import json
import platform
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from pug_analysis.careers.load import SERIES, Edition, load
from pug_analysis.careers.pooled import is_merged
from pug_analysis.config import Config
from pug_analysis.ingest.kept.processed_folder import processed_folder
from pug_analysis.pages.kualitas.kualitas_show import PERINGATAN, peringatan
from pug_analysis.report.execute.table_reads import reads_tables_only
from pug_analysis.report.plan.notebooks import Notebook
from pug_analysis.report.publish import archive
from pug_analysis.report.publish.folders import private_folder, report_folder, write_private
from pug_analysis.report.write import provenance
from pug_analysis.report.write.made import KEPT, Made, pack, unpack
from pug_analysis.terms.kalender import Periode


@dataclass(frozen=True, slots=True)
class Shelf:
    """Kept results of one report, and what they are compared with.

    Attributes
    ----------
    folder : private, of this period and edition
    common : digest of what every notebook is made from
    tables : ``<period>/<table>`` to digest, of all that a notebook can read, see ``careers.load``
    made : the same of what has to be made first, each with what makes it and returns its digest
    use : whether kept results are taken; they are put in any case
    """

    folder: Path
    common: str
    tables: Mapping[str, str]
    made: Mapping[str, Callable[[], str]]
    use: bool

    def digest(self, name: str) -> str | None:
        """Return the digest of something read, None if it is not there."""
        return self.made[name]() if name in self.made else self.tables.get(name)


def open_shelf(
    workspace: Path,
    periode: Periode,
    edition: Edition,
    *,
    config: Config,
    earlier: Sequence[Periode],
    use: bool,
) -> Shelf:
    """Open the kept results of a report; to be called before its notebooks run.

    Parameters
    ----------
    earlier : periods that ``careers.load_series`` will find
    use : take what is kept
    """
    common = {
        "kode": provenance.digest_code(),
        "paket": provenance.installed_packages(),
        "sidik_paket": provenance.lock_digest(),
        "python": [platform.python_version(), platform.system(), platform.machine()],
        "setelan": provenance.settings_digest(config),
        "instrumen": archive.list_forms(workspace),
        # What agencies have added up is read as a whole.
        "gabungan": [
            {path.name: provenance.digest_file(path) for path in sorted(folder.iterdir())}
            for folder in (processed_folder(workspace, told) for told in (*earlier, periode))
            if is_merged(folder)
        ],
    }
    tables = {
        f"{told.name}/{path.stem}": provenance.digest_file(path)
        for told in (*earlier, periode)
        for path in sorted(processed_folder(workspace, told).glob("*.parquet"))
    }
    tables[SERIES] = _digest([told.name for told in earlier])
    folder = workspace / ".pug" / "simpanan" / f"{periode.name}-{edition}"
    made = {
        f"{periode.name}/{PERINGATAN}": cache(
            lambda: _digest(_warning(workspace, periode, edition))
        )
    }
    return Shelf(folder, _digest(common), tables, made, use)


def _warning(workspace: Path, periode: Periode, edition: Edition) -> list[str]:
    """Return what pages warn of; nothing where agencies are added up, which are read as a whole."""
    if is_merged(processed_folder(workspace, periode)):
        return []
    data = load(periode.year, semester=periode.semester, workspace=workspace, edition=edition)
    return [part.html for part in peringatan(data).parts]


def digest_notebook(
    shelf: Shelf,
    notebook: Notebook,
    parameters: Mapping[str, object],
    *,
    handed: Path | None = None,
) -> str:
    """Return the digest of what a notebook is made from, except the tables that it reads.

    Parameters
    ----------
    parameters : without places of this machine
    handed : folder of what the others released, for a notebook that sums them up

    Returns
    -------
    "" for a notebook that may read what nobody knows: it is run every time.
    """
    if not reads_tables_only(notebook.path):
        return ""
    files = sorted(handed.iterdir()) if handed is not None else []
    return _digest(
        {
            "umum": shelf.common,
            "nama": notebook.name,
            "isi": provenance.digest_text(notebook.path),
            "parameter": dict(parameters),
            "terbitan": {path.name: provenance.digest_file(path) for path in files},
        }
    )


def find_result(shelf: Shelf, name: str, digest: str, *, must: bool = False) -> Made | None:
    """Return the kept result of a notebook if all that it was made from is the same.

    Parameters
    ----------
    digest : of :func:`digest_notebook`, now
    must : take it also where kept results are not to be used, since the page is to stay
    """
    if not ((shelf.use or must) and digest):
        return None
    try:
        kept = json.loads((shelf.folder / f"{name}.json").read_text(encoding="utf-8"))
        read, result = kept["dibaca"], kept["hasil"]
        same = kept["dasar"] == digest and read == {one: shelf.digest(one) for one in read}
        whole = kept["sidik"] == _digest(result) and set(result) == set(KEPT)
        made = unpack(result, read=list(read))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return replace(made, basis=digest) if same and whole else None


def keep_results(
    workspace: Path, shelf: Shelf, results: Mapping[str, Made], *, known: Iterable[str]
) -> None:
    """Keep the results of a published report, and remove those that are of no use any more.

    Parameters
    ----------
    results : name to what was made, with its digest of :func:`digest_notebook`
    known : names of all notebooks there are
    """
    private_folder(workspace, "simpanan", shelf.folder.name)
    for name, made in results.items():
        if not made.basis or made.read is None:
            continue
        digests = {one: shelf.digest(one) for one in made.read}
        if None in digests.values():
            continue
        content = pack(made)
        entry = {
            "dasar": made.basis,
            "dibaca": digests,
            "hasil": content,
            "sidik": _digest(content),
        }
        text = json.dumps(entry, ensure_ascii=False)
        write_private(shelf.folder / f"{name}.json", text.encode("utf-8"))
    _sweep(workspace, shelf, set(known))


def _sweep(workspace: Path, shelf: Shelf, known: set[str]) -> None:
    """Remove what was kept of notebooks, and of reports, that are no more."""
    for path in shelf.folder.iterdir():
        if path.stem not in known:
            path.unlink()
    for folder in shelf.folder.parent.iterdir():
        name, _, edition = folder.name.rpartition("-")
        told = Periode.from_name(name)
        if told is None or not report_folder(workspace, told, edition).is_dir():
            shutil.rmtree(folder)


def _digest(content: Any) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()

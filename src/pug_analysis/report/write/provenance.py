"""Where a report comes from: code, packages, inputs, rows; and what every page says of that."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypedDict

from pug_analysis.terms.edisi import OPEN

if TYPE_CHECKING:
    from pug_analysis.config import Config
    from pug_analysis.terms.kalender import Periode

_SHORT: Final = 12
#: Files of the package that can change a byte of a report.
_CODE: Final = frozenset({".py", ".j2", ".css", ".json", ".csv", ".toml"})
#: What of ``asal.json`` tells where the numbers come from.
_ORIGIN: Final = ("berkas", "sidik_setelan", "versi_kode")
ROOT: Final = Path(__file__).resolve().parents[4]
_PACKAGE: Final = Path(__file__).resolve().parents[2]
_PINNED: Final = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)

BANNER: Final = (
    "Edisi internal memuat jumlah tepat, juga dari kelompok kecil; jangan diedarkan ke luar. Untuk Pokja "
    "dan umum ada edisi pokja dan publik."
)


def digest_file(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal; tables of a nation are not read whole."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def digest_text(path: Path) -> str:
    """Return the SHA-256 of a text, the same whether its lines end as on Windows or not."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def shorten(digest: str) -> str:
    """Return the beginning of a SHA-256 as pages show it: said to be one, it is taken for no phone.

    >>> shorten("081234567890" + "ab" * 26)
    'sha256:081234567890'
    """
    return f"sha256:{digest[:_SHORT]}"


def digest_code() -> dict[str, str]:
    """Return the digest of every file of the package: code, templates, style."""
    files = (p for p in _PACKAGE.rglob("*") if p.is_file() and p.suffix in _CODE)
    return {
        p.relative_to(_PACKAGE).as_posix(): digest_text(p)
        for p in sorted(files, key=lambda p: p.relative_to(_PACKAGE).as_posix())
    }


def code_version(files: Mapping[str, str] | None = None) -> str:
    """Return the package's version and a digest of its files: with or without git it is the same.

    Parameters
    ----------
    files : of :func:`digest_code`
    """
    text = json.dumps(digest_code() if files is None else dict(files), sort_keys=True)
    digest = hashlib.sha256(text.encode()).hexdigest()[:_SHORT]
    return f"{metadata.version('pug-analysis')}+{digest}"


def lock_digest() -> str | None:
    """Return the digest of ``requirements.lock``; None where the package has none beside it."""
    lock = ROOT / "requirements.lock"
    return digest_text(lock) if lock.exists() else None


def installed_packages() -> dict[str, str]:
    """Return the version of every installed distribution that the lock names."""
    lock = ROOT / "requirements.lock"
    if not lock.exists():
        return {d.name.lower(): d.version for d in metadata.distributions()}
    versions = {}
    for name in sorted(set(_PINNED.findall(lock.read_text(encoding="utf-8")))):
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:  # of another system
            continue
    return versions


def settings_digest(config: Config) -> str:
    """Return a digest of the settings that can change a report."""
    return hashlib.sha256(config.model_dump_json(exclude={"laporan"}).encode()).hexdigest()


class PageContext(TypedDict):
    """What every page says of the report: period, day, edition, letterhead, warnings, digests."""

    periode: str
    keadaan: str
    edisi: str
    instansi: dict[str, Any]
    peringatan: str
    versi_kode: str
    masukan: str
    sidik_masukan: str
    sidik_paket: str
    pdf: bool
    perhatian: list[str]


def page_context(
    periode: Periode,
    edition: str,
    *,
    config: Config,
    processed: Path,
    pdf: bool,
    warnings: list[str],
) -> PageContext:
    """Return what every page says of the report.

    Parameters
    ----------
    processed : ``data/processed/<periode>``
    pdf : whether a PDF stands beside each page
    warnings : what every page warns of
    """
    from pug_analysis.careers.pooled import is_merged
    from pug_analysis.release.numbers import bilangan, tanggal

    lock = lock_digest()
    account = read_row_account(processed)
    files, rows = len({row["berkas"] for row in account}), sum(r["baris_masuk"] for r in account)
    kind = "berkas"
    if is_merged(processed):  # its account is by layout: what was read are the exports
        files, kind = len(read_inputs(processed)["berkas"]), "ekspor daerah"
    return {
        "periode": periode.label[0].upper() + periode.label[1:],
        "keadaan": tanggal(periode.cutoff),
        "edisi": edition,
        "instansi": config.instansi.model_dump(),
        "peringatan": BANNER if edition == OPEN else "",
        "versi_kode": code_version(),
        "masukan": f"{bilangan(files)} {kind}, {bilangan(rows)} baris",
        "sidik_masukan": _input_digest(processed),
        "sidik_paket": shorten(lock) if lock else "tidak ada",
        "pdf": pdf,
        "perhatian": warnings,
    }


def read_inputs(processed: Path) -> dict[str, Any]:
    """Read from ``asal.json`` what the processed tables were made from.

    Not the digests of the tables and of the key: pseudonyms are secret and differ by workspace.
    """
    origin = json.loads((processed / "asal.json").read_text(encoding="utf-8"))
    return {name: value for name, value in origin.items() if name in _ORIGIN}


def _input_digest(processed: Path) -> str:
    text = json.dumps(read_inputs(processed), sort_keys=True, ensure_ascii=False)
    return shorten(hashlib.sha256(text.encode("utf-8")).hexdigest())


def read_row_account(processed: Path) -> list[dict[str, Any]]:
    """Read ``neraca.parquet`` as one dict per file and sheet, ordered by file and sheet."""
    import pyarrow.parquet as pq

    rows = pq.read_table(processed / "neraca.parquet").to_pylist()
    return sorted(rows, key=lambda row: (row["berkas"], row["lembar"] or ""))

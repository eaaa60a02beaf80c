"""``data/processed/<periode>``: pseudonyms, files, and publication by one rename."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from xlsxwriter.exceptions import XlsxFileError

from pug_analysis import terms
from pug_analysis.config import Config
from pug_analysis.errors import DataError, UsageError
from pug_analysis.ingest.files.raw_folder import hash_file, list_files
from pug_analysis.ingest.people.fingerprints import has_fingerprints
from pug_analysis.ingest.people.keyed_digests import keyed_digest
from pug_analysis.ingest.reading.file_records import FileOrigin
from pug_analysis.leftovers import ASIDE, STAGE, hidden_folder
from pug_analysis.terms.kalender import Periode

_KEY_BYTES: Final = 32
#: Digits of a pseudonym.
ID_LENGTH: Final = 20
ORIGIN_FILE: Final = "asal.json"
_YEARS: Final = (1990, 2100)


def check_periode(periode: Periode) -> None:
    """Refuse a report period that no regency can have data of.

    Raises
    ------
    UsageError
        if the year lies outside 1990-2100, or the semester is neither 1 nor 2.
    """
    first, last = _YEARS
    if not first <= periode.year <= last:
        raise UsageError(f"Tahun harus antara {first} dan {last}, tetapi tertulis {periode.year}.")
    if periode.semester not in (1, 2):
        raise UsageError(
            f"Semester harus 1 (keadaan 30 Juni) atau 2 (setahun penuh), tetapi tertulis"
            f" {periode.semester}."
        )


@contextmanager
def writing(place: str) -> Iterator[None]:
    """Turn errors of the disk into one message.

    Raises
    ------
    DataError
        if a file or folder cannot be written.
    """
    try:
        yield
    except (OSError, XlsxFileError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise DataError(
            f"Program tidak dapat menulis di {place} ({reason})."
            " Periksa izin folder dan ruang disk, lalu ulangi."
        ) from error


def raw_folder(workspace: Path, periode: Periode) -> Path:
    """Return the folder of raw files of a period."""
    return workspace / "data" / "raw" / periode.name


def processed_folder(workspace: Path, periode: Periode) -> Path:
    """Return the folder of processed tables of a period."""
    return workspace / "data" / "processed" / periode.name


def lost_key(workspace: Path, periode: Periode) -> bool:
    """Whether there is no key although other periods were built: their pseudonyms had another one."""
    folder = workspace / "data" / "processed"
    others = [p for p in folder.glob(f"*/{ORIGIN_FILE}") if p.parent.name != periode.name]
    return bool(others) and not _key_file(workspace).exists()


def _key_file(workspace: Path) -> Path:
    return workspace / ".pug" / "kunci"


def _fingerprint(key: bytes) -> str:
    return hmac.digest(key, b"sidik kunci nama samaran", "sha256").hex()[:16]


def find_key(workspace: Path) -> bytes:
    """Return the workspace's secret key, or a new one that is not written yet.

    Raises
    ------
    DataError
        as :func:`read_key`.
    """
    if _key_file(workspace).exists():
        return read_key(workspace)
    return secrets.token_bytes(_KEY_BYTES)


def read_key(workspace: Path, *, fresh: bytes | None = None) -> bytes:
    """Return the workspace's secret key; the first call makes it.

    Parameters
    ----------
    workspace : folder
    fresh : the key to write if there is none, from :func:`find_key`

    Raises
    ------
    DataError
        if the key file is not whole: other pseudonyms would silently break links between years.
    """
    path = _key_file(workspace)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.parent.chmod(0o700)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        key = path.read_bytes()
        if len(key) != _KEY_BYTES:
            raise DataError(
                "Kunci nama samaran (.pug/kunci) rusak. Pulihkan dari cadangan; tanpa kunci yang"
                " sama, data antartahun tidak dapat dihubungkan."
            ) from None
        return key
    key = fresh or secrets.token_bytes(_KEY_BYTES)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(key)
        stream.flush()
        os.fsync(stream.fileno())
    return key


def make_ids(nips: Iterable[str], key: bytes) -> dict[str, str]:
    """Return the pseudonym of each NIP: the first 20 hex digits of HMAC-SHA256.

    A plain hash could be undone by trying all NIPs, since their structure is known.
    """
    digest = keyed_digest(key)
    return {n: digest(n.encode("ascii")).hex()[:ID_LENGTH] for n in nips}


def tables_version() -> str:
    """Return the package's version and a digest of the code that makes the tables."""
    digest = hashlib.sha256()
    here = Path(__file__).parents[1]
    for folder in (here, Path(terms.__file__).parent):
        for path in sorted(folder.rglob("*.py"), key=lambda path: path.as_posix()):
            name = path.relative_to(folder).as_posix()
            digest.update(name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n"))
    return f"{version('pug-analysis')}+{digest.hexdigest()[:12]}"


def config_digest(config: Config) -> str:
    """Return a digest of the settings that change the tables."""
    return hashlib.sha256(config.data.model_dump_json().encode()).hexdigest()[:16]


def write_origin(folder: Path, origins: Sequence[FileOrigin], config: Config, key: bytes) -> None:
    """Write ``asal.json``: what the tables were made from, by which code, settings and key.

    It also holds the digest of every table in the folder, so that a damaged one is noticed.
    """
    content = {
        "versi_kode": tables_version(),
        "sidik_setelan": config_digest(config),
        "sidik_kunci": _fingerprint(key),
        "tabel": {p.name: hash_file(p) for p in sorted(folder.glob("*.parquet"))},
        "berkas": [asdict(o) for o in origins],
    }
    text = json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True)
    (folder / ORIGIN_FILE).write_text(text + "\n", encoding="utf-8", newline="\n")


def is_current(workspace: Path, periode: Periode, *, config: Config) -> bool:
    """Whether the processed tables were made from today's raw files, settings, code and key, and are whole."""
    path = processed_folder(workspace, periode) / ORIGIN_FILE
    raw = raw_folder(workspace, periode)
    if not path.is_file() or not raw.is_dir():
        return False
    try:
        origin = json.loads(path.read_text(encoding="utf-8"))
        before = sorted(f["sha256"] for f in origin["berkas"])
        made_by = (origin["versi_kode"], origin["sidik_setelan"], origin["sidik_kunci"])
        tables = {path.parent / name: digest for name, digest in origin["tabel"].items()}
        key = _key_file(workspace).read_bytes()
        whole = all(hash_file(p) == digest for p, digest in tables.items())
    except (ValueError, KeyError, TypeError, AttributeError, OSError):
        return False
    if not whole or made_by != (tables_version(), config_digest(config), _fingerprint(key)):
        return False
    if not has_fingerprints(workspace, periode, key=key):
        return False
    # By content alone: names are not kept where they name a person.
    files = list_files(raw)
    if len(files) != len(before) or not all(p.is_file() for p in files):
        return False
    return sorted(map(hash_file, files)) == before


def write_table(frame: pd.DataFrame, path: Path) -> None:
    """Write a table as parquet; equal tables give equal bytes."""
    pq.write_table(pa.Table.from_pandas(frame, preserve_index=False), path, compression="zstd")


def open_processed_stage(workspace: Path, periode: Periode) -> Path:
    """Return a new private folder beside the target; leftovers of broken runs are swept first.

    A run that died between its two renames left the old folder aside: it is put back.
    """
    target = processed_folder(workspace, periode)
    target.parent.mkdir(parents=True, exist_ok=True)
    stage, old = hidden_folder(target, STAGE), hidden_folder(target, ASIDE)
    if old.exists() and not target.exists():
        old.rename(target)
    for folder in (stage, old):
        if folder.exists():
            shutil.rmtree(folder)
    stage.mkdir(mode=0o700)
    stage.chmod(0o700)
    return stage


def put_in_place(workspace: Path, periode: Periode) -> Path:
    """Put the finished stage in the place of the period's folder; return that folder."""
    target = processed_folder(workspace, periode)
    stage, old = hidden_folder(target, STAGE), hidden_folder(target, ASIDE)
    for path in sorted(stage.iterdir()):
        path.chmod(0o600)
        with path.open("rb+") as stream:
            os.fsync(stream.fileno())
    if target.exists():
        target.rename(old)
    stage.rename(target)
    if old.exists():
        shutil.rmtree(old)
    return target


def describe_periode(periode: Periode) -> str:
    """Return the words for a period in messages: ``tahun 2025``, ``semester I 2025``."""
    return f"tahun {periode.label}" if periode.semester == 2 else periode.label

"""What stands beside the package: the programs of ``.ci`` and the locks."""

from __future__ import annotations

import base64
import hashlib
import importlib
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")


@pytest.fixture(scope="session")
def tool():
    """Import a program of ``.ci`` by name, as the programs import each other."""
    sys.path.insert(0, str(ROOT / ".ci"))
    try:
        yield importlib.import_module
    finally:
        sys.path.remove(str(ROOT / ".ci"))


@pytest.fixture(scope="session")
def locks() -> str:
    """Both locks, one after the other."""
    return "".join((ROOT / name).read_text(encoding="utf-8") for name in LOCKS)


@pytest.fixture(scope="session")
def write_wheel():
    """Write an invented wheel with nothing but its metadata; return its digest."""
    return _write_wheel


def _write_wheel(
    folder: Path, name: str, version: str, *, requires: str = "", extras: Sequence[str] = ()
) -> str:
    """Write a wheel with nothing but its metadata, and return the digest."""
    stem = f"{name.replace('-', '_')}-{version}"
    info = f"{stem}.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    metadata += "".join(f"Provides-Extra: {extra}\n" for extra in extras)
    metadata += f"Requires-Dist: {requires}\n" if requires else ""
    files = {
        f"{info}/METADATA": metadata,
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(
        f"{path},sha256={base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b'=').decode()},{len(text)}\n"
        for path, text in files.items()
    )
    path = folder / f"{stem}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for place, text in files.items():
            archive.writestr(place, text)
        archive.writestr(f"{info}/RECORD", record + f"{info}/RECORD,,\n")
    return hashlib.sha256(path.read_bytes()).hexdigest()

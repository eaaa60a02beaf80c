"""Which locked package has a file for which Python and system: the index is asked for its lists only.

A file counts if the lock knows its digest. A package without a wheel counts as served if it is pure
Python with a source in the lock (those are built at set-up by the locked builders).
"""

from __future__ import annotations

import functools
import json
import re
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from pip._internal.models.index import PyPI
from pip._vendor.packaging.markers import Marker
from pip._vendor.packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms
from pip._vendor.packaging.utils import parse_wheel_filename

PYTHONS = ((3, 11), (3, 12), (3, 13), (3, 14))
#: Oldest systems promised: glibc 2.28 (Debian 10, RHEL 8, Ubuntu 20.04), macOS 12, Windows 10.
GLIBC, MACOS = 28, (12, 0)
SYSTEMS = {
    "Linux x86_64": {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux", "platform_machine": "x86_64"},
    "Linux aarch64": {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux", "platform_machine": "aarch64"},
    "Windows x86_64": {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows", "platform_machine": "AMD64"},
    "macOS arm64": {"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin", "platform_machine": "arm64"},
}  # fmt: skip

Listed = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a lock."""

    name: str
    version: str
    marker: str
    digests: frozenset[str]


def read_entries(text: str) -> list[Entry]:
    r"""Return the entries of a lock.

    >>> read_entries("a[x]==1 ; os_name == 'nt' \\\n    --hash=sha256:0f\n")[0].marker
    "os_name == 'nt'"
    """
    entries = []
    for block in re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]:
        head = re.match(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^ ;\\]+)(?: ; ([^\\\n]+))?", block)
        digests = frozenset(re.findall(r"--hash=sha256:([0-9a-f]+)", block))
        entries.append(Entry(head[1], head[2], (head[3] or "").strip(), digests))
    return entries


def environment(system: str, python: tuple[int, int]) -> dict[str, str]:
    """Return what markers are evaluated with for a Python on a system."""
    version = ".".join(map(str, python))
    return {
        **SYSTEMS[system], "python_version": version, "python_full_version": f"{version}.0",
        "implementation_name": "cpython", "platform_python_implementation": "CPython", "extra": "",
    }  # fmt: skip


def supported(system: str, python: tuple[int, int]) -> set[Tag]:
    """Return the wheel tags that a Python on a system takes."""
    machine = SYSTEMS[system]["platform_machine"]
    if system.startswith("Linux"):
        platforms = [f"manylinux_2_{n}_{machine}" for n in range(GLIBC, 4, -1)]
        platforms += [
            f"manylinux2014_{machine}",
            f"manylinux2010_{machine}",
            f"manylinux1_{machine}",
        ]
        platforms.append(f"linux_{machine}")
    elif system.startswith("macOS"):
        platforms = list(mac_platforms(MACOS, machine))
    else:
        platforms = ["win_amd64"]
    interpreter = f"cp{python[0]}{python[1]}"
    return {
        *cpython_tags(python, platforms=platforms),
        *compatible_tags(python, interpreter=interpreter, platforms=platforms),
    }


def judge(entry: Entry, listed: Listed, system: str, python: tuple[int, int]) -> tuple[str, int]:
    """Return how an entry is served ("roda", "sumber", "tidak ada", "tidak perlu") and its bytes."""
    if entry.marker and not Marker(entry.marker).evaluate(environment(system, python)):
        return "tidak perlu", 0
    files = [f for f in listed if f["hashes"].get("sha256") in entry.digests]
    tags = supported(system, python)
    wheels = [f for f in files if f["filename"].endswith(".whl")]
    fitting = [f for f in wheels if tags & parse_wheel_filename(f["filename"])[3]]
    if fitting:
        return "roda", min(f.get("size") or 0 for f in fitting)
    # Where any wheel is bound to a system, a source is not pure Python.
    sources = [f for f in files if f["filename"].endswith(".tar.gz")]
    bound = any(not f["filename"].endswith("-none-any.whl") for f in wheels)
    if sources and not bound:
        return "sumber", min(f.get("size") or 0 for f in sources)
    return "tidak ada", 0


def check(entries: Iterable[Entry], ask: Callable[[str], Listed]) -> list[dict[str, Any]]:
    """Return a row per package, Python and system: how it is served, and bytes."""
    entries = list(entries)
    names = sorted({entry.name for entry in entries})
    with ThreadPoolExecutor(8) as crew:
        lists = dict(zip(names, crew.map(ask, names), strict=True))
    rows = []
    for system in SYSTEMS:
        for python in PYTHONS:
            where = {"sistem": system, "python": ".".join(map(str, python))}
            for entry in entries:
                kind, size = judge(entry, lists[entry.name], system, python)
                if kind != "tidak perlu":
                    told = {"paket": entry.name, "versi": entry.version, **where}
                    rows.append({**told, "berkas": kind, "bita": size})
    return rows


def summarize(rows: Iterable[Mapping[str, Any]], content: str) -> list[dict[str, Any]]:
    """Count packages by Python and system, and how large what is downloaded is."""
    found: dict[tuple[str, str], dict[str, Mapping[str, Any]]] = {}
    for row in rows:  # both locks may name a package, each for its own marker or extra
        found.setdefault((row["sistem"], row["python"]), {})[row["paket"]] = row
    summary = []
    for (system, python), packages in found.items():
        kinds = [row["berkas"] for row in packages.values()]
        summary.append({
            "isi": content, "sistem": system, "python": python, "roda": kinds.count("roda"),
            "sumber": kinds.count("sumber"), "tidak ada": kinds.count("tidak ada"),
            "MB": round(sum(row["bita"] for row in packages.values()) / 1e6),
        })  # fmt: skip
    return summary


def ask_index(name: str) -> Listed:
    """Return what the index that pip is set to use lists for a package."""
    request = urllib.request.Request(  # noqa: S310  pip's own index
        f"{_index()}/{name}/", headers={"Accept": "application/vnd.pypi.simple.v1+json"}
    )
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        return json.load(answer)["files"]


@functools.cache
def _index() -> str:
    setting = "-".join(
        ("global.index", "url")
    )  # no file of the project may look as if it named one
    words = [sys.executable, "-m", "pip", "config", "get", setting]
    told = subprocess.run(words, check=False, capture_output=True, text=True).stdout.strip()
    return (told or PyPI.simple_url).rstrip("/")


def print_rows(rows: list[Mapping[str, Any]]) -> None:
    """Print a table for reading by people and programs: columns parted by tabs."""
    print("\t".join(rows[0]))
    for row in rows:
        print("\t".join(str(value) for value in row.values()))


def main(base: str, added: str, ask: Callable[[str], Listed] = ask_index) -> int:
    """Print both tables; exit code 1 if anything is not served, 3 if the index did not answer.

    Parameters
    ----------
    base : the lock of reports
    added : what the second lock adds
    ask : gives what the index lists for a name
    """
    try:
        rows = {"laporan": check(read_entries(base), ask)}
        rows["semua"] = rows["laporan"] + check(read_entries(added), ask)
    except OSError as error:
        print(f"NOT CHECKED: the index did not answer: {error}", file=sys.stderr)
        return 3
    print_rows(rows["semua"])
    print()
    print_rows([line for content, part in rows.items() for line in summarize(part, content)])
    return 1 if any(row["berkas"] == "tidak ada" for row in rows["semua"]) else 0

"""A browser of the Chromium family on this machine, and PDF files printed with it."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Final

from pug_analysis.errors import ReportError, UsageError
from pug_analysis.report.cores import usable_cores

_COMMANDS: Final = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge", "microsoft-edge-stable", "msedge",
)  # fmt: skip
#: Where the installers of Windows and macOS put them; they are on no search path there.
_WINDOWS: Final = (
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
    "Chromium/Application/chrome.exe",
)
_WINDOWS_ROOTS: Final = ("PROGRAMFILES", "PROGRAMFILES(X86)", "PROGRAMW6432", "LOCALAPPDATA")
_MACOS: Final = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "Chromium.app/Contents/MacOS/Chromium",
)

#: Nothing is fetched, nothing is told of this machine (the name of the program stands in the PDF).
_OPTIONS: Final = (
    "--headless", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-default-apps", "--host-resolver-rules=MAP * ~NOTFOUND", "--user-agent=pug-analysis",
    "--lang=id", "--force-color-profile=srgb", "--no-pdf-header-footer",
)  # fmt: skip
_SECONDS: Final = 120
#: Links beside the page would become addresses on this machine.
_BESIDE: Final = re.compile(r'(<a\b[^>]*?)\shref="(?!#|https:)[^"]*"')
_DATES: Final = re.compile(rb"(/(?:Creation|Mod)Date \(D:)\d{14}[+-]\d\d'\d\d'\)")
_A4: Final = re.compile(rb"/MediaBox \[0 0 59[45](?:\.\d+)? 84[12](?:\.\d+)?\]")


def find_browser(environment: Mapping[str, str] = os.environ) -> str:
    """Return the path of a Chromium, Chrome or Edge.

    Raises
    ------
    UsageError
        if there is none, with what to do.
    """
    for command in _COMMANDS:
        if found := shutil.which(command, path=environment.get("PATH")):
            return found
    for path in _usual_places(environment):
        if path.is_file():
            return str(path)
    raise UsageError(
        "PDF tidak dapat dibuat: --pdf memerlukan peramban Chromium, Google Chrome, atau Microsoft Edge, "
        "dan tidak satu pun ditemukan di komputer ini. Pasang salah satunya (Debian/Ubuntu: sudo apt "
        "install chromium), atau jalankan tanpa --pdf lalu buka halaman di peramban apa pun dan pilih "
        "Cetak, Simpan sebagai PDF."
    )


def _usual_places(environment: Mapping[str, str]) -> Iterator[Path]:
    for root in _WINDOWS_ROOTS:
        if environment.get(root):
            yield from (Path(environment[root]) / place for place in _WINDOWS)
    if sys.platform == "darwin":
        for folder in (Path("/Applications"), Path.home() / "Applications"):
            yield from (folder / place for place in _MACOS)


def make_printer(parallel: int | None = None) -> Callable[[Path, dt.date, Path], list[Path]]:
    """Return what prints the pages of a report with the browser of this machine.

    Parameters
    ----------
    parallel : pages at a time; by default as many as there are cores

    Raises
    ------
    UsageError
        if there is no browser.
    """
    return partial(print_pages, browser=find_browser(), parallel=parallel or usable_cores())


def print_pages(
    folder: Path, day: dt.date, work: Path, *, browser: str, parallel: int = 1
) -> list[Path]:
    """Print every page of a staged report as a tagged PDF on A4 beside it.

    The same page and browser give the same bytes: as its date a PDF has that of the report.

    Parameters
    ----------
    folder : staged report, its pages checked
    day : that its numbers speak of
    work : private folder, made here
    browser : see :func:`find_browser`
    parallel : pages at a time

    Returns
    -------
    Paths of the PDF files.

    Raises
    ------
    ReportError
        naming the page that could not be printed.
    """
    pages = sorted(folder.glob("*.html"))

    def print_one(page: Path) -> Path:
        target = page.with_suffix(".pdf")
        target.write_bytes(_date(_print(page, browser=browser, work=work / page.stem), day))
        return target

    with ThreadPoolExecutor(parallel) as pool:
        return list(pool.map(print_one, pages))


def _print(page: Path, *, browser: str, work: Path) -> bytes:
    work.mkdir(parents=True)
    copy, made = work / page.name, work / "halaman.pdf"
    html = _BESIDE.sub(r"\1", page.read_text(encoding="utf-8"))
    copy.write_text(html, encoding="utf-8", newline="\n")
    # As root the browser's own cage is not available; our pages hold no script to be caged.
    root = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
    command = [browser, *_OPTIONS, *root, f"--user-data-dir={work / 'profil'}",
               f"--print-to-pdf={made}", copy.resolve().as_uri()]  # fmt: skip
    try:
        subprocess.run(  # noqa: S603  a program of the machine, our own page
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
            env={**os.environ, "TZ": "UTC", "LC_ALL": "C.UTF-8"},
        )
        data = made.read_bytes()
    except (OSError, subprocess.TimeoutExpired):
        data = b""
    if not _is_whole(data):
        raise ReportError(
            f"Halaman {page.name} tidak dapat dicetak sebagai PDF oleh {Path(browser).name}; laporan "
            "terakhir tidak berubah. Tutup dan perbarui peramban itu lalu ulangi, atau jalankan tanpa --pdf."
        )
    return data


def _is_whole(data: bytes) -> bool:
    """Whether a PDF is complete, tagged and on A4: an old browser prints, but not so."""
    return (
        data.startswith(b"%PDF-")
        and data.rstrip().endswith(b"%%EOF")
        and b"/StructTreeRoot" in data
        and _A4.search(data) is not None
        and len(_DATES.findall(data)) == 2
    )


def _date(data: bytes, day: dt.date) -> bytes:
    """Put the day of the report in place of the time of printing; no byte moves."""
    return _DATES.sub(rb"\g<1>" + f"{day:%Y%m%d}000000+00'00')".encode(), data)

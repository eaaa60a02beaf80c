"""Chromium, driven over its own debugging pipe: no driver, no package besides the browser.

The pages are opened as they are published, their Content-Security-Policy included. The checkers
axe-core and html-validate are what ``make browser`` installed from ``package-lock.json``.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pandas as pd
import pytest

from pug_analysis.config import Config
from pug_analysis.release import display, figures, tables
from pug_analysis.report.gate.outputs import NotebookOutputs
from pug_analysis.report.write.page import read_content, render_page

HERE = Path(__file__).parent
CHECKERS = HERE / "node_modules"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
#: Chromium's own errands would be counted as requests of the page.
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-default-apps", "--hide-scrollbars", "--remote-debugging-pipe",
)  # fmt: skip


def refuse(reason: str) -> None:
    """Skip; where the checks must run (``make browser``), fail instead."""
    if os.environ.get("PUG_BROWSER") == "wajib":
        pytest.fail(f"The browser tests cannot run: {reason}")
    pytest.skip(reason)


class Page:
    """One tab; ``requests`` holds every address that it asked for."""

    def __init__(self, browser: Browser, session: str) -> None:
        self._browser, self._session = browser, session
        self.requests: list[str] = []
        for domain in ("Page", "Network", "Runtime"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        return self._browser.call(method, self._session, self, **parameters)

    def note(self, event: dict[str, Any]) -> None:
        if event["method"] == "Network.requestWillBeSent":
            self.requests.append(event["params"]["request"]["url"])

    def open(self, address: str, *, width: int = 1200, height: int = 900) -> Page:
        self.requests.clear()
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=width < 600,
        )  # fmt: skip
        self.call("Page.navigate", url=address)
        self.run(
            "new Promise(r => document.readyState === 'complete' ? r() : addEventListener('load', r))"
        )
        return self

    def run(self, script: str) -> Any:
        answer = self.call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")


class Browser:
    def __init__(self, program: str, profile: Path) -> None:
        import fcntl

        # Chromium reads its orders from descriptor 3 and answers on 4; bash knows numbers above 9.
        (read_end, orders), (answers, write_end) = os.pipe(), os.pipe()
        taken = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (read_end, write_end)]
        self._process = subprocess.Popen(
            ["bash", "-c", f'exec "$@" 3<&{taken[0]} 4>&{taken[1]}', "bash", program, *QUIET,
             f"--user-data-dir={profile}", "about:blank"],
            pass_fds=taken, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        for end in (read_end, write_end, *taken):
            os.close(end)
        self._orders, self._answers = os.fdopen(orders, "wb"), os.fdopen(answers, "rb")
        self._rest, self._number = b"", 0

    def call(
        self, method: str, session: str = "", page: Page | None = None, **parameters: Any
    ) -> dict[str, Any]:
        self._number += 1
        order = {"id": self._number, "method": method, "params": parameters}
        if session:
            order["sessionId"] = session
        self._orders.write(json.dumps(order).encode() + b"\0")
        self._orders.flush()
        while True:
            answer = self._read()
            if "method" in answer and page is not None:
                page.note(answer)
            elif answer.get("id") == self._number:
                assert "error" not in answer, (method, answer)
                return answer["result"]

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            more = self._answers.read1(1 << 20)
            assert more, "Chromium ended"
            self._rest += more
        message, self._rest = self._rest.split(b"\0", 1)
        return json.loads(message)

    def new_page(self) -> Page:
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        answer = self.call("Target.attachToTarget", targetId=target, flatten=True)
        return Page(self, answer["sessionId"])

    def close(self) -> None:
        self.call("Browser.close")
        self._process.wait(20)
        self._orders.close()
        self._answers.close()


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None or os.name != "posix":
        refuse("no Chromium here (Debian: apt-get install chromium)")
    found = Browser(program, tmp_path_factory.mktemp("profil"))
    yield found
    found.close()


@pytest.fixture(scope="session")
def page(browser: Browser) -> Page:
    return browser.new_page()


@pytest.fixture(scope="session")
def checkers() -> Path:
    """Folder of the installed checkers."""
    if shutil.which("node") is None:
        refuse("no Node.js here (Debian: apt-get install nodejs npm)")
    if not (CHECKERS / "axe-core").is_dir():
        refuse("axe-core and html-validate are not installed: run `make browser`")
    return CHECKERS


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of 20 figures and 20 tables, made by the functions of the reports."""
    made = tmp_path_factory.mktemp("halaman")
    (made / "01_besar.html").write_text(_big_page(), encoding="utf-8", newline="\n")
    return made


@pytest.fixture(scope="session")
def pages(folder: Path) -> list[Path]:
    """That page, and the published ones of the folder that ``PUG_PAGES`` names."""
    published = os.environ.get("PUG_PAGES")
    more = sorted(Path(published).rglob("*.html")) if published else []
    assert more or not published, f"no page in {published}"
    return [*sorted(folder.glob("*.html")), *more]


CONTEXT = {
    "periode": "2025",
    "keadaan": "31 Desember 2025",
    "edisi": "pokja",
    "instansi": Config().instansi.model_dump(),
    "peringatan": "Contoh peringatan.",
    "versi_kode": "0.1.0",
    "sidik_masukan": "abc",
    "sidik_paket": "def",
}


def _big_page() -> str:
    texts, cells, fragments = _sections(), [nbformat.v4.new_markdown_cell("# Halaman besar")], {}
    for parts in texts:
        cells.append(nbformat.v4.new_markdown_cell(parts[0]))
        fragments[len(cells)] = "\n".join(part.html for part in parts[1:])
        cells.append(nbformat.v4.new_code_cell(""))
    released = NotebookOutputs(fragments, [], [], [], {})
    notebook = nbformat.v4.new_notebook(cells=cells)
    content = read_content(notebook, released, name="01_besar")
    return render_page(content, context=CONTEXT)


def _sections() -> list[tuple[Any, ...]]:
    years = pd.RangeIndex(1, 16)
    ages = [f"{age}-{age + 4} tahun" for age in range(20, 60, 5)]
    sections = []
    for number in range(1, 21):
        if number % 2:
            drawn = pd.DataFrame({"usia": ages})
            drawn["pria"] = [40 + 7 * number + 13 * i % 90 for i in range(8)]
            drawn["wanita"] = [55 + 5 * number + 17 * i % 80 for i in range(8)]
        else:
            share = 1 - np.exp(-years.to_numpy() / (10 + number))
            drawn = pd.concat(
                pd.DataFrame({"jenis_kelamin": sex, "tahun": years, "estimate": f * share,
                              "conf_low": f * share * 0.8, "conf_high": f * share * 1.1})
                for sex, f in (("L", 0.9), ("P", 0.6))
            )  # fmt: skip
        with figures.canvas() as (figure, ax):
            if number % 2:
                figures.plot_population_pyramid(
                    drawn, group="usia", labels=("Pria", "Wanita"), ax=ax
                )
            else:
                figures.plot_incidence(
                    drawn, group="jenis_kelamin", labels={"L": "Pria", "P": "Wanita"}, ax=ax,
                    xlabel="Tahun sejak CPNS",
                )  # fmt: skip
            picture = figures.release_figure(
                figure, name=f"g{number}", title=f"Gambar {number}. Contoh", notes=["Sumber: uji."],
                alt=f"Contoh ke-{number}: pria dan wanita, 1.000 orang.",
            )  # fmt: skip
        rows = pd.DataFrame({
            "nama": [f"Dinas Pekerjaan Umum dan Penataan Ruang bagian {i}" for i in range(15)],
            "share": [i / 15 for i in range(15)],
        } | {f"{sex} {k}": range(k, k + 15) for sex in ("Pria", "Wanita") for k in (1, 2, 3)})  # fmt: skip
        table = tables.release_table(
            rows, name=f"t{number}", title=f"Tabel {number}. Contoh", notes=["Catatan: contoh."],
            columns=[
                tables.Column("nama", "Perangkat daerah", "text"),
                *(tables.Column(c, c, "count") for c in rows.columns[2:]),
                tables.Column("share", "% wanita", "share"),
            ],
        )  # fmt: skip
        read = display.reading(f"Tabel {number} dibaca baris demi baris.")
        sections.append((f"## Bagian {number}\n\nPengantar bagian.", picture, read, table))
    return sections

"""How soon a page of 20 figures and 20 tables shows its first text, with the network cut.

``python benchmarks/pages.py [page.html ...]`` needs Chromium. Prints milliseconds from the start of
the navigation to the first text painted (median of nine), how many times that of a page without a
figure or table, and the processor time of the page's thread: where other programs run, the first
says little and the last still does. The pages take turns.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from time import sleep
from typing import Any

CONFTEST = Path(__file__).parents[1] / "tests" / "browser" / "conftest.py"
ROUNDS = 9
FIRST_TEXT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


def main(pages: list[Path]) -> None:
    spec = importlib.util.spec_from_file_location("browser", CONFTEST)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        big = Path(folder) / "besar.html"
        big.write_text(module._big_page(), encoding="utf-8", newline="\n")
        program = next(filter(None, map(shutil.which, module.NAMES)))
        browser = module.Browser(program, Path(folder) / "profil")
        page = browser.new_page()
        page.call(
            "Network.emulateNetworkConditions",
            offline=True, latency=0, downloadThroughput=-1, uploadThroughput=-1,
        )  # fmt: skip
        paths = [_without_content(big), big, *pages]
        times: dict[Path, list[float]] = {path: [] for path in paths}
        busy: dict[Path, list[float]] = {path: [] for path in paths}
        page.call("Performance.enable", timeDomain="threadTicks")
        for turn in range(ROUNDS + 1):
            for path in paths:
                page.open(path.resolve().as_uri())
                page.call("Page.captureScreenshot")  # without a viewer nothing is painted
                while (time := page.run(FIRST_TEXT)) is None:
                    sleep(0.02)
                if turn:  # the first one starts the browser's processes
                    times[path].append(time)
                    busy[path].append(_processor_time(page))
        floor = statistics.median(times[paths[0]])
        for path in paths:
            median = statistics.median(times[path])
            print(
                f"{path.name}: first text after {median:.0f} ms "
                f"({min(times[path]):.0f}-{max(times[path]):.0f}), {median / floor:.2f} times that of "
                f"an empty page; processor {statistics.median(busy[path]):.0f} ms; "
                f"{path.stat().st_size / 1000:.0f} kB"
            )
        browser.close()


def _without_content(big: Path) -> Path:
    """Write the same page with nothing but its title."""
    empty = big.with_name("kosong.html")
    text = re.sub(
        "<main.*</main>", "<main><h1>Kosong</h1></main>", big.read_text("utf-8"), flags=re.S
    )
    empty.write_text(text, encoding="utf-8", newline="\n")
    return empty


def _processor_time(page: Any) -> float:
    """Milliseconds that the page's main thread has worked since the navigation."""
    metrics = page.call("Performance.getMetrics")["metrics"]
    return 1000 * next(m["value"] for m in metrics if m["name"] == "TaskDuration")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])

"""How soon a page of 20 figures and 20 tables shows its first text, with the network cut.

``python benchmarks/pages.py [page.html ...]`` needs Chromium. Prints milliseconds from the start of
the navigation to the first text painted (median of five), and the size of the page.
"""

from __future__ import annotations

import importlib.util
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from time import sleep

CONFTEST = Path(__file__).parents[1] / "tests" / "browser" / "conftest.py"
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
        for path in [big, *pages]:
            times = []
            for _ in range(6):
                page.open(path.resolve().as_uri())
                page.call("Page.captureScreenshot")  # without a viewer nothing is painted
                while (time := page.run(FIRST_TEXT)) is None:
                    sleep(0.02)
                times.append(time)
            median = statistics.median(times[1:])  # the first one starts the browser's processes
            print(f"{path.name}: first text after {median:.0f} ms "
                  f"({min(times):.0f}-{max(times):.0f}), {path.stat().st_size / 1000:.0f} kB")  # fmt: skip
        browser.close()


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])

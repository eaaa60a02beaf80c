"""Protected editions: are they published at all, and what do their readers lose.

``python benchmarks/protected_editions.py [regencies] [--sizes 400 6500] [--loss 400 1500 6500] [--rows FILE]``

Simulated regencies of sizes spread evenly (on a log scale) between the two ends are built and published as
``pokja``; each line says what the attacker found or why publication was refused. Then, for the sizes of
``--loss``, ``internal`` and ``pokja`` of one regency are compared, page by page: how many estimates of
protected tables (shares, ratios, limits, p-values, expected counts) are the same to three digits,
coarser, or left out.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import numpy as np

from pug_analysis.config import Config
from pug_analysis.errors import ReportError
from pug_analysis.ingest import build_periode
from pug_analysis.report import run_report
from pug_analysis.simulate import simulate, write_raw
from pug_analysis.terms.kalender import Periode

#: First words of the names of tables, and their pages.
PAGES = {
    "profil": "01 Profil", "kohort": "03 Kohort", "pelatihan": "04 Pelatihan", "alumni": "05 Alumni",
    "indikator": "06 Indikator", "pd": "08 Peta", "kualitas": "90 Kualitas",
}  # fmt: skip
KEYS = ("time", "tahun", "bulan")


def publish(workspace: Path, *, size: int, seed: int, editions: tuple[str, ...]) -> str:
    """Build and publish one regency; why it was refused, or nothing."""
    regency = simulate(size=size, years=(2023, 2024, 2025), seed=seed, truth=("gap",))
    write_raw(regency, workspace / "data" / "raw", dirt=0.01, layout="csv")
    build_periode(workspace, Periode(2025), config=Config())
    try:
        for edition in editions:
            run_report(workspace, Periode(2025), edition=edition, config=Config())
    except ReportError as error:
        return str(error)
    return ""


def read(folder: Path, name: str) -> list[dict[str, str]]:
    """Rows of a published table."""
    text = (folder / "tabel" / f"{name}.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def is_number(text: str) -> bool:
    """Whether a cell of a CSV with decimal commas is a number."""
    try:
        float(text.replace(",", "."))
    except ValueError:
        return False
    return True


def compare(internal: Path, pokja: Path) -> dict[str, Counter[str]]:
    """Estimates of each page that are the same, coarser, or gone."""
    ledger = json.loads((pokja / "manifest.json").read_text(encoding="utf-8"))["buku_rilis"]
    found: dict[str, Counter[str]] = {}
    for name, entry in ledger["tabel"].items():
        if entry is None or entry["aturan"] != "lindung":
            continue
        exact, shown = read(internal, name), read(pokja, name)
        if not exact:
            continue
        counts = set(entry["orang"])
        there = set(shown[0]) - counts if shown else set()
        values = [c for c in exact[0] if c in there and c not in KEYS
                  and any(is_number(row[c]) for row in exact)]  # fmt: skip
        keys = [c for c in exact[0] if c in there - {*values, "putusan"}]
        beside = {tuple(row[c] for c in keys): row for row in shown}
        tally = found.setdefault(PAGES[name.split("_")[0]], Counter())
        for row in exact:
            other = beside.get(tuple(row[c] for c in keys), {})
            for column in values:
                if is_number(row[column]):
                    tally[_kind(row[column], other.get(column, ""))] += 1
    return found


def _kind(exact: str, shown: str) -> str:
    if not shown:
        return "gone"
    if is_number(shown):
        a, b = (float(text.replace(",", ".")) for text in (exact, shown))
        return "same" if round(a, 3) == round(b, 3) else "coarser"
    return "coarser"


def main() -> None:
    """Run the regencies and print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("regencies", type=int, nargs="?", default=40)
    parser.add_argument("--sizes", type=int, nargs=2, default=(400, 6500))
    parser.add_argument("--loss", type=int, nargs="*", default=(400, 1500, 6500))
    parser.add_argument("--rows", type=Path, help="append a line for each regency here")
    options = parser.parse_args()
    sizes = np.geomspace(*options.sizes, max(options.regencies, 1)).astype(int).tolist()
    refused = 0
    for number, size in enumerate(sizes[: options.regencies], 1):
        with tempfile.TemporaryDirectory() as folder:
            begin = time.process_time()
            why = publish(Path(folder), size=size, seed=5000 + number, editions=("pokja",))
        refused += bool(why)
        line = f"{number};{size};{why.replace(chr(10), ' ') or 'published'};{time.process_time() - begin:.0f} s"
        print(line, file=sys.stderr)
        if options.rows:
            with options.rows.open("a", encoding="utf-8") as file:
                file.write(line + "\n")
    print(f"{refused} of {options.regencies} refused")
    for size in options.loss:
        folder = Path(tempfile.mkdtemp())
        why = publish(folder, size=size, seed=5000, editions=("internal", "pokja"))
        print(f"{size} people {why}")
        place = folder / "reports" / "2025"
        if not why:
            for page, tally in sorted(compare(place / "internal", place / "pokja").items()):
                total = sum(tally.values())
                print(
                    f"| {size} | {page} | {total} | {tally['same']} | {tally['coarser']} | {tally['gone']} |"
                )
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()

"""The last gate: alarms on clean reports, and seconds against 20,000 people.

``python benchmarks/gate.py [reports] [notebooks...]`` simulates that many regencies of different seeds, builds
and publishes each (the gate stands in the way), counts the refusals, and then reads the last
report once more against 20,000 invented people.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from pug_analysis.config import Config
from pug_analysis.errors import ReportError
from pug_analysis.ingest import build_periode
from pug_analysis.ingest.people.fingerprints import (
    Identifiers,
    read_fingerprints,
    write_fingerprints,
)
from pug_analysis.report import run_report
from pug_analysis.report.gate.leaks import check_leaks, collect_secrets
from pug_analysis.simulate import simulate, write_raw
from pug_analysis.terms.kalender import Periode

PEOPLE = 20_000
SYLLABLES = [
    "sa",
    "ri",
    "ti",
    "mu",
    "bu",
    "di",
    "nu",
    "ra",
    "yu",
    "li",
    "wa",
    "ko",
    "na",
    "ha",
    "se",
]


def publish_one(folder: Path, seed: int, notebooks: tuple[str, ...]) -> str:
    """Publish one simulated report; the message of a refusal or nothing."""
    regency = simulate(size=300, years=(2025,), seed=seed, truth=("gap",))
    write_raw(regency, folder / "data" / "raw", dirt=0, layout="csv")
    build_periode(folder, Periode(2025), config=Config())
    try:
        run_report(folder, Periode(2025), edition="internal", config=Config(), only=notebooks)
    except ReportError as error:
        return str(error)
    return ""


def invent(chance: random.Random) -> Identifiers:
    """Invent people whose names share words, as names do."""
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(6000)]
    names = {" ".join(chance.choices(words, k=chance.randint(2, 4))) for _ in range(PEOPLE)}
    births = [
        date.fromordinal(chance.randint(date(1965, 1, 1).toordinal(), date(2003, 1, 1).toordinal()))
        for _ in range(PEOPLE)
    ]
    nips = {
        f"{day:%Y%m%d}{chance.randint(1990, 2024)}{chance.randint(1, 12):02}{1 + i % 2}{i % 999 + 1:03}"
        for i, day in enumerate(births)
    }
    return Identifiers(frozenset(nips), frozenset(names), frozenset(births))


def time_gate(report: Path, folder: Path) -> tuple[float, float]:
    """Seconds to read the digests, and to check a whole report against them."""
    key = b"k" * 32
    write_fingerprints(folder, Periode(2025), invent(random.Random(1)), key=key)
    begin = time.process_time()
    secrets = collect_secrets(read_fingerprints(folder, Periode(2025), key=key), workspace=folder)
    read = time.process_time()
    check_leaks(report, secrets)
    return read - begin, time.process_time() - read


def main() -> None:
    """Publish, count and time."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    notebooks = tuple(sys.argv[2:]) or ("profil", "piramida", "kualitas_data")
    alarms = 0
    with tempfile.TemporaryDirectory() as name:
        for seed in range(number):
            folder = Path(name) / str(seed)
            message = publish_one(folder, seed, notebooks)
            alarms += bool(message)
            if message:
                print(seed, message, flush=True)
        print(f"{alarms} alarms on {number} clean reports", flush=True)
        report = folder / "reports" / "2025" / "internal"
        next(report.glob("*.zip")).unlink()  # made after the gate
        read, check = time_gate(report, Path(name) / "lain")
        size = sum(p.stat().st_size for p in report.rglob("*") if p.is_file())
        print(f"{PEOPLE} people: digests {read:.2f} s, {size / 1e6:.1f} MB of report {check:.2f} s")


if __name__ == "__main__":
    main()

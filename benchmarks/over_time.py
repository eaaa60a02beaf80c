"""How often the check over time rejects a ratio that does not change, by shape of the baseline.

People of two sexes enter over sixteen years and are watched to one month; women's monthly hazard is
a constant times men's, or changes after ten years. `analyses.hazards.check_over_time`, the check of
the cohort page, judges each sample. Prints a Markdown table, and puts it into ``docs/simulasi.md``
with ``--doc``.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import pandas as pd

from pug_analysis.analyses import cohort, hazards
from pug_analysis.careers.spells import PROMOSI, Spells

START, END = "<!-- over time: written by benchmarks/over_time.py -->", "<!-- end of over time -->"
#: Months watched at most: entry from January 2000 to December 2015, until December 2025.
FIRST, LAST, UNTIL = 2000 * 12, 2015 * 12 + 11, 2025 * 12 + 11
MONTH = np.arange(1, UNTIL - FIRST + 1)
#: Men's hazard per month; nobody is appointed in the first four years.
SHAPES = {
    "constant": np.full(MONTH.size, 0.006),
    "doubles at month 120": np.where(MONTH > 120, 0.010, 0.005),
    "triples at month 120": np.where(MONTH > 120, 0.012, 0.004),
    "halves at month 120": np.where(MONTH > 120, 0.004, 0.008),
    "doubles every two years": np.minimum(0.001 * 2 ** ((MONTH - 48) / 24), 0.05),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--replicates", type=int, default=400)
    parser.add_argument("--size", type=int, default=3000, help="people of a sample")
    parser.add_argument("--doc", type=Path, help="page that gets the table")
    options = parser.parse_args()
    lines = [
        "| baseline | women to men | promotions | p < 0.05 |",
        "| --- | --- | ---: | ---: |",
    ]
    cases = [(name, 0.75, 0.75) for name in SHAPES]
    cases += [("constant", 1.0, 1.0), ("constant", 1.0, 0.5), ("constant", 0.5, 1.0)]
    for shape, early, late in cases:
        found = [
            judge(shape, early, late, size=options.size, seed=seed)
            for seed in range(options.replicates)
        ]
        lines.append(describe(pd.DataFrame(found), shape, early, late))
        print(lines[-1], flush=True)
    text = "\n".join(lines)
    if options.doc:
        page = options.doc.read_text(encoding="utf-8")
        head, tail = page.split(START)[0], page.split(END)[1]
        options.doc.write_text(f"{head}{START}\n\n{text}\n\n{END}{tail}", encoding="utf-8")


def judge(shape: str, early: float, late: float, *, size: int, seed: int) -> dict[str, float]:
    """Promotions and p-value of one sample."""
    spells = draw(SHAPES[shape], early, late, size=size, rng=np.random.default_rng(seed))
    flow = pd.DataFrame({"langkah": ["Dianalisis"], "orang": [size]})
    change = hazards.check_over_time(cohort.ask("Pengawas", Spells(spells, flow)))
    return {"n": int((spells["cause"] == PROMOSI).sum()), "p": change.p_value}


def draw(
    baseline: np.ndarray, early: float, late: float, *, size: int, rng: np.random.Generator
) -> pd.DataFrame:
    """Spells of people with independent monthly risks."""
    women = rng.random(size) < 0.45
    entered = rng.integers(FIRST, LAST + 1, size)
    ratio = np.where(MONTH > 120, late, early)
    hazard = np.where(MONTH > 48, baseline, 0.0) * np.where(women[:, None], ratio, 1.0)
    hit = rng.random(hazard.shape) < hazard
    first = np.where(hit.any(axis=1), hit.argmax(axis=1) + 1, MONTH.size + 1)
    seen = UNTIL - entered + 1
    return pd.DataFrame(
        {
            "pegawai_id": [f"{person:05d}" for person in range(size)],
            "jenis_kelamin": np.where(women, "P", "L"),
            "angkatan": np.where(entered < 2008 * 12, "2000-2007", "2008-2015"),
            "pendidikan": rng.choice(["S1/D4", "D3"], size),
            "keluarga": "Teknis",
            "asal": entered,
            "entry": 0,
            "exit": np.minimum(first, seen),
            "cause": np.where(first <= seen, PROMOSI, ""),
        }
    )


def describe(found: pd.DataFrame, shape: str, early: float, late: float) -> str:
    """One line of the table; after the sign ± stands the Monte-Carlo standard error."""
    share = (found["p"] < 0.05).mean()
    error = np.sqrt(share * (1 - share) / len(found))
    ratio = f"{early:.2f}" if early == late else f"{early:.2f}, then {late:.2f}"
    return (
        f"| {shape} | {ratio} | {found['n'].mean():.0f} | {100 * share:.1f} ± {100 * error:.1f} % |"
    )


if __name__ == "__main__":
    main()

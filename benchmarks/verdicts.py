"""How often each of the five questions of the summary is answered with which verdict, and how often wrongly.

Simulates regencies with a planted truth and asks them through the functions that the summary uses
(``analyses.questions.answers``). Prints, per size, scenario and question, the share of each verdict with
its Monte Carlo error; ``--json`` writes the rows, ``--doc`` puts the tables into ``docs/sertifikat.md``.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
from regency_tables import with_all_columns

from pug_analysis.analyses.questions.answers import Answers, answer
from pug_analysis.analyses.questions.steps import STEPS
from pug_analysis.analyses.questions.verdicts import QUESTIONS
from pug_analysis.careers.load import open_tables
from pug_analysis.config import Config
from pug_analysis.simulate import simulate
from pug_analysis.terms.kalender import Periode

YEAR: Final = 2025
SCENARIOS: Final = (
    "null", "gap", "late-gap", "early-gap", "step-gap", "access-gap", "office-gap", "crossing",
    "gap+training",
)  # fmt: skip
#: Questions whose planted answer is a gap. Of a gap in one office the ladder as a whole has a small part too,
#: and hazards that cross leave a ratio near 1 of the whole step.
PLANTED: Final = {
    "null": (),
    "gap": ("langkah", "kecepatan"),
    "late-gap": ("langkah", "kecepatan"),
    "early-gap": ("langkah", "kecepatan"),
    "step-gap": ("langkah", "kecepatan"),
    "access-gap": ("pelatihan",),
    "office-gap": ("perangkat_daerah",),
    "crossing": ("kecepatan",),
    "gap+training": ("langkah", "kecepatan"),
}
SHARES: Final = ("gap", "equivalent", "inconclusive", "too_few", "wrong_direction")
#: Seeds of which it is told how many call the gap of the default sample.
SAMPLES: Final = 40
#: The step of ``step-gap``.
STEP: Final = STEPS[1].name
START, END = "<!-- verdicts: written by benchmarks/verdicts.py -->", "<!-- end of verdicts -->"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--replicates", type=int, default=200)
    parser.add_argument("--sizes", type=int, nargs="+", default=[3000, 6500], help="active people")
    parser.add_argument("--scenarios", nargs="+", default=list(SCENARIOS))
    parser.add_argument("--first", type=int, default=1, help="first seed")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--rows", type=Path, help="keep the single results (csv); goes on there")
    parser.add_argument("--json", type=Path, help="file for the rows of shares")
    parser.add_argument("--doc", type=Path, help="page that gets the tables")
    options = parser.parse_args()
    begun = time.perf_counter()
    parts = [read_rows(options.rows)] if options.rows and options.rows.exists() else []
    done = {
        key for part in parts for key in part[["size", "scenario", "seed"]].itertuples(False, None)
    }
    seeds = range(options.first, options.first + options.replicates)
    asked = [(n, s, seed) for s in options.scenarios for n in options.sizes for seed in seeds]
    todo = [one for one in asked if one not in done]
    for number, rows in enumerate(run(todo, options.processes), 1):
        parts.append(rows)
        if options.rows:
            rows.to_csv(options.rows, index=False, mode="a", header=not options.rows.exists())
        if number % 10 == 0 or number == len(todo):
            minutes = (time.perf_counter() - begun) / 60
            print(f"\r{number} of {len(todo)} regencies, {minutes:.1f} minutes", end="", flush=True)
    rows = pd.concat(parts, ignore_index=True)
    rows = rows.loc[rows["size"].isin(options.sizes) & rows["scenario"].isin(options.scenarios)]
    shares = add_up(rows)
    text = describe(shares, rows)
    print(f"\n\n{text}")
    if options.json:
        told = shares.drop(columns=["planted"]).to_dict("records")
        options.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    if options.doc:
        page = options.doc.read_text(encoding="utf-8")
        head, tail = page.split(START)[0], page.split(END)[1]
        options.doc.write_text(f"{head}{START}\n\n{text}\n\n{END}{tail}", encoding="utf-8")


def read_rows(path: Path) -> pd.DataFrame:
    """Read kept results; "null" is the name of a scenario there."""
    return pd.read_csv(path, keep_default_na=False, na_values=[""])


def run(todo: list[tuple[int, str, int]], processes: int) -> Iterator[pd.DataFrame]:
    """Judge regencies, one after the other or on several processors, in order."""
    if processes == 1:
        yield from (judge(*one) for one in todo)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(partial(_judge_one), todo, chunksize=4)


def _judge_one(one: tuple[int, str, int]) -> pd.DataFrame:
    return judge(*one)


def judge(size: int, scenario: str, seed: int) -> pd.DataFrame:
    """Answer the five questions of one regency.

    Returns
    -------
    DataFrame, one row per question: ``size, scenario, seed, question, verdict, direction, p_value, strong,
    named`` (the steps or offices with a gap), ``detail`` (a second p-value: of the change over time or
    between routes)
    """
    truth = tuple(scenario.split("+"))
    regency = simulate(size=size, years=(YEAR,), seed=seed, truth=truth)
    data = open_tables(
        with_all_columns(regency), Periode(YEAR), Path(), edition="internal", config=Config()
    )
    found = answer(data)
    return _rows(found).assign(size=size, scenario=scenario, seed=seed)[_COLUMNS]


_COLUMNS = [
    "size", "scenario", "seed", "question", "verdict", "direction", "p_value", "strong", "named",
    "detail",
]  # fmt: skip


def _rows(found: Answers) -> pd.DataFrame:
    nan = float("nan")
    lines = {
        "langkah": (found.ladder.verdict, found.ladder.direction, "; ".join(found.ladder.gaps), nan),
        "kecepatan": (found.speed.verdict, found.speed.direction, "", found.speed.p_change),
        "pelatihan": (
            found.training.verdict, found.training.direction, "", found.training.p_change
        ),
        "jabatan": (found.heads.heading, "", "", nan),
        "perangkat_daerah": (
            found.appointed.verdict, found.appointed.direction, "; ".join(found.appointed.flagged),
            nan,
        ),
    }  # fmt: skip
    table = found.strengths.set_index("pertanyaan").loc[list(QUESTIONS)]
    rows = pd.DataFrame(lines.values(), columns=["verdict", "direction", "named", "detail"])
    return rows.assign(
        question=list(QUESTIONS),
        p_value=table["p_value"].to_numpy(),
        strong=table["kuat"].to_numpy(),
    )


def add_up(rows: pd.DataFrame) -> pd.DataFrame:
    """Shares of each verdict: ``size, scenario, question, n``, ``SHARES``, and what was planted.

    A gap of the wrong direction is one of men where women's rates are lowered; where hazards cross, both
    sexes are slower at some time. The question of posts has
    headings and no verdict; its shares of gaps are those of headings up or down.
    """
    said = rows.assign(
        gap=rows["verdict"].isin(["gap", "up", "down"]),
        equivalent=rows["verdict"] == "equivalent",
        inconclusive=rows["verdict"].isin(["inconclusive", "open"]),
        too_few=rows["verdict"].isin(["too_few"]),
        wrong_direction=(rows["verdict"] == "gap")
        & (rows["direction"] == "pria")
        & (rows["scenario"] != "crossing"),
        n=1,
    )
    keys = ["size", "scenario", "question"]
    order = {name: place for place, name in enumerate((*SCENARIOS, *QUESTIONS))}
    shares = said.groupby(keys, sort=False)[list(SHARES)].mean().join(
        said.groupby(keys, sort=False)["n"].sum()
    )  # fmt: skip
    shares = shares.reset_index().sort_values(
        keys,
        key=lambda column: column.map(order).fillna(column) if column.name != "size" else column,
    )
    planted = [
        q in PLANTED.get(s, ()) for s, q in zip(shares["scenario"], shares["question"], strict=True)
    ]
    return shares[[*keys, "n", *SHARES]].assign(planted=planted).reset_index(drop=True)


def describe(shares: pd.DataFrame, rows: pd.DataFrame) -> str:
    """Return the Markdown tables: verdicts, then chances that are of several questions together."""
    lines = [
        "| people | planted | question | n | gap | equal | open | too few | wrong direction |",
        "| ---: | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for row in shares.itertuples(index=False):
        told = " | ".join(rate(getattr(row, name), row.n) for name in SHARES)
        mark = " *" if row.planted else ""
        lines.append(f"| {row.size:,} | {row.scenario} | {row.question}{mark} | {row.n} | {told} |")
    return "\n".join([*lines, "", *_together(rows)])


def _together(rows: pd.DataFrame) -> list[str]:
    """Chances that at least one question is wrong without a gap, and what the right step is."""
    lines = []
    for size, own in rows.groupby("size"):
        null = own.loc[(own["scenario"] == "null") & (own["question"] != "jabatan")]
        if len(null):
            wrong = null.assign(gap=null["verdict"] == "gap")
            by_seed = [one.groupby(wrong["seed"]).any() for one in _called(wrong)]
            some, strong = (rate(one.mean(), len(one)) for one in by_seed)
            lines.append(
                f"- {size:,} people without a gap: some question calls one in {some}, and one that is "
                f'"kuat" in {strong}.'
            )
        sample = own.loc[
            (own["scenario"] == "gap") & (own["question"] == "kecepatan") & (own["seed"] <= SAMPLES)
        ]
        if len(sample) == SAMPLES:
            called = int((sample["verdict"] == "gap").sum())
            lines.append(
                f"- {size:,} people with `gap`, as the default sample has it: the second question calls it for "
                f"{called} of the first {SAMPLES} seeds."
            )
        step = own.loc[(own["scenario"] == "step-gap") & (own["question"] == "langkah"), "named"]
        if len(step):
            named = step.fillna("").str.split("; ")
            right = named.map(lambda steps: STEP in steps)
            other = named.map(lambda steps: bool(set(steps) - {STEP, ""}))
            lines.append(
                f"- {size:,} people with `step-gap`: its step is named in {rate(right.mean(), len(right))}, "
                f"another in {rate(other.mean(), len(other))}."
            )
    return lines


def _called(rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Whether a question calls a gap, and whether it does so strongly."""
    return rows["gap"], rows["gap"] & rows["strong"].astype(bool)


def rate(share: float, n: int) -> str:
    """Percent with its Monte Carlo error; exact upper limit where none was seen."""
    if share == 0:
        return f"0.0 (at most {100 * (1 - 0.025 ** (1 / n)):.1f})"
    return f"{100 * share:.1f} ± {100 * np.sqrt(share * (1 - share) / n):.1f}"


if __name__ == "__main__":
    main()

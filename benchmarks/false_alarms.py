"""How often each verdict that a page prints is wrong in regencies without any gap.

Simulates regencies in which women and men are appointed, trained and promoted alike, runs the
pages' own cells on them, and looks for every word that states a difference. Pages of careers get the
regency's tables without files (``regency_tables``). For pages of shares the raw files of every
``DRAWS``-th regency are written and built, and the sexes of all its people are drawn anew ``DRAWS``
times, so that composition is alike too: only there have these pages nothing to find.
Prints a Markdown table with Monte Carlo errors; ``--doc`` puts it into ``docs/simulasi.md``.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pandas as pd
from page_run import run_pages
from page_verdicts import AS_IS, DRAWN, PAGES, VERDICTS, read_verdicts
from regency_tables import with_all_columns

import pug_analysis as pug
from pug_analysis import careers
from pug_analysis.careers.load import open_tables
from pug_analysis.config import read_config
from pug_analysis.ingest import build_periode
from pug_analysis.simulate import Regency, simulate, write_raw
from pug_analysis.terms.kalender import Periode

YEARS = (2024, 2025)
SEX, HOLDERS = "jenis_kelamin", ("pegawai", "pemberhentian")
#: Drawings of the sexes in one regency that is built; as many regencies are not.
DRAWS = 5
#: A programme in the middle of the observed years, so that before and after are compared too.
SETTINGS = '[kohort]\nprogram_nama = "program contoh"\nprogram_mulai = 2021-01-01\n'
START, END = "<!-- alarms: written by benchmarks/false_alarms.py -->", "<!-- end of alarms -->"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--replicates", type=int, default=200)
    parser.add_argument("--size", type=int, default=6500, help="active people of a regency")
    parser.add_argument("--first", type=int, default=1, help="first seed")
    parser.add_argument("--truth", default="null", help="scenario: others show what is found")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--rows", type=Path, help="keep the single results (csv); goes on there")
    parser.add_argument("--doc", type=Path, help="page that gets the table")
    options = parser.parse_args()
    begun = time.perf_counter()
    done = pd.read_csv(options.rows) if options.rows and options.rows.exists() else None
    parts = [] if done is None else [done]
    known = set() if done is None else set(done["seed"])
    seeds = [s for s in range(options.first, options.first + options.replicates) if s not in known]
    run = partial(judge, size=options.size, truth=options.truth)
    for number, rows in enumerate(_run(run, seeds, options.processes), 1):
        parts.append(rows)
        if options.rows:
            pd.concat(parts).to_csv(options.rows, index=False)
        minutes = (time.perf_counter() - begun) / 60
        print(f"\r{number} of {len(seeds)} regencies, {minutes:.1f} minutes", end="", flush=True)
    text = describe(pd.concat(parts, ignore_index=True), size=options.size)
    print(f"\n\n{text}")
    if options.doc:
        page = options.doc.read_text(encoding="utf-8")
        head, tail = page.split(START)[0], page.split(END)[1]
        options.doc.write_text(f"{head}{START}\n\n{text}\n\n{END}{tail}", encoding="utf-8")


def _run(run, seeds: list[int], processes: int):
    if processes == 1:
        yield from map(run, seeds)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(run, seeds)


def judge(seed: int, *, size: int, truth: str) -> pd.DataFrame:
    """Return the verdicts of one regency, see :func:`page_verdicts.read_verdicts`, by ``seed, draw``."""
    regency = simulate(size=size, years=YEARS, seed=seed, truth=tuple(truth.split("+")))
    workspace = Path(tempfile.mkdtemp(prefix="putusan-"))
    (workspace / "pug.toml").write_text(SETTINGS, encoding="utf-8")
    asked = {"year": YEARS[-1], "workspace": str(workspace), "edition": "internal"}
    try:
        with without_files(regency, workspace):
            parts = [read_verdicts(run_pages(PAGES[AS_IS], **asked), AS_IS).assign(draw=0)]
        if (seed - 1) % DRAWS == 0:
            build(regency, workspace)
            for draw in range(1, DRAWS + 1):
                with sexes_drawn_anew(workspace, seed=DRAWS * seed + draw):
                    found = read_verdicts(run_pages(PAGES[DRAWN], **asked), DRAWN)
                parts.append(found.assign(draw=draw))
    finally:
        shutil.rmtree(workspace)
    return pd.concat(parts, ignore_index=True).assign(seed=seed)


@contextmanager
def without_files(regency: Regency, workspace: Path) -> Iterator[None]:
    """Let pages open the last year of a regency as if it had been built."""
    data = open_tables(
        with_all_columns(regency), Periode(YEARS[-1]), workspace,
        edition="internal", config=read_config(workspace),
    )  # fmt: skip
    with patch.object(pug, "load", lambda *_, **__: data, create=True):
        yield


def build(regency: Regency, workspace: Path) -> None:
    """Write the raw files of a regency and build them, under one key, so that runs repeat."""
    (workspace / ".pug").mkdir()
    (workspace / ".pug" / "kunci").write_bytes(b"tolok ukur, bukan kunci rahasia".ljust(32))
    write_raw(regency, workspace / "data" / "raw", dirt=0, layout="parquet")
    for year in YEARS:
        build_periode(workspace, Periode(year), config=read_config(workspace))


@contextmanager
def sexes_drawn_anew(workspace: Path, *, seed: int) -> Iterator[None]:
    """Let pages open the periods with the sexes of all people shuffled, as many women as before."""
    first, last = (pug.load(year, workspace=workspace) for year in YEARS)
    both = pd.concat(
        data.tables[name][["pegawai_id", SEX]] for data in (last, first) for name in HOLDERS
    ).drop_duplicates("pegawai_id")
    both = both.sort_values("pegawai_id")
    shuffled = np.random.default_rng(seed).permutation(both[SEX].astype(object))
    drawn = pd.Series(shuffled, index=both["pegawai_id"])
    opened = {data.year: _redraw(data, drawn) for data in (first, last)}
    with (
        patch.object(pug, "load", lambda year, **_: opened[year], create=True),
        patch.object(careers, "load_series", lambda _: tuple(opened.values())),
    ):
        yield


def _redraw(data: pug.Data, drawn: pd.Series) -> pug.Data:
    stored = dict(data.tables)
    for name in HOLDERS:
        table = stored[name]
        sex = table["pegawai_id"].map(drawn).astype(table[SEX].dtype)
        stored[name] = table.assign(**{SEX: sex})
    return open_tables(
        stored, data.periode, data.workspace, edition=data.edition, config=data.config
    )


def describe(rows: pd.DataFrame, *, size: int) -> str:
    """Return the Markdown table: one line per verdict and world."""
    drawn = rows.loc[rows["world"] == DRAWN, ["seed", "draw"]].drop_duplicates()
    lines = [
        f"{rows['seed'].nunique()} regencies of {size:,} active people; {len(drawn)} drawings in "
        f"{drawn['seed'].nunique()} of them.",
        "",
        "| page | verdict | kind | world | said in | false alarms |",
        "| --- | --- | --- | --- | ---: | ---: |",
    ]
    for verdict in VERDICTS:
        for world in PAGES:
            own = rows.loc[
                (rows["page"] == verdict.page)
                & (rows["verdict"] == verdict.name)
                & (rows["world"] == world),
                "alarm",
            ]
            if own.empty:
                continue
            said = own.dropna().astype(float)
            lines.append(
                f"| {verdict.page} | {verdict.name} | {verdict.kind} | {world} | "
                f"{len(said)} | {rate(said)} |"
            )
    return "\n".join(lines)


def rate(alarms: pd.Series) -> str:
    """Percent with its Monte Carlo error; exact upper limit where none was seen."""
    if alarms.empty:
        return "–"
    n, share = len(alarms), alarms.mean()
    if share == 0:
        return f"0.0 % (at most {100 * (1 - 0.025 ** (1 / n)):.1f})"
    return f"{100 * share:.1f} ± {100 * np.sqrt(share * (1 - share) / n):.1f} %"


if __name__ == "__main__":
    main()

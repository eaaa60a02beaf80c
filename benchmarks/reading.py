"""Measure how raw exports are read: ``python benchmarks/reading.py --people 20000,50000,100000,200000``.

A simulated regency is copied with other NIPs and other (invented) names until it is as large as a
province or the nation; its staff lists have the 69 columns of SIASN, its histories about ten rows a
person. Each size is built by ``pug-analysis build`` in a process of its own, and the same files are
read by plain pandas. With ``--xlsx`` a staff list in xlsx is measured as well.
"""

from __future__ import annotations

import argparse
import csv
import io
import itertools
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq
from run import BIN, YEAR, Measure, measure

_NIP = re.compile(r"\d{18}")
_SEQUENCES = 999
_SYLLABLES = ("ba", "du", "ke", "lo", "mi", "nar", "pu", "rin", "sa", "tuk", "wi", "yo")
_PLAIN = """
import sys
import pandas as pd
rows = 0
for path in sys.argv[1:]:
    if path.endswith(".csv"):
        with open(path, encoding="utf-8") as stream:
            head = stream.readline()
        sep = ";" if head.count(";") > head.count(",") else ","
        rows += len(pd.read_csv(path, sep=sep, dtype=str, on_bad_lines="skip"))
    elif path.endswith(".parquet"):
        rows += len(pd.read_parquet(path))
    else:
        rows += sum(map(len, pd.read_excel(path, sheet_name=None, dtype=str, engine="calamine").values()))
print(rows)
"""


@dataclass(frozen=True)
class Folder:
    """A folder of raw files that was built, and read by plain pandas (None where that was left out)."""

    label: str
    people: int
    rows: int
    megabytes: float
    ours: Measure
    plain: Measure | None

    @property
    def pace(self) -> float:
        """Seconds for a million rows."""
        return self.ours.seconds / self.rows * 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--people", default="20000,40000,80000,160000", help="sizes of the folders")
    parser.add_argument("--base", type=int, default=20000, help="people in the simulated regency")
    parser.add_argument("--layout", choices=["csv", "parquet"], default="csv")
    parser.add_argument("--dirt", type=float, default=0.01)
    parser.add_argument("--xlsx", type=int, default=0, help="people in a folder of workbooks")
    parser.add_argument("--no-pandas", action="store_true", help="leave plain pandas out")
    parser.add_argument("--folder", type=Path, help="where the files are made (needs much room)")
    parser.add_argument("--keep", type=Path, help="where built folders are put, for nation.py")
    options = parser.parse_args()
    print(HEAD, flush=True)
    found = measure_reading(
        [int(n) for n in options.people.split(",") if n],
        base=options.base, layout=options.layout, dirt=options.dirt, xlsx=options.xlsx,
        pandas=not options.no_pandas, place=options.folder, keep=options.keep,
    )  # fmt: skip
    for one in found:
        print_folder(one)


def measure_reading(
    sizes: Sequence[int], *, base: int = 20_000, layout: str = "csv", dirt: float = 0.01,
    xlsx: int = 0, pandas: bool = True, place: Path | None = None, keep: Path | None = None,
) -> Iterator[Folder]:  # fmt: skip
    """Make a folder of each size, measure it, and remove it.

    Parameters
    ----------
    sizes : people in the folders of csv files
    base : people in the regency that is copied
    layout : csv, or parquet for the histories
    dirt : share of rows with a planted defect
    xlsx : people in one more folder, of workbooks; 0 for none
    pandas : whether plain pandas reads the same files
    place : where the folders are made
    keep : where the built workspaces are put, without their raw files; by default they are removed
    """
    with tempfile.TemporaryDirectory(prefix="pug-baca-", dir=place) as name:
        folder = Path(name)
        if sizes:
            regency = sample(folder / "asal", base, layout="csv", dirt=dirt)
        for size in sizes:
            workspace = folder / f"kerja-{size}"
            copies = -(-size // base)
            replicate(regency, workspace, copies=copies, layout=layout)
            yield measure_folder(layout, copies * base, workspace, pandas=pandas, keep=keep)
        if xlsx:
            workspace = folder / "kerja-xlsx"
            sample(workspace, xlsx, layout="xlsx", dirt=dirt)
            yield measure_folder("xlsx", xlsx, workspace, pandas=pandas, keep=keep)


def sample(workspace: Path, size: int, *, layout: str, dirt: float) -> Path:
    """Simulate a regency; return its folder of raw files."""
    raw = workspace / "data" / "raw"
    command = ["sample", "--years", str(YEAR), "--size", str(size), "--layout", layout]
    command += ["--dirt", str(dirt), "--out", str(raw)]
    subprocess.run([str(BIN / "pug-analysis"), *command], check=True, stdout=subprocess.DEVNULL)
    return raw / str(YEAR)


def replicate(regency: Path, workspace: Path, *, copies: int, layout: str) -> None:
    """Write the files of many regencies like one, each with NIPs and names of its own.

    Parameters
    ----------
    regency : folder of csv files
    workspace : gets ``data/raw``
    copies : how many
    layout : csv, or parquet for the histories
    """
    raw = workspace / "data" / "raw" / str(YEAR)
    raw.mkdir(parents=True)
    paths = sorted(regency.glob("*.csv"))
    texts = {path: path.read_text("utf-8-sig") for path in paths}
    ranks = rank_nips(texts.values(), copies=copies)
    for path, text in texts.items():
        target = raw / path.name
        register = not _NIP.search(text[:100_000]) or "_pug" in path.name
        with target.open("w", encoding="utf-8", newline="") as stream:
            head, *pieces = split_lines(text, ranks)
            stream.write(head[0])
            for copy in range(1 if register else copies):
                stream.writelines(write_lines(pieces, copy=copy, copies=copies))
        if layout == "parquet" and path.name.startswith("Riwayat"):
            to_parquet(target)


def rank_nips(texts, *, copies: int) -> dict[str, int]:
    """Return a number for each NIP, different where only the sequence (last digits) differs."""
    known = sorted({nip for text in texts for nip in _NIP.findall(text)})
    seen: Counter[str] = Counter()
    ranks = {}
    for nip in known:
        ranks[nip] = seen[nip[:15]]
        seen[nip[:15]] += 1
    if max(seen.values()) * copies > _SEQUENCES:
        sys.exit("too many copies: take a larger --base")
    return ranks


def split_lines(text: str, ranks: dict[str, int]) -> list[tuple]:
    """Return the header, then each record as (text,) or (before, NIP's start, rank, between, after).

    The name is between NIP and ``after``, which is "" where there is no name.
    """
    lines = text.splitlines(keepends=True)
    separator = ";" if lines[0].count(";") > lines[0].count(",") else ","
    header = next(csv.reader([lines[0]], delimiter=separator))
    place = header.index("NAMA") if "NAMA" in header else None
    pieces: list[tuple] = [(lines[0],)]
    for line in lines[1:]:
        found = _NIP.search(line)
        if not found or found[0] not in ranks:
            pieces.append((line,))
            continue
        before, rest = line[: found.start()], line[found.end() :]
        between, after = rest, ""
        if place is not None:
            record = next(csv.reader(io.StringIO(line), delimiter=separator))
            name = record[place] if len(record) > place else ""
            end = rest.find(name) + len(name) if name and name in rest else 0
            between, after = rest[:end], rest[end:]
        pieces.append((before, found[0][:15], ranks[found[0]], between, after))
    return pieces


def write_lines(pieces: list[tuple], *, copy: int, copies: int) -> Iterator[str]:
    """Yield the records of one copy."""
    word = " " + invent_word(copy)
    for piece in pieces:
        if len(piece) == 1:
            yield piece[0]
            continue
        before, start, rank, between, after = piece
        mark = word.upper() if after and between else ""
        yield f"{before}{start}{rank * copies + copy + 1:03d}{between}{mark}{after}"


def invent_word(number: int) -> str:
    """Return a word that no other number has."""
    words = itertools.product(_SYLLABLES, repeat=3)
    return "".join(next(itertools.islice(words, number, None)))


def to_parquet(path: Path) -> None:
    """Turn a csv file into a parquet file beside it, and drop the csv; records that do not fit go."""
    with path.open(encoding="utf-8") as stream:
        head = stream.readline()
    separator = ";" if head.count(";") > head.count(",") else ","
    names = next(csv.reader([head], delimiter=separator))
    parse = pc.ParseOptions(delimiter=separator, invalid_row_handler=lambda _: "skip")
    convert = pc.ConvertOptions(column_types=dict.fromkeys(names, pa.string()))
    with (
        pc.open_csv(path, parse_options=parse, convert_options=convert) as reader,
        pq.ParquetWriter(path.with_suffix(".parquet"), reader.schema) as writer,
    ):
        for batch in reader:
            writer.write_batch(batch)
    path.unlink()


def measure_folder(
    label: str, people: int, workspace: Path, *, pandas: bool, keep: Path | None
) -> Folder:
    """Build a workspace, read its files with plain pandas, and remove it, or its raw files."""
    raw = workspace / "data" / "raw" / str(YEAR)
    files = sorted(p for p in raw.iterdir() if p.suffix in (".csv", ".parquet", ".xlsx"))
    size = sum(p.stat().st_size for p in files) / 1e6
    ours = measure([[str(BIN / "pug-analysis"), "build", str(YEAR), "--workspace", str(workspace)]])
    account = pq.read_table(workspace / "data/processed" / str(YEAR) / "neraca.parquet").to_pandas()
    parts = account[["dipakai", "karantina", "gabung", "bukan_data"]].sum(axis=1)
    if not (parts == account["baris_masuk"]).all():
        sys.exit(f"{label}: the row account does not close")
    plain = measure([[sys.executable, "-c", _PLAIN, *map(str, files)]]) if pandas else None
    remove(workspace / "data" / "raw")
    if keep is None:
        remove(workspace)
    else:
        shutil.move(workspace, keep / workspace.name)
    return Folder(label, people, int(account["baris_masuk"].sum()), size, ours, plain)


HEAD = (
    "| folder | people | rows | MB | build s | rows/s | peak MB | s per million rows | pandas s "
    "| pandas peak MB | ratio |\n"
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
)


def print_folder(one: Folder) -> None:
    """Print the line of a folder."""
    cells = [
        one.label, f"{one.people:,}", f"{one.rows:,}", f"{one.megabytes:,.0f}",
        f"{one.ours.seconds:.1f}", f"{one.rows / one.ours.seconds:,.0f}",
        f"{one.ours.megabytes:,.0f}", f"{one.pace:.1f}",
    ]  # fmt: skip
    if one.plain:
        ratio = one.ours.seconds / one.plain.seconds
        cells += [f"{one.plain.seconds:.1f}", f"{one.plain.megabytes:,.0f}", f"{ratio:.2f}"]
    else:
        cells += ["", "", ""]
    print(f"| {' | '.join(cells)} |", flush=True)


def remove(folder: Path) -> None:
    """Remove a workspace."""
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    folder.rmdir()


if __name__ == "__main__":
    main()

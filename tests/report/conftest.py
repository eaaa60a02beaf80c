"""Toy notebooks and workspaces: what they show is invented and small enough to read."""

from __future__ import annotations

import base64
import json
import struct
import zlib
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pug_analysis.ingest.kept.processed_folder import read_key
from pug_analysis.ingest.people.fingerprints import Identifiers, write_fingerprints
from pug_analysis.ingest.tables.schema import SPECS
from pug_analysis.release.ledger import Release, ledger_entry
from pug_analysis.terms.kalender import Periode

#: The one whom no published file may name.
NIP = "198503152010012003"
PEOPLE = Identifiers(
    nips=frozenset({NIP, "197911052005011004"}),
    names=frozenset({"siti aminah rekaan", "zzkanari sembilan"}),
    births=frozenset({date(1985, 3, 15), date(1979, 11, 5)}),
)
MIME = "application/vnd.pug.v1+json"
DEFAULTS = 'year: int = 2024  # report year\nsemester: int = 2\nworkspace: str = "."\nedition: str = "internal"'


def markdown(source: str) -> dict:
    return {"cell_type": "markdown", "metadata": {}, "source": source, "id": "x"}


def code(source: str, *tags: str) -> dict:
    return {
        "cell_type": "code",
        "metadata": {"tags": list(tags)},
        "source": source,
        "outputs": [],
        "execution_count": None,
        "id": "x",
    }


def write_notebook(path: Path, cells: list[dict], **pug) -> Path:
    cells = [cell | {"id": f"cell-{number}"} for number, cell in enumerate(cells)]
    content = {
        "cells": cells,
        "metadata": {
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
            "pug": pug,
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def write_processed(workspace: Path, year: int = 2025) -> Path:
    folder = workspace / "data" / "processed" / str(year)
    folder.mkdir(parents=True)
    inputs = {"berkas": [{"berkas": "asn.xlsx", "sha256": "ab" * 32}]}
    (folder / "asal.json").write_text(json.dumps(inputs), encoding="utf-8")
    account = {
        "berkas": ["asn.xlsx"],
        "lembar": ["Data"],
        "tata_letak": ["data_asn"],
        "baris_masuk": [1250],
        "dipakai": [1200],
        "karantina": [20],
        "gabung": [10],
        "bukan_data": [20],
    }
    pq.write_table(pa.table(account), folder / "neraca.parquet")
    for spec in SPECS:
        if spec.name != "neraca":
            spec.without_rows().to_parquet(folder / f"{spec.name}.parquet")
    write_fingerprints(workspace, Periode(year), PEOPLE, key=read_key(workspace))
    return folder


def show(payload: dict, html: str) -> str:
    """Source of a cell that displays one released output."""
    bundle = {MIME: payload, "text/html": html}
    return f"from IPython.display import display\ndisplay({bundle!r}, raw=True)"


def png(width: int = 2, height: int = 2) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + crc

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\0" + b"\x80" * width) * height
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def table(name: str = "profil", **changes) -> dict:
    return {
        "kind": "table",
        "name": name,
        "title": "Tabel 1. Profil <ASN>",
        "columns": [
            {"name": "golongan", "label": "Golongan", "kind": "text"},
            {"name": "n", "label": "Jumlah", "kind": "count"},
            {"name": "share", "label": "Bagian", "kind": "share"},
        ],
        "rows": [["III/a", 1200, 0.125], ["=1+1", None, "*"]],
        "notes": ["Sumber: contoh."],
        "rilis": ledger_entry(Release("B", "pokja", exact=True), counts=["n"]),
    } | changes


def figure(name: str = "piramida") -> dict:
    data = base64.b64encode(png()).decode()
    return {"kind": "figure", "name": name, "title": "G", "alt": "Dua batang", "png": data}


TABLE_HTML = (
    '<div class="pug-tabel" role="region" aria-labelledby="t1" tabindex="0"><table>'
    '<caption id="t1">Profil</caption><thead><tr><th scope="col">Golongan</th></tr></thead>'
    '<tbody><tr><th scope="row">III/a</th></tr></tbody></table></div>'
)


def good_cells(*, table_name: str = "profil") -> list[dict]:
    """A report with every kind of output, and with what must not reach the page."""
    picture = figure(f"gambar_{table_name}")
    card = {"kind": "headline", "label": "Perempuan", "value": "52,1%", "note": "dari 1.200 ASN"}
    image = f'<img alt="Dua batang" src="data:image/png;base64,{picture["png"]}">'
    return [
        markdown("# Profil ASN\n\nTeks <script>alert(1)</script> dan **tebal**."),
        code(DEFAULTS, "parameters"),
        markdown("## Berapa <b>banyak</b>?\n\n```mermaid\ngraph TD\n```"),
        code(show(table(table_name), TABLE_HTML)),
        markdown("## Seperti apa?\n\n![gambar](https://example.invalid/a.png)"),
        code(show(picture, f'<figure class="pug-gambar">{image}</figure>')),
        code(show(card, '<p class="pug-kartu">52,1%</p>')),
        code(
            "display({"
            + repr(MIME)
            + ": {'kind': 'text'}, 'text/html': f'<p>th {year}</p>'}, raw=True)"
        ),
        code("import sys, warnings\nprint('BOCOR-CETAK', workspace)\nwarnings.warn('BOCOR-WARN')"),
        code(
            "import pandas as pd\nsys.stderr.write('BOCOR-STDERR')\npd.DataFrame({'a': ['BOCOR-DF']})"
        ),
    ]


@pytest.fixture(scope="session")
def toys() -> SimpleNamespace:
    """The builders above, for the tests of this folder."""
    return SimpleNamespace(
        MIME=MIME,
        NIP=NIP,
        PEOPLE=PEOPLE,
        DEFAULTS=DEFAULTS,
        markdown=markdown,
        code=code,
        write_notebook=write_notebook,
        write_processed=write_processed,
        show=show,
        png=png,
        table=table,
        figure=figure,
        good_cells=good_cells,
    )


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace whose year 2025 is built."""
    write_processed(tmp_path)
    return tmp_path

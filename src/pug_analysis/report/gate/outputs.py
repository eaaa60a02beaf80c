"""What of a notebook's outputs may appear on a page: default-deny.

Only outputs made by ``release`` carry the key :data:`MIME`. Everything else that a cell displays,
prints, warns or raises is left out and counted.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, NotRequired, TypedDict, cast

from pug_analysis.errors import ReportError
from pug_analysis.release.display import MIME

OUTPUT_KINDS: Final = ("table", "figure", "text", "headline")

_KEYS: Final = {
    "table": ("name", "title", "columns", "rows", "notes"),
    "figure": ("name", "title", "alt", "png"),
    "text": (),
    "headline": ("label", "value", "note"),
}
_COLUMN_KINDS: Final = ("text", "count", "share", "number")
_OUTPUTS: Final = frozenset({"display_data", "error", "execute_result"})
_STREAMS: Final = frozenset({"stdout", "stderr"})
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
_PNG: Final = b"\x89PNG\r\n\x1a\n"


class ColumnPayload(TypedDict):
    """One column of a released table; ``unit`` and the like are for the page alone."""

    name: str
    label: str
    kind: Literal["text", "count", "share", "number"]


class TablePayload(TypedDict):
    """A released table; ``rilis`` is its entry in the ledger, None if it has no terms."""

    kind: Literal["table"]
    name: str
    title: str
    columns: list[ColumnPayload]
    rows: list[list[Any]]
    notes: list[str]
    rilis: NotRequired[dict[str, Any] | None]


class FigurePayload(TypedDict):
    """A released figure; ``png`` is base64."""

    kind: Literal["figure"]
    name: str
    title: str
    alt: str
    png: str


class HeadlinePayload(TypedDict):
    """A card of the index; it links to its own page unless it names another notebook."""

    kind: Literal["headline"]
    label: str
    value: str
    note: str
    href_notebook: NotRequired[str | None]


@dataclass(frozen=True, slots=True)
class NotebookOutputs:
    """The released outputs of one notebook, in order, and what was left out.

    ``fragments`` maps the index of a cell to its finished HTML; the lists hold the payloads;
    ``left_out`` counts the other outputs by kind.
    """

    fragments: dict[int, str]
    tables: list[TablePayload]
    figures: list[FigurePayload]
    headlines: list[HeadlinePayload]
    left_out: dict[str, int]


def collect_outputs(cells: Iterable[Mapping[str, Any]], *, notebook: str) -> NotebookOutputs:
    """Split the outputs of executed cells into released ones and a count of the others.

    Parameters
    ----------
    cells : cells of an executed notebook (version 4)
    notebook : name for messages

    Raises
    ------
    ReportError
        if a released output breaks the contract. Values of the data are never in the message.
    """
    fragments: dict[int, list[str]] = {}
    payloads: dict[str, list[dict[str, Any]]] = {kind: [] for kind in OUTPUT_KINDS}
    left_out: Counter[str] = Counter()
    for index, cell in enumerate(cells):
        for output in cell.get("outputs", ()):
            payload = output.get("data", {}).get(MIME)
            if payload is None:
                left_out[_describe(output)] += 1
                continue
            _check_payload(payload, notebook=notebook)
            html = output["data"].get("text/html")
            if not html:
                raise ReportError(
                    f"Notebook {notebook}: keluaran '{payload['kind']}' tanpa text/html."
                )
            fragments.setdefault(index, []).append("".join(html))
            payloads[payload["kind"]].append(payload)
    return NotebookOutputs(
        fragments={index: "\n".join(parts) for index, parts in fragments.items()},
        # every payload was checked against its contract
        tables=cast(list[TablePayload], payloads["table"]),
        figures=cast(list[FigurePayload], payloads["figure"]),
        headlines=cast(list[HeadlinePayload], payloads["headline"]),
        left_out=dict(sorted(left_out.items())),
    )


def read_png(figure: Mapping[str, object]) -> bytes:
    """Decode the picture of a figure.

    Raises
    ------
    ValueError
        if it is not base64 of a PNG.
    """
    data = base64.b64decode(str(figure["png"]), validate=True)
    if not data.startswith(_PNG):
        raise ValueError("not a PNG")
    return data


def _describe(output: Mapping[str, Any]) -> str:
    kind = output.get("output_type", "")
    if kind == "stream":
        return f"{kind}:{output['name']}" if output["name"] in _STREAMS else kind
    return kind if kind in _OUTPUTS else "lain"


def _check_payload(payload: Mapping[str, Any], *, notebook: str) -> None:
    kind = payload.get("kind")
    if kind not in OUTPUT_KINDS:
        raise ReportError(
            f"Notebook {notebook}: jenis keluaran harus salah satu dari {', '.join(OUTPUT_KINDS)}."
        )
    missing = [key for key in _KEYS[kind] if key not in payload]
    if missing:
        raise ReportError(f"Notebook {notebook}: keluaran '{kind}' tanpa {', '.join(missing)}.")
    if "name" in payload and not _NAME.fullmatch(payload["name"]):
        raise ReportError(
            f"Notebook {notebook}: nama keluaran '{kind}' hanya boleh huruf kecil, angka, "
            f"'_' dan '-', paling panjang 80."
        )
    if kind == "table":
        _check_table(payload, notebook=notebook)
    if kind == "figure":
        try:
            read_png(payload)
        except (binascii.Error, ValueError):
            raise ReportError(
                f"Notebook {notebook}: gambar '{payload['name']}' bukan PNG dalam base64."
            ) from None


def _check_table(table: Mapping[str, Any], *, notebook: str) -> None:
    wrong = [c for c in table["columns"] if c.get("kind") not in _COLUMN_KINDS]
    if wrong or not table["columns"]:
        raise ReportError(
            f"Notebook {notebook}: kolom tabel '{table['name']}' harus berjenis "
            f"{', '.join(_COLUMN_KINDS)}."
        )
    width = len(table["columns"])
    if any(len(row) != width for row in table["rows"]):
        raise ReportError(
            f"Notebook {notebook}: tabel '{table['name']}' punya baris yang tidak berisi "
            f"{width} sel."
        )

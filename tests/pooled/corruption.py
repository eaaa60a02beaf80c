"""Ways to spoil a file of an export; digests are renewed afterwards, as somebody would who means it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

#: Columns that hold counts; all other columns tell rows apart.
COUNTS = frozenset(
    [
        "pria",
        "wanita",
        "total",
        "pria_semua",
        "wanita_semua",
        "pria_aktif",
        "wanita_aktif",
        "jumlah",
        "baris_masuk",
        "dipakai",
        "karantina",
        "gabung",
        "bukan_data",
        "orang",
        "mencapai",
        "kejadian",
        "orang_bulan",
        "n_enter",
        "n_censor",
        "n_event",
    ]
)
#: What is no count of people, though some of it would pass for a number.
NO_COUNTS = (
    "-1", "-236", "lima", "", " 5", "5 ", "+5", "05", "5.0", "5,0", "1e3", "0x10", "1_000", "٣", "NaN", "nan",
    "inf", "-0", "None", "True", "5\x00", str(10**10), str(10**19), str(10**400),
)  # fmt: skip
#: Single counts that nothing else in an export depends on but by an upper bound.
LOOSE = {
    "syarat.csv": {"pria", "wanita"},
    "tersisih.csv": {"karantina", "dipakai"},
    "angka.csv": {"jumlah"},
    "kohort_tercapai.csv": {"orang", "mencapai"},
}

Rows = list[list[str]]


def split(content: bytes) -> tuple[str, Rows]:
    """Return the first line of a risk table, "" of another, and header and rows."""
    text = content.decode()
    mark = text[: text.index("\n") + 1] if text.startswith("#") else ""
    return mark, list(csv.reader(io.StringIO(text[len(mark) :])))


def join(mark: str, rows: Rows) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return (mark + out.getvalue()).encode()


def spoil_bytes(content: bytes, rng: np.random.Generator) -> Iterator[tuple[str, bytes]]:
    """Spoil the bytes of any file."""
    yield "empty", b""
    for cut in rng.integers(1, len(content), 3):
        yield f"cut at {cut}", content[:cut]
    yield "no last line end", content[:-1]
    place = int(rng.integers(1, len(content)))
    yield "a byte that is no UTF-8", content[:place] + b"\xff" + content[place:]
    yield "UTF-16", content.decode().encode("utf-16")
    yield "a mark of byte order", b"\xef\xbb\xbf" + content
    yield "an open quote", content[:place] + b'"' + content[place:]
    yield "zeros", bytes(len(content))


def spoil_rows(mark: str, rows: Rows, rng: np.random.Generator) -> Iterator[tuple[str, bytes]]:
    """Spoil header, rows, keys and counts of a table."""
    header, body = rows[0], rows[1:]
    yield "header only", join(mark, [header])
    # a step of a flow that nobody has, or that hides its people, may be left out: it adds nothing
    told = [i for i, row in enumerate(body) if header[1] != "langkah" or row[2] != "0"]
    for i in rng.choice(told, min(3, len(told)), replace=False):
        yield f"without row {i}", join(mark, [header, *body[:i], *body[i + 1 :]])
        yield f"row {i} twice", join(mark, [header, *body[: i + 1], *body[i:]])
    yield "a foreign row", join(mark, [header, *body, ["Baru" if c not in COUNTS else "0" for c in header]])  # fmt: skip
    yield "a short row", join(mark, [header, *body, body[-1][:-1]])
    yield "an empty line", join(mark, [header, *body]) + b"\n"
    yield "a doubled column", join(mark, [[*row, row[-1]] for row in rows])
    yield "a missing column", join(mark, [row[:-1] for row in rows])
    yield "an added column", join(mark, [[*header, "nama"], *([*row, "x"] for row in body)])
    yield "columns of other names", join(mark, [[c.upper() for c in header], *body])
    yield "semicolons", (mark + "\n".join(";".join(row) for row in rows) + "\n").encode()
    for c, name in enumerate(header):
        other = "A. Nama Orang" if name not in COUNTS else None
        if other is not None:
            yield (
                f"another word in {name}",
                join(mark, put(rows, int(rng.integers(len(body))), c, other)),
            )
    counts = [c for c, name in enumerate(header) if name in COUNTS]
    for wrong in (NO_COUNTS[k] for k in rng.permutation(len(NO_COUNTS))[:14]):
        i, c = int(rng.integers(len(body))), int(rng.choice(counts))
        yield f"{wrong[:20]!r} in {header[c]}", join(mark, put(rows, i, c, wrong))


def shift_counts(
    file: str, mark: str, rows: Rows, rng: np.random.Generator
) -> Iterator[tuple[str, bytes]]:
    """Add 1 to counts that something else depends on, and a million to all others."""
    header, body = rows[0], rows[1:]
    for c, name in enumerate(header):
        if name not in COUNTS:
            continue
        for i in rng.choice(len(body), min(2, len(body)), replace=False):
            for step in (10**6,) if name in LOOSE.get(file, ()) else (1, -1, 10**6):
                if int(body[i][c]) + step >= 0:
                    told = put(rows, i, c, str(int(body[i][c]) + step))
                    yield f"{step:+} in {name}, row {i}", join(mark, told)


def put(rows: Rows, i: int, c: int, value: str) -> Rows:
    changed = [list(row) for row in rows]
    changed[i + 1][c] = value
    return changed


def rewrite(mark: str, rows: Rows) -> Iterator[tuple[str, bytes]]:
    """Write the same in another way: whether that is taken or refused, it may change nothing."""
    header, body = rows[0], rows[1:]
    yield "backwards", join(mark, [header, *body[::-1]])
    yield "other line ends", join(mark, rows).replace(b"\n", b"\r\n")
    quoted = io.StringIO()
    csv.writer(quoted, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    yield "all quoted", (mark + quoted.getvalue()).encode()


WRONG_VALUES = (
    None, True, -1, 1.5, 10**30, "", "x", "\ud800", "a\nb", "x" * 300, [], ["x"], {}, {"x": 1}, [[]], "2025-02-30",
)  # fmt: skip


def spoil_about(text: str) -> Iterator[tuple[str, str]]:
    """Spoil what an export says of itself."""
    about = json.loads(text)
    yield "deep", '{"skema":' + "[" * 100_000 + "]" * 100_000 + "}"
    yield "a list", "[]"
    yield "long digits", text.replace('"versi": 2', '"versi": ' + "1" * 5000)
    for word in ("NaN", "Infinity", "-Infinity", "1.0", "1e0"):
        yield word, text.replace('"versi": 2', f'"versi": {word}')
        yield f"{word} people", text.replace(f'"orang": {about["orang"]}', f'"orang": {word}')
    yield "a key twice", text.replace('"versi": 2', '"versi": 2, "versi": 2')
    yield "people twice", text.replace("{", '{"orang": 1, ', 1)
    tiers = ("tepat", "terlindung", "rahasia")
    for one in (t for t in tiers if t != about["tingkat"]):
        yield f"tier {one}", json.dumps(about | {"tingkat": one})
    other = {"tingkat": "terlindung", "perlindungan": about["perlindungan"]}
    yield "no cohort", json.dumps(about | {"kohort": None})
    if about["tingkat"] == "terlindung":
        yield "exact", json.dumps(about | {"tingkat": "tepat", "perlindungan": None})
        for key, value in about["perlindungan"].items():
            for wrong in (None, "x", -1, True, 3.5):
                loss = about["perlindungan"] | {key: wrong}
                yield (
                    f"loss {key} {wrong} {value}"[:60],
                    json.dumps(about | other | {"perlindungan": loss}),
                )
    for key in about:
        yield f"without {key}", json.dumps({k: v for k, v in about.items() if k != key})
        for wrong in WRONG_VALUES:
            if wrong != about[key] and not (key == "program" and wrong in ("x", "2025-02-30")):
                yield f"{key} {wrong!r}"[:60], json.dumps(about | {key: wrong})
    for key in ("awal_register", "sunyi_terlama"):
        for wrong in (None, True, -1, 1.5, 10**9, "x", []):
            yield f"{key} {wrong!r}", json.dumps(about | {"kohort": about["kohort"] | {key: wrong}})
    for name in ("../luar.csv", "/etc/passwd", "orang.csv", "", "profil.csv\n"):
        digest = "sha256:" + hashlib.sha256(b"").hexdigest()
        yield f"file {name!r}", json.dumps(about | {"berkas": about["berkas"] | {name: digest}})
    for name in about["berkas"]:
        fewer = {k: v for k, v in about["berkas"].items() if k != name}
        yield f"{name} not named", json.dumps(about | {"berkas": fewer})
        yield (
            f"digest of {name}",
            json.dumps(about | {"berkas": about["berkas"] | {name: "sha256:0"}}),
        )


def replace_file(folder: Path, name: str, content: bytes) -> Callable[[], None]:
    """Put other bytes in the place of a file, renew its digest, and return what undoes both."""
    about, path = folder / "ekspor.json", folder / name
    before = about.read_bytes(), path.read_bytes()
    told = json.loads(before[0])
    told["berkas"][name] = "sha256:" + hashlib.sha256(content).hexdigest()
    about.write_text(json.dumps(told), encoding="utf-8")
    path.write_bytes(content)

    def undo() -> None:
        about.write_bytes(before[0])
        path.write_bytes(before[1])

    return undo

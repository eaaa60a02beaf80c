"""Changes of the file that keep the meaning: its kind, its cells, what stands beside it."""

from __future__ import annotations

import random
from dataclasses import replace

from .fuzz_forms import Changed, Mutation, keep
from .fuzz_office import PEOPLE, Form, Office, Special

KINDS = ("xlsx", "xls", "ods", "html")


def as_kind(fmt: str, **options):
    return lambda form, _: replace(form, fmt=fmt).said(**options)


def merged_units(fmt: str):
    """Equal cells of unit and office below each other merged, as people like their lists."""

    def change(form: Form, _: random.Random) -> Form:
        place = form.place("UNOR NAMA")
        order = sorted(range(len(form.rows)), key=lambda i: form.rows[i][place])
        rows, owners = [form.rows[i] for i in order], [form.owners[i] for i in order]
        form = replace(form, rows=tuple(rows), owners=tuple(owners), fmt=fmt)
        merges, start, top = [], 0, len(form.above) + len(form.heads)
        for i in range(1, len(rows) + 1):
            if i == len(rows) or rows[i][place] != rows[start][place]:
                if i - start > 1:
                    merges.append((top + start, place, top + i - 1, place))
                start = i
        return replace(form, merges=tuple(merges))

    return change


GROUPS = {"GOL AWAL NAMA": "GOL AWAL", "GOL AKHIR NAMA": "GOL AKHIR", "ESELON NAMA": "ESELON"}


def tall_header(fmt: str, height: int):
    """A header of two or three rows, its groups over their columns and the others merged downwards."""

    def change(form: Form, _: random.Random) -> Form:
        heads = [[""] * len(form.columns) for _ in range(height)]
        merges, top = [], len(form.above)
        for j, column in enumerate(form.columns):
            if group := GROUPS.get(column):
                heads[-2][j], heads[-1][j] = group, column.removeprefix(f"{group} ")
                if height > 2:
                    heads[0][j] = "DATA"
            else:
                heads[0][j] = column
                merges.append((top, j, top + height - 1, j))
        return replace(form, heads=tuple(map(tuple, heads)), merges=tuple(merges), fmt=fmt)

    return change


def calculated(fmt: str):
    """Texts that formulas gave, empty ones among them."""

    def change(form: Form, _: random.Random) -> Form:
        for column in ("ESELON NAMA", "JABATAN NAMA", "TMT PNS"):
            form = form.map(column, lambda c: Special("text", c))
        return replace(form, fmt=fmt)

    return change


def hidden_rows(fmt: str):
    def change(form: Form, rng: random.Random) -> Form:
        first = form.first_row() - 1
        return replace(form, fmt=fmt).said(
            hidden=frozenset(first + i for i in rng.sample(range(len(form.rows)), 5))
        )

    return change


def encoded(encoding: str, sep: str = ","):
    return lambda form, _: form.said(encoding=encoding, sep=sep)


def companions(office: Office, rng: random.Random) -> Changed:
    """Files that systems put beside those of people."""
    beside = {
        "asn.csv:Zone.Identifier": b"[ZoneTransfer]\r\nZoneId=3\r\n", "asn.csv.Zone.Identifier": b"[ZoneTransfer]\r\n",
        ".DS_Store": b"\0\0\0\1Bud1", "Thumbs.db": b"\xd0\xcf\x11\xe0", "desktop.ini": b"[.ShellClassInfo]\r\n",
        "._asn.csv": b"\0\5\x16\7\0\2\0\0Mac OS X", "~$asn.xlsx": b"\5Admin", ".~lock.asn.csv#": b",admin,pc;",
    }  # fmt: skip
    names = rng.sample(sorted(beside), 5)
    return replace(office, beside={name: beside[name] for name in names}), frozenset()


def split_lists(office: Office, rng: random.Random) -> Changed:
    """One file for each status."""
    asn = office.forms["asn"]
    pppk = {p.nip for p in PEOPLE if p.status.startswith("PPPK")}

    def part(keep_pppk: bool) -> Form:
        taken = [i for i, o in enumerate(asn.owners) if (o in pppk) == keep_pppk]
        return replace(
            asn, rows=tuple(asn.rows[i] for i in taken), owners=tuple(asn.owners[i] for i in taken)
        )

    return replace(
        office, forms={**office.forms, "asn": part(False), "pppk": part(True)}
    ), frozenset()


def in_subfolder(office: Office, rng: random.Random) -> Changed:
    """The PPPK in a folder of their own."""
    office, nobody = split_lists(office, rng)
    return office.on("pppk", lambda f: f.said(folder="PPPK")), nobody


def cut_by_columns(form: Form, rng: random.Random) -> Form:
    return form.said(sep=rng.choice([";", "\t", "|"]))


FILES = (
    *(keep(f"jenis-{kind}", as_kind(kind)) for kind in KINDS),
    *(keep(f"jenis-{kind}-golongan", as_kind(kind), "golongan") for kind in KINDS),
    keep("jenis-mhtml", as_kind("mhtml"), tells=("BERKAS-BUKAN-TABEL", "BERKAS-MHTML")),
    keep("jenis-xml-2003", as_kind("xml"), tells=("BERKAS-BUKAN-TABEL", "BERKAS-XML-2003", "BERKAS-XML")),
    *(keep(f"gabung-{kind}", merged_units(kind)) for kind in KINDS),
    *(keep(f"kepala-dua-{kind}", tall_header(kind, 2)) for kind in KINDS),
    *(keep(f"kepala-tiga-{kind}", tall_header(kind, 3)) for kind in KINDS),
    *(keep(f"rumus-dihitung-{kind}", calculated(kind)) for kind in ("xlsx-dihitung", "xls", "ods")),
    *(keep(f"baris-tersembunyi-{kind}", hidden_rows(kind)) for kind in ("xlsx", "ods", "xls")),
    keep("xlsx-awalan", as_kind("xlsx", prefixed=True)),
    keep("xlsx-warna-400", as_kind("xlsx", coloured=400)),
    keep("csv-terbungkus", as_kind("csv", wrapped=True)),
    keep("csv-pemisah", cut_by_columns),
    *(keep(f"csv-{e}", encoded(e)) for e in ("utf-8-sig", "utf-16", "cp1252")),
    Mutation("berkas-pengiring", companions),
    Mutation("berkas-dipisah", split_lists),
    Mutation("subfolder", in_subfolder, tells=("BERKAS-DILEWATI", "FOLDER-DILEWATI")),
)  # fmt: skip

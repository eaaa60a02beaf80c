"""Changes that may cost people: doubtful ones, which must be told, and damage, which must not be silent."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import replace

from .fuzz_forms import Changed, Mutation
from .fuzz_office import ACTIVE, DATES, GOVERNMENT, Form, Office, Special, day
from .fuzz_write import WRITERS

Picked = tuple[Form, frozenset[str]]


def told(
    name: str,
    change: Callable[[Form, random.Random], Picked],
    tells: tuple[str, ...],
    on: str = "asn",
    **more,
) -> Mutation:
    """A change of one form that must be told at the rows of those whom it concerns."""

    def apply(office: Office, rng: random.Random) -> Changed:
        form, about = change(office.forms[on], rng)
        return replace(office, forms={**office.forms, on: form}), about

    return Mutation(
        name, apply, tells=tells, forms=("asn", on) if on != "asn" else ("asn",), **more
    )


def pick(form: Form, rng: random.Random, n: int = 3) -> list[int]:
    """Places of some rows of active people."""
    active = {p.nip for p in ACTIVE}
    return rng.sample([i for i, o in enumerate(form.owners) if o in active], n)


def with_cells(fmt: str, column: str, *cells: object, **options):
    """Some cells of a column replaced, each by one of ``cells``."""

    def change(form: Form, rng: random.Random) -> Picked:
        chosen = pick(form, rng)
        for at in chosen:
            form = form.change(at, **{column.replace(" ", "_"): rng.choice(cells)})
        return replace(form, fmt=fmt).said(**options), frozenset(form.owners[i] for i in chosen)

    return change


def elderly(form: Form, rng: random.Random) -> Picked:
    """Somebody of seventy years and more who is active."""
    (at,) = pick(form, rng, 1)
    nip = form.rows[at][form.place("NIP BARU")]
    birth = dt.date(2025 - rng.randrange(71, 80), 3, 7)
    own = f"{birth:%Y%m%d}{nip[8:]}"
    form = form.change(at, NIP_BARU=own, TANGGAL_LAHIR=day(birth))
    owners = (*form.owners[:at], own, *form.owners[at + 1 :])
    return replace(form, owners=owners), frozenset({own})


def twin(form: Form, rng: random.Random) -> Picked:
    """One person under two NIPs: the same name, birth date and unit."""
    (at,) = pick(form, rng, 1)
    nip = form.owners[at]
    other = f"{nip[:15]}{(int(nip[15:]) + 411) % 1000:03d}"
    row = form.change(at, NIP_BARU=other).rows[at]
    return form.put(len(form.rows), row, other), frozenset({other})


def second_post(form: Form, rng: random.Random) -> Picked:
    """Two active definitive posts of one person."""
    (at,) = [
        rng.choice([i for i in pick(form, rng, 30) if form.rows[i][form.place("ESELON NAMA")]])
    ]
    row = form.change(at, JABATAN_NAMA="Kepala Bidang Contoh", ESELON_NAMA="III.b", TMT_JABATAN="01-02-2023",
                      UNOR_NAMA=f"Bidang Contoh - Dinas Rekaan - {GOVERNMENT}").rows[at]  # fmt: skip
    return form.put(len(form.rows), row, form.owners[at]), frozenset({form.owners[at]})


def honorer(form: Form, rng: random.Random) -> Picked:
    """People who are no ASN among those who are."""
    form = form.map(
        "STATUS CPNS PNS", lambda c: {"P": "PNS", "C": "CPNS"}.get(c, "PPPK"), "STATUS PEGAWAI"
    )
    for i in range(3):
        at = rng.randrange(len(form.rows))
        row = form.change(
            at,
            NIP_BARU=rng.choice(["", "-", f"10{i}"]),
            STATUS_CPNS_PNS=rng.choice(["Honorer", "THL", "Tenaga Kontrak"]),
        ).rows[at]
        form = form.put(at, row, f"honorer-{i}")
    return form, frozenset(o for o in form.owners if o.startswith("honorer"))


def struck(fmt: str):
    def change(form: Form, rng: random.Random) -> Picked:
        chosen = pick(form, rng)
        first = form.first_row() - 1
        form = replace(form, fmt=fmt).said(struck=frozenset(first + i for i in chosen))
        return form, frozenset(form.owners[i] for i in chosen)

    return change


def garbled(form: Form, rng: random.Random) -> Picked:
    """Text that was decoded wrongly: a dash and an accent as three signs."""
    chosen = pick(form, rng)
    place = form.place("UNOR NAMA")
    for at in chosen:
        text = form.rows[at][place].replace(" - ", " – ").encode().decode("cp1252")
        form = form.change(at, UNOR_NAMA=text)
    return form, frozenset(form.owners[i] for i in chosen)


def acting_only(form: Form, rng: random.Random) -> Picked:
    """Somebody whose only post in the list is an acting one."""
    (at,) = pick(form, rng, 1)
    title = f"{rng.choice(['Plt.', 'Plh.', 'Pj.'])} Kepala Dinas"
    form = form.change(at, JABATAN_NAMA=title, JENIS_JABATAN_ID="1", ESELON_NAMA="II.b")
    return form, frozenset({form.owners[at]})


def mistyped_office(form: Form, rng: random.Random) -> Picked:
    """An office that few people write otherwise than many."""
    place = form.place("UNOR NAMA")
    chosen = [i for i in pick(form, rng, 30) if "Dinas Pendidikan" in form.rows[i][place]][:2]
    for at in chosen:
        wrong = rng.choice(["Dinas Pendidkan", "Dinas Pendididkan", "Dinas Pendidikn"])
        form = form.change(at, UNOR_NAMA=form.rows[at][place].replace("Dinas Pendidikan", wrong))
    return form, frozenset(form.owners[i] for i in chosen)


def last_years_list(form: Form, rng: random.Random) -> Picked:
    """A list in which nothing happened in the year of the report."""
    for column in ("TMT JABATAN", "TMT GOLONGAN"):
        form = form.map(column, lambda c: c.replace("2025", "2021"))
    return form, frozenset()


def code_of_others(form: Form, rng: random.Random) -> Picked:
    """PPPK with the code of an active PNS."""
    pppk = {p.nip for p in ACTIVE if p.status == "PPPK"}
    chosen = [i for i in pick(form, rng, 30) if form.owners[i] in pppk][:4]
    for at in chosen:
        form = form.change(at, KEDUDUKAN_HUKUM_ID=rng.choice(["01", "1"]))
    return form, frozenset(form.owners[i] for i in chosen)


ERRORS = tuple(Special("error", e) for e in ("#N/A", "#REF!", "#VALUE!"))
DOUBTFUL = (
    *(told(f"galat-{f}", with_cells(f, "ESELON NAMA", *ERRORS), ("SEL-GALAT",)) for f in ("xlsx", "xls", "ods")),
    told("galat-xlsx-awalan", with_cells("xlsx", "ESELON NAMA", *ERRORS, prefixed=True), ("SEL-GALAT",)),
    *(told(f"rumus-{f}", with_cells(f, "ESELON NAMA", Special("uncalculated")), ("SEL-RUMUS",)) for f in ("xlsx", "ods")),
    told("rumus-xlsx-awalan", with_cells("xlsx", "ESELON NAMA", Special("uncalculated"), prefixed=True), ("SEL-RUMUS",)),
    told("jam-aneh", with_cells("csv", "jumlahJam", "4O", "1e3", "5 hari", "-40"), ("JAM-TAK-TERBACA",), "kursus"),
    told("usia-70", elderly, ("USIA-LEWAT-BUP",)),
    told("kembar", twin, ("ORANG-GANDA",)),
    told("dua-jabatan", second_post, ("JABATAN-RANGKAP",)),
    told("plt-saja", acting_only, ("JABATAN-PLT",)),
    told("honorer", honorer, ("BARIS-BUKAN-ASN",)),
    told("dicoret", struck("xlsx"), ("BARIS-DICORET",)),
    told("mojibake", garbled, ("TEKS-MOJIBAKE",)),
    told("kantor-salah-ketik", mistyped_office, ("PD-MIRIP",)),
    told("pangkat-lain", with_cells("csv", "GOL AKHIR NAMA", "III/d (Pembina)", "Juru Muda, III/d"), ("GOL-BEDA-PANGKAT",)),
    told("daftar-lama", last_years_list, ("DAFTAR-LAMA",)),
    told("pppk-kode-pns", code_of_others, ("KEDUDUKAN-BEDA-STATUS",)),
    told("status-asing", with_cells("csv", "STATUS CPNS PNS", "Pegawai Ajaib", "Kontraktor", "X9"), ("STATUS-TAK-DIKENAL",)),
    told("kedudukan-asing", with_cells("csv", "KEDUDUKAN HUKUM ID", "Entah", "555"), ("KEDUDUKAN-TAK-DIKENAL",)),
    told("golongan-asing", with_cells("csv", "GOL AKHIR NAMA", "V/z", "Gol tinggi"), ("GOL-MUSTAHIL",)),
    told("tanggal-asing", with_cells("csv", "TMT CPNS", "31-02-2010", "kemarin", "2010"), ("TGL-MUSTAHIL", "TGL-TAK-PENUH")),
)  # fmt: skip

# --- damage


def hurt(name: str, change: Callable[[Form, random.Random], Form], **more) -> Mutation:
    return Mutation(
        name, lambda o, rng: (o.on("asn", lambda f: change(f, rng)), frozenset()), **more
    )


JUNK = ("", " ", "?", "x", "0", "#N/A", "#REF!", "-", "null", "Jumlah", "TOTAL", "1.98E+17", "31/31/2031", "Tidak tahu",
        "9" * 18, "1", "IV", "\u200b", "=A1", "Halaman 2", "Mengetahui", "Laki", "01-01-1900", "true")  # fmt: skip


def junk_cells(form: Form, rng: random.Random) -> Form:
    """Any cells of any rows replaced by anything."""
    for _ in range(rng.randrange(5, 60)):
        at, place = rng.randrange(len(form.rows)), rng.randrange(len(form.columns))
        row = form.rows[at]
        changed = (*row[:place], rng.choice(JUNK), *row[place + 1 :])
        form = replace(form, rows=(*form.rows[:at], changed, *form.rows[at + 1 :]))
    return form


def junk_column(form: Form, rng: random.Random) -> Form:
    """One column of all rows replaced by one thing."""
    column, junk = rng.choice(form.columns), rng.choice(JUNK)
    return form.map(column, lambda _: junk)


def foreign_column(form: Form, rng: random.Random) -> Form:
    """The header of a column is of another, or none."""
    heads = list(form.heads[0])
    heads[rng.randrange(len(heads))] = rng.choice(["", "KOLOM X", *form.columns])
    return replace(form, heads=(tuple(heads),))


def swapped_columns(form: Form, rng: random.Random) -> Form:
    one, other = rng.sample(range(len(form.columns)), 2)
    heads = list(form.heads[0])
    heads[one], heads[other] = heads[other], heads[one]
    return replace(form, heads=(tuple(heads),))


def shifted_rows(form: Form, rng: random.Random) -> Form:
    rows = list(form.rows)
    for at in rng.sample(range(len(rows)), 6):
        place, row = rng.randrange(len(rows[at])), rows[at]
        rows[at] = rng.choice([(*row[:place], "", *row[place:]), (*row[:place], *row[place + 1 :])])
    return replace(form, rows=tuple(rows)).said(sep=rng.choice([",", ";"]))


def flattened_rows(form: Form, rng: random.Random) -> Form:
    """Rows turned into what looks like a heading: a day and perhaps some cells more are left."""
    for at in rng.sample(range(len(form.rows) - 1), 5):
        left = rng.sample(range(len(form.columns)), rng.randrange(4))
        left.append(form.place(rng.choice(DATES["asn"][:2])))
        row = tuple(c if j in left else "" for j, c in enumerate(form.rows[at]))
        form = replace(form, rows=(*form.rows[:at], row, *form.rows[at + 1 :]))
    return form


def joined_rows(form: Form, rng: random.Random) -> Form:
    """A line break is lost: two people in one record."""
    rows, owners = list(form.rows), list(form.owners)
    at = rng.randrange(len(rows) - 1)
    rows[at : at + 2] = [(*rows[at], *rows[at + 1])]
    owners[at : at + 2] = [f"{owners[at]} {owners[at + 1]}"]
    return replace(form, rows=tuple(rows), owners=tuple(owners))


def open_quote(form: Form, rng: random.Random) -> Form:
    (at,) = rng.sample(range(len(form.rows)), 1)
    return form.change(at, NAMA=f'"{form.rows[at][form.place("NAMA")]}')


def dropped_rows(form: Form, rng: random.Random) -> Form:
    taken = sorted(rng.sample(range(len(form.rows)), 25))
    return replace(
        form, rows=tuple(form.rows[i] for i in taken), owners=tuple(form.owners[i] for i in taken)
    )


def cut_file(fmt: str):
    """The file ends before it ends."""

    def change(form: Form, rng: random.Random) -> Form:
        form = replace(form, fmt=fmt)
        return form.said(cut=int(len(WRITERS[fmt](form)) * rng.uniform(0.1, 0.7)))

    return change


def numbers_for_nip(form: Form, rng: random.Random) -> Form:
    """NIPs as numbers, of which the last digits are lost."""
    return replace(
        form.map("NIP BARU", lambda c: Special("number", float(c))),
        fmt=rng.choice(["xlsx", "xls", "ods"]),
    )


def same_word(column: str, *texts: str):
    """Every cell of a column is one word that fits nobody, or not all."""

    def change(form: Form, rng: random.Random) -> Form:
        text = rng.choice(texts)
        return form.map(column, lambda _: text)

    return change


#: Rows whose own words say that they are no ASN, or that are blank, are no data and told as such.
_GONE = ("BARIS-BUKAN-ASN",)
DAMAGE = (
    hurt("sel-acak", junk_cells, tells=_GONE),
    hurt("kolom-acak", junk_column, tells=_GONE),
    hurt("kepala-acak", foreign_column, tells=("TURUN",)),
    hurt("kolom-tertukar", swapped_columns, tells=("TURUN",)),
    hurt("baris-bergeser", shifted_rows),
    hurt("baris-rata", flattened_rows),
    hurt("baris-menyatu", joined_rows, tells=("CSV-JUMLAH-KOLOM", "TURUN")),
    hurt("kutip-terbuka", open_quote),
    hurt("baris-hilang", dropped_rows, tells=("TURUN",)),
    hurt("nip-angka", numbers_for_nip),
    hurt("kedudukan-seragam", same_word("KEDUDUKAN HUKUM ID", "01", "71", "Aktif", "PPPK"), tells=("TURUN",)),
    hurt("status-seragam", same_word("STATUS CPNS PNS", "PNS", "Honorer", "Tetap", "C"), tells=_GONE),
    *(hurt(f"terpotong-{f}", cut_file(f), tells=("TURUN",)) for f in ("csv", "xlsx", "xls", "ods", "html")),
)  # fmt: skip

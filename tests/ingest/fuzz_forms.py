"""Changes of form that keep the meaning: dates, words, columns and rows of a clean file."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from pug_analysis.ingest.layouts.known import LAYOUTS, header_key
from pug_analysis.terms.golongan import GOLONGAN_PNS, PANGKAT

from .fuzz_office import DATES, GOVERNMENT, PEOPLE, Form, Office, Special

#: What a change gives: the office, and whom it concerns where that matters.
Changed = tuple[Office, frozenset[str]]


@dataclass(frozen=True)
class Mutation:
    """A change of the files.

    ``tells`` are the codes that name it: of a change that keeps the meaning, those under which the
    tables may differ; of a doubtful one, those of which one must be told; of damage, those that
    excuse a loss. ``ignore`` are columns that it may alter, ``forms`` the files that it needs.
    """

    name: str
    change: Callable[[Office, random.Random], Changed | None]
    tells: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    forms: tuple[str, ...] = ("asn",)


def keep(
    name: str, change: Callable[[Form, random.Random], Form], on: str = "asn", **more
) -> Mutation:
    """A change of one form."""
    forms = ("asn", on) if on != "asn" else ("asn",)
    return Mutation(
        name,
        lambda office, rng: (office.on(on, lambda f: change(f, rng)), frozenset()),
        forms=forms,
        **more,
    )


#: A day as clean files write it.
DAY = re.compile(r"\d\d-\d\d-\d{4}")

# --- dates: one writing for all columns of a file


def redate(name: str, write: Callable[[dt.date], object]) -> Callable[[Form, random.Random], Form]:
    def change(form: Form, _: random.Random) -> Form:
        for column in DATES[name]:
            form = form.map(
                column,
                lambda c: (
                    write(dt.date(*map(int, reversed(c.split("-"))))) if DAY.fullmatch(c) else c
                ),
            )
        return form

    return change


ENGLISH = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
INDONESIAN = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
              "November", "Desember")  # fmt: skip


def before_midnight(when: dt.date, hour: int, text: bool) -> object:
    """Midnight of a day in the west, middle or east of Indonesia, as UTC; or some seconds too early."""
    start = dt.datetime.combine(when, dt.time())
    if text:
        return f"{start - dt.timedelta(hours=hour):%Y-%m-%dT%H:%M:%S}.000Z"
    return Special("day", start - dt.timedelta(seconds=hour))


WRITINGS: dict[str, Callable[[dt.date], object]] = {
    "garis-miring": lambda d: f"{d:%d/%m/%Y}",
    "titik": lambda d: f"{d:%d.%m.%Y}",
    "iso": lambda d: f"{d:%Y-%m-%d}",
    "iso-jam": lambda d: f"{d:%Y-%m-%d} 00:00:00",
    "jam": lambda d: f"{d:%d-%m-%Y} 00:00:00",
    "dua-angka": lambda d: f"{d:%d/%m/%y}",
    "bulan-dulu": lambda d: f"{d.month}/{d.day}/{d.year}",
    "bulan-dulu-dua-angka": lambda d: f"{d.month}/{d.day}/{d:%y}",
    "bulan-dulu-jam": lambda d: f"{d.month}/{d.day}/{d.year} 12:00:00 AM",
    "utc-barat": lambda d: before_midnight(d, 7, text=True),
    "utc-tengah": lambda d: before_midnight(d, 8, text=True),
    "utc-timur": lambda d: before_midnight(d, 9, text=True),
    "inggris-singkat": lambda d: f"{d.day}-{ENGLISH[d.month - 1][:3]}-{d.year}",
    "inggris": lambda d: f"{d.day} {ENGLISH[d.month - 1]} {d.year}",
    "indonesia": lambda d: f"{d.day} {INDONESIAN[d.month - 1]} {d.year}",
    "seri": lambda d: str((d - dt.date(1899, 12, 30)).days),
}  # fmt: skip
#: A column may be refused where its order or its hour cannot be told.
DATE_CODES = ("TGL-URUTAN", "TGL-GESER", "TGL-BEDA-NIP")


def date_mutations() -> Iterable[Mutation]:
    for kind, write in WRITINGS.items():
        for name in DATES:
            yield keep(f"tanggal-{kind}-{name}", redate(name, write), name, tells=DATE_CODES)
    for name in ("asn", "golongan"):
        for seconds in (1, 12, 59):
            change = redate(name, lambda d, s=seconds: before_midnight(d, s, text=False))
            yield keep(f"tanggal-kurang-{seconds}-detik-{name}", lambda f, r, c=change: replace(c(f, r), fmt="xlsx").said(clock=True), name, tells=DATE_CODES)  # fmt: skip
        for fmt in ("xlsx", "xls", "ods"):
            change = redate(name, lambda d: Special("day", dt.datetime.combine(d, dt.time())))
            yield keep(
                f"tanggal-asli-{fmt}-{name}",
                lambda f, r, c=change, k=fmt: replace(c(f, r), fmt=k),
                name,
            )


# --- words for codes, codes for words


def words(
    column: str, header: str, table: dict[str, tuple[str, ...]]
) -> Callable[[Form, random.Random], Form]:
    """Write each code of a column as one of some words, the same in all rows."""
    return lambda form, rng: (
        (chosen := {k: rng.choice(v) for k, v in table.items()})
        and form.map(column, lambda c: chosen.get(c, c), header)
    )


def status_in_words(form: Form, rng: random.Random) -> Form:
    """Kedudukan "Aktif" for everybody, and the status as a word beside it."""
    spell = {"PNS": ("PNS", "Pegawai Negeri Sipil"), "CPNS": ("CPNS", "Calon PNS"),
             "PPPK": ("PPPK", "P3K"), "PPPK Paruh Waktu": ("PPPK Paruh Waktu", "PPPK PARUH WAKTU")}  # fmt: skip
    chosen = {k: rng.choice(v) for k, v in spell.items()}
    place, kind = form.place("KEDUDUKAN HUKUM ID"), form.place("STATUS CPNS PNS")
    of = {p.nip: p for p in PEOPLE}
    rows = []
    for row, owner in zip(form.rows, form.owners, strict=True):
        cells = list(row)
        if owner in of:
            cells[place] = "Pensiun" if of[owner].kode == "99" else "Aktif"
            cells[kind] = chosen[of[owner].status]
        rows.append(tuple(cells))
    form = replace(form, rows=tuple(rows))
    form = form.map("KEDUDUKAN HUKUM ID", lambda c: c, "KEDUDUKAN HUKUM")
    return form.map("STATUS CPNS PNS", lambda c: c, rng.choice(["STATUS PEGAWAI", "STATUS"]))


def rank_beside(form: Form, rng: random.Random) -> Form:
    """Golongan of PNS with the name of the rank, before or behind."""
    style = rng.choice(["{g} ({r})", "{r}, {g}", "{r} ({g})", "{g} - {r}", "{r} - {g}", "{g}, {r}"])
    short = rng.choice([True, False])

    def write(cell: str) -> str:
        if cell not in GOLONGAN_PNS:
            return style.format(g=cell, r="Ahli Pertama") if style.startswith("{g} (") else cell
        rank = PANGKAT[GOLONGAN_PNS.index(cell)]
        return style.format(g=cell, r=rank.replace("Tingkat I", "Tk. I") if short else rank)

    return form.map("GOL AKHIR NAMA", write)


def level_in_front(form: Form, rng: random.Random) -> Form:
    """Functional titles with the level in front."""
    sign, upper = rng.choice([" - ", "-", " "]), rng.choice([True, False])

    def write(title: str) -> str:
        for level in ("Ahli Pertama", "Ahli Muda", "Terampil", "Mahir"):
            if title.endswith(f" {level}"):
                text = f"{level}{sign}{title.removesuffix(f' {level}')}"
                return text.upper() if upper else text
        return title

    return form.map("JABATAN NAMA", write)


def short_units(form: Form, rng: random.Random) -> Form:
    """The unit alone, and the perangkat daerah in a column of its own."""
    place = form.place("UNOR NAMA")
    head = rng.choice(["UNOR INDUK NAMA", "PERANGKAT DAERAH", "OPD"])
    rows = tuple(
        (*r[:place], r[place].split(" - ")[0], *r[place + 1 :], r[place].split(" - ")[-2])
        for r in form.rows
    )
    return replace(
        form, rows=rows, heads=tuple((*h, head) for h in form.heads), columns=(*form.columns, head)
    )


def own_column(column: str, header: str) -> Callable[[Form, random.Random], Form]:
    """What concerns PPPK in a column of its own, empty in the main one."""

    def change(form: Form, _: random.Random) -> Form:
        place = form.place(column)
        pppk = {p.nip for p in PEOPLE if p.status.startswith("PPPK")}
        rows = tuple(
            (*r[:place], "", *r[place + 1 :], r[place]) if o in pppk else (*r, "")
            for r, o in zip(form.rows, form.owners, strict=True)
        )
        return replace(
            form,
            rows=rows,
            heads=tuple((*h, header) for h in form.heads),
            columns=(*form.columns, header),
        )

    return change


def other_headers(form: Form, rng: random.Random) -> Form:
    """Every column under another of its known names."""
    known = {header_key(f.official): (f.official, *f.aliases) for f in LAYOUTS["pegawai"].fields}
    head = tuple(rng.choice(known.get(header_key(c), (c,))) for c in form.columns)
    return replace(form, heads=(head,))


def styled_headers(form: Form, rng: random.Random) -> Form:
    style = rng.choice([str.lower, str.title, lambda t: t.replace(" ", "_"), lambda t: t.replace(" ", "\n"),
                        lambda t: f" {t.replace(' ', '  ')} ", lambda t: t.replace(" ", "\u00a0")])  # fmt: skip
    return replace(form, heads=(tuple(map(style, form.columns)),))


# --- rows and columns


def shuffled_columns(form: Form, rng: random.Random) -> Form:
    order = rng.sample(range(len(form.columns)), len(form.columns))

    def take(row):
        return tuple(row[i] for i in order)

    return replace(
        form,
        columns=take(form.columns),
        rows=tuple(map(take, form.rows)),
        heads=tuple(map(take, form.heads)),
    )


def shuffled_rows(form: Form, rng: random.Random) -> Form:
    order = rng.sample(range(len(form.rows)), len(form.rows))
    return replace(
        form, rows=tuple(form.rows[i] for i in order), owners=tuple(form.owners[i] for i in order)
    )


def more_columns(form: Form, rng: random.Random) -> Form:
    extra = ("NOMOR HP", "AGAMA NAMA", "KETERANGAN")
    rows = tuple((*r, f"0812{rng.randrange(10**4)}", "Islam", "") for r in form.rows)
    return replace(
        form,
        rows=rows,
        columns=(*form.columns, *extra),
        heads=tuple((*h, *extra) for h in form.heads),
    )


def titles_around(form: Form, rng: random.Random) -> Form:
    width = len(form.columns)

    def line(*cells: str) -> tuple[str, ...]:
        return (*cells, *[""] * (width - len(cells)))

    return replace(
        form,
        above=(line("DAFTAR PEGAWAI"), line(GOVERNMENT), line("")),
        below=(
            line(""),
            line("Jumlah", str(len(form.rows))),
            line("Mengetahui,"),
            line("Kepala Badan"),
        ),
    )


def rows_between(form: Form, rng: random.Random) -> Form:
    width = len(form.columns)
    kinds = [("",) * width, form.heads[-1], tuple(str(i + 1) for i in range(width))]
    for kind in kinds:
        form = form.put(rng.randrange(1, len(form.rows)), kind, "")
    return form


def acting_rows(form: Form, rng: random.Random) -> Form:
    """People who also act in a higher post since a later day stand twice in the list."""
    word = rng.choice(["Plt. ", "Plh. ", "PLT ", "Pj. ", "Plt "])
    for at in rng.sample([i for i, p in enumerate(PEOPLE) if p.eselon == "IV.a"], 2):
        row = form.change(at, JABATAN_NAMA=f"{word}Kepala Dinas", ESELON_NAMA="II.b", TMT_JABATAN="01-06-2024",
                          UNOR_NAMA=f"Dinas Rekaan - {GOVERNMENT}").rows[at]  # fmt: skip
        form = form.put(len(form.rows), row, form.owners[at])
    return form


def spaces(form: Form, rng: random.Random) -> Form:
    """Blanks around and within, as people type them."""
    pad = rng.choice([" {} ", "\u00a0{}", "{}\t", "{}\u200b"])
    return (
        form.map("JABATAN NAMA", pad.format)
        .map("UNOR NAMA", pad.format)
        .map("ESELON NAMA", lambda c: pad.format(c) if c else c)
    )


def other_spellings(form: Form, rng: random.Random) -> Form:
    """One office spelled several ways, the clean one the commonest."""
    ways = [
        str.upper,
        str.lower,
        lambda t: t.replace(" - ", "  -  "),
        lambda t: t.replace("Dinas", "Dinas "),
    ]
    rows = list(form.rows)
    place = form.place("UNOR NAMA")
    for office in {p.kantor for p in PEOPLE}:
        mine = [i for i, p in enumerate(PEOPLE) if p.kantor == office]
        for i in rng.sample(mine, max(0, len(mine) // 2 - 1)):
            first, _, rest = rows[i][place].partition(office)
            rows[i] = (
                *rows[i][:place],
                f"{first}{rng.choice(ways)(office)}{rest}",
                *rows[i][place + 1 :],
            )
    return replace(form, rows=tuple(rows))


FORMS = (
    *date_mutations(),
    keep("status-kata", status_in_words),
    keep("kedudukan-kata", words("KEDUDUKAN HUKUM ID", "KEDUDUKAN HUKUM NAMA", {"01": ("Aktif",), "71": ("PPPK Aktif",), "99": ("Pensiun",), "101": ("PPPK Paruh Waktu",)})),
    keep("jenis-jabatan-kata", words("JENIS JABATAN ID", "JENIS JABATAN", {"1": ("Struktural", "Jabatan Struktural"), "2": ("Fungsional Tertentu", "JFT"), "4": ("Fungsional Umum", "Pelaksana")})),
    keep("pendidikan-kata", words("TINGKAT PENDIDIKAN ID", "TINGKAT PENDIDIKAN", {"40": ("S-1/Sarjana", "Strata 1", "S1", "Sarjana (S1)", "S-1"), "30": ("Diploma III/Sarjana Muda", "D-III", "Diploma 3", "D3", "DIII")})),
    keep("jenis-kelamin-kata", words("JENIS KELAMIN", "", {"M": ("Laki-laki", "Pria", "LAKI-LAKI"), "F": ("Perempuan", "Wanita")})),
    keep("eselon-kata", words("ESELON NAMA", "", {"": ("Non Eselon", "Non-Eselon", "NON ESELON", "-", "Tidak Ada"), "II.b": ("II/b", "IIB", "Eselon II.b")})),
    keep("golongan-dan-pangkat", rank_beside),
    keep("jenjang-di-depan", level_in_front, ignore=("jabatan",)),
    keep("unit-pendek", short_units, ignore=("fungsi_jabatan", "ranah_jabatan")),
    keep("tmt-pppk-sendiri", own_column("TMT CPNS", "TMT PPPK")),
    keep("ni-pppk-sendiri", own_column("NIP BARU", "NI PPPK")),
    keep("nama-kolom-lain", other_headers),
    keep("nama-kolom-gaya", styled_headers),
    keep("kolom-diacak", shuffled_columns),
    keep("baris-diacak", shuffled_rows),
    keep("kolom-tambahan", more_columns),
    keep("judul-dan-kaki", titles_around),
    keep("baris-antara", rows_between),
    keep("plt-baris-kedua", acting_rows),
    keep("spasi", spaces),
    keep("ejaan-kantor", other_spellings, ignore=("unit_kerja",)),
    keep("huruf-rusak", lambda f, r: f.map("UNOR NAMA", lambda c: c.replace(" - ", " – ").encode().decode("cp1252"))),
    keep("nip-berspasi", lambda f, r: f.map("NIP BARU", lambda c: f"{c[:8]} {c[8:14]} {c[14]} {c[15:]}")),
    keep("nip-apostrof", lambda f, r: f.map("NIP BARU", lambda c: f"'{c}")),
    keep("kosong-kata", lambda f, r: f.map("TMT PNS", lambda c: c or r.choice(["-", "null", "N/A"]))),
    keep("golongan-gaya", lambda f, r: f.map("GOL AKHIR NAMA", r.choice([str.upper, lambda c: c.replace("/", "-"), lambda c: c.replace("/", ".")]))),
)  # fmt: skip

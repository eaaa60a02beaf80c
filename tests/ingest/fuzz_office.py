"""An invented office of 40 people whose right tables are known by construction, and how it is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

DATES = {
    "asn": ("TANGGAL LAHIR", "TMT CPNS", "TMT PNS", "TMT GOLONGAN", "TMT JABATAN"),
    "golongan": ("tmtGolongan",),
    "jabatan": ("tmtJabatan",),
    "kursus": ("tanggalKursus", "tanggalSelesaiKursus"),
}
GOVERNMENT = "PEMERINTAH KABUPATEN CONTOH"


@dataclass(frozen=True)
class Special:
    """A cell that is no text: an error, a formula without or with a value, a number, a day."""

    kind: str
    value: object = ""


@dataclass(frozen=True)
class Form:
    """One file: its columns and rows, and everything about how it is written.

    ``owners`` names, for each row, the person whose it is ("" for nobody's). ``above`` are rows
    before the header; ``heads`` the rows of the header, with the official columns in ``columns``.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    owners: tuple[str, ...]
    heads: tuple[tuple[str, ...], ...]
    fmt: str = "csv"
    above: tuple[tuple[str, ...], ...] = ()
    below: tuple[tuple[str, ...], ...] = ()
    merges: tuple[tuple[int, int, int, int], ...] = ()
    options: Mapping[str, object] = field(default_factory=dict)

    def place(self, column: str) -> int:
        """Place of an official column, -1 if the form has none of that name."""
        return self.columns.index(column) if column in self.columns else -1

    def first_row(self) -> int:
        """Number, as spreadsheets count, of the first row of data."""
        return len(self.above) + len(self.heads) + 1

    def map(self, column: str, change: Callable[[object], object], header: str = "") -> Form:
        """The same with every cell of a column changed, and the column called otherwise."""
        place = self.place(column)
        if place < 0:
            return self
        rows = tuple((*r[:place], change(r[place]), *r[place + 1 :]) for r in self.rows)
        heads = self.heads
        if header:
            heads = tuple((*h[:place], header, *h[place + 1 :]) for h in heads[:1]) + heads[1:]
        return replace(self, rows=rows, heads=heads)

    def put(self, at: int, row: tuple[object, ...], owner: str) -> Form:
        """The same with one more row."""
        rows, owners = list(self.rows), list(self.owners)
        rows.insert(at, row)
        owners.insert(at, owner)
        return replace(self, rows=tuple(rows), owners=tuple(owners))

    def change(self, at: int, **cells: object) -> Form:
        """The same with cells of one row changed; a blank in a name is written as "_"."""
        row = list(self.rows[at])
        for name, value in cells.items():
            row[self.place(name.replace("_", " "))] = value
        return replace(self, rows=(*self.rows[:at], tuple(row), *self.rows[at + 1 :]))

    def said(self, **options: object) -> Form:
        """The same with further options of writing."""
        return replace(self, options={**self.options, **options})


@dataclass(frozen=True)
class Office:
    """All files of the office; ``beside`` are files written as they are, by name."""

    forms: Mapping[str, Form]
    beside: Mapping[str, bytes] = field(default_factory=dict)

    def on(self, name: str, change: Callable[[Form], Form]) -> Office:
        """The same with one form changed."""
        return replace(self, forms={**self.forms, name: change(self.forms[name])})

    def everywhere(self, change: Callable[[str, Form], Form]) -> Office:
        """The same with every form changed."""
        return replace(self, forms={n: change(n, f) for n, f in self.forms.items()})


#: kind (1 structural, 2 functional, 4 pelaksana), eselon, title, unit, what is right: office, JF group.
POSTS = (
    ("1", "II.b", "Kepala Dinas Rekaan", "Dinas Rekaan", "Dinas Rekaan", ""),
    ("1", "III.a", "Sekretaris Dinas", "Sekretariat - Dinas Rekaan", "Dinas Rekaan", ""),
    ("1", "IV.a", "Kepala Seksi Pemerintahan", "Seksi Pemerintahan - Kecamatan Teriak", "Kecamatan Teriak", ""),
    ("1", "IV.a", "Kepala Subbagian Umum", "Subbagian Umum - Sekretariat - Dinas Sosial", "Dinas Sosial", ""),
    ("4", "", "Pengadministrasi Umum", "Bagian Tata Pemerintahan - Sekretariat Daerah", "Sekretariat Daerah", ""),
    ("2", "", "Guru Kelas Ahli Pertama", "SD Negeri 1 Rekaan - Dinas Pendidikan", "Dinas Pendidikan", "Guru"),
    ("2", "", "Perawat Terampil", "Puskesmas Rekaan - Dinas Kesehatan", "Dinas Kesehatan", "Kesehatan"),
    ("2", "", "Pranata Komputer Ahli Pertama", "Bidang Data - Dinas Rekaan", "Dinas Rekaan", "Teknis"),
    ("2", "", "Guru Mata Pelajaran Ahli Muda", "SMP Negeri 2 Rekaan - Dinas Pendidikan", "Dinas Pendidikan", "Guru"),
    ("2", "", "Bidan Mahir", "Puskesmas Contoh - Dinas Kesehatan", "Dinas Kesehatan", "Kesehatan"),
)  # fmt: skip
FIRST = ("Sekar", "Bagus", "Ratna", "Wahyu", "Intan", "Galih", "Lestari", "Panji", "Dewi", "Aryo")
LAST = ("Rekaan", "Contoh", "Umpama", "Misal")
NUMBER = 40


@dataclass(frozen=True)
class Person:
    """One person and what the tables must say: status, code, golongan, eselon, office, JF group."""

    nip: str
    status: str
    kode: str
    golongan: str
    eselon: str
    kantor: str
    kelompok: str
    row: Mapping[str, str]


def make_person(i: int) -> Person:
    """Person i of the office."""
    kind, eselon, title, unit, kantor, kelompok = POSTS[i % len(POSTS)]
    status = "PPPK" if kind != "1" and i % 4 in (1, 2) else "CPNS" if i == 37 else "PNS"
    if i in (14, 34):
        status = "PPPK Paruh Waktu"
    pppk, sex = status.startswith("PPPK"), 1 + i % 2
    year = 2023 if pppk or status == "CPNS" else 2003 + i % 9
    birth = dt.date(year - 23 - i % 4, 1 + (i * 5) % 12, 1 + (i * 7) % 28)
    start = dt.date(year, 3, 1)
    middle = f"{year}2{1 + i % 2}" if pppk else f"{start:%Y%m}"
    nip = f"{birth:%Y%m%d}{middle}{sex}{i + 1:03d}"
    kode = {"PPPK": "71", "PPPK Paruh Waktu": "101"}.get(status, "99" if i == 30 else "01")
    first, now = ("IX", "IX") if pppk else ("III/a", "III/a" if year > 2020 else "III/d")
    post = dt.date(year + 10, 1 + i % 12, 1 + i % 27)
    if i == 0:  # somebody was appointed in the year of the report
        post = dt.date(2025, 5, 15)
    row = {
        "PNS ID": f"R{i:03d}", "NIP BARU": nip, "NAMA": f"{FIRST[i % 10]} {LAST[i // 10]} {'abcd'[i % 4]}",
        "TANGGAL LAHIR": day(birth), "JENIS KELAMIN": "MF"[sex - 1], "KEDUDUKAN HUKUM ID": kode,
        "STATUS CPNS PNS": "" if pppk else "C" if status == "CPNS" else "P", "TMT CPNS": day(start),
        "TMT PNS": "" if pppk or status == "CPNS" else day(start.replace(year=year + 1)),
        "GOL AWAL NAMA": first, "GOL AKHIR NAMA": now,
        "TMT GOLONGAN": day(start if first == now else dt.date(year + 9, 4 + 6 * (i % 2), 1)),
        "JENIS JABATAN ID": kind, "JABATAN NAMA": title,
        "TMT JABATAN": day(start if first == now else post),
        "TINGKAT PENDIDIKAN ID": "30" if kelompok == "Kesehatan" else "40",
        "UNOR NAMA": f"{unit} - {GOVERNMENT}", "ESELON NAMA": eselon,
    }  # fmt: skip
    return Person(nip, status, kode, now, eselon, kantor, kelompok, row)


def day(when: dt.date) -> str:
    """A day as SIASN writes it."""
    return f"{when:%d-%m-%Y}"


PEOPLE = tuple(make_person(i) for i in range(NUMBER))
#: Who counts as active: everybody but the pensioned one.
ACTIVE = tuple(p for p in PEOPLE if p.kode != "99")


def make_form(columns: tuple[str, ...], rows: list[tuple[str, ...]], owners: list[str]) -> Form:
    """A clean csv file."""
    return Form(columns, tuple(rows), tuple(owners), (columns,))


def make_office() -> Office:
    """The clean files: staff list, histories of golongan and posts, courses."""
    staff = tuple(PEOPLE[0].row)
    asn = make_form(staff, [tuple(p.row.values()) for p in PEOPLE], [p.nip for p in PEOPLE])
    grades, posts, courses = [], [], []
    for i, p in enumerate(PEOPLE):
        start, now = p.row["TMT CPNS"], p.row["TMT GOLONGAN"]
        steps = [(p.row["GOL AWAL NAMA"], start)]
        if p.golongan == "III/d":
            year = int(start[-4:])
            steps += [
                ("III/b", f"01-04-{year + 3}"),
                ("III/c", f"01-10-{year + 6}"),
                ("III/d", now),
            ]
        grades += [(p.nip, gol, tmt) for gol, tmt in steps]
        kind = {"1": "STRUKTURAL", "2": "FUNGSIONAL_TERTENTU", "4": "FUNGSIONAL_UMUM"}
        posts.append((p.nip, kind[p.row["JENIS JABATAN ID"]], p.eselon, p.row["JABATAN NAMA"],
                      p.row["UNOR NAMA"], p.row["TMT JABATAN"]))  # fmt: skip
        year = 2024 if int(start[-4:]) > 2020 else 2015 + i % 9
        courses.append((p.nip, f"Pelatihan {'abcdefgh'[i % 8].upper()}", f"0{1 + i % 9}-0{1 + i % 7}-{year}",
                        f"{20 + i % 8}-1{i % 3}-{year}", str(year), str(8 + 4 * (i % 9))))  # fmt: skip
    return Office(
        {
            "asn": asn,
            "golongan": _history(("nipBaru", "golongan", "tmtGolongan"), grades),
            "jabatan": _history(
                ("nipBaru", "jenisJabatan", "eselon", "namaJabatan", "unorNama", "tmtJabatan"), posts
            ),
            "kursus": _history(
                ("nipBaru", "namaKursus", "tanggalKursus", "tanggalSelesaiKursus", "tahunKursus", "jumlahJam"),
                courses,
            ),
        }
    )  # fmt: skip


def _history(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> Form:
    return make_form(columns, rows, [row[0] for row in rows])

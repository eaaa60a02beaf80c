"""Columns of people under another heading: every door is shut before anything is written.

All people are invented.
"""

from __future__ import annotations

import numpy as np
import pytest

from pug_analysis.config import Config
from pug_analysis.errors import DataError, UsageError
from pug_analysis.ingest import build_periode
from pug_analysis.ingest.pieces import Pieces
from pug_analysis.ingest.reading.name_columns import SAMPLE, Sampling, holds_people
from pug_analysis.terms.kalender import Periode

FIRST = ("Siti", "Budi", "Dewi", "Agus", "Kornelia", "Dayang")
LAST = ("Rekaan", "Umpama", "Contohan", "Misalan")
PEOPLE = [f"{a} {b} {c}" for a in FIRST for b in LAST for c in ("Lasio", "Mering")]
STRANGERS = [
    f"Dayang {a} {b}" for a in ("Urip", "Simson", "Tamrin") for b in ("Ujang", "Bakok", "Kadir")
]
WHOLE, TINY = Pieces(limit=2**60), Pieces(limit=0, rows=7, bucket=2_000, processes=1)
MAIN = {"NAMA": 2, "JABATAN NAMA": 14, "UNOR NAMA": 17}


def staff(office, n=20):
    return office.people(n, NAMA=PEOPLE)


def refuse(office, *, pieces=WHOLE, **settings):
    """Build, and return the message; nothing that was written names anybody."""
    with pytest.raises(DataError) as refused:
        build_periode(office.root, Periode(2025), config=Config(**settings), pieces=pieces)
    message = str(refused.value)
    for name in (*PEOPLE, *STRANGERS):
        assert name.casefold() not in message.casefold()
    assert [p for p in office.root.rglob("*") if p.is_file() and "raw" not in p.parts] == []
    return message


@pytest.mark.parametrize("pieces", [WHOLE, TINY], ids=["memory", "pieces"])
@pytest.mark.parametrize("column", ["UNOR NAMA", "JABATAN NAMA"])
def test_exchanged_contents_are_refused(office, column, pieces):
    rows = staff(office)
    for row in rows[1:]:
        name, other = MAIN["NAMA"], MAIN[column]
        row[name], row[other] = row[other], row[name]
    office.csv("a.csv", rows)
    assert (
        f"KOLOM-NAMA-ORANG: Kolom unit, jabatan, pelatihan, atau sejenisnya berisi nama orang. (kolom {column})"
        in refuse(office, pieces=pieces)
    )


def test_offices_under_the_heading_of_names_are_refused(office):
    rows = staff(office)
    for row in rows[1:]:
        row[MAIN["NAMA"]] = row[MAIN["UNOR NAMA"]]
    office.csv("a.csv", rows)
    assert "KOLOM-TERTUKAR" in refuse(office)


def test_a_few_exchanged_rows_are_enough(office):
    rows = staff(office)
    for row in rows[1:4]:
        row[2], row[17] = row[17], row[2]
    office.csv("a.csv", rows)
    message = refuse(office)
    assert "KOLOM-TERTUKAR" in message
    assert "KOLOM-NAMA-ORANG" in message


def test_one_exchanged_row_is_hidden(office):
    rows = staff(office)
    rows[5][2], rows[5][17] = rows[5][17], rows[5][2]
    office.csv("a.csv", rows)
    units = office.build().tables["pegawai"]["unit_kerja"].tolist()
    assert units.count("[nama]") == 1
    assert "Bidang 0" in units


@pytest.mark.parametrize("header", ["NAMA", "Nama Lengkap", "NAMA SUAMI/ISTRI"])
def test_a_column_of_names_cannot_be_mapped_to_anything_else(office, header):
    rows = staff(office)
    office.csv("a.csv", [[*rows[0], "NAMA SUAMI/ISTRI"], *([*r, "Budi Rekaan"] for r in rows[1:])])
    with pytest.raises(UsageError, match="memetakan kolom nama orang"):
        office.build(data={"kolom": {"pegawai": {"UNOR NAMA": header}}})
    assert not (office.root / ".pug").exists()


@pytest.mark.parametrize("pieces", [WHOLE, TINY], ids=["memory", "pieces"])
@pytest.mark.parametrize("named", [True, False])
def test_names_without_a_telling_heading_are_refused_where_they_are_mapped(office, named, pieces):
    rows = staff(office)
    names = [r[2] for r in rows[1:]]
    for row in rows[1:]:
        row[2] = row[2] if named else ""
    office.csv(
        "a.csv",
        [[*rows[0], "KETERANGAN"], *([*r, n] for r, n in zip(rows[1:], names, strict=True))],
    )
    own = {"kolom": {"pegawai": {"UNOR NAMA": "KETERANGAN"}}}
    assert "KOLOM-NAMA-ORANG" in refuse(office, pieces=pieces, data=own)


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("form", ["{name} ({nip})", "Seksi Umum {name}", "Seksi Umum - {name}"])
def test_a_person_in_every_unit_is_refused(office, form, named):
    rows = staff(office)
    for row in rows[1:]:
        row[17] = form.format(name=row[2], nip=row[1])
        row[2] = row[2] if named else ""
    office.csv("a.csv", rows)
    assert "(kolom UNOR NAMA)" in refuse(office)


def test_relatives_that_nobody_knows_are_refused(office):
    rows = office.people(20, UNOR_NAMA=[STRANGERS[i % 9] for i in range(20)])
    office.csv("a.csv", rows)
    assert "KOLOM-NAMA-ORANG" in refuse(office)


def test_one_person_in_a_file_of_one_is_hidden(office):
    office.csv("a.csv", office.people(1, NAMA=[""], UNOR_NAMA=["Siti Rekaan"]))
    assert office.build().tables["pegawai"]["unit_kerja"].tolist() == ["[nama]"]


HISTORIES = {
    "golongan": (["nipBaru", "golongan", "tmtGolongan", "jenisKPId"], "III/a", "01-04-2015", 3),
    "diklat": (["nipBaru", "latihanStrukturalId", "latihanStrukturalNama", "tahun"], "3", "", 2),
    "diklat-kode": (["nipBaru", "latihanStrukturalId", "tahun", "latihanStrukturalNama"], "", "2015", 1),
    "kursus": (["nipBaru", "jenisDiklatId", "namaKursus", "tahunKursus"], "3", "", 2),
    "penghargaan": (["nipBaru", "hargaNama", "tahun", "hargaId"], "", "2015", 1),
}  # fmt: skip


@pytest.mark.parametrize("kind", HISTORIES)
@pytest.mark.parametrize("people", [PEOPLE, STRANGERS], ids=["known", "strangers"])
def test_histories_are_looked_at_too(office, kind, people):
    head, one, two, place = HISTORIES[kind]
    office.csv("a.csv", staff(office))
    rows = []
    for i in range(20):
        row = [office.nip(i), one, two, "2015"]
        row[place] = people[i % len(people)]
        rows.append(row)
    office.csv("rw.csv", [head, *rows])
    assert f"(kolom {head[place]})" in refuse(office)


@pytest.mark.parametrize("place", ["unorNama", "namaUnor", "namaJabatan", "jabatanFungsionalNama"])
def test_posts_held_are_looked_at_too(office, place):
    head = [
        "nipBaru",
        "jenisJabatan",
        "namaJabatan",
        "jabatanFungsionalNama",
        "unorNama",
        "namaUnor",
        "tmtJabatan",
    ]
    office.csv("a.csv", staff(office))
    rows = []
    for i in range(20):
        row = dict(
            zip(
                head,
                [office.nip(i), "2", "Guru", "Guru", "SD 1", "SD 1", "01-04-2016"],
                strict=True,
            )
        )
        row[place] = STRANGERS[i % 9]
        rows.append([row[h] for h in head])
    office.csv("rw.csv", [head, *rows])
    assert f"(kolom {place})" in refuse(office)


REGISTERS = {
    "sk_pug": ["NIP", "JENIS", "NOMOR", "TANGGAL", "PENANDATANGAN", "PERAN", "PERANGKAT DAERAH", "PENERBIT"],
    "kegiatan_pug": ["TANGGAL", "JENIS", "NAMA KEGIATAN", "PERANGKAT DAERAH", "MATA PELATIHAN"],
    "rencana_aksi": ["NOMOR", "PROGRAM", "KEGIATAN", "INDIKATOR", "SATUAN", "ARAH", "TAHUN", "UNIT PELAKSANA"],
}  # fmt: skip
USUAL = {"TANGGAL": "01-02-2024", "ARAH": "naik", "TAHUN": "2025", "NIP": ""}
TYPED = [(t, h) for t, head in REGISTERS.items() for h in head if h not in {*USUAL, "JENIS"}]


@pytest.mark.parametrize(("table", "column"), TYPED)
def test_registers_are_looked_at_too(office, table, column):
    kind = {"sk_pug": "SK Pokja PUG", "kegiatan_pug": "Sosialisasi"}.get(table, "")
    head = REGISTERS[table]
    rows = [
        [
            STRANGERS[i] if h == column else USUAL.get(h, kind if h == "JENIS" else f"Dinas {i}")
            for h in head
        ]
        for i in range(9)
    ]
    office.csv("a.csv", staff(office))
    office.csv("register.csv", [head, *rows])
    assert f"(kolom {column})" in refuse(office)


HONEST = [
    "SMP Santo Paulus", "RSUD dr. Abdul Aziz", "SDN 3 Budi Utomo", "SMA Kartini", "Sungai Raya",
    "UPT Jalan Pangeran Iskandar", "Kecamatan Sri Indah", "Puskesmas Siti Fatimah", "Tata Usaha",
    "TK Dewi Sartika", "Kelurahan Wijaya Kusuma", "Bagian Umum", "BKPSDM", "Korwil Teriak Hulu",
]  # fmt: skip


@pytest.mark.parametrize("n", [1, 2, 3, 5, 14])
@pytest.mark.parametrize("pieces", [WHOLE, TINY], ids=["memory", "pieces"])
def test_offices_named_after_people_and_places_are_read(office, n, pieces):
    office.csv("a.csv", office.people(n, NAMA=PEOPLE, UNOR_NAMA=HONEST))
    built = build_periode(office.root, Periode(2025), config=Config(), pieces=pieces)
    assert sorted(built.tables["pegawai"]["unit_kerja"]) == sorted(HONEST[:n])


def test_a_sample_is_the_same_however_a_column_is_read():
    texts = np.array([f"Unit {i}" for i in range(5000)], dtype=object)
    whole, parts = Sampling(), Sampling()
    whole.add(texts)
    for start in range(0, 5000, 700):
        parts.add(texts[start : start + 800])
    assert whole.texts == parts.texts
    assert len(whole.texts) == SAMPLE
    assert abs(whole.n - 5000) < 500
    few = Sampling()
    few.add(texts[:30])
    few.add(texts[10:40])
    assert few.n == 40


FORMS = {
    "run together": lambda name: name.replace(" ", ""),
    "spaced out": lambda name: " ".join(name.replace(" ", "")),
    "digits for letters": lambda name: name.upper().replace("A", "4").replace("I", "1"),
}


@pytest.mark.parametrize("pieces", [WHOLE, TINY], ids=["memory", "pieces"])
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_as_many_offices_as_people_are_refused_whatever_they_look_like(office, form, pieces):
    rows = staff(office, 40)
    for row in rows[1:]:
        row[MAIN["UNOR NAMA"]] = form(row[MAIN["NAMA"]])
    office.csv("a.csv", rows)
    assert "(kolom UNOR NAMA)" in refuse(office, pieces=pieces)


def test_an_office_for_each_person_is_read_where_it_is_called_like_one(office):
    rows = staff(office, 40)
    for place, row in enumerate(rows[1:]):
        row[MAIN["UNOR NAMA"]] = f"SDN {place} Contoh"
    office.csv("a.csv", rows)
    built = build_periode(office.root, Periode(2025), config=Config())
    assert built.tables["pegawai"]["unit_kerja"].nunique() == 40


@pytest.mark.parametrize(
    ("texts", "people", "found"),
    [
        (PEOPLE, 48, True),
        ([name.replace(" ", "") for name in PEOPLE], 48, True),
        ([name.replace(" ", "") for name in PEOPLE], 480, False),
        ([f"Dinas Contoh {place}" for place in range(48)], 48, False),
        ([], 48, False),
    ],
)
def test_released_columns_are_judged_by_the_same_rule(texts, people, found):
    assert holds_people(texts, people=people) is found

"""Clean files changed at random: what keeps the meaning keeps the tables, what costs people is told.

The seeds are fixed. ``python benchmarks/fuzz.py`` draws thousands more.
"""

from __future__ import annotations

import re
import sys

import numpy as np
import pytest

from .fuzz_damage import DAMAGE, DOUBTFUL
from .fuzz_files import FILES
from .fuzz_forms import FORMS
from .fuzz_judge import IDS, find_lost, find_untold, find_wrong, read_clean, read_office
from .fuzz_office import ACTIVE, PEOPLE, make_office
from .fuzz_runs import run_one, run_several

KEEPING = {m.name: m for m in (*FORMS, *FILES)}
#: Of the many writings of dates one file each is tried here, in turn.
SHORT = [
    name
    for place, name in enumerate(KEEPING)
    if not name.startswith("tanggal-") or place % 4 == (place // 4) % 4 or "golongan" in name
]


def test_the_clean_tables_are_right_by_construction():
    clean = read_clean()
    table = clean.tables["pegawai"].set_index("pegawai_id")
    columns = [
        "status_asn",
        "kedudukan_hukum",
        "golongan",
        "eselon",
        "perangkat_daerah",
        "kelompok_jf",
    ]
    for p in PEOPLE:
        right = [p.status, p.kode, p.golongan, p.eselon, p.kantor, p.kelompok]
        assert table.loc[IDS[p.nip], columns].tolist() == right
    assert clean.people(active=True) == {IDS[p.nip] for p in ACTIVE}
    assert set(clean.temuan["kode"]) <= {"BARIS-KEPALA", "KOLOM-TAMBAHAN"}


@pytest.mark.parametrize("name", SHORT)
def test_what_keeps_the_meaning_keeps_the_tables(name):
    assert run_one(KEEPING[name], seed=1) == []


@pytest.mark.parametrize("change", DOUBTFUL, ids=lambda m: m.name)
def test_what_is_doubtful_is_told(change):
    assert run_one(change, seed=1) == []


@pytest.mark.parametrize("change", DAMAGE, ids=lambda m: m.name)
def test_no_damage_costs_people_in_silence(change):
    assert run_one(change, seed=1) == []


def nothing(*_, **__) -> None:
    return None


NEVER = re.compile(r"(?!)")
#: Mends, what is in their place without them, and a change that must then be seen. Late clocks have two:
#: they are put back, and a column that is still shifted is refused.
CLOCKS = {"values.clock._judge": lambda *_: (0, False), "values.date_order._check_shift": nothing}
TAKEN_OUT = (
    ({"values.status._by_status": lambda kode, _: kode}, "status-kata"),
    ({"assemble.find_others": lambda frame: np.zeros(len(frame), bool)}, "honorer"),
    ({"values.jabatan._FRONT": NEVER}, "jenjang-di-depan"),
    ({"tables.offices.names_government": lambda path: "PEMERINTAH" in path.upper()}, "unit-pendek"),
    ({"values.date_order._vote": lambda *_: "day"}, "tanggal-bulan-dulu-golongan"),
    (CLOCKS, "tanggal-utc-barat-golongan"),
    (CLOCKS, "tanggal-kurang-12-detik-golongan"),
    ({"files.html_table._read_span": lambda _: 1}, "gabung-html"),
    ({"files.workbook._MARKERS": {}}, "gabung-ods"),
    ({"files.workbook._MARKERS": {}}, "galat-ods"),
    ({"reading.rows._fill_merged": lambda sheet, *_: (sheet, [])}, "gabung-xls"),
    ({"reading.rows._fill_gaps": lambda sheet, column, _, start: sheet.columns[column][start:]}, "tmt-pppk-sendiri"),
    ({"people.twins.find_twins": lambda people, _: people[:0], "build.note_overlaps": lambda *_: ()}, "kembar"),
    ({"tables.rules.put_acting_aside": lambda _: []}, "plt-baris-kedua"),
    ({"reading.rows.is_damaged": lambda *_, **__: False}, "baris-rata"),
    ({"build.list_skipped": lambda _: []}, "subfolder"),
)  # fmt: skip
EVERY = KEEPING | {m.name: m for m in (*DOUBTFUL, *DAMAGE)}


@pytest.fixture
def forgetting():
    """Nothing that was read before, or with a mend taken out, is remembered."""

    def forget() -> None:
        for name, module in list(sys.modules.items()):
            if name.startswith("pug_analysis.ingest"):
                for one in vars(module).values():
                    if hasattr(one, "cache_clear"):
                        one.cache_clear()

    yield forget
    forget()


@pytest.mark.parametrize(("mends", "change"), TAKEN_OUT, ids=[c for _, c in TAKEN_OUT])
def test_a_mend_that_is_taken_out_is_missed(monkeypatch, forgetting, mends, change):
    read_clean()  # as it is with the mend
    assert run_one(EVERY[change], seed=1) == []
    for mend, instead in mends.items():
        monkeypatch.setattr(f"pug_analysis.ingest.{mend}", instead)
    forgetting()
    assert run_one(EVERY[change], seed=1) != []


@pytest.mark.parametrize("seed", range(8))
def test_several_changes_at_once(seed):
    assert run_several(seed) == []


def test_the_judge_sees_what_is_wrong_and_what_names_it():
    """The tripwire trips: a golongan that is another one, a person who is gone, and the same told."""
    office = make_office()
    worse = office.on("asn", lambda f: f.change(3, GOL_AKHIR_NAMA="III/b"))
    outcome = read_office(worse)
    assert len(find_wrong(outcome, worse)) == 1
    quiet = office.on("asn", lambda f: f.change(3, KEDUDUKAN_HUKUM_ID="99"))
    assert find_lost(read_office(quiet), quiet) == [f"aktif: {IDS[PEOPLE[3].nip]} []"]
    loud = office.on("asn", lambda f: f.change(3, KEDUDUKAN_HUKUM_ID="555"))
    outcome = read_office(loud)
    assert find_lost(outcome, loud) == []
    assert find_wrong(outcome, loud, tells=["KEDUDUKAN-TAK-DIKENAL", "PEGAWAI-DIKARANTINA"]) == []
    assert (
        len(find_untold(outcome, loud, about=[PEOPLE[4].nip], tells=["KEDUDUKAN-TAK-DIKENAL"])) == 1
    )

from __future__ import annotations

import numpy as np
import pytest

from pug_analysis.ingest.registers import REGISTERS
from pug_analysis.simulate.dirt import defects, defects_registers
from pug_analysis.simulate.files.export import EXPORT_HEADERS
from pug_analysis.simulate.files.histories import HISTORY_HEADERS
from pug_analysis.simulate.files.registers_frames import HEADERS as REGISTER_HEADERS
from pug_analysis.terms.temuan import TEMUAN

NIP = "198503122010012001"


@pytest.fixture
def rng():
    return np.random.Generator(np.random.PCG64(0))


def test_every_defect_names_a_finding_and_columns_that_exist():
    own = {"penghargaan": REGISTER_HEADERS["penghargaan"]}
    own |= {name: tuple(c.header for c in r.columns) for name, r in REGISTERS.items()}
    for table, kinds in (defects.DEFECTS | defects_registers.REGISTER_DEFECTS).items():
        headers = ({"pegawai": EXPORT_HEADERS} | HISTORY_HEADERS | own)[table]
        for kind in kinds:
            assert kind.kode in TEMUAN
            assert set(kind.columns) <= set(headers), (table, kind.kode)


@pytest.mark.parametrize(
    ("damage", "cell", "found"),
    [
        (defects.apostrophe, "01", "'01"),
        (defects.serial_date, "01-01-2000", 36526),
        (defects.impossible_date, "12-08-1985", "31-02-1985"),
        (defects.future_date, "01-04-2019", "01-04-2099"),
        (defects.nip_number, NIP, 198503122010012000),
        (defects.nip_rounded, NIP, "198503122010012000"),
        (defects.nip_exponent, NIP, "1,98503E+17"),
        (defects.nip_short, NIP, "19850312201001200"),
        (defects.nip_month, NIP, "198513122010012001"),
        (defects.other_sex, "M", "F"),
        (defects.eselon_impossible, "II.b", "VII.c"),
        (defects_registers.unknown_word, "L1", "L1 lain"),
        (defects_registers.with_unit, "24", "24 JP"),
        (defects_registers.negative, "12", "-12"),
        (defects_registers.no_number, "30", "belum ada data"),
        (defects_registers.long_past, "04-03-2028", "04-03-1999"),
    ],
)
def test_damage_by_hand(rng, damage, cell, found):
    assert damage(cell, rng) == found


@pytest.mark.parametrize(
    ("damage", "cell"),
    [
        (defects.apostrophe, ""),
        (defects.null_word, "x"),
        (defects.hidden_sign, "satu"),
        (defects.serial_date, ""),
        (defects.golongan_spelling, "IX"),
        (defects.golongan_impossible, "IX"),
        (defects.eselon_spelling, ""),
        (defects.future_date, "29-02-2024"),
        (defects_registers.unknown_word, ""),
        (defects_registers.negative, "0"),
        (defects_registers.long_past, ""),
    ],
)
def test_what_does_not_fit_is_left_alone(rng, damage, cell):
    assert damage(cell, rng) is None


def test_spellings_stay_readable(rng):
    forms = {defects.golongan_spelling("III/a", rng) for _ in range(60)}
    assert forms == {"III.a", "iii/A", "3A", "IIIa", "Penata Muda (III/a)"}
    forms = {defects.eselon_spelling("II.b", rng) for _ in range(60)}
    assert forms == {"IIB", "II/b", "Eselon II.b", "ESELON II.B"}
    assert defects.nip_spaced(NIP, rng).replace(" ", "").replace(".", "") == NIP
    assert len(defects.nip_nik(NIP, rng)) == 16
    assert len(defects.nip_old(NIP, rng)) == 9

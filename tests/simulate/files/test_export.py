from __future__ import annotations

import numpy as np
import pytest

from pug_analysis.simulate.files.export import (
    EXPORT_HEADERS,
    data_asn,
    date_text,
    eselon_text,
    golongan_id,
    golongan_text,
)
from pug_analysis.simulate.people.state import state
from pug_analysis.terms.kalender import Periode


@pytest.fixture(scope="module")
def frame(regency):
    return data_asn(state(regency, Periode(2025)), periode=Periode(2025))


def test_the_69_headers_in_order(frame):
    assert len(EXPORT_HEADERS) == 69
    assert EXPORT_HEADERS[:3] == ("PNS ID", "NIP BARU", "NIP LAMA")
    assert EXPORT_HEADERS[-2:] == ("ESELON ID", "ESELON NAMA")
    assert tuple(frame.columns) == EXPORT_HEADERS


def test_dates_and_codes_by_hand():
    days = np.array(["2024-02-29", "NaT"], dtype="datetime64[D]")
    assert date_text(days).tolist() == ["29-02-2024", ""]
    both = golongan_text(np.array([9, 9]), np.array([True, False]))
    assert both.tolist() == ["III/a", "IX"]
    assert golongan_id(np.array([9, 5])).tolist() == ["31", "21"]
    assert eselon_text(np.array([0, 22, 41])).tolist() == ["", "II.b", "IV.a"]


def test_everything_is_text(frame):
    assert frame.map(lambda v: isinstance(v, str)).all().all()


def test_values_use_the_codes_of_siasn(frame):
    assert set(frame["JENIS KELAMIN"]) == {"M", "F"}
    assert set(frame["STATUS CPNS PNS"]) <= {"", "C", "P"}
    assert frame["TMT CPNS"].str.fullmatch(r"\d\d-\d\d-\d{4}").all()
    pppk = frame["STATUS CPNS PNS"] == ""
    assert set(frame.loc[pppk, "KEDUDUKAN HUKUM ID"]) & {"71", "101"}
    assert not frame.loc[pppk, "GOL AKHIR NAMA"].str.contains("/").any()
    assert frame.loc[~pppk, "GOL AKHIR NAMA"].str.contains("/").all()
    struktural = frame["JENIS JABATAN ID"] == "1"
    assert (frame["ESELON NAMA"] != "").equals(struktural)


def test_personal_columns_are_filled_so_that_a_leak_can_be_seen(frame):
    for column in ("NAMA", "NIK", "NOMOR HP", "EMAIL", "ALAMAT", "NPWP NOMOR", "BPJS"):
        assert (frame[column] != "").all(), column
    assert frame["NIK"].str.fullmatch("9999" + r"\d{12}").all()
    assert frame["EMAIL"].str.endswith(".example").all()

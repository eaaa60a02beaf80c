"""The verdict on a file: its code is what is said of it, and it tells where."""

from __future__ import annotations

import pytest

from pug_analysis.ingest.values.refused import Refused


def test_a_verdict_has_its_code_and_where_it_holds():
    one = Refused("BERKAS-RUSAK", lembar="Data", rincian="tidak dapat dibuka")
    assert (one.kode, one.lembar, one.rincian) == ("BERKAS-RUSAK", "Data", "tidak dapat dibuka")
    assert str(one) == "BERKAS-RUSAK"


def test_without_a_sheet_it_holds_for_the_file():
    with pytest.raises(Refused) as verdict:
        raise Refused("BERKAS-BUKAN-TABEL")
    assert (verdict.value.lembar, verdict.value.rincian) == ("", "")

"""What an export says of itself."""

from __future__ import annotations

import pytest

from pug_analysis.errors import UsageError
from pug_analysis.pooled.export import export_period


def test_an_export_says_what_it_is(export, pool):
    about = export.about
    assert (about["skema"], about["versi"], about["tingkat"]) == ("pug-ekspor", 2, "tepat")
    assert (about["periode"], about["batas"]) == ("2025", "2025-12-31")
    assert about["daerah"] == {"nama": "Kabupaten 0", "kode": "kabupaten-0"}
    assert about["orang"] == len(pool.regencies[0].snapshot)
    assert about["kohort"]["awal_register"] > 0
    assert about["perlindungan"] is None


def test_an_unknown_tier_is_refused(pool):
    with pytest.raises(UsageError, match="--tier harus salah satu dari tepat, terlindung"):
        export_period(pool.regencies[0], tier="rahasia")


def test_a_sum_of_agencies_is_not_exported_again(merged):
    with pytest.raises(UsageError, match="sudah gabungan"):
        export_period(merged)

"""What an export says of itself; every entry is spoilt in test_receive.py too."""

from __future__ import annotations

import pytest

from pug_analysis.pooled.about import check_about
from pug_analysis.pooled.reading import FlawError


def test_what_the_program_writes_is_taken(export):
    check_about(export.about)
    check_about(export.about | {"kohort": None})


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"orang": True}, "orang"),
        ({"orang": 10**9}, "orang"),
        ({"batas": "2025-06-30"}, "periode, batas"),
        ({"periode": "٢٠٢٥"}, "periode, batas"),
        ({"periode": "0000", "batas": "0000-12-31"}, "periode, batas"),
        ({"daerah": {"nama": "A\u202eB", "kode": "1"}}, "daerah"),
        ({"daerah": {"nama": "A", "kode": ["1"]}}, "daerah"),
        ({"tingkat": ["tepat"]}, "tingkat"),
        ({"perlindungan": {}}, "perlindungan"),
        ({"kohort": {"awal_register": 2026 * 12, "sunyi_terlama": 0}}, "kohort"),
        ({"kedudukan": {"pns": ["01"], "pppk": []}}, "kedudukan"),
        ({"kedudukan": {"pns": ["02", "01"], "pppk": [], "paruh_waktu": []}}, "kedudukan"),
        ({"berkas": {"profil.csv": "sha256:0"}}, "berkas"),
        ({"program": "0.1.0\n"}, "program"),
    ],
)
def test_another_entry_is_refused_by_its_name(export, change, named):
    with pytest.raises(FlawError, match=f"rusak pada {named}"):
        check_about(export.about | change)

"""Findings say what to do."""

from __future__ import annotations

from pug_analysis.terms.temuan import TEMUAN


def test_findings_that_need_work_say_what_to_do():
    for finding in TEMUAN.values():
        assert finding.pesan.endswith(".")
        if finding.tindakan in ("tolak", "karantina"):
            assert finding.saran, finding.kode

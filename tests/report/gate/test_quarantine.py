"""How much may be missing before a report is refused."""

from __future__ import annotations

import pytest

from pug_analysis.config import Config
from pug_analysis.errors import DataError
from pug_analysis.report.gate.quarantine import check_quarantine
from pug_analysis.terms.kalender import Periode

NOW = Periode(2025)


def limit(share):
    return Config.model_validate({"data": {"karantina_maksimum": share}})


@pytest.fixture
def workspace(tmp_path, toys):
    toys.write_processed(tmp_path)  # quarantined are 20 of 1,230 rows of data: 1.6 %
    return tmp_path


def test_above_the_limit_it_is_refused_with_its_share(workspace):
    with pytest.raises(DataError, match=r"1,6%.*batas 1%.*karantina\.xlsx"):
        check_quarantine(workspace, NOW, config=limit(0.01), accepted=False)


def test_at_the_limit_or_accepted_it_passes(workspace):
    check_quarantine(workspace, NOW, config=limit(20 / 1230), accepted=False)
    check_quarantine(workspace, NOW, config=limit(0.01), accepted=True)

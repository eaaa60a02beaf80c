"""Two agencies that were added up, as the profile page sees them."""

from __future__ import annotations

import pytest

from pug_analysis.careers.pooled import Pooled


@pytest.fixture
def added_up():
    def of(tier):
        agencies = [{"nama": name, "tingkat": tier, "kohort": None} for name in "AB"]
        return Pooled({"daerah": agencies, "tingkat": tier}, counts={}, numbers={"orang_aktif": 40})

    return of

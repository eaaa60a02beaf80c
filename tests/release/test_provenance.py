"""Where a page's numbers come from."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest

from pug_analysis.release.provenance import provenance


def facts(part) -> dict[str, str]:
    return dict(part.payload["rows"])


@pytest.mark.parametrize("edition", ["internal", "pokja", "publik"])
def test_every_page_tells_its_day_its_people_and_its_programs(tiny_data, edition):
    part = provenance(replace(tiny_data, edition=edition), page="profil")
    told = facts(part)
    assert part.payload["name"] == "asal_usul_profil"
    assert (told["Keadaan data"], told["Edisi"]) == ("31 Desember 2025", edition)
    assert told["ASN aktif yang dihitung"] == "20"
    for program in ("pandas", "numpy", "scipy"):
        assert f"{program} " in told["Perangkat lunak"]
    assert "Berkas masukan" not in told


def test_a_merged_report_tells_what_it_adds_up(tiny_data):
    pooled = SimpleNamespace(numbers={"berkas": 1234}, agencies=[{}] * 7, tier="terlindung")

    data = SimpleNamespace(
        cutoff=tiny_data.cutoff, config=tiny_data.config, edition="pokja", people=range(1500),
        pooled=pooled, tables={"neraca": pd.DataFrame({"baris_masuk": [1000, 234]})},
    )  # fmt: skip
    told = facts(provenance(data, page="data_kohort"))
    assert told["Berkas masukan"] == "1.234"
    assert told["Baris masukan"] == "1.234"
    assert (told["Daerah yang digabung"], told["Tingkat tabel gabungan"]) == ("7", "terlindung")
    assert told["ASN aktif yang dihitung"] == "1.500"

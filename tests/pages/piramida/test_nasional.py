"""The national figures that are shipped: they close, and they say what their source says."""

from __future__ import annotations

import pytest

from pug_analysis.pages.piramida.nasional import _read, national_ladder


def test_totals_close_with_the_published_ones():
    for name in ("id_pns_struktural_jk_2022.csv", "id_asn_jk_nasional.csv"):
        table = _read(name).dropna(subset="total_terbit")
        # 2015: the source prints 4,526,710 for 2,319,146 + 2,207,564 = 4,526,710
        assert (table["laki_laki"] + table["perempuan"] == table["total_terbit"]).all()


def test_pns_and_pppk_make_up_all_asn():
    table = _read("id_asn_jk_nasional.csv").query("per_tanggal == '2022-12-31'")
    women = table.set_index("kelompok")["perempuan"]
    assert women["PNS"] + women["PPPK"] == women["ASN"]


def test_ladder_of_2022():
    table = national_ladder().set_index("jenjang")["share_wanita"]
    assert table.index.tolist() == ["Semua PNS", "Pengawas", "Administrator", "JPT Pratama"]
    assert table.to_numpy() == pytest.approx([0.5339, 0.3963, 0.2649, 0.1552], abs=5e-5)

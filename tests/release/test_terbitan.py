"""Released tables on their way to the page that sums them up."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.errors import DataError
from pug_analysis.release.ledger import Release
from pug_analysis.release.tables import Column, release_table
from pug_analysis.release.terbitan import read_headlines, read_released, write_released


def table(edition: str) -> dict:
    frame = pd.DataFrame(
        {
            "jenjang": ["Pengawas", "Administrator", "JPT Pratama"],
            "wanita": pd.array([123, 3, 0], dtype="Int64"),
            "bagian": [0.41234, None, 0.0],
            "rahasia": ["x", "y", "z"],
        }
    )
    return release_table(
        frame,
        name="contoh_satu",
        title="Tabel X.1. Contoh",
        columns=(
            Column("jenjang", "Jenjang", "text"),
            Column("wanita", "Wanita", "count"),
            Column("bagian", "% wanita", "share"),
        ),
        terms=Release("B", edition),
        notes=("Catatan: contoh.",),
    ).payload


class TestByHand:
    def test_a_table_comes_back_as_it_was_released(self, tmp_path):
        write_released(tmp_path, [table("internal")], [])
        frame = read_released(tmp_path)["contoh_satu"]
        assert frame.columns.tolist() == ["jenjang", "wanita", "bagian"]
        assert frame["jenjang"].tolist() == ["Pengawas", "Administrator", "JPT Pratama"]
        assert frame["wanita"].dtype == "Int64"
        assert frame["wanita"].tolist() == [123, 3, 0]
        assert frame["bagian"].isna().tolist() == [False, True, False]
        assert frame.attrs["title"] == "Tabel X.1. Contoh"
        assert frame.attrs["labels"]["wanita"] == "Wanita"
        assert frame.attrs["kinds"] == {"jenjang": "text", "wanita": "count", "bagian": "share"}
        assert "Catatan: contoh." in frame.attrs["notes"]

    def test_a_hidden_count_stays_hidden(self, tmp_path):
        write_released(tmp_path, [table("pokja")], [])
        assert read_released(tmp_path)["contoh_satu"]["wanita"].tolist() == [125, "*", 0]

    def test_key_figures_keep_their_order_and_page(self, tmp_path):
        cards = [
            {"halaman": "01_profil", "label": "ASN", "value": "6.500", "note": "orang"},
            {"halaman": "02_piramida", "label": "Wanita", "value": "51,2%", "note": ""},
        ]
        write_released(tmp_path, [], cards)
        assert read_headlines(tmp_path).to_dict("records") == cards
        assert dict(read_released(tmp_path)) == {}


class TestRefusals:
    @pytest.mark.parametrize("folder", ["", "tidak ada"])
    def test_outside_the_command_it_says_how_the_page_is_made(self, folder, tmp_path):
        place = folder and tmp_path / folder
        with pytest.raises(DataError, match="jalankan pug-analysis report"):
            read_released(place)
        with pytest.raises(DataError, match="Tabel halaman lain tidak ada"):
            read_headlines(place)

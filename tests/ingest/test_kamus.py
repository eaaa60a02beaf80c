"""The data dictionary in docs is what the code generates."""

from __future__ import annotations

from pathlib import Path

import pytest

from pug_analysis.errors import UsageError
from pug_analysis.ingest.kamus import build_kamus, main
from pug_analysis.ingest.tables.schema import TABLES
from pug_analysis.terms.temuan import TEMUAN

DOCS = Path(__file__).parents[2] / "docs" / "kamus-data.md"


def test_page_is_up_to_date():
    assert DOCS.read_text("utf-8") == build_kamus(), "run: make docs"


def test_every_column_and_code_is_there():
    text = build_kamus()
    assert all(f"| `{c.name}` |" in text for t in TABLES.values() for c in t.columns)
    assert all(f"| `{kode}` |" in text for kode in TEMUAN)


def test_one_path_is_wanted(tmp_path):
    main([str(tmp_path / "a" / "kamus.md")])
    assert (tmp_path / "a" / "kamus.md").read_text("utf-8") == build_kamus()
    with pytest.raises(UsageError, match="Pemakaian"):
        main([])

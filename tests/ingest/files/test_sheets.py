"""A sheet as read."""

from __future__ import annotations

import numpy as np

from pug_analysis.ingest.files.sheets import Sheet


def test_rows_are_text():
    sheet = Sheet("a", 2, (np.array(["x", 1.0], dtype=object), np.array([None, "y"], dtype=object)))
    assert sheet.head(9) == [["x", ""], ["1", "y"]]

"""A function of a text runs once for each distinct one."""

from __future__ import annotations

import pandas as pd

from pug_analysis.ingest.values.unique import map_unique, parse_unique


def test_once_per_value_in_the_order_of_rows():
    seen = []
    texts = pd.Series(["b", "a", "b"], [4, 5, 6], dtype="string")
    values, kinds = parse_unique(texts, lambda t: (seen.append(t) or t.upper(), "K" * (t == "b")))
    assert seen == ["b", "a"]
    assert values.to_dict() == {4: "B", 5: "A", 6: "B"}
    assert kinds.to_dict() == {4: "K", 5: "", 6: "K"}
    assert map_unique(texts[:0], str.upper).empty

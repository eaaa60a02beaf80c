"""Typed rows: parsers by distinct value, and rows that leave."""

from __future__ import annotations

import pandas as pd

from pug_analysis.ingest.reading.typed import note_texts, settle
from pug_analysis.ingest.values.cells import note
from pug_analysis.ingest.values.unique import map_unique, parse_unique


def test_parser_runs_once_per_value():
    seen = []
    texts = pd.Series(["b", "a", "b"], [4, 5, 6], dtype="string")
    values, kinds = parse_unique(
        texts, lambda t: (seen.append(t) or t.upper(), "K" if t == "b" else "")
    )
    assert seen == ["b", "a"]
    assert values.to_dict() == {4: "B", 5: "A", 6: "B"}
    (found,) = note_texts(kinds, texts, "f")
    assert found["alamat"].tolist() == [4, 6]
    assert map_unique(texts[:0], str.upper).empty


def test_only_removing_findings_remove():
    frame = pd.DataFrame({"x": range(5)}, index=[1, 2, 3, 4, 5])
    notes = [
        note(pd.Index([1]), "f", "NIP-KOSONG"), note(pd.Index([2]), "f", "GOL-BENTUK"),
        note(pd.Index([3]), "", "BARIS-GANDA"), note(pd.Index([4]), "", "BARIS-SETELAH-BATAS"),
    ]  # fmt: skip
    assert settle(frame, notes).index.tolist() == [2, 5]
    assert settle(frame, []) is frame


def test_a_column_of_strange_words_is_refused(office):
    strange = [f"Tingkat {i}" for i in range(5)]
    office.csv("a.csv", office.people(20, TINGKAT_PENDIDIKAN_ID=strange))
    assert office.codes() == {"KOLOM-ASING"}
    office.csv("a.csv", office.people(20, TINGKAT_PENDIDIKAN_ID=strange[:4]))
    assert office.codes() == {"PENDIDIKAN-TAK-DIKENAL"}
    office.csv("a.csv", office.people(20, JENIS_JABATAN_ID=["Aneh"] * 6))
    assert office.codes() == {"KOLOM-ASING"}

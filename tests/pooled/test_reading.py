"""Files of others are read once and strictly."""

from __future__ import annotations

import hashlib

import pytest

from pug_analysis.pooled.reading import (
    FlawError,
    parse_object,
    parse_risk_table,
    parse_table,
    read_once,
    sign,
)

COLUMNS, WHOLE = ["jenjang", "orang"], {"orang"}


def read(text: str):
    return parse_table("a.csv", text.encode(), columns=COLUMNS, whole=WHOLE)


# --- by hand
def test_a_table_has_whole_numbers_and_text():
    table = read('jenjang,orang\n"Ahli, Muda",0\n007,12\n')
    assert table.to_dict("list") == {"jenjang": ["Ahli, Muda", "007"], "orang": [0, 12]}
    assert str(table["orang"].dtype) == "int64"
    assert len(read("jenjang,orang\n")) == 0


def test_a_digest_says_that_it_is_one():
    assert sign(b"a") == "sha256:" + hashlib.sha256(b"a").hexdigest()


def test_a_risk_table_says_what_it_is_in_its_first_line():
    about, rows = parse_risk_table(
        "a.csv", b'# risk_table {"start": 0}\njenjang,orang\nA,1\n', columns=COLUMNS, whole=WHOLE
    )
    assert (about, len(rows)) == ({"start": 0}, 1)
    with pytest.raises(FlawError, match="bukan keterangan tabel risiko"):
        parse_risk_table("a.csv", b"jenjang,orang\n", columns=COLUMNS, whole=WHOLE)


# --- refusals
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("orang,jenjang\n", "kolomnya bukan jenjang, orang"),
        ("\n", "kolomnya bukan"),
        ("jenjang,orang\nA\n", "baris 2 tidak berisi 2 kolom"),
        ("jenjang,orang\nA,1\n\n", "baris 3 tidak berisi 2 kolom"),
        ("jenjang,orang\nA,1\nB,-1\n", "baris 3, kolom orang: bukan bilangan bulat"),
        ("jenjang,orang\nA,1.0\n", "bukan bilangan bulat"),
        ("jenjang,orang\nA,٣\n", "bukan bilangan bulat"),
        ('jenjang,orang\nA,"1\n', "bukan CSV"),
        ("jenjang,orang\n" + "A" * 20_000 + ",1\n", "sel terlalu panjang"),
        ("jenjang,orang\nA,1", "terpotong"),
    ],
)
def test_what_the_program_would_not_write_is_refused(text, said):
    with pytest.raises(FlawError, match=said) as refused:
        read(text)
    assert refused.value.file == "a.csv"


def test_other_bytes_are_refused(tmp_path):
    with pytest.raises(FlawError, match="bukan teks UTF-8"):
        parse_table("a.csv", b"\xff\n", columns=COLUMNS, whole=WHOLE)
    (tmp_path / "a.csv").write_bytes(b"12345")
    assert read_once(tmp_path / "a.csv", largest=5) == b"12345"
    with pytest.raises(FlawError, match="lebih besar"):
        read_once(tmp_path / "a.csv", largest=4)
    with pytest.raises(FlawError, match="tidak ada"):
        read_once(tmp_path)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "1", '{"a": NaN}', '{"a": Infinity}', '{"a": 1.0}', '{"a": 1, "a": 1}', '{"b": {"a": 1, "a": 2}}',
     '{"a": ' + "[" * 100_000 + "]" * 100_000 + "}", '{"a": ' + "9" * 5000 + "}"],
)  # fmt: skip
def test_other_json_is_refused(text):
    with pytest.raises(FlawError, match="bukan JSON yang ditulis program ini"):
        parse_object("ekspor.json", text.encode())

"""Text files as sheets."""

from __future__ import annotations

import pytest

from pug_analysis.ingest.files.plain_text import decode, read_csv_sheet
from pug_analysis.ingest.values.refused import Refused


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding):
    text, codes = decode("Ñ – ’".encode(encoding))
    assert text == "Ñ – ’"
    assert codes == (["TEKS-CP1252"] if encoding == "cp1252" else [])


@pytest.mark.parametrize("data", [b"\x81\x8d\xff", b"\xff\xfea"])
def test_no_encoding_fits(data):
    with pytest.raises(Refused, match="BERKAS-RUSAK"):
        decode(data)


@pytest.mark.parametrize("sep", [";", ",", "\t", "|"])
def test_separators(sep):
    sheet, _ = read_csv_sheet(sep.join(["a", "1,5" if sep == ";" else "x", "c"]).encode() + b"\r\n")
    assert len(sheet.columns) == 3


def test_records_are_numbered_as_a_spreadsheet_shows_them():
    sheet, _ = read_csv_sheet(b'a,b\r\n\r\n"x\ny",2\r\n3\r\n')
    assert sheet.n_rows == 4
    assert sheet.row(2) == ["x\ny", "2"]
    assert sheet.field_counts.tolist() == [2, 0, 2, 1]


@pytest.mark.parametrize(
    "data", [b'a,b,c\n"x,2,3\n4,5,6\n', b'a,b,c\n"x,2,3\n"4",5,6\n', b'a,b,c\n"x,2,3\n4,5,6",7,8\n']
)
def test_open_quotes_are_refused(data):
    with pytest.raises(Refused, match="KUTIP-TERBUKA"):
        read_csv_sheet(data)

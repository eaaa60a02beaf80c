"""What is refused before a parser sees it; the traps themselves are in test_catalogue."""

from __future__ import annotations

import io
import zipfile

import pytest

from pug_analysis.ingest.guard import Refused, read_parts, sniff


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name.replace("__", "/"), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"PAR1...", "parquet"), (b"<html><table>", "html"), (b"a;b\n1;2", "text"),
     ("a;b".encode("utf-16"), "text"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "xls")],
)  # fmt: skip
def test_kinds_by_first_bytes(data, kind):
    assert sniff(data) == kind


def test_zips_that_are_no_workbooks():
    with pytest.raises(Refused, match="BERKAS-BUKAN-TABEL"):
        sniff(archive(a=b"x"))
    with pytest.raises(Refused, match="BERKAS-RUSAK"):
        sniff(archive(a=b"x")[:30])


def test_large_file_is_refused():
    with pytest.raises(Refused, match="BERKAS-TERLALU-BESAR"):
        read_parts(b"PK" + b"0" * (50 * 2**20))


def test_small_repetitive_parts_pass():
    parts = read_parts(archive(a__b_xml=b"<x/>" * 1000))
    assert set(parts) == {"a/b_xml"}

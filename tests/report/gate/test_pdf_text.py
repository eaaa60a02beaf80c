from __future__ import annotations

import io

import pytest
from pypdf import PdfWriter
from pypdf.generic import (
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

from pug_analysis.report.gate.pdf_text import DamagedPdfError, read_pdf


def pdf(text: str = "Jumlah 12", *, change=lambda writer: None) -> bytes:
    """One page with a line in a standard font; ``change`` may add anything else."""
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    fonts = DictionaryObject(
        {
            NameObject("/F1"): DictionaryObject(
                {NameObject(k): NameObject(v) for k, v in font.items()}
            )
        }
    )
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET".encode("latin-1"))
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    change(writer)
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def test_text_of_pages_objects_and_attachments_by_hand():
    def change(writer):
        writer.add_metadata({"/Author": "Pengarang"})
        writer.add_attachment("lampiran.csv", b"isi;lampiran")
        writer._add_object(DictionaryObject({NameObject("/Alt"): TextStringObject("teks ganti…")}))

    found = read_pdf(pdf(change=change))
    assert found.pages == ("Jumlah 12",)
    assert {"Pengarang", "teks ganti…", "lampiran.csv"} <= set(found.strings)
    assert found.attached == (b"isi;lampiran",)
    assert b"lampiran" not in b"".join(found.streams)


def test_shapes_and_pixels_are_no_text():
    def change(writer):
        for kind, name in (("/Subtype", "/Image"), ("/Subtype", "/Form")):
            stream = DecodedStreamObject()
            stream.set_data(name.encode())
            stream[NameObject(kind)] = NameObject(name)
            writer._add_object(stream)

    streams = read_pdf(pdf(change=change)).streams
    assert b"/Form" in streams
    assert b"/Image" not in streams


def test_what_cannot_be_read_to_its_end_is_refused():
    whole = pdf()
    with pytest.raises(DamagedPdfError, match="sandi"):
        read_pdf(pdf(change=lambda w: w.encrypt("x", algorithm="RC4-128")))
    for data in (b"%PDF-1.4\n", whole[: len(whole) // 2], whole.replace(b"/Kids", b"/Kibs")):
        with pytest.raises(DamagedPdfError, match=r"rusak|tidak dikenal"):
            read_pdf(data)

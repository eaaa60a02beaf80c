"""Every text of a file, however it is wrapped; what cannot be opened is refused."""

from __future__ import annotations

import base64
import gzip
import io
import zipfile

import pytest

from pug_analysis.report.gate.layers import Unreadable, read_layers

SECRET = "Budi Santoso dari Kayu Agung"


def packed(data, name="a.txt"):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return file.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        SECRET.encode(),
        SECRET.encode("utf-16"),
        gzip.compress(SECRET.encode(), mtime=0),
        packed(SECRET),
        packed(packed(SECRET)),
        ("<p>" + SECRET.replace(" ", "</b> <b>") + "</p>").encode(),
        SECRET.replace(" ", "&#32;").encode(),
        ("data:text/plain;base64," + base64.b64encode(SECRET.encode()).decode()).encode(),
        SECRET.replace(" ", "%20").encode(),
        ('{"a": ["' + SECRET + '"]}').encode(),
    ],
)
def test_the_text_is_found_in_its_wrapping(data):
    texts = [" ".join(layer.text.split()) for layer in read_layers(data)]
    assert any(SECRET in text for text in texts)


def test_the_name_of_a_packed_file_is_a_text_too():
    assert any("budi" in layer.text for layer in read_layers(packed("x", "budi.txt")))


def test_what_is_packed_too_deep_is_refused():
    data = SECRET.encode()
    for _ in range(12):
        data = packed(data)
    with pytest.raises(Unreadable, match="lapis"):
        list(read_layers(data))


def test_a_damaged_package_is_refused():
    with pytest.raises(Unreadable):
        list(read_layers(packed(SECRET * 50)[:60]))

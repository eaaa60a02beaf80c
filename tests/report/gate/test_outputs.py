from __future__ import annotations

import pytest

from pug_analysis.errors import ReportError
from pug_analysis.report.gate.outputs import collect_outputs, read_png


def display(payload, html="<p>x</p>", mime="application/vnd.pug.v1+json"):
    data = {mime: payload} | ({"text/html": html} if html else {})
    return {"output_type": "display_data", "data": data, "metadata": {}}


def cells(*outputs):
    return [{"cell_type": "markdown"}, {"cell_type": "code", "outputs": list(outputs)}]


def test_released_outputs_are_kept_in_order_and_the_rest_is_counted(toys):
    found = collect_outputs(
        cells(
            display(toys.table(), "<p>tabel</p>"),
            {"output_type": "stream", "name": "stdout", "text": "rahasia"},
            {"output_type": "stream", "name": "stderr", "text": "rahasia"},
            {"output_type": "execute_result", "data": {"text/html": "<p>rahasia</p>"}},
            display({"kind": "text"}, ["<p>", "teks</p>"]),
            display(toys.figure(), "<p>gambar</p>"),
        ),
        notebook="01_uji",
    )
    assert found.fragments == {1: "<p>tabel</p>\n<p>teks</p>\n<p>gambar</p>"}
    assert [t["name"] for t in found.tables] == ["profil"]
    assert [f["name"] for f in found.figures] == ["piramida"]
    assert found.left_out == {"execute_result": 1, "stream:stderr": 1, "stream:stdout": 1}


def test_the_picture_of_a_figure_is_decoded(toys):
    assert read_png(toys.figure()) == toys.png()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "video"}, "jenis keluaran harus salah satu dari table, figure, text, headline"),
        ({"name": "../lari"}, "nama keluaran 'table'"),
        ({"columns": [{"name": "a", "label": "A", "kind": "uang"}]}, "harus berjenis"),
        ({"columns": []}, "harus berjenis"),
        ({"rows": [["III/a"]]}, "baris yang tidak berisi 3 sel"),
    ],
)
def test_a_broken_table_is_refused(toys, change, message):
    with pytest.raises(ReportError, match=message):
        collect_outputs(cells(display(toys.table(**change))), notebook="01_uji")


def test_missing_parts_are_named(toys):
    table = toys.table()
    del table["notes"], table["title"]
    with pytest.raises(ReportError, match="01_uji: keluaran 'table' tanpa title, notes"):
        collect_outputs(cells(display(table)), notebook="01_uji")
    with pytest.raises(ReportError, match="keluaran 'text' tanpa text/html"):
        collect_outputs(cells(display({"kind": "text"}, "")), notebook="01_uji")


@pytest.mark.parametrize("png", ["bukan base64!", "AAAA"])
def test_a_picture_that_is_no_png_is_refused(toys, png):
    with pytest.raises(ReportError, match="gambar 'piramida' bukan PNG"):
        collect_outputs(cells(display(toys.figure() | {"png": png})), notebook="01_uji")

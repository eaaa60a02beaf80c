"""Tables of HTML pages and web archives."""

from __future__ import annotations

import quopri

import pandas as pd
import pytest

from pug_analysis.ingest.files.guard import sniff
from pug_analysis.ingest.files.html_table import read_archive, read_html
from pug_analysis.ingest.values.refused import Refused


def rows(html: str) -> list[list[str]]:
    sheet, _ = read_html(html.encode())
    return sheet.head(sheet.n_rows)


def test_cells_and_columns_of_a_page():
    page = "<table><tr><th colspan=2>A<br>B</th><td>c&amp;d</tr><tr><td>1<td>2</table>"
    assert rows(page) == [["A B", "", "c&d"], ["1", "2", ""]]
    with pytest.raises(Refused, match="BERKAS-BUKAN-TABEL"):
        read_html(b"<html><p>Galat 500</p></html>")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<tr><td rowspan=2>a<td>b<tr><td>c", [["a", "b"], ["", "c"]]),
        ("<tr><td>a<td rowspan='3'>b<tr><td>c<tr><td>d", [["a", "b"], ["c", ""], ["d", ""]]),
        ("<tr><td rowspan=2 colspan=2>a<td>b<tr><td>c", [["a", "", "b"], ["", "", "c"]]),
        ("<tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d", [["a", "b"], ["", "c"], ["", "d"]]),
        # no cell spans the rows of the next group
        ("<thead><tr><td rowspan=9>a<td>b</thead><tbody><tr><td>c<td>d", [["a", "b"], ["c", "d"]]),
        ("<tr><td rowspan=x>a<td colspan=-1>b<tr><td>c", [["a", "b"], ["c", ""]]),
        ("<tr><td>a<script>x</script><td>b<!-- <td>c -->", [["a", "b"]]),
    ],
)
def test_spans(body, expected):
    assert rows(f"<table>{body}</table>") == expected


def test_merged_areas_end_with_their_group():
    sheet, _ = read_html(
        b"<table><tr><td>x<td rowspan=2>y<tr><td>z</table>"
        b"<table><tr><td rowspan=9>a<td>b<tr><td>c</table>"
    )
    assert sheet.merged == (((0, 1), (1, 1)), ((2, 0), (3, 0)))


def test_tables_inside_cells_stand_on_their_own():
    page = "<table><tr><td>luar<table><tr><td>1<td>2</table><td>kanan</table>"
    assert rows(page) == [["luar", "kanan"], ["1", "2"]]


def test_hidden_and_struck_rows():
    page = (
        "<table><tr><td>a</tr><tr style='display:none'><td>b</tr><tr hidden><td>c</tr>"
        "<tr><td><s>d</s><td>e</tr><tr style='text-decoration: line-through'><td>f<td>g</tr></table>"
    )
    sheet, _ = read_html(page.encode())
    assert sheet.hidden_rows == 2
    assert sheet.struck == {3: 0b1, 4: 0b11}


def test_too_many_columns_are_refused_and_empty_ones_are_free():
    assert rows("<table><tr><td colspan=900>Judul<tr><td>a" + "<td>" * 400 + "</table>")
    with pytest.raises(Refused, match="BERKAS-TERLALU-BESAR"):
        rows("<table><tr>" + "<td>x" * 201 + "</table>")


def span_page(office) -> str:
    """Return a page whose unit spans two people, and whose header has two rows."""
    head, *people = office.people(20)
    unit = head.index("UNOR NAMA")
    for i in range(0, 20, 2):
        people[i + 1][unit] = people[i][unit]
    group = {head.index("GOL AKHIR NAMA"): 2}
    upper = "".join(
        "<th colspan=2>KEPANGKATAN</th>" if i in group else f"<th rowspan=2>{name}</th>"
        for i, name in enumerate(head)
        if i - 1 not in group
    )
    lines = [f"<tr>{upper}</tr><tr><th>GOL</th><th>TMT</th></tr>"]
    for i, person in enumerate(people):
        cells = [
            f"<td{' rowspan=2' if j == unit else ''}>{cell}</td>"
            for j, cell in enumerate(person)
            if j != unit or i % 2 == 0
        ]
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<html><table>{''.join(lines)}</table></html>", [head, *people]


def test_spans_of_header_and_body_give_the_clean_table(office):
    page, people = span_page(office)
    office.csv("a.csv", people)
    clean = office.build().tables["pegawai"]
    (office.raw / "a.csv").unlink()
    office.put("a.html", page.encode())
    build = office.build()
    pd.testing.assert_frame_equal(build.tables["pegawai"], clean)
    found = build.temuan
    assert (found["kode"] == "SEL-GABUNG").sum() == 10
    assert office.codes(build) == {"SEL-GABUNG"}


def archive(*pages: tuple[str, str], encoding: str = "quoted-printable") -> bytes:
    parts = [
        f"--batas\r\nContent-Location: {place}\r\nContent-Transfer-Encoding: {encoding}\r\n"
        "Content-Type: text/html; charset=\"utf-8\"\r\n\r\n".encode()
        + quopri.encodestring(page.encode()) + b"\r\n"
        for place, page in pages
    ]  # fmt: skip
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="batas"\r\n\r\nArsip\r\n\r\n'
    return head + b"".join(parts) + b"--batas--\r\n"


def test_a_web_archive_is_decoded(office):
    clean = office.clean()
    rows = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in office.people())
    data = archive(
        ("file:///C:/a.htm", "<html><frameset><frame src=x></frameset></html>"),
        ("file:///C:/a_files/sheet001.htm", f"<html><table>{rows}</table></html>"),
    )
    assert sniff(data) == "mhtml"
    (sheet,), _ = read_archive(data)
    assert sheet.name == "sheet001"
    office.put("a.mht", data)
    build = office.build()
    assert office.codes(build) == set()
    pd.testing.assert_frame_equal(build.tables["pegawai"], clean)


def test_a_web_archive_without_a_table_is_refused():
    with pytest.raises(Refused, match="BERKAS-BUKAN-TABEL") as verdict:
        read_archive(archive(("a.htm", "<html><p>Galat 500</p></html>")))
    assert "MHTML" in verdict.value.rincian

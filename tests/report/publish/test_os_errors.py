"""Why the system refused, in words; paths outside the workspace are told whole."""

from __future__ import annotations

import errno

import pytest

from pug_analysis.report.publish.os_errors import describe_os_error, reason


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EACCES, "izin ditolak"),
        (errno.EROFS, "tempat penyimpanan hanya dapat dibaca"),
        (errno.ENOSPC, "ruang disk habis"),
        (errno.ENOENT, "berkas tidak ada"),
        (errno.ENOMEM, "memori habis"),
        (errno.EXDEV, f"kesalahan sistem {errno.EXDEV}"),
    ],
)
def test_the_reason_of_a_number(number, words):
    assert reason(OSError(number, "x")) == words


def test_an_error_without_a_number():
    assert reason(OSError("x")) == "kesalahan sistem tanpa nomor"


def test_the_path_is_told_from_the_workspace(tmp_path):
    inside = PermissionError(errno.EACCES, "x", str(tmp_path / "reports" / "2025"))
    assert describe_os_error(inside, tmp_path) == "reports/2025 tidak dapat dipakai: izin ditolak."
    outside = PermissionError(errno.EACCES, "x", str(tmp_path.parent / "lain"))
    said = describe_os_error(outside, tmp_path)
    assert said == f"{tmp_path.parent / 'lain'} tidak dapat dipakai: izin ditolak."
    nameless = OSError(errno.ENOSPC, "x")
    assert (
        describe_os_error(nameless, tmp_path)
        == "Berkas atau folder tidak dapat dipakai: ruang disk habis."
    )

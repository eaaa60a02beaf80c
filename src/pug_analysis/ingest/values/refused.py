"""The verdict on a file that cannot be used."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818 - a verdict on a file, not a fault of the program
    """A file that cannot be used: the code of the finding, the sheet, and details."""

    def __init__(self, kode: str, *, lembar: str = "", rincian: str = "") -> None:
        super().__init__(kode)
        self.kode = kode
        self.lembar = lembar
        self.rincian = rincian

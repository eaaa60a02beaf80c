"""Names of files that name nobody. All people are invented."""

from __future__ import annotations

from pug_analysis.ingest.reading.file_records import (
    FileNote,
    FileOrigin,
    Listing,
    SheetRecord,
    hide_places,
)
from pug_analysis.ingest.reading.names import build_names


def test_files_and_sheets_name_nobody_and_stay_apart():
    files = ["data Siti Aminah.xlsx", "data SITI AMINAH.xlsx"]
    listing = Listing(
        (SheetRecord(0, files[0], "Siti Aminah", "rw-golongan", 3),),
        (FileNote(files[1], "", "", "KOLOM-TAMBAHAN", "milik Siti Aminah"),),
        (FileOrigin(files[0], "x", 1, ("rw-golongan",)),),
    )
    hidden = hide_places(listing, files, build_names(["Siti Aminah"]))
    assert hidden.sheets[0].berkas == hidden.origins[0].berkas == "data [nama].xlsx"
    assert hidden.sheets[0].lembar == "[nama]"
    assert hidden.file_notes[0].berkas == "data [nama].xlsx (2)"
    assert hidden.file_notes[0].rincian == "milik [nama]"

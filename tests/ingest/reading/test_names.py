"""Names and numbers of people in free text and in names of files and sheets."""

from __future__ import annotations

import json
import time

import pandas as pd
import pytest

from pug_analysis.ingest.reading.names import Names, build_names, hide_people, label_all

SRI = build_names(["Hj. SRI RÉKAAN, S.E., M.Si.", "drg. Nur'aini Contoh Umpama", "Budi"])


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("SEKSI SRI REKAAN 198503122010012001", "SEKSI [nama] [nomor]"),
        ("Bimtek a.n. Sri  Rékaan, S.E.", "Bimtek a.n. [nama], S.E."),
        ("NURAINI CONTOH UMPAMA", "[nama]"),
        ("Nur\u2019aini_Contoh_Umpama.xlsx", "[nama].xlsx"),
        ("Sri Rekaanwati", "Sri Rekaanwati"),
        ("Bidang Budi Daya", "Bidang Budi Daya"),
        ("Hubungi s.rekaan+pug@contoh.go.id.", "Hubungi [surel]."),
        (r"D:\PUG\Sri Rekaan\sertifikat 1.pdf", "[folder] sertifikat 1.pdf"),
        ("C:/Users/ani/sk.pdf", "[folder] sk.pdf"),
        (r"\\server\pug\sk.pdf", "[folder] sk.pdf"),
        ("Nomor 12/PUG/2025, pria/wanita", "Nomor 12/PUG/2025, pria/wanita"),
        ("https://contoh.go.id/sk/12.pdf", "https://contoh.go.id/sk/12.pdf"),
        ("", ""),
    ],
)
def test_names_in_text(text, hidden):
    assert hide_people(text, SRI) == hidden


def test_the_number_of_an_activity_names_nobody(office):
    office.xlsx("staf.xlsx", office.people(3, NAMA=["Siti Umpama Rekaan"]))
    head = ["NOMOR", "PROGRAM", "KEGIATAN", "INDIKATOR", "ARAH", "TAHUN", "TARGET"]
    office.csv(
        "rencana_aksi.csv", [head, ["Siti Umpama Rekaan", "P", "K", "I", "naik", "2025", "5"]]
    )
    office.build()
    plan = pd.read_parquet(office.root / "data/processed/2025/rencana_aksi.parquet")
    assert plan["nomor"].tolist() == ["[nama]"]


def test_degrees_and_titles_do_not_count():
    wanted = build_names(["Ali Rekaan"])
    for name in ("Drs. H. Ali Rekaan S.Pd", "ALI REKAAN A.Md.Keb", "Ali Rekaan, SE"):
        assert build_names([name]) == wanted
    assert build_names([]) == Names(frozenset(), (), frozenset())


def test_labels_stay_apart():
    assert label_all(
        ["[nomor]", "198503122010012001", "198503122010012002"], lambda t: "[nomor]"
    ) == {
        "[nomor]": "[nomor]",
        "198503122010012001": "[nomor] (2)",
        "198503122010012002": "[nomor] (3)",
    }


def test_no_output_names_a_person(office):
    nip, name = office.nip(1), "Siti Umpama Rekaan"
    units = [f"SEKSI {name.upper()} {nip} - Dinas {name} - PEMERINTAH KABUPATEN CONTOH"]
    rows = office.people(20, NAMA=["x", f"Hj. {name}, S.E."], UNOR_NAMA=units,
                         JABATAN_NAMA=["", f"Guru {name}"])  # fmt: skip
    office.xlsx(f"{name} {nip}.xlsx", rows, sheet=f"{name}")
    office.csv(f"{nip}.csv", office.grades((1, "III/a", "01-03-2002")))
    courses = [["nipBaru", "namaKursus", "tanggalKursus"], [nip, f"Kursus {name}", "01-03-2020"]]
    office.csv("198503122010012009.csv", courses)
    build = office.build()
    folder = office.root / "data/processed/2025"
    text = (folder / "asal.json").read_text("utf-8")
    text += "".join(pd.read_parquet(p).to_csv() for p in sorted(folder.glob("*.parquet")))
    text += "".join(
        pd.read_excel(p, dtype=str, engine="calamine").to_csv() for p in folder.glob("*.xlsx")
    )
    assert "umpama" not in text.casefold()
    assert nip not in text
    assert (
        build.tables["pegawai"]["unit_kerja"]
        .str.contains("SEKSI [nama] [nomor]", regex=False)
        .any()
    )
    assert build.tables["kursus"]["nama_kursus"].tolist() == ["Kursus [nama]"]
    found = build.temuan[build.temuan["kode"] == "TEKS-PRIBADI"]
    assert sorted(found["kolom"]) == ["JABATAN NAMA", "UNOR NAMA", "namaKursus"]
    files = [f["berkas"] for f in json.loads((folder / "asal.json").read_text("utf-8"))["berkas"]]
    assert sorted(files) == ["[nama] [nomor].xlsx", "[nomor].csv", "[nomor].csv (2)"]
    assert set(build.neraca["lembar"]) == {"", "[nama]"}


def test_refused_files_are_told_without_names(office):
    office.put(f"{office.nip(1)}.xlsx", b"")
    with pytest.raises(Exception, match=r"\[nomor\]\.xlsx: BERKAS-KOSONG"):
        office.build()


def test_content_of_another_column_hides_nothing(office):
    office.csv("a.csv", office.people(25, NAMA=["Dinas Rekaan"] * 25))
    assert "TEKS-PRIBADI" not in office.codes()


def test_many_names_are_fast():
    names = build_names(f"Nama{i} Rekaan{i % 700} Umpama" for i in range(20_000))
    start = time.perf_counter()
    for i in range(5_000):
        hide_people(f"Seksi Pelayanan Umum {i} - Bidang Data Nama{i} - Dinas Rekaan Contoh", names)
    assert time.perf_counter() - start < 5


def test_a_short_name_at_the_end_of_a_text_beside_longer_ones():
    names = build_names(["Siti Aminah", "Budi Rekaan Jaya"])
    assert hide_people("SEKSI Siti Aminah", names) == "SEKSI [nama]"

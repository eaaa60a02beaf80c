"""The evaluation form of a year: what ships, what a workspace may put in its place, what is refused."""

from __future__ import annotations

from importlib.resources import files

import pytest

from pug_analysis.errors import UsageError
from pug_analysis.instrumen import read_form
from pug_analysis.terms import pug

SHIPPED = files("pug_analysis.instrumen").joinpath("2025.toml").read_text(encoding="utf-8")


def own(folder, year: int, *changes: tuple[str, str]):
    text = SHIPPED.replace("tahun = 2025", f"tahun = {year}")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (folder / f"instrumen-{year}.toml").write_text(text, encoding="utf-8")
    return folder


# --- by hand
def test_the_shipped_form_names_everything_the_roadmap_asks_for():
    form = read_form(2025)
    assert [one.kode for one in form.indikator] == [
        "I.2.1", "I.2.2", "I.2.4", "I.2.7", "I.2.10", "I.2.11", "I.3", "II.f",
    ]  # fmt: skip
    assert len(form.prasyarat) == 7
    assert list(form.fungsi) == ["Perencana", "Pelaksana teknis", "Evaluator", "Auditor"]
    assert {(line.agenda) for line in form.latsar} == {1, 2, 3}
    assert len(form.latsar) == 7
    assert {one.tingkat for one in form.sasaran} == set(pug.TINGKAT)
    assert (form.peta_jalan.dari, form.peta_jalan.sampai) == (2024, 2026)


def test_every_kind_of_evidence_belongs_to_some_prerequisite_or_indicator():
    form = read_form(2025)
    parts = [*form.prasyarat, *form.indikator]
    asked = {kind for one in parts for kind in one.dokumen} | {"Nominasi Gender Champion"}
    assert asked == set(pug.JENIS_SK)
    assert {kind for one in parts for kind in one.kegiatan} == set(pug.JENIS_KEGIATAN)


@pytest.mark.parametrize(("year", "tahun"), [(2025, 2025), (2031, 2025), (2023, 2025)])
def test_the_newest_form_not_after_the_year_is_used_or_the_first(year, tahun):
    form = read_form(year)
    assert (form.tahun, form.berkas) == (tahun, "2025.toml")


def test_a_workspace_puts_its_own_in_place(tmp_path):
    own(tmp_path, 2025, ('ragam_i_2_10 = "a"', 'ragam_i_2_10 = "c"'))
    own(tmp_path, 2027)
    assert read_form(2025, workspace=tmp_path).pengajuan.ragam_i_2_10 == "c"
    assert read_form(2026, workspace=tmp_path).berkas == "instrumen-2025.toml"
    assert read_form(2028, workspace=tmp_path).berkas == "instrumen-2027.toml"


def test_an_older_form_of_the_workspace_does_not_replace_a_newer_shipped_one(tmp_path):
    assert read_form(2025, workspace=own(tmp_path, 2023)).berkas == "2025.toml"
    assert read_form(2024, workspace=tmp_path).berkas == "instrumen-2023.toml"


def test_other_files_beside_it_are_no_forms(tmp_path):
    (tmp_path / "instrumen-lama.toml").write_text("x", encoding="utf-8")
    (tmp_path / "instrumen-2025.toml.bak").write_text("x", encoding="utf-8")
    assert read_form(2025, workspace=tmp_path).berkas == "2025.toml"


def test_notepads_mark_is_read(tmp_path):
    own(tmp_path, 2025)
    path = tmp_path / "instrumen-2025.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read_form(2025, workspace=tmp_path).berkas == "instrumen-2025.toml"


# --- refusals
@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (('nama = "Komitmen"', 'naam = "Komitmen"'), r"prasyarat\.0\.\w+: (harus ada|setelan tidak dikenal)"),
        (('"Perda/Perbup PUG"', '"Perda"'), r"prasyarat\.0: dokumen: 'Perda' tidak dikenal; yang dikenal: Perda/Perbup PUG"),
        (('"Rapat Pokja PUG"]', '"Rapat"]'), r"kegiatan: 'Rapat' tidak dikenal"),
        (('["perencana"]', '["perancang"]'), r"fungsi: 'perancang' tidak dikenal"),
        (('["evaluator"]', '["evaluator", "auditor"]'), r"setiap fungsi jabatan harus muncul tepat sekali"),
        (('ragam_i_2_10 = "a"', 'ragam_i_2_10 = "d"'), r"pengajuan\.ragam_i_2_10: harus salah satu dari 'a', 'b' or 'c'"),
        (('["I.2.4"]', '["I.2.9"]'), r"ukuran: 'I\.2\.9' tidak dikenal"),
        (('kode = "II.f"', 'kode = "I.3"'), r"kode harus berbeda-beda"),
        (("dari = 2024", "dari = 2030"), r"peta_jalan: dari tidak boleh sesudah sampai"),
        (('[[prasyarat]]\nnama = "Partisipasi masyarakat"', '[[sasaran]]\ntingkat = "L1"\nnama = "x"\n[[prasyarat]]\nnama = "y"\n[[prasyarat]]\nnama = "z"'), r"prasyarat: harus berisi paling banyak 7"),
        (("agenda = 3", 'agenda = "tiga"'), r"latsar\.\d+\.agenda: harus salah satu dari 1, 2, 3 or 4"),
        (("dari = 2024", 'dari = "awal"'), r"peta_jalan\.dari: jenis nilainya salah"),
        (("tahun = 2025\n", "tahun = 2026\n"), r"tahun tertulis 2026, seharusnya 2025"),
    ],
)  # fmt: skip
def test_a_wrong_form_says_what_is_wrong_and_where(tmp_path, changes, said):
    own(tmp_path, 2025, changes)
    with pytest.raises(UsageError, match=r"instrumen-2025\.toml tidak sah: .*" + said):
        read_form(2025, workspace=tmp_path)


def test_no_toml_at_all_is_refused(tmp_path):
    (tmp_path / "instrumen-2025.toml").write_text("tahun = = 1", encoding="utf-8")
    with pytest.raises(UsageError, match="tidak dapat dibaca sebagai TOML"):
        read_form(2025, workspace=tmp_path)


def test_an_indicator_that_is_not_there_is_refused():
    with pytest.raises(UsageError, match=r"2025\.toml tidak memuat indikator 'I\.9'"):
        read_form(2025).find("I.9")


def test_nested_brackets_are_refused_in_words(tmp_path):
    (tmp_path / "instrumen-2025.toml").write_text("a = " + "[" * 100_000)
    with pytest.raises(UsageError, match=r"instrumen-2025\.toml bersarang terlalu dalam"):
        read_form(2025, workspace=tmp_path)

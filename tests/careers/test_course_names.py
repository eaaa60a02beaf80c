"""Names of courses as offices write them, and what they must be read as."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pug_analysis.careers.course_names import (
    BEDA,
    GANDA,
    SINGKATAN,
    TAK_DIKENAL,
    TANPA_JENJANG,
    place_course,
    place_structural,
    pug_level,
)
from pug_analysis.simulate.people.courses import DIKLAT_NAMES, OTHER_COURSES, PUG_COURSES
from pug_analysis.terms.diklat import JENJANG_OF_LEVEL, LATIHAN_STRUKTURAL

#: What a name alone says in the table of structural training.
STRUCTURAL = {
    "PKP": (
        "DIKLAT ADUM", "DIKLAT ADUM LANJUTAN", "ADUMLA", "DIKLAT KEPEMIMPINAN PENGAWAS",
        "DIKLAT PIM  TK. IV", "DIKLAT PIM IV", "PIM IV KEL. DISKUSI 2", "PIM IV KEL.3",
        "SEPALA/ADUM/DIKLAT PIM TK. IV", "SEPALA/ADUM/DIKLAT PIM TK.IV",
        "SEPALAADUMDIKLAT PIM TK. IV", "Diklat Kepemimpinan Tk.IV", "Diklat Kepemimpinan Tkt IV",
        "DIKLATPIM Tk.IV", "DIKLATPIMTKIV", "DIKPIM 4", "Diklatpim Tingkat 4 Angkatan II",
        "DIKLATPIM IV ANGKATAN III", "DIKLATPIM ANGKATAN III TK. IV", "Diklat PIM-IV/2012",
        "Diklatpim Pemda Tk.IV", "Diklat Kepemimpinan Aparatur Pemerintah Tingkat IV",
        "Diklat Kepemimpinan Eselon IV", "DIKLAT PIM TK. lV", "DIKLAT PIM TK. 1V", "PIM Ⅳ", "PKP",
        "P.K.P.", "PKP Angkatan III", "PKP III", "PKP ANGK. II TH 2021", "Pelatihan Kepemimpinan Pengawas",
        "PELATIHAN KEPEMIMPINAN PENGAWAS (PKP) ANGKATAN IV", "Diklatpim IV Pemda Tk. II Bengkayang",
        "ADUM DATI II SAMBAS", "DIKLAT ADMINISTRASI UMUM", "Diklat PIM IV 3 bulan", "KEPIMPINAN TK IV",
    ),
    "PKA": (
        "SPAMA", "SEPADYA", "SEPADYA/SPAMA/DIKLAT PIM TK. III", "DIKLATPIM TK.III", "PIM III",
        "Diklat Kepemimpinan Tk. III", "PKA", "PKA Angkatan II", "DIKLATPIM TK. lll",
        "Pelatihan Kepemimpinan Administrator Angkatan IV", "PKA Tk. III",
    ),
    "PKN II": (
        "SPAMEN", "SESPA", "SESPANAS", "SPAMEN/SESPA/SESPANAS/DIKLAT PIM TK. II", "DIKLATPIM TK. II",
        "Pelatihan Kepemimpinan Nasional Tk.II", "PKN Tingkat II Angkatan XV", "PKN II",
        "Pelatihan Kepemimpinan Nasional (PKN) Tingkat II Angkatan I", "DIKLATPIM 2",
    ),
    "PKN I": ("SEPATI", "SPATI", "SEPATI/DIKLAT PIM TK. I", "Diklatpim Tk. I", "PKN Tk. I Angkatan II"),
    TANPA_JENJANG: (
        "DIKLAT PIM", "DIKLATPIM PEMDA", "DIKLATPIM ANGKATAN IV", "PKN Angkatan II", "DIKLAT PIM KEL. 3",
        "Diklat Pim Pemda Tk. II", "Pelatihan Kepemimpinan Nasional Angkatan II", "DIKLAT PIM 3 BULAN",
        "Diklat Kepemimpinan", "DIKLAT PIM DATI II",
    ),
    GANDA: ("DIKLAT PIM III DAN PIM IV", "SEPADYA/SEPALA", "PKP Tk. III", "DIKLAT PIM IV TK. III"),
    TAK_DIKENAL: ("Angkatan II Provinsi", "2012", "Pimpinan", "Diklat Teknis Bendahara"),
    "": (
        "SEPADA", "SESPIM", "SESPATI", "Diklat Struktural Lainnya", "Latsar CPNS Golongan III",
        "PRAJABATAN GOL. II", "Lemhannas", "Peningkatan Kapasitas dan Profesionalisme (PKP) Guru",
        "Penguatan Kepemimpinan Pengawas Sekolah", "Diklat Kepala Sekolah", "ToT PKP", "Mentor PKA",
    ),
}  # fmt: skip
NAMED = [(name, wanted) for wanted, names in STRUCTURAL.items() for name in names]
IDS = {code: JENJANG_OF_LEVEL.get(level, "") for code, (_, level) in LATIHAN_STRUKTURAL.items()}

#: Names in the table of other courses: (jenis, name) and what they are.
COURSES = [
    ("3", "Diklat Kepemimpinan Tk. IV", "PKP"),
    ("", "SPAMA", "PKA"),
    ("2", "Pelatihan Kepemimpinan Pengawas", "PKP"),
    ("1", "PKP", "PKP"),
    ("5", "PKA Angkatan II", "PKA"),
    ("5", "PKN Tk. II", "PKN II"),
    ("3", "PKN Tk. II", SINGKATAN),
    ("3", "PKP", SINGKATAN),
    ("", "PKA", SINGKATAN),
    ("2", "Diklat PIM", TANPA_JENJANG),
    ("1", "Pelatihan Kepemimpinan Nasional", TANPA_JENJANG),
    ("2", "DIKLATPIM III DAN IV PIM IV", GANDA),
    ("5", "Pelatihan Kepemimpinan Transformasional", ""),
    ("2", "Peningkatan Kompetensi Pembelajaran (PKP) berbasis Zonasi", ""),
    ("1", "Peningkatan Kapasitas dan Profesionalisme (PKP) Guru", ""),
    ("2", "Workshop Guru PKN SMP", ""),
    ("2", "Bimtek PKn Tingkat II", SINGKATAN),
    ("2", "MGMP PKN Tingkat II", ""),
    ("5", "Penguatan Kepemimpinan Pengawas Sekolah", ""),
    ("5", "Pelatihan Kepemimpinan Kepala Puskesmas Tingkat II", ""),
    ("3", "Pembekalan Mentor PKP Angkatan I", ""),
    ("1", "ToT Pelatihan Kepemimpinan Pengawas", ""),
    ("9", "Seminar Rancangan Aksi Perubahan PKA", ""),
    ("1", "Sosialisasi Diklat PIM", ""),
    ("3", "Latihan Kepemimpinan Pramuka Tingkat I", ""),
    ("1", "Latsar CPNS Golongan III Angkatan IV", ""),
    ("3", "Kepemimpinan Perempuan", ""),
    ("3", "Pelatihan Pelayanan Prima", ""),
    ("", "", ""),
]

#: Names of courses by what gender training they are.
PUG = {
    "khusus": (
        "Pelatihan Audit Responsif Gender bagi APIP", "Bimtek Audit Gender", "Gender Audit Workshop",
        "Pengawasan PPRG bagi APIP", "Bimtek Pengawasan Pelaksanaan PUG", "PUG bagi Auditor dan P2UPD",
        "ToF Audit Gender bagi APIP", "Bimbingan Teknis PPRG untuk Aparat Pengawasan Intern Pemerintah",
    ),
    "L3": (
        "ToF Fasilitator PUG", "TOT PUG", "Training of Trainers (ToT) Pengarusutamaan Gender",
        "Training of Facilitator PPRG", "T.O.T. PUG", "Pelatihan Fasilitator PUG Daerah",
        "Pelatihan Calon Fasilitator PPRG", "Pelatihan bagi Pelatih Pengarusutamaan Gender",
        "TOF GAP dan GBS", "Bimtek Fasilitator Gender",
    ),
    "L2": (
        "Pelatihan Perencanaan dan Penganggaran Responsif Gender (PPRG)", "PPRG", "Bimtek PPRG Angkatan II",
        "Bimtek PPRG: penyusunan GAP dan GBS", "Penyusunan GAP dan GBS", "Bimtek GBS & GAP", "Bimtek ARG PUG",
        "Bimtek Anggaran Responsif Gender (ARG)", "Gender Analysis Pathway", "Gender Budget Statement",
        "Pelatihan Analisis Gender", "Gender Responsive Budgeting", "Bimtek Penyusunan Data Terpilah Gender",
        "Pengelolaan Data Terpilah", "Bimtek Data Pilah", "Bimtek Data Gender dan Anak",
        "Penyusunan Statistik Gender Kabupaten", "Integrasi PUG dalam Perencanaan Pembangunan", "PUG-PPRG bagi Perencana",
        "Bimtek GAP Pengarusutamaan Gender", "GBS Responsif Gender", "Anggaran Responsif Jender",
    ),
    "L1": (
        "Sosialisasi Pengarusutamaan Gender bagi ASN", "Sosialisasi PUG dan Kesetaraan Gender", "P.U.G.",
        "Bimtek Pengarusutamaan Gender", "Pelatihan Kesadaran Gender (Gender Awareness)", "PUG", "Pengarus Utamaan Gender",
        "Seminar Kesetaraan dan Keadilan Jender", "PENGARUSUTAMAANGENDER", "Sosialisasi PUG Tahun Anggaran 2023",
        "Rakor Pokja PUG", "Bimtek Focal Point PUG", "Pelayanan Publik Responsif Gender", "PUG bagi Perencana",
        "Sosialisasi PUG di Badan Perencanaan Pembangunan Daerah", "Kesehatan Reproduksi Berwawasan Gender",
        "Sosialisasi Gender bagi Fasilitator Desa", "PUG bagi Pengawas Sekolah", "Gender dan Inklusi Sosial (GESI)",
        "Sosialisasi PUG oleh Badan Pengawasan Keuangan dan Pembangunan", "Pelatihan Gender bagi Pelatih Olahraga",
    ),
    "": (
        "Bimtek Analisis GAP Kompetensi Pegawai", "TOT Aplikasi SIMPEG", "ToF Pelatihan Dasar CPNS", "GAP", "ARG", "TOT",
        "PKP", "GBS", "Tata Laksana Guillain Barre Syndrome (GBS)", "Bimtek Penyusunan Anggaran Berbasis Kinerja",
        "Anggaran Responsif Anak", "Pengarusutamaan Hak Anak (PUHA)", "Pengarusutamaan Pancasila", "Good Agriculture Practices (GAP)",
        "Audit Internal bagi APIP", "Pengawasan Intern Berbasis Risiko", "Fasilitator Desa", "Lomba Genderang Sahur",
        "Kursus Gender Wayang", "Konseling Transgender", "Penanganan Kekerasan Berbasis Gender", "Layanan Korban KBG",
        "Pelatihan Kabupaten Layak Anak", "Pemberdayaan Perempuan", "Kepemimpinan Perempuan", "Manajemen Kasus KDRT dan TPPO",
        "Bimtek Data Terpilah Penyandang Disabilitas", "Bimtek SIGA BKKBN", "Perencanaan Pembangunan Daerah", "PUGAR Garam Rakyat",
        "Statistik Sektoral", "Anak Agenda Kerja", "", "Pelatihan Kegawatdaruratan Maternal dan Neonatal",
    ),
}  # fmt: skip
GENDER = [(name, wanted) for wanted, names in PUG.items() for name in names]


def placed(result: tuple[str, str]) -> str:
    """The training, or the reason; never both."""
    assert not (result[0] and result[1])
    return result[0] or result[1]


# --- by hand
@pytest.mark.parametrize(("name", "wanted"), NAMED)
def test_a_name_alone(name, wanted):
    assert placed(place_structural("", name)) == wanted


@pytest.mark.parametrize(("jenis", "name", "wanted"), COURSES)
def test_leadership_among_other_courses(jenis, name, wanted):
    assert placed(place_course(jenis, name)) == wanted


@pytest.mark.parametrize(("name", "wanted"), GENDER)
def test_gender_training(name, wanted):
    assert pug_level(name) == wanted


def test_the_tables_are_long_enough_to_mean_something():
    assert len(GENDER) >= 90
    assert len(NAMED) >= 80
    assert len(dict(GENDER)) == len(GENDER)


@pytest.mark.parametrize(
    ("code", "name", "wanted"),
    [
        ("2", "", "PKP"), ("3", "", "PKA"), ("4", "", "PKN II"), ("5", "", "PKN I"),
        ("1", "", ""), ("6", "", ""), ("7", "", ""), ("8", "", ""), ("", "", TAK_DIKENAL),
        # a name without a level leaves it to the code
        ("2", "DIKLAT PIM", "PKP"), ("3", "DIKLATPIM PEMDA", "PKA"), ("2", "Angkatan II Provinsi", "PKP"),
        ("8", "DIKLAT PIM", TANPA_JENJANG), ("6", "DIKLAT PIM", ""),
        # the list has no entry for PKP: the last code says nothing against a name
        ("8", "Pelatihan Kepemimpinan Pengawas", "PKP"), ("8", "Kursus Lain", ""),
        ("2", "PKP Angkatan III", "PKP"), ("3", "PKP Angkatan III", BEDA), ("2", "DIKLATPIM TK. III", BEDA),
        ("4", "PKN Tk. I", BEDA), ("1", "SEPALA", BEDA), ("7", "SEPATI", BEDA),
        ("2", "SEPADA", BEDA), ("2", "Latsar CPNS", BEDA),
        ("2", "Peningkatan Kompetensi Pembelajaran (PKP)", BEDA),
        # a code decides between two levels of one name, but not for a third
        ("2", "DIKLAT PIM III DAN PIM IV", "PKP"), ("4", "DIKLAT PIM III DAN PIM IV", BEDA),
        # an unknown code is no code
        ("99", "SPAMA", "PKA"),
        # a role in the name does not outweigh a code that agrees
        ("2", "PIM IV Seminar Angkatan I", "PKP"),
    ],
)  # fmt: skip
def test_code_and_name_together(code, name, wanted):
    assert placed(place_structural(code, name)) == wanted


def test_simulated_names_are_read_as_they_were_meant():
    for jenjang, code, periods in zip(("PKP", "PKA", "PKN II"), "234", DIKLAT_NAMES, strict=True):
        for name in (name for names in periods for name in names):
            assert placed(place_structural(code, name)) == jenjang
            assert placed(place_structural("", name)) == jenjang
            assert placed(place_course("1", name)) == jenjang
    assert [pug_level(name) for name, _, _ in PUG_COURSES] == [
        "L1", "L1", "L1", "L1", "L2", "L2", "L2", "L3", "khusus",
    ]  # fmt: skip
    for name, jenis, _ in OTHER_COURSES:
        assert pug_level(name) == ""
        assert placed(place_course(jenis, name)) == ""


def test_names_of_the_reference_list_agree_with_their_codes():
    for code, (name, _) in LATIHAN_STRUKTURAL.items():
        assert placed(place_structural(code, name)) == IDS[code]


# --- properties
def written(data: st.DataObject, name: str) -> str:
    """The same name with other capitals, more blanks, and dots behind its words."""
    words = re.split(r"\s+", name.strip())
    ends = st.sampled_from(["", ".", ".."])
    case = data.draw(st.sampled_from([str.upper, str.lower, str.title, str]))
    gaps = st.sampled_from([" ", "  ", "\t", "\u00a0"])
    return "".join(data.draw(gaps) + case(word) + data.draw(ends) for word in words)


@given(st.data(), st.sampled_from(NAMED))
def test_the_way_of_writing_changes_no_level(data, case):
    name, wanted = case
    assert placed(place_structural("", written(data, name))) == wanted


@given(st.data(), st.sampled_from(GENDER))
def test_the_way_of_writing_changes_no_gender_training(data, case):
    name, wanted = case
    assert pug_level(written(data, name)) == wanted


@given(st.sampled_from(NAMED), st.sampled_from(["", *LATIHAN_STRUKTURAL]))
def test_a_record_is_placed_where_its_code_says_or_where_there_is_none(case, code):
    jenjang = place_structural(code, case[0])[0]
    if jenjang and IDS.get(code):
        assert jenjang == IDS[code]
    if jenjang and not IDS.get(code):
        assert code in ("", "8")
        assert jenjang == case[1]


@given(st.text(max_size=40))
def test_any_text_is_read(text):
    assert placed(place_structural("", text)) in {*STRUCTURAL}
    assert placed(place_course("1", text)) in {*STRUCTURAL}
    assert pug_level(text) in PUG


@pytest.mark.parametrize(
    "word", ["GAP", "TOT", "TOF", "ARG", "PKP", "GBS", "AUDIT", "APIP", "FASILITATOR"]
)
def test_words_that_mean_other_things_never_count_alone(word):
    assert pug_level(f"Bimtek {word} Angkatan II") == ""

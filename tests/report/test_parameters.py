from __future__ import annotations

import pytest

from pug_analysis.errors import ReportError, UsageError
from pug_analysis.report import Parameter, check_parameters, declared_parameters, parse_parameters


@pytest.fixture
def notebook(tmp_path, toys):
    def build(source: str, *more: str):
        cells = [toys.markdown("# Judul"), toys.code(source, "parameters")]
        cells += [toys.code(text, "parameters") for text in more]
        return toys.write_notebook(tmp_path / "01_uji.ipynb", cells)

    return build


def test_types_defaults_and_help_are_read_in_order(notebook):
    path = notebook(
        "year: int = 2025  # tahun laporan\n"
        'edition: str = "internal"\n\n'
        "# a comment of its own\n"
        "margin: float = -0.5  # é # dua\n"
        "grafik: bool = True"
    )
    assert declared_parameters(path) == {
        "year": Parameter("year", int, 2025, "tahun laporan"),
        "edition": Parameter("edition", str, "internal", ""),
        "margin": Parameter("margin", float, -0.5, "é # dua"),
        "grafik": Parameter("grafik", bool, True, ""),
    }


def test_a_whole_number_may_be_given_for_a_float_but_a_bool_not_for_an_int(notebook):
    path = notebook("margin: float = 0.1\nyear: int = 2025")
    check_parameters(path, {"margin": 1, "year": 2024})
    with pytest.raises(
        UsageError, match=r"'year' harus bilangan bulat, tetapi yang diberikan True"
    ):
        check_parameters(path, {"year": True})


def test_unknown_name_is_refused_with_what_there_is_and_the_nearest(notebook):
    path = notebook("year: int = 2025\nmargin: float = 0.1")
    with pytest.raises(
        UsageError,
        match=r"01_uji: parameter 'yaer' tidak dikenal. Yang ada: year \(bilangan bulat\), margin \(angka\). "
        r"Mungkin yang dimaksud 'year'. Setelan lain, .* pug.toml",
    ):
        check_parameters(path, {"yaer": 2025})


@pytest.mark.parametrize("value", ["2025", 2025.0, None, [2025]])
def test_wrong_type_is_refused(notebook, value):
    with pytest.raises(UsageError, match="01_uji: parameter 'year' harus bilangan bulat"):
        check_parameters(notebook("year: int = 2025"), {"year": value})


@pytest.mark.parametrize(
    "line",
    [
        "year = 2025",
        "year: int",
        "year: int = 2 * 3",
        "year: int = '2025'",
        "year: date = 2025",
        "import os",
        "year: int = __import__('os').getpid()",
        "year: int =",
    ],
)
def test_anything_but_a_typed_literal_is_refused(notebook, line):
    with pytest.raises(ReportError, match=r"01_uji: sel 'parameters' hanya boleh .* baris 2"):
        declared_parameters(notebook(f"edition: str = 'internal'\n{line}"))


def test_a_name_declared_twice_is_refused(notebook):
    with pytest.raises(ReportError, match="baris 2"):
        declared_parameters(notebook("year: int = 1\nyear: int = 2"))


def test_the_tag_must_be_there_exactly_once(tmp_path, toys, notebook):
    with pytest.raises(ReportError, match=r"tepat satu sel .* ditemukan 2"):
        declared_parameters(notebook("year: int = 1", "edition: str = ''"))
    bare = toys.write_notebook(tmp_path / "02_tanpa.ipynb", [toys.code("year: int = 1")])
    with pytest.raises(ReportError, match=r"02_tanpa: .* ditemukan 0"):
        declared_parameters(bare)


def test_parameters_keep_their_types():
    given = parse_parameters(["margin=0.2", "nama=Bengkayang", "kode='007'", "tahun=2024"])
    assert given == {"margin": 0.2, "nama": "Bengkayang", "kode": "007", "tahun": 2024}


@pytest.mark.parametrize("pair", ["margin", "1x=2", "a b=3"])
def test_a_parameter_without_name_or_value_is_refused(pair):
    with pytest.raises(UsageError, match="NAMA=NILAI"):
        parse_parameters([pair])

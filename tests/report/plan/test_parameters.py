from __future__ import annotations

import pytest

from pug_analysis.errors import ReportError, UsageError
from pug_analysis.report import Parameter, check_parameters, declared_parameters, parse_parameters
from pug_analysis.report.plan.parameters import share_out


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


@pytest.mark.parametrize(
    ("typed", "kind", "value"),
    [
        ("0.2", float, 0.2), ("0,05", float, 0.05), ("1", float, 1), ("2024", int, 2024),
        ("2024", str, "2024"), ("60, 120", str, "60, 120"), ("'007'", str, "007"), ("a=b.c", str, "a=b.c"),
        ("2024-11-10", str, "2024-11-10"), ("True", bool, True), ("True", str, "True"),
    ],
)  # fmt: skip
def test_what_was_typed_is_read_as_the_type_of_the_parameter(typed, kind, value):
    (given,) = parse_parameters([f"x={typed}"]).values()
    read = given.read(kind)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("typed", "kind"), [("satu", int), ("0,5", int), ("1,2,3", float), ("ya", bool), ("1", bool)]
)
def test_what_is_no_value_of_the_type_stays_a_text_and_is_refused(notebook, typed, kind):
    (given,) = parse_parameters([f"x={typed}"]).values()
    path = notebook(f"x: {kind.__name__} = {kind()!r}")
    with pytest.raises(UsageError, match=f"'x' harus .* yang diberikan '{typed}'"):
        check_parameters(path, {"x": given.read(kind)})


@pytest.mark.parametrize("pair", ["margin", "1x=2", "a b=3", "a.b.c=3", ".x=1", "a.=1", "a.1=2"])
def test_a_parameter_without_name_or_value_is_refused(pair):
    with pytest.raises(UsageError, match="NAMA=NILAI"):
        parse_parameters([pair])


def test_a_name_given_twice_is_refused():
    with pytest.raises(UsageError, match="margin diberikan dua kali"):
        parse_parameters(["margin=1", "margin=2"])


# --- which notebook a value is for
def declare(**lines: tuple) -> dict[str, Parameter]:
    return {
        name: Parameter(name, type(default), default, help_)
        for name, (default, help_) in lines.items()
    }


SAME = ("Teknis", "keluarga jabatan saat masuk")
PAGES = {
    "03_kohort": declare(target=("Pengawas", "jabatan"), keluarga=SAME, margin=(0.05, "selisih")),
    "04_pelatihan": declare(target=(0.3, "bagian wanita"), keluarga=SAME, margin=(1.25, "rasio")),
    "05_alumni": declare(bulan=(12, "bulan putusan")),
}  # fmt: skip
ALL = tuple(PAGES)


def test_a_value_goes_to_the_notebook_that_runs_alone():
    values = share_out({"target": "Administrator"}, PAGES, running=("03_kohort",))
    assert values == {"03_kohort": {"target": "Administrator"}, "04_pelatihan": {}, "05_alumni": {}}
    # what was typed is read as this notebook's type: the other one wants a number
    typed = parse_parameters(["target=0,4"])
    assert share_out(typed, PAGES, running=("04_pelatihan",))["04_pelatihan"] == {"target": 0.4}
    assert share_out(typed, PAGES, running=("03_kohort",))["03_kohort"] == {"target": "0,4"}


@pytest.mark.parametrize("name", ["target", "margin"])
def test_a_name_that_means_two_things_needs_its_notebook(name):
    with pytest.raises(
        UsageError,
        match=rf"'{name}' tidak berarti sama .* -p 03_kohort.{name}=NILAI.*04_pelatihan.{name}",
    ):
        share_out({name: 1.0}, PAGES, running=ALL)


@pytest.mark.parametrize("place", ["03_kohort", "kohort"])
def test_a_notebook_is_named_with_or_without_its_number(place):
    values = share_out({f"{place}.margin": 0.1}, PAGES, running=ALL)
    assert values == {"03_kohort": {"margin": 0.1}, "04_pelatihan": {}, "05_alumni": {}}


def test_a_name_with_one_meaning_goes_to_all_and_a_notebook_of_its_own_goes_before():
    values = share_out({"kohort.keluarga": "Guru", "keluarga": "Kesehatan"}, PAGES, running=ALL)
    assert values["03_kohort"] == {"keluarga": "Guru"}
    assert values["04_pelatihan"] == {"keluarga": "Kesehatan"}


def test_a_parameter_of_a_notebook_that_does_not_run_is_refused():
    with pytest.raises(UsageError, match="'bulan' milik 05_alumni, yang tidak dijalankan"):
        share_out({"bulan": 6}, PAGES, running=("03_kohort",))
    with pytest.raises(UsageError, match="'target' milik 04_pelatihan, yang tidak dijalankan"):
        share_out({"pelatihan.target": 0.4}, PAGES, running=("03_kohort",))


def test_unknown_notebooks_and_names_are_refused():
    with pytest.raises(UsageError, match=r"Notebook 'kohrt' tidak ada. .*dimaksud '03_kohort'"):
        share_out({"kohrt.target": 1}, PAGES, running=ALL)
    with pytest.raises(UsageError, match="Notebook 05_alumni: parameter 'target' tidak dikenal"):
        share_out({"alumni.target": 1}, PAGES, running=ALL)
    with pytest.raises(UsageError, match=r"Laporan: parameter 'tarjet' .*dimaksud 'target'"):
        share_out({"tarjet": 1}, PAGES, running=ALL)
    with pytest.raises(UsageError, match=r"kohort.margin diberikan dua kali"):
        share_out({"kohort.margin": 1, "03_kohort.margin": 2}, PAGES, running=ALL)

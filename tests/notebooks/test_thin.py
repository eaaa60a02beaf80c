"""Notebooks ask, call and explain; they do not compute."""

from __future__ import annotations

import ast
from pathlib import Path

import nbformat
import pytest

from pug_analysis.careers.load import load
from pug_analysis.report import declared_parameters

FOLDER = Path(__file__).parents[2] / "notebooks"
REPORTS = sorted(FOLDER.glob("*.ipynb"))
LOGIC = (
    ast.FunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While, ast.If, ast.IfExp, ast.Try,
    ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp,
)  # fmt: skip


def cells(path: Path) -> list:
    return nbformat.read(path, as_version=4).cells


def code(path: Path) -> list:
    return [cell for cell in cells(path) if cell.cell_type == "code"]


def _without_imports(source):
    """Lines that do something: a page's tools stand in as many lines as it has."""
    return [line for line in source.splitlines() if not line.startswith(("import ", "from "))]


@pytest.mark.parametrize("path", REPORTS, ids=lambda p: p.stem)
class TestReport:
    def test_holds_no_logic(self, path):
        for cell in code(path):
            assert not [n for n in ast.walk(ast.parse(cell.source)) if isinstance(n, LOGIC)]

    def test_imports_only_our_package(self, path):
        for cell in code(path):
            for node in ast.walk(ast.parse(cell.source)):
                if isinstance(node, ast.Import):
                    assert all(alias.name.startswith("pug_analysis") for alias in node.names)
                if isinstance(node, ast.ImportFrom):
                    assert node.module.startswith("pug_analysis")

    def test_is_short(self, path):
        assert len(cells(path)) <= 30
        parameters, *others = code(path)
        assert len(parameters.source.splitlines()) <= 12
        assert all(len(_without_imports(cell.source)) <= 8 for cell in others)

    def test_is_stored_without_outputs(self, path):
        assert all(not cell.outputs and cell.execution_count is None for cell in code(path))

    def test_first_code_cell_declares_the_common_parameters(self, path):
        assert code(path)[0].metadata.get("tags") == ["parameters"]
        assert {"year", "semester", "workspace", "edition"} <= set(declared_parameters(path))

    def test_opens_with_questions_and_ends_with_method_and_provenance(self, path):
        everything = cells(path)
        assert everything[0].source.startswith("# ")
        assert "Untuk:" in everything[0].source
        assert any(c.source.startswith("## Metode dan batasan") for c in everything[-3:])
        assert everything[-1].source.startswith("provenance.provenance(")

    def test_no_number_is_typed_into_a_sentence_about_the_data(self, path):
        for cell in cells(path):
            if cell.cell_type == "markdown":
                assert "persen dari" not in cell.source
                assert "%" not in cell.source

    def test_says_what_it_is_for_the_index(self, path):
        about = nbformat.read(path, as_version=4).metadata["pug"]
        assert 40 <= len(about["ringkas"]) <= 160
        assert isinstance(about["needs"], list)


def test_there_are_reports():
    assert [path.stem for path in REPORTS] == [
        "00_ringkasan",
        "01_profil",
        "02_piramida",
        "03_kohort",
        "04_pelatihan_promosi",
        "05_alumni_diklat",
        "06_indikator_ape",
        "07_tren",
        "08_peta_pd",
        "09_rencana_aksi",
        "90_kualitas_data",
    ]


def test_a_wrong_edition_is_refused():
    from pug_analysis.errors import UsageError

    with pytest.raises(UsageError, match=r"Edisi harus salah satu dari pokja, publik, internal"):
        load(2025, edition="umum")

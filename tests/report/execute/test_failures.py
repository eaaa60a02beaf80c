"""What is told of a failed cell: its place, its class, and only words that are ours."""

from __future__ import annotations

from types import SimpleNamespace

from pug_analysis.report.execute.endings import Failed
from pug_analysis.report.execute.failures import describe_trace, find_failure

OURS = "pug_analysis.errors"


def cell(source="x", *, tags=(), outputs=(), count=1, kind="code"):
    return SimpleNamespace(
        cell_type=kind, source=source, metadata={"tags": list(tags)}, outputs=list(outputs),
        execution_count=count,
    )  # fmt: skip


class Output(dict):
    """An output as nbformat has it: keys are attributes too."""

    output_type = "error"


def error(name, text, *, place="", mark="kesalahan lain"):
    return Output(ename=name, evalue=text, traceback=["...", place, mark])


def found(*cells):
    return find_failure(SimpleNamespace(cells=list(cells)))


def test_a_sound_run_has_no_failure():
    assert found(cell(), cell("# A", kind="markdown"), cell(" ", count=None)) is None


def test_a_value_in_the_text_of_a_foreign_error_is_not_told():
    failed = found(cell(), cell(outputs=[error("KeyError", "Budi Santoso")]))
    assert failed == Failed("gagal", 2, "KeyError", None, "")


def test_our_words_are_told_without_long_numbers():
    ours = error("DataError", "NIP 198503152010012003 ganda", mark=OURS)
    failed = found(cell(outputs=[ours]))
    assert (failed.cell, failed.error) == (1, "DataError")
    assert "198503152010012003" not in failed.message
    assert "ganda" in failed.message


def test_a_cell_cannot_pass_its_words_off_as_ours():
    """It names a class of ours; the kernel did not mark it."""
    failed = found(cell(outputs=[error("DataError", "Budi Santoso")]))
    assert (failed.error, failed.message) == ("kesalahan lain", None)
    named = found(cell(outputs=[error("BudiSantoso", "x")]))
    assert named.error == "kesalahan lain"


def test_a_place_is_told_only_if_it_is_one_of_this_package():
    here = found(cell(outputs=[error("KeyError", "x", place="report/run.py:7")]))
    assert here.place == "report/run.py:7"
    for place in ("report/budi.py:7", "../run.py:7", "report/run.py:x", "Budi"):
        assert found(cell(outputs=[error("KeyError", "x", place=place)])).place == ""


def test_injected_parameters_are_no_cell_of_the_author():
    failed = found(cell(tags=["injected-parameters"]), cell(count=None))
    assert failed == Failed("gagal", 1, "TidakDijalankan", None, "")


def test_a_trace_is_classes_and_places():
    try:
        raise KeyError("198503152010012003")
    except KeyError as caught:
        said = describe_trace(caught)
    assert said.splitlines()[0] == "KeyError"
    assert said.splitlines()[1].startswith("test_failures.py:")
    assert "1985" not in said

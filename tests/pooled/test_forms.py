"""Forms come from the programs that count, so that they cannot fall behind them."""

from __future__ import annotations

import pytest

from pug_analysis.pooled.forms import (
    TableForm,
    check_form,
    form_of_numbers,
    form_of_trained,
    forms_of_everyone,
)
from pug_analysis.pooled.reading import FlawError


def test_a_form_has_the_lines_of_an_agency_without_people(export):
    for name, form in forms_of_everyone().items():
        assert list(export.counts[name]) == list(form.columns)
        check_form(name, export.counts[name], form)
    lines = forms_of_everyone()["lingkup"].rows
    assert lines.to_dict("list") == {"lingkup": ["Semua ASN", "Jalur struktural"]}
    assert form_of_trained().keys == ["jenis"]
    assert set(form_of_numbers(cohort=True).rows["nama"]) == set(export.numbers)
    assert len(form_of_numbers(cohort=False).rows) == 5


def test_months_tell_rows_apart_and_counts_do_not():
    form = TableForm(("jenis_kelamin", "terakhir", "orang"))
    assert form.keys == ["jenis_kelamin", "terakhir"]
    assert form.whole == {"terakhir", "orang"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda t: t.iloc[1:], "kurang, lebih"),
        (lambda t: t.iloc[::-1], "kurang, lebih"),
        (lambda t: t.assign(lingkup="Semua ASN"), "dua kali"),
        (lambda t: t.assign(pria=10**9), "kolom pria berisi bilangan"),
    ],
)
def test_other_lines_are_refused(export, change, said):
    with pytest.raises(FlawError, match=said):
        check_form("lingkup", change(export.counts["lingkup"]), forms_of_everyone()["lingkup"])


def test_other_words_are_refused(export):
    with pytest.raises(FlawError, match="kata yang tidak dikenal"):
        check_form("neraca", export.counts["neraca"].assign(tata_letak="Siti"), forms_of_everyone()["neraca"])  # fmt: skip

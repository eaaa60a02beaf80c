"""Columns of people are stopped also where nobody knows the names; known names see test_gauntlet.py."""

from __future__ import annotations

import pytest

from pug_analysis.config import Config
from pug_analysis.errors import ReportError
from pug_analysis.ingest.people.fingerprints import Fingerprints
from pug_analysis.report import run_report
from pug_analysis.report.gate.leaks import Secrets, check_columns
from pug_analysis.terms.kalender import Periode

FIRST = ("Dayang", "Kornelia", "Budi", "Siti", "Agus")
LAST = ("Rekaan", "Umpama", "Contohan", "Misalan")
STRANGERS = [f"{a} {b} Lasio" for a in FIRST for b in LAST]
OFFICES = [f"Dinas Contoh {place}" for place in range(20)]


def secrets(people: int) -> Secrets:
    """Nobody's name is known, only how many people there are."""
    none: frozenset[int] = frozenset()
    return Secrets(
        Fingerprints(b"k" * 32, frozenset(range(people)), none, none, none, none, none, ())
    )


def table(texts, name="per_unit"):
    columns = [{"name": "perangkat_daerah", "kind": "text"}, {"name": "n", "kind": "count"}]
    return {"name": name, "columns": columns, "rows": [[text, 10] for text in texts]}


@pytest.mark.parametrize("form", [str, str.upper, str.lower, lambda t: f"Dr. {t}, S.Pd"])
def test_a_column_of_strangers_is_stopped_and_not_told(form):
    names = [form(name) for name in STRANGERS]
    with pytest.raises(ReportError, match="- per_unit: kolom perangkat_daerah") as stop:
        check_columns([table(OFFICES, "lain"), table(names)], secrets(300))
    assert not any(name.casefold() in str(stop.value).casefold() for name in names)
    assert "lain" not in str(stop.value)


def test_as_many_values_as_people_are_stopped_whatever_they_look_like():
    joined = [name.replace(" ", "") for name in STRANGERS]
    with pytest.raises(ReportError, match="kolom perangkat_daerah"):
        check_columns([table(joined)], secrets(22))
    check_columns([table(joined)], secrets(60))


def test_offices_hidden_counts_and_empty_tables_pass():
    check_columns(
        [table(OFFICES), table([]), table([None, "*", 3.0]), table(["Umum"])], secrets(20)
    )


@pytest.mark.notebook
@pytest.mark.parametrize("edition", ["internal", "pokja"])
def test_such_a_report_is_not_published(workspace, toys, edition):
    rows = [[name, 1200, 0.125] for name in STRANGERS]
    payload = toys.table("profil", rows=rows)
    cells = [
        toys.markdown("# Profil"),
        toys.code(toys.DEFAULTS, "parameters"),
        toys.code(toys.show(payload, "<p>1.200</p>")),
    ]
    toys.write_notebook(workspace / "notebooks" / "01_profil.ipynb", cells)
    with pytest.raises(ReportError, match="- profil: kolom golongan"):
        run_report(workspace, Periode(2025), edition=edition, config=Config())
    assert not (workspace / "reports" / "2025" / edition).exists()

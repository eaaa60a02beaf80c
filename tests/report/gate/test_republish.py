"""A protected edition that is published again, attacked by a reader who kept the one before."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from pug_analysis.audit.published import read_ledger, read_table
from pug_analysis.cli import main
from pug_analysis.report.gate.republish import find_few
from pug_analysis.report.publish.folders import report_folder
from pug_analysis.report.publish.person_states import Change
from pug_analysis.report.publish.versions import list_versions
from pug_analysis.terms.kalender import Periode

NOTEBOOKS = Path(__file__).parents[3] / "notebooks"
NOW = Periode(2025)
POKJA = ("report", 2025, "--edition", "pokja")
STAYS = "edisi pokja tetap seperti yang terbit"


# --- by hand
def test_few_is_what_a_hidden_count_stands_for():
    changes = [Change("a", "P", 7), Change("b", "P", 8), Change("c", "", 1)]
    assert [change.column for change in find_few(changes)] == ["a", "c"]


# --- the command line, on 300 simulated people
def run(*words: object) -> int:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["pug-analysis", *map(str, words)])
        with pytest.raises(SystemExit) as stop:
            main()
    return stop.value.code or 0


@pytest.fixture(scope="module")
def first(tmp_path_factory) -> Path:
    """A workspace with one page, published as `pokja`."""
    folder = tmp_path_factory.mktemp("pertama")
    assert not run(
        "sample", "--size", 300, "--years", 2025, "--dirt", 0, "--layout", "csv",
        "--out", folder / "data/raw",
    )  # fmt: skip
    assert give_leave(folder) == 1
    (folder / "notebooks").mkdir()
    shutil.copy(NOTEBOOKS / "01_profil.ipynb", folder / "notebooks")
    assert not run(*POKJA, "-w", folder)
    return folder


@pytest.fixture
def workspace(first, tmp_path, capsys) -> Path:
    shutil.copytree(first, tmp_path / "ruang")
    capsys.readouterr()
    return tmp_path / "ruang"


def edit_rows(workspace: Path, edit) -> int:
    """Let ``edit(row, column)`` change rows of the raw file of PNS; return what it returned in sum."""
    path = workspace / "data/raw/2025/Export Data ASN PNS 2025.csv"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    head = next(place for place, row in enumerate(rows) if "NIP BARU" in row)
    column = {name: place for place, name in enumerate(rows[head])}
    done = sum(edit(row, column) for row in rows[head + 1 :] if len(row) == len(rows[head]))
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(row for row in rows if row)
    return done


def change_rows(workspace: Path, number: int, *, sexes="2", drop=False) -> int:
    """Mend the grade of some active PNS in the raw file, of these sexes (digit 15 of the NIP)."""
    swapped = {"III/b": "III/c", "III/c": "III/b"}
    met: list[int] = []

    def edit(row: list[str], column: dict[str, int]) -> int:
        grade = row[column["GOL AKHIR NAMA"]]
        active = row[column["KEDUDUKAN HUKUM ID"]] == "01"
        if not (active and row[column["NIP BARU"]][14:15] in tuple(sexes) and grade in swapped):
            return 0
        if len(met) == number:
            return 0
        met.append(1)
        row[column["GOL AKHIR NAMA"]], row[column["GOL AKHIR ID"]] = swapped[grade], ""
        if drop:
            row.clear()
        return 1

    return edit_rows(workspace, edit)


def give_leave(workspace: Path) -> int:
    """Let the first man who serves be on unpaid leave, which counts as active unless settings differ."""
    given: list[int] = []

    def edit(row: list[str], column: dict[str, int]) -> int:
        kind = column["KEDUDUKAN HUKUM ID"]
        if given or row[column["NIP BARU"]][14:15] != "1" or row[kind] != "01":
            return 0
        given.append(1)
        row[kind], row[column["KEDUDUKAN HUKUM NAMA"]] = "02", "CLTN"
        return 1

    return edit_rows(workspace, edit)


def subtract(new: Path, old: Path) -> dict[str, list[int]]:
    """The attack: every count of people that moved between two editions, by table."""
    moved: dict[str, list[int]] = {}
    for name, entry in read_ledger(new)["tabel"].items():
        for one, other in zip(read_table(new, name), read_table(old, name), strict=True):
            for column in entry["orang"]:
                if one[column] != other[column]:
                    difference = int(one[column].strip("*") or 0) - int(
                        other[column].strip("*") or 0
                    )
                    moved.setdefault(name, []).append(difference)
    return moved


def read_all(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def pokja(workspace: Path) -> Path:
    return report_folder(workspace, NOW, "pokja")


@pytest.mark.slow
@pytest.mark.notebook
def test_one_mended_row_moves_no_cell_of_the_shared_edition(workspace, first, capsys):
    assert change_rows(workspace, 1) == 1
    assert run("report", 2025, "-w", workspace) == 0  # internal and pokja
    said = capsys.readouterr().out
    assert STAYS in said
    assert "1 sampai 7 orang (golongan: wanita)" in said
    assert subtract(pokja(workspace), pokja(first)) == {}
    assert read_all(pokja(workspace)) == read_all(pokja(first))
    grades = "tabel/profil_golongan.csv"
    internal = report_folder(workspace, NOW, "internal") / grades
    assert internal.read_bytes() != (pokja(first) / grades).read_bytes()
    # at once, and the same, as long as nothing else changes
    assert run(*POKJA, "--timings", "-w", workspace) == 0
    again = capsys.readouterr().out
    assert STAYS in again
    assert "notebook" not in again
    # What the attack finds where nobody holds the edition: one woman, III/b to III/c or back.
    assert run(*POKJA, "--never-shared", "-w", workspace) == 0
    assert STAYS not in capsys.readouterr().out
    moved = subtract(pokja(workspace), pokja(first))
    assert sorted(moved["profil_golongan"])[:: len(moved["profil_golongan"]) - 1] == [-1, 1]
    assert {abs(step) for steps in moved.values() for step in steps} == {1}
    assert len(list_versions(workspace, NOW, "pokja")) == 1


@pytest.mark.slow
@pytest.mark.notebook
def test_many_mended_rows_are_published_and_neither_version_is_forgotten(workspace, first, capsys):
    mended = change_rows(workspace, 40, sexes="12")
    assert mended == 40
    assert run(*POKJA, "-w", workspace) == 0
    assert STAYS not in capsys.readouterr().out
    assert subtract(pokja(workspace), pokja(first))
    second = read_all(pokja(workspace))
    # Back to the first version but for one row: many against the second, one against the first.
    assert change_rows(workspace, 40, sexes="12") == 40
    assert change_rows(workspace, 1) == 1
    assert run(*POKJA, "-w", workspace) == 0
    assert STAYS in capsys.readouterr().out
    assert read_all(pokja(workspace)) == second
    # And back to the first exactly: nothing is told that its readers do not hold.
    assert change_rows(workspace, 1) == 1
    assert run(*POKJA, "-w", workspace) == 0
    assert STAYS not in capsys.readouterr().out
    assert subtract(pokja(workspace), pokja(first)) == {}


@pytest.mark.slow
@pytest.mark.notebook
def test_who_came_or_went_is_not_told_by_the_difference(workspace, first, capsys):
    assert change_rows(workspace, 1, drop=True) == 1
    assert run(*POKJA, "--force", "-w", workspace) == 0
    assert STAYS in capsys.readouterr().out
    assert read_all(pokja(workspace)) == read_all(pokja(first))


@pytest.mark.slow
@pytest.mark.notebook
def test_deleting_the_edition_does_not_take_it_from_its_readers(workspace, capsys):
    change_rows(workspace, 1)
    shutil.rmtree(pokja(workspace))
    assert run(*POKJA, "-w", workspace) == 1
    said = capsys.readouterr().err
    assert "edisi pokja tidak diterbitkan: dibandingkan dengan yang terbit" in said
    assert "pakai --never-shared" in said
    assert not pokja(workspace).exists()
    assert run(*POKJA, "--never-shared", "-w", workspace) == 0
    assert pokja(workspace).is_dir()


@pytest.mark.slow
@pytest.mark.notebook
def test_another_protected_edition_is_not_put_beside_it(workspace, capsys):
    assert run("report", 2025, "--edition", "publik", "-w", workspace) == 0  # of the same data
    shutil.rmtree(report_folder(workspace, NOW, "publik"))
    shutil.rmtree(workspace / ".pug/terbit/2025-publik")
    change_rows(workspace, 1)
    assert run("report", 2025, "--edition", "publik", "-w", workspace) == 1
    said = capsys.readouterr().err
    assert "dibandingkan dengan edisi pokja yang terbit" in said
    assert "perbarui dahulu edisi pokja dengan --never-shared" in said


@pytest.mark.slow
@pytest.mark.notebook
def test_an_edition_of_an_older_program_is_compared_by_its_counts(workspace, first, capsys):
    shutil.rmtree(workspace / ".pug/terbit")
    change_rows(workspace, 1)
    assert run(*POKJA, "-w", workspace) == 0
    said = capsys.readouterr().out
    assert "edisi pokja tetap seperti yang terbit; tidak satu berkas pun" in said
    assert "Selisih kedua terbitan menceritakan 1 sampai 7 orang" in said
    assert "profil_golongan" in said
    assert read_all(pokja(workspace)) == read_all(pokja(first))


@pytest.mark.slow
@pytest.mark.notebook
def test_a_setting_that_moves_one_person_is_a_correction_too(workspace, first, capsys):
    """The data are the same, and one man less is counted."""
    (workspace / "pug.toml").write_text('[data]\nkedudukan_aktif_pns = ["01"]\n', encoding="utf-8")
    assert run(*POKJA, "-w", workspace) == 0
    said = capsys.readouterr().out
    assert STAYS in said
    assert "(bertugas: pria)" in said
    assert read_all(pokja(workspace)) == read_all(pokja(first))


@pytest.mark.slow
@pytest.mark.notebook
def test_only_and_replace_are_no_way_around(workspace, first, capsys):
    change_rows(workspace, 1)
    assert run(*POKJA, "--only", "01_profil", "--replace", "-w", workspace) == 0
    assert STAYS in capsys.readouterr().out
    assert read_all(pokja(workspace)) == read_all(pokja(first))


@pytest.mark.slow
@pytest.mark.notebook
def test_a_batch_tells_what_stayed(workspace, first):
    from pug_analysis.batch.work import WorkOrder, run_order

    change_rows(workspace, 1)
    outcome = run_order(
        WorkOrder("kab", str(workspace), 2025, editions=("pokja",)), jobs=1, repeated=False
    )
    assert outcome.state == "selesai"
    assert STAYS in outcome.note
    assert read_all(pokja(workspace)) == read_all(pokja(first))

"""The gate of protected editions: what could be found out is not published."""

from __future__ import annotations

import json

import pytest

from pug_analysis.careers.columns import SEX
from pug_analysis.careers.offices import PD
from pug_analysis.errors import ReportError
from pug_analysis.release.ledger import ASN, BY_SEX, Cells, Release, ledger_entry
from pug_analysis.report.gate.release_ledger import build_ledger, check_disclosure
from pug_analysis.report.write.sheets import format_csv
from pug_analysis.terms.kalender import Periode

BY_UNIT = Cells(ASN, BY_SEX, rows={PD: "unit"}, complete=(PD, SEX))


def unit(total: int, **terms) -> dict:
    """12 men and 12 women shown as 10 and 10, beside a total."""
    release = Release("B", "pokja", cells=BY_UNIT, **terms)
    names = ("unit", "pria", "wanita", "total")
    return {
        "name": "per_unit",
        "columns": [{"name": name} for name in names],
        "rows": [["a", 10, 10, total], ["b", 200, 300, 500], ["c", 400, 100, 500]],
        "rilis": ledger_entry(release, counts=names[1:]),
    }


def stage(folder, *tables: dict, edition: str = "pokja"):
    (folder / "tabel").mkdir(parents=True)
    for table in tables:
        (folder / "tabel" / f"{table['name']}.csv").write_bytes(format_csv(table))
    manifest = {"buku_rilis": build_ledger(tables, periode=Periode(2025), edition=edition)}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def check(folder, workspace, edition="pokja") -> None:
    check_disclosure(folder, workspace=workspace, periode=Periode(2025), edition=edition)


# --- by hand
def test_the_ledger_names_tables_and_holds_no_number():
    ledger = build_ledger([unit(25), {"name": "lupa"}], periode=Periode(2025), edition="pokja")
    assert ledger["keadaan"] == "2025-12-31"
    assert ledger["tabel"]["lupa"] is None
    entry = ledger["tabel"]["per_unit"]
    assert entry["baris"] == {"perangkat_daerah": "unit"}
    assert not any(character.isdigit() for character in json.dumps(entry))


def test_a_safe_report_passes(tmp_path):
    check(stage(tmp_path / "stage", unit(20, derived=("total",))), tmp_path)


def test_the_agency_needs_no_protection(tmp_path):
    check(stage(tmp_path / "stage", {"name": "x", "columns": [], "rows": []}), tmp_path, "internal")


# --- refusals
def test_a_margin_that_unmasks_stops_the_report_and_names_the_table(tmp_path):
    with pytest.raises(ReportError, match="belum aman") as stop:
        check(stage(tmp_path / "stage", unit(25)), tmp_path)
    assert "per_unit: 3 jumlah yang dilindungi dapat diketahui terlalu tepat" in str(stop.value)
    assert "12" not in str(stop.value)


def test_a_table_without_terms_stops_the_report(tmp_path):
    table = {"name": "lupa", "columns": [{"name": "n"}], "rows": [[3]]}
    with pytest.raises(ReportError, match="lupa: tanpa tingkat pengungkapan"):
        check(stage(tmp_path / "stage", table), tmp_path)


def test_the_other_edition_that_readers_hold_is_counted_in(tmp_path):
    mine = stage(tmp_path / "stage", unit(20, derived=("total",)))
    exact = unit(24) | {"rows": [["a", 12, 12, 24], ["b", 200, 300, 500], ["c", 400, 100, 500]]}
    exact["rilis"] = ledger_entry(
        Release("B", "publik", exact=True, cells=BY_UNIT), counts=exact["rilis"]["orang"]
    )
    stage(tmp_path / "reports" / "2025" / "publik", exact, edition="publik")
    with pytest.raises(ReportError, match="per_unit: 9 jumlah"):
        check(mine, tmp_path)


def test_contradicting_tables_end_in_a_message(tmp_path):
    whole = {
        "name": "profil", "columns": [{"name": name} for name in ("unit", "pria", "wanita", "total")],
        "rows": [["semua", 5, 5, 10]],
        "rilis": ledger_entry(
            Release("B", "pokja", exact=True, cells=Cells(ASN, BY_SEX, complete=(SEX,))),
            counts=("pria", "wanita", "total"),
        ),
    }  # fmt: skip
    with pytest.raises(ReportError, match="belum aman") as stop:
        check(stage(tmp_path / "stage", whole, unit(20, derived=("total",))), tmp_path)
    assert "per_unit, profil: angkanya saling bertentangan" in str(stop.value)


@pytest.mark.parametrize("edition", ["pokja", "publik"])
@pytest.mark.parametrize("damage", ["manifest.json", "tabel/per_unit.csv"])
def test_a_damaged_report_beside_it_ends_in_a_message(tmp_path, edition, damage):
    beside = stage(
        tmp_path / "reports/2025" / edition, unit(20, derived=("total",)), edition=edition
    )
    (beside / damage).write_text("unit;pria\na;1\n" if damage.endswith("csv") else "{")
    new = stage(tmp_path / "stage", unit(20, derived=("total",)))
    if (edition, damage) == ("pokja", "tabel/per_unit.csv"):
        check(new, tmp_path)  # the tables of the one whose place it takes are not looked at
        return
    with pytest.raises(ReportError, match=f"di reports/2025/{edition} rusak atau diubah"):
        check(new, tmp_path)


# --- the second arm of the attacker
def told(name: str, columns: tuple[str, ...], rows: list[list], counts: tuple[str, ...]) -> dict:
    terms = ledger_entry(Release("D", "pokja"), counts=counts)
    named = [{"name": column} for column in columns]
    return {"name": name, "columns": named, "rows": rows, "rilis": terms}


PAIR = (
    "pasangan",
    "cara",
    "promosi_dilatih",
    "promosi_belum",
    "hazard_ratio",
    "conf_low",
    "conf_high",
)
PROMOTED = ("promosi_dilatih", "promosi_belum")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (
            told(
                "pelatihan_asosiasi", PAIR, [["PKA", "wanita", "*", 55, 0.98, 0.39, 2.49]], PROMOTED
            ),
            "- pelatihan_asosiasi: 1 jumlah yang dilindungi dapat dihitung kembali dari taksiran",
        ),
        (
            told(
                "pelatihan_asosiasi",
                PAIR,
                [
                    ["PKP", "Sejak selesai", 185, 35, None, None, None],
                    ["PKP", "Sejak selesai, wanita", 50, 10, None, None, None],
                    ["PKP", "Sejak selesai, pria", 140, 25, None, None, None],
                ],
                PROMOTED,
            ),
            "- pelatihan_asosiasi: 3 jumlah yang dilindungi dapat diketahui terlalu tepat dari tampilan lain",
        ),
        (
            told("baru", ("jk", "n", "bagian"), [["pria", 30, 0.25]], ("n",)),
            "- baru: memuat taksiran yang belum dapat diperiksa",
        ),
    ],
)
def test_what_the_second_arm_finds_stops_publication_without_a_value(tmp_path, table, said):
    with pytest.raises(ReportError) as stopped:
        check(stage(tmp_path / "stage", table), tmp_path)
    lines = str(stopped.value).splitlines()
    assert [line for line in lines if line.startswith("- ")] == [
        line for line in lines if line.startswith(said)
    ]
    assert any(line.startswith(said) for line in lines)
    assert "0,98" not in str(stopped.value)


def test_an_estimate_printed_too_finely_stops_publication(tmp_path):
    gap = told(
        "kohort_selisih",
        ("time", "estimate", "conf_low", "conf_high"),
        [[120, -0.065, -0.143, 0.015]],
        (),
    )
    shares = told(
        "kohort_tonggak",
        ("time", "jk", "n_risk", "estimate", "conf_low", "conf_high"),
        [[120, "pria", 285, 0.46, 0.42, 0.5], [120, "wanita", 190, 0.39, 0.34, 0.45]],
        ("n_risk",),
    )
    with pytest.raises(ReportError, match="kohort_selisih: 1 baris taksiran terlalu halus"):
        check(stage(tmp_path / "stage", gap, shares), tmp_path)

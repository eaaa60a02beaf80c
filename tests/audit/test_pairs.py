"""The pairs of displays by small tables of the published form."""

from __future__ import annotations

import pytest

from pug_analysis.audit.displays import sums_of
from pug_analysis.audit.pairs import DISPLAY_PAIRS
from pug_analysis.audit.published import read_ledger
from pug_analysis.audit.tables import read_tables


def sums(kit, folder, **tables) -> set[frozenset[str]]:
    """Each sum as the texts of its rows, so that a test can name it."""
    kit.publish(folder, **tables)
    read = read_tables(folder, read_ledger(folder))
    return {
        frozenset(f"{name} {place} {column}" for name, place, column in (*one.whole, *one.parts))
        for one in sums_of(DISPLAY_PAIRS, read)
    }


def test_rates_ratios_and_tests_count_the_same_trainings(kit, tmp_path):
    found = sums(
        kit,
        tmp_path,
        pelatihan_laju=(
            """pelatihan;jk;n_people;n_event
            PKP, sebelum;pria;625;30
            PKP, sebelum;wanita;405;20""",
            {"orang": ["n_people", "n_event"]},
        ),
        pelatihan_rasio=(
            """pelatihan;ukuran;n_pria;n_wanita
            PKP, sebelum;kasar;30;20
            Semua jenjang, sebelum;kasar;30;20""",
            {"orang": ["n_pria", "n_wanita"]},
        ),
        pelatihan_uji=("pelatihan;n_wanita\nPKP, sebelum;20", {"orang": ["n_wanita"]}),
        pelatihan_alur=(
            "jalur;langkah;orang\nSebelum diangkat;Dianalisis;1030",
            {"orang": ["orang"]},
        ),
    )
    assert frozenset({"pelatihan_laju 0 n_event", "pelatihan_rasio 0 n_pria"}) in found
    assert frozenset({"pelatihan_laju 1 n_event", "pelatihan_rasio 0 n_wanita"}) in found
    assert frozenset({"pelatihan_laju 1 n_event", "pelatihan_uji 0 n_wanita"}) in found
    assert frozenset({"pelatihan_rasio 1 n_pria", "pelatihan_laju 0 n_event"}) in found
    people = {"pelatihan_laju 0 n_people", "pelatihan_laju 1 n_people", "pelatihan_alur 0 orang"}
    assert frozenset(people) in found


def test_both_routes_of_training_are_the_rows_of_all_levels_and_their_sum(kit, tmp_path):
    counts = {"orang": ["n_pria", "n_wanita"]}
    found = sums(
        kit,
        tmp_path,
        pelatihan_semua=(
            "jalur;n_pria;n_wanita\nsebelum;40;20\nsesudah;80;60\nsemua;120;80",
            counts,
        ),
        pelatihan_rasio=(
            """pelatihan;ukuran;n_pria;n_wanita
            Semua jenjang, sebelum;kasar;40;20
            Semua jenjang, sesudah;kasar;80;60""",
            counts,
        ),
    )
    assert frozenset({"pelatihan_semua 1 n_wanita", "pelatihan_rasio 1 n_wanita"}) in found
    assert frozenset(f"pelatihan_semua {n} n_pria" for n in (0, 1, 2)) in found


def test_offices_are_a_part_of_all_appointments(kit, tmp_path):
    found = sums(
        kit,
        tmp_path,
        pd_pengangkatan=(
            """perangkat_daerah;pria;wanita;total
            Badan A;40;10;50
            Dinas B;20;20;40
            Semua PD;95;40;135""",
            {"orang": ["pria", "wanita", "total"]},
        ),
    )
    assert frozenset(f"pd_pengangkatan {n} wanita" for n in (0, 1, 2)) in found
    assert frozenset(f"pd_pengangkatan 0 {name}" for name in ("pria", "wanita", "total")) in found


def test_appointments_of_both_sexes_and_of_both_naive_ways_are_those_of_all(kit, tmp_path):
    ways = (
        "Sejak selesai",
        "Sejak selesai, wanita",
        "Sejak selesai, pria",
        "Sejak selesai, model Cox",
        "MENYESATKAN: pernah dilatih",
    )
    rows = "\n".join(f"PKP lalu Pengawas;{way};30;650" for way in ways)
    found = sums(
        kit,
        tmp_path,
        pelatihan_asosiasi=(
            f"pasangan;cara;promosi_dilatih;promosi_belum\n{rows}",
            {"orang": ["promosi_dilatih", "promosi_belum"]},
        ),
    )
    trained = {f"pelatihan_asosiasi {n} promosi_dilatih" for n in (0, 1, 2)}
    both = {
        f"pelatihan_asosiasi {n} promosi_{what}" for n in (0, 4) for what in ("dilatih", "belum")
    }
    assert frozenset(trained) in found
    assert frozenset(both) in found


def test_the_cohort_of_all_flows_is_one_number(kit, tmp_path):
    people = {"orang": ["orang"]}
    found = sums(
        kit,
        tmp_path,
        kohort_alur=("langkah;orang\nKohort;5015\nDianalisis;1270", people),
        pelatihan_alur=("jalur;langkah;orang\nSesudah diangkat;Kohort;5025", people),
        kohort_sasaran=(
            """sasaran;n_pria;n_wanita;kejadian_pria;kejadian_wanita
            Pengawas, sejak CPNS;775;490;450;230""",
            {"orang": ["n_pria", "n_wanita", "kejadian_pria", "kejadian_wanita"]},
        ),
    )
    assert frozenset({"kohort_alur 0 orang", "pelatihan_alur 0 orang"}) in found
    analysed = {"kohort_alur 1 orang", "kohort_sasaran 0 n_pria", "kohort_sasaran 0 n_wanita"}
    assert frozenset(analysed) in found


@pytest.mark.parametrize(("agenda", "held"), [("Agenda 3", True), ("Agenda 2", False)])
def test_lessons_are_held_against_the_activities_of_their_agenda(kit, tmp_path, agenda, held):
    found = sums(
        kit,
        tmp_path,
        indikator_latsar=(
            f"agenda;kegiatan;pria;wanita\n{agenda};1;17;14",
            {"orang": ["pria", "wanita"], "aturan": "tepat", "tingkat": "B"},
        ),
        indikator_kegiatan_daftar=(
            """jenis;nama_kegiatan;peserta_pria;peserta_wanita
            Latsar CPNS;"Latsar CPNS angkatan I, agenda 3";15;15""",
            {"orang": ["peserta_pria", "peserta_wanita"]},
        ),
    )
    men = frozenset({"indikator_latsar 0 pria", "indikator_kegiatan_daftar 0 peserta_pria"})
    assert (men in found) is held

"""The second arm on reports of a few tables: what it finds, and what it leaves alone."""

from __future__ import annotations

from pug_analysis.audit.published import read_ledger
from pug_analysis.audit.recompute import recompute

RATES = """pelatihan;jk;n_people;n_event;orang_tahun;estimate;conf_low;conf_high
PKP, sebelum;pria;625;30;3330;0,9;0,61;1,29
PKP, sebelum;wanita;405;20;2410;0,83;0,51;1,28"""
RATIOS = "pelatihan;ukuran;n_pria;n_wanita;estimate;conf_low;conf_high;rasio_terlihat;p_terkoreksi"
RATE_TERMS = {"orang": ["n_people", "n_event"]}
RATIO_TERMS = {"orang": ["n_pria", "n_wanita"]}
TEST = "pelatihan;n_wanita;harapan_wanita;p_value"
PAIRS = "pasangan;cara;promosi_dilatih;promosi_belum;hazard_ratio;conf_low;conf_high;p_value"
PAIR_TERMS = {"orang": ["promosi_dilatih", "promosi_belum"]}


def attack(kit, folder, **tables):
    kit.publish(folder, **tables)
    return recompute(folder, read_ledger(folder))


# --- the inversions of the published formulas
def test_the_pair_behind_an_exact_interval_is_found_in_every_table_that_shows_it(kit, tmp_path):
    """28 and 19, shown as 30 and 20: the crude ratio tells them, and so the rates beside it."""
    row = "PKP, sebelum;kasar;30;20;0,94;0,5;1,74;0,41;"
    found = attack(
        kit,
        tmp_path,
        pelatihan_laju=(RATES, RATE_TERMS),
        pelatihan_rasio=(f"{RATIOS}\n{row}", RATIO_TERMS),
    )
    assert found.by_digits == {"pelatihan_laju": 2, "pelatihan_rasio": 2}
    assert found.by_sums == {}
    assert found.unfitted == {}


def test_the_same_ratio_of_the_shown_counts_tells_nothing(kit, tmp_path):
    """(20 / 2.410) / (30 / 3.330) = 0,92 with the exact limits 0,50 and 1,68."""
    row = "PKP, sebelum;kasar;30;20;0,92;0,5;1,68;0,42;"
    found = attack(
        kit,
        tmp_path,
        pelatihan_laju=(RATES, RATE_TERMS),
        pelatihan_rasio=(f"{RATIOS}\n{row}", RATIO_TERMS),
    )
    assert (found.by_digits, found.by_sums, found.unfitted) == ({}, {}, {})
    assert found.counts == 6


def test_a_ratio_turned_upside_down_fits_nothing_and_is_counted(kit, tmp_path):
    row = "PKP, sebelum;kasar;30;20;1,09;0,6;2,02;0,42;"
    found = attack(
        kit,
        tmp_path,
        pelatihan_laju=(RATES, RATE_TERMS),
        pelatihan_rasio=(f"{RATIOS}\n{row}", RATIO_TERMS),
    )
    assert found.by_digits == {}
    assert found.unfitted == {"pelatihan_rasio": 1}


def test_both_stars_of_a_pair_are_found_and_their_sum_with_them(kit, tmp_path):
    """5 and 6 from the widths of two intervals; both are 11, shown as 10."""
    rows = """PKA lalu Administrator;Sejak selesai;10;210;0,75;0,41;1,4;< 0,05
PKA lalu Administrator;Sejak selesai, wanita;*;55;0,98;0,39;2,49;≥ 0,05
PKA lalu Administrator;Sejak selesai, pria;*;155;0,63;0,28;1,45;≥ 0,05"""
    found = attack(kit, tmp_path, pelatihan_asosiasi=(f"{PAIRS}\n{rows}", PAIR_TERMS))
    assert found.by_digits == {"pelatihan_asosiasi": 3}


def test_a_test_with_expected_events_is_inverted_and_one_to_the_nearest_5_is_not(kit, tmp_path):
    tables = {"pelatihan_laju": (RATES, RATE_TERMS)}
    terms = {"orang": ["n_wanita"]}
    told = attack(
        kit, tmp_path / "a", **tables, pelatihan_uji=(f"{TEST}\nPKP, sebelum;20;19,76;0,82", terms)
    )
    assert told.by_digits == {"pelatihan_laju": 1, "pelatihan_uji": 1}
    safe = attack(
        kit, tmp_path / "b", **tables, pelatihan_uji=(f"{TEST}\nPKP, sebelum;20;20;≥ 0,05", terms)
    )
    assert safe.by_digits == {}


def test_rates_before_and_after_a_programme_follow_from_what_is_shown_or_tell(kit, tmp_path):
    """Women 9 in 310 years, then 12 in 296; men 21 in 405, then 18 in 390."""
    rates = """masa;jk;n_event;orang_tahun;estimate;conf_low;conf_high
sebelum;pria;20;400;5;3,05;7,72
sebelum;wanita;10;310;3,23;1,55;5,93
sesudah;pria;20;390;5,13;3,13;7,92
sesudah;wanita;10;300;3,33;1,6;6,13"""
    head = "nama;estimate;conf_low;conf_high;p_value"
    # of the shown counts: (1 / 10 + 1 / 20 + 1 / 10 + 1 / 20)^0,5 = 0,548: 1,01 x exp(-+ 1,96 x 0,548)
    safe = f"{head}\nsebelum;0,65;0,27;1,44;≥ 0,05\nsesudah dibagi sebelum;1,01;0,35;2,95;≥ 0,05"
    # of the true ones, exact
    told = f"{head}\nsebelum;0,56;0,23;1,27;≥ 0,05"
    terms = {"orang": ["n_event"]}
    found = attack(
        kit, tmp_path / "a", kohort_program_laju=(rates, terms), kohort_program_rasio=(safe, {})
    )
    assert (found.by_digits, found.unfitted, found.unknown) == ({}, {}, ())
    found = attack(
        kit, tmp_path / "b", kohort_program_laju=(rates, terms), kohort_program_rasio=(told, {})
    )
    assert found.by_digits == {"kohort_program_laju": 2}


# --- other displays of the same people
def test_a_sum_rounded_by_itself_beside_its_parts_is_found(kit, tmp_path):
    """PKP lalu Administrator: 185 beside 50 and 140 is 186 or 187 of 48 or 49 and 138 or 139."""
    rows = """PKP lalu Administrator;Sejak selesai;185;35;;;;
PKP lalu Administrator;Sejak selesai, wanita;50;10;;;;
PKP lalu Administrator;Sejak selesai, pria;140;25;;;;"""
    found = attack(kit, tmp_path / "a", pelatihan_asosiasi=(f"{PAIRS}\n{rows}", PAIR_TERMS))
    assert found.by_sums == {"pelatihan_asosiasi": 3}
    mended = rows.replace(";185;", ";190;")
    safe = attack(kit, tmp_path / "b", pelatihan_asosiasi=(f"{PAIRS}\n{mended}", PAIR_TERMS))
    assert safe.by_sums == {}


def test_an_activity_that_was_left_out_of_the_list_stands_in_its_sum(kit, tmp_path):
    exact = {"orang": ["pria"], "aturan": "tepat", "tingkat": "B"}
    found = attack(
        kit,
        tmp_path,
        indikator_kegiatan=("jenis;kegiatan;pria\nOrientasi;1;14", exact),
        indikator_kegiatan_daftar=("jenis;peserta_pria\nOrientasi;", {"orang": ["peserta_pria"]}),
    )
    assert found.by_sums == {"indikator_kegiatan_daftar": 1}


def test_that_nobody_of_an_empty_group_has_something_is_no_secret(kit, tmp_path):
    terms = {
        "orang": ["n_people", "n_event"],
        "pejabat": {"kolom": {"n_event": "n_people"}, "baris": {}},
    }
    ratio = RATIO_TERMS | {"pejabat": {"kolom": {"n_pria": "", "n_wanita": ""}, "baris": {}}}
    rates = "pelatihan;jk;n_people;n_event\nPKN II, sesudah;wanita;{};0"
    row = "pelatihan;ukuran;n_pria;n_wanita\nPKN II, sesudah;kasar;*;*"
    tables = {"pelatihan_rasio": (row, ratio)}
    empty = attack(kit, tmp_path / "a", pelatihan_laju=(rates.format(0), terms), **tables)
    assert empty.by_sums == {}
    # of two women in office, it is: what one table hides, the other shows
    two = attack(kit, tmp_path / "b", pelatihan_laju=(rates.format("*"), terms), **tables)
    assert two.by_sums == {"pelatihan_rasio": 1}


def test_that_nobody_is_among_nobody_who_was_analysed_is_no_secret(kit, tmp_path):
    """A flow that ends with 0 people says so of both sexes, and of all that is counted of them."""
    terms = {"orang": ["n"], "pejabat": {"kolom": {"n": ""}, "baris": {}}}
    rows = "jenjang;jk;time;n\nPKN II;pria;6;*\nPKN II;wanita;6;*"
    flow = "jenjang;langkah;orang\nPKN II;Pernah mengikuti PKN II;{0}\nPKN II;Dianalisis;{0}"
    found = {}
    for people in ("0", "10"):
        tables = {"alumni_alur": (flow.format(people), {"orang": ["orang"]})}
        found[people] = attack(kit, tmp_path / people, alumni_bagian=(rows, terms), **tables)
    assert found["0"].by_sums == {}


# --- what is not known, and what is printed too finely
def test_an_unknown_estimate_of_a_protected_table_is_named(kit, tmp_path):
    terms = {"orang": ["n"]}
    assert attack(kit, tmp_path / "a", baru=("jk;n;bagian\npria;30;0,25", terms)).unknown == (
        "baru",
    )
    open_to_all = terms | {"aturan": "tepat", "tingkat": "B"}
    exact = attack(kit, tmp_path / "b", baru=("jk;n;bagian\npria;30;0,25", open_to_all))
    assert exact.unknown == ()


def test_a_difference_printed_too_finely_is_counted(kit, tmp_path):
    found = attack(
        kit,
        tmp_path,
        kohort_selisih=("time;estimate;conf_low;conf_high\n120;-0,065;-0,143;0,015", {}),
        kohort_tonggak=(
            "time;jk;n_risk;estimate;conf_low;conf_high\n120;pria;285;0,46;0,42;0,5\n"
            "120;wanita;190;0,39;0,34;0,45",
            {"orang": ["n_risk"]},
        ),
    )
    assert found.fine == {"kohort_selisih": 1}
    assert found.unknown == ()

"""The pieces of the trend page: every number in a sentence stands in a released table."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

from pug_analysis.config import Config
from pug_analysis.pages.tren import gambar_show, perubahan_show, proporsi_show
from pug_analysis.pages.tren.acuan import national_lines
from pug_analysis.pages.tren.baris import LINES
from pug_analysis.pages.tren.perubahan import compare_periods
from pug_analysis.pages.tren.proporsi import period_pairs, trend_table, yearly_slopes
from pug_analysis.release.display import Released, Several
from pug_analysis.release.numbers import bilangan, desimal, persen

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def parts_of(one):
    return one.parts if isinstance(one, Several) else (one,)


def text_of(*ones: Released | Several) -> str:
    parts = [part for one in ones for part in parts_of(one)]
    return " ".join(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", p.html)).strip() for p in parts)


def table_of(one: Released | Several) -> pd.DataFrame:
    (part,) = parts_of(one)
    names = [c["name"] for c in part.payload["columns"]]
    return pd.DataFrame(part.payload["rows"], columns=names)


def numbers_of(*tables: Released | Several) -> set[str]:
    """Every number of the tables as a sentence may write it."""
    found = set()
    for value in pd.concat([table_of(t).melt()["value"].dropna() for t in tables]):
        if isinstance(value, str):
            found |= set(NUMBER.findall(value))
        else:
            found |= {bilangan(abs(value)), persen(abs(value))[:-1], desimal(abs(100 * value))}
    return found


# --- values
def test_the_wide_table_and_the_long_file_tell_the_same(table, series):
    wide, long = (
        table_of(proporsi_show.tabel_proporsi(table, series[-1])),
        table_of(proporsi_show.tabel_nilai(table, series[-1])),
    )
    assert len(wide) == len(LINES)
    assert len(long) == 4 * len(LINES)
    last = long.iloc[-len(LINES) :].reset_index(drop=True)
    assert wide["total_3"].tolist() == last["total"].tolist()
    assert wide["share_3"].fillna(-1).tolist() == last["share_wanita"].fillna(-1).tolist()


def test_many_periods_leave_the_page_narrow(table, series):
    one = table.loc[table["periode"] == "2023"]
    many = pd.concat([one.assign(periode=str(2010 + i), bulan=i) for i in range(3)] + [table])
    one = proporsi_show.tabel_proporsi(many, series[-1])
    assert len(one.payload["columns"]) == 2 + 2 * proporsi_show.SHOWN
    assert "Halaman memuat 5 dari 7 periode" in " ".join(one.payload["notes"])


def test_all_periods_are_named(series):
    said = text_of(proporsi_show.keadaan(series))
    assert "31 Desember 2023, 31 Desember 2024, 30 Juni 2025, 31 Desember 2025" in said
    assert "baru dihitung" not in said
    assert "baru dihitung bila ada 3 keadaan" in text_of(proporsi_show.keadaan(series[1:]))


def test_one_period_says_which_folder_to_add(series):
    for data, folder, day in (
        (series[-1], "data/raw/2024", "31 Desember 2024"),
        (series[-2], "data/raw/2024-semester-1", "30 Juni 2024"),
    ):
        said = text_of(proporsi_show.keadaan((data,)))
        assert "Baru ada satu keadaan data" in said
        assert f"keadaan {day} (atau keadaan lain sebelumnya) ke folder {folder}," in said


def test_one_period_reduces_the_page_but_keeps_values_nation_and_sdg(series):
    only = series[-1:]
    data, table = only[-1], trend_table(only)
    changes, slopes = compare_periods(period_pairs(only)), yearly_slopes(table)
    national = national_lines()
    for gone in (
        gambar_show.gambar_tren(table, slopes, national, data),
        gambar_show.gambar_jenjang(table, data),
        perubahan_show.kalimat_perubahan(changes, data),
        perubahan_show.cara_perubahan(changes),
        perubahan_show.tabel_perubahan_utama(changes, data),
        perubahan_show.tabel_arus(changes, data),
        perubahan_show.tabel_perubahan_rinci(changes, data),
        perubahan_show.tabel_per_tahun(slopes, data),
    ):
        assert gone.parts == ()
    assert "Tabel 7.3" not in text_of(proporsi_show.cara_proporsi(table))
    assert len(table_of(proporsi_show.tabel_proporsi(table, data))) == len(LINES)
    assert len(table_of(proporsi_show.tabel_sdg(table, data))) == 2
    assert len(table_of(proporsi_show.tabel_nasional(national, table, data))) == len(national)


def test_other_keys_are_told_and_nothing_is_tested(series):
    turned = series[-1].snapshot.assign(pegawai_id=lambda t: "z" + t["pegawai_id"])
    staff = series[-1].tables["pegawai"].assign(pegawai_id=lambda t: "z" + t["pegawai_id"])
    now = replace(series[-1], people=turned, tables={**series[-1].tables, "pegawai": staff})
    pair = (series[1], now)
    said = text_of(proporsi_show.keadaan(pair))
    assert "tidak dapat dihubungkan antara 2024 dan 2025" in said
    changes = compare_periods(period_pairs(pair))
    assert perubahan_show.tabel_arus(changes, now).parts == ()
    shown = table_of(perubahan_show.tabel_perubahan_utama(changes, now))
    assert set(shown["putusan"]) == {"orang tidak dapat dihubungkan"}
    assert shown[["conf_low", "conf_high", "p_holm", "pembetulan"]].isna().all(axis=None)


# --- SDG and the nation
def test_sdg_is_eselon_ii_and_all_levels(table, series):
    one = proporsi_show.tabel_sdg(table, series[-1])
    rows = table_of(one)
    assert rows["ukuran"].unique().tolist() == [
        "Eselon II (rumus pemerintah)",
        "Semua jenjang, eselon II-IV",
    ]
    assert len(rows) == 8
    assert rows["share_wanita"].between(rows["conf_low"], rows["conf_high"]).all()
    notes = " ".join(one.payload["notes"])
    assert "Kepala daerah bukan ASN" in notes
    assert "Target tidak ditampilkan" in notes
    assert one.payload["rilis"]["tingkat"] == "A"


def test_a_target_is_shown_only_if_the_settings_give_one(table, series):
    config = Config.model_validate({"target": {"jpt_pratama": 0.3}})
    one = proporsi_show.tabel_sdg(table, replace(series[-1], config=config))
    assert "Target JPT Pratama menurut pug.toml: 30,0%." in " ".join(one.payload["notes"])


def test_the_headline_of_sdg_is_in_its_table(table, series):
    said = proporsi_show.kalimat_sdg(table, series[-1])
    card = said.parts[0].payload
    rows = table_of(proporsi_show.tabel_sdg(table, series[-1])).iloc[3]
    assert card["value"] == persen(rows["share_wanita"])
    assert card["note"].startswith(f"{rows['wanita']} dari {rows['total']} pejabat")


def test_the_nation_stands_beside_with_its_own_year(table, series):
    rows = table_of(proporsi_show.tabel_nasional(national_lines(), table, series[-1]))
    assert (rows["garis"] == "ya").sum() == 6
    assert rows.loc[rows["garis"] == "ya", "keadaan"].tolist()[:2] == [
        "1 November 2025",
        "31 Desember 2022",
    ]
    assert rows["share_kini"].notna().all()


# --- change
def test_sentences_say_what_the_table_says(changes, series):
    data = series[-1]
    said = text_of(*perubahan_show.kalimat_perubahan(changes, data).parts[1:])
    rows = table_of(perubahan_show.tabel_perubahan_utama(changes, data))
    latest = rows.loc[(rows["dari"] == "2024") & (rows["ke"] == "2025")]
    assert "Sejak 2024:" in said
    for _, row in latest.iterrows():
        assert f"{row['baris']}: " in said
        assert row["putusan"] in said
    typed = {"95", "2", "10", "2024"}
    shown = (perubahan_show.tabel_perubahan_utama(changes, data),)
    assert set(NUMBER.findall(said.replace("I.2.10", ""))) - typed <= numbers_of(*shown)


def test_more_women_are_a_change_and_the_card_counts_it(changes, series):
    card = perubahan_show.kalimat_perubahan(changes, series[-1]).parts[0].payload
    assert card["label"].endswith("berubah sejak 2024")
    rows = changes.loc[(changes["dari"] == "2024") & (changes["ke"] == "2025") & changes["utama"]]
    changed = (rows["putusan"] == "changed").sum()
    assert changed >= 1
    assert card["value"] == f"{changed} dari 8"


def test_verdicts_have_words_and_never_say_significant(changes, series):
    rows = table_of(perubahan_show.tabel_perubahan_rinci(changes, series[-1]))
    assert set(rows["putusan"]) <= set(perubahan_show.PUTUSAN_PERUBAHAN.values())
    page = text_of(
        perubahan_show.tabel_perubahan_utama(changes, series[-1]),
        perubahan_show.cara_perubahan(changes),
        perubahan_show.kalimat_perubahan(changes, series[-1]),
    )
    assert "signifikan" not in page.lower()


def test_the_page_shows_the_last_step_and_the_files_all(changes, series):
    (one,) = perubahan_show.tabel_perubahan_utama(changes, series[-1]).parts
    assert len(one.payload["rows"]) == 8 * len(period_pairs(series))
    assert one.html.count("<tr") == 1 + 8 * 3  # from June, 2024 and 2023


def test_flows_of_the_regency_are_exact_as_its_totals_are_and_changes_no_finer_than_the_page(
    changes, series
):
    flows = ["datang", "datang_wanita", "pergi", "pergi_wanita"]
    inside = table_of(perubahan_show.tabel_arus(changes, series[-1]))
    outside = table_of(perubahan_show.tabel_arus(changes, replace(series[-1], edition="pokja")))
    assert inside[flows].equals(outside[flows])
    points = outside[["pembetulan", "kejadian", "populasi"]].melt()["value"].dropna()
    assert (points.round(3) == points).all()


def test_slopes_are_told_from_three_years_on(table, series):
    rows = table_of(perubahan_show.tabel_per_tahun(yearly_slopes(table), series[-1]))
    assert (rows["n_tahun"] == 3).all()
    two = trend_table(series[1:])
    assert perubahan_show.tabel_per_tahun(yearly_slopes(two), series[-1]).parts == ()


def test_tables_and_figures_have_names_of_their_own(table, changes, series):
    data = series[-1]
    ones = [
        proporsi_show.tabel_proporsi(table, data), proporsi_show.tabel_nilai(table, data), proporsi_show.tabel_sdg(table, data),
        proporsi_show.tabel_nasional(national_lines(), table, data),
        perubahan_show.tabel_perubahan_utama(changes, data), perubahan_show.tabel_arus(changes, data),
        perubahan_show.tabel_perubahan_rinci(changes, data),
        perubahan_show.tabel_per_tahun(yearly_slopes(table), data),
        gambar_show.gambar_tren(table, yearly_slopes(table), national_lines(), data),
        gambar_show.gambar_jenjang(table, data),
    ]  # fmt: skip
    names = [part.payload["name"] for one in ones for part in parts_of(one)]
    titles = [part.payload["title"].split(".")[:2] for one in ones for part in parts_of(one)]
    assert len(set(names)) == len(names)
    assert all(name.startswith("tren_") for name in names)
    assert len({tuple(t) for t in titles}) == len(titles)


@pytest.mark.parametrize(
    ("kind", "line", "name"), [("Total ASN", "", "Total ASN"), ("Jenis", "– JF Guru", "JF Guru"), ("Jenis", "PNS", "PNS")]
)  # fmt: skip
def test_a_line_is_named_by_its_narrowest_word(kind, line, name):
    assert proporsi_show.line_name(pd.Series({"kategori": kind, "sub_kategori": line})) == name


def test_half_years_have_a_short_name():
    assert proporsi_show.short_name("semester I 2025") == "S1 2025"
    assert proporsi_show.short_name("2025") == "2025"

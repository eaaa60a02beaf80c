from __future__ import annotations

import pytest

from pug_analysis.pages.ringkasan import cukup_show as cukup
from pug_analysis.pages.ringkasan.kutipan_show import Kutipan

NAN = float("nan")


def number(value):
    return Kutipan("arti", value, "tabel", "a=b", "kolom")


class TestRatio:
    def test_the_gap_that_shows_and_the_years_that_one_of_80_needs(self):
        """ln 0.64 = 2 ln 0.8: four times the 100 events, so 300 more, 20 a year."""
        shows, more = cukup.enough_of_ratio(number(0.64), events=100, events_per_year=20)
        assert shows == (
            "Dengan jumlah sekarang, kesenjangan baru terlihat dengan peluang 80% bila untuk setiap 100 pria hanya "
            "64 wanita atau kurang; yang lebih kecil dapat luput."
        )
        assert more == (
            "Supaya 80 untuk setiap 100 pun terlihat, diperlukan kira-kira 4,0 kali pengangkatan yang ada: "
            "15 tahun lagi bila jumlahnya per tahun tetap, atau gabungan 4 daerah sebesar ini "
            "(laporan provinsi)."
        )

    def test_nobody_waits_for_more_than_twenty_years(self):
        _, more = cukup.enough_of_ratio(number(0.64), events=100, events_per_year=10)
        assert "lebih dari 20 tahun lagi, jadi lebih baik gabungan 4 daerah" in more

    @pytest.mark.parametrize("pace", [{"events": 100, "events_per_year": NAN}, {"events": NAN, "events_per_year": 10}])  # fmt: skip
    def test_without_a_pace_no_years_are_told(self, pace):
        _, more = cukup.enough_of_ratio(number(0.64), **pace)
        assert "tahun lagi" not in more
        assert "4,0 kali" in more
        assert "gabungan 4 daerah" in more

    def test_where_80_would_have_been_seen_what_is_open_is_smaller(self):
        _, more = cukup.enough_of_ratio(number(0.9), events=100, events_per_year=10)
        assert more.endswith(
            "data sekarang sudah cukup: yang belum terbukti lebih kecil daripada itu."
        )

    def test_a_step_is_named(self):
        shows, _ = cukup.enough_of_ratio(
            number(0.64), events=100, events_per_year=10, where="Administrator"
        )
        assert shows.startswith("Langkah ke Administrator: Dengan jumlah sekarang")

    @pytest.mark.parametrize("seen", [NAN, 0.0, 1.0])
    def test_without_a_visible_gap_nothing_is_told(self, seen):
        assert cukup.enough_of_ratio(number(seen), events=100, events_per_year=10) == ()


class TestShare:
    def test_appointments_that_show_ten_points(self):
        """0.4 and 10 points need 196.2 appointments; 100 in five years are 20 a year."""
        (said,) = cukup.enough_of_share(number(0.4), number(100), difference=0.1)
        assert said.startswith(
            "Supaya perbedaan 10 poin terlihat dengan peluang 80%, diperlukan kira-kira 2,0"
        )
        assert "5 tahun lagi" in said
        assert "gabungan 2 daerah" in said

    @pytest.mark.parametrize(
        ("share", "n"), [(0.0, 10), (1.0, 10), (NAN, 10), (0.4, NAN), (0.4, 0)]
    )
    def test_without_numbers_nothing_is_told(self, share, n):
        assert cukup.enough_of_share(number(share), number(n), difference=0.1) == ()


class TestPace:
    def test_appointments_of_ten_years(self, tables):
        per_year, (total,) = cukup.appointments_per_year(tables())
        assert (per_year, total.nilai) == (38.0, 380)

    def test_is_unknown_without_its_table_or_line(self, tables):
        for given in ({}, tables(pd_pengangkatan={"perangkat_daerah": ["A", "B", "C", "D"]})):
            per_year, quoted = cukup.appointments_per_year(given)
            assert per_year != per_year
            assert quoted == ()

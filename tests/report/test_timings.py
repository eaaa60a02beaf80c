"""Where the time went: phases in their order, notebooks under theirs."""

from __future__ import annotations

import pytest

from pug_analysis.report.timings import Timings


def test_phases_stand_in_their_order_with_their_sum():
    clock = Timings([("memulai", 1.0)])
    with clock.phase("membaca"):
        pass
    with pytest.raises(KeyError), clock.phase("gagal"):
        raise KeyError
    labels = [label for label, _ in clock.describe()]
    assert labels == ["memulai", "membaca", "gagal", "jumlah"]
    assert clock.describe()[-1] == ("jumlah", "1.0")


def test_editions_have_their_own_notebooks():
    clock = Timings()
    for edition in ("internal", "pokja"):
        one = Timings([("notebook", 2.0)], [("01_a", 1.5, 0.5)], ["02_b"])
        clock.add(one, edition)
    assert clock.describe() == [
        ("internal: notebook", "2.0"), ("  01_a (halaman 0.5)", "1.5"), ("  02_b", "dipakai kembali"),
        ("pokja: notebook", "2.0"), ("  01_a (halaman 0.5)", "1.5"), ("  02_b", "dipakai kembali"),
        ("jumlah", "4.0"),
    ]  # fmt: skip

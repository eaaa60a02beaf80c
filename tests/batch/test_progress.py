from __future__ import annotations

from pug_analysis.batch.progress import print_outcomes, show_board
from pug_analysis.batch.work import Outcome, WorkOrder

GOOD, BAD = WorkOrder("kab [a]", "/a", 2025), WorkOrder("kab b", "/b", 2025)


def test_without_a_terminal_every_end_is_a_line(capsys):
    with show_board("Laporan 2025", total=2) as board:
        board.show(running=1, workers=1)
        board.refuse("tcp://10.0.0.1:5", "versi Python berbeda")
        board.repeat(GOOD)
        board.finish(GOOD, Outcome("diulang", seconds=61.4))
        board.finish(BAD, Outcome("gagal", "Tidak ada data.\nLetakkan di data/raw."))
    assert capsys.readouterr().err.splitlines() == [
        "Pekerja tcp://10.0.0.1:5 tidak dipakai: versi Python berbeda.",
        "Proses pekerja mati ketika mengerjakan kab [a]; akan diulang sekali.",
        "[1/2] kab [a]: diulang (61 detik)",
        "[2/2] kab b: gagal: Tidak ada data.",
    ]


def test_the_list_ends_with_the_failures_whole_reason_and_the_sums(capsys):
    failed = Outcome("gagal", "Tidak ada data.\nLetakkan di data/raw.", 3.0)
    print_outcomes({"kab b": failed, "kab [a]": Outcome("selesai", seconds=61.4)})
    said = capsys.readouterr().out
    assert said.index("kab [a]") < said.index("kab b") < said.index("Letakkan di data/raw.")
    assert said.splitlines()[-1] == "2 folder kerja: 1 selesai, 1 gagal."

"""Which file of the index serves which Python and system, on a few invented lists."""

from __future__ import annotations

import pytest

LOCK = (
    "inti==1 \\\n    --hash=sha256:a1 \\\n    --hash=sha256:a2 \\\n    --hash=sha256:a3\n"
    "murni[x]==2 \\\n    --hash=sha256:b1\n"
    "lama==3 ; python_full_version < '3.12' \\\n    --hash=sha256:c1\n"
)
LISTS = {
    "inti": [
        {"filename": "inti-1-cp311-cp311-manylinux_2_28_x86_64.whl", "hashes": {"sha256": "a1"}, "size": 4_000_000},
        {"filename": "inti-1-cp312-abi3-win_amd64.whl", "hashes": {"sha256": "a2"}, "size": 3_000_000},
        {"filename": "inti-1.tar.gz", "hashes": {"sha256": "a3"}, "size": 1_000_000},
        # Newer than the lock: does not count.
        {"filename": "inti-2-cp314-cp314-macosx_11_0_arm64.whl", "hashes": {"sha256": "zz"}, "size": 1},
    ],
    "murni": [{"filename": "murni-2.tar.gz", "hashes": {"sha256": "b1"}, "size": 2_000_000}],
    "lama": [{"filename": "lama-3-py3-none-any.whl", "hashes": {"sha256": "c1"}, "size": 1_000_000}],
}  # fmt: skip


@pytest.fixture(scope="module")
def judged(tool):
    check = tool("wheel_check")
    return check.check(check.read_entries(LOCK), LISTS.__getitem__)


def kind(judged, package, system, python):
    (row,) = (
        r for r in judged
        if (r["paket"], r["sistem"], r["python"]) == (package, system, python)
    )  # fmt: skip
    return row["berkas"]


def test_a_wheel_serves_its_own_python_and_system_only(judged):
    assert kind(judged, "inti", "Linux x86_64", "3.11") == "roda"
    assert kind(judged, "inti", "Linux x86_64", "3.12") == "tidak ada"
    assert kind(judged, "inti", "Linux aarch64", "3.11") == "tidak ada"


def test_a_stable_abi_serves_later_pythons(judged):
    assert kind(judged, "inti", "Windows x86_64", "3.11") == "tidak ada"
    assert kind(judged, "inti", "Windows x86_64", "3.14") == "roda"


def test_a_source_serves_only_where_no_wheel_is_bound_to_a_system(judged):
    assert kind(judged, "murni", "macOS arm64", "3.14") == "sumber"
    assert kind(judged, "inti", "macOS arm64", "3.14") == "tidak ada"


def test_what_a_marker_leaves_out_is_not_needed(judged):
    assert kind(judged, "lama", "Linux x86_64", "3.11") == "roda"
    assert not [r for r in judged if r["paket"] == "lama" and r["python"] != "3.11"]


def test_the_summary_counts_each_package_once_and_weighs(tool, judged):
    first = tool("wheel_check").summarize([*judged, *judged], "semua")[0]
    assert first == {
        "isi": "semua", "sistem": "Linux x86_64", "python": "3.11", "roda": 2, "sumber": 1,
        "tidak ada": 0, "MB": 7,
    }  # fmt: skip


def test_what_is_missing_fails_and_no_answer_is_no_pass(tool, capsys):
    check = tool("wheel_check")
    pure = "murni==2 \\\n    --hash=sha256:b1\n"
    assert check.main(LOCK, "", LISTS.__getitem__) == 1
    assert check.main(pure, LOCK, LISTS.__getitem__) == 1
    assert check.main(pure, "", LISTS.__getitem__) == 0

    def silent(_):
        raise OSError("no route")

    assert check.main(LOCK, "", silent) == 3
    assert "NOT CHECKED" in capsys.readouterr().err


def test_every_entry_of_the_locks_is_read(tool, locks):
    entries = tool("wheel_check").read_entries(locks)
    assert len(entries) == len(tool("lock").split_lock(locks)) > 150
    assert all(entry.digests for entry in entries)

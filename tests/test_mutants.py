"""Which faults are planted by the check of the tests, and which changes are none."""

from __future__ import annotations

import sys
from importlib import util
from pathlib import Path

import pytest


def _program():
    place = Path(__file__).parents[1] / "benchmarks" / "mutants.py"
    spec = util.spec_from_file_location("mutants", place)
    module = util.module_from_spec(spec)
    sys.modules["mutants"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


mutants = _program()


@pytest.fixture
def faults(tmp_path):
    """Names of the faults of a text of Python, without the function that they are in."""

    def _faults(text):
        path = tmp_path / "modul.py"
        path.write_text(text, encoding="utf-8")
        return [one.name.removeprefix("module: ") for one in mutants.mutants(path)]

    return _faults


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a = b < c", ["b < c -> b <= c"]),
        ("a = b >= c", ["b >= c -> b > c"]),
        ("a = b + c", ["b + c -> b - c"]),
        ("a = b & c", ["b & c -> b | c"]),
        ("a = f(b, c)", ["f(b, c) -> f(c, b)"]),
        ("a = 7", ["7 -> 8"]),
        ("a = True", ["True -> False"]),
        ("a = b if c else d", ["b if c else d -> d if c else b"]),
        ("a = 'lebih rendah'", ["'lebih rendah' -> 'kurang rendah'", "'lebih rendah' -> 'lebih tinggi'"]),
        ("a = not b", ["not b -> b"]),
        ("a[b] = c", ["a[b] = c -> pass"]),
        ("def f():\n    return a", ["f: return a -> return None"]),
    ],
)  # fmt: skip
def test_one_change_is_one_fault(faults, text, expected):
    assert faults(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        '"""Lebih rendah."""',
        "import numpy as np",
        "a: Literal['low'] = b",
        "a = np.convolve(b, c)",
        "a = np.array_equal(b, c)",
    ],
)
def test_what_no_run_can_tell_apart_is_no_fault(faults, text):
    assert faults(text) == []


def test_smaller_and_larger_is_a_fault_though_the_order_of_both_is_none(faults):
    assert faults("a = max(b, c)") == ["max(b, c) -> min(b, c)"]
    assert faults("a = np.maximum(b, c)") == ["np.maximum -> np.minimum"]
    assert faults("a = max(b, c, d)") == ["max(b, c, d) -> min(b, c, d)"]
    # with a third argument np.convolve and np.maximum do something else
    assert faults("a = np.convolve(b, c, d)") == ["np.convolve(b, c, d) -> np.convolve(c, b, d)"]
    assert faults("a = np.subtract(b, c)") == ["np.subtract(b, c) -> np.subtract(c, b)"]


def test_flags_for_programmers_are_no_faults_but_their_neighbours_are(faults):
    assert faults("a = list(zip(b, c, strict=True))") == [
        "zip(b, c, strict=True) -> zip(c, b, strict=True)"
    ]
    assert faults("warn(a, stacklevel=2)") == ["warn(a, stacklevel=2) -> pass"]
    assert faults("a = f(b, observed=True)") == ["True -> False"]


def test_words_for_programmers_are_no_faults_and_those_for_users_are(faults):
    assert faults("raise ValueError('too low')") == ["raise ValueError('too low') -> pass"]
    assert faults("raise DataError('too low')") == [
        "raise DataError('too low') -> pass",
        "'too low' -> 'too high'",
    ]


def test_layout_is_no_fault_and_what_is_drawn_is(faults):
    assert faults("ax.text(b, fontsize=9, xytext=(3, 0), ha='left', zorder=2)") == [
        "ax.text(b, fontsize=9, xytext=(3, 0), ha='left', zorder=2) -> pass"
    ]
    assert faults("a = canvas(width=7.5, height=4.0)") == []
    # the same name is a quantity elsewhere
    assert faults("a = solve(width=7.5)") == ["7.5 -> 8.5"]
    assert faults("ax.annotate('wanita', color=a)")[1:] == ["'wanita' -> 'pria'"]


def test_room_around_the_data_is_layout_and_where_an_axis_ends_is_not(faults):
    assert faults("a = ax.set(xlim=(0, 1))") == ["0 -> 1", "1 -> 2"]
    assert faults("a = ax.set(xlim=(b - 0.5, 1.2 * c))") == [
        "b - 0.5 -> b + 0.5",
        "1.2 * c -> 1.2 / c",
    ]


def test_one_more_round_of_a_settled_search_is_no_fault(faults):
    assert faults("for _ in range(30):\n    a = b") == []
    assert faults("for _ in range(3):\n    a = b") == ["3 -> 4"]
    assert faults("for i in range(30):\n    a = i") == ["30 -> 31"]
    assert faults("a = f(b, maxiter=100)") == []
    assert faults("a = f(b, xtol=1e-09)") == ["1e-09 -> 1.000000001"]


def test_faults_of_one_name_are_numbered_and_each_changes_one_place(tmp_path):
    path = tmp_path / "modul.py"
    path.write_text("a = [1, 1]\n", encoding="utf-8")
    first, second = mutants.mutants(path)
    assert (first.name, first.text) == ("module: 1 -> 2", "a = [2, 1]")
    assert (second.name, second.text) == ("module: 1 -> 2 (2)", "a = [1, 2]")
    assert path.read_text(encoding="utf-8") == "a = [1, 1]\n"


def test_words_of_a_page_are_exchanged_and_its_names_are_not(tmp_path):
    path = tmp_path / "teks.toml"
    path.write_text('[kalimat]\nsebab = "Wanita lebih rendah"\n', encoding="utf-8")
    assert [one.text.splitlines()[1] for one in mutants.mutants(path)] == [
        'sebab = "Pria lebih rendah"',
        'sebab = "Wanita kurang rendah"',
        'sebab = "Wanita lebih tinggi"',
    ]

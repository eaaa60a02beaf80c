"""The order of work, with workers that are only told of: each step of theirs is written in the test."""

from __future__ import annotations

from collections import Counter

import pytest

from pug_analysis.batch import dispatch
from pug_analysis.batch.dispatch import run_batch
from pug_analysis.batch.work import Outcome, WorkOrder

DONE = Outcome("selesai", seconds=1.0)


class Workers:
    """Workers that do everything at once, except where ``fate`` says otherwise.

    ``fate`` maps a workspace to what happens to it, try by try: an outcome, "mati" (the result says
    that the process is another), or "hilang" (the worker is no longer there).
    """

    def __init__(self, *names: str, fate=(), refused=()):
        self.alive = dict.fromkeys(names, "") | dict(refused)
        self.fate = {name: list(steps) for name, steps in dict(fate).items()}
        self.started: list[tuple[str, str, bool]] = []
        self.dropped: list[str] = []
        self.at_once: list[int] = []
        self.restarts = 0

    def present(self):
        return dict(self.alive)

    def start(self, worker, order, *, repeated):
        self.started.append((worker, order.name, repeated))
        token = f"{order.name}-{len(self.started)}"
        steps = self.fate.get(order.name, [])
        step = steps.pop(0) if steps else DONE
        if step == "hilang":  # its keeper starts another one in its place
            del self.alive[worker]
            self.restarts += 1
            self.alive[f"pengganti-{self.restarts}"] = ""
        self.results = getattr(self, "results", {}) | {token: step}
        return token

    def wait(self, tokens, *, seconds):
        self.at_once.append(len(tokens))
        found = {t: self.results[t] for t in tokens if self.results[t] != "hilang"}
        return {t: None if step == "mati" else step for t, step in found.items()}

    def drop(self, token):
        self.dropped.append(token)


class Diary:
    def __init__(self):
        self.finished, self.repeated, self.refused, self.states = [], [], [], []

    def show(self, *, running, workers):
        self.states.append((running, workers))

    def refuse(self, worker, reason):
        self.refused.append((worker, reason))

    def repeat(self, order):
        self.repeated.append(order.name)

    def finish(self, order, outcome):
        self.finished.append(order.name)


def orders(text: str) -> list[WorkOrder]:
    return [WorkOrder(name, f"/data/{name}", 2025) for name in text]


def run(text, crew, **options):
    diary = Diary()
    return run_batch(orders(text), crew, diary, **options), diary


def test_all_are_done_one_at_a_time_by_each_worker():
    crew = Workers("w1", "w2")
    outcomes, diary = run("abcde", crew)
    assert outcomes == dict.fromkeys("abcde", DONE)
    assert sorted(diary.finished) == list("abcde")
    assert max(crew.at_once) == 2
    assert len(crew.dropped) == 5
    assert diary.states[0] == (2, 2)


def test_a_failure_stops_nobody_and_is_not_tried_again():
    crew = Workers("w1", fate={"b": [Outcome("gagal", "rusak"), DONE]})
    outcomes, diary = run("abc", crew)
    assert [one.state for one in outcomes.values()] == ["selesai", "gagal", "selesai"]
    assert outcomes["b"].note == "rusak"
    assert (len(crew.started), diary.repeated) == (3, [])


@pytest.mark.parametrize("end", ["mati", "hilang"])
def test_the_work_of_a_dead_worker_is_done_once_more_after_the_others(end):
    crew = Workers("w1", fate={"a": [end]})
    outcomes, diary = run("abc", crew)
    assert [one.state for one in outcomes.values()] == ["diulang", "selesai", "selesai"]
    assert [name for _, name, _ in crew.started] == ["a", "b", "c", "a"]
    assert [repeated for *_, repeated in crew.started] == [False, False, False, True]
    assert diary.repeated == ["a"]
    assert len(crew.dropped) == 4


@pytest.mark.parametrize("ends", [["mati", "mati"], ["hilang", "hilang"], ["mati", "hilang"]])
def test_who_kills_two_workers_has_failed(ends):
    crew = Workers("w1", "w2", fate={"a": [*ends, DONE]})
    outcomes, diary = run("abc", crew)
    assert outcomes["a"].state == "gagal"
    assert "mati dua kali" in outcomes["a"].note
    assert Counter(name for _, name, _ in crew.started) == {"a": 2, "b": 1, "c": 1}
    assert Counter(diary.finished) == {"a": 1, "b": 1, "c": 1}


def test_a_failure_in_the_second_try_is_a_failure():
    crew = Workers("w1", fate={"a": ["mati", Outcome("gagal", "rusak")]})
    outcomes, _ = run("a", crew)
    assert outcomes == {"a": Outcome("gagal", "rusak")}


def test_a_worker_that_does_not_fit_gets_nothing_and_is_told_once():
    crew = Workers("w1", refused={"tua": "versi Python berbeda"})
    outcomes, diary = run("abc", crew)
    assert {worker for worker, *_ in crew.started} == {"w1"}
    assert diary.refused == [("tua", "versi Python berbeda")]
    assert outcomes == dict.fromkeys("abc", DONE)


def test_without_a_worker_that_fits_the_batch_ends_with_the_reason(monkeypatch):
    monkeypatch.setattr(dispatch, "_MISFIT_SECONDS", 0.0)
    crew = Workers(refused={"tua": "versi Python berbeda"})
    outcomes, _ = run("ab", crew)
    assert {one.state for one in outcomes.values()} == {"gagal"}
    assert outcomes["a"].note == "Tidak ada pekerja yang dapat dipakai: versi Python berbeda."
    assert crew.started == []


def test_without_any_worker_patience_ends():
    outcomes, diary = run("ab", Workers(), patience=0.0)
    assert outcomes["b"] == Outcome("gagal", "Tidak ada pekerja yang dapat dipakai.")
    assert diary.finished == ["a", "b"]


def test_a_worker_that_comes_later_takes_part():
    crew = Workers("w1")
    first_wait = crew.wait

    def wait(tokens, *, seconds):
        crew.alive["w2"] = ""
        return first_wait(tokens, seconds=seconds)

    crew.wait = wait
    run("abcd", crew)
    assert {worker for worker, *_ in crew.started} == {"w1", "w2"}


def test_without_the_scheduler_the_rest_is_listed_and_what_is_done_stays():
    crew = Workers("w1")
    present = crew.present

    def gone_later():
        if len(crew.started) == 2:
            raise OSError("Timed out")
        return present()

    crew.present = gone_later
    outcomes, diary = run("abcd", crew)
    assert [one.state for one in outcomes.values()] == ["selesai", "selesai", "gagal", "gagal"]
    assert "penjadwal terputus" in outcomes["d"].note
    assert Counter(diary.finished) == Counter("abcd")

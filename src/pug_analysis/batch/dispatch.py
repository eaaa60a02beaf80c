"""Hand out the work: one workspace at a time to each worker, and what a dead worker held once more.

The order of work is kept here, not by the scheduler, which would give a dead worker's work out as
often as its own settings say and could give a worker several at once.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Protocol

from pug_analysis.batch.work import Outcome, WorkOrder

#: How long a batch goes on without any worker that it can use.
PATIENCE_SECONDS: Final = 600.0
#: The same while there are only workers that do not fit: those that do may still be starting.
_MISFIT_SECONDS: Final = 30.0
_LOOK_SECONDS: Final = 1.0
_TRIES: Final = 2

_DIED = (
    "Proses pekerja mati dua kali ketika mengerjakannya (mungkin memori habis atau mesin dimatikan). Kerjakan "
    "sendiri dengan pug-analysis report untuk melihat sebabnya."
)
_NOBODY = "Tidak ada pekerja yang dapat dipakai"
_CUT = (
    "Hubungan dengan penjadwal terputus sebelum hasilnya diketahui. Jalankan perintah yang sama lagi: yang "
    "sudah terbit tidak dikerjakan ulang."
)


class Crew(Protocol):
    """Workers that come and go; every method may raise OSError when the scheduler is gone."""

    def present(self) -> Mapping[str, str]:
        """Return the workers by address, each with why it cannot be used, "" if it can."""

    def start(self, worker: str, order: WorkOrder, *, repeated: bool) -> Any:
        """Begin a piece of work on one worker and return its token."""

    def wait(self, tokens: Iterable[Any], *, seconds: float) -> Mapping[Any, Outcome | None]:
        """Return those that ended within the time; None where the worker's process is gone."""

    def drop(self, token: Any) -> None:
        """Forget a piece of work."""


class Watcher(Protocol):
    """Whoever is told how the batch goes on."""

    def show(self, *, running: int, workers: int) -> None:
        """Take the present state."""

    def refuse(self, worker: str, reason: str) -> None:
        """Take note of a worker that cannot be used."""

    def repeat(self, order: WorkOrder) -> None:
        """Take note of a workspace whose worker died and that is done again."""

    def finish(self, order: WorkOrder, outcome: Outcome) -> None:
        """Take note of a workspace that is done."""


@dataclass(slots=True)
class _Ledger:
    """Which workspaces wait, run, have ended, and how often their worker died."""

    waiting: deque[WorkOrder]
    running: dict[str, tuple[Any, WorkOrder]] = field(default_factory=dict)
    deaths: dict[str, int] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)

    @property
    def open(self) -> list[WorkOrder]:
        return [order for _, order in self.running.values()] + list(self.waiting)


def run_batch(
    orders: Iterable[WorkOrder], crew: Crew, watcher: Watcher, *, patience: float = PATIENCE_SECONDS
) -> dict[str, Outcome]:
    """Do all orders; none stops the others.

    Parameters
    ----------
    orders : one per workspace, each with another name
    crew : the workers
    watcher : is told of every change
    patience : seconds without a usable worker after which the rest is given up

    Returns
    -------
    Name to outcome, in the order of ``orders``; every order has one.
    """
    orders = list(orders)
    ledger = _Ledger(deque(orders))
    last_seen = time.monotonic()
    try:
        while ledger.open:
            usable = _muster(ledger, crew, watcher)
            limit = min(patience, _MISFIT_SECONDS) if ledger.refused else patience
            if usable or ledger.running:
                last_seen = time.monotonic()
            elif time.monotonic() - last_seen > limit:
                _give_up(ledger, watcher, _describe_nobody(ledger))
            _hand_out(ledger, crew, usable)
            watcher.show(running=len(ledger.running), workers=len(usable))
            _collect(ledger, crew, watcher)
    except OSError:
        _give_up(ledger, watcher, _CUT)
    return {order.name: ledger.outcomes[order.name] for order in orders}


def _muster(ledger: _Ledger, crew: Crew, watcher: Watcher) -> list[str]:
    """Return the workers that can be used; take back what the missing ones held."""
    present = crew.present()
    for worker in [one for one in ledger.running if one not in present]:
        _take_back(ledger, crew, watcher, worker)
    for worker, reason in present.items():
        if reason and ledger.refused.get(worker) != reason:
            watcher.refuse(worker, reason)
    ledger.refused = {worker: reason for worker, reason in present.items() if reason}
    return [worker for worker, reason in present.items() if not reason]


def _hand_out(ledger: _Ledger, crew: Crew, usable: Iterable[str]) -> None:
    for worker in usable:
        if ledger.waiting and worker not in ledger.running:
            order = ledger.waiting.popleft()
            token = crew.start(worker, order, repeated=order.name in ledger.deaths)
            ledger.running[worker] = (token, order)


def _collect(ledger: _Ledger, crew: Crew, watcher: Watcher) -> None:
    """Wait a moment for what ends."""
    held = {token: worker for worker, (token, _) in ledger.running.items()}
    for token, outcome in crew.wait(list(held), seconds=_LOOK_SECONDS).items():
        if outcome is None:
            _take_back(ledger, crew, watcher, held[token])
            continue
        _, order = ledger.running.pop(held[token])
        crew.drop(token)
        if order.name in ledger.deaths and outcome.state != "gagal":
            outcome = replace(outcome, state="diulang")
        _end(ledger, watcher, order, outcome)


def _take_back(ledger: _Ledger, crew: Crew, watcher: Watcher, worker: str) -> None:
    """The process died: its work goes to the end of the queue, the second time it has failed."""
    token, order = ledger.running.pop(worker)
    crew.drop(token)
    deaths = ledger.deaths[order.name] = ledger.deaths.get(order.name, 0) + 1
    if deaths < _TRIES:
        ledger.waiting.append(order)
        watcher.repeat(order)
    else:
        _end(ledger, watcher, order, Outcome("gagal", _DIED))


def _give_up(ledger: _Ledger, watcher: Watcher, reason: str) -> None:
    for order in ledger.open:
        _end(ledger, watcher, order, Outcome("gagal", reason))
    ledger.waiting.clear()
    ledger.running.clear()


def _end(ledger: _Ledger, watcher: Watcher, order: WorkOrder, outcome: Outcome) -> None:
    ledger.outcomes[order.name] = outcome
    watcher.finish(order, outcome)


def _describe_nobody(ledger: _Ledger) -> str:
    reasons = sorted(set(ledger.refused.values()))
    return f"{_NOBODY}: {'; '.join(reasons)}." if reasons else f"{_NOBODY}."

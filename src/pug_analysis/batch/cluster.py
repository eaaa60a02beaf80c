"""The workers as Dask ``distributed`` has them: a local cluster, or a scheduler that runs already."""

from __future__ import annotations

import gc
import logging
import time
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from pug_analysis.batch.environment import describe_environment, describe_mismatch
from pug_analysis.batch.security import QUIET_PAGES, make_run_keys, read_certificates
from pug_analysis.batch.work import Outcome, WorkOrder, describe_unexpected, run_order
from pug_analysis.errors import UsageError

_CONNECT_SECONDS: Final = 20
_FETCH_SECONDS: Final = 30
_CLOSE_SECONDS: Final = 10
_LOGGERS: Final = ("distributed", "distributed.client")
_PACKAGES: Final = ("dask", "distributed", "cryptography")
#: Quiet, so that what the user sees is ours; and idle while the work is done: as shipped, Dask samples
#: stacks, looks at its event loops fifty times a second and at the system twice a second, which took
#: a tenth of both cores of a small machine.
_SETTINGS: Final = {
    "logging": dict.fromkeys(_LOGGERS, "critical"),
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "10s",
    **QUIET_PAGES,
}


@dataclass(frozen=True, slots=True)
class _Member:
    """A worker process: its own id, its threads, and why it cannot be used ("" if it can)."""

    process: str
    threads: int
    refusal: str


def check_extra() -> None:
    """Refuse, before anything starts, where Dask is not installed.

    Raises
    ------
    UsageError
        with the command that installs it.
    """
    if missing := [name for name in _PACKAGES if find_spec(name) is None]:
        raise UsageError(
            f"Perintah batch memerlukan {', '.join(_PACKAGES)}; tidak terpasang: {', '.join(missing)}. Di "
            "folder program jalankan: make set-up-dev (Windows: pug.bat siapkan-lengkap). Dari paket: pip "
            'install "pug-analysis[cluster]"'
        )


@contextmanager
def open_crew(scheduler: str | None, *, workers: int) -> Iterator[DaskCrew]:
    """Connect to a scheduler or, without an address, start workers on this machine.

    Parameters
    ----------
    scheduler : address as in ``tls://10.0.0.1:8786``, which ``security.check_scheduler`` has let
        pass; None for a local cluster
    workers : processes of the local cluster, each with one thread

    Raises
    ------
    UsageError
        if Dask is not installed, certificates are missing, or no scheduler answers at the address.
    """
    check_extra()
    import dask
    from distributed import Client

    # A client that could not connect closes itself when it is collected. Were that while another
    # starts, it would wait for ever for the lock that the starting one holds.
    gc.collect()
    for name in _LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with ExitStack() as at_end:
        at_end.enter_context(dask.config.set(_SETTINGS))
        if scheduler is None:
            place: Any = _start_here(workers, at_end)
            security = place.security
        else:
            place = scheduler
            security = read_certificates() if scheduler.startswith("tls://") else None
        try:
            client = Client(place, security=security, timeout=_CONNECT_SECONDS)
        except (OSError, ValueError, TypeError, RuntimeError):  # the last: encryption is demanded
            raise UsageError(
                f"Penjadwal Dask {scheduler} tidak dapat dihubungi. Periksa --scheduler, misalnya "
                "tls://10.0.0.1:8786, apakah dask scheduler berjalan di sana, dan, untuk tls://, "
                "sertifikatnya: keduanya harus dari CA yang sama."
            ) from None
        at_end.callback(client.close, timeout=_CLOSE_SECONDS)
        yield DaskCrew(client, describe_environment())


def _start_here(workers: int, at_end: ExitStack) -> Any:
    """Start a cluster that only this run can use, although every user reaches 127.0.0.1."""
    import dask
    from distributed import LocalCluster

    # Dask's own place for its files is one folder for all users of the machine, and preloaded
    # modules are taken from there.
    parent = dask.config.get("temporary-directory", None)
    if parent:
        Path(parent).mkdir(parents=True, exist_ok=True)
    scratch = TemporaryDirectory(prefix="pug-klaster-", dir=parent, ignore_cleanup_errors=True)
    private = at_end.enter_context(scratch)
    at_end.enter_context(dask.config.set({"temporary-directory": private}))
    place = LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        protocol="tls://",
        host="127.0.0.1",
        security=make_run_keys(),
        dashboard_address="127.0.0.1:0",  # None takes a fixed port, and warns if it is taken
        worker_dashboard_address="127.0.0.1:0",
        memory_limit=0,  # it holds no data of Dask's; what the work needs, it needs
        silence_logs=logging.CRITICAL,
    )
    at_end.callback(place.close, timeout=_CLOSE_SECONDS)
    return place


@dataclass(slots=True)
class DaskCrew:
    """The workers of one scheduler; see :class:`pug_analysis.batch.dispatch.Crew`.

    Each piece of work is tied to one process: should Dask run it anywhere else, it does nothing
    there. So it is never done more often than asked here, whatever the scheduler's settings say.
    """

    client: Any
    environment: Mapping[str, str]
    _known: dict[str, _Member] = field(default_factory=dict)
    _places: dict[str, str] = field(default_factory=dict)
    _run: str = field(default_factory=lambda: uuid.uuid4().hex[:8])

    def present(self) -> dict[str, str]:
        """Return the workers by address, each with why it cannot be used, "" if it can."""
        self._check_connection()
        threads = self.client.nthreads()
        self._known = {address: m for address, m in self._known.items() if address in threads}
        new = sorted(threads.keys() - self._known.keys())
        if new:
            answers = self.client.run(_introduce, workers=new, on_error="return")
            for address in new:
                if address in answers:  # else it went away in between
                    self._known[address] = self._look_at(answers[address], threads[address])
        return {address: self._known[address].refusal for address in sorted(self._known)}

    def _look_at(self, answer: Any, threads: int) -> _Member:
        if isinstance(answer, BaseException):
            return _Member("", threads, describe_mismatch(self.environment, answer))
        process, environment = answer
        return _Member(process, threads, describe_mismatch(self.environment, environment))

    def start(self, worker: str, order: WorkOrder, *, repeated: bool) -> Any:
        """Begin a piece of work; a worker with more threads runs more notebooks at once."""
        member = self._known[worker]
        key = f"pug-{self._run}-{len(self._places)}-{order.name}"
        self._places[key] = worker
        return self.client.submit(
            _run_there,
            order,
            process=member.process,
            jobs=member.threads,
            repeated=repeated,
            key=key,
            workers=[worker],
            allow_other_workers=False,
            pure=False,
            retries=0,
        )

    def wait(self, tokens: Iterable[Any], *, seconds: float) -> dict[Any, Outcome | None]:
        """Return those that ended within the time; None where the worker's process is gone."""
        from distributed import CancelledError, wait

        tokens = list(tokens)
        if not tokens:
            time.sleep(seconds)
            return {}
        with suppress(TimeoutError, CancelledError):
            wait(tokens, timeout=seconds, return_when="FIRST_COMPLETED")
        self._check_connection()
        return {token: self._fetch(token) for token in tokens if token.done()}

    def _fetch(self, token: Any) -> Outcome | None:
        from distributed import CancelledError, KilledWorker

        try:
            outcome = token.result(timeout=_FETCH_SECONDS)
        except (KilledWorker, CancelledError, OSError):
            self._check_connection()
            outcome = None
        except Exception as error:  # noqa: BLE001  the work itself raises nothing: this is Dask's
            return Outcome("gagal", describe_unexpected(error))
        if outcome is None:
            # Another process may have the same address by now: it introduces itself anew.
            self._known.pop(self._places[token.key], None)
        return outcome

    def _check_connection(self) -> None:
        """Raise if the scheduler was lost: with it went all that was handed out, even if it is back."""
        if self.client.status != "running":
            raise ConnectionError

    def drop(self, token: Any) -> None:
        """Forget a piece of work; what already runs cannot be stopped, it ends by itself."""
        token.cancel(force=True)


def _introduce(dask_worker: Any) -> tuple[str, dict[str, str]]:
    return dask_worker.id, describe_environment()


def _run_there(order: WorkOrder, *, process: str, jobs: int, repeated: bool) -> Outcome | None:
    """Do the work if this is the process that was meant."""
    from distributed import get_worker

    if get_worker().id != process:
        return None
    return run_order(order, jobs=jobs, repeated=repeated)

"""Where the time of a run goes: for the screen alone, never a part of a report."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

#: The phase in which notebooks run, several at the same time.
NOTEBOOKS: Final = "notebook"


@dataclass(slots=True)
class Timings:
    """What one run took, filled as it goes.

    Attributes
    ----------
    phases : (label, seconds) in the order of the run; one after the other, they add up to the whole
    pages : (notebook, seconds to run it, seconds to make its page); several at the same time, each
        beside others, so that they add up to more than their phase
    reused : notebooks whose kept result was taken, nothing of theirs having changed
    """

    phases: list[tuple[str, float]] = field(default_factory=list)
    pages: list[tuple[str, float, float]] = field(default_factory=list)
    reused: list[str] = field(default_factory=list)

    @contextmanager
    def phase(self, label: str) -> Iterator[None]:
        """Time what is done within, whether it succeeds or not."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.phases.append((label, time.perf_counter() - start))

    def add(self, other: Timings, edition: str) -> None:
        """Take over what one edition took."""
        self.phases += [(f"{edition}: {label}", seconds) for label, seconds in other.phases]
        self.pages += [(f"{edition}: {name}", run, page) for name, run, page in other.pages]
        self.reused += [f"{edition}: {name}" for name in other.reused]

    def describe(self) -> list[tuple[str, str]]:
        """Return lines for the screen: what was done, and how many seconds that took.

        Examples
        --------
        >>> Timings([("membaca", 1.25), ("notebook", 4.0)], [("01_profil", 3.5, 0.25)]).describe()
        [('membaca', '1.2'), ('notebook', '4.0'), ('  01_profil (halaman 0.2)', '3.5'), ('jumlah', '5.2')]
        """
        lines = []
        for label, seconds in self.phases:
            lines.append((label, f"{seconds:.1f}"))
            start = label.removesuffix(NOTEBOOKS)
            if label.endswith(NOTEBOOKS):
                lines += [
                    (f"  {name.removeprefix(start)} (halaman {page:.1f})", f"{run:.1f}")
                    for name, run, page in self.pages
                    if name.startswith(start)
                ]
                lines += [
                    (f"  {name.removeprefix(start)}", "dipakai kembali")
                    for name in self.reused
                    if name.startswith(start)
                ]
        total = sum(seconds for _, seconds in self.phases)
        return [*lines, ("jumlah", f"{total:.1f}")]

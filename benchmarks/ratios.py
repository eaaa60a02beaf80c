"""One line per comparison: what was measured, beside what, and whether the target holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """A measure of ours beside the plain way of doing the same, both of one run.

    Attributes
    ----------
    what : what was done, with its size
    ours, plain : both in the same unit; ``plain`` is None where there is nothing to stand beside
    unit : "s", "baris/s", "MB"
    value : the number that the target is about, by default ours / plain
    target : text such as "<= 0,20"; "" where none was set
    holds : whether it was met; None without a target
    note : where the plain way comes from, and what else was seen
    """

    what: str
    ours: float
    plain: float | None
    unit: str
    value: float | None = None
    target: str = ""
    holds: bool | None = None
    note: str = ""

    @property
    def shown(self) -> float | None:
        """The number that the target is about."""
        if self.value is not None or not self.plain:
            return self.value
        return self.ours / self.plain


def print_ratios(rows: Iterable[Ratio]) -> None:
    """Print comparisons as one Markdown table."""
    print("| what | ours | plain way | unit | ratio | target | holds | note |")
    print("| --- | ---: | ---: | --- | ---: | --- | --- | --- |")
    for row in rows:
        plain = "" if row.plain is None else f"{row.plain:,.2f}"
        ratio = "" if row.shown is None else f"{row.shown:.3g}"
        holds = {None: "", True: "yes", False: "NO"}[row.holds]
        print(
            f"| {row.what} | {row.ours:,.2f} | {plain} | {row.unit} | {ratio} | {row.target} "
            f"| {holds} | {row.note} |"
        )

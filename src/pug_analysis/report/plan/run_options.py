"""How a report is made, apart from what it is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

#: Called with name, done and total after each notebook.
Progress = Callable[[str, int, int], None]
#: Puts a PDF beside each page: called with the staged report, its day, a private folder.
Printer = Callable[[Path, dt.date, Path], object]


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What can be chosen about a run; by default all notebooks run, as many at once as there are cores.

    Attributes
    ----------
    notebooks : folder of ``NN_name.ipynb``; by default the workspace's or the package's
    only : names of notebooks to run; other pages that are published stay as they are, and the index says
        which were not asked for
    replace : with ``only``: nothing stays but the pages asked for
    jobs : notebooks at the same time
    parameters : own parameters by name or ``notebook.name``, see ``plan.parameters.share_out``
    progress : see :data:`Progress`
    printer : see :data:`Printer`; without it there are no PDF files
    reuse_results : take the kept result of a notebook of which nothing changed; the bytes are the same
    never_shared : nobody holds what was published of this edition, so that it may change whatever changed
    """

    notebooks: Path | None = None
    only: tuple[str, ...] = ()
    replace: bool = False
    jobs: int | None = None
    parameters: Mapping[str, object] = field(default_factory=dict)
    progress: Progress | None = None
    printer: Printer | None = None
    reuse_results: bool = False
    never_shared: bool = False

    @property
    def keeps_other_pages(self) -> bool:
        """Whether pages that stand and were not asked for stay beside those that are made."""
        return bool(self.only) and not self.replace

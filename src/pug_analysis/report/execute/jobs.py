"""What one worker is told to do, as it goes from process to process."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from pug_analysis.report.write.provenance import PageContext


@dataclass(frozen=True, slots=True)
class Job:
    """One notebook to run.

    Attributes
    ----------
    name : of the notebook, without suffix
    notebook, page : paths of what is run and of what is made
    result, log : private paths: how it ended, see ``endings.write_ending``, and what the process said
    parameters : passed to the notebook
    timeout : seconds for one cell
    context : what every page says of the report
    """

    name: str
    notebook: str
    page: str
    result: str
    log: str
    parameters: Mapping[str, object]
    timeout: int
    context: PageContext

    def to_json(self) -> str:
        """Return the job as one line of JSON.

        Examples
        --------
        >>> job = Job("01_a", "01_a.ipynb", "01_a.html", "a.json", "a.log", {"year": 2025}, 60, {})
        >>> read_job(job.to_json()) == job
        True
        """
        return json.dumps(asdict(self))


def read_job(line: str | bytes) -> Job:
    """Read what :meth:`Job.to_json` wrote."""
    return Job(**json.loads(line))

"""A job as one line of JSON: a worker reads jobs line by line."""

from __future__ import annotations

from pug_analysis.report.execute.jobs import Job, read_job

CONTEXT = {
    "periode": "2025",
    "pdf": False,
    "perhatian": ["satu\ndua"],
    "instansi": {"kabupaten": "É"},
}


def test_a_job_is_one_line_and_the_same_when_read():
    job = Job("01_a", "/n/01_a.ipynb", "/p/01_a.html", "/l/a.json", "/l/a.log",
              {"year": 2025, "kata": "a\nb", "batas": 0.05, "ya": True}, 60, CONTEXT)  # fmt: skip
    line = job.to_json()
    assert "\n" not in line
    assert read_job(line) == job
    assert read_job(line.encode() + b"\n") == job

"""The process of a forked kernel."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pug_analysis.report.kernel import ForkedProcess


@pytest.mark.skipif(sys.platform == "win32", reason="there are no forks on Windows")
@pytest.mark.parametrize("own_group", [False, True])
def test_a_process_is_ended_even_before_it_leads_a_group(own_group):
    source = "print(1, flush=True)\nimport time\ntime.sleep(60)"
    with subprocess.Popen(
        [sys.executable, "-c", source], stdout=subprocess.PIPE, start_new_session=own_group
    ) as child:
        child.stdout.readline()
        process = ForkedProcess(child.pid)
        process.kill()
        assert process.returncode == -9
        child.returncode = process.returncode

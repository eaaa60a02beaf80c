"""The process of a forked kernel."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pug_analysis.report.execute import kernel
from pug_analysis.report.execute.kernel import ForkedProcess, socket_folder


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


def test_sockets_lie_in_the_private_folder_where_its_path_is_short():
    with socket_folder(Path("/tmp/pug-abcdefgh")) as folder:
        assert folder == Path("/tmp/pug-abcdefgh")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no forks on Windows")
@pytest.mark.parametrize("name", ["x" * 85, "\u00e9" * 43])
def test_sockets_lie_in_a_short_place_where_the_path_is_long(tmp_path, name):
    private = tmp_path / name
    private.mkdir()
    with socket_folder(private) as folder:
        assert folder != private
        assert folder.stat().st_mode & 0o777 == 0o700
        assert len(os.fsencode(folder / "pug-12345678" / "k-5")) <= 103
    assert not folder.exists()


def test_no_place_is_short_enough(tmp_path, monkeypatch):
    monkeypatch.setattr(kernel, "_SHORT_PLACES", (str(tmp_path / "tidak ada"),))
    with socket_folder(tmp_path / ("x" * 85)) as folder:
        assert folder is None

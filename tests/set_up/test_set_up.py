"""Set-up in a small invented project: a lock of one wheel, the real venv and the real pip, no network."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = '[project]\nname = "contoh"\nversion = "1"\nrequires-python = ">=3.11,<3.15"\n'
TOOLS = ("lock.py", "python_version.py", "set_up.py", "set_up_failures.py")


@pytest.fixture
def project(tmp_path):
    """A folder with blanks and a letter that is not ASCII, as on a real desk."""
    folder = tmp_path / "Berkas Kantor é"
    (folder / ".ci").mkdir(parents=True)
    for name in TOOLS:
        shutil.copy(ROOT / ".ci" / name, folder / ".ci")
    (folder / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    (folder / "wheelhouse").mkdir()
    (folder / "requirements.lock").write_text("")
    (folder / "requirements-dev.lock").write_text("")
    return folder


def run(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "PYTHON"))}
    environment |= {"PIP_CONFIG_FILE": os.devnull, "PYTHONUTF8": "1", **more}
    python = getattr(sys, "_base_executable", sys.executable)
    return subprocess.run(
        [python, folder / ".ci" / "set_up.py", *words], capture_output=True, text=True,
        env=environment, cwd=folder.parent, check=False,
    )  # fmt: skip


def test_a_missing_network_ends_in_one_sentence(project):
    """Without a wheelhouse the index is asked; here it lies behind a port that nobody listens on."""
    shutil.rmtree(project / "wheelhouse")
    (project / "requirements.lock").write_text("setuptools==1 --hash=sha256:" + "0" * 64 + "\n")
    address = "http://127.0.0.1:9/s"
    done = run(project, PIP_INDEX_URL=address)
    assert done.returncode == 1
    told = done.stderr.strip()
    assert told.startswith("Jaringan tidak tersambung atau terputus:")
    assert "\n" not in told
    assert "docs/jaringan-luring.md" in told
    assert not (project / ".venv/.installed").exists()


def test_a_set_up_that_was_interrupted_starts_anew(project, write_wheel):
    digest = write_wheel(project / "wheelhouse", "setuptools", "1")
    lock = f"setuptools==1 --hash=sha256:{digest}\n"
    (project / "wheelhouse/requirements.lock").write_text(lock)
    first = run(project)
    # The invented builder cannot build: the set-up ends there, and what it left is no environment.
    assert first.returncode == 1
    assert (project / ".venv").is_dir()
    assert not (project / ".venv/.installed").exists()
    left = project / ".venv" / "sisa"
    left.write_text("")
    assert run(project).returncode == 1
    assert not left.exists()  # it began with an empty folder


@pytest.mark.parametrize("change", ["lock", "moved", "interpreter"])
def test_what_the_environment_was_made_from_is_remembered(tool, project, monkeypatch, change):
    set_up = tool("set_up")
    monkeypatch.chdir(project)
    (project / "requirements.lock").write_text("a==1\n")
    (project / "requirements-dev.lock").write_text("b==1\n")
    before = set_up.wanted_digests()
    if change == "lock":
        (project / "requirements.lock").write_text("a==2\n")
    elif change == "moved":
        monkeypatch.chdir(shutil.move(project, project.with_name("pindah")))
    else:
        monkeypatch.setattr(set_up.sys, "version", "3.99")
    after = set_up.wanted_digests()
    assert not set(before.values()) & set(after.values())


def test_the_developers_lock_does_not_touch_what_reports_need(tool, project, monkeypatch):
    set_up = tool("set_up")
    monkeypatch.chdir(project)
    (project / "requirements.lock").write_text("a==1\n")
    (project / "requirements-dev.lock").write_text("b==1\n")
    before = set_up.wanted_digests()
    (project / "requirements-dev.lock").write_text("b==2\n")
    after = set_up.wanted_digests()
    assert before["laporan"] == after["laporan"]
    assert before["pengembangan"] != after["pengembangan"]


def test_a_damaged_stamp_is_no_stamp(tool, project, monkeypatch):
    set_up = tool("set_up")
    monkeypatch.chdir(project)
    (project / ".venv").mkdir()
    for text in ("", "{", "[1]", '"x"'):
        (project / ".venv/.installed").write_text(text)
        assert set_up.read_stamp() == {}
    (project / ".venv/.installed").write_text(json.dumps({"laporan": "x"}))
    assert set_up.read_stamp() == {"laporan": "x"}


def test_a_disk_without_room_is_told_before_anything_is_made(tool, project, monkeypatch):
    set_up = tool("set_up")
    monkeypatch.chdir(project)
    with pytest.raises(tool("set_up_failures").SetUpError, match="kosongkan"):
        set_up.check_space(needed=10**18)
    set_up.check_space(needed=1)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("NewConnectionError: [Errno -2] Name or service not known\nERROR: No matching distribution found", "Jaringan"),
        ("socket.gaierror: [Errno 11001] getaddrinfo failed", "Jaringan"),
        ("pip._vendor.urllib3.exceptions.ReadTimeoutError: Read timed out.", "Jaringan"),
        ("ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 407'))", "Proxy"),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]", "Sertifikat"),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "Diska penuh"),
        ("OSError: [WinError 112] There is not enough space on the disk", "Diska penuh"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "berbeda dari daftar"),
        ("The virtual environment was not created successfully because ensurepip is not available.", "venv"),
        ("no such option: --report", "terlalu lama"),
        ("ERROR: No matching distribution found for pyarrow==26.0.1", "tidak tersedia"),
        ("PermissionError: [Errno 13] Permission denied: 'x'", "tidak dapat ditulisi"),
        ("[WinError 206] The filename or extension is too long", "terlalu panjang"),
        ("something else", "tidak dikenal"),
    ],
)  # fmt: skip
def test_each_failure_is_one_sentence_with_what_to_do(tool, words, told):
    sentence = tool("set_up_failures").describe(words)
    assert told in sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")


def test_steps_are_told_in_words(tool):
    step = tool("set_up").read_step
    assert step("Collecting coverage[toml]==7.17.3 (from -r x)") == "memeriksa coverage"
    assert (
        step("Processing ./wheelhouse/numpy-2.4.6-cp311-cp311-win_amd64.whl") == "memeriksa numpy"
    )
    assert step("Installing collected packages: a, b").startswith("memasang semua paket")
    assert step("Requirement already satisfied: x") == ""


def test_builders_are_those_that_the_lock_brings(tool):
    lock = tool("lock")
    names = {h.split("==")[0] for h in tool("set_up").builders(ROOT / "requirements.lock")}
    assert names == set(tool("set_up").BUILDERS)
    assert lock.LOCK.name == "requirements.lock"

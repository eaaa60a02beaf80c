"""Ports are asked by somebody who has not the run's key: nothing may be done for them."""

from __future__ import annotations

import asyncio
import json
import os
import pickle
import shutil
import socket
import ssl
import stat
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

import dask
import distributed
import psutil
import pytest
from distributed.core import rpc
from distributed.security import Security

from pug_analysis.batch import cluster, security
from pug_analysis.errors import UsageError

from .conftest import poll, write_certificates

GUIDE = Path(__file__).parents[2] / "docs" / "klaster.md"
PAGES = (
    "/", "/info/main/workers.html", "/json/identity.json", "/metrics", "/health", "/statics/css/base.css",
    "/api/v1/get_workers", "/proxy/8787/127.0.0.1/status",
)  # fmt: skip


def find_ports() -> dict[int, str]:
    """Ports on which this process and all that it started listen, with their address."""
    me = psutil.Process()
    return {
        one.laddr.port: one.laddr.ip
        for process in (me, *me.children(recursive=True))
        for one in process.net_connections(kind="inet")
        if one.status == psutil.CONN_LISTEN
    }


def is_page_server(port: int) -> bool:
    """Whether something speaks plain HTTP there."""
    return is_shown(port, "/sitemap.json")


def is_shown(port: int, page: str) -> bool:
    try:
        return urllib.request.urlopen(f"http://127.0.0.1:{port}{page}", timeout=5).status == 200
    except OSError:
        return False


def run_code(address: str, who: Security | None) -> object:
    """Do what ``Client.run`` does on one worker, without asking a scheduler."""

    async def ask() -> object:
        arguments = who.get_connection_args("client") if who else {}
        async with rpc(address, connection_args=arguments, timeout=5) as there:
            return await there.run(function=pickle.dumps(os.getpid))

    return asyncio.run(ask())


@pytest.fixture(scope="module")
def crew(tmp_path_factory):
    """A cluster of this machine, whose temporary files are all in one place."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(tmp_path_factory.mktemp("sementara")))
        with (
            dask.config.set({"temporary-directory": None}),
            cluster.open_crew(None, workers=1) as crew,
        ):
            crew.present()
            yield crew
        assert list(Path(tempfile.tempdir).iterdir()) == []  # no key, no folder of a worker is left


@pytest.fixture(scope="module")
def worker(crew) -> str:
    return next(iter(crew.present()))


# --- the cluster of this machine
def test_only_the_keys_of_the_run_may_run_code(crew, worker):
    ours = crew.client.security
    assert run_code(worker, ours)["status"] == "OK"
    other = Security.temporary()
    for address in (worker, crew.client.scheduler.address):
        assert address.startswith("tls://127.0.0.1:")
        for stranger, place in ((other, address), (None, address.replace("tls", "tcp"))):
            with pytest.raises((OSError, RuntimeError)):
                run_code(place, stranger)
            with pytest.raises((OSError, TypeError)):
                distributed.Client(place, security=stranger, timeout=2)


def test_no_port_answers_without_the_certificate_and_no_page_tells_or_does_anything(crew):
    ports = find_ports()
    assert set(ports.values()) == {"127.0.0.1"}
    pages = {port for port in ports if is_page_server(port)}
    assert len(ports) - len(pages) >= 3  # scheduler, nanny, worker
    anybody = ssl._create_unverified_context()
    for port in ports.keys() - pages:
        with (
            pytest.raises((ssl.SSLError, ConnectionError)),
            anybody.wrap_socket(socket.create_connection(("127.0.0.1", port), 5)) as there,
        ):
            assert there.recv(1)  # an end of the connection without an alert would be no refusal
    for port in pages:
        assert [page for page in PAGES if page != "/" and is_shown(port, page)] == []
        order = urllib.request.Request(f"http://127.0.0.1:{port}/api/v1/retire_workers", data=b"{}")
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(order, timeout=5)


def test_keys_are_in_no_file_argument_or_environment_of_the_run(crew):
    key = crew.client.security.tls_worker_key.split("\n")[1]
    files = [p for p in Path(tempfile.tempdir).rglob("*") if p.is_file()]
    assert [p for p in files if key.encode() in p.read_bytes()] == []
    for process in psutil.Process().children(recursive=True):
        assert key not in str(process.cmdline()) + str(process.environ())


def test_folders_of_workers_are_for_the_owner_alone(crew):
    (folder,) = crew.client.run(_tell_folder).values()
    root = Path(tempfile.tempdir)
    private = root / Path(folder).relative_to(root).parts[0]
    assert private.name.startswith("pug-klaster-")
    if os.name == "posix":
        assert stat.S_IMODE(private.stat().st_mode) == 0o700


def _tell_folder(dask_worker):
    return dask_worker.local_directory


def test_every_run_has_keys_of_its_own():
    first, second = security.make_run_keys(), security.make_run_keys()
    assert first.require_encryption
    assert first.tls_worker_key != second.tls_worker_key


# --- a scheduler elsewhere
@pytest.mark.parametrize("address", ["tcp://10.0.0.1:8786", "10.0.0.1:8786", "ws://10.0.0.1:8786", "ucx://a:1", "inproc://a", ""])  # fmt: skip
def test_a_scheduler_without_tls_must_be_wanted(address):
    with pytest.raises(UsageError, match=r"tidak memakai TLS.*docs/klaster\.md.*--insecure"):
        security.check_scheduler(address, insecure=False)
    security.check_scheduler(address, insecure=True)


@pytest.mark.parametrize("address", [None, "tls://10.0.0.1:8786"])
def test_insecure_has_no_meaning_where_there_is_tls(address):
    security.check_scheduler(address, insecure=False)
    with pytest.raises(UsageError, match="--insecure hanya untuk"):
        security.check_scheduler(address, insecure=True)


@pytest.fixture
def certificates(tmp_path) -> dict[str, Path]:
    return write_certificates(tmp_path)


def configure(files: dict[str, object]):
    names = ("ca-file", "client.cert", "client.key")
    return dask.config.set({f"distributed.comm.tls.{n}": files.get(n) and str(files[n]) for n in names})  # fmt: skip


def test_certificates_are_those_of_dasks_own_settings(certificates):
    with configure(certificates):
        assert security.read_certificates().tls_client_key == str(certificates["client.key"])


def test_what_is_wrong_with_the_certificates_is_told(certificates, tmp_path):
    with (
        configure({"ca-file": certificates["ca-file"]}),
        pytest.raises(UsageError, match=r"yang belum: \S+tls\.client\.cert, \S+tls\.client\.key\."),
    ):
        security.read_certificates()
    for name in certificates:
        with (
            configure(certificates | {name: tmp_path / "hilang.pem"}),
            pytest.raises(UsageError, match=rf"hilang\.pem .*{name} tidak dapat dibaca"),
        ):
            security.read_certificates()
        (tmp_path / "rusak.pem").write_text("bukan sertifikat")
        (tmp_path / "rusak.pem").chmod(0o600)
        with (
            configure(certificates | {name: tmp_path / "rusak.pem"}),
            pytest.raises(UsageError, match="tidak dapat dipakai"),
        ):
            security.read_certificates()


@pytest.mark.skipif(os.name != "posix", reason="rights of files are of another kind")
def test_a_key_that_everybody_can_read_is_refused(certificates):
    certificates["client.key"].chmod(0o644)
    with configure(certificates), pytest.raises(UsageError, match="chmod 600"):
        security.read_certificates()


@pytest.mark.skipif(not shutil.which("openssl") or os.name != "posix", reason="needs openssl")
def test_the_commands_of_the_guide_make_certificates_that_work(launch, tmp_path):
    section = GUIDE.read_text(encoding="utf-8").split("## Sertifikat", 1)[1].split("\n## ", 1)[0]
    blocks = [part.split("```", 1)[0] for part in section.split("```console\n")[1:]]
    home = os.environ | {"HOME": str(tmp_path)}
    subprocess.run(["bash", "-ec", blocks[0]], env=home, check=True, capture_output=True)
    folder = tmp_path / ".pug-klaster"
    assert {p.name for p in folder.iterdir()} == {"ca.pem", "sertifikat.pem", "kunci.pem", "dask.yaml"}  # fmt: skip
    assert stat.S_IMODE((folder / "kunci.pem").stat().st_mode) == 0o600

    file = tmp_path / "penjadwal.json"
    words = [
        Path(sys.executable).with_name("dask"),
        "scheduler",
        "--host",
        "127.0.0.1",
        "--port",
        0,
    ]
    launch("env", f"DASK_CONFIG={folder / 'dask.yaml'}", *words, "--protocol", "tls", "--no-dashboard", "--scheduler-file", file)  # fmt: skip
    poll(lambda: file.exists() and file.read_text().endswith("}"))
    address = json.loads(file.read_text())["address"]
    assert address.startswith("tls://")
    told = dask.config.collect([str(folder / "dask.yaml")], env={})
    ours = dask.config.merge(dask.config.config, told)
    with dask.config.set(ours), cluster.open_crew(address, workers=1) as found:
        assert found.present() == {}
    subprocess.run(
        ["bash", "-ec", blocks[0]], env=home, check=True, capture_output=True
    )  # another CA
    with (
        dask.config.set(ours),
        pytest.raises(UsageError, match="CA yang sama"),
        cluster.open_crew(address, workers=1),
    ):
        pass

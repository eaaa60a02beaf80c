"""A lock that is green today is green next year: newer releases beside the locked ones change nothing."""

from __future__ import annotations

import functools
import importlib.metadata
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

NEWER = "9999.0"


def heads(locks: str) -> list[re.Match[str]]:
    """Name, extras and version of every entry."""
    return list(re.finditer(r"^([a-z0-9._-]+)(\[[^\]]*\])?==([^ ;\\]+)", locks, re.MULTILINE))


def locked_extras(locks: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for head in heads(locks):
        extras = (head[2] or "").strip("[]").split(",")
        found.setdefault(head[1], set()).update(map(canonicalize_name, filter(None, extras)))
    return found


@functools.cache
def asked_extras() -> dict[str, dict[str, set[str]]]:
    """By package: which extras of it the installed distributions ask for, and who asks.

    An extra may ask for further ones (``a[x]`` for ``b[y]``), so all are followed to the end.
    """
    distributions = {
        canonicalize_name(d.metadata["Name"]): d for d in importlib.metadata.distributions()
    }
    active: dict[str, set[str]] = {name: {""} for name in distributions if name != "pug-analysis"}
    asked: dict[str, dict[str, set[str]]] = {}
    todo = list(active)
    while todo:
        name = todo.pop()
        for line in distributions[name].requires or ():
            wanted = Requirement(line)
            target = canonicalize_name(wanted.name)
            if wanted.marker and not any(
                wanted.marker.evaluate({"extra": e}) for e in active[name]
            ):
                continue
            if not wanted.extras or target not in active:
                continue
            extras = {canonicalize_name(e) for e in wanted.extras}
            asked.setdefault(target, {}).setdefault(name, set()).update(extras)
            if not extras <= active[target]:
                active[target] |= extras
                todo.append(target)
    return asked


def test_the_lock_keeps_every_extra_that_an_installed_package_asks_for(locks):
    asked, kept = asked_extras(), locked_extras(locks)
    assert {"coverage", "bleach", "jsonschema"} <= set(asked)  # the search finds what is known
    missing = {
        f"{package}[{extra}], for {who}"
        for package, askers in asked.items()
        for who, extras in askers.items()
        for extra in extras - kept.get(package, set())
    }
    assert missing == set()


@pytest.fixture(scope="module")
def index(tmp_path_factory, locks, write_wheel):
    """Invented wheels: each locked package with an extra, a newer release of it, and one that asks.

    Beside them the part of the lock that names them, once as it is and once without the extras.
    """
    folder = tmp_path_factory.mktemp("roda")
    lines = []
    for name, askers in asked_extras().items():
        extra = sorted(set.union(*askers.values()))
        for head in (h for h in heads(locks) if h[1] == name):
            write_wheel(folder, name, NEWER, extras=extra)
            digest = write_wheel(folder, name, head[3], extras=extra)
            asks = write_wheel(
                folder, f"peminta-{name}", "1", requires=f"{name}[{','.join(extra)}]>=0.1"
            )
            lines.append(f"{head[0]} --hash=sha256:{digest}\n")
        lines.append(f"peminta-{name}==1 --hash=sha256:{asks}\n")
    assert len(lines) >= 2 * 3
    (folder / "lock").write_text("".join(lines), encoding="utf-8")
    without = re.sub(r"^([a-z-]+)\[.*?\]==", r"\1==", "".join(lines), flags=re.MULTILINE)
    (folder / "tanpa").write_text(without, encoding="utf-8")
    return folder


@pytest.fixture(scope="module", params=["bundled", "locked"])
def pip(request, tmp_path_factory) -> tuple[list[str], dict[str, str]]:
    """The pip that this Python brings, and the newest one, which the lock names."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PIP_")}
    environment |= {"PIP_CONFIG_FILE": os.devnull, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    if request.param == "locked":
        return [sys.executable, "-m", "pip"], environment
    home = tmp_path_factory.mktemp("pip")
    subprocess.run(
        [getattr(sys, "_base_executable", sys.executable), "-m", "venv", home / "e"], check=True
    )
    place = home / "e" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    return [str(place), "-m", "pip"], environment


def install(pip, index: Path, lock: str, target: Path) -> subprocess.CompletedProcess[str]:
    command, environment = pip
    words = [
        *command, "install", "--no-index", "--find-links", index, "--require-hashes", "--no-compile",
        "--target", target, "-r", index / lock,
    ]  # fmt: skip
    return subprocess.run(words, capture_output=True, text=True, env=environment, check=False)


def test_a_newer_release_beside_the_locked_one_is_not_taken(pip, index, locks, tmp_path):
    done = install(pip, index, "lock", tmp_path)
    assert done.returncode == 0, done.stderr
    taken = {p.name.split("-")[0].lower(): p.name for p in tmp_path.glob("*.dist-info")}
    wanted = {h[1]: h[3] for h in heads(locks) if h[1] in asked_extras()}
    assert {n: taken[n.replace("-", "_")] for n in wanted} == {
        n: f"{n.replace('-', '_')}-{version}.dist-info" for n, version in wanted.items()
    }


def test_a_lock_without_extras_breaks_with_an_old_pip(pip, index, tmp_path):
    """The fault that the extras mend, so that the test above is known to be able to fail."""
    told = subprocess.run([*pip[0], "--version"], capture_output=True, text=True, check=True).stdout
    done = install(pip, index, "tanpa", tmp_path)
    if int(re.match(r"pip (\d+)", told)[1]) < 24:
        assert done.returncode != 0
        assert "must have their versions pinned" in done.stderr
    else:
        assert done.returncode == 0, done.stderr


def test_the_second_lock_holds_nothing_that_the_first_has(tool):
    lock = tool("lock")
    first, second = (lock.split_lock(p.read_text()) for p in (lock.LOCK, lock.DEV_LOCK))
    assert not set(first) & set(second)
    names = {re.split(r"[\[=]", head)[0] for head in first}
    assert not names & {
        "pytest",
        "hypothesis",
        "pre-commit",
        "ruff",
        "dask",
        "distributed",
        "jupyterlab",
    }
    assert {"pytest", "hypothesis", "pre-commit", "ruff", "dask", "jupyterlab"} <= {
        re.split(r"[\[=]", head)[0] for head in second
    }


def test_subtract_keeps_what_differs_in_extras_or_markers(tool):
    base = "a==1 \\\n    --hash=x\nb==2 ; os_name == 'nt' \\\n    --hash=y\nc==3 \\\n    --hash=z\n"
    whole = "a==1 \\\n    --hash=x\nb==2 \\\n    --hash=y\n    #   -c /somewhere/base\nc[d]==3 \\\n    --hash=z\n"
    assert tool("lock").subtract(whole, base) == (
        "b==2 \\\n    --hash=y\nc[d]==3 \\\n    --hash=z\n"
    )

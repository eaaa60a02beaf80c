"""Run the tests with the newest pandas, numpy and matplotlib, in an environment that is thrown away.

Everything else is what the locks say; lifelines too, past the pandas that its release allows. The
newest are those that run on the Python that runs this. Arguments go to pytest.

Exit 0: nothing failed. Exit 1: something failed and is listed. Exit 3: NOT RUN.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import venv
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
NEWEST = ("pandas", "numpy", "matplotlib")
#: What pip writes where it cannot reach the index.
_NO_NETWORK = re.compile(
    "NewConnectionError|ConnectTimeout|ReadTimeout|ProxyError|SSLError|Failed to establish|"
    "name resolution|connection broken|No route to host|Network is unreachable"
)


class NotRun(Exception):  # noqa: N818  no fault of the code
    """The environment could not be made."""


def main(arguments: Sequence[str]) -> int:
    """Make the environment, run the tests, list what failed; return the exit code."""
    with tempfile.TemporaryDirectory(prefix="pug-next-") as name:
        folder = Path(name)
        try:
            python = make_environment(folder)
        except NotRun as problem:
            return _say(3, f"tests of the next generation NOT RUN: {problem}")
        found = folder / "found.xml"
        done = subprocess.run(
            [
                python, "-m", "pytest", "-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder",
                "-q", "-p", "no:cacheprovider", f"--junitxml={found}", *arguments,
            ],
            cwd=ROOT, check=False,
        )  # fmt: skip
        if not found.is_file():
            return _say(
                3, f"tests of the next generation NOT RUN: pytest ended with {done.returncode}"
            )
        passed, failed = read_outcome(found.read_text(encoding="utf-8"))
        if failed or done.returncode:
            lines = "".join(f"\n- {line}" for line in failed)
            return _say(
                1, f"{len(failed)} failed, {passed} passed with {name_versions(python)}:{lines}"
            )
        return _say(0, f"all {passed} tests passed with {name_versions(python)}")


def make_environment(folder: Path) -> str:
    """Install everything into a new environment and return its Python.

    Raises
    ------
    NotRun
        if a package cannot be installed.
    """
    print(f"making an environment for Python {sys.version.split()[0]} ...", flush=True)
    venv.create(folder / "env", with_pip=True)
    python = str(folder / "env" / ("Scripts" if sys.platform == "win32" else "bin") / "python")
    texts = [path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("requirements*.lock"))]
    rest = folder / "rest.lock"
    rest.write_text("\n".join(leave_out(text, NEWEST) for text in texts), encoding="utf-8")
    # Without looking at dependencies: the lock is complete, and lifelines' pin is to be passed by.
    _pip(python, "--no-deps", "--require-hashes", "--requirement", str(rest))
    _pip(python, "--upgrade", *NEWEST)
    _pip(python, "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    return python


def leave_out(lock: str, names: Sequence[str]) -> str:
    r"""Return a lock without some packages, extras or not.

    >>> leave_out("a[x]==1 \\\n    --hash=sha256:0\n    # via b\nab==2 \\\n    --hash=sha256:1\n", ["a"])
    'ab==2 \\\n    --hash=sha256:1\n'
    """
    chosen = "|".join(map(re.escape, names))
    return re.sub(rf"^(?:{chosen})(?:\[[^]]*\])?==.*\n(?:[ #].*\n)*", "", lock, flags=re.MULTILINE)


def read_outcome(report: str) -> tuple[int, list[str]]:
    """Return how many tests passed, and a line for each that failed, from pytest's XML."""
    passed, failed = 0, []
    for case in ET.fromstring(report).iter("testcase"):  # noqa: S314  our own pytest wrote it
        problem = case.find("failure") if case.find("failure") is not None else case.find("error")
        if problem is not None:
            why = (problem.get("message") or "").strip().splitlines() or [""]
            failed.append(f"{case.get('classname')}::{case.get('name')}: {why[0][:160]}")
        elif case.find("skipped") is None:
            passed += 1
    return passed, failed


def name_versions(python: str) -> str:
    """Name the newest packages of an environment and its Python."""
    code = (
        "import importlib.metadata as m, sys; "
        f"print(', '.join(f'{{n}} {{m.version(n)}}' for n in {NEWEST!r}), 'on Python', sys.version.split()[0])"
    )
    return subprocess.check_output([python, "-c", code], text=True).strip()


def _pip(python: str, *words: str) -> None:
    done = subprocess.run(
        [
            python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "1",
            "--timeout", "20", *words,
        ],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        if _NO_NETWORK.search(done.stderr):
            raise NotRun("the package index cannot be reached; is there a network?")
        raise NotRun(f"pip could not install {words[-1]}:\n{done.stderr.strip()}")


def _say(code: int, text: str) -> int:
    print(text, file=sys.stderr if code else sys.stdout)
    return code


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

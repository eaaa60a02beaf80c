"""Set up .venv from the locks: ``set_up.py`` for reports, ``set_up.py --dev`` for tests, JupyterLab, cluster.

Where everything stands already it says nothing and ends at once. A set-up that was interrupted, a
folder that was moved, another Python or a changed lock make it start anew. What goes wrong is told in
one Indonesian sentence with what to do; the words of pip are kept in ``.venv/penyiapan.log``.
Needs nothing but Python. ``make`` and ``pug.bat`` call it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

sys.path.insert(0, str(Path(__file__).parent))
import python_version
import set_up_failures
from lock import split_lock

VENV = Path(".venv")
STAMP, LOG = VENV / ".installed", VENV / "penyiapan.log"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK, DEV_LOCK = Path("requirements.lock"), Path("requirements-dev.lock")
#: Where it stands nothing is fetched from the network, see docs/jaringan-luring.md.
WHEELHOUSE = Path("wheelhouse")
#: What is built from source is built by these, in the locked versions: no build fetches its own.
BUILDERS = ("editables", "hatchling", "packaging", "pathspec", "pluggy", "setuptools", "trove-classifiers")  # fmt: skip
#: What the environment takes with byte code, and what pip needs for unpacking.
NEEDED_BYTES = {False: 1_500_000_000, True: 2_000_000_000}
OLDEST_PIP = (22, 3)


def main(*, dev: bool) -> int:
    """Install what is missing; return the exit code."""
    os.chdir(Path(__file__).resolve().parents[1])
    if code := python_version.main([]):
        return code
    wanted = wanted_digests()
    present = read_stamp()
    fresh = present.get("laporan") != wanted["laporan"] or not python_runs()
    if not fresh and (not dev or present.get("pengembangan") == wanted["pengembangan"]):
        return 0
    started = time.monotonic()
    try:
        locks = [find_lock(LOCK), *([find_lock(DEV_LOCK)] if dev else [])]
        check_space(needed=NEEDED_BYTES[dev])
        announce(locks, fresh=fresh)
        if fresh:
            make_environment()
        with LOG.open("w" if fresh else "a", encoding="utf-8", errors="replace") as log:
            install(locks, log)
        STAMP.write_text(json.dumps({k: wanted[k] for k in wanted if k == "laporan" or dev}))
    except set_up_failures.SetUpError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"\n{set_up_failures.describe(str(error))}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(
            "\nPenyiapan dihentikan; perintah yang sama memulainya lagi dari awal.", file=sys.stderr
        )
        return 130
    show(f"Program siap ({time.monotonic() - started:.0f} detik).", last=True)
    return 0


def wanted_digests() -> dict[str, str]:
    """Return, for reports and for development, what the environment must have been made from."""
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    of = [json.dumps(project, sort_keys=True), sys.version, str(Path.cwd())]
    base = [*of, find_lock(LOCK).read_text(encoding="utf-8")]
    dev = [*base, DEV_LOCK.read_text(encoding="utf-8")]
    return {"laporan": _digest(base), "pengembangan": _digest(dev)}


def read_stamp() -> dict[str, str]:
    """Return what the environment was made from; nothing if it was never finished."""
    try:
        found = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def python_runs() -> bool:
    """Tell whether the environment's Python still starts (the one it was made from may be gone)."""
    try:
        return (
            subprocess.run([str(PYTHON), "-c", ""], check=False, capture_output=True).returncode
            == 0
        )
    except OSError:
        return False


def find_lock(lock: Path) -> Path:
    """Return the lock of the wheelhouse if there is one, else the project's."""
    kept = WHEELHOUSE / lock.name
    return kept if kept.exists() else lock


def check_space(*, needed: int) -> None:
    """Refuse to begin what the disk cannot hold."""
    free = shutil.disk_usage(".").free
    if free < needed:
        raise set_up_failures.SetUpError(
            f"Ruang di diska tidak cukup ({free / 1e9:.1f} GB; perlu {needed / 1e9:.1f} GB): kosongkan "
            "sebagian, lalu ulangi perintah yang sama."
        )


def announce(locks: Iterable[Path], *, fresh: bool) -> None:
    """Say what begins and roughly how long it takes."""
    count = sum(len(split_lock(lock.read_text(encoding="utf-8"))) for lock in locks)
    source = "dari folder wheelhouse" if locks_are_kept(locks) else "dari internet"
    what = "program laporan" if fresh else "perkakas pengembangan"
    print(
        f"Menyiapkan {what}: sekitar {count} paket {source}. Sekali saja, biasanya 1 sampai 5 menit.",
        flush=True,
    )


def locks_are_kept(locks: Iterable[Path]) -> bool:
    """Tell whether all locks are those of the wheelhouse."""
    return all(lock.parent == WHEELHOUSE for lock in locks)


def make_environment() -> None:
    """Make an empty environment with the pip that this Python brings."""
    show("membuat lingkungan kosong")
    done = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)],
        check=False, capture_output=True, text=True, encoding="utf-8", errors="replace",
    )  # fmt: skip
    if done.returncode:
        raise set_up_failures.SetUpError(set_up_failures.describe(done.stdout + done.stderr))
    words = [str(PYTHON), "-m", "pip", "--version"]
    told = subprocess.run(words, check=False, capture_output=True, text=True).stdout
    version = re.match(r"pip (\d+)\.(\d+)", told)
    if not version or tuple(map(int, version.groups())) < OLDEST_PIP:
        raise set_up_failures.SetUpError(
            f"pip yang dibawa Python ini terlalu lama ({told.split(' from')[0].strip() or 'tidak ada'}; perlu "
            f"{OLDEST_PIP[0]}.{OLDEST_PIP[1]}): pasang ulang Python dari python.org, lalu ulangi perintah yang sama."
        )


def install(locks: list[Path], log: TextIO) -> None:
    """Install the builders, then all packages, then this one; compile byte code."""
    text = "".join(
        split_lock(locks[0].read_text(encoding="utf-8"))[head] for head in builders(locks[0])
    )
    first = VENV / "pembangun.lock"
    first.write_text(text, encoding="utf-8")
    offline = ["--no-index", "--find-links", str(WHEELHOUSE)] if locks_are_kept(locks) else []
    hashed = ["--no-compile", "--require-hashes", *offline]
    run_pip([*hashed, "--no-deps", "-r", str(first)], log)
    wanted = [word for lock in locks for word in ("-r", str(lock))]
    run_pip([*hashed, "--no-build-isolation", "--use-pep517", *wanted], log, told=True)
    show("memasang pug-analysis")
    run_pip(["--no-deps", "--no-index", "--no-build-isolation", "--editable", "."], log)
    # Without it each start of a kernel would compile all libraries again.
    show("menerjemahkan paket agar cepat dimulai")
    words = [
        str(PYTHON),
        "-m",
        "compileall",
        "-q",
        "-j",
        "0",
        "-x",
        r"[/\\]tests?[/\\]",
        str(VENV),
        "src",
    ]
    subprocess.run(words, check=False, stdout=log, stderr=log)  # some files are for other Pythons


def builders(lock: Path) -> list[str]:
    """Return the first lines of the builders' entries in a lock."""
    heads = split_lock(lock.read_text(encoding="utf-8"))
    return [head for head in heads if re.split(r"[\[=]", head)[0] in BUILDERS]


def run_pip(words: list[str], log: TextIO, *, told: bool = False) -> None:
    """Run ``pip install``, keep its words, show how far it is if ``told``; raise what is wrong in a sentence."""
    command = [
        str(PYTHON),
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--no-input",
        "--progress-bar",
        "off",
        # pip names the cause of a failed fetch only when it tries again.
        "--retries",
        "3",
        *words,
    ]
    environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
        errors="replace", env=environment,
    )  # fmt: skip
    kept = []
    for line in follow(process.stdout, log):
        kept.append(line)
        if told and (step := read_step(line)):
            show(step)
    if process.wait():
        raise set_up_failures.SetUpError(
            f"{set_up_failures.describe(''.join(kept))} (Catatan: {LOG.as_posix()}.)"
        )


def follow(lines: Iterable[str], log: TextIO) -> Iterator[str]:
    """Pass lines on, and write them into the log."""
    for line in lines:
        log.write(line)
        log.flush()
        yield line


def read_step(line: str) -> str:
    """Say what pip is doing; empty where a line tells nothing.

    >>> read_step("  Downloading pandas-2.3.3-cp311-win_amd64.whl (12.3 MB)")
    'mengunduh pandas (12.3 MB)'
    """
    if found := re.match(r" *Downloading (?:\S*/)?([^-/\s]+)-\S+ (\(.*?\))", line):
        return f"mengunduh {found[1]} {found[2]}"
    if found := re.match(r"(?:Collecting|Processing) (?:\S*[/\\])?([A-Za-z0-9_.]+)", line):
        return f"memeriksa {found[1]}"
    if line.startswith("Installing collected packages"):
        return "memasang semua paket (1 sampai 3 menit tanpa kabar)"
    return ""


_shown = {"at": 0.0, "n": 0}


def show(step: str, *, last: bool = False) -> None:
    """Show a step: in place of the one before on a terminal, else a line every ten seconds."""
    now = time.monotonic()
    if sys.stdout.isatty():
        width = shutil.get_terminal_size().columns - 1
        print("\r" + step[:width].ljust(width), end="\n" if last else "", flush=True)
    elif last or now - _shown["at"] > 10:
        _shown["at"] = now
        print(step, flush=True)


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8")).hexdigest()


if __name__ == "__main__":
    raise SystemExit(main(dev="--dev" in sys.argv[1:]))

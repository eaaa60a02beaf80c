"""How many small faults the tests find: each is planted in a copy of the tree, and tests must fail.

``python benchmarks/mutation.py [--rooms stats,careers] [--changed main] [--sample 75] [--seed 1]`` draws
faults of each room (see ``mutants.py``) and prints the share that is found and those that are not. The
mirrored test file of a fault's module runs first, then those of its room that import it; what only tests
of other rooms or whole reports would find counts as not found. Each fault has its own process, forked when
the libraries are loaded. A fault that no test can find, since nothing that a caller sees changes, stands
in ``mutation_setara.toml`` with its reason and is counted apart.
"""

from __future__ import annotations

import argparse
import importlib
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from mutants import Mutant, mutants

ROOT = Path(__file__).parents[1]
SOURCE = Path("src/pug_analysis")
#: Which files a room is; disclosure control is told apart from the rest of the kit.
ROOMS = {
    "stats": "stats/**/*.py",
    "careers": "careers/**/*.py",
    "release": "release/**/[!d]*.py",
    "disclosure": "release/disclosure*.py",
    "analyses": "analyses/**/*.py",
    "pages": "pages/**/*.py",
    "teks": "**/teks.toml",
}
#: Folder of tests of a room, where it has another name.
TESTS = {"disclosure": "release", "teks": "pages"}
LOADED = (
    "numpy", "pandas", "scipy.stats", "scipy.optimize", "statsmodels.api", "matplotlib.pyplot", "seaborn",
    "lifelines", "hypothesis", "pytest", "bs4", "pydantic", "babel.dates", "jinja2", "pyarrow",
)  # fmt: skip
#: hypothesis is loaded before pytest could rewrite its asserts, which nobody needs.
REWRITTEN = "ignore::pytest.PytestAssertRewriteWarning"
#: Seconds of processor time that a fault may take in a step before it counts as an endless loop.
LIMIT = 150
BROKEN = 9


def files_of(room: str, changed: frozenset[str]) -> list[Path]:
    """Files of a room in the tree, or those of them that changed."""
    every = sorted((ROOT / SOURCE).glob(ROOMS[room]))
    paths = [path.relative_to(ROOT) for path in every if path.name != "__init__.py"]
    return [path for path in paths if not changed or path.as_posix() in changed]


def steps_of(path: Path, copy: Path) -> Iterator[list[str]]:
    """Test files to run for a fault in a file, in steps: its own, then those of its room that import it."""
    inside = path.relative_to(SOURCE)
    tests = copy / "tests"
    if path.suffix == ".toml":
        yield [str(tests / inside.parent), str(tests / "pages" / "test_teks.py")]
        return
    mirrored = tests / inside.parent / f"test_{path.stem}.py"
    own = [mirrored] if mirrored.exists() else []
    yield [str(copy / path), *map(str, own)]
    dotted = ".".join(("pug_analysis", *inside.with_suffix("").parts))
    package, _, stem = dotted.rpartition(".")
    named = re.compile(
        rf"from {re.escape(dotted)} import|from {re.escape(package)} import [^\n]*\b{stem}\b"
    )
    room = tests / inside.parts[0]
    for one in sorted(room.rglob("test_*.py")):
        if one not in own and named.search(one.read_text(encoding="utf-8")):
            yield [str(one)]


def is_found(steps: Sequence[list[str]], copy: Path) -> str:
    """Run tests in a process of their own: "" if none fails, else how it ended."""
    child = os.fork()
    if not child:
        try:
            _run(steps, copy)
        finally:  # whatever happens, the copy belongs to the parent
            os._exit(BROKEN)
    _, status = os.waitpid(child, 0)
    if status == BROKEN << 8:
        raise RuntimeError("the tests could not be run at all")
    if os.WIFSIGNALED(status):
        return f"signal {os.WTERMSIG(status)}"
    return "" if os.WEXITSTATUS(status) == 0 else f"step {os.WEXITSTATUS(status)}"


def _run(steps: Sequence[list[str]], copy: Path) -> None:
    import hypothesis
    import pytest

    # few drawn examples: a fault that only many of them meet counts as not found
    hypothesis.settings.register_profile("cacat", deadline=None, max_examples=15, database=None)
    os.chdir(copy)
    sys.path.insert(0, str(copy / "src"))
    os.environ["PYTHONPATH"] = str(copy / "src")
    sys.dont_write_bytecode = True
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    for number, files in enumerate(steps, 1):
        used = int(resource.getrusage(resource.RUSAGE_SELF).ru_utime)
        resource.setrlimit(resource.RLIMIT_CPU, (used + LIMIT, resource.RLIM_INFINITY))
        options = [
            "-x",
            "-q",
            "-p",
            "no:cacheprovider",
            "-W",
            REWRITTEN,
            "--hypothesis-profile=cacat",
            "--hypothesis-seed=0",
        ]
        code = pytest.main([*options, f"--rootdir={copy}", *files]) if files else 0
        if code not in (0, 5):
            os._exit(number)
    os._exit(0)


def copy_tree(folder: Path) -> Path:
    """Copy what tests need; the rest is linked."""
    copy = folder / "salinan"
    for name in ("src", "tests"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in ROOT.iterdir():
        if path.name not in {"src", "tests", ".git", ".venv"}:
            (copy / path.name).symlink_to(path)
    subprocess.run(
        [sys.executable, "-m", "compileall", "-q", copy / "src", copy / "tests"], check=True
    )
    return copy


def judge(one: Mutant, copy: Path) -> str:
    """Plant a fault, run tests, take it out again; see :func:`is_found`."""
    place = copy / one.path.relative_to(ROOT)
    kept, times = place.read_bytes(), place.stat()
    place.write_text(one.text, encoding="utf-8")
    try:
        return is_found(list(steps_of(one.path.relative_to(ROOT), copy)), copy)
    finally:
        place.write_bytes(kept)
        os.utime(place, ns=(times.st_atime_ns, times.st_mtime_ns))


def argued() -> dict[str, str]:
    """Faults that change nothing, each with its reason."""
    text = (Path(__file__).parent / "mutation_setara.toml").read_text(encoding="utf-8")
    return {
        f"{one['berkas']} {one['kesalahan']}": one["sebab"] for one in tomllib.loads(text)["setara"]
    }


def main() -> None:
    """Draw faults, plant them, and print what was found."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rooms", default="stats,careers,release,disclosure")
    asked.add_argument("--changed", metavar="REVISION", default="", help="only files changed since")
    asked.add_argument("--sample", type=int, default=75, help="faults of each room")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--only", default="", help="only faults whose file and name hold this text")
    asked.add_argument(
        "--no-check", action="store_true", help="believe that all tests pass without faults"
    )
    given = asked.parse_args()
    changed: frozenset[str] = frozenset()
    if given.changed:
        command = ["git", "diff", "--name-only", given.changed]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        changed = frozenset(listed.stdout.split())
    for name in LOADED:
        importlib.import_module(name)
    equal, totals = argued(), []
    with tempfile.TemporaryDirectory() as folder:
        copy = copy_tree(Path(folder))
        for room in given.rooms.split(","):
            paths = files_of(room, changed)
            every = [one for path in paths for one in mutants(ROOT / path)]
            every = [one for one in every if given.only in f"{one.path} {one.name}"]
            if not given.no_check and (
                found := is_found([[str(copy / "tests" / TESTS.get(room, room))]], copy)
            ):
                raise RuntimeError(f"tests of {room} fail without a fault ({found})")
            drawn = random.Random(given.seed).sample(every, min(given.sample, len(every)))
            survived, known = [], 0
            for one in sorted(drawn, key=lambda one: (one.path, one.line)):
                where = one.path.relative_to(ROOT / SOURCE).as_posix()
                how = judge(one, copy)
                if not how and f"{where} {one.name}" in equal:
                    known, how = known + 1, "the same"
                elif not how:
                    survived.append(f"{where}:{one.line} {one.name}")
                print(f"{how or 'SURVIVED':10} {where}:{one.line} {one.name}", flush=True)
            real = len(drawn) - known
            found = real - len(survived)
            share = f"{100 * found / max(real, 1):.1f} %"
            totals.append(
                f"{room}: {found} of {real} found ({share}), {known} the same, {len(every)} possible"
            )
            print(totals[-1], *survived, sep="\n  ", flush=True)
    print("", *totals, sep="\n")


if __name__ == "__main__":
    main()

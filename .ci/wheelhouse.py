"""Fill wheelhouse/ with the wheels of the locks, for an install without any network.

``--dev`` takes what tests, JupyterLab and the cluster add too. ``--check`` fetches nothing: it asks the
index for every Python and system that is promised and prints what is there, package by package.
Every file is checked against the lock. A package that is published as source only is built here,
and the lock in wheelhouse/ names the digest of the wheel that was built instead.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import wheel_check

#: Published as source only; the source is in the lock by its digest.
SOURCE_ONLY = ("autograd-gamma",)
LOCKS = (Path("requirements.lock"), Path("requirements-dev.lock"))


def main(locks: tuple[Path, ...], folder: Path) -> None:
    """Download, build what is source only, and write the locks of the folder."""
    folder.mkdir(exist_ok=True)
    wanted = [word for lock in locks for word in ("--requirement", str(lock))]
    _pip(
        "download", "--require-hashes", "--only-binary", ":all:", "--no-binary",
        ",".join(SOURCE_ONLY), *wanted, "--dest", str(folder),
    )  # fmt: skip
    text = {lock: lock.read_text(encoding="utf-8") for lock in locks}
    for name in SOURCE_ONLY:
        stem = name.replace("-", "[-_]")
        sources = [p for p in folder.glob("*.tar.gz") if re.match(f"{stem}-", p.name)]
        _pip("wheel", "--no-deps", "--wheel-dir", str(folder), *map(str, sources))
        for source in sources:
            source.unlink()
        (wheel,) = (p for p in folder.glob("*.whl") if re.match(f"{stem}-", p.name))
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        text[locks[0]] = replace_digests(text[locks[0]], name, digest)
    for lock in locks:
        (folder / lock.name).write_text(text[lock], encoding="utf-8", newline="\n")
    print(f"{len(list(folder.glob('*.whl')))} wheels in {folder}")


def replace_digests(lock: str, name: str, digest: str) -> str:
    r"""Give one package of a lock a single digest.

    >>> replace_digests("a[x]==1 \\\n    --hash=sha256:0 \\\n    --hash=sha256:1\n", "a", "2")
    'a[x]==1 \\\n    --hash=sha256:2\n'
    """
    pattern = rf"^({re.escape(name)}(?:\[[^\]]*\])?==[^\n]*\\\n)(?: +--hash=\S+(?: \\)?\n)+"
    changed, count = re.subn(
        pattern, rf"\g<1>    --hash=sha256:{digest}\n", lock, flags=re.MULTILINE
    )
    if count != 1:
        raise SystemExit(f"{name} stands {count} times in the lock, not once")
    return changed


def _pip(*words: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "pip", words[0], "--quiet", "--disable-pip-version-check", *words[1:]],
        check=True,
    )  # fmt: skip


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        raise SystemExit(wheel_check.main(*(p.read_text(encoding="utf-8") for p in LOCKS)))
    main(LOCKS if "--dev" in sys.argv[1:] else LOCKS[:1], Path("wheelhouse"))

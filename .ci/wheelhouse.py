"""Fill wheelhouse/ with the wheels of requirements.lock, for an install without any network.

Every file is checked against the lock. A package that is published as source only is built here,
and wheelhouse/requirements.lock names the digest of the wheel that was built instead.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path

#: Published as source only; the source is in the lock by its digest.
SOURCE_ONLY = ("autograd-gamma",)


def main(lock: Path, folder: Path) -> None:
    """Download, build what is source only, and write the lock of the folder."""
    folder.mkdir(exist_ok=True)
    _pip(
        "download", "--require-hashes", "--only-binary", ":all:", "--no-binary",
        ",".join(SOURCE_ONLY), "--requirement", str(lock), "--dest", str(folder),
    )  # fmt: skip
    text = lock.read_text(encoding="utf-8")
    for name in SOURCE_ONLY:
        stem = name.replace("-", "[-_]")
        sources = [p for p in folder.glob("*.tar.gz") if re.match(f"{stem}-", p.name)]
        _pip("wheel", "--no-deps", "--wheel-dir", str(folder), *map(str, sources))
        for source in sources:
            source.unlink()
        (wheel,) = (p for p in folder.glob("*.whl") if re.match(f"{stem}-", p.name))
        text = replace_digests(text, name, hashlib.sha256(wheel.read_bytes()).hexdigest())
    (folder / lock.name).write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(list(folder.glob('*.whl')))} wheels in {folder}")  # noqa: T201


def replace_digests(lock: str, name: str, digest: str) -> str:
    r"""Give one package of a lock a single digest.

    >>> replace_digests("a==1 \\\n    --hash=sha256:0 \\\n    --hash=sha256:1\n", "a", "2")
    'a==1 \\\n    --hash=sha256:2\n'
    """
    pattern = rf"^({re.escape(name)}==[^\n]*\\\n)(?: +--hash=\S+(?: \\)?\n)+"
    changed, count = re.subn(
        pattern, rf"\g<1>    --hash=sha256:{digest}\n", lock, flags=re.MULTILINE
    )
    if count != 1:
        raise SystemExit(f"{name} stands {count} times in the lock, not once")
    return changed


def _pip(*words: str) -> None:
    subprocess.run(  # noqa: S603  a fixed command
        [sys.executable, "-m", "pip", words[0], "--quiet", "--disable-pip-version-check", *words[1:]],
        check=True,
    )  # fmt: skip


if __name__ == "__main__":
    main(Path("requirements.lock"), Path("wheelhouse"))

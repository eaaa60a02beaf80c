"""Write requirements.lock (what a report needs) and requirements-dev.lock (what the rest adds).

Extras stay in both (``coverage[toml]==7.17.3``): pip before 24 takes the newest release of the index
for a name with an extra that the lock does not name so, and then refuses it for want of a pin.
Versions that stand in the locks are kept; to take newer ones delete their lines, or the files.
Needs uv.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

LOCK, DEV_LOCK = Path("requirements.lock"), Path("requirements-dev.lock")
#: What stands at the top of the second lock, which is of no use without the first.
DEV_HEAD = (
    "# Written by: make lock\n"
    "# What tests, JupyterLab and the cluster add to requirements.lock; install both in one call.\n"
)


def main(uv: str) -> None:
    """Resolve once for reports, once for everything within that, and write the difference."""
    known = "".join(p.read_text(encoding="utf-8") for p in (LOCK, DEV_LOCK) if p.exists())
    with tempfile.TemporaryDirectory() as folder:
        base, whole = Path(folder, "base"), Path(folder, "whole")
        for target in (base, whole):  # what is there already tells uv which versions to keep
            target.write_text(known, encoding="utf-8")
        _compile(uv, base, "setup")
        _compile(uv, whole, "setup", "lab", "cluster", "dev", within=base)
        text = base.read_text(encoding="utf-8")
        LOCK.write_text(text, encoding="utf-8", newline="\n")
        added = subtract(whole.read_text(encoding="utf-8"), text)
        DEV_LOCK.write_text(DEV_HEAD + added, encoding="utf-8", newline="\n")


def split_lock(text: str) -> dict[str, str]:
    """Return each entry of a lock by its first line: name, extras, version, marker."""
    blocks = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    return {block.split("\n", 1)[0].removesuffix("\\").strip(): block for block in blocks}


def subtract(whole: str, base: str) -> str:
    r"""Return the entries of a lock that another one has not, or has with other extras or markers.

    >>> subtract("a==1 \\\n    --hash=x\nb[c]==2 \\\n    --hash=y\n", "a==1 \\\n    --hash=x\nb==2\n")
    'b[c]==2 \\\n    --hash=y\n'
    """
    present = split_lock(base)
    added = (block for head, block in split_lock(whole).items() if head not in present)
    # The comments of uv name the temporary file that held the reports' lock.
    return re.sub(r"^ +# +-c .*\n", "", "".join(added), flags=re.MULTILINE)


def _compile(uv: str, target: Path, *extras: str, within: Path | None = None) -> None:
    words = [
        uv, "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-strip-extras",
        "--no-emit-index-url", "--python-version", "3.11", "--custom-compile-command", "make lock",
        *(word for extra in extras for word in ("--extra", extra)),
        *(("--constraint", str(within)) if within else ()),
        "pyproject.toml", "--output-file", str(target),
    ]  # fmt: skip
    subprocess.run(words, check=True)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "uv")

"""Make the reference numbers again with R, and say how far they are from those that are kept.

    python tests/oracles/make.py            compare
    python tests/oracles/make.py --write    and keep the new files

R runs in a copy of this folder. Nothing else of the project needs R: tests read the kept files.
"""

from __future__ import annotations

import json
import math
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
#: Differences beyond this are told as such; searches of R stop at about 1e-5 of their minimum.
CLOSE = 1e-8


def cases() -> dict[str, str]:
    """Every case that the script makes, and the R that it runs."""
    text = (HERE / "r" / "cases.R").read_text(encoding="utf-8")
    parts = re.split(r'^case\("(\w+)", ', text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def farthest(kept: Any, made: Any, place: str = "") -> tuple[float, str]:
    """Largest relative difference of two results, and where it is; infinite where their forms differ."""
    if isinstance(kept, dict) and isinstance(made, dict):
        if kept.keys() != made.keys():
            return math.inf, f"{place}: {sorted(kept.keys() ^ made.keys())}"
        pairs = [(kept[key], made[key], f"{place}/{key}") for key in kept]
    elif isinstance(kept, list) and isinstance(made, list):
        if len(kept) != len(made):
            return math.inf, f"{place}: {len(kept)} and {len(made)}"
        pairs = [(a, b, f"{place}/{i}") for i, (a, b) in enumerate(zip(kept, made, strict=True))]
    elif isinstance(kept, int | float) and isinstance(made, int | float):
        return abs(kept - made) / max(abs(kept), abs(made), 1e-300) if kept != made else 0.0, place
    else:
        return (0.0 if kept == made else math.inf), place
    return max((farthest(*pair) for pair in pairs), default=(0.0, place))


def run(folder: Path) -> Path:
    """Make all cases in a folder; return where they are.

    Raises
    ------
    SystemExit
        with one sentence, if R or a package is missing or R fails.
    """
    rscript = shutil.which("Rscript")
    if rscript is None:
        raise SystemExit("R is not installed: install it (in Debian: r-base-core), then again.")
    for part in ("data", "r"):
        shutil.copytree(HERE / part, folder / part)
    made = folder / "ref"
    made.mkdir()
    done = subprocess.run(
        [rscript, "--vanilla", "r/make.R", str(made)],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(done.stderr.strip() or "R ended without a word")
    return made


def main() -> None:
    """Compare, and with ``--write`` keep."""
    with tempfile.TemporaryDirectory() as name:
        made = run(Path(name))
        worst: list[float] = []
        for case in sorted(cases()):
            new = json.loads((made / f"{case}.json").read_text(encoding="utf-8"))
            old = HERE / "ref" / f"{case}.json"
            kept = json.loads(old.read_text(encoding="utf-8")) if old.exists() else {"result": None}
            gap, place = farthest(kept["result"], new["result"])
            worst.append(gap)
            print(f"{case:42} {gap:.1e}  {'' if gap <= CLOSE else place}")
        print(f"{len(worst)} cases; largest relative difference {max(worst):.1e}")
        if "--write" in sys.argv[1:]:
            for path in sorted(made.glob("*.json")):
                shutil.copy(path, HERE / "ref" / path.name)


if __name__ == "__main__":
    main()

"""Refuse files under data/raw and files that hold a valid-looking NIP (18 digits)."""

from __future__ import annotations

import re
import sys
from pathlib import Path

#: Birth date, month of appointment (or year, 2 and contract number), sex, sequence.
NIP = re.compile(
    rb"(?<!\d)(?:19[4-9]\d|20[01]\d)(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?:19|20)\d{2}"
    rb"(?:0[1-9]|1[0-2]|2[1-9])[12]\d{3}(?!\d)"
)
#: Source and tests may hold invented numbers; data files may not.
CHECKED = {".csv", ".xlsx", ".xls", ".parquet", ".html", ".ipynb", ".json", ".txt", ".png", ".zip"}


def main(names: list[str]) -> int:
    """Return 1 and name the files if any of them must not be committed."""
    bad = []
    for name in names:
        path = Path(name)
        raw = path.parts[:2] in {("data", "raw"), ("data", "processed")} or path.parts[:1] == (
            "reports",
        )
        if raw and path.name != "README.md":
            bad.append(f"{name}: data and reports are never committed")
        elif path.suffix in CHECKED and NIP.search(path.read_bytes()):
            bad.append(f"{name}: holds a number in the form of a NIP")
    sys.stderr.write("".join(f"{line}\n" for line in bad))
    return bool(bad)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

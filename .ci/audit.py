"""Ask the OSV database for known vulnerabilities of every locked package.

Exit 0: every package was answered for and nothing is known. Exit 1: something is known. Exit 3:
NOT CHECKED. Silence is never taken for safety: the answers are counted, and a package that is known
to be vulnerable is asked for in the same call.
"""

from __future__ import annotations

import json
import re
import sys
import urllib.request
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

SERVICE = "https://api.osv.dev/v1/"
#: Vulnerable for years: if the service knows nothing of it, its silence on others says nothing.
CANARY = ("jinja2", "2.10")
#: Known, and why it does not reach us. By any of its names.
ACCEPTED = {
    "CVE-2026-6658": "nbconvert's mermaid block; our template has none and a page has no script",
}

Ask = Callable[[str, Any], Any]


def main(locks: Iterable[Path], ask: Ask) -> int:
    """Check locks and say the result in one line; return the exit code."""
    packages = sorted({p for lock in locks for p in read_lock(lock.read_text(encoding="utf-8"))})
    try:
        found = check(packages, ask)
    except (OSError, ValueError, KeyError, TypeError) as error:
        return _say(3, f"vulnerabilities NOT CHECKED: {type(error).__name__}: {error}")
    if found:
        return _say(1, "known vulnerabilities:\n" + "\n".join(f"- {line}" for line in found))
    return _say(0, f"{len(packages)} of {len(packages)} packages checked, nothing known")


def read_lock(text: str) -> list[tuple[str, str]]:
    """Return name and version of every package of a lock.

    Raises
    ------
    ValueError
        if a line was not understood, or there is none.
    """
    heads = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    packages = re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^ ;\\]+)", text, re.MULTILINE)
    if not packages or len(packages) != len(heads):
        raise ValueError(f"{len(packages)} packages read from {len(heads)} entries of the lock")
    return packages


def check(packages: Iterable[tuple[str, str]], ask: Ask) -> list[str]:
    """Return what is known and not accepted, one line each.

    Raises
    ------
    ValueError
        if not every package was answered for, or the canary was not found.
    """
    asked = [*packages, CANARY]
    queries = [
        {"package": {"name": name, "ecosystem": "PyPI"}, "version": version}
        for name, version in asked
    ]
    results = ask("querybatch", {"queries": queries})["results"]
    if len(results) != len(asked):
        raise ValueError(f"{len(results)} answers to {len(asked)} questions")
    if not results[-1].get("vulns"):
        raise ValueError("the service does not know a package that is known to be vulnerable")
    if any(result.get("next_page_token") for result in results[:-1]):
        raise ValueError("an answer was cut short")
    found = []
    for (name, version), result in zip(asked[:-1], results[:-1], strict=True):
        for known in result.get("vulns", ()):
            names = {known["id"], *ask(f"vulns/{known['id']}", None).get("aliases", ())}
            if not names & ACCEPTED.keys():
                found.append(f"{name} {version}: {', '.join(sorted(names))}")
    return found


def ask_osv(path: str, content: Any) -> Any:
    """Send one question."""
    data = None if content is None else json.dumps(content).encode()
    request = urllib.request.Request(SERVICE + path, data=data)  # noqa: S310  a fixed https address
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
        return json.load(answer)


def _say(code: int, text: str) -> int:
    print(text, file=sys.stderr if code else sys.stdout)
    return code


if __name__ == "__main__":
    raise SystemExit(main(map(Path, sys.argv[1:]), ask_osv))

"""One list of versions: pyproject.toml, both locks and environment.yml agree."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
#: conda-forge names that differ from PyPI's.
CONDA = {"matplotlib-base": "matplotlib", "dask-core": "dask"}


def locked() -> dict[str, set[str]]:
    """Locked versions by name; a few helpers have one version per Python."""
    versions: dict[str, set[str]] = {}
    for name, version in re.findall(
        r"^([a-z0-9._-]+)(?:\[[^\]]*\])?==([^ \\;]+)", lock_text(), re.MULTILINE
    ):
        versions.setdefault(name, set()).add(version)
    return versions


def lock_text() -> str:
    names = ("requirements.lock", "requirements-dev.lock")
    return "".join((ROOT / name).read_text(encoding="utf-8") for name in names)


def direct() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    wanted = [*project["dependencies"], *(line for extra in extras for line in extra)]
    return {re.match(r"[A-Za-z0-9._-]+", line)[0].lower() for line in wanted}


def conda() -> dict[str, str]:
    listed = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    pins = [
        line.split("=")
        for line in listed
        if isinstance(line, str) and re.match(r"[^<>=]+=[^=]", line)
    ]
    return {CONDA.get(name, name): version for name, version in pins}


def test_conda_lists_every_direct_dependency_in_the_locked_version():
    assert set(conda()) == direct()
    for name, version in conda().items():
        assert locked()[name] == {version}, name


def test_every_locked_package_has_hashes():
    blocks = re.split(r"^(?=[a-z0-9])", lock_text(), flags=re.MULTILINE)[1:]
    assert len(blocks) > 100
    assert all("--hash=sha256:" in block for block in blocks)


def test_lock_names_no_index():
    assert not re.search("https?://|index" + "-url|find-links", lock_text())


def test_the_pair_that_lifelines_was_tested_with():
    assert locked()["pandas"] == {"2.3.3"}
    assert locked()["lifelines"] == {"0.30.3"}


def test_the_same_pythons_are_promised_everywhere(tool):
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    first, last = tool("python_version").read_range(text)
    assert tuple((3, n) for n in range(first, last + 1)) == tool("wheel_check").PYTHONS
    assert f"python>=3.{first},<3.{last + 1}" in (ROOT / "environment.yml").read_text("utf-8")
    for name in ("pug.bat", "Makefile", "docs/panduan.md"):
        assert f"Python 3.{first} sampai 3.{last} (64 bit)" in (ROOT / name).read_text("utf-8")
    assert f"Python 3.{first} to 3.{last}" in (ROOT / "README.md").read_text("utf-8")
    classified = re.findall(r'"Programming Language :: Python :: 3\.(\d+)"', text)
    assert [int(n) for n in classified] == list(range(first, last + 1))
    for n in range(first, last + 1):
        assert f"3.{n}" in (ROOT / "pug.bat").read_text("utf-8")

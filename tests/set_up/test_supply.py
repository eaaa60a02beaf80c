"""The vulnerability check cannot pass by silence, and the offline lock differs only where it must."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCK = "a==1 \\\n    --hash=sha256:0\nb[c,d]==2 ; sys_platform == 'x' \\\n    --hash=sha256:1\n    # via a\n"


sys.path.insert(0, str(ROOT / ".ci"))  # the programs import each other


def load(name: str):
    spec = importlib.util.spec_from_file_location(name, ROOT / ".ci" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


audit, wheelhouse = load("audit"), load("wheelhouse")
CANARY_KNOWN = {"vulns": [{"id": "GHSA-0"}]}


@pytest.fixture
def lock(tmp_path):
    path = tmp_path / "lock"
    path.write_text(LOCK)
    return path


def service(*results, aliases=()):
    def ask(path, content):
        if path != "querybatch":
            return {"aliases": list(aliases)}
        assert [q["package"]["name"] for q in content["queries"]] == ["a", "b", "jinja2"]
        return {"results": list(results)}

    return ask


def test_it_passes_only_if_every_package_was_answered_for(lock, capsys):
    assert audit.main([lock], service({}, {}, CANARY_KNOWN)) == 0
    assert "2 of 2 packages checked" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (service(), "0 answers to 3"),
        (service({}, CANARY_KNOWN), "2 answers to 3"),
        (service({}, {}, {}), "known to be vulnerable"),
        (service({"next_page_token": "x"}, {}, CANARY_KNOWN), "cut short"),
        (lambda *_: {}, "results"),
        (lambda *_: (_ for _ in ()).throw(OSError("no network")), "no network"),
    ],
)
def test_silence_is_not_safety(lock, capsys, answer, why):
    assert audit.main([lock], answer) == 3
    told = capsys.readouterr().err
    assert "NOT CHECKED" in told
    assert why in told


def test_what_is_known_fails_unless_it_was_accepted_with_a_reason(lock, capsys):
    known = {"vulns": [{"id": "GHSA-1"}]}
    assert audit.main([lock], service({}, known, CANARY_KNOWN, aliases=["CVE-1"])) == 1
    assert "b 2: CVE-1, GHSA-1" in capsys.readouterr().err
    assert audit.main([lock], service({}, known, CANARY_KNOWN, aliases=list(audit.ACCEPTED))) == 0


def test_a_lock_that_is_not_understood_is_not_passed():
    with pytest.raises(ValueError, match="1 packages read from 2 entries"):
        audit.read_lock("a==1 \\\nb @ file:x\n")
    with pytest.raises(ValueError, match="0 packages"):
        audit.read_lock("")
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    text += (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")
    blocks = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(audit.read_lock(text)) == len(blocks) > 100


def test_the_offline_lock_changes_the_digest_of_source_packages_only():
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for name in wheelhouse.SOURCE_ONLY:
        changed = wheelhouse.replace_digests(text, name, "ab" * 32)
        lines = set(changed.splitlines()) ^ set(text.splitlines())
        assert len(lines) == 2
    with pytest.raises(SystemExit, match="0 times"):
        wheelhouse.replace_digests(text, "tidak-ada", "ab" * 32)


def test_no_pinned_checker_names_an_address():
    folder = ROOT / "tests" / "browser"
    lock = (folder / "package-lock.json").read_text(encoding="utf-8")
    assert lock.count('"integrity": "sha512-') == lock.count('"node_modules/')
    assert "http" not in lock + (folder / "package.json").read_text(encoding="utf-8")

"""What the pages say and what their code asks for are the same: no text without a use, no use without a text.

The code is read, not run, so that rare cases are checked too.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

import pug_analysis
from pug_analysis.release.teks import cases, refs_of, texts, words_of
from pug_analysis.terms.edisi import EDITIONS

PACKAGE = Path(pug_analysis.__file__).parent
PAGES = PACKAGE / "pages"
#: What every display may say without being told.
STANDARD = {
    "tanggal", "tahun", "periode", "sumber", "kabupaten", "pria", "wanita", "pria_kecil", "wanita_kecil",
    "catatan_bulat", "catatan_kelas", "catatan_kurva", "catatan_awal", "kelompok_jf",
}  # fmt: skip
#: Cases that hold without being told, by edition.
STANDARD_CASES = {"", "internal", "terlindung"}
TEXTS = texts()


def _calls(*names):
    for room in ("pages", "release"):
        for path in sorted((PACKAGE / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in names:
                    yield path, node


def _written(*rooms):
    """Every text that stands in the code, by folder."""
    found = defaultdict(set)
    for path in sorted(p for room in rooms for p in (PACKAGE / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found[path.parent.name].add(node.value)
    return found


def _literals(node):
    """The texts that an expression may be, or None if code decides."""
    if isinstance(node, ast.Constant):
        return [node.value]
    if isinstance(node, ast.IfExp):
        both = [_literals(node.body), _literals(node.orelse)]
        return None if None in both else [text for part in both for text in part]
    return None


SAYINGS = [
    pytest.param(path, call, id=f"{path.stem}:{call.lineno}")
    for path, call in _calls("say")
    if path.name != "teks.py" and (path.parent / "teks.toml").exists()
]
DISPLAYS = [
    pytest.param(path, call, id=f"{path.stem}:{call.lineno}")
    for path, call in _calls("show_table", "show_figure")
    if path.name != "showing.py"
]


@pytest.mark.parametrize(("path", "call"), SAYINGS)
def test_a_sentence_gets_the_words_that_it_asks_for(path, call):
    (name,) = _literals(call.args[0]) or [None]
    assert name is not None, "name sentences in the code; let the case vary"
    assert all(word.arg for word in call.keywords), "words are named one by one"
    given = {word.arg for word in call.keywords} - {"case"}
    cases = _literals(call.args[1]) if len(call.args) > 1 else [""]
    known = TEXTS.sentences[name]
    for case in known if cases is None else cases:
        assert words_of(known[case]) <= given, (name, case)
    assert given <= {word for text in known.values() for word in words_of(text)}, name


@pytest.mark.parametrize(("path", "call"), DISPLAYS)
def test_a_display_gets_the_words_that_it_asks_for(path, call):
    name_node = call.args[1]
    words = next((k.value for k in call.keywords if k.arg == "words"), ast.Dict([], []))
    if not isinstance(name_node, ast.Constant):
        assert isinstance(name_node, ast.Name), "a name, or a parameter that callers give"
        return  # the callers' literals are found by the test of unused entries
    assert isinstance(words, ast.Dict), "write the words of a display where it is shown"
    given = {key.value for key in words.keys}
    display = "tabel" if call.func.id == "show_table" else "gambar"
    entry = TEXTS.entry(f"{display}/{name_node.value}")
    repeated = {w for c in entry.columns if c.each for t in (c.name, c.label) for w in words_of(t)}
    asked = {word for text in entry.templates() for word in words_of(text)}
    assert asked - STANDARD - repeated <= given <= asked


def test_every_text_is_used():
    written, decided = _written("pages", "release"), _written("analyses", "stats")
    verdicts = set().union(*decided.values())
    unused = [e.name for e in TEXTS.entries.values() if e.name not in written[e.page]]
    unused += [name for name in TEXTS.sentences if not any(name in own for own in written.values())]
    whole = {call.args[0].value for _, call in _calls("cases")}
    for name, known in TEXTS.sentences.items():
        if name in whole:
            continue
        own = verdicts.union(*(own for own in written.values() if name in own))
        unused += [f"{name}.{case}" for case in known if case and case not in own]
    for entry in TEXTS.entries.values():
        parts = {c.case for c in entry.columns} | {n.case for n in entry.notes}
        unused += [f"{entry.name}: {case}" for case in parts - STANDARD_CASES - written[entry.page]]
    assert not unused


@pytest.mark.parametrize("entry", TEXTS.entries.values(), ids=lambda entry: entry.label)
def test_a_display_refers_to_what_its_readers_have(entry):
    for other in map(TEXTS.entry, {ref for text in entry.templates() for ref in refs_of(text)}):
        assert set(entry.editions) <= set(other.editions), other.name
        assert other.pooled or not entry.pooled, other.name


@pytest.mark.parametrize("entry", TEXTS.entries.values(), ids=lambda entry: entry.label)
def test_a_column_of_one_sex_is_labelled_with_it(entry):
    for column in entry.columns:
        named = {sex for sex in ("pria", "wanita") if sex in column.name.split("_")}
        said = {
            sex for sex in ("pria", "wanita") if sex in re.findall(r"\w+", column.label.lower())
        }
        if len(named) == 1 and said:
            assert said >= named, f"{column.name}: {column.label}"


def test_events_do_not_stand_beside_people_at_risk_in_shared_editions():
    """Those at risk in two years and the events between them would narrow each other."""
    both = []
    for entry in TEXTS.entries.values():
        columns = {column.name: column.case for column in entry.columns}
        if {"n_risk", "n_event"} <= columns.keys() and set(entry.editions) != {"internal"}:
            both.append(entry.name)
            assert columns["n_event"] == "internal", entry.name
    assert "kohort_insidensi" in both


def test_words_taken_by_case_ask_for_nothing():
    for path, call in _calls("cases"):
        assert all(cases(call.args[0].value).values()), path.name


@pytest.mark.parametrize("name", TEXTS.sentences)
def test_a_sentence_refers_to_displays(name):
    for text in TEXTS.sentences[name].values():
        for ref in refs_of(text):
            assert TEXTS.entry(ref).label


def test_no_display_is_numbered_by_hand():
    """Tabel 4.1 is the roadmap's name of that table; it may be called so."""
    assert TEXTS.entry("profil_tabel_4_1").label == "Tabel 4.1"
    typed = re.compile(r"(?:Tabel|Gambar) (?!4\.1\b)[0-9A-Z]+\.\d")
    files = [*PAGES.rglob("*.py"), *PAGES.rglob("teks.toml"), *(PACKAGE / "release").rglob("*.py")]
    files += (PACKAGE.parents[1] / "notebooks").glob("*.ipynb")
    found = [
        f"{path.relative_to(PACKAGE.parents[1])}: {match[0]}"
        for path in files
        for match in typed.finditer(path.read_text(encoding="utf-8"))
        if path.name not in ("teks.py", "showing.py")
    ]
    assert not found


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_edition_has_displays(edition):
    assert any(edition in entry.editions for entry in TEXTS.entries.values())

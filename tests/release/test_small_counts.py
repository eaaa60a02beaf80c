"""The rule of small counts: its numbers, and that whatever quotes them quotes these."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from pug_analysis.audit import published, recompute
from pug_analysis.release import small_counts as rule

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "pug_analysis"
#: The attacker is another program: it has the rule on its own, and is asked below whether it is the same.
ELSEWHERE = ("audit/", "release/small_counts.py")
#: How a sentence would quote the rule with typed numbers.
TYPED = re.compile(
    r"\b[01] sampai (?!1\b)\d|\bdihitung \d|\bkelipatan \d"
    r"|\b(?:kurang dari|di bawah|paling sedikit|sejak|setara dengan) (?:5|6|7|8|10|30)\b(?! (?:tahun|bulan|persen))"
)
#: What documents say of it, and the number that must stand there.
QUOTES = {
    r"\b[01] sampai (\d+)\b(?= orang| pria| wanita|\))": rule.SMALLEST - 1,
    r"\b[01] to (\d+)\b(?= people| are|\))": rule.SMALLEST - 1,
    r"\bkelipatan (\d+)": rule.STEP,
    r"\bnearest (\d+)": rule.STEP,
    r"\bmultiples? of (\d+)": rule.STEP,
    r"\(below (\d+)\)": rule.SMALLEST,
    r"(?<=ekspor terlindung adalah kelipatan 5, tidak )di bawah (\d+)": rule.SMALLEST,
    r"\bwith (\d+) at risk": rule.CURVE_AT_RISK,
    r"\bsteps of (\d+)\b": rule.CURVE_EVENTS,
}
DOCS = ("panduan.md", "janji.md", "penggabungan.md")


def test_the_rule():
    """NHS England: 1 to 7 hidden, else the nearest 5; a hidden count adds 4, the middle, to sums."""
    assert (rule.SMALLEST, rule.STEP, rule.NARROWEST, rule.HIDDEN_AS) == (8, 5, 3, 4)
    assert (rule.PERCENT_FROM, rule.CURVE_AT_RISK, rule.CURVE_EVENTS) == (30, 10, 6)
    assert rule.ROUNDED_CHANGE == 10
    assert (rule.HIDDEN_RANGE, rule.HIDDEN_RANGE_OR_NONE, rule.MULTIPLES) == (
        "1 sampai 7",
        "0 sampai 7",
        "kelipatan 5",
    )


def test_the_attacker_attacks_this_rule():
    assert (published.HIDDEN_TO + 1, published.STEP) == (rule.SMALLEST, rule.STEP)
    assert published.HIDDEN_AS == rule.HIDDEN_AS
    assert recompute.NARROWEST == rule.NARROWEST


def sentences(path: Path) -> list[tuple[int, str]]:
    """Texts of a module that are no docstrings; of an f-string what is typed."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
    ]


def test_no_sentence_types_the_numbers():
    typed = []
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if not name.startswith(ELSEWHERE):
            typed += [f"{name}:{n} {text}" for n, text in sentences(path) if TYPED.search(text)]
    for path in sorted([*PACKAGE.rglob("*.toml"), *PACKAGE.rglob("*.j2")]):
        text = path.read_text(encoding="utf-8")
        typed += [f"{path.name}: {found[0]}" for found in TYPED.finditer(text)]
    assert not typed


@pytest.mark.parametrize(
    "said", ["(* dihitung 4)", "1 sampai 7 orang", "ke kelipatan 5", "kurang dari 8 orang"]
)
def test_a_typed_number_would_be_found(said):
    assert TYPED.search(said)


@pytest.mark.parametrize("name", DOCS)
def test_documents_quote_the_rule_as_it_is(name):
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    found = [(match, right) for form, right in QUOTES.items() for match in re.finditer(form, text)]
    assert found, "a document that quotes nothing needs no test"
    wrong = [match[0] for match, right in found if int(match[1]) != right]
    assert not wrong

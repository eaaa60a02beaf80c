"""The house stays in order: small files, a test for each module, a front door that opens."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "pug_analysis"
MODULES = sorted(PACKAGE.rglob("*.py"))


def names(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=names)
def test_modules_fit_in_the_head(path):
    limit = 330
    assert len(path.read_text(encoding="utf-8").splitlines()) <= limit


def test_rooms_fit_in_the_head():
    limit = 30
    rooms = Counter(path.parent.relative_to(PACKAGE).as_posix() for path in MODULES)
    assert {room: modules for room, modules in rooms.items() if modules > limit} == {}


@pytest.mark.parametrize("path", MODULES, ids=names)
def test_no_module_is_a_drawer_for_odds_and_ends(path):
    assert path.stem not in {"utils", "helpers", "misc", "common"}


def test_every_module_has_a_test_file():
    untested = []
    for path in MODULES:
        relative = path.relative_to(PACKAGE)
        own = ROOT / "tests" / relative.parent / f"test_{path.stem}.py"
        if not path.stem.startswith("__") and not own.exists():
            untested.append(relative.as_posix())
    assert not untested


#: Public names of release and pages that tests reach only through others; none may be added.
REACHED_THROUGH_OTHERS = {
    "Picture", "associate_pairs", "cara_terlatih", "check_evidence", "count_requirements",
    "has_domains", "kecukupan", "pair_question", "released_access", "released_alumni",
    "released_comparison", "released_pairs", "released_program", "released_target",
    "tabel_administrator", "tabel_eselon", "tabel_insidensi", "tabel_risiko", "tabel_tonggak",
}  # fmt: skip


def test_public_functions_of_release_and_pages_are_named_in_a_test():
    tests = "\n".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "tests").rglob("*.py")
        if path != Path(__file__)
    )
    named = set(re.findall(r"\w+", tests))
    public = {
        node.name
        for room in ("release", "pages")
        for path in (PACKAGE / room).rglob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    }
    assert public - named == REACHED_THROUGH_OTHERS


def test_public_names_import():
    for path in MODULES:
        if path.name != "__init__.py":
            continue
        module = ".".join(("pug_analysis", *path.relative_to(PACKAGE).parent.parts))
        package = import_module(module)
        for name in getattr(package, "__all__", ()):
            assert getattr(package, name) is not None, f"{module}.{name}"


def test_an_unknown_public_name_is_refused():
    import pug_analysis

    with pytest.raises(AttributeError, match="tidak_ada"):
        _ = pug_analysis.tidak_ada


def test_import_of_the_package_is_light():
    code = "import sys, pug_analysis, pug_analysis.cli; print([m for m in ('pandas', 'matplotlib', 'papermill') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_time_of_day_and_chance_are_parameters():
    """Reports are the same bytes tomorrow: no clock and no unseeded chance in what makes numbers."""
    rooms = ("careers", "stats", "analyses", "release", "pages", "ingest", "simulate")
    banned = re.compile(
        r"\b(datetime\.now|date\.today|time\.time|np\.random\.(?!Generator|default_rng|PCG64|SeedSequence)\w+|uuid4)\b"
    )
    for room in rooms:
        for path in (PACKAGE / room).rglob("*.py"):
            tree = ast.unparse(ast.parse(path.read_text(encoding="utf-8")))
            assert not banned.search(tree), names(path)


def test_no_file_names_an_index_or_a_path_of_one_machine():
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split()
    banned = re.compile("index" + r"-url|/simple/|/" + r"root/|/" + r"home/\w+/|/work" + r"/")
    for name in listed:
        path = ROOT / name
        if not path.is_file() or path.suffix in {".png", ".lock"} or path == Path(__file__):
            continue
        text = path.read_text(encoding="utf-8", errors="replace").replace(
            "no-emit-index" + "-url", ""
        )
        assert not banned.search(text), name


#: Public names that several modules define all the same, and why.
SAME_NAME = {
    "main": "each is the entry of a program of its own",
    "load_ipython_extension": "IPython calls it by this name",
    "merge": "the command is called after its function; the other adds up risk tables",
    "Column": "what a register declares is in its file a column; what a page shows has an entry of teks.toml",
    "Kind": "the kinds of a register's columns; those of columns to show",
    "NAMA": "in a declaration the column of names; in a layout its field",
    "PD": "in a declaration the meaning of the column; else its name",
    "words": "in a declaration a closed list; of a text its words",
    "REGISTER": "a declaration is found by this name in the module of its register",
    "HIDDEN_AS": "the attacker is another program and holds the rule on its own",
    "STEP": "the attacker is another program and holds the rule on its own",
    "NARROWEST": "the attacker is another program and holds the rule on its own",
    "MANIFEST": "the attacker is another program and finds the files by itself",
    "Tables": "the attacker reads the tables that were published, not ours",
    "Row": "the attacker reads rows that were published, not those of registers",
    "Floats": "an array of floats, in statistics and in the simulation, which may not import it",
    "Damage": "what spoils a cell, of a declared register and of an export; the second knows marks of its own",
}


def public_names(path: Path) -> set[str]:
    """Names that a module itself defines for others."""
    found: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name)}
    return {name for name in found if not name.startswith("_")}


def test_one_name_means_one_thing():
    """Whoever searches for a public name finds one definition; exceptions are argued above."""
    where: dict[str, list[str]] = {}
    for path in MODULES:
        for name in public_names(path):
            where.setdefault(name, []).append(names(path))
    several = {name: places for name, places in where.items() if len(places) > 1}
    assert {name: places for name, places in several.items() if name not in SAME_NAME} == {}
    assert set(SAME_NAME) == set(several), "an exception that is no longer needed"


def _own_imports(source: str) -> list[tuple[str, str]]:
    return [
        (node.module, name.name)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pug_analysis")
        for name in node.names
    ]


@pytest.mark.parametrize(
    "path",
    [*sorted((ROOT / "benchmarks").glob("*.py")), *sorted((ROOT / ".ci").glob("*.py"))],
    ids=lambda path: path.stem,
)
def test_what_programs_beside_the_package_import_is_there(path):
    """Also inside functions: a benchmark that nobody ran since a move would fail only then."""
    for module, name in _own_imports(path.read_text(encoding="utf-8")):
        found = import_module(module)
        assert hasattr(found, name) or find_spec(f"{module}.{name}"), f"{module}.{name}"

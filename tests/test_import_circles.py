"""No circle among modules: neither by imports at the top, nor inside functions, nor for a checker alone."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "pug_analysis"


def read_modules(package: Path) -> dict[str, ast.Module]:
    """Return every module of a package by its full name."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        parts = (package.name, *path.relative_to(package).with_suffix("").parts)
        name = ".".join(parts).removesuffix(".__init__")
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def names_on_first_use(module: str, tree: ast.Module) -> dict[str, str]:
    """Return what ``_PUBLIC`` of a package says: the module that holds each name it gives away."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "_PUBLIC":
            held = ast.literal_eval(node.value)
            top = module.split(".")[0]
            return {
                name: home if home.startswith(f"{top}.") else f"{module}.{home}"
                for name, home in held.items()
            }
    return {}


def imports_of(tree: ast.Module, modules: Mapping[str, ast.Module]) -> set[str]:
    """Return the modules of the package that a module names in any import, wherever it stands."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name in modules}
        elif isinstance(node, ast.ImportFrom) and node.module in modules:
            public = names_on_first_use(node.module, modules[node.module])
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                found.add(full if full in modules else public.get(alias.name, node.module))
    return found


def find_circle(package: Path) -> list[str]:
    """Return the names of a circle, its first module again at the end; empty if there is none."""
    modules = read_modules(package)
    graph = {name: imports_of(tree, modules) - {name} for name, tree in modules.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_module_needs_one_that_needs_it():
    assert find_circle(PACKAGE) == []


@pytest.mark.parametrize(
    "second",
    [
        "from toy.first import one\n",
        "def f():\n    from toy.first import one\n",
        "def f():\n    from toy import first\n",
        "def f():\n    from toy import one\n",
        "import toy.first\n",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from toy.first import one\n",
    ],
)
def test_a_circle_is_found_wherever_the_import_stands(tmp_path, second):
    toy = tmp_path / "toy"
    toy.mkdir()
    (toy / "__init__.py").write_text('_PUBLIC = {"one": "first"}\n', encoding="utf-8")
    (toy / "first.py").write_text("from toy import second\none = 1\n", encoding="utf-8")
    (toy / "second.py").write_text(second, encoding="utf-8")
    assert set(find_circle(toy)) == {"toy.first", "toy.second"}
    (toy / "second.py").write_text("import json\n", encoding="utf-8")
    assert find_circle(toy) == []

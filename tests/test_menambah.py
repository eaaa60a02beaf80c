"""The recipes name files and keys that exist, and no key is left unexplained."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pug_analysis.report.plan.notebooks import KEYS

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "menambah.md").read_text(encoding="utf-8")
NOTEBOOKS = sorted((ROOT / "notebooks").rglob("*.ipynb"))
_FILE = re.compile(r"`((?:[\w./-]+/)?[\w.-]+\.(?:py|md|toml|j2))`")
#: A file with the name in it that does the work, as the tables quote them.
_NAMED = re.compile(r"`([\w./]+\.py)` \(`(\w+)`\)")


def section(title: str) -> str:
    """Return the text of a heading of the second level."""
    return TEXT.split(f"## {title}\n")[1].split("\n## ")[0]


def find(name: str) -> list[Path]:
    """Return the files of the project that a recipe means, by path or by the end of one."""
    places = (ROOT, ROOT / "src" / "pug_analysis")
    whole = [place / name for place in places if (place / name).is_file()]
    return whole or [path for path in (ROOT / "src").rglob(Path(name).name) if "/" not in name]


def explained() -> list[str]:
    """Return the keys of the first table on metadata, in its order."""
    return re.findall(
        r"^\| `(\w+)` \|", section("A notebook's metadata").split("The rest")[0], re.M
    )


def test_every_key_that_is_read_is_explained_and_no_other():
    assert sorted(explained()) == sorted(KEYS)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_key_of_a_notebook_is_explained(path):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    own = set(notebook["metadata"].get("pug", {}))
    assert own <= set(explained())
    others = set(notebook["metadata"]) - {"pug"}
    tags = {tag for cell in notebook["cells"] for tag in cell["metadata"].get("tags", ())}
    rest = section("A notebook's metadata").split("The rest")[1]
    assert [name for name in (*others, *tags) if f"`{name}`" not in rest] == []


@pytest.mark.parametrize("name", sorted(set(_FILE.findall(TEXT))))
def test_every_file_of_a_recipe_exists(name):
    assert find(name), name


@pytest.mark.parametrize(("name", "function"), sorted(set(_NAMED.findall(TEXT))))
def test_who_reads_a_key_is_there(name, function):
    (path,) = find(name)
    assert re.search(rf"\b{function}\b", path.read_text(encoding="utf-8"))


def test_the_tree_of_the_readme_is_the_tree():
    """Each room has a line, and the rooms below that a line names are those that are there."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    tree = text.split("## The tree\n")[1].split("\n## ")[0]
    lines = dict(re.findall(r"^\| `src/pug_analysis/(\w+)/` \| (.+) \|$", tree, re.M))
    package = ROOT / "src" / "pug_analysis"
    assert sorted(lines) == sorted(path.parent.name for path in package.glob("*/__init__.py"))
    for room, said in lines.items():
        below = {path.parent.name for path in (package / room).glob("*/__init__.py")}
        named = set(re.findall(r"`(\w+)`", said))
        assert named == below or room == "pages", room
    folders = re.findall(r"`(\w+)/`", "".join(re.findall(r"^\| [^|]+ \|", tree, re.M)))
    assert [name for name in folders if not (ROOT / name).is_dir()] == []


def test_contributors_are_sent_to_the_recipes():
    assert "docs/menambah.md" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")

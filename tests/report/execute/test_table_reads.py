"""What a notebook read: known only where it can read nothing but what this package hands out."""

from __future__ import annotations

from pathlib import Path

import pytest

from pug_analysis.report.execute.table_reads import find_reads, reads_tables_only

NOTEBOOKS = sorted((Path(__file__).parents[3] / "notebooks").glob("[0-9][0-9]_*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_all_our_notebooks_are_known(path):
    assert reads_tables_only(path)


@pytest.mark.parametrize(
    "source",
    [
        "import pandas as pd",
        "import pug_analysis.ingest",
        "from pug_analysis import ingest",
        "from pug_analysis.ingest import load_processed",
        "from pug_analysis.careers import load; load.os.remove('a')",
        "from . import a",
        "x = open('a').read()",
        "x = __import__('os')",
        "exec('1')",
        "import pug_analysis as pug\npug.ingest.load_processed('.', 1)",
        "from pug_analysis.stats import read_csv",
        "%run lain.ipynb",
        "!cat data.csv",
        "from pathlib import Path",
    ],
)
def test_whatever_could_read_a_file_is_not(tmp_path, toys, source):
    cells = [toys.code("import pug_analysis as pug"), toys.code(source)]
    assert not reads_tables_only(toys.write_notebook(tmp_path / "01_a.ipynb", cells))


def test_a_kernel_that_wrote_nothing_down_is_unknown(tmp_path):
    assert find_reads(tmp_path) is None
    (tmp_path / "dibaca.json").write_text("{")
    assert find_reads(tmp_path) is None

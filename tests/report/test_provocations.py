"""Cells that fail or misbehave with the values of a person in their hands: nothing gets out.

Looked through are the pages, the message, everything that the process and its children write to the
terminal, the private log, and what is left in the stage and the working folder. The person is
invented.
"""

from __future__ import annotations

import contextlib

import pytest

from pug_analysis.config import Config
from pug_analysis.errors import ReportError
from pug_analysis.report import run_report
from pug_analysis.report.execute import pool
from pug_analysis.report.gate.layers import Unreadable, read_layers
from pug_analysis.terms.kalender import Periode

NIP = "198503152010012003"
NAME = "SITI AMINAH REKAAN"
BIRTH = "1985-03-15"
PERSON = f"nip, nama, lahir = {NIP!r}, {NAME!r}, {BIRTH!r}\nimport pandas as pd\ndf = pd.DataFrame(dict(nip=[nip], nama=[nama], lahir=[lahir]))\n"
#: What must be found nowhere.
SIGNS = (NIP, "SITI", "AMINAH", "Siti", "Aminah", BIRTH, "1985031", "15-03-1985")

#: Cells that stop the notebook.
FAILING = {
    "key": "{}[nip]",
    "astype": "df['nama'].astype('int64')",
    "datetime": "pd.to_datetime(df['nama'], format='%Y')",
    "float": "float(nama)",
    "integrity": "pd.concat([df.set_index('nip')] * 2, verify_integrity=True)",
    "mapping": "df['nama'].map(lambda n: {}[n])",
    "assertion": "assert lahir == '', f'{nama} lahir {lahir}'",
    "own_class": "from pug_analysis.errors import DataError\nraise DataError(f'periksa {nama.title()}')",
    "verbose": "get_ipython().run_line_magic('xmode', 'Verbose')\ndef f(n):\n    return 1 / 0\nf(nip)",
    "exit": "import sys\nsys.exit(f'{nip} {nama}')",
    "group": "raise ExceptionGroup(nama, [ValueError(nip), KeyError(lahir)])",
    "chain": "try:\n    {}[nip]\nexcept KeyError as e:\n    e.add_note(nama)\n    raise RuntimeError(lahir) from e",
}
#: Cells after which the notebook goes on.
GOING_ON = {
    "print": "print(nip, nama, lahir)",
    "head": "df.head()",
    "html": "from IPython.display import HTML, display\ndisplay(HTML(f'<b>{nama}</b> {nip}'))",
    "warning": "import warnings\nwarnings.warn(f'{nip} {nama}')",
    "logging": "import logging\nlogging.basicConfig(force=True)\nlogging.error(nama)\nlogging.getLogger('x').warning(nip)",
    "subprocess": "import subprocess, sys\nsubprocess.run([sys.executable, '-c', f'import os; os.write(2, b\"{nip} {nama}\"); os.write(1, b\"{nama}\")'])",
    "unraisable": "class A:\n    def __del__(self):\n        raise ValueError(nip + nama)\na = A()\ndel a",
    "thread": "import threading\nt = threading.Thread(target=lambda: {}[nama])\nt.start()\nt.join()",
    "files": "df.to_csv('bocor.csv')\nopen(f'{nama}.txt', 'w').write(nip)",
    "descriptor": "import os\nos.write(1, nip.encode())\nos.write(2, nama.encode())\nos.system(f'echo {nip} >&2')",
}  # fmt: skip


def test_there_are_twenty_one_and_one_more():
    assert len(FAILING) + len(GOING_ON) == 22


def write(workspace, toys, name, *sources):
    cells = [toys.markdown("# J"), toys.code(toys.DEFAULTS, "parameters"), toys.code(PERSON)]
    cells += [toys.code(source) for source in sources]
    cells.append(toys.code(toys.show({"kind": "text"}, "<p>dirilis</p>")))
    toys.write_notebook(workspace / "notebooks" / f"{name}.ipynb", cells)


def leaks_in(folder):
    """Files of a folder, private ones too, that hold a sign of the person."""
    found = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        if "notebooks" in path.relative_to(folder).parts:
            continue
        data = path.read_bytes()
        texts = [path.name, data.decode("latin-1")]
        with contextlib.suppress(Unreadable):
            texts += [layer.text for layer in read_layers(data)]
        if any(sign in text for sign in SIGNS for text in texts):
            found.append(path.relative_to(folder).as_posix())
    return found


@pytest.fixture(params=["forked", "spawned"])
def way(request, monkeypatch):
    """Both ways of starting kernels."""
    if request.param == "forked" and not pool.can_fork():
        pytest.skip("there is no warm process here")
    monkeypatch.setattr(pool, "can_fork", lambda: request.param == "forked")


def choose(way_name, cells):
    """All cells where starting is cheap; a few where it takes seconds."""
    few = ("key", "own_class", "exit")
    return cells if way_name == "forked" else {n: c for n, c in cells.items() if n in few}


@pytest.mark.notebook
def test_a_failing_cell_leaks_nothing(workspace, toys, capfd, caplog, way, request):
    cells = choose(request.node.callspec.params["way"], FAILING)
    for number, (name, source) in enumerate(cells.items(), start=1):
        write(workspace, toys, f"{number:02}_{name}", *GOING_ON.values(), source)
    with pytest.raises(ReportError) as caught:
        run_report(workspace, Periode(2025), edition="internal", config=Config())
    seen = capfd.readouterr()
    for text in (str(caught.value), repr(caught.value), seen.out, seen.err, caplog.text):
        assert not [sign for sign in SIGNS if sign in text]
    lines = [line for line in str(caught.value).splitlines() if line.startswith("- ")]
    assert len(lines) == len(cells)
    assert leaks_in(workspace) == []
    assert list((workspace / ".pug" / "stage").iterdir()) == []
    assert not (workspace / "reports" / "2025").exists()


@pytest.mark.notebook
def test_a_cell_that_goes_on_leaks_nothing_and_is_counted(workspace, toys, capfd, caplog, way):
    write(workspace, toys, "01_semua", *GOING_ON.values())
    index = run_report(workspace, Periode(2025), edition="internal", config=Config())
    seen = capfd.readouterr()
    for text in (seen.out, seen.err, caplog.text):
        assert not [sign for sign in SIGNS if sign in text]
    assert leaks_in(workspace) == []
    assert "dirilis" in (index.parent / "01_semua.html").read_text(encoding="utf-8")
    log = (workspace / ".pug" / "log" / "2025" / "internal" / "catatan.json").read_text()
    assert '"execute_result"' in log
    assert '"stream:stderr"' in log
    assert not (workspace / "bocor.csv").exists()


@pytest.mark.notebook
def test_a_person_in_a_released_output_stops_the_publication(workspace, toys):
    shown = toys.show({"kind": "text"}, "<p>Rekaan, Siti <b>Aminah</b></p>")
    write(workspace, toys, "01_a", shown)
    with pytest.raises(ReportError, match=r"\n- 01_a\.html \(nama\)\n") as caught:
        run_report(workspace, Periode(2025), edition="internal", config=Config())
    assert "Siti" not in str(caught.value)
    assert leaks_in(workspace) == []
    assert not (workspace / "reports" / "2025" / "internal").exists()


@pytest.mark.notebook
def test_without_the_digests_of_people_nothing_runs(workspace, toys):
    from pug_analysis.errors import DataError
    from pug_analysis.ingest.people.fingerprints import fingerprint_file

    write(workspace, toys, "01_a")
    fingerprint_file(workspace, Periode(2025)).unlink()
    with pytest.raises(DataError, match="pug-analysis build 2025"):
        run_report(workspace, Periode(2025), edition="internal", config=Config())

"""Where a report comes from: the same for the same code, settings and input, whatever the machine."""

from __future__ import annotations

import json

from pug_analysis.config import Config
from pug_analysis.report.write import provenance
from pug_analysis.terms.kalender import Periode


def test_a_text_has_one_digest_whatever_its_line_ends(tmp_path):
    (tmp_path / "a").write_bytes(b"x\r\ny\r\n")
    (tmp_path / "b").write_bytes(b"x\ny\n")
    assert provenance.digest_text(tmp_path / "a") == provenance.digest_text(tmp_path / "b")
    assert provenance.digest_file(tmp_path / "a") != provenance.digest_file(tmp_path / "b")


def test_code_is_every_file_that_can_change_a_byte():
    files = provenance.digest_code()
    for name in ("report/run.py", "report/templates/pug/gaya.css", "pages/profil/teks.toml"):
        assert name in files
    assert not [name for name in files if name.endswith(".pyc")]
    changed = files | {"report/run.py": "00"}
    assert provenance.code_version(files) == provenance.code_version()
    assert provenance.code_version(changed) != provenance.code_version()


def test_the_input_is_told_without_what_is_secret(tmp_path):
    origin = {"berkas": [], "sidik_setelan": "a", "versi_kode": "b", "kunci": "rahasia"}
    (tmp_path / "asal.json").write_text(json.dumps(origin), encoding="utf-8")
    assert "kunci" not in provenance.read_inputs(tmp_path)


def test_rows_of_the_account_are_counted_over_all_files(tmp_path, toys):
    processed = toys.write_processed(tmp_path)
    context = provenance.page_context(
        Periode(2025), "internal", config=Config(), processed=processed, pdf=True, warnings=["a"]
    )
    assert context["masukan"] == "1 berkas, 1.250 baris"
    assert context["peringatan"] == provenance.BANNER
    assert (context["pdf"], context["perhatian"]) == (True, ["a"])
    shared = provenance.page_context(
        Periode(2025), "pokja", config=Config(), processed=processed, pdf=False, warnings=[]
    )
    assert shared["peringatan"] == ""

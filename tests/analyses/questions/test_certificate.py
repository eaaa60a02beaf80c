"""The certificate of the verdicts counts what the questions say, and says who was wrong."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pandas as pd
import pytest

BENCHMARKS = Path(__file__).parents[3] / "benchmarks"


@pytest.fixture(scope="module")
def certificate():
    sys.path.insert(0, str(BENCHMARKS))
    import verdicts

    yield verdicts
    sys.path.remove(str(BENCHMARKS))


def rows(*lines: tuple) -> pd.DataFrame:
    """Lines of (scenario, seed, question, verdict, direction, strong, named), 3,000 people."""
    columns = ["scenario", "seed", "question", "verdict", "direction", "strong", "named"]
    table = pd.DataFrame(lines, columns=columns)
    return table.assign(size=3000, p_value=0.5, detail=float("nan"))


def test_shares_of_each_verdict_and_of_wrong_directions(certificate):
    told = certificate.add_up(
        rows(
            ("gap", 1, "kecepatan", "gap", "wanita", True, ""),
            ("gap", 2, "kecepatan", "gap", "pria", False, ""),
            ("gap", 3, "kecepatan", "inconclusive", "", False, ""),
            ("gap", 4, "kecepatan", "equivalent", "", False, ""),
            ("gap", 1, "jabatan", "down", "", False, ""),
            ("gap", 2, "jabatan", "open", "", False, ""),
            ("gap", 3, "jabatan", "too_few", "", False, ""),
            ("gap", 4, "jabatan", "up", "", False, ""),
        )
    )
    one = told.set_index("question").loc["kecepatan"]
    assert one[list(certificate.SHARES)].tolist() == [0.5, 0.25, 0.25, 0.0, 0.25]
    assert one["n"] == 4
    assert one["planted"]
    posts = told.set_index("question").loc["jabatan"]
    assert posts[list(certificate.SHARES)].tolist() == [0.5, 0.0, 0.25, 0.25, 0.0]
    assert not posts["planted"]


def test_the_chance_of_one_false_alarm_among_five_and_the_step_that_is_named(certificate):
    step = certificate.STEP
    table = rows(
        ("null", 1, "langkah", "gap", "wanita", False, step),
        ("null", 1, "kecepatan", "gap", "wanita", True, ""),
        ("null", 2, "langkah", "inconclusive", "", False, ""),
        ("null", 2, "kecepatan", "inconclusive", "", True, ""),
        ("null", 2, "jabatan", "up", "", True, ""),
        ("step-gap", 1, "langkah", "gap", "wanita", True, f"CPNS ke Pengawas; {step}"),
        ("step-gap", 2, "langkah", "gap", "wanita", True, step),
        ("step-gap", 3, "langkah", "inconclusive", "", False, ""),
        ("step-gap", 4, "langkah", "gap", "wanita", True, "CPNS ke Pengawas"),
    )
    text = certificate.describe(certificate.add_up(table), table)
    # a heading of posts is no alarm, and a strong answer that is no gap is none either
    assert 'some question calls one in 50.0 ± 35.4, and one that is "kuat" in 50.0 ± 35.4.' in text
    assert "its step is named in 50.0 ± 25.0, another in 50.0 ± 25.0." in text
    assert "| 3,000 | step-gap | langkah * | 4 | 75.0 ± 21.7 |" in text


def test_for_how_many_seeds_the_gap_of_the_default_sample_is_called(certificate):
    seeds = range(1, certificate.SAMPLES + 1)
    table = rows(
        *[
            ("gap", s, "kecepatan", "gap" if s > 3 else "inconclusive", "wanita", True, "")
            for s in seeds
        ],
        ("gap", certificate.SAMPLES + 1, "kecepatan", "gap", "wanita", True, ""),
    )
    text = certificate.describe(certificate.add_up(table), table)
    assert "the second question calls it for 37 of the first 40 seeds." in text


def test_what_was_never_seen_has_an_exact_upper_limit(certificate):
    assert certificate.rate(0, 200) == "0.0 (at most 1.8)"
    assert certificate.rate(0.25, 4) == "25.0 ± 21.7"


def test_a_run_keeps_its_rows_goes_on_and_writes_shares(certificate, tmp_path, monkeypatch):
    rows_file, shares_file, page = (tmp_path / name for name in ("v.csv", "v.json", "s.md"))
    page.write_text(f"a\n{certificate.START}\nold\n{certificate.END}\nb\n", encoding="utf-8")
    command = ["verdicts.py", "--sizes", "300", "--scenarios", "null", "--rows", str(rows_file)]
    monkeypatch.setattr(sys, "argv", [*command, "--replicates", "1"])
    certificate.main()
    more = ["--replicates", "2", "--json", str(shares_file), "--doc", str(page)]
    monkeypatch.setattr(sys, "argv", [*command, *more])
    certificate.main()
    kept = certificate.read_rows(rows_file)
    assert kept.groupby("seed").size().tolist() == [5, 5]
    told = json.loads(shares_file.read_text(encoding="utf-8"))
    assert [one["n"] for one in told] == [2] * 5
    assert set(told[0]) == {"size", "scenario", "question", "n", *certificate.SHARES}
    assert "| 300 | null | langkah | 2 |" in page.read_text(encoding="utf-8")
    assert "old" not in page.read_text(encoding="utf-8")

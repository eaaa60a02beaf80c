from __future__ import annotations

import subprocess
import sys

from pug_analysis.batch.environment import describe_environment, describe_mismatch

HERE = {"kode pug-analysis": "0.1.0+ab", "versi Python": "3.11.7"}


def test_the_same_environment_fits():
    assert describe_mismatch(HERE, dict(HERE)) == ""


def test_every_difference_is_named():
    there = {"kode pug-analysis": "0.0.9+cd", "sistem operasi": "Linux"}
    assert describe_mismatch(HERE, there) == (
        "kode pug-analysis berbeda: di sana 0.0.9+cd, di sini 0.1.0+ab; "
        "versi Python berbeda: di sana tidak ada, di sini 3.11.7"
    )


def test_a_worker_that_cannot_answer_is_told_without_the_text_of_its_error():
    said = describe_mismatch(HERE, ValueError("198503152010012003"))
    assert said == "pug-analysis tidak terpasang di sana, atau tidak dapat diperiksa (ValueError)"


def test_another_process_on_the_same_machine_has_the_same():
    code = (
        "from pug_analysis.batch.environment import describe_environment\n"
        "print(describe_environment())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == str(describe_environment())

"""Answers to the questions of steps and speed, made by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from pug_analysis.analyses.questions.speed import Speed
from pug_analysis.analyses.questions.steps import Ladder
from pug_analysis.config import Config
from pug_analysis.pages.kohort.langkah import Climb

NAN = float("nan")
_LADDER = [
    "langkah", "jenjang", "jalur", "n_pria", "n_wanita", "kejadian_pria", "kejadian_wanita",
    "harapan_wanita", "selisih_orang", "rasio", "conf_low", "conf_high", "p_value", "p_holm",
    "rasio_terlihat", "putusan",
]  # fmt: skip
_PARTS = [
    "bagian", "kejadian_pria", "kejadian_wanita", "harapan_wanita", "selisih_orang", "rasio",
    "conf_low", "conf_high", "p_value",
]  # fmt: skip
_CURVES = ["time", "share_pria", "share_wanita", "estimate", "conf_low", "conf_high", "p_value"]
_ROWS = [
    ("CPNS ke Pengawas", "Pengawas", "struktural", 777, 490, 448, 228, 274.43, -46.43, 0.7214, 0.6194,
     0.8471, 0.0002, 0.0008, 0.79, "gap"),
    ("Pengawas ke Administrator", "Administrator", "struktural", 448, 228, 61, 27, 29.6, -2.6, 0.84, 0.52,
     1.36, 0.48, 1.0, 0.50, "inconclusive"),
    ("Administrator ke JPT Pratama", "JPT Pratama", "struktural", 61, 27, 9, 3, NAN, NAN, NAN, NAN, NAN, NAN,
     NAN, NAN, "too_few"),
    ("CPNS ke JF Ahli Muda", "JF Ahli Muda", "fungsional", 1500, 2500, 900, 1600, 1590.2, 9.8, 1.02, 0.94,
     1.11, 0.60, 1.0, 0.88, "equivalent"),
    ("JF Ahli Muda ke JF Ahli Madya", "JF Ahli Madya", "fungsional", 900, 1600, 300, 700, 655.0, 45.0, 1.31,
     1.12, 1.53, 0.0007, 0.0021, 0.80, "gap"),
]  # fmt: skip


def _parts(*rows: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=_PARTS)


WHOLE = ("semua", 518, 258, 309.1, -51.1, 0.72, 0.63, 0.83, 0.0001)
EARLY = ("awal", 200, 130, 132.0, -2.0, 0.97, 0.81, 1.16, 0.70)
LATE = ("akhir", 248, 98, 142.4, -44.4, 0.55, 0.44, 0.70, 0.00001)
CURVES = [
    (60, 0.08, 0.075, -0.005, -0.035, 0.025, 0.7), (120, 0.31, 0.30, -0.01, -0.06, 0.04, 0.6),
    (180, 0.52, 0.40, -0.12, -0.19, -0.05, 0.001),
]  # fmt: skip


def _climb(
    *,
    ladder: pd.DataFrame | None = None,
    parts: pd.DataFrame | None = None,
    curves: list | None = None,
    verdict: str = "gap",
    direction: str = "wanita",
    p_value: float = 0.0004,
    p_change: float = 0.001,
    seen: float = 0.82,
    obstacle: str = "",
) -> Climb:
    table = pd.DataFrame(_ROWS, columns=_LADDER) if ladder is None else ladder
    shown = pd.DataFrame(CURVES if curves is None else curves, columns=_CURVES)
    z = {(0.0, 0.0): -4.1, (0.0, 1.0): -4.6, (1.0, 0.0): -3.0}
    # 51.1 fewer than expected, 3.9 standard errors
    variance = pd.Series(dict.fromkeys(z, 172.0))
    test = SimpleNamespace(statistic=4.6, z=pd.Series(z), variance=variance)
    speed = Speed(
        test=None if verdict == "too_few" else test, ratio=None, parts=_parts(WHOLE, EARLY, LATE) if parts is None else parts,
        p_change=p_change, curves=shown, verdict=verdict, direction=direction, p_value=p_value,
        rasio_terlihat=seen,
    )  # fmt: skip
    return Climb(
        ladder=Ladder(table, "gap", 0.0008, ("CPNS ke Pengawas",), "wanita"),
        speed=speed,
        first=pd.Series({"L": 448, "P": 228}),
        variance=pd.Series(
            {
                "CPNS ke Pengawas": 155.0,
                "Pengawas ke Administrator": 13.6,
                "CPNS ke JF Ahli Muda": 350.0,
                "JF Ahli Muda ke JF Ahli Madya": 178.0,
            }
        ),
        at_risk=pd.Series({60: 450, 120: 320, 180: 160}),
        margin=0.05,
        obstacle=obstacle,
    )


@pytest.fixture
def climb() -> Callable[..., Climb]:
    """Answers of a regency in which women are slower after ten years; parts of it by name."""
    return _climb


@pytest.fixture
def parts() -> Callable[..., pd.DataFrame]:
    """Parts of a career: whole, early, late, as rows."""
    return _parts


@pytest.fixture
def year() -> Callable[..., SimpleNamespace]:
    """What displays read of an opened year."""

    def of(edition: str = "internal") -> SimpleNamespace:
        return SimpleNamespace(
            edition=edition, config=Config(), pooled=None, cutoff=date(2025, 12, 31), year=2025,
            periode=SimpleNamespace(label="2025"),
        )  # fmt: skip

    return of

"""Which formula the numbers of the steps of a career follow, see ``audit.register``."""

from __future__ import annotations

from typing import Final

from pug_analysis.audit.coarse import Coarse
from pug_analysis.audit.digits import Told
from pug_analysis.audit.displays import Display, DisplayPair, Pick, only, together
from pug_analysis.audit.estimates import Estimate, Silent
from pug_analysis.audit.formulas import (
    STRATA_SPREAD,
    fits_log_ratio,
    recomputes_log_ratio,
    recomputes_seen,
)
from pug_analysis.audit.formulas_logrank import TIED_SPREAD, fits_excess, fits_logrank
from pug_analysis.audit.tables import At, Row, at, same

_WHOLE: Final = "Ketiga langkah bersama"
_FIRST: Final = "CPNS ke Pengawas"
#: A part of a step has at least the variance of the whole, and may have many times that.
_PART_SPREAD: Final = Told(1.0, 40.0)
_SEXES: Final = ("pria", "wanita")
#: Steps and the targets of which the same people are at risk.
_SAME_PEOPLE: Final = {
    _FIRST: "Pengawas, sejak CPNS",
    "Pengawas ke Administrator": "Administrator, sejak Pengawas",
    "Administrator ke JPT Pratama": "JPT Pratama, sejak Administrator",
    "CPNS ke JF Ahli Muda": "JF Ahli Muda, sejak CPNS",
}


def _promoted(**place: object) -> dict[str, At]:
    """Where promotions of women and men stand, under the names of a ratio of events."""
    names = (("satu", "kejadian_wanita"), ("nol", "kejadian_pria"))
    return {name: at(column, **place) for name, column in names}  # type: ignore[arg-type]  # of ``at``


def _is_whole(row: Row) -> bool:
    return row["bagian"] == _WHOLE


def _is_part(row: Row) -> bool:
    return row["bagian"] != _WHOLE


def _year_of_milestone(asked: Row, other: Row) -> bool:
    return float(asked["time"]) == 12 * float(other["tahun"])


_RATIO: Final = {name: at(name) for name in ("conf_low", "conf_high")} | {"estimate": at("rasio")}
_TEST: Final = {
    "harapan": at("harapan_wanita"), "p_value": at("p_value"),
    "semua": at("kejadian_pria", "kejadian_wanita"),
}  # fmt: skip
_WOMEN: Final = {"kejadian": at("kejadian_wanita")}
_EXCESS: Final = {"harapan": at("harapan_wanita"), "selisih": at("selisih_orang")}
_OF_WHOLE: Final = same(bagian=_WHOLE)

STEP_ESTIMATES: Final = (
    Estimate(
        "kohort_langkah", fits_log_ratio, _promoted(),
        _RATIO | {"terlihat": at("rasio_terlihat")}, spread=STRATA_SPREAD,
        recompute=recomputes_log_ratio,
    ),
    Estimate(
        "kohort_langkah", fits_logrank, _WOMEN, _TEST, spread=TIED_SPREAD, recomputed=False
    ),
    Estimate("kohort_langkah", fits_excess, _WOMEN, _EXCESS),
    Estimate(
        "kohort_laju_bagian", fits_log_ratio, _promoted(), _RATIO, spread=STRATA_SPREAD,
        recompute=recomputes_log_ratio, rows=_is_whole,
    ),
    Estimate(
        "kohort_laju_bagian", fits_logrank, _WOMEN, _TEST, spread=TIED_SPREAD, rows=_is_whole,
        recomputed=False,
    ),
    Estimate("kohort_laju_bagian", fits_excess, _WOMEN, _EXCESS, rows=_is_whole),
    Estimate(
        "kohort_laju_bagian", fits_log_ratio,
        _promoted(table="kohort_langkah", rows=same(langkah=_FIRST)), _RATIO,
        spread=_PART_SPREAD, recompute=recomputes_log_ratio, rows=_is_part,
    ),
    Estimate(
        "kohort_laju", fits_log_ratio, _promoted(table="kohort_laju_bagian", rows=_OF_WHOLE),
        {"terlihat": at("rasio_terlihat")}
        | {
            name: at(column, table="kohort_laju_bagian", rows=_OF_WHOLE)
            for name, column in (
                ("estimate", "rasio"), ("conf_low", "conf_low"), ("conf_high", "conf_high")
            )
        },
        spread=STRATA_SPREAD, recompute=recomputes_seen,
    ),
)  # fmt: skip

STEP_COARSE: Final = (
    Coarse(
        "kohort_kurva_setara",
        ("share_pria", "share_wanita", "estimate", "conf_low", "conf_high"),
        at("n_risk", table="kohort_insidensi", rows=_year_of_milestone),
        each_row=True,
    ),
)

STEP_SILENT: Final = (
    Silent(
        "kohort_langkah",
        ("p_holm",),
        "a p-value corrected for many tests: the one beside it tells more",
    ),
    Silent(
        "kohort_laju",
        ("p_value",),
        "of the largest of three tests, of which two have no shown counts",
    ),
    Silent("kohort_laju", ("p_perubahan",), "of two ratios whose events are not shown"),
)

STEP_PAIRS: Final[tuple[Display, ...]] = (
    *(
        DisplayPair(
            Pick("kohort_langkah", (f"{what}_{sex}",), only(together, langkah=step)),
            Pick("kohort_sasaran", (f"{what}_{sex}",), only(together, sasaran=target)),
        )
        for step, target in _SAME_PEOPLE.items()
        for what in ("n", "kejadian")
        for sex in _SEXES
    ),
    *(
        DisplayPair(
            Pick("kohort_langkah", (f"n_{sex}",), None),
            Pick("kohort_langkah", (f"kejadian_{sex}",), None),
            at_least=True,
        )
        for sex in _SEXES
    ),
    *(
        DisplayPair(
            Pick("kohort_laju_bagian", (f"kejadian_{sex}",), only(together, bagian=_WHOLE)),
            Pick("kohort_langkah", (f"kejadian_{sex}",), only(together, jalur="struktural")),
        )
        for sex in _SEXES
    ),
)

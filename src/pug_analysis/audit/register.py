"""Which columns of which protected table follow which formula of which counts.

A protected table with a number that stands neither here nor among the counts is not published: nobody
has thought of what it tells.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any, Final

from pug_analysis.audit.curves import Curve
from pug_analysis.audit.digits import Told
from pug_analysis.audit.estimates import Estimate
from pug_analysis.audit.formulas import (
    COX_SPREAD,
    STRATA_SPREAD,
    TIED_COX_SPREAD,
    fits_log_ratio,
    fits_rate,
    fits_rate_ratio,
    recomputes_log_ratio,
)
from pug_analysis.audit.formulas_logrank import TIED_SPREAD, fits_logrank
from pug_analysis.audit.formulas_shares import fits_gap, fits_incidence, fits_pool, fits_share
from pug_analysis.audit.register_coarse import COARSE, SILENT, of_question
from pug_analysis.audit.register_steps import STEP_ESTIMATES
from pug_analysis.audit.tables import At, Row, at, same

#: Columns that count nobody in any table.
REGISTER_KEYS: Final = (
    "time", "tahun", "bulan", "jam", "kegiatan", "setahun_lalu", "tanpa_peserta", "berbukti",
)  # fmt: skip
_ALL_LEVELS: Final = "Semua jenjang, "
_COX: Final = "Cox"
_WOMEN: Final = "Wanita dibanding pria"


def _by_cox(column: str, *, cox: bool) -> Callable[[Row], bool]:
    """Rows of Cox's model, or of the others."""
    return lambda row: (_COX in row[column]) is cox


def _of_whole_time(*, cox: bool) -> Callable[[Row], bool]:
    """Rows of one ratio over all the time; early and late ones are of events that are not shown."""
    return lambda row: row["term"] == _WOMEN and _by_cox("model", cox=cox)(row)


def _of_level(jk: str) -> Callable[[Row, Row], bool]:
    """Rows of rates of the same training and route, of all levels where the row is of all."""

    def agrees(asked: Row, other: Row) -> bool:
        name = asked["pelatihan"]
        if name.startswith(_ALL_LEVELS):
            route = name.removeprefix(_ALL_LEVELS)
            fits = other["pelatihan"].endswith(f", {route}")
        else:
            fits = other["pelatihan"] == name
        return fits and other["jk"] == jk

    return agrees


def _interval(**shown: str) -> dict[str, At]:
    """Where an estimate and its limits stand, under the names that formulas use."""
    names = {"estimate": "estimate", "conf_low": "conf_low", "conf_high": "conf_high"} | shown
    return {name: at(column) for name, column in names.items() if column}


def _share(
    table: str, part: str, whole: str, share: str, *, limits: bool = False, **options: Any
) -> Estimate:
    shown = _interval(estimate=share) if limits else {"estimate": at(share)}
    return Estimate(table, fits_share, {"bagian": at(part), "semua": at(whole)}, shown, **options)


def _gap_of_rows(table: str, one: str, none: str) -> Estimate:
    """A row that is the difference of two others of its table."""
    places = {"satu": one, "nol": none}
    counts = {
        f"{what}_{name}": at(column, table=table, rows=same(kelompok=word))
        for name, word in places.items()
        for what, column in (("bagian", "n"), ("semua", "n_total"))
    }
    return Estimate(
        table, fits_gap, counts, _interval() | {"p_value": at("p_value")},
        rows=lambda row: row["kelompok"].startswith("Selisih"),
    )  # fmt: skip


_TRAINING: Final = (
    Estimate(
        "pelatihan_laju", fits_rate, {"kejadian": at("n_event")},
        _interval() | {"tahun": at("orang_tahun")},
    ),
    Estimate(
        "pelatihan_rasio", fits_rate_ratio, {"satu": at("n_wanita"), "nol": at("n_pria")},
        _interval()
        | {"terlihat": at("rasio_terlihat")}
        | {
            f"tahun_{name}": at("orang_tahun", table="pelatihan_laju", rows=_of_level(jk))
            for name, jk in (("satu", "wanita"), ("nol", "pria"))
        },
        rows=lambda row: row["ukuran"] == "kasar",
    ),
    Estimate(
        "pelatihan_rasio", fits_log_ratio, {"satu": at("n_wanita"), "nol": at("n_pria")},
        _interval() | {"terlihat": at("rasio_terlihat")}, spread=STRATA_SPREAD,
        recompute=recomputes_log_ratio, rows=lambda row: row["ukuran"] != "kasar",
    ),
    Estimate(
        "pelatihan_semua", fits_log_ratio, {"satu": at("n_wanita"), "nol": at("n_pria")},
        _interval(estimate="rasio") | {"terlihat": at("rasio_terlihat")}, spread=STRATA_SPREAD,
        recompute=recomputes_log_ratio,
    ),
    Estimate(
        "pelatihan_uji", fits_logrank, {"kejadian": at("n_wanita")},
        {
            "harapan": at("harapan_wanita"),
            "p_value": at("p_value"),
            "semua": at(
                "n_event", table="pelatihan_laju", rows=same("pelatihan")
            ),
        },
        recomputed=False,
    ),
    *(
        Estimate(
            "pelatihan_asosiasi", fits_log_ratio,
            {"satu": at("promosi_dilatih"), "nol": at("promosi_belum")},
            _interval(estimate="hazard_ratio") | {"p_value": at("p_value")}, spread=spread,
            recompute=recomputes_log_ratio, rows=_by_cox("cara", cox=cox),
        )
        for cox, spread in ((False, COX_SPREAD), (True, TIED_COX_SPREAD))
    ),
    _share("pelatihan_unit", "pria", "pria_aktif", "bagian_pria"),
    _share("pelatihan_unit", "wanita", "wanita_aktif", "bagian_wanita"),
    Estimate(
        "pelatihan_unit", fits_gap,
        {
            "bagian_satu": at("wanita"), "semua_satu": at("wanita_aktif"),
            "bagian_nol": at("pria"), "semua_nol": at("pria_aktif"),
        },
        _interval(estimate="selisih"),
    ),
    *(
        Estimate(
            "pelatihan_berhak", fits_share,
            {"bagian": at(f"{who}_wanita"), "lain": at(f"{who}_pria")},
            {"estimate": at(f"share_{who}")},
        )
        for who in ("calon", "pejabat")
    ),
)  # fmt: skip

_COHORT: Final = (
    *(
        Estimate(
            "kohort_model", fits_log_ratio,
            {"satu": of_question("kejadian_wanita"), "nol": of_question("kejadian_pria")},
            _interval(estimate="hazard_ratio") | {"p_value": at("p_value")}, spread=spread,
            recompute=recomputes_log_ratio, rows=_of_whole_time(cox=cox),
        )
        for cox, spread in ((False, COX_SPREAD), (True, TIED_COX_SPREAD))
    ),
    Estimate(
        "kohort_pangkat", fits_logrank, {"kejadian": at("kejadian_wanita")},
        {
            "harapan": at("harapan_wanita"), "p_value": at("p_value"),
            "risiko_satu": at("n_wanita"), "risiko_nol": at("n_pria"),
        },
        spread=TIED_SPREAD, recomputed=False,
    ),
    Estimate(
        "kohort_uji", fits_logrank, {"kejadian": of_question("kejadian_wanita")},
        {
            "selisih": at("estimate"), "p_value": at("p_value"),
            "semua": of_question("kejadian_pria", "kejadian_wanita"),
        },
        rows=lambda row: "log-rank" in row["nama"], each_row=True, recomputed=False,
    ),
)  # fmt: skip

_CHANGE: Final = "sesudah dibagi sebelum"


def _in_period(column: str, jk: str, period: str = "") -> At:
    """Where a rate before or after a programme stands; by default of the period of the row."""

    def agrees(asked: Row, other: Row) -> bool:
        name = period or asked["nama"]
        return other["masa"].startswith(name) and other["jk"] == jk

    return at(column, table="kohort_program_laju", rows=agrees)


_PROGRAMME: Final = (
    Estimate(
        "kohort_program_laju", fits_rate, {"kejadian": at("n_event")},
        _interval() | {"tahun": at("orang_tahun")},
    ),
    Estimate(
        "kohort_program_rasio", fits_rate_ratio,
        {"satu": _in_period("n_event", "wanita"), "nol": _in_period("n_event", "pria")},
        _interval()
        | {
            "tahun_satu": _in_period("orang_tahun", "wanita"),
            "tahun_nol": _in_period("orang_tahun", "pria"),
            "p_value": at("p_value"),
        },
        rows=lambda row: row["nama"] != _CHANGE,
    ),
    Estimate(
        "kohort_program_rasio", fits_log_ratio,
        {
            f"{period}_{jk}": _in_period("n_event", jk, period)
            for period in ("sebelum", "sesudah") for jk in ("wanita", "pria")
        },
        _interval() | {"p_value": at("p_value")}, spread=Told(1.0, 1.0),
        recompute=recomputes_log_ratio, rows=lambda row: row["nama"] == _CHANGE,
    ),
)  # fmt: skip

_OTHERS: Final = (
    Estimate(
        "alumni_pembanding", fits_incidence,
        {"kejadian": at("event_alumni"), "semua": at("n_alumni")},
        {
            "estimate": at("share_alumni"), "orang": at("n_alumni"),
            "sisa_awal": at("n", table="alumni_bagian", rows=same("jenjang", "jk", "time")),
            "sisa": at("n_risk", table="alumni_bagian", rows=same("jenjang", "jk", "time")),
        },
    ),
    _share("profil_per_pd", "wanita", "total", "share_wanita", limits=True),
    _share("indikator_terlatih_pd", "total", "total_aktif", "share"),
    _share("indikator_peta_jalan_pd", "total", "total_aktif", "share"),
    *(
        _share(table, "wanita", "total", "share_wanita")
        for table in ("indikator_kegiatan", "indikator_latsar")
    ),
    _share("indikator_fasilitator_pd", "wanita", "total", "share_wanita"),
    *(
        _share("kualitas_tanggal_diklat", f"{sex}_tanpa_tanggal", sex, f"share_{sex}")
        for sex in ("pria", "wanita")
    ),
    _share(
        "kualitas_karantina_jk", "n", "n_total", "estimate", limits=True,
        rows=lambda row: not row["kelompok"].startswith("Selisih"),
    ),
    _gap_of_rows("kualitas_karantina_jk", "Wanita", "Pria"),
    _share("pd_calon", "wanita", "total", "share_calon"),
    Estimate(
        "pd_calon", fits_pool, {"wanita": at("wanita"), "semua": at("total")},
        {
            "p_value": at("p_value"),
            "pejabat_wanita": at("wanita", table="pd_pimpinan", rows=same("perangkat_daerah")),
            "pejabat": at("total", table="pd_pimpinan", rows=same("perangkat_daerah")),
        },
    ),
)  # fmt: skip

ESTIMATES: Final = (*_TRAINING, *_COHORT, *STEP_ESTIMATES, *_PROGRAMME, *_OTHERS)

CURVES: Final = (
    Curve("alumni_administrator", ("kelompok", "jk"), "time", start="n"),
    Curve("alumni_bagian", ("jenjang", "jk"), "time", start="n"),
    Curve("kohort_insidensi", ("jk",), "tahun"),
    Curve("kohort_tonggak", ("jk",), "time"),
    Curve("pelatihan_akses", ("jalur", "jk"), "tahun"),
    Curve("pelatihan_tonggak", ("jalur", "jk"), "time"),
)


def known_columns() -> dict[str, set[str]]:
    """Columns of each table that the register knows."""
    found: dict[str, set[str]] = defaultdict(set)
    for estimate in ESTIMATES:
        found[estimate.table] |= estimate.columns()
    for curve in CURVES:
        found[curve.table] |= curve.columns()
    for coarse in COARSE:
        found[coarse.table] |= set(coarse.columns)
    for silent in SILENT:
        found[silent.table] |= set(silent.columns)
    return dict(found)
